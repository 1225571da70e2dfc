"""`graphkit check` names whatever is wrong: each damage is done to a store, told, and undone."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from test_graph import load
from world import write_world

from graphkit.audit import audit
from graphkit.cli import main
from graphkit.errors import StoreError
from graphkit.graph import Graph

U = "UNWIND $rows AS row "


def changed(match: str, name: str, value: str) -> tuple[str, str]:
    """Statements that set a property of what *match* calls ``x``, and that set it back (what it was lies in a node meanwhile)."""
    return f"MATCH {match} CREATE (:Kept {{was: x.{name}}}) SET x.{name} = {value}", f"MATCH (k:Kept) MATCH {match} SET x.{name} = k.was DELETE k"


TARN = "(x:Document) WHERE x.title STARTS WITH 'Tarn'"
USES = "(x:Claim {relation: 'USES'})"
DEVELOPS = "(x:Claim {relation: 'DEVELOPS'})"
#: What is done, what undoes it, and what `check` must say.
DAMAGES = {
    "a byte of a text": (
        *changed(TARN, "text", "replace(x.text, 'Heron', 'Herom')"),
        ["its text or address is not the one that it was loaded with", "'Oakline Inc. uses Heron' is not what stands at"],
    ),
    "a byte of a text that nothing quotes": (
        *changed(TARN, "text", "replace(x.text, 'There is', 'There iz')"),
        ["its text or address is not the one that it was loaded with"],
    ),
    "an edge": (
        *changed("()-[x:USES]->()", "status", "'denied'"),
        ["1 edges changed by deriving anew"],
    ),
    "an edge that is gone": ("MATCH ()-[e:USES]->() DELETE e", "RETURN 1", ["1 edges added by deriving anew"]),
    "an edge too many": (
        "MATCH (a:Company {name: 'Tarn'}) MATCH (b:Model {name: 'Heron'}) CREATE (a)-[:USES {key: 'other'}]->(b)",
        "MATCH ()-[e:USES {key: 'other'}]->() DELETE e",
        ["1 edges removed by deriving anew"],
    ),
    "a key twice": (
        "MATCH (a:Company)-[e:USES]->(b:Model) CREATE (a)-[:USES {key: e.key, twice: true}]->(b)",
        "MATCH ()-[e:USES {twice: true}]->() DELETE e",
        ["2 edges have this key"],
    ),
    "a claim's id": (
        *changed(USES, "id", "'other'"),
        ["claim other: its content makes it"],
    ),
    "a document's id": (
        *changed(TARN, "id", "'other'"),
        ["document other: its text or address is not", "which isn't stored", "linked to other, not to its own"],
    ),
    "an entity's id": (
        *changed("(x:Model {name: 'Heron'})", "id", "'other'"),
        ["1 entities removed by deriving anew", "1 entities added by deriving anew"],
    ),
    "an end that is not allowed": (
        *changed(DEVELOPS, "object", "'Regulator:data office'"),
        ["DEVELOPS", "Regulator"],
    ),
    "an end that is nobody": (
        *changed(DEVELOPS, "object", "'Model:nobody'"),
        ["an end is no entity of its document"],
    ),
    "an orphan": (
        *changed(USES, "document", "'none'"),
        ["claims of document none, which isn't stored"],
    ),
    "a claim cut from its document": (
        "MATCH (c:Claim {relation: 'USES'})-[s:STATED_IN]->(:Document) DELETE s",
        "MATCH (c:Claim {relation: 'USES'}) MATCH (d:Document) WHERE d.id = c.document CREATE (c)-[:STATED_IN]->(d)",
        ["linked to no document, not to its own"],
    ),
    "a row that can't be read": (
        *changed(USES, "confidence", "7.5"),
        ["can't be read: 1 validation error for Claim confidence"],
    ),
    "readings that can't be read": (
        *changed(TARN, "readings", "substring(x.readings, 1)"),
        ["can't be read"],
    ),
    "a fingerprint": (
        *changed("(x:Document) WHERE x.title STARTS WITH 'Oakline'", "fingerprint", "[1, 2]"),
        ["its fingerprint, by which reprints are known, is not that of its text"],
    ),
    "a decision": (
        "MERGE (j:Judgement {id: 'j'}) SET j.left = 'Company a', j.right = 'Company b', j.verdict = 'same', j.by = 'me', j.at = '2026-01-01'",
        "MATCH (j:Judgement {id: 'j'}) DELETE j",
        ["judgement j: its content makes it"],
    ),
}


@pytest.fixture
def graph(store_uri: str, tmp_path: Path) -> Iterator[Graph]:
    with Graph(store_uri, create=True) as graph:
        load(graph, *write_world(tmp_path))
        yield graph


def test_every_damage_is_named(graph: Graph) -> None:
    assert audit(graph.store).faults == []
    for what, (damage, undo, said) in DAMAGES.items():
        graph.store.write([(U + damage, [{}])])
        if "Kept" in damage:
            assert graph.store.read("MATCH (k:Kept) RETURN count(k) AS n")[0]["n"], f"{what}: the damage met nothing"
        faults = audit(graph.store).faults
        for words in said:
            assert any(words in fault for fault in faults), (what, words, faults)
        graph.store.write([(U + undo, [{}])])
        if "gone" in what:
            graph.rebuild()
        assert audit(graph.store).faults == [], what


def test_an_id_that_two_have_is_named(graph: Graph) -> None:
    store: Any = graph.store
    if hasattr(store, "_db"):
        store._db.command("sql", "DROP INDEX `Claim[id]`")
    else:
        with store._driver.session() as session:
            session.run("DROP CONSTRAINT claim_id").consume()
    store.write([(U + "MATCH (c:Claim {relation: 'USES'})-[:STATED_IN]->(d) CREATE (o:Claim)-[:STATED_IN]->(d) SET o = c{.*}", [{}])])
    (fault,) = [fault for fault in audit(store).faults if "have this id" in fault]
    assert fault.startswith("claim ") and fault.endswith(": 2 have this id")


def test_a_damaged_store_is_told_in_one_line_by_whatever_reads_it(tmp_path: Path) -> None:
    path = str(tmp_path / "g.db")
    paths = write_world(tmp_path)
    with Graph(path, create=True) as graph:
        load(graph, *paths)
        graph.store.write([(U + "MATCH (c:Claim {relation: 'USES'}) SET c.quotes = []", [{}])])
        with pytest.raises(StoreError, match=r"the store is damaged: claim \w+: can't be read: .*; graphkit check names all that is wrong"):
            load(graph, *paths)
    done = CliRunner().invoke(main, ["check", "--json", "--store", path])
    assert done.exit_code == 1 and len([fault for fault in json.loads(done.output)["faults"] if "can't be read" in fault]) == 1


#: What nothing else in the store tells: a source's own facts, when it was recorded, what a reader called itself.
UNTOLD = {"Document": {"title", "publisher", "published", "language", "kind", "pages", "recorded"}, "Claim": {"recorded", "extractor"}}


def test_a_change_of_any_property_is_named(tmp_path: Path) -> None:
    with Graph(str(tmp_path / "g.db"), create=True) as graph:
        load(graph, *write_world(tmp_path))
        for label in ("Document", "Claim", "Company", "Model", "Regulator"):
            row = graph.store.read(f"MATCH (n:{label}) RETURN n{{.*}} AS p ORDER BY n.id LIMIT 1")[0]["p"]
            row = {name: value for name, value in row.items() if not name.startswith("@")}
            for name, value in row.items():
                if name in UNTOLD.get(label, ()) or name == "id":
                    continue
                other = [*value, value[0] if value else "x"] if isinstance(value, list) else 0.5 if isinstance(value, float) else f"{value}x"
                graph.store.write([(f"{U}MATCH (n:{label} {{id: row.id}}) SET n.{name} = row.value", [{"id": row["id"], "value": other}])])
                assert audit(graph.store).faults, (label, name, other)
                graph.store.write([(f"{U}MATCH (n:{label} {{id: row.id}}) SET n.{name} = row.value", [{"id": row["id"], "value": value}])])
                assert not audit(graph.store).faults, (label, name)
