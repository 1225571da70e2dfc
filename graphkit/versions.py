"""Versions of one document: the same declared id or URL, another text. The latest dated one is current, never the last loaded."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise

from .names import key
from .periods import bounds
from .records import Document


def versions(documents: Iterable[Document]) -> list[list[Document]]:
    """Documents that are versions of each other, each list with the current one last, those without a date first.

    A declared id is its publisher's, and a bare number that no publisher vouches for is nobody's. Two that declare other ids
    at one address (the items of a feed) are two documents.
    """
    groups: dict[tuple[str, ...], list[Document]] = defaultdict(list)
    for document in documents:
        publisher = key(document.publisher or "")
        if document.declared and (publisher or not document.declared.isdigit()):
            groups["id", document.declared, publisher].append(document)
        elif document.url:
            groups["url", document.url, document.declared or ""].append(document)
    return [sorted(group, key=lambda d: (dated(d), d.id)) for _, group in sorted(groups.items()) if len(group) > 1]


def superseded(documents: Mapping[str, Document]) -> dict[str, str]:
    """Each older version, by id, with the one that follows it. Without a date nothing can be told: such a version stays current."""
    found: dict[str, str] = {}
    for group in versions(documents.values()):
        known = [document.id for document in group if dated(document)]
        found.update(pairwise(known))
    return found


def untold(documents: Mapping[str, Document]) -> list[list[Document]]:
    """Versions of which no date tells which is current."""
    return [group for group in versions(documents.values()) if not dated(group[0])]


def dated(document: Document) -> str:
    """The day from which *document* is the current text: the latest of when it was published and modified; empty where neither is known."""
    days = (day for period in (document.published, document.modified) if period for day in [bounds(period)[0] or bounds(period)[1]] if day)
    return max((day.isoformat() for day in days), default="")
