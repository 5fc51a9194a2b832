"""Web pages: the article without menus, adverts and comments; what was left away is listed. Nothing is ever fetched."""

import re
from typing import Any

from desktop.documents.base import AS_FOUND, Choices, Format, Metadata, Reading, Unreadable
from desktop.documents.crowding import refuse_crowded
from desktop.documents.flow import LINK_ENDS, WEB_ADDRESS, DocType, Flow, finish, refuse_empty, without_marks
from desktop.documents.markup import CELLS, LINE_END, Walk, layout_rows
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
# Told from text by `without_marks`.
REPEATED = LINK_ENDS
# Browsers write this above a page that they save.
SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)")
HIDING = re.compile(r"^hidden$|display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
HIDDEN_ARTICLE = 1_000
# A shorter article beside much more text is a mistake of the extraction.
SHORTEST_ARTICLE = 200


def read(data: bytes, name: str, choices: Choices = AS_FOUND) -> Reading:
    refuse_empty(data)
    refuse_huge(data)
    declared = DECLARED.search(data[:8192]) or XML_DECLARED.match(data[:256])
    source, encoding, note = decode(data, declared[1].decode() if declared else None, choices.encoding)
    return read_page(source, Choices(encoding, whole=choices.whole), [note])


def read_page(source: str, used: Choices, notes: list[str], address: str = "") -> Reading:
    """`address` is where the page was, for links without a host and as its URL."""
    tree = parse(source)
    own = _own_words(tree, address)
    everything = _walked(tree, own.url)
    _drop_hidden(tree)
    whole = _walked(tree, own.url)
    if preformatted := _preformatted(tree, len(whole.text)):
        return finish(
            preformatted,
            find_blocks(preformatted),
            reader=_reader(),
            metadata=own,
            left_out=_rest(everything, preformatted),
            notes=notes,
            choices=used,
        )
    article, metadata = _article(tree, own)
    if not used.whole and _is_complete(article, whole):
        return _laid(article, everything, metadata, notes, used, "article")
    said = "" if used.whole else "No article was found in the page, so all of its text is shown."
    return _laid(whole, everything, metadata, [*notes, said], used, "other")


def _laid(
    flow: Flow, everything: Flow, metadata: Metadata, notes: list[str], used: Choices, otherwise: DocType
) -> Reading:
    return finish(
        flow.text,
        flow.blocks,
        reader=_reader(),
        otherwise=otherwise,
        metadata=metadata,
        left_out=_rest(everything, flow.text),
        links=flow.links,
        notes=notes,
        choices=used,
    )


def refuse_huge(data: bytes) -> None:
    if len(data) > MOST_BYTES:
        raise Unreadable(f"It has {len(data) // 1_000_000} MB; web pages can have {MOST_BYTES // 1_000_000} MB.")
    if data.count(b"<") > MOST_TAGS:
        raise Unreadable(f"It has more than {MOST_TAGS:,} tags, which no article has.")
    if max(map(len, data.split(b"<"))) > LONGEST_WORDS:
        raise Unreadable("It has a single stretch of text that is too long for a web page.")


def parse(source: str) -> Any:
    import lxml.html
    from lxml import etree

    refuse_crowded(source)
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True)
    try:
        tree = lxml.html.document_fromstring(source.encode(), parser=parser)
    except (etree.LxmlError, ValueError):
        tree = None
    if any("depth" in error.message for error in parser.error_log):
        raise Unreadable("Its parts are nested too deeply.")  # the parser leaves away what is deeper
    if tree is None:
        raise Unreadable("There are no words in it.")
    return tree


def _drop_hidden(tree: Any) -> None:
    """Takes out what no browser shows, but for long stretches: those are the rest of an article behind a "read on"."""
    for element in [element for element in tree.iter("*") if HIDING.search(_style(element))]:
        if len(element.text_content()) < HIDDEN_ARTICLE and element.getparent() is not None:
            element.drop_tree()
        else:  # or the extraction would drop it
            element.attrib.pop("style", None)
            element.attrib.pop("hidden", None)


def _style(element: Any) -> str:
    return "hidden" if element.get("hidden") is not None else str(element.get("style") or "")


def _walked(root: Any, base: str, *, extracted: bool = False) -> Flow:
    flow = Flow()
    Walk(flow, extracted=extracted, base=base).run(root)
    return flow


def _preformatted(tree: Any, length: int) -> str:
    """The text of a page that is nearly all one <pre>, as parliaments publish their records."""
    texts = ["".join(pre.itertext()) for pre in tree.iter("pre")]
    longest = max(texts, key=len, default="")
    return clean(longest).strip("\n") if len(longest) > 500 and len(longest) > 0.7 * length else ""


def _article(tree: Any, own: Metadata) -> tuple[Flow, Metadata]:
    from trafilatura import bare_extraction

    _unfold_columns(tree)
    _keep_line_ends(tree)
    _tell_repeated_apart(tree)
    found: Any = bare_extraction(
        tree,
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        include_formatting=True,
        include_links=True,
        deduplicate=False,
        # Searched further, any year in the text would become the first of January.
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    if found is None:
        return Flow(), own
    flow = _walked(found.body, own.url, extracted=True) if found.body is not None else Flow()
    return flow, Metadata(
        title=found.title or own.title,
        author=found.author or "",
        publisher=found.sitename if found.sitename and found.sitename != found.title else "",
        published_on=found.date or "",
        url=own.url or found.url or "",
        language=found.language or own.language,
    )


def _unfold_columns(tree: Any) -> None:
    """The library runs the paragraphs of a cell together, so cells that only place things become divisions."""
    rows = layout_rows(tree)
    for row in rows:
        for cell in row:
            if cell.tag in CELLS:
                cell.tag = "div"
        row.tag = "div"
    for table in {table for row in rows for table in row.iterancestors("table", "tbody", "thead", "tfoot")}:
        if next(table.iter("tr"), None) is None:
            table.tag = "div"


def _keep_line_ends(tree: Any) -> None:
    """The library folds those of preformatted words."""
    for element in [inner for pre in tree.iter("pre") for inner in pre.iter()]:
        element.text = element.text and element.text.replace("\n", LINE_END)
        if element.tag != "pre":
            element.tail = element.tail and element.tail.replace("\n", LINE_END)


def _tell_repeated_apart(tree: Any) -> None:
    """The library drops a paragraph that is the same as the one before it. Our marks never reach the text."""
    for paragraph in tree.iter("p", "li", "blockquote", "div"):
        before = paragraph.getprevious()
        if before is not None and before.tag == paragraph.tag and (paragraph.text or "").strip() and before.text:
            said = paragraph.text_content()
            if len(said) > 40 and said.split() == without_marks(before.text_content()).split():
                marks = len(before.text) - len(before.text.lstrip(REPEATED)) + 1
                paragraph.text = REPEATED * marks + paragraph.text.lstrip()


def _own_words(tree: Any, address: str = "") -> Metadata:
    """What the head of the page says plainly; its address is the canonical one, or where it was saved from."""
    title = " ".join((tree.findtext(".//title") or "").split())
    stated = tree.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content | //base/@href")
    saved = SAVED_FROM.search(
        " ".join(str(comment.text) for comment in tree.getroottree().xpath("/comment()|//head/comment()"))
    )
    addresses = [*map(str, stated), saved[1] if saved else "", address]
    url = next((found for found in addresses if WEB_ADDRESS.fullmatch(found)), "")
    language = tree.get("lang") or next(iter(tree.xpath("//meta[@http-equiv='content-language']/@content")), "")
    return Metadata(title=title, url=url, language=str(language))


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
