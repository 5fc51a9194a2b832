"""The few fields that may stand before a Markdown text between two lines of dashes, as YAML writes them.

What is not surely such a block is left to the text: nothing that somebody wrote is lost by a guess.
"""

import re
from collections.abc import Iterator

BLOCK = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
MOST = 20_000
"""Characters; a longer block is a text between two rules."""
FIELD = re.compile(r"([A-Za-z_][\w .-]*?)[ \t]*:(?:[ \t]+(.*)|$)")
FOLDED = re.compile(r"[|>][+-]?\d?[+-]?\s*(?:#.*)?")
ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|\n[ \t]*|(.))", re.DOTALL)
NAMED = {"n": "\n", "t": "\t", "r": "\r", "0": "", "e": "", "N": "\u0085", "_": "\u00a0"}
CLOSED = {'"': re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL), "'": re.compile(r"'((?:[^']|'')*)'", re.DOTALL)}


def split(source: str) -> tuple[dict[str, str], str]:
    """(fields with small names, the text behind them); no fields when the source does not begin with such a block."""
    found = BLOCK.match(source)
    fields = _fields(found[1]) if found and len(found[1]) <= MOST else None
    return (fields, source[found.end() :]) if found and fields else ({}, source)


def _fields(block: str) -> dict[str, str] | None:
    """None: some line is neither a field nor a part of one."""
    fields: dict[str, str] = {}
    for name, lines in _parts(block.split("\n")):
        if not name:
            return None
        fields.setdefault(name.lower(), _value(lines))
    return fields


def _parts(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    """(name, lines of its value); an empty name for a line that belongs nowhere."""
    name, own = "", list[str]()
    for line in lines:
        inside = name and (_open(own) or line[:1] in (" ", "\t", "") or line.startswith(("- ", "-\n")) or line == "-")
        if inside:
            own.append(line)
        elif line.strip() and not line.startswith("#"):
            if name:
                yield name, own
            field = FIELD.fullmatch(line)
            name, own = (field[1], [field[2] or ""]) if field else ("", [])
            if not field:
                yield "", []
    if name:
        yield name, own


def _open(lines: list[str]) -> bool:
    """Does a quoted value go on in the next line?"""
    text = "\n".join(lines).strip()
    return text[:1] in CLOSED and not CLOSED[text[0]].match(text)


def _value(lines: list[str]) -> str:
    text = "\n".join(lines).strip()
    quoted = CLOSED[text[0]].match(text) if text[:1] in CLOSED else None
    if quoted:
        return _unescaped(_folded(quoted[1])) if text[0] == '"' else _folded(quoted[1]).replace("''", "'")
    if FOLDED.fullmatch(lines[0].strip()):
        return _block(lines[1:], literal=lines[0].strip()[0] == "|")
    items = [line.strip()[1:].strip() for line in lines[1:] if line.strip().startswith("-")]
    if items and not lines[0].strip():
        return ", ".join(_value([item]) for item in items)
    if text.startswith("[") and text.endswith("]"):
        return ", ".join(_value([item.strip()]) for item in _items(text[1:-1]))
    return _folded(re.sub(r"(?:^|[ \t])#.*", "", "\n".join(lines), flags=re.MULTILINE)).strip()


def _items(text: str) -> list[str]:
    """Parts of a list in brackets; a comma inside quotes parts nothing."""
    return re.findall(r"""\s*("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,]+)""", text)


def _folded(text: str) -> str:
    """A line's end is a blank, an empty line a line's end; a backslash before the end joins, and stays for `_unescaped`."""
    paragraphs = re.split(r"(?<!\\)\n(?:[ \t]*\n)+", text.strip("\n"))
    return "\n".join(re.sub(r"[ \t]*(?<!\\)\n[ \t]*", " ", part.strip(" \t")) for part in paragraphs)


def _block(lines: list[str], *, literal: bool) -> str:
    text = "\n".join(line.strip() for line in lines).strip("\n")
    return text if literal else _folded(text)


def _unescaped(text: str) -> str:
    return ESCAPE.sub(_meant, text)


def _meant(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2] or escape[3]
    if code:
        number = int(code, 16)
        return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"
    return NAMED.get(escape[4], escape[4]) if escape[4] else ""
