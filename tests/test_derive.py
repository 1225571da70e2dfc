"""From claims to edges: the rules of status, one by one."""

from typing import Any

import pytest

from graphkit.derive import derive
from graphkit.edges import Edge
from graphkit.identity import resolve
from graphkit.origins import Origins, fingerprint, reprints
from graphkit.records import Claim, Document, Entity

OAKLINE, TARN = Entity(id="o", name="Oakline", type="Company"), Entity(id="t", name="Tarn", type="Company")


def said(number: int, publisher: str | None = None, published: str | None = None, relation: str = "EVALUATED", **claim: Any) -> tuple[Document, Claim]:
    """What document *number* says of Oakline and Tarn."""
    document = Document.of(f"{number}: Oakline, Tarn", publisher=publisher, published=published)
    given = {"modality": "reported", "extractor": "test", "evidence": (document.span(0, 5),), **claim}
    return document, Claim(document=document.id, relation=relation, subject="o", object="t", **given)


def edges(*told: tuple[Document, Claim]) -> list[Edge]:
    documents = {document.id: document for document, _ in told}
    claims = [claim for _, claim in told]
    entities = [(document, entity) for document in documents for entity in (OAKLINE, TARN)]
    return derive(claims, resolve(entities, claims), documents, Origins(documents, {}))


def status(*told: tuple[Document, Claim]) -> str:
    (edge,) = edges(*told)
    return str(edge.properties["status"])


def uses(number: int, modality: str, **more: Any) -> tuple[Document, Claim]:
    return said(number, relation="USES", modality=modality, **more)


@pytest.mark.parametrize("modality", ["planned", "rumoured", "denied", "ended"])
def test_what_nobody_holds_is_called_what_it_is(modality: str) -> None:
    assert status(uses(1, modality)) == modality


def test_one_origin_reports_and_two_confirm() -> None:
    assert status(uses(1, "reported", publisher="A")) == "reported"
    assert status(uses(1, "reported", publisher="A"), uses(2, "reported", publisher="A")) == "reported"
    assert status(uses(1, "reported", publisher="A"), uses(2, "reported", publisher="B")) == "confirmed"


def test_what_is_told_after_a_publisher_is_that_publishers() -> None:
    ledger, echo = uses(1, "reported", publisher="The Ledger"), uses(2, "reported", publisher="B", claimant="the Ledger")
    assert status(ledger, echo) == "reported"
    (edge,) = edges(ledger, echo, uses(3, "reported", publisher="C"))
    assert (edge.properties["status"], edge.properties["origins"], len(edge.properties["documents"])) == ("confirmed", 2, 3)


def test_reprints_are_known_by_their_text_and_other_reports_are_not() -> None:
    story = " ".join(f"Oakline said on day {n} that its assistant {'answers' if n % 2 else 'asks'} {n * 7} times." for n in range(30))
    reprint = f"Another headline. {story[: len(story) * 9 // 10]} Copied with permission."
    other = " ".join(f"Tarn told us in week {n} that {n * 5} engineers had tested the {'old' if n % 2 else 'new'} assistant." for n in range(30))
    prints = {"a": fingerprint(story), "b": fingerprint(reprint), "c": fingerprint(other), "d": fingerprint("Too short to tell.")}
    assert reprints(prints) == [("a", "b")]


def test_a_party_confirms_alone() -> None:
    assert status(uses(1, "asserted", publisher="Tarn Inc.")) == "confirmed"
    assert status(uses(1, "asserted", publisher="A", claimant="Oakline")) == "confirmed"
    assert status(uses(1, "asserted", publisher="A")) == "reported"


def test_held_here_and_denied_there_is_disputed() -> None:
    assert status(uses(1, "reported"), uses(2, "denied")) == "disputed"


def test_a_rumour_adds_nothing_to_what_is_held_and_a_denial_outweighs_it() -> None:
    assert status(uses(1, "reported", publisher="A"), uses(2, "rumoured", publisher="B")) == "reported"
    assert status(uses(1, "rumoured"), uses(2, "denied")) == "denied"


def test_what_ended_stays_ended_unless_held_later() -> None:
    assert status(uses(1, "reported", published="2025-01"), uses(2, "ended", published="2025-06")) == "ended"
    assert status(uses(1, "ended", published="2025-01"), uses(2, "reported", published="2025-06")) == "reported"


def test_selected_here_and_rejected_there_is_disputed_and_both_are_kept() -> None:
    (edge,) = edges(said(1, outcome="selected"), said(2, outcome="rejected"))
    assert edge.properties["status"] == "disputed" and len(edge.properties["claims"]) == 2
    assert edge.properties["disagreement"] == "sources disagree: rejected and selected"


def rounds(first: dict[str, Any], second: dict[str, Any], *others: tuple[Document, Claim]) -> dict[str, Any]:
    """What is derived where one document tells of two evaluations: properties of each edge by its outcome."""
    document, claim = said(1, **first)
    again = claim.model_copy(update={"from_": None, **second, "evidence": (document.span(3, 9),)})
    told = [(document, claim), (document, again), *others]
    found = edges(*told)
    assert found == edges(*reversed(told))
    return {edge.properties["outcome"]: edge.properties for edge in found}


@pytest.mark.parametrize("date", [None, "2025-03"])
def test_one_source_that_tells_of_two_rounds_disagrees_with_nobody_and_both_are_kept(date: str | None) -> None:
    found = rounds({"outcome": "selected", "from_": date}, {"outcome": "rejected"})
    assert {outcome: (edge["status"], edge.get("from"), edge["disagreement"]) for outcome, edge in found.items()} == {
        "selected": ("reported", date, "in another round: rejected"),
        "rejected": ("reported", None, "in another round: selected"),
    }


def test_what_another_source_says_goes_with_the_round_of_the_same_outcome() -> None:
    found = rounds({"outcome": "selected", "from_": "2025-03"}, {"outcome": "rejected"}, said(2, outcome="rejected"), said(3, outcome="selected"))
    assert {outcome: edge["status"] for outcome, edge in found.items()} == {"selected": "confirmed", "rejected": "confirmed"}
    assert [len(edge["documents"]) for edge in found.values()] == [2, 2]


def test_one_source_that_dates_two_rounds_tells_of_a_change() -> None:
    found = rounds({"outcome": "rejected", "from_": "2024"}, {"outcome": "selected", "from_": "2025"})
    assert found["rejected"]["disagreement"] == "changed over time: later selected"


def test_a_denied_rejection_is_not_the_selection_told_with_it() -> None:
    found = rounds({"outcome": "selected"}, {"outcome": "rejected", "modality": "denied"})
    assert {outcome: edge["status"] for outcome, edge in found.items()} == {"selected": "reported", "rejected": "denied"}


def test_a_dated_and_an_undated_outcome_that_differ_are_disputed() -> None:
    found = edges(said(1, outcome="selected", from_="2025-03"), said(2, outcome="rejected"))
    assert {edge.properties["status"] for edge in found} == {"disputed"}


def test_a_vaguer_date_goes_with_the_more_exact_one_that_it_can_mean() -> None:
    told = [said(n, outcome="rejected", from_=date) for n, date in enumerate(("2025-11", None, "2025", "2025-Q4", "2024"))]
    found = {edge.properties.get("from"): len(edge.properties["claims"]) for edge in edges(*told)}
    assert found == {"2025-11": 3, "2024": 2}
    assert edges(*reversed(told)) == edges(*told)


def test_outcomes_of_different_dates_are_a_change_over_time() -> None:
    found = {
        edge.properties["outcome"]: edge.properties
        for edge in edges(said(1, outcome="rejected", from_="2025-03"), said(2, outcome="selected", from_="2025-Q4"))
    }
    assert {properties["status"] for properties in found.values()} == {"reported"}
    assert found["rejected"]["disagreement"] == "changed over time: later selected"
    assert found["selected"]["disagreement"] == "changed over time: earlier rejected"


def test_two_reasons_are_two_edges_that_name_each_other() -> None:
    found = edges(
        said(1, relation="REJECTED_BECAUSE", reason="its price", reason_class="price"),
        said(2, relation="REJECTED_BECAUSE", reason="slow answers", reason_class="performance_latency"),
    )
    assert {edge.properties["disagreement"] for edge in found} == {
        "another source gives another reason: its price",
        "another source gives another reason: slow answers",
    }


def test_a_reason_said_twice_is_one_edge() -> None:
    told = [said(n, relation="REJECTED_BECAUSE", reason=reason, reason_class="price") for n, reason in ((1, "its price"), (2, "Its  price"))]
    assert len(edges(*told)) == 1


def test_symmetric_relations_have_one_edge_either_way() -> None:
    document, claim = said(1, relation="PARTNERS_WITH")
    other, back = said(2, relation="PARTNERS_WITH")
    (edge,) = edges((document, claim), (other, back.model_copy(update={"subject": "t", "object": "o"})))
    assert edge.subject.name == "Oakline"


def test_what_is_definite_speaks_before_what_is_vague() -> None:
    (edge,) = edges(said(1, outcome="unknown", confidence=1.0), said(2, outcome="selected", confidence=0.5))
    assert edge.properties["outcome"] == "selected"


def test_dates_carry_their_first_and_last_day() -> None:
    (edge,) = edges(uses(1, "reported", from_="2025-Q1"))
    assert (edge.properties["from"], edge.properties["from_earliest"], edge.properties["from_latest"]) == ("2025-Q1", "2025-01-01", "2025-03-31")
