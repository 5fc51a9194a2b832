"""Transcripts in JSON, as speech recognisers and meeting programs write them: the list in the file that holds the words.

No maker's layout is known by heart: of all lists of objects with words the one is taken that has them all, says who
speaks, and has the longest rows.
"""

import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

from desktop.documents.base import AS_FOUND, Choices, Format, Metadata, Reading, Unreadable
from desktop.documents.captions import Cue, joined_lines, reading
from desktop.documents.flow import refuse_empty, without_marks
from desktop.documents.json_keys import says_who, speaker_of, text_of, time_of
from desktop.documents.text import decode
from desktop.documents.titles import telling

MOST_BYTES = 100_000_000
MOST_LISTS = 20_000
# People say some fifteen characters in a second.
CHARACTERS_A_SECOND = 15
# Words that come one by one are laid into a cue until it ends a sentence, or is so long.
CUE_LENGTH = 400
# Rows without speaker and time are speech only if they are this long; settings of programs aren't.
SENTENCE = 25
# Another list with fewer words than this share of the most is no rival.
NEARLY_ALL = 0.8
# When it was published or said; when the file was made comes last.
DAYS = (
    "published_on", "publishedOn", "published_at", "publishedAt", "published", "datePublished", "date_published",
    "publication_date", "publicationDate", "pub_date", "pubDate", "air_date", "airDate", "broadcast_date", "date",
    "event_date", "recorded_at", "recordedAt", "recording_date", "meeting_date", "start_date", "startDate", "created_at",
    "createdAt",
)  # fmt: skip
ABOUT = ("metadata", "meta", "info", "meeting", "event", "episode", "document")
"""Objects in which a file tells of itself."""
SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
# One escape: a whole pair, half of one, or any other ("\\" too, so that what follows it is no escape).
ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?P<half>u[dD][89a-fA-F][0-9a-fA-F]{2})|.)"
)
PUNCTUATION = re.compile(r"[.,;:!?…%)\]}’”。，、？！」]+$")


@dataclass(frozen=True)
class _Row:
    words: str
    label: str
    time: tuple[float, str] | None


def read(data: bytes, _name: str, choices: Choices = AS_FOUND) -> Reading:
    refuse_empty(data)
    if len(data) > MOST_BYTES:
        raise Unreadable(
            f"It has {len(data) // 1_000_000} MB; transcripts in JSON can have {MOST_BYTES // 1_000_000} MB."
        )
    source, encoding, note = decode(data, chosen=choices.encoding)
    source, lost = _without_halves(source)
    whole = _parsed(source)
    names = _names(whole)
    rows = _best([rows for found in _lists(whole) if (rows := _rows(found, names, whole))])
    if not rows:
        raise Unreadable("It is JSON without a list of spoken words that Followthrough knows how to find.")
    done = reading(list(_cues(rows)), reader="json_transcript/1", notes=[note, lost], choices=Choices(encoding))
    said = _metadata(whole)
    return replace(done, metadata=replace(said, published_on=said.published_on or done.metadata.published_on))


def _without_halves(source: str) -> tuple[str, str]:
    """Half of a surrogate pair is no character: U+FFFD stands for it. And a sentence that says so."""
    if not SURROGATE.search(source):
        return source, ""
    lost = sum(match["half"] is not None for match in ESCAPE.finditer(source))
    whole = ESCAPE.sub(lambda match: "\ufffd" if match["half"] else match[0], source)
    return whole, f"{lost} characters were damaged and are shown as \ufffd." if lost else ""


def _parsed(source: str) -> Any:
    """One value, or one a line."""
    try:
        return json.loads(source)
    except RecursionError:
        raise Unreadable("Its parts are nested too deeply.") from None
    except ValueError:
        pass
    try:
        return [json.loads(line) for line in source.splitlines() if line.strip()]
    except (ValueError, RecursionError):
        raise Unreadable("The file is damaged: it is not sound JSON.") from None


def _lists(whole: Any) -> Iterator[list[Any]]:
    """Every list that holds objects, outer ones first."""
    waiting, found = [whole], 0
    while waiting and found < MOST_LISTS:
        value = waiting.pop(0) if len(waiting) < 1_000 else waiting.pop()
        if isinstance(value, dict):
            waiting += [inner for inner in value.values() if isinstance(inner, dict | list)]
        elif isinstance(value, list):
            if any(isinstance(inner, dict) for inner in value):
                found += 1
                yield value
            waiting += [inner for inner in value if isinstance(inner, dict | list)]


def _rows(found: list[Any], names: Mapping[str, str], whole: Any) -> list[_Row]:
    by_time = _speakers_by_time(whole) if any(isinstance(r, dict) and "alternatives" in r for r in found) else {}
    rows = []
    for entry in found:
        if isinstance(entry, dict) and (said := text_of(entry)):
            label = speaker_of(entry, names) or by_time.get(str(entry.get("start_time", "")), "")
            if not label and "alternatives" in entry:
                label = _of_the_best(entry, names)
            rows.append(_Row(without_marks(said), label, time_of(entry)))
    told = sum(isinstance(r, dict) and (time_of(r) is not None or says_who(r)) for r in found) * 2 >= len(rows)
    return rows if told or sum(len(row.words) for row in rows) >= SENTENCE * len(rows) else []


def _of_the_best(entry: Mapping[str, Any], names: Mapping[str, str]) -> str:
    best = entry["alternatives"][0] if isinstance(entry["alternatives"], list) and entry["alternatives"] else None
    return speaker_of(best, names) if isinstance(best, dict) else ""


def _speakers_by_time(whole: Any) -> dict[str, str]:
    """Amazon keeps who speaks apart from the words; the time is what both share."""
    results = whole.get("results") if isinstance(whole, dict) else None
    labels = results.get("speaker_labels") if isinstance(results, dict) else None
    segments = labels.get("segments") if isinstance(labels, dict) else None
    return {
        str(item.get("start_time")): str(item.get("speaker_label", ""))
        for segment in (segments if isinstance(segments, list) else ())
        if isinstance(segment, dict)
        for item in (segment.get("items") or ())
        if isinstance(item, dict)
    }


def _best(found: list[list[_Row]]) -> list[_Row]:
    """The lists with nearly all words; of those one that says who speaks, with the longest rows."""
    sizes = [sum(len("".join(row.words.split())) for row in rows) for rows in found]
    most = max(sizes, default=0)
    rivals = [(rows, size) for rows, size in zip(found, sizes, strict=True) if size >= NEARLY_ALL * most]

    def rank(rival: tuple[list[_Row], int]) -> tuple[bool, bool, float]:
        rows, size = rival
        labelled = sum(bool(row.label) for row in rows) * 2 >= len(rows)
        timed = sum(row.time is not None for row in rows) * 2 >= len(rows)
        return labelled, timed, min(size / len(rows), CUE_LENGTH)

    return max(rivals, key=rank, default=([], 0))[0]


def _cues(rows: list[_Row]) -> Iterator[Cue]:
    factor = _factor(rows)
    if median(len(row.words.split()) for row in rows) <= 1:
        rows = _sentences(rows)
    for row in rows:
        start = None if row.time is None else round(row.time[0] * (1.0 if row.time[1] == "ms" else factor))
        for part in re.split(r"\n[ \t]*\n", row.words):
            if part.strip():
                yield Cue(start, row.label, joined_lines(part))


def _factor(rows: list[_Row]) -> float:
    """Milliseconds in a unit of the file's bare numbers: seconds, milliseconds or ticks, as fits how fast people speak."""
    bare = [row.time[0] for row in rows if row.time is not None and row.time[1] == "?"]
    if len(bare) < 2 or max(bare) <= min(bare):
        return 1000.0 if not bare or bare[0] < 20_000 or bare[0] % 1 else 1.0
    expected = 1000 * sum(len(row.words) for row in rows) / CHARACTERS_A_SECOND
    took = max(bare) - min(bare)
    return min((1000.0, 1.0, 0.0001), key=lambda unit: abs(math.log(took * unit / expected)))


def _sentences(rows: list[_Row]) -> list[_Row]:
    """Rows of single words, joined until another speaks or a sentence ends."""
    joined: list[_Row] = []
    for row in rows:
        last, word = (joined[-1] if joined else None), row.words.strip()
        stops = last is not None and (re.search(r"[.!?。？！]$", last.words) or len(last.words) > CUE_LENGTH)
        closes = bool(PUNCTUATION.fullmatch(word))
        if last is None or (not closes and (stops or (row.label and row.label != last.label))):
            joined.append(replace(row, words=word))
        else:
            joined[-1] = replace(last, words=last.words + ("" if closes else " ") + word)
    return joined


def _names(whole: Any) -> dict[str, str]:
    """Who the numbers of speakers are, where a list says so."""
    people = whole.get("speakers", whole.get("participants")) if isinstance(whole, dict) else None
    found = {}
    for person in people if isinstance(people, list) else ():
        if isinstance(person, dict):
            name = next((person[k] for k in ("name", "displayName", "label") if isinstance(person.get(k), str)), "")
            key = next((person[k] for k in ("id", "speaker", "spkid", "index") if person.get(k) is not None), None)
            if name and key is not None:
                found[str(key)] = " ".join(name.split())
    return found


def _metadata(whole: Any) -> Metadata:
    said = whole if isinstance(whole, dict) else {}
    nested = [said[key] for key in ABOUT if isinstance(said.get(key), dict)]
    said = {key: value for part in [*reversed(nested), said] for key, value in part.items()}

    def of(*keys: str) -> str:
        return next((" ".join(said[key].split()) for key in keys if isinstance(said.get(key), str)), "")

    when = re.match(r"\d{4}-\d{2}-\d{2}", of(*DAYS))
    url = of("url", "audio_url", "source_url")
    return Metadata(
        title=telling(of("title", "doc_title", "name", "jobName")),
        published_on=when[0] if when else "",
        url=url if url.startswith(("http://", "https://")) else "",
        language=of("language", "language_code", "languageCode", "lang").replace("_", "-"),
    )


FORMAT = Format(
    "json_transcript", "Transcript (JSON)", (".json", ".jsonl"), "application/json", read, offers=("encoding",)
)
