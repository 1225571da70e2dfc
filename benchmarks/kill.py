"""SIGKILL at random points of a load, each followed by loading again: is the graph that of an undisturbed load?

    python benchmarks/kill.py [--rounds 300] [--seed 0] [--store PATH|URI] [--log FILE]

Each round draws its moment over the time that an undisturbed load takes, kills the process there, loads again in a new one, and compares the
hash; `check` must find nothing. A line a round goes to the log: what the store held when it was killed, and what came of it. **Wipes the store.**
"""

import argparse
import contextlib
import json
import multiprocessing
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from load import documents

from graphkit import ingest, store
from graphkit.audit import audit
from graphkit.graph import Graph
from graphkit.loading import documents as loaded
from graphkit.loading import sources

FORK = multiprocessing.get_context("fork")  # everything is imported and warm once; neither engine is started before the fork
COUNT = "MATCH (n) RETURN labels(n)[0] AS label, count(*) AS count"


def load(address: str, paths: list[str], new: bool, told: Connection) -> None:
    ingest.BATCH = store.BATCH = 10  # many small transactions: more places to be killed at
    if new:
        told.send("begun")
    began = time.perf_counter()
    with Graph(address, create=True) as graph:
        if not new:
            told.send("begun")
            began = time.perf_counter()
        graph.load(list(sources(paths)))
        told.send(time.perf_counter() - began)


def make(address: str, told: Connection) -> None:
    Graph(address, create=True).close()


def finish(address: str, paths: list[str], told: Connection) -> None:
    """Load again; what the store held before and how it ended."""
    with Graph(address, create=True) as graph:
        rows = {row["label"]: row["count"] for row in graph.store.read(COUNT)}
        held = {"clean": not graph.unfinished, **{label: rows.get(label, 0) for label in ("Document", "Claim", "Company")}}
        failed = graph.load(list(sources(paths))).failed
        faults = [*map(str, failed), *audit(graph.store).faults, *["unfinished"] * graph.unfinished]
        told.send({"held": held, "hash": graph.hash, "faults": faults})


def wipe(address: str, empty: Path | None = None) -> None:
    """An *empty* store at *address*; without one, nothing at all."""
    if not store.is_server(address):
        shutil.rmtree(address, ignore_errors=True)
        if empty:
            shutil.copytree(empty, address)
        return
    server: Any = store.connect(address)
    with server._driver.session() as session:
        session.run("MATCH (n) WHERE $all OR NOT n:Store CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 1000 ROWS", all=empty is None).consume()
        session.run("MATCH (s:Store) SET s.state = 'clean'").consume()
        for name in session.run("SHOW CONSTRAINTS YIELD name").value("name") if empty is None else ():
            session.run(f"DROP CONSTRAINT `{name}`").consume()
    server.close()


def run(target: Any, *arguments: Any) -> Any:
    """What *target* says in a process of its own; raises where it dies."""
    here, there = FORK.Pipe(duplex=False)
    process = FORK.Process(target=target, args=(*arguments, there))
    process.start()
    there.close()
    said = None
    try:
        while True:
            said = here.recv()
    except EOFError:
        process.join()
    if process.exitcode:
        raise RuntimeError(f"{target.__name__} ended with {process.exitcode}")
    return said


def cut(address: str, paths: list[str], new: bool, delay: float) -> bool:
    """Whether a load was still going on when it was killed *delay* seconds in."""
    here, there = FORK.Pipe(duplex=False)
    process = FORK.Process(target=load, args=(address, paths, new, there))
    process.start()
    here.recv()
    time.sleep(delay)
    process.kill()
    process.join()
    return process.exitcode != 0


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=300)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--documents", type=int, default=4, help="of 28 claims each")
    parser.add_argument("--store", help="a folder or a server that may be wiped; default: a temporary folder")
    parser.add_argument("--log", type=Path, help="default: standard output")
    given = parser.parse_args()
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        log = stack.enter_context(given.log.open("a", encoding="utf-8")) if given.log else sys.stdout
        paths, address, empty = documents(Path(folder), given.documents), given.store or f"{folder}/graph.db", Path(folder) / "empty.db"
        for source in sources(paths):
            list(loaded(source))  # type: ignore[arg-type]
        run(make, str(empty))
        wipe(address)
        wanted = run(finish, address, paths)
        assert not wanted["faults"], wanted["faults"]
        times: dict[bool, list[float]] = {True: [], False: []}
        for number in range(6):
            new = number % 2 == 0
            wipe(address, None if new else empty)
            times[new].append(run(load, address, paths, new))
        whole = {new: sorted(taken)[1] for new, taken in times.items()}
        for seed in range(given.seed, given.seed + given.rounds):
            new = seed % 5 == 0  # the making of the store itself is cut off in each fifth round
            wipe(address, None if new else empty)
            delay = random.Random(seed).uniform(0, whole[new])  # noqa: S311  (a seed that can be given again)
            running = cut(address, paths, new, delay)
            found = run(finish, address, paths)
            equal = found["hash"] == wanted["hash"] and not found["faults"]
            counts.update({"rounds": 1, "killed while loading": running, "with some of it written": not found["held"]["clean"], "equal": equal})
            print(json.dumps({"seed": seed, "new": new, "delay": round(delay, 4), "cut": running, "equal": equal, **found}), file=log, flush=True)
    print(f"a load takes {whole[False]:.2f} s, {whole[True]:.2f} s with making the store; " + ", ".join(f"{count} {what}" for what, count in counts.items()))
    sys.exit(counts["equal"] != counts["rounds"])


if __name__ == "__main__":
    main()
