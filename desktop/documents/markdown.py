"""Markdown: the text is what a reader sees, without marks; links stay as their words."""

import re

from desktop.documents import front_matter
from desktop.documents.base import AS_FOUND, Choices, Format, Metadata, Reading
from desktop.documents.crowding import is_nested, refuse_crowded
from desktop.documents.flow import Flow, finish, refuse_empty
from desktop.documents.markup import Walk
from desktop.documents.plaintext import find_blocks, refuse_binary
from desktop.documents.text import decode

READER = "markdown/1"
TOP = re.compile(r"^(?:[-*+]|\d{1,3}\.) ", re.MULTILINE)
NESTED = re.compile(r"^( {2,})(?=(?:[-*+]|\d{1,3}\.) )", re.MULTILINE)
DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


def read(data: bytes, _name: str, choices: Choices = AS_FOUND) -> Reading:
    from importlib.metadata import version

    refuse_empty(data)
    source, encoding, note = decode(data, chosen=choices.encoding)
    refuse_binary(source)
    used = Choices(encoding)
    fields, source = front_matter.split(source)
    flow = Flow()
    refuse_crowded(source)
    if not is_nested(source):
        Walk(flow).run(_tree(source))
    metadata = _metadata(fields)
    if not flow.text:
        notes = [note, "Its Markdown could not be understood, so it is shown as plain text."]
        return finish(source, find_blocks(source), reader=READER, metadata=metadata, notes=notes, choices=used)
    reader = f"{READER} markdown {version('markdown')}"
    return finish(flow.text, flow.blocks, reader=reader, metadata=metadata, notes=[note], choices=used)


def _tree(source: str) -> object:
    import lxml.html
    import markdown

    page = markdown.markdown(_four_spaces(source), extensions=["tables", "fenced_code", "sane_lists"])
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True)
    return lxml.html.fromstring(f"<html><body>{page or '<p></p>'}</body></html>".encode(), parser=parser)


def _four_spaces(source: str) -> str:
    """Nested items are often indented by two or three spaces; the library asks for four."""
    steps = [len(indent) for indent in NESTED.findall(source)]
    step = min(steps, default=4)
    return (
        source
        if step not in (2, 3) or not TOP.search(source)
        else NESTED.sub(lambda m: "    " * (len(m[1]) // step), source)
    )


def _metadata(fields: dict[str, str]) -> Metadata:
    date = DATE.match(fields.get("date", ""))
    return Metadata(
        title=" ".join(fields.get("title", "").split()),
        author=fields.get("author", fields.get("authors", "")),
        publisher=fields.get("publisher", ""),
        published_on=date[0] if date else "",
        url=fields.get("url", fields.get("source", "")) if "://" in fields.get("url", fields.get("source", "")) else "",
        language=fields.get("lang", fields.get("language", "")),
    )


FORMAT = Format("markdown", "Markdown", (".md", ".markdown"), "text/markdown", read, offers=("encoding",))
