"""Killed at a random point of a load, and loaded again: the graph of an undisturbed load."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from services import REQUIRED
from test_graph import load
from world import WORLD, write_world

from graphkit.audit import audit
from graphkit.graph import Graph

ROUNDS = 20 if REQUIRED else 4
LOAD = """
import sys
from graphkit import graph, ingest, store
from graphkit.loading import Hints, sources
ingest.BATCH = store.BATCH = 5  # many small transactions: more places to be killed at
with graph.Graph(sys.argv[1], create=True) as g:
    print("open", flush=True)
    g.load(list(sources(sys.argv[2:], Hints())))
    print("done", flush=True)
"""


def many(folder: Path) -> list[str]:
    """The world four times over, each time with other names."""
    paths = write_world(folder)
    for copy, suffix in enumerate(("ton", "wick", "ford")):
        for name in WORLD:
            text = (folder / f"{name}.json").read_text(encoding="utf-8").replace("Oakline", f"Oak{suffix}").replace("Tarn", f"Tarn{suffix}")
            (folder / f"{name}{copy}.json").write_text(text.replace("oakline", f"oak{suffix}").replace('"tarn"', f'"tarn{suffix}"'), encoding="utf-8")
            paths.append(str(folder / f"{name}{copy}.json"))
    return paths


def _start(store: str, paths: list[str]) -> "subprocess.Popen[bytes]":
    started = subprocess.Popen([sys.executable, "-c", LOAD, store, *paths], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=dict(os.environ))
    assert started.stdout
    assert started.stdout.readline() == b"open\n", started.stderr and started.stderr.read()
    return started


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_a_killed_load_is_finished_by_the_next(seed: int, store_uri: str, tmp_path: Path) -> None:
    paths = many(tmp_path)
    with Graph(str(tmp_path / "whole.db"), create=True) as whole:
        load(whole, *paths)
        wanted = whole.hash
    with _start(store_uri, paths) as cut:
        time.sleep(random.Random(seed).uniform(0, 1.2 if "://" in store_uri else 0.5))
        cut.send_signal(signal.SIGKILL)
    with Graph(store_uri, create=True) as graph:
        load(graph, *paths)
        assert graph.hash == wanted
        assert audit(graph.store)[1] == [] and not graph.unfinished
