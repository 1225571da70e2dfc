"""Well-known things by every spelling of their names: the starter list, and beside it what only identity needs to know.

``aliases.csv`` adds tickers, names in other scripts and tongues, former names, the country of an authority or a firm, and who makes a model or
product. Like the starter list it says what a name is, never that two things are related.
"""

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ..names import Names
from .countries import country_of
from .folding import fold
from .forms import CLASSES, form


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """A well-known thing: ``forms`` are folds of all its names, ``makers`` of those who make it; ``country`` is a code of `countries.country_of`."""

    name: str
    type: str
    country: str | None
    makers: frozenset[str]
    forms: frozenset[str]


At = tuple[str, str, str | None]  # class, fold, and the country where a name says it: "Ministry of Commerce of India"


@cache
def known() -> dict[At, tuple[Known, ...]]:
    """The well-known things by name; several where authorities of two countries bear one."""
    rows: dict[tuple[str, str], tuple[set[str], str | None, frozenset[str]]] = {}
    with (files(__package__) / "aliases.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            names = {row["name"], *filter(None, row["aliases"].split(";"))}
            makers = frozenset(fold(maker) for maker in row["makers"].split(";") if maker)
            rows[row["name"], row["type"]] = names, row["country"] or None, makers
    taken = {(kind, form(alias, kind).fold): (name, kind) for (name, kind), (names, _, _) in rows.items() for alias in names}
    for entry in dict.fromkeys(Names.starter().by_key.values()):
        at = entry.name, entry.type
        at = at if at in rows else taken.get((entry.type, form(entry.name, entry.type).fold), at)
        names, country, makers = rows.get(at, (set(), None, frozenset()))
        rows[at] = names | set(entry.forms), country or country_of(entry.about, adjectives=True), makers
    found: dict[At, dict[str, Known]] = defaultdict(dict)
    for (name, kind), (names, country, makers) in sorted(rows.items()):
        forms = [form(alias, kind) for alias in sorted(names)]
        thing = Known(name, kind, None if country == "-" else country, makers, frozenset(f for each in forms for f in (each.fold, each.variant) if f))
        for each in forms:
            for spelt in filter(None, (each.fold, each.variant)):
                found[CLASSES[kind], spelt, each.country][name] = thing
    return {at: tuple(things[name] for name in sorted(things)) for at, things in found.items()}


@cache
def _words() -> frozenset[str]:
    return frozenset(f for kind, f, _ in known() if kind in ("organisation", "offering"))


def known_word(word: str) -> bool:
    """Whether *word* alone names a well-known firm, model or product."""
    return fold(word) in _words()


@cache
def organisations() -> frozenset[str]:
    """The folds of all well-known firms and authorities."""
    return frozenset(f for kind, f, _ in known() if kind == CLASSES["Company"])
