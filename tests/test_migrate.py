"""A store that an earlier version wrote: told in one line what to run, and then what loading the same documents now would make."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from services import REQUIRED
from test_graph import load
from world import write_world

from graphkit.audit import audit
from graphkit.cli import main
from graphkit.errors import StoreError
from graphkit.graph import Graph
from graphkit.migrate import migrate
from graphkit.store import VERSION, connect

OLD: dict[str, Any] = json.loads((Path(__file__).parent / "stores" / "format-1.json").read_text("utf-8"))


@pytest.fixture
def old(store_uri: str) -> str:
    """The address of a store of format 1, node by node as commit 95e491a wrote it."""
    store = connect(store_uri, create=True)
    for statement in OLD["schema"]:
        run(store, statement)
    for label in dict.fromkeys(label for label, _ in OLD["nodes"]):
        store.write([(f"UNWIND $rows AS row CREATE (n:{label}) SET n = row", [row for of, row in OLD["nodes"] if of == label])])
    for head_label, head, kind, properties, tail_label, tail in OLD["edges"]:
        create = f"UNWIND $rows AS row MATCH (a:{head_label} {{id: row.a}}) MATCH (b:{tail_label} {{id: row.b}}) CREATE (a)-[e:{kind}]->(b) SET e = row.p"
        store.write([(create, [{"a": head, "b": tail, "p": properties}])])
    store.close()
    return store_uri


def run(store: Any, statement: str) -> None:
    if hasattr(store, "_db"):
        store._db.command("opencypher", statement)
    else:
        with store._driver.session() as session:
            session.run(statement).consume()


def fresh(tmp_path: Path) -> tuple[str, list[str]]:
    (tmp_path / "world").mkdir()
    paths = write_world(tmp_path / "world")
    with Graph(str(tmp_path / "fresh.db"), create=True) as graph:
        load(graph, *paths)
        return graph.hash, paths


def test_an_old_store_says_what_to_run_and_is_then_as_if_loaded_today(old: str, tmp_path: Path) -> None:
    for options in ({"read_only": True}, {"create": True}):
        with pytest.raises(StoreError, match=r"written by an earlier version \(store format 1, this is \d+\); run: graphkit migrate$"):
            Graph(old, **options)
    done = CliRunner().invoke(main, ["migrate", "--store", old])
    assert (done.exit_code, done.output) == (0, "migrated 3 documents\n")
    wanted, paths = fresh(tmp_path)
    times = {row["recorded"] for label, row in OLD["nodes"] if label in ("Claim", "Document")}
    with Graph(old) as graph:
        assert graph.hash == wanted and audit(graph.store).faults == [] and not graph.unfinished
        assert {row["load"] for row in graph.loads} == times
        assert load(graph, *paths).counts["documents unchanged"] == 3
        twice = "UNWIND $rows AS row CREATE (r:Withdrawal {id: 'one'}) CREATE (s:Withdrawal {id: 'one'})"
        with pytest.raises(StoreError):  # what an old store had no constraint for
            graph.store.write([(twice, [{}])])
    done = CliRunner().invoke(main, ["migrate", "--store", old])
    assert (done.exit_code, done.output) == (0, "nothing to do: the store has the present format\n")
    with Graph(old) as graph:
        assert graph.hash == wanted


def test_a_store_of_a_newer_format_is_left_alone(store_uri: str) -> None:
    with Graph(store_uri, create=True) as graph:
        graph.store.write([(f"UNWIND $rows AS row MATCH (s:Store) SET s.version = {VERSION + 1}", [{}])])
    for opened in (Graph, migrate):
        with pytest.raises(StoreError, match=rf"written by a newer version \(store format {VERSION + 1}, this is {VERSION}\); upgrade graphkit"):
            opened(store_uri)


def test_there_is_nothing_to_migrate_where_there_is_no_graph(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store"):
        migrate(str(tmp_path / "none.db"))


MIGRATE = "import sys; from graphkit import ingest, migrate; print('ready', flush=True); migrate.migrate(sys.argv[1])"


@pytest.mark.parametrize("seed", range(6 if REQUIRED else 2))
def test_a_killed_migration_is_run_again(seed: int, old: str, tmp_path: Path) -> None:
    wanted, _ = fresh(tmp_path)
    with subprocess.Popen([sys.executable, "-c", MIGRATE, old], stdout=subprocess.PIPE, env=dict(os.environ)) as cut:
        assert cut.stdout and cut.stdout.readline() == b"ready\n"
        time.sleep(random.Random(seed).uniform(0, 2))
        cut.send_signal(signal.SIGKILL)
    migrate(old)
    with Graph(old) as graph:
        if graph.unfinished:
            graph.rebuild()
        assert graph.hash == wanted and audit(graph.store).faults == []
