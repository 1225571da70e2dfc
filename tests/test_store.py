"""What a person is told when a store can't be used: one line that says what to do."""

import os
import socket
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from graphkit.errors import StoreError
from graphkit.graph import Graph

HOLD = "import sys; from graphkit.store import open_store; s = open_store(sys.argv[1], create=True); print('open', flush=True); sys.stdin.read()"


def test_a_missing_store_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="graphkit load"):
        Graph(str(tmp_path / "none.db"))


def test_a_store_in_use_says_so(tmp_path: Path) -> None:
    path = str(tmp_path / "graph.db")
    with subprocess.Popen([sys.executable, "-c", HOLD, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout and holder.stdout.readline() == b"open\n"
        with pytest.raises(StoreError, match="in use by another process"):
            Graph(path)
        holder.kill()


def test_two_can_read_at_once(tmp_path: Path) -> None:
    path = str(tmp_path / "graph.db")
    Graph(path, create=True).close()
    reader = HOLD.replace("create=True", "read_only=True")
    with subprocess.Popen([sys.executable, "-c", reader, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout and holder.stdout.readline() == b"open\n"
        with Graph(path, read_only=True) as graph:
            assert graph.stats()["documents"] == 0
        holder.kill()


def test_a_folder_that_is_no_store_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(StoreError, match="not a graphkit store"):
        Graph(str(tmp_path), create=True)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_file_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(StoreError, match="not a graphkit store"):
        Graph(str(tmp_path / "file"), create=True)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_place_says_so(tmp_path: Path) -> None:
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    with pytest.raises(StoreError, match="can't make a store"):
        Graph(str(tmp_path / "graph.db"), create=True)


def test_a_server_that_is_down_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPHKIT_NEO4J_PASSWORD", "secret")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(StoreError, match="no Neo4j server answers"):
        Graph(f"bolt://127.0.0.1:{port}")


def test_a_server_that_refuses_the_password_says_so_and_keeps_it_to_itself(neo4j: "object", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPHKIT_NEO4J_USER", "neo4j")
    monkeypatch.setenv("GRAPHKIT_NEO4J_PASSWORD", "not-the-password")
    with pytest.raises(StoreError, match="refuses user neo4j") as refused:
        Graph(neo4j.uri)  # type: ignore[attr-defined]
    assert "not-the-password" not in str(refused.value)


def test_an_address_that_is_none_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPHKIT_NEO4J_PASSWORD", "secret")
    with pytest.raises(StoreError, match="is no Neo4j address"):
        Graph("ftp://example.org")


def test_several_first_loads_at_once_make_one_schema(neo4j: "object", monkeypatch: pytest.MonkeyPatch) -> None:
    """The same happens where one was killed while it made the schema and the next comes before the server has noticed."""
    server: Any = neo4j
    monkeypatch.setenv("GRAPHKIT_NEO4J_USER", server.user)
    monkeypatch.setenv("GRAPHKIT_NEO4J_PASSWORD", server.password)
    for _ in range(3):
        server.wipe()
        with ThreadPoolExecutor(4) as pool:
            for graph in pool.map(lambda _: Graph(server.uri, create=True), range(4)):
                graph.close()
