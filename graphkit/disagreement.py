"""Where sources disagree, and where the world changed: read off the claims, both sides kept.

Two documents contradict each other about an evaluation where one says selected and the other rejected and
neither says both. Where dates tell the two apart, it is a change over time. Different reasons for one
rejection don't exclude each other, but every answer says that sources differ.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .ontology import HELD
from .periods import bounds
from .records import Claim

DEFINITE = frozenset({"selected", "rejected"})


def contradict(claims: Iterable[Claim]) -> bool:
    """Whether *claims* about one edge exclude each other: another outcome in another document, and none that says both."""
    by_document: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        if claim.modality in HELD and claim.outcome in DEFINITE:
            by_document[claim.document].add(claim.outcome)
    return len(set().union(*by_document.values())) > 1 and all(len(outcomes) == 1 for outcomes in by_document.values())


def within(claims: Sequence[Claim]) -> str:
    """What the claims of one disputed edge disagree about, in words."""
    outcomes = sorted({c.outcome for c in claims if c.modality in HELD and c.outcome} & DEFINITE)
    if len(outcomes) > 1:
        return "sources disagree: " + " and ".join(outcomes)
    return "some sources say so, others deny it"


def across(edges: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, str]]:
    """What the edges between one buyer and one vendor, of one relation, say against each other.

    *edges* are properties of edges that may be shown; the result is what to change, by edge key.
    """
    found: dict[str, dict[str, str]] = {}
    for edge in edges:
        others = [other for other in edges if other is not edge and not set(other["documents"]) & set(edge["documents"])]
        if edge.get("outcome") in DEFINITE:
            against = [other for other in others if other.get("outcome") in DEFINITE - {edge["outcome"]}]
            undated = [other for other in against if not _order(edge, other)]
            if undated:
                found[edge["key"]] = {"status": "disputed", "disagreement": f"another source says {undated[0]['outcome']}"}
            elif against:
                found[edge["key"]] = {"disagreement": f"changed over time: {_order(edge, against[0])} {against[0]['outcome']}"}
        elif edge.get("reason"):
            reasons = [other["reason"] for other in others if other["reason_class"] != edge["reason_class"]]
            if reasons:
                found[edge["key"]] = {"disagreement": f"another source gives another reason: {reasons[0]}"}
    return found


def _order(edge: Mapping[str, Any], other: Mapping[str, Any]) -> str:
    """ "later" or "earlier" where the dates of both tell which came first, else nothing."""
    if not edge.get("from") or not other.get("from"):
        return ""
    (first, last), (begin, end) = bounds(edge["from"]), bounds(other["from"])
    if last and begin and last < begin:
        return "later"
    return "earlier" if end and first and end < first else ""
