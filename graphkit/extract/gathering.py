"""The claims of a document gathered, one for each fact, and its things as entities."""

import re

from ..identity.countries import country_of
from ..ontology import RELATIONS
from ..records import Claim, Entity, Evidence
from .reading import Reading, Thing


def once(made: list[Claim]) -> list[Claim]:
    """One claim per fact: what is said twice is one claim with two spans, and the firmer or more telling one stands."""
    kept: dict[tuple[object, ...], Claim] = {}
    for claim in made:
        ends = tuple(sorted((claim.subject, claim.object))) if RELATIONS[claim.relation].symmetric else (claim.subject, claim.object)
        detail = claim.reason or claim.action or ""
        outcome = claim.outcome if claim.outcome in ("selected", "rejected") else None
        fact = (claim.relation, ends, detail, outcome, claim.modality if claim.modality in ("denied", "ended") else "so")
        first = kept.get(fact)
        if first is None:
            kept[fact] = claim
            continue
        surer, other = (claim, first) if claim.confidence > first.confidence else (first, claim)
        spans: tuple[Evidence, ...] = (*surer.evidence, *(span for span in other.evidence if span not in surer.evidence))
        kept[fact] = first.model_copy(
            update={
                "evidence": spans[:8],
                "confidence": round(max(first.confidence, claim.confidence), 3),
                "from_": first.from_ or claim.from_,
                "to": first.to or claim.to,
                "role": first.role or claim.role,
                "modality": "asserted" if {first.modality, claim.modality} == {"planned", "asserted"} else first.modality,  # what was planned has come
            }
        )
    return _undenied(list(kept.values()))


def _undenied(claims: list[Claim]) -> list[Claim]:
    """*claims* without those held whose very fact is as surely denied: what is told and taken back is only denied."""
    denied: dict[tuple[str, str, str, str], float] = {}
    for claim in claims:
        if claim.modality == "denied":
            key = (claim.relation, claim.subject, claim.object, claim.action or "")
            denied[key] = max(denied.get(key, 0.0), claim.confidence)
    return [
        claim
        for claim in claims
        if claim.modality not in ("asserted", "reported")
        or claim.confidence > denied.get((claim.relation, claim.subject, claim.object, claim.action or ""), 0.0)
    ]


def entities_of(reading: Reading, made: list[Claim]) -> list[Entity]:
    """Every thing of *reading* as an entity; the author, whom nothing names, only where *made* speaks of it."""
    used = {end for claim in made for end in (claim.subject, claim.object)}
    found = []
    for thing in reading.things:
        if thing.author and thing.id not in used:
            continue
        forms = dict.fromkeys(re.sub(r"\s+", " ", mention.text) for mention in thing.mentions)
        found.append(Entity(id=thing.id, name=thing.name, type=thing.type, mentions=tuple(forms) or tuple(thing.forms), country=_country(thing, reading)))
    return found


def _country(thing: Thing, reading: Reading) -> str | None:
    """The country that the text puts before an authority's name, where it is one: "India's Ministry of Commerce", "the Indian competition authority"."""
    if thing.type != "Regulator":
        return None
    found = set()
    for mention in thing.mentions:
        before = re.search(r"((?:[A-Z][\w.]*\s)?[A-Z][\w.]*)(?:['’]s?)?\s+$", reading.blocks[mention.block].text[: mention.first])
        if before:
            found |= {code for name in (before[1], before[1].split()[-1]) if (code := country_of(name, adjectives=True))}
    return found.pop() if len(found) == 1 else None
