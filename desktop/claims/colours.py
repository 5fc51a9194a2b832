"""Colours for kinds that analysts make: eight that are read in light and dark, and a check for any other. Pure."""

import colorsys
import re

from db.errors import RuleBroken

GROUNDS = {"light": ("#F5F4F1", "#FDFCFA", "#FFFFFF", "#E4E1DB"), "dark": ("#161719", "#1B1C1F", "#242629", "#2E3035")}
"""Chrome, paper, raised and selected: what a kind's sign and words are painted on."""
LEAST = 4.6
"""The ratio that every kind keeps on each of them, after WCAG 2.2."""
PALETTE: dict[str, tuple[str, str]] = {
    "crimson": ("#C01B45", "#EB7592"),
    "rust": ("#AD3B1F", "#E37D63"),
    "olive": ("#62650B", "#C8CF17"),
    "forest": ("#296E1C", "#45B82E"),
    "cyan": ("#0B6C84", "#11ADD4"),
    "indigo": ("#6949CA", "#A18CDE"),
    "violet": ("#9635B6", "#C481DA"),
    "slate": ("#50657C", "#899DB3"),
}
"""By name: the colour in the light theme and in the dark one."""


def ratio(one: str, other: str) -> float:
    """Contrast of two colours written as #RRGGBB, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def pair(colour: str) -> tuple[str, str]:
    """(light, dark) for a name of the palette or a colour of one's own; the dark one is made lighter from it.

    Raises RuleBroken for what is no colour, or is too pale to be read in the light theme.
    """
    if colour in PALETTE:
        return PALETTE[colour]
    light = colour.upper()
    if not re.fullmatch(r"#[0-9A-F]{6}", light):
        raise RuleBroken(f"“{colour}” is not a colour; choose {', '.join(PALETTE)}, or write one as #C01B45.")
    least = min(ratio(light, ground) for ground in GROUNDS["light"])
    if least < LEAST:
        raise RuleBroken(
            f"{light} is too pale: its contrast is {least:.1f}, and {LEAST} is needed. Choose a darker one."
        )
    return light, _lighter(light)


def _lighter(colour: str) -> str:
    """The same hue, as dark as the dark theme allows."""
    hue, _, saturation = colorsys.rgb_to_hls(*_parts(colour))
    steps = (_hex(*colorsys.hls_to_rgb(hue, step / 100, saturation)) for step in range(40, 101))
    return next(made for made in steps if all(ratio(made, ground) >= LEAST for ground in GROUNDS["dark"]))


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _hex(*parts: float) -> str:
    return "#" + "".join(f"{round(part * 255):02X}" for part in parts)


def _luminance(colour: str) -> float:
    """Relative luminance of sRGB."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _parts(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
