"""Changing a graph: documents in, judgements in, and the derived layer brought up to date behind them."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from . import contents, sync
from .contents import GIVEN, Contents
from .errors import LlmError, OntologyError, SourceError
from .extract import RULES, Extractor, Rules, unread
from .loading import Hints, Skipped, Source, documents
from .names import Names
from .records import Document
from .statements import statement
from .store import BATCH, Store, Write, state

UNREAD = "documents not read"


@dataclass(slots=True)
class Report:
    """What a load did: counts of what was written, and each source that failed with its one line."""

    counts: Counter[str] = field(default_factory=Counter)
    failed: list[SourceError] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    dry_run: bool = False

    def row(self) -> dict[str, Any]:
        """As one JSON value."""
        failed = [{"source": error.source, "problem": error.problem} for error in self.failed]
        return {"dry_run": self.dry_run, **dict(sorted(self.counts.items())), "failed": failed, "notes": self.notes}


def load(
    store: Store,
    sources: Iterable[Source | SourceError | Skipped],
    hints: Hints,
    names: Names,
    *,
    again: bool,
    dry_run: bool,
    progress: Callable[[str], None] | None,
    extractor: Extractor = RULES,
    after_purge: bool = False,
) -> Report:
    """See `Graph.load`."""
    report = Report(dry_run=dry_run)
    held, stale, now = contents.read(store), unfinished(store), contents.clock()
    opened: Iterable[_Read | SourceError | Skipped] = _opened(sources, hints)
    if not isinstance(extractor, Rules):
        opened = [source.whole() if isinstance(source, _Read) else source for source in opened]
        to_read = (document for source in opened if isinstance(source, _Read) for document in source.documents if after_purge or not held.purged(document))
        extractor.ahead([held.merged(document) for document in to_read if _wanted(held, document, extractor, again)])
    for source in opened:
        if isinstance(source, SourceError):
            report.failed.append(source)
            continue
        if isinstance(source, Skipped):
            report.notes.append(str(source))
            continue
        try:
            for document in source.documents:
                became = _take(held, document, source.name, names, extractor, again, after_purge)
                report.counts[became] += 1
                if became == UNREAD:
                    report.notes.append(f"{source.name}: {unread(document)}")
                if held.rows >= BATCH and not dry_run:
                    stale |= _write(store, held, report, now)
            if source.failed:
                report.failed.append(source.failed)
        except SourceError as error:
            report.failed.append(error)
        if progress:
            progress(source.name)
    if dry_run:
        stale |= held.rows > 0
        report.counts.update({"claims added": len(held.added), "claims removed": len(held.removed)})
    else:
        stale |= _write(store, held, report, now)
    if stale:
        derive(store, held, report)
    return report


def rebuild(store: Store) -> Report:
    """See `Graph.rebuild`."""
    report = Report()
    store.write([state("loading")])
    _, drops = sync.changes(store, Contents())
    for batch in drops:
        store.write(batch)
    derive(store, contents.read(store), report)
    return report


def decide(store: Store, writes: Sequence[Write]) -> Report:
    """Write what a person decided, and bring the graph up to date."""
    report = Report()
    keep(store, writes)
    derive(store, contents.read(store), report)
    return report


def keep(store: Store, writes: Sequence[Write]) -> None:
    """Write what a person decided; the graph is `unfinished` until it is brought up to date."""
    store.write([state("loading"), *writes])


def unfinished(store: Store) -> bool:
    """Whether the derived layer may be behind the claims."""
    return any(row["state"] != "clean" for row in store.read(statement("read/state.cypher")))


def _write(store: Store, held: Contents, report: Report, now: str) -> bool:
    """Write what *held* has that the store hasn't, all of it in one transaction, and whether there was any."""
    added, removed = len(held.added), len(held.removed)
    writes = held.pending(now)
    if writes:
        store.write([state("loading"), *writes])
        report.counts.update({"claims added": added, "claims removed": removed})
    return bool(writes)


def derive(store: Store, held: Contents, report: Report) -> None:
    """Bring the derived layer of *store* to what *held* says, and say that it is."""
    counts, writes = sync.changes(store, held)
    report.counts.update({what: count for what, count in counts.items() if not what.startswith("links")})
    if not report.dry_run:
        for batch in writes:
            store.write(batch)
        store.write([state("clean")])


@dataclass(frozen=True, slots=True)
class _Read:
    """A source with its documents; those that are still to be read raise what goes wrong, else it is in ``failed``."""

    name: str
    documents: Iterable[Document]
    failed: SourceError | None = None

    def whole(self) -> "_Read":
        """The source read to its end."""
        found: list[Document] = []
        try:
            found.extend(self.documents)
        except SourceError as error:
            return _Read(self.name, found, error)
        return _Read(self.name, found)


def _opened(sources: Iterable[Source | SourceError | Skipped], hints: Hints) -> Iterator[_Read | SourceError | Skipped]:
    return (_Read(source.name, documents(source, hints)) if isinstance(source, Source) else source for source in sources)


def _wanted(held: Contents, document: Document, extractor: Extractor, again: bool) -> bool:
    """Whether *document* is to be extracted: it isn't ready-made, and it is new, or other facts of it are, or it is wanted again."""
    merged, known = held.merged(document), held.documents.get(document.id)
    if document.given is not None or not extractor.reads(merged):
        return False
    return again or known != merged.model_copy(update={"text": ""}) or "extracted" not in held.readings[merged.id]


def _take(held: Contents, document: Document, name: str, names: Names, extractor: Extractor, again: bool, after_purge: bool) -> str:
    """Take *document* and what is to be read in it into *held*, all of it or nothing; what became of it."""
    marker = held.purged(document)
    if marker and not after_purge:
        raise SourceError(name, f"purged on {marker.at} ({marker.reason}); load it with --again-after-purge if it may be kept again")
    merged, known = held.merged(document), held.documents.get(document.id)
    found = document.given
    try:
        if found is not None:
            found.check(merged)
        elif _wanted(held, document, extractor, again):
            found = extractor.extract(merged, names).check(merged)
    except (OntologyError, LlmError) as error:
        raise SourceError(name, f"not taken: {error}") from error
    while marker:
        held.lift(marker)
        marker = held.purged(document)
    news = held.add(merged)
    if found is not None:
        news |= held.put(merged, GIVEN, GIVEN, found) if document.given is not None else held.put(merged, "extracted", extractor.version, found)
    if found is None and not extractor.reads(merged):
        return UNREAD
    return "documents unchanged" if not news else "documents changed" if known else "documents added"
