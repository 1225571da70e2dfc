"""The Cypher files, by path; the only place that knows where they lie."""

import re
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


def data_root(name: str) -> Traversable:
    """The folder *name* (``cypher``, ``examples``): inside the wheel, or beside the package in a checkout."""
    inside = files("graphkit") / name
    return inside if inside.is_dir() else Path(__file__).parents[1] / name


@cache
def statements(path: str, **placeholders: str) -> tuple[str, ...]:
    """The statements of ``cypher/<path>``, comments left out, *placeholders* (LABEL, HEAD, TAIL, RELATION) put in.

    Labels and types can't be parameters in portable Cypher, so a few files carry placeholders; what is put
    in comes from the ontology, never from a person.
    """
    text = "\n".join(line for line in (data_root("cypher") / path).read_text("utf-8").splitlines() if not line.lstrip().startswith("//"))
    for name, value in placeholders.items():
        text = re.sub(rf"\b{name}\b", value, text)
        text = re.sub(rf"\b{name.lower()}_", f"{value.lower()}_", text)
    return tuple(part.strip() for part in text.split(";") if part.strip())


def statement(path: str, **placeholders: str) -> str:
    """The one statement of ``cypher/<path>``."""
    (only,) = statements(path, **placeholders)
    return only
