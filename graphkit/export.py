"""The canonical export: the whole graph as sorted JSON lines, the same for the same graph on every store.

No load times, no paths, no ids of an engine are in it. Its SHA-256 is the graph's ``hash``.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from .contents import Contents, read
from .records import canonical_json
from .statements import statement
from .store import Store
from .stored import DECISIONS, document_of
from .sync import derived

DERIVED = ("edge", "tie")  # what can be left out when it is read back


def export(store: Store) -> Iterator[str]:
    """One line for each document, then for each claim, decision (judgement, review, withdrawal), edge and tie, each kind sorted by id or key."""
    return map(canonical_json, rows(store, read(store)))


def rows(store: Store, held: Contents) -> Iterator[dict[str, Any]]:
    """What the lines of the export say, *held* being what *store* holds."""
    for row in store.read(statement("read/ids.cypher", LABEL="Document")):
        (stored,) = store.read(statement("read/document.cypher"), {"id": row["id"]})
        document, readings, _ = document_of(stored["document"])
        found = {name: {"version": r.version, "entities": [entity.row() for entity in r.entities]} for name, r in readings.items()}
        yield {"kind": "document", "document": document.row(), "readings": found}
    for i, claim in sorted(held.claims.items()):
        yield {"kind": "claim", "claim": {"id": i, **claim.row()}}
    for kind, decisions in zip(DECISIONS, held.decisions, strict=True):
        name = kind.__name__.lower()
        for _, decision in sorted(decisions.items()):
            yield {"kind": name, name: decision.row()}
    layer = derived(held)
    for edge in layer.edges:
        yield {"kind": "edge", "edge": edge.row()}
    for tie in layer.ties:
        yield {"kind": "tie", "tie": asdict(tie)}


def hash_of(store: Store) -> str:
    """SHA-256 of the canonical export, in hex."""
    total = hashlib.sha256()
    for line in export(store):
        total.update(line.encode() + b"\n")
    return total.hexdigest()
