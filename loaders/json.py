"""JSON and JSON Lines: articles, and ready-made graphs with the text that they were read out of."""

import json
from collections.abc import Iterator
from typing import Any

from graphkit.errors import SourceError
from graphkit.loading import Hints, Source, document, each, loader, sibling_texts
from graphkit.records import Document

from .dateline import as_declared
from .given import extraction
from .text import decode

_KEYS = {
    "text": ("text", "body", "content"),
    "title": ("title", "headline"),
    "url": ("url", "link"),
    "published": ("published", "date", "publishedAt"),
    "modified": ("modified", "updated", "dateModified"),
    "publisher": ("publisher", "source"),
    "language": ("language", "lang"),
    "declared": ("id",),
}


def load(source: Source, hints: Hints) -> Iterator[Document]:
    """A document for each object: one, a list of them, or one a line.

    An article has ``text`` (or ``body``, ``content``) and may have title, url, published (or date), modified (or updated), publisher (or
    source), language, id; what else it has is left alone. A graph has ``entities`` and ``relations`` as well, and its
    text in ``text`` or beside it (``NAME.gold.json`` and ``NAME.txt``); it gives a document with `Document.given`.
    Raises one `SourceError` for all the objects that are neither, by item or line, after those that are.
    """
    found = _items(decode(source.read(hints.max_bytes), source), source)
    several = ((place, item if isinstance(item, SourceError) else (item, place != "")) for place, item in found)
    return each(source, several, lambda one: _document(*one, source, hints))


def _items(text: str, source: Source) -> Iterator[tuple[str, Any]]:
    try:
        whole = json.loads(text)
    except ValueError as error:
        if source.suffix != "jsonl" and not (str(error).startswith("Extra data") and _is_json(text.lstrip().split("\n", 1)[0])):
            raise SourceError(source.name, f"broken JSON: {error}") from error
        yield from _lines(text, source)
        return
    if isinstance(whole, list):
        yield from ((f"item {number}", item) for number, item in enumerate(whole, start=1))
    else:
        yield "", whole


def _lines(text: str, source: Source) -> Iterator[tuple[str, Any]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                item: Any = json.loads(line)
            except ValueError as error:
                item = SourceError(source.name, f"broken JSON: {error}")
            yield f"line {number}", item


def _is_json(line: str) -> bool:
    try:
        json.loads(line)
    except ValueError:
        return False
    return True


def _document(item: Any, several: bool, source: Source, hints: Hints) -> Document:
    if not isinstance(item, dict):
        raise SourceError(source.name, 'not an object; an article is {"text": …, "title": …, …}')
    graph = isinstance(item.get("entities"), list) or isinstance(item.get("relations"), list)
    facts = {fact: next((item[key] for key in keys if item.get(key)), None) for fact, keys in _KEYS.items()}
    text = facts.pop("text")
    if isinstance(facts["publisher"], dict):
        facts["publisher"] = facts["publisher"].get("name")
    if not isinstance(text, str) and not (graph and text is None):
        raise SourceError(source.name, 'no "text", "body" or "content"')
    for date in ("published", "modified"):
        facts[date] = as_declared(facts[date], source.name)
    result = document(source, hints, text, kind="json", item=several, **facts) if text is not None else _beside(item, facts, source, hints)
    if not graph:
        return result
    try:
        return result.model_copy(update={"given": extraction(item, result)})
    except ValueError as error:
        raise SourceError(source.name, str(error)) from error


def _beside(item: dict[str, Any], facts: dict[str, Any], source: Source, hints: Hints) -> Document:
    """The document of the text file beside a graph; what the graph's file says of it counts, a null as well."""
    names = sibling_texts(source.path) if source.path else []
    path = next((path for path in names if path.exists()), None)
    if path is None:
        raise SourceError(source.name, f'no "text", and no {" or ".join(name.name for name in names) or "file"} beside it')
    suffix = path.suffix.removeprefix(".")
    found = next(loader(suffix)(Source(str(path), suffix, path=path), hints))
    own = {fact: value for fact, value in facts.items() if value or (fact in item)}
    known = {fact: getattr(found, fact) for fact in facts} | own
    return document(source, hints, found.text, kind=found.kind, pages=found.pages, **known)
