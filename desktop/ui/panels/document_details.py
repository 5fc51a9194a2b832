"""What a document says of itself, and a person corrects: saved field by field as each is left."""

import re
from datetime import date

from PySide6.QtWidgets import QWidget

from db.rows import DocumentRow
from db.vocabulary import DOC_TYPES
from desktop.days import shown_day
from desktop.errors import NotUnderstood
from desktop.ui import forms
from desktop.ui.context import Context
from desktop.ui.panels.version_list import VersionList
from desktop.ui.popover import Popover
from desktop.ui.widgets import column, label

WIDTH = 420
PART_OF_A_YEAR = re.compile(r"(\d{4})(?:-(\d{2}))?")


class DocumentDetails(Popover):
    """Floats beside the text, which stays as it is; Esc or a click elsewhere puts it away."""

    def __init__(self, context: Context, parent: QWidget, document: DocumentRow) -> None:
        super().__init__(parent)
        self._context, self._document = context, document
        self.title = forms.ParagraphField("Title", "needed", "strong")
        self.type = forms.ChoiceField("Type", DOC_TYPES)
        self.publisher = forms.TextField("Publisher", "who published it")
        self.author = forms.TextField("Author", "who wrote it")
        self.published = forms.TextField("Published", "30 Jun 2026, 2026-06 or 2026", published_problem)
        self.url = forms.TextField("Address", "https://…")
        self.language = forms.TextField("Language", "en")
        self.note = forms.ParagraphField("Note", "for whoever works with it")
        self.versions = VersionList(context, document)
        self._lay_out()
        self._show()
        self._connect()

    def focus(self) -> None:
        self.title.setFocus()
        self.title.selectAll()

    def _lay_out(self) -> None:
        form = forms.Form()
        for field in self._fields().values():
            form.add(field.accessibleName(), field)
        page = column(label("DOCUMENT", "micro", "2", 600), 6, form, 12, self.versions, margins=(16, 14, 8, 14))
        if inside := form.layout():
            inside.setContentsMargins(0, 0, 0, 0)
        page.setFixedWidth(WIDTH)
        self.box.addWidget(page)

    def _fields(self) -> dict[str, forms.TextField | forms.ParagraphField | forms.ChoiceField]:
        """By the names they have in the workspace."""
        return {
            "title": self.title, "doc_type": self.type, "publisher": self.publisher, "author": self.author,
            "published_on": self.published, "url": self.url, "language": self.language, "note": self.note,
        }  # fmt: skip

    def _show(self) -> None:
        values = {name: getattr(self._document, name) for name in self._fields()}
        values["published_on"] = shown_published(self._document.published_on, self._document.published_precision)
        for name, field in self._fields().items():
            field.show_value(values[name] or "")

    def _connect(self) -> None:
        for name, field in self._fields().items():
            field.saved.connect(lambda value, name=name: self._save(name, value))
            field.left.connect(self.close)
        self.versions.shown.connect(self.close)
        self.closed.connect(self.versions.forget)

    def _save(self, name: str, value: str) -> None:
        if name == "title" and not value:
            self.title.show_value(self._document.title)  # a document always has one
            return
        document_id = self._document.id
        stored = published_iso(value) if name == "published_on" else value
        self._context.write("The document was not changed", lambda w: w.change_document(document_id, **{name: stored}))


def published_iso(text: str) -> str | None:
    """A day, month or year in ISO form; None for an empty text. Raises ValueError or NotUnderstood."""
    found = PART_OF_A_YEAR.fullmatch(text.strip())
    if not found:
        return forms.parsed_day(text)
    date(int(found[1]), int(found[2] or 1), 1)
    return found[0]


def published_problem(text: str) -> str:
    try:
        published_iso(text)
    except (ValueError, NotUnderstood):
        return "Write a day, a month or a year: 30 Jun 2026, 2026-06 or 2026."
    return ""


def shown_published(day: str | None, precision: str | None) -> str:
    """No more of the day than is known."""
    if not day or precision == "day":
        return shown_day(day)
    return day[: 7 if precision == "month" else 4]
