"""Rich text (RTF): paragraphs, headings, lists and tables in their order, in the code page of each font.

Read here: the libraries there are give one string without kinds of paragraphs, links, notes or page heads.
"""

import re
from dataclasses import dataclass, field, replace

from desktop.documents.base import AS_FOUND, BlockKind, Choices, Format, Metadata, Reading, Unreadable
from desktop.documents.flow import LINK_ENDS, Flow, finish, refuse_empty, without_marks
from desktop.documents.plaintext import FINAL, HEADING_AT_MOST
from desktop.documents.rtf_words import (
    ASIDE,
    CELL_ENDS,
    CHARACTERS,
    CHARSETS,
    CODE_PAGES,
    MARKERS,
    NUMBERED,
    PARAGRAPH_ENDS,
    ROW_ENDS,
    SHOWN,
    SILENT,
    SYMBOLS,
)
from desktop.documents.text import text_encoding

READER = "rtf/1"
TOKEN = re.compile(
    r"(?P<text>[^\\{}]+)|(?P<brace>[{}])|\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})? ?"
    r"|\\'(?P<byte>[0-9A-Fa-f]{2})|\\(?P<sign>[^A-Za-z])|\\"
)
HEADING = re.compile(r"(?:heading|überschrift|titre|título|titolo|kop)\s*(\d)", re.IGNORECASE)
HYPERLINK = re.compile(r"HYPERLINK\s+\"?([^\"\s]+)", re.IGNORECASE)
NO_LINE_ENDS = {10: None, 13: None, 0: None}


@dataclass(frozen=True)
class _State:
    """What holds inside of one group."""

    group: str = ""
    """The destination: "" is the text itself, "silent" is thrown away."""
    fallback: int = 1
    """How many characters behind a \\u stand for those that don't know Unicode."""
    code_page: str = ""
    hidden: bool = False
    bold: bool = False
    in_field: bool = False


@dataclass
class _Paragraph:
    said: list[str] = field(default_factory=list)
    kind: BlockKind = "paragraph"
    level: int = 0
    in_table: bool = False
    all_bold: bool = True


def read(data: bytes, _name: str, _choices: Choices = AS_FOUND) -> Reading:
    refuse_empty(data)
    if not _sniff(data[:64]):
        raise Unreadable("It is not rich text, whatever its name says.")
    body = _Body()
    body.run(data.decode("latin-1"))
    if body.skipped and not body.flow.text.strip():
        raise Unreadable("It holds only embedded data, such as pictures or other files, and no words.")
    notes = "" if body.closed else "The file ends in the middle; what was there was read."
    return finish(
        body.flow.text,
        body.flow.blocks,
        reader=READER,
        metadata=body.metadata(),
        file_dated=True,
        left_out=list(dict.fromkeys(body.aside)),
        links=body.flow.links,
        notes=[notes],
    )


class _Body:
    """One pass over the tokens, with the states of the groups on a stack."""

    def __init__(self) -> None:
        self.flow = Flow()
        self.aside: list[str] = []
        self.closed = False
        self.skipped = False
        """Was there data that is no text?"""
        self._state = _State()
        self._stack: list[_State] = []
        self._paragraph = _Paragraph()
        self._cells: list[str] = []
        self._bytes = bytearray()
        self._to_skip = 0
        self._starred = False
        self._default = "cp1252"
        self._fonts: dict[int, str] = {}
        self._font = -1
        self._styles: dict[int, tuple[BlockKind, int]] = {}
        self._style = -1
        self._gathered: dict[str, list[str]] = {}
        """Words of groups that are not the text: notes, heads, field codes, names of styles, the title."""
        self._notes: list[str] = []
        self._year: dict[str, int] = {}

    def run(self, source: str) -> None:
        at = 0
        while at < len(source) and (token := TOKEN.match(source, at)):
            at = token.end()
            if token["word"] == "bin" and token["number"]:
                at += max(0, int(token["number"]))
                self.skipped = True
            elif token["text"] is not None:
                self._text(token["text"].translate(NO_LINE_ENDS))
            elif token["byte"]:
                self._byte(int(token["byte"], 16))
            elif token["word"]:
                self._word(token["word"], int(token["number"]) if token["number"] else None)
            elif token["brace"]:
                self._brace(token["brace"])
            elif token["sign"]:
                self._sign(token["sign"])
        self._flush()  # of a file that was cut off
        self._end_paragraph()
        self._end_row()
        for note in self._notes:
            self.flow.add(note)

    # ---- groups

    def _brace(self, brace: str) -> None:
        self._flush()
        self._to_skip = 0
        self._starred = False
        if brace == "{":
            self._stack.append(self._state)
        elif self._stack:
            ended, self._state = self._state, self._stack.pop()
            if ended.group != self._state.group:
                self._end_group(ended.group)
            if ended.in_field and not self._state.in_field:
                self._put(LINK_ENDS)
            self.closed = not self._stack

    def _begin_group(self, word: str) -> None:
        if self._state.group == "silent":
            return
        if word in ("fldinst", "footnote", "title", "author", "fonttbl", "stylesheet", "info") or word in ASIDE:
            self._gathered[word] = []
            self._state = replace(self._state, group=word)
        elif word == "field":
            self._state = replace(self._state, in_field=True)
        elif word in MARKERS:
            self._paragraph.kind = "list_item"
            self._state = replace(self._state, group="silent")

    def _end_group(self, group: str) -> None:
        said = "".join(self._gathered.get(group, [])).strip()
        if group == "fldinst" and (found := HYPERLINK.search(said)):
            self._put(self.flow.link(found[1]))
        elif group == "footnote":
            self._notes.append(said)
        elif group in ASIDE and said:
            self.aside += [line.strip() for line in said.split("\n") if line.strip()]

    # ---- words

    def _word(self, word: str, number: int | None) -> None:
        self._flush()
        starred, self._starred = self._starred, False
        if word == "u" and number is not None:
            self._put(chr(number % 65_536))
            self._to_skip = self._state.fallback
        elif (starred and word not in SHOWN) or word in SILENT:
            self.skipped |= word in ("pict", "objdata")
            self._state = replace(self._state, group="silent")
        elif word in SYMBOLS:
            self._put(SYMBOLS[word])
        elif self._state.group == "fonttbl":
            self._font_table(word, number)
        elif self._state.group == "stylesheet":
            self._style_sheet(word, number)
        elif word in PARAGRAPH_ENDS or word in CELL_ENDS or word in ROW_ENDS:
            self._end(word)
        elif not self._formatting(word, number):
            self._begin_group(word)

    def _formatting(self, word: str, number: int | None) -> bool:
        state, on = self._state, number != 0
        if word == "f" and number is not None:
            self._state = replace(state, code_page=self._fonts.get(number, ""))
        elif word == "uc" and number is not None:
            self._state = replace(state, fallback=max(0, number))
        elif word in ("v", "deleted"):
            self._state = replace(state, hidden=on)
        elif word == "b":
            self._state = replace(state, bold=on)
        elif word == "plain":
            self._state = replace(state, bold=False, hidden=False, code_page="")
        elif word in CODE_PAGES:
            self._default = CODE_PAGES[word]
        elif word == "ansicpg" and number:
            self._default = text_encoding(NUMBERED.get(number, f"cp{number}")) or self._default
        elif word in ("yr", "mo", "dy") and number is not None:
            self._year.setdefault(word, number)
        else:
            return self._paragraph_formatting(word, number)
        return True

    def _paragraph_formatting(self, word: str, number: int | None) -> bool:
        paragraph = self._paragraph
        if word == "pard":
            paragraph.kind, paragraph.level, paragraph.in_table = "paragraph", 0, False
        elif word == "s" and number is not None:
            paragraph.kind, paragraph.level = self._styles.get(number, ("paragraph", 0))
        elif word == "outlinelevel" and number is not None and number < 9:
            paragraph.kind, paragraph.level = "heading", min(6, number + 1)
        elif word == "ls" and number and paragraph.kind != "heading":
            paragraph.kind = "list_item"
        elif word == "ilvl" and number is not None and paragraph.kind != "heading":
            paragraph.level = min(8, number)
        elif word == "intbl":
            paragraph.in_table = True
        else:
            return False
        return True

    def _font_table(self, word: str, number: int | None) -> None:
        if word == "f" and number is not None:
            self._font = number
        elif word in ("fcharset", "cpg") and number is not None:
            named = CHARSETS.get(number, "") if word == "fcharset" else text_encoding(f"cp{number}")
            self._fonts[self._font] = named or self._fonts.get(self._font, "western" if number == 0 else "")

    def _style_sheet(self, word: str, number: int | None) -> None:
        if word in ("s", "cs", "ds", "ts"):
            self._style = number if word == "s" and number is not None else -1
        elif word == "outlinelevel" and number is not None and number < 9:
            self._styles[self._style] = ("heading", min(6, number + 1))

    def _name_style(self, name: str) -> None:
        if match := HEADING.search(name):
            self._styles[self._style] = ("heading", min(6, max(1, int(match[1]))))
        elif name.strip(" ;").lower() in ("title", "subtitle"):
            self._styles[self._style] = ("heading", 1)
        elif name.lower().lstrip().startswith("list"):
            self._styles.setdefault(self._style, ("list_item", 0))
        elif "quote" in name.lower():
            self._styles.setdefault(self._style, ("quote", 0))

    # ---- characters

    def _text(self, said: str) -> None:
        if self._to_skip and said:
            skipped = min(self._to_skip, len(said))
            self._to_skip -= skipped
            said = said[skipped:]
        self._bytes += said.encode("latin-1")

    def _byte(self, value: int) -> None:
        if self._to_skip:
            self._to_skip -= 1
        else:
            self._bytes.append(value)

    def _sign(self, sign: str) -> None:
        self._flush()
        if sign == "*":
            self._starred = True
        elif CHARACTERS.get(sign) == "\0par":
            self._end("par")
        else:
            self._put(CHARACTERS.get(sign, ""))

    def _flush(self) -> None:
        """Bytes become words in the code page of the font, or of the document."""
        if self._bytes:
            if self._state.group != "silent":
                self._put(without_marks(bytes(self._bytes).decode(self._code_page(), "replace")))
            self._bytes.clear()

    def _code_page(self) -> str:
        """A "western" font in a document of another code page is meant so only if that one has fonts of its own."""
        named = self._state.code_page
        if named == "western":
            return "cp1252" if self._default in self._fonts.values() else self._default
        return named or self._default

    def _put(self, said: str) -> None:
        group = self._state.group
        if not said or group == "silent" or self._state.hidden:
            if said and group == "" and said.strip():
                self.aside.append(said.strip())
        elif group == "stylesheet":
            self._name_style(said)
        elif group:
            self._gathered.setdefault(group, []).append(said)
        else:
            self._paragraph.said.append(said)
            self._paragraph.all_bold &= self._state.bold or not said.strip()

    # ---- ends

    def _end(self, word: str) -> None:
        if self._state.group:
            self._put("\n")
        elif word in CELL_ENDS:
            self._cells.append(self._taken())
        elif word in ROW_ENDS:
            self._end_row()
        elif self._paragraph.in_table:
            self._paragraph.said.append(" ")
        else:
            self._end_row()
            self._end_paragraph()

    def _taken(self) -> str:
        """The words under way. A surrogate pair came as two numbers."""
        said, self._paragraph.said = "".join(self._paragraph.said), []
        return said.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    def _end_row(self) -> None:
        if cells := [" ".join(cell.replace("\n", " ").split()) for cell in self._cells]:
            self.flow.add(" | ".join(cell for cell in cells if cell), "table_row" if len(cells) > 1 else "paragraph")
            self._cells = []

    def _end_paragraph(self) -> None:
        paragraph, said = self._paragraph, self._taken()
        kind, level = paragraph.kind, paragraph.level
        if kind == "paragraph" and paragraph.all_bold and _may_be_heading(said):
            kind, level = "heading", 2
        self.flow.add(said, kind, level)
        paragraph.all_bold = True

    def metadata(self) -> Metadata:
        year, month, day = (self._year.get(part, 0) for part in ("yr", "mo", "dy"))
        dated = 1900 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= 31
        return Metadata(
            title="".join(self._gathered.get("title", [])).strip(),
            author="".join(self._gathered.get("author", [])).strip(),
            published_on=f"{year:04}-{month:02}-{day:02}" if dated else "",
        )


def _may_be_heading(said: str) -> bool:
    """Of a paragraph that is bold throughout."""
    return 0 < len(said.strip()) <= HEADING_AT_MOST and not FINAL.search(said.strip()) and "\n" not in said


def _sniff(head: bytes) -> bool:
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rt")


FORMAT = Format("rtf", "Rich text", (".rtf",), "application/rtf", read, _sniff)
