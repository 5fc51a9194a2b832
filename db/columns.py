"""Column types that SQLite's STRICT tables accept, and the sortable ids."""

import json
import secrets
import time
from collections.abc import Iterable
from typing import Any

from sqlalchemy import CheckConstraint, Dialect, Text, TypeDecorator

_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no i, l, o, u
_last = [0]
_in_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode
"""Made once: json.dumps makes one for every value."""


def new_id() -> str:
    """26 characters that sort by the moment of making: 48 bits of milliseconds, then 80 random bits (RFC 9562's idea).

    Within one process the order is strict: two ids of the same millisecond count up.
    """
    number = max((time.time_ns() // 1_000_000) << 80 | secrets.randbits(80), _last[0] + 1)
    _last[0] = number
    return "".join(_DIGITS[number >> shift & 31] for shift in range(125, -1, -5))


class JsonText(TypeDecorator[Any]):
    """JSON in a TEXT column. Values are replaced, never mutated: a change in place is not seen."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, _dialect: Dialect) -> str | None:
        return None if value is None else _in_json(value)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> Any:
        if value == "{}" or value == "[]":  # nearly always: thousands of them are read at once
            return {} if value == "{}" else []
        return None if value is None else json.loads(value)


def one_of(column: str, values: Iterable[str], *, optional: bool = False) -> CheckConstraint:
    """The column holds one of `values` (or nothing, when `optional`)."""
    listed = ", ".join(f"'{value}'" for value in values)
    test = f"{column} IN ({listed})"
    return CheckConstraint(f"{column} IS NULL OR {test}" if optional else test, name=f"{column}_known")


def word(column: str) -> CheckConstraint:
    """The column holds a lower-case name; which ones exist is said by the kinds of claims, not by the table."""
    return CheckConstraint(f"{column} GLOB '[a-z]*'", name=f"{column}_is_a_name")


def iso_date(*columns: str) -> list[CheckConstraint]:
    """Each column is empty or a day as 2026-06-30."""
    pattern = "[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]"
    return [CheckConstraint(f"{c} IS NULL OR {c} GLOB '{pattern}'", name=f"{c}_is_a_day") for c in columns]
