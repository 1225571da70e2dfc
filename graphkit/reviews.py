"""What people decide about claims and documents, kept beside the data: reviews and withdrawals.

Like judgements of names they are records of their own, so that taking one back leaves no trace. A review holds the
claim as it was seen; after a document was read anew it finds the claim that says the same (see `matched`).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from .ontology import HELD, RELATIONS
from .records import Claim, Entity, Record, digest

REVIEWED = "review"  # extractor of claims that a person corrected or added
#: How a review reads where claims are listed.
VERDICTS = {"accept": "accepted", "reject": "rejected", "correct": "corrected", "add": "added"}


class Review(Record):
    """What a person decided about one claim. ``claim`` is what was reviewed, or for ``add`` what no reader had found.

    ``instead`` is what a correction puts in its place; ``entities`` are the ends of what a person wrote.
    """

    verdict: Literal["accept", "reject", "correct", "add"]
    claim: Claim
    instead: Claim | None = None
    entities: tuple[Entity, ...] = ()
    reason: str
    by: str
    at: str

    @property
    def id(self) -> str:
        """One review a claim: a later one replaces it."""
        return digest("review", self.claim.id)

    @property
    def made(self) -> Claim | None:
        """The claim that a person wrote, if this review has one."""
        return self.claim if self.verdict == "add" else self.instead


class Withdrawal(Record):
    """That a document was retracted (it stays, its claims no longer count) or purged (only this marker is left).

    Of a purged document, ``text`` is the SHA-256 of its text, in hex, by which it is known should it come again; ``name`` (a hash as well) and
    ``dated`` tell its earlier versions, which don't come back in its place.
    """

    document: str
    kind: Literal["retracted", "purged"]
    text: str | None = None
    name: str | None = None
    dated: str | None = None
    reason: str
    by: str
    at: str

    @property
    def id(self) -> str:
        """One withdrawal a document."""
        return digest("withdrawal", self.document)


def matched(reviews: Iterable[Review], claims: Mapping[str, Claim]) -> dict[str, Review]:
    """The review of each claim that has one, by claim id: the very claim that was reviewed, else the one that says the same.

    The same is: the same document, relation and ends by name, and words that overlap; where several do, the one that shares most
    of them. Accepting or rejecting one outcome says nothing about another, so these need the same stance as well.
    """
    found: dict[str, Review] = {}
    adrift: list[Review] = []
    for review in sorted(reviews, key=lambda review: review.id):
        if review.claim.id in claims:
            found[review.claim.id] = review
        elif review.verdict != "add":
            adrift.append(review)
    alike: dict[tuple[Any, ...], list[str]] = defaultdict(list)
    for i, claim in claims.items() if adrift else ():
        alike[_about(claim)].append(i)
    for review in adrift:
        candidates = [(_overlap(review.claim, claims[i]), i) for i in alike[_about(review.claim)] if i not in found]
        fitting = [(-shared, i) for shared, i in candidates if shared and (review.verdict == "correct" or _stance(claims[i]) == _stance(review.claim))]
        if fitting:
            found[min(fitting)[1]] = review
    return found


def _about(claim: Claim) -> tuple[Any, ...]:
    ends = [end.partition(":")[2] for end in (claim.subject, claim.object)]  # another reading may have another type for it
    return claim.document, claim.relation, *(sorted(ends) if RELATIONS[claim.relation].symmetric else ends)


def _overlap(one: Claim, other: Claim) -> int:
    a, b = one.evidence[0], other.evidence[0]
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def _stance(claim: Claim) -> tuple[Any, ...]:
    return "held" if claim.modality in HELD else claim.modality, claim.outcome, claim.action, claim.reason_class
