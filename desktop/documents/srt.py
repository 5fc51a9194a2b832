"""SubRip captions: numbered cues as blocks, printed labels as turns with their times."""

import re

from desktop.documents.base import AS_FOUND, Choices, Format, Reading
from desktop.documents.captions import cues, reading
from desktop.documents.flow import refuse_empty
from desktop.documents.text import decode

# The number above each timing; files without empty lines between cues have it right below the words before.
NUMBER = re.compile(r"^[ \t]*\d+[ \t]*\n(?=[ \t]*[\d:]+[.,]\d+[ \t]*-->)", re.MULTILINE)


def read(data: bytes, _name: str, choices: Choices = AS_FOUND) -> Reading:
    refuse_empty(data)
    text, encoding, note = decode(data, chosen=choices.encoding)
    return reading(list(cues(NUMBER.sub("\n", text))), reader="srt/1", notes=[note], choices=Choices(encoding))


def _sniff(head: bytes) -> bool:
    return re.match(rb"(?:\xef\xbb\xbf)?\s*\d+[ \t]*\r?\n\d+:\d\d:\d\d[.,]\d+[ \t]*-->", head) is not None


FORMAT = Format("srt", "SubRip captions", (".srt",), "application/x-subrip", read, _sniff, offers=("encoding",))
