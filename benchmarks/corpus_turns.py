"""How well speakers are recognised: the turns found against labels, by convention; precision and recall.

The labels are made anew from the files by one rule for each set of files. Each rule was written after looking at those
files: it says where in them a speaker's words begin, and its list of labels was read by eye. The rules know nothing of
the recogniser in `desktop.documents.transcript`, which in turn is not told from which set a file comes.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop.documents import SNIFFED, format_for
from desktop.documents.base import Reading, Unreadable

# Characters by which the words of a turn may begin earlier or later than the rule says (a blank, a bracket, a dash).
TOLERANCE = 3


@dataclass(frozen=True)
class Rule:
    """In the files of a set the words of a turn begin right behind `label`, at the beginning of a line."""

    convention: str
    files: str
    """A glob below the corpus."""
    label: str
    never: str = r"(?!)"
    """What the rule matches and is no label, found by eye."""


@dataclass
class Score:
    labelled: int = 0
    found: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.labelled if self.labelled else 1.0


NAME = r"[A-Z][\w.’'\-]*(?: [\w.’'\-]+){0,4}"
SHOUTED = r"[A-Z][A-Z’'.\-]+(?:[ \xa0][A-Z’'.\-]+)*"
RULES = (
    Rule(
        "[dd:hh:mm:ss] / CDR: words",
        "Spacelog*/*.txt",
        r"(?:\[[\d:]+\] )?(?:[A-Z][A-Z0-9_]{0,9}|Warfare): +",
        r".*(?:RET 400 K|GMTRC)",
    ),
    Rule("MS. PSAKI: words / Q words", "brian*/*.md", rf"(?:{SHOUTED}(?: \([^)\n]+\))?:|Q(?=[\xa0 ]))[\xa0 ]*"),
    Rule(
        "CHAIRMAN BURNS. words",
        "erialc*/*.pdf",
        r"(?:(?:CHAIRMAN|VICE CHAIRMAN|MESSRS?\.|MRS?\.|MS\.|SPEAKER|SEVERAL)[^a-z\n]{0,40}?(?<!MR)(?<!MS)(?<!MRS)\.)(?: |$)",
    ),
    Rule(">> NAME: words", "w3c+wai*/*wai-tools*.vtt", r">> ?[A-Z][A-Z \-]+: *"),
    Rule("Name: 00:12:34, alone", "bitcoin*/bitcoin-explained*.md", NAME + r": \d\d:\d\d:\d\d\s*"),
    Rule("Name: alone", "bitcoin*/stephan*.md", NAME + r":\s*", r"https?:"),
    Rule("P: words / R: words", "bitcoin*/austin*.md", r"[PR]:\s*"),
    Rule("<nick> words", "w3c-ccg*/*.log", r"\[[^\]\n]+\]\s*<[^>\n]+>\s*"),
    Rule(
        "Name: words, minutes",
        "w3c-ccg*/*.html",
        r"(?:[A-Z_][\w.’'\-()]*(?: [\w.’'\-()]+){0,3} ?: |<[^>\n]+> )",
        r"Topic:|Subtopic:",
    ),
    Rule(
        "Mr. NAME. words",
        "unitedst*/*.htm",
        r"(?:(?:Mr|Ms|Mrs|Miss|Dr)\. [A-Z][A-Za-z]{0,3}[A-Z’'\-]{2,}(?: [A-Z’'\-]{2,})*(?: of (?:New |South |North |West )?[A-Z][a-z]+)?"
        r"|The (?:SPEAKER|PRESIDING OFFICER|ACTING|CHAIRMAN|CHAIR)[^.\n]{0,60})\. ",
    ),
    Rule("<v Name> words", "docling*/*.vtt", ""),
    Rule("Name (01:02) / words", "made/rev_style.txt", NAME + r": \([\d:]+\)\s*"),
    Rule("[00:01:02] Name: words", "made/bracket_time.txt", r"(?:\[[\d:]+\] [^:\n]+:|NAME \([\d:]+\):) "),
    Rule("- Q: words, captions", "made/utf16_bom.srt", r"(?:MR\. SMITH|- [QA]): "),
    Rule("Name, Role: words, captions", "made/zoom_style.vtt", r"(?:Maria Silva|Dr\. O'Neil, Treasury): "),
    Rule(
        "Name (PARTY):, alone",
        "bundestag*/*.txt",
        r"(?:(?:Vizep|P)räsident(?:in)? [^\n:]{3,60}|[A-ZÄÖÜ][^\n:]{3,60} \([^()\n]{2,60}\)"
        r"|[A-ZÄÖÜ][^\n:,]{3,50}, (?:Bundes|Parl|Staats|Minister|Beauftragte|Senator)[^\n:]{3,110}):$\s*",
        r".*(?:Anlage|Drucksache|punkt|Antrag)",
    ),
)


def main(corpus: Path) -> int:
    """Prints the table. The labels of voices in captions (`<v Name>`) come from the file itself, so they are left out."""
    print(f"{'convention':34}{'files':>6}{'labels':>8}{'found':>8}{'precision':>11}{'recall':>8}")
    total = Score()
    for rule in (rule for rule in RULES if rule.label):
        files, score = 0, Score()
        for _, reading in readings(corpus / "transcripts", rule.files):
            files += 1
            add(score, labelled(reading, rule), found(reading))
        add_up(total, score)
        print(_row(rule.convention, files, score))
    print(_row("all", 0, total))
    return 0


def _row(name: str, files: int, score: Score) -> str:
    return f"{name:34}{files or '':>6}{score.labelled:>8}{score.found:>8}{score.precision:>11.3f}{score.recall:>8.3f}"


def readings(folder: Path, pattern: str) -> Iterator[tuple[Path, Reading]]:
    for file in sorted(folder.glob(pattern)):
        data = file.read_bytes()
        try:
            yield file, format_for(file.name, data[:SNIFFED]).read(data, file.name)
        except Unreadable:
            continue


def labelled(reading: Reading, rule: Rule) -> list[int]:
    """Where the words of each turn begin."""
    places = re.finditer(rf"^[ \t\xa0]*(?:{rule.label})", reading.text, re.MULTILINE)
    return [place.end() for place in places if not re.match(rule.never, place[0].strip())]


def found(reading: Reading) -> list[int]:
    """Where the recogniser says that words begin; captions that name nobody again are cut for their times alone."""
    return [
        turn.start
        for turn in reading.turns
        if turn.label and reading.text.rfind(turn.label, max(0, turn.start - len(turn.label) - 80), turn.start) >= 0
    ]


def add(score: Score, wanted: list[int], given: list[int]) -> None:
    score.labelled += len(wanted)
    score.found += len(given)
    left = sorted(given)
    for place in wanted:
        near = next((at for at in left if abs(at - place) <= TOLERANCE), None)
        if near is not None:
            score.right += 1
            left.remove(near)


def add_up(total: Score, score: Score) -> None:
    total.labelled += score.labelled
    total.found += score.found
    total.right += score.right


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
