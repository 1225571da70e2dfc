"""A plan as one Cypher statement, for people who want to see it, change it, or paste it into Neo4j Browser.

It says what the plan says; where an answer took a second reading of a word, or what has ended instead, it says the first.
"""

from collections.abc import Iterable
from dataclasses import replace

from ..ontology import RELATIONS
from .kinds import types_of
from .narrowing import statuses_of
from .plan import Condition, Plan, Thing
from .words import vocabulary


def cypher_of(plan: Plan, wanted: Thing | None) -> str | None:
    """*plan* in Cypher, its *wanted* thing as column ``answer``; None where it is no plan for edges."""
    conditions = [c for c in plan.conditions if c.sense.relation in RELATIONS]
    things = [thing for c in conditions for thing in (c.subject, c.object) if thing]
    counted = any(thing.family or thing.at_least for thing in things) or (plan.order and plan.with_reasons)
    counted = counted or any(c.least_reasons or c.all_reasons for c in conditions)
    if not conditions or len(conditions) < len(plan.conditions) or counted:
        return None
    if plan.mode == "yes_no" and len(conditions) == 1:
        conditions = [replace(conditions[0], negated=False)]  # a lone negation is answered by what it negates
    either = [condition for condition in conditions if not condition.negated] if plan.alternatives else []
    if len(either) > 1 and plan.mode == "list":
        return "\nUNION\n".join(_Statement(plan, wanted, [condition]).text() for condition in either)
    return _Statement(plan, wanted, conditions).text()


class _Statement:
    def __init__(self, plan: Plan, wanted: Thing | None, conditions: list[Condition]) -> None:
        self.plan, self.wanted = plan, wanted
        self.conditions = [each for condition in conditions for each in _each(condition, wanted)]
        self.names: dict[int, str] = {}
        self.labelled: set[str] = set()

    def text(self) -> str:
        held = [c for c in self.conditions if not c.negated]
        lines: list[str] = []
        for n, condition in enumerate(held, start=1):
            lines += self._match(condition, f"e{n}")
        apart = [(self.names[id(one)], self.names[id(other)]) for one, other in self.plan.apart if id(one) in self.names and id(other) in self.names]
        lines += [f"  AND {one} <> {other}" for one, other in apart]
        for condition in self.conditions:
            if condition.negated and not held:
                lines += self._match(_but(condition), "e1", loose=True)
                held = [condition]
            if condition.negated:
                inner = self._match(condition, "x")
                lines[-1] += f"\n  AND NOT EXISTS {{ {' '.join(' '.join(line.split()) for line in inner)} }}"
        return "\n".join([*lines, self._return(held[0])])

    def _match(self, condition: Condition, edge: str, *, loose: bool = False) -> list[str]:
        one, two = self._node(condition.subject), self._node(condition.object)
        arrow = "-" if RELATIONS[condition.sense.relation].symmetric else "->"
        where = [f"{edge}.status IN {_list(statuses_of(condition))}", *self._things(condition)]
        if not loose:
            where += _narrowed(condition, edge)
        lines = [f"MATCH ({one})-[{edge}:{condition.sense.relation}]{arrow}({two})"]
        if condition.reasons or condition.besides:
            lines.append(f"MATCH ({self._name(condition.subject)})-[r{edge}:REJECTED_BECAUSE]->({self._name(condition.object)})")
            where += [_reasons(f"r{edge}", condition.reasons)] if condition.reasons else []
            where += [f"NOT {_reasons(f'r{edge}', condition.besides)}"] if condition.besides else []
        explained = f"EXISTS {{ MATCH ({self._name(condition.subject)})-[y:REJECTED_BECAUSE]->({self._name(condition.object)})"
        if "unexplained" in condition.statuses:
            where.append(f"NOT {explained} }}")
        if condition.reasons_not:
            where.append(f"NOT {explained} WHERE {_reasons('y', condition.reasons_not)} }}")
        return [*lines, f"WHERE {' AND '.join(where)}"]

    def _name(self, thing: Thing | None) -> str:
        return self.names.setdefault(id(thing), f"n{len(self.names) + 1}")

    def _node(self, thing: Thing | None) -> str:
        """The variable, with its label where it can have only one and stands for the first time."""
        name, types = self._name(thing), types_of(thing)
        if len(types) != 1 or name in self.labelled:
            return name
        self.labelled.add(name)
        return f"{name}:{next(iter(types))}"

    def _things(self, condition: Condition) -> list[str]:
        said = []
        for thing in (condition.subject, condition.object):
            if thing is None:
                continue
            types = sorted(types_of(thing))
            if thing.named:
                said.append(f"{self._name(thing)}.name IN {_list(dict.fromkeys(node.name for group in thing.groups for node in group))}")
            elif len(types) > 1:
                said.append(f"labels({self._name(thing)})[0] IN {_list(types)}")
        return said

    def _return(self, condition: Condition) -> str:
        answer = self._name(self.wanted) if id(self.wanted) in self.names else ""
        ends = [self._name(end) for end in (condition.subject, condition.object)]
        other = next((end for end in ends if end != answer), answer)
        if self.plan.mode == "count" and answer:
            return f"RETURN count(DISTINCT {answer}.name) AS answer"
        if self.plan.order and answer:
            order = "DESC" if self.plan.order == "most" else "ASC"
            return f"RETURN {answer}.name AS answer, count(DISTINCT {other}.name) AS count\nORDER BY count {order}\nLIMIT {self.plan.top}"
        if self.plan.mode == "why":
            return f"OPTIONAL MATCH ({ends[0]})-[r:REJECTED_BECAUSE]->({ends[1]})\nRETURN {ends[1]}.name AS answer, r.reason AS reason, r.quote AS quote"
        who = f"{answer}.name AS answer" if answer else f"{ends[0]}.name AS subject, {ends[1]}.name AS object"
        return f"RETURN DISTINCT {who}, e1.status AS status, e1.quote AS quote, e1.source AS source"


def _each(condition: Condition, wanted: Thing | None) -> list[Condition]:
    """One condition for each of several that are named at one end, where all of them are asked for."""
    one, two = condition.subject, condition.object
    if one is not None and len(one.groups) > 1 and one.every:
        return [replace(condition, subject=Thing(groups=[group])) for group in one.groups]
    if two is not None and len(two.groups) > 1 and (two.every or (two.every is None and wanted is one)):
        return [replace(condition, object=Thing(groups=[group])) for group in two.groups]
    return [condition]


def _but(condition: Condition) -> Condition:
    """What a lone negation is held against: all that it could be, as in `solve`."""
    one, two = condition.subject, condition.object
    if condition.narrowed:
        return Condition(condition.sense, one, two)
    return Condition(condition.sense, Thing(), two) if one is not None and one.named else Condition(condition.sense, one, Thing())


def _narrowed(condition: Condition, edge: str) -> list[str]:
    said = []
    for key, value in condition.narrowed.items():
        if key == "outcome":
            said.append(f"({edge}.outcome = {_text(value)} OR ({edge}.status = 'disputed' AND {edge}.disagreement CONTAINS {_text(value)}))")
        elif key == "action":
            said.append(f"{edge}.action = {_text(value)}")
        elif key == "title":
            said += [f"toLower({edge}.role) CONTAINS {_text(word)}" for word in value.split()]
        elif key == "role":
            pattern = f".*({vocabulary()['roles'][value]}).*"
            said.append(f"toLower({edge}.role) =~ {_text(pattern)}")
    if condition.sense.relation == "EVALUATED" and {"pending", "ongoing"} & {*condition.statuses}:
        said.append(f"{edge}.outcome = 'pending'")
    end = "to" if statuses_of(condition) == ("ended",) else "from"
    for when in condition.when:
        first, last = _text(when.first.isoformat()), _text(when.last.isoformat())
        said.append({
            "before": f"{edge}.{end}_latest < {first}", "until": f"{edge}.{end}_latest <= {last}", "since": f"{edge}.{end}_earliest >= {first}",
            "after": f"{edge}.{end}_earliest > {last}", "in": f"{edge}.{end}_earliest >= {first} AND {edge}.{end}_latest <= {last}",
        }.get(when.op, f"{edge}.from_earliest <= {last} AND coalesce({edge}.to_latest, '9999') >= {last}"))  # fmt: skip
    return said


def _reasons(edge: str, reasons: list[str]) -> str:
    classes = [reason for reason in reasons if reason[0] != "“"]
    words = [f"toLower({edge}.reason) CONTAINS {_text(reason[1:])}" for reason in reasons if reason[0] == "“"]
    return f"({' OR '.join([*([f'{edge}.reason_class IN {_list(classes)}'] if classes else []), *words])})"


def _list(values: Iterable[str]) -> str:
    return f"[{', '.join(_text(value) for value in values)}]"


def _text(value: str) -> str:
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
