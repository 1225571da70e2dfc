"""Find what a plan asks for: the edges that meet its conditions, joined on the things they share."""

from dataclasses import replace
from itertools import pairwise

from ..identity import Node
from .kinds import Edge
from .matching import Found, Matching, Solution
from .narrowing import narrows
from .plan import Condition, Plan, Thing
from .words import sense_of, vocabulary


class Solver(Matching):
    """Solves plans over one graph's edges."""

    def solve(self, plan: Plan) -> Found:
        """Everything that meets *plan*, trying the next reading of a word where the first finds nothing."""
        found = self._solve(plan)
        for condition in plan.conditions:
            for sense, subject, target in condition.readings[1:] if not found.solutions and not found.beside else ():
                other = replace(condition, sense=sense, narrowed=sense.narrowed, subject=subject or Thing(), object=target or Thing())
                second = self._solve(replace(plan, conditions=[other if c is condition else c for c in plan.conditions]))
                if second.solutions:
                    condition.sense, condition.narrowed, condition.subject, condition.object = other.sense, other.narrowed, other.subject, other.object
                    return second
        if not found.solutions and not found.beside and len(plan.conditions) == 1:
            condition = plan.conditions[0]
            if not condition.reasoned and (other := vocabulary()["instead"].get(_key(condition))):
                sense = sense_of(other)
                turned = sense.turned != condition.sense.turned and not sense.end
                again = replace(condition, sense=sense, narrowed=sense.narrowed)
                if turned:
                    again.subject, again.object = condition.object, condition.subject
                second = self._solve(replace(plan, conditions=[again]))
                if second.solutions or second.beside:
                    return second
        return found

    def _solve(self, plan: Plan) -> Found:
        found = Found()
        positive = [c for c in plan.conditions if not c.negated]
        negative = [c for c in plan.conditions if c.negated]
        if not positive and negative:
            base = next((c for c in negative if c.sense.relation == "EVALUATED"), negative[0])
            found = self._only_negative(plan, base)
            for condition in negative:
                if condition is not base:  # "neither selected nor rejected"
                    found.solutions = self._without(found.solutions, condition, plan)
            return found
        if plan.alternatives and len(positive) > 1:
            for condition in positive:
                part = self._solve(replace(plan, conditions=[condition], alternatives=False))
                found.solutions += part.solutions
                found.beside += part.beside
            return found
        solutions = [Solution({}, [])]
        todo = list(positive)
        while todo:
            bound = solutions[0].things.keys() if solutions else set()
            todo.sort(key=lambda c: -sum((t is not None and (t.named or id(t) in bound)) for t in (c.subject, c.object)))
            condition = todo.pop(0)
            solutions = self._join(solutions, condition, found, plan)
            if not solutions:
                return found
        for condition in negative:
            solutions = self._without(solutions, condition, plan)
        found.solutions = [s for s in solutions if (not plan.sequence or _in_order(s, positive)) and _apart(s, plan)]
        return found

    def _join(self, solutions: list[Solution], condition: Condition, found: Found, plan: Plan) -> list[Solution]:
        bound = dict(plan.within)
        for thing in (condition.subject, condition.object):
            if thing is not None and solutions and id(thing) in solutions[0].things:
                bound[id(thing)] = {solution.things[id(thing)] for solution in solutions}
        rows = self._meets(condition, self.matching(condition, bound), found)
        rows = self._every(rows, condition, plan, found)
        joined = []
        for solution in solutions:
            for a, b, edge in rows:
                things: dict[int, Node] = dict(solution.things)
                if all(
                    t is None or things.setdefault(id(t), node) == node or (t.named and id(t) not in bound)
                    for t, node in ((condition.subject, a), (condition.object, b))
                ):
                    joined.append(Solution(things, [*solution.edges, edge]))
        return joined

    def _every(self, rows: list[tuple[Node, Node, Edge]], condition: Condition, plan: Plan, found: Found) -> list[tuple[Node, Node, Edge]]:
        """Where several things are named at one end, keep what holds for all of them, if that is asked."""
        for side, thing in ((0, condition.subject), (1, condition.object)):
            if thing is None or len(thing.groups) < 2 or thing.every is False:
                continue
            if not thing.every and (side == 0 or plan.wanted is not condition.subject):
                continue
            of: dict[str, set[int]] = {}
            for a, b, _ in rows:
                here, other = (a, b) if side == 0 else (b, a)
                of.setdefault(other.id, set()).update(i for i, group in enumerate(thing.groups) if here in group)
            kept = [row for row in rows if len(of[row[1].id if side == 0 else row[0].id]) == len(thing.groups)]
            if kept or thing.every:
                rows = kept
            elif rows:
                found.notes.append("no one of both: of either")
        return rows

    def _without(self, solutions: list[Solution], condition: Condition, plan: Plan) -> list[Solution]:
        shared = [t for t in (condition.subject, condition.object) if t is not None and solutions and id(t) in solutions[0].things]
        bound = {id(t): {s.things[id(t)] for s in solutions} for t in shared}
        rows = self._meets(condition, self.matching(condition, bound), Found())
        gone = {tuple((a if t is condition.subject else b).id for t in shared) for a, b, _ in rows}
        return [s for s in solutions if tuple(s.things[id(t)].id for t in shared) not in gone]

    def _only_negative(self, plan: Plan, condition: Condition) -> Found:
        """ "Whom did X not reject": of those it evaluated; "who does not use X": who is said not to, else all that use anything else."""
        found = Found()
        loose = replace(condition, negated=False, narrowed={}, reasons=[])
        if not condition.narrowed and not condition.statuses:
            denied = [(a, b, e) for a, b, e in self.matching(loose) if e["status"] == "denied"]
            if denied:
                found.solutions = self._as_solutions(denied, condition)
                return found
            named = next((t for t in (condition.subject, condition.object) if t is not None and t.named), None)
            if named is None or plan.mode == "yes_no":
                return found
            loose = replace(loose, object=None) if named is condition.object else replace(loose, subject=None)
        rows = self._meets(loose, self.matching(loose), found)
        bad = self._meets(replace(condition, negated=False), self.matching(replace(condition, negated=False)), Found())
        if condition.narrowed:
            gone = {(a.id, b.id) for a, b, _ in bad}
            rows = [row for row in rows if (row[0].id, row[1].id) not in gone]
        else:
            side = 0 if loose.object is None else 1
            there = {(a, b)[side].name for a, b, _ in bad} | {node.name for group in named.groups for node in group} if named else set()
            rows = [row for row in rows if (row[0], row[1])[side].name not in there]
            found.notes.append("of those of whom the graph says anything of the kind")
        found.solutions = self._as_solutions(rows, condition)
        return found

    def _as_solutions(self, rows: list[tuple[Node, Node, Edge]], condition: Condition) -> list[Solution]:
        return [Solution({id(t): n for t, n in ((condition.subject, a), (condition.object, b)) if t is not None}, [e]) for a, b, e in rows]


def _in_order(solution: Solution, conditions: list[Condition]) -> bool:
    """Whether what is asked for later isn't dated before what is asked for first."""
    edges = [next((e for e in solution.edges if e["relation"] == c.sense.relation and narrows(c, e)), None) for c in sorted(conditions, key=lambda c: c.at)]
    return not any(a and b and (a.get("from_earliest") or "") > (b.get("from_latest") or "9") for a, b in pairwise(edges))


def _apart(solution: Solution, plan: Plan) -> bool:
    """Whether what is said to be another is another."""
    return not any(solution.things.get(id(one)) == solution.things.get(id(other)) is not None for one, other in plan.apart)


def _key(condition: Condition) -> str:
    sense = condition.sense
    narrowed = " ".join(f"{name}={value}" for name, value in sense.filters)
    return " ".join(part for part in (("~" if sense.turned else "") + sense.relation, sense.end, narrowed) if part)
