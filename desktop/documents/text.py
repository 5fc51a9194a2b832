"""From bytes to clean text; pure. Every format decodes here, so that positions mean the same everywhere."""

import codecs
import re
from typing import NamedTuple

from desktop.documents.encodings import shown

# The longer mark of UTF-32 begins with the one of UTF-16, so it is asked first.
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What pages call Latin-1 or ASCII is windows-1252 in practice; browsers read it so.
WESTERN = {"iso8859-1", "ascii", "cp1252"}
# This much tells the languages apart.
SAMPLE = 65_536
# Scores of the detection: a page of text has 0.2 and more, a line of one's own 0.05.
SURE, LEAST_SURE = 0.15, 0.06

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Controls (XML has no place for them), lone surrogates, and the two noncharacters that Qt uses as marks of its own.
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufdd0\ufdd1]")


def clean(text: str) -> str:
    """LF line ends, no BOM; controls and lone surrogates become U+FFFD. Nothing else changes: never normalise."""
    return _FORBIDDEN.sub("\ufffd", _LINE_ENDS.sub("\n", text.replace("\ufeff", "")))


class Decoded(NamedTuple):
    text: str
    """Clean."""
    encoding: str
    """Python's name of the encoding that was used."""
    note: str = ""
    """A sentence for the person when the encoding was not certain."""


def decode(data: bytes, declared: str | None = None, chosen: str = "") -> Decoded:
    """`declared` is what the file says of itself, `chosen` what the person says, which outweighs everything."""
    if wanted := text_encoding(chosen):
        return _as_chosen(data, wanted)
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return Decoded(clean(data[len(mark) :].decode(encoding, "replace")), encoding)
    found = _decode_without_bom(data, _declared(declared))
    return found._replace(text=clean(found.text))


def _as_chosen(data: bytes, encoding: str) -> Decoded:
    text = clean(data.decode(encoding, "replace"))
    lost = text.count("\ufffd")
    return Decoded(
        text,
        encoding,
        f"Not all of it is {shown(encoding)}: \ufffd stands {lost} times for what is not." if lost else "",
    )


def _decode_without_bom(data: bytes, declared: str) -> Decoded:
    if declared and declared not in WESTERN and (text := _strict(data, declared)) is not None:
        return Decoded(text, declared)
    if (hidden := _unmarked(data)) and (text := _strict(data, hidden)) is not None:
        return Decoded(text, hidden, f"Read as {shown(hidden)}, which was guessed.")
    if (text := _strict(data, "utf-8")) is not None:
        return Decoded(text, "utf-8")
    if (damaged := _damaged_utf8(data)) is not None:
        lost = damaged.count("\ufffd")
        return Decoded(
            damaged, "utf-8", f"Read as Unicode (UTF-8); {lost} characters were damaged and are shown as \ufffd."
        )
    if declared in WESTERN:
        return Decoded(_western(data), "cp1252")
    if declared:
        note = f"Read as {shown(declared)}, as the file says; some characters were damaged."
        return Decoded(data.decode(declared, "replace"), declared, note)
    return _guess(data)


def text_encoding(name: str | None) -> str:
    """Python's name for an encoding of text, or "" for an unknown one ("hex" and "zlib" are codecs, but no text)."""
    try:
        found = codecs.lookup((name or "").strip().strip("\"'"))
    except (LookupError, ValueError):
        return ""
    return found.name if getattr(found, "_is_text_encoding", True) else ""


def _declared(name: str | None) -> str:
    """What a file that can be read as ASCII says of itself; that it is UTF-16 is then a lie."""
    found = text_encoding(name)
    return "" if found.startswith("utf-") else found


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, ValueError):
        return None


def _unmarked(data: bytes) -> str:
    """An encoding whose bytes could pass for UTF-8 and yet are none, or ""."""
    head = data[:4096]
    if b"\x1b$)C" in head:
        return "iso2022_kr"
    if b"\x1b$" in head:
        return "iso2022_jp_2"
    controls = sum(byte < 32 and byte not in b"\t\n\r\f" for byte in head)
    if len(data) % 2 or controls * 25 < len(head):
        return ""
    return next((wide for wide in ("utf-16-le", "utf-16-be") if _is_writing(head.decode(wide, "replace"))), "")


def _is_writing(text: str) -> bool:
    """Nearly all of it can be shown, and comes from few rows of Unicode as writing does."""
    shown = sum(character.isprintable() or character in "\t\n\r" for character in text)
    rows = {ord(character) >> 8 for character in text}
    return shown * 20 >= len(text) * 19 and len(rows) <= max(4, len(text) // 12)


def _damaged_utf8(data: bytes) -> str | None:
    """UTF-8 with a few broken places: ten sound characters beyond ASCII for each broken one."""
    text = data.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    beyond = sum(1 for character in text if character > "\x7f") - lost
    return text if lost * 10 <= beyond else None


def _western(data: bytes) -> str:
    """windows-1252, where its five gaps are controls as in browsers."""
    text = _strict(data, "cp1252")
    return text if text is not None else "".join(_cp1252(byte) for byte in data)


def _cp1252(byte: int) -> str:
    return chr(byte) if byte in {0x81, 0x8D, 0x8F, 0x90, 0x9D} else bytes([byte]).decode("cp1252")


def _guess(data: bytes) -> Decoded:
    """By the statistics of languages; where too few bytes tell, windows-1252 is the most common."""
    import chardet

    sample = _without_cut_edges(data)
    best = chardet.detect(sample, compat_names=False)
    encoding = best["encoding"] or "cp1252"
    if encoding in ("iso8859-1", "ascii") or best["confidence"] < LEAST_SURE or _strict(sample, encoding) is None:
        encoding = "cp1252"
    text = _western(data) if encoding == "cp1252" else data.decode(encoding, "replace")
    doubt = "" if best["confidence"] >= SURE else " from few signs, so look at it"
    return Decoded(text, encoding, f"Read as {shown(encoding)}, which was guessed{doubt}.")


def _without_cut_edges(data: bytes) -> bytes:
    """The lines that have bytes beyond ASCII, up to SAMPLE: the others tell nothing."""
    if len(data) <= SAMPLE:
        return data
    telling = b"\n".join(line for line in data.splitlines() if not line.isascii())
    return (telling or data)[:SAMPLE]
