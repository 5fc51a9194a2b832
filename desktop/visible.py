"""Strangers' words where they could act: on a terminal (control characters) or on the order of letters (bidi overrides).

What acts is shown as a sign of its own instead; marks that Arabic, Urdu or Hebrew need (U+200E, U+200F) stay. Pure.
"""

import re

_ORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\u202a-\u202e\u2066-\u2069]")
_PICTURES = 0x2400  # ␀ ␁ ␂ …


def on_terminal(text: str) -> str:
    """The words without anything that moves, colours, erases or turns round; line ends and tabs stay."""
    return _CONTROL.sub(lambda found: _sign(found[0]), text)


def in_order(text: str) -> str:
    """The words without overrides and embeddings of the direction."""
    return _ORDERING.sub(lambda found: _sign(found[0]), text)


def in_json(text: str) -> str:
    """JSON that says the same and can be shown on a terminal: what acts is written as JSON writes it, \\u202e."""
    return re.sub(
        "[\x7f-\x9f\u2028\u2029\ufeff\u202a-\u202e\u2066-\u2069]", lambda found: f"\\u{ord(found[0]):04x}", text
    )


def _sign(character: str) -> str:
    code = ord(character)
    return chr(_PICTURES + code) if code < 0x20 else "␡" if code == 0x7F else f"⟨U+{code:04X}⟩"
