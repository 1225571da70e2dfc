"""`graphkit check`: read every piece of evidence again, and hold the derived layer against the claims."""

from collections.abc import Iterator
from typing import NamedTuple

from . import contents, stored, sync
from .counting import counted
from .errors import OntologyError
from .ontology import ENTITY_TYPES, RELATIONS, check_claim
from .origins import fingerprint
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
    faults: list[str] = []
    held = contents.read(store, faults)
    faults.extend(_ids(store))
    faults.extend(_decisions(held))
    counts = {"documents": len(held.documents), "claims": len(held.claims), "spans": 0, "spans right": 0, "edges": 0}
    by_document: dict[str, list[tuple[str, Claim]]] = {}
    made = [(claim.id, claim) for review in held.reviews.values() if (claim := review.made) and claim.document in held.documents]
    for i, claim in (*held.claims.items(), *made):
        by_document.setdefault(claim.document, []).append((i, claim))
    for document in sorted(by_document.keys() - held.documents.keys()):
        faults.append(f"claims of document {document}, which isn't stored")
    for document, facts in held.documents.items():
        text = store.read(statement("read/document.cypher"), {"id": document})[0]["document"]["text"]
        if digest(text, facts.declared or facts.url or "") != document:
            faults.append(f"document {document}: its text or address is not the one that it was loaded with")
        if fingerprint(text) != held.fingerprints[document]:
            faults.append(f"document {document}: its fingerprint, by which reprints are known, is not that of its text")
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


def _ids(store: Store) -> Iterator[str]:
    """Ids that aren't one thing's, and claims that hang on no document, or on another: nothing derived, so `rebuild` can't mend it."""
    for label in (*ENTITY_TYPES, "Claim", "Document", *(kind.__name__ for kind in stored.DECISIONS)):
        for row in store.read(statement("read/duplicates.cypher", LABEL=label)):
            yield f"{label.lower()} {row['id']}: {row['times']} have this id" if row["id"] else f"{row['times']} of {label} without an id"
    for kind in (*RELATIONS, *sync.LINKS):
        for row in store.read(statement("read/duplicate_edges.cypher", RELATION=kind)):
            yield f"{kind} {row['key']}: {row['times']} edges have this key" if row["key"] else f"{row['times']} edges {kind} without a key"
    for row in store.read(statement("read/unstated.cypher")):
        yield f"claim {row['id']}: linked to {', '.join(row['documents']) or 'no document'}, not to its own: back up and restore with --replace"


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
    for kind, decisions in zip(stored.DECISIONS, held.decisions, strict=True):
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
