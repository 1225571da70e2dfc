"""What a caller's type checker sees; checked by mypy in tests/test_api.py, never run."""

from typing import Any, assert_type

from networkx import MultiDiGraph

from graphkit import Edge, Graph, Hop, Network, Quote, Row, Selection, Table
from graphkit.ask import Answer


def use(path: str) -> None:
    with Graph(path) as graph:
        assert_type(graph, Graph)
        found = graph.query("dropped", vendor="x", limit=3)
        assert_type(found, Table)
        assert_type(found[0], Row)
        assert_type(found[0:2], tuple[Row, ...])
        assert_type(found[0]["vendor"], Any)
        assert_type(list(found), list[Row])
        assert_type(found.to_dicts(), list[dict[str, Any]])
        assert_type(found.to_networkx(), MultiDiGraph[str])
        assert_type(graph.cypher("RETURN 1", {"a": 1}, timeout=1.0, max_rows=1), Table)
        assert_type(graph.ask("who?"), Answer)
        network = graph.network(Selection(about=("x",)))
        assert_type(network, Network)
        assert_type(network.edges, tuple[Edge, ...])
        assert_type(network.edges[0].quotes, tuple[Quote, ...])
        assert_type(network.centrality("closeness"), Table)
        assert_type(network.communities(), tuple[tuple[str, ...], ...])
        assert_type(network.paths("a", "b"), tuple[tuple[Hop, ...], ...])
        network.centrality("fame")  # type: ignore[arg-type]
        network.edges[0].subject = "x"  # type: ignore[misc]
        graph.cypher(1)  # type: ignore[arg-type]
