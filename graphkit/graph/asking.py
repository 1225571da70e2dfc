"""What a graph is asked: edges, the catalogue, Cypher from outside, English, and what was so at another time."""

from collections.abc import Iterable, Mapping
from typing import Any

from .. import ask as asking
from .. import catalogue, contents, history, sync
from ..analysis import Network, network
from ..derive import STATUSES
from ..ontology import RELATIONS
from ..results import Table
from ..safe import check
from ..selection import Selection
from ..statements import statement
from ..store.limits import Limits
from .evidence import Evidence


class Asking(Evidence):
    """Answers from a graph, each with its quotes."""

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

    def _canonical(self, question: catalogue.Query, given: Mapping[str, Any]) -> dict[str, Any]:
        """*given* with every name as the graph has it, so that an alias or another case will do."""
        names = {parameter.name for parameter in question.parameters if parameter.kind == "name"}
        return {key: self.named(value)[0].name if key in names and value and isinstance(value, str) else value for key, value in given.items()}

    def for_browser(self, name: str, **parameters: Any) -> str:
        """The catalogue's question *name* as a statement that Neo4j Browser draws."""
        question = catalogue.query(name)
        return catalogue.for_browser(question, question.bind(self._canonical(question, parameters)))

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

    def ask(self, question: str, session: asking.Session | None = None) -> asking.Answer:
        """The answer to a question in English, each of its rows with quotes and sources."""
        return asking.ask(self, question, session)

    def diff(self, before: str, after: str) -> list[dict[str, Any]]:
        """What changed between two dates (what was known by then) or two loads (``load:ID``, see `loads`): rows with ``change``, the edge, both statuses.

        ``change`` is new, ended, contradiction (newly disputed), status, disagreement, or gone (withdrawn, or another edge now).
        """
        return history.diff(contents.read(self.store), before, after)

    @property
    def loads(self) -> list[dict[str, Any]]:
        """Each load that brought something: ``load`` (its id, the time), and how many documents and claims are from it."""
        return history.loads(contents.read(self.store))


def _ordered(edges: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    order = list(RELATIONS)
    return sorted(edges, key=lambda e: (order.index(e["relation"]), e["subject"].name, e["object"].name, e["key"]))
