"""The empty place of whoever shows claims: no documents, so add some; no claims, so read and tag."""

from desktop.ui.context import Context
from desktop.ui.widgets import EmptyPlace, button

STEPS = {
    False: ("Add documents…", "Add transcripts, articles or reports first; then tag the claims in them."),
    True: ("Read a document", "Open a document and press 1, 2 or 3 on a sentence: the claim is here at once."),
}
"""By whether there are documents: what the button says, and the sentence above it."""


class NothingTagged(EmptyPlace):
    def __init__(self, context: Context, icon: str, title: str) -> None:
        self.action = button("", "primary")
        super().__init__(icon, title, "", self.action)
        self._context, self._heading, self._documents = context, title, False
        self.action.clicked.connect(self._act)
        self.show_documents(0)

    def show_documents(self, number: int) -> None:
        self._documents = number > 0
        action, sentence = STEPS[self._documents]
        self.action.setText(action)
        self.say(self._heading, sentence)

    def _act(self) -> None:
        self._context.go("read")
        if not self._documents:
            self._context.command_wanted.emit("add_documents")
