"""Colours, type and the one style sheet, from resources/themes. Widgets say what they are; none carries a colour."""

import json
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from desktop.paths import resource

GROUNDS = {"rest": 0.12, "hover": 0.18, "current": 0.26}
"""How much of its colour is mixed into paper behind a kind's words, where tokens.json names no ground of its own."""
STYLE = ("-style", "Fusion")
"""For the application's arguments: `setStyle` answers with a QStyle, whose enumerations take Python 12 ms to make."""
FRAME_FACES = ("Inter_400Regular.ttf", "Inter_500Medium.ttf")
"""What the frame is written in. The other faces are registered when somebody asks for one, after the first paint."""
OWN = "own_"
"""Tokens of kinds that analysts made begin so; their colours come with the kinds and may change at any time."""
BODY = 13
"""Pixels of the interface's ordinary words at 100 %."""


@cache
def tokens() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(resource("themes", "tokens.json").read_text(encoding="utf-8"))
    return data


@dataclass(frozen=True)
class Theme:
    name: str

    def __getitem__(self, token: str) -> str:
        """The colour as #rrggbb."""
        value: str = tokens()["themes"][self.name][token]
        return value

    def colour(self, token: str, alpha: float = 1.0) -> QColor:
        found = _own_colour(self.name, token) if token.startswith(OWN) else _colour(self.name, token)
        return QColor(found) if alpha == 1.0 else _faded(found, alpha)


class _Now(QObject):
    """Which theme is shown."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.theme = Theme("light")
        self.wanted = "system"
        self.tones = ""
        """Rules of the style sheet for the analysts' kinds."""


@cache
def now() -> _Now:
    """`now().changed` is emitted after another theme is shown; painted widgets only need update()."""
    return _Now()


def current() -> Theme:
    return now().theme


def apply(app: QApplication, name: str) -> None:
    """Show "light", "dark", or what the system shows ("system", followed from then on)."""
    state = now()
    state.wanted = name
    hints = app.styleHints()
    if not app.property("themed"):
        app.setProperty("themed", True)
        app.setCursorFlashTime(0)  # nothing blinks
        _register(FRAME_FACES)
        hints.colorSchemeChanged.connect(lambda _scheme: _show(app) if now().wanted == "system" else None)
    _show(app)


def scale_interface(percent: int) -> None:
    """Everything in the window grows together. Before the application is made; Qt's own variable has the last word."""
    if percent != 100:
        os.environ.setdefault("QT_SCALE_FACTOR", f"{min(300, max(75, percent)) / 100:g}")


@cache
def load_fonts() -> None:
    """Register the faces that the frame does without."""
    names = (path.name for path in resource("fonts").glob("*.ttf"))
    _register(sorted(set(names) - set(FRAME_FACES)))


def _register(names: Iterable[str]) -> None:
    for name in names:
        QFontDatabase.addApplicationFont(str(resource("fonts", name)))


def font(role: str = "body", weight: int | None = None, *, tabular: bool = False) -> QFont:
    """A role of the type scale: micro, small, body, strong, title, heading, figure, reading, reading_heading."""
    made = QFont(_font(role, weight, tabular))
    return made


def script_families(script: str) -> list[str]:
    """Faces for Arabic, Urdu, Hebrew or Japanese words, to stand before the reading face."""
    return {
        "Hebrew": ["Noto Serif Hebrew", "David", "Arial Hebrew"],
        "Urdu": [*tokens()["fonts"]["by_script"]["Urdu"], "Amiri", "Noto Sans Arabic"],
        "Arabic": [*tokens()["fonts"]["by_script"]["Arabic"], "Amiri", "Noto Sans Arabic"],
        "Japanese": [*tokens()["fonts"]["by_script"]["Japanese"], "Noto Sans CJK JP", "VL Gothic", "VL ゴシック"],
    }.get(script, [])


def reading_face(name: str) -> list[str]:
    """The families of a face that documents can be read in; none for "serif", the design's own."""
    if name == "dyslexia":
        _load_dyslexic()
        return ["OpenDyslexic"]
    return list(tokens()["fonts"]["ui"]) if name == "sans" else []


@cache
def _load_dyslexic() -> None:
    """Registered when somebody wants it."""
    _register(sorted(path.name for path in resource("fonts").glob("OpenDyslexic*.otf")))


def size(name: str) -> int:
    value: int = tokens()["size"][name]
    return value


def line_height(role: str) -> int:
    value: int = tokens()["type"][role]["line"]
    return value


def follow_kinds() -> None:
    """The analysts' kinds are others, or another workspace's: words in their colours follow."""
    app, state = QApplication.instance(), now()
    if isinstance(app, QApplication) and app.styleSheet() and state.tones != _tones(state.theme):
        app.setStyleSheet(_style_sheet(state.theme))
        state.changed.emit()


def _tones(theme: Theme) -> str:
    from desktop.claims import kinds_now

    own = [kind.name for kind in kinds_now().own]
    return "\n".join(f'QLabel[tone="{name}"] {{ color: {theme.colour(name).name()}; }}' for name in own)


def _own_colour(theme: str, token: str) -> QColor:
    """A colour, or the ground mixed from it; by the kinds of the moment, so only the mixing is remembered."""
    from desktop.claims import kind_of

    name, _, state = token.rpartition("_")
    share = GROUNDS.get(state, 1.0)
    light, dark = kind_of(token if share == 1.0 else name).colours or ("", "")
    return _tinted(theme, light if theme == "light" else dark, share)


@lru_cache(maxsize=256)
def _tinted(theme: str, colour: str, share: float) -> QColor:
    return _mixed(QColor(tokens()["themes"][theme]["paper"]), QColor(colour), share)


@cache
def _colour(theme: str, token: str) -> QColor:
    colours = tokens()["themes"][theme]
    if token not in colours and token.rpartition("_")[2] in GROUNDS:  # a kind that brings one colour only
        return _mixed(
            QColor(colours["paper"]), QColor(colours[token.rpartition("_")[0]]), GROUNDS[token.rpartition("_")[2]]
        )
    return QColor(colours[token])


def _mixed(paper: QColor, colour: QColor, share: float) -> QColor:
    parts = zip(paper.getRgb()[:3], colour.getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(round(a + (b - a) * share) for a, b in parts))


def _faded(colour: QColor, alpha: float) -> QColor:
    faded = QColor(colour)
    faded.setAlphaF(alpha)
    return faded


@cache
def _font(role: str, weight: int | None, tabular: bool) -> QFont:
    scale = tokens()["type"][role]
    weight = weight or scale["weight"]
    reading = role.startswith("reading")
    if reading or weight > QFont.Weight.Medium:
        load_fonts()
    made = QFont()
    families = tokens()["fonts"]["reading" if reading else "ui"]
    made.setFamilies([*families, *script_families("Arabic"), *script_families("Japanese")])
    made.setPixelSize(scale["px"])
    made.setWeight(QFont.Weight(weight))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if tabular and not reading:
        made.setFeature(QFont.Tag("tnum"), 1)
    if role in ("heading", "figure"):
        made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, -0.3)
    return made


def _show(app: QApplication) -> None:
    state = now()
    wanted = state.wanted if state.wanted in ("light", "dark") else "dark" if _system_is_dark() else "light"
    if state.theme.name == wanted and app.styleSheet():
        return
    state.theme = Theme(wanted)
    app.setFont(font("body"))
    app.setPalette(_palette(state.theme))
    app.setStyleSheet(_style_sheet(state.theme))
    state.changed.emit()


def _system_is_dark() -> bool:
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def _palette(theme: Theme) -> QPalette:
    made, role = QPalette(), QPalette.ColorRole
    pairs = {
        role.Window: "chrome", role.Base: "paper", role.AlternateBase: "chrome", role.Text: "text",
        role.WindowText: "text", role.Button: "raised", role.ButtonText: "text", role.Highlight: "selection",
        role.HighlightedText: "text", role.PlaceholderText: "text_3", role.ToolTipBase: "ink",
        role.ToolTipText: "on_ink", role.Mid: "line", role.Midlight: "line", role.Dark: "line_strong",
        role.Light: "raised", role.Shadow: "line", role.Link: "focus", role.Accent: "ink", role.BrightText: "alert",
    }  # fmt: skip
    for which, token in pairs.items():
        made.setColor(which, theme.colour(token))
    for which in (role.Text, role.WindowText, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, theme.colour("text_3"))
    return made


def _style_sheet(theme: Theme) -> str:
    sheet = resource("themes", "style.qss").read_text(encoding="utf-8")
    for token, colour in sorted(tokens()["themes"][theme.name].items(), key=lambda item: -len(item[0])):
        sheet = sheet.replace(f"@{token}@", colour)
    now().tones = _tones(theme) if "desktop.claims" in sys.modules else ""  # not loaded: no workspace is open
    sheet += now().tones
    return sheet.replace("@themes@", resource("themes").as_posix()).replace("@theme@", theme.name)
