"""Fields before a Markdown text: as YAML means them, and never at the cost of the text."""

import pytest

from desktop.documents.front_matter import split
from desktop.documents.markdown import read


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("title: Port opens in June", "Port opens in June"),
        ('title: "Port: opens"', "Port: opens"),
        ('title: "Port \\"Estmouth\\" \\u2013 open"', 'Port "Estmouth" – open'),
        ("title: 'The minister''s port'", "The minister's port"),
        ('title: "Port opens\n  in June\n  2026"', "Port opens in June 2026"),
        ('title: "Port opens\nin June"', "Port opens in June"),
        ("title: 'Port opens\n\n  in June'", "Port opens\nin June"),
        ('title: "Port \\\n  opens"', "Port opens"),
        ("title: >-\n  Port opens\n  in June", "Port opens in June"),
        ("title: |\n  Port opens\n  in June", "Port opens\nin June"),
        ("title: Port opens\n  in June", "Port opens in June"),
        ("title: Port opens # draft", "Port opens"),
        ("title: Port #1 opens", "Port"),  # a blank before # begins a comment, in YAML too
        ("title:", ""),
        ("title: [A, 'B, C']", "A, B, C"),
        ("title:\n  - A\n  - B", "A, B"),
        ("title:\n- A\n- B", "A, B"),
    ],
)
def test_a_title_is_what_yaml_means(written: str, meant: str) -> None:
    fields, text = split(f"---\n{written}\ndate: 2026-06-30\n---\nWords\n")
    assert fields == {"title": meant, "date": "2026-06-30"}
    assert text == "Words\n"


@pytest.mark.parametrize(
    "source",
    [
        "---\nA sentence between rules.\n---\nMore\n",
        "---\ntitle: A\nAnd a sentence.\n---\nMore\n",
        "---\n---\nWords\n",
        "---\ntitle: never closed\n",
        "Words\n---\ntitle: A\n---\n",
    ],
)
def test_what_is_no_block_of_fields_stays_in_the_text(source: str) -> None:
    assert split(source) == ({}, source)


def test_a_document_gets_its_whole_title() -> None:
    reading = read(
        b"---\ntitle: \"Port opens:\n  a \\\"first\\\" step\"\nauthor: 'R. O''Neil'\n---\n\nWe will open it.\n", "a.md"
    )
    assert (reading.metadata.title, reading.metadata.author) == ('Port opens: a "first" step', "R. O'Neil")
    assert reading.text == "We will open it."
