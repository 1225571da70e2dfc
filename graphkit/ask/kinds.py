"""Which kinds of things a condition allows at its ends, and which way round it then stands."""

import re
from collections.abc import Sequence
from typing import Any

from ..identity import Node
from ..ontology import RELATIONS
from .plan import Condition, Thing
from .words import Sense, vocabulary

Edge = dict[str, Any]

#: Which of the ontology's types each kind of the vocabulary takes in.
TYPES: dict[str, frozenset[str]] = {
    **{kind: frozenset({kind}) for kind in ("Company", "Model", "Product", "Regulator", "Person")},
    "device": frozenset({"Product"}),
    "assistant": frozenset({"Model"}),
    "body": frozenset({"Company", "Regulator"}),
    "chip": frozenset({"Product"}),
    "vendor": frozenset({"Company", "Model", "Product"}),
}


#: Kinds of what somebody makes.
MADE = frozenset({"Model", "Product", "chip", "assistant"})


def types_of(thing: Thing | None) -> frozenset[str]:
    """The types that *thing* may have; empty: any."""
    if thing is None:
        return frozenset()
    if thing.named:
        return frozenset(node.type for group in thing.groups for node in group)
    return frozenset(t for kind in thing.kinds for t in TYPES.get(kind, frozenset({kind})))


def made_by(owner: Thing) -> Sense:
    """What it is for *owner* to have a model or product: a firm makes it, and in a product it is used."""
    inside = owner.named and all(node.type in ("Model", "Product") for group in owner.groups for node in group)
    return Sense("USES" if inside else "DEVELOPS", end="object")


def is_kind(thing: Thing | None, node: Node, edge: Edge) -> bool:
    """Whether *node* can be *thing*: its type, and for chips what its name or the quote says."""
    if thing is None or not thing.kinds or thing.named:
        return True
    fitting = [kind for kind in thing.kinds if node.type in TYPES.get(kind, frozenset({kind}))]
    return any(kind != "chip" for kind in fitting) or (bool(fitting) and is_chip(node, [edge]))


def is_chip(node: Node, edges: Sequence[Edge]) -> bool:
    """Whether *node* is a chip by its name, by what is said of it, or by who makes it."""
    chips = vocabulary()["chips"]
    names = " ".join((node.name, *node.aliases))
    if re.search(chips["name"], names):
        return True
    made = (edge for edge in edges if edge["relation"] == "DEVELOPS" and edge["object"] == node)
    return any(re.search(chips["quote"], edge.get("quote", "")) for edge in edges) or any(re.search(chips["maker"], edge["subject"].name) for edge in made)


def oriented(condition: Condition) -> None:
    """Turn *condition* round where only that fits the ontology."""
    fitting = [reading for reading in condition.readings if _fits(*reading)]
    authority = [r for r in fitting if r[0].relation == "REGULATED_BY" and types_of(r[2]) == {"Regulator"}]
    fitting.sort(key=lambda reading: reading[0].relation != "REGULATED_BY")  # that one says most of who does it
    if condition.reasoned:
        fitting = [reading for reading in fitting if reading[0].relation == "EVALUATED"] or fitting
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


def _fits(sense: Sense, subject: Thing | None, target: Thing | None) -> bool:
    relation = RELATIONS[sense.relation]
    one, two = types_of(subject), types_of(target)
    return (not one or bool(one & relation.subjects)) and (not two or bool(two & relation.objects))
