"""WebVTT captions: cues as blocks, voices and printed labels as turns with their times."""

import re

from desktop.documents.base import AS_FOUND, Choices, Format, Reading
from desktop.documents.captions import cues, reading
from desktop.documents.flow import refuse_empty
from desktop.documents.text import decode

# Comments, styles and regions reach to the next empty line.
ASIDE = re.compile(r"^(?:NOTE|STYLE|REGION)(?:[ \t].*)?\n(?:.+\n?)*", re.MULTILINE)


def read(data: bytes, _name: str, choices: Choices = AS_FOUND) -> Reading:
    refuse_empty(data)
    text, encoding, note = decode(data, chosen=choices.encoding)
    return reading(list(cues(ASIDE.sub("\n", text))), reader="webvtt/1", notes=[note], choices=Choices(encoding))


def _sniff(head: bytes) -> bool:
    return re.match(rb"(?:\xef\xbb\xbf)?WEBVTT(?:[ \t\r\n]|\Z)", head) is not None


FORMAT = Format("webvtt", "WebVTT captions", (".vtt",), "text/vtt", read, _sniff, offers=("encoding",))
