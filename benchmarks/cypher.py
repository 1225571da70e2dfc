"""What hostile Cypher costs: python benchmarks/cypher.py [--store bolt://…] [--server-pid PID] [--timeout 2].

Runs the statements of tests/cypher over the world of tests/ask (an empty store is made, unless --store names one that holds a graph),
and prints what became of them, the largest process that asked, what this process grew to, and with --server-pid the server too.
Linux and macOS; the server's size on Linux only.
"""

import argparse
import resource
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from graphkit import Graph, QueryError
from graphkit.loading import sources
from graphkit.safe import check

TESTS = Path(__file__).parents[1] / "tests"
UNIT = 1024 if sys.platform == "linux" else 1024 * 1024  # ru_maxrss is in KiB there, in bytes on macOS


def statements(name: str) -> list[str]:
    lines = (TESTS / "cypher" / f"{name}.txt").read_text("utf-8").splitlines()
    return [line.replace("⏎", "\n") for line in lines if line.strip() and not line.startswith(("# ", "## "))]


def outcome(graph: Graph, statement: str, timeout: float) -> str:
    try:
        check(statement)
    except QueryError:
        return "refused before it ran"
    try:
        found = graph.cypher(statement, timeout=timeout)
    except QueryError as error:
        said = str(error)
        return "stopped: time" if "stopped after" in said else "stopped: memory" if "more memory" in said else "refused by the engine"
    return "answered" if found.complete else "stopped: rows"


def peak(pid: int) -> int:
    """The most that a process has held, in MB."""
    (line,) = (line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) // 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--store")
    parser.add_argument("--server-pid", type=int)
    parser.add_argument("--timeout", type=float, default=2.0)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        with Graph(given.store or f"{folder}/g.db", create=True) as graph:
            if not given.store:
                graph.load(sources([str(TESTS / "ask" / "world.json")]))
        with Graph(given.store or f"{folder}/g.db", read_only=True) as graph:
            before = graph.hash
            for name in ("legitimate", "hostile"):
                became, longest = Counter[str](), 0.0
                for statement in statements(name):
                    began = time.perf_counter()
                    became[outcome(graph, statement, given.timeout if name == "hostile" else 20)] += 1
                    longest = max(longest, time.perf_counter() - began)
                print(f"{name}: {sum(became.values())} statements; {', '.join(f'{what} {n}' for what, n in became.most_common())}; longest {longest:.1f} s")
                largest, own = (resource.getrusage(who).ru_maxrss // UNIT for who in (resource.RUSAGE_CHILDREN, resource.RUSAGE_SELF))
                # A child counts from what its parent held when it was forked, so this is a bound.
                server = f", the server at most {peak(given.server_pid)} MB" if given.server_pid else ""
                print(f"  no process that asked held more than {largest} MB, this one {own} MB at most{server}", flush=True)
            print("the store is as it was" if graph.hash == before else "THE STORE HAS CHANGED")


if __name__ == "__main__":
    main()
