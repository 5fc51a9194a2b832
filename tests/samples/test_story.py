"""The sample story holds together: each quote is found once, each word is in the vocabulary, ratings obey the rules."""

import json
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from db import vocabulary as v
from desktop import rating
from desktop.claims import kind_of

SAMPLES = Path(__file__).parents[2] / "resources" / "samples"
STORY: dict[str, Any] = json.loads((SAMPLES / "story.json").read_text(encoding="utf-8"))
CLAIMS = {claim["key"]: claim for claim in STORY["claims"]}
OUTCOMES = {outcome["key"]: outcome for outcome in STORY["outcomes"]}
DOCUMENTS = {document["file"]: document for document in STORY["documents"]}
EVIDENCE = [(outcome["key"], evidence) for outcome in STORY["outcomes"] for evidence in outcome["evidence"]]
QUOTED = [(key, evidence) for key, evidence in EVIDENCE if "quote" in evidence]
WRITTEN_ON = date(2026, 11, 24)
"""No assessment of the sample is dated after this day."""


class ArticleText(HTMLParser):
    """Collects what stands inside the article element."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = False
        self.words: list[str] = []

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self.inside = self.inside or tag == "article"

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "article"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.words.append(data)


@cache
def visible_text(file: str) -> str:
    """The words of a sample as a reader shows them, without markup."""
    raw = (SAMPLES / file).read_text(encoding="utf-8")
    if file.endswith(".html"):
        parser = ArticleText()
        parser.feed(raw)
        return "".join(parser.words)
    if file.endswith(".md"):
        return re.sub(r"\*\*|^(#+|-) ", "", raw, flags=re.MULTILINE)
    return raw


@dataclass
class Rated:
    kind: str
    testability: str


def shown_of(claim: str) -> list[rating.Support]:
    """The claim's links as the rules of rating ask for them."""
    return [
        rating.Support(
            link["relation"], bool(outcome["search_note"]), tuple(e["evidence_type"] for e in outcome["evidence"])
        )
        for link in STORY["links"]
        if link["claim"] == claim
        for outcome in [OUTCOMES[link["outcome"]]]
    ]


def outcomes_of(claim: str) -> list[dict[str, Any]]:
    return [OUTCOMES[link["outcome"]] for link in STORY["links"] if link["claim"] == claim]


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=CLAIMS)
def test_the_stretches_of_a_claim_are_each_found_once_and_in_order(claim: dict[str, Any]) -> None:
    text = visible_text(claim["document"])
    assert [text.count(quote) for quote in claim["quotes"]] == [1] * len(claim["quotes"])
    places = [text.index(quote) for quote in claim["quotes"]]
    assert places and places == sorted(places)


@pytest.mark.parametrize(("key", "evidence"), QUOTED, ids=[f"{key}-{i}" for i, (key, _) in enumerate(QUOTED)])
def test_a_quote_of_evidence_is_found_once(key: str, evidence: dict[str, Any]) -> None:
    assert visible_text(evidence["document"]).count(evidence["quote"]) == 1, key


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=CLAIMS)
def test_the_fields_of_a_claim_are_in_the_vocabulary(claim: dict[str, Any]) -> None:
    assert set(kind_of(claim["kind"]).checked(claim["details"])) == set(claim["details"])
    assert claim["document"] in DOCUMENTS
    assert claim["statement"] and claim["actor"]
    assert claim["topic"] in v.TOPICS
    assert claim["attribution"] in v.ATTRIBUTIONS
    assert claim["testability"] in v.TESTABILITIES
    assert claim["hedging_level"] in v.HEDGING_LEVELS


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=CLAIMS)
def test_hedging_words_stand_in_the_quote(claim: dict[str, Any]) -> None:
    words = " ".join(claim["quotes"]).lower()
    assert all(cue.lower() in words for cue in claim["hedging_cues"])
    assert (claim["hedging_level"] == "none") == (not claim["hedging_cues"])


DATED = {key: claim for key, claim in CLAIMS.items() if claim["time_frame"]}


@pytest.mark.parametrize("claim", DATED.values(), ids=DATED)
def test_a_time_frame_is_worded_in_the_document_and_in_order(claim: dict[str, Any]) -> None:
    frame = claim["time_frame"]
    assert frame["phrase"] in visible_text(claim["document"])
    assert frame["type"] in v.TIME_FRAME_TYPES
    assert frame["precision"] in (None, *v.DATE_PRECISIONS)
    days = [date.fromisoformat(day) for day in (frame["earliest"], frame["latest"]) if day]
    assert days == sorted(days)
    assert bool(days) == bool(frame["precision"])


@pytest.mark.parametrize("outcome", OUTCOMES.values(), ids=OUTCOMES)
def test_an_outcome_has_evidence_and_a_date(outcome: dict[str, Any]) -> None:
    assert outcome["outcome_type"] in v.OUTCOME_TYPES
    assert outcome["evidence"]
    assert outcome["precision"] in v.DATE_PRECISIONS
    assert date.fromisoformat(outcome["occurred_from"]) <= date.fromisoformat(outcome["occurred_to"])
    assert (outcome["outcome_type"] == "no_event_found") == bool(outcome["search_note"])
    assert (outcome["outcome_type"] == "measurement") == bool(outcome["value"] and outcome["unit"])


@pytest.mark.parametrize(("key", "evidence"), EVIDENCE, ids=[f"{key}-{i}" for i, (key, _) in enumerate(EVIDENCE)])
def test_evidence_is_cited_and_was_seen_after_it_happened(key: str, evidence: dict[str, Any]) -> None:
    assert evidence["evidence_type"] in v.EVIDENCE_TYPES
    assert evidence["citation"] and evidence["url"].startswith("https://")
    assert evidence["accessed_on"] >= OUTCOMES[key]["occurred_from"]
    assert ("document" in evidence) == ("quote" in evidence)


def test_links_belong_to_the_kind_and_none_is_made_twice() -> None:
    for link in STORY["links"]:
        assert kind_of(CLAIMS[link["claim"]]["kind"]).has_relation(link["relation"]), link
        assert link["outcome"] in OUTCOMES
    made = [(link["claim"], link["outcome"], link["relation"]) for link in STORY["links"]]
    assert len(made) == len(set(made))


@pytest.mark.parametrize("given", STORY["assessments"], ids=lambda given: given["claim"])
def test_an_assessment_is_worded_in_the_vocabulary_and_later_than_its_evidence(given: dict[str, Any]) -> None:
    claim = CLAIMS[given["claim"]]
    kind = kind_of(claim["kind"])
    assert kind.has_verdict(given["verdict"])
    assert (given["verdict"] == "unratable") == (given["unratable_reason"] in v.UNRATABLE_REASONS)
    assert claim["testability"] != "not_testable" or given["verdict"] == "unratable"
    assert given["confidence"] in v.CONFIDENCES
    assert date.fromisoformat(given["as_of"]) <= WRITTEN_ON
    for outcome in outcomes_of(given["claim"]):
        assert all(evidence["accessed_on"] <= given["as_of"] for evidence in outcome["evidence"])


@pytest.mark.parametrize("given", STORY["assessments"], ids=lambda given: given["claim"])
def test_the_rules_of_rating_accept_every_verdict(given: dict[str, Any]) -> None:
    claim = CLAIMS[given["claim"]]
    verdict = rating.Given(given["verdict"], given["as_of"], given["rationale"], given["unratable_reason"])
    rating.check(verdict, Rated(claim["kind"], claim["testability"]), shown_of(given["claim"]), today=given["as_of"])
    assert given["rationale"] and outcomes_of(given["claim"])


def test_no_claim_is_assessed_twice() -> None:
    rated = [given["claim"] for given in STORY["assessments"]]
    assert len(rated) == len(set(rated))


def test_the_story_shows_what_the_program_can_do() -> None:
    """A split quote, nested passages, every kind, many verdicts, work that is overdue and work that is soon due."""
    assert any(len(claim["quotes"]) > 1 for claim in CLAIMS.values())
    assert any(a is not b and a["quotes"][0] in b["quotes"][0] for a in CLAIMS.values() for b in CLAIMS.values()), (
        "one passage inside another"
    )
    assert {claim["kind"] for claim in CLAIMS.values()} == {"promise", "risk", "incentive"}
    assert len({given["verdict"] for given in STORY["assessments"]}) >= 9
    rated = {given["claim"] for given in STORY["assessments"]}
    due = {key: claim["time_frame"]["latest"] for key, claim in DATED.items() if claim["time_frame"]["latest"]}
    assert any(day < WRITTEN_ON.isoformat() for key, day in due.items() if key not in rated)
    assert any("2026-11-24" < day <= "2027-01-31" for day in due.values())
    assert len(due) < len(CLAIMS)
