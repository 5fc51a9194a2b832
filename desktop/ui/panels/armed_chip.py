"""Says in the reader's header that a kind is armed: every selection becomes a claim of it until this is put away."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.claims.base import Kind
from desktop.ui.widgets import KindSign, empty, icon_button, label, restyle, row


class ArmedChip(QWidget):
    disarm_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._sign = row(gap=0)
        self._words = label("", "small")
        close = icon_button("x", "Stop tagging each selection  Esc", 12)
        close.clicked.connect(self.disarm_wanted)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        for widget in (self._sign, self._words, close):
            box.addWidget(widget)
        self.hide()

    def show_kind(self, kind: Kind) -> None:
        spot = self._sign.layout()
        assert spot is not None
        empty(spot)
        spot.addWidget(KindSign(kind.sign, kind.name, kind.title))
        self._words.setText(f"{kind.title} armed")
        restyle(self._words, "tone", kind.name)
        self.setAccessibleName(f"{kind.title} armed: each selection is tagged at once")
        self.setToolTip(f"Each selection becomes {kind.article} {kind.word} at once")
        self.show()
