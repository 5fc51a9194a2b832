"""A key takes what is said: neither the name of who says it nor the sign of a list belongs to it."""

import pytest

from desktop.documents.base import Turn
from desktop.taking import taken

TEXT = "CHAIRMAN VOLCKER. As of today we hold. We promise - firmly.\n- Localization of parts\n  • Lower dues\nMR. X: Yes.\n"
TURNS = [
    Turn(TEXT.index("As of"), TEXT.index("MR. X"), "VICE CHAIRMAN VOLCKER"),
    Turn(TEXT.index("Yes"), len(TEXT), "MR. X"),
]


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("CHAIRMAN VOLCKER. As of today we hold.", "As of today we hold."),
        ("VOLCKER. As of today", "As of today"),
        ("As of today we hold.", "As of today we hold."),
        ("CHAIRMAN VOLCKER.", "CHAIRMAN VOLCKER."),
        ("- Localization of parts", "Localization of parts"),
        ("• Lower dues", "Lower dues"),
        ("- firmly.", "- firmly."),
        ("Lower dues\nMR. X: Yes.", "Lower dues\nMR. X: Yes."),
        ("MR. X: Yes.", "Yes."),
        ("- ", "- "),
    ],
)
def test_what_is_taken(words: str, left: str) -> None:
    at = TEXT.index(words)
    start, end = taken(TEXT, at, at + len(words), TURNS)
    assert TEXT[start:end] == left


def test_a_text_without_speakers_stays_as_it_is() -> None:
    assert taken("We will build.", 0, 14, []) == (0, 14)
