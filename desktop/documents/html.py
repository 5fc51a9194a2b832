"""Web pages: the article without menus, adverts and comments; what was left away is listed. Nothing is ever fetched."""

import re
from typing import Any

from desktop.documents.base import AS_FOUND, Choices, Format, Metadata, Reading, Unreadable
from desktop.documents.flow import Flow, finish, refuse_empty
from desktop.documents.markup import Walk
from desktop.documents.plaintext import find_blocks
from desktop.documents.text import clean, decode
from desktop.documents.transcript import find_turns, looks_like_transcript

# Beyond these the parser loses words without a word, or takes minutes; the longest real article has some 3 MB.
MOST_BYTES = 20_000_000
MOST_TAGS = 400_000
LONGEST_WORDS = 8_000_000
DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
XML_DECLARED = re.compile(rb"\A\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})")
BEGINNING = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html)\b",
    re.I | re.S,
)
HIDING = re.compile(r"^hidden$|display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
HIDDEN_ARTICLE = 1_000
# A shorter article beside much more text is a mistake of the extraction.
SHORTEST_ARTICLE = 200


def read(data: bytes, name: str, choices: Choices = AS_FOUND) -> Reading:
    refuse_empty(data)
    _refuse_huge(data)
    declared = DECLARED.search(data[:8192]) or XML_DECLARED.match(data[:256])
    source, encoding, note = decode(data, declared[1].decode() if declared else None, choices.encoding)
    used = Choices(encoding, whole=choices.whole)
    tree = _parse(source)
    everything = _walked(tree)
    _drop_hidden(tree)
    whole = _walked(tree)
    if preformatted := _preformatted(tree, len(whole.text)):
        return finish(
            preformatted,
            find_blocks(preformatted),
            reader=_reader(),
            metadata=_own_words(tree),
            notes=[note],
            choices=used,
        )
    article, metadata = _article(tree)
    if not choices.whole and _is_complete(article, whole):
        left_out = _rest(everything, article.text)
        return finish(
            article.text,
            article.blocks,
            reader=_reader(),
            otherwise="article",
            metadata=metadata,
            left_out=left_out,
            notes=[note],
            choices=used,
        )
    notes = [note, "" if choices.whole else "No article was found in the page, so all of its text is shown."]
    left_out = _rest(everything, whole.text)
    return finish(
        whole.text, whole.blocks, reader=_reader(), metadata=metadata, left_out=left_out, notes=notes, choices=used
    )


def _refuse_huge(data: bytes) -> None:
    if len(data) > MOST_BYTES:
        raise Unreadable(f"It has {len(data) // 1_000_000} MB; web pages can have {MOST_BYTES // 1_000_000} MB.")
    if data.count(b"<") > MOST_TAGS:
        raise Unreadable(f"It has more than {MOST_TAGS:,} tags, which no article has.")
    if max(map(len, data.split(b"<"))) > LONGEST_WORDS:
        raise Unreadable("It has a single stretch of text that is too long for a web page.")


def _parse(source: str) -> Any:
    import lxml.html
    from lxml import etree

    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True)
    try:
        return lxml.html.document_fromstring(source.encode(), parser=parser)
    except (etree.LxmlError, ValueError):
        raise Unreadable("There are no words in it.") from None


def _drop_hidden(tree: Any) -> None:
    """Takes out what no browser shows, but for long stretches: those are the rest of an article behind a "read on"."""
    for element in [element for element in tree.iter("*") if HIDING.search(_style(element))]:
        if len(element.text_content()) < HIDDEN_ARTICLE and element.getparent() is not None:
            element.drop_tree()


def _style(element: Any) -> str:
    return "hidden" if element.get("hidden") is not None else str(element.get("style") or "")


def _walked(root: Any, *, extracted: bool = False) -> Flow:
    flow = Flow()
    Walk(flow, extracted=extracted).run(root)
    return flow


def _preformatted(tree: Any, length: int) -> str:
    """The text of a page that is nearly all one <pre>, as parliaments publish their records."""
    texts = ["".join(pre.itertext()) for pre in tree.iter("pre")]
    longest = max(texts, key=len, default="")
    return clean(longest).strip("\n") if len(longest) > 500 and len(longest) > 0.7 * length else ""


def _article(tree: Any) -> tuple[Flow, Metadata]:
    from trafilatura import bare_extraction

    found: Any = bare_extraction(
        tree,
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        include_formatting=True,
        deduplicate=False,
    )
    own = _own_words(tree)
    if found is None:
        return Flow(), own
    flow = _walked(found.body, extracted=True) if found.body is not None else Flow()
    return flow, Metadata(
        title=found.title or own.title,
        author=found.author or "",
        publisher=found.sitename if found.sitename and found.sitename != found.title else "",
        published_on=found.date or "",
        url=found.url or own.url,
        language=found.language or own.language,
    )


def _own_words(tree: Any) -> Metadata:
    """What the head of the page says plainly."""
    title = " ".join((tree.findtext(".//title") or "").split())
    links = tree.xpath("//link[@rel='canonical']/@href")
    return Metadata(title=title, url=str(links[0]) if links else "", language=str(tree.get("lang") or ""))


def _is_complete(article: Flow, whole: Flow) -> bool:
    """Is the extraction to be trusted? It is made for articles and tears the minutes of meetings apart."""
    if len(article.text) < min(SHORTEST_ARTICLE, len(whole.text) // 2):
        return False
    spoken = find_turns(whole.text, whole.blocks)
    if not looks_like_transcript(whole.text, spoken):
        return True
    return len(find_turns(article.text, article.blocks)) * 10 >= len(spoken) * 9


def _rest(whole: Flow, article: str) -> list[str]:
    """The page's blocks that are not in the article, each once, in order."""
    kept = _folded(article)
    texts = (whole.text[block.start : block.end] for block in whole.blocks)
    return list(dict.fromkeys(text for text in texts if _folded(text) not in kept))


def _folded(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _reader() -> str:
    from importlib.metadata import version

    return f"html/1 trafilatura {version('trafilatura')}"


def _sniff(head: bytes) -> bool:
    return BEGINNING.match(head) is not None


FORMAT = Format(
    "html", "Web page", (".html", ".htm", ".xhtml"), "text/html", read, _sniff, offers=("encoding", "whole")
)
