"""Answers that aren't lists: yes and no, why, when, what is known of something, how two things are related."""

from collections import Counter

from ..derive import SHOWN
from ..identity import Node
from ..ontology import RELATIONS
from . import say
from .answer import Answer
from .kinds import Edge
from .matching import Found
from .narrowing import dated, has_outcome, statuses_of
from .plan import Condition, Plan
from .reply import Reply
from .words import Sense

_REASONED = frozenset({"EVALUATED", "USES", "PARTNERS_WITH", "ACQUIRES"})  # what a rejection may have ended
#: What yes or no gets where sources tell of it, but not as fact.
_NOT_YET = {"planned": "Not yet", "rumoured": "Not as fact; only as a rumour"}
_FEW = 5  # rejections shown of each class of reason, at least


class Facts(Reply):
    """Questions of fact."""

    def _yes_no(self, plan: Plan, found: Found) -> Answer:
        condition = plan.conditions[0]
        flip = condition.negated and len(plan.conditions) == 1
        if found.solutions:
            rows = self._rows(found.solutions, plan.wanted or condition.object)
            said = say.joined((say.statement(row) for row in rows), most=5)
            if plan.with_reasons and (why := say.reasons(rows)):
                said = f"{said}. {why}"
            return self._answer("answered", f"{'No' if flip else 'Yes'}: {said}.{say.disagreements(rows)}", value=not flip, rows=rows)
        by: dict[str, list[Edge]] = {}
        for edge in found.beside:
            by.setdefault(edge["status"], []).append(edge)
        against, word, value = self._against(plan, condition, found, by)
        if not against:
            return self._none(plan, found)
        rows = self._told(against)
        return self._answer(
            "answered", f"{'Right' if flip and not value else word}: {say.joined(say.statement(e) for e in rows)}.", value=value != flip, rows=rows
        )

    def _against(self, plan: Plan, condition: Condition, found: Found, by: dict[str, list[Edge]]) -> tuple[list[Edge], str, bool]:
        """What speaks against a yes, with the word for it, and whether it is a yes of the past."""
        if len(plan.conditions) > 1 or not any(t is not None and t.named for t in (condition.subject, condition.object)):
            return [], "", False
        if "denied" not in statuses_of(condition) and by.get("denied"):
            return by["denied"], "No, a source denies that", False
        if (statuses_of(condition) == SHOWN or {*condition.statuses} <= {"pending", "ongoing"}) and (ended := by.get("ended")):
            past = plan.past and condition.sense.relation != "ACQUIRES"  # a purchase that ended fell through
            return ended, "It ended" if past else "No longer", past
        whole = all(t is not None and t.named for t in (condition.subject, condition.object))
        for status, word in _NOT_YET.items():
            if statuses_of(condition) == SHOWN and by.get(status) and (whole or all(item.kind != "pron" for item in self.tagged.items)):
                return by[status], word, False
        if not whole:
            return [], "", False
        outcome = condition.narrowed.get("outcome")
        other = {"selected": "rejected", "rejected": "selected"}.get(outcome or "")
        against = [e for e in found.missed if other and has_outcome(e, other)]
        return against, "No", False

    def _why(self, plan: Plan, found: Found) -> Answer:
        rows = [row for row in self._rows(found.solutions, plan.conditions[0].object) if row["relation"] in ("EVALUATED", "REJECTED_BECAUSE")]
        rejected = [row for row in rows if row.get("outcome") == "rejected" or row["relation"] == "REJECTED_BECAUSE"]
        condition = plan.conditions[0]
        if not rejected and condition.sense.relation in _REASONED and condition.subject is not None and condition.object is not None:
            again = Condition(type(condition.sense)("REJECTED_BECAUSE"), condition.subject, condition.object)
            second = self.solver.solve(Plan(conditions=[again]))
            rejected = self._rows(second.solutions, condition.object)
        if not any(row.get("reason") for row in rejected):
            if found.solutions:
                said = say.joined((say.statement(e) for s in found.solutions for e in s.edges), most=3)
                return self._answer("none", f"No source states a reason. It is stated that {said}.")
            return self._none(plan, found)
        value = len({row["reason"] for row in rejected if row.get("reason")}) if plan.count_reasons else None
        said = f"{say.reasons(rejected)}.{say.disagreements(rejected)}"
        return self._answer("answered", f"{value}: {said}" if value else said, value=value, rows=rejected, answered=[])

    def _common_reasons(self, plan: Plan, found: Found) -> Answer:
        """ "What is the most common reason for rejecting a vendor?" """
        edges = [edge for edges in self.solver.reasons([e for s in found.solutions for e in s.edges]).values() for edge in edges]
        return self._reasons_ranked(plan, Counter(edge["reason_class"] for edge in edges), edges) if edges else self._none(plan, found)

    def _common_anywhere(self, plan: Plan) -> Answer | None:
        """The same of the whole graph, where nobody is named: all are counted, a few are shown."""
        classes = self.solver.edges.reason_classes()
        if not classes:
            return None
        nodes = self.graph.nodes
        few = {nodes[head] for pairs in classes.values() for head, _ in pairs[:_FEW]}
        edges = [e for e in self.solver.edges.of(("REJECTED_BECAUSE",), few) if e["status"] in SHOWN]
        return self._reasons_ranked(plan, Counter({name: len(pairs) for name, pairs in classes.items()}), edges)

    def _reasons_ranked(self, plan: Plan, counts: Counter[str], edges: list[Edge]) -> Answer:
        best = (max if plan.order == "most" else min)(counts.values())
        classes = sorted(name for name, count in counts.items() if count == best)
        rows = self._told(e for e in edges if e["reason_class"] in classes)
        words = say.joined(name.replace("_", " or ") for name in classes)
        return self._answer("answered", f"{words[0].upper()}{words[1:]}, given {best} times.", value=classes[0], rows=rows)

    def _when(self, plan: Plan, found: Found) -> Answer:
        rows = self._rows(found.solutions, plan.wanted or self.default_wanted(plan))
        dates = [row["to"] if row["status"] == "ended" and row.get("to") else row.get("from") or row.get("to") for row in rows]
        known = list(dict.fromkeys(d for d in dates if d))
        if not known:
            return self._answer("none", f"No source states when. It is stated that {say.joined((say.statement(row) for row in rows), most=3)}.")
        rows = [row for row, d in zip(rows, dates, strict=True) if d]
        return self._answer(
            "answered", "; ".join(f"{d}: {say.statement(row)}" for d, row in zip([d for d in dates if d], rows, strict=True)) + ".", value=known[0], rows=rows
        )

    def _describe(self, groups: list[tuple[Node, ...]], statuses: list[str], plan: Plan) -> Answer:
        nodes = [g[0] for g in groups]
        wanted = tuple(statuses) or SHOWN
        edges = [e for e in self.solver.edges.of(tuple(RELATIONS), nodes or None) if e["status"] in wanted]
        if plan.when:
            edges = [e for e in edges if dated(Condition(Sense(""), when=plan.when), e, by_report=True)]
        if not edges:
            whom = f"about {nodes[0].name}" if nodes else "of the kind"
            return self._answer("none", f"No source states anything {whom}{f' that is {say.joined(statuses)}' if statuses else ''}.")

        def other(edge: Edge) -> list[str]:
            return [end.name for end in (edge["subject"], edge["object"]) if end not in nodes] or [edge["object"].name]

        rows = self._told(edges, other)
        said = say.joined((say.statement(row) for row in rows), most=6)
        return self._answer("answered", f"{said}.{say.disagreements(rows)}", rows=rows)

    def _connect(self, one: Node, two: Node) -> Answer:
        edges = [e for e in self.solver.edges.of(tuple(RELATIONS), [one]) if e["status"] in SHOWN]
        direct = [e for e in edges if two in (e["subject"], e["object"])]
        if direct:
            rows = self._told(direct, _ends)
            return self._answer("answered", f"{say.joined((say.statement(r) for r in rows), most=6)}.{say.disagreements(rows)}", rows=rows)
        mine: dict[Node, list[Edge]] = {}
        for edge in edges:
            mine.setdefault(edge["object"] if edge["subject"] == one else edge["subject"], []).append(edge)
        over: dict[str, tuple[Edge, list[str]]] = {}
        for edge in self.solver.edges.of(tuple(RELATIONS), [two]):
            middle = edge["object"] if edge["subject"] == two else edge["subject"]
            if edge["status"] in SHOWN and middle in mine:
                for each in (*mine[middle], edge):
                    over.setdefault(each["key"], (each, []))[1].append(middle.name)
        if over:
            rows = self._told((edge for edge, _ in over.values()), lambda edge: list(dict.fromkeys(over[edge["key"]][1])))
            names = say.joined(name for row in rows for name in row["entities"])
            return self._answer("answered", f"No source relates {one.name} and {two.name} directly; both are related to {names}.", rows=rows)
        return self._answer("none", f"No source states anything that relates {one.name} and {two.name}.")


def _ends(edge: Edge) -> list[str]:
    return [edge["subject"].name, edge["object"].name]
