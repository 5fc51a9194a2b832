"""SBV captions (YouTube): a line of two times, then the words; printed labels as turns with their times."""

import re

from desktop.documents.base import AS_FOUND, Choices, Format, Reading
from desktop.documents.captions import cues, reading
from desktop.documents.flow import refuse_empty
from desktop.documents.text import decode

TIMES = re.compile(r"^[ \t]*(\d{1,2}:\d\d:\d\d\.\d{1,3}),(\d{1,2}:\d\d:\d\d\.\d{1,3})[ \t]*$", re.MULTILINE)


def read(data: bytes, _name: str, choices: Choices = AS_FOUND) -> Reading:
    refuse_empty(data)
    text, encoding, note = decode(data, chosen=choices.encoding)
    found = cues(TIMES.sub(r"\1 --> \2", text).replace("[br]", "\n"))
    return reading(list(found), reader="sbv/1", notes=[note], choices=Choices(encoding))


def _sniff(head: bytes) -> bool:
    return re.match(rb"(?:\xef\xbb\xbf)?\s*\d{1,2}:\d\d:\d\d\.\d{3},\d{1,2}:\d\d:\d\d\.\d{3}\s", head) is not None


FORMAT = Format("sbv", "SBV captions", (".sbv",), "text/x-sbv", read, _sniff, offers=("encoding",))
