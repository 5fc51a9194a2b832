"""What would keep a library busy for minutes though it is small: told before the library sees it; pure."""

import re

from desktop.documents.base import Unreadable

# The parser compares each attribute of an element with all before it; real ones have some dozens.
MOST_ATTRIBUTES = 1_000
# Levels of quotes or lists, and brackets open at the same time in one paragraph; the library tries each against the rest.
DEEPEST = 100

_VALUE = r"""\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'>][^\s>]*+|(?=>))"""
# A tag as the parser sees it, from any place where one may begin; nothing that was taken is given back.
CROWDED = re.compile(rf"<[A-Za-z][^\s/>]*+(?>[\s/]++[^\s/>=]++(?:{_VALUE})?+){{{MOST_ATTRIBUTES}}}")
PARAGRAPH_END = re.compile(r"\n[ \t>]*\n")
QUOTED = re.compile(rf"^(?:[ \t]*+>){{{DEEPEST}}}", re.MULTILINE)
LISTED = re.compile(rf"^(?:  |\t){{{DEEPEST}}} *+(?:[-*+]|\d{{1,9}}[.)]) ", re.MULTILINE)
BRACKET = re.compile(r"[\[\]]")


def refuse_crowded(markup: str) -> None:
    """For HTML, before it is parsed."""
    if CROWDED.search(markup):
        raise Unreadable(
            f"An element in it has more than {MOST_ATTRIBUTES:,} attributes, as none has that people read."
        )


def is_nested(source: str) -> bool:
    """Is this Markdown nested deeper than its library can follow? As plain text it can be read."""
    found = QUOTED.search(source) or LISTED.search(source)
    return bool(found) or any(map(_is_deep, PARAGRAPH_END.split(source)))


def _is_deep(paragraph: str) -> bool:
    if paragraph.count("[") <= DEEPEST:
        return False
    level = 0
    for bracket in BRACKET.findall(paragraph):
        level = level + 1 if bracket == "[" else max(0, level - 1)
        if level > DEEPEST:
            return True
    return False
