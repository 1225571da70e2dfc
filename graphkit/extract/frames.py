"""The frames of ``frames.toml``: which word states which relation, and which of its arguments are the ends."""

import hashlib
import re
import tomllib
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

from ..ontology import RELATIONS
from .lexicon import data


@dataclass(frozen=True, slots=True)
class Slot:
    """``prep=S``: the argument, the slot that it fills, or the nouns that it must be."""

    argument: str
    slot: str  # "S", "O", "P", "X" (anything), "" (one of nouns), "S+" (two or more of S)
    nouns: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Frame:
    """One entry of the file."""

    relation: str
    nouns: frozenset[str]
    verbs: frozenset[str]
    patterns: tuple[tuple[Slot, ...], ...]
    claims: tuple[tuple[str, str, str, str | None], ...]  # subject slot, relation, object slot, modality
    skip: frozenset[str] = frozenset()  # "verb preposition" pairs that don't mean this
    subject_types: frozenset[str] | None = None
    object_types: frozenset[str] | None = None
    attributes: dict[str, Any] = field(default_factory=dict)
    examples: tuple[str, ...] = ()
    number: int = 0  # its place in the file, from 1

    @cached_property
    def key(self) -> str:
        """The same wherever it stands in the file, and another once its words or slots change: what was measured of it no longer counts then."""
        told = repr((self.relation, sorted(self.nouns), sorted(self.verbs), self.patterns, self.claims))
        return hashlib.sha256(re.sub(r"frozenset\(\{([^}]*)\}\)", lambda m: " ".join(sorted(m[1].split(", "))), told).encode()).hexdigest()[:8]

    def types(self, slot: str) -> frozenset[str]:
        """What may fill *slot*: the ontology's ends, narrowed by the frame."""
        allowed: frozenset[str] = frozenset()
        for subject, relation, obj, _ in self.claims:
            if slot[0] == subject:
                allowed |= RELATIONS[relation].subjects
            if slot[0] == obj:
                allowed |= RELATIONS[relation].objects
        if slot[0] == "S" and self.subject_types:
            return self.subject_types
        if slot[0] == "O" and self.object_types:
            return self.object_types
        return allowed


def _slot(text: str) -> Slot:
    if ":" in text and "=" not in text:
        argument, nouns = text.split(":")
        return Slot(argument, "", frozenset(nouns.split(",")))
    if ":" in text:
        head, slot = text.split(" ")[0].split("=") if " " in text else text.split("=")
        argument, nouns = head.split(":")
        return Slot(argument, slot, frozenset(nouns.split(",")))
    argument, slot = text.split("=")
    return Slot(argument, slot)


def _frame(entry: dict[str, Any], number: int) -> Frame:
    claims = []
    for text in entry.get("claims", [f"S {entry['relation']} O"]):
        subject, relation, obj, *modality = text.split()
        claims.append((subject, relation, obj, modality[0] if modality else entry.get("modality")))
    if "also" in entry:
        relation, *modality = entry["also"].split()
        claims.append(("S", relation, "O", modality[0] if modality else "follow"))
    known = {"relation", "nouns", "verbs", "args", "claims", "skip", "examples", "subject_types", "object_types", "also"}

    def types(key: str) -> frozenset[str] | None:
        return frozenset(entry[key].split()) if key in entry else None

    return Frame(
        relation=entry["relation"],
        nouns=frozenset(entry.get("nouns", "").split()),
        verbs=frozenset(entry.get("verbs", "").split()),
        patterns=tuple(tuple(_slot(part) for part in pattern.split()) for pattern in entry["args"]),
        claims=tuple(claims),
        skip=frozenset(part.strip() for part in entry.get("skip", "").split(";") if part.strip()),
        subject_types=types("subject_types"),
        object_types=types("object_types"),
        attributes={key: value for key, value in entry.items() if key not in known},
        examples=tuple(entry.get("examples", ())),
        number=number,
    )


@cache
def frames() -> tuple[Frame, ...]:
    """All frames, in the order of the file."""
    return tuple(_frame(entry, number) for number, entry in enumerate(tomllib.loads(data("frames.toml"))["frame"], 1))
