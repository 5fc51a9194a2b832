"""What Teams, Zoom, Otter and Rev export as text or Word: who spoke when."""

from collections.abc import Callable

import pytest

from desktop.documents.docx import read as read_docx
from desktop.documents.plaintext import read

EXPORTS = {
    "Teams, before": "0:0:0.0 --> 0:0:1.510\n{a}\n{x}\n0:0:15.270 --> 0:0:24.250\n{b}\n{y}\n",
    "Teams, now": "{a}   0:00\n{x}\n{b}   0:15\n{y}\n",
    "Zoom": "[{a}] 00:00:00\n{x}\n\n[{b}] 00:00:15\n{y}\n",
    "Zoom's chat": "00:00:00\t From {a} to Everyone : {x}\n00:00:15\t From {b} : {y}\n",
    "Otter": "{a}  0:00  \n{x}\n\n{b}  0:15  \n{y}\n",
    "Rev": "{a} (00:00):\n{x}\n\n{b} (00:15):\n{y}\n",
}
A, B = "Ada Quay", "Bo Bollard"
X, Y = "We will open the port in June.", "Who pays for all of it then?"


@pytest.mark.parametrize("maker", EXPORTS)
def test_speakers_and_times(maker: str) -> None:
    reading = read(EXPORTS[maker].format(a=A, b=B, x=X, y=Y).encode(), "a.txt")
    told = [(turn.label, (turn.time_start or 0) // 1000, reading.text[turn.start : turn.end]) for turn in reading.turns]
    assert told == [(A, 0, X), (B, 15, Y)]


def test_teams_in_word(docx: Callable[..., bytes]) -> None:
    def cue(*lines: str) -> str:
        return "<w:p><w:r>" + "<w:br/>".join(f"<w:t>{line}</w:t>" for line in lines) + "</w:r></w:p>"

    body = cue("0:0:0.0 --&gt; 0:0:1.510", A, X) + cue("0:0:3.270 --&gt; 0:0:4.250", B, Y)
    reading = read_docx(docx(body), "a.docx")
    assert [(turn.label, turn.time_start) for turn in reading.turns] == [(A, 0), (B, 3_270)]


def test_one_line_of_times_is_chance() -> None:
    assert read(b"0:0:0.0 --> 0:0:1.510\nSome words\nand more words.\n", "a.txt").turns == []
