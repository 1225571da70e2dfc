"""What a person decides about a claim or a document, as what to write; `reviews` says what it means.

Ids may be shortened to their first characters. Every function raises `QueryError` for an id that nothing has.
"""

import re
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import Any, Literal

from pydantic import ValidationError

from .contents import Contents, text_hash
from .errors import GraphkitError, QueryError
from .names import key
from .ontology import ENTITY_TYPES
from .records import Claim, Document, Entity, Extraction
from .reviews import REVIEWED, Review, Withdrawal, matched
from .statements import statement
from .store import Store, Write
from .stored import decision_delete, decision_write, document_of
from .versions import dated, name_hash, versions

#: What a correction may change; the words are what they are.
CHANGEABLE = tuple("relation subject object modality outcome reason reason_class action role round claimant from to reported".split())


def review(
    held: Contents, store: Store, claim: str, verdict: Literal["accept", "reject", "correct"], reason: str, by: str, change: Mapping[str, str]
) -> list[Write]:
    """Accept, reject or correct *claim*; a review that it already has is replaced. *change* holds new values of `CHANGEABLE`, empty for none."""
    written = {own.id: r for r in held.reviews.values() if (own := r.made)}
    i = _whole(claim, {**held.claims, **written}, "claim")
    if i in held.claims:
        of: Claim = held.claims[i]
        before = matched(held.reviews.values(), held.claims).get(i)
    else:
        before = written[i]
        of = before.claim
        if verdict != "correct":
            raise QueryError(f"claim {i} was written by a person; graphkit correct changes it, graphkit unreview takes it back")
    made: dict[str, Any] = {"verdict": verdict, "claim": of}
    if verdict == "correct":
        if not change:
            raise QueryError(f"correct what? There is {', '.join(CHANGEABLE)}")
        document = _document(store, of.document)
        now = (before.made if before else None) or of
        instead, entities = _changed(held, document, now, change, before.entities if before else ())
        made |= {"claim": instead, "verdict": "add"} if before and before.verdict == "add" else {"instead": instead}
        made["entities"] = entities
    decision = Review.model_validate({**made, "reason": reason, "by": by, "at": today()})
    return [*([decision_delete(before)] if before else []), decision_write(decision)]


def add(held: Contents, store: Store, document: str, sentence: str, values: Mapping[str, str], reason: str, by: str) -> list[Write]:
    """Add a claim that *sentence* of *document* makes and no reader found; *values* are as in `review`, with relation, subject, object."""
    source = _document(store, _whole(document, held.documents, "document"))
    places = list(re.finditer(r"\s+".join(map(re.escape, sentence.split())), source.text)) if sentence.strip() else []
    if len(places) != 1:
        where = f"{len(places)} times" if places else "nowhere"
        raise QueryError(f"{sentence[:60]!r} stands {where} in document {source.id}; give words that stand there once")
    span = source.span(*places[0].span())
    draft = {"document": source.id, "modality": "asserted", "extractor": REVIEWED, "evidence": (span,), "subject": "", "object": "", "relation": ""}
    claim, entities = _changed(held, source, Claim.model_validate(draft), values, ())
    if claim.id in held.claims:
        raise QueryError(f"claim {claim.id} says so already; graphkit accept vouches for it")
    return [decision_write(Review(verdict="add", claim=claim, entities=entities, reason=reason, by=by, at=today()))]


def unreview(held: Contents, claim: str) -> list[Write]:
    """Take back what was decided about *claim*, or the claim that a person wrote."""
    of = matched(held.reviews.values(), held.claims)
    written = {r.claim.id: r for r in held.reviews.values()} | {own.id: r for r in held.reviews.values() if (own := r.made)}
    return [decision_delete((written | of)[_whole(claim, written | of, "reviewed claim")])]


def withdraw(held: Contents, store: Store, document: str, kind: Literal["retracted", "purged"], reason: str, by: str) -> list[Write]:
    """Retract *document*: it stays, its claims no longer count. Or purge it: its text, quotes, claims and reviews go for good."""
    i = _whole(document, held.documents, "document")
    decision = Withdrawal(document=i, kind=kind, reason=reason, by=by, at=today())
    if kind == "retracted":
        return [decision_write(decision)]
    source = _document(store, i)
    marker = {"text": text_hash(source.text), "name": name_hash(source), "dated": dated(source) or None}
    written = [r for r in held.reviews.values() if r.claim.document == i]
    claims = {*held.of_document[i], *(made.id for r in written if (made := r.made))}
    return [
        decision_write(decision.model_copy(update=marker)),
        *(decision_delete(r) for r in written),
        (statement("write/delete_claims.cypher"), [{"id": claim} for claim in sorted(claims)]),
        (statement("write/delete_document.cypher"), [{"id": i}]),
    ]


def left_by_purge(held: Contents, document: str) -> list[str]:
    """What a person should know before *document* is purged: which other versions of it there are, and whether they count."""
    gone = held.documents[_whole(document, held.documents, "document")]
    told = []
    for other in next((group for group in versions(held.documents.values()) if gone in group), []):
        if other.id == gone.id:
            continue
        when = f"version {other.id} ({dated(other) or 'without a date'})"
        if not dated(gone) or not dated(other):
            told.append(f"{when} of it counts as before; purge it too if it may not be kept")
        elif (dated(other), other.id) < (dated(gone), gone.id):
            told.append(f"the earlier {when} stays, and still doesn't count; purge it too if it may not be kept")
        else:
            told.append(f"the later {when} stays, and counts as before; purge it too if it may not be kept")
    return told


def unretract(held: Contents, document: str) -> list[Write]:
    """Take back the retraction of *document*."""
    retracted = {w.document: w for w in held.withdrawals.values() if w.kind == "retracted"}
    return [decision_delete(retracted[_whole(document, retracted, "retracted document")])]


def today() -> str:
    """The date that a decision carries."""
    return datetime.now(UTC).date().isoformat()


def _whole(start: str, ids: Collection[str], what: str) -> str:
    found = sorted(i for i in ids if i.startswith(start)) if start else []
    if start in found or len(found) == 1:
        return start if start in found else found[0]
    raise QueryError(f"several {what}s begin with {start!r}: {', '.join(found[:4])}" if found else f"no {what} {start!r}")


def _document(store: Store, i: str) -> Document:
    (row,) = store.read(statement("read/document.cypher"), {"id": i})
    return document_of(row["document"])[0]


def _changed(held: Contents, document: Document, claim: Claim, change: Mapping[str, str], entities: tuple[Entity, ...]) -> tuple[Claim, tuple[Entity, ...]]:
    """*claim* with *change*, and its two ends; raises where the ontology doesn't allow it."""
    known = {entity.id: entity for d, entity in held.entities() if d == document.id} | {entity.id: entity for entity in entities}
    values: dict[str, Any] = {name: value or None for name, value in change.items()}
    for end in {"subject", "object"} & values.keys():
        entity = _entity(document, known, change[end])
        known[entity.id] = entity
        values[end] = entity.id
    try:
        made = Claim.model_validate({**claim.row(), **values, "extractor": REVIEWED, "confidence": 1.0})
        ends = tuple(known[i] for i in sorted({made.subject, made.object}) if i in known)
        Extraction(entities=ends, claims=(made,)).check(document)
    except ValidationError as error:
        raise QueryError("; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())) from error
    except GraphkitError as error:
        raise QueryError(str(error)) from error
    return made, ends


def _entity(document: Document, known: Mapping[str, Entity], name: str) -> Entity:
    """The entity that *document* calls *name*; one that no reader saw is written with its type, as ``Company:Oakline``."""
    kind, colon, rest = name.partition(":")
    if not colon or kind not in ENTITY_TYPES:
        kind, rest = "", name
    found = [e for _, e in sorted(known.items()) if key(rest) in {key(e.name), *map(key, e.mentions)} and kind in ("", e.type)]
    if found:
        return min(found, key=lambda e: key(e.name) != key(rest))
    if not kind:
        raise QueryError(f"no reader saw {name!r} in document {document.id}; write it with its type: Company:{name}")
    return Entity(id=f"{kind}:{key(rest)}", name=rest, type=kind, mentions=(rest,))
