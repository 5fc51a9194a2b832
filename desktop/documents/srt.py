"""SubRip captions: numbered cues as blocks, printed labels as turns with their times."""

import re

from desktop.documents.base import Format, Reading
from desktop.documents.captions import cues, reading
from desktop.documents.flow import refuse_empty
from desktop.documents.text import decode

# The number above each timing; files without empty lines between cues have it right below the words before.
NUMBER = re.compile(r"^[ \t]*\d+[ \t]*\n(?=[ \t]*[\d:]+[.,]\d+[ \t]*-->)", re.MULTILINE)


def read(data: bytes, _name: str) -> Reading:
    refuse_empty(data)
    text, note = decode(data)
    return reading(list(cues(NUMBER.sub("\n", text))), reader="srt/1", notes=[note])


def _sniff(head: bytes) -> bool:
    return re.match(rb"(?:\xef\xbb\xbf)?\s*\d+[ \t]*\r?\n\d+:\d\d:\d\d[.,]\d+[ \t]*-->", head) is not None


FORMAT = Format("srt", "SubRip captions", (".srt",), "application/x-subrip", read, _sniff)
