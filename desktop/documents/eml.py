"""Mail (EML): the subject as heading, then the words of the message and of those inside of it; attachments are named."""

import re
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from typing import cast

from desktop.documents.base import AS_FOUND, Choices, Format, Metadata, Reading, Unreadable
from desktop.documents.flow import Flow, finish, refuse_empty
from desktop.documents.html import parse, refuse_huge
from desktop.documents.mail import content, head, parse_message, refuse_many_parts, text_of
from desktop.documents.markup import Walk
from desktop.documents.plaintext import find_blocks

READER = "eml/1"
DEEPEST = 20
# Mailboxes begin a message with this line.
MBOX = re.compile(rb"\AFrom [^\n]*\n")


def read(data: bytes, _name: str, choices: Choices = AS_FOUND) -> Reading:
    refuse_empty(data)
    message = parse_message(MBOX.sub(b"", data))
    if not {"from", "to", "subject", "date", "received", "mime-version"} & {key.lower() for key in message}:
        raise Unreadable("It is not a mail, whatever its name says.")
    refuse_many_parts(message)
    letter = _Letter(choices.encoding)
    letter.lay(message)
    named = ", ".join(letter.attached[:10]) + (" …" if len(letter.attached) > 10 else "")
    notes = [f"Its attachments were not read; to add them, save them first: {named}." if named else ""]
    return finish(
        letter.flow.text,
        letter.flow.blocks,
        reader=READER,
        otherwise="article",
        metadata=_metadata(message),
        links=letter.flow.links,
        notes=[*dict.fromkeys(letter.notes), *notes],
        choices=Choices(letter.encoding),
    )


class _Letter:
    """Lays out a message, and those that it carries."""

    def __init__(self, chosen: str) -> None:
        self._chosen = chosen
        self.flow = Flow()
        self.attached: list[str] = []
        self.notes: list[str] = []
        self.encoding = ""

    def lay(self, message: EmailMessage, depth: int = 0) -> None:
        if depth > DEEPEST:
            raise Unreadable("Its parts are nested too deeply.")
        self.flow.add(head(message, "Subject"), "heading", min(6, 1 + depth))
        for part in _shown(message):
            if part.get_content_type() == "message/rfc822":
                for inner in cast(list[EmailMessage], part.get_payload()):
                    self.lay(inner, depth + 1)
            elif part.get_content_maintype() == "text" and not part.is_attachment():
                self._words(part)
            else:
                self.attached.append(_file_name(part))

    def _words(self, part: EmailMessage) -> None:
        text, encoding, note = text_of(part, self._chosen)
        self.encoding = self.encoding or encoding
        self.notes.append(note)
        if part.get_content_type() == "text/html":
            refuse_huge(content(part))
            Walk(self.flow).run(parse(text))
            return
        for block in find_blocks(text):
            self.flow.add(text[block.start : block.end], block.kind, block.level)


def _shown(part: EmailMessage, depth: int = 0) -> Iterator[EmailMessage]:
    """The parts to show: of alternatives the last that can be shown, as the standard says."""
    if not part.is_multipart() or part.get_content_type() == "message/rfc822":
        yield part
        return
    if depth > DEEPEST:
        raise Unreadable("Its parts are nested too deeply.")
    inside = [cast(EmailMessage, inner) for inner in part.iter_parts()]
    if part.get_content_subtype() == "alternative":
        inside = [inner for inner in inside if _has_text(inner)][-1:]
    for inner in inside:
        yield from _shown(inner, depth + 1)


def _has_text(part: EmailMessage) -> bool:
    return any(leaf.get_content_type() in ("text/html", "text/plain") for leaf in part.walk())


def _file_name(part: EmailMessage) -> str:
    try:
        name = part.get_filename()
    except (ValueError, LookupError, TypeError, AttributeError):
        name = None
    return " ".join((name or part.get_content_type()).split())[:80]


def _metadata(message: EmailMessage) -> Metadata:
    name, address = parseaddr(head(message, "From"))
    try:
        day = parsedate_to_datetime(head(message, "Date")).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        day = ""
    return Metadata(title=head(message, "Subject"), author=name or address, published_on=day)


def _sniff(data: bytes) -> bool:
    heads = re.match(rb"(?:From [^\n]*\n)?((?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){3,})", data)
    found = {name.lower() for name in re.findall(rb"^([\w-]+):", heads[1], re.MULTILINE)} if heads else set()
    saved = re.search(rb"^(?:snapshot-)?content-location:", data, re.IGNORECASE | re.MULTILINE)
    return b"from" in found and not saved and bool({b"mime-version", b"received", b"message-id"} & found)


FORMAT = Format("eml", "Mail", (".eml",), "message/rfc822", read, _sniff, offers=("encoding",))
