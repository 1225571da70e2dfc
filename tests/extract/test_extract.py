"""Extraction end to end, on invented texts: what is found, what is not, and that nothing breaks it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.extract import LEAST, extract, reads
from graphkit.extract.explain import explain
from graphkit.records import Claim, Document, Extraction

STORY = """\
Veldmark has announced a partnership with Orrin to bring an assistant to its phones, according to a report by the Harbour \
Courier. The service is built on Orrin's Kelp AI model.

The deal comes after Veldmark's plan to work with Tavish fell through due to weaknesses in Tavish's speech recognition. \
Veldmark then evaluated models from several other companies, \
including Pellucid, Mistleway and Deepwell, before selecting Orrin. Deepwell was eventually ruled out due to its small team and \
lack of large customers.

Orrin's Kelp AI model, part of its Seagrass family, is well regarded. Veldmark aims to catch up with rivals like Brackwater, \
which has had an assistant since last year.

Veldmark and Orrin have submitted their assistant for vetting to the Telecoms Inspectorate of Norvania (TIN), the agency \
responsible. CEO Marta Lindqvist said Veldmark was confident.
"""


def read(text: str, least: float = 0.0, **facts: str) -> Extraction:
    document = Document.of(text, **facts)
    return extract(document, least=least).check(document)


def claims(found: Extraction, relation: str) -> dict[tuple[str, str], Claim]:
    names = {entity.id: entity.name for entity in found.entities}
    return {(names[claim.subject], names[claim.object]): claim for claim in found.claims if claim.relation == relation}


def test_story() -> None:
    found = read(STORY, LEAST)
    assert ("Veldmark", "Orrin") in claims(found, "PARTNERS_WITH")
    assert ("Orrin", "Kelp") in claims(found, "DEVELOPS") or ("Orrin", "Kelp AI") in claims(found, "DEVELOPS")
    evaluated = claims(found, "EVALUATED")
    outcomes = {vendor: claim.outcome for (buyer, vendor), claim in evaluated.items() if buyer == "Veldmark"}
    assert outcomes.pop("Kelp AI", "selected") == "selected"  # Orrin's model, by which Orrin is chosen
    assert outcomes == {"Tavish": "rejected", "Pellucid": "rejected", "Mistleway": "rejected", "Deepwell": "rejected", "Orrin": "selected"}
    reasons = {vendor: claim.reason for (_, vendor), claim in claims(found, "REJECTED_BECAUSE").items()}
    assert reasons == {"Tavish": "weaknesses in Tavish's speech recognition", "Deepwell": "its small team and lack of large customers"}
    regulated = claims(found, "REGULATED_BY")
    assert {subject for subject, _ in regulated} == {"Veldmark", "Orrin"}
    assert {(claim.action, claim.modality) for claim in regulated.values()} == {("approval", "planned")}
    inspectorate = next(entity for entity in found.entities if entity.type == "Regulator")
    assert {"Telecoms Inspectorate of Norvania", "TIN"} <= set(inspectorate.mentions)


def test_reason_in_the_next_sentence() -> None:
    found = read("Veldmark AG rejected Pellucid AI last week. The company said its prices were too high.")
    claim = claims(found, "REJECTED_BECAUSE")["Veldmark", "Pellucid AI"]
    assert (claim.reason, claim.reason_class) == ("its prices were too high", "price")


def test_no_reason_is_invented_for_one_that_merely_lost() -> None:
    found = read("Veldmark AG tested Pellucid AI and Orrin Labs before choosing Orrin Labs because it was cheaper.")
    assert not claims(found, "REJECTED_BECAUSE")


@pytest.mark.parametrize(
    ("text", "relation", "modality"),
    [
        ("Veldmark AG will buy Orrin Labs.", "ACQUIRES", "planned"),
        ("Veldmark AG may acquire Orrin Labs.", "ACQUIRES", "rumoured"),
        ("Veldmark AG has not invested in Orrin Labs.", "INVESTS_IN", "denied"),
        ("Veldmark AG denied that it had acquired Orrin Labs.", "ACQUIRES", "denied"),
        ("Veldmark AG ended its partnership with Orrin Labs.", "PARTNERS_WITH", "ended"),
        ("Veldmark AG acquired Orrin Labs, according to two people familiar with the matter.", "ACQUIRES", "reported"),
        ("Veldmark AG acquired Orrin Labs.", "ACQUIRES", "asserted"),
        ("Veldmark AG said it would stop using Orrin Labs.", "USES", "ended"),
        ("Veldmark AG acquired Whisperfold Labs.", "ACQUIRES", "asserted"),  # a name is no whisper
        ("Traders whisper that Veldmark AG acquired Orrin Labs.", "ACQUIRES", "rumoured"),
        ("Orrin Labs will operate as a division of Veldmark AG.", "PART_OF", "planned"),
        ("Orrin Labs operates as a division of Veldmark AG.", "PART_OF", "asserted"),
        ("Orrin Labs's Kelp 3 is due in the summer.", "DEVELOPS", "planned"),
        ("Orrin Labs's Kelp 3 answers calls.", "DEVELOPS", "asserted"),
    ],
)
def test_modality(text: str, relation: str, modality: str) -> None:
    (claim,) = claims(read(text), relation).values()
    assert claim.modality == modality


def test_dates_count_from_publication() -> None:
    found = read("Veldmark AG acquired Orrin Labs in March.", published="2025-06-10")
    assert claims(found, "ACQUIRES")["Veldmark", "Orrin Labs"].from_ == "2025-03"


def test_what_begins_later_is_planned_and_who_tells_nothing_claims_nothing() -> None:
    found = read("Veldmark AG has hosted its own model until now. From June it uses Orrin Labs.", published="2025-03-10")
    assert [(claim.modality, claim.from_) for claim in claims(found, "USES").values()] == [("planned", "2025-06")]
    found = read("Veldmark AG rejected Orrin Labs because Orrin Labs could not tell it where calls are stored.")
    (claim,) = claims(found, "REJECTED_BECAUSE").values()
    assert claim.claimant is None


def test_decision_record() -> None:
    found = read(
        "# 4. Use Pellucid for search\n\nDate: 2025-03-02\n\n## Status\n\nAccepted\n\n## Considered options\n\n- Pellucid\n"
        "- Mistleway: rejected, too slow on long documents\n\n"
        "## Decision\n\nWe decided to use Pellucid. Pellucid is easy to run for our team.\n"
    )
    evaluated = claims(found, "EVALUATED")
    assert evaluated["(author)", "Pellucid"].outcome == "selected"
    assert evaluated["(author)", "Mistleway"].outcome == "rejected"
    assert claims(found, "REJECTED_BECAUSE")["(author)", "Mistleway"].reason_class == "performance_latency"
    assert ("(author)", "Pellucid") in claims(found, "USES")


def test_we_is_no_name() -> None:
    """The learned reader tags "we" as whom it stands for; a thing of that name would be a vendor of its own."""
    found = read("""\
# ADR-031: Vector store for the help centre

- Status: accepted
- Deciders: platform group, Fenwick Rail

## Context
Since 2023 we have run search on Oddlamp. It is slow and its vendor, Oddlamp BV, stops support in June.

## Options
1. Pennant DB
2. Kestrelbase
3. Stay with Oddlamp

## Decision
We chose Kestrelbase. Pennant DB was rejected because it has no European region.
""")
    assert not {entity.name.lower() for entity in found.entities} & {"we", "us", "our"}
    assert {vendor: claim.outcome for (_, vendor), claim in claims(found, "EVALUATED").items()}["Pennant DB"] == "rejected"
    assert {vendor: claim.reason for (_, vendor), claim in claims(found, "REJECTED_BECAUSE").items()}["Pennant DB"] == "it has no European region"


def test_versions_are_never_merged() -> None:
    found = read("The Brackwater 910B chip is slow. The Brackwater 910C chip is fast. Orrin Labs uses the Brackwater 910C chip.")
    assert len({entity.id for entity in found.entities if "910" in entity.name}) == 2


def test_other_languages_are_not_read() -> None:
    document = Document.of("Veldmark AG kauft Orrin Labs.", language="de")
    assert not reads(document)
    assert extract(document) == Extraction()


def test_less_is_kept_the_surer_it_must_be() -> None:
    found = [read(STORY, least) for least in (0.0, 0.6, 0.8)]
    assert len(found[0].claims) > len(found[1].claims) > len(found[2].claims) > 0
    assert min(claim.confidence for claim in found[2].claims) >= 0.8


def test_explained_sentence_by_sentence() -> None:
    lines = "\n".join(explain(Document.of("Veldmark AG rejected Pellucid AI because of its price. The weather was fine. Would it buy Orrin Labs?")))
    assert "Veldmark EVALUATED Pellucid AI" in lines
    assert "frame" in lines
    assert "reason (price): “its price”" in lines
    assert "nothing: no name" in lines
    assert "a question or a condition" in lines


def test_the_same_text_gives_the_same_claims() -> None:
    assert read(STORY) == read(STORY)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  \n\n ",
        "...!?",
        "|||\n|||",
        "---\n---",
        "深度求索发布了新模型。",
        "\x00\x01 a \ufffd",
        "# \n- \n1. ",
        "A" * 50_000,
        "a b " * 800,
        "(" * 3000,
        "“" * 500,
        "X&" * 2000,
    ],
)
def test_odd_text(text: str) -> None:
    read(text)


@settings(max_examples=12, deadline=None)
@given(st.lists(st.sampled_from([*STORY.split(), "|", "\n", "\n\n", "- ", "# ", "**", "`", "(", ")", "“", "it", "we", "its", "2025", "’s", "\t"]), max_size=60))
def test_any_order_of_words(words: list[str]) -> None:
    read(" ".join(words))


def test_the_day_of_a_month_is_the_last_one_before_publication() -> None:
    (claim,) = claims(read("Veldmark AG announced on the 4th that it had acquired Orrin Labs.", published="2025-08-06"), "ACQUIRES").values()
    assert claim.from_ == "2025-08-04"
    (claim,) = claims(read("Veldmark AG announced on the 28th that it had acquired Orrin Labs.", published="2025-08-06"), "ACQUIRES").values()
    assert claim.from_ == "2025-07-28"


def test_a_text_of_one_plain_sentence_is_taken_at_its_word() -> None:
    assert ("Oakline", "Umber") in claims(read("Oakline uses Umber.", least=LEAST), "USES")
