"""Versions of one document: the same declared id or URL, another text. The latest dated one is current, never the last loaded."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise

from .names import key
from .periods import bounds
from .records import Document, digest
from .reviews import Withdrawal


def named(document: Document) -> tuple[str, ...] | None:
    """What the versions of *document* have in common; None where nothing tells.

    A declared id is its publisher's, and a bare number that no publisher vouches for is nobody's. Two that declare other ids
    at one address (the items of a feed) are two documents.
    """
    publisher = key(document.publisher or "")
    if document.declared and (publisher or not document.declared.isdigit()):
        return "id", document.declared, publisher
    return ("url", document.url, document.declared or "") if document.url else None


def versions(documents: Iterable[Document]) -> list[list[Document]]:
    """Documents that are versions of each other, each list with the current one last, those without a date first."""
    groups: dict[tuple[str, ...], list[Document]] = defaultdict(list)
    for document in documents:
        if name := named(document):
            groups[name].append(document)
    return [sorted(group, key=lambda d: (dated(d), d.id)) for _, group in sorted(groups.items()) if len(group) > 1]


def superseded(documents: Mapping[str, Document]) -> dict[str, str]:
    """Each older version, by id, with the one that follows it. Without a date nothing can be told: such a version stays current."""
    found: dict[str, str] = {}
    for group in versions(documents.values()):
        known = [document.id for document in group if dated(document)]
        found.update(pairwise(known))
    return found


def outlived(documents: Mapping[str, Document], purged: Iterable[Withdrawal]) -> set[str]:
    """Documents of which a later version was *purged*. What that put right is not made right again by its removal, so they don't count either."""
    by_name: dict[str | None, list[Withdrawal]] = defaultdict(list)
    for withdrawal in purged:
        if withdrawal.name and withdrawal.dated:
            by_name[withdrawal.name].append(withdrawal)
    if not by_name:
        return set()
    return {i for i, d in documents.items() if dated(d) and any((dated(d), i) < (w.dated, w.document) for w in by_name[name_hash(d)])}


def name_hash(document: Document) -> str | None:
    """What the marker of a purged document keeps to know its other versions by: it tells neither address nor id."""
    name = named(document)
    return digest("versions", *name) if name else None


def untold(documents: Mapping[str, Document]) -> list[list[Document]]:
    """Versions of which no date tells which is current."""
    return [group for group in versions(documents.values()) if not dated(group[0])]


def dated(document: Document) -> str:
    """The day from which *document* is the current text: the latest of when it was published and modified; empty where neither is known."""
    days = (day for period in (document.published, document.modified) if period for day in [bounds(period)[0] or bounds(period)[1]] if day)
    return max((day.isoformat() for day in days), default="")
