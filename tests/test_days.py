"""Which day it is where a person is, and days in words that can be typed back wherever that is."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from db.models import now
from desktop import checking, dates, days, report, review_queue
from desktop.workspace import Workspace

ROOT = Path(__file__).parents[1]
EAST, WEST = "Pacific/Kiritimati", "America/Adak"
"""14 hours before UTC, and 9 or 10 behind: at any moment their days differ."""


@pytest.fixture(params=[EAST, WEST, "UTC"])
def zone(request: pytest.FixtureRequest) -> Iterator[str]:
    with living_in(request.param):
        yield request.param


@contextmanager
def living_in(zone: str) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", zone)
        time.tzset()
        yield
    time.tzset()


@pytest.mark.parametrize("month", range(1, 13))
def test_a_day_is_shown_as_it_can_be_typed(month: int) -> None:
    iso = f"2026-{month:02}-09"
    assert dates.day(days.shown_day(iso)) == dates.day(days.written_day(iso)) == iso


def test_days_are_not_written_by_the_locale() -> None:
    """Names of months and weekdays that strftime gives follow the locale, and Qt sets the person's."""
    by_locale = re.compile(r"%-?[aAbBcxXp]\b|:%[^}\"']*[aAbBcxXp]\}|month_name|month_abbr|day_name|day_abbr")
    told = [
        f"{path.relative_to(ROOT)}:{number}"
        for folder in ("desktop", "db")
        for path in (ROOT / folder).rglob("*.py")
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if by_locale.search(line)
    ]
    assert told == []


def test_under_another_locale_the_forms_and_review_work_as_well(tmp_path: Path) -> None:
    """Japanese, where localedef can make it; elsewhere it runs under C.UTF-8."""
    making = ["localedef", "--no-archive", "-i", "ja_JP", "-f", "UTF-8", str(tmp_path / "ja_JP.UTF-8")]
    subprocess.run(["/bin/sh", "-c", '"$@" || true', "sh", *making], check=True, capture_output=True)
    japanese = {"LOCPATH": str(tmp_path), "LC_ALL": "ja_JP.UTF-8"}
    spoken = japanese if (tmp_path / "ja_JP.UTF-8" / "LC_TIME").is_file() else {"LC_ALL": "C.UTF-8"}
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "tests/ui/test_forms.py",
         "tests/ui/test_review.py"],
        env=os.environ | spoken, cwd=ROOT, capture_output=True, text=True,
        timeout=240, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout


def test_today_is_the_day_on_the_calendar_here(zone: str) -> None:
    assert days.today() == days.local_day(now())
    assert days.local_day("2026-11-24T18:00:00.000Z") == {EAST: "2026-11-25"}.get(zone, "2026-11-24")
    assert days.local_day("2026-11-24T06:00:00.000Z") == {WEST: "2026-11-23"}.get(zone, "2026-11-24")


def test_a_document_is_retrieved_and_a_report_made_on_the_day_here(zone: str, workspace: Workspace, talk: str) -> None:
    from db import lookups
    from db import models as m

    with workspace.store.session() as session:
        [document] = lookups.rows(session, m.Document)
        assert document.retrieved_on == days.today()
    assert report.build(workspace).as_of == days.today()


def test_a_verdict_of_today_can_be_given_at_any_hour_and_waits_no_more(
    zone: str, workspace: Workspace, talk: str
) -> None:
    claim = workspace.mark("promise", talk, [(24, 82)], due_latest="2020-06-30")
    workspace.assess(claim, "in_progress", days.today())
    row = workspace.claim(claim)
    assert row.assessment is not None
    assert row.verdict == "in_progress"
    assert row.assessment.as_of == min(days.today(), datetime.now(UTC).date().isoformat())
    assert review_queue.queue([row], days.today()) == []
    assert review_queue.decided([row], days.today()) == 1
    workspace.close()
    assert checking.check(workspace.store.path) == []


def test_what_was_judged_in_the_first_hours_of_a_day_counts_as_judged_today(workspace: Workspace, talk: str) -> None:
    claim = workspace.mark("promise", talk, [(24, 82)], due_latest="2020-06-30")
    workspace.assess(claim, "in_progress", "2026-06-01")
    row = workspace.claim(claim)
    assert row.assessment is not None
    at_eight = replace(row, assessment=replace(row.assessment, as_of="2026-11-24", rated_on="2026-11-24T23:00:00.000Z"))
    backdated = replace(
        row, assessment=replace(row.assessment, as_of="2026-11-20", rated_on="2026-11-24T23:00:00.000Z")
    )
    with living_in("Asia/Tokyo"):
        assert review_queue.decided([at_eight], "2026-11-25") == 1
        assert review_queue.decided([at_eight], "2026-11-26") == 0
        assert review_queue.decided([backdated], "2026-11-25") == 0
