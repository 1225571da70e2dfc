"""A store that an earlier version wrote, brought to the form that this one reads.

Documents and claims are written anew as loading would write them now, a document's all in one transaction; then the rest is derived, and the store
says the new format. Cut off in the middle, it is run again.

Format 1 had no fingerprints of texts, at first no reviews and withdrawals, and names of entities within documents that were normalised in other ways.
"""

from collections import defaultdict

from . import ingest
from .contents import GIVEN, relabelled
from .errors import StoreError
from .ingest import Report
from .origins import fingerprint
from .records import Claim, Extraction
from .reviews import REVIEWED
from .statements import statement
from .store import VERSION, Store, Write, check_format, connect
from .stored import Reading, claim_of, claim_row, document_of, document_row


def migrate(address: str) -> Report:
    """Bring the store at *address* to the present format; nothing is done where it has that. Raises `StoreError` for one of a newer format, or none."""
    store = connect(address)
    try:
        found = store.read(statement("read/state.cypher"))
        if not found:
            raise StoreError(f"{address} holds no graph; graphkit load SOURCE… makes one")
        if found[0]["version"] >= VERSION:
            check_format(address, found[0]["version"])
            return Report()
        store.schema()
        claims: dict[str, list[tuple[str, Claim, str]]] = defaultdict(list)
        for row in store.read(statement("read/claims.cypher")):
            claim = claim_of(row["claim"])
            if claim.extractor != REVIEWED:
                claims[claim.document].append((row["claim"]["id"], claim, row["claim"]["recorded"]))
        documents = [row["id"] for row in store.read(statement("read/ids.cypher", LABEL="Document"))]
        for i in documents:
            store.write(_anew(store, i, claims[i]))
        report = ingest.rebuild(store)
        report.counts["documents"] = len(documents)
        return report
    finally:
        store.close()


def _anew(store: Store, i: str, claims: list[tuple[str, Claim, str]]) -> list[Write]:
    """What makes of a document, and of its *claims* (with their ids and times), what loading would make of them now."""
    (stored,) = store.read(statement("read/document.cypher"), {"id": i})
    document, readings, recorded = document_of(stored["document"])
    found: dict[str, Reading] = {}
    rows = []
    for reader, reading in readings.items():
        own = [held for held in claims if (held[1].extractor == GIVEN) == (reader == GIVEN)]
        extraction = relabelled(Extraction(entities=reading.entities, claims=tuple(claim for _, claim, _ in own)), document)
        found[reader] = Reading(reading.version, extraction.entities)
        rows += [{**claim_row(claim), "recorded": time} for claim, (_, _, time) in zip(extraction.claims, own, strict=True)]
    gone = {i for i, _, _ in claims} - {row["id"] for row in rows}
    return [
        (statement("write/documents.cypher"), [document_row(document, found, recorded, fingerprint(document.text))]),
        (statement("write/delete_claims.cypher"), [{"id": i} for i in sorted(gone)]),
        (statement("write/claims.cypher"), rows),
    ]
