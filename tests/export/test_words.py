"""Words of documents come out of two Markdown processors exactly as they went in, whatever they look like."""

import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown_it import MarkdownIt

from desktop.export.words import address, inline, quoted
from desktop.visible import in_order

NASTY = (
    "<script>alert(1)</script>", "<b", "<!-- ", "-->", "<?php", "<![CDATA[", "[x](y)", "![x](y)", "[^1]",
    "[^1]: note", "[a]: b", "# h", "## ", "---", "===", "***", "- ", "+ ", "* ", "1. ", "12) ", "| a | b |",
    "|---|---|", "&amp;", "&#35;", "&", "`", "```", "~~~", "~~a~~", "{#id}", "{: .c}", "{.c}", ": ", ":   def",
    "*[abbr]: x", "> ", ">", "\\", "\\\\", "\\*", "_a_", "__b__", "*c*", "**d**", "$x$", "$5",
    "https://e.example/x", "www.e.example", "a@b.example", "<https://e.example>", "mailto:a@b.example", "12345678901. ",
    "    code", "\tcode", "  ", " ", "\n", "\n\n", "\n\n\n", '\u2028', '\xa0', '\u3000', "😀",
    '\U0001f469\u200d\U0001f469\u200d\U0001f467', 'e\u0301', "مُحَمَّد", '\u200f', "日本語", "投資", "!!! note",
    "[TOC]", "[[wiki]]", "^sup^", "==mark==", "…", "“q”", "(c)", "...", "a", "Z9", "'", "\"", "%", "#", "=",
)  # fmt: skip
MAIL = re.compile(r"[A-Za-z0-9.+_-]@[A-Za-z0-9_-]*\.[A-Za-z0-9]")
"""What GitHub makes a link of, once character references are undone."""
texts = (
    st.lists(
        st.sampled_from(NASTY) | st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=4),
        min_size=1,
        max_size=9,
    )
    .map("".join)
    .filter(bool)
)


class Shown(HTMLParser):
    """The words of HTML as a reader sees them: a break is a line end, a new paragraph an empty line."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words = ""
        self.tags: list[str] = []
        self.bare = ""
        """The words that stand in no link and no code: GitHub looks in these for addresses."""
        self._kept = 0
        self._inside = False
        self._after_break = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(" ".join([tag, *(f"{name}={value}" for name, value in attrs)]))
        self._kept += tag in ("a", "code")
        if tag == "p":
            self.words += "\n\n" if self.tags.count("p") > 1 else ""
            self._inside = True
        elif tag == "br":
            self.words += "\n"
            self._after_break = True

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self._kept -= tag in ("a", "code")
        self.bare += "\0"
        self._inside = self._inside and tag != "p"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.words += data.removeprefix("\n") if self._after_break else data
            self.bare += "" if self._kept else data
            self._after_break = False


def python_markdown(source: str) -> Shown:
    made = Markdown(extensions=["tables", "footnotes", "attr_list", "def_list", "sane_lists"])
    return Shown(made.convert(source))


def python_markdown_extra(source: str) -> Shown:
    return Shown(Markdown(extensions=["extra", "admonition", "toc", "meta"]).convert(source))


def markdown_it(source: str) -> Shown:
    return Shown(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(source))


processors = pytest.mark.parametrize("rendered", [python_markdown, python_markdown_extra, markdown_it])


@processors
@settings(max_examples=200)
@given(text=texts)
@example(text="# h\n---\n1. x\n| a |\n|---|\n")
@example(text="\n\na\n\n\n\nb \n c\n")
@example(text="://")
@example(text="a@b.example...a@b.example+c@d.example")
@example(text="    code\n\ttab\t\n")
@example(text="\u3000投資を\n促進する。\u3000")
def test_a_quote_comes_out_verbatim_and_is_nothing_but_paragraphs(rendered: Callable[[str], Shown], text: str) -> None:
    shown = rendered(f"Before.\n\n{quoted(text)}\n\nAfter.\n")
    assert shown.words == f"Before.\n\n{text}\n\nAfter."
    assert set(shown.tags) <= {"p", "br", "blockquote", "code"}
    assert not MAIL.search(shown.bare)
    assert shown.tags.count("blockquote") == 1


@processors
@settings(max_examples=150)
@given(text=texts)
def test_words_in_a_heading_a_cell_and_a_link_stay_words(rendered: Callable[[str], Shown], text: str) -> None:
    words = inline(text)
    folded = in_order(" ".join(text.split()))
    shown = rendered(f"Say {words}.\n\n**Go** [to {words}](#o-1), then.\n")
    assert shown.words == " ".join(f"Say {folded}.".split()) + "\n\n" + " ".join(f"Go to {folded}, then.".split())
    assert [tag for tag in shown.tags if tag not in ("p", "code")] == ["strong", "a href=#o-1"]
    assert not MAIL.search(shown.bare)


@processors
@settings(max_examples=150, deadline=None)
@given(
    number=st.integers(1, 40).flatmap(lambda n: st.text("0123456789٣", min_size=n, max_size=n)),
    stop=st.sampled_from(".)"),
)
@example(number="12345678901", stop=".")
def test_a_number_of_any_length_at_the_beginning_of_a_line_is_told(
    rendered: Callable[[str], Shown], number: str, stop: str
) -> None:
    text = f"{number}{stop} we promise.\n{number}{stop} again"
    shown = rendered(quoted(text))
    assert (shown.words, set(shown.tags)) == (text, {"blockquote", "p", "br"})


@processors
@settings(max_examples=200, deadline=None)
@given(before=st.text("ab.+-_:~`\\*1@ ä", max_size=6), after=st.text("ab.-_@/:` é", max_size=8))
@example(before="-a", after="evil.x")
@example(before="mailto:a", after="evil.x")
@example(before="a", after="b@evil.x")
@example(before="a@evil.x+", after="evil.x")
def test_a_mail_address_is_told_and_leads_nowhere(rendered: Callable[[str], Shown], before: str, after: str) -> None:
    text = f"x{before}@{after}y\n{before.strip()}@{after}y"
    shown = rendered(quoted(text))
    assert shown.words == text
    assert set(shown.tags) <= {"p", "br", "blockquote", "code"}
    assert not MAIL.search(shown.bare)


def test_only_an_address_is_set_as_code() -> None:
    assert inline("Write to press@harbour.example.") == "Write to `press@harbour.example`."
    assert inline("@harbour told us at 5 @ noon") == "&#64;harbour told us at 5 &#64; noon"


@pytest.mark.parametrize("sign", "\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u202c\u2069")
def test_what_turns_letters_round_stays_in_the_quote_alone(sign: str) -> None:
    assert quoted(f"a{sign}b") == f"> a{sign}b"
    assert inline(f"a{sign}b") == f"a⟨U+{ord(sign):04X}⟩b"
    assert inline("\u200fپاکستان\u200e") == "\u200fپاکستان\u200e", "marks that languages need stay"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://example.org/notice-14-2026", "<https://example.org/notice-14-2026>"),
        ("http://example.org:8080/a?b=c&d=e", "<http://example.org:8080/a?b=c&d=e>"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("https://e.example/<script>", "https&#58;//e.example/&lt;script&gt;"),
        ("https://e.example/a b", "https&#58;//e.example/a b"),
        ("file:///etc/passwd", "file&#58;///etc/passwd"),
    ],
)
def test_only_ordinary_web_addresses_become_links(url: str, shown: str) -> None:
    assert address(url) == shown
