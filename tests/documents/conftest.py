"""One small own sample of every format, and the means to make more."""

import io
import zipfile
from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest

ARTICLE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Port opens | The Harbour Post</title>
<meta property="og:site_name" content="The Harbour Post"><meta name="author" content="Ada Quay">
<meta property="article:published_time" content="2026-03-05T08:00:00Z">
<link rel="canonical" href="https://harbour.example/port-opens"><script>alert("menu")</script></head><body>
<nav><ul><li><a href="/">Front page</a></li><li><a href="/sport">Sport results</a></li></ul></nav>
<main><article><h1>Minister promises a new port</h1>
<p>The minister of works said on Thursday that the new port of Estmouth will open before the end of next year, and that its first
quay will be handed over to the harbour board in the month of June.</p>
<h2>What it will cost</h2>
<p>The works are to cost four hundred million, of which the government will bear a half. Shipping companies that move their seat to the
town are offered freedom from harbour dues for five years, the minister said to applause.</p>
<ul><li>The first quay will be finished in June of the coming year.</li><li>The rail link will follow two years later, if money is found.</li></ul>
<blockquote><p>“We will not wait for the neighbours, and we will not be late,” the minister said in front of the unions.</p></blockquote>
<p>Observers warn that the price of steel may rise again, which would put the whole of the plan at risk before a single ship has moored.</p>
</article></main>
<div class="advert ad-banner"><p>Buy cheap anchors now, only this week!</p></div>
<section id="comments" class="comments"><h3>Comments</h3><div class="comment"><p>gullfan77: I believe none of it.</p></div></section>
<footer><p>Imprint and cookies of the Harbour Post</p></footer></body></html>"""

MARKDOWN = """---
title: "A short report"
author: Ada Quay
date: 2026-04-01
---
# Findings

The *port* opened [late](https://harbour.example/late), as **everybody** had said
it would.

- first quay
  - its crane
- second quay

> We will not be late.

| Year | Ships |
|------|-------|
| 2026 | 12    |
"""

TRANSCRIPT = """MS. QUAY: Good morning. We will open the port in June.
MR. BOLLARD: And who pays for it?
MS. QUAY: The government will bear a half.
"""

VTT = """WEBVTT

NOTE made for a test

1
00:00:01.000 --> 00:00:04.000
<v Ada Quay>We will open the port
in <i>June</i> &amp; not later.

00:00:05.500 --> 00:00:07.000
<v Bo Bollard>Who pays?
"""

SRT = "1\r\n00:00:01,000 --> 00:00:02,500\r\nMS. QUAY: We will open it.\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\n<i>In June.</i>\r\n"

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STYLES = (
    f'<w:styles xmlns:w="{W}"><w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="Mine"><w:name w:val="My head"/><w:basedOn w:val="H1"/></w:style></w:styles>'
)
BODY = """<w:p><w:pPr><w:pStyle w:val="Mine"/></w:pPr><w:r><w:t>Agreement</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">The port will </w:t></w:r><w:del><w:r><w:delText>never</w:delText></w:r></w:del><w:ins><w:r><w:t>open</w:t></w:r></w:ins>
<w:r><w:t xml:space="preserve"> in June.</w:t></w:r></w:p>
<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr></w:pPr><w:r><w:t>first quay</w:t></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Year</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Ships</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:p><w:r><w:t>The end.</w:t></w:r></w:p>"""

PARAGRAPH = [
    "The minister said that the new port of Estmouth",
    "will open before the end of next year, and that",
    "its first quay is to be handed over in June.",
]


def make_docx(body: str = BODY, *, comment: str = "Is that so?", prologue: str = "") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr(
            "word/document.xml", f'{prologue}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
        )
        package.writestr("word/styles.xml", STYLES)
        package.writestr(
            "word/comments.xml", f'<w:comments xmlns:w="{W}"><w:p><w:r><w:t>{comment}</w:t></w:r></w:p></w:comments>'
        )
    return packed.getvalue()


def make_pdf(*, rotation: int = 0, crop: bool = False, password: str = "", empty_page: bool = False) -> bytes:
    """Two pages: a heading and a paragraph of three lines; the paragraph goes on over the page break."""
    pymupdf: Any = import_module("pymupdf")
    document = pymupdf.open()
    for lines in (PARAGRAPH[:2], PARAGRAPH[2:]):
        page = document.new_page(width=400, height=300)
        if lines is not PARAGRAPH[2:] and len(lines) == 2:
            page.insert_text((72, 90), "A promise", fontsize=18)
        for number, line in enumerate(lines):
            page.insert_text((72, 130 + 14 * number), line, fontsize=11)
        if crop:
            page.set_cropbox(pymupdf.Rect(50, 60, 380, 280))
        page.set_rotation(rotation)
    if empty_page:
        document.new_page()
    document.set_page_labels([{"startpage": 0, "style": "r", "firstpagenum": 4}])
    if password:
        return bytes(document.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw=password, owner_pw=password))
    return bytes(document.tobytes())


def samples() -> dict[str, bytes]:
    """By file name; one for each suffix that can be opened."""
    return {
        "talk.txt": TRANSCRIPT.encode(),
        "report.md": MARKDOWN.encode(),
        "article.html": ARTICLE.encode(),
        "agreement.docx": make_docx(),
        "promise.pdf": make_pdf(),
        "meeting.vtt": VTT.encode(),
        "meeting.srt": SRT.encode(),
    }


@pytest.fixture(scope="session")
def sample() -> Callable[[str], bytes]:
    return samples().__getitem__


@pytest.fixture(scope="session")
def pdf() -> Callable[..., bytes]:
    return make_pdf


@pytest.fixture(scope="session")
def docx() -> Callable[..., bytes]:
    return make_docx


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "sample_name" in metafunc.fixturenames:
        metafunc.parametrize("sample_name", sorted(samples()))
