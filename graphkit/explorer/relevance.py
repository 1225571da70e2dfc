"""Which part of a graph is drawn when all of it would be neither quick nor readable."""

from collections import defaultdict

from .view import SHOWN_AT_FIRST, View

#: Up to here all is drawn; beyond, only the most relevant `_PART` things and the links between them.
MOST_NODES, MOST_EDGES = 2_000, 6_000
_PART = 500

_WEIGHT = {"EVALUATED": 4.0, "REJECTED_BECAUSE": 4.0, "REGULATED_BY": 2.0}


def drawn(view: View) -> list[str]:
    """Ids of the nodes to draw: those with links, and of too many those that decisions and well-supported links meet in."""
    score: dict[str, float] = defaultdict(float)
    for edge in view.edges:
        weight = _WEIGHT.get(edge.type, 1.0) * edge.confidence * (1.0 + 0.25 * min(edge.origins, 4))
        if edge.status not in SHOWN_AT_FIRST:
            weight *= 0.1
        score[edge.subject] += weight
        score[edge.object] += weight
    if len(score) <= MOST_NODES and len(view.edges) <= MOST_EDGES:
        return sorted(score)
    return sorted(sorted(score, key=lambda one: (-score[one], one))[:_PART])
