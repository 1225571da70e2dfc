"""What readers who came fresh to the tool found misread."""

from pathlib import Path

import pytest

from graphkit.extract import extract, starter
from graphkit.loading import Hints, Source, documents, sources
from graphkit.records import Document, Extraction


def read(text: str) -> Extraction:
    return extract(Document.of(text), starter(), 0.0)


def modalities(text: str, relation: str) -> set[str]:
    return {claim.modality for claim in read(text).claims if claim.relation == relation}


def test_a_price_that_was_not_disclosed_denies_no_purchase() -> None:
    assert modalities("Orlen Group agreed on Monday to take over Vey Labs. The price was not disclosed.", "ACQUIRES") == {"planned"}


@pytest.mark.parametrize("after", ["It does not.", "That was not so.", "It never did."])
def test_a_short_denial_denies_what_stands_before_it(after: str) -> None:
    assert modalities(f"A paper wrote that Orlen Group uses Kelp 2. {after} Kelp 2 is a model by Vey Labs.", "USES") == {"denied"}


def test_a_bid_that_is_not_ruled_out_is_a_rumour() -> None:
    text = "Nordlys has not ruled out a bid for Pym, its chief executive told the paper. Pym makes software. Nordlys is based in Oslo."
    assert modalities(text, "ACQUIRES") <= {"rumoured"}


def test_the_sign_of_a_share_is_the_firm() -> None:
    found = read("Aster Robotics (Nasdaq: ASTR) was founded in 2011 by Lena Forsberg. ASTR rose by 3 per cent. Aster Robotics makes arms.")
    assert any({"Aster Robotics", "ASTR"} <= set(entity.mentions) for entity in found.entities)


def test_a_first_name_is_the_person_named_before() -> None:
    text = "Minutes\n\nPresent: Carla Munt (chair), Bilal Aziz\n\nBilal said that Sparkle Ltd had missed three visits. Carla will call Sparkle.\n"
    people = [entity for entity in read(text).entities if entity.type == "Person"]
    assert {"Carla Munt", "Bilal Aziz"} == {entity.name for entity in people}
    assert not any(entity.type != "Person" and {"Carla", "Bilal"} & set(entity.mentions) for entity in read(text).entities)


def test_a_firm_that_the_minutes_name_late_did_not_write_them() -> None:
    text = (
        "Minutes of the House Committee, 6 February 2024\nPresent: Carla Munt (chair), Ruth Halloran\n\n"
        "1. Move. The committee agreed to move to Alder Court instead of Mill Lane because Mill Lane has no lift.\n\n"
        "2. Canteen. Ruth asked whether Tanner Catering had raised prices. Carla confirmed that it had not.\n"
    )
    found = read(text)
    names = {entity.id: entity.name for entity in found.entities}
    assert not any(names[claim.subject] == "Tanner Catering" for claim in found.claims)


def test_the_firm_is_what_the_article_is_about() -> None:
    text = (
        "Tamsin & Rooke was a British instrument maker. In 1948 it acquired Pell Gauges. A merger with Castell Instruments was abandoned in 1963.\n\n"
        "The firm was taken over by Omnimet in 1971."
    )
    found = read(text)
    names = {entity.id: entity.name for entity in found.entities}
    assert not any((names[claim.subject], names[claim.object]) == ("Omnimet", "Castell Instruments") for claim in found.claims)


def test_an_option_that_was_also_looked_at_is_not_the_choice() -> None:
    text = "# ADR 17: Queue\n\nStatus: Accepted\n\n## Decision\n\nWe will move to Marlin. Redwing was also evaluated by Oskar; it lacks permissions.\n"
    found = read(text)
    names = {entity.id: entity.name for entity in found.entities}
    assert not any(names[claim.object] == "Redwing" and claim.outcome == "selected" for claim in found.claims)


def test_most_is_no_name() -> None:
    found = read('"Most were fine on English," said Mia Strand, head of service at Kestrel Bank. Kestrel tested Ox and Lingo. Most were slow.')
    assert not any(entity.name == "Most" for entity in found.entities)


def test_shares_that_were_given_up_later() -> None:
    text = "In 2020, the Prague fund Kolben Nine bought eleven per cent of Varga Elektron. In October 2024, Kolben Nine gave up its shareholding."
    held = [claim for claim in read(text).claims if claim.relation == "INVESTS_IN"]
    assert {claim.modality for claim in held} == {"ended"} and any((claim.from_, claim.to) != (None, None) for claim in held)


@pytest.mark.parametrize(
    ("text", "relation", "modality"),
    [
        ("Rothko Pensions also had 8% of Olsson-Tait, which it disposed of in 2025. Rothko Pensions is a fund.", "INVESTS_IN", "ended"),
        ("Sapeon Korea, which was a Tarn Telecom affiliate, makes chips. Tarn Telecom is a carrier.", "PART_OF", "ended"),
        ("Norrin has acquired Cognita; closing is expected in the second half of the year. Norrin is an American firm.", "ACQUIRES", "planned"),
        ("Somebody at the meetup claimed that Tweedekans runs Nimbus Rank. Tweedekans sells shoes.", "USES", "rumoured"),
    ],
)
def test_what_is_over_to_come_or_hearsay(text: str, relation: str, modality: str) -> None:
    assert modalities(text, relation) == {modality}


def test_whether_they_looked_is_no_news() -> None:
    assert not any(
        claim.modality in ("asserted", "reported")
        for claim in read("Did we look at Quire? Everyone asks. No. We use Marl 3.").claims
        if "Quire" in claim.object
    )


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("Telefonía Pacífico has chosen Kelp 2. Pacífico had tested it for a year.", {"Telefonía Pacífico", "Pacífico"}),
        ("Fernweh Direkt uses Quill 2, a model made by Orlen Labs. Fernweh likes it.", {"Fernweh Direkt", "Fernweh"}),
        ("Orlen Labs has released Parchment 3. The firm had worked on Parchment for a year.", {"Parchment 3", "Parchment"}),
        ("The Voice Registry, the Danish authority, fined Orlen Labs in May. The Registry did not say why.", {"Voice Registry", "Registry"}),
        ("Present: Petra Vasani, Theo Sandoval\n\nPV said that Kelp 2 was slow. TS agreed. The council uses Kelp 2.", {"Petra Vasani", "PV"}),
        ("Priti Vasani and Theo Sandoval run the shop. Theo agreed to buy Kelp 2.", {"Theo Sandoval", "Theo"}),
    ],
)
def test_a_short_form_stands_for_the_name_given_in_full(text: str, together: set[str]) -> None:
    assert any(together <= set(entity.mentions) for entity in read(text).entities)


def test_two_versions_share_no_short_form() -> None:
    forms = [set(entity.mentions) for entity in read("Fernweh Direkt uses Quill 2 and Quill 3, made by Orlen Labs. Fernweh likes Quill.").entities]
    assert not any({"Quill 2", "Quill 3"} & mentions and "Quill" in mentions for mentions in forms)


def test_an_authority_that_does_not_oppose_a_purchase_denies_none() -> None:
    text = "The competition authority of Norway said it would not oppose the purchase of Fjordkraft Data by Stratos. Stratos sells records."
    assert "denied" not in modalities(text, "ACQUIRES")


def test_the_month_of_may_is_no_doubt() -> None:
    text = "OSLO, 14 May 2024 - Veldt Robotics today announced the appointment of Hanna Brekke as Chief Technology Officer. Veldt makes robots."
    assert modalities(text, "LEADS") <= {"asserted", "planned"}


COMPARISON = """## Vendor comparison: OCR for delivery notes

| Tool | Maker | Accuracy | Price per page | Verdict |
|---|---|---|---|---|
| ReadRight | Penhallow | 97.1 % | 0.02 | chosen |
| DocuLens 4 | Ferrolabs | 98.0 % | 0.09 | too expensive |
| Glyph | (open source) | 88 % | 0 | not accurate enough |

We (the logistics team of Brandt & Vos) will roll out ReadRight in Venlo first.
"""


def test_a_comparison_tells_who_chose_what_and_why_not_the_others() -> None:
    found = read(COMPARISON)
    names = {entity.id: entity.name for entity in found.entities}
    told = {(names[claim.subject], claim.relation, names[claim.object], claim.outcome or claim.reason) for claim in found.claims}
    assert {
        ("Brandt & Vos", "EVALUATED", "ReadRight", "selected"),
        ("Brandt & Vos", "EVALUATED", "DocuLens 4", "rejected"),
        ("Brandt & Vos", "REJECTED_BECAUSE", "DocuLens 4", "too expensive"),
        ("Brandt & Vos", "REJECTED_BECAUSE", "Glyph", "not accurate enough"),
        ("Penhallow", "DEVELOPS", "ReadRight", None),
    } <= told


def test_what_was_rejected_denies_no_rejection() -> None:
    path = Path(__file__).parents[2] / "examples" / "tagus-gazette.html"
    (source,) = (each for each in sources([str(path)]) if isinstance(each, Source))
    (document,) = documents(source, Hints())
    assert "whose Cadrelle model was rejected" in document.text
    found = extract(document, starter(), 0.0)
    assert not any(claim.outcome == "rejected" and claim.modality == "denied" for claim in found.claims)


def test_who_succeeds_another_has_not_left() -> None:
    text = "Owen Tremblay stepped down as chief executive of Ravelin Dynamics in 2020 and was succeeded by Helen Abiola. Ravelin makes drones."
    found = read(text)
    names = {entity.id: entity.name for entity in found.entities}
    assert not any(names[claim.subject] == "Helen Abiola" and claim.modality == "ended" for claim in found.claims)


RECORD = """# ADR-014: Message broker for Ferrow Lending

Status: Accepted
Date: 2026-03-04

## Context
Ferrow Lending needs a broker for its loan events.

## Decision
We will use Plover Stream from Lantern Works.

## Alternatives
- Heronmq was considered and is kept for the night jobs.
- We looked at Otterq, but its licence forbids resale.
- Brockline was too slow at 4,000 messages a second.
- Wrenbus: still under review.
- In progress: evaluating Coda-7. It leaks German into English queries.
- Marram (we wrote "Maram" before; the name is Marram): needs too much memory.
"""


def test_an_option_is_rejected_only_where_the_record_says_so_and_for_what_it_says() -> None:
    found = read(RECORD)
    names = {entity.id: entity.name for entity in found.entities}
    outcomes = {names[claim.object]: claim.outcome for claim in found.claims if claim.relation == "EVALUATED"}
    wanted = {"Heronmq": "selected", "Otterq": "rejected", "Brockline": "rejected", "Wrenbus": "pending", "Coda-7": "pending", "Marram": "rejected"}
    assert {name: outcomes.get(name) for name in wanted} == wanted
    reasons = {names[claim.object]: claim.reason for claim in found.claims if claim.relation == "REJECTED_BECAUSE"}
    assert reasons == {"Otterq": "its licence forbids resale", "Brockline": "was too slow at 4,000 messages a second", "Marram": "needs too much memory"}


def test_who_hoped_to_try_a_thing_did_not() -> None:
    text = "# Choosing a speech engine at Tarnbrook Radio\n\nWe tested two. Lyrebird won. We had hoped to try Marl 2, but they wouldn't give us access."
    found = read(text)
    names = {entity.id: entity.name for entity in found.entities}
    assert not any("Marl 2" in names[claim.object] and claim.relation in ("EVALUATED", "REJECTED_BECAUSE") for claim in found.claims)


def test_a_date_told_of_another_thing_is_not_this_ones() -> None:
    text = "Aldous Instruments launched its T9 chip on Monday and discontinued the T7, which it had sold since 2021. Aldous makes chips."
    found = read(text)
    names = {entity.id: entity.name for entity in found.entities}
    assert {claim.from_ for claim in found.claims if names[claim.object] in ("T9", "T9 chip") and claim.relation == "DEVELOPS"} == {None}


HISTORY = """ABOUT KESTREL WORKS

Kestrel Works is a Bristol company that makes inspection drones and Plumb, the software that reads their pictures.

It was founded in 2009 as Sparrow Survey by Amit Rao and Judith Penn.

Penn left in 2014; Rao ran it until the sale to Dornier Grid in 2019, since when Clara Voss has been managing director.

In 2021 Dornier Grid sold Contour Maps to Ordna.

Customers include Severn Bridges, the Dutch rail manager SpoorNet and, until 2023, Highland Water.

The Civil Aviation Office licensed its drones for flights beyond sight in 2022.
"""


def test_a_company_history() -> None:
    found = read(HISTORY)
    names = {entity.id: entity.name for entity in found.entities}
    assert any({"Kestrel Works", "Sparrow Survey"} <= set(entity.mentions) for entity in found.entities)
    told = {(names[claim.subject], claim.relation, names[claim.object]): claim for claim in found.claims}
    rao, voss = told["Amit Rao", "LEADS", "Kestrel Works"], told["Clara Voss", "LEADS", "Kestrel Works"]
    assert (rao.modality, rao.to) == ("ended", "2019") and voss.modality == "asserted"
    assert told["Ordna", "ACQUIRES", "Contour Maps"].from_ == "2021"
    assert told["SpoorNet", "USES", "Kestrel Works"].modality == "asserted" and told["Highland Water", "USES", "Kestrel Works"].modality == "ended"
    assert told["Kestrel Works", "REGULATED_BY", "Civil Aviation Office"].action == "licence"


def test_a_contract_that_will_not_be_renewed_was_one() -> None:
    text = (
        "Minutes of the board of Holm Valley Co-operative, 14 January 2026\n\nThe contract with Pollen Chat ends in April and will not be renewed. Holm Valley"
    )
    assert modalities(text + " Co-operative has chosen nothing in its place.", "USES") <= {"ended"}


def test_the_committee_of_minutes_that_name_no_body_is_their_author() -> None:
    text = """Minutes of the Library Committee, 3 February 2026

Present: Ana Duarte (chair), Tom Reyk, Lise Holm.

1. Search assistant
Tom reported on the trial of Pageturn, the assistant made by Quillon. Readers could not find anything with it. The committee decided against it.

Lise said that Bramble, from Osterby Data, had been tried in two branches. The committee chose Bramble.
"""
    found = extract(Document.of(text), starter(), 0.35)
    names = {entity.id: entity.name for entity in found.entities}
    told = {(names[claim.subject], names[claim.object], claim.outcome) for claim in found.claims if claim.relation == "EVALUATED"}
    assert told == {("(author)", "Pageturn", "rejected"), ("(author)", "Bramble", "selected")}


@pytest.mark.parametrize(
    ("text", "relation", "modalities_wanted"),
    [
        ("Rumour has it that Bram Stolk will step down as Zephyrine's chairman in June. Zephyrine makes Aria.", "LEADS", {"asserted"}),
        ("You will have read in the trade press that we signed with Parapet. We did not. Quayside Mutual is content.", "USES", {"denied"}),
        ("Havnstad Council runs on Brindle. Its maker said that Brindle will be switched off on 31 March 2026.", "USES", {"ended"}),
        ("Northgate Chips said on Thursday it would pay $2.3bn in cash and shares for Velluto, a maker of lenses in Pisa.", "ACQUIRES", {"planned"}),
    ],
)
def test_what_the_next_words_make_of_it(text: str, relation: str, modalities_wanted: set[str]) -> None:
    assert modalities(text, relation) <= modalities_wanted


def test_who_took_its_bid_back_was_not_rejected() -> None:
    text = (
        "Minutes of the board of Pellworm Freight, 4 May 2026\n\nFeldspar withdrew of its own accord a week before the demo. Pellworm Freight chose Papyrine."
    )
    found = read(text)
    names = {entity.id: entity.name for entity in found.entities}
    about = [claim for claim in found.claims if names[claim.object] == "Feldspar"]
    assert not any(claim.outcome == "rejected" or claim.relation == "REJECTED_BECAUSE" for claim in about)


NUMBERED = """# 0012. Model for permit letters

Date: 2026-02-10
Status: accepted

Havnstad Council writes 4,000 letters a month.

## Options
1. Sundial Enterprise by Heliograph
2. Oxbow 70B, open weights, from Meander Labs

## Decision
Chosen option: **2**.
"""


def test_the_chosen_option_may_be_a_number() -> None:
    found = read(NUMBERED)
    names = {entity.id: entity.name for entity in found.entities}
    outcomes = {names[claim.object]: claim.outcome for claim in found.claims if claim.relation == "EVALUATED"}
    assert outcomes == {"Oxbow 70B": "selected", "Sundial Enterprise": "rejected"}


def test_the_owner_of_a_trademark_is_not_the_firm_that_the_page_is_about() -> None:
    text = "Brindle widens access. Brindle chose Kelp 2. Brindle makes phones. Brindle sells in Spain.\n\nBrindle is a trademark of Brindle Brand Services Ltd."
    assert not any({"Brindle", "Brindle Brand Services Ltd"} <= set(entity.mentions) for entity in read(text).entities)


def test_what_was_tried_and_not_taken_was_turned_down() -> None:
    text = "The Land Registry trialled Scrivener in 2021 but did not adopt it, citing poor accuracy on older deeds. Scrivener is made by Vellum."
    assert {(claim.outcome, claim.modality) for claim in read(text).claims if claim.relation == "EVALUATED"} == {("rejected", "asserted")}


def test_what_a_thing_was_swapped_for_was_chosen() -> None:
    text = "Orbis Bank swapped its Quillon chatbot for Mistelle Large in June after complaints about invented balances. Mistelle AI makes Mistelle Large."
    found = read(text)
    names = {entity.id: entity.name for entity in found.entities}
    about = [claim for claim in found.claims if names[claim.object] == "Mistelle Large" and names[claim.subject] == "Orbis Bank"]
    assert about and not any(claim.outcome == "rejected" or claim.relation == "REJECTED_BECAUSE" for claim in about)


def test_a_body_named_in_capitals_at_the_head_of_its_digest() -> None:
    text = (
        "OFFICE OF ALGORITHMIC CONDUCT\nEnforcement digest\n\nThis digest tells what the Office did.\n\nFines\n"
        "On 2 September the Office imposed a penalty of 400,000 crowns on Sable & Wray, the recruitment group. Sable & Wray has appealed.\n"
    )
    found = read(text)
    body = next(entity for entity in found.entities if "Office" in entity.mentions)
    assert (body.name, body.type) == ("OFFICE OF ALGORITHMIC CONDUCT", "Regulator")
    assert any(claim.object == body.id and claim.action == "fine" for claim in found.claims)


def test_a_firm_called_after_its_founder_is_not_he() -> None:
    text = (
        "Halvorsen Cognition makes models for shipping. It was founded in 2014 by Mattias Halvorsen. Halvorsen's main product is Bowsprit.\n\n"
        "In 2023 the Nordic Data Inspectorate fined Halvorsen 4 million kronor. Halvorsen sells in eleven countries.\n"
    )
    found = read(text)
    firm = next(entity for entity in found.entities if entity.name == "Halvorsen Cognition")
    assert "Halvorsen" in firm.mentions
    assert any(claim.subject == firm.id and claim.relation == "REGULATED_BY" for claim in found.claims)
