"""Plain text: kept as it is; blocks are its lines, or its paragraphs where the lines were broken by hand."""

import re
from collections.abc import Iterator
from itertools import pairwise

from desktop.documents.base import AS_FOUND, Block, BlockKind, Choices, Format, Reading, Unreadable
from desktop.documents.flow import finish, refuse_empty
from desktop.documents.text import decode

READER = "plaintext/1"
# Lines broken by hand end before this column.
WRAPPED_AT = 100
HEADING_AT_MOST = 90
# Bullets of symbol fonts come out of PDFs as private characters.
BULLET = re.compile(r"[-*•‣◦–—·▪■●\uf000-\uf0ff]\s|\(?\d{1,3}[.)]\s")
# Closing quotes and brackets may follow the final stop.
FINAL = re.compile(r"[.!?:;,…。！？：；۔؟،\-–—][\"'”’»)\]]*$")


def read(data: bytes, _name: str, choices: Choices = AS_FOUND) -> Reading:
    refuse_empty(data)
    text, encoding, note = decode(data, chosen=choices.encoding)
    refuse_binary(text)
    return finish(text, find_blocks(text), reader=READER, notes=[note], choices=Choices(encoding), printed_title="")


def refuse_binary(text: str) -> None:
    """One character in twenty that can't be shown: this is a picture or a program with a text's name."""
    head = text[:20_000]
    if head.count("\ufffd") * 20 > len(head):
        raise Unreadable("It holds no readable text, whatever its name says.")


def find_blocks(text: str) -> list[Block]:
    """Paragraphs, list items, and short lines that stand as headings."""
    spans = list(_paragraphs(text) if is_wrapped(text) else _lines(text))
    kinds = [_kind(text[start:end]) for start, end in spans]
    for i, (start, end) in enumerate(spans):
        after = spans[i + 1] if i + 1 < len(spans) else (0, 0)
        if kinds[i] == "paragraph" and _is_heading(text[start:end], text[slice(*after)]):
            kinds[i] = "heading"
    return [
        Block(start, end, kind, 2 if kind == "heading" else 0) for (start, end), kind in zip(spans, kinds, strict=True)
    ]


def is_wrapped(text: str) -> bool:
    """Are paragraphs parted by empty lines, and their lines short?"""
    lines = [len(line) for line in text[:200_000].split("\n")]
    long = sum(length > WRAPPED_AT for length in lines)
    full = sum(1 for a, b in pairwise(lines) if a > 45 and b)
    return long * 20 <= len(lines) and 0 in lines[:-1] and full * 5 >= len(lines) - lines.count(0)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"\S(?:[^\n]*\S)?", text):
        yield match.span()


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Runs of lines; a bullet begins a paragraph of its own."""
    start = end = -1
    for a, b in _lines(text):
        if start >= 0 and (text.count("\n", end, a) > 1 or BULLET.match(text, a, b)):
            yield start, end
            start = a
        start, end = (a if start < 0 else start), b
    if start >= 0:
        yield start, end


def _kind(words: str) -> BlockKind:
    return "list_item" if BULLET.match(words) else "paragraph"


def _is_heading(words: str, after: str) -> bool:
    """A short line without a final stop before a paragraph that is longer and ends with one."""
    if len(words) > HEADING_AT_MOST or "\n" in words or len(words.split()) > 14 or FINAL.search(words):
        return False
    return not words[0].islower() and len(after) > max(len(words), 60) and bool(FINAL.search(after))


FORMAT = Format("plaintext", "Plain text", (".txt", ".text", ".log"), "text/plain", read, offers=("encoding",))
