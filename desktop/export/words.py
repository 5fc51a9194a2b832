"""Strangers' words in Markdown: they come out as they were, and never as markup, HTML, a link or a note. Pure.

Only what CommonMark, GitHub's tables and python-markdown all undo is used: a backslash before the characters that all
three know, a character reference for the others. A mail address is set as code: GitHub looks for addresses after it
has undone references, and nothing else keeps both its words and the reader's click.
"""

import re

from desktop.visible import in_order

_UNPRINTED = re.compile("[\x00-\x08\x0e-\x1f\x0b\x0c\x7f\x85\ud800-\udfff]")
_ANYWHERE = re.compile(
    r"(?<![\w.+-])[\w.+-]*@[\w-]*(?:\.[\w-]+)+(?:[.+][\w.+-]*@[\w-]*(?:\.[\w-]+)+)*"  # mail addresses
    r"|[\\`*_\[\]{}]"  # emphasis, code, links, notes, attribute lists
    r"|[<>|~\t\u2028\u2029]"  # HTML, tables, strikethrough, fences; python-markdown turns tabs into blanks
    r"|&(?=[#\w])"  # character references
    r"|(?<=\S)\$(?!\d)"  # the end of a formula
    r"|:(?=//)|(?<=\bwww)\.|@",  # addresses that become links by themselves
    re.IGNORECASE,
)
_BACKSLASHED = frozenset("\\`*_[]{}")
_FIRST = re.compile(r"(?P<sign>[#+=:!%-])|(?P<number>\d+)(?P<stop>[.)])")
_EDGES = re.compile(r"\A\s|\s\Z")
_PLAIN_ADDRESS = re.compile(r"https?://[A-Za-z0-9.\-]+(?::\d+)?(?:[/?#][A-Za-z0-9\-._~:/?#@!$&'()+,;=%]*)?")
_WORD = re.compile(r"\s+")


def inline(text: str) -> str:
    """Words in the middle of a line: blanks and line ends of any length become one blank, and none turns our words round."""
    return _anywhere(in_order(_WORD.sub(" ", text).strip()))


def quoted(text: str) -> str:
    """A block quote whose words are exactly `text`: line ends are hard breaks, empty lines part paragraphs."""
    paragraphs = _paragraphs(text)
    shown = ["\n".join(f"> {line}" for line in "  \n".join(lines).split("\n")) for lines in paragraphs]
    return "\n>\n".join(shown)


def _paragraphs(text: str) -> list[list[str]]:
    """Lines by paragraph; empty lines beyond the one that parts two paragraphs become references to a line end."""
    paragraphs: list[list[str]] = [[""]]
    pending = ""
    for part in re.split(r"(\n+)", text):
        if part.startswith("\n"):
            pending = part
        elif part:
            _append(paragraphs, pending, _line(part))
            pending = ""
    paragraphs[-1][-1] += "&#10;" * len(pending)
    return paragraphs


def _append(paragraphs: list[list[str]], ends: str, line: str) -> None:
    """Add a line that comes after so many line ends."""
    if paragraphs == [[""]]:
        paragraphs[0][0] = "&#10;" * len(ends) + line
    elif len(ends) == 1:
        paragraphs[-1].append(line)
    else:
        paragraphs[-1][-1] += "&#10;" * (len(ends) - 2)
        paragraphs.append([line])


def _line(text: str) -> str:
    """One line of a paragraph: nothing at its beginning is a sign, and blanks at its edges are kept."""
    first = _FIRST.match(text)
    inner = _anywhere(text)
    if first and first["sign"] and inner[0] == text[0]:
        inner = _reference(text[0]) + inner[1:]
    elif first and first["number"]:
        inner = f"{first['number']}\\{first['stop']}" + _anywhere(text[first.end() :])
    return _EDGES.sub(lambda match: _reference(match[0]), inner)


def _anywhere(text: str) -> str:
    return _ANYWHERE.sub(lambda match: _harmless(match[0]), _UNPRINTED.sub("\ufffd", text))


def _harmless(character: str) -> str:
    if len(character) > 1:
        address = character.lstrip(".+-")  # a sign at the beginning of a line is made harmless by itself
        return f"{character.removesuffix(address)}`{address}`"
    if character in _BACKSLASHED:
        return f"\\{character}"
    return _NAMED.get(character) or _reference(character)


_NAMED = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}


def _reference(character: str) -> str:
    return f"&#{ord(character)};"


def address(url: str) -> str:
    """A link that shows its whole address, for http and https without odd characters; else the words alone."""
    return f"<{url}>" if _PLAIN_ADDRESS.fullmatch(url) else inline(url)
