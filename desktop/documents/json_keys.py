"""How the makers of transcripts name things in JSON: words, speakers, times; data, and what reads one row by it."""

import re
from collections.abc import Mapping
from typing import Any

# In the order in which they are asked; the first that holds something counts.
TEXT = (
    "punctuated_word", "raw_text", "text", "transcript", "utterance", "sentence", "body", "content", "display", "words",
    "word", "value", "utf8", "message", "caption", "speech", "line", "paragraph", "sentences", "elements", "segs", "tokens",
)  # fmt: skip
# A row may hold several readings of the same words, the best one first.
BEST_OF = ("alternatives", "nBest", "NBest")
SPEAKER = (
    "speakerDisplayName", "speaker_name", "speakerName", "speaker", "speaker_label", "speakerLabel", "speakerTag",
    "speaker_tag", "speaker_id", "speakerId", "speakerid", "who", "participant", "participantName", "user_name",
    "userName", "from_name",
)  # fmt: skip
# These name other things too.
PERHAPS_SPEAKER = ("user", "name", "author", "channelTag")
NUMBERED = re.compile(r"\d{1,3}|[A-Z]|S\d{1,2}")
SECONDS = (
    "start", "start_time", "startTime", "begin", "ts", "offset", "startOffset", "timestamp", "time", "from", "startSec",
    "start_seconds", "startSeconds", "begin_time", "time_start",
)  # fmt: skip
MILLISECONDS = ("startMs", "start_ms", "tStartMs", "startTimeMs", "start_time_ms", "offsetMs", "beginMs", "offset_ms")
TICKS = ("offsetInTicks", "Offset")
NESTED_TIMES = ("offsets", "timestamps", "time", "timing")
NOBODY = frozenset({"", "none", "unknown", "null", "undefined", "n/a"})
CLOCK = re.compile(r"(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2}(?:[.,]\d{1,9})?)$")
ISO = re.compile(r"PT(?:(\d{1,4})H)?(?:(\d{1,4})M)?(?:(\d{1,6}(?:\.\d+)?)S)?$")
NUMBER = re.compile(r"(\d{1,15}(?:\.\d{1,12})?)s?$")
TICK = 0.0001


def text_of(row: Mapping[str, Any], depth: int = 0) -> str:
    """The words of a row: a string, or the words of the list that it holds."""
    for key in BEST_OF:
        best = row.get(key)
        if isinstance(best, list) and best and isinstance(best[0], dict) and depth < 4:
            return text_of(best[0], depth + 1)
    for key in TEXT:
        found = row.get(key)
        if isinstance(found, str) and found.strip():
            return found
        if isinstance(found, list) and depth < 4 and (joined := _joined(found, key, depth)):
            return joined
    return ""


def _joined(found: list[Any], key: str, depth: int) -> str:
    parts = [
        part if isinstance(part, str) else text_of(part, depth + 1) for part in found if isinstance(part, str | dict)
    ]
    # These say their spaces themselves.
    return (
        "".join(_raw(found))
        if key in ("elements", "segs")
        else " ".join(part.strip() for part in parts if part.strip())
    )


def _raw(found: list[Any]) -> list[str]:
    return [str(part.get("value", part.get("utf8", ""))) for part in found if isinstance(part, dict)]


def says_who(row: Mapping[str, Any]) -> bool:
    """Is there a key that can only mean a speaker?"""
    return any(key in row for key in SPEAKER)


def speaker_of(row: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """`names` says who the numbers are, where the file has such a list."""
    for key in (*SPEAKER, *PERHAPS_SPEAKER):
        found = row.get(key)
        if isinstance(found, dict):
            found = next(
                (found[k] for k in ("name", "displayName", "label", "id") if found.get(k) not in (None, "")), None
            )
        if isinstance(found, str | int) and not isinstance(found, bool):
            said = " ".join(str(found).split())
            if said.casefold() not in NOBODY and len(said) <= 120:
                return names.get(said) or (f"Speaker {said}" if NUMBERED.fullmatch(said) else said)
    return ""


def time_of(row: Mapping[str, Any]) -> tuple[float, str] | None:
    """A number and its unit: "ms" for sure, or "?", which only the whole file tells."""
    for keys, size in ((MILLISECONDS, 1.0), (TICKS, TICK)):
        for key in keys:
            if (number := _number(row.get(key))) is not None:
                return number * size, "ms"
    for key in SECONDS:
        if (time := _time(row.get(key))) is not None:
            return time
    for key in NESTED_TIMES:
        inner = row.get(key)
        if isinstance(inner, dict) and (number := _number(inner.get("from", inner.get("start")))) is not None:
            return number, "ms" if key == "offsets" else "?"
    for key in ("words", "elements", "sentences", "items"):
        inner = row.get(key)
        if isinstance(inner, list) and inner and isinstance(inner[0], dict):
            return time_of(inner[0])
    return None


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return float(value) if 0 <= value < 1e15 else None
    match = NUMBER.match(value.strip()) if isinstance(value, str) else None
    return float(match[1]) if match else None


def _time(value: Any) -> tuple[float, str] | None:
    if isinstance(value, str):
        said = value.strip()
        if match := CLOCK.match(said):
            seconds = int(match[1] or 0) * 3600 + int(match[2]) * 60 + float(match[3].replace(",", "."))
            return seconds * 1000, "ms"
        if (match := ISO.match(said)) and said != "PT":
            return 1000 * (int(match[1] or 0) * 3600 + int(match[2] or 0) * 60 + float(match[3] or 0)), "ms"
        if said.endswith("s") and (number := _number(said)) is not None:
            return number * 1000, "ms"
    if isinstance(value, dict):
        whole, rest = _number(value.get("seconds", 0)), _number(value.get("nanos", 0))
        return (1000 * ((whole or 0) + (rest or 0) / 1e9), "ms") if "seconds" in value or "nanos" in value else None
    number = _number(value)
    return None if number is None else (number, "?")
