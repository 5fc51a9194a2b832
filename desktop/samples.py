"""The sample workspace, built from resources/samples through the ordinary verbs. The texts are our own."""

import json
import os
from pathlib import Path
from typing import Any

from db import queries
from db.errors import NotAWorkspace
from desktop import quoting
from desktop.days import today
from desktop.paths import resource
from desktop.workspace import Workspace


def build(path: Path) -> Workspace:
    """Make the sample workspace at `path`, which must not exist; it appears only when it is whole."""
    if path.exists():
        raise NotAWorkspace(f"“{path.name}” exists already. It was not changed; choose another name.")
    part = path.with_name(f"{path.name}.making")
    part.unlink(missing_ok=True)
    workspace = Workspace.create(part)
    workspace.store.setting_up = True
    try:
        _Teller(workspace, json.loads(resource("samples", "story.json").read_text(encoding="utf-8"))).tell()
    finally:
        workspace.close()
    os.replace(part, path)
    part.with_name(f"{part.name}-journal").unlink(missing_ok=True)  # an empty one stays behind
    return Workspace.open(path)


class _Teller:
    """Puts the story into a workspace; keys of the story become ids."""

    def __init__(self, workspace: Workspace, story: dict[str, Any]) -> None:
        self._workspace = workspace
        self._story = story
        self._versions: dict[str, tuple[str, str]] = {}
        self._ids: dict[str, str] = {}

    def tell(self) -> None:
        analyst = self._story["analyst"]
        self._workspace.set_analyst(analyst["name"], analyst["initials"])
        for document in self._story["documents"]:
            self._add(**document)
        for claim in self._story["claims"]:
            self._ids[claim["key"]] = self._mark(dict(claim))
        for outcome in self._story["outcomes"]:
            self._ids[outcome["key"]] = self._happen(dict(outcome))
        for link in self._story["links"]:
            ids = self._ids[link["claim"]], self._ids[link["outcome"]]
            self._workspace.link(*ids, link["relation"], link["note"])
        for given in self._story["assessments"]:
            self._assess(dict(given))

    def _add(self, file: str, **known: Any) -> None:
        """Our own texts, so no reader process is needed."""
        from desktop.documents import format_for

        data = resource("samples", file).read_bytes()
        reading = format_for(file, data).read(data, file)
        added = self._workspace.add_document(file, data, reading, **known)
        with self._workspace.store.session() as session:
            rows = queries.documents(session)
            version = next(row.version_id for row in rows if row.id == added.document_id)
        self._versions[file] = version, reading.text

    def _mark(self, claim: dict[str, Any]) -> str:
        del claim["key"]
        version, text = self._versions[claim.pop("document")]
        stretches = [quoting.only(text, quote) for quote in claim.pop("quotes")]
        frame = claim.pop("time_frame") or dict.fromkeys(("phrase", "type", "earliest", "latest", "precision"))
        due = {f"due_{name}": frame[name] for name in ("earliest", "latest", "precision")}
        phrase = {"time_frame_phrase": frame["phrase"] or "", "time_frame_type": frame["type"] or "none"}
        return self._workspace.mark(claim.pop("kind"), version, stretches, **claim, **phrase, **due)

    def _happen(self, outcome: dict[str, Any]) -> str:
        del outcome["key"]
        outcome["occurred_precision"] = outcome.pop("precision")
        first, *others = [self._evidence(dict(evidence)) for evidence in outcome.pop("evidence")]
        ident = self._workspace.add_outcome(**outcome, **first)
        for evidence in others:
            self._workspace.add_evidence(ident, **evidence)
        return ident

    def _evidence(self, evidence: dict[str, Any]) -> dict[str, Any]:
        if "quote" in evidence:
            version, text = self._versions[evidence.pop("document")]
            evidence |= {"version_id": version, "stretches": [quoting.only(text, evidence.pop("quote"))]}
        return evidence

    def _assess(self, given: dict[str, Any]) -> None:
        """A clock that is behind the story's does not make its verdicts ones of the future."""
        as_of = min(given.pop("as_of"), today())
        self._workspace.assess(self._ids[given.pop("claim")], as_of=as_of, **given)
