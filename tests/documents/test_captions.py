"""Captions: words without tags, speakers by voice or by label, and the time of every turn."""

from collections.abc import Callable

import pytest

from desktop.documents.base import Unreadable
from desktop.documents.srt import read as read_srt
from desktop.documents.webvtt import read as read_vtt

Sample = Callable[[str], bytes]


def test_voices_become_turns_and_tags_vanish(sample: Sample) -> None:
    reading = read_vtt(sample("meeting.vtt"), "meeting.vtt")
    assert reading.text == "We will open the port in June & not later.\nWho pays?"
    assert [(turn.label, turn.time_start) for turn in reading.turns] == [("Ada Quay", 1_000), ("Bo Bollard", 5_500)]
    assert [block.kind for block in reading.blocks] == ["cue", "cue"]
    assert reading.doc_type == "transcript"


def test_labels_in_subrip(sample: Sample) -> None:
    reading = read_srt(sample("meeting.srt"), "meeting.srt")
    (turn,) = reading.turns
    assert (turn.label, turn.time_start) == ("MS. QUAY", 1_000)
    assert reading.text[turn.start : turn.end] == "We will open it.\nIn June."


def test_without_speakers_every_cue_keeps_its_time() -> None:
    reading = read_vtt(b"WEBVTT\n\n00:01.000 --> 00:02.000\nFirst.\n\n00:03.000 --> 00:04.000\nSecond.\n", "a.vtt")
    assert [(turn.label, turn.time_start) for turn in reading.turns] == [("", 1_000), ("", 3_000)]


def test_a_long_speech_has_times_along_the_way() -> None:
    cues = "".join(
        f"00:{minute:02}:00.000 --> 00:{minute:02}:50.000\n<v Ada>Sentence {minute}.\n\n" for minute in range(5)
    )
    reading = read_vtt(f"WEBVTT\n\n{cues}".encode(), "a.vtt")
    assert [turn.time_start for turn in reading.turns] == [0, 60_000, 120_000, 180_000, 240_000]
    assert {turn.label for turn in reading.turns} == {"Ada"}


def test_no_cues_is_a_reason() -> None:
    with pytest.raises(Unreadable, match="no captions"):
        read_vtt(b"WEBVTT\n\nNOTE nothing else\n", "a.vtt")
