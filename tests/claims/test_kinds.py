"""Kinds of claim: every one found keeps the contract, and one more file, with its colour, is all that a new one needs."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.claims import built_in, own
from desktop.claims.base import Kind, KindField

TONES = {"held", "partly", "failed", "open", "none"}

PROPHECY = """
from desktop.claims.base import CONTEXT, NO_EFFECT, NOT_YET_RATED, UNRATABLE, Kind, KindField, Relation, Verdict

KIND = Kind(
    name="prophecy", title="Prophecy", key="4", sign="diamond", line="solid", actor_title="Prophet", many="prophecies",
    fields=(KindField("sureness", "Sureness", ("sure", "unsure")),),
    verdicts=(
        NOT_YET_RATED,
        Verdict("came_true", final=True, tone="held", sign="check"),
        Verdict("came_to_nothing", final=True, tone="failed", sign="cross", contrary=True),
        UNRATABLE,
    ),
    relations=(Relation("bears_out"), Relation("refutes", contrary=True), NO_EFFECT, CONTEXT),
)
"""
DAY = """
import json, sys
from pathlib import Path

import desktop.claims

desktop.claims.__path__.append(sys.argv[1])

from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest

from datetime import date

from desktop import report
from desktop.figures import figures
from desktop.documents import format_for
from desktop.export import exporter_of
from desktop.ui import app as starting, theme
from desktop.ui.commands import commands
from desktop.workspace import Workspace

for colours in theme.tokens()["themes"].values():
    colours["prophecy"] = colours["evidence"]

app = starting.application()
window = starting.make_window(app, QSettings(str(Path(sys.argv[1], "settings.ini")), QSettings.Format.IniFormat))
made = Workspace.create(Path(sys.argv[1], "a.claims"))
text = b"MS. QUAY: The harbour will silt up within ten years.\\n"
made.add_document("talk.txt", text, format_for("talk.txt", text).read(text, "talk.txt"))
window.show()
window.context.open(made)


def until_idle():
    idle = []
    window.context.tasks.when_idle(lambda: idle.append(True))
    while not idle:
        app.processEvents()


until_idle()
view = window.read().view()
view.setFocus()
view.set_caret(20)
QTest.keyClick(view, Qt.Key.Key_4)
until_idle()
painted = [mark.kind for mark in view._marks]
(claim,) = made.claims()
made.change_claim(claim.id, details={"sureness": "sure"}, testability="testable")
outcome = made.add_outcome("It silted up.", occurred_from="2026-01-02")
made.add_evidence(outcome, citation="Chart of 2026")
made.link(claim.id, outcome, "bears_out")
made.assess(claim.id, "came_true", rationale="The chart shows it.")
for place in ("ledger", "review", "overview", "outcomes"):
    window.show_place(place)
    until_idle()
(claim,) = made.claims()
text = "".join(exporter_of("markdown").write(report.build(made)))
told = {
    "kind": claim.kind, "verdict": claim.verdict, "details": claim.details, "painted": painted,
    "command": next(c.title for c in commands() if c.name == "mark_prophecy"),
    "exported": all(part in text for part in ("finally rated prophecies", "sureness sure", "**came true**")),
    "bars": [bar.title for bar in figures(made.claims(), date(2026, 2, 1)).by_kind],
}
window.close()
window.context.open(None)
window.context.close()
print(json.dumps(told))
"""


FIELDS = (KindField("severity", "Severity", ("low", "high")),)
OWN = [
    own.made(
        f"own_{judge.name}_like",
        f"Like a {judge.word}",
        str(number),
        "star",
        "dots",
        ("#C01B45", "#EB7592"),
        FIELDS,
        judge,
    )
    for number, judge in enumerate(built_in(), 4)
]
"""Kinds as an analyst makes them, judged by the verdicts of each of the program's."""


@pytest.mark.parametrize("kind", [*built_in(), *OWN], ids=lambda kind: kind.name)
def test_a_kind_says_all_that_is_asked_of_it(kind: Kind) -> None:
    first, *others = kind.verdicts
    assert (first.name, first.final) == ("not_yet_rated", False)
    assert {"unratable"} <= {v.name for v in others}
    assert {v.tone for v in kind.verdicts} <= TONES
    assert any(v.tone == "held" and v.final for v in others) and any(v.tone == "failed" and v.final for v in others)
    assert any(r.contrary for r in kind.relations) == any(v.contrary for v in kind.verdicts)
    for names in ([v.name for v in kind.verdicts], [r.name for r in kind.relations], [f.name for f in kind.fields]):
        assert len(names) == len(set(names))
    assert set(kind.checked({}).values()) == {""}, "nobody has judged anything yet"


def test_no_two_kinds_share_a_name_a_key_a_sign_or_a_line() -> None:
    for told in ("name", "key", "sign", "line", "plural"):
        assert len({getattr(kind, told) for kind in built_in()}) == len(built_in())


def test_a_kind_of_an_analysts_is_called_by_its_word_not_by_its_name() -> None:
    kind = OWN[0]
    assert (kind.word, kind.plural, kind.article) == ("like a promise", "like a promises", "a")
    assert own.word_of("EU rule") == "EU rule" and own.many_of("red line") == "red lines"


def test_one_file_and_a_colour_are_all_that_a_new_kind_needs(tmp_path: Path) -> None:
    """Found by being there: tagged with its key in the window, rated, counted and exported."""
    (tmp_path / "prophecy.py").write_text(PROPHECY)
    done = subprocess.run([sys.executable, "-c", DAY, str(tmp_path)], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told == {
        "kind": "prophecy", "verdict": "came_true", "details": {"sureness": "sure"}, "painted": ["prophecy"],
        "command": "Tag prophecy", "exported": True, "bars": ["Promises", "Risks", "Incentives", "Prophecies"],
    }  # fmt: skip
