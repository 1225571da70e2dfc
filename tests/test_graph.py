"""What a graph does, the same on every store."""

import json
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from world import WORLD, write_world

from graphkit import ingest, store
from graphkit.audit import audit
from graphkit.errors import QueryError, StoreError
from graphkit.graph import Graph
from graphkit.loading import Hints, sources
from graphkit.selection import Selection


def load(graph: Graph, *paths: str, url: str | None = None, **options: bool):
    hints = Hints(url=url)
    return graph.load(list(sources(paths, hints)), hints, **options)


@pytest.fixture
def world(tmp_path: Path) -> list[str]:
    folder = tmp_path / "world"
    folder.mkdir()
    return write_world(folder)


@pytest.fixture
def graph(store_uri: str, world: list[str]):
    with Graph(store_uri, create=True) as graph:
        report = load(graph, *world)
        assert not report.failed
        yield graph


def test_a_load_counts_what_it_wrote(store_uri: str, world: list[str]) -> None:
    with Graph(store_uri, create=True) as graph:
        report = load(graph, *world)
    assert (report.counts["documents added"], report.counts["claims added"], report.counts["edges added"]) == (3, 12, 10)


def test_the_hash_is_the_same_on_every_store_and_in_every_order(graph: Graph, tmp_path: Path, world: list[str]) -> None:
    other = world[:]
    random.Random(4).shuffle(other)
    with Graph(str(tmp_path / "other.db"), create=True) as embedded:
        for path in other:
            load(embedded, path)
        assert embedded.hash == graph.hash


def test_a_second_load_writes_nothing(graph: Graph, world: list[str]) -> None:
    before, recorded = graph.hash, graph.store.read("MATCH (n) RETURN count(n) AS nodes, max(n.recorded) AS last")
    report = load(graph, *world)
    assert {name: count for name, count in report.counts.items() if count} == {"documents unchanged": 3}
    assert (graph.hash, graph.store.read("MATCH (n) RETURN count(n) AS nodes, max(n.recorded) AS last")) == (before, recorded)


def test_a_dry_run_says_what_would_change_and_writes_nothing(store_uri: str, world: list[str]) -> None:
    with Graph(store_uri, create=True) as graph:
        empty = graph.hash
        report = load(graph, *world, dry_run=True)
        assert (report.counts["documents added"], report.counts["claims added"], report.counts["edges added"]) == (3, 12, 10)
        assert graph.hash == empty


def test_hand_typed_cypher_answers_the_users_question(graph: Graph) -> None:
    rows = graph.store.read(
        'MATCH (b:Company {name: "Oakline"})-[e:EVALUATED]->(v) OPTIONAL MATCH (b)-[r:REJECTED_BECAUSE]->(v) '
        "RETURN v.name AS vendor, e.outcome AS outcome, r.reason AS reason, r.quote AS quote ORDER BY vendor"
    )
    assert [(row["vendor"], row["outcome"], row["reason"]) for row in rows] == [
        ("Greyfen", "rejected", "its price"),
        ("Pellucid", "rejected", "slow answers"),
        ("Tarn", "selected", None),
    ]
    assert rows[0]["quote"] in WORLD["note"]["text"]


def test_statuses_follow_from_claims(graph: Graph) -> None:
    edges = {
        (e["subject"].name, e["relation"], e["object"].name): e
        for e in graph.edges(Selection(statuses=("confirmed", "reported", "disputed", "planned", "rumoured", "ended")))
    }
    status = {key: edge["status"] for key, edge in edges.items()}
    assert status["Oakline", "EVALUATED", "Greyfen"] == "confirmed"  # two publishers
    assert status["Oakline", "EVALUATED", "Pellucid"] == "disputed"  # rejected here, selected there
    assert status["Oakline", "REGULATED_BY", "Data Office"] == "planned"
    assert status["Lowell", "ACQUIRES", "Greyfen"] == "rumoured"
    assert status["Lowell", "PARTNERS_WITH", "Tarn"] == "ended"
    assert "rejected and selected" in edges["Oakline", "EVALUATED", "Pellucid"]["disagreement"]


def test_only_what_may_be_shown_as_fact_is_shown_by_default(graph: Graph) -> None:
    assert {edge["status"] for edge in graph.edges()} == {"confirmed", "reported", "disputed"}


def test_names_are_found_by_alias_case_and_legal_form(graph: Graph) -> None:
    assert [node.name for node in graph.find("DO")] == ["Data Office"]
    assert graph.find("oakline inc") == graph.find("Oakline") != []
    with pytest.raises(QueryError, match="did you mean Greyfen"):
        graph.show("Grayfen")


def test_claims_are_linked_to_ends_and_documents(graph: Graph) -> None:
    rows = graph.store.read(
        'MATCH (c:Claim)-[:STATED_IN]->(d:Document), (c)-[:SUBJECT]->(s), (c)-[:OBJECT]->(o:Model {name: "Heron"}) '
        "RETURN c.relation AS relation, s.name AS subject, d.title AS title ORDER BY relation"
    )
    assert [(row["relation"], row["subject"]) for row in rows] == [("DEVELOPS", "Tarn"), ("USES", "Oakline")]


def test_show_quotes_every_edge(graph: Graph) -> None:
    shown = graph.show("Pellucid")
    assert {edge["relation"] for edge in shown["edges"]} == {"EVALUATED", "REJECTED_BECAUSE"}
    for edge in shown["edges"]:
        for quote in edge["evidence"]:
            assert graph.text(quote["document"])[quote["start"] : quote["end"]] == quote["text"]
    assert len(shown["documents"]) == 2


def test_check_finds_nothing_wrong_in_a_good_store(graph: Graph) -> None:
    counts, faults, notes = audit(graph.store)
    assert faults == notes == [] and counts["spans"] == counts["spans right"] == 12


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("UNWIND $rows AS row MATCH (c:Claim {relation: 'USES'}) SET c.quotes = ['Oakline Inc. sues Heron']", "is not what stands at"),
        ("UNWIND $rows AS row MATCH (c:Claim {relation: 'USES'}) SET c.starts = [3]", "its content makes it"),
        ("UNWIND $rows AS row MATCH (c:Claim {relation: 'USES'}) SET c.id = 'other'", "its content makes it"),
        ("UNWIND $rows AS row MATCH ()-[e:USES]->() SET e.status = 'confirmed'", "1 edges changed by deriving anew"),
        ("UNWIND $rows AS row MATCH ()-[e:USES]->() DELETE e", "1 edges added by deriving anew"),
        ("UNWIND $rows AS row MATCH (c:Claim {relation: 'EVALUATED'}) SET c.outcome = 'won'", "no outcome 'won'"),
    ],
)
def test_check_names_what_was_damaged(graph: Graph, damage: str, said: str) -> None:
    graph.store.write([(damage, [{}])])
    faults = audit(graph.store).faults
    assert any(said in fault for fault in faults), faults


def test_edges_can_be_dropped_and_derived_anew(graph: Graph) -> None:
    before = graph.hash
    graph.store.write([("UNWIND $rows AS row MATCH (n:Company) DETACH DELETE n", [{}])])
    graph.rebuild()
    assert graph.hash == before and audit(graph.store)[1] == []


def test_reading_refuses_to_write(graph: Graph) -> None:
    before = graph.hash
    for cypher in ("CREATE (n:Company {id: 'x'})", "MATCH (n) DETACH DELETE n", "MATCH (n:Company) SET n.name = 'x'", "DROP INDEX company_name"):
        with pytest.raises((QueryError, StoreError)):
            graph.store.read(cypher)
    assert graph.hash == before


def test_the_graph_as_it_was_known_by_a_date(graph: Graph) -> None:
    known = {(e["relation"], e["object"].name): e["status"] for e in graph.edges(Selection(about=("Oakline",), known_by="2026-03-02"))}
    assert known["EVALUATED", "Pellucid"] == "reported"  # only the wire had spoken
    assert ("USES", "Heron") not in known
    assert graph.edges(Selection(known_by="2026-12-31")) == graph.edges()


def test_what_was_true_on_a_date(graph: Graph) -> None:
    everything = Selection(statuses=("ended",))
    assert graph.edges(everything.model_copy(update={"as_of": "2020"})) == graph.edges(everything)  # no source says when


def test_a_diff_names_what_changed_between_two_dates(graph: Graph) -> None:
    changes = {(row["change"], row["subject"], row["relation"], row["object"]): row for row in graph.diff("2026-03-02", "2026-03-31")}
    assert changes["contradiction", "Oakline", "EVALUATED", "Pellucid"]["after"] == "disputed"
    assert changes["new", "Oakline", "REJECTED_BECAUSE", "Greyfen"]["before"] is None
    assert graph.diff("2026-03-31", "2026-03-31") == []


def test_a_merge_is_taken_back_without_a_trace(graph: Graph) -> None:
    before = graph.hash
    graph.judge("Lowell", "Tarn", "same", by="me")
    assert graph.hash != before and graph.find("Lowell") == graph.find("Tarn") and audit(graph.store)[1] == []
    graph.judge("Tarn", "Lowell", "different", by="me")  # another judgement of the two replaces the first
    assert len(graph.judgements) == 1 and graph.find("Lowell") != graph.find("Tarn")
    graph.unjudge("Lowell", "Tarn")
    assert graph.hash == before
    with pytest.raises(QueryError, match="were not judged"):
        graph.unjudge("Lowell", "Tarn")


def test_metadata_that_sources_disagree_about_does_not_depend_on_order(store_uri: str, tmp_path: Path) -> None:
    one, two = tmp_path / "one.json", tmp_path / "two.json"
    article = {"text": WORLD["wire"]["text"], "entities": [], "relations": []}
    one.write_text(json.dumps({**article, "title": "B", "published": "2026-02"}))
    two.write_text(json.dumps({**article, "title": "A", "published": "2026-03"}))
    with Graph(store_uri, create=True) as graph:
        load(graph, str(one))
        load(graph, str(two))
        assert load(graph, str(one)).counts["documents unchanged"] == 1
        (document,) = graph.documents.values()
    assert (document.title, document.published) == ("A", "2026-02")


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(list(WORLD)), cut=st.integers(0, 3), batch=st.integers(1, 9))
def test_order_and_batches_never_change_the_hash(order: list[str], cut: int, batch: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("order")
    write_world(folder)
    paths = [str(folder / f"{name}.json") for name in order]
    with batches_of(batch), Graph(str(folder / "a.db"), create=True) as graph:
        load(graph, *paths[:cut])
        load(graph, *paths[cut:])
        found = graph.hash
    with Graph(str(folder / "b.db"), create=True) as graph:
        load(graph, *sorted(paths))
        assert graph.hash == found


@pytest.mark.parametrize("seed", range(2))
def test_order_and_batches_never_change_the_hash_on_any_store(seed: int, store_uri: str, tmp_path: Path, world: list[str]) -> None:
    with Graph(str(tmp_path / "whole.db"), create=True) as whole:
        load(whole, *world)
        wanted = whole.hash
    dice = random.Random(seed)
    order, cut = dice.sample(world, len(world)), dice.randint(1, 2)
    with batches_of(dice.randint(1, 5)), Graph(store_uri, create=True) as graph:
        load(graph, *order[:cut])
        load(graph, *order[cut:])
        assert graph.hash == wanted and audit(graph.store).faults == []


@contextmanager
def batches_of(rows: int) -> Iterator[None]:
    """Transactions of *rows* rows."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (ingest, store):
            patch.setattr(module, "BATCH", rows)
        yield
