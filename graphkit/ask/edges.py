"""The edges that may meet a condition: fetched by the things named in it, then held against what narrows it."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from ..derive import SHOWN, STATUSES
from ..identity import Node
from ..ontology import RELATIONS
from ..records import Document
from ..selection import Selection
from ..statements import statement
from ..store import Store
from .plan import Condition, Thing
from .words import Sense, vocabulary

Edge = dict[str, Any]
_MANY = 60  # things above which a whole relation is read at once

#: Which of the ontology's types each kind of the vocabulary takes in.
TYPES: dict[str, frozenset[str]] = {
    **{kind: frozenset({kind}) for kind in ("Company", "Model", "Product", "Regulator", "Person")},
    "device": frozenset({"Product"}),
    "body": frozenset({"Company", "Regulator"}),
    "chip": frozenset({"Product"}),
    "vendor": frozenset({"Company", "Model", "Product"}),
}


class AskedGraph(Protocol):
    """What answering needs of a graph."""

    @property
    def nodes(self) -> dict[str, Node]: ...

    @property
    def store(self) -> Store: ...

    @property
    def documents(self) -> dict[str, Document]: ...

    def edges(self, selection: Selection | None = None) -> list[Edge]: ...

    def answers(self, edges: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]: ...


class Edges:
    """Edges of one graph, whole relations kept once they are read."""

    def __init__(self, graph: AskedGraph) -> None:
        self.graph = graph
        self._whole: dict[str, list[Edge]] = {}
        self._counts: dict[tuple[Any, ...], dict[str, int]] = {}
        self._classes: dict[str, list[tuple[str, str]]] = {}

    def counts(self, condition: Condition, heads: bool) -> dict[str, int]:
        """Of how many each node is the head (else the tail) in the edges of *condition*, by id, where its ends are named nowhere; kept once counted."""
        relation, statuses = condition.sense.relation, statuses_of(condition)
        outcome, action = condition.narrowed.get("outcome", ""), condition.narrowed.get("action", "")
        ends = types_of(condition.subject), types_of(condition.object)
        asked = (relation, outcome, action, tuple(condition.reasons), statuses, *ends, heads)
        if asked not in self._counts:
            pairs: Iterable[tuple[str, str]] = () if condition.reasons else self._ends(relation, statuses, outcome, action)
            if relation == "EVALUATED" and (outcome == "rejected" or condition.reasons):
                pairs = {*pairs, *self._ends("REJECTED_BECAUSE", statuses, classes=condition.reasons)}
            if RELATIONS[relation].symmetric:
                pairs = {*pairs, *((tail, head) for head, tail in pairs)}
            kinds = [{i for i, node in self.graph.nodes.items() if not types or node.type in types} for types in ends]
            self._counts[asked] = Counter((head if heads else tail) for head, tail in pairs if head in kinds[0] and tail in kinds[1])
        return self._counts[asked]

    def reason_classes(self) -> dict[str, list[tuple[str, str]]]:
        """Who turned down whom for each class of reason; kept once read."""
        if not self._classes:
            for row in self._rows("REJECTED_BECAUSE", SHOWN):
                self._classes.setdefault(row["reason_class"], []).append((row["head"], row["tail"]))
        return self._classes

    def _ends(self, relation: str, statuses: tuple[str, ...], outcome: str = "", action: str = "", classes: Sequence[str] = ()) -> set[tuple[str, str]]:
        return {(row["head"], row["tail"]) for row in self._rows(relation, statuses, outcome, action, classes)}

    def _rows(self, relation: str, statuses: tuple[str, ...], outcome: str = "", action: str = "", classes: Sequence[str] = ()) -> list[dict[str, Any]]:
        asked = {"statuses": list(statuses), "outcome": outcome, "action": action, "reason_classes": list(classes)}
        return self.graph.store.read(statement("read/ends.cypher", RELATION=relation), asked)

    def of(self, relations: tuple[str, ...], nodes: Iterable[Node] | None) -> list[Edge]:
        """Edges of *relations*, whatever their status, that touch one of *nodes* (None: all)."""
        nodes = None if nodes is None else list(nodes)
        if nodes is None or len(nodes) > _MANY:
            for relation in relations:
                if relation not in self._whole:
                    self._whole[relation] = self.graph.edges(Selection(relations=(relation,), statuses=tuple(STATUSES)))
            return [edge for relation in relations for edge in self._whole[relation]]
        if not nodes:
            return []
        found = self.graph.edges(Selection(about=tuple(sorted({n.name for n in nodes})), relations=relations, statuses=tuple(STATUSES)))
        ids = {n.id for n in nodes}
        return [e for e in found if e["subject"].id in ids or e["object"].id in ids]


def statuses_of(condition: Condition) -> tuple[str, ...]:
    """The statuses that *condition* asks for: what may be shown as fact, unless it says otherwise."""
    asked = [s for s in (*condition.statuses, condition.narrowed.get("status")) if s]
    chosen: list[str] = []
    for word in asked:
        if word == "pending":
            if condition.sense.relation != "EVALUATED":
                chosen.append("planned")
        elif word == "needed":
            chosen += [*SHOWN, "planned"]
        elif word in ("single", "unexplained", "undecided", "ongoing"):
            continue
        else:
            chosen.append(word)
    return tuple(dict.fromkeys(chosen)) or SHOWN


def narrows(condition: Condition, edge: Edge) -> bool:
    """Whether *edge* is what *condition* narrows to: outcome, action, role, reasons, one origin; not its status or date."""
    for key, value in condition.narrowed.items():
        if key == "outcome" and not has_outcome(edge, value):
            return False
        if key == "action" and edge.get("action") != value:
            return False
        if key == "title" and not all(word in (edge.get("role") or "").casefold() for word in value.split()):
            return False
        if key == "role" and not re.search(vocabulary()["roles"][value], edge.get("role") or "", re.I):
            return False
    if "pending" in condition.statuses and edge["relation"] == "EVALUATED" and edge.get("outcome") != "pending":
        return False
    if "pending" in condition.statuses and edge["relation"] == "REGULATED_BY" and not condition.narrowed and edge.get("action") not in ("approval", "licence"):
        return False
    if "ongoing" in condition.statuses and edge["relation"] == "EVALUATED" and edge.get("outcome") != "pending":
        return False
    if "undecided" in condition.statuses and edge.get("outcome") not in ("unknown", "pending"):
        return False
    return not ("single" in condition.statuses and edge["origins"] != 1)


def gives(edge: Edge, reasons: Iterable[str]) -> bool:
    """Whether *edge*'s stated reason is one of *reasons*: a class, or “words that it has."""
    said = (edge.get("reason") or "").casefold()
    return any(edge.get("reason_class") == r or (r[0] == "“" and all(word in said for word in r[1:].split())) for r in reasons)


def has_outcome(edge: Edge, outcome: str) -> bool:
    """Whether a source gives *edge* this outcome; where they disagree, each of those that they give."""
    return edge.get("outcome") == outcome or (edge["status"] == "disputed" and outcome in (edge.get("disagreement") or ""))


def dated(condition: Condition, edge: Edge, *, by_report: bool) -> bool:
    """Whether *edge* fits the dates asked for; *by_report*: by when it was said, for edges that no source dates."""
    for when in condition.when:
        first, last = edge.get("from_earliest"), edge.get("from_latest")
        if edge["status"] == "ended" or (first is None and edge.get("to_earliest")):
            first, last = edge.get("to_earliest", first), edge.get("to_latest", last)
        if when.op == "as_of":
            day = when.last.isoformat()
            begun = str(edge.get("from_earliest") or edge.get("first_reported") or "")
            if begun > day or day > str(edge.get("to_latest") or "9999"):
                return False
            continue
        if first is None or last is None:
            said = edge.get("first_reported")
            if not by_report or not said:
                return False
            first = last = said if len(said) == 10 else f"{said}-01-01"[:10]
        if not when.holds(first, last):
            return False
    return True


def is_kind(thing: Thing | None, node: Node, edge: Edge) -> bool:
    """Whether *node* can be *thing*: its type, and for chips what its name or the quote says."""
    if thing is None or not thing.kinds or thing.named:
        return True
    for kind in thing.kinds:
        if node.type in TYPES.get(kind, frozenset({kind})):
            return kind != "chip" or is_chip(node, [edge])
    return False


def is_chip(node: Node, edges: Iterable[Edge]) -> bool:
    """Whether *node* is a chip by its name, or by what is said of it."""
    chips = vocabulary()["chips"]
    names = " ".join((node.name, *node.aliases))
    return bool(re.search(chips["name"], names)) or any(re.search(chips["quote"], edge.get("quote", "")) for edge in edges)


def _fits(sense: Sense, subject: Thing | None, target: Thing | None) -> bool:
    relation = RELATIONS[sense.relation]
    one, two = types_of(subject), types_of(target)
    return (not one or bool(one & relation.subjects)) and (not two or bool(two & relation.objects))


def types_of(thing: Thing | None) -> frozenset[str]:
    """The types that *thing* may have; empty: any."""
    if thing is None:
        return frozenset()
    if thing.named:
        return frozenset(node.type for group in thing.groups for node in group)
    return frozenset(t for kind in thing.kinds for t in TYPES.get(kind, frozenset({kind})))


def oriented(condition: Condition) -> None:
    """Turn *condition* round where only that fits the ontology."""
    fitting = [reading for reading in condition.readings if _fits(*reading)]
    authority = [r for r in fitting if r[0].relation == "REGULATED_BY" and types_of(r[2]) == {"Regulator"}]
    fitting.sort(key=lambda reading: reading[0].relation != "REGULATED_BY")  # that one says most of who does it
    condition.readings = authority or fitting or condition.readings[:1]
    if condition.readings:
        condition.sense, condition.subject, condition.object = condition.readings[0]
        condition.narrowed = condition.sense.narrowed
    relation = RELATIONS.get(condition.sense.relation)
    if relation is None or relation.symmetric:
        return
    for thing, types in ((condition.subject, relation.subjects), (condition.object, relation.objects)):
        if thing is not None and thing.maybe:
            fitting_node = next((node for node in thing.maybe if node.type in types), None)
            thing.groups = [(fitting_node,)] if fitting_node else thing.groups

    def fit(a: Thing | None, b: Thing | None) -> bool:
        one, two = types_of(a), types_of(b)
        return (not one or bool(one & relation.subjects)) and (not two or bool(two & relation.objects))

    if not fit(condition.subject, condition.object) and fit(condition.object, condition.subject):
        condition.subject, condition.object = condition.object, condition.subject
