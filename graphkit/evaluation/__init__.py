"""How much of what a document says an extractor finds, and how much of what it finds is so, beside what people annotated.

    comparisons = [compare(document, predictions.get(document.name)) for document in annotated(folder)]
    figures(comparisons)["F1"]

Works on the annotation format alone (``graphkit extract --json`` prints it), so any extractor can be measured.
"""

from .annotated import Annotated, Fact, Graph, annotated, graph, predictions
from .confidence import Bin, Point, curve, reliability
from .figures import FIGURES, by_type, figures
from .matching import Comparison, Pair, compare
from .places import Place, place

__all__ = [
    "FIGURES",
    "Annotated",
    "Bin",
    "Comparison",
    "Fact",
    "Graph",
    "Pair",
    "Place",
    "Point",
    "annotated",
    "by_type",
    "compare",
    "curve",
    "figures",
    "graph",
    "place",
    "predictions",
    "reliability",
]
