"""What a fresh reader of the output found wrong: who won, what was no reason, what is no denial. All names are invented."""

import pytest

from graphkit.extract import LEAST, extract, starter
from graphkit.records import Claim, Document


def told(text: str, least: float = 0.0) -> list[Claim]:
    return list(extract(Document.of(text), starter(), least).claims)


def test_what_took_the_others_place_was_chosen() -> None:
    text = (
        "Shipnest is a parcel firm. It replaced Wren with Grendel 3 in May because its customers write mostly in Thai. "
        "Grendel 3 is a model by Oakum Labs. It is fast."
    )
    mine = [claim for claim in told(text) if claim.object == "grendel_3"]
    assert any(claim.outcome == "selected" for claim in mine)
    assert not any(claim.outcome == "rejected" or claim.relation == "REJECTED_BECAUSE" or claim.modality == "ended" for claim in mine)


def test_a_merit_is_no_reason_against() -> None:
    text = "# ADR 4: Model\n\n## Options\n\n### Quillon\n\n- Good, because latency was the lowest of all\n- Rejected after the security review\n"
    assert not any("latency" in (claim.reason or "") for claim in told(text))


def test_what_was_never_the_problem_is_no_reason() -> None:
    assert not any(claim.reason and "quality" in claim.reason for claim in told("Parcelo dropped Grendel. Grendel was never the problem on quality."))


def test_what_another_part_of_the_sentence_sells_is_still_held() -> None:
    text = "Sable is backed by Northgate Partners; Northgate sold its shares in Montclair last year."
    assert {claim.modality for claim in told(text) if (claim.relation, claim.object) == ("INVESTS_IN", "sable")} == {"asserted"}


def test_what_somebodys_product_runs_on_is_not_their_own() -> None:
    assert not any(claim.relation == "DEVELOPS" and claim.object == "grendel_3" for claim in told("Parcelo's support bot ran on Grendel 3.", LEAST))


def test_a_bid_taken_back_was_rejected_by_nobody() -> None:
    text = "Serrat Leasing asked three vendors for a fraud check. Umbra Analytics withdrew its bid in May. Serrat Leasing picked FraudScope in June."
    assert not any(claim.object == "umbra_analytics" and claim.outcome == "rejected" for claim in told(text))


def test_a_sister_firms_choice_is_its_own_and_a_row_says_its_verdict() -> None:
    table = "| Vendor | Product | Verdict | Why |\n|---|---|---|---|\n| Argent Signal | Sentry | Selected | Cheapest over five years |\n"
    table += "| Mirefield | MirrorGuard | Rejected | Would not share its audit logs |\n"
    rest = "Serrat Leasing, a sister firm, rejected Sentry because alerts took up to nine minutes.\n"
    text = f"# Fraud tools memo\n\nBanco Serrat compared fraud tools for its Lisbon desk.\n\n{table}\n{rest}"
    said = {(claim.subject, claim.outcome) for claim in told(text, 0.4) if claim.relation == "EVALUATED" and claim.object == "sentry"}
    assert said == {("serrat_leasing", "rejected"), ("banco_serrat", "selected")}


@pytest.mark.parametrize("header", ["**File:** docs/0012.md\n**Status:** Draft", "- Date: 3 May\n- Status: Proposed, not yet approved"])
def test_what_a_draft_picks_is_used_by_nobody_yet(header: str) -> None:
    text = f"# ADR 12: Model\n\n{header}\n\n## Decision\n\nParcelo uses Quillon for all drafts.\n\n## Options\n\n- Quillon\n- Grendel: rejected, too slow\n"
    assert {claim.modality for claim in told(text) if claim.object == "quillon"} == {"planned"}
    held = told(text.replace("Draft", "Accepted").replace("Proposed, not yet approved", "proposed, then accepted on 9 May"))
    assert {claim.modality for claim in held if claim.object == "quillon"} == {"asserted"}


def test_what_is_said_of_the_winner_is_no_reason_against_the_loser() -> None:
    told_of = "In March we switched the desk from Grendel to Wren, which Sable Intelligence releases under an open licence."
    mine = told(f"# Help desk\n\nWe at Parcelo answer mails. {told_of}")
    assert not any("licence" in (claim.reason or "") for claim in mine)
    assert any((claim.relation, claim.object) == ("USES", "wren") and claim.modality != "ended" for claim in mine)


@pytest.mark.parametrize("verb", ["take", "pick", "are buying", "chose"])
def test_who_is_complained_of_was_not_chosen(verb: str) -> None:
    table = "| Model | Maker |\n|---|---|\n| Cadenza 2 | Orbeline |\n| Scrivo 4 | Hallam Speech |\n"
    text = f"# Decision record 7: speech model\n\nCompany: Tessaly Insurance\n\n## Options\n\n{table}\n## Decision\n\n"
    text += f"We {verb} Cadenza 2. Scrivo 4 was too dear.\n"
    said = {claim.object: claim.outcome for claim in told(text, 0.4) if claim.relation == "EVALUATED"}
    assert said.get("scrivo_4") != "selected" and said.get("cadenza_2") != "rejected"


def test_what_was_bought_after_a_comparison_was_chosen() -> None:
    mine = told("Harmon Dairy compared Tansy with Yarrow and bought Yarrow because Tansy was too slow.")
    assert {(claim.object, claim.outcome) for claim in mine if claim.relation == "EVALUATED"} == {("tansy", "rejected"), ("yarrow", "selected")}
    assert {claim.object for claim in mine if claim.relation == "REJECTED_BECAUSE"} == {"tansy"}


def test_what_a_list_of_others_begins_with_was_not_chosen() -> None:
    text = (
        "# ADR 6: Layout model\n\n## Status\n\nAccepted\n\n## Context\n\nThe Archive of Sant Marc has records on film.\n\n## Decision\n\n"
        "Lines are found by **Trago 1**. It was trained by the university.\n\nAlso considered:\n\n"
        "- **PageMole.** In our test of 300 pages it cut every note in half.\n- **Strig Layout**, from Oakum Software. Oakum wants to be paid per page.\n"
    )
    found = extract(Document.of(text), starter(), 0.0)
    names = {entity.id: entity.name for entity in found.entities}
    outcomes = {(names[claim.object], claim.outcome) for claim in found.claims if claim.relation == "EVALUATED"}
    assert ("PageMole", "selected") not in outcomes
    assert ("Strig Layout", "selected") not in outcomes


def test_what_is_not_ruled_out_is_pending() -> None:
    found = extract(Document.of("Nordrx has not ruled out Klok 2 for its vets. Klok 2 was tested in May. Nordrx is a pharmacy."), starter(), 0.0)
    assert not any(claim.outcome == "rejected" for claim in found.claims)


def test_what_it_was_tried_on_is_no_reason() -> None:
    text = (
        "Brightwell Mobile tested models from three vendors, Quillmere, Tavolune and Vennholt, on 4,000 recorded requests in Portuguese and English. "
        "Vennholt was eliminated in the first round. Brightwell Mobile has chosen Quillmere's Orsolet 3. It is a carrier."
    )
    assert not any("recorded requests" in (claim.reason or "") for claim in told(text))


def test_a_second_place_is_no_reason() -> None:
    text = (
        "Brightwell Mobile rejected Tavolune, a start-up from Lyon, after it declined to keep recordings on servers in Portugal. "
        "Tavolune's model, Cadrelle, had come second for accuracy. Brightwell Mobile chose Quillmere's Orsolet 3. It is a carrier."
    )
    assert not any("second" in (claim.reason or "") for claim in told(text))
