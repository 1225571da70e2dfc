"""graphkit: a knowledge graph of AI vendor relationships in which every edge opens its sentence.

from graphkit import Graph
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .analysis import Edge, Hop, Network, Quote
    from .errors import BackupError, GraphkitError, LlmError, OntologyError, OutputError, QueryError, SourceError, StoreError
    from .graph import Graph
    from .records import Claim, Document, Entity, Evidence, Extraction
    from .results import Row, Table
    from .selection import Selection

_HOME = {
    **dict.fromkeys(("BackupError", "GraphkitError", "LlmError", "OntologyError", "OutputError", "QueryError", "SourceError", "StoreError"), "errors"),
    **dict.fromkeys(("Claim", "Document", "Entity", "Evidence", "Extraction"), "records"),
    "Graph": "graph",
    **dict.fromkeys(("Edge", "Hop", "Network", "Quote"), "analysis"),
    "Row": "results",
    "Table": "results",
    "Selection": "selection",
}

__all__ = [
    "BackupError",
    "Claim",
    "Document",
    "Edge",
    "Entity",
    "Evidence",
    "Extraction",
    "Graph",
    "GraphkitError",
    "Hop",
    "LlmError",
    "Network",
    "OntologyError",
    "OutputError",
    "QueryError",
    "Quote",
    "Row",
    "Selection",
    "SourceError",
    "StoreError",
    "Table",
]


def __getattr__(name: str) -> Any:
    # Loaded on first use: a loader or a test that needs one class shouldn't pay for the extractor.
    if name in _HOME:
        from importlib import import_module

        return getattr(import_module(f".{_HOME[name]}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
