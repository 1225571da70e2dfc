"""The server killed in mid load: the load waits for it, or stops with one line and is finished by the next."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from neo4j_server import Server
from test_graph import load
from test_kill import many

from graphkit.audit import audit
from graphkit.graph import Graph

#: The command `graphkit`, in small transactions, with the patience of its first argument.
GRAPHKIT = """
import sys
from graphkit import ingest, store
from graphkit.store import server
server.PATIENCE = float(sys.argv.pop(1))
ingest.BATCH = store.BATCH = 5
from graphkit.cli import main
main()
"""


@pytest.fixture
def server(neo4j_5: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    neo4j_5.wipe()
    monkeypatch.setenv("GRAPHKIT_NEO4J_USER", neo4j_5.user)
    monkeypatch.setenv("GRAPHKIT_NEO4J_PASSWORD", neo4j_5.password)
    yield neo4j_5
    if neo4j_5._process is None:  # a test that failed leaves it to the others as it found it
        neo4j_5.start()


def loading(server: Server, patience: float, paths: list[str], once: str) -> "subprocess.Popen[str]":
    """A load that goes on, the server killed as soon as *once* finds something."""
    started = subprocess.Popen(
        [sys.executable, "-c", GRAPHKIT, str(patience), "load", *paths, "--store", server.uri],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=dict(os.environ),
    )
    with server.driver() as driver:
        while not driver.execute_query(f"MATCH {once} RETURN count(*) AS n").records[0]["n"]:
            assert started.poll() is None, started.communicate()
            time.sleep(0.01)
    server.kill()
    assert started.poll() is None
    return started


def wanted(tmp_path: Path) -> tuple[str, list[str]]:
    paths = many(tmp_path)
    with Graph(str(tmp_path / "whole.db"), create=True) as whole:
        load(whole, *paths)
        return whole.hash, paths


@pytest.mark.parametrize("once", ["(:Claim)", "()-[:EVALUATED]->()"])
def test_a_load_waits_for_a_server_that_is_started_again(once: str, server: Server, tmp_path: Path) -> None:
    hash_, paths = wanted(tmp_path)
    with loading(server, 600, paths, once) as going_on:
        server.start()
        _, error = going_on.communicate(timeout=600)
        assert going_on.returncode == 0, error
    with Graph(server.uri) as graph:
        assert graph.hash == hash_ and audit(graph.store).faults == [] and not graph.unfinished


def test_a_load_whose_server_stays_away_stops_with_one_line_and_is_finished_by_the_next(server: Server, tmp_path: Path) -> None:
    hash_, paths = wanted(tmp_path)
    with loading(server, 1, paths, "(:Claim)") as cut:
        _, error = cut.communicate(timeout=120)
    assert cut.returncode == 1 and error.startswith(f"Error: {server.uri} answers no more (") and error.count("\n") == 1, error
    assert error.endswith("; when it does, run the command again: what was written is kept\n")
    server.start()
    with Graph(server.uri, create=True) as graph:
        load(graph, *paths)
        assert graph.hash == hash_ and audit(graph.store).faults == [] and not graph.unfinished
