"""Which country a name stands for: "Germany", "German", "DE", "Deutschland" (``countries.csv``)."""

import csv
import re
from functools import cache, lru_cache
from importlib.resources import files

from .folding import fold


@cache
def _rows() -> tuple[dict[str, str], ...]:
    with (files(__package__) / "countries.csv").open(encoding="utf-8") as file:
        return tuple(csv.DictReader(file))


@cache
def _codes() -> tuple[dict[str, str], dict[str, str]]:
    """Codes by the fold of a name, and by that of an adjective."""
    names: dict[str, str] = {}
    adjectives: dict[str, str] = {}
    for row in _rows():
        names[row["code"].casefold()] = row["code"]
        names |= {fold(name): row["code"] for name in row["names"].split(";")}
        adjectives |= {fold(name): row["code"] for name in row["adjectives"].split(";") if name}
    return names, adjectives


def country_name(code: str) -> str | None:
    """The English name of the country with this code."""
    return next((row["names"].split(";")[0] for row in _rows() if row["code"] == code), None)


@lru_cache(1 << 16)
def country_of(text: str, adjectives: bool = False) -> str | None:
    """The ISO 3166 code (or EU) of the country called *text*; with *adjectives*, "French" is one as well."""
    names, adjective = _codes()
    wanted = fold(re.sub(r"^(?:the|The)\s+", "", text.strip()))
    short = len(wanted) == 2 and wanted.isascii() and not text.strip().replace(".", "").isupper()
    return None if short else names.get(wanted) or (adjective.get(wanted) if adjectives else None)


def stem(text: str) -> str:
    """What an unlisted country's name and its adjective share: Arvenia, Arvenian."""
    return re.sub(r"(?<=\w{3})(?:i?ans?|n|ese|ish|ia?|a|e|o)$", "", fold(text))
