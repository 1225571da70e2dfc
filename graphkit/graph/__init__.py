"""The graph: load documents into it, and ask."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Self

from .. import backup, contents, drawing, explorer, export, history, ingest
from ..derive import STATUSES
from ..errors import SourceError
from ..extract import RULES, Extractor
from ..ingest import Report
from ..loading import Hints, Skipped, Source
from ..names import Names, starter
from ..ontology import RELATIONS
from ..selection import Selection
from ..statements import statement
from ..store import open_store
from .asking import Asking
from .deciding import Deciding

__all__ = ["Graph"]


class Graph(Asking, Deciding):
    """A graph in a store: a path (default ``./graphkit.db``), or ``bolt://…`` / ``neo4j://…``.

    A context manager. Raises `StoreError` where the store can't be opened.
    """

    def __init__(self, store: str = "graphkit.db", *, create: bool = False, read_only: bool = False) -> None:
        self.store = open_store(store, create=create, read_only=read_only)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self.store.close()

    def load(
        self,
        sources: Iterable[Source | SourceError | Skipped],
        hints: Hints | None = None,
        *,
        names: Names | None = None,
        again: bool = False,
        dry_run: bool = False,
        progress: Callable[[str], None] | None = None,
        extractor: Extractor = RULES,
        after_purge: bool = False,
    ) -> Report:
        """Load *sources*; what can't be read is in the report, the rest is loaded.

        *extractor* reads them: the offline rules unless another (`graphkit.llm`) is given, which may raise `LlmError`.

        *again* reads anew what an extractor has read already. With *dry_run* nothing is written and the
        report says what would be. What was purged is refused unless *after_purge*. *progress* is called with the name of each source when it is done.
        """
        report = ingest.load(
            self.store,
            sources,
            hints or Hints(),
            names or starter(),
            again=again,
            dry_run=dry_run,
            progress=progress,
            extractor=extractor,
            after_purge=after_purge,
        )
        self._forget()
        return report

    def rebuild(self) -> Report:
        """Drop every edge and entity, and derive them anew from the claims."""
        report = ingest.rebuild(self.store)
        self._forget()
        return report

    @property
    def unfinished(self) -> bool:
        """Whether a load was cut off before the edges were derived; loading again, or `rebuild`, finishes it."""
        return ingest.unfinished(self.store)

    @contextmanager
    def at(self, *, as_of: str | None = None, known_by: str | None = None) -> "Iterator[Graph]":
        """The graph with only what was true (*as_of*) or had been said (*known_by*) by then, to ask and query; it is gone afterwards."""
        if not as_of and not known_by:
            yield self
            return
        selection = Selection(as_of=as_of, known_by=known_by, statuses=tuple(STATUSES))
        with TemporaryDirectory(prefix="graphkit-") as folder, Graph(str(Path(folder) / "then.db"), create=True) as then:
            history.copy(self.store, then.store, selection)
            yield then

    def explore(
        self,
        selection: Selection | None = None,
        *,
        title: str = "AI vendor relationships",
        context: explorer.Context = "sentence",
        opens: str | None = None,
    ) -> drawing.Page:
        """The explorer of *selection* (left out: everything, what isn't fact switched off): one HTML page, a `str` that a notebook shows.

        *context* and *opens* are as in `explorer.render`. What people took out of the graph travels too, switched off, where
        *selection* takes every status and every time; where it takes only some, these are on. A page of a part says which.
        """
        explorer.check_context(context)
        selection = selection or Selection(statuses=tuple(STATUSES))
        edges = self.edges(selection)
        claims = self.claims(i for edge in edges for i in edge["claims"])
        about = {node.id for name in selection.about for node in self.named(name)}
        decided = drawing.decided(self.store, self.nodes, selection.relations, about)
        if selection.every_status and not selection.as_of and not selection.known_by:
            edges, claims = [*edges, *decided.edges], claims | decided.claims
        part = drawing.part(selection, len(edges), self._count)
        shown = drawing.view(edges, claims, self.documents, self.text, context, decided, part=part, shown=drawing.on_at_first(selection))
        return drawing.Page(explorer.render(shown, title=title, context=context, opens=opens))

    def _count(self) -> int:
        """How many edges a page of all of it holds: what people took out as well."""
        stands = sum(int(row["count"]) for name in RELATIONS for row in self.store.read(statement("read/edge_count.cypher", RELATION=name)))
        return stands + len(drawing.decided(self.store, self.nodes, tuple(RELATIONS), ()).edges)

    def export(self) -> Iterator[str]:
        """The canonical export, line by line."""
        return export.export(self.store)

    def backup(self, path: Path) -> dict[str, Any]:
        """Write everything to one file, whole or not at all; counts, and the hash. `graphkit.backup.restore` puts it into another store.

        Raises `OutputError` where it can't be written.
        """
        return backup.backup(self.store, path)

    @property
    def hash(self) -> str:
        """SHA-256 of the canonical export."""
        return export.hash_of(self.store)

    def stats(self) -> dict[str, Any]:
        """Counts by type, and the hash."""
        edges = self.edges(Selection(statuses=tuple(STATUSES)))
        held = contents.read(self.store)
        return {
            "documents": len(held.documents),
            "claims": len(held.claims),
            "entities": dict(sorted(Counter(node.type for node in self.nodes.values()).items())),
            "edges": {name: count for name in RELATIONS if (count := sum(1 for e in edges if e["relation"] == name))},
            "statuses": {name: count for name in STATUSES if (count := sum(1 for e in edges if e["status"] == name))},
            "hash": self.hash,
        }
