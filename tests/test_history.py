"""Versions, contradictions and changes as data, and the graph as it was."""

import json
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from test_graph import load
from test_reviews import claim, edge, whole
from world import write_world

from graphkit.audit import audit
from graphkit.cli import main
from graphkit.errors import QueryError
from graphkit.graph import Graph

ENTITIES = [{"id": name.lower(), "name": name, "type": "Company", "mentions": [name]} for name in ("Oakline", "Tarn", "Umber")]


@pytest.fixture(name="paths")
def world_paths(tmp_path: Path) -> list[str]:
    (tmp_path / "world").mkdir()
    return write_world(tmp_path / "world")


@pytest.fixture(name="graph")
def world_graph(store_uri: str, paths: list[str]) -> Iterator[Graph]:
    with Graph(store_uri, create=True) as graph:
        load(graph, *paths)
        yield graph


def article(folder: Path, name: str, text: str, relation: dict[str, Any] | None = None, **facts: Any) -> str:
    path = folder / f"{name}.json"
    relations = [{"modality": "reported", "evidence": text, **relation}] if relation else []
    path.write_text(json.dumps({"text": text, "entities": ENTITIES, "relations": relations, **facts}))
    return str(path)


def uses(target: str) -> dict[str, Any]:
    return {"type": "USES", "subject": "oakline", "object": target}


def test_the_latest_dated_version_is_current_in_whatever_order(store_uri: str, tmp_path: Path) -> None:
    at = {"url": "https://example.org/a", "published": "2026-01-05"}
    versions = [
        article(tmp_path, "a", "Oakline uses Tarn.", uses("tarn"), **at),
        article(tmp_path, "b", "Oakline uses Umber, not Tarn.", uses("umber"), **at, modified="2026-01-07"),
        article(tmp_path, "c", "Oakline uses Umber, not Tarn as we wrote.", uses("umber"), **at, modified="2026-02"),
    ]
    hashes = set()
    for number, order in enumerate(permutations(versions)):
        with Graph(str(tmp_path / f"{number}.db"), create=True) as other:
            for path in order:
                load(other, path)
            hashes.add(other.hash)
    with Graph(store_uri, create=True) as graph:
        load(graph, *reversed(versions))
        assert {graph.hash} == hashes
        assert not edge(graph, "USES", "Tarn")
        found = edge(graph, "USES", "Umber")
        assert found["quote"].endswith("as we wrote.") and len(found["claims"]) == 1
        assert claim(graph, "USES", "Tarn")["standing"] == "superseded"
        assert len(graph.store.read("MATCH (:Document)-[s:SUPERSEDES]->(:Document) RETURN s.key AS key")) == 2
        assert audit(graph.store).notes == []
        whole(graph)
        with graph.at(known_by="2026-01-06") as then:
            assert edge(then, "USES", "Tarn") and not edge(then, "USES", "Umber")
        current = graph.claim_rows(about="Umber")[0]["document"]
        before = graph.hash
        for document in graph.documents:
            graph.retract(document, reason="wrong", by="me")  # the current one, too: an older version doesn't come back
        assert graph.edges() == []
        for document in graph.documents:
            graph.unretract(document)
        assert graph.hash == before and current in graph.documents


def test_versions_without_a_date_both_stay_current_and_check_says_so(store_uri: str, tmp_path: Path) -> None:
    with Graph(store_uri, create=True) as graph:
        load(graph, *(article(tmp_path, name, f"Oakline uses {name.title()}.", uses(name), id="press-7") for name in ("tarn", "umber")))
        assert edge(graph, "USES", "Tarn") and edge(graph, "USES", "Umber")
        found = audit(graph.store)
        assert found.faults == [] and len(found.notes) == 1 and "press-7" in found.notes[0]


def test_a_purged_version_does_not_give_its_place_back(store_uri: str, tmp_path: Path) -> None:
    at = {"url": "https://example.org/a"}
    first = article(tmp_path, "a", "Oakline uses Tarn.", uses("tarn"), **at, published="2026-01-05")
    second = article(tmp_path, "b", "Oakline uses Umber, not Tarn.", uses("umber"), **at, published="2026-01-07")
    third = article(tmp_path, "c", "Oakline uses Umber and Tarn.", uses("tarn"), **at, published="2026-01-09")
    with Graph(store_uri, create=True) as graph:
        load(graph, first, second)
        ids = {document.published: i for i, document in graph.documents.items()}
        (note,) = graph.left_by_purge(ids["2026-01-07"])
        assert note == f"the earlier version {ids['2026-01-05']} (2026-01-05) stays, and still doesn't count; purge it too if it may not be kept"
        assert graph.purge(ids["2026-01-07"], reason="takedown", by="me").notes == [note]
        assert graph.edges() == [] and claim(graph, "USES", "Tarn")["standing"] == "superseded"
        (marker,) = graph.withdrawals.values()
        assert "example.org" not in json.dumps(marker.row()) and marker.dated == "2026-01-07"
        whole(graph)
        with graph.at(known_by="2026-01-06") as then:
            assert edge(then, "USES", "Tarn")  # the correction wasn't known then, whatever became of it
        left = graph.hash
        load(graph, third)  # a later version counts again
        assert edge(graph, "USES", "Tarn")["claims"] and len(graph.edges()) == 1
        whole(graph)
    with Graph(str(tmp_path / "other.db"), create=True) as other:  # in another order: the earlier version comes when the later is gone
        load(other, second)
        other.purge(ids["2026-01-07"], reason="takedown", by="me")
        load(other, first)
        assert other.hash == left
        load(other, second, after_purge=True)
        assert edge(other, "USES", "Umber") and not edge(other, "USES", "Tarn")


def test_the_command_says_what_a_purge_leaves_before_it_asks(tmp_path: Path) -> None:
    store = str(tmp_path / "g.db")
    with Graph(store, create=True) as graph:
        for name, day in (("tarn", "05"), ("umber", "07")):
            load(graph, article(tmp_path, name, f"Oakline uses {name.title()}.", uses(name), url="https://example.org/a", published=f"2026-01-{day}"))
        newer = next(i for i, document in graph.documents.items() if document.published == "2026-01-07")
        older = next(i for i in graph.documents if i != newer)
    done = CliRunner().invoke(main, ["purge", newer, "--reason", "takedown", "--store", store], input="n\n")
    assert done.exit_code == 1 and f"the earlier version {older} (2026-01-05) stays, and still doesn't count" in done.output
    with Graph(store) as graph:
        assert newer in graph.documents
    done = CliRunner().invoke(main, ["purge", older, "--reason", "takedown", "--yes", "--store", store])
    assert done.exit_code == 0 and f"the later version {newer} (2026-01-07) stays, and counts as before" in done.output


FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Quay Wire</title><link>https://example.org/quay</link>{items}</channel></rss>"""


@pytest.mark.parametrize(("guid", "which"), [("", {"Tarn", "Umber"}), ("<guid isPermaLink='false'>item-1</guid>", {"Umber"})])
def test_items_of_a_feed_without_an_address_are_versions_only_where_an_id_says_so(guid: str, which: set[str], store_uri: str, tmp_path: Path) -> None:
    days = {"Tarn": "05", "Umber": "06"}
    for name, day in days.items():
        item = f"<item>{guid}<title>On {name}</title><pubDate>{day} Jan 2026 08:00:00 GMT</pubDate><description>Oakline uses {name}.</description></item>"
        (tmp_path / f"{name}.rss").write_text(FEED.format(items=item))
    with Graph(store_uri, create=True) as graph:
        load(graph, *(str(tmp_path / f"{name}.rss") for name in days), url="https://example.org/feed.xml")
        found = [document.url for document in graph.documents.values()]
        assert len(set(found)) == (1 if guid else 2) and all(str(url).startswith("https://example.org/feed.xml") for url in found)
        assert {e["object"].name for e in graph.edges()} == which
        before = graph.hash
        load(graph, *(str(tmp_path / f"{name}.rss") for name in days), url="https://example.org/feed.xml")
        assert graph.hash == before


@pytest.mark.parametrize("facts", [({"id": "7"}, {"id": "7"}), ({"id": "a-7", "publisher": "Quay"}, {"id": "a-7", "publisher": "Fen"})])
def test_ids_that_are_not_one_publishers_name_no_versions(facts: tuple[dict[str, str], ...], tmp_path: Path) -> None:
    with Graph(str(tmp_path / "g.db"), create=True) as graph:
        for name, own in zip(("tarn", "umber"), facts, strict=True):
            load(graph, article(tmp_path, name, f"Oakline uses {name.title()}.", uses(name), published="2026", **own))
        assert edge(graph, "USES", "Tarn") and edge(graph, "USES", "Umber")


def ties(graph: Graph) -> list[tuple[str, str, str, str]]:
    rows = graph.store.read("MATCH (a:Claim)-[t]->(b:Claim) RETURN type(t) AS kind, t.about AS about, a.quotes[0] AS one, b.quotes[0] AS other")
    return sorted((row["kind"], row["about"], row["one"], row["other"]) for row in rows)


def test_claims_that_exclude_each_other_are_linked(graph: Graph) -> None:
    ((kind, about, *quotes),) = ties(graph)
    assert (kind, about, sorted(quotes)) == ("CONTRADICTS", "outcome", ["It dropped Pellucid", "Oakline chose Pellucid for its cars"])
    graph.review(claim(graph, "EVALUATED", "Pellucid", outcome="selected")["id"], "reject", reason="cars are another round", by="me")
    found = edge(graph, "EVALUATED", "Pellucid")
    assert ties(graph) == [] and found["status"] == "reported"


def told(kind: str, modality: str = "reported", subject: str = "oakline", target: str = "tarn", **more: str) -> dict[str, Any]:
    return {"type": kind, "subject": subject, "object": target, "modality": modality, **more}


@pytest.mark.parametrize(
    ("one", "other", "expected", "status"),
    [
        (told("USES"), told("USES", "denied"), ("CONTRADICTS", "denied"), "disputed"),
        (told("USES"), told("USES", "ended"), ("CHANGED_TO", "ended"), "ended"),
        (told("ACQUIRES"), told("ACQUIRES", subject="umber"), ("CONTRADICTS", "subject"), "disputed"),
        (told("PART_OF"), told("PART_OF", subject="tarn", target="oakline"), ("CONTRADICTS", "direction"), "disputed"),
        (
            told("EVALUATED", outcome="rejected", **{"from": "2025-01"}),
            told("EVALUATED", outcome="selected", **{"from": "2025-09"}),
            ("CHANGED_TO", "outcome"),
            "reported",
        ),
        (
            told("REJECTED_BECAUSE", reason="First", reason_class="price"),
            told("REJECTED_BECAUSE", reason="Second", reason_class="performance_latency"),
            ("CONTRADICTS", "reason"),
            "reported",
        ),
        (told("USES"), told("USES", "rumoured"), None, "reported"),
        (told("ACQUIRES", **{"from": "2020"}), told("ACQUIRES", subject="umber", **{"from": "2024"}), ("CHANGED_TO", "subject"), "reported"),
    ],
)
def test_the_rules_of_the_ontology(store_uri: str, tmp_path: Path, one: Any, other: Any, expected: Any, status: str) -> None:
    sources = [
        article(tmp_path, "one", "First statement.", one, published="2026-01-01", publisher="Quay"),
        article(tmp_path, "two", "Second statement.", other, published="2026-02-01", publisher="Fen"),
    ]
    with Graph(store_uri, create=True) as graph:
        assert not load(graph, *sources).failed
        found = ties(graph)
        assert [tie[:2] for tie in found] == ([expected] if expected else [])
        if expected and expected[0] == "CHANGED_TO":
            assert found[0][2:] == ("First statement.", "Second statement.")
        first = edge(graph, one["type"], "Tarn")
        assert first and first["status"] == status
        if expected and status != "ended":
            assert first["disagreement"]
        whole(graph)


def test_loads_are_listed_and_compared(store_uri: str, paths: list[str]) -> None:
    with Graph(store_uri, create=True) as graph:
        for path in paths:
            load(graph, path)
        first, second, third = (row["load"] for row in graph.loads)
        assert [row["claims"] for row in graph.loads] == [6, 3, 3]
        changes = {row["change"] for row in graph.diff(f"load:{first}", f"load:{second}")}
        assert changes == {"new", "contradiction", "status"}
        assert {row["change"] for row in graph.diff(f"load:{second}", f"load:{third}")} == {"new"}
        assert graph.diff(f"load:{third}", f"load:{third}") == []
        with pytest.raises(QueryError, match="no load 'x'"):
            graph.diff("load:x", "load:x")


def test_questions_about_the_graph_as_it_was(graph: Graph) -> None:
    now = {row["vendor"]: row["status"] for row in graph.query("evaluated_by", buyer="Oakline")}
    with graph.at(known_by="2026-03-02") as then:
        past = {row["vendor"]: row["status"] for row in then.query("evaluated_by", buyer="Oakline")}
        assert "disputed" not in then.ask("Which vendors did Oakline evaluate?").text
        assert audit(then.store).faults == []
    assert now["Pellucid"] == "disputed" and past["Pellucid"] == "reported"
    with graph.at() as same:
        assert same is graph


def test_the_commands_take_a_time(tmp_path: Path, paths: list[str]) -> None:
    store = str(tmp_path / "cli.db")

    def run(*arguments: str) -> str:
        done = CliRunner().invoke(main, [*arguments, "--store", store])
        assert done.exit_code == 0, done.output
        return done.output

    run("load", *paths)
    assert "disputed" in run("query", "evaluated_by", "--buyer", "Oakline", "--json")
    assert "disputed" not in run("query", "evaluated_by", "--buyer", "Oakline", "--known-by", "2026-03-02", "--json")
    assert run("ask", "Who uses Heron?") != run("ask", "Who uses Heron?", "--known-by", "2026-03-02")
    assert "contradiction" in run("diff", "2026-03-02", "2026-03-31") and "12" in run("loads")
