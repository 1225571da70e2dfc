"""What is said of one firm, item or clause isn't taken for its neighbour's."""

import pytest

from graphkit.extract import extract, starter
from graphkit.records import Document


def claims(text: str) -> set[tuple[str, str, str, str, str | None]]:
    found = extract(Document.of(text), starter(), 0.0)
    names = {entity.id: entity.name for entity in found.entities}
    return {(names[c.subject], c.relation, names[c.object], c.modality, c.outcome) for c in found.claims if c.confidence >= 0.3}


def test_an_end_told_of_one_item_of_a_list() -> None:
    found = claims("Corvel Freight uses Tarn 4, Wick and, until 2025, Osprey Mini. Corvel Freight is based in Hull.")
    assert ("Corvel Freight", "USES", "Tarn 4", "asserted", None) in found
    assert ("Corvel Freight", "USES", "Tarn 4", "ended", None) not in found


@pytest.mark.parametrize(
    "text",
    [
        "Tandem Works agreed in March to acquire Orbis Health, but the deal collapsed in June. Both are based in Hull.",
        "Tandem Works said that it would acquire Orbis Health; the sale fell through a month later. Both are based in Hull.",
    ],
)
def test_a_purchase_that_fell_through_is_over(text: str) -> None:
    found = {modality for _, relation, _, modality, _ in claims(text) if relation == "ACQUIRES"}
    assert found == {"ended"}


def test_a_founder_is_no_backer() -> None:
    found = claims("Dellwood was founded by Priya Nair and is backed by Castor Ventures. Dellwood sells maps.")
    assert ("Castor Ventures", "INVESTS_IN", "Dellwood", "asserted", None) in found
    assert not any(subject == "Priya Nair" and relation == "INVESTS_IN" for subject, relation, *_ in found)


def test_considered_but_rejected_is_no_rumour() -> None:
    found = claims("# ADR 3: Broker\n\nStatus: accepted\n\n## Decision\n\nWe considered Quillon but rejected it because it was slow. We chose Vexel.\n")
    assert any(name == "Quillon" and modality == "asserted" and outcome == "rejected" for _, _, name, modality, outcome in found)
    assert not any(name == "Quillon" and modality == "rumoured" for _, _, name, modality, _ in found)


def test_what_nearly_happened_didnt() -> None:
    found = claims("Aldersea nearly chose Quince 2, but took Marl 3 instead. Aldersea is a council.")
    assert not any(name == "Quince 2" and outcome == "selected" for _, _, name, _, outcome in found)


def test_silence_is_no_reason() -> None:
    text = "Aldersea tested Vennholt 2 and Marl 3. Vennholt 2 was ruled out as well. It has not said why, and nor has Aldersea. Aldersea chose Marl 3."
    assert not any(c.relation == "REJECTED_BECAUSE" and "said why" in (c.reason or "") for c in extract(Document.of(text), starter(), 0.0).claims)


def test_each_clause_has_its_own_reason() -> None:
    text = "Meridian Bank dropped Vertex 2 because it could not be hosted in Europe, and Oakridge 5 was ruled out on cost. Meridian Bank is a lender."
    found = extract(Document.of(text), starter(), 0.0)
    names = {entity.id: entity.name for entity in found.entities}
    reasons = {(names[c.object], c.reason) for c in found.claims if c.relation == "REJECTED_BECAUSE"}
    assert ("Vertex 2", "it could not be hosted in Europe") in reasons
    assert not any(name == "Oakridge 5" and "hosted" in (reason or "") for name, reason in reasons)


def test_names_keep_a_plain_first_word() -> None:
    found = extract(Document.of("Old Quay Capital has invested in Brevis. Brevis 3 mini is a model by Brevis. It is old."), starter(), 0.0)
    assert {"Old Quay Capital", "Brevis 3 mini"} <= {form for entity in found.entities for form in (entity.name, *entity.mentions)}


@pytest.mark.parametrize(
    ("after", "modality"),
    [
        ("Pinnar denied that it would also take over Rautaa.", "asserted"),
        ("Pinnar denied it would also take over Rautaa.", "asserted"),
        ("On Monday both denied it.", "denied"),
        ("Pinnar later denied that.", "denied"),
    ],
)
def test_what_else_is_denied(after: str, modality: str) -> None:
    found = claims(f"Pinnar has bought Sisu Vision for 40 million euros, its chairman said. {after} Both are based in Oulu. Rautaa sells steel.")
    assert {(subject, name, told) for subject, relation, name, told, _ in found if relation == "ACQUIRES" and name == "Sisu Vision"} == {
        ("Pinnar", "Sisu Vision", modality)
    }


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "Harrow Tinplate put 1.1 million into Seamly, a young company. The chairman went to see them expecting nonsense. Both are in Leeds.",
            ("Harrow Tinplate", "INVESTS_IN", "Seamly", "denied"),
        ),
        (
            "Grootbok (Van Rijsberg Software) didn't make it: it could not be run in the cellar. The town hall chose Marl 3. It is in Gouda.",
            ("Van Rijsberg Software", "DEVELOPS", "Grootbok", "denied"),
        ),
        (
            "The chair of Sallowfield has been occupied since then by Yusuf Tarrant. Sallowfield sells maps. It is old. It is in Hull.",
            ("Yusuf Tarrant", "LEADS", "Sallowfield", "ended"),
        ),
    ],
)
def test_what_is_said_of_something_else_denies_nothing(text: str, fact: tuple[str, str, str, str]) -> None:
    assert fact not in {(subject, relation, name, told) for subject, relation, name, told, _ in claims(text)}
