"""The graph: load documents into it, and ask."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Literal, Self

from . import ask as asking
from . import backup, catalogue, contents, deciding, drawing, explorer, export, history, ingest, stored, sync
from . import candidates as asking_about
from .analysis import Network, network
from .candidates import Candidate, Doubt
from .contents import Contents
from .derive import STATUSES
from .errors import QueryError, SourceError
from .extract import RULES, Extractor
from .identity import Node, group_of, named
from .ingest import Report
from .loading import Hints, Skipped, Source
from .names import Names, key, starter
from .ontology import ENTITY_TYPES, RELATIONS
from .records import Claim, Document, Judgement
from .results import Table
from .reviews import Review, Withdrawal
from .safe import check
from .selection import Selection
from .statements import statement
from .store import Write, open_store
from .store.limits import Limits
from .stored import Decision

#: What a row of an answer says of its edge, beside the ends and the evidence.
_ANSWERED = tuple("outcome reason reason_class action role round modality status disagreement from to origins confidence key".split())


class Graph:
    """A graph in a store: a path (default ``./graphkit.db``), or ``bolt://…`` / ``neo4j://…``.

    A context manager. Raises `StoreError` where the store can't be opened.
    """

    def __init__(self, store: str = "graphkit.db", *, create: bool = False, read_only: bool = False) -> None:
        self.store = open_store(store, create=create, read_only=read_only)
        self._session: Contents | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self.store.close()

    # -- loading ---------------------------------------------------------------------------------

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

    def _forget(self) -> None:
        for stale in ("nodes", "documents", "_sources", "_by_name"):
            self.__dict__.pop(stale, None)

    # -- identity --------------------------------------------------------------------------------

    def judge(self, left: str, right: str, verdict: Literal["same", "different", "unsure"], by: str) -> Report:
        """Keep what *by* judged of two names, and bring the graph up to date. A later judgement of the two replaces it.

        A name may say its type (``Company:Tarn``, ``Product:Tarn``), or be one of `Candidate.left` or ``right``.
        Raises `QueryError` for a name that nothing in the graph has, or for one name twice.
        """
        one, other = self._said(left), self._said(right)
        if one == other:
            raise QueryError(f"{left!r} and {right!r} are written the same but for case and legal form; what is one name can't be told apart")
        return self._decided([stored.decision_write(Judgement(left=one, right=other, verdict=verdict, by=by, at=deciding.today()))])

    def unjudge(self, left: str, right: str) -> Report:
        """Take back the judgement of two names: the graph is then as it was before it. Raises `QueryError` where there is none."""
        asked = sorted((named(_typed(name)) for name in (left, right)), key=lambda said: said[1])

        def meant(judgement: Judgement) -> bool:
            told = sorted((named(end) for end in (judgement.left, judgement.right)), key=lambda said: said[1])
            return all(a[1] == b[1] and a[0] in (None, b[0]) and a[2] in ("", b[2]) for a, b in zip(asked, told, strict=True))

        found = [judgement for judgement in self.judgements.values() if meant(judgement)]
        if not found:
            raise QueryError(f"{left!r} and {right!r} were not judged; graphkit judgements lists those that were")
        return self._decided([stored.decision_delete(judgement) for judgement in found])

    def _said(self, name: str) -> str:
        """How a judgement speaks of what *name* names."""
        said = _typed(name)
        kind, text, _ = named(said)
        nodes = self.named(text)
        if kind and kind not in {node.type for node in nodes}:
            raise QueryError(f"nothing called {text!r} is a {kind}; it is a {', '.join(sorted({node.type for node in nodes}))}")
        if kind or nodes[0].type not in ("Person", "Place"):
            return said
        return group_of(text, nodes[0].type)

    @property
    def judgements(self) -> dict[str, Judgement]:
        """What people judged of two names, by id."""
        return contents.read(self.store).judgements

    # -- claims and documents --------------------------------------------------------------------

    def review(self, claim: str, verdict: Literal["accept", "reject", "correct"], reason: str, by: str, change: Mapping[str, str] | None = None) -> Report:
        """Keep what *by* decided about the claim with this id, and why; *change* is what is right instead (``{"modality": "planned"}``).

        It holds through reloads and new readings. Raises `QueryError` for an unknown claim, or a change that the ontology doesn't allow.
        """
        return self._decided(deciding.review(self._contents(), self.store, claim, verdict, reason, by, change or {}))

    def add_claim(self, document: str, sentence: str, reason: str, by: str, values: Mapping[str, str]) -> Report:
        """Add a claim that readers missed: *values* are relation, subject and object (by name) and its attributes, *sentence* stands in the document."""
        return self._decided(deciding.add(contents.read(self.store), self.store, document, sentence, values, reason, by))

    def unreview(self, claim: str) -> Report:
        """Take back what was decided about a claim: the graph is then as it was before it."""
        return self._decided(deciding.unreview(contents.read(self.store), claim))

    def retract(self, document: str, reason: str, by: str) -> Report:
        """Take the claims of a document out of the edges; the document stays, and `unretract` undoes it."""
        return self._decided(deciding.withdraw(contents.read(self.store), self.store, document, "retracted", reason, by))

    def unretract(self, document: str) -> Report:
        """Let the claims of a retracted document count again."""
        return self._decided(deciding.unretract(contents.read(self.store), document))

    def purge(self, document: str, reason: str, by: str) -> Report:
        """Remove a document's text, quotes, claims and reviews for good. A marker is left, by which it is refused should it come again.

        Earlier versions of it don't come back in its place; the report's notes name the versions that stay.
        """
        held = contents.read(self.store)
        notes = deciding.left_by_purge(held, document)
        report = self._decided(deciding.withdraw(held, self.store, document, "purged", reason, by))
        report.notes.extend(notes)
        return report

    def left_by_purge(self, document: str) -> list[str]:
        """The other versions of *document*, a line each, and what purging it would mean for them."""
        return deciding.left_by_purge(contents.read(self.store), document)

    def claim_rows(self, about: str | None = None, document: str | None = None) -> list[dict[str, Any]]:
        """Claims as plain JSON, of all or of one entity or document: names of the ends, quote, and where it has one ``standing`` and ``review``."""
        ends = [
            {row["properties"]["key"]: row["tail"] for row in self.store.read(statement("read/edges.cypher", RELATION=end))} for end in ("SUBJECT", "OBJECT")
        ]
        wanted = {node.id for node in self.named(about)} if about else set()
        rows = []
        for claim in (row["claim"] for row in self.store.read(statement("read/claims.cypher"))):
            subject, target = (of.get(claim["id"], "") for of in ends)
            if (not about or wanted & {subject, target}) and (not document or claim["document"].startswith(document)):
                told = {**claim, "subject": self.nodes[subject].name, "object": self.nodes[target].name, "quote": claim["quotes"][0]}
                rows.append({name: value for name, value in told.items() if value is not None and name not in ("quotes", "starts", "ends", "pages")})
        return rows

    @property
    def reviews(self) -> dict[str, Review]:
        """What people decided about claims, by id."""
        return contents.read(self.store).reviews

    @property
    def withdrawals(self) -> dict[str, Withdrawal]:
        """Which documents were retracted or purged, by id."""
        return contents.read(self.store).withdrawals

    # -- what a person should look at ------------------------------------------------------------

    def candidates(self) -> list[Candidate]:
        """Pairs of things that may be one and weren't merged, most worth an answer first; `judge` answers."""
        return asking_about.candidates(contents.read(self.store))

    def doubts(self) -> list[Doubt]:
        """Claims that nobody reviewed, disputed ones first, then the least sure; `review` answers."""
        return asking_about.doubts(contents.read(self.store))

    @property
    def decisions(self) -> dict[str, Decision]:
        """All that people decided, by id."""
        held = Contents()
        contents.read_decisions(self.store, held)
        return {i: decision for kind in held.decisions for i, decision in kind.items()}

    def put_back(self, changed: Iterable[tuple[Decision | None, Decision | None]]) -> Report:
        """Undo decisions: each that is there now gives way to what was there before (None: nothing). The graph is then as it was before."""
        pairs = list(changed)
        gone = [stored.decision_delete(now) for now, _ in pairs if now]
        return self._decided([*gone, *(stored.decision_write(before) for _, before in pairs if before)])

    @contextmanager
    def session(self) -> Iterator[None]:
        """Within it each decision is kept at once, but the graph is brought up to date only once, at its end: what is asked answers as before.

        Cut off in the middle it is `unfinished`, as after a load.
        """
        self._session = contents.read(self.store)
        try:
            yield
        finally:
            self._session = None
            if self.unfinished:
                self._decided([])

    def _contents(self) -> Contents:
        if self._session is None:
            return contents.read(self.store)
        contents.read_decisions(self.store, self._session)
        return self._session

    def _decided(self, writes: list[Write]) -> Report:
        if self._session is not None:
            ingest.keep(self.store, writes)
            return Report()
        report = ingest.decide(self.store, writes)
        self._forget()
        return report

    # -- asking ----------------------------------------------------------------------------------

    @cached_property
    def nodes(self) -> dict[str, Node]:
        """Every entity by id."""
        found = {}
        for label in ENTITY_TYPES:
            for row in self.store.read(statement("read/entities.cypher", LABEL=label)):
                entity = row["entity"]
                found[entity["id"]] = Node(entity["id"], entity["name"], label, tuple(entity.get("aliases") or ()))
        return found

    @cached_property
    def _by_name(self) -> dict[str, list[Node]]:
        index: dict[str, list[Node]] = {}
        for node in self.nodes.values():
            for name in dict.fromkeys(key(name) for name in (node.name, *node.aliases)):
                index.setdefault(name, []).append(node)
        return index

    def find(self, name: str) -> list[Node]:
        """The entities called *name*, by name, else by alias; case and legal forms don't count. May be several, or none."""
        wanted = key(name)
        found = self._by_name.get(wanted, [])
        # No relation ends at a place, so a place of this name doesn't hide a firm that is also called so.
        exact = [node for node in found if key(node.name) == wanted and node.type != "Place"]
        return exact or [node for node in found if node.type != "Place"] or found

    def mentions(self, node: Node) -> list[str]:
        """The ids of the documents that name *node*."""
        return sorted(row["id"] for row in self.store.read(statement("read/mentions.cypher", LABEL=node.type), {"id": node.id}))

    def edges(self, selection: Selection | None = None) -> list[dict[str, Any]]:
        """The edges of *selection*, by relation and ends; ``subject`` and ``object`` are `Node`, the rest is as stored.

        Raises `QueryError` for a name that nothing in the graph has.
        """
        selection = selection or Selection()
        if selection.known_by:
            return self._known_by(selection, selection.known_by)
        asked = {"relations": list(selection.relations), "statuses": list(selection.statuses)}
        rows: dict[str, dict[str, Any]] = {}
        if selection.about:
            nodes = [node for name in selection.about for node in self.named(name)]
            for label in sorted({node.type for node in nodes}):
                ids = [node.id for node in nodes if node.type == label]
                for row in self.store.read(statement("read/edges_of.cypher", LABEL=label), {**asked, "ids": ids}):
                    rows[row["properties"]["key"]] = row
        else:
            for relation in selection.relations:
                for head in sorted(RELATIONS[relation].subjects):
                    for row in self.store.read(statement("read/edges_all.cypher", HEAD=head, RELATION=relation), asked):
                        rows[row["properties"]["key"]] = {**row, "relation": relation}
        found = [
            {**row["properties"], "relation": row["relation"], "subject": self.nodes[row["head"]], "object": self.nodes[row["tail"]]}
            for row in rows.values()
            if selection.keeps(row["properties"])
        ]
        return _ordered(found)

    def _known_by(self, selection: Selection, period: str) -> list[dict[str, Any]]:
        """The edges of *selection* derived from what was said by then; nothing of it is stored."""
        about = {node.id for name in selection.about for node in self.named(name)}
        return _ordered(
            {**edge.properties, "relation": edge.relation, "subject": edge.subject, "object": edge.object}
            for edge in sync.derived(contents.read(self.store).known_by(period)).edges
            if edge.relation in selection.relations and selection.keeps(edge.properties) and (not about or about & {edge.subject.id, edge.object.id})
        )

    def diff(self, before: str, after: str) -> list[dict[str, Any]]:
        """What changed between two dates (what was known by then) or two loads (``load:ID``, see `loads`): rows with ``change``, the edge, both statuses.

        ``change`` is new, ended, contradiction (newly disputed), status, disagreement, or gone (withdrawn, or another edge now).
        """
        return history.diff(contents.read(self.store), before, after)

    @property
    def loads(self) -> list[dict[str, Any]]:
        """Each load that brought something: ``load`` (its id, the time), and how many documents and claims are from it."""
        return history.loads(contents.read(self.store))

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

    def named(self, name: str) -> list[Node]:
        """Like `find`; raises `QueryError`, with what may be meant, where nothing is called so."""
        if found := self.find(name):
            return found
        raise QueryError(f"nothing in the graph is called {name if len(name) <= 80 else name[:79] + '…'!r}{self._perhaps(name)}")

    def _perhaps(self, name: str) -> str:
        from rapidfuzz import process

        near = [match for match, score, _ in process.extract(key(name), list(self._by_name), limit=3) if score >= 75]
        names = dict.fromkeys(self._by_name[match][0].name for match in near)
        return f"; did you mean {' or '.join(names)}?" if names else ""

    def claims(self, ids: Iterable[str]) -> dict[str, Claim]:
        """Claims by id."""
        rows = self.store.read(statement("read/claims_by_id.cypher"), {"ids": sorted(set(ids))})
        return {row["claim"]["id"]: stored.claim_of(row["claim"]) for row in rows}

    @cached_property
    def documents(self) -> dict[str, Document]:
        """Facts of every document by id; the text is left out (see `text`)."""
        return stored.facts_of(self.store.read(statement("read/document_facts.cypher")))

    @cached_property
    def _sources(self) -> dict[str, Document]:
        """Facts of those documents that answers have quoted so far: a graph may hold many more."""
        return {}

    def _quoted(self, claims: Iterable[Claim]) -> None:
        ids = sorted({claim.document for claim in claims} - self._sources.keys())
        if ids:
            self._sources.update(stored.facts_of(self.store.read(statement("read/document_facts_by_id.cypher"), {"ids": ids})))

    def text(self, document: str) -> str:
        """The stored text of the document with this id."""
        rows = self.store.read(statement("read/document.cypher"), {"id": document})
        if not rows:
            raise QueryError(f"no document {document!r}; see graphkit documents")
        return str(rows[0]["document"]["text"])

    def answers(self, edges: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """*edges* as rows of an answer: names, attributes, status, and every quote with its source, as plain JSON."""
        edges = list(edges)
        claims = self.claims(i for edge in edges for i in edge["claims"])
        self._quoted(claims.values())
        return [self._answer(edge, [claims[i] for i in edge["claims"]]) for edge in edges]

    def _answer(self, edge: Mapping[str, Any], claims: list[Claim]) -> dict[str, Any]:
        names = {"subject": edge["subject"].name, "relation": edge["relation"], "object": edge["object"].name}
        return {**names, **{name: edge.get(name) for name in _ANSWERED}, "evidence": [self.quote(claim) for claim in claims]}

    def quote(self, claim: Claim) -> dict[str, Any]:
        """A claim's words with their source, as plain JSON."""
        self._quoted([claim])
        source = self._sources[claim.document]
        first = claim.evidence[0]
        return {
            "text": first.text,
            "document": claim.document,
            "start": first.start,
            "end": first.end,
            "page": first.page,
            "more": [{"text": span.text, "start": span.start, "end": span.end} for span in claim.evidence[1:]],
            "title": source.title,
            "publisher": source.publisher,
            "url": source.url,
            "published": source.published,
            "modality": claim.modality,
            "claimant": claim.claimant,
            "claim": claim.id,
            "outcome": claim.outcome,
            "confidence": claim.confidence,
        }

    def show(self, name: str, statuses: Iterable[str] = tuple(STATUSES)) -> dict[str, Any]:
        """All that is known of *name*: who it is, every edge with its quotes, and the documents that mention it."""
        nodes = self.named(name)
        edges = self.edges(Selection(about=(name,), statuses=tuple(statuses)))
        mentioned = {row["id"] for node in nodes for row in self.store.read(statement("read/mentions.cypher", LABEL=node.type), {"id": node.id})}
        entities = [{"name": node.name, "type": node.type, "aliases": list(node.aliases)} for node in nodes]
        return {"entities": entities, "edges": self.answers(edges), "documents": [self.documents[i].row() for i in sorted(mentioned)]}

    def query(self, name: str, **parameters: Any) -> Table:
        """The answer to the catalogue's question *name*: a sequence of frozen rows, with ``to_pandas()`` and ``to_networkx()``.

        Raises `QueryError` for an unknown name or parameter, a missing or wrong value, or a name that nothing in the graph has.
        """
        question = catalogue.query(name)
        return Table.of(self.store.read(question.text.strip().rstrip(";"), question.bind(self._canonical(question, parameters))))

    def cypher(self, statement: str, parameters: Mapping[str, Any] | None = None, *, timeout: float = 10.0, max_rows: int = 1000) -> Table:
        """The rows of a Cypher *statement* that somebody handed in, a person or a model: it can only read, and only the graph.

        It is stopped after *timeout* seconds, and given *max_rows* at most (``complete`` is then false). Nodes are dicts of their properties
        and ``labels``, edges of their properties and ``type``. An embedded store that is open for writing is closed for as long as it runs,
        so no other thread may use it meanwhile. Raises `QueryError`, one line, where it is refused or stopped.
        """
        rows, complete = self.store.limited(check(statement, parameters), parameters or {}, Limits(seconds=timeout, rows=max_rows))
        return Table.of(rows, complete=complete)

    def network(self, selection: Selection | None = None) -> Network:
        """The part *selection* with its quotes, for centrality, communities and paths. Raises `QueryError` for a name that nothing in the graph has."""
        return network(self.answers(self.edges(selection)), {node.name: node.type for node in self.nodes.values()})

    def _canonical(self, question: catalogue.Query, given: Mapping[str, Any]) -> dict[str, Any]:
        """*given* with every name as the graph has it, so that an alias or another case will do."""
        names = {parameter.name for parameter in question.parameters if parameter.kind == "name"}
        return {key: self.named(value)[0].name if key in names and value and isinstance(value, str) else value for key, value in given.items()}

    def for_browser(self, name: str, **parameters: Any) -> str:
        """The catalogue's question *name* as a statement that Neo4j Browser draws."""
        question = catalogue.query(name)
        return catalogue.for_browser(question, question.bind(self._canonical(question, parameters)))

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

    def ask(self, question: str, session: asking.Session | None = None) -> asking.Answer:
        """The answer to a question in English, each of its rows with quotes and sources."""
        return asking.ask(self, question, session)

    # -- the whole -------------------------------------------------------------------------------

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


def _typed(name: str) -> str:
    """``Company:Tarn`` as a judgement has it; what is no type is part of the name."""
    kind, colon, rest = name.partition(":")
    return group_of(rest, kind) if colon and kind in ENTITY_TYPES else name if named(name)[0] else group_of(name)


def _ordered(edges: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    order = list(RELATIONS)
    return sorted(edges, key=lambda e: (order.index(e["relation"]), e["subject"].name, e["object"].name, e["key"]))
