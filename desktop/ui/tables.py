"""The table of claims as a model: prepared rows and headings, what a cell says, what may be typed into it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from db.rows import ClaimRow
from desktop.claims import kind_of
from desktop.counting import counted
from desktop.days import shown_day
from desktop.errors import NotUnderstood
from desktop.grouping import Group, Line, shown_actor, shown_verdict
from desktop.ui.forms import parsed_day, topic_words
from desktop.ui.widgets import plain_tip

UNNAMED = "not filled in"
"""Unknown is said in words, never by an empty place."""
Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Column:
    name: str
    """What it sorts by."""
    title: str
    width: int
    """Pixels; 0 takes what is left."""
    field: str = ""
    """What editing it in place sets."""


COLUMNS = (
    Column("kind", "", 36),
    Column("statement", "Claim", 0, "statement"),
    Column("actor", "Actor", 208, "actor"),
    Column("topic", "Topic", 176, "topic"),
    Column("due", "Due", 112, "due_latest"),
    Column("verdict", "Verdict", 172),
    Column("links", "Links", 72),
)
KIND, CLAIM, ACTOR, TOPIC, DUE, VERDICT, LINKS = range(len(COLUMNS))


class ClaimTable(QAbstractTableModel):
    """Rows are claims and the headings over them."""

    edited = Signal(str, str, object)
    """(claim, field, value) that somebody typed and that fits."""
    refused = Signal(str)
    """Why what was typed does not fit."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []

    def show_lines(self, lines: Sequence[Line]) -> None:
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def replace(self, claims: Mapping[str, ClaimRow]) -> None:
        """Newer rows for claims that are shown; nothing moves."""
        for number, line in enumerate(self.lines):
            newer = claims.get(line.id) if isinstance(line, ClaimRow) else None
            if newer is not None and newer != line:
                self.lines[number] = newer
                self.dataChanged.emit(self.index(number, 0), self.index(number, len(COLUMNS) - 1))

    def row_of(self, claim_id: str) -> int:
        """-1 when it is not shown."""
        found = (n for n, line in enumerate(self.lines) if isinstance(line, ClaimRow) and line.id == claim_id)
        return next(found, -1)

    def ids(self) -> set[str]:
        """Of the claims in the table, those under folded headings too."""
        found = {line.id for line in self.lines if isinstance(line, ClaimRow)}
        return found.union(*(line.ids for line in self.lines if isinstance(line, Group)))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if way != Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section].title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return COLUMNS[section].title or "Kind"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section == LINKS else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == LINE:
            return line
        if isinstance(line, Group):
            return _heading(line, index.column(), role)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return cell(line, index.column())
        if role == Qt.ItemDataRole.EditRole:
            return typed(line, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(_tip(line, index.column()))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        line, usable = self.lines[index.row()], Qt.ItemFlag.ItemIsEnabled
        if isinstance(line, Group):
            return usable
        usable |= Qt.ItemFlag.ItemIsSelectable
        several_topics = index.column() == TOPIC and len(line.topics) > 1  # one word would replace them all
        if COLUMNS[index.column()].field and not several_topics:
            usable |= Qt.ItemFlag.ItemIsEditable
        return usable

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if not index.isValid() or role != Qt.ItemDataRole.EditRole:
            return False
        line, text = self.lines[index.row()], str(value).strip()
        if not isinstance(line, ClaimRow) or text == typed(line, index.column()):
            return False
        field = COLUMNS[index.column()].field
        if field == "statement" and not text:
            self.refused.emit("A claim needs a statement: one proposition in your words.")
            return False
        try:
            fitting = parsed_day(text) if field == "due_latest" else text
        except NotUnderstood as problem:
            self.refused.emit(str(problem))
            return False
        self.edited.emit(line.id, field, fitting)
        return True


def cell(claim: ClaimRow, column: int) -> str:
    """What a cell says in words."""
    return (
        kind_of(claim.kind).title,
        claim.statement,
        shown_actor(claim) or UNNAMED,
        ", ".join(topic_words(topic) for topic in claim.topics),
        due_words(claim),
        shown_verdict(claim)[0],
        str(claim.links or "–"),
    )[column]


def typed(claim: ClaimRow, column: int) -> str:
    """What stands in the field when a cell is edited."""
    if column == DUE:
        return shown_day(claim.due_latest)
    return claim.actor if column == ACTOR else cell(claim, column)


def due_words(claim: ClaimRow) -> str:
    """The last day; "1 Apr 2026 –" when only the first is known."""
    if claim.due_latest:
        return shown_day(claim.due_latest)
    return f"{shown_day(claim.due_earliest)} –" if claim.due_earliest else "no due date"


def _heading(group: Group, column: int, role: int) -> object:
    count = counted(len(group.ids), "claim")
    if role == Qt.ItemDataRole.AccessibleTextRole:
        return f"{group.title}, {count}, {'folded' if group.folded else 'unfolded'}"
    if role == Qt.ItemDataRole.DisplayRole and column == CLAIM:
        return group.title
    return None


def _tip(claim: ClaimRow, column: int) -> str:
    if column == VERDICT and claim.assessment:
        verdict = kind_of(claim.kind).verdict(claim.verdict).title
        late = "Overdue. " if claim.overdue else ""
        return f"{late}{verdict}, as of {shown_day(claim.assessment.as_of)}. {claim.assessment.rationale}".strip()
    if column == DUE and claim.time_frame_phrase:
        return f"{claim.time_frame_phrase} → {due_words(claim)}"
    return cell(claim, column)
