"""Answers that are lists of names, counted and ranked where that is asked."""

from dataclasses import replace

from ..ontology import RELATIONS
from . import say
from .answer import Answer
from .facts import Facts
from .matching import Found, Solution
from .plan import Plan, Thing
from .words import vocabulary

_WIDER = {"assistant": frozenset({"Product"}), "Product": frozenset({"Model"}), "chip": frozenset({"Product"})}


class Lists(Facts):
    """Questions for names."""

    def _found(self, plan: Plan, found: Found) -> Answer:
        self.notes += found.notes
        if plan.with_reasons and not any(c.sense.relation in ("EVALUATED", "REJECTED_BECAUSE") for c in plan.conditions):
            self.notes.append("why is kept of rejections only; the quotes may say more")
        if plan.mode == "yes_no":
            return self._yes_no(plan, found)
        if plan.order and plan.with_reasons:
            return self._common_reasons(plan, found)
        if plan.mode == "why":
            return self._why(plan, found)
        wanted = plan.wanted or self.default_wanted(plan)
        if not found.solutions and (not found.beside or any(c.statuses for c in plan.conditions)) and wanted is not None and len(wanted.kinds) == 1:
            found = self._wider(plan, found, wanted)
        if not found.solutions and (direct := self._whose(plan, wanted)):
            found = direct
        first = plan.conditions[0] if plan.conditions else None
        if not found.solutions and plan.past and first and (first.sense.relation != "ACQUIRES" or "planned" in first.statuses):
            found = self._over(plan, found)
        if not found.solutions:
            return self._none(plan, found)
        if plan.mode == "when":
            return self._when(plan, found)
        solutions = self._excluded(found.solutions, wanted)
        value: int | None = None
        for thing in plan.things:
            if thing.at_least > 1 and wanted is not None and thing is not wanted:
                each: dict[str, set[str]] = {}
                for s in solutions:
                    if id(wanted) in s.things and id(thing) in s.things:
                        each.setdefault(s.things[id(wanted)].id, set()).add(s.things[id(thing)].id)
                solutions = [s for s in solutions if id(wanted) in s.things and len(each.get(s.things[id(wanted)].id, ())) >= thing.at_least]
        if solutions and wanted is not None and not (solutions := self._described(solutions, wanted)):
            self.modifiers.append(wanted.text)
            return self._indistinct()
        if self._of_both(plan, wanted):
            return self._pairs(plan, solutions)
        if plan.order and not (plan.counted is wanted and plan.mode == "count"):
            solutions, value = self._ranked(plan, solutions, wanted)
        names = list(dict.fromkeys(s.things[id(wanted)].name for s in solutions if wanted is not None and id(wanted) in s.things))
        rows = self._rows(solutions, wanted)
        if not rows:
            return self._none(plan, found)
        if not names:
            return self._not_understood()
        if self.modifiers:
            unlike = wanted is not None and wanted.text == "one" and not any(_tells(word, solutions, wanted) for word in self.modifiers)
            if len(names) > 1 or unlike or any(word.lower().endswith("est") for word in self.modifiers):
                return self._indistinct()
            self.notes.append(f"left out {say.joined(f'“{word}”' for word in self.modifiers)}, of which the graph knows nothing")
        if plan.mode == "count":
            value = plan.total or len(dict.fromkeys(s.things[id(wanted)].id for s in solutions if wanted is not None and id(wanted) in s.things)) or len(rows)
            text = f"{value}: {say.joined(names)}." if names else f"{value}."
        else:
            text = say.listing(plan, names, rows)
            if plan.order:
                text = f"{say.joined(names)}, with {value}."
        return self._answer(
            "answered",
            text + say.disagreements(rows),
            value=value,
            rows=rows,
            answered=[s.things[id(wanted)] for s in solutions if wanted is not None and id(wanted) in s.things],
        )

    def _wider(self, plan: Plan, found: Found, wanted: Thing) -> Found:
        """Where nothing is known to be of the kind asked for, what may be: models as products, products as chips."""
        (kind,) = wanted.kinds
        if kind not in _WIDER:
            return found
        wanted.kinds = _WIDER[kind]
        wider = self.solver.solve(plan)
        if not wider.solutions:
            wanted.kinds = frozenset({kind})
            return found
        self.notes.append(f"the graph doesn't tell which are {wanted.text}: took {say.joined(k.lower() + 's' for k in sorted(wanted.kinds))}")
        return wider

    def _whose(self, plan: Plan, wanted: Thing | None) -> Found | None:
        """ "Whose hardware does X (not) use?": where no thing of anyone's is named, the firm that is itself said to be used."""
        made = next((c for c in plan.conditions if c.sense.relation == "DEVELOPS" and c.subject is wanted and wanted is not None), None)
        used = next((c for c in plan.conditions if made and c.sense.relation == "USES" and c.object is made.object and c.object and not c.object.named), None)
        if wanted is None or wanted.text != "whose" or used is None or len(plan.conditions) != 2:
            return None
        plain = replace(plan, conditions=[replace(used, object=wanted, readings=[])])
        return self.solver.solve(plain)

    def _over(self, plan: Plan, found: Found) -> Found:
        """What was so and has ended, for a question in the past tense that nothing which still holds answers."""
        if any({*c.statuses} - {"planned"} or c.negated for c in plan.conditions) or not any(e["status"] == "ended" for e in found.beside):
            return found
        ended = [replace(c, statuses=["ended"], readings=[]) for c in plan.conditions]
        return self.solver.solve(replace(plan, conditions=[*ended[:1], *plan.conditions[1:]]))

    def _of_both(self, plan: Plan, wanted: Thing | None) -> bool:
        """Whether a noun asks for what happens between two ("which deals are only rumoured"), neither of whom is named."""
        if wanted is None or len(plan.conditions) != 1 or plan.order or wanted.named:
            return False
        others = [t for t in (plan.conditions[0].subject, plan.conditions[0].object) if t is not None and t is not wanted]
        symmetric = wanted.noun is not None and wanted.noun.relation in RELATIONS and RELATIONS[wanted.noun.relation].symmetric
        event = any(wanted.text.lower() in (word, f"{word}s") for word in vocabulary()["pairs"]["words"])
        return symmetric and event and not any(t.named or t.asked or t.kinds for t in others)

    def _pairs(self, plan: Plan, solutions: list[Solution]) -> Answer:
        edges = {edge["key"]: edge for solution in solutions for edge in solution.edges}
        rows = self._told(edges.values(), lambda edge: [edge["subject"].name, edge["object"].name])
        said = say.joined((say.statement(row) for row in rows), most=6)
        count = len(edges) if plan.mode == "count" else None
        return self._answer("answered", f"{f'{count}: ' if count else ''}{said}.{say.disagreements(rows)}", value=count, rows=rows)

    def _described(self, solutions: list[Solution], wanted: Thing | None) -> list[Solution]:
        """Those whose name or quote has the word of the question ("which cloud", "which banks"), where any has."""
        word = (wanted.text.lower().removesuffix("s") if wanted else "") or "-"
        if wanted is None or word not in vocabulary()["described"]["words"]:
            return solutions
        solutions = [s for s in solutions if id(wanted) in s.things]
        named = [s for s in solutions if any(word in name.lower() for name in (s.things[id(wanted)].name, *s.things[id(wanted)].aliases))]
        quoted = [s for s in solutions if any(word in e.get("quote", "").lower() for e in s.edges)]
        kept = [s for s in solutions if s in named or s in quoted]
        if not kept and "vendor" in wanted.kinds and len({s.things[id(wanted)].id for s in solutions}) > 1:
            return []  # "which database", where any may be one
        if kept and (gone := sorted({s.things[id(wanted)].name for s in solutions} - {s.things[id(wanted)].name for s in kept})):
            self.notes.append(f"left out {say.joined(gone)}, of which no source says “{word}”")
        return kept or solutions

    def _excluded(self, solutions: list[Solution], wanted: Thing | None) -> list[Solution]:
        items = self.tagged.items
        out: set[str] = set()
        for i, item in enumerate(items):
            if item.kind == "except":
                out |= {n.id for later in items[i + 1 : i + 2] if later.kind == "name" for n in later.nodes}
        return [s for s in solutions if wanted is None or id(wanted) not in s.things or s.things[id(wanted)].id not in out]

    def _ranked(self, plan: Plan, solutions: list[Solution], wanted: Thing | None) -> tuple[list[Solution], int]:
        counted: dict[str, set[str]] = {}
        for solution in solutions:
            if wanted is None or id(wanted) not in solution.things:
                continue
            me = solution.things[id(wanted)]
            if plan.counted is not None and id(plan.counted) in solution.things:
                other = solution.things[id(plan.counted)].id
            else:
                edge = solution.edges[-1]
                other = edge["object"].id if edge["subject"] == me else edge["subject"].id
            counted.setdefault(me.id, set()).add(other)
        if not counted:
            return [], 0
        counts = sorted((len(v) for v in counted.values()), reverse=plan.order == "most")
        last = counts[min(plan.top, len(counts)) - 1]
        winners = {i for i, v in counted.items() if (len(v) >= last if plan.order == "most" else len(v) <= last)}
        return [s for s in solutions if wanted is not None and s.things[id(wanted)].id in winners], counts[0]


def _tells(words: str, solutions: list[Solution], wanted: Thing) -> bool:
    """Whether a name or a quote has one of *words*: "hotel chain" of Pinecrest Hotels."""
    nodes = [s.things[id(wanted)] for s in solutions if id(wanted) in s.things]
    said = " ".join([*(name for n in nodes for name in (n.name, *n.aliases)), *(e.get("quote", "") for s in solutions for e in s.edges)]).lower()
    return any(word.lower().removesuffix("s") in said for word in words.split())
