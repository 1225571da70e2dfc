"""The entities of a store, and who is meant by a name."""

from functools import cached_property

from ..errors import QueryError
from ..identity import Node
from ..names import key
from ..ontology import ENTITY_TYPES
from ..statements import statement
from ..store import Store


class Entities:
    """Every entity in a store, found by its name or another one."""

    store: Store

    @cached_property
    def nodes(self) -> dict[str, Node]:
        """Every entity by id."""
        found = {}
        for label in ENTITY_TYPES:
            for row in self.store.read(statement("read/entities.cypher", LABEL=label)):
                entity = row["entity"]
                found[entity["id"]] = Node(entity["id"], entity["name"], label, tuple(entity.get("aliases") or ()))
        return found

    @cached_property
    def _by_name(self) -> dict[str, list[Node]]:
        index: dict[str, list[Node]] = {}
        for node in self.nodes.values():
            for name in dict.fromkeys(key(name) for name in (node.name, *node.aliases)):
                index.setdefault(name, []).append(node)
        return index

    def find(self, name: str) -> list[Node]:
        """The entities called *name*, by name, else by alias; case and legal forms don't count. May be several, or none."""
        wanted = key(name)
        found = self._by_name.get(wanted, [])
        # No relation ends at a place, so a place of this name doesn't hide a firm that is also called so.
        exact = [node for node in found if key(node.name) == wanted and node.type != "Place"]
        return exact or [node for node in found if node.type != "Place"] or found

    def named(self, name: str) -> list[Node]:
        """Like `find`; raises `QueryError`, with what may be meant, where nothing is called so."""
        if found := self.find(name):
            return found
        raise QueryError(f"nothing in the graph is called {name if len(name) <= 80 else name[:79] + '…'!r}{self._perhaps(name)}")

    def _perhaps(self, name: str) -> str:
        from rapidfuzz import process

        near = [match for match, score, _ in process.extract(key(name), list(self._by_name), limit=3) if score >= 75]
        names = dict.fromkeys(self._by_name[match][0].name for match in near)
        return f"; did you mean {' or '.join(names)}?" if names else ""

    def mentions(self, node: Node) -> list[str]:
        """The ids of the documents that name *node*."""
        return sorted(row["id"] for row in self.store.read(statement("read/mentions.cypher", LABEL=node.type), {"id": node.id}))

    def _forget(self) -> None:
        """Read again what is asked next: the store holds something else now."""
        for stale in ("nodes", "documents", "_sources", "_by_name"):
            self.__dict__.pop(stale, None)
