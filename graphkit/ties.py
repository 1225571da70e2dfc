"""Contradictions and changes as data: links between the claims themselves, derived like everything else in the third layer.

``CONTRADICTS`` joins two claims that can't both hold, or that differ about why; ``CHANGED_TO`` leads from what was so to what was so later.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from .derive import SHOWN, reported
from .disagreement import against
from .edges import Edge
from .ontology import HELD, RELATIONS, SUPERSEDES
from .records import Claim, Document

TIES: dict[str, str] = {
    "CONTRADICTS": "two claims that exclude each other, or give another reason; `about` says in what",
    "CHANGED_TO": "from what was so to what was so later, where dates or an end tell",
    "SUPERSEDES": "from a corrected claim, or a later version of a document, to what it takes the place of",
}


@dataclass(frozen=True, slots=True, order=True)
class Tie:
    """A link from claim ``one`` to claim ``other``, by id."""

    kind: str
    one: str
    other: str
    about: str


def ties(edges: Iterable[Edge], claims: Mapping[str, Claim], documents: Mapping[str, Document]) -> list[Tie]:
    """Every contradiction and change among the *claims* of *edges*, sorted."""
    edges = list(edges)
    found: set[Tie] = set()
    for edge in edges:
        found.update(_within(edge, [claims[i] for i in edge.properties["claims"]], documents))
    for pair in against([edge for edge in edges if edge.properties["status"] in SHOWN]):
        for one, other in product(*(_lead(edge, claims, pair.about) for edge in (pair.one, pair.other))):
            if pair.order == "later":
                found.add(Tie("CHANGED_TO", one, other, pair.about))
            elif not pair.order and pair.about != "round":
                found.add(_contradiction(one, other, pair.about))
    return sorted(found)


def _contradiction(one: str, other: str, about: str) -> Tie:
    return Tie("CONTRADICTS", min(one, other), max(one, other), about)


def _lead(edge: Edge, claims: Mapping[str, Claim], about: str) -> list[str]:
    """The claims that say what *edge* says."""
    held = [i for i in edge.properties["claims"] if claims[i].modality in HELD]
    if about in ("outcome", "reason"):
        held = [i for i in held if getattr(claims[i], about) == edge.properties.get(about)]
    return held


def _within(edge: Edge, claims: Sequence[Claim], documents: Mapping[str, Document]) -> Iterator[Tie]:
    """What the claims of one edge say against each other."""
    held = [claim for claim in claims if claim.modality in HELD]
    for claim, denial in product(held, [claim for claim in claims if claim.modality == "denied"]):
        yield _contradiction(claim.id, denial.id, "denied")
    if edge.properties["status"] == "disputed":
        for name, values in RELATIONS[edge.relation].exclusive.items():
            for one, other in product(held, held):
                if one.id < other.id and {getattr(one, name), getattr(other, name)} <= set(values) and getattr(one, name) != getattr(other, name):
                    yield _contradiction(one.id, other.id, name)
    for later, before in SUPERSEDES.items():
        for one, other in product([c for c in claims if c.modality in before], [c for c in claims if c.modality == later]):
            again = one.modality in HELD and reported(one, documents) > reported(other, documents)
            first, last = (other, one) if again else (one, other)
            yield Tie("CHANGED_TO", first.id, last.id, later)
