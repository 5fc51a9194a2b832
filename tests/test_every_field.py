"""Every field that is stored can be set by a verb, and is told again by the rows, its form, `list --json` and the export.

A new column of a model fails here until it is in `FIELDS` with what each of them shows, or in `NOT_TOLD` with a reason.
"""

import json
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from db import models, queries
from desktop import report
from desktop.__main__ import main
from desktop.export import exporter_of
from desktop.workspace import Workspace

STAGES = ("row", "form", "json", "export")


@dataclass(frozen=True)
class Told:
    """A field's value as a verb is given it, and how it is told; by default as it is."""

    value: Any
    form: str = ""
    export: str = ""
    name: str = ""
    """In rows and JSON, when it is another than that of the column."""


FIELDS: dict[str, dict[str, Told]] = {
    "Document": {
        "title": Told("Speech at the quay"),
        "doc_type": Told("report"),
        "publisher": Told("Harbour Gazette"),
        "author": Told("Bo Wright"),
        "url": Told("https://gazette.example/speech"),
        "language": Told("pl"),
        "published_on": Told("2026-02-01", form="2026-02", export="February 2026"),
        "published_precision": Told("month", form="2026-02", export="February 2026"),
        "note": Told("Read by two people"),
    },
    "Claim": {
        "kind": Told("promise", export="Promise: "),
        "statement": Told("The port opens in June"),
        "actor_id": Told("Harbour Board", name="actor"),
        "addressee_id": Told("The fishers", name="addressee"),
        "speaker": Told("Minister Quay"),
        "attribution": Told("narrated", export="narrated by the author"),
        "made_on": Told("2026-01-15", form="15 Jan 2026", export="15 January 2026"),
        "time_frame_phrase": Told("before the herring comes"),
        "time_frame_type": Told("event"),
        "due_earliest": Told("2026-05-03", form="3 May 2026", export="3 May 2026"),
        "due_latest": Told("2026-06-14", form="14 Jun 2026", export="14 June 2026"),
        "due_precision": Told("half_year"),
        "condition": Told("if the money comes"),
        "hedging_level": Told("medium", export="hedging medium"),
        "hedging_cues": Told(["perhaps"], export="“perhaps”"),
        "testability": Told("partly_testable", form="partly testable", export="partly testable"),
        "next_review_on": Told("2026-09-09", form="9 Sep 2026", export="review on 9 September 2026"),
        "note": Told("Ask the harbour master"),
        "details": Told({"commitment": "soft"}, form="soft", export="commitment soft"),
    },
    "Outcome": {
        "outcome_type": Told("measurement"),
        "statement": Told("Forty-one berths were counted"),
        "occurred_from": Told("2026-04-02", form="2 Apr 2026", export="2 April 2026"),
        "occurred_to": Told("2026-04-05", form="5 Apr 2026", export="5 April 2026"),
        "occurred_precision": Told("quarter"),
        "actor_id": Told("Pilot Guild", name="actor"),
        "value": Told("41", export="41 berths"),
        "unit": Told("berths", export="41 berths"),
        "search_note": Told("Logs of spring"),
    },
    "Evidence": {
        "evidence_type": Told("testimony", export="Testimony source"),
        "citation": Told("Log of the pilots"),
        "url": Told("https://pilots.example/log"),
        "archived_url": Told("https://archive.example/log"),
        "accessed_on": Told("2026-05-06", form="6 May 2026", export="6 May 2026"),
    },
    "Link": {
        "claim_id": Told("<claim>"),
        "outcome_id": Told("<outcome>"),
        "relation": Told("partly_fulfils", export="partly fulfils"),
        "note": Told("All but two berths"),
        "analyst_id": Told("Ada Quay", name="analyst"),
    },
    "Assessment": {
        "claim_id": Told("<claim>"),
        "verdict": Told("unratable", export="**unratable**"),
        "unratable_reason": Told("no_public_data", export="no public data"),
        "as_of": Told("2026-07-08", export="as of 8 July 2026"),
        "rationale": Told("Nobody publishes it"),
        "confidence": Told("high", export="confidence high"),
        "change_reason": Told("new_evidence"),
        "analyst_id": Told("Ada Quay", name="analyst"),
    },
}

OURS = ("row form json export", "given by the program, not by a person; the record of changes tells it")
HISTORY = ("form export", "told by the history of the claim")
ANEW = ("form", "its form asks for a new one each time and shows none that was given")
IN_LINE = ("form", "chosen from what is there in the link picker; shown as a line, not in a field")
FOLLOWS = ("form export", "follows from the days as they are written, which tell it")
NOT_TOLD: dict[str, dict[str, tuple[str, str]]] = {
    "Document": {
        "id": ("form", "nothing that a person writes"),
        "retrieved_on": OURS,
        "current_version": ("row form json export", "the row is that version's, and says its number as “version”"),
        "added_on": OURS,
    },
    "Claim": {
        "id": ("form", "nothing that a person writes"),
        "kind": ("form", "the inspector's title; another is chosen in its menu"),
        "time_frame_type": FOLLOWS,
        "due_earliest": ("form", "the field names the day of the end, or the month or year that the period is"),
        "due_precision": FOLLOWS,
        "hedging_cues": ("form", "found in the passage by the program"),
        "filled_in": ("row form json export", "no field of its own: a dot beside the fields that it names"),
        "created_by": OURS,
        "created_on": ("form json export", OURS[1]),
        "changed_by": OURS,
        "changed_on": OURS,
        "deleted_on": ("row form json export", "a claim that was removed is shown nowhere"),
    },
    "Outcome": {
        "id": ("form", "nothing that a person writes"),
        "occurred_precision": FOLLOWS,
        "created_by": OURS,
        "created_on": ("form json export", OURS[1]),
        "deleted_on": ("row form json export", "an outcome that was removed is shown nowhere"),
    },
    "Evidence": {
        "id": ("form export", "nothing that a person writes; its end names the note in the export"),
        "outcome_id": ("form json", "it stands within its outcome"),
    },
    "Link": {
        "id": ("form export", "nothing that a person writes"),
        "claim_id": IN_LINE,
        "outcome_id": IN_LINE,
        "relation": IN_LINE,
        "note": IN_LINE,
        "analyst_id": HISTORY,
        "linked_on": ("form export", "told by the history of the outcome"),
    },
    "Assessment": {
        "id": ("form export", "nothing that a person writes"),
        "claim_id": ("form json", "it stands within its claim"),
        "verdict": ANEW,
        "unratable_reason": ANEW,
        "as_of": ANEW,
        "rated_on": ("form export", "the day that it is of counts, not the day of writing"),
        "analyst_id": ("form", "who works here"),
        "rationale": ANEW,
        "confidence": ("form", "given on the command line only"),
        "status": ("form export", "every one is submitted: drafts and adjudication are not offered"),
        "change_reason": HISTORY,
        "supersedes_id": ("row form json export", "the row says whether it is superseded; only the newest is told"),
        "round": ("row form json export", "every one is of the first round: blind second ratings are not offered"),
    },
}
"""By model and column: the stages that don't tell it, and why."""


@dataclass(frozen=True)
class Seen:
    """What the four stages show of the one workspace."""

    rows: dict[str, list[Any]]
    forms: dict[str, set[str]]
    json: dict[str, list[dict[str, Any]]]
    export: str
    stored: dict[str, dict[str, Any]]
    """By model: the columns of the one row that is looked for."""


def given(model: str, *without: str) -> dict[str, Any]:
    """The values for a verb."""
    return {told.name or name: told.value for name, told in FIELDS[model].items() if name not in without}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A workspace in which every field says something, made through the verbs; closed. And the ids in it."""
    from tests.conftest import TALK, add

    path = tmp_path_factory.mktemp("fields") / "fields.claims"
    workspace = Workspace.create(path)
    workspace.set_analyst("Ada Quay")
    version = add(workspace, TALK)
    with workspace.store.session() as session:
        (document,) = queries.documents(session)
    values = given("Document", "published_precision")
    workspace.change_document(document.id, **values | {"published_on": values["published_on"][:7]})
    claim = workspace.mark("promise", version, [(24, 82)])
    workspace.change_claim(claim, **given("Claim", "kind"))
    outcome = workspace.add_outcome(**given("Outcome"))
    evidence = workspace.add_evidence(outcome, **given("Evidence"))
    link = workspace.link(claim, outcome, **{name: FIELDS["Link"][name].value for name in ("relation", "note")})
    workspace.assess(claim, "partly_kept", "2026-07-01", "First look")
    assessment = workspace.assess(claim, **given("Assessment", "claim_id", "analyst_id"))
    workspace.close()
    return path, {
        "Document": document.id, "Claim": claim, "Outcome": outcome, "Evidence": evidence, "Link": link,
        "Assessment": assessment,
    }  # fmt: skip


@pytest.fixture(scope="module")
def seen(made: tuple[Path, dict[str, str]], qapp: object) -> Seen:
    path, ids = made
    workspace = Workspace.open(path)
    with workspace.store.session() as session:
        rows: dict[str, list[Any]] = {
            "Document": queries.documents(session), "Claim": workspace.claims(), "Outcome": workspace.outcomes(),
            "Evidence": [e for o in workspace.outcomes() for e in o.evidence], "Link": queries.links(session),
            "Assessment": [a for given in queries.assessments(session).values() for a in given],
        }  # fmt: skip
        stored = {model: session.get_one(getattr(models, model), ident).model_dump() for model, ident in ids.items()}
    forms = {model: {*_texts(form)} for model, form in _forms(rows)}
    export = "".join(exporter_of("markdown").write(report.build(workspace)))
    workspace.close()
    return Seen(rows, forms, _listed(path), export, stored)


def _forms(rows: dict[str, list[Any]]) -> Iterator[tuple[str, QWidget]]:
    from desktop.ui.context import Context
    from desktop.ui.panels.claim_fields import ClaimFields
    from desktop.ui.panels.document_details import DocumentDetails
    from desktop.ui.panels.outcome_evidence import EvidenceForm
    from desktop.ui.panels.outcome_form import OutcomeForm

    parent, context = QWidget(), Context.__new__(Context)  # nothing is written here
    claim, outcome = ClaimFields(), OutcomeForm()
    claim.show_claim(rows["Claim"][0], [], [])
    outcome.show_outcome(rows["Outcome"][0])
    yield "Document", DocumentDetails(context, parent, rows["Document"][0])
    yield "Claim", _all_of(claim, claim.statement)
    yield "Outcome", _all_of(outcome, outcome.top)
    yield "Evidence", EvidenceForm(rows["Evidence"][0])


def _all_of(form: QWidget, above: QWidget) -> QWidget:
    """With what stands above it, in whatever holds the form."""
    above.setParent(form)
    return form


def _texts(form: QWidget) -> Iterator[str]:
    for widget in form.findChildren(QWidget):
        if isinstance(widget, QLineEdit):
            yield widget.text()
        elif isinstance(widget, QComboBox):
            yield widget.currentText()
        elif isinstance(widget, QPlainTextEdit | QTextEdit):
            yield widget.toPlainText()


def _listed(path: Path) -> dict[str, list[dict[str, Any]]]:
    """What `list --json` says, by model."""
    listed = {}
    for what in ("documents", "claims", "outcomes", "links"):
        with redirect_stdout(StringIO()) as said:
            assert main(["list", str(path), what, "--json"]) == 0
        listed[what] = json.loads(said.getvalue())
    return {
        "Document": listed["documents"], "Claim": listed["claims"], "Outcome": listed["outcomes"],
        "Evidence": [e for o in listed["outcomes"] for e in o["evidence"]], "Link": listed["links"],
        "Assessment": [claim["assessment"] for claim in listed["claims"]],
    }  # fmt: skip


def shows(seen: Seen, model: str, column: str, stage: str) -> bool:
    told = FIELDS[model].get(column, Told(seen.stored[model][column]))
    value = {"<claim>": seen.stored["Claim"]["id"], "<outcome>": seen.stored["Outcome"]["id"]}.get(
        str(told.value), told.value
    )
    name = told.name or column
    if stage == "row":
        return any(_has(getattr(row, name, None), value) for row in seen.rows[model])
    if stage == "json":
        return any(_has(item.get(name), value) for item in seen.json[model])
    if stage == "export":
        return bool(told.export or value) and (told.export or str(value)) in seen.export
    wanted = (told.form or str(value).replace("_", " ")).casefold()
    return any(wanted in text.casefold() for text in seen.forms.get(model, ()))


def _has(shown: Any, value: Any) -> bool:
    """Of a kind's details, those that were given."""
    if isinstance(value, dict) and isinstance(shown, dict):
        return value.items() <= shown.items()
    return value is not None and (list(shown) if isinstance(shown, tuple) else shown) == value


MODELS = ("Document", "Claim", "Outcome", "Evidence", "Link", "Assessment")
EACH = [
    (model, column, stage) for model in MODELS for column in getattr(models, model).model_fields for stage in STAGES
]


@pytest.mark.parametrize(("model", "column", "stage"), EACH, ids=lambda each: each)
def test_a_field_is_told_by_each_stage_or_a_reason_says_why_not(
    seen: Seen, model: str, column: str, stage: str
) -> None:
    stages, reason = NOT_TOLD[model].get(column, ("", ""))
    if stage in stages.split():
        assert reason
        if stage != "export":  # one text of all fields: another's words may be the same
            assert not shows(seen, model, column, stage), "it is told after all: take it out of NOT_TOLD"
    else:
        assert shows(seen, model, column, stage)


@pytest.mark.parametrize("model", MODELS)
def test_there_is_nothing_about_fields_that_are_gone(model: str) -> None:
    assert {*FIELDS[model], *NOT_TOLD[model]} <= {*getattr(models, model).model_fields}
