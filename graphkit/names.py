"""Names that are known beforehand: vendors, models, chips, products, regulators, places, with aliases.

The list says what a name *is*; it never says that two things are related. A user's own file, in the
same form (``name,type,aliases,about``), is read on top of it and wins where both speak.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Self

from .errors import OntologyError, SourceError
from .ontology import ENTITY_TYPES

COLUMNS = ("name", "type", "aliases", "about")
_LEGAL = re.compile(
    r"(?<![,\s])[,\s]+(?:inc|incorporated|corp|corporation|ltd|limited|co|llc|llp|plc|ag|gmbh|s\.?a|s\.?a\.?s|n\.?v|b\.?v|a\.?b|a\.?s|oy|oyj|s\.?p\.?a|s\.?e|pty|pte|kk|k\.k|kgaa|mbh|sarl|srl|bhd|asa|a/s)\.?$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Known:
    """One entry of the list."""

    name: str
    type: str
    aliases: tuple[str, ...] = ()
    about: str = ""

    @property
    def forms(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)


def bare(name: str) -> str:
    """*name* without possessive, article and legal form."""
    name = unicodedata.normalize("NFKC", name).replace("’", "'").strip(" \t\n\"“”.,;:'")
    name = re.sub(r"'s?$", "", name)
    name = re.sub(r"^(?:[Tt]he|THE)\s+(?=\S)", "", name)
    while (shorter := _LEGAL.sub("", name).rstrip(" ,.&")) != name and shorter:
        name = shorter
    return name


@lru_cache(1 << 16)
def key(name: str) -> str:
    """What two spellings of one name have in common: case, hyphens and blanks don't count either."""
    return re.sub(r"[\s\-–_]+", " ", bare(name)).strip().casefold() or name.casefold()


class Names:
    """The list, by alias."""

    def __init__(self, entries: Iterable[Known]) -> None:
        self.by_form: dict[str, Known] = {}
        self.by_key: dict[str, Known] = {}
        for entry in entries:
            for form in entry.forms:
                self.by_form[form] = entry
                self.by_key[key(form)] = entry
        self.by_first: dict[str, list[str]] = {}
        for form in self.by_form:
            parts = form.split()
            if len(parts) > 1 and any(part[0].islower() for part in parts):
                self.by_first.setdefault(parts[0], []).append(form)
        for forms in self.by_first.values():
            forms.sort(key=len, reverse=True)

    @classmethod
    def starter(cls) -> Self:
        """The list that comes with graphkit."""
        return cls(read(_listed(), "names.csv"))

    @classmethod
    def with_file(cls, path: Path) -> Self:
        """The starter list and, on top of it, the entries of a user's CSV file."""
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise SourceError(str(path), f"can't be read as UTF-8 text: {error}") from error
        return cls([*read(_listed(), "names.csv"), *read(text, str(path))])

    def irregular(self, text: str, at: int) -> int:
        """Where a listed name with lower-case words ("SK hynix") that begins at *at* ends; 0 if there is none."""
        first = re.compile(r"[^\s,;:()]{1,40}").match(text, at)
        for form in self.by_first.get(first[0], ()) if first else ():
            if text.startswith(form, at) and not text[at + len(form) : at + len(form) + 1].isalnum():
                return at + len(form)
        return 0

    def find(self, form: str) -> Known | None:
        """What *form*, as written, is known to be; upper-case renderings of longer names count."""
        known = self.by_form.get(form)
        if known is None and (form.isupper() or form[:1].isupper()):
            known = self.by_key.get(key(form))
            if known and not form.isupper() and not any(form[0] == f[0] for f in known.forms):
                return None
        return known


def _listed() -> str:
    return (files(__package__) / "names.csv").read_text(encoding="utf-8")


def read(text: str, source: str) -> list[Known]:
    """The entries of a CSV text; raises `OntologyError` with the line of what is wrong."""
    rows = csv.DictReader(io.StringIO(text))
    if tuple(rows.fieldnames or ())[:2] != COLUMNS[:2]:
        raise OntologyError(f"{source}: the first line must be {','.join(COLUMNS)}")
    entries = []
    for row in rows:
        name, kind = (row["name"] or "").strip(), (row["type"] or "").strip()
        if not name or kind not in ENTITY_TYPES:
            raise OntologyError(f"{source}, line {rows.line_num}: needs a name and one of {', '.join(ENTITY_TYPES)}, has {name!r}, {kind!r}")
        aliases = tuple(alias.strip() for alias in (row.get("aliases") or "").split(";") if alias.strip())
        entries.append(Known(name, kind, aliases, (row.get("about") or "").strip()))
    return entries


@cache
def starter() -> Names:
    """The starter list, read once."""
    return Names.starter()


@cache
def known_aliases() -> dict[tuple[str, str], str]:
    """(type, key of an alias) → key of the name that it stands for, from the starter list."""
    return {(entry.type, key(alias)): key(entry.name) for entry in starter().by_key.values() for alias in entry.aliases}
