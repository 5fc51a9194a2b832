"""The help pages of resources/help, the keys, and About. Shown as plain words of our own; nothing is fetched."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QTextBrowser, QVBoxLayout, QWidget

from desktop import __version__
from desktop.paths import resource
from desktop.ui import theme
from desktop.ui.commands import commands, shown_key
from desktop.ui.set_out import set_out
from desktop.ui.widgets import button, row, rule, surface

if TYPE_CHECKING:
    from desktop.ui.main_window import MainWindow

ORDER = (
    "first-steps", "reading-and-tagging", "linking-and-assessing", "ledger-review-overview", "export", "keys",
    "files-and-safety", "command-line",
)  # fmt: skip


class HelpPage(QDialog):
    """Pages at the left, words at the right; a window beside the work."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        surface(self, "chrome")
        self.setWindowTitle("Help")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(960, 700)
        self._names = pages()
        self._pages = QListWidget()
        self._pages.setAccessibleName("Pages")
        self._pages.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._pages.setFont(theme.font("body"))
        self._pages.setStyleSheet(
            "QListWidget { padding: 12px 0 } QListWidget::item { padding: 7px 12px; margin: 0 6px }"
        )
        self._pages.addItems([title_of(name) for name in self._names])
        self._pages.setFixedWidth(max(264, self._pages.sizeHintForColumn(0) + 40))
        self._pages.currentRowChanged.connect(lambda _number: self._show())
        self._words = QTextBrowser()
        self._words.setAccessibleName("Help")
        self._words.setProperty("surface", "paper")
        self._words.setOpenLinks(False)
        self._words.setFont(theme.font("body"))
        self._words.anchorClicked.connect(self._follow)
        theme.now().changed.connect(self._show)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for widget in (self._pages, rule("v"), self._words):
            box.addWidget(widget)
        box.setStretchFactor(self._words, 1)

    @classmethod
    def show_page(cls, parent: QWidget, name: str) -> None:
        page = cls(parent)
        page._pages.setCurrentRow(page._names.index(name))
        page.show()

    @classmethod
    def show_about(cls, window: "MainWindow") -> None:
        page = QDialog(window)
        surface(page, "paper")
        page.setWindowTitle("About Followthrough")
        page.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        page.resize(520, 380)
        words = QTextBrowser()
        words.setMarkdown("\n\n".join(_about(window)))
        set_out(words.document(), 16)
        words.setAccessibleName("About Followthrough")
        close = button("Close")
        close.clicked.connect(page.close)
        box = QVBoxLayout(page)
        box.addWidget(words, 1)
        box.addWidget(row(None, close))
        page.show()

    def _show(self) -> None:
        name = self._names[self._pages.currentRow()]
        text = resource("help", f"{name}.md").read_text(encoding="utf-8")
        self._words.setMarkdown(text + ("\n\n" + key_table() if name == "keys" else ""))
        set_out(self._words.document())

    def _follow(self, link: QUrl) -> None:
        """To another page; help leads nowhere else."""
        name = link.fileName().removesuffix(".md")
        if name in self._names:
            self._pages.setCurrentRow(self._names.index(name))


def pages() -> list[str]:
    """In the order in which a person needs them; a page that is not named in it comes last."""
    found = {path.stem for path in resource("help").glob("*.md")}
    return [*(name for name in ORDER if name in found), *sorted(found.difference(ORDER))]


def title_of(name: str) -> str:
    """A page's first line."""
    first = resource("help", f"{name}.md").read_text(encoding="utf-8").partition("\n")[0]
    return first.lstrip("# ").strip()


def key_table() -> str:
    """Every command that has a key, from the commands themselves."""
    rows = [
        f"| {', '.join(shown_key(s) for s in command.shortcuts)} | {command.title} | {command.menu} |"
        for command in commands()
        if command.shortcuts
    ]
    return "\n".join(["## Every key", "", "| Key | Command | Menu |", "|---|---|---|", *rows])


def _about(window: "MainWindow") -> Iterator[str]:
    confined = " ".join(
        f"{name.capitalize()}: {state}." for name, state in window.context.readers.confinement().items()
    )
    yield f"# Followthrough {__version__}"
    yield "Tag the claims in documents, link them to what happened, and show whether it was done."
    yield "Free software under the GNU Affero General Public License, version 3 or later. It comes without any warranty."
    yield "No account, no server, no network call."
    yield f"**Documents are read in a process of their own.** {confined}"
    yield "Icons: Lucide (ISC). Typefaces: Inter and Source Serif 4 (SIL OFL 1.1). Pages and PDF: MuPDF (AGPL)."
