"""The edges of a graph as questions read them: by the things named, whole relations, or only counted by their ends."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from ..derive import SHOWN, STATUSES
from ..identity import Node
from ..ontology import RELATIONS
from ..selection import Selection
from ..statements import statement
from ..store import Store
from .kinds import Edge, types_of
from .narrowing import statuses_of
from .plan import Condition

_MANY = 60  # things above which a whole relation is read at once
_KEPT = 20_000  # relations of single things that are kept


class AskedGraph(Protocol):
    """What answering needs of a graph."""

    @property
    def nodes(self) -> dict[str, Node]: ...

    @property
    def store(self) -> Store: ...

    def edges(self, selection: Selection | None = None) -> list[Edge]: ...

    def answers(self, edges: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]: ...


class Edges:
    """Edges of one graph, kept once they are read: a follow-up asks for the same again."""

    def __init__(self, graph: AskedGraph) -> None:
        self.graph = graph
        self._at: dict[tuple[str, str], list[Edge]] = {}
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
        heads = sorted(RELATIONS[relation].subjects)
        return [row for head in heads for row in self.graph.store.read(statement("read/ends.cypher", HEAD=head, RELATION=relation), asked)]

    def of(self, relations: tuple[str, ...], nodes: Iterable[Node] | None) -> list[Edge]:
        """Edges of *relations*, whatever their status, that touch one of *nodes* (None: all)."""
        nodes = None if nodes is None else list(nodes)
        if nodes is None or len(nodes) > _MANY:
            for relation in relations:
                if relation not in self._whole:
                    self._whole[relation] = self.graph.edges(Selection(relations=(relation,), statuses=tuple(STATUSES)))
            return [edge for relation in relations for edge in self._whole[relation]]
        self._read(relations, nodes)
        found = {edge["key"]: edge for relation in relations for node in nodes for edge in self._at[relation, node.id]}
        return sorted(found.values(), key=lambda e: (relations.index(e["relation"]), e["subject"].name, e["object"].name, e["key"]))

    def _read(self, relations: tuple[str, ...], nodes: list[Node]) -> None:
        """Read the edges of *relations* at those of *nodes* where they aren't kept yet."""
        if len(self._at) > _KEPT:
            self._at.clear()
        new = {node.id: node for node in nodes if any((relation, node.id) not in self._at for relation in relations)}
        if not new:
            return
        self._at.update({(relation, i): [] for relation in relations for i in new})
        for edge in self.graph.edges(Selection(about=tuple(sorted({n.name for n in new.values()})), relations=relations, statuses=tuple(STATUSES))):
            for i in {edge["subject"].id, edge["object"].id} & new.keys():
                self._at[edge["relation"], i].append(edge)
