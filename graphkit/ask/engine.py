"""From a question to its answer: read it, find what it asks for, say it."""

from dataclasses import replace
from datetime import date

from ..derive import STATUSES
from ..identity import Node
from ..ontology import RELATIONS
from . import say
from .answer import Answer
from .clauses import plan_of
from .edges import TYPES, AskedGraph, oriented, types_of
from .lists import Lists
from .phrases import Phrases
from .plan import Condition, Plan, Thing
from .session import Session
from .words import Sense


def ask(graph: AskedGraph, question: str, session: Session | None = None, today: date | None = None) -> Answer:
    """Answer *question* from *graph*; with a *session*, "it" and "they" may refer to what was asked before.

    *today* is what "last year" is counted from. The same graph, question, session and day give the same answer.
    """
    return _Asked(graph, question, session or Session(), today or date.today()).answer()


class _Asked(Lists):
    """One question on its way."""

    def answer(self) -> Answer:
        antecedents = self.antecedents
        phrases = Phrases(self.tagged.items, antecedents).read()
        kinds = [item.kind for item in self.tagged.items]
        self.plan = plan = plan_of(phrases)
        self._why_after_list(plan)
        plan = self.plan = self.session.completed(plan, pronoun=bool(antecedents.used), elliptic=_elliptic(kinds))
        if antecedents.unresolved:
            return self._answer("not_understood", f"I can't tell what “{antecedents.unresolved[0]}” stands for.")
        if self.tagged.absent:
            return self._answer("none", f"Nothing in the graph is called {say.joined(f'“{name}”' for name in self.tagged.absent)}.")
        special = self._special(plan, kinds)
        if special:
            return special
        if not plan.conditions or "much" in kinds or "where" in kinds or "outside" in kinds or self._unknown_verb():
            return self._not_understood()
        for condition in plan.conditions:
            oriented(condition)
            condition.subject = condition.subject or Thing()
            condition.object = condition.object or Thing()
        if clash := self._ambiguous(plan) or self._aside(plan):
            return clash
        return self._found(plan, self.solver.solve(plan))

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

    def _unknown_verb(self) -> bool:
        """Whether a word that isn't understood is more than an aside: not after "for", "in" or before a noun."""
        items = self.tagged.items
        for i, item in enumerate(items):
            if item.kind != "unknown":
                continue
            before = [x for x in items[:i] if x.kind not in ("unknown",)]
            after = items[i + 1] if i + 1 < len(items) else None
            aside = any(x.kind == "prep" for x in before[-3:]) and any(x.kind in ("verb", "noun") for x in before)
            adjective = (
                after is not None
                and after.kind in ("type", "noun", "name")
                and bool(before)
                and before[-1].kind in ("filler", "which", "what", "howmany", "its", "poss", "most", "prep", "verb", "of")
            )
            if i == 0 and len(items) > 3:
                continue  # "perhaps", "roughly", …
            if not aside and not adjective:
                return True
            self.tagged.ignored.append(item.text)
        return False

    def _special(self, plan: Plan, kinds: list[str]) -> Answer | None:
        named = [t for t in plan.things if t.named]
        groups = [group for thing in named for group in thing.groups]
        verbal = any(p in kinds for p in ("verb",))
        if "connect" in kinds and len(groups) == 2 and not verbal:
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
        placed = {id(t) for c in plan.conditions for t in (c.subject, c.object)}
        after_except = any(item.kind == "except" for item in self.tagged.items)
        for thing in plan.things:
            if not thing.named or id(thing) in placed or after_except:
                continue
            if all(node.type == "Place" for group in thing.groups for node in group):
                self.notes.append(f"the graph doesn't relate places: left out {thing.text}")
                continue
            target = next((c for c in plan.conditions if c.sense.relation in ("USES", "EVALUATED") and c.object is not None and not c.object.named), None)
            if target is not None and types_of(thing) & {"Product", "Model"}:
                for_it = Condition(Sense("USES"), thing, target.object, statuses=target.statuses)
                if self.solver.solve(replace(plan, conditions=[*plan.conditions, for_it])).solutions:
                    plan.conditions.append(for_it)
                else:
                    self.notes.append(f"no source says what is used for {thing.text}: left out")
                continue
            return self._answer("not_understood", f"I can't tell what “{thing.text}” has to do with the question.")
        return None

    def _narrowed(self, group: tuple[Node, ...], types: frozenset[str]) -> tuple[Node, ...]:
        kept = tuple(node for node in group if node.type in types)
        return kept or group

    def _clash(self, groups: list[tuple[Node, ...]]) -> Answer | None:
        several = next((g for g in groups if len(g) > 1), None)
        if several is None:
            return None
        item = next((i.text for i in self.tagged.items if i.kind == "name" and set(several) <= set(i.nodes)), several[0].name)
        candidates = tuple({"name": n.name, "type": n.type} for n in several)
        names = say.joined((f"{n.name} ({n.type})" for n in several), "or")
        return self._answer("ambiguous", f"“{item}” may be {names}: which do you mean?", candidates=candidates)


def _elliptic(kinds: list[str]) -> bool:
    """Whether a question leaves its verb to the one before: "and Baidu?", "how many?", "what about 2024?"."""
    return (
        bool(kinds)
        and kinds[0] in ("and", "or", "but", "about", "why", "howmany", "when", "date", "name", "not", "filler", "prep", "status", "reason")
        and not {"who", "what", "which", "describe", "connect"} & set(kinds[1:])
    )
