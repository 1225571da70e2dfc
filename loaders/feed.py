"""RSS and Atom feeds: an entry a document; where the person asks for it, the article that the entry points to."""

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any
from urllib.parse import urljoin, urlsplit
from xml.sax import SAXException

import feedparser

from graphkit.errors import SourceError
from graphkit.loading import Hints, Source, document, each, loader
from graphkit.records import Document

from .dateline import period
from .html import decode_page, fragment


def load(source: Source, hints: Hints) -> Iterator[Document]:
    """A document for each entry, kind ``feed``; with ``hints.follow``, the linked articles instead, of whatever kind they are.

    Raises `SourceError` where it is no feed, and one for all the entries that can't be read, after those that can.
    """
    text = decode_page(source.read(hints.max_bytes), source)
    if re.search(r"<!ENTITY", text, re.I):
        raise SourceError(source.name, "declares XML entities, which no feed needs; not read")
    # From a stream: feedparser takes a string for an address or a file name, and would fetch it.
    parsed = feedparser.parse(BytesIO(text.encode("utf-8")), response_headers={"content-type": "application/xml; charset=utf-8"}, resolve_relative_uris=False)
    if not parsed.version:
        raise SourceError(source.name, "no RSS or Atom feed")
    base = source.url or parsed.feed.get("link") or ""
    return each(source, _entries(parsed, source), lambda entry: _document(entry, parsed.feed, base, source, hints))


def _entries(parsed: Any, source: Source) -> Iterator[tuple[str, Any]]:
    yield from ((f"entry {number}", entry) for number, entry in enumerate(parsed.entries, start=1))
    if parsed.bozo and isinstance(parsed.bozo_exception, SAXException):
        raise SourceError(source.name, f"broken XML ({parsed.bozo_exception}); entries may be cut or missing")


def _document(entry: Any, feed: Any, base: str, source: Source, hints: Hints) -> Document:
    link = urljoin(base, entry["link"]) if entry.get("link") else None
    facts = {
        "title": fragment(entry.get("title") or "") or None,
        "publisher": feed.get("title"),
        "published": period(entry.get("published") or entry.get("updated")),
        "modified": period(entry.get("updated")) if entry.get("published") else None,
        "language": feed.get("language"),
    }
    if hints.follow:
        return _article(link, facts, source, hints)
    contents = [part.value for part in entry.get("content") or ()] or [entry.get("summary") or ""]
    text = "\n".join(fragment(part) for part in contents)
    return document(source, hints, text, kind="feed", item=True, url=link, declared=entry.get("id"), **facts)


def _article(link: str | None, facts: dict[str, Any], source: Source, hints: Hints) -> Document:
    """The article at *link*, with the feed's *facts* where the article itself is silent."""
    scheme = urlsplit(link or "").scheme
    if not link or scheme not in ("http", "https"):
        raise SourceError(source.name, "no link to follow")
    found = next(loader(scheme)(Source(link, scheme), replace(hints, follow=False)), None)
    if found is None:
        raise SourceError(source.name, f"{link} holds no document")
    return found.model_copy(update={fact: value for fact, value in facts.items() if value and not getattr(found, fact)})
