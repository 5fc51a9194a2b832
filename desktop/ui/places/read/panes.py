"""What stands beside the words in Read: documents at the left, inspector at the right; each can be folded away."""

from PySide6.QtCore import QByteArray, QSettings, Qt
from PySide6.QtWidgets import QSplitter, QWidget

from desktop.ui import theme

KEPT = "read/panes"


class Panes(QSplitter):
    def __init__(self, settings: QSettings, documents: QWidget, middle: QWidget, inspector: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._settings = settings
        self._panes = {"documents": documents, "inspector": inspector}
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        for widget in (documents, middle, inspector):
            self.addWidget(widget)
        self.setStretchFactor(1, 1)
        self.setSizes([theme.size("documents"), 800, theme.size("inspector")])
        inspector.setMinimumWidth(304)
        kept = settings.value(KEPT)
        if isinstance(kept, QByteArray):
            self.restoreState(kept)

    def has(self, name: str) -> bool:
        return not self._panes[name].isHidden()

    def toggle(self, name: str) -> None:
        self._panes[name].setVisible(not self.has(name))

    def make_room(self, wanted: int) -> list[str]:
        """The documents go when the words have fewer pixels, the inspector only when it must; gives the names of those."""
        gone: list[str] = []
        for name in self._panes:
            beside = sum(pane.width() for other, pane in self._panes.items() if self.has(other))
            small = name == "documents" and self.width() - beside < wanted
            if self.has(name) and (small or self.minimumSizeHint().width() > self.width()):
                self.toggle(name)
                gone.append(name)
        return gone

    def remember(self) -> None:
        self._settings.setValue(KEPT, self.saveState())
