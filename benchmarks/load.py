"""What loading costs beside its floor: a bare UNWIND + MERGE of the same nodes and edges, in the same run.

    python benchmarks/load.py [--documents 300] [--store PATH|URI] [--rounds 3]

Prints medians of CPU time of this process (the embedded engine runs in it; a server's own time is not in it) and of wall time,
as ratios to the floor. Documents are ready-made and invented, so that no extractor is measured.
"""

import argparse
import json
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from graphkit.graph import Graph
from graphkit.loading import sources
from graphkit.statements import statement
from graphkit.store import open_store, transactions


def documents(folder: Path, count: int) -> list[str]:
    """*count* ready-made documents of 30 claims each over a few hundred invented firms; their paths."""
    paths = []
    for number in range(count):
        firms = [f"Firm {(number * 7 + i * i) % 400} Works" for i in range(8)]
        said = [(a, b) for i, a in enumerate(firms) for b in firms[i + 1 :] if a != b][:30]
        text = f"Report {number}\n\n" + " ".join(f"{a} uses {b} in line {i}." for i, (a, b) in enumerate(said))
        entities = [{"id": name, "name": name, "type": "Company"} for name in dict.fromkeys(firms)]
        relations = [
            {"type": "USES", "subject": a, "object": b, "modality": "reported", "evidence": f"{a} uses {b} in line {i}"} for i, (a, b) in enumerate(said)
        ]
        path = folder / f"{number}.json"
        path.write_text(json.dumps({"text": text, "entities": entities, "relations": relations}), encoding="utf-8")
        paths.append(str(path))
    return paths


def timed(work: Callable[[], object]) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return time.process_time() - cpu, time.perf_counter() - wall


def floor(address: str, graph: Graph) -> Callable[[], None]:
    """Writing the nodes and the edges of *graph* to an empty store, and nothing else."""
    nodes = [{"id": n.id, "name": n.name} for n in graph.nodes.values()]
    edges = [{"head": e["subject"].id, "tail": e["object"].id, "key": e["key"], "properties": {"key": e["key"], "quote": e["quote"]}} for e in graph.edges()]

    def work() -> None:
        store = open_store(address, create=True)
        for batch in transactions(
            [
                (statement("write/entity.cypher", LABEL="Company"), nodes),
                (statement("write/edge.cypher", HEAD="Company", TAIL="Company", RELATION="USES"), edges),
            ]
        ):
            store.write(batch)
        store.close()

    return work


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        paths = documents(Path(folder), arguments.documents)
        times: dict[str, list[tuple[float, float]]] = {}
        for _ in range(arguments.rounds):
            store, bare = f"{folder}/g.db", f"{folder}/bare.db"
            with Graph(store, create=True) as graph:
                times.setdefault("load", []).append(timed(lambda: graph.load(list(sources(paths)))))
                times.setdefault("load again", []).append(timed(lambda: graph.load(list(sources(paths)))))
                times.setdefault("hash", []).append(timed(lambda: graph.hash))
                times.setdefault("floor", []).append(timed(floor(bare, graph)))
                claims, edges = graph.stats()["claims"], len(graph.edges())
            for path in (store, bare):
                shutil.rmtree(path)
    base = [statistics.median(column) for column in zip(*times["floor"], strict=True)]
    print(f"{arguments.documents} documents, {claims} claims, {edges} edges; floor: {base[0]:.2f} s CPU, {base[1]:.2f} s wall")
    for name, rounds in times.items():
        cpu, wall = (statistics.median(column) for column in zip(*rounds, strict=True))
        print(f"{name:11} {cpu:6.2f} s CPU ({cpu / base[0]:.2f} x floor)  {wall:6.2f} s wall ({wall / base[1]:.2f} x)")


if __name__ == "__main__":
    main()
