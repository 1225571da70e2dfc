"""Two readers of one document, the rules and a model, pooled: what both say is surer, what only one says has to be likely without the other.

Names, types and ends are the model's where it has them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..errors import OntologyError
from ..extract import RULES, modality
from ..names import Names, key
from ..ontology import ATTRIBUTES, HELD, RELATIONS, check_claim
from ..records import Claim, Document, Entity, Extraction
from .extractor import LlmExtractor

#: What share of the true claims a model is taken to find, and for how many claims' worth of seeing that counts.
FINDS, WEIGHT = 0.8, 3.0


@dataclass(slots=True)
class BothExtractor:
    """The rules and a model over the same documents, pooled."""

    llm: LlmExtractor

    @property
    def version(self) -> str:
        return f"both {RULES.version} {self.llm.version.removeprefix('llm ')}"

    def reads(self, document: Document) -> bool:
        return self.llm.reads(document)

    def ahead(self, documents: Sequence[Document]) -> None:
        self.llm.ahead(documents)

    @property
    def model(self) -> LlmExtractor:
        return self.llm

    def extract(self, document: Document, names: Names) -> Extraction:
        """The pooled claims; raises `errors.LlmError` where the model's part came to nothing."""
        said = self.llm.extract(document, names)
        return pool(RULES.extract(document, names), said).check(document) if RULES.reads(document) else said


def pool(rules: Extraction, said: Extraction) -> Extraction:
    """*said* by a model, with what the *rules* confirm, weaken or add."""
    entities = {entity.id: entity for entity in said.entities}
    found = list(_renamed(rules, entities))
    claims = list(said.claims)
    agreed: set[int] = set()
    for claim in found:
        same = next((n for n, other in enumerate(claims) if n not in agreed and _same(claim, other)), None)
        if same is not None:
            agreed.add(same)
            claims[same] = _together(claims[same], claim)
    # What the model says of the same ends in the same relation, it has read otherwise: it is the better reader of verdicts and denials.
    alone = [claim for claim in found if not any(_pair(claim, other) for other in claims)]
    weight = sum(claim.confidence for claim in found)
    missed = sum(claim.confidence for claim in alone)
    recall = (weight - missed + FINDS * WEIGHT) / (weight + WEIGHT)
    for claim in alone:
        # The chance that it is right although a model that finds this much hasn't found it.
        chance = claim.confidence * (1 - recall) / (claim.confidence * (1 - recall) + 1 - claim.confidence) if claim.confidence < 1 else 1.0
        if chance >= 0.5:
            claims.append(claim.model_copy(update={"confidence": round(chance, 3)}))
    used = {end for claim in claims for end in (claim.subject, claim.object)}
    own = {entity.id for entity in said.entities}
    return Extraction(entities=tuple(e for e in entities.values() if e.id in own | used), claims=tuple(claims), refusals=said.refusals)


def _renamed(rules: Extraction, entities: dict[str, Entity]) -> Iterable[Claim]:
    """The claims of *rules* about the model's entities; those that only the rules know are added to *entities*."""
    by_form = {key(form): entity.id for entity in entities.values() for form in (*entity.mentions, entity.name)}
    ids = {}
    for entity in rules.entities:
        shared = [by_form[key(form)] for form in (entity.name, *entity.mentions) if key(form) in by_form]
        ids[entity.id] = shared[0] if shared else f"rules:{entity.id}"
        entities.setdefault(ids[entity.id], entity.model_copy(update={"id": ids[entity.id]}))
    for claim in rules.claims:
        subject, target = entities[ids[claim.subject]], entities[ids[claim.object]]
        try:
            check_claim(claim.relation, subject.type, target.type, claim.modality, {name: getattr(claim, name) for name in ATTRIBUTES})
        except OntologyError:
            continue  # the model knows these for things of another type
        if subject is not target:
            yield claim.model_copy(update={"subject": subject.id, "object": target.id})


def _same(one: Claim, other: Claim) -> bool:
    """Whether two claims state one fact, however they word it or how firmly."""
    if not _pair(one, other) or one.action != other.action:
        return False
    if one.relation == "REJECTED_BECAUSE":
        near = any(a.start < b.end and b.start < a.end for a in one.evidence for b in other.evidence)
        return near or one.reason_class == other.reason_class
    return {one.outcome, other.outcome} != {"selected", "rejected"}


def _pair(one: Claim, other: Claim) -> bool:
    """Whether two claims are of one relation between the same ends."""
    ends = (one.subject, one.object), (other.subject, other.object)
    return one.relation == other.relation and (ends[0] == ends[1] or (RELATIONS[one.relation].symmetric and ends[0] == ends[1][::-1]))


def _together(said: Claim, found: Claim) -> Claim:
    """The model's claim, as weak as the rules have it, with the words of both."""
    further = tuple(span for span in found.evidence if not any(span.start < has.end and has.start < span.end for has in said.evidence))
    return said.model_copy(
        update={
            "modality": modality.weaker(said.modality, found.modality) if said.modality in HELD else said.modality,
            "confidence": round(1 - (1 - said.confidence) * (1 - found.confidence), 3),
            "evidence": (*said.evidence, *further)[:8],
        }
    )
