"""What waits for a look, in which section, and with which words around it."""

from dataclasses import replace
from datetime import date, timedelta

from db.rows import AssessmentRow, ClaimRow, PassageRow
from desktop import rating
from desktop.candidates import Candidate, ranked
from desktop.review_queue import decided, queue, to_go
from desktop.surroundings import around

TODAY = "2026-08-20"
BLANK = ClaimRow(
    "c", "promise", "They come", None, "Quay", "", "", None, (), None, "", "none", None, None, None, "", "none", (),
    "testable", None, "", {}, frozenset(), "", "d", "Talk", (), "not_yet_rated", None, 0,
)  # fmt: skip


def day(offset: int) -> str:
    return (date.fromisoformat(TODAY) + timedelta(days=offset)).isoformat()


def claim(ident: str, due: int | None = None, verdict: str = "", as_of: int = -90, **values: object) -> ClaimRow:
    given = AssessmentRow(ident, ident, verdict, None, day(as_of), "", "", "", None, "submitted", "", False)
    row = replace(BLANK, id=ident, due_latest=None if due is None else day(due), **values)  # type: ignore[arg-type]
    return replace(row, verdict=verdict, assessment=given) if verdict else row


def sections(*claims: ClaimRow) -> dict[str, list[tuple[str, str]]]:
    found = queue(rating.judged(claims, TODAY), TODAY)
    return {section.title: [(waiting.key, waiting.why) for waiting in section.waiting] for section in found}


def test_overdue_claims_come_first_and_the_latest_first() -> None:
    assert sections(claim("a", -1), claim("b", -50), claim("c", 12), claim("d")) == {
        "Overdue": [("b", "due 50 days ago"), ("a", "due 1 day ago")],
        "Due within 30 days": [("c", "due 1 Sep 2026")],
        "Never assessed": [("d", "no due date")],
    }


def test_what_is_due_today_is_near_and_what_is_due_in_31_days_is_not() -> None:
    found = sections(claim("today", 0), claim("last", 30), claim("far", 31), claim("rated", 31, "in_progress"))
    assert [key for key, _ in found["Due within 30 days"]] == ["today", "last"]
    assert found["Never assessed"] == [("far", "due 20 Sep 2026")]


def test_a_planned_review_waits_like_a_due_date() -> None:
    found = sections(claim("soon", next_review_on=day(26)), claim("late", next_review_on=day(-3)))
    assert found == {"Due within 30 days": [("late", "review on 17 Aug 2026"), ("soon", "review on 15 Sep 2026")]}


def test_final_verdicts_and_verdicts_of_today_do_not_wait() -> None:
    claims = (claim("kept", -5, "kept"), claim("now", -5, "stalled", as_of=0), claim("then", -5, "stalled"))
    assert sections(*claims) == {"Overdue": [("then", "due 5 days ago")]}
    assert decided(claims, TODAY) == 1


def test_each_uncertain_passage_waits_beside_its_claim() -> None:
    passages = tuple(
        PassageRow(f"p{n}", "v", "d", n, n + 1, "x", status)
        for n, status in enumerate(("exact", "needs_review", "orphaned"))
    )
    found = queue([claim("kept", -5, "kept", passages=passages, final=True)], TODAY)
    assert [(s.title, [w.key for w in s.waiting]) for s in found] == [("Passages to check", ["kept/p1", "kept/p2"])]
    assert to_go(found) == 2


def test_a_passage_is_shown_with_its_sentences_but_not_the_next_paragraph() -> None:
    text = "Heading\nOne is said. Two is meant here. Three follows.\nElsewhere."
    start = text.index("Two")
    shown = around(text, [(start, start + 18)], room=100)
    assert shown.text == "One is said. Two is meant here. Three follows."
    assert [shown.text[a:b] for a, b in shown.marks] == ["Two is meant here."]


def test_long_surroundings_are_cut_where_words_or_sentences_begin() -> None:
    text = "word " * 100 + "End. Here it 😀 is. " + "other " * 100
    start = text.index("Here")
    shown = around(text, [(start, start + 13)], room=30)
    assert shown.text.startswith("Here it 😀 is.")
    assert shown.text.endswith(" …")
    assert [shown.text[a:b] for a, b in shown.marks] == [text[start : start + 13]]


def test_two_stretches_far_apart_are_shown_with_the_gap_shortened() -> None:
    text = "First part" + " filler" * 200 + " second part."
    second = text.index("second")
    shown = around(text, [(0, 10), (second, second + 12)], room=40)
    assert [shown.text[a:b] for a, b in shown.marks] == ["First part", "second part."]
    assert len(shown.text) < 120
    assert "…" in shown.text


def test_the_likeliest_outcome_is_offered_first_and_linked_ones_last() -> None:
    offered = [
        Candidate("rain", "It rained in Estmouth"),
        Candidate("linked", "The harbour dues were lifted", there=True),
        Candidate("dues", "A law lifts harbour dues"),
    ]
    like = "Shipping firms pay no harbour dues"
    assert [c.id for c in ranked(offered, "", like)] == ["dues", "rain", "linked"]
    assert [c.id for c in ranked(offered, "RAIN est")] == ["rain"]
