"""WebVTT captions: cues as blocks, voices and printed labels as turns with their times."""

import re

from desktop.documents.base import Format, Reading
from desktop.documents.captions import cues, reading
from desktop.documents.flow import refuse_empty
from desktop.documents.text import decode

# Comments, styles and regions reach to the next empty line.
ASIDE = re.compile(r"^(?:NOTE|STYLE|REGION)(?:[ \t].*)?\n(?:.+\n?)*", re.MULTILINE)


def read(data: bytes, _name: str) -> Reading:
    refuse_empty(data)
    text, note = decode(data)
    return reading(list(cues(ASIDE.sub("\n", text))), reader="webvtt/1", notes=[note])


def _sniff(head: bytes) -> bool:
    return re.match(rb"(?:\xef\xbb\xbf)?WEBVTT(?:[ \t\r\n]|\Z)", head) is not None


FORMAT = Format("webvtt", "WebVTT captions", (".vtt",), "text/vtt", read, _sniff)
