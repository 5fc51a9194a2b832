"""The window paints before anything heavy is loaded, and Qt's binding keeps its books."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget

ROOT = Path(__file__).parents[1]
HEAVY = ("sqlmodel", "sqlalchemy", "pymupdf", "trafilatura", "markdown", "alembic")
FIRST_PAINT = """
import json, sys
from PySide6.QtCore import QSettings
from desktop.ui import app as starting

app = starting.application()
window = starting.make_window(app, QSettings(sys.argv[1], QSettings.Format.IniFormat))
loaded = []
window.first_painted.connect(lambda: (loaded.extend(sys.modules), app.quit()))
window.show()
app.exec()
window.context.close()
print(json.dumps(loaded))
"""
THE_WINDOW_IS_NEXT = """
import json, sys
from desktop import __main__ as program

program._window = lambda arguments: print(json.dumps(list(sys.modules))) or 0
program.main([sys.argv[1]])
"""
SOURCES_READ = """
import json, linecache, sys
__import__(sys.argv[1])
import sqlmodel
print(json.dumps(list(linecache.cache)))
"""
IMPORTED = """
import json, sys
__import__(sys.argv[1])
print(json.dumps(list(sys.modules)))
"""
REFERENCES = 200
"""None is an ordinary object with some thousand references; the broken binding loses one or more a call."""


def loaded_by(program: str, argument: str) -> list[str]:
    ran = subprocess.run(
        [sys.executable, "-c", program, argument], capture_output=True, text=True, cwd=ROOT, timeout=60, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return list(json.loads(ran.stdout.splitlines()[-1]))


def test_the_first_paint_needs_nothing_heavy(tmp_path: Path) -> None:
    loaded = loaded_by(FIRST_PAINT, str(tmp_path / "settings.ini"))
    assert "PySide6.QtWidgets" in loaded
    assert [name for name in HEAVY if name in loaded] == []


@pytest.mark.parametrize(
    "module",
    ["desktop.ui.app", "desktop.documents", "desktop.documents.reader", "db.errors", "db.rows"],
)
def test_importing_loads_nothing_heavy(module: str) -> None:
    loaded = loaded_by(IMPORTED, module)
    assert [name for name in HEAVY if name in loaded] == []


@pytest.mark.parametrize("module", ["desktop.workspace", "desktop.documents", "desktop.export", "db.store"])
def test_only_the_window_loads_qt(module: str) -> None:
    assert not [name for name in loaded_by(IMPORTED, module) if name.startswith("PySide6")]


def test_a_workspace_is_opened_without_loading_the_verbs() -> None:
    assert "desktop.cli.verbs" not in loaded_by(THE_WINDOW_IS_NEXT, "work.claims")
    assert "desktop.cli.verbs" in loaded_by(THE_WINDOW_IS_NEXT, "work")


def test_qts_binding_does_not_read_the_source_of_what_is_loaded_after_it() -> None:
    assert not [name for name in loaded_by(SOURCES_READ, "desktop.ui") if "sqlmodel" in name]


def test_calls_into_qt_lose_no_references_to_none(qapp: QApplication) -> None:
    """A binding that drops one too many ends the program after some thousand calls (PySide6 6.12.0 on Python 3.11)."""
    edit, widget = QTextEdit("words " * 50), QWidget()
    before = sys.getrefcount(None)
    for number in range(1000):
        cursor = edit.textCursor()
        cursor.setPosition(number % 200, QTextCursor.MoveMode.MoveAnchor)
        edit.setTextCursor(cursor)
        widget.setGeometry(QRect(QPoint(0, 0), QPoint(number, 10)))
        widget.update()
        widget.parentWidget()
        widget.setToolTip("words")
    assert abs(sys.getrefcount(None) - before) < REFERENCES
