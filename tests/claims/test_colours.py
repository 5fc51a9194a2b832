"""A kind that an analyst made is read in light and in dark, whichever colour it has."""

import json

import pytest

from db.errors import RuleBroken
from desktop.claims.colours import GROUNDS, LEAST, PALETTE, pair, ratio
from desktop.paths import resource

THEMES = json.loads(resource("themes", "tokens.json").read_text())["themes"]


def assert_readable(light: str, dark: str) -> None:
    for theme, colour in (("light", light), ("dark", dark)):
        assert min(ratio(colour, ground) for ground in GROUNDS[theme]) >= LEAST, (theme, colour)


def test_the_grounds_are_those_of_the_themes() -> None:
    for theme, grounds in GROUNDS.items():
        assert grounds == tuple(THEMES[theme][name] for name in ("chrome", "paper", "raised", "selected"))


def test_contrast_is_measured_as_wcag_does() -> None:
    assert ratio("#000000", "#FFFFFF") == ratio("#FFFFFF", "#000000") == pytest.approx(21)
    assert ratio("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", PALETTE)
def test_every_colour_of_the_palette_is_readable(name: str) -> None:
    assert_readable(*pair(name))


@pytest.mark.parametrize("own", ["#000000", "#1f4fc4", "#5A0000", "#4A4C51"])
def test_a_colour_of_ones_own_gets_one_for_the_dark_theme(own: str) -> None:
    light, dark = pair(own)
    assert light == own.upper()
    assert_readable(light, dark)


@pytest.mark.parametrize(("own", "why"), [("#FFE000", "too pale"), ("red", "not a colour"), ("#12345", "not a colour")])
def test_what_nobody_could_read_is_refused_with_the_reason(own: str, why: str) -> None:
    with pytest.raises(RuleBroken, match=why):
        pair(own)
