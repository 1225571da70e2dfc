"""graphkit: a knowledge graph of AI vendor relationships in which every edge opens its sentence.

from graphkit import Graph
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .errors import GraphkitError, OntologyError, QueryError, SourceError, StoreError
    from .graph import Graph
    from .records import Claim, Document, Entity, Evidence, Extraction
    from .selection import Selection

_HOME = {
    **dict.fromkeys(("GraphkitError", "OntologyError", "QueryError", "SourceError", "StoreError"), "errors"),
    **dict.fromkeys(("Claim", "Document", "Entity", "Evidence", "Extraction"), "records"),
    "Graph": "graph",
    "Selection": "selection",
}

__all__ = [
    "Claim",
    "Document",
    "Entity",
    "Evidence",
    "Extraction",
    "Graph",
    "GraphkitError",
    "OntologyError",
    "QueryError",
    "Selection",
    "SourceError",
    "StoreError",
]


def __getattr__(name: str) -> Any:
    # Loaded on first use: a loader or a test that needs one class shouldn't pay for the extractor.
    if name in _HOME:
        from importlib import import_module

        return getattr(import_module(f".{_HOME[name]}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
