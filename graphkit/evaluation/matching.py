"""One document's predictions beside its annotation: which entity stands for which, and which relation was found.

A predicted entity stands for the annotated one that owns most of its surface forms. Each annotated relation is matched
with at most one prediction, the best first; what is left over is wrong, unless it only tells a matched fact again of the
vendor's model (or the model's vendor) or in other words of the same reason.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from ..ontology import HELD, RELATIONS
from .annotated import Annotated, Fact, Graph, Thing
from .words import quotes_meet, stands_for, words

#: Modalities that come to the same for a reader: held as fact, still open, not so.
CLASS = {**dict.fromkeys(HELD, "held"), "planned": "open", "rumoured": "open", "denied": "not", "ended": "not"}
#: Where a vendor may stand for its model, and a model for its vendor.
LOOSE_OBJECT = frozenset({"EVALUATED", "REJECTED_BECAUSE", "USES", "PARTNERS_WITH"})
LOOSE_SUBJECT = frozenset({"REGULATED_BY", "PARTNERS_WITH", "USES"})
SYMMETRIC = frozenset(name for name, relation in RELATIONS.items() if relation.symmetric)


def classes(fact: Fact) -> set[str | None]:
    """The classes of modality that are right for an annotated *fact*."""
    return {CLASS.get(modality) for modality in fact.accept["modality"]}


@dataclass(frozen=True, slots=True)
class Pair:
    """An annotated fact with the prediction that it was matched with, if any; ``affirmed``: some prediction of it says that it holds."""

    fact: Fact
    found: Fact | None
    affirmed: bool = False

    @property
    def right_class(self) -> bool:
        return self.found is not None and CLASS.get(self.found.modality) in classes(self.fact)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One document, compared: a pair for each annotated fact; predictions that are wrong; all that were read; (thing, found, typed) for each thing."""

    document: Annotated
    graph: Graph
    predicted: bool
    pairs: tuple[Pair, ...]
    wrong: tuple[Fact, ...]
    read: tuple[Fact, ...]
    things: tuple[tuple[Thing, bool, bool], ...]


class _Document:
    """What is asked of one document again and again while facts are matched."""

    def __init__(self, document: Annotated, graph: Graph) -> None:
        self.document = document
        self.stand = {thing.id: stands_for(document.graph.things, thing) for thing in graph.things}

    @cached_property
    def near(self) -> dict[str, set[str]]:
        """By id, the vendors of a model and the models of a vendor."""
        found: dict[str, set[str]] = defaultdict(set)
        for fact in self.document.graph.facts:
            if fact.type in ("DEVELOPS", "PART_OF"):
                found[fact.subject].add(fact.object)
                found[fact.object].add(fact.subject)
        return found

    def ends(self, fact: Fact) -> tuple[str, object]:
        """Type and ends of a predicted *fact*, as far as the annotation tells them apart."""
        pair = tuple(self.stand.get(end) or frozenset({end}) for end in (fact.subject, fact.object))
        return fact.type, frozenset(pair) if fact.type in SYMMETRIC else pair

    def fits(self, fact: Fact, found: Fact) -> bool:
        """Whether *found* may count as the annotated *fact*."""
        if found.type not in fact.accept["type"]:
            return False
        subjects, objects = set(fact.accept["subject"]), set(fact.accept["object"])
        if fact.type in LOOSE_SUBJECT:
            subjects.update(*(self.near.get(end, ()) for end in fact.accept["subject"]))
        if fact.type in LOOSE_OBJECT:
            objects.update(*(self.near.get(end, ()) for end in fact.accept["object"]))
        one, other = (self.stand.get(end, frozenset()) for end in (found.subject, found.object))
        if one & subjects and other & objects:
            return True
        return not SYMMETRIC.isdisjoint((fact.type, found.type)) and bool(one & objects and other & subjects)

    def likeness(self, fact: Fact, found: Fact) -> tuple[bool | float, ...]:
        """How well *found* fits *fact*: a greater one is matched first."""
        straight = fact.subject in self.stand.get(found.subject, ()) and fact.object in self.stand.get(found.object, ())
        reason = 0.0
        if fact.type == "REJECTED_BECAUSE":
            mine, theirs = words(fact.details["reason"]), words(found.details["reason"])
            reason = len(mine & theirs) / max(1, len(mine | theirs))
        same = sum(fact.details[key] == found.details[key] for key in ("outcome", "action", "role", "date"))
        met = quotes_meet(self.document.text, fact.evidence, found.evidence) or False
        return not fact.optional, fact.type == found.type, straight, reason, Pair(fact, found).right_class, same, met


def compare(document: Annotated, graph: Graph | None, least: float = 0.0) -> Comparison:
    """*document* beside what was predicted of it (None: nothing), as far as its confidence is at least *least*."""
    given = graph or Graph()
    at = _Document(document, given)
    golds = document.graph.facts
    once: dict[object, Fact] = {}
    for fact in given.facts:
        if fact.confidence >= least:
            once.setdefault((at.ends(fact), fact.modality, *(fact.details[key] for key in ("outcome", "reason", "action", "role", "date"))), fact)
    read = list(once.values())
    fit = [(i, j) for i, found in enumerate(read) for j, fact in enumerate(golds) if at.fits(fact, found)]
    taken: dict[int, int] = {}
    used: dict[int, int] = {}
    for i, j in sorted(fit, key=lambda ij: (*at.likeness(golds[ij[1]], read[ij[0]]), -ij[0], ij[1]), reverse=True):
        if i not in taken and j not in used:
            taken[i], used[j] = j, i
    matched = {at.ends(read[i]) for i in taken}

    def wrong(i: int) -> bool:
        found, mine = read[i], [golds[j] for k, j in fit if k == i]
        told = found.type == "REJECTED_BECAUSE" and any(words(fact.details["reason"]) & words(found.details["reason"]) for fact in mine)
        return not mine or (at.ends(found) in matched and not told)

    pairs = []
    for j, fact in enumerate(golds):
        held = any(CLASS.get(read[i].modality) == "held" for i, k in fit if k == j and taken.get(i, j) == j)
        pairs.append(Pair(fact, read[used[j]] if j in used else None, held))
    things = []
    for thing in document.graph.things:
        same = [predicted for predicted in given.things if thing.id in at.stand[predicted.id]]
        things.append((thing, bool(same), any(predicted.types & thing.types for predicted in same)))
    extra = tuple(found for i, found in enumerate(read) if i not in taken and wrong(i))
    return Comparison(document, given, graph is not None, tuple(pairs), extra, tuple(read), tuple(things))
