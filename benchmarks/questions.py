"""How many questions in English are answered right: python benchmarks/questions.py [--questions FILE] [--graph FILE …] [--misses].

A line of the file is "question | gold": the names that answer it, by ";"; or =value; or none, ambiguous, not_understood
where it can't be answered. An answer is right when the set of its names, or its value, is the gold. Prints the part that
is right, the part that is answered wrongly, and the part of the unanswerable that isn't answered.
"""

import argparse
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from graphkit import Graph
from graphkit.ask import Answer, ask
from graphkit.loading import sources

TESTS = Path(__file__).parents[1] / "tests" / "ask"
UNANSWERABLE = ("none", "ambiguous", "not_understood")
TODAY = date(2026, 1, 15)


def read(path: Path = TESTS / "questions.txt") -> list[tuple[str, str]]:
    """The questions of *path* with their gold."""
    lines = [line.rsplit("|", 1) for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return [(question.strip(), gold.strip()) for question, gold in lines]


def right(answer: Answer, gold: str) -> bool:
    if gold in UNANSWERABLE:
        return not answer.answerable
    if gold.startswith("="):
        return answer.answerable and str(answer.value) == gold[1:]
    return answer.answerable and set(answer.entities) == {name.strip() for name in gold.split(";")}


def figures(graph: Graph, questions: Sequence[tuple[str, str]], today: date, *, misses: bool = False) -> dict[str, float]:
    """The parts of *questions*; with *misses* prints what isn't right."""
    answers = [(ask(graph, question, today=today), gold) for question, gold in questions]
    unanswerable = [answer for answer, gold in answers if gold in UNANSWERABLE]
    for answer, gold in answers:
        if misses and not right(answer, gold):
            print(f"{'WRONG' if answer.answerable else 'missed'}: {answer.question} | {gold} | {answer.text}")
    return {
        "questions": len(answers),
        "right": sum(right(answer, gold) for answer, gold in answers) / len(answers),
        "wrong": sum(answer.answerable and not right(answer, gold) for answer, gold in answers) / len(answers),
        "unanswerable recognised": sum(not answer.answerable for answer in unanswerable) / max(1, len(unanswerable)),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--questions", type=Path, default=TESTS / "questions.txt")
    parser.add_argument("--graph", nargs="+", default=[str(TESTS / "world.json")], help="what to load: ready-made graphs, documents")
    parser.add_argument("--misses", action="store_true", help="print what isn't answered right")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Graph(str(Path(folder) / "graph.db"), create=True) as graph:
        graph.load(sources(given.graph))
        for name, value in figures(graph, read(given.questions), TODAY, misses=given.misses).items():
            print(f"{name}: {value:.3f}" if isinstance(value, float) else f"{name}: {value}")


if __name__ == "__main__":
    main()
