"""Fields of a form: they look like text until pointed at, are saved as they are left, and say what is wrong beneath."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QGridLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from db.vocabulary import TOPICS
from desktop import dates
from desktop.errors import NotUnderstood
from desktop.in_words import in_words, is_name
from desktop.ui import theme
from desktop.ui.widgets import plain_tip, restyle

NAME_WIDTH = 92


class TextField(QLineEdit):
    """One line. `saved` comes when it is left with other words, `left` when Esc gives the keyboard back."""

    saved = Signal(str)
    left = Signal()
    refused = Signal(str)
    """Why the words can't be saved, "" once that is mended; they stay in the field until then."""

    def __init__(self, name: str, hint: str = "", check: Callable[[str], str] | None = None) -> None:
        super().__init__()
        self._was = self._problem = ""
        self._check = check or (lambda _text: "")
        self.setProperty("look", "quiet")
        self.setPlaceholderText(hint)
        self.setAccessibleName(name)
        self.setFont(theme.font("body"))
        self.editingFinished.connect(self._finish)

    def show_value(self, text: str) -> None:
        """Somebody else changed it; words that are being typed or have to be mended stay."""
        if not (self.problem or (self.hasFocus() and self.text() != self._was)):
            self._was = text
            self.setText(text)
            self.setCursorPosition(0)
            self.setToolTip("")
            self._mark("")

    def complete_from(self, words: Sequence[str]) -> None:
        completer = self.completer()
        if completer is None:
            completer = QCompleter(self)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.popup().setProperty("look", "completer")
            completer.popup().setFont(theme.font("body"))
            self.setCompleter(completer)
        completer.setModel(QStringListModel(list(words), completer))

    @property
    def problem(self) -> str:
        return self._problem

    def give_up(self) -> None:
        """The words that were refused go; those that were there come back."""
        self.setText(self._was)
        self._mark("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.give_up()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.setCursorPosition(0)

    def _finish(self) -> None:
        text = self.text().strip()
        problem = self._check(text) if text != self._was else ""
        self._mark(problem)
        if text != self._was and not problem:
            self._was = text
            if self.text() != text:
                self.setText(text)
            self.saved.emit(text)

    def _mark(self, problem: str) -> None:
        if bool(self.property("invalid")) != bool(problem):
            self.setProperty("invalid", bool(problem))
            self.style().unpolish(self)
            self.style().polish(self)
        self.setToolTip(plain_tip(problem))
        if problem != self._problem:
            self._problem = problem
            self.setAccessibleDescription(problem)
            self.refused.emit(problem)


class ParagraphField(QPlainTextEdit):
    """Several lines; Enter leaves it, Shift+Enter breaks the line. As high as its words."""

    saved = Signal(str)
    left = Signal()

    def __init__(self, name: str, hint: str = "", role: str = "body") -> None:
        super().__init__()
        self._was = ""
        self.setProperty("look", "quiet")
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setFont(theme.font(role))
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        self._fit()

    def show_value(self, text: str) -> None:
        if not (self.hasFocus() and self.toPlainText() != self._was):
            self._was = text
            if self.toPlainText() != text:
                self.setPlainText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_Escape:
            self.setPlainText(self._was)
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not shift:
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)
        text = self.toPlainText().strip()
        if text != self._was:
            self._was = text
            self.saved.emit(text)

    def resizeEvent(self, event: "QEvent") -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()

    def _fit(self) -> None:
        """As high as its lines are painted: tall scripts have taller ones."""
        block, height, most = self.document().firstBlock(), 0.0, 8 * self.fontMetrics().lineSpacing()
        while block.isValid() and height < most:
            height += self.blockBoundingRect(block).height()
            block = block.next()
        self.setFixedHeight(round(min(most, max(self.fontMetrics().lineSpacing(), height))) + 12)


class ChoiceField(QComboBox):
    """One of a few words; `saved` gives the word's name."""

    saved = Signal(str)
    left = Signal()

    def __init__(self, name: str, choices: Sequence[str], empty: str = "") -> None:
        super().__init__()
        self._names = ["", *choices] if empty else list(choices)
        self.setProperty("look", "quiet")
        self.setAccessibleName(name)
        self.setFont(theme.font("body"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.addItems([(words(choice) if choice else empty) for choice in self._names])
        self.activated.connect(lambda number: self.saved.emit(self._names[number]))
        self.currentIndexChanged.connect(lambda _number: self._grey_when_empty())
        self._grey_when_empty()

    def offer(self, shown: Mapping[str, str]) -> None:
        """These choices by their names, in words of their own; what was chosen stays when it is among them."""
        was = self.name()
        self._names = list(shown)
        self.clear()
        self.addItems(list(shown.values()))
        self.show_value(was if was in shown else next(iter(shown), None))

    def name(self) -> str:
        """What is chosen; "" for nothing."""
        at = self.currentIndex()
        return self._names[at] if 0 <= at < len(self._names) else ""

    def show_value(self, name: str | None) -> None:
        self.setCurrentIndex(self._names.index(name or "") if (name or "") in self._names else -1)

    def _grey_when_empty(self) -> None:
        """What nobody has chosen looks like the hint of a field, not like a value."""
        restyle(self, "empty", "false" if self.name() else "true")

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the pane scrolls, the value stays

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class Form(QWidget):
    """Names on the left, fields on the right."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(16, 0, 12, 0)
        self._grid.setHorizontalSpacing(4)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnMinimumWidth(0, NAME_WIDTH)
        self._grid.setColumnStretch(1, 1)

    def add(self, name: str, field: QWidget) -> QLabel:
        label = QLabel(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setFont(theme.font("small"))
        label.setProperty("tone", "3")
        label.setBuddy(field)
        row = self._grid.rowCount()
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        label.setContentsMargins(0, 6, 0, 0)
        self._grid.addWidget(field, row, 1)
        if isinstance(field, TextField):
            self._grid.addWidget(_problem_of(field), row + 1, 1)
        return label

    def clear(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget:
                widget.deleteLater()


def _problem_of(field: TextField) -> QLabel:
    """What is wrong with the words, beneath them; no room is taken while nothing is."""
    problem = QLabel()
    problem.setTextFormat(Qt.TextFormat.PlainText)
    problem.setFont(theme.font("small"))
    problem.setProperty("tone", "alert")
    problem.setWordWrap(True)
    problem.setContentsMargins(6, 0, 0, 6)
    problem.hide()

    def say(words: str) -> None:
        problem.setText(words)
        problem.setVisible(bool(words))

    field.refused.connect(say)
    return problem


def topic_words(name: str) -> str:
    """A topic of the vocabulary in words; any other as somebody wrote it."""
    return words(name) if name in TOPICS else name


def words(name: str) -> str:
    """A name from the vocabulary as words that begin a line: partly_kept → Partly kept."""
    shown = in_words(name)
    return shown[:1].upper() + shown[1:] if is_name(name) else shown


def day_problem(text: str) -> str:
    """Why the text is not a day, or nothing."""
    try:
        parsed_day(text)
    except NotUnderstood as problem:
        return str(problem)
    return ""


def parsed_day(text: str) -> str | None:
    """ISO, from 2026-06-30 or 30 Jun 2026; None for an empty text. Raises NotUnderstood."""
    return dates.day(text) if text.strip() else None
