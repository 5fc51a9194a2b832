"""Captions: words without tags, speakers by voice or by label, and the time of every turn."""

from collections.abc import Callable

import pytest

from desktop.documents.base import Unreadable
from desktop.documents.sbv import read as read_sbv
from desktop.documents.srt import read as read_srt
from desktop.documents.ttml import read as read_ttml
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


def test_sbv(sample: Sample) -> None:
    reading = read_sbv(sample("meeting.sbv"), "meeting.sbv")
    assert reading.text == "MS. QUAY: We will open it in June.\nMR. BOLLARD: Who pays?"
    assert [(turn.label, turn.time_start) for turn in reading.turns] == [("MS. QUAY", 1_000), ("MR. BOLLARD", 5_500)]


def test_ttml_counts_from_its_parents_and_in_frames(sample: Sample) -> None:
    reading = read_ttml(sample("meeting.ttml"), "meeting.ttml")
    assert reading.text == "We will open it in June.\nWho pays?"
    assert [(turn.label, turn.time_start) for turn in reading.turns] == [("Ada Quay", 11_500), ("", 15_200)]
    assert reading.metadata.language == "en"


def test_captions_of_teams_have_ids_and_voices() -> None:
    cue = "8f3a-1/17-0\n00:00:01.000 --> 00:00:02.000\n<v Quay, Ada>We will.</v>\n\n"
    labelled = "8f3a-1/17-1\n00:00:03.000 --> 00:00:04.000\n<v Bo Bollard>Who pays?</v>\n"
    reading = read_vtt(f"WEBVTT\n\n{cue}{labelled}".encode(), "a.vtt")
    assert reading.text == "We will.\nWho pays?"
    assert [turn.label for turn in reading.turns] == ["Quay, Ada", "Bo Bollard"]
