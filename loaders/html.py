"""Web pages: the article out of the page, one paragraph a line; and the facts that the page's metadata gives."""

import json
import logging
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

import trafilatura
from lxml import etree
from lxml import html as lxml_html

from graphkit.errors import SourceError
from graphkit.loading import Hints, Source, document
from graphkit.records import Document

from .dateline import dateline, period
from .text import decode

for _name in ("trafilatura", "htmldate"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)  # what matters is raised

# Blocks, in the vocabulary of HTML and in that of trafilatura's output: each begins and ends a line.
_BLOCKS = frozenset(re.findall(
    r"\w+",
    "address article aside blockquote body br caption center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr "
    "html item lb li list main nav ol option p pre quote row section table tbody tfoot thead title tr ul",
))  # fmt: skip
_CELLS = frozenset(("td", "th", "cell"))
_ROWS = frozenset(("tr", "row"))
_SILENT = frozenset(("script", "style", "noscript", "template", "svg", "iframe", "object", "title"))
_DATES = (
    "//meta[@property='article:published_time' or @property='og:published_time' or @itemprop='datePublished']/@content",
    "//meta[translate(@name, 'DCTP', 'dctp')='date' or @name='pubdate' or @name='publishdate' or @name='publish-date' or @name='DC.date'"
    " or @name='dc.date' or @name='DC.date.issued' or @name='dcterms.issued' or @name='citation_publication_date' or @name='article:published_time']/@content",
    "//time[@itemprop='datePublished' or @pubdate]/@datetime",
    "//article//time/@datetime",
)
_MODIFIED = ("//meta[@property='article:modified_time' or @property='og:updated_time' or @itemprop='dateModified' or @name='dcterms.modified']/@content",)


def load(source: Source, hints: Hints) -> Iterator[Document]:
    """One document, kind ``html``; raises `SourceError` where the page has no article."""
    page = decode_page(source.read(hints.max_bytes), source)
    found = trafilatura.bare_extraction(
        page,
        url=source.url,
        include_comments=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    assert not isinstance(found, dict)
    tree = _tree(page)
    text = "\n".join(lines(found.body)) if found else ""
    if not text and not tree.xpath("//nav | //header | //footer | //script | //form"):
        text = fragment(page)  # a page of so few words that nothing tells an article from what surrounds it, and nothing does
    if not _is_prose(text):
        raise SourceError(source.name, "no article text found; if a script writes the page, save it from a browser")
    facts: dict[str, Any] = {
        "title": found.title if found else tree.findtext(".//title"),
        "publisher": found.sitename if found and found.sitename != found.hostname else None,
        "url": _canonical(tree, source.url),
        "published": _declared(tree, "datePublished", _DATES) or dateline(text),
        "modified": _declared(tree, "dateModified", _MODIFIED),
        "language": next(iter(tree.xpath("/html/@lang")), None),
    }
    yield document(source, hints, text, kind="html", **facts)


def fragment(markup: str) -> str:
    """All the text of a piece of HTML, as in an e-mail or a feed: there is no page around the article."""
    return "\n".join(lines(_tree(markup)))


def lines(root: Any) -> Iterator[str]:
    """The text below *root*, a line for each block, the cells of a table row joined by " | "."""
    line: list[str] = []
    rows = silent = 0  # inside how many table rows, where blocks don't break the line; inside how many silent elements
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in _BLOCKS:
            if not rows and (words := _line(line)):
                yield words
            line.append(" ")
        if event == "start":
            silent += tag in _SILENT
            rows += tag in _ROWS
            words = element.text
        else:
            silent -= tag in _SILENT
            rows -= tag in _ROWS
            line.append(" | " if tag in _CELLS else "")
            if tag in _ROWS and not rows and (words := _line(line)):
                yield words
            words = element.tail if element is not root else ""
        line.append("" if silent else words or "")
    if words := _line(line):
        yield words


def _line(parts: list[str]) -> str:
    """The words in *parts*, which it empties."""
    words = " ".join("".join(parts).split())
    parts.clear()
    return words.removesuffix("|").rstrip() if words.strip("| ") else ""


def decode_page(data: bytes, source: Source) -> str:
    """*data* as text; the page's own declaration counts where neither a byte-order mark nor the server names an encoding."""
    declared = re.search(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?([\w.:-]+)", data[:4096], re.I)
    page = decode(data, source, source.charset or (declared[1].decode("ascii") if declared else None))
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", page)  # lxml takes no text that declares its bytes


def _tree(markup: str) -> Any:
    try:
        return lxml_html.document_fromstring(markup)
    except etree.ParserError:  # there is nothing in it, or only comments
        return lxml_html.Element("html")


def _is_prose(text: str) -> bool:
    return bool(re.search(r"[.!?。！？][\"'”’»)]*(\s|$)", text)) or len(text.split()) > 20


def _canonical(tree: Any, fetched: str | None) -> str | None:
    """The address that the page gives as its own; one on another host than it came from is not believed."""
    for url in tree.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content"):
        parts = urlsplit(url.strip())
        if parts.scheme in ("http", "https") and parts.hostname and (fetched is None or _site(parts.hostname) == _site(urlsplit(fetched).hostname or "")):
            return str(url.strip())
    return None


def _site(host: str) -> str:
    return host.lower().removeprefix("www.")


def _declared(tree: Any, name: str, paths: Iterable[str]) -> str | None:
    """The date of this *name* in schema.org's terms that the page declares.

    It's read here because htmldate makes a day of a month, and drops what is still to come.
    """
    for block in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            stack = [json.loads(block)]
        except (ValueError, RecursionError):
            continue
        while stack:
            value = stack.pop()
            if isinstance(value, dict):
                if date := period(value.get(name)):
                    return date
                stack += reversed(value.values())
            elif isinstance(value, list):
                stack += reversed(value)
    for path in paths:
        for value in tree.xpath(path):
            if date := period(value):
                return date
    return None
