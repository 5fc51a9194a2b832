"""One kind that analysts made: name, key, colour, sign, line, verdicts and fields, each saved as it is left."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from db.errors import RuleBroken
from desktop import own_kinds
from desktop.claims import Kinds, built_in, colours, own
from desktop.claims.base import Kind
from desktop.counting import counted
from desktop.ui.commands import holder
from desktop.ui.forms import ChoiceField, Form, TextField
from desktop.ui.panels.kind_fields import KindFields
from desktop.ui.panels.kind_preview import KindPreview, Swatches, colour_paint, line_paint, sign_paint
from desktop.ui.widgets import button, column, label, row


class KindForm(QWidget):
    named = Signal(str)
    """A kind that is not there yet has a name now."""
    changed = Signal(str, object)
    """(what as in `OwnKinds.change`, its value)."""
    moved = Signal(int)
    removed = Signal(str)
    """The name of the kind that its claims become, or ""."""

    def __init__(self) -> None:
        super().__init__()
        self._kind: Kind | None = None
        self._in_use = False
        self._there = Kinds(built_in())
        self.title = TextField("Name", "Warning, Red line, Commitment …", lambda text: self._problem("title", text))
        self.title.saved.connect(self._on_title)
        self.key = TextField("Key", "", self._key_problem)
        self.key.setMaxLength(1)
        self.key.setFixedWidth(48)
        self.colour = Swatches("Colour", {name: colour_paint(pair) for name, pair in colours.PALETTE.items()})
        self.own_colour = TextField("A colour of your own", "or your own: #6B2FB3", _colour_problem)
        self.sign = Swatches("Sign", {sign: sign_paint(sign) for sign in own.SIGNS})
        self.line = Swatches("Line", {line: line_paint(line) for line in own.LINES})
        self.judged = ChoiceField("Verdicts", ())
        self.fields = KindFields()
        self.preview = KindPreview()
        self._connect()
        self._build()

    def show_kind(self, kind: Kind | None, there: Kinds, claims: int) -> None:
        """None: one that is not there yet; it needs a name first."""
        other = (kind.name if kind else "") != (self._kind.name if self._kind else "")
        if other:
            for field in self.findChildren(TextField):
                if field.problem:
                    field.give_up()
        self._kind, self._there = kind, there
        self.title.show_value(kind.title if kind else "")
        self._rest.setVisible(kind is not None)
        self._hint.setVisible(kind is None)
        if kind:
            self._show_rest(kind, there, claims)

    def leave_field(self) -> None:
        """What is being typed is saved: another kind is about to be shown."""
        focus = QApplication.focusWidget()
        if focus and self.isAncestorOf(focus):
            focus.clearFocus()

    def _show_rest(self, kind: Kind, there: Kinds, claims: int) -> None:
        self.key.show_value(kind.key.upper())
        light = (kind.colours or ("", ""))[0]
        known = next((name for name, pair in colours.PALETTE.items() if pair == kind.colours), "")
        self.colour.show_value(known)
        self.own_colour.show_value("" if known else light)
        self.sign.show_value(kind.sign)
        self.sign.show_taken({other.sign: other.title for other in there.every if other.name != kind.name})
        self.line.show_value(kind.line)
        self.judged.show_value(kind.judged_as)
        self.fields.show_fields(kind.fields)
        self.preview.show_kind(kind)
        self._show_removing(kind, there, claims)

    # ── building ─────────────────────────────────────────────────────────────────────────────────

    def _connect(self) -> None:
        self.key.saved.connect(lambda key: self.changed.emit("key", key))
        self.colour.chosen.connect(lambda name: self.changed.emit("colour", name))
        self.own_colour.saved.connect(lambda words: self.changed.emit("colour", words) if words else None)
        self.sign.chosen.connect(lambda sign: self.changed.emit("sign", sign))
        self.line.chosen.connect(lambda line: self.changed.emit("line", line))
        self.judged.saved.connect(lambda judge: self.changed.emit("judged_as", judge))
        self.fields.changed.connect(lambda fields: self.changed.emit("fields", fields))
        self.judged.offer({name: _verdicts(name) for name in ("none", *(kind.name for kind in built_in()))})

    def _build(self) -> None:
        name, rest = Form(), Form()
        name.add("Name", self.title)
        for title, field in (
            ("Key", self.key), ("Colour", self.colour), ("", self.own_colour), ("Sign", self.sign),
            ("Line", self.line), ("Verdicts", self.judged), ("Fields", self.fields),
        ):  # fmt: skip
            rest.add(title, field)
        self._hint = label("Give it a name; key, colour and sign are chosen for you and can be changed then.", "small",
                           "3", wrap=True)  # fmt: skip
        self._hint.setContentsMargins(114, 6, 16, 0)
        self._rest = column(rest, 10, row(self.preview, margins=(16, 0, 16, 0)), 10, self._removing())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 12, 0, 12)
        box.setSpacing(0)
        box.addWidget(name)
        box.addWidget(self._hint)
        box.addWidget(self._rest)
        box.addStretch(1)

    def _removing(self) -> QWidget:
        """Up and down, and the way out; claims that have the kind become another first."""
        up, down = button("Up", "tab"), button("Down", "tab")
        up.setAccessibleName("Move the kind up")
        down.setAccessibleName("Move the kind down")
        up.clicked.connect(lambda: self.moved.emit(-1))
        down.clicked.connect(lambda: self.moved.emit(1))
        self._used = label("", "small", "2")
        self.to = ChoiceField("What its claims become", ())
        self.to.setSizeAdjustPolicy(ChoiceField.SizeAdjustPolicy.AdjustToContents)
        self.to.setProperty("look", "")  # no quiet field: it is chosen, then done
        self.remove = button("Remove")
        self.remove.clicked.connect(lambda: self.removed.emit(self.to.name() if self._in_use else ""))
        return row(up, down, None, self._used, self.to, self.remove, gap=4, margins=(12, 0, 16, 0))

    def _show_removing(self, kind: Kind, there: Kinds, claims: int) -> None:
        self._in_use = claims > 0
        many = f"{counted(claims, 'claim')} {'becomes' if claims == 1 else 'become'}"
        self._used.setText(many if claims else "No claim has it")
        self.to.setVisible(self._in_use)
        others = [other for other in there.every if other.name != kind.name]
        self.to.offer({o.name: o.plural if claims > 1 else f"{o.article} {o.word}" for o in others})

    # ── what a person writes ─────────────────────────────────────────────────────────────────────

    def _on_title(self, title: str) -> None:
        if self._kind:
            self.changed.emit("title", title)
        else:
            self.named.emit(title)

    def _problem(self, what: str, value: str) -> str:
        return own_kinds.problem(self._there, self._kind.name if self._kind else "", what, value)

    def _key_problem(self, key: str) -> str:
        problem = self._problem("key", key)
        if not problem:
            for shortcut in (key.upper(), f"Alt+{key.upper()}", f"Shift+{key.upper()}"):
                if taken := holder(shortcut):
                    return f"{shortcut} is taken by “{taken.title}”; choose another key."
        return problem


def _colour_problem(words: str) -> str:
    try:
        colours.pair(words)
    except RuleBroken as error:
        return str(error)
    return ""


def _verdicts(judge: str) -> str:
    """Whose verdicts, told by the three that decide."""
    by_name: Mapping[str, Kind] = {kind.name: kind for kind in built_in()}
    if judge not in by_name:
        return "None: it is tagged and never rated"
    final = [verdict.title for verdict in by_name[judge].verdicts if verdict.final and verdict.name != "unratable"]
    return f"As {by_name[judge].plural}: {', '.join(final[:3]).lower()} …"
