"""Decision records, memos and tables as people write them: labels, run-on paragraphs, verdict columns. All names are invented."""

from graphkit.extract import extract, starter
from graphkit.records import Document, Extraction

HEAD = (
    "# ADR 7: gateway for model calls\n\nStatus: accepted\nDate: 2025-12-02\nDeciders: Rhea, Tomasz\n\n"
    "## Context\n\nWe call four services, each with its own retry code.\n\n"
)


def read(text: str) -> Extraction:
    return extract(Document.of(text), starter(), 0.0)


def outcomes(found: Extraction) -> dict[str, str | None]:
    """What became of each option that the unnamed author weighed."""
    names = {entity.id: entity.name for entity in found.entities}
    return {names[claim.object]: claim.outcome for claim in found.claims if claim.relation == "EVALUATED" and names[claim.subject] == "(author)"}


def reasons(found: Extraction) -> dict[str, str | None]:
    names = {entity.id: entity.name for entity in found.entities}
    return {names[claim.object]: claim.reason for claim in found.claims if claim.relation == "REJECTED_BECAUSE"}


def test_options_that_the_text_calls_by_their_numbers() -> None:
    found = read(
        HEAD + "Options:\n\n1. TarnLLM\n2. Kestrelkey\n3. Orrinway with the AI plugin\n\n"
        "(3) dropped first: the plugins are enterprise-tier. (2) all prompts would pass through a third party, and patient letters are in them.\n\n"
        "So **(1)**. Runs in the edge namespace.\n"
    )
    told = outcomes(found)
    assert told["TarnLLM"] == "selected"
    assert told["Kestrelkey"] == told["Orrinway"] == "rejected"
    assert "third party" in (reasons(found)["Kestrelkey"] or "")


def test_options_under_lettered_headings_and_a_proposal_by_letter() -> None:
    found = read(
        HEAD + "## Options\n\n### A. Whisperling v3 on our own card\n\nSwedish superb.\n\n### B. Parrotfish 2\n\nEnglish only.\n\n"
        "## Decision\n\nA, unless the March demo shows otherwise.\n"
    )
    assert outcomes(found) == {"Whisperling v3": "selected", "Parrotfish 2": "rejected"}
    assert reasons(found) == {"Parrotfish 2": "English only"}


def test_paragraphs_that_run_on_from_a_name() -> None:
    found = read(
        HEAD + "## Options\n\n**NemoRail** — dialog rails call the model again, so we are at 900 ms before anything happens.\n\n"
        "**Lakerlock** — quick, very good at injection. An endpoint here exists.\n\n## Decision\n\nWe propose Lakerlock for injection.\n"
    )
    assert outcomes(found) == {"NemoRail": "rejected", "Lakerlock": "selected"}
    assert "900 ms" in (reasons(found)["NemoRail"] or "")


def test_the_column_that_says_verdict_decides() -> None:
    found = read(
        HEAD + "## Options considered\n\n| # | Option | Durable? | Verdict |\n|---|---|---|---|\n| 1 | TempoCloud | yes | chosen |\n"
        "| 2 | GraphRail | yes | no – checkpoint format undocumented |\n\n## Decision\n\nOption 1. Namespace in the north.\n"
    )
    assert outcomes(found) == {"TempoCloud": "selected", "GraphRail": "rejected"}
    assert reasons(found) == {"GraphRail": "checkpoint format undocumented"}


def test_who_is_listed_as_decider_is_a_person_and_buys_nothing() -> None:
    found = read(
        HEAD + "## Considered options\n\n* TarnLLM\n* Kestrelkey\n\n## Decision outcome\n\nChosen option: TarnLLM, because Tomasz's team runs it already.\n"
    )
    types = {entity.name: entity.type for entity in found.entities}
    assert types.get("Tomasz", "Person") == "Person"
    assert outcomes(found) == {"TarnLLM": "selected", "Kestrelkey": "rejected"}


def test_points_are_no_part_of_a_name() -> None:
    found = read("Totals: Bridgewater Triage 83, Cutlass Software 79, Aviso Systems 71. The city chose Bridgewater Triage.")
    assert {"Bridgewater Triage", "Cutlass Software", "Aviso Systems"} <= {entity.name for entity in found.entities}


def test_a_proposal_decides_nothing() -> None:
    found = read(
        "# Proposal: code assistant for Tarnfield Energy\n\nStatus: Draft. Nothing here has been decided.\n\n"
        "| Tool | Strength | Weakness | Verdict |\n|---|---|---|---|\n"
        "| Copiloto | everyone knows it | sends code abroad | No |\n| Cursorio | best edits | its owner may change | Yes |\n"
    )
    assert {claim.modality for claim in found.claims if claim.relation in ("EVALUATED", "REJECTED_BECAUSE") and claim.extractor} <= {"planned"}
    names = {entity.id: entity.name for entity in found.entities}
    assert {names[claim.object]: claim.outcome for claim in found.claims if claim.relation == "EVALUATED"} == {"Copiloto": "rejected", "Cursorio": "selected"}


def test_a_decision_that_is_a_letter_is_no_item_of_a_list() -> None:
    found = read(
        HEAD + "## Options\n\nA. Sortwise 3\nB. Ranka (SaaS)\nC. leave things as they are\n\n## Notes\n\n"
        "(B) keeps queries for thirty days abroad, and clients have forbidden that in writing.\n\n"
        "## Decision\n\nA. We start in March. Ranka may be looked at again when it has a region of ours.\n"
    )
    assert outcomes(found) == {"Sortwise 3": "selected", "Ranka": "rejected"}
    assert "forbidden" in (reasons(found)["Ranka"] or "")


def test_options_told_as_moves_and_one_never_looked_at() -> None:
    text = (
        "# ADR 41: Embedding provider\n\nStatus: accepted\n\n## Context\n\nParcelwise needs embeddings. Oakline sells Vector-4.\n\n## Options considered\n\n"
        "### Option 1: Move to Oakline Vector-4\n\n- Price per million tokens has tripled.\n- Rejected: we do not want to depend on one vendor.\n\n"
        "### Option 2: Self-hosted Sparrow-E\n\n- Open weights.\n- Accepted.\n\n### Option 3: Dromedary by Kaskade\n\nNot evaluated. Kaskade was sold.\n\n"
        "## Decision\n\nWe will adopt Sparrow-E.\n"
    )
    found = extract(Document.of(text), starter(), 0.3)
    names = {entity.id: entity.name for entity in found.entities}
    told = {(names[claim.object], claim.modality, claim.outcome) for claim in found.claims if claim.relation == "EVALUATED"}
    assert {("Vector-4", "asserted", "rejected"), ("Sparrow-E", "asserted", "selected"), ("Dromedary", "denied", "unknown")} <= told
