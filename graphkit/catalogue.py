"""The query catalogue: one question a file in ``cypher/questions/``.

The leading comment is everything there is to know of a question: what it answers, what each parameter is,
and a ``:param`` line that gives their defaults and that Neo4j Browser runs as it stands::

    // Vendors that a buyer evaluated, with outcome and reason.
    // buyer (name): who evaluated
    // :param {buyer: "Apple", limit: 100}
    MATCH …

Kinds are ``name`` (of an entity; an alias or another case will do), ``reason_class`` (of the ontology), ``text``, ``integer`` and ``date``.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from .errors import QueryError
from .ontology import REASON_CLASSES
from .periods import is_period
from .statements import data_root

_PARAMETER = re.compile(r"(\w+) \((name|reason_class|text|integer|date)(, required)?\): (.+)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What may be set in a question; a *required* one has an example as its default in the file."""

    name: str
    kind: str
    doc: str
    required: bool
    default: Any

    def check(self, value: Any, question: str) -> None:
        """Raise `QueryError` unless *value* is of this parameter's kind."""
        if self.kind == "integer":
            right = isinstance(value, int) and not isinstance(value, bool) and value >= 0
        elif self.kind == "date":
            right = isinstance(value, str) and is_period(value)
        else:
            right = isinstance(value, str)
        if right and self.kind == "reason_class" and value not in REASON_CLASSES:
            raise QueryError(f"{question}: no reason class {value[:40]!r}; there are {', '.join(REASON_CLASSES)}")
        if not right:
            kinds = {"integer": "a whole number from 0 up", "date": "a date (2025, 2025-02, 2025-02-14, 2025-Q1)"}
            raise QueryError(f"{question}: {self.name} takes {kinds.get(self.kind, f'a {self.kind}')}, not {value!r}")


@dataclass(frozen=True, slots=True)
class Query:
    """A question of the catalogue: ``text`` is the whole file."""

    name: str
    doc: str
    parameters: tuple[Parameter, ...]
    text: str

    def bind(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Every parameter with its value; raises `QueryError` for one that is unknown, missing or of the wrong kind."""
        known = {parameter.name: parameter for parameter in self.parameters}
        if unknown := sorted(given.keys() - known.keys()):
            raise QueryError(f"{self.name} has no parameter {unknown[0]!r}; it takes {', '.join(known) or 'none'}")
        bound = {}
        for parameter in self.parameters:
            value = given.get(parameter.name)
            if value is None and parameter.required:
                raise QueryError(f"{self.name} needs {parameter.name}: {parameter.doc}")
            if value is not None:
                parameter.check(value, self.name)
            bound[parameter.name] = parameter.default if value is None else value
        return bound


def _parse(name: str, text: str) -> Query:
    doc, parameters, defaults = [], [], {}
    for line in text.splitlines():
        if not line.startswith("//"):
            break
        line = line.removeprefix("//").strip()
        if line.startswith(":param "):
            defaults = json.loads(re.sub(r"([{,]\s*)(\w+):", r'\1"\2":', line.removeprefix(":param ")))
        elif found := _PARAMETER.fullmatch(line):
            parameters.append(found.groups())
        elif line:
            doc.append(line)
    used = set(re.findall(r"\$(\w+)", text))
    if not doc or used != set(defaults) or used != {p[0] for p in parameters}:
        raise QueryError(f"cypher/questions/{name}.cypher: its comment must say what it answers, describe each of its parameters and give their :param line")
    made = tuple(Parameter(n, kind, about, bool(required), defaults[n]) for n, kind, required, about in parameters)
    return Query(name, " ".join(doc), made, text)


@cache
def catalogue() -> dict[str, Query]:
    """All questions by name, sorted."""
    found = (path for path in (data_root("cypher") / "questions").iterdir() if path.name.endswith(".cypher"))
    names = {path.name.removesuffix(".cypher").replace("_", "-"): path for path in found}
    return {name: _parse(name, names[name].read_text("utf-8")) for name in sorted(names)}


def query(name: str) -> Query:
    """The question called *name*; raises `QueryError` that lists those that exist."""
    try:
        return catalogue()[name.replace("_", "-")]
    except KeyError:
        raise QueryError(f"no question {name!r}; there are {', '.join(catalogue())}") from None


def literal(value: Any) -> str:
    """*value* as a Cypher literal."""
    return json.dumps(value, ensure_ascii=False) if not isinstance(value, str) else "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"


def for_browser(question: Query, bound: Mapping[str, Any]) -> str:
    """The statement to paste into Neo4j Browser: what the question matches, literals filled in, nodes and edges returned, so that it draws."""
    matched: list[str] = []
    for line in question.text.splitlines():
        if re.match(r"(WITH|RETURN|CALL)\b", line):
            break
        if not line.startswith("//"):
            matched.append(line)
    text = "\n".join(matched)
    # Where a name may be of several types, each is looked up by its index and `UNWIND [n IN [c, m] …] AS x` takes what was found.
    looked_up = {name for names in re.findall(r"^UNWIND \[\w+ IN \[(.+?)\]", text, re.MULTILINE) for name in names.split(", ")}
    patterns = " ".join(line for line in matched if re.match(r"(OPTIONAL )?MATCH\b", line))
    names = dict.fromkeys(re.findall(r"(?:[(\[]|MATCH )(\w+)(?= ?[:)\]{*=])", patterns))
    text = re.sub(r"\$(\w+)", lambda found: literal(bound[found[1]]), text)
    return f"{text}\nRETURN {', '.join(name for name in names if name not in looked_up)};"
