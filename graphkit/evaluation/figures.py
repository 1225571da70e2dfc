"""The figures of compared documents: how much is found, how much of it is right, and what a confidence is worth."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from .annotated import Annotated, Fact
from .matching import Comparison, classes
from .words import quotes_meet, words

#: What each figure says, in the order in which they are told.
FIGURES: Mapping[str, str] = MappingProxyType(
    {
        "P": "share of predicted relations that are right, modality ignored",
        "R": "share of annotated relations that are found",
        "F1": "their harmonic mean",
        "strict_F1": "the same where the class of modality (held, open, not) must agree too",
        "false_affirmation": "share of found facts that don't hold of which some prediction says that they do",
        "outcome": "share of found EVALUATED with the right outcome",
        "reason": "share of annotated reasons that are found in their words or class",
        "action": "share of found actions that are right",
        "role": "share of found roles that are right",
        "date": "share of found dates that are right, to the precision of the coarser one",
        "evidence": "share of quotes that stand in the document",
        "evidence_hit": "share of found relations whose quote meets the annotator's",
        "entity_recall": "share of annotated entities that some predicted one stands for",
        "entity_typed": "share of those that have the right type",
    }
)


def figures(comparisons: Iterable[Comparison]) -> dict[str, float | None]:
    """Each of `FIGURES` over all *comparisons*, from 0 to 1; None where nothing was there to be measured."""
    right: Counter[str] = Counter()
    of: Counter[str] = Counter()
    for comparison in comparisons:
        for name, is_right in _measured(comparison):
            of[name] += 1
            right[name] += is_right

    def share(name: str) -> float | None:
        return right[name] / of[name] if of[name] else None

    precision, recall = share("P") or 0.0, share("R") or 0.0
    f1 = harmonic(precision, recall)
    return {name: share(name) for name in FIGURES} | {"P": precision, "R": recall, "F1": f1, "strict_F1": f1 * (share("strict_F1") or 0.0)}


def harmonic(precision: float, recall: float) -> float:
    """F1."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _measured(comparison: Comparison) -> Iterator[tuple[str, bool]]:
    """Every single thing that is measured: which figure it goes into, and whether it is right."""
    text = comparison.document.text
    for thing, found, typed in comparison.things:
        if not thing.optional:
            yield "entity_recall", found
            if found:
                yield "entity_typed", typed
    for fact in comparison.read:
        yield "evidence", text is not None and bool(fact.evidence) and fact.evidence in text
    for _ in comparison.wrong:
        yield "P", False
    for pair in comparison.pairs:
        if not pair.fact.optional:
            yield "R", pair.found is not None
            if pair.found is not None:
                yield "P", True
                yield "strict_F1", pair.right_class
                yield from _details(pair.fact, pair.found, text)
                if _unheld(pair.fact, comparison.document):
                    yield "false_affirmation", pair.affirmed
            elif pair.fact.type == "REJECTED_BECAUSE":
                yield "reason", False


def _details(fact: Fact, found: Fact, text: str | None) -> Iterator[tuple[str, bool]]:
    if (met := quotes_meet(text, fact.evidence, found.evidence)) is not None:
        yield "evidence_hit", met
    got = {key: value or "" for key, value in found.details.items()}
    if fact.details["action"]:
        yield "action", got["action"] in fact.accept["action"]
    if fact.details["role"]:
        yield "role", any(words(role) & words(got["role"]) for role in fact.accept["role"])
    if fact.details["date"]:
        yield "date", bool(got["date"]) and any(date.startswith(got["date"]) or got["date"].startswith(date) for date in fact.accept["date"])
    if fact.type == "EVALUATED":
        yield "outcome", got["outcome"] in fact.accept["outcome"]
    if fact.type == "REJECTED_BECAUSE":
        stated = words(fact.details["reason"])
        same = len(stated & words(got["reason"])) >= max(1, len(stated) / 3)
        yield "reason", same or (fact.details["reason_class"] is not None and fact.details["reason_class"] == found.details["reason_class"])


def _unheld(fact: Fact, document: Annotated) -> bool:
    """Whether the annotation says of these ends only that it is open or isn't so."""
    ends = {fact.subject, fact.object}
    return not any("held" in classes(other) for other in document.graph.facts if other.type == fact.type and {other.subject, other.object} == ends)


def by_type(comparisons: Iterable[Comparison]) -> dict[str, dict[str, float]]:
    """For each type of relation: annotated, found, wrong, and P, R, F1."""
    n: Counter[tuple[str, str]] = Counter()
    for comparison in comparisons:
        n.update((fact.type, "wrong") for fact in comparison.wrong)
        for pair in comparison.pairs:
            if not pair.fact.optional:
                n[pair.fact.type, "annotated"] += 1
                n[pair.fact.type, "found"] += pair.found is not None
    rows = {}
    for name in sorted({name for name, _ in n}):
        facts, found, wrong = (n[name, what] for what in ("annotated", "found", "wrong"))
        precision, recall = found / (found + wrong) if found + wrong else 0.0, found / facts if facts else 0.0
        rows[name] = {"annotated": facts, "found": found, "wrong": wrong, "P": precision, "R": recall, "F1": harmonic(precision, recall)}
    return rows
