"""Rules and a model, pooled."""

from typing import Any

from graphkit.llm.vote import pool
from graphkit.records import Claim, Document, Entity, Extraction

DOCUMENT = Document.of("Orrel uses Basso. Orrel uses Largo. Orrel uses Tutti. Vane uses Basso. Vane uses Largo.")


def extraction(said: list[tuple[str, str, float]], prefix: str = "", **more: Any) -> Extraction:
    """One USES claim for each (subject, object, confidence), quoting its sentence."""
    names = dict.fromkeys(name for one in said for name in one[:2])
    entities = tuple(Entity(id=prefix + n, name=n, type="Company" if n in ("Orrel", "Vane") else "Model", mentions=(n,)) for n in names)
    claims = []
    for subject, target, confidence in said:
        start = DOCUMENT.text.index(f"{subject} uses {target}")
        span = DOCUMENT.span(start, start + len(f"{subject} uses {target}"))
        facts: dict[str, Any] = {"modality": "asserted", **more}
        ends = {"subject": prefix + subject, "object": prefix + target}
        claims.append(Claim(document=DOCUMENT.id, relation="USES", **ends, extractor=prefix or "llm", confidence=confidence, evidence=(span,), **facts))
    return Extraction(entities=entities, claims=tuple(claims))


def pairs(found: Extraction) -> set[tuple[str, str]]:
    names = {entity.id: entity.name for entity in found.check(DOCUMENT).entities}
    return {(names[claim.subject], names[claim.object]) for claim in found.claims}


def test_what_both_say_is_one_claim_and_surer() -> None:
    (claim,) = pool(extraction([("Orrel", "Basso", 0.6)], "r:"), extraction([("Orrel", "Basso", 0.85)])).claims
    assert claim.confidence == 0.94 and claim.extractor == "llm" and len(claim.evidence) == 1


def test_what_only_the_model_says_stays() -> None:
    assert pairs(pool(extraction([], "r:"), extraction([("Vane", "Largo", 0.85)]))) == {("Vane", "Largo")}


def test_a_doubtful_claim_of_the_rules_alone_is_not_taken_where_the_model_finds_the_rest() -> None:
    sure = [("Orrel", "Basso", 0.9), ("Orrel", "Largo", 0.9), ("Orrel", "Tutti", 0.9), ("Vane", "Basso", 0.9)]
    pooled = pool(extraction([*sure, ("Vane", "Largo", 0.6)], "r:"), extraction([(s, o, 0.85) for s, o, _ in sure]))
    assert pairs(pooled) == {(s, o) for s, o, _ in sure}


def test_where_the_model_finds_next_to_nothing_the_rules_count() -> None:
    said = [("Orrel", o, 0.9) for o in ("Basso", "Largo", "Tutti")] + [("Vane", o, 0.9) for o in ("Basso", "Largo")]
    assert pairs(pool(extraction(said, "r:"), extraction([]))) == {(s, o) for s, o, _ in said}


def test_the_weaker_modality_wins_and_a_doubt_is_not_overruled() -> None:
    held, doubted = extraction([("Orrel", "Basso", 0.9)]), extraction([("Orrel", "Basso", 0.9)], "r:", modality="denied")
    assert [c.modality for c in pool(doubted, held).claims] == ["denied"]
    planned = extraction([("Orrel", "Basso", 0.9)], modality="planned")
    assert [c.modality for c in pool(doubted, planned).claims] == ["planned"]


def test_ends_that_the_model_knows_as_another_type_are_left_out() -> None:
    rules = extraction([("Orrel", "Basso", 1.0)], "r:")
    said = Extraction(entities=(Entity(id="b", name="Basso", type="Person", mentions=("Basso",)),))
    assert not pool(rules, said).claims
