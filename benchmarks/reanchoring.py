"""Passages found again in edited texts. `python -m benchmarks.reanchoring [--show] [FOLDER]`.

Without a folder the texts are made up; with one they are what the readers make of the files below it. The edits know
where every letter went. Passages are sentences, parts of sentences and two sentences in a row, of twelve characters or
more, each drawn once; rules of dashes or dots, without any letter or digit, are nothing to tag and are left out.

survives     at least four fifths of its letters stand in one place of the new text, with no more than a tenth of its
             length (eight letters at least) put between any two of them
gone         no more than a fifth of them are left; what lies between is changed, and only wrong words are counted there
right        taken without a question, both ends at most a tenth of its length off (four letters at least)
wrong end    taken, and most of it is its own; but an end is further off
wrong words  taken, though less than half of what is taken is its own, or less than half of its own is taken: also when
             the other words read the same. GONE: WRONG is taken at all, whatever is written there
twin         its words stand twice with the same 32 characters on both sides; counted by itself. So is one of words that
             stand twice, when the very words were taken with the very 32 characters on both sides, these stand in the
             new text as often as in the old one, and it is in its turn among them: though the edits know of another
             place, nothing in the texts says that two which read the same changed places
Found is the share of right among all that survive and are no twins.
"""

import random
import sys
import time
from array import array
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from pathlib import Path

from benchmarks.table import Result
from benchmarks.text_edits import SCENES, SENTENCE, Draft
from desktop.anchoring import CONTEXT, Finder, Resolved, describe, places

PASSAGES = 12_000
FOUND, SHORTEST = 99.5, 12
"""The target in percent; shorter quotes are found by their exact words alone."""
COLUMNS = ("right", "wrong end", "wrong words", "to review", "orphaned", "twin: right", "twin: to review", "twin: orphaned", "gone: told",
           "gone: offered", "GONE: WRONG", "changed")  # fmt: skip


def results() -> Iterator[Result]:
    yield from rows(made_up(60, random.Random(7)))


def rows(texts: list[str], show: bool = False) -> list[Result]:
    count, seconds = measure(texts, show)
    if show:
        print(_by_scene(count))
    total = sum(count.values(), Counter[str]())
    alive = sum(total[name] for name in COLUMNS[:5])
    found, wrong = 100 * total["right"] / max(1, alive), total["wrong words"] + total["GONE: WRONG"]
    ends = total["wrong end"]
    per_passage = 1000 * seconds / max(1, sum(total.values()))
    return [
        Result(f"surviving passages found again ({alive:,})", "%", round(found, 2), round(found, 2), None, None,
               f"≥ {FOUND} %", found >= FOUND),
        Result(f"attached to wrong words (of {sum(total.values()):,})", "passages", wrong, wrong, None, None, "0",
               wrong == 0),
        Result("taken with a wrong end", "passages", ends, ends, None, None, "≤ 0.1 %", ends <= alive / 1000),
        Result("finding a passage again", "ms", round(per_passage, 2), round(per_passage, 2), None, None, "≤ 5 ms",
               per_passage <= 5),
    ]  # fmt: skip


def _by_scene(count: dict[str, Counter[str]]) -> str:
    lines = [f"{'':32}" + "".join(f"{name:>17}" for name in COLUMNS)]
    lines += [f"{scene:32}" + "".join(f"{found[name]:>17,}" for name in COLUMNS) for scene, found in count.items()]
    return "\n".join(lines)


def measure(texts: list[str], show: bool = False) -> tuple[dict[str, Counter[str]], float]:
    """By scene, how many passages went which way; and the processor's seconds for it."""
    each = max(8, PASSAGES // (len(texts) * len(SCENES)) + 1)
    jobs = [(scene, number, texts[number], texts[number - 1], each) for scene in SCENES for number in range(len(texts))]
    count: dict[str, Counter[str]] = {scene: Counter() for scene in SCENES}
    spent = 0.0
    with ProcessPoolExecutor(2) as pool:
        for scene, counted, told, seconds in pool.map(_one, jobs, chunksize=4):
            count[scene] += counted
            spent += seconds
            for line in told if show else ():
                print(line)
    return count, spent


def _one(job: tuple[str, int, str, str, int]) -> tuple[str, Counter[str], list[str], float]:
    scene, number, text, other, each = job
    dice = random.Random(f"{scene} {number}")
    draft = Draft.of(
        text, [s for s in SENTENCE.findall(other) if len(s) > 20 and s.strip() not in text] or ["Other words."]
    )
    for edit in SCENES[scene]:
        edit(draft, dice)
    new, where = draft.finished(len(text))
    chosen, count, told = list(passages(text, each, dice)) if new != text else [], Counter[str](), []
    begun = time.process_time()
    finder = Finder(text, new)
    answers = [finder.find(describe(text, start, end)) for start, end in chosen]
    seconds = time.process_time() - begun
    for (start, end), found in zip(chosen, answers, strict=True):
        how = judged(found, where, start, end)
        if how in ("right", "to review", "orphaned") and _twins(text, start, end):
            how = f"twin: {how}"
        if how == "wrong words" and _in_its_turn(text, new, start, found):
            how = "twin: right"
        count[how] += 1
        if how not in ("right", "gone: told"):
            to = new[found.start : found.end] if found.start is not None else ""
            told.append(f"{scene} {number} {how} {found.status} {found.score:.2f}: {text[start:end]!r} -> {to!r}")
    return scene, count, told, seconds


def passages(text: str, many: int, dice: random.Random) -> Iterator[tuple[int, int]]:
    """Sentences, parts of sentences, and a few of two in a row."""
    spans = [(m.start(), m.start() + len(m[0].rstrip())) for m in SENTENCE.finditer(text)]
    spans = [span for span in spans if span[1] - span[0] >= SHORTEST]
    drawn = set()
    for _ in range(4 * many if spans else 0):
        start, end = _drawn(text, spans, dice)
        if end - start >= SHORTEST and (start, end) not in drawn and any(map(str.isalnum, text[start:end])):
            drawn.add((start, end))
            yield start, end
        if len(drawn) == many:
            return


def _drawn(text: str, spans: list[tuple[int, int]], dice: random.Random) -> tuple[int, int]:
    at = dice.randrange(len(spans))
    start, end = spans[at]
    way = dice.random()
    if way < 0.1 and at + 1 < len(spans):
        return start, spans[at + 1][1]
    if way < 0.4:
        start = dice.choice([n for n in range(start, end) if n == start or text[n - 1].isspace()])
        end = next((n for n in range(min(end, start + dice.randint(SHORTEST, 80)), end) if text[n].isspace()), end)
    return start, end


def _twins(text: str, start: int, end: int) -> bool:
    """Do the words stand twice with all the neighbours that a passage remembers?"""
    with_neighbours = text[max(0, start - CONTEXT) : end + CONTEXT]
    return text.find(with_neighbours, text.find(with_neighbours) + 1) >= 0


def _in_its_turn(text: str, new: str, start: int, found: Resolved) -> bool:
    """Does the place read the same, and is it as far on among as many places of the same words?"""
    assert found.start is not None
    assert found.end is not None
    end = start + found.end - found.start
    low, at = max(0, start - CONTEXT), max(0, found.start - CONTEXT)
    around, there = text[low : end + CONTEXT], new[at : found.end + CONTEXT]
    if around != there or text.count(text[start:end]) == 1:
        return False
    ours, theirs = list(places(text, around)), list(places(new, around))
    return len(ours) == len(theirs) and ours.index(low) == theirs.index(at)


def judged(found: Resolved, where: "array[int]", start: int, end: int) -> str:
    there = [at for at in where[start:end] if at >= 0]
    taken = found.status in ("exact", "reanchored")
    apart = max((abs(b - a) for a, b in pairwise(there)), default=0) > max(8, 0.1 * (end - start))
    if len(there) <= 0.2 * (end - start):
        return "GONE: WRONG" if taken else "gone: offered" if found.status == "needs_review" else "gone: told"
    survives = not apart and len(there) >= 0.8 * (end - start)
    if not taken:
        return "changed" if not survives else "to review" if found.status == "needs_review" else "orphaned"
    assert found.start is not None
    assert found.end is not None
    if not survives:
        return "changed" if any(found.start <= at < found.end for at in there) else "wrong words"
    return _how_right(found.start, found.end, min(there), max(there) + 1, max(4, 0.1 * (end - start)))


def _how_right(start: int, end: int, low: int, high: int, room: float) -> str:
    if abs(start - low) <= room and abs(end - high) <= room:
        return "right"
    own = min(end, high) - max(start, low)
    return "wrong end" if 2 * own >= max(end - start, high - low) else "wrong words"


def made_up(many: int, dice: random.Random) -> list[str]:
    """Texts of 8,000 to 60,000 characters, some of their sentences alike."""
    syllables = [
        "ba",
        "ne",
        "tor",
        "mi",
        "sal",
        "qui",
        "ren",
        "dor",
        "pha",
        "lu",
        "ges",
        "ti",
        "var",
        "ko",
        "min",
        "est",
    ]
    vocabulary = ["".join(dice.choices(syllables, k=dice.randint(1, 4))) for _ in range(1500)]
    common = vocabulary[:60]
    return ["\n".join(_paragraph(common, vocabulary, dice) for _ in range(dice.randint(15, 110))) for _ in range(many)]


def _paragraph(common: list[str], vocabulary: list[str], dice: random.Random) -> str:
    sentences = []
    for _ in range(dice.randint(1, 9)):
        words = [dice.choice(common if dice.random() < 0.45 else vocabulary) for _ in range(dice.randint(3, 28))]
        sentences.append(" ".join(words).capitalize() + dice.choice([".", ".", ".", "!", "?"]))
        if dice.random() < 0.01:
            sentences.append("“We will build it,” he said.")
    return " ".join(sentences)


def read(folder: Path) -> list[str]:
    """What the readers make of the files below the folder; eighty or so that are neither short nor very long."""
    from desktop.documents.reader import Readers
    from desktop.errors import UnreadableDocument

    readers, found = Readers(), {}
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.stat().st_size < 3_000_000):
        try:
            text = readers.read(path.name, path.read_bytes()).text
        except UnreadableDocument:
            continue
        if 2_000 < len(text) < 100_000:
            found[text] = path
    readers.close()
    return list(found)[:: max(1, len(found) // 80)]


def main(arguments: list[str]) -> int:
    from benchmarks.table import show

    folders = [Path(words) for words in arguments if not words.startswith("-")]
    texts = [text for folder in folders for text in read(folder)] if folders else made_up(60, random.Random(7))
    print(f"{len(texts)} texts, {sum(map(len, texts)):,} characters")
    done = rows(texts, show="--show" in arguments)
    print(show(done))
    return 0 if all(row.met for row in done) else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
