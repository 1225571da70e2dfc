"""From a question to its answer: read it, find what it asks for, say it."""

from dataclasses import replace
from datetime import date

from ..derive import SHOWN, STATUSES
from ..errors import QueryError
from ..identity import Node
from ..ontology import RELATIONS
from . import say, whole
from .answer import Answer
from .clauses import plan_of
from .edges import AskedGraph
from .kinds import TYPES, oriented, types_of
from .lists import Lists
from .matching import Found
from .phrases import Phrases
from .plan import Condition, Plan, Thing
from .session import Session
from .words import Sense

_LATER = frozenset({"later", "but later", "and later", "but then", "subsequently", "afterwards", "and then"})
_RATHER = frozenset({"over", "instead", "rather than", "ahead of", "in preference to"})
_HOLDS = frozenset({"LEADS", "USES", "PART_OF", "PARTNERS_WITH", "INVESTS_IN"})  # what one may have after another


def ask(graph: AskedGraph, question: str, session: Session | None = None, today: date | None = None) -> Answer:
    """Answer *question* from *graph*; with a *session*, "it" and "they" may refer to what was asked before.

    *today* is what "last year" is counted from. The same graph, question, session and day give the same answer.
    Raises `QueryError` where *question* is no text.
    """
    if not isinstance(question, str):
        raise QueryError(f"a question is text, not {type(question).__name__}: ask for instance “Who uses Qwen?”")
    return _Asked(graph, question, session or Session(), today or date.today()).answer()


class _Asked(Lists):
    """One question on its way."""

    def answer(self) -> Answer:
        antecedents = self.antecedents
        phrases = Phrases(self.tagged.items, antecedents).read()
        kinds = [item.kind for item in self.tagged.items]
        self.modifiers = phrases.modifiers
        self.plan = plan = plan_of(phrases)
        self._why_after_list(plan)
        plan = self.plan = self.session.completed(plan, pronoun=bool(antecedents.used), elliptic=_elliptic(kinds))
        if antecedents.unresolved:
            return self._answer("not_understood", f"I can't tell what “{antecedents.unresolved[0]}” stands for.")
        if self.tagged.absent:
            return self._answer("none", f"Nothing in the graph is called {say.joined((f'“{name}”' for name in self.tagged.absent), 'or')}.")
        special = self._special(plan, kinds)
        if special:
            return special
        if self.modifiers and plan.mode != "list":
            return self._indistinct()
        if not plan.conditions or "much" in kinds or "where" in kinds or "outside" in kinds:
            return self._not_understood()
        if words := self._unplayed(plan, phrases.dropped):
            return self._answer("not_understood", f"I can't tell what to make of {say.joined(f'“{word}”' for word in words)}; ask again without it.")
        for condition in plan.conditions:
            oriented(condition)
            condition.subject = condition.subject or Thing()
            condition.object = condition.object or Thing()
            _parted(condition)
        if clash := self._ambiguous(plan) or self._aside(plan):
            return clash
        if self.tagged.before and not self._predecessors(plan):
            return self._not_understood()
        for condition in plan.conditions:
            if plan.past and condition.sense.relation in _HOLDS and not condition.statuses and any(when.op == "until" for when in condition.when):
                condition.statuses = ["ended"]  # what one "used until May"
        plan.sequence = any(item.text.lower() in _LATER for item in self.tagged.items)
        if plan.order and plan.with_reasons and whole.anywhere(plan) and (ranked := self._common_anywhere(plan)):
            return ranked
        return self._found(plan, self._solved(plan))

    def _solved(self, plan: Plan) -> Found:
        """A lone negation that asks for yes or no is answered by what it negates."""
        if plan.mode == "yes_no" and len(plan.conditions) == 1 and plan.conditions[0].negated:
            return self.solver.solve(replace(plan, conditions=[replace(plan.conditions[0], negated=False)]))
        wanted = plan.wanted or self.default_wanted(plan)
        if wanted is not None and (narrowed := whole.narrowed(self.solver.edges, plan, wanted)) and narrowed[0]:
            plan.within = {id(wanted): narrowed[0]}
            if narrowed[1] > len(narrowed[0]):
                plan.total = narrowed[1]
                self.notes.append(f"{narrowed[1]} in all; the first {len(narrowed[0])} are shown")
        return self.solver.solve(plan)

    def _predecessors(self, plan: Plan) -> bool:
        """Whether "before Y" means what was so and is no longer, where Y is what is so now; asks for that."""
        condition = plan.conditions[0]
        if len(plan.conditions) > 1 or plan.wanted is None or condition.sense.relation not in _HOLDS:
            return False
        rows = self.solver.matching(condition)
        now = {(a if plan.wanted is condition.subject else b) for a, b, edge in rows if edge["status"] in SHOWN}
        condition.statuses = ["ended"]
        return bool(now & set(self.tagged.before))

    def _why_after_list(self, plan: Plan) -> None:
        """ "Which vendors did X evaluate, and why were they dropped?" lists all that were evaluated, with reasons."""
        if plan.with_reasons and plan.mode == "list" and len(plan.conditions) > 1:
            last = plan.conditions[-1]
            if (
                last.sense.relation in ("EVALUATED", "USES")
                and last.object is not None
                and any(last.object in (c.subject, c.object) for c in plan.conditions[:-1])
                and last.subject is None
            ):
                plan.conditions.remove(last)

    def _unplayed(self, plan: Plan, dropped: list[str]) -> list[str]:
        """Words with a meaning that play no part in *plan*: rather no answer than one to another question."""
        weighing = [c for c in plan.conditions if c.sense.relation in ("EVALUATED", "REJECTED_BECAUSE")]
        reasons = [reason for c in weighing for reason in (*c.reasons, *c.besides, *c.reasons_not)]
        negated = plan.not_chosen or any(c.negated or c.reasons_not for c in plan.conditions)
        words = []
        for item in self.tagged.items:
            lost = (
                (item.kind == "unknown" and item.text not in self.modifiers)
                or item.kind in ("place", "untold")
                or (item.kind == "reason" and item.value not in reasons and plan.mode != "why")
                or (item.kind == "not" and not negated)
            )
            if lost:
                words.append(item.text)
        places = [t.text for t in plan.things if t.named and all(node.type == "Place" for group in t.groups for node in group)]
        return [*words, *dropped, *places]

    def _special(self, plan: Plan, kinds: list[str]) -> Answer | None:
        named = [t for t in plan.things if t.named]
        groups = [group for thing in named for group in thing.groups]
        verbal = any(p in kinds for p in ("verb",))
        if len(groups) == 2 and not verbal and ("connect" in kinds or ("describe" in kinds and not plan.conditions)):
            return self._clash(groups) or self._connect(groups[0][0], groups[1][0])
        if plan.conditions:
            return None
        statuses = [s for s in plan.statuses if s in STATUSES]
        if statuses and not groups:
            return self._describe([], statuses, plan)
        if (
            len(groups) == 1
            and ("describe" in kinds or "about" in kinds or statuses or (set(kinds) <= {"name", "who", "what", "be", "filler", "date"}))
            and "unknown" not in kinds
        ):
            return self._clash(groups) or self._describe(groups, statuses, plan)
        return None

    def _ambiguous(self, plan: Plan) -> Answer | None:
        """Narrow what names may be by what their place in the question allows; ask back where several are left."""
        for condition in plan.conditions:
            relation = RELATIONS.get(condition.sense.relation)
            if relation is None:
                continue
            for thing, allowed in ((condition.subject, relation.subjects), (condition.object, relation.objects)):
                if thing is not None and thing.named:
                    wanted = frozenset(t for k in thing.kinds for t in TYPES.get(k, frozenset())) if not thing.family else frozenset()
                    thing.groups = [
                        self._narrowed(self._narrowed(g, allowed | relation.objects if relation.symmetric else allowed), wanted) for g in thing.groups
                    ]
        return self._clash([g for c in plan.conditions for t in (c.subject, c.object) if t is not None for g in t.groups])

    def _aside(self, plan: Plan) -> Answer | None:
        """A name that stands in no relation asked for: what something is used for ("for Siri"), a place, or not understood."""
        placed = {node.id for c in plan.conditions for t in (c.subject, c.object) if t is not None for group in t.groups for node in group}
        after_except = any(item.kind == "except" for item in self.tagged.items)
        for thing in plan.things:
            if not thing.named or after_except or all(placed & {node.id for node in group} for group in thing.groups):
                continue
            target = next((c for c in plan.conditions if c.sense.relation in ("USES", "EVALUATED") and c.object is not None and not c.object.named), None)
            lead = self._before(thing)
            if target is not None and lead in _RATHER and target.narrowed.get("outcome") == "selected":
                beaten = Condition(target.sense, target.subject, thing, narrowed={"outcome": "rejected"})
                if self.solver.solve(replace(plan, conditions=[beaten])).solutions:
                    continue  # "chose X over Y"
            elif target is not None and lead == "for" and types_of(thing) & {"Product", "Model"}:
                for_it = Condition(Sense("USES"), thing, target.object, statuses=target.statuses)
                if self.solver.solve(replace(plan, conditions=[*plan.conditions, for_it])).solutions:
                    plan.conditions.append(for_it)
                else:
                    self.notes.append(f"no source says what is used for {thing.text}: left out")
                continue
            return self._answer("not_understood", f"I can't tell what “{thing.text}” has to do with the question.")
        return None

    def _before(self, thing: Thing) -> str:
        """The word before the name of *thing*."""
        items = self.tagged.items
        at = next((i for i, item in enumerate(items) if item.kind == "name" and thing.groups[0] == item.nodes), 0)
        return next((items[k].text.lower() for k in range(at - 1, -1, -1) if items[k].text.lower() not in ("the", "its", "their", "of")), "")

    def _narrowed(self, group: tuple[Node, ...], types: frozenset[str]) -> tuple[Node, ...]:
        kept = tuple(node for node in group if node.type in types)
        return kept or group

    def _clash(self, groups: list[tuple[Node, ...]]) -> Answer | None:
        for group in groups:
            if len(group) > 1 and len({(node.name, node.type) for node in group}) == 1:  # nobody could say which
                self.notes.append(f"{len(group)} things are called “{group[0].name}”: any of them is meant (graphkit review tells whether they are one)")
        several = next((g for g in groups if len({(node.name, node.type) for node in g}) > 1), None)
        if several is None:
            return None
        item = next((i.text for i in self.tagged.items if i.kind == "name" and set(several) <= set(i.nodes)), several[0].name)
        candidates = tuple({"name": n.name, "type": n.type} for n in several)
        names = say.joined((f"{n.name} ({n.type})" for n in several), "or")
        return self._answer("ambiguous", f"“{item}” may be {names}: which do you mean?", candidates=candidates)


def _parted(condition: Condition) -> None:
    """Of two that are said to be partners or rivals, one is at either end: "do Apple and Huawei compete"."""
    one, other = condition.subject, condition.object
    relation = RELATIONS.get(condition.sense.relation)
    if relation and relation.symmetric and one and other and len(one.groups) == 2 and not (other.named or other.asked or other.kinds):
        condition.subject, condition.object = (Thing(groups=[group], text=group[0].name) for group in one.groups)
        condition.readings = []


def _elliptic(kinds: list[str]) -> bool:
    """Whether a question leaves its verb to the one before: "and Baidu?", "how many?", "what about 2024?"."""
    return (
        bool(kinds)
        and kinds[0] in ("and", "or", "but", "about", "why", "howmany", "when", "date", "name", "not", "filler", "prep", "status", "reason")
        and not {"who", "what", "which", "describe", "connect"} & set(kinds[1:])
    )
