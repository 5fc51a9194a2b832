"""An edit of thousands of claims is taken back and done again whole, whatever was done around it."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.documents import format_for
from desktop.workspace import Workspace
from tests.db.test_undo import assert_indexed, changes, state

MANY = 2_000


@settings(max_examples=2, deadline=None)
@given(steps=st.lists(st.sampled_from(["many", "actor", "remove", "tag"]), min_size=2, max_size=4))
def test_undoing_all_gives_the_first_state_also_with_thousands_of_claims(steps: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace.create(Path(folder) / "w.claims")
        data = "".join(f"Quay {number} will open, naïve or not.\n" for number in range(MANY)).encode()
        workspace.add_document("quays.txt", data, format_for("quays.txt", data).read(data, "quays.txt"))
        states, names = [state(workspace)], ["many", *steps]
        for name in names:
            _do(workspace, name)
            states.append(state(workspace))
        assert changes(workspace) == len(names) + 1
        for wanted in reversed(states[:-1]):
            workspace.store.undo()
            assert state(workspace) == wanted
        assert_indexed(workspace)
        for wanted in states[1:]:
            workspace.store.redo()
            assert state(workspace) == wanted
        assert_indexed(workspace)
        workspace.close()


def _do(workspace: Workspace, name: str) -> None:
    from db import queries

    with workspace.store.session() as session:
        document = queries.documents(session)[0]
        first = queries.claim_ids(session, document.version_id)[:1]
    if name == "many":
        step = document.length // MANY
        places = [(document.version_id, n * step, n * step + 12) for n in range(MANY)]
        workspace.reshaping.mark_all("risk", places)
    elif name == "tag":
        workspace.mark("promise", document.version_id, [(3, 9)])
    elif name == "actor":
        workspace.change_claim(first[0], actor=f"Harbour Board {changes(workspace)}")
    else:
        workspace.remove_claim(first[0])
