"""What is sent to a language model: the rules, the schema of its reply, and one window of a document.

Rules and schema are made from the ontology, so that a new relation is in them as soon as it is declared.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from ..ontology import ENTITY_TYPES, MODALITIES, REASON_CLASSES, RELATIONS, Relation
from ..records import Document, Entity, canonical_json, digest
from .windows import Window

#: A quote longer than this says too little about where the claim stands.
LONGEST_QUOTE = 600
_STRING: dict[str, Any] = {"type": "string"}
_OPTIONAL: dict[str, Any] = {"type": ["string", "null"]}


@dataclass(frozen=True, slots=True)
class Prompt:
    """One request: ``system`` is the same for every document, ``user`` holds a window, ``schema`` is a JSON schema of the reply."""

    system: str
    user: str
    schema: dict[str, Any]


def prompt(document: Document, window: Window, known: Sequence[Entity] = ()) -> Prompt:
    """The request for *window* of *document*; *known* are the entities that earlier windows of it have named."""
    return Prompt(system(), user(document, window, known), schema())


@cache
def system() -> str:
    """The rules."""
    root = files(__package__)
    text = root.joinpath("prompt.md").read_text(encoding="utf-8")
    example = f"<document>\n{root.joinpath('example.txt').read_text(encoding='utf-8').strip()}\n</document>\n\nReply:\n" + root.joinpath(
        "example.json"
    ).read_text(encoding="utf-8")
    parts = {
        "QUOTE": str(LONGEST_QUOTE),
        "TYPES": _listed(ENTITY_TYPES),
        "RELATIONS": "\n".join(map(_relation, RELATIONS.values())),
        "REASONS": "; ".join(f"{name}: {meaning}" for name, meaning in REASON_CLASSES.items()) + ".",
        "MODALITIES": _listed(MODALITIES),
        "EXAMPLE": example.strip(),
    }
    for name, part in parts.items():
        text = text.replace(f"{{{name}}}", part)
    return text


def _listed(values: dict[str, str]) -> str:
    return "\n".join(f"- {name}: {meaning}" for name, meaning in values.items())


def _relation(relation: Relation) -> str:
    ends = [" or ".join(name for name in ENTITY_TYPES if name in types) for types in (relation.subjects, relation.objects)]
    order = " (either order)" if relation.symmetric else ""
    needs = f"; with {', '.join(_carried(relation))}" if _carried(relation) else ""
    return f"- {relation.name}: {ends[0]} {relation.reads} {ends[1]}{order}{needs}. {' '.join(textwrap.dedent(relation.guidance).split())}"


def _carried(relation: Relation) -> dict[str, Any]:
    """The schema of each attribute that a claim of *relation* carries; a round is told by its date."""
    carried = {name: _enum(allowed) if allowed else _STRING for name, allowed in relation.attributes.items()}
    if relation.discriminator and relation.discriminator != "round":
        carried.setdefault(relation.discriminator, _OPTIONAL)
    return carried


def user(document: Document, window: Window, known: Sequence[Entity] = ()) -> str:
    """One window with what is known of its document. The tag holds a hash of the text, so the text can't close it."""
    facts = {name: value for name in ("title", "publisher", "published", "kind") if (value := getattr(document, name))}
    tag = f"document-{digest(window.text)[:8]}"
    lines = [f"Facts: {canonical_json(facts)}"]
    if window.of > 1:
        lines.append(f"This is part {window.number} of {window.of} of the document; record only what this part says.")
    if known:
        listed = [{"id": e.id, "name": e.name, "type": e.type, "mentions": list(e.mentions)} for e in known]
        lines.append(f"Named in earlier parts; use these ids again, and list only new entities or new mentions: {canonical_json(listed)}")
    return "\n".join(lines) + f"\n\n<{tag}>\n{window.text}\n</{tag}>\n"


@cache
def schema() -> dict[str, Any]:
    """The JSON schema of a reply, in the subset that schema-constrained servers share: all required, nothing further."""
    entity = _object({"id": _STRING, "name": _STRING, "type": _enum(ENTITY_TYPES), "mentions": _list(_STRING)})
    shapes: dict[str, list[Relation]] = {}
    for relation in RELATIONS.values():
        shapes.setdefault(canonical_json(_carried(relation)), []).append(relation)
    claims = [
        _object(
            {
                "quote": _STRING,
                "relation": _enum([relation.name for relation in alike]),
                "subject": _STRING,
                "object": _STRING,
                "modality": _enum(MODALITIES),
                **_carried(alike[0]),
                "date": _OPTIONAL,
                "claimant": _OPTIONAL,
            }
        )
        for alike in shapes.values()
    ]
    return _object({"entities": _list(entity), "claims": _list({"anyOf": claims})})


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _enum(names: Any) -> dict[str, Any]:
    return {"type": "string", "enum": list(names)}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
