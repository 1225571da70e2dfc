"""From claims to edges: the third layer, a pure function of the two below it.

An edge is keyed by its relation, its ends and what discriminates it; its status follows from its claims
by the rules of `status`, which a person can read. Nothing here is lost when it is dropped and derived anew.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from . import disagreement
from .edges import Edge
from .identity import Node, Resolution
from .names import key
from .ontology import HELD, RELATIONS
from .origins import Origins
from .periods import bounds, narrowest, overlap, width
from .records import AUTHOR, Claim, Document, digest

#: Shown by default; the rest on request, with their label.
SHOWN = ("confirmed", "reported", "disputed")
STATUSES: dict[str, str] = {
    "confirmed": "asserted by a party to it, or held by two or more independent origins",
    "reported": "held by one origin that is no party to it",
    "disputed": "held and denied, or claims that exclude each other",
    "planned": "firm, but still to come",
    "rumoured": "unconfirmed",
    "denied": "said not to be so",
    "ended": "was so, and is no longer",
}


def derive(claims: Iterable[Claim], resolution: Resolution, documents: Mapping[str, Document], origins: Origins) -> list[Edge]:
    """Every edge that *claims* support, sorted by key. *documents* need their facts, not their text."""
    pairs: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        subject = resolution.of[claim.document, claim.subject]
        target = resolution.of[claim.document, claim.object]
        if subject == target:
            continue  # two names of one thing: nothing relates to itself
        if RELATIONS[claim.relation].symmetric:
            subject, target = sorted((subject, target))
        pairs[claim.relation, subject, target].append(claim)
    groups = {(*pair, which): members for pair, of_pair in pairs.items() for which, members in discriminated(of_pair).items()}
    edges = []
    for (relation, subject, target, which), members in groups.items():
        a, b = resolution.nodes[subject], resolution.nodes[target]
        key = digest(relation, subject, target, which)
        edges.append(Edge(key, relation, a, b, {"key": key, **_properties(members, a, b, documents, origins)}))
    _compare(edges)
    return sorted(edges, key=lambda edge: edge.key)


def _compare(edges: Sequence[Edge]) -> None:
    """Mark what edges say against each other."""
    shown = [edge for edge in edges if edge.properties["status"] in SHOWN]
    news = disagreement.marks(shown)
    for edge in shown:
        edge.properties.update(news.get(edge.key, {}))


def discriminated(claims: Sequence[Claim]) -> dict[str, list[Claim]]:
    """*claims* of one relation between the same two, by what tells one edge from another."""
    which = RELATIONS[claims[0].relation].discriminator
    if which == "round":
        return _rounds(claims)
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[" ".join(str(getattr(claim, which) or "").casefold().split()) if which else ""].append(claim)
    return groups


def _rounds(claims: Sequence[Claim]) -> dict[str, list[Claim]]:
    """Evaluations by their round, or by date: a claim that is vaguer about when goes with the more exact one that it can mean.

    Where it can mean several, it goes with one of the same outcome, else with the earliest. A document that gives two
    outcomes tells of two rounds, whether it dates them or not: then outcomes that exclude each other share no edge.
    """
    groups: dict[str, list[Claim]] = defaultdict(list)
    parted = disagreement.two_rounds(claims)
    for claim in sorted(claims, key=lambda claim: (width(claim.from_), claim.from_ or "", claim.id)):
        if claim.round:
            groups[claim.round].append(claim)
            continue
        fitting = sorted(
            name
            for name, members in groups.items()
            if not members[0].round and overlap(claim.from_, members[0].from_) and not (parted and any(disagreement.exclude(claim, other) for other in members))
        )
        same = [name for name in fitting if claim.outcome in {member.outcome for member in groups[name]}]
        own = claim.from_ or ""
        groups[next(iter(same or fitting), f"{own} {claim.outcome}".strip() if own in groups else own)].append(claim)
    return groups


def status(claims: Sequence[Claim], ends: Sequence[Node], documents: Mapping[str, Document], origins: Origins) -> str:
    """The status that *claims* about one edge give it."""
    by: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by["held" if claim.modality in HELD else claim.modality].append(claim)
    held = by["held"]
    if held:
        if by["denied"] or disagreement.contradict(held):
            return "disputed"
        if by["ended"] and not _later(held, by["ended"], documents):
            return "ended"
        if origins.count(held) > 1 or any(_by_party(claim, ends, documents) for claim in held):
            return "confirmed"
        return "reported"
    return next(name for name in ("denied", "ended", "planned", "rumoured") if by[name])


def reported(claim: Claim, documents: Mapping[str, Document]) -> str:
    """When *claim* was said: its own date, else its document's; empty where neither is known."""
    return claim.reported or documents[claim.document].published or ""


def _later(held: Sequence[Claim], ended: Sequence[Claim], documents: Mapping[str, Document]) -> bool:
    """Whether what is held was said after all that says it ended."""
    return max(reported(c, documents) for c in held) > max(reported(c, documents) for c in ended)


def _by_party(claim: Claim, ends: Sequence[Node], documents: Mapping[str, Document]) -> bool:
    if claim.modality != "asserted":
        return False
    speakers = {key(name) for name in (claim.claimant, documents[claim.document].publisher) if name}
    return any(node.name == AUTHOR or speakers & {key(name) for name in (node.name, *node.aliases)} for node in ends)


def _weight(claim: Claim, documents: Mapping[str, Document]) -> tuple[bool, bool, float, str, str]:
    """Order in which claims speak for their edge: held before not, definite before vague, sure before unsure; then by id."""
    return (claim.modality not in HELD, claim.outcome in ("unknown", "pending"), -claim.confidence, reported(claim, documents) or "9", claim.id)


def _properties(claims: Sequence[Claim], subject: Node, target: Node, documents: Mapping[str, Document], origins: Origins) -> dict[str, Any]:
    claims = sorted(claims, key=lambda claim: _weight(claim, documents))
    state = status(claims, (subject, target), documents, origins)
    fitting = [c for c in claims if (c.modality in HELD) == (state in SHOWN)] or claims
    lead = fitting[0]
    begin, end = narrowest(c.from_ for c in fitting), narrowest(c.to for c in claims)
    said = sorted(said for c in claims if (said := reported(c, documents)))
    source = documents[lead.document]
    properties = {
        "status": state,
        "modality": lead.modality,
        "outcome": lead.outcome,
        "reason": lead.reason,
        "reason_class": lead.reason_class,
        "action": lead.action,
        "role": lead.role,
        "round": lead.round,
        "claimant": lead.claimant,
        "from": begin,
        "to": end,
        "from_earliest": _day(begin, 0),
        "from_latest": _day(begin, 1),
        "to_earliest": _day(end, 0),
        "to_latest": _day(end, 1),
        "first_reported": said[0] if said else None,
        "last_reported": said[-1] if said else None,
        "disagreement": disagreement.within(claims) if state == "disputed" else None,
        "origins": origins.count(claims),
        "documents": sorted({c.document for c in claims}),
        "claims": sorted(c.id for c in claims),
        "confidence": max(c.confidence for c in fitting),
        "quote": lead.evidence[0].text,
        "source": source.title or source.url or source.id,
        "url": source.url,
    }
    return {name: value for name, value in properties.items() if value is not None}


def _day(period: str | None, side: int) -> str | None:
    day = bounds(period)[side] if period else None
    return day.isoformat() if day else None
