"""What is found everywhere stands where it is said to stand, and the filters hide nothing else."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db import queries
from db.errors import KnownError
from db.everywhere import Asked, terms
from db.folding import fold
from desktop import everywhere, marking
from desktop.everywhere import Hit
from desktop.workspace import Workspace

WIDE = "The naïve minister said ＡＢＣ plans co\u00adoperate with ﬁnancial ofﬁces.\n"
URDU = "وزیرِاعظم نے وَعدَہ کیا کہ سرمایہ کاری بہتر ہوگی۔\n"
JAPANESE = "総理大臣は関税を引き下げると約束した。\n"


def find(workspace: Workspace, text: str, **how: object) -> list[Hit]:
    """Every line of the answer."""
    asked = Asked(text, **how)  # type: ignore[arg-type]
    places, at, found = everywhere.listed(workspace.store, asked, 5000).places, 0, []
    while at is not None:
        page = everywhere.lines(workspace.store, asked, places, at)
        found += page.hits
        at = page.next
    return found


def marked(hits: list[Hit]) -> list[str]:
    return [hit.line.words[start:end] for hit in hits for start, end in hit.line.marks]


def in_place(workspace: Workspace, hit: Hit) -> str:
    with workspace.store.session() as session:
        return queries.version_text(session, hit.owner_id)[hit.line.start : hit.line.end]


@pytest.mark.parametrize(
    ("text", "query", "words"),
    [
        (WIDE, "naive", ["naïve"]), (WIDE, "NAÏVE", ["naïve"]), (WIDE, "abc", ["ＡＢＣ"]), (WIDE, "cooperate", ["co\u00adoperate"]),
        (WIDE, "office", ["ofﬁces"]), (WIDE, "inister", ["inister"]), (WIDE, "plan", ["plans"]), (WIDE, "said planning", ["said", "plans"]),
        (WIDE, '"minister said"', ["minister said"]), (WIDE, '"said minister"', []), (WIDE, "minister-said", ["minister said"]),
        (URDU, "وعدہ", ["وَعدَہ"]), (URDU, "سرمايه", ["سرمایہ"]), (JAPANESE, "関税", ["関税"]), (JAPANESE, "税関", []),
        (JAPANESE, "約束 関税", ["関税", "約束"]), ("😀 port 😀 e\u0301tat 😀\n", "etat port", ["port", "e\u0301tat"]),
        (WIDE, "", []), (WIDE, "?!", []), (WIDE, '"', []), (WIDE, 'a" OR "b', []),
    ],
)  # fmt: skip
def test_words_are_found_as_a_reader_sees_them_and_shown_where_they_stand(
    workspace: Workspace, add_text: Callable[..., str], text: str, query: str, words: list[str]
) -> None:
    add_text(text, title="a", name="a.txt")
    hits = [hit for hit in find(workspace, query) if hit.owner == "version"]
    assert marked(hits) == words
    if hits:
        assert in_place(workspace, hits[0]) == words[0]


def test_whole_words_and_as_typed(workspace: Workspace, add_text: Callable[..., str]) -> None:
    add_text("The Port, ports and airports. PORT naïve naive.\n", title="a", name="a.txt")
    assert marked(find(workspace, "port")) == ["Port", "ports", "port", "PORT"]
    assert marked(find(workspace, "port", whole_words=True)) == ["Port", "PORT"]
    assert marked(find(workspace, "Port", as_typed=True)) == ["Port"]
    assert marked(find(workspace, "port", as_typed=True)) == ["port", "port"]
    assert marked(find(workspace, "naive", as_typed=True)) == ["naive"]
    assert marked(find(workspace, "naïve", as_typed=True, whole_words=True)) == ["naïve"]


def test_claims_outcomes_and_notes_stand_with_their_document(workspace: Workspace, talk: str) -> None:
    claim = workspace.mark("promise", talk, [(24, 82)], statement="Inaugurate the quay", note="ask Gullfoss")
    workspace.add_outcome("The quay was inaugurated", "2026-06-20", citation="Gullfoss gazette")
    hits = find(workspace, "inaugurate")
    assert [(hit.owner, hit.where, hit.title, hit.kind) for hit in hits] == [
        ("claim", "Statement", "talk", "promise"), ("outcome", "Statement", "", ""),
    ]  # fmt: skip
    assert [(hit.owner, hit.where) for hit in find(workspace, "gullfoss")] == [
        ("claim", "Note"),
        ("outcome", "Evidence"),
    ]
    assert [hit.owner for hit in find(workspace, "gullfoss", owners=frozenset({"notes"}))] == ["claim"]
    assert find(workspace, "inaugurate", owners=frozenset({"notes"})) == []
    assert [hit.owner for hit in find(workspace, "quay", owners=frozenset({"text"}))] == ["version"] * 2
    assert [hit.owner_id for hit in find(workspace, "quay", owners=frozenset({"claims"}))] == [claim]
    workspace.remove_claim(claim)
    assert [hit.owner for hit in find(workspace, "inaugurate")] == ["outcome"]


def test_filters_by_speaker_kind_and_date(workspace: Workspace, talk: str, add_text: Callable[..., str]) -> None:
    add_text("The government will bear nothing.\n", title="Later", name="b.txt", published_on="2027-03-05")
    workspace.mark("risk", talk, [(84, 112)], statement="Costs may grow")
    government = find(workspace, "will")
    assert [(hit.title, hit.where) for hit in government if hit.owner == "version"] == [
        ("talk", "MS. QUAY"), ("talk", "MS. QUAY"), ("Later", ""),
    ]  # fmt: skip
    assert marked(find(workspace, "for pays", speakers=frozenset({"MR. BOLLARD"}))) == ["pays", "for"]
    assert find(workspace, "dues", speakers=frozenset({"MR. BOLLARD"})) == []
    assert {hit.title for hit in find(workspace, "will", dated=("2027-01-01", ""))} == {"Later"}
    assert {hit.title for hit in find(workspace, "will", dated=("", "2026-12-31"))} == {"talk"}
    tagged = find(workspace, "may", kinds=frozenset({"risk"}))
    assert [hit.owner for hit in tagged] == ["claim", "version"]
    assert find(workspace, "government", kinds=frozenset({"risk"})) == []


def test_only_the_version_that_is_read_is_searched_and_long_texts_to_their_end(
    workspace: Workspace, add_text: Callable[..., str]
) -> None:
    add_text("Filler words stand here. " * 1000 + "\nThe needle is here.\n", title="Long", name="a.txt")
    (hit,) = find(workspace, "needle")
    assert in_place(workspace, hit) == "needle"
    assert hit.line.words == "The needle is here."
    assert len(find(workspace, "filler")) > 100


def test_patterns_in_documents(workspace: Workspace, talk: str) -> None:
    page = everywhere.matches(workspace.store, Asked(r"(june|july)\s+\d{4}", pattern=True))
    assert marked(list(page.hits)) == ["June 2026"] and page.next is None
    assert [in_place(workspace, hit) for hit in page.hits] == ["June 2026"]
    assert everywhere.matches(workspace.store, Asked("june", pattern=True, as_typed=True)).hits == ()
    assert everywhere.matches(workspace.store, Asked("x*", pattern=True)).hits == ()
    with pytest.raises(KnownError, match="This is no pattern"):
        everywhere.matches(workspace.store, Asked("(", pattern=True))


def test_a_pattern_that_would_take_for_ever_is_given_up_and_told(
    workspace: Workspace, add_text: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(everywhere, "PATTERN_SECONDS", 0.05)
    add_text("a" * 5000 + "!\n", title="Slow", name="a.txt")
    page = everywhere.matches(workspace.store, Asked(r"^(a|aa)+$", pattern=True))
    assert page.hits == () and page.slow == ("Slow",)


words = st.text(st.sampled_from("aábＡｂﬁf \n.\u0301\u00adﷲضع税関ß"), min_size=1, max_size=60)


@given(words, st.text(st.sampled_from("aábＡｂﬁfضع税関ß"), min_size=1, max_size=4))
@settings(max_examples=300)
def test_a_mark_has_the_words_that_are_looked_for_and_none_is_missed(text: str, query: str) -> None:
    looked_for = [term.tokens for term in terms(query)]
    found = marking.marks(text, looked_for, {})
    for mark in found:
        assert "".join(looked_for[mark.term]) in fold(text[mark.start : mark.end]).replace(" ", "")
    shown = [line.words[start:end] for line in marking.lines(text, found) for start, end in line.marks]
    assert bool(shown) == bool(found)
    for line in marking.lines(text, found):
        first = slice(*line.marks[0])
        assert line.words[first].startswith(text[line.start : line.end].replace("\n", " ")[: first.stop - first.start])
    if len(looked_for) == 1 and len(looked_for[0]) == 1 and len(looked_for[0][0]) >= 3:
        assert bool(found) == (looked_for[0][0] in fold(text))


@pytest.mark.parametrize("typed", ["(" * 900, "(?:" * 300 + "a" + ")*" * 300, "a" * 10_000])
def test_a_pattern_that_is_none_is_said_so(workspace: Workspace, talk: str, typed: str) -> None:
    with pytest.raises(KnownError, match="pattern"):
        everywhere.matches(workspace.store, Asked(typed, pattern=True))


def test_whole_words_come_before_parts_of_words(workspace: Workspace, add_text: Callable[..., str]) -> None:
    add_text("It was compromised.\n", title="a", name="a.txt")
    add_text("They compromised.\nThey kept the promise.\nA compromise.\n", title="b", name="b.txt")
    hits = [hit for hit in find(workspace, "promise") if hit.owner == "version"]
    assert [(hit.title, hit.line.words) for hit in hits] == [
        ("b", "They kept the promise."), ("b", "They compromised."), ("b", "A compromise."), ("a", "It was compromised."),
    ]  # fmt: skip
