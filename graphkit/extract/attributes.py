"""Everything about a claim beside its ends: modality, dates, who says so. The same rules for whoever proposes a relation.

describe(reading, proposal) -> Attributes      # .modality is None: not claimed at all, .why says why
"""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..ontology import RELATIONS
from . import cues, dating, denials, endings, holdings, irrealis, modality
from .opinions import BOLD, MEANT
from .outcomes import not_taken
from .proposal import Proposal
from .reading import Reading, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Attributes:
    """What `describe` finds; everything but the modality may be missing."""

    modality: str | None
    why: str
    from_: str | None = None
    to: str | None = None
    claimant: str | None = None
    outcome: str | None = None


def sentence_of(reading: Reading, proposal: Proposal) -> Sentence:
    """The sentence that holds most of the evidence."""
    if proposal.predicate is not None:
        return reading.sentence(proposal.block, proposal.predicate.i)
    doc = reading.docs[proposal.block]
    span = doc.char_span(proposal.first, proposal.last, alignment_mode="expand")
    return reading.sentence(proposal.block, span.start if span is not None else 0)


def describe(reading: Reading, proposal: Proposal) -> Attributes:
    """Modality, dates, claimant and outcome of *proposal*, from its sentence."""
    sentence = sentence_of(reading, proposal)
    predicate = proposal.predicate
    if predicate is None or (proposal.relation in ("DEVELOPS",) and proposal.source == "possession"):
        told = proposal.modality or ("planned" if proposal.relation == "DEVELOPS" and _unreleased(reading, proposal, sentence) else "asserted")
        stance = modality.Stance(told, "told in passing")
        if (later := denials.taken_back(sentence.span)) is not None and proposal.source == "reader":
            stance = modality.Stance(modality.weaker(told, later), modality.NEXT)
    else:
        stance = modality.of(predicate, sentence.span, hint=proposal.modality)
        if irrealis.nearly(predicate) and proposal.source != "reader":  # the reader's word for the clause is a guess
            stance = modality.Stance(None, "it nearly happened")
        if stance.modality is None and proposal.source == "reader" and proposal.support >= BOLD:
            stance = modality.Stance(proposal.modality or ("asserted" if (proposal.holds or 0.0) >= MEANT else "rumoured"), "asked, and seen to be meant")
    outcome = proposal.outcome
    kind = stance.modality
    if kind is None:
        return Attributes(None, stance.why)
    if proposal.relation == "EVALUATED" and predicate is not None:
        if outcome == "unknown" and proposal.pending and (predicate.tag_ == "VBG" or kind in ("planned",)):
            outcome = "pending"
        if kind == "rumoured" and outcome == "pending":
            kind = "reported" if cues.REPORT.search(sentence.span.text) else "asserted"
        if kind == "denied" and outcome == "rejected" and not_taken(proposal):
            kind = "asserted"
        if stance.why == denials.NOT_RULED_OUT and outcome == "rejected":
            outcome = "pending"
        if kind == "denied":
            outcome = "unknown" if outcome != "rejected" else outcome
        if kind == "ended" and outcome in ("rejected", "selected"):
            kind = "asserted"
        if kind == "planned" and outcome == "selected" and proposal.modality is None and _chooses(predicate):
            kind = "asserted"
    if (
        proposal.relation == "USES"
        and kind == "asserted"
        and not proposal.follow
        and predicate is not None
        and predicate.pos_ == "VERB"
        and any(child.lower_ in ("had", "'d", "’d") and child.dep_ == "aux" for child in predicate.children)
    ):
        kind = "ended"
    if proposal.relation == "REJECTED_BECAUSE" and (kind == "ended" or (kind == "planned" and proposal.modality != "planned")):
        kind = "asserted"
    if proposal.relation in ("DEVELOPS",) and kind in ("rumoured", "ended") and proposal.modality is None:
        kind = "asserted"
    if proposal.role == "founder" and kind in ("planned", "rumoured"):
        kind = "asserted"  # "will be led by its founder"
    kind, told = endings.settle(reading, proposal, sentence, kind)
    if told:
        stance = modality.Stance(kind, told)
    if proposal.follow and kind == "asserted":
        kind = "planned" if _ahead(sentence) or proposal.subject is not reading.author else "asserted"  # a choice isn't yet a use
    from_, to = dating.when(reading, proposal, sentence, "asserted" if told == holdings.LATER else kind)  # its own date is the beginning
    published, present = reading.document.published, predicate is not None and predicate.tag_ in ("VBZ", "VBP")
    if present and kind in ("asserted", "reported") and from_ and published and from_ > published[: len(from_)]:
        kind = "planned"  # "from June it moves to X", written in March
    return Attributes(kind, stance.why, from_, to, _claimant(sentence), outcome)


def _chooses(predicate: "Token") -> bool:
    """ "We will use Orl": who says so of himself has chosen, though the use is still to come."""
    return any(child.dep_ == "nsubj" and child.lower_ == "we" for child in predicate.children) and any(
        child.dep_ == "aux" and child.lower_ in ("will", "'ll", "’ll", "wo") for child in predicate.children
    )


def _unreleased(reading: Reading, proposal: Proposal, sentence: Sentence) -> bool:
    """Whether *sentence* says that what is made is still to come."""
    here = [m for m in reading.in_sentence(sentence) if m.thing is proposal.object and m.first < proposal.last]
    return any(irrealis.unreleased(reading.docs[m.block][m.start : m.end].root) for m in here)


def _ahead(sentence: Sentence) -> bool:
    return bool(re.search(r"\bwill\b|\bto (?:build|run|power|provide|supply|put|integrate|handle|replace|develop)\b|\bfrom (?:next|20)", sentence.span.text))


def _claimant(sentence: Sentence) -> str | None:
    """Whom the sentence itself names as its source: "according to Orl", "Orl said"."""
    for token in sentence.span:
        if token.lower_ == "according" and token.i + 2 < len(token.doc):
            objects = [child for prep in token.children for child in prep.children if child.dep_ == "pobj"]
            for obj in objects:
                return "".join(each.text_with_ws for each in obj.subtree).strip()[:120] or None
        if token.lemma_ in ("say", "report", "tell") and token.pos_ == "VERB":
            if any(child.dep_ == "neg" or child.lower_ in ("whatever", "though", "although") for child in token.children):
                continue  # "whatever the forum says"; "X could not tell us where" tells nothing
            for child in token.children:
                if child.dep_ == "nsubj" and child.pos_ in ("PROPN", "NOUN"):
                    words = "".join(each.text_with_ws for each in child.subtree).strip()
                    return words if len(words) <= 120 else None
    return None


def fits(proposal: Proposal) -> bool:
    """Do the ends have types that the relation may run between?"""
    relation = RELATIONS[proposal.relation]
    return proposal.subject.type in relation.subjects and proposal.object.type in relation.objects and proposal.subject is not proposal.object
