"""Speakers are found by the ways in which transcripts print them, and articles have none."""

import pytest

from desktop.documents.base import Turn
from desktop.documents.plaintext import find_blocks
from desktop.documents.transcript import find_turns, looks_like_transcript, milliseconds

WAYS = {
    "NAME:": ("ADA QUAY: We will open.\nBO BOLLARD: Who pays?\nADA QUAY: We do.", None),
    "MR. SMITH.": ("MR. QUAY. We will open.\nCHAIRMAN BOLLARD. Who pays?\nMR. QUAY. We do.", None),
    "Mr. SMITH.": ("Mr. QUAY. We will open.\nThe PRESIDING OFFICER. Who pays?\nMr. QUAY. We do.", None),
    "Name (00:12):": (
        "Ada Quay (00:12): We will open.\nBo Bollard (00:15): Who pays?\nAda Quay (00:19): We do.",
        12_000,
    ),
    "Name: (00:12) alone": (
        "Ada Quay: (00:12)\nWe will open.\nBo Bollard: (00:15)\nWho pays?\nAda Quay: (00:19)\nWe do.",
        12_000,
    ),
    "Name: 00:00:12 alone": (
        "Ada Quay: 00:00:12\n\nWe will open.\n\nBo Bollard: 00:00:15\n\nWho pays?\n\nAda Quay: 00:00:19\n\nWe do.",
        12_000,
    ),
    "[00:01:02] Name:": (
        "[00:01:02] Ada Quay: We will open.\n[00:01:05] Bo: Who pays?\n[00:01:09] Ada Quay: We do.",
        62_000,
    ),
    "00:01:02 Name: alone": (
        "00:01:02 Ada Quay:\nWe will open.\n00:01:05 Bo Bollard:\nWho pays?\n00:01:09 Ada Quay:\nWe do.",
        62_000,
    ),
    "time above": (
        "[00:01:02]\nQUAY: We will open in the month of June.\n\n[00:01:05]\nBO: Who pays?\n\n[00:01:09]\nQUAY: We do.",
        62_000,
    ),
    "Q./A.": ("Q. Will it open?\nA. We will open.\nQ. Who pays?\nA. We do.", None),
    ">> NAME:": (">> ADA QUAY: We will open.\n>> BO BOLLARD: Who pays?\n>> ADA QUAY: We do.", None),
    "**Name:**": ("**Ada Quay:** We will open.\n\n**Bo Bollard:** Who pays?\n\n**Ada Quay:** We do.", None),
    "<nick>": ("<ada> We will open.\n<bo> Who pays?\n<ada> We do.", None),
    "call signs": ("P: When is it?\nCC: We will open.\nP: Who pays?\nCC: We do.", None),
    "Q without a stop": (
        "MS. QUAY:\xa0 Yes, yes.\nQ\xa0\xa0\xa0 — when?\nMS. QUAY:\xa0 We will open.\nQ\xa0\xa0\xa0 Who pays?\nMS. QUAY:\xa0 We do.",
        None,
    ),
    "numbered lines": (
        "1 MS. QUAY: We will open\n2 in June.\n3 We will not\n4 wait.\n5 And so on,\n1 as was said.\n2 It is so.\n"
        "3 and so.\n4 BO BOLLARD: Who pays?\n5 MS. QUAY: We do.",
        None,
    ),
    "Dr. h. c. Quay (SPD):": (
        "Dr. h. c. Ada Quay (SPD):\nWe will open.\nBo Bollard (CDU):\nWho pays?\nDr. h. c. Ada Quay (SPD):\nWe do.",
        None,
    ),
    "主席：": ("主席：現在開會。\n李議員：誰付？\n主席：我們付。", None),
}
ARTICLES = {
    "remarks": "The port opens.\nNote: the date may change.\nThe unions agree.\nHowever: nobody has signed.\nNote: this was written in May.\nThe end.",
    "credits": "Photo: Quay Agency\nThe port opens.\nSource: ministry\nPhoto: Quay Agency\nMore follows.\nSource: ministry",
    "introduced lists": "There are three reasons:\nmoney, time and steel.\nThe minister said: we will open.\nAnd then: nothing.",
    "a heading with a colon": "The IT Frontier: More Than Coding\nThe port opens in June, and nobody doubts it.\nThe Green Frontier: Less Than Hoped\nThe end.",
    "a clock in the text": "The session began at 10:30.\nAt 12:15 it ended.",
    "a letter": "Subject: the port\nDate: 5 May\nTo: the board\n\nDear Sir,\n\nit will open.\n\nYours: Ada",
}


LONG = "We will open the port in June, and nobody will wait for it. " * 12


@pytest.mark.parametrize("label", ["THE PRESIDENT: ", "Mr. QUAY. ", "MS. QUAY: "])
def test_a_speech_has_its_speaker_once(label: str) -> None:
    (turn,) = turns(f"Remarks at the port\n{label}{LONG}\n{LONG}")
    assert turn.label == label.strip(" .:")


@pytest.mark.parametrize(
    "remark",
    ["Moving on to steel: prices rose.", "Dear Ada: I write to you.", "Counts 1-2: the first.", "Zweitens: es bleibt."],
)
def test_a_remark_in_a_transcript_is_no_label(remark: str) -> None:
    said = f"MS. QUAY: We will open.\nMR. BOLLARD: Who pays?\nMS. QUAY: We do.\n{remark}\nMR. BOLLARD: Good."
    assert {turn.label for turn in turns(said)} == {"MS. QUAY", "MR. BOLLARD"}


def test_a_short_talk_in_which_nobody_speaks_twice() -> None:
    said = "Стенограмма\nПредседатель: Заседание открыто.\nИванов И. И.: Вы обещали снизить налоги.\nМинистр: Поэтапно."
    assert [turn.label for turn in turns(said)] == ["Председатель", "Иванов И. И.", "Министр"]


def test_lines_that_go_on_indented_begin_no_turn() -> None:
    said = "".join(
        f"CDR: Set the switches now, number {n}:\n     LIGHTS: FLOOD, on.\nCC: Roger, {n}.\n" for n in range(30)
    )
    assert {turn.label for turn in turns(said)} == {"CDR", "CC"}


def turns(text: str) -> list[Turn]:
    return find_turns(text, find_blocks(text))


@pytest.mark.parametrize("way", WAYS)
def test_a_way_to_print_speakers(way: str) -> None:
    text, first_time = WAYS[way]
    found = turns(text)
    said = [text[turn.start : turn.end] for turn in found]
    assert said[-2] in ("Who pays?", "誰付？")
    assert said[-1] in ("We do.", "我們付。")
    assert found[-1].label == found[-3].label != found[-2].label
    assert found[0].time_start == first_time
    assert looks_like_transcript(text, found)


@pytest.mark.parametrize("kind", ARTICLES)
def test_an_article_has_no_speakers(kind: str) -> None:
    assert turns(ARTICLES[kind]) == []


def test_the_role_behind_a_name_is_kept_apart() -> None:
    found = turns("Jam Khan, Commerce Minister: We promise.\nAda Quay (SPD): When?\nJam Khan, Commerce Minister: Soon.")
    assert [(turn.label, turn.role) for turn in found[:2]] == [("Jam Khan", "Commerce Minister"), ("Ada Quay", "SPD")]


def test_a_turn_takes_all_paragraphs_up_to_the_next_speaker() -> None:
    text = "QUAY: First.\n\nStill me.\n\nBOLLARD: Now me.\n\nQUAY: Again.\n"
    assert [text[turn.start : turn.end] for turn in turns(text)] == ["First.\n\nStill me.", "Now me.", "Again."]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [("0:05", 5_000), ("01:02:03.5", 3_723_500), ("01:00:00:02", 86_402_000), ("00:01,250", 1_250)],
)
def test_times(printed: str, expected: int) -> None:
    assert milliseconds(printed) == expected


URDU = ["ہم اگلے سال بندرگاہ کھول دیں گے۔", "یہ کیسے ممکن ہے؟", "ہم نے رقم مختص کر دی ہے۔", "شکریہ جناب۔"]
JAPANESE = [
    "港はいつ開きますか。",
    "来年開港することを約束します。",
    "誰が払うのですか。",
    "政府が負担します。",
]


@pytest.mark.parametrize(
    ("label", "names", "said"),
    [
        ("{}: ", ["صدر", "وزیر اعظم", "صدر", "وزیر اعظم"], URDU),
        ("\u200f{}\u200f:\u200f ", ["صدر", "وزیر اعظم", "صدر", "وزیر اعظم"], URDU),
        ("{}：", ["記者A", "大臣", "記者B", "大臣"], JAPANESE),
        ("【{}】", ["毎日新聞 山本記者", "大臣", "記者", "大臣"], JAPANESE),
        ("（{}）", ["問", "答", "問", "答"], JAPANESE),
        ("{}「", ["記者A", "大臣", "記者A", "大臣"], [f"{words}」" for words in JAPANESE]),
    ],
)
def test_labels_of_other_scripts(label: str, names: list[str], said: list[str]) -> None:
    text = "\n".join(label.format(name) + words for name, words in zip(names, said, strict=True))
    turns = find_turns(text, find_blocks(text))
    assert [turn.label for turn in turns] == names
    spoken = [text[turn.start : turn.end].strip("「」\u200f ") for turn in turns]
    assert spoken == [words.strip("」") for words in said]


@pytest.mark.parametrize(
    "text",
    [
        "【概要】港は来年開きます。\n【背景】港は古くなりました。\n【費用】政府が負担します。\n【日程】来年です。",
        "日時：令和8年3月5日\n場所：首相官邸\n出席者：岸田総理\n議題：港",
        "太郎は「はい」と言った。\n花子は「いいえ」と言った。\n大臣は「約束します」と述べた。",
    ],
)
def test_headings_fields_and_quotes_of_japanese_are_no_speakers(text: str) -> None:
    assert find_turns(text, find_blocks(text)) == []
