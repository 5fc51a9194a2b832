"""Pictures of pages (PNG, JPEG, TIFF with many pages, GIF, BMP …): shown as they are; their words by recognition alone."""

from desktop.documents.base import Format, Unreadable
from desktop.documents.fixed import drawer, glancer, reader

# What files begin with, and MuPDF's name for it.
KINDS = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"\0\0\0\x0cjP  \r\n", "jp2"),
    (b"\xff\x4f\xff\x51", "jp2"),
)


def _file_type(data: bytes) -> str:
    found = next((kind for begins, kind in KINDS if data.startswith(begins)), "")
    return found or ("bmp" if _is_bitmap(data) else "")


def _is_bitmap(data: bytes) -> bool:
    """Two letters are too little to go by: the four bytes behind the size are reserved, and zero."""
    return data.startswith(b"BM") and len(data) >= 26 and data[6:10] == b"\0\0\0\0"


def _is_webp(data: bytes) -> bool:
    return data[:4] == b"RIFF" and data[8:12] == b"WEBP"


def _check(data: bytes) -> None:
    if _is_webp(data):
        raise Unreadable("It is a WebP picture, which can't be shown here; save it as PNG or JPEG, then add that.")
    if not _file_type(data):
        raise Unreadable("It is not a picture of a kind that is known.")


def _sniff(head: bytes) -> bool:
    return bool(_file_type(head)) or _is_webp(head)


FORMAT = Format(
    "images",
    "Picture of a page",
    (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".gif", ".bmp", ".jp2", ".webp"),
    "image/png",
    reader("images", _file_type, _check),
    _sniff,
    drawer(_file_type),
    glancer(_file_type, _check),
    offers=("ocr",),
)
