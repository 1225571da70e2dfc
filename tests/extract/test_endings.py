"""What is over, denied or still to come, said in words that belong to one relation. All names are invented."""

import pytest

from graphkit.extract import extract, starter
from graphkit.records import Document


def told(text: str) -> set[tuple[str, str, str, str]]:
    found = extract(Document.of(text), starter(), 0.0)
    names = {entity.id: entity.name for entity in found.entities}
    return {(claim.relation, names[claim.subject], names[claim.object], claim.modality) for claim in found.claims}


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Halven Voice's chief executive, Min-ji Ahn, has left.", ("LEADS", "Min-ji Ahn", "Halven Voice", "ended")),
        ("Halven Voice's chief executive, Min-ji Ahn, resigned on Monday.", ("LEADS", "Min-ji Ahn", "Halven Voice", "ended")),
        ("Halven Voice's chief executive, Min-ji Ahn, would say nothing. She leaves the firm in June.", ("LEADS", "Min-ji Ahn", "Halven Voice", "ended")),
        ("Halven Voice's chief executive, Min-ji Ahn, will say more in June.", ("LEADS", "Min-ji Ahn", "Halven Voice", "asserted")),
        ("Halven Voice's then chief executive Min-ji Ahn signed the papers.", ("LEADS", "Min-ji Ahn", "Halven Voice", "ended")),
        ("Halven Voice, which was a subsidiary of Orrin Holdings until 2019, makes headsets.", ("PART_OF", "Halven Voice", "Orrin Holdings", "ended")),
        ("Halven Voice is a subsidiary of Orrin Holdings.", ("PART_OF", "Halven Voice", "Orrin Holdings", "asserted")),
        ("The supermarket group Hollis used Tarn 2 to answer suppliers between 2020 and 2022.", ("USES", "Hollis", "Tarn 2", "ended")),
        ("Oakline AG used to compete with Lowell Group. Both are banks.", ("COMPETES_WITH", "Oakline", "Lowell Group", "ended")),
        ("It is a myth that Hollis AG uses Tarn 2. Its board says so.", ("USES", "Hollis", "Tarn 2", "denied")),
        ("Regulators blocked Hollis AG's acquisition of Orrin Labs in 2023. The market moved on.", ("ACQUIRES", "Hollis", "Orrin Labs", "ended")),
        ("Hollis AG never stopped using Tarn 2. It likes it.", ("USES", "Hollis", "Tarn 2", "asserted")),
        ('A story that put Kuiper AG among the investors in Brannel was called "pure invention" by Brannel.', ("INVESTS_IN", "Kuiper", "Brannel", "denied")),
        ("Azulo Pagamentos will give up its 12% holding in the payroll firm Salaro.", ("INVESTS_IN", "Azulo Pagamentos", "Salaro", "ended")),
        ("The clinics now have Feuill, which is not a product of Hospira Log but of Papier Vert.", ("DEVELOPS", "Hospira Log", "Feuill", "denied")),
        ("Kestra is often attributed to Fjordal Labs but was trained by volunteers.", ("DEVELOPS", "Fjordal Labs", "Kestra", "denied")),
        (
            "A sale of Lumen Optics to Brightwater Optics, agreed in January 2025, fell through. Both are based in Leeds.",
            ("ACQUIRES", "Brightwater Optics", "Lumen Optics", "ended"),
        ),
        (
            "The users of Vantor include Nordic Rail, Keel Ferries and, for a short while, Opal Cruises. Vantor is a program.",
            ("USES", "Opal Cruises", "Vantor", "ended"),
        ),
        ("Halven Voice's chief executive, Min-ji Ahn, disputes that. She's since resigned.", ("LEADS", "Min-ji Ahn", "Halven Voice", "ended")),
        (
            "The Office did not order Thornbury Telecom to stop using Merrily. Thornbury Telecom sells phones.",
            ("USES", "Thornbury Telecom", "Merrily", "asserted"),
        ),
        (
            "In 2021 Norrstrand AG sold its 22 per cent stake in Halvor Cognition to Drummle Office. Halvor Cognition makes maps.",
            ("INVESTS_IN", "Norrstrand", "Halvor Cognition", "ended"),
        ),
        (
            "Veldhaven Forward took a 9 per cent stake in Papyrus AI in May and sold its remaining shares in Calloway. Papyrus AI makes scanners.",
            ("INVESTS_IN", "Veldhaven Forward", "Papyrus AI", "asserted"),
        ),
        ("Fjell Capital leads a seed round of Plumline. The fund Nordin declines to invest in Plumline.", ("INVESTS_IN", "Nordin", "Plumline", "denied")),
        ("Press reports that Hollis uses Tarn 2 have been described by both firms as mistaken.", ("USES", "Hollis", "Tarn 2", "denied")),
    ],
)
def test_what_is_over_is_never_told_as_fact(text: str, claim: tuple[str, str, str, str]) -> None:
    assert claim in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Hollis AG tested models. It rejected Orrin Labs despite its low price. It then chose Veldmark.",
        "Hollis AG rejected Orrin Labs, but not over security. It went with Veldmark.",
        "Hollis AG chose Veldmark over Orrin Labs for its speed. It is a bank.",
    ],
)
def test_what_was_no_reason_is_none(text: str) -> None:
    assert not any(relation == "REJECTED_BECAUSE" for relation, *_ in told(text))


def test_what_is_neither_confirmed_nor_denied_is_not_claimed() -> None:
    assert not any(relation == "USES" for relation, *_ in told("Hollis AG would neither confirm nor deny that it uses Tarn 2. It is a bank."))


@pytest.mark.parametrize(
    ("text", "modality", "by"),
    [
        ("Rumours in March had Boll Systems buying Fernhill. Boll Systems said that no talks had ever taken place. Both are in Leeds.", "denied", "no talks"),
        ("A takeover of Fernhill by Corundum was agreed in 2033. It was prohibited that October. Fernhill makes Harrow 2.", "ended", "prohibited"),
        ("Corundum will buy Fernhill for 40 million. Corundum has never been in talks with Odell. It is in Leeds.", "planned", "will buy"),
        ("Pinnar is in talks to buy Fernhill, two people said. Pinnar denied that it would close the plant. It is in Leeds.", "rumoured", "in talks"),
    ],
)
def test_what_the_next_sentence_takes_back_is_quoted_with_it(text: str, modality: str, by: str) -> None:
    found = extract(Document.of(text), starter(), 0.5)
    fernhill = next(entity.id for entity in found.entities if entity.name == "Fernhill")
    bid = [claim for claim in found.claims if claim.relation == "ACQUIRES" and claim.object == fernhill]
    assert {claim.modality for claim in bid} == {modality}
    assert any(by in span.text for claim in bid for span in claim.evidence)


def test_who_buys_a_stake_is_no_user() -> None:
    found = told("In 2021 Norrstrand AG sold its 22 per cent stake in Halvor Cognition to Drummle Office. Halvor Cognition makes maps.")
    assert not any(relation == "USES" for relation, *_ in found)
    assert ("INVESTS_IN", "Drummle Office", "Halvor Cognition", "ended") not in found


def test_from_then_until_then() -> None:
    found = extract(Document.of("Compass was in use at Kestrow from 2018 until 2021. Kestrow is a haulier. Compass is a planner."), starter(), 0.0)
    assert {("2018", "2021")} == {(claim.from_, claim.to) for claim in found.claims if claim.relation == "USES" and claim.modality == "ended"}


def test_a_chronicle_is_not_from_its_first_day() -> None:
    lines = "March 2017 – Sigrid Aune founds Plumline.\n\nMay 2019 – Plumline launches Planreader.\n\nJune 2021 – Archetta buys Plumline.\n"
    assert extract(Document.of(f"Plumline in dates\n\n{lines}"), starter(), 0.0).claims
    assert not any(claim.reported == "2017-03" for claim in extract(Document.of(f"Plumline in dates\n\n{lines}"), starter(), 0.0).claims)
