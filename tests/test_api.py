"""The Python API: its page runs, its types hold, its results are frozen, and networks say who says so."""

import doctest
import pickle
import re
import sys
from pathlib import Path

import pytest
from world import write_world

from graphkit import Graph, GraphkitError, Network, QueryError, Row, Selection, Table
from graphkit.loading import sources

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("api")
    with Graph(str(folder / "g.db"), create=True) as made:
        made.load(sources(write_world(folder)))
        yield made


@pytest.mark.parametrize(("doc", "least"), [("api.md", 25), ("questions.md", 18)])
def test_the_pages_run(doc: str, least: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"```pycon\n(.*?)```", (ROOT / "docs" / doc).read_text("utf-8"), re.DOTALL)
    test = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, doc, doc, 0)
    said: list[str] = []
    result = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=said.append)
    assert (result.attempted >= least, result.failed) == (True, 0), "".join(said)


def test_rows_are_frozen_mappings() -> None:
    row = Table.of([{"vendor": "Tarn", "items": 2}])[0]
    assert (row.vendor, row["vendor"], dict(row), row == {"vendor": "Tarn", "items": 2}) == ("Tarn", "Tarn", {"vendor": "Tarn", "items": 2}, True)
    assert row["items"] == 2  # a column called like a method is still a column
    assert pickle.loads(pickle.dumps(row)) == row
    with pytest.raises(AttributeError):
        row.vendor = "x"  # type: ignore[misc]
    with pytest.raises(AttributeError, match="no column 'buyer'; there are vendor, items"):
        _ = row.buyer
    assert isinstance(row, Row)


def test_a_table_is_a_sequence_and_becomes_a_frame_and_a_network(graph: Graph) -> None:
    found = graph.query("evaluated-by", buyer="Oakline")
    assert len(found) == len(list(found)) == len(found.to_pandas()) and found[-1] == found[len(found) - 1]
    assert list(found.to_pandas().columns) == list(found.columns)
    drawn = found.to_networkx(source="vendor", target="source")
    assert drawn.number_of_edges() == len(found)
    assert {data["outcome"] for _, _, data in drawn.edges(data=True)} == {row.outcome for row in found}
    with pytest.raises(QueryError, match="no column 'x'"):
        found.to_networkx(source="x")
    empty = Table()
    assert (len(empty), empty.to_networkx().number_of_nodes(), len(empty.to_pandas())) == (0, 0, 0)
    odd = Table.of([{"a": "x", "b": "y", "key": 1, "u_for_edge": 2}, {"a": None, "b": "y", "key": 1, "u_for_edge": 2}]).to_networkx()
    assert list(odd.edges(data=True)) == [("x", "y", {"key": 1, "u_for_edge": 2})]


def test_without_pandas_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(GraphkitError, match=r"pip install 'vendor-graphkit\[pandas\]'"):
        Table().to_pandas()


def test_a_network_has_every_edge_of_the_selection_with_its_quotes(graph: Graph) -> None:
    network = graph.network()
    assert len(network) == len(graph.edges()) == network.to_networkx().number_of_edges() == len(network.to_pandas())
    for edge in network.edges:
        for quote in edge.quotes:
            assert graph.text(quote.document)[quote.start : quote.end] == quote.text
    assert all(edge.quotes for edge in network.edges)
    about = graph.network(Selection(about=("Greyfen",)))
    assert about.edges and all("Greyfen" in (edge.subject, edge.object) for edge in about.edges)
    kinds = dict(network.to_networkx().nodes(data="type"))
    assert (kinds["Heron"], kinds["Oakline"]) == ("Model", "Company")


def test_central_nodes_communities_and_paths(graph: Graph) -> None:
    network = graph.network()
    for measure in ("degree", "betweenness", "closeness"):
        ranked = network.centrality(measure)
        assert ranked[0].name == "Oakline" and [row.score for row in ranked] == sorted((row.score for row in ranked), reverse=True)
        assert {row.name for row in ranked} == set(network.types)
    with pytest.raises(QueryError, match="no measure 'fame'"):
        network.centrality("fame")  # type: ignore[arg-type]
    assert sorted(name for group in network.communities() for name in group) == sorted(network.types)
    assert network.communities() == graph.network().communities()

    ways = network.paths("Greyfen", "Heron")
    assert ways and {len(way) for way in ways} == {2}
    for way in ways:
        assert (way[0].start, way[-1].finish, way[0].finish) == ("Greyfen", "Heron", way[1].start)
        for hop in way:
            assert hop.edges and all({edge.subject, edge.object} == {hop.start, hop.finish} and edge.quotes for edge in hop.edges)
            assert hop.edges[0].other(hop.start) == hop.finish
    with pytest.raises(QueryError, match="'Nobody' has no edge"):
        network.paths("Oakline", "Nobody")


def test_an_empty_network_answers_too() -> None:
    empty = Network(())
    assert (len(empty.centrality()), empty.communities(), len(empty.to_pandas()), empty.to_networkx().number_of_nodes()) == (0, (), 0, 0)
