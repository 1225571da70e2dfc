"""Which part of a graph is drawn when all of it would be neither quick nor readable."""

from collections import defaultdict
from heapq import heappop, heappush

from .view import View

#: Up to here all is drawn; beyond, only the most relevant `_PART` things and the links between them.
MOST_NODES, MOST_EDGES = 2_000, 6_000
_PART = 500

_WEIGHT = {"EVALUATED": 4.0, "REJECTED_BECAUSE": 4.0, "REGULATED_BY": 2.0}


def drawn(view: View) -> list[str]:
    """Ids of the nodes to draw: those with links, and of too many those around which decisions and well-supported links meet.

    They are taken one by one, from the weightiest on, each time the weightiest of what is linked to those taken: what is
    drawn hangs together, where the weightiest alone would mostly have nothing to do with each other.
    """
    score: dict[str, float] = defaultdict(float)
    near: dict[str, set[str]] = defaultdict(set)
    for edge in view.edges:
        seen = edge.status in view.shown
        weight = _WEIGHT.get(edge.type, 1.0) * edge.confidence * (1.0 + 0.25 * min(edge.origins, 4)) * (1.0 if seen else 0.1)
        score[edge.subject] += weight
        score[edge.object] += weight
        if seen:
            near[edge.subject].add(edge.object)
            near[edge.object].add(edge.subject)
    if len(score) <= MOST_NODES and len(view.edges) <= MOST_EDGES:
        return sorted(score)
    return sorted(_grown(score, near))


def _grown(score: dict[str, float], near: dict[str, set[str]]) -> set[str]:
    taken: set[str] = set()
    for start in sorted(score, key=lambda one: (-score[one], one)):
        reachable = [(-score[start], start)]
        while reachable and len(taken) < _PART:
            _, node = heappop(reachable)
            if node not in taken:
                taken.add(node)
                for other in near[node] - taken:
                    heappush(reachable, (-score[other], other))
        if len(taken) == _PART:
            break
    return taken
