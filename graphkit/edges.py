"""An edge: what claims together say of two nodes."""

from dataclasses import dataclass
from typing import Any

from .identity import Node


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation between two nodes with the claims behind it; ``properties`` are what the store and the queries see."""

    key: str
    relation: str
    subject: Node
    object: Node
    properties: dict[str, Any]

    def row(self) -> dict[str, Any]:
        """As one JSON value, for the export."""
        ends = {end: {"id": node.id, "name": node.name, "type": node.type} for end, node in (("subject", self.subject), ("object", self.object))}
        return {**self.properties, **ends, "relation": self.relation}
