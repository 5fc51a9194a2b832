"""Comic books and scans in a ZIP (CBZ): one picture a page, by the order of their names; words by recognition alone."""

import re

from desktop.documents.base import Format, Unreadable
from desktop.documents.fixed import drawer, glancer, reader
from desktop.documents.packages import PK, open_package

PICTURE = re.compile(r"\.(?:png|jpe?g|tiff?|gif|bmp|jp2)$", re.IGNORECASE)
PICTURE_INSIDE = re.compile(
    rb"PK\x03\x04.{26}[^\0]{1,200}?\.(?:png|jpe?g|tiff?|gif|bmp|jp2)", re.IGNORECASE | re.DOTALL
)
# Documents of other kinds hold pictures too.
OTHERS = (b"[Content_Types].xml", b"mimetype", b".fdseq", b".fpage", b"word/", b"META-INF/")


def _file_type(_data: bytes) -> str:
    return "cbz"


def _check(data: bytes) -> None:
    if not any(PICTURE.search(name) for name in open_package(data).namelist()):
        raise Unreadable("There are no pictures in it.")


def _sniff(head: bytes) -> bool:
    others = any(part in head for part in OTHERS)
    return head.startswith(PK) and not others and PICTURE_INSIDE.search(head) is not None


FORMAT = Format(
    "cbz",
    "Pictures of pages in a ZIP",
    (".cbz",),
    "application/vnd.comicbook+zip",
    reader("cbz", _file_type, _check),
    _sniff,
    drawer(_file_type),
    glancer(_file_type, _check),
    offers=("ocr",),
)
