"""Which edges meet one condition."""

from dataclasses import dataclass, field

from ..derive import SHOWN
from ..identity import Node
from ..ontology import RELATIONS
from .edges import Edges
from .kinds import Edge, is_chip, is_kind, types_of
from .narrowing import dated, gives, has_outcome, is_asked, narrows, statuses_of
from .plan import Condition, Thing


@dataclass(slots=True)
class Solution:
    """One way to meet the conditions: what each thing is, and the edges that say so."""

    things: dict[int, Node]
    edges: list[Edge]


@dataclass(slots=True)
class Found:
    """All solutions; ``beside`` are edges that would fit but for their status; ``notes`` say what was done."""

    solutions: list[Solution] = field(default_factory=list)
    beside: list[Edge] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    missed: list[Edge] = field(default_factory=list)  # same pair, another outcome


class Matching:
    """Finds and holds edges against conditions."""

    def __init__(self, edges: Edges) -> None:
        self.edges = edges

    def matching(self, condition: Condition, things: dict[int, set[Node]] | None = None) -> list[tuple[Node, Node, Edge]]:
        """(subject, object, edge) of every edge of *condition*'s relation between what its ends may be, whatever its status."""
        ends = [self._nodes(thing, things or {}) for thing in (condition.subject, condition.object)]
        known = [nodes for nodes in ends if nodes is not None]
        relation = condition.sense.relation
        relations = ("EVALUATED", "REJECTED_BECAUSE") if relation == "EVALUATED" else (relation,) if relation else tuple(RELATIONS)
        fetched = self.edges.of(relations, min(known, key=len) if known else None)
        either = not relation or RELATIONS[relation].symmetric
        rows = []
        for edge in fetched:
            pairs = [(edge["subject"], edge["object"])]
            if either:
                pairs.append((edge["object"], edge["subject"]))
            for a, b in pairs:
                if (
                    all(nodes is None or node in nodes for nodes, node in zip(ends, (a, b), strict=True))
                    and self._is_kind(condition.subject, a, edge)
                    and self._is_kind(condition.object, b, edge)
                ):
                    rows.append((a, b, edge))
        return rows

    def _is_kind(self, thing: Thing | None, node: Node, edge: Edge) -> bool:
        if is_kind(thing, node, edge):
            return True
        chip = thing is not None and "chip" in thing.kinds and not thing.named and node.type == "Product"
        return chip and is_chip(node, self.edges.of(("DEVELOPS", "USES"), [node]))

    def _nodes(self, thing: Thing | None, bound: dict[int, set[Node]]) -> set[Node] | None:
        if thing is None:
            return None
        if id(thing) in bound:
            return bound[id(thing)]
        if not thing.named:
            return None
        nodes = {node for group in thing.groups for node in group}
        if thing.family:
            wanted = types_of(Thing(kinds=thing.kinds))
            for edge in self.edges.of(("DEVELOPS", "PART_OF"), nodes):
                other = edge["object"] if edge["relation"] == "DEVELOPS" else edge["subject"]
                if edge["status"] in SHOWN and other.type in wanted and (edge["subject"] if edge["relation"] == "DEVELOPS" else edge["object"]) in nodes:
                    nodes = nodes | {other}
            if thing.asked and (made := {node for node in nodes if node.type in wanted}):
                return made  # "which Adobe product"
        return nodes

    def _meets(self, condition: Condition, rows: list[tuple[Node, Node, Edge]], found: Found) -> list[tuple[Node, Node, Edge]]:
        """Those of *rows* that meet everything about *condition*."""
        relation, statuses = condition.sense.relation, statuses_of(condition)
        rejections = [row for row in rows if row[2]["relation"] == "REJECTED_BECAUSE"] if relation == "EVALUATED" else []
        main = [row for row in rows if row[2]["relation"] == relation or not relation]
        fitting = [row for row in main if narrows(condition, row[2])]
        if relation == "EVALUATED" and condition.narrowed.get("outcome") == "rejected":
            pairs = {(a.id, b.id) for a, b, _ in fitting}
            fitting += [row for row in rejections if (row[0].id, row[1].id) not in pairs]
        if relation == "EVALUATED" and condition.reasoned:
            stated = [(a, b, e) for a, b, e in rejections if e["status"] in statuses]
            given = {(a.id, b.id) for a, b, e in stated if is_asked(condition, e)}
            if condition.all_reasons or condition.least_reasons:
                anyone = condition.subject is None or not (condition.subject.named or condition.subject.asked)  # by whomever
                given = {(a, b) for a, b in given if _enough(condition, [e for x, y, e in stated if y.id == b and (anyone or x.id == a)])}
            barred = {(a.id, b.id) for a, b, e in stated if gives(e, condition.reasons_not)}
            fitting = [
                (a, b, e)
                for a, b, e in fitting
                if ((a.id, b.id) in given or not (condition.reasons or condition.besides or condition.least_reasons))
                and (a.id, b.id) not in barred
                and (is_asked(condition, e) if e["relation"] == "REJECTED_BECAUSE" else has_outcome(e, "rejected"))
            ]
        if "unexplained" in condition.statuses:
            explained = {(a.id, b.id) for a, b, e in rejections if e["status"] in SHOWN}
            fitting = [(a, b, e) for a, b, e in fitting if has_outcome(e, "rejected") and (a.id, b.id) not in explained]
        if condition.when:
            why = {(a.id, b.id) for a, b, e in rejections if e["status"] in statuses and dated(condition, e, by_report=False)}
            by_date = [row for row in fitting if dated(condition, row[2], by_report=False) or _dated_by_reason(row, why)]
            if not any(row[2]["status"] in statuses for row in by_date):
                by_date = [row for row in fitting if dated(condition, row[2], by_report=True)]
                if by_date:
                    found.notes.append("the sources give no date: by when it was reported")
            fitting = by_date
        kept = [row for row in fitting if row[2]["status"] in statuses or ("denied" in statuses and _contested(row[2]))]
        if not kept:
            found.beside += [e for _, _, e in rejections if condition.reasoned and e["status"] not in statuses and is_asked(condition, e)]
            found.beside += [edge for _, _, edge in fitting]
            found.missed += [edge for _, _, edge in main if edge["status"] in SHOWN]
        return kept

    def reasons(self, edges: list[Edge]) -> dict[tuple[str, str], list[Edge]]:
        """The stated reasons for the rejections among *edges*, by pair."""
        pairs = {(e["subject"].id, e["object"].id) for e in edges if e["relation"] == "EVALUATED" and has_outcome(e, "rejected")}
        ends: list[set[Node]] = [{e[end] for e in edges if (e["subject"].id, e["object"].id) in pairs} for end in ("subject", "object")]
        of: dict[tuple[str, str], list[Edge]] = {}
        for edge in self.edges.of(("REJECTED_BECAUSE",), min(ends, key=len)):
            pair = (edge["subject"].id, edge["object"].id)
            if pair in pairs and edge["status"] in SHOWN:
                of.setdefault(pair, []).append(edge)
        return of


def _enough(condition: Condition, stated: list[Edge]) -> bool:
    """Whether *stated* are as many reasons as *condition* asks for, and each of those that it asks for where it asks for all."""
    every = not condition.all_reasons or all(any(gives(edge, [reason]) for edge in stated) for reason in condition.reasons)
    return every and len({edge["reason"] for edge in stated}) >= condition.least_reasons


def _contested(edge: Edge) -> bool:
    """Whether some source denies what others hold."""
    return edge["status"] == "disputed" and "deny" in (edge.get("disagreement") or "")


def _dated_by_reason(row: tuple[Node, Node, Edge], pairs: set[tuple[str, str]]) -> bool:
    """Whether a rejection that no source dates has a reason that is: of one of *pairs*."""
    one, other, edge = row
    return not edge.get("from") and has_outcome(edge, "rejected") and (one.id, other.id) in pairs
