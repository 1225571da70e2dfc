"""Which claims count: those of current documents that nobody withdrew, as people reviewed them. The rest stays, marked.

A pure function of what the store keeps, so that taking back a review or a retraction restores what was.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .records import Claim, Document, Entity
from .reviews import VERDICTS, Review, Withdrawal, matched
from .versions import outlived, superseded

#: What a claim's node may say beside the claim itself.
MARKS = ("standing", "review", "review_reason", "reviewed_by")
STANDINGS: dict[str, str] = {
    "retracted": "its document was retracted",
    "superseded": "its document has a later version, or had one that was purged",
    "rejected": "a person rejected it",
    "corrected": "a person put another in its place",
}


@dataclass(frozen=True, slots=True)
class Counted:
    """``claims`` are those that count, ``made`` all that people wrote, each by id; ``marks`` are properties of claims' nodes.

    ``replaced`` has each claim that was corrected with its correction, ``superseded`` each older version with the next.
    ``ends`` are (document id, entity) that only what people wrote speaks of; ``idle`` are ids of reviews without a claim.
    """

    claims: dict[str, Claim] = field(default_factory=dict)
    made: dict[str, Claim] = field(default_factory=dict)
    marks: dict[str, dict[str, str]] = field(default_factory=dict)
    replaced: dict[str, str] = field(default_factory=dict)
    superseded: dict[str, str] = field(default_factory=dict)
    ends: list[tuple[str, Entity]] = field(default_factory=list)
    idle: tuple[str, ...] = ()


def counted(
    claims: Mapping[str, Claim],
    documents: Mapping[str, Document],
    entities: Iterable[tuple[str, Entity]],
    reviews: Mapping[str, Review],
    withdrawals: Mapping[str, Withdrawal],
) -> Counted:
    """Which of *claims* count, and what people put beside them."""
    of_claims = matched(reviews.values(), claims)
    added = {review.claim.id: review for review in reviews.values() if review.verdict == "add" and review.claim.document in documents}
    used = {review.id for review in (*of_claims.values(), *added.values())}
    found = Counted(superseded=superseded(documents), idle=tuple(sorted(reviews.keys() - used)))
    active = dict(claims)
    for i, review in of_claims.items():
        found.marks[i] = _mark(review)
        if review.verdict == "reject":
            found.marks[i]["standing"] = "rejected"
            del active[i]
        elif review.verdict == "correct" and review.instead and review.instead.id != i:
            found.marks[i]["standing"] = "corrected"
            found.replaced[i] = review.instead.id
            del active[i]
        else:
            active[i] = active[i].model_copy(update={"confidence": 1.0})  # a person vouches for it
    for review in (*of_claims.values(), *added.values()):
        claim = review.made
        if claim is not None and claim.id not in claims:
            found.made[claim.id] = active[claim.id] = claim
            found.marks[claim.id] = _mark(review)
    older = {*found.superseded, *outlived(documents, (w for w in withdrawals.values() if w.kind == "purged"))}
    out = dict.fromkeys(older, "superseded") | {w.document: w.kind for w in withdrawals.values() if w.kind == "retracted"}
    for i, claim in {**claims, **found.made}.items():
        if claim.document in out:
            found.marks.setdefault(i, {})["standing"] = out[claim.document]
            active.pop(i, None)
    found.claims.update(active)
    known = {(document, entity.id) for document, entity in entities}
    ends = {(r.claim.document, e.id): e for _, r in sorted(reviews.items()) if r.id in used and r.made for e in r.entities}
    found.ends.extend((document, entity) for (document, i), entity in sorted(ends.items()) if (document, i) not in known)
    return found


def _mark(review: Review) -> dict[str, str]:
    return {"review": VERDICTS[review.verdict], "review_reason": review.reason, "reviewed_by": review.by}
