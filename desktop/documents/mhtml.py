"""Web pages saved as one file (MHTML): the page itself, read as any web page is; its pictures and frames are not opened."""

import re
from dataclasses import replace
from email.message import EmailMessage

from desktop.documents.base import AS_FOUND, Choices, Format, Reading, Unreadable
from desktop.documents.flow import WEB_ADDRESS, refuse_empty
from desktop.documents.html import DECLARED, read_page, refuse_huge
from desktop.documents.mail import content, head, leaves, parse_message, text_of
from desktop.documents.text import Decoded, decode

PAGES = ("text/html", "application/xhtml+xml")


def read(data: bytes, _name: str, choices: Choices = AS_FOUND) -> Reading:
    refuse_empty(data)
    message = parse_message(data)
    page = _main_page(message)
    body = content(page)
    refuse_huge(body)
    source, encoding, note = _decoded(page, body, choices.encoding)
    addresses = (head(message, "Snapshot-Content-Location"), head(page, "Content-Location"))
    address = next((found for found in addresses if WEB_ADDRESS.fullmatch(found)), "")
    reading = read_page(source, Choices(encoding, whole=choices.whole), [note], address)
    return replace(reading, reader=f"mhtml/1 {reading.reader}")


def _main_page(message: EmailMessage) -> EmailMessage:
    """The part that the file names as its beginning, or the first page in it."""
    pages = [part for part in leaves(message) if part.get_content_type() in PAGES]
    wanted = {head(message, "Snapshot-Content-Location"), str(message.get_param("start") or "")} - {""}
    named = (part for part in pages if {head(part, "Content-Location"), head(part, "Content-ID")} & wanted)
    page = next(named, pages[0] if pages else None)
    if page is None:
        raise Unreadable("There is no web page in it.")
    return page


def _decoded(page: EmailMessage, body: bytes, chosen: str) -> Decoded:
    """The head of the part speaks before the page's own."""
    declared = DECLARED.search(body[:8192])
    if page.get_content_charset() or not declared:
        return text_of(page, chosen)
    return decode(body, declared[1].decode(), chosen)


def _sniff(data: bytes) -> bool:
    heads = re.match(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+", data)
    related = heads and re.search(rb"^content-type:\s*multipart/related", heads[0], re.IGNORECASE | re.MULTILINE)
    return bool(related and re.search(rb"^(?:snapshot-)?content-location:", data, re.IGNORECASE | re.MULTILINE))


FORMAT = Format(
    "mhtml",
    "Web page saved as one file",
    (".mhtml", ".mht"),
    "multipart/related",
    read,
    _sniff,
    offers=("encoding", "whole"),
)
