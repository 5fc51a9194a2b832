"""The options that say how a file is read, shared by the verbs that read one."""

import argparse
from typing import TYPE_CHECKING

from desktop.cli.base import named

if TYPE_CHECKING:
    from desktop.documents.base import Choices


def choices_arguments(one: argparse.ArgumentParser) -> None:
    one.add_argument("--encoding", default="", metavar="E", help='how its bytes are text, like "shift_jis"')
    one.add_argument("--whole", action="store_true", help="the whole web page, not its article alone")
    one.add_argument("--ocr", default="", metavar="LANGS", help='read pages that are pictures, like "eng+deu"')
    one.add_argument("--password-file", type=named, metavar="FILE", help="a file that holds the password")


def choices(asked: argparse.Namespace) -> "Choices":
    """Raises NotUnderstood for an encoding that nobody knows, UnreadableDocument for a password file that is none."""
    from desktop.documents.base import Choices
    from desktop.documents.text import text_encoding
    from desktop.errors import NotUnderstood, UnreadableDocument

    if asked.encoding and not text_encoding(asked.encoding):
        raise NotUnderstood(f"“{asked.encoding}” is no encoding of text; try utf-8, windows-1252 or shift_jis.")
    password = ""
    if asked.password_file:
        try:
            password = asked.password_file.read_text(encoding="utf-8").rstrip("\r\n")
        except (OSError, UnicodeError):
            raise UnreadableDocument(asked.password_file.name, "The password can't be read from it.") from None
    return Choices(encoding=asked.encoding, whole=asked.whole, ocr=asked.ocr, password=password)
