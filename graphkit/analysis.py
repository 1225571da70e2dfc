"""What analysts ask of a part of the graph as a whole: who is central, who belongs together, how two are connected and who says so."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, get_args

from .errors import QueryError
from .results import Table, frame

if TYPE_CHECKING:
    import networkx
    import pandas

Measure = Literal["degree", "betweenness", "closeness"]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document that state an edge: ``text`` stands at ``start``…``end`` of the document with that id."""

    text: str
    document: str
    start: int
    end: int
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """One edge: *subject* *relation* *object*, with its status, the attributes it carries, and at least one quote."""

    subject: str
    relation: str
    object: str
    status: str
    key: str
    attributes: Mapping[str, Any] = field(default_factory=dict, hash=False)
    quotes: tuple[Quote, ...] = ()

    @classmethod
    def of(cls, answer: Mapping[str, Any]) -> "Edge":
        """The edge of one row of `Graph.answers` or of ``Answer.rows``."""
        own: tuple[str, ...] = ("subject", "relation", "object", "status", "key", "evidence", "entities")
        named = Quote.__dataclass_fields__
        quotes = tuple(Quote(**{name: quote.get(name) for name in named}) for quote in answer["evidence"])
        attributes = {name: value for name, value in answer.items() if name not in own and value is not None}
        return cls(**{name: answer[name] for name in own[:5]}, attributes=attributes, quotes=quotes)

    def other(self, end: str) -> str:
        """The end that isn't *end*."""
        return self.object if end == self.subject else self.subject


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a path, from ``start`` to ``finish``, and the edges between the two that are the evidence for it."""

    start: str
    finish: str
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class Network:
    """A part of the graph: ``edges`` with their quotes, and ``types`` of its nodes by name. Two nodes of one name are one here."""

    edges: tuple[Edge, ...]
    types: Mapping[str, str] = field(default_factory=dict, hash=False)

    def __len__(self) -> int:
        return len(self.edges)

    def to_networkx(self) -> "networkx.MultiDiGraph[str]":
        """A `networkx.MultiDiGraph`: nodes are names with ``type``; edges are keyed by the graph's own key and carry
        ``relation``, ``status``, what the relation carries, and ``quotes`` (tuple of `Quote`)."""
        import networkx

        made: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
        for name, kind in self.types.items():
            made.add_node(name, type=kind)
        for edge in self.edges:
            made.add_edge(edge.subject, edge.object, edge.key)
            made.edges[edge.subject, edge.object, edge.key].update(relation=edge.relation, status=edge.status, quotes=edge.quotes, **edge.attributes)
        return made

    def to_pandas(self) -> "pandas.DataFrame":
        """A `pandas.DataFrame`, one row an edge: subject, relation, object, status, outcome, reason, …, quote, title, publisher, url.

        Raises `GraphkitError` where pandas isn't installed.
        """
        rows = [
            {"subject": e.subject, "relation": e.relation, "object": e.object, "status": e.status, **e.attributes}
            | ({"quote": q.text, "title": q.title, "publisher": q.publisher, "url": q.url} if (q := e.quotes[0] if e.quotes else None) else {})
            for e in self.edges
        ]
        first = ("subject", "relation", "object", "status")
        return frame(rows, list(dict.fromkeys((*first, *(name for row in rows for name in row)))))

    def centrality(self, measure: Measure = "degree") -> Table:
        """Nodes, most central first: columns ``name``, ``type``, ``score``. Direction and parallel edges don't count.

        Scores are networkx's, each from 0 to 1. Raises `QueryError` for an unknown measure.
        """
        import networkx

        measures: dict[str, Callable[[networkx.Graph[str]], Mapping[str, float]]] = {
            "degree": networkx.degree_centrality,
            "betweenness": networkx.betweenness_centrality,
            "closeness": networkx.closeness_centrality,
        }
        if measure not in measures:
            raise QueryError(f"no measure {measure!r}; there are {', '.join(get_args(Measure))}")
        plain = self._plain()
        scores = measures[measure](plain) if plain else {}
        ranked = sorted(scores.items(), key=lambda item: (-round(item[1], 12), item[0]))
        return Table.of({"name": name, "type": self.types.get(name), "score": float(score)} for name, score in ranked)

    def communities(self) -> tuple[tuple[str, ...], ...]:
        """Names that hang together more than with the rest (Louvain's method, always the same for the same edges): largest first, sorted by name."""
        import networkx

        plain = self._plain()
        found = networkx.community.louvain_communities(plain, seed=0) if plain else []
        return tuple(sorted((tuple(sorted(group)) for group in found), key=lambda group: (-len(group), group)))

    def paths(self, start: str, finish: str, limit: int = 10) -> tuple[tuple[Hop, ...], ...]:
        """The shortest paths between two names, each a tuple of `Hop` with every edge and quote that is evidence for it.

        Sorted by the names on the way, at most *limit*; empty where nothing connects them. Raises `QueryError` for a name that has no edge here.
        """
        from itertools import islice, pairwise

        import networkx

        plain = self._plain()
        for name in (start, finish):
            if name not in plain:
                raise QueryError(f"{name!r} has no edge in this part of the graph")
        try:
            found = sorted(islice(networkx.all_shortest_paths(plain, start, finish), 10 * limit))[:limit]
        except networkx.NetworkXNoPath:
            return ()
        between: dict[frozenset[str], list[Edge]] = {}
        for edge in self.edges:
            between.setdefault(frozenset((edge.subject, edge.object)), []).append(edge)
        return tuple(tuple(Hop(a, b, tuple(between[frozenset((a, b))])) for a, b in pairwise(way)) for way in found)

    def _plain(self) -> "networkx.Graph[str]":
        """Who is connected with whom, once a pair, in a fixed order; what is connected with itself doesn't count."""
        import networkx

        plain: networkx.Graph[str] = networkx.Graph()
        plain.add_edges_from(sorted({(min(e.subject, e.object), max(e.subject, e.object)) for e in self.edges if e.subject != e.object}))
        return plain


def network(edges: Iterable[Mapping[str, Any]], types: Mapping[str, str]) -> Network:
    """A `Network` of rows of `Graph.answers` or of ``Answer.rows``, with the *types* of its names."""
    made = tuple(Edge.of(edge) for edge in edges)
    named = sorted({end for edge in made for end in (edge.subject, edge.object)})
    return Network(made, {name: types[name] for name in named if name in types})
