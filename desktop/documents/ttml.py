"""TTML captions (DFXP, IMSC, SMPTE-TT): paragraphs in time as cues; agents and printed labels as speakers."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from desktop.documents.base import AS_FOUND, Choices, Format, Metadata, Reading
from desktop.documents.captions import Cue, joined_lines, reading
from desktop.documents.flow import refuse_empty, without_marks
from desktop.documents.xml_tree import attribute, first, local, parse_xml, words

CLOCK = re.compile(r"(\d+):(\d\d):(\d\d)(?:\.(\d+)|:(\d+(?:\.\d+)?))?$")
OFFSET = re.compile(r"(\d+(?:\.\d+)?)(h|ms|m|s|f|t)$")
SECONDS = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001}
# Frames and ticks in a second, where the file does not say.
FRAMES, TICKS = 30.0, 10_000_000.0
# More than ten days is a mistake, and no recording.
LATEST = 864_000_000


def read(data: bytes, _name: str, _choices: Choices = AS_FOUND) -> Reading:
    refuse_empty(data)
    root = parse_xml(data)
    found = sorted(_cues(root), key=lambda cue: cue.start or 0)
    done = reading(found, reader="ttml/1", notes=[])
    title = words(first(root, "title"))
    return replace(done, metadata=Metadata(title=title, language=attribute(root, "lang")))


def _cues(root: Any) -> Iterator[Cue]:
    rates = (_rate(root, "frameRate", FRAMES), _rate(root, "tickRate", TICKS))
    names = {attribute(agent, "id"): words(agent) for agent in root.iter() if local(agent) == "agent"}
    begun: dict[Any, int] = {}
    for element in root.iter():
        parent = element.getparent()
        begun[element] = begun.get(parent, 0) + _milliseconds(attribute(element, "begin"), *rates)
        if local(element) == "p" and (said := _words(element)):
            start = begun[element] + min(
                (_milliseconds(attribute(s, "begin"), *rates) for s in _timed(element)), default=0
            )
            agent = attribute(element, "agent").split()
            yield Cue(min(start, LATEST), names.get(agent[0], "") if agent else "", said)


def _timed(paragraph: Any) -> Iterator[Any]:
    """Some files put the times on the spans alone."""
    if not attribute(paragraph, "begin"):
        yield from (span for span in paragraph.iter() if local(span) == "span" and attribute(span, "begin"))


def _words(paragraph: Any) -> str:
    from lxml import etree

    said = []
    for event, element in etree.iterwalk(paragraph, events=("start", "end")):
        if local(element) in ("metadata", "agent", "title", "desc"):
            continue
        if event == "start":
            said.append("\n" if local(element) == "br" else re.sub(r"\s+", " ", element.text or ""))
        elif element is not paragraph:
            said.append(re.sub(r"\s+", " ", element.tail or ""))
    return joined_lines(without_marks("".join(said)))


def _rate(root: Any, name: str, otherwise: float) -> float:
    said = attribute(root, name)
    return float(said) if re.fullmatch(r"\d{1,12}", said) and int(said) else otherwise


def parse_time(said: str) -> int | None:
    """Milliseconds of a clock time or an offset; None for what is neither, also for the time of a day with a date."""
    if re.fullmatch(r"\d+(?:\.\d+)?", said.strip()):
        said = said.strip() + "s"
    return _milliseconds(said, FRAMES, TICKS) if CLOCK.match(said.strip()) or OFFSET.match(said.strip()) else None


def _milliseconds(said: str, frames: float, ticks: float) -> int:
    if match := CLOCK.match(said.strip()):
        hours, minutes, seconds, fraction, frame = match.groups()
        whole = int(hours[:6]) * 3600 + int(minutes) * 60 + int(seconds)
        return round(1000 * (whole + float(f"0.{fraction or 0}") + float(frame or 0) / frames))
    if match := OFFSET.match(said.strip()):
        size = {"f": 1 / frames, "t": 1 / ticks}.get(match[2]) or SECONDS[match[2]]
        return min(LATEST, round(1000 * float(match[1][:18]) * size))
    return 0


def _sniff(head: bytes) -> bool:
    return re.search(rb"<(?:tt|\w+:tt)\s[^>]*(?:ns/ttml|ttaf1)", head) is not None


FORMAT = Format("ttml", "TTML captions", (".ttml", ".dfxp"), "application/ttml+xml", read, _sniff)
