"""The day that a document prints at its head is its date; one inside of its sentences is not."""

import io
import zipfile
from collections.abc import Callable

import pytest

from desktop.documents import format_for
from desktop.documents.base import Reading
from desktop.documents.dateline import printed_day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Transcript of the meeting of\nFebruary 28, 1978\nMR. QUAY. We begin.", "1978-02-28"),
        ("Press release\nEstmouth, 3 March 2026\nThe port opens.", "2026-03-03"),
        ("Port opens | 2026-03-05", "2026-03-05"),
        ("Pressemitteilung vom 3. März 2026\nDer Hafen.", "2026-03-03"),
        ("Sitzung am 14.02.2025", "2025-02-14"),
        ("Published: Sept. 5, 2024", "2024-09-05"),
        ("議事録 2026年6月30日", "2026-06-30"),
        ("Communiqué du 1 juillet 2025", "2025-07-01"),
        (
            "ESTMOUTH, June 14, 2026 (HP) — The new port will open before the end of next year, the minister said to applause.",
            "2026-06-14",
        ),
    ],
)
def test_a_day_at_the_head(text: str, day: str) -> None:
    assert printed_day(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "The minister said on 3 March 2026 that the port, which has been under construction for so many years, will open in June.",
        "The first ship moored in Estmouth on 4 March 2027.\nHarbour dues were not lifted.",
        "From 3 March 2026 to 5 March 2026\nProgramme",
        "Flight 30 Nobody 2026\nwords",
        "February 30, 2026",
        "\n".join(["a line"] * 12 + ["3 March 2026"]),
        "",
    ],
)
def test_no_day_at_the_head(text: str) -> None:
    assert printed_day(text) == ""


def test_a_printed_day_outweighs_the_day_of_the_file(docx: Callable[..., bytes], pdf: Callable[..., bytes]) -> None:
    created = '<cp:coreProperties xmlns:cp="c" xmlns:dcterms="d"><dcterms:created>2008-05-12T00:00:00Z</dcterms:created></cp:coreProperties>'
    body = "<w:p><w:r><w:t>{}</w:t></w:r></w:p><w:p><w:r><w:t>The port opens in June.</w:t></w:r></w:p>"

    def reading(first: str) -> Reading:
        packed = io.BytesIO(docx(body.format(first)))
        with zipfile.ZipFile(packed, "a") as package:
            package.writestr("docProps/core.xml", created)
        return format_for("a.docx", packed.getvalue()[:4096]).read(packed.getvalue(), "a.docx")

    assert reading("28 February 1978").metadata.published_on == "1978-02-28"
    undated = reading("Minutes")
    assert undated.metadata.published_on == "2008-05-12"
    assert any("the day on which the file was made" in note for note in undated.notes)
    scanned = pdf()
    assert format_for("a.pdf", scanned).read(scanned, "a.pdf").metadata.published_on == ""
