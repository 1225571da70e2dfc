"""What extraction costs, beside the full en_core_web_sm pipeline over the same text, in one run on one thread.

    OPENBLAS_NUM_THREADS=1 python benchmarks/extract.py [--documents 10000] [--longest 1000] [--rounds 3]

Prints ratios: CPU time of extract() to that of the pipeline; time to load to that of the pipeline alone; resident memory after
N short documents, each with names of its own, to that after the first 500; CPU time per character as a document grows (1 is linear),
and of texts made to hurt.
"""

import argparse
import random
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import product
from pathlib import Path

from threadpoolctl import threadpool_limits

from graphkit.extract import extract, model, starter
from graphkit.extract.neural import Reader
from graphkit.loading import Skipped, documents, sources
from graphkit.records import Document

EXAMPLES = Path(__file__).parents[1] / "examples"
FIRST = 500
_SYLLABLES = "bar cor den fal gim hul jor kel lum mor nis pol quin ras sol tur vel wex yan zor".split()
_SENTENCES = (
    "{buyer} has chosen {model}, a model made by {vendor}, for its call centres.",
    "It had tested {other} in {month} 2025 and turned it down because of its price.",
    "{person}, chief executive of {buyer}, said that {vendor} would be paid by the minute.",
    "The deal was first reported by a trade paper, which named neither of the two firms' advisers.",
    "{vendor} competes with {other}, in which {fund} holds a stake of nine per cent.",
    "The data authority of {place} is examining whether {model} may be used there.",
    "Shares in {other} fell by two per cent, and those of {buyer} closed a little higher than on the day before.",
    "{buyer} denied that it was in talks with {fund}.",
)


def story(dice: random.Random) -> str:
    """A short article with names of its own."""

    def name(tail: str = "") -> str:
        return "".join(dice.choices(_SYLLABLES, k=3)).capitalize() + tail

    names = {"buyer": name(" Lines"), "vendor": name(" Labs"), "model": name(" 2"), "other": name(" Systems"), "fund": name(" Capital")}
    names |= {"person": f"{name()} {name()}", "place": name(), "month": dice.choice(["March", "May", "June"])}
    return " ".join(dice.sample(_SENTENCES, k=6)).format_map(names)


def cpu(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def examples() -> list[Document]:
    found = [source for source in sources([str(EXAMPLES)]) if not isinstance(source, Skipped | Exception)]
    return [document for source in found for document in documents(source) if document.given is None]


def cost(rounds: int) -> None:
    """CPU of extract() to that of the pipeline, over the examples, in turn."""
    texts = examples() * 3
    names, nlp = starter(), model.pipeline()
    extract(texts[0], names)
    ratios, size = [], sum(len(document.text) for document in texts)
    for _ in range(rounds):
        base = cpu(lambda: list(nlp.pipe(document.text for document in texts)))
        ours = cpu(lambda: [extract(document, names) for document in texts])
        ratios.append((ours / base, ours, base))
    ratio, ours, base = statistics.median(ratios), *map(statistics.median, list(zip(*ratios, strict=True))[1:])
    print(f"CPU of extract() to the pipeline's     {ratio[0]:.2f} x   ({size / 1000:.0f} kB: {ours:.2f} s, {base:.2f} s; {size / 1000 / ours:.1f} kB/s)")


def load(rounds: int) -> None:
    """Time in a new process until the first document can be read, beside the pipeline's."""
    plain = "from graphkit.extract.model import pipeline; pipeline()"
    ours = "from graphkit.extract import neural, starter, model; model.parser(); starter(); neural.Reader.load()"
    parts = {"all": ours, "pipeline": plain, "python": "import spacy, numpy"}
    took = {name: statistics.median(_process(code) for _ in range(rounds)) for name, code in parts.items()}
    print(
        f"CPU to load to the pipeline's          {took['all'] / took['pipeline']:.2f} x   "
        f"({took['all']:.2f} s, {took['pipeline']:.2f} s; {took['python']:.2f} s of it spaCy's import)"
    )


def _process(code: str) -> float:
    measured = f"import time; {code}; print(time.process_time())"
    return float(subprocess.run([sys.executable, "-c", measured], capture_output=True, text=True, check=True).stdout)


def resident() -> float:
    """Megabytes of this process in memory (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 2**20


def memory(count: int) -> None:
    """Resident memory over *count* short documents."""
    dice, names = random.Random(7), starter()  # noqa: S311 - the same names each time
    first = peak = 0.0
    for number in range(1, count + 1):
        extract(Document.of(story(dice)), names)
        if number % 100 == 0:
            peak = max(peak, resident())
        if number == min(FIRST, count):
            first = resident()
    last = resident()
    print(f"memory after {count} documents to {min(FIRST, count):4}   {last / first:.3f} x   ({first:.0f} MB, {last:.0f} MB, at most {peak:.0f} MB)")


def length(longest: int) -> None:
    """CPU for a character of one long document to that of a short one."""
    names, base = starter(), 0.0
    sizes = [size for size in (16, 64, 256, 1000) if size <= longest]
    for fresh in (False, True):
        for size in sizes:
            dice, parts = random.Random(3), list[str]()  # noqa: S311 - the same text each time
            while sum(map(len, parts)) < size * 1000:
                parts.append(story(dice if fresh else random.Random(len(parts) % 8)))  # noqa: S311
            document = Document.of("\n\n".join(parts))
            each = cpu(lambda document=document: extract(document, names)) / len(document.text) * 1e6
            base = each if size == sizes[0] else base
            what = "new names in each paragraph" if fresh else "the same 60 names throughout"
            print(f"CPU per character, {size:4} kB to {sizes[0]} kB  {each / base:5.2f} x   ({each:.0f} µs; {what})", flush=True)


#: Strings that hurt the patterns of the rules when repeated (benchmarks/patterns.py finds them), and what may stand before and after them.
_PUMPS = (" ", "\n", "a ", "a", "0", "- ", "#: ", "| ", "‘", "(", "netco", "the ", "A. ", "Ab1", "e\u0301")
_AROUND = (("Oakline ", "dropped Tarn."), ("# ", " use Tarn"))


def hostile(size: int = 5_000) -> None:
    """CPU per character of texts made to hurt, to that of ordinary text of the same length; each cut off at twenty times that."""
    names, dice = starter(), random.Random(5)  # noqa: S311 - the same text each time
    text = "\n\n".join(story(dice) for _ in range(size // 500))
    ordinary = cpu(lambda: extract(Document.of(text), names))

    def stop(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGVTALRM, stop)
    worst = 0.0
    for pump, (before, after) in product(_PUMPS, _AROUND):
        document = Document.of(before + pump * (size // len(pump)) + after)
        signal.setitimer(signal.ITIMER_VIRTUAL, 20 * ordinary)
        try:
            took = cpu(lambda document=document: extract(document, names))
        except TimeoutError:
            took = 20 * ordinary
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        if took > 2 * ordinary:
            print(f"CPU of {size / 1000:.0f} kB of {pump!r:9} to ordinary text  {took / ordinary:5.2f} x   (between {before!r} and {after!r})", flush=True)
        worst = max(worst, took / ordinary)
    print(f"CPU of text made to hurt, at most       {worst:.2f} x of ordinary text")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--longest", type=int, default=1000, metavar="KB")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", choices=["cost", "load", "memory", "length", "hostile"])
    arguments = parser.parse_args()
    with threadpool_limits(limits=1):
        model.parser(), Reader.load()
        for name, work in (
            ("cost", lambda: cost(arguments.rounds)),
            ("load", lambda: load(arguments.rounds)),
            ("memory", lambda: memory(arguments.documents)),
            ("length", lambda: length(arguments.longest)),
            ("hostile", hostile),
        ):
            if arguments.only in (None, name):
                work()


if __name__ == "__main__":
    main()
