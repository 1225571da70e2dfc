"""`graphkit check`: read every piece of evidence again, and hold the derived layer against the claims."""

from collections.abc import Iterator

from . import contents, sync
from .errors import OntologyError
from .ontology import check_claim
from .statements import statement
from .store import Store


def audit(store: Store) -> tuple[dict[str, int], list[str]]:
    """Counts of what was checked, and a line for each fault found."""
    held = contents.read(store)
    counts = {"documents": len(held.documents), "claims": len(held.claims), "spans": 0, "spans right": 0, "edges": 0}
    faults: list[str] = []
    by_document: dict[str, list[str]] = {}
    for i, claim in held.claims.items():
        by_document.setdefault(claim.document, []).append(i)
    for document in sorted(by_document.keys() - held.documents.keys()):
        faults.append(f"claims of document {document}, which isn't stored")
    for document in held.documents:
        (row,) = store.read(statement("read/document.cypher"), {"id": document})
        text = row["document"]["text"]
        for i in by_document.get(document, ()):
            for span in held.claims[i].evidence:
                counts["spans"] += 1
                if text[span.start : span.end] == span.text:
                    counts["spans right"] += 1
                else:
                    faults.append(f"claim {i}: {span.text[:60]!r} is not what stands at {span.start}–{span.end} of document {document}")
    faults.extend(_claims(held))
    if not faults:
        _, edges = sync.derived(held)
        counts["edges"] = len(edges)
        changes, _ = sync.changes(store, held)
        faults.extend(f"{count} {what} by deriving anew: run graphkit rebuild" for what, count in changes.items() if count)
    return counts, faults


def _claims(held: contents.Contents) -> Iterator[str]:
    types = {(document, entity.id): entity.type for document, entity in held.entities()}
    for i, claim in held.claims.items():
        ends = [types.get((claim.document, end)) for end in (claim.subject, claim.object)]
        if None in ends:
            yield f"claim {i}: an end is no entity of its document"
            continue
        try:
            attributes = {name: getattr(claim, name) for name in ("outcome", "reason", "reason_class", "action", "role", "round")}
            check_claim(claim.relation, str(ends[0]), str(ends[1]), claim.modality, attributes)
        except OntologyError as error:
            yield f"claim {i}: {error}"
        if claim.id != i:
            yield f"claim {i}: its content makes it {claim.id}"
