"""Every question of the catalogue: documented, answered as it should be over one invented world on each store, and drawn by Neo4j."""

import json
import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graphkit import Graph, QueryError
from graphkit.ask import ask
from graphkit.catalogue import catalogue
from graphkit.loading import sources

WORLD = Path(__file__).parent / "ask" / "world.json"
GOLDEN: dict[str, dict[str, Any]] = json.loads(Path(__file__).with_name("questions.json").read_text("utf-8"))


@pytest.fixture
def graph(store_uri: str) -> Iterator[Graph]:
    with Graph(store_uri, create=True) as made:
        assert not made.load(sources([str(WORLD)])).failed
        yield made


def test_there_is_a_golden_answer_for_every_question() -> None:
    assert GOLDEN.keys() == catalogue().keys()
    assert len(GOLDEN) >= 30


def test_every_question_answers_as_it_should(graph: Graph) -> None:
    """Of the rows, names, outcomes, reasons and dates are held; what is said of an edge has its quote, and is fact unless asked otherwise."""
    labelled = {"changed-since", "dropped", "regulators", "regulated", "pending-approvals", "timeline"}
    labelled |= {"rumoured", "planned", "denied", "ended", "open-evaluations"}
    for name, golden in GOLDEN.items():
        rows = graph.query(name, **golden["given"])
        assert [[row[column] for column in golden["columns"]] for row in rows] == golden["rows"], name
        for row in rows:
            assert name in labelled or row.get("status", "reported") in ("confirmed", "reported", "disputed"), name
            assert "status" not in row or (row["quote"] and row["source"]), name
    assert [len(graph.query("exposure", on="Cobalt AI", hops=hops)) for hops in (0, 1)] == [0, 2]
    assert graph.query("develops", maker="cobalt") == graph.query("develops", maker="Cobalt AI")
    with pytest.raises(QueryError, match="needs buyer"):
        graph.query("evaluated-by")
    with pytest.raises(QueryError, match="no reason class 'bogus'; there are quality, price, "):
        graph.query("rejected-over", reason_class="bogus")
    with pytest.raises(QueryError, match=r"is called '(long ){15}long…'$"):
        graph.query("evaluated-by", buyer="long " * 5000)
    with pytest.raises(QueryError, match="nothing in the graph is called"):
        graph.query("evaluated-by", buyer="Pemberton")


def test_a_question_in_english_is_shown_as_cypher_that_finds_the_same(graph: Graph) -> None:
    """Of questions for names or their number; the rest are second readings of a word, and what has ended."""
    scoring = runpy.run_path(str(Path(__file__).parents[1] / "benchmarks" / "questions.py"))
    same = []
    for question, _ in scoring["read"]():
        answer = ask(graph, question, today=scoring["TODAY"])
        asks, statement = answer.understood.filters.get("asks", "count" if answer.value else "list"), answer.understood.cypher
        rows = graph.store.read(statement) if statement else []
        if answer.answerable and statement and asks in ("list", "count"):
            found = {row["answer"] for row in rows}
            same.append(found == ({answer.value} if isinstance(answer.value, int) and asks == "count" else set(answer.entities)))
    assert len(same) > 130 and sum(same) > 0.93 * len(same)


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_the_param_line_gives_every_default(name: str) -> None:
    question = catalogue()[name]
    assert question.doc.endswith(".")
    assert all(parameter.default is not None for parameter in question.parameters)


def test_neo4j_draws_every_question_and_scans_no_nodes_of_all_kinds(neo4j: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    neo4j.wipe()
    monkeypatch.setenv("GRAPHKIT_NEO4J_USER", neo4j.user)
    monkeypatch.setenv("GRAPHKIT_NEO4J_PASSWORD", neo4j.password)
    with Graph(neo4j.uri, create=True) as graph, neo4j.driver() as driver:
        graph.load(sources([str(WORLD)]))
        for name, golden in GOLDEN.items():
            question = catalogue()[name]
            plan = driver.execute_query("EXPLAIN " + question.text, question.bind(golden["given"])).summary.plan
            assert "AllNodesScan" not in json.dumps(plan, default=str), name
            pasted = graph.for_browser(name, **golden["given"])
            assert "AllNodesScan" not in json.dumps(driver.execute_query("EXPLAIN " + pasted).summary.plan, default=str), name
            with driver.session() as session:
                drawn = session.run(pasted).graph()
                assert drawn.nodes or not golden["rows"], name
