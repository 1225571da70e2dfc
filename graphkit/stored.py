"""How documents, claims and decisions are kept in a store: as rows of plain values, and back."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .counting import MARKS
from .records import Claim, Document, Entity, Evidence, Judgement, canonical_json
from .reviews import Review, Withdrawal
from .statements import statement
from .store import Write

Decision = Judgement | Review | Withdrawal
#: What people decide, beside the data; each is a node of this label.
DECISIONS: tuple[type[Decision], ...] = (Judgement, Review, Withdrawal)
_NESTED = ("claim", "instead", "entities")  # of decisions: kept as JSON, since a property can't hold a map


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reader (``given`` or ``extracted``) found in one document: its version, and the entities."""

    version: str
    entities: tuple[Entity, ...]


def decision_write(decision: Decision) -> Write:
    """The statement that keeps *decision*, in place of an earlier one of the same thing."""
    row = {name: canonical_json(value) if name in _NESTED else value for name, value in decision.row().items()}
    return statement("write/decisions.cypher", LABEL=type(decision).__name__), [{"id": decision.id, **row}]


def decision_delete(decision: Decision, i: str | None = None) -> Write:
    """The statement that takes *decision* away."""
    return statement("write/delete_decisions.cypher", LABEL=type(decision).__name__), [{"id": i or decision.id}]


def decision_of(kind: type[Decision], row: dict[str, Any]) -> Any:
    """The decision of a stored row."""
    return kind(**{name: json.loads(value) if name in _NESTED else value for name, value in row.items() if value is not None and name != "id"})


def facts_of(rows: Iterable[Mapping[str, Any]]) -> dict[str, Document]:
    """Documents by id, without their texts."""
    return {document.id: document for document, _, _ in (document_of({**row["document"], "readings": "{}"}) for row in rows)}


def document_of(row: dict[str, Any]) -> tuple[Document, dict[str, Reading], str]:
    """A stored document (its text empty where *row* has none), its readings, and when it was recorded."""
    row = {name: value for name, value in row.items() if value is not None and name != "fingerprint"}
    readings = {
        name: Reading(value["version"], tuple(Entity(**entity) for entity in value["entities"]))
        for name, value in json.loads(row.pop("readings", "{}")).items()
    }
    recorded = row.pop("recorded", "")
    return Document(**{"text": "", **row}), readings, recorded


def document_row(document: Document, readings: Mapping[str, Reading], recorded: str, prints: tuple[int, ...]) -> dict[str, Any]:
    """A document as the store keeps it, with its text; *prints* is its fingerprint."""
    found = {name: {"version": r.version, "entities": [e.row() for e in r.entities]} for name, r in readings.items()}
    return {**document.row(), "readings": canonical_json(found), "recorded": recorded, "fingerprint": list(prints)}


def claim_row(claim: Claim) -> dict[str, Any]:
    """A claim as the store keeps it: spans as parallel lists, since a property can't hold maps; page 0 is none."""
    row = claim.row()
    spans = row.pop("evidence")
    return {
        **row,
        "id": claim.id,
        "quotes": [s["text"] for s in spans],
        "starts": [s["start"] for s in spans],
        "ends": [s["end"] for s in spans],
        "pages": [s.get("page", 0) for s in spans],
    }


def claim_of(row: dict[str, Any]) -> Claim:
    """The claim of a stored row."""
    row = {name: value for name, value in row.items() if value is not None and name not in ("id", "recorded", *MARKS)}
    spans = zip(row.pop("quotes"), row.pop("starts"), row.pop("ends"), row.pop("pages"), strict=True)
    evidence = tuple(Evidence(document=row["document"], text=text, start=start, end=end, page=page or None) for text, start, end, page in spans)
    return Claim(**row, evidence=evidence)
