"""The parts of a message as mail programs and browsers write them, decoded; nothing attached is opened."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage

from desktop.documents.base import Unreadable
from desktop.documents.text import Decoded, decode

MOST_PARTS = 5_000


def parse_message(data: bytes) -> EmailMessage:
    try:
        return message_from_bytes(data, policy=policy.default)
    except (ValueError, LookupError, IndexError, TypeError, AttributeError):
        raise Unreadable("The file is damaged: its heads can't be understood.") from None


def refuse_many_parts(message: EmailMessage) -> None:
    if sum(1 for _ in message.walk()) > MOST_PARTS:
        raise Unreadable(f"It has more than {MOST_PARTS:,} parts.")


def leaves(message: EmailMessage) -> Iterator[EmailMessage]:
    """The parts that hold something themselves, in order."""
    refuse_many_parts(message)
    return (part for part in message.walk() if not part.is_multipart())


def content(part: EmailMessage) -> bytes:
    try:
        data = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        data = b""
    return data if isinstance(data, bytes) else b""


def text_of(part: EmailMessage, chosen: str = "") -> Decoded:
    try:
        declared = str(part.get_content_charset() or "")
    except (ValueError, LookupError, TypeError):
        declared = ""
    return decode(content(part), declared or None, chosen)


def head(message: EmailMessage, name: str) -> str:
    """The decoded value, "" where it is missing or no sense can be made of it."""
    try:
        return " ".join(str(message.get(name, "")).split())
    except (ValueError, LookupError, IndexError, TypeError, AttributeError):
        return ""
