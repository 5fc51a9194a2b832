"""Transcripts in JSON, as many makers write them: the same two remarks, whoever wrote them down."""

import json
from typing import Any

import pytest

from desktop.documents.base import Unreadable, pack, problems, unpack
from desktop.documents.json_transcript import read

# Layout, and what is said of who speaks when.
MAKERS: dict[str, tuple[Any, list[tuple[str, int]]]] = {
    "Whisper": (
        {
            "text": " We will. Who pays?",
            "segments": [
                {"id": 0, "start": 0.0, "end": 2.5, "text": " We will open it in June.", "tokens": [1, 2]},
                {"id": 1, "start": 2.5, "end": 4, "text": " Who pays for it all?"},
            ],
            "language": "en",
        },
        [("", 0), ("", 2500)],
    ),
    "WhisperX": (
        {
            "segments": [
                {
                    "start": 0.1,
                    "end": 2.5,
                    "text": " We will open it in June.",
                    "speaker": "SPEAKER_00",
                    "words": [
                        {"word": "We", "start": 0.1, "speaker": "SPEAKER_00"},
                        {"word": "will open it in June.", "start": 0.4, "speaker": "SPEAKER_00"},
                    ],
                },
                {"start": 2.5, "text": " Who pays for it?", "speaker": "SPEAKER_01", "words": []},
            ],
            "word_segments": [{"word": "We", "start": 0.1}],
        },
        [("SPEAKER_00", 100), ("SPEAKER_01", 2500)],
    ),
    "whisper.cpp": (
        {
            "transcription": [
                {
                    "timestamps": {"from": "00:00:00,000", "to": "00:00:02,500"},
                    "offsets": {"from": 0, "to": 2500},
                    "text": " We will open it.",
                },
                {
                    "timestamps": {"from": "00:00:02,500", "to": "00:00:04,000"},
                    "offsets": {"from": 2500, "to": 4000},
                    "text": " Who pays?",
                },
            ]
        },
        [("", 0), ("", 2500)],
    ),
    "Amazon Transcribe": (
        {
            "jobName": "j",
            "results": {
                "transcripts": [{"transcript": "We will. Who pays?"}],
                "speaker_labels": {
                    "speakers": 2,
                    "segments": [
                        {
                            "start_time": "0.1",
                            "speaker_label": "spk_0",
                            "items": [
                                {"start_time": "0.1", "speaker_label": "spk_0"},
                                {"start_time": "0.5", "speaker_label": "spk_0"},
                            ],
                        },
                        {
                            "start_time": "2.5",
                            "speaker_label": "spk_1",
                            "items": [
                                {"start_time": "2.5", "speaker_label": "spk_1"},
                                {"start_time": "2.9", "speaker_label": "spk_1"},
                            ],
                        },
                    ],
                },
                "items": [
                    {"start_time": "0.1", "alternatives": [{"content": "We"}], "type": "pronunciation"},
                    {"start_time": "0.5", "alternatives": [{"content": "will"}], "type": "pronunciation"},
                    {"alternatives": [{"content": "."}], "type": "punctuation"},
                    {"start_time": "2.5", "alternatives": [{"content": "Who"}], "type": "pronunciation"},
                    {"start_time": "2.9", "alternatives": [{"content": "pays"}], "type": "pronunciation"},
                    {"alternatives": [{"content": "?"}], "type": "punctuation"},
                ],
            },
        },
        [("spk_0", 100), ("spk_1", 2500)],
    ),
    "Google Speech-to-Text": (
        {
            "results": [
                {
                    "alternatives": [
                        {
                            "transcript": "We will who pays",
                            "words": [
                                {"word": "We", "startTime": "0.1s", "speakerTag": 1},
                                {"word": "will", "startTime": "0.5s", "speakerTag": 1},
                                {"word": "who", "startTime": "2.5s", "speakerTag": 2},
                                {"word": "pays", "startTime": "2.9s", "speakerTag": 2},
                            ],
                        }
                    ],
                    "languageCode": "en-us",
                }
            ]
        },
        [("Speaker 1", 100), ("Speaker 2", 2500)],
    ),
    "Deepgram": (
        {
            "metadata": {"channels": 1},
            "results": {
                "channels": [
                    {
                        "alternatives": [
                            {
                                "transcript": "We will. Who pays?",
                                "words": [
                                    {"word": "we", "punctuated_word": "We", "start": 0.1, "speaker": 0},
                                    {"word": "will", "punctuated_word": "will.", "start": 0.5, "speaker": 0},
                                    {"word": "who", "punctuated_word": "Who", "start": 2.5, "speaker": 1},
                                    {"word": "pays", "punctuated_word": "pays?", "start": 2.9, "speaker": 1},
                                ],
                            }
                        ]
                    }
                ],
                "utterances": [
                    {"start": 0.1, "transcript": "We will.", "speaker": 0, "words": []},
                    {"start": 2.5, "transcript": "Who pays?", "speaker": 1},
                ],
            },
        },
        [("Speaker 0", 100), ("Speaker 1", 2500)],
    ),
    "AssemblyAI": (
        {
            "text": "We will. Who pays?",
            "words": [
                {"text": "We", "start": 100, "speaker": "A"},
                {"text": "will.", "start": 500, "speaker": "A"},
                {"text": "Who", "start": 2500, "speaker": "B"},
                {"text": "pays?", "start": 2900, "speaker": "B"},
            ],
            "utterances": [
                {"speaker": "A", "text": "We will.", "start": 100, "end": 900},
                {"speaker": "B", "text": "Who pays?", "start": 2500, "end": 3400},
            ],
            "language_code": "en_us",
        },
        [("Speaker A", 100), ("Speaker B", 2500)],
    ),
    "Rev": (
        {
            "speakers": [{"id": 0, "name": "Ada Quay"}, {"id": 1, "name": "Bo Bollard"}],
            "monologues": [
                {
                    "speaker": 0,
                    "elements": [
                        {"type": "text", "value": "We", "ts": 0.1},
                        {"type": "punct", "value": " "},
                        {"type": "text", "value": "will", "ts": 0.5},
                        {"type": "punct", "value": "."},
                    ],
                },
                {
                    "speaker": 1,
                    "elements": [
                        {"type": "text", "value": "Who", "ts": 2.5},
                        {"type": "punct", "value": " "},
                        {"type": "text", "value": "pays", "ts": 2.9},
                        {"type": "punct", "value": "?"},
                    ],
                },
            ],
        },
        [("Ada Quay", 100), ("Bo Bollard", 2500)],
    ),
    "a plain list": (
        [
            {"speaker": "Ada Quay", "text": "We will.", "start": "0:00"},
            {"speaker": "Bo Bollard", "text": "Who pays?", "start": "00:02.5"},
        ],
        [("Ada Quay", 0), ("Bo Bollard", 2500)],
    ),
    "Azure Speech": (
        {
            "combinedRecognizedPhrases": [{"display": "We will. Who pays?"}],
            "recognizedPhrases": [
                {"speaker": 1, "offset": "PT0.1S", "offsetInTicks": 1000000, "nBest": [{"display": "We will."}]},
                {"speaker": 2, "offset": "PT2.5S", "offsetInTicks": 25000000, "nBest": [{"display": "Who pays?"}]},
            ],
        },
        [("Speaker 1", 100), ("Speaker 2", 2500)],
    ),
    "Teams": (
        {
            "version": "1.0.0",
            "entries": [
                {"id": "x", "text": "We will.", "speakerDisplayName": "Ada Quay", "startOffset": "00:00:00.1000000"},
                {"text": "Who pays?", "speakerDisplayName": "Bo Bollard", "startOffset": "00:00:02.5000000"},
            ],
        },
        [("Ada Quay", 100), ("Bo Bollard", 2500)],
    ),
    "a podcast": (
        {
            "version": "1.0.0",
            "segments": [
                {"speaker": "Ada Quay", "startTime": 0.1, "endTime": 1, "body": "We will."},
                {"speaker": "Bo Bollard", "startTime": 2.5, "body": "Who pays?"},
            ],
        },
        [("Ada Quay", 100), ("Bo Bollard", 2500)],
    ),
    "YouTube": (
        {
            "events": [
                {"tStartMs": 100, "segs": [{"utf8": "We"}, {"utf8": " will."}]},
                {"tStartMs": 1500, "segs": [{"utf8": "\n"}]},
                {"tStartMs": 2500, "segs": [{"utf8": "Who pays?"}]},
            ]
        },
        [("", 100), ("", 2500)],
    ),
    "Speechmatics": (
        {
            "results": [
                {"type": "word", "start_time": 0.1, "alternatives": [{"content": "We", "speaker": "S1"}]},
                {"type": "word", "start_time": 0.5, "alternatives": [{"content": "will", "speaker": "S1"}]},
                {"type": "punctuation", "start_time": 0.6, "alternatives": [{"content": ".", "speaker": "S1"}]},
                {"type": "word", "start_time": 2.5, "alternatives": [{"content": "Who", "speaker": "S2"}]},
                {"type": "word", "start_time": 2.9, "alternatives": [{"content": "pays", "speaker": "S2"}]},
                {"type": "punctuation", "start_time": 3, "alternatives": [{"content": "?", "speaker": "S2"}]},
            ]
        },
        [("Speaker S1", 100), ("Speaker S2", 2500)],
    ),
    "ElevenLabs": (
        {
            "language_code": "en",
            "text": "We will. Who pays?",
            "words": [
                {"text": "We", "start": 0.1, "type": "word", "speaker_id": "speaker_0"},
                {"text": " ", "type": "spacing", "start": 0.2, "speaker_id": "speaker_0"},
                {"text": "will.", "start": 0.5, "speaker_id": "speaker_0"},
                {"text": "Who", "start": 2.5, "speaker_id": "speaker_1"},
                {"text": "pays?", "start": 2.9, "speaker_id": "speaker_1"},
            ],
        },
        [("speaker_0", 100), ("speaker_1", 2500)],
    ),
    "Fireflies": (
        {
            "sentences": [
                {
                    "index": 0,
                    "text": "We will.",
                    "raw_text": "We will.",
                    "start_time": 0.1,
                    "speaker_id": 0,
                    "speaker_name": "Ada Quay",
                },
                {"index": 1, "text": "Who pays?", "start_time": 2.5, "speaker_id": 1, "speaker_name": "Bo Bollard"},
            ],
            "title": "Board",
        },
        [("Ada Quay", 100), ("Bo Bollard", 2500)],
    ),
}


@pytest.mark.parametrize("maker", MAKERS)
def test_words_speakers_and_times(maker: str) -> None:
    layout, told = MAKERS[maker]
    reading = read(json.dumps(layout).encode(), "a.json")
    assert [(turn.label, turn.time_start) for turn in reading.turns] == told
    said = [reading.text[turn.start : turn.end] for turn in reading.turns]
    assert said[0].startswith("We will")
    assert said[1].lower().startswith("who pays")
    assert problems(reading) == []
    assert reading.doc_type == "transcript"


def test_settings_of_a_program_are_no_transcript() -> None:
    for source in (b'{"name": "x", "scripts": [{"name": "a", "value": "b"}]}', b"[1, 2]", b'"words"'):
        with pytest.raises(Unreadable, match="without a list of spoken words"):
            read(source, "a.json")


def test_one_object_a_line() -> None:
    lines = b'{"speaker": "Ada", "text": "We will."}\n{"speaker": "Bo", "text": "Who pays?"}\n'
    assert [turn.label for turn in read(lines, "a.jsonl").turns] == ["Ada", "Bo"]


def test_paragraphs_inside_of_a_speech_are_kept() -> None:
    speech = json.dumps([{"speaker": "Ada", "text": "We will.\n\nIn June."}, {"speaker": "Bo", "text": "Who pays?"}])
    reading = read(speech.encode(), "a.json")
    assert len(reading.blocks) == 3
    assert [reading.text[turn.start : turn.end] for turn in reading.turns] == ["We will.\nIn June.", "Who pays?"]


def test_what_is_nested_too_deeply_is_refused() -> None:
    with pytest.raises(Unreadable, match=r"nested too deeply|not sound JSON"):
        read(b"[" * 200_000, "a.json")


def test_half_a_character_is_shown_as_damaged_and_said() -> None:
    rows = [{"speaker": "A\ud800da", "text": "We \ud83d will."}, {"speaker": "Bo", "text": "Good 😀, \\ud800 is text."}]
    reading = read(json.dumps(rows).encode(), "a.json")
    assert reading.text == "We \ufffd will.\nGood 😀, \\ud800 is text."
    assert [turn.label for turn in reading.turns] == ["A\ufffdda", "Bo"]
    assert unpack(pack(reading)) == reading
    assert reading.notes == ["2 characters were damaged and are shown as \ufffd."]
