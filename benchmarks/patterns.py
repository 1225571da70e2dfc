"""Looks for regular expressions that backtrack badly: python benchmarks/patterns.py [PACKAGE ...] [--length 2000] [--strings 80].

Every pattern of the packages (graphkit and loaders) is given strings made to hurt it: its own words and characters, alone, in pairs and
at random, repeated, and ended by what it can't match. Where the worst of them costs over five microseconds per character, the time is taken
again at other lengths, to see how it grows. A pattern is bad where a text of 20,000 characters, the longest piece that is parsed at once,
would take over two seconds, or over a fifth of one and it grows faster than the square of the length. Exit status 1 where one is bad.
Patterns that are only given a name or a line are judged alike; times are of the wall, so a busy machine blurs them.
"""

import argparse
import ast
import importlib
import math
import pkgutil
import random
import re
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, product
from pathlib import Path
from typing import Any

LONGEST = 20_000
LIMIT = 2.0
_CALLS = {"search", "match", "fullmatch", "sub", "subn", "findall", "finditer", "split"}


class TooLongError(Exception):
    """A search over `LIMIT`."""


def _too_long(*_: object) -> None:
    raise TooLongError


@dataclass(frozen=True, slots=True)
class Use:
    """A pattern, how it is used, and where."""

    pattern: re.Pattern[str]
    method: str
    place: str


def uses(packages: list[str]) -> list[Use]:
    """Patterns in calls of `re`, with the method called, and compiled ones at the top of a module, which may be searched for."""
    found: dict[tuple[str, int, str], Use] = {}
    for module in modules(packages):
        path = Path(module.__file__ or "")
        calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
        for node in calls:
            name, text = node.func, node.args[0] if node.args else None
            inline = isinstance(name, ast.Attribute) and name.attr in _CALLS and isinstance(name.value, ast.Name) and name.value.id == "re"
            if inline and isinstance(name, ast.Attribute) and isinstance(text, ast.Constant) and isinstance(text.value, str):
                flags = {part.attr for part in ast.walk(node) if isinstance(part, ast.Attribute) and part.attr in re.RegexFlag.__members__}
                value = sum(re.RegexFlag[flag] for flag in flags)
                use = Use(re.compile(text.value, value), name.attr, f"{path.name}:{node.lineno}")
                found.setdefault((use.pattern.pattern, use.pattern.flags, use.method), use)
        for label, value in vars(module).items():
            methods = {name.attr for node in calls if isinstance(name := node.func, ast.Attribute) and name.attr in _CALLS and _named(name.value, label)}
            for pattern, method in product(compiled(value), sorted(methods) or ["search"]):
                found.setdefault((pattern.pattern, pattern.flags, method), Use(pattern, method, f"{path.name} {label}"))
    return list(found.values())


def _named(node: ast.expr, label: str) -> bool:
    return isinstance(node, ast.Name) and node.id == label


def modules(packages: list[str]) -> Iterator[Any]:
    for package in packages:
        root = importlib.import_module(package)
        yield root
        for info in pkgutil.walk_packages(getattr(root, "__path__", []), f"{package}."):
            if not info.name.endswith("__main__"):
                yield importlib.import_module(info.name)


def compiled(value: Any) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from compiled(each)
    elif isinstance(value, list | tuple | set | frozenset):
        for each in value:
            yield from compiled(each)


def strings(pattern: str, count: int, dice: random.Random) -> Iterator[tuple[str, str]]:
    """What to repeat, and what to end with, to be nearly a match of *pattern*."""
    words = list(dict.fromkeys(re.findall(r"[A-Za-z]{2,}", re.sub(r"\\.", " ", pattern))))
    characters = list(dict.fromkeys([*"aA0 .,-\n(\"'|#*", *re.findall(r"[^\w\s\\?+^$\[\]{}]", pattern)]))
    tokens = [*dice.sample(words, min(12, len(words))), *characters[:24]]
    pumps = [*tokens, *(f"{token} " for token in tokens)]
    while len(pumps) < count:
        pumps.append("".join(dice.choices(tokens, k=dice.choice([2, 2, 3, 4]))))
    for pump in pumps[:count]:
        yield pump, dice.choice(["\0", "", "!", "\n"])


def seconds(use: Use, text: str) -> float:
    """How long *use* takes over *text*; over `LIMIT` it is cut off there."""
    work = getattr(use.pattern, use.method)
    signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT)
    start = time.perf_counter()
    try:
        found = work("", text) if use.method in ("sub", "subn") else work(text)
        if use.method in ("search", "finditer"):
            for _ in use.pattern.finditer(text):
                pass
        del found
    except TooLongError:
        return LIMIT
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.perf_counter() - start


def worst(use: Use, length: int, count: int) -> tuple[float, float, float, str]:
    """Of one pattern: microseconds per character, how the time grows with length (1 linear, 2 its square), seconds for `LONGEST`, and the string repeated."""
    dice = random.Random(ascii(use.pattern.pattern))  # noqa: S311 - the same strings each time
    took, pump, end = 0.0, "", ""
    for tried, tail in strings(use.pattern.pattern, count, dice):
        if (cost := seconds(use, tried * (length // len(tried)) + tail)) > took:
            took, pump, end = cost, tried, tail
        if took > LIMIT / 10:  # bad enough
            break
    growth = 1.0
    if took > length * 5e-6:
        times = [min(seconds(use, pump * (size // len(pump)) + end) for _ in range(2)) for size in (length // 4, length // 2, length, 2 * length)]
        steps = [math.log2(b / a) for a, b in pairwise(times) if a > 1e-4 and b < LIMIT]
        growth = max(1.0, sum(steps) / len(steps)) if steps else 9.0  # not even a quarter of it was done in time
        took = times[2]
    return took / length * 1e6, growth, took * (LONGEST / length) ** growth, pump


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("packages", nargs="*", default=["graphkit", "loaders"])
    parser.add_argument("--length", type=int, default=2000)
    parser.add_argument("--strings", type=int, default=80)
    arguments = parser.parse_args()
    signal.signal(signal.SIGVTALRM, _too_long)
    found = [(worst(use, arguments.length, arguments.strings), use) for use in uses(arguments.packages)]
    found.sort(key=lambda each: -each[0][2])
    bad = [each for each in found if each[0][2] > LIMIT or (each[0][1] > 2.4 and each[0][2] > LIMIT / 10)]
    print(f"{len(found)} patterns, {len(bad)} of them bad; the slowest:")
    for (each, growth, whole, pump), use in [*bad, *(other for other in found if other not in bad)][: max(10, len(bad))]:
        mark = "BAD" if any(use is other for _, other in bad) else "   "
        cost = f"{each:8.2f} µs/char  length^{growth:.1f}  {whole:8.2f} s for {LONGEST}"
        print(f"{mark} {use.place:28} {use.method:9} {cost}  on {pump!r}  {use.pattern.pattern[:60]!r}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
