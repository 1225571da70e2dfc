"""The ontology's facts, and that nothing gets past it."""

import pytest

from graphkit.errors import OntologyError
from graphkit.ontology import ACTIONS, ENTITY_TYPES, MODALITIES, OUTCOMES, REASON_CLASSES, RELATIONS, check_claim
from graphkit.periods import bounds

NONE: dict[str, str | None] = {}


def test_there_are_six_kinds_of_things_and_eleven_relations() -> None:
    assert list(ENTITY_TYPES) == ["Company", "Model", "Product", "Regulator", "Person", "Place"]
    assert len(RELATIONS) == 11 and len(MODALITIES) == 6 and len(OUTCOMES) == 4 and len(ACTIONS) == 8 and len(REASON_CLASSES) == 14


def test_partners_and_rivals_are_symmetric_and_nothing_else_is() -> None:
    assert {name for name, relation in RELATIONS.items() if relation.symmetric} == {"PARTNERS_WITH", "COMPETES_WITH"}


def test_every_relation_may_start_or_end_somewhere_only() -> None:
    for relation in RELATIONS.values():
        assert relation.subjects and relation.objects and (relation.subjects | relation.objects) <= ENTITY_TYPES.keys()
        assert "Place" not in relation.subjects | relation.objects


def test_a_claim_as_it_should_be_is_taken() -> None:
    check_claim("EVALUATED", "Company", "Model", "reported", {"outcome": "rejected"})
    check_claim("REJECTED_BECAUSE", "Regulator", "Product", "denied", {"reason": "too slow", "reason_class": "performance_latency"})
    check_claim("LEADS", "Person", "Company", "asserted", {"role": None})


@pytest.mark.parametrize(
    ("name", "subject", "target", "modality", "attributes", "said"),
    [
        ("OWNS", "Company", "Company", "asserted", NONE, "no relation 'OWNS'; there are PARTNERS_WITH"),
        ("LEADS", "Company", "Company", "asserted", NONE, "can't run from Company to Company; it runs from Person to Company"),
        ("USES", "Company", "Model", "maybe", NONE, "no modality 'maybe'"),
        ("EVALUATED", "Company", "Model", "asserted", NONE, "needs outcome"),
        ("EVALUATED", "Company", "Model", "asserted", {"outcome": "won"}, "no outcome 'won'"),
        ("REJECTED_BECAUSE", "Company", "Model", "asserted", {"reason_class": "price"}, "needs reason"),
        ("USES", "Company", "Model", "asserted", {"action": "ban"}, "USES has no action"),
    ],
)
def test_what_is_wrong_with_a_claim_is_said(name: str, subject: str, target: str, modality: str, attributes: dict[str, str | None], said: str) -> None:
    with pytest.raises(OntologyError, match=said):
        check_claim(name, subject, target, modality, attributes)


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2025", "2025-01-01", "2025-12-31"),
        ("2025-H2", "2025-07-01", "2025-12-31"),
        ("2025-Q1", "2025-01-01", "2025-03-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-02-14", "2025-02-14", "2025-02-14"),
        ("../2025-02", "None", "2025-02-28"),
        ("2025-02/..", "2025-02-01", "None"),
    ],
)
def test_a_period_has_a_first_and_a_last_day(period: str, first: str, last: str) -> None:
    assert tuple(map(str, bounds(period))) == (first, last)


@pytest.mark.parametrize("text", ["2025-13", "2025-02-30", "last year", "2025-Q5", "", "25", "2025-1"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(OntologyError, match="is no date"):
        bounds(text)
