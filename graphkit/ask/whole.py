"""Questions of the whole graph: who has most is counted over pairs of ends, read once; only what answers is read in full."""

from ..identity import Node
from ..ontology import RELATIONS
from .edges import Edges
from .plan import Condition, Plan, Thing

_MANY = 200  # above this many things an answer lists the first, and says how many there are
_FIRST = 60


def narrowed(edges: Edges, plan: Plan, wanted: Thing | None) -> tuple[set[Node], int] | None:
    """Which nodes *wanted* can be in the answer to *plan*, the first where they are many, and how many there are; None where *plan* isn't so simple."""
    condition = plan.conditions[0]
    other = condition.object if wanted is condition.subject else condition.subject
    if wanted is None or other is None or wanted is other or not _simple(plan, condition) or wanted not in (condition.subject, condition.object):
        return None
    counts = edges.counts(condition, wanted is condition.subject)
    if plan.order and counts:
        ranked = sorted(counts.values(), reverse=plan.order == "most")
        last = ranked[min(plan.top, len(ranked)) - 1]
        chosen = [i for i, n in counts.items() if (n >= last if plan.order == "most" else n <= last)]
    else:
        chosen = [i for i, n in counts.items() if n >= other.at_least]
    nodes = sorted((edges.graph.nodes[i] for i in chosen), key=lambda node: (node.name, node.id))
    return set(nodes[:_FIRST] if len(nodes) > _MANY else nodes), len(nodes)


def _simple(plan: Plan, condition: Condition) -> bool:
    things = [t for t in (condition.subject, condition.object) if t is not None]
    return (
        len(plan.conditions) == 1
        and condition.sense.relation in RELATIONS
        and plan.mode in ("list", "count")
        and not (condition.negated or condition.when or plan.with_reasons)
        and not any(reason[0] == "“" for reason in condition.reasons)
        and (condition.sense.relation == "EVALUATED" or not condition.reasons)
        and not (condition.besides or condition.reasons_not or condition.least_reasons or condition.all_reasons)
        and set(condition.narrowed) <= {"outcome", "action", "status"}
        and not set(condition.statuses) & {"single", "unexplained", "undecided", "pending", "ongoing"}
        and not any(t.named or "chip" in t.kinds or "device" in t.kinds for t in things)
    )


def anywhere(plan: Plan) -> bool:
    """Whether *plan* is about rejections by anyone of anyone, at any time."""
    condition = plan.conditions[0]
    ends = [t for t in (condition.subject, condition.object) if t is not None]
    plain = not (condition.when or condition.reasons or condition.statuses or condition.negated)
    return len(plan.conditions) == 1 and condition.sense.relation == "EVALUATED" and plain and not any(t.named or t.kinds - {"vendor"} for t in ends)
