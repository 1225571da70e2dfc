"""How an answer is put together: its rows, its notes, and how the question was understood."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

from ..identity import Node
from . import say
from .answer import Answer, Understood
from .as_cypher import cypher_of
from .edges import AskedGraph, Edges
from .kinds import Edge
from .matching import Found, Solution
from .names import Names
from .narrowing import has_outcome, is_asked
from .plan import Condition, Plan, Thing
from .session import Session
from .solve import Solver
from .tagging import Tagged, tag

#: The index of names and the edges read so far, once for each graph.
_known: "WeakKeyDictionary[AskedGraph, tuple[Names, Edges]]" = WeakKeyDictionary()


def _indexes(graph: AskedGraph) -> tuple[Names, Edges]:
    held = _known.get(graph)
    if held is None or held[0].nodes is not graph.nodes:
        held = _known[graph] = (Names.of(graph.nodes), Edges(graph))
    return held


class Reply:
    """One question and what is known while it is answered."""

    def __init__(self, graph: AskedGraph, question: str, session: Session, today: date) -> None:
        self.names, edges = _indexes(graph)
        self.graph, self.question, self.session = graph, question, session
        self.solver = Solver(edges)
        self.tagged: Tagged = tag(question, self.names, today)
        self.notes = self.tagged.notes
        self.plan = Plan()
        self.modifiers: list[str] = []
        self.antecedents = session.antecedents()

    def _rows(self, solutions: list[Solution], wanted: Thing | None, names: Callable[[Edge], list[str]] | None = None) -> list[dict[str, Any]]:
        """One row for each edge, and for a rejection one for each reason, with the names that answer; *names* where no *wanted* gives them."""
        of: dict[str, tuple[Edge, dict[str, None]]] = {}
        for solution in solutions:
            asked = [t for t in self.plan.things if t.asked and not t.named and t is not wanted] if self.plan.mode == "list" else []
            everyone = [solution.things[id(t)] for t in (wanted, *asked) if t is not None and id(t) in solution.things]
            for edge in solution.edges:
                mine = [n.name for n in everyone if len(everyone) == 1 or n in (edge["subject"], edge["object"])]
                entry = of.setdefault(edge["key"], (edge, {}))
                entry[1].update(dict.fromkeys(mine or (names(edge) if names else [edge["object"].name] if wanted is None else [])))
        edges = [edge for edge, _ in of.values()]
        reasons = self.solver.reasons(edges)
        plain = {row["key"]: row for row in self.graph.answers([*edges, *(e for es in reasons.values() for e in es)])}
        rows = []
        for edge, who in of.values():
            base = {"entities": list(who), **plain[edge["key"]]}
            why = reasons.get((edge["subject"].id, edge["object"].id), []) if edge["relation"] == "EVALUATED" and has_outcome(edge, "rejected") else []
            why = [e for e in why if all(is_asked(condition, e) for condition in self.plan.conditions)]
            for reason in why:
                row = plain[reason["key"]]
                evidence = [*row["evidence"], *(q for q in base["evidence"] if q["text"] not in {x["text"] for x in row["evidence"]})]
                rows.append({**base, "reason": row["reason"], "reason_class": row["reason_class"], "evidence": evidence})
            if not why:
                rows.append(base)
        return rows

    def _told(self, edges: Iterable[Edge], names: Callable[[Edge], list[str]] | None = None) -> list[dict[str, Any]]:
        """Rows of *edges*; ``names`` of an edge are those in it that answer (left out: its object)."""
        return self._rows([Solution({}, [edge]) for edge in edges], None, names)

    def default_wanted(self, plan: Plan) -> Thing | None:
        condition = plan.conditions[0]
        free = [t for t in (condition.object, condition.subject) if t is not None and not t.named]
        return free[0] if free else condition.object

    def _none(self, plan: Plan, found: Found) -> Answer:
        return self._answer("none", say.nothing(plan, found.beside, found.missed))

    def _not_understood(self) -> Answer:
        unknown = [item.text for item in self.tagged.items if item.kind == "unknown"]
        of = f" (what is “{unknown[0]}”?)" if unknown else ""
        return self._answer(
            "not_understood",
            f"I did not understand the question{of}. The graph knows who evaluated, rejected, uses, makes, leads, funds, buys, regulates, "
            "competes with, partners with and is part of whom.",
        )

    def _indistinct(self) -> Answer:
        """Where a word before a noun would choose among several, and the graph doesn't have it."""
        return self._answer("not_understood", f"I can't tell which are {say.joined(f'“{word}”' for word in self.modifiers)}; ask again without it.")

    def _cypher(self, plan: Plan) -> str | None:
        return cypher_of(plan, plan.wanted or (self.default_wanted(plan) if plan.conditions and plan.mode in ("list", "count") else None))

    def _answer(
        self,
        status: Any,
        text: str,
        *,
        value: bool | int | str | None = None,
        rows: list[dict[str, Any]] | None = None,
        candidates: tuple[dict[str, str], ...] = (),
        answered: list[Node] | None = None,
    ) -> Answer:
        plan = self.plan
        pronouns = {id(t) for t in self.antecedents.made}
        named = list(dict.fromkeys(g[0] for t in plan.things if t.named and id(t) not in pronouns for g in t.groups))
        for thing in self.antecedents.made:
            if thing.maybe and thing.named:
                named.append(thing.groups[0][0])
        if status in ("answered", "none") and plan.conditions:
            people = answered if answered is not None else []
            self.session.remember(plan, named, list(dict.fromkeys(people)))
        elif named:
            self.session.named = named
        for word, thing in zip(self.antecedents.used, self.antecedents.made, strict=True):
            self.notes.append(f"took “{word}” for {say.joined((g[0].name for g in thing.groups), most=5)}")
        note = f" ({'; '.join(dict.fromkeys(self.notes))}.)" if self.notes else ""
        return Answer(
            question=self.question,
            understood=Understood(
                entities=tuple(n.name for n in named),
                relation=say_relation(plan.conditions),
                filters=filters_of(plan),
                cypher=self._cypher(plan),
            ),
            status=status,
            text=text + note,
            value=value,
            candidates=candidates,
            rows=tuple(rows or ()),
        )


def say_relation(conditions: list[Condition]) -> str | None:
    """The relations that the question is about, by name."""
    return " + ".join(dict.fromkeys(c.sense.relation for c in conditions if c.sense.relation)) or None


def filters_of(plan: Plan) -> dict[str, Any]:
    """What narrows the question, by name."""
    filters: dict[str, Any] = {"asks": plan.mode} if plan.mode != "list" else {}
    for condition in plan.conditions:
        filters.update(condition.narrowed)
        if condition.reasons:
            filters["reason_class"] = condition.reasons
        for name, classes in (("reason_class_besides", condition.besides), ("reason_class_not", condition.reasons_not)):
            if classes:
                filters[name] = classes
        if condition.statuses:
            filters["statuses"] = condition.statuses
        if condition.when:
            filters["when"] = [when.words for when in condition.when]
        if condition.negated:
            filters["not"] = True
    if plan.statuses:
        filters["statuses"] = plan.statuses
    if plan.when:
        filters["when"] = [when.words for when in plan.when]
    if plan.order:
        filters["order"] = plan.order
    if plan.wanted and plan.wanted.kinds:
        filters["kind"] = sorted(plan.wanted.kinds)
    return filters
