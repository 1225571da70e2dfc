"""Markdown: the text as it is written, without its front matter, which gives the facts."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from markdown_it import MarkdownIt

from graphkit.loading import Hints, Source, document
from graphkit.records import Document

from .dateline import dateline, period
from .text import decode

_FACTS = {
    "title": ("title",),
    "published": ("published", "date", "pubdate", "publishdate", "publish_date"),
    "publisher": ("publisher", "site", "source", "organization", "author", "authors"),
    "url": ("url", "canonical", "canonical_url", "link"),
    "language": ("language", "lang"),
}

_META = re.compile(r"\s|$|#|- |[\w-]+:")  # a key, or what belongs to one


def load(source: Source, hints: Hints) -> Iterator[Document]:
    """One document, kind ``markdown``; its title is that of the front matter, else the first heading."""
    header, text = front_matter(decode(source.read(hints.max_bytes), source))
    facts: dict[str, Any] = {fact: next((header[key] for key in keys if header.get(key)), None) for fact, keys in _FACTS.items()}
    facts["title"] = facts["title"] or heading(text)
    facts["published"] = period(facts["published"]) or dateline(text)
    yield document(source, hints, text, kind="markdown", **facts)


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """The ``key: value`` pairs of the block between ``---`` lines that *text* begins with, and the rest."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    first, *lines = text.split("\n", 200)[:200]
    end = next((number for number, line in enumerate(lines) if line.rstrip() in ("---", "...")), None)
    if first.rstrip() != "---" or end is None or not all(_META.match(line) for line in lines[:end]):
        return {}, text  # a thematic break, and not the beginning of front matter
    pairs = [line.partition(":") for line in lines[:end] if line[:1].isalpha()]
    rest = text.split("\n", end + 2)[end + 2 :]
    return {key.strip().lower(): value.strip().strip("[]").strip("\"' ") for key, _, value in pairs}, "".join(rest).lstrip("\n")


def heading(text: str) -> str | None:
    """The words of the first heading near the top of *text*, without their markup."""
    tokens = MarkdownIt().parse(text[:20_000])
    for token, following in pairwise(tokens):
        if token.type == "heading_open":
            words = "".join(part.content if part.type in ("text", "code_inline") else " " * part.type.endswith("break") for part in following.children or ())
            return words.strip() or None
    return None
