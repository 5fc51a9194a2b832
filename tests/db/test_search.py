"""Words are found as people type them: stems, parts, other scripts, with or without vowel signs; no query is an error."""

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.folding import fold, spaced
from desktop.documents import format_for
from desktop.workspace import Workspace

ENGLISH = "The ministry promised to publish investment guarantees for automobiles. Port-building continues in Estmouth's harbour.\n"
JAPANESE = "総理大臣は来年度までに関税を引き下げると約束した。投資家はリスクを懸念している。\n"
URDU = "وزیرِاعظم نے وعدہ کیا کہ حکومت آئندہ چھ ماہ میں سرمایہ کاری کے قوانین بہتر کرے گی۔\n"
HINDI = "मंत्री ने निवेश का वादा किया।\n"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    workspace = Workspace.create(tmp_path_factory.mktemp("search") / "filled.claims")
    for text in (ENGLISH, JAPANESE, URDU, HINDI):
        data = text.encode()
        workspace.add_document(f"{len(text)}.txt", data, format_for("a.txt", data).read(data, "a.txt"))
    yield workspace
    workspace.close()


def found(workspace: Workspace, query: str) -> set[str]:
    """The first words of the texts that have all words of the query."""
    from db import queries

    with workspace.store.session() as session:
        hits = workspace.store.find(query, ("version",))
        return {queries.version_text(session, hit.owner_id).split()[0] for hit in hits}


@pytest.mark.parametrize(
    "query",
    ["ministry", "MINISTRY", "guarantee", "promises", "promising", "publishes", "invest", "auto", "mobiles", "port building",
     "Estmouth", "harbour", "publish guarantee", "guarante", "ministry's", "“harbour”", "  investment\n"],
)  # fmt: skip
def test_english_words_stems_and_parts(filled: Workspace, query: str) -> None:
    assert found(filled, query) == {"The"}


@pytest.mark.parametrize("query", ["関税", "総理", "臣は", "約束", "リスク", "来年度まで", "税", "関税 約束"])
def test_japanese_without_blanks(filled: Workspace, query: str) -> None:
    assert found(filled, query) == {JAPANESE.strip()}


@pytest.mark.parametrize("query", ["関束", "税関", "総約"])
def test_japanese_characters_must_follow_each_other(filled: Workspace, query: str) -> None:
    assert found(filled, query) == set()


@pytest.mark.parametrize(
    "query",
    [
        "سرمایہ", "حکومت", "وزیراعظم", "وزیرِاعظم",
        "سرمايه",  # Arabic ye and heh
        "حكومت",  # Arabic kaf
        "وَعدَہ",  # vowel signs
        "قوانين", "حـکـومت",  # tatweel
        "\ufea3\ufedc\ufeee\ufee3\ufe96",  # presentation forms
    ],
)  # fmt: skip
def test_urdu_however_it_is_typed(filled: Workspace, query: str) -> None:
    assert found(filled, query) == {"وزیرِاعظم"}


def test_hindi_words_with_their_signs(filled: Workspace) -> None:
    assert found(filled, "निवेश") == {"मंत्री"}


@pytest.mark.parametrize(("text", "query"), [("Straße nach Köln", "strasse koln"), ("ﬁnancial ofﬁce", "financial office"),
                                             ("ＡＢＣ１２３ wide", "abc123"), ("naïve café", "NAIVE CAFE"), ("co\u00adoperation", "cooperation")])  # fmt: skip
def test_forms_that_look_alike_are_alike(
    workspace: Workspace, add_text: Callable[..., str], text: str, query: str
) -> None:
    add_text(f"{text}\n", title="forms")
    assert found(workspace, query) == {text.split()[0]}


def test_a_claim_is_found_by_its_statement_quote_note_and_not_after_it_is_gone(workspace: Workspace, talk: str) -> None:
    claim = workspace.mark("promise", talk, [(24, 82)], statement="Inaugurate the quay", note="see Gullfoss")

    def hits(query: str) -> list[str]:
        return [hit.owner_id for hit in workspace.store.find(query, ("claim",))]

    assert hits("inaugurate") == hits("Estmouth") == hits("gullfoss") == [claim]
    workspace.change_claim(claim, statement="Dedicate the quay")
    assert (hits("inaugurate"), hits("dedicate")) == ([], [claim])
    workspace.store.undo()
    assert (hits("inaugurate"), hits("dedicate")) == ([claim], [])
    workspace.remove_claim(claim)
    assert hits("inaugurate") == hits("Estmouth") == []
    workspace.store.undo()
    assert hits("inaugurate") == [claim]


def test_an_outcome_is_found_by_its_evidence_until_that_is_taken_back(workspace: Workspace) -> None:
    outcome = workspace.add_outcome("A ship moored.")
    workspace.add_evidence(outcome, citation="Gazette of Gullfoss")
    assert [hit.owner_id for hit in workspace.store.find("gullfoss")] == [outcome]
    workspace.store.undo()
    assert workspace.store.find("gullfoss") == []
    workspace.store.redo()
    assert [hit.owner_id for hit in workspace.store.find("gullfoss")] == [outcome]


def test_hits_of_one_sort_do_not_push_out_those_of_another(workspace: Workspace, talk: str) -> None:
    for number in range(5):
        workspace.mark("promise", talk, [(number, 82)], statement="Estmouth Estmouth Estmouth")
    (hit,) = workspace.store.find("Estmouth", ("version",), limit=1)
    assert (hit.owner, hit.owner_id) == ("version", talk)
    assert len(workspace.store.find("Estmouth", limit=3)) == 3
    assert {hit.owner for hit in workspace.store.find("Estmouth", ("version", "document"))} == {"version"}


def test_a_long_text_is_found_at_its_place(workspace: Workspace, add_text: Callable[..., str]) -> None:
    text = (
        "A line of ordinary words about nothing much.\n" * 400
        + "Here the word gullfoss stands.\n"
        + "More words.\n" * 400
    )
    add_text(text, title="long")
    (hit,) = workspace.store.find("gullfoss", ("version",))
    assert hit.start <= text.index("gullfoss") < hit.start + 4001


@pytest.mark.parametrize(
    "query",
    ["", " ", '"', "''", '"port', "*", "port*", "NEAR", "NEAR(port ministry)", "AND", "a AND", "NOT", "OR OR", "(", "folded:port",
     "-port", "^port", "port + ministry", "😀", "👩‍👩‍👧", "\u0301", "%", "_", "\\", "po%rt", "{}", "\0", "port\0", "'; DROP TABLE claim; --",
     "﷽", "ـ", "\u200f", "𞤀𞤁", "𠮷", "word " * 3000, "x" * 100_000, "a b c d e f g h i j k l m n o p q r s t u v w x y z" * 30],
)  # fmt: skip
def test_no_query_is_an_error(filled: Workspace, query: str) -> None:
    assert isinstance(filled.store.find(query), list)


@settings(max_examples=80)
@given(query=st.text(max_size=30))
def test_no_words_at_all_are_an_error(filled: Workspace, query: str) -> None:
    assert isinstance(filled.store.find(query), list)


@settings(max_examples=60)
@given(at=st.integers(0, len(URDU) - 10), text=st.sampled_from([ENGLISH, JAPANESE, URDU]))
def test_any_word_of_a_text_finds_the_text(filled: Workspace, at: int, text: str) -> None:
    words = text.split()
    word = words[at % len(words)]
    assert words[0] in found(filled, word) or text.strip() in found(filled, word)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert spaced(text).replace(" ", "") == fold(text).replace(" ", "")
