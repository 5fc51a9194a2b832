"""Names of the vocabulary read the same wherever they are shown."""

import pytest

from desktop.export import phrases
from desktop.in_words import in_words
from desktop.ui.forms import words


@pytest.mark.parametrize(
    ("name", "shown"),
    [("it_and_skills", "IT and skills"), ("sme", "SMEs"), ("partly_kept", "partly kept"), ("Port_Law a", "Port_Law a")],
)
def test_window_and_export_say_the_same(name: str, shown: str) -> None:
    assert in_words(name) == shown
    assert phrases.words(name).replace("\\", "") == shown
    assert words(name).lower() == shown.lower()
