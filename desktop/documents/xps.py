"""XPS: pages and their words, as MuPDF reads them."""

from desktop.documents.base import Format
from desktop.documents.fixed import drawer, glancer, reader
from desktop.documents.packages import PK, open_package


def _file_type(_data: bytes) -> str:
    return "xps"


def _check(data: bytes) -> None:
    open_package(data)


def _sniff(head: bytes) -> bool:
    parts = (b".fdseq", b".fpage", b"FixedDoc", b"Documents/1/")
    return head.startswith(PK) and any(part in head for part in parts)


FORMAT = Format(
    "xps",
    "XPS",
    (".xps", ".oxps"),
    "application/oxps",
    reader("xps", _file_type, _check),
    _sniff,
    drawer(_file_type),
    glancer(_file_type, _check),
    offers=("ocr",),
)
