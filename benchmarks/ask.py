"""How long answers take on a large graph: python benchmarks/ask.py [--claims 100000] [--store PATH].

Makes a graph of invented names (kept in --store, and used again there), asks each question once to warm up, then
each ten times, and prints the median and the 95th percentile of all, with the slowest question.
"""

import argparse
import json
import random
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from graphkit import Graph
from graphkit.ask import ask
from graphkit.loading import sources

QUESTIONS = (
    "Which vendors did {buyer} evaluate, and why were they dropped?",
    "Who rejected {vendor} over price?",
    "Why did {buyer} turn down {vendor}?",
    "Who uses {model}?",
    "What does {buyer} use?",
    "Who makes {model}?",
    "Which companies that use {model} rejected {vendor}?",
    "Did {buyer} reject {vendor}?",
    "How many vendors did {buyer} reject since 2024?",
    "Who invested in {vendor}?",
    "Which vendors did {buyr} evaluate?",
    "What is known about {vendor}?",
    "Which vendors did Nobody Ever Named evaluate?",
    "Which vendor was rejected by the most buyers?",
    "Which buyer turned down the most vendors?",
    "Which model is used by the most companies?",
    "What is the most common reason for rejecting a vendor?",
    "Which vendors did {buyer} neither select nor reject?",
    "Who makes the models that {buyer} uses?",
)
PER_DOCUMENT = 25
PER_FILE = 1000
_SYLLABLES = "bar cor den fal gim hul jor kel lum mor nis pol quin ras sol tur vel wex yan zor".split()


def _names(count: int, tail: str, dice: random.Random) -> list[str]:
    made: set[str] = set()
    while len(made) < count:
        made.add("".join(dice.choices(_SYLLABLES, k=4)).capitalize() + tail)
    return sorted(made)


def _documents(claims: int, dice: random.Random) -> tuple[list[dict[str, Any]], dict[str, list[str]]]:
    size = max(20, claims // 20)
    names = {"buyer": _names(size, " Group", dice), "vendor": _names(size, " Labs", dice), "model": _names(size, "-1", dice)}
    documents = []
    for number in range(claims // PER_DOCUMENT):
        relations, entities, lines = [], {}, []
        for _ in range(PER_DOCUMENT):
            buyer, vendor, model = (dice.choice(names[kind]) for kind in ("buyer", "vendor", "model"))
            subject, kind, target, more = dice.choice(
                [
                    (buyer, "EVALUATED", vendor, {"outcome": "rejected", "date": str(dice.randint(2020, 2026))}),
                    (buyer, "REJECTED_BECAUSE", vendor, {"reason": "its price", "reason_class": "price"}),
                    (buyer, "USES", model, {}),
                    (vendor, "DEVELOPS", model, {}),
                    (buyer, "INVESTS_IN", vendor, {}),
                ]
            )
            line = f"{subject} {kind.lower()} {target} for its price."
            for name in (subject, target):
                entities[name] = {"id": name, "name": name, "type": "Model" if name.endswith("-1") else "Company"}
            relations.append({"type": kind, "subject": subject, "object": target, "modality": "reported", "evidence": line, **more})
            lines.append(line)
        text = "\n".join(lines)
        documents.append({"title": f"Report {number}", "published": "2026-01-01", "text": text, "entities": list(entities.values()), "relations": relations})
    return documents, names


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--store", type=Path)
    given = parser.parse_args()
    dice = random.Random(7)  # noqa: S311
    documents, names = _documents(given.claims, dice)
    with tempfile.TemporaryDirectory() as folder:
        store = given.store or Path(folder) / "graph.db"
        fresh = not store.exists()
        with Graph(str(store), create=True) as graph:
            if fresh:
                for start in range(0, len(documents), PER_FILE):
                    lines = [json.dumps(document) for document in documents[start : start + PER_FILE]]
                    (Path(folder) / f"reports-{start}.jsonl").write_text("\n".join(lines), "utf-8")
                began = time.perf_counter()
                report = graph.load(sources(sorted(str(path) for path in Path(folder).glob("*.jsonl"))))
                print(dict(report.counts), *report.failed, f"in {time.perf_counter() - began:.0f} s")
            _measure(graph, names, dice)


def _measure(graph: Graph, names: dict[str, list[str]], dice: random.Random) -> None:
    ask(graph, "Who uses nothing at all?")
    times: dict[str, list[float]] = {}
    busy: list[float] = []
    for turn in range(11):
        for question in QUESTIONS:
            buyer = dice.choice(names["buyer"])
            asked = question.format(buyer=buyer, buyr=buyer[:3] + buyer[4:], vendor=dice.choice(names["vendor"]), model=dice.choice(names["model"]))
            began, worked = time.perf_counter(), time.process_time()
            ask(graph, asked)
            if turn:
                busy.append(1000 * (time.process_time() - worked))
                times.setdefault(question, []).append(1000 * (time.perf_counter() - began))
    every = sorted(t for each in times.values() for t in each)
    print(f"{len(graph.nodes)} entities; {len(every)} answers: median {statistics.median(every):.1f} ms, p95 {every[int(0.95 * len(every))]:.1f} ms")
    print(f"processor time, which other programs don't lengthen: p95 {sorted(busy)[int(0.95 * len(busy))]:.1f} ms")
    for question, each in sorted(times.items(), key=lambda item: -statistics.median(item[1])):
        print(f"  {statistics.median(each):8.1f} ms  {question}")


if __name__ == "__main__":
    main()
