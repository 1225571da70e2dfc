"""A store in one file and back: the same graph with its history on either engine, or one line that says why not."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from services import REQUIRED
from test_graph import load
from world import WORLD, write_world

from graphkit.audit import audit
from graphkit.backup import checked, restore
from graphkit.cli import main
from graphkit.errors import BackupError, OutputError, StoreError
from graphkit.graph import Graph

ME = {"reason": "read it again", "by": "me"}


@pytest.fixture(name="graph")
def decided(store_uri: str, tmp_path: Path) -> Iterator[Graph]:
    """The world with a decision of every kind, loaded in three loads."""
    (tmp_path / "world").mkdir()
    with Graph(store_uri, create=True) as graph:
        for path in write_world(tmp_path / "world"):
            load(graph, path)
        claims = {(claim["relation"], claim["object"]): claim["id"] for claim in graph.claim_rows()}
        documents = {document.title: i for i, document in graph.documents.items()}
        graph.judge("Oakline", "Greyfen", "different", "me")
        graph.review(claims["DEVELOPS", "Heron"], "correct", **ME, change={"modality": "reported"})
        graph.review(claims["USES", "Heron"], "accept", **ME)
        graph.add_claim(documents[WORLD["later"]["title"]], "Lowell may buy", **ME, values={"relation": "INVESTS_IN", "subject": "Lowell", "object": "Greyfen"})
        graph.retract(documents[WORLD["wire"]["title"]], **ME)
        graph.purge(documents[WORLD["note"]["title"]], **ME)
        yield graph


def test_it_goes_to_the_other_engine_and_back_with_its_history(graph: Graph, store_uri: str, tmp_path: Path) -> None:
    first, second, third = (tmp_path / f"{name}.backup" for name in ("first", "second", "third"))
    told = graph.backup(first)
    assert told == {"documents": 2, "claims": 9, "decisions": 6, "hash": graph.hash}
    wanted, loads, decisions = graph.hash, graph.loads, (graph.judgements, graph.reviews, graph.withdrawals)
    graph.close()
    elsewhere = str(tmp_path / "elsewhere.db")
    assert restore(elsewhere, first).notes == []
    with Graph(elsewhere) as other:
        assert (other.hash, other.loads) == (wanted, loads)
        assert (other.judgements, other.reviews, other.withdrawals) == decisions
        assert audit(other.store).faults == [] and not other.unfinished
        other.backup(second)
        assert other.diff(f"load:{loads[0]['load']}", f"load:{loads[-1]['load']}")
    assert restore(store_uri, second, replace=True).notes == []
    with Graph(store_uri) as back:
        assert (back.hash, back.loads) == (wanted, loads)
        back.backup(third)
        assert audit(back.store).faults == []
        assert load(back, *write_world(tmp_path / "world")).failed  # the marker of what was purged has come along
    assert first.read_bytes() == second.read_bytes() == third.read_bytes()


def test_a_store_that_holds_something_is_left_as_it_is(graph: Graph, store_uri: str, tmp_path: Path) -> None:
    graph.backup(tmp_path / "b")
    before = graph.hash
    graph.close()
    with pytest.raises(StoreError, match="holds a graph already; restore into another store, or give --replace"):
        restore(store_uri, tmp_path / "b")
    with Graph(store_uri) as graph:
        assert graph.hash == before


@pytest.fixture(name="file", scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("backup")
    with Graph(str(folder / "g.db"), create=True) as graph:
        load(graph, *write_world(folder))
        graph.backup(folder / "backup")
    return folder / "backup"


def refused(file: Path, said: str, tmp_path: Path) -> None:
    store = tmp_path / "never.db"
    done = CliRunner().invoke(main, ["restore", str(file), "--store", str(store)])
    assert done.exit_code == 1 and said in done.output and done.output.count("\n") == 1, done.output
    assert not store.exists()


def test_a_flipped_bit_is_found_wherever_it_is(file: Path, tmp_path: Path) -> None:
    data, dice = file.read_bytes(), random.Random(5)
    end = len(data) - len(data.splitlines()[-1]) - 1
    for at in (*range(80), *range(end, len(data)), *(dice.randrange(len(data)) for _ in range(400))):
        damaged = bytearray(data)
        damaged[at] ^= 1 << dice.randrange(8)
        (tmp_path / "damaged").write_bytes(damaged)
        with pytest.raises(BackupError, match=r"damaged|cut off|no backup|newer graphkit"):
            checked(tmp_path / "damaged")


def test_what_is_no_whole_backup_is_told_in_one_line(file: Path, tmp_path: Path) -> None:
    data = file.read_bytes()
    for size in (0, 1, 10, len(data) // 2, len(data) - 1):
        (tmp_path / "short").write_bytes(data[:size])
        refused(tmp_path / "short", "is cut off: its last line is missing" if size > 100 else "is no backup of graphkit", tmp_path)
    lines = data.splitlines(keepends=True)
    (tmp_path / "lines").write_bytes(b"".join(lines[:3] + lines[4:]))
    refused(tmp_path / "lines", "is damaged: its checksum", tmp_path)
    (tmp_path / "newer").write_bytes(data.replace(b'"format":1', b'"format":2', 1))
    refused(tmp_path / "newer", "was written by a newer graphkit (backup format 2, this reads 1); upgrade graphkit", tmp_path)
    refused(tmp_path / "missing", "can't be read: No such file", tmp_path)
    refused(tmp_path, "can't be read: Is a directory", tmp_path)


def test_a_backup_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    with Graph(str(tmp_path / "g.db"), create=True) as graph:
        load(graph, *write_world(tmp_path))
        (tmp_path / "kept").write_text("what was there")
        graph.store.write([("UNWIND $rows AS row CREATE (:Withdrawal {id: 'x'})", [{}])])  # no withdrawal: it can't be read
        with pytest.raises(StoreError, match="withdrawal x"):
            graph.backup(tmp_path / "kept")
        graph.store.write([("UNWIND $rows AS row MATCH (w:Withdrawal) DELETE w", [{}])])
        assert (tmp_path / "kept").read_text() == "what was there" and not list(tmp_path.glob(".kept*"))
        with pytest.raises(OutputError, match=r"can't write .*: No such file or directory"):
            graph.backup(tmp_path / "no such folder" / "backup")


RESTORE = """
import sys
from pathlib import Path
from graphkit import backup
backup.BATCH = 2  # many small transactions: more places to be killed at
print("ready", flush=True)
backup.restore(sys.argv[1], Path(sys.argv[2]))
"""


@pytest.mark.parametrize("seed", range(8 if REQUIRED else 3))
def test_a_killed_restore_is_run_again(seed: int, store_uri: str, file: Path, tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", RESTORE, store_uri, str(file)], stdout=subprocess.PIPE, env=dict(os.environ)) as cut:
        assert cut.stdout and cut.stdout.readline() == b"ready\n"
        time.sleep(random.Random(seed).uniform(0.2, 2))
        cut.send_signal(signal.SIGKILL)
    wanted = json.loads(file.read_bytes().splitlines()[-1])["hash"]
    try:
        with Graph(store_uri) as graph:
            assert graph.hash == wanted or not graph.documents  # done, or not begun
            done = bool(graph.documents)
    except StoreError as error:
        assert any(said in str(error) for said in ("run graphkit restore FILE again", "no graph yet", "there is no store")), error
        done = False
    restore(store_uri, file, replace=done)
    with Graph(store_uri) as graph:
        assert graph.hash == wanted and audit(graph.store).faults == [] and not graph.unfinished


def test_a_store_with_part_of_a_backup_opens_for_nothing_but_restoring(store_uri: str, file: Path, tmp_path: Path) -> None:
    with Graph(store_uri, create=True) as graph:
        load(graph, *write_world(tmp_path)[:1])
        graph.store.write([("UNWIND $rows AS row MATCH (s:Store) SET s.state = 'restoring'", [{}])])
    for options in ({"read_only": True}, {"create": True}):
        with pytest.raises(StoreError, match="holds a part of a backup, whose restoring was cut off; run graphkit restore FILE again"):
            Graph(store_uri, **options)
    restore(store_uri, file)
    with Graph(store_uri) as graph:
        assert graph.hash == json.loads(file.read_bytes().splitlines()[-1])["hash"]


def test_the_commands(file: Path, tmp_path: Path) -> None:
    store = str(tmp_path / "g.db")
    done = CliRunner().invoke(main, ["restore", str(file), "--store", store])
    assert (done.exit_code, done.output) == (0, "restored 3 documents, 12 claims, 0 decisions\n")
    done = CliRunner().invoke(main, ["backup", str(tmp_path / "again"), "--store", store, "--json"])
    assert done.exit_code == 0 and json.loads(done.output)["documents"] == 3
    assert (tmp_path / "again").read_bytes() == file.read_bytes()
