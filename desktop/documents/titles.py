"""Which title is worth showing: not one that a program gave by itself or that is a file's name; pure."""

import re
from collections.abc import Sequence

from desktop.documents.base import Block

# Of the programs that make files, and of the people who never filled it in.
BY_ITSELF = re.compile(
    r"(?:untitled|unbenannt|sans titre|sin título|senza titolo|no title|title|unknown|document|dokument|presentation"
    r"|slide|powerpoint presentation|powerpoint-präsentation|présentation powerpoint|scan(?:ned document)?"
    r"|blank page|new document|default title|print|full page photo|microsoft word(?: document)?|temp|index"
    r"|(?:proceedings|manuscript|paper) template(?: - word)?)"
    r"[\s._-]*\(?\d*\)?|\d{5,}",
    re.IGNORECASE,
)
PROGRAM = re.compile(r"(?:microsoft (?:word|powerpoint|excel)|powerpoint|writer|adobe \w+) *[-–:] *", re.IGNORECASE)
FILE_NAME = re.compile(
    r"\S*[^\s/\\]\.(?:docx?|dotx?|pdf|pptx?|xlsx?|odt|ods|rtf|txt|indd|qxd|qxp|pmd|p65|fm|tex|dvi|e?ps|wpd|pages|html?|xml"
    r"|jpe?g|tiff?|png|ai)|(?:[A-Za-z]:\\|file:|/).*",
    re.IGNORECASE,
)
SPACED_FILE_NAME = re.compile(r".+\.(?:docx?|pdf|pptx?|xlsx?|odt|rtf|indd|qxd|p65|wpd)", re.IGNORECASE)
# A headline stands among the first blocks, and is no paragraph.
FIRST_BLOCKS, LONGEST = 4, 200


def telling(title: str) -> str:
    """The title, or "" where it says nothing about what is in the file."""
    title = " ".join(title.split())
    bare = PROGRAM.sub("", title, count=1)
    poor = BY_ITSELF.fullmatch(bare) or FILE_NAME.fullmatch(bare) or SPACED_FILE_NAME.fullmatch(bare)
    return "" if poor or (bare != title and not bare.count(" ")) else bare


def headline(text: str, blocks: Sequence[Block]) -> str:
    """The first heading, where one stands at the beginning."""
    found = next((block for block in blocks[:FIRST_BLOCKS] if block.kind == "heading"), None)
    words = "" if found is None else " ".join(text[found.start : found.end].replace("\u00ad", "").split())
    return words if len(words) <= LONGEST else ""
