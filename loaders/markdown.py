"""Markdown: the text as it is written, without its front matter, which gives the facts."""

import re
from collections.abc import Iterator
from itertools import pairwise

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


def load(source: Source, hints: Hints) -> Iterator[Document]:
    """One document, kind ``markdown``; its title is that of the front matter, else the first heading."""
    header, text = front_matter(decode(source.read(hints.max_bytes), source))
    facts = {fact: next((header[key] for key in keys if header.get(key)), None) for fact, keys in _FACTS.items()}
    facts["title"] = facts["title"] or heading(text)
    facts["published"] = period(facts["published"]) or dateline(text)
    yield document(source, hints, text, kind="markdown", **facts)


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """The ``key: value`` pairs of the block between ``---`` lines that *text* begins with, and the rest."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    found = re.match(r"---[ \t]*\n((?:[ \t]*\n|[ \t]+.*\n|- .*\n|#.*\n|[\w-]+:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|$)\n*", text)
    if not found or ":" not in found[1]:
        return {}, text  # a thematic break
    pairs = re.findall(r"^([\w-]+):[ \t]*(.*)$", found[1], re.M)
    return {key.lower(): value.strip().strip("[]").strip().strip("\"'") for key, value in pairs}, text[found.end() :]


def heading(text: str) -> str | None:
    """The words of the first heading near the top of *text*, without their markup."""
    tokens = MarkdownIt().parse(text[:20_000])
    for token, following in pairwise(tokens):
        if token.type == "heading_open":
            words = "".join(part.content if part.type in ("text", "code_inline") else " " * part.type.endswith("break") for part in following.children or ())
            return words.strip() or None
    return None
