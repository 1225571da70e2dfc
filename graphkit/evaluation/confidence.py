"""What a confidence is worth: precision and recall from each threshold on, and how often claims of one confidence are right."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .annotated import Annotated, Graph
from .figures import figures
from .matching import Comparison, compare

BINS = 10
STEPS = tuple(step / 20 for step in range(20))


@dataclass(frozen=True, slots=True)
class Point:
    """The figures of what is at least as sure as ``threshold``."""

    threshold: float
    P: float
    R: float
    F1: float


@dataclass(frozen=True, slots=True)
class Bin:
    """Claims whose confidence lies in [low, high), the last bin's in [low, high]: how many, how sure on average, how often right."""

    low: float
    high: float
    count: int
    confidence: float
    right: float


def curve(documents: Sequence[Annotated], predicted: Mapping[str, Graph], least: float = 0.0) -> list[Point]:
    """Precision and recall from *least* and each of twenty thresholds above it on, each matched anew, while that leaves anything out and anything is left."""
    points: list[Point] = []
    before = -1
    for threshold in sorted({least, *(step for step in STEPS if step > least)}):
        compared = [compare(document, predicted.get(document.name), threshold) for document in documents]
        left = sum(len(comparison.read) for comparison in compared)
        if left == 0:
            break
        if left == before:
            continue
        before, told = left, figures(compared)
        points.append(Point(threshold, told["P"] or 0.0, told["R"] or 0.0, told["F1"] or 0.0))
    return points


def reliability(comparisons: Iterable[Comparison]) -> tuple[list[Bin], float | None]:
    """Ten equal bins, the empty ones left out, and the expected calibration error; None where there is no claim.

    A claim is right when it is matched with the right class of modality, wrong when it is matched with another class or with nothing;
    one that only tells a matched fact again, or is matched with an optional one, says nothing of either.
    """
    judged: list[tuple[float, bool]] = []
    for comparison in comparisons:
        judged += [(fact.confidence, False) for fact in comparison.wrong]
        judged += [(pair.found.confidence, pair.right_class) for pair in comparison.pairs if pair.found is not None and not pair.fact.optional]
    bins = []
    for number in range(BINS):
        inside = [(sure, right) for sure, right in judged if min(BINS - 1, int(sure * BINS)) == number]
        if inside:
            sure, right = (sum(column) / len(inside) for column in zip(*inside, strict=True))
            bins.append(Bin(number / BINS, (number + 1) / BINS, len(inside), sure, right))
    error = sum(each.count * abs(each.confidence - each.right) for each in bins) / len(judged) if judged else None
    return bins, error
