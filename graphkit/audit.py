"""`graphkit check`: read every piece of evidence again, and hold the derived layer against the claims."""

from collections.abc import Iterator
from typing import NamedTuple

from . import contents, sync
from .counting import counted
from .errors import OntologyError
from .ontology import check_claim
from .records import Claim, digest
from .statements import statement
from .store import Store
from .versions import untold


class Audit(NamedTuple):
    """Counts of what was checked, a line for each fault found, and one for each thing that a person may want to settle."""

    counts: dict[str, int]
    faults: list[str]
    notes: list[str]


def audit(store: Store) -> Audit:
    """Check the whole of *store*."""
    held = contents.read(store)
    counts = {"documents": len(held.documents), "claims": len(held.claims), "spans": 0, "spans right": 0, "edges": 0}
    faults = list(_decisions(held))
    by_document: dict[str, list[tuple[str, Claim]]] = {}
    made = [(claim.id, claim) for review in held.reviews.values() if (claim := review.made) and claim.document in held.documents]
    for i, claim in (*held.claims.items(), *made):
        by_document.setdefault(claim.document, []).append((i, claim))
    for document in sorted(by_document.keys() - held.documents.keys()):
        faults.append(f"claims of document {document}, which isn't stored")
    for document, facts in held.documents.items():
        (row,) = store.read(statement("read/document.cypher"), {"id": document})
        text = row["document"]["text"]
        if digest(text, facts.declared or facts.url or "") != document:
            faults.append(f"document {document}: its text or address is not the one that it was loaded with")
        for i, claim in by_document.get(document, ()):
            for span in claim.evidence:
                counts["spans"] += 1
                if text[span.start : span.end] == span.text:
                    counts["spans right"] += 1
                else:
                    faults.append(f"claim {i}: {span.text[:60]!r} is not what stands at {span.start}–{span.end} of document {document}")
    faults.extend(_claims(held))
    if not faults:
        counts["edges"] = len(sync.derived(held).edges)
        changes, _ = sync.changes(store, held)
        faults.extend(f"{count} {what} by deriving anew: run graphkit rebuild" for what, count in changes.items() if count)
    return Audit(counts, faults, list(_notes(held)))


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


def _decisions(held: contents.Contents) -> Iterator[str]:
    for kind, decisions in zip(contents.DECISIONS, held.decisions, strict=True):
        for i, decision in decisions.items():
            if decision.id != i:
                yield f"{kind.__name__.lower()} {i}: its content makes it {decision.id}"
    for withdrawal in held.withdrawals.values():
        if withdrawal.kind == "purged" and withdrawal.document in held.documents:
            yield f"document {withdrawal.document} was purged and is stored: run graphkit purge on it again"


def _notes(held: contents.Contents) -> Iterator[str]:
    for group in untold(held.documents):
        told = ", ".join(document.id for document in group)
        yield f"versions of {group[0].declared or group[0].url} without a date, of which none is known to be current: {told}"
    found = counted(held.claims, held.documents, held.entities(), held.reviews, held.withdrawals)
    for i in found.idle:
        review = held.reviews[i]
        yield f"the review of claim {review.claim.id} ({review.verdict}: {review.reason}) finds no claim any more"
    for withdrawal in held.withdrawals.values():
        if withdrawal.kind == "retracted" and withdrawal.document not in held.documents:
            yield f"document {withdrawal.document} was retracted and isn't stored"
