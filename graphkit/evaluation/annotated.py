"""Annotated documents and predictions, read: NAME.gold.json beside NAME.txt, .md or .html, and JSON lines in the same form."""

import html
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import SourceError

#: What a relation may carry beside type, ends and modality.
DETAILS = ("outcome", "reason", "reason_class", "action", "role", "date")


@dataclass(frozen=True, slots=True, eq=False)
class Fact:
    """A relation as annotated or as predicted; ``accept`` holds, for each part of it, every value that counts as right."""

    type: str
    subject: str
    object: str
    modality: str
    details: Mapping[str, str | None]
    evidence: str  # white space folded
    confidence: float
    accept: Mapping[str, frozenset[str]]
    optional: bool


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity: every surface form of it, its name first."""

    id: str
    types: frozenset[str]
    forms: tuple[str, ...]
    optional: bool


@dataclass(frozen=True, slots=True)
class Graph:
    """What one document says: things and facts, in the order of the file."""

    things: tuple[Thing, ...] = ()
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Annotated:
    """A document with what people found in it. ``text`` is what quotes are looked for in: white space folded, tags dropped; None without a file."""

    name: str
    graph: Graph
    path: Path | None
    text: str | None


def folded(text: str) -> str:
    """*text* with every run of white space as one blank."""
    return " ".join(text.split())


def annotated(folder: Path) -> list[Annotated]:
    """The documents of *folder*, by name; raises `SourceError` where there are none or one can't be read."""
    found = []
    for path in sorted(folder.glob("*.gold.json")):
        value = _json(path, path.read_text(encoding="utf-8"))
        stem = path.name.removesuffix(".gold.json")
        text = next((file for file in (path.with_name(f"{stem}.{suffix}") for suffix in ("txt", "html", "md")) if file.exists()), None)
        found.append(Annotated(str(value.get("doc", stem)), _checked(value, str(path)), text, None if text is None else _plain(text)))
    if not found:
        raise SourceError(str(folder), "no NAME.gold.json in it; name a folder of annotated documents")
    return found


def predictions(path: Path) -> dict[str, Graph]:
    """Graph by document of a JSON Lines file; raises `SourceError` with the line that is none."""
    found = {}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(str(path), f"can't be read: {error}") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            place = f"{path}:{number}"
            value = _json(place, line)
            if "doc" not in value:
                raise SourceError(place, "names no doc; graphkit extract --json prints what is needed")
            found[str(value["doc"])] = _checked(value, place)
    return found


def graph(value: Mapping[str, Any]) -> Graph:
    """The graph in one object of the annotation format; raises KeyError or TypeError where a part is missing."""
    return Graph(tuple(map(_thing, value.get("entities", ()))), tuple(map(_fact, value.get("relations", ()))))


def _thing(row: Mapping[str, Any]) -> Thing:
    forms = tuple(str(form) for form in (row["name"], *row.get("mentions", ()), *row.get("aliases", ())) if form)
    if not forms:
        raise ValueError(f"entity {row['id']!r} has no name")
    return Thing(row["id"], frozenset(row.get("type_accept", [row["type"]])), forms, bool(row.get("optional")))


def _fact(row: Mapping[str, Any]) -> Fact:
    inner = row.get("attrs") or {}
    details = {key: None if (value := row.get(key, inner.get(key))) is None else str(value) for key in DETAILS}
    accept = {key: frozenset(row.get(f"{key}_accept", ())) | {row[key]} for key in ("subject", "object")}
    accept |= {key: frozenset(row.get(f"{key}_accept", [row.get(key)])) for key in ("type", "modality")}
    given = row.get("attrs_accept") or {}
    accept |= {key: frozenset(str(value) for value in given.get(key, [details[key]])) for key in ("outcome", "action", "role", "date")}
    return Fact(
        row["type"],
        row["subject"],
        row["object"],
        row.get("modality", ""),
        details,
        folded(_quote(row.get("evidence"))),
        float(row.get("confidence", 1.0)),
        accept,
        bool(row.get("optional")),
    )


def _quote(evidence: Any) -> str:
    if isinstance(evidence, list):
        evidence = evidence[0] if evidence else None
    if isinstance(evidence, dict):
        evidence = evidence.get("text", evidence.get("quote"))
    return evidence or ""


def _plain(path: Path) -> str:
    text = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix == ".html":
        text = re.sub(r"(?is)<(script|style).*?</\1>", " ", text)
        text = html.unescape(re.sub(r"<[^>]+>", " ", text))
    return folded(text)


def _json(place: Path | str, text: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except ValueError as error:
        raise SourceError(str(place), f"no JSON: {error}") from error
    if not isinstance(value, dict):
        raise SourceError(str(place), "no object with entities and relations")
    return value


def _checked(value: dict[str, Any], place: str) -> Graph:
    try:
        return graph(value)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise SourceError(place, f"not in the annotation format: {error!r}") from error
