"""What may be a speaker's label: short, capitalised, and not one of the words that open a remark; pure."""

import re
from functools import lru_cache


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words of labels that may be lower case ("Ursula von der Leyen", "Chair of the Committee").
PARTICLES = _words(
    """a al am c h and ben bin da de del der des di do dos du e el en et for für i ibn im in la le of ol on pro tempore the to
        u und van vom von y zu zum"""
)
# Labels that are judged once though they stand before thousands of turns.
KNOWN = 1024
# What stands before a colon in articles, minutes and letters and is nobody's name.
NO_SPEAKER = _words(
    """abstract act action actions address agenda also analysis and annex answer appendix article as attendees
        attention author authors background bcc because but by caption category cc cell chapter chart
        city comment comments conclusion contact copyright country credit data date dates day deadline dear
        decision description disclaimer duration e-mail edit editor email example examples exhibit fact
        facts fax figure file finally first from further goal goals however id image important in info
        introduction isbn issue issues item key keywords language last length level licence license link
        links list location mail meanwhile method methods mobile moreover name next note notes now
        number objective or organisation organization p.s. page part phone photo photos picture place
        points posted present price problem project ps published purpose question questions re read
        reason recommendation recommendations reference references related remember reply report result
        results risk risks role room scene second section see share so solution source sources speaker
        speakers status step subject subtitle summary table tags tel telephone then third thus time tip
        title to today topic topics total translation translator twitter type update updated url used
        users value version via video videos volume warning watch web website what when where who why
        within year yet
        anlage anmerkung fazit quellen antrag bericht beschlussempfehlung datum drucksache hinweis ort quelle tagesordnungspunkt thema
        überweisungsvorschlag objet ordre remarque nota fecha fuente tema"""
)
# Words that end no name; a label that ends so was cut out of a sentence or a heading ("IN RE MR. SMITH").
NO_END = NO_SPEAKER | {"mr", "mrs", "ms", "dr", "mr.", "mrs.", "ms.", "dr."}
ASKING = frozenset({"q", "a", "question", "answer", "speaker"})


@lru_cache(KNOWN)
def is_label(label: str) -> bool:
    """Short, each word capitalised (or of a script without capitals), and no word that opens a remark."""
    words = label.split()
    if not 1 <= len(words) <= 7 or len(label) > 60 or re.search(r"[!?;\"“”=/\\|]", label):
        return False
    first, last = words[0].casefold(), words[-1].casefold()
    unusual = first in NO_SPEAKER or last in NO_END
    if unusual and label.casefold() not in ASKING and first != "speaker" and not is_code(label):
        return False
    return not words[0][0].islower() and all(_may_be_in_a_name(word) for word in words)


def is_code(label: str) -> bool:
    """A call sign or initials: "CC", "CDR", "P"."""
    return len(label) <= 3 and all(character.isupper() for character in label)


@lru_cache(KNOWN)
def split_label(printed: str) -> tuple[str, str]:
    """The speaker and the role behind the name: "Jam Khan, Minister" or "Jam Khan (SPD)". Behind a comma a role begins
    with a capital, where the script has them: "Ladies and gentlemen, one thing is certain" names nobody."""
    if match := re.fullmatch(r"(.{2,}?)\s*(?:\(([^()]+)\)|,\s+([^a-zß-öø-ÿ].*))\s*", printed):
        return match[1].strip(), (match[2] or match[3]).strip()
    return printed.strip(), ""


def is_nick(label: str) -> bool:
    """Behind a mark that says so itself a name may be written anyhow, but it is no sentence."""
    return len(label.split()) <= 3 and len(label) <= 40


def _may_be_in_a_name(word: str) -> bool:
    first = word.lstrip("([{'’-")[:1]
    return first.isdigit() or (first.isalpha() and not first.islower()) or word.strip(".,").casefold() in PARTICLES


def is_shouted(label: str) -> bool:
    return label.isupper() or (label.istitle() and len(label.split()) > 1 and "." in label)
