"""From a document to its claims: read, name, propose, describe, and write down with evidence."""

from dataclasses import dataclass

from ..errors import OntologyError
from ..names import Names
from ..ontology import RELATIONS, check_claim
from ..records import Claim, Document, Extraction, Refusal
from . import (
    attributes,
    authors,
    dates,
    decisions,
    endings,
    entities,
    matching,
    officers,
    opinions,
    outcomes,
    possession,
    rating,
    reasons,
    rejections,
    second,
    tables,
)
from .certainty import FACTS, certainty
from .framed import buyer, framed
from .gathering import entities_of, once
from .modality import NEXT
from .proposal import Proposal
from .reading import Reading, parse
from .sight import Sight
from .voice import voice_of

#: The least support of the reader that a rule's denial or rumour is taken to have, and whatever a rule reads in a text of ``SHORT`` sentences at
#: most: the reader, taught on whole documents, is at sea in so short a one.
AGREED, SHORT = 0.8, 4
#: The chance of holding that the reader is taken to give where it has no say in it.
STANDS = 0.9
#: Words shorter than this are quoted with their sentence, where that has at most ``WHOLE`` characters.
SHORTEST, WHOLE = 40, 300


@dataclass(frozen=True, slots=True)
class Step:
    """A proposal and what became of it: a claim, or a refusal; ``found`` says how firmly it is told, and why."""

    proposal: Proposal
    found: attributes.Attributes
    claim: Claim | None
    refusal: Refusal | None


def claims(document: Document, names: Names, extractor: str, least: float = 0.0) -> Extraction:
    """Entities and claims of *document*; of the claims those at least *least* sure."""
    reading, _, steps = work(document, names, extractor)
    made = [step.claim for step in steps if step.claim is not None]
    refusals = tuple(step.refusal for step in steps if step.refusal is not None)
    kept = once([claim for claim in made if claim.confidence >= least])  # what isn't shown changes nothing of what is
    return Extraction(entities=tuple(entities_of(reading, kept)), claims=tuple(kept), refusals=refusals)


def work(document: Document, names: Names, extractor: str) -> tuple[Reading, opinions.Opinions, list[Step]]:
    """How *document* was read, what the learned reader thinks of it, and what became of each proposal."""
    if document.published is None:
        document = document.model_copy(update={"published": dates.published(document.text)})
    reading = parse(document, names)
    sight = Sight(reading)
    entities.find(reading, names, sight)
    voice = voice_of(reading)
    unknown = authors.stand_in(reading, voice) if voice.speaks else None
    thought = opinions.of(reading.things, sight)
    if unknown is not None:
        before = list(reading.things)
        authors.find(reading, voice, unknown, opinions.votes(thought))
        thought = opinions.agreed(reading, thought, before)
    if reading.buyer is None:
        reading.buyer = opinions.chooser(reading, thought)
    return reading, thought, [_step(reading, proposal, extractor) for proposal in propose(reading, thought)]


def propose(reading: Reading, thought: opinions.Opinions) -> list[Proposal]:
    """What every reader finds, with outcomes and reasons settled over the document."""
    proposals: list[Proposal] = []
    open_ends: list[tuple[int, matching.Match]] = []
    for sentence in reading.sentences:
        if sentence.block.kind == "code" or len(sentence.span) > 400:
            continue
        if reading.in_sentence(sentence) or reading.author is not None:
            for match in matching.match(reading, sentence):
                if match.subject is None:
                    open_ends.append((len(proposals), match))
                elif (made := framed(match, match.subject)) is not None:
                    proposals.append(made)
            proposals.extend(possession.read(reading, sentence))
            proposals.extend(officers.read(reading, sentence))
    told = list(proposals)
    for at, match in open_ends:
        subject = buyer(reading, told, at, match)
        if subject is not None and (made := framed(match, subject)) is not None:
            proposals.append(made)
    proposals.extend(decisions.read(reading))
    proposals.extend(tables.read(reading))
    proposals = [proposal for proposal in proposals if attributes.fits(proposal)]
    proposals = [proposal for proposal in second.weigh(reading, thought, proposals) if attributes.fits(proposal)]
    proposals = outcomes.settle(proposals)
    second.judge(reading, thought, proposals)
    proposals.extend(reasons.attach(reading, proposals))
    proposals.extend(rejections.add(reading, thought, proposals))
    if decisions.proposed(reading):  # nothing that it weighs is decided yet
        picked = {(id(p.subject), id(p.object)) for p in proposals if p.relation == "EVALUATED" and p.outcome == "selected"}
        for proposal in proposals:
            weighed = proposal.relation in ("EVALUATED", "REJECTED_BECAUSE") and proposal.source in ("reader", "reasons")
            used = proposal.relation == "USES" and (id(proposal.subject), id(proposal.object)) in picked
            if proposal.modality is None and (weighed or used or proposal.source == "decisions"):
                proposal.modality = "planned"
    rating.rate(reading, thought, proposals)
    return proposals


def _step(reading: Reading, proposal: Proposal, extractor: str) -> Step:
    found = attributes.describe(reading, proposal)
    evidence = reading.quote(proposal.block, *_telling(reading, proposal, found.modality))
    if found.modality is None:
        return Step(proposal, found, None, Refusal(text=evidence.text, why=f"{proposal.relation}: {found.why}"))
    rel = RELATIONS[proposal.relation]
    outcome = found.outcome or "unknown" if "outcome" in rel.attributes else None
    given = {"outcome": outcome, "reason": proposal.reason, "reason_class": proposal.reason_class, "action": proposal.action, "role": proposal.role}
    try:
        check_claim(proposal.relation, proposal.subject.type, proposal.object.type, found.modality, dict(given))
    except OntologyError as error:
        return Step(proposal, found, None, Refusal(text=evidence.text, why=str(error)))
    further = tuple(reading.quote(*span) for span in (*proposal.also, *_next(reading, proposal, found)))
    claim = Claim(
        document=reading.document.id,
        relation=proposal.relation,
        subject=proposal.subject.id,
        object=proposal.object.id,
        modality=found.modality,
        **given,
        claimant=found.claimant,
        **{"from": found.from_, "to": found.to},
        reported=reading.document.published,
        extractor=extractor,
        confidence=round(max(0.05, min(1.0, _confidence(reading, proposal, found))), 3),
        evidence=(evidence, *further),
    )
    return Step(proposal, found, claim, None)


def _confidence(reading: Reading, proposal: Proposal, found: attributes.Attributes) -> float:
    """How sure a claim is, by how firmly it is told.

    Of a few sentences the reader knows no more than the rules do, nor of what two words of one sentence say; who founded a firm stays its founder, and what the
    words say is so to this day is; a row under a head that names its columns is as sure as the rule.
    """
    told, modality = proposal.explains or proposal, found.modality or ""
    by_rule, short = told.source != "reader", len(reading.sentences) <= SHORT
    sure = certainty(told, modality, holds=STANDS if modality in FACTS and (proposal.role == "founder" or found.why == endings.STILL) else None)
    if by_rule and (short or told.source == "tables"):
        return max(sure, certainty(told, modality, AGREED, STANDS if modality in FACTS else 1 - STANDS))
    return max(sure, certainty(told, modality, AGREED)) if by_rule and (told.firm or modality in ("denied", "rumoured")) else sure


def _next(reading: Reading, proposal: Proposal, found: attributes.Attributes) -> list[tuple[int, int, int]]:
    """The sentence after the claim's own, where that one says how firmly it is told."""
    after = reading.after(attributes.sentence_of(reading, proposal)) if found.why == NEXT else None
    return [(after.block.number, after.span.start_char, after.span.end_char)] if after is not None else []


def _telling(reading: Reading, proposal: Proposal, modality: str | None) -> tuple[int, int]:
    """From where to where to quote: the words that say it, or their whole sentence where they are too few to tell a reader anything ("its Wick").

    What isn't plainly so is quoted with its sentence: "Nor did" before "we reject it" must not be cut off.
    """
    first, last = proposal.first, proposal.last
    block = reading.blocks[proposal.block]
    if block.kind == "row" and len(block.text) <= WHOLE:
        return 0, len(block.text)  # the verdict may stand in the last cell
    if last - first >= SHORTEST and modality in FACTS:
        return first, last
    sentence = attributes.sentence_of(reading, proposal)
    begin, end = min(first, sentence.span.start_char), max(last, sentence.span.end_char)
    for number in range(sentence.number + 1, len(reading.sentences)):  # "Cohere." alone tells nothing
        after = reading.sentences[number]
        if end - begin >= SHORTEST or after.block is not sentence.block or after.span.end_char - begin > WHOLE:
            break
        end = after.span.end_char
    return (begin, end) if end - begin <= WHOLE else (first, last)
