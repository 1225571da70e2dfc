"""Addresses on the web: fetched, then read by the loader for what came back."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from graphkit.errors import SourceError
from graphkit.loading import Hints, Source, loader, loaders, sniff
from graphkit.records import Document

from .fetching import Page, fetch

_SUFFIXES = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/pdf": "pdf",
    "text/plain": "txt",
    "text/markdown": "md",
    "text/csv": "csv",
    "application/json": "json",
    "application/ld+json": "json",
    "application/x-ndjson": "jsonl",
    "application/jsonl": "jsonl",
    "application/rss+xml": "rss",
    "application/atom+xml": "atom",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "message/rfc822": "eml",
}
#: Says how it is written, not what it is: application/x-rss+xml, application/vnd.api+json.
_SYNTAX = re.compile(r"(application|text)/([\w.-]+[+-])?(xml|json)")
_VAGUE = {"", "application/octet-stream", "binary/octet-stream", "text/xml", "application/xml", "text/plain"}


def load(source: Source, hints: Hints) -> Iterator[Document]:
    """What the loader makes of what is at the address ``source.name``; `Document.url` is the last address, or the page's own.

    Raises `SourceError` where the address is not public, robots.txt forbids it, the server fails, or the answer
    takes too long, is too large, or is of no known kind.
    """
    page = fetch(source.name, hints)
    suffix = _suffix(page)
    if suffix is None or suffix not in loaders():
        raise SourceError(source.name, f"no loader for content of type {page.kind or 'unknown'}")
    yield from loader(suffix)(Source(source.name, suffix, data=page.data, url=page.url, charset=page.charset), hints)


def _suffix(page: Page) -> str | None:
    if page.kind not in _VAGUE and (page.kind in _SUFFIXES or not _SYNTAX.fullmatch(page.kind)):
        return _SUFFIXES.get(page.kind)
    named = PurePosixPath(urlsplit(page.url).path).suffix.lower().removeprefix(".")
    if named in loaders() and (page.kind != "text/plain" or named in ("md", "markdown", "csv", "json", "jsonl")):
        return named
    return "txt" if page.kind == "text/plain" else sniff(page.data)
