"""From a question to its answer: read it, find what it asks for, say it."""

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

from ..derive import SHOWN, STATUSES
from ..identity import Node
from ..ontology import RELATIONS
from . import say
from .answer import Answer, Understood
from .clauses import Clauses
from .edges import TYPES, AskedGraph, Edge, Edges, has_outcome, oriented, statuses_of, types_of
from .names import Names
from .phrases import Phrases
from .plan import Condition, Plan, Thing
from .session import Session
from .solve import Found, Solution, Solver
from .tagging import Tagged, tag
from .words import Sense, vocabulary

_known: "WeakKeyDictionary[AskedGraph, tuple[Names, Edges]]" = WeakKeyDictionary()


def ask(graph: AskedGraph, question: str, session: Session | None = None, today: date | None = None) -> Answer:
    """Answer *question* from *graph*; with a *session*, "it" and "they" may refer to what was asked before.

    *today* is what "last year" is counted from. The same graph, question, session and day give the same answer.
    """
    return _Asked(graph, question, session or Session(), today or date.today()).answer()


class _Asked:
    """One question on its way."""

    def __init__(self, graph: AskedGraph, question: str, session: Session, today: date) -> None:
        held = _known.get(graph)
        if held is None or held[0].nodes is not graph.nodes:
            held = _known[graph] = (Names.of(graph.nodes), Edges(graph))
        self.names, edges = held
        self.graph, self.question, self.session = graph, question, session
        self.solver = Solver(edges)
        self.tagged: Tagged = tag(question, self.names, today)
        self.notes = self.tagged.notes
        self.plan = Plan()
        self.antecedents = session.antecedents()

    def answer(self) -> Answer:
        antecedents = self.antecedents
        phrases = Phrases(self.tagged.items, antecedents).read()
        kinds = [item.kind for item in self.tagged.items]
        self.plan = plan = Clauses(phrases).read()
        self._why_after_list(plan)
        plan = self.plan = self.session.completed(plan, pronoun=bool(antecedents.used), elliptic=_elliptic(kinds))
        self.notes += [f"took “{word}” for {name}" for word, name in antecedents.used]
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

    # -- reading -----------------------------------------------------------------------------------

    def _why_after_list(self, plan: Plan) -> None:
        """ "Which vendors did X evaluate, and why were they dropped?" lists all that were evaluated, with reasons."""
        if plan.with_reasons and plan.mode == "list" and len(plan.conditions) > 1:
            last = plan.conditions[-1]
            if last.sense.relation in ("EVALUATED", "USES") and last.object is not None and any(last.object in (c.subject, c.object) for c in plan.conditions[:-1]) and last.subject is None:
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
            adjective = after is not None and after.kind in ("type", "noun", "name") and bool(before) and before[-1].kind in ("filler", "which", "what", "howmany", "its", "poss", "most", "prep", "verb", "of")
            if not aside and not adjective:
                return True
            self.tagged.ignored.append(item.text)
        return False

    def _not_understood(self) -> Answer:
        unknown = [item.text for item in self.tagged.items if item.kind == "unknown"]
        of = f" (what is “{unknown[0]}”?)" if unknown else ""
        return self._answer(
            "not_understood",
            f"I did not understand the question{of}. The graph knows who evaluated, rejected, uses, makes, leads, funds, buys, regulates, competes with, partners with and is part of whom.",
        )

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
        if len(groups) == 1 and ("describe" in kinds or "about" in kinds or statuses or (set(kinds) <= {"name", "who", "what", "be", "filler", "date"})) and "unknown" not in kinds:
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
                    thing.groups = [self._narrowed(self._narrowed(g, allowed | relation.objects if relation.symmetric else allowed), wanted) for g in thing.groups]
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

    # -- answering ---------------------------------------------------------------------------------

    def _found(self, plan: Plan, found: Found) -> Answer:
        self.notes += found.notes
        if plan.mode == "yes_no":
            return self._yes_no(plan, found)
        if plan.order and plan.with_reasons:
            return self._common_reasons(plan, found)
        if plan.mode == "why":
            return self._why(plan, found)
        wanted = plan.wanted or self._default_wanted(plan)
        if "reasons" in plan.mode or not found.solutions:
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
        solutions = self._described(solutions, wanted)
        if plan.order and not (plan.counted is wanted and plan.mode == "count"):
            solutions, value = self._ranked(plan, solutions, wanted)
        names = list(dict.fromkeys(s.things[id(wanted)].name for s in solutions if wanted is not None and id(wanted) in s.things))
        rows = self._rows(solutions, wanted)
        if not rows:
            return self._none(plan, found)
        if not names:
            return self._not_understood()
        if plan.mode == "count":
            value = len(dict.fromkeys(s.things[id(wanted)].id for s in solutions if wanted is not None and id(wanted) in s.things)) or len(rows)
            text = f"{value}: {say.joined(names)}." if names else f"{value}."
        else:
            text = say.listing(plan, names, rows)
            if plan.order:
                text = f"{say.joined(names)}, with {value}."
        return self._answer("answered", text + say.disagreements(rows), value=value, rows=rows, answered=[s.things[id(wanted)] for s in solutions if wanted is not None and id(wanted) in s.things])

    def _default_wanted(self, plan: Plan) -> Thing | None:
        condition = plan.conditions[0]
        free = [t for t in (condition.object, condition.subject) if t is not None and not t.named]
        return free[0] if free else condition.object

    def _described(self, solutions: list[Solution], wanted: Thing | None) -> list[Solution]:
        """Those whose name, else whose quote, has the word of the question ("which cloud", "which banks"), where any has."""
        word = (wanted.text.lower().removesuffix("s") if wanted else "") or "-"
        if wanted is None or word not in vocabulary()["described"]["words"]:
            return solutions
        for fits in (
            lambda s: any(word in name.lower() for name in (s.things[id(wanted)].name, *s.things[id(wanted)].aliases)),
            lambda s: any(word in e.get("quote", "").lower() for e in s.edges),
        ):
            if kept := [s for s in solutions if id(wanted) in s.things and fits(s)]:
                return kept
        return solutions

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

    def _yes_no(self, plan: Plan, found: Found) -> Answer:
        condition = plan.conditions[0]
        flip = condition.negated and len(plan.conditions) == 1
        if found.solutions:
            rows = self._rows(found.solutions, plan.wanted or condition.object)
            negative = flip and any(row["status"] == "denied" for row in rows)
            said = say.joined((say.statement(row) for row in rows), most=5)
            return self._answer("answered", f"{'No' if flip and not negative else 'Yes'}: {said}.{say.disagreements(rows)}", value=not flip or negative, rows=rows)
        named = all(t is not None and t.named for t in (condition.subject, condition.object))
        if len(plan.conditions) == 1 and named:
            by: dict[str, list[Edge]] = {}
            for edge in found.beside:
                by.setdefault(edge["status"], []).append(edge)
            if statuses_of(condition) == SHOWN:
                for status, value, word in (("denied", False, "No, a source denies that"), ("ended", plan.past, "It ended:" if plan.past else "No longer:")):
                    if by.get(status):
                        rows = self._rows([Solution({}, [e]) for e in by[status]], None, names=[e["object"].name for e in by[status]])
                        return self._answer("answered", f"{word} {say.joined(say.statement(e) for e in by[status])}.", value=value, rows=rows)
            outcome = condition.narrowed.get("outcome")
            other = {"selected": "rejected", "rejected": "selected"}.get(outcome or "")
            against = [e for e in found.missed if other and has_outcome(e, other)]
            if against:
                rows = self._rows([Solution({}, [e]) for e in against], None, names=[e["object"].name for e in against])
                return self._answer("answered", f"No: {say.joined(say.statement(e) for e in against)}.", value=False, rows=rows)
        return self._none(plan, found)

    def _why(self, plan: Plan, found: Found) -> Answer:
        rows = [row for row in self._rows(found.solutions, plan.conditions[0].object) if row["relation"] in ("EVALUATED", "REJECTED_BECAUSE")]
        rejected = [row for row in rows if row.get("outcome") == "rejected" or row["relation"] == "REJECTED_BECAUSE"]
        condition = plan.conditions[0]
        if not rejected and condition.subject is not None and condition.object is not None:
            again = Condition(type(condition.sense)("REJECTED_BECAUSE"), condition.subject, condition.object)
            second = self.solver.solve(Plan(conditions=[again]))
            rejected = self._rows(second.solutions, condition.object)
        if not rejected:
            if found.solutions:
                said = say.joined((say.statement(e) for s in found.solutions for e in s.edges), most=3)
                return self._answer("none", f"No source states a reason. It is stated that {said}.")
            return self._none(plan, found)
        return self._answer("answered", f"{say.reasons(rejected)}.{say.disagreements(rejected)}", rows=rejected, answered=[])

    def _common_reasons(self, plan: Plan, found: Found) -> Answer:
        """ "What is the most common reason for rejecting a vendor?" """
        edges = [edge for edges in self.solver.reasons([e for s in found.solutions for e in s.edges]).values() for edge in edges]
        counts = Counter(edge["reason_class"] for edge in edges)
        if not counts:
            return self._none(plan, found)
        best = (max if plan.order == "most" else min)(counts.values())
        classes = sorted(name for name, count in counts.items() if count == best)
        rows = [row for e in edges if e["reason_class"] in classes for row in self._rows([Solution({}, [e])], None, names=[e["object"].name])]
        words = say.joined(name.replace("_", " or ") for name in classes)
        return self._answer("answered", f"{words[0].upper()}{words[1:]}, given {best} times.", value=classes[0], rows=rows)

    def _when(self, plan: Plan, found: Found) -> Answer:
        rows = self._rows(found.solutions, plan.wanted or self._default_wanted(plan))
        dates = [row["to"] if row["status"] == "ended" and row.get("to") else row.get("from") or row.get("to") for row in rows]
        known = list(dict.fromkeys(d for d in dates if d))
        if not known:
            return self._answer("none", f"No source states when. It is stated that {say.joined((say.statement(row) for row in rows), most=3)}.")
        rows = [row for row, d in zip(rows, dates, strict=True) if d]
        return self._answer("answered", "; ".join(f"{d}: {say.statement(row)}" for d, row in zip([d for d in dates if d], rows, strict=True)) + ".", value=known[0], rows=rows)

    def _none(self, plan: Plan, found: Found) -> Answer:
        return self._answer("none", say.nothing(plan, found.beside, found.missed))

    def _describe(self, groups: list[tuple[Node, ...]], statuses: list[str], plan: Plan) -> Answer:
        nodes = [g[0] for g in groups]
        wanted = tuple(statuses) or SHOWN
        edges = [e for e in self.solver.edges.of(tuple(RELATIONS), nodes or None) if e["status"] in wanted]
        if plan.when:
            edges = [e for e in edges if all(w.op == "as_of" or w.holds(e.get("from_earliest", e.get("first_reported", "")), e.get("from_latest", e.get("first_reported", ""))) for w in plan.when)]
        if not edges:
            whom = f"about {nodes[0].name}" if nodes else "of the kind"
            return self._answer("none", f"No source states anything {whom}{f' that is {say.joined(statuses)}' if statuses else ''}.")
        rows = []
        for edge in edges:
            other = [edge["object"].name] if nodes and edge["subject"] in nodes else [edge["subject"].name] if nodes else [edge["subject"].name, edge["object"].name]
            rows += self._rows([Solution({}, [edge])], None, names=other)
        said = say.joined((say.statement(row) for row in rows), most=6)
        return self._answer("answered", f"{said}.{say.disagreements(rows)}", rows=rows)

    def _connect(self, one: Node, two: Node) -> Answer:
        edges = [e for e in self.solver.edges.of(tuple(RELATIONS), [one]) if e["status"] in SHOWN]
        direct = [e for e in edges if two in (e["subject"], e["object"])]
        if direct:
            rows = [row for e in direct for row in self._rows([Solution({}, [e])], None, names=[e["subject"].name, e["object"].name])]
            return self._answer("answered", f"{say.joined((say.statement(r) for r in rows), most=6)}.{say.disagreements(rows)}", rows=rows)
        mine: dict[Node, list[Edge]] = {}
        for edge in edges:
            mine.setdefault(edge["object"] if edge["subject"] == one else edge["subject"], []).append(edge)
        rows = []
        for edge in self.solver.edges.of(tuple(RELATIONS), [two]):
            middle = edge["object"] if edge["subject"] == two else edge["subject"]
            if edge["status"] in SHOWN and middle in mine:
                rows += self._rows([Solution({}, [e]) for e in (*mine[middle], edge)], None, names=[middle.name])
        if rows:
            names = say.joined(row["entities"][0] for row in rows)
            return self._answer("answered", f"No source relates {one.name} and {two.name} directly; both are related to {names}.", rows=rows)
        return self._answer("none", f"No source states anything that relates {one.name} and {two.name}.")

    # -- rows --------------------------------------------------------------------------------------

    def _rows(self, solutions: list[Solution], wanted: Thing | None, names: list[str] | None = None) -> list[dict[str, Any]]:
        """One row for each edge, and for a rejection one for each reason, with the names that answer."""
        of: dict[str, tuple[Edge, dict[str, None]]] = {}
        for solution in solutions:
            asked = [t for t in self.plan.things if t.asked and not t.named and t is not wanted] if self.plan.mode == "list" else []
            everyone = [solution.things[id(t)] for t in (wanted, *asked) if t is not None and id(t) in solution.things]
            for edge in solution.edges:
                mine = [n.name for n in everyone if len(everyone) == 1 or n in (edge["subject"], edge["object"])]
                entry = of.setdefault(edge["key"], (edge, {}))
                entry[1].update(dict.fromkeys(mine or names or ([n.name for n in (edge["object"],)] if wanted is None else [])))
        edges = [edge for edge, _ in of.values()]
        reasons = self.solver.reasons(edges)
        plain = {row["key"]: row for row in self.graph.answers([*edges, *(e for es in reasons.values() for e in es)])}
        classes = Counter(c for condition in self.plan.conditions for c in condition.reasons)
        rows = []
        for edge, who in of.values():
            base = {"entities": list(who), **plain[edge["key"]]}
            why = reasons.get((edge["subject"].id, edge["object"].id), []) if edge["relation"] == "EVALUATED" and has_outcome(edge, "rejected") else []
            why = [e for e in why if e.get("reason_class") in classes] if classes else why
            for reason in why:
                row = plain[reason["key"]]
                evidence = [*row["evidence"], *(q for q in base["evidence"] if q["text"] not in {x["text"] for x in row["evidence"]})]
                rows.append({**base, "reason": row["reason"], "reason_class": row["reason_class"], "evidence": evidence})
            if not why:
                rows.append(base)
        return rows

    def _answer(self, status: Any, text: str, *, value: bool | int | str | None = None, rows: list[dict[str, Any]] | None = None, candidates: tuple[dict[str, str], ...] = (), answered: list[Node] | None = None) -> Answer:
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
        if self.tagged.ignored:
            self.notes.append(f"left out: {say.joined(self.tagged.ignored)}")
        left = [i.text for i in self.tagged.items if i.kind == "place"]
        if left and status in ("answered", "none"):
            self.notes.append(f"the graph doesn't relate places: left out {say.joined(left)}")
        note = f" ({'; '.join(dict.fromkeys(self.notes))}.)" if self.notes else ""
        return Answer(
            question=self.question,
            understood=Understood(entities=tuple(n.name for n in named), relation=say_relation(plan.conditions), filters=filters_of(plan)),
            status=status,
            text=text + note,
            value=value,
            candidates=candidates,
            rows=tuple(rows or ()),
        )


def _elliptic(kinds: list[str]) -> bool:
    """Whether a question leaves its verb to the one before: "and Baidu?", "how many?", "what about 2024?"."""
    return bool(kinds) and kinds[0] in ("and", "or", "but", "about", "why", "howmany", "when", "date", "name", "not", "filler", "prep", "status", "reason") and not {"who", "what", "which", "describe", "connect"} & set(kinds[1:])


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
