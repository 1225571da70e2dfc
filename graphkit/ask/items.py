"""The words of a question, each with what it is."""

from dataclasses import dataclass, field
from typing import Any

from ..identity import Node
from .words import Entry


@dataclass(frozen=True, slots=True)
class Item:
    """Some words of the question with what they are: a name (``nodes``), a reading of the vocabulary, a date, or unknown."""

    kind: str
    text: str
    value: Any = None
    form: str = ""
    nodes: tuple[Node, ...] = ()
    options: tuple[Entry, ...] = ()


def read_as(kind: str, text: str, value: Any, form: str = "") -> Item:
    """*text* with one reading, as if the vocabulary had it."""
    return Item(kind, text, value, form, options=(Entry(kind, value, form),))


@dataclass(slots=True)
class Tagged:
    """The items in order; ``notes`` say what was taken for what; ``absent`` are names that nothing has."""

    items: list[Item] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    before: tuple[Node, ...] = ()  # whose predecessor is asked for
