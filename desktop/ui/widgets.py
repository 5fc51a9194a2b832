"""Small shared parts: labels that never read markup, buttons, fields, headers, chips. No widget carries a colour."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from desktop.ui import icons, signs, theme

Item = QWidget | int | None
"""A widget, a fixed space in pixels, or None for a stretch."""


STEPS = {Qt.MouseButton.BackButton: -1, Qt.MouseButton.ForwardButton: 1}
"""Buttons of the mouse that are the window's: back and forward through where one was."""


def label(
    text: str = "", role: str = "body", tone: str = "", weight: int | None = None, *, wrap: bool = False
) -> QLabel:
    """Plain words, whatever they contain. Tones: 2, 3, alert, or a kind's name."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(theme.font(role, weight))
    made.setWordWrap(wrap)
    if tone:
        made.setProperty("tone", tone)
    return made


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet reads, and let it be read again."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def surface(widget: QWidget, name: str) -> QWidget:
    """paper, chrome, raised, sunken, card, overlay or linking."""
    widget.setProperty("surface", name)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return widget


def rule(way: str = "h") -> QFrame:
    """A hairline, "h" or "v"."""
    made = QFrame()
    made.setProperty("rule", way)
    return made


def row(*items: Item, gap: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QWidget:
    return _filled(QHBoxLayout, items, gap, margins)


def column(*items: Item, gap: int = 0, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QWidget:
    return _filled(QVBoxLayout, items, gap, margins)


def rows_of(most: int, items: Sequence[QWidget], gap: int = 6) -> QWidget:
    """At most so many to a row, in as many rows as that takes: kinds that analysts made may be many."""
    starts = range(0, len(items), most)
    return column(*(row(*items[at : at + most], None, gap=gap) for at in starts), gap=gap)


def stretch(made: QWidget, at: int) -> None:
    """That item of a row or column takes the room that is left; counted from the end when it is negative."""
    box = made.layout()
    assert isinstance(box, QBoxLayout)
    box.setStretch(at % box.count(), 1)


def _filled(kind: type[QBoxLayout], items: Sequence[Item], gap: int, margins: tuple[int, int, int, int]) -> QWidget:
    made = QWidget()
    box = kind(made)  # type: ignore[arg-type]
    box.setContentsMargins(*margins)
    box.setSpacing(gap)
    for item in items:
        if item is None:
            box.addStretch(1)
        elif isinstance(item, int):
            box.addSpacing(item)
        else:
            box.addWidget(item)
    return made


def button(text: str, look: str = "secondary", icon: str = "", *, checkable: bool = False) -> "_Button":
    """Looks: primary, secondary, link, chip, tab, verdict."""
    made = _Button(icon, "on_ink" if look == "primary" else "text_2")
    made.setText(("\u2002" if icon else "") + text)  # Qt leaves 4 px between icon and word; 8 is wanted
    made.setProperty("look", look)
    role, weight = "small" if look in ("chip", "tab") else "body", 500 if look in ("primary", "tab") else None
    made.setFont(theme.font(role, weight))
    made.setCheckable(checkable)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return made


def icon_button(icon: str, tip: str, size: int = 16) -> QToolButton:
    """An icon without a word: the tool tip says what it does and its key."""
    made = _IconButton(icon, "text_2", size)
    made.setProperty("flat", "icon")
    made.setToolTip(tip)
    made.setAccessibleName(tip)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return made


class _Drawn:
    """A button whose icon is drawn anew when another theme is shown (the style changes then)."""

    def __init__(self, icon: str, token: str, size: int = 16) -> None:
        super().__init__()
        self._drawn = (icon, token, size)
        self.setIconSize(QSize(size, size))  # type: ignore[attr-defined]
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)  # type: ignore[misc]
        if event.type() == QEvent.Type.StyleChange:
            self._draw()

    def draw(self, icon: str) -> None:
        """Another icon from now on."""
        self._drawn = (icon, *self._drawn[1:])
        self._draw()

    def _draw(self) -> None:
        if self._drawn[0]:
            self.setIcon(icons.icon(*self._drawn))  # type: ignore[attr-defined]


class _Button(_Drawn, QPushButton):
    pass


class ElidedButton(_Button):
    """A word too many ends in an ellipsis; the whole of it is in the tool tip and read out."""

    def __init__(self, icon: str) -> None:
        super().__init__(icon, "text_2")
        self.setProperty("look", "tab")
        self.setProperty("align", "left")
        self.setFont(theme.font("small", 500))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._words = ""

    def words(self) -> str:
        return self._words

    def show_words(self, words: str, tip: str) -> None:
        self._words = words
        self.setToolTip(f"{plain_tip(words)}{plain_tip(tip)}")
        self.setAccessibleName(words)
        self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def minimumSizeHint(self) -> QSize:
        return QSize(80, super().minimumSizeHint().height())

    def _cut(self) -> None:
        room = self.width() - 2 * 12 - self.iconSize().width() - 12
        self.setText("\u2002" + self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room))


class _IconButton(_Drawn, QToolButton):
    pass


def keycap(key: str) -> QLabel:
    made = label(key, "micro")
    made.setProperty("keycap", "true")
    made.setFixedHeight(18)
    made.setMinimumWidth(max(18, QFontMetrics(made.font()).horizontalAdvance(key) + 10))
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return made


def header(*items: Item) -> QWidget:
    """The 48 px strip at the top of a place or pane."""
    made = row(*items, gap=8, margins=(16, 0, 12, 0))
    made.setFixedHeight(theme.size("header"))
    return made


def empty(box: QLayout) -> None:
    """Take everything out of a layout."""
    while (item := box.takeAt(0)) is not None:
        widget = item.widget()
        if widget:
            widget.hide()  # until Qt gets round to deleting it
            widget.deleteLater()


class ElidedLabel(QWidget):
    """One line, cut with an ellipsis on the side where its script ends; the whole of it is in the tool tip."""

    def __init__(self, text: str = "", role: str = "body", tone: str = "text", weight: int | None = None) -> None:
        super().__init__()
        self._text, self._font, self._tone = "", theme.font(role, weight), tone
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(QFontMetrics(self._font).height() + 2)
        self.setText(text)

    def text(self) -> str:
        return self._text

    def setText(self, text: str) -> None:
        self._text = text
        self.setToolTip(plain_tip(text))
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._font)
        return QSize(metrics.horizontalAdvance(self._text) + 4, metrics.height() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, QFontMetrics(self._font).height() + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._font)
        painter.setPen(theme.current().colour(self._tone))
        shown = painter.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


def plain_tip(text: str) -> str:
    """A tool tip that shows the words as they are: Qt would read markup in them, and open what it names."""
    import html

    return f"<p>{html.escape(text)}</p>" if text else ""


class SearchField(QLineEdit):
    """The magnifying glass is painted, so that it sits on the words' middle whatever the padding."""

    def __init__(self, hint: str) -> None:
        super().__init__()
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setClearButtonEnabled(True)
        self.setTextMargins(22, 0, 0, 0)
        self.setFixedHeight(30)
        self.setFont(theme.font("body"))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QPainter(self).drawPixmap(QPointF(9, self.height() / 2 - 8), icons.pixmap("search", "text_3"))


class KindSign(QWidget):
    """A kind's sign alone."""

    def __init__(self, sign: str, token: str, name: str, size: int = 12) -> None:
        super().__init__()
        self._sign, self._token = sign, token
        self.setFixedSize(size, size)
        self.setAccessibleName(name)

    def paintEvent(self, _event: QPaintEvent) -> None:
        signs.paint_kind(QPainter(self), self._sign, QRectF(self.rect()), theme.current().colour(self._token))


class Picture(QWidget):
    """An icon that is only looked at, in the colours of the theme of the moment."""

    def __init__(self, icon: str, token: str = "text_2", size: int = 16) -> None:
        super().__init__()
        self._drawn = (icon, token, size)
        self.setFixedSize(size, size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).drawPixmap(0, 0, icons.pixmap(*self._drawn))


class SectionTitle(QWidget):
    """A section's name in small capitals with its count, and an action at the right."""

    def __init__(self, title: str, count: int | None = None, *right: QWidget) -> None:
        super().__init__()
        box = QHBoxLayout(self)
        box.setContentsMargins(16, 12, 12, 4)
        box.setSpacing(6)
        box.addWidget(label(title.upper(), "micro", "2", 600))
        self._count = label("" if count is None else str(count), "micro", "2", 600)
        box.addWidget(self._count)
        box.addStretch(1)
        for widget in right:
            box.addWidget(widget)

    def set_count(self, count: int) -> None:
        self._count.setText(str(count))


def paint_verdict_chip(
    painter: QPainter, words: str, tone: str, sign: str, x: float, middle: float, most: float = 180,
    *, on: str = "paper",
) -> float:  # fmt: skip
    """A verdict's chip at (x, middle); returns its width. Tones: held, partly, failed, open, none, overdue."""
    colours = theme.current()
    font = theme.font("small", 500)
    shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, int(most) - 34)
    width = QFontMetrics(font).horizontalAdvance(shown) + 33
    box = QRectF(x, middle - theme.size("chip") / 2, width, theme.size("chip"))
    outline = tone in ("none", "overdue")
    ground = "alert_bg" if tone == "failed" else "raised" if on == "selected" else "chip"
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush if outline else colours.colour(ground))
    edge = colours.colour("alert", 0.55) if tone == "overdue" else colours.colour("line_strong", 0.45)
    painter.setPen(QPen(edge, 1) if outline else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), box.height() / 2, box.height() / 2)
    hole = colours.colour(on if outline else ground)
    signs.paint_verdict(painter, sign, tone, QRectF(x + 6, middle - 6.5, 13, 13), colours, hole)
    painter.setFont(font)
    painter.setPen(colours.colour("alert" if tone in ("failed", "overdue") else "text_2" if tone == "none" else "text"))
    painter.drawText(box.adjusted(24, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    painter.restore()
    return width


class VerdictChip(QWidget):
    """A verdict as a chip; it only shows, what can be pressed is a button."""

    def __init__(self, words: str = "", tone: str = "none", sign: str = "dotted_ring") -> None:
        super().__init__()
        self.show_verdict(words, tone, sign)

    def show_verdict(self, words: str, tone: str, sign: str) -> None:
        self._words, self._tone, self._sign = words, tone, sign
        self.setFixedSize(QFontMetrics(theme.font("small", 500)).horizontalAdvance(words) + 34, theme.size("chip"))
        self.setAccessibleName(words)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_verdict_chip(QPainter(self), self._words, self._tone, self._sign, 0, self.height() / 2, 400)


class EmptyPlace(QWidget):
    """Where nothing is yet: a grey icon, one line, one sentence, and what to do; no box, no drawing."""

    def __init__(self, icon: str, title: str, sentence: str = "", *actions: QWidget) -> None:
        super().__init__()
        surface(self, "paper")
        self._title, self._sentence = label(title, "title"), label(sentence, "body", "2", wrap=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._sentence.setFixedWidth(380)
        box = QVBoxLayout(self)
        box.setSpacing(0)
        box.addStretch(3)
        for widget, space in ((Picture(icon, "text_3", 28), 12), (self._title, 4), (self._sentence, 16)):
            box.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
            box.addSpacing(space)
        box.addWidget(row(None, *actions, None))
        box.addStretch(5)

    def say(self, title: str, sentence: str) -> None:
        self._title.setText(title)
        self._sentence.setText(sentence)
