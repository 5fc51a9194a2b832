"""Transcripts in XML: TEI and ParlaMint, Akoma Ntoso, the records of parliaments, and what else has speeches in it.

Which element is a speech and who holds it is told by the usual names; every other element with words is a paragraph.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from desktop.documents.base import AS_FOUND, BlockKind, Choices, Format, Metadata, Reading, Turn, Unreadable
from desktop.documents.flow import Flow, finish, refuse_empty, without_marks
from desktop.documents.labels import split_label
from desktop.documents.ttml import parse_time
from desktop.documents.xml_tree import attribute, first, local, parse_xml, words

READER = "xml_transcript/1"


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


# All in lower case.
SPEECHES = _names(
    """u sp speech speaking intervention rede contribution membercontribution turn utterance statement talk.text
    speechact interjection question answer speechgroup spoken redebeitrag talk debate.speech"""
)
SPEAKERS = _names(
    """speaker from redner orateur talker personspeaking member speakername speaker_name name_speaker who by person
    personname displayname attribution"""
)
SPEAKER_ATTRIBUTES = ("speakername", "speaker", "who", "by", "nameDisplay", "speaker_name", "name", "person", "as")
TIMES = ("start", "begin", "start_time", "startTime", "starttime", "from", "timestamp")
HEADINGS = _names("head heading title subtitle h1 h2 h3 h4 h5 h6 majorheading minorheading major-heading minor-heading")
SKIPPED = _names("teiheader meta metadata style script docinfo revisiondesc facsimile standoff linkgrp timeline binary")
# Words, names and emphasis inside of a paragraph.
INLINE = _names(
    """w pc c hi emph i b em strong u. sup sub ref a name persname placename orgname rs date num foreign time abbr expan
    choice orig reg corr sic del add supplied unclear span link inline italic bold member-ref org term entity br lb
    vorname nachname fraktion rolle rolle_lang rolle_kurz titel namenszusatz"""
)
PARAGRAPHS = _names("p seg l para paratext ab note item li cell row quote block content s. line lg")


def read(data: bytes, _name: str, _choices: Choices = AS_FOUND) -> Reading:
    refuse_empty(data)
    root = parse_xml(data)
    record = _Record(_people(root))
    record.run(root)
    if not record.flow.blocks:
        raise Unreadable("It is XML without words between its marks.")
    return finish(
        record.flow.text,
        record.flow.blocks,
        reader=READER,
        turns=record.turns() or None,
        left_out=list(dict.fromkeys(record.left_out)),
        metadata=_metadata(root),
        links=record.flow.links,
    )


@dataclass
class _Speech:
    """A speech under way: who holds it, and its blocks so far."""

    label: str
    role: str
    time: int | None
    own: list[tuple[int, int]] = field(default_factory=list)


class _Record:
    """One pass over the tree; iterative, so that depth costs no stack."""

    def __init__(self, people: dict[str, str]) -> None:
        self.flow = Flow()
        self._people = people
        self._words: list[str] = []
        self._kind: BlockKind = "paragraph"
        self._paragraphs = 0
        self._skipped = 0
        self._speeches: list[_Speech] = []
        self._turns: list[Turn] = []
        self._announced = ""
        """A speaker who stands before the speech, as ParlaMint has it."""
        self._announcing: set[Any] = set()
        self.left_out: list[str] = []

    def run(self, root: Any) -> None:
        from lxml import etree

        for event, element in etree.iterwalk(root, events=("start", "end")):
            name = local(element).lower()
            if name in SKIPPED or self._is_label(name, element):
                self._skip(event, name, element)
            elif event == "start" and not self._skipped and (said := _announcement(name, element)):
                self._change_speaker(said)
                self._announcing.add(element)
                self._skipped += 1
            elif element in self._announcing:
                self._announcing.discard(element)
                self._skipped -= 1
            elif name and not self._skipped:
                self._start(name, element) if event == "start" else self._end(name, element)
            if event == "end" and element is not root and not self._skipped:
                self._say(element.tail)
        self._break()

    def _is_label(self, name: str, element: Any) -> bool:
        """Who speaks is said by the turn; a ParlaMint note says it before the speech."""
        if name == "note" and attribute(element, "type") in ("speaker", "time"):
            return True
        speech = self._speeches[-1] if self._speeches else None
        if name not in SPEAKERS or speech is None or not speech.label:
            return False
        return not speech.own and not "".join(self._words).strip()

    def _skip(self, event: str, name: str, element: Any) -> None:
        self._skipped += 1 if event == "start" else -1
        if event == "start" and name == "note" and attribute(element, "type") == "speaker":
            self._announced = words(element)
        elif event == "start" and (name == "note" or name in SPEAKERS) and words(element):
            self.left_out.append(words(element))

    def _change_speaker(self, label: str) -> None:
        """Within a speech another begins to speak, or the one is named who holds it."""
        self._break()
        if self._speeches:
            self._close(self._speeches[-1])
        else:
            self._speeches.append(_Speech("", "", None))
        name, role = split_label(label.strip(" :"))
        self._speeches[-1] = _Speech(name, role, self._speeches[-1].time)

    def _start(self, name: str, element: Any) -> None:
        if _is_speech(name, element):
            self._break()
            self._speeches.append(self._speech(element))
            self._announced = ""
        elif name in INLINE and (self._paragraphs or "".join(self._words).strip()):
            self._say("\n" if name in ("br", "lb") else "")
        else:
            self._break()
        self._paragraphs += name in PARAGRAPHS
        self._kind = "heading" if name in HEADINGS else "paragraph" if name not in INLINE else self._kind
        self._say(element.text)
        if name in ("w", "pc") and attribute(element, "join") not in ("right", "both"):
            self._words.append(" ")

    def _end(self, name: str, element: Any) -> None:
        self._paragraphs -= name in PARAGRAPHS
        if name not in INLINE:
            self._break()
            self._kind = "paragraph"
        if self._speeches and _is_speech(name, element):
            self._close(self._speeches.pop())

    def _say(self, said: str | None) -> None:
        if said and not self._skipped:
            self._words.append(said if said == "\n" else re.sub(r"\s+", " ", without_marks(said)))

    def _break(self) -> None:
        said = re.sub(r" ([.,;:!?…)\]]+)(?= |$)", r"\1", "".join(self._words)) if self._words else ""
        self._words.clear()
        block = self.flow.add(said, self._kind, 2 if self._kind == "heading" else 0)
        if block and self._speeches:
            self._speeches[-1].own.append((block.start, block.end))

    def _speech(self, element: Any) -> _Speech:
        label = self._announced or self._named(element)
        label, role = split_label(label.strip(" :–—-")) if label else ("", "")
        if attribute(element, "ana").endswith("#chair") and not role:
            role = "chair"
        return _Speech(label, role, _time(element))

    def _named(self, element: Any) -> str:
        """By a child that names the speaker as printed, or by an attribute."""
        for inner in list(element.iter())[1:40]:
            if local(inner).lower() in SPEAKERS and (said := " ".join(" ".join(inner.itertext()).split())):
                return said[:150]
        said = next((attribute(element, key) for key in SPEAKER_ATTRIBUTES if attribute(element, key)), "")
        return self._people.get(said.lstrip("#"), said.lstrip("#").rpartition("/")[2])

    def _close(self, speech: _Speech) -> None:
        """A speech inside of another cuts it in two."""
        for start, end in _runs(speech.own):
            self._turns.append(Turn(start, end, speech.label, speech.role, speech.time))

    def turns(self) -> list[Turn]:
        return sorted(self._turns, key=lambda turn: turn.start)


def _is_speech(name: str, element: Any) -> bool:
    """By its name, or because it lasts a time, as the captions of YouTube do."""
    return name in SPEECHES or bool(element.get("dur")) or (name == "p" and bool(element.get("t") and element.get("d")))


def _time(element: Any) -> int | None:
    if (said := str(element.get("t", ""))).isdecimal() and len(said) < 12:
        return int(said)
    return next((parse_time(attribute(element, key)) for key in TIMES if attribute(element, key)), None)


def _announcement(name: str, element: Any) -> str:
    """A paragraph that only says who speaks next, as the German Bundestag has it: <p><redner/>Name (party):</p>."""
    if name == "p" and len(element) and local(element[0]).lower() == "redner":
        return " ".join((element[0].tail or "").split())
    if name == "name" and not len(element) and (element.text or "").strip().endswith(":"):
        return words(element)
    return ""


def _runs(own: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Blocks that follow each other, one line end between them, as one stretch."""
    runs: list[tuple[int, int]] = []
    for start, end in own:
        if runs and runs[-1][1] + 1 == start:
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    return runs


def _people(root: Any) -> dict[str, str]:
    """Names by their ids, from the lists that TEI and Akoma Ntoso have of them."""
    found = {}
    for element in root.iter():
        name = local(element).lower()
        if name in ("person", "tlcperson", "speaker", "personname") and (
            key := attribute(element, "id") or attribute(element, "eId")
        ):
            said = attribute(element, "showAs") or attribute(element, "name") or _name_of(element)
            if said:
                found[key] = said
    return found


def _name_of(person: Any) -> str:
    name = first(person, "persName")
    if name is None:
        return words(person)[:120]
    parts = [words(part) for kind in ("forename", "surname") for part in name.iter() if local(part) == kind]
    return " ".join(part for part in parts if part) or words(name)


def _metadata(root: Any) -> Metadata:
    header = next((e for e in root.iter() if local(e).lower() in ("teiheader", "meta", "metadata", "head")), root)
    titles = [e for e in header.iter() if local(e).lower() == "title" and words(e)]
    main = next((e for e in titles if attribute(e, "type") == "main"), titles[0] if titles else None)
    dates = (attribute(e, key) for e in header.iter() for key in ("when", "date") if attribute(e, key))
    day = next((match[0] for date in dates if (match := re.match(r"\d{4}-\d{2}-\d{2}", date))), "")
    sitting = _sitting(root)
    return Metadata(title=words(main)[:300], published_on=sitting or day, language=attribute(root, "lang"))


def _sitting(root: Any) -> str:
    """The day of the sitting rather than of the edition."""
    setting = first(root, "setting")
    inside = () if setting is None else setting.iter()
    return next((attribute(e, "when")[:10] for e in inside if re.match(r"\d{4}-\d{2}-\d{2}", attribute(e, "when"))), "")


FORMAT = Format("xml_transcript", "Transcript (XML)", (".xml", ".tei"), "application/xml", read)
