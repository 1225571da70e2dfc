"""The canonical export: the whole graph as sorted JSON lines, the same for the same graph on every store.

No load times, no paths, no ids of an engine are in it. Its SHA-256 is the graph's ``hash``.
"""

import hashlib
from collections.abc import Iterator

from .contents import document_of, read
from .records import canonical_json
from .statements import statement
from .store import Store
from .sync import derived


def export(store: Store) -> Iterator[str]:
    """One line for each document, then for each claim, judgement and edge, each kind sorted by id or key."""
    contents = read(store)
    for row in store.read(statement("read/document_ids.cypher")):
        (stored,) = store.read(statement("read/document.cypher"), {"id": row["id"]})
        document, readings, _ = document_of(stored["document"])
        found = {name: {"version": r.version, "entities": [entity.row() for entity in r.entities]} for name, r in readings.items()}
        yield canonical_json({"kind": "document", "document": document.row(), "readings": found})
    for i, claim in sorted(contents.claims.items()):
        yield canonical_json({"kind": "claim", "claim": {"id": i, **claim.row()}})
    for _, judgement in sorted(contents.judgements.items()):
        yield canonical_json({"kind": "judgement", "judgement": judgement.row()})
    for edge in derived(contents)[1]:
        yield canonical_json({"kind": "edge", "edge": edge.row()})


def hash_of(store: Store) -> str:
    """SHA-256 of the canonical export, in hex."""
    total = hashlib.sha256()
    for line in export(store):
        total.update(line.encode() + b"\n")
    return total.hexdigest()
