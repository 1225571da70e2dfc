"""The canonical export: the whole graph as sorted JSON lines, the same for the same graph on every store.

No load times, no paths, no ids of an engine are in it. Its SHA-256 is the graph's ``hash``.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import asdict

from .contents import DECISIONS, document_of, read
from .records import canonical_json
from .statements import statement
from .store import Store
from .sync import derived


def export(store: Store) -> Iterator[str]:
    """One line for each document, then for each claim, decision (judgement, review, withdrawal), edge and tie, each kind sorted by id or key.

    What is derived (edges and ties) can be left out when it is read back.
    """
    contents = read(store)
    for row in store.read(statement("read/document_ids.cypher")):
        (stored,) = store.read(statement("read/document.cypher"), {"id": row["id"]})
        document, readings, _ = document_of(stored["document"])
        found = {name: {"version": r.version, "entities": [entity.row() for entity in r.entities]} for name, r in readings.items()}
        yield canonical_json({"kind": "document", "document": document.row(), "readings": found})
    for i, claim in sorted(contents.claims.items()):
        yield canonical_json({"kind": "claim", "claim": {"id": i, **claim.row()}})
    for kind, decisions in zip(DECISIONS, contents.decisions, strict=True):
        name = kind.__name__.lower()
        for _, decision in sorted(decisions.items()):
            yield canonical_json({"kind": name, name: decision.row()})
    layer = derived(contents)
    for edge in layer.edges:
        yield canonical_json({"kind": "edge", "edge": edge.row()})
    for tie in layer.ties:
        yield canonical_json({"kind": "tie", "tie": asdict(tie)})


def hash_of(store: Store) -> str:
    """SHA-256 of the canonical export, in hex."""
    total = hashlib.sha256()
    for line in export(store):
        total.update(line.encode() + b"\n")
    return total.hexdigest()
