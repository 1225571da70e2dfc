"""Where sources disagree, and where the world changed: read off the claims by the rules of the ontology, both sides kept.

Two documents contradict each other about an evaluation where one says selected and the other rejected and
neither says both. Where dates tell the two apart, it is a change over time. Different reasons for one
rejection don't exclude each other, but every answer says that sources differ.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations
from typing import Any

from .edges import Edge
from .ontology import HELD, RELATIONS
from .periods import bounds
from .records import Claim


@dataclass(frozen=True, slots=True)
class Against:
    """That edge ``other`` speaks against edge ``one``; ``about`` is an attribute, ``subject``, ``direction``, or ``round``: the same source tells of both.

    ``order`` is "later" or "earlier" where dates tell when the other was so; ``exclusive`` where both can't be so at once.
    """

    one: Edge
    other: Edge
    about: str
    order: str
    words: str
    exclusive: bool = True


def contradict(claims: Iterable[Claim]) -> bool:
    """Whether *claims* about one edge exclude each other: another outcome in another document, and none that says both."""
    by_document: dict[tuple[str, str], set[str]] = defaultdict(set)
    for claim in claims:
        for name, values in RELATIONS[claim.relation].exclusive.items():
            if claim.modality in HELD and (value := getattr(claim, name)) in values:
                by_document[name, claim.document].add(value)
    names = {name for name, _ in by_document}
    sets = {name: [values for (of, _), values in by_document.items() if of == name] for name in names}
    return any(len(set().union(*found)) > 1 and all(len(values) == 1 for values in found) for found in sets.values())


def exclude(one: Claim, other: Claim) -> bool:
    """Whether the two give values that exclude each other."""
    rules = RELATIONS[one.relation].exclusive.items()
    return any(getattr(one, name) != getattr(other, name) and {getattr(one, name), getattr(other, name)} <= set(values) for name, values in rules)


def two_rounds(claims: Iterable[Claim]) -> bool:
    """Whether a document gives two values of one pair that exclude each other: it tells of two rounds, and disagrees with nobody."""
    by_document: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_document[claim.document].append(claim)
    return any(exclude(one, other) for told in by_document.values() for one, other in combinations(told, 2))


def within(claims: Sequence[Claim]) -> str:
    """What the claims of one disputed edge disagree about, in words."""
    for name, values in RELATIONS[claims[0].relation].exclusive.items():
        said = sorted({value for c in claims if c.modality in HELD and (value := getattr(c, name)) in values})
        if len(said) > 1:
            return "sources disagree: " + " and ".join(said)
    return "some sources say so, others deny it"


def against(edges: Sequence[Edge]) -> Iterator[Against]:
    """What *edges*, all of which may be shown, say against each other, each pair both ways. Those of one document only tell of two rounds."""
    same: dict[tuple[str, ...], list[Edge]] = defaultdict(list)
    of_object: dict[tuple[str, str], list[Edge]] = defaultdict(list)
    family = {frozenset((e.subject.id, e.object.id)) for e in edges if e.relation == "PART_OF"}
    for edge in sorted(edges, key=lambda edge: edge.key):
        same[edge.relation, edge.subject.id, edge.object.id].append(edge)
        if RELATIONS[edge.relation].functional:
            of_object[edge.relation, edge.object.id].append(edge)
    for (relation, subject, target), members in same.items():
        rules = RELATIONS[relation]
        for one, other in permutations(members, 2):
            for name, values in rules.exclusive.items():
                said = [edge.properties.get(name) for edge in (one, other)]
                if said[0] != said[1] and set(said) <= set(values):
                    if (order := _order(one, other)) or not _share(one, other):
                        yield Against(one, other, name, order, str(said[1]))
                    else:
                        yield Against(one, other, "round", "", f"in another round: {said[1]}", exclusive=False)
        for one, other in _apart(members, members):
            if rules.differs and one.properties.get(rules.differs) != other.properties.get(rules.differs):
                which = str(rules.discriminator)
                yield Against(one, other, which, "", f"another source gives another {which}: {other.properties.get(which)}", exclusive=False)
        if rules.asymmetric:
            for one, other in _apart(members, same.get((relation, target, subject), ())):
                yield Against(one, other, "direction", _order(one, other), "the reverse")
    for members in of_object.values():
        for one, other in _apart(members, members):
            if one.subject.id != other.subject.id and frozenset((one.subject.id, other.subject.id)) not in family:
                yield Against(one, other, "subject", _order(one, other), other.subject.name)


def marks(edges: Sequence[Edge]) -> dict[str, dict[str, str]]:
    """What to change about *edges* for what they say against each other, by edge key."""
    of_edge: dict[str, list[Against]] = defaultdict(list)
    for found in against(edges):
        of_edge[found.one.key].append(found)
    news: dict[str, dict[str, str]] = {}
    for edge, several in of_edge.items():
        # What excludes it comes before what changed, and that before what only differs.
        first = min(several, key=lambda found: (not found.exclusive, bool(found.order)))
        if not first.exclusive:
            news[edge] = {"disagreement": first.words}
        elif first.order:
            news[edge] = {"disagreement": f"changed over time: {first.order} {first.words}"}
        else:
            news[edge] = {"status": "disputed", "disagreement": f"another source says {first.words}"}
    return news


def _apart(ones: Iterable[Edge], others: Sequence[Edge]) -> Iterator[tuple[Edge, Edge]]:
    """Each of *ones* with each of *others* that no document tells as well."""
    for one in ones:
        for other in others:
            if other is not one and not _share(one, other):
                yield one, other


def _share(one: Edge, other: Edge) -> bool:
    return not set(other.properties["documents"]).isdisjoint(one.properties["documents"])


def _order(one: Edge, other: Edge) -> str:
    """ "later" or "earlier" where the dates of both tell which came first, else nothing."""
    dates: list[Any] = [edge.properties.get("from") for edge in (one, other)]
    if not all(dates):
        return ""
    (first, last), (begin, end) = map(bounds, dates)
    if last and begin and last < begin:
        return "later"
    return "earlier" if end and first and end < first else ""
