"""Old Office files (OLE), told apart so that the refusal says what to do: no kept-up library reads them."""

from desktop.documents.base import AS_FOUND, Choices, Format, Reading, Unreadable
from desktop.documents.flow import refuse_empty

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Names of streams inside, and what they make of the file.
PROTECTED, WORD, SHEET, SLIDES = "EncryptedPackage", "WordDocument", "Workbook", "PowerPoint Document"


def read(data: bytes, _name: str, _choices: Choices = AS_FOUND) -> Reading:
    refuse_empty(data)
    raise Unreadable(why_not(data))


def why_not(data: bytes) -> str:
    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if not data.startswith(OLE):
        return "It is no Word document, whatever its name says."
    if holds(PROTECTED):
        return "It is protected by a password; save it without one in Word, then add it."
    if holds(WORD):
        return (
            "It is in the old Word format (.doc); open it in Word or LibreOffice and save it as .docx, then add that."
        )
    if holds(SHEET) or holds(SLIDES):
        return "It is a spreadsheet or a set of slides; save it as PDF, then add that."
    return "It is a file of an old program that holds no readable document; save it there as PDF or .docx."


FORMAT = Format("doc", "Old Word document", (".doc",), "application/msword", read, lambda head: head.startswith(OLE))
