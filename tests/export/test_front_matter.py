"""The front matter of an export: what YAML reads back are the words that were written, never another type."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.export.markdown import _yaml

# YAML 1.1 and 1.2 read these, when they stand alone, as something else than words.
_OTHER = re.compile(
    r"~|null|true|false|yes|no|on|off|y|n|[-+]?0[xob]?[0-9a-f_]+|[-+.\d][-+.\d_:eE]*|[-+]?\.inf|\.nan|\d{4}-\d\d?-\d\d?.*",
    re.IGNORECASE,
)


def read(line: str) -> str:
    """As a reader of YAML understands a scalar of ours."""
    if line.startswith('"'):
        return str(json.loads(line))
    assert not _OTHER.fullmatch(line), "a plain scalar that is no string"
    assert not re.search(r":\s|\s#|^[-?:,\[\]{}#&*!|>'\"%@`]|:$", line), "a plain scalar that is a sign"
    return line


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=12) | st.from_regex(_OTHER, fullmatch=True))
def test_words_come_back_as_words(words: str) -> None:
    assert read(_yaml(words)) == words


@pytest.mark.parametrize("name", ["null", "True", "0x1F", "1_000", "2026-11-24", "12:30", "1e3", ".5", "~", "no", ""])
def test_a_name_that_yaml_would_take_for_a_value_is_quoted(name: str) -> None:
    assert _yaml(name) == json.dumps(name) or "\\u" in _yaml(name)
    assert json.loads(_yaml(name)) == name


def test_ordinary_names_stay_as_they_are() -> None:
    assert [_yaml(name) for name in ("tokyo.claims", "Followthrough 0.1.0", "none")] == [
        "tokyo.claims", "Followthrough 0.1.0", "none",
    ]  # fmt: skip
