"""Preview of an export: the Markdown as it reads, and as it is written. Nothing is ever loaded from anywhere."""

from PySide6.QtCore import QByteArray, Qt, QUrl
from PySide6.QtGui import QFontDatabase, QImage, QKeyEvent, QTextDocument
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QStackedWidget, QTextBrowser, QVBoxLayout, QWidget

from desktop.ui import theme
from desktop.ui.widgets import button, header, label, row, rule, surface

SCHEMES = ("http", "https", "mailto")
MOST = 2_000_000
"""Characters that are rendered; beyond, the Markdown alone is shown."""
_TAGS = {
    "a", "blockquote", "br", "code", "dd", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p",
    "pre", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip


def rendered(markdown: str) -> str:
    """HTML without scripts, styles, pictures or any address but http, https and mailto."""
    import nh3
    from markdown import Markdown

    made = Markdown(extensions=["tables", "footnotes", "def_list", "attr_list", "sane_lists"]).convert(_body(markdown))
    return nh3.clean(
        made,
        tags=_TAGS,
        attributes={"a": {"href", "id"}, "h1": {"id"}, "h2": {"id"}, "h3": {"id"}, "li": {"id"}, "td": {"align"}},
        url_schemes=set(SCHEMES),
        attribute_filter=_kept,
        link_rel=None,
    )


def _kept(_tag: str, name: str, value: str) -> str | None:
    """An address without a scheme could name a share (//host) or a file; inside the page it begins with #."""
    whole = value.startswith("#") or value.split(":", 1)[0].lower() in SCHEMES
    return value if name != "href" or whole else None


def _body(markdown: str) -> str:
    """Without the front matter, which a processor would read as a heading."""
    if not markdown.startswith("---\n"):
        return markdown
    end = markdown.find("\n---\n", 3)
    return markdown if end < 0 else markdown[end + 5 :]


class Page(QTextBrowser):
    """Shows HTML and loads nothing; a link's whole address is shown before it may be opened."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("The export as it reads")
        self.setProperty("surface", "paper")
        self.document().setDocumentMargin(24)
        self.document().setDefaultFont(theme.font("body"))

    def loadResource(self, kind: int, _name: QUrl | str) -> object:
        """Never the file or address that is asked for; an empty answer would let Qt look for it itself."""
        if kind == QTextDocument.ResourceType.ImageResource.value:
            dot = QImage(1, 1, QImage.Format.Format_ARGB32)
            dot.fill(Qt.GlobalColor.transparent)
            return dot
        return QByteArray(b" ")


class Preview(QWidget):
    """A window of its own beside the main one; there is one for each main window."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("preview")
        self.setWindowTitle("Preview of the export")
        self.resize(860, 760)
        self.page = Page()
        self.written = QPlainTextEdit()
        self._address = QUrl()
        self._build()
        self.page.anchorClicked.connect(self._clicked)

    @classmethod
    def show_text(cls, parent: QWidget, markdown: str) -> "Preview":
        there = parent.findChild(QWidget, "preview")
        made = there if isinstance(there, cls) else cls(parent)
        made.show_markdown(markdown)
        made.show()
        made.raise_()
        made.activateWindow()
        return made

    def show_markdown(self, markdown: str) -> None:
        at = self.page.verticalScrollBar().value()
        self.written.setPlainText(markdown)
        self.page.document().setDefaultStyleSheet(_css())
        if len(markdown) <= MOST:
            self.page.setHtml(rendered(markdown))
        else:
            self.page.setPlainText("This export is too long to be shown as it reads; the Markdown is in the other tab.")
        self.page.verticalScrollBar().setValue(at)
        self._ask.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        surface(self, "paper")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.page)
        self._stack.addWidget(self.written)
        self.written.setReadOnly(True)
        self.written.setFrameShape(QFrame.Shape.NoFrame)
        self.written.setAccessibleName("The Markdown of the export")
        self.written.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._tabs = [button("As it reads", "tab", checkable=True), button("Markdown", "tab", checkable=True)]
        for number, tab in enumerate(self._tabs):
            tab.setAutoExclusive(True)
            tab.clicked.connect(lambda _on, n=number: self._stack.setCurrentIndex(n))
        self._tabs[0].setChecked(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(header(label("Preview of the export", "title"), 12, *self._tabs, None))
        box.addWidget(rule())
        box.addWidget(self._stack, 1)
        box.addWidget(self._asking())

    def _asking(self) -> QWidget:
        """The whole address, and whether to open it."""
        self._address_words = label("", "small", wrap=True)
        self._address_words.setMinimumWidth(400)
        self._open = button("Open in the browser")
        self._open.clicked.connect(self._open_address)
        leave = button("Stay here", "link")
        self._ask = surface(row(self._address_words, None, self._open, leave, margins=(16, 8, 16, 8)), "chrome")
        leave.clicked.connect(self._ask.hide)
        self._ask.hide()
        return self._ask

    def _clicked(self, address: QUrl) -> None:
        if address.scheme() in SCHEMES:
            self._address = address
            self._address_words.setText(address.toString(QUrl.ComponentFormattingOption.FullyEncoded))
            self._ask.show()
        elif not address.scheme() and address.hasFragment() and not address.path():
            self.page.scrollToAnchor(address.fragment())

    def _open_address(self) -> None:
        from PySide6.QtGui import QDesktopServices

        self._ask.hide()
        QDesktopServices.openUrl(self._address)


def _css() -> str:
    colours = theme.current()
    quote = f"blockquote {{ color: {colours['text']}; background: {colours['chrome']}; margin-left: 12px; }}"
    return (
        f"{quote} a {{ color: {colours['focus']}; }} th {{ color: {colours['text_3']}; text-align: left; }} "
        "td, th { padding: 2px 12px 2px 0; } "
        "strong, h1, h2, h3 { font-weight: 600; } "
        "h1 { font-size: 20px; } h2 { font-size: 17px; } h3 { font-size: 14px; }"
    )
