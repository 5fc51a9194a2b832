"""The Markdown report: complete, in the promised form, and out of reach of what documents say."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from difflib import unified_diff
from html.parser import HTMLParser
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from markdown import Markdown
from markdown_it import MarkdownIt

from db import lookups
from db import models as m
from db.rows import ClaimFilter, PassageRow
from desktop import report
from desktop.documents.base import Block, Reading
from desktop.export import exporter_of, exporters, phrases
from desktop.report import Spot
from desktop.workspace import Workspace

GOLDEN = Path(__file__).parents[1] / "golden" / "sample.md"
MARKDOWN = exporter_of("markdown")
HOSTILE = "<script>alert(1)</script> [x](javascript:y) ![i](//h/p.png) {#id} | [^1] `c` **b**\n# heading\n---\n1. one"


@pytest.fixture
def sample(sample_file: Path) -> Iterator[Workspace]:
    opened = Workspace.open(sample_file)
    yield opened
    opened.close()


def written(workspace: Workspace, shown: ClaimFilter | None = None, group_by: str = "document") -> str:
    return "".join(MARKDOWN.write(report.build(workspace, shown, group_by, "2026-11-24")))


class Page(HTMLParser):
    """Tags with what they carry, and the words of each block quote."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.ids: set[str] = set()
        self.targets: list[str] = []
        self.quotes: list[str] = []
        self._inside = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        found = {name: value or "" for name, value in attrs}
        self.ids |= {found["id"]} if "id" in found else set()
        self.targets += [found["href"]] if "href" in found else []
        if tag == "blockquote":
            self._inside = True
            self.quotes.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "blockquote"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.quotes[-1] += data


Rendered = Callable[[str], Page]


def python_markdown(source: str) -> Page:
    made = Markdown(extensions=["tables", "footnotes", "attr_list", "def_list", "sane_lists"])
    return Page(made.convert(body(source)))


def markdown_it(source: str) -> Page:
    return Page(MarkdownIt("commonmark").enable("table").render(body(source)))


def body(source: str) -> str:
    """Without the front matter."""
    return source.split("---\n", 2)[2]


def words(text: str) -> str:
    return " ".join(text.split())


def test_the_sample_reads_as_it_did(sample: Workspace) -> None:
    """When the form is changed on purpose, what this says is what has to change in tests/golden/sample.md."""
    made = replace(report.build(sample, as_of="2026-11-24"), exported="2026-11-24T09:00:00Z")
    found = _with_plain_ids("".join(MARKDOWN.write(made)))
    wanted = GOLDEN.read_text(encoding="utf-8")
    assert found == wanted, "\n".join(unified_diff(wanted.splitlines(), found.splitlines(), lineterm="", n=1))


def _with_plain_ids(text: str) -> str:
    """Ids are made anew in each workspace: they are numbered in the order in which they appear."""
    numbers: dict[str, str] = {}
    counter = count(1)

    def plain(match: re.Match[str]) -> str:
        return f"{match[1]}-{numbers.setdefault(match[0], str(next(counter)))}"

    return re.sub(r"\b([cdoe])-(?:[0-9a-hjkmnp-tv-z]{26}|[0-9a-hjkmnp-tv-z]{8})\b", plain, text)


@pytest.mark.parametrize("group_by", report.GROUPS)
@pytest.mark.parametrize(
    "shown",
    [
        ClaimFilter(),
        ClaimFilter(kinds=frozenset({"risk"})),
        ClaimFilter(verdicts=frozenset({"overdue", "broken"})),
        ClaimFilter(topics=frozenset({"trade", "currency"})),
        ClaimFilter(text="licensing"),
        ClaimFilter(ids=frozenset({"nothing"})),
    ],
    ids=lambda shown: ",".join(shown.active) if isinstance(shown, ClaimFilter) else None,
)
def test_counts_are_those_of_the_ledger(sample: Workspace, shown: ClaimFilter, group_by: str) -> None:
    ledger = sample.claims(shown, "2026-11-24")
    source = written(sample, shown, group_by)
    assert f"\nclaims: {len(ledger)}\n" in source
    headed = re.findall(r"^### . (?:Promise|Risk|Incentive): .*\{#c-(\w+)\}$", source, re.MULTILINE)
    assert sorted(headed) == sorted(claim.id for claim in ledger)
    for kind in ("promise", "risk", "incentive"):
        row = re.search(
            rf"^\| {kind.capitalize()} \| (\d+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$", source, re.M
        )
        assert row
        total, *parts = map(int, row.groups())
        assert total == sum(claim.kind == kind for claim in ledger) == sum(parts)


@pytest.mark.parametrize("rendered", [python_markdown, markdown_it])
def test_every_quote_of_the_sample_is_rendered_verbatim_and_in_reading_order(
    sample: Workspace, rendered: Rendered
) -> None:
    page = rendered(written(sample))
    exact = [passage.exact for claim in sample.claims() for passage in claim.passages]
    outcomes = report.build(sample).outcomes
    exact += [p.exact for happened in outcomes for proof in happened.row.evidence for p in proof.passages]
    assert [words(quote) for quote in page.quotes] == [words(quote) for quote in exact]


def test_every_link_inside_the_report_has_its_target(sample: Workspace) -> None:
    for group_by in report.GROUPS:
        page = python_markdown(written(sample, group_by=group_by))
        inner = [target for target in page.targets if target.startswith("#")]
        assert inner
        assert {target[1:] for target in inner} <= page.ids


def test_a_filtered_report_says_so_and_names_only_what_belongs_to_it(sample: Workspace) -> None:
    source = written(sample, ClaimFilter(kinds=frozenset({"risk"})))
    assert "\nfilter: kinds risk\n" in source
    assert "only kinds: risk" in source
    assert "Promise:" not in source
    page = python_markdown(source)
    assert {target[1:] for target in page.targets if target.startswith("#")} <= page.ids


@pytest.mark.parametrize("rendered", [python_markdown, markdown_it])
def test_hostile_words_change_nothing_but_words(tmp_path: Path, rendered: Rendered) -> None:
    """The same report with harmless words has the same tags, and no address came in."""
    hostile, harmless = (
        rendered(_told(tmp_path / f"{name}.claims", words)) for name, words in (("a", HOSTILE), ("b", "harmless"))
    )
    assert _structure(hostile) == _structure(harmless)
    assert [target for target in hostile.targets if not target.startswith("#")] == []
    assert words(hostile.quotes[0]) == words(HOSTILE)


def _structure(page: Page) -> list[str]:
    """Tags without those that hold the lines and paragraphs of a quote."""
    return [tag for tag in page.tags if tag not in ("br", "p")]


def _told(path: Path, say: str) -> str:
    """A report in which every field says so."""
    from db import queries

    workspace = Workspace.create(path)
    text = f"{say}\n\nEnd of it."
    reading = Reading(text, [Block(0, len(say)), Block(len(say) + 2, len(text))])
    workspace.add_document("a.txt", text.encode(), reading, title=say, publisher=say, author=say, language=say)
    with workspace.store.session() as session:
        [version] = [row.version_id for row in queries.documents(session)]
    here = [(0, len(say))]
    given = dict.fromkeys(
        ("statement", "actor", "addressee", "topic", "condition", "note", "speaker", "time_frame_phrase"), say
    )
    claim = workspace.mark("promise", version, here, hedging_level="low", hedging_cues=[say], **given)
    proof: dict[str, Any] = {"citation": say, "version_id": version, "stretches": here}
    outcome = workspace.add_outcome(say, value=say, unit=say, search_note=say, actor=say, **proof)
    with workspace.store.edit("Written by another program, which knows no rule about addresses") as session:
        [document], [evidence] = lookups.rows(session, m.Document), lookups.rows(session, m.Evidence)
        document.url = evidence.url = evidence.archived_url = say
    workspace.link(claim, outcome, "context", say)
    workspace.set_analyst(say)
    workspace.assess(claim, "in_progress", rationale=say)
    source = written(workspace)
    workspace.close()
    return source


@pytest.mark.parametrize("rendered", [python_markdown, markdown_it])
@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", r"\\\\host\\share", "data:text/html,x"]
)
def test_an_address_that_could_run_or_open_something_is_no_link(
    workspace: Workspace, rendered: Rendered, address: str
) -> None:
    outcome = workspace.add_outcome("It opened.", citation="Gazette")
    with workspace.store.edit("Written by another program") as session:
        lookups.rows(session, m.Evidence)[0].url = address
    assert outcome in written(workspace)
    assert [target for target in rendered(written(workspace)).targets if not target.startswith("#")] == []


def test_a_front_matter_can_not_be_broken_by_a_name(tmp_path: Path) -> None:
    made = Workspace.create(tmp_path / "a: <b> [c] - 'd'.claims")
    head = written(made).split("---\n")[1]
    made.close()
    assert "workspace: \"a: \\u003cb\\u003e \\u005bc\\u005d - 'd'.claims\"\n" in head


def test_analysts_who_do_not_agree_are_all_heard(workspace: Workspace, talk: str) -> None:
    claim = workspace.mark("promise", talk, [(10, 20)])
    workspace.assess(claim, "in_progress", rationale="It moves.")
    workspace.set_analyst("Ben Mole")
    workspace.assess(claim, "stalled", rationale="It does not.")
    source = written(workspace)
    assert "**disputed** · Ada Quay: in progress" in source
    assert "Ben Mole: stalled" in source
    assert "It does not." in source


def test_a_place_is_told_by_page_paragraph_time_and_characters() -> None:
    passage = PassageRow("p", "v", "d", 10, 20, "ten letter", "reanchored", "MS. QUAY", 3_723_000)
    told = phrases.where(Spot(passage, "Talk", 7, "iv"))
    assert told == "page iv, paragraph 7, at 01:02:03, characters 10–20, reanchored"


def test_a_place_that_runs_over_a_page_break_is_told_to_its_end() -> None:
    passage = PassageRow("p", "v", "d", 10, 20, "ten letter", "exact")
    told = phrases.where(Spot(passage, "Talk", 32, "1", None, 34, "2"))
    assert told == "pages 1–2, paragraphs 32–34, characters 10–20"


def test_each_exporter_says_what_it_is() -> None:
    for exporter in exporters():
        assert exporter.name
        assert exporter.title
        assert exporter.suffix.startswith(".")
