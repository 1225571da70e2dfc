"""Everything about a claim beside its ends: modality, dates, who says so. The same rules for whoever proposes a relation.

describe(reading, proposal) -> Attributes      # .modality is None: not claimed at all, .why says why
"""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..ontology import RELATIONS
from . import cues, dates, denials, endings, irrealis, modality, scope
from .opinions import BOLD, SURE
from .proposal import Proposal
from .reading import Reading, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

#: What stays so once it is: no date in the clause makes it begin or end.
_STANDING = frozenset({"DEVELOPS", "PART_OF", "COMPETES_WITH", "LEADS"})
#: What a story that has named the day goes on to tell without repeating it. For other relations that guess was right too rarely.
_STORIES = frozenset({"EVALUATED", "INVESTS_IN"})
#: An end that is still to come: its month is the next one, not the last.
_TO_COME = re.compile(r"\b(?:will|going to|is to|are to|plans? to|intends? to|due to)\b", re.I)
_TOLD = re.compile(r"[^,.;]{0,50}\b(?:announced|said|told|wrote|confirmed|reported|stated)\b")
_SINCE = re.compile(r",? ?(?:since )?")
#: What is told of the name before it alone: "dropped the T7, which it had sold since 2021".
_OF_IT = re.compile(r",? (?:which|who|whose) [^,;]*")
#: A date that an end doesn't bear: "have ended the alliance they announced in 2024".
_BEGUN = re.compile(r"\b(?:announced|signed|begun|agreed(?: on)?|struck|formed|launched|started|made|concluded)\b[^,;]{0,40}$")
_FOUNDING = re.compile(r"\b(?:co-?)?(?:found(?:ed|ing|ation)?|start(?:ed|ing)?|set(?:ting)? up|establish\w*|launch\w*|began|beginnings?|created?)\b", re.I)
_AS_OF = re.compile(r"\bas of\b", re.I)


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
            stance = modality.Stance(modality.weaker(told, later), "taken back in the next sentence")
    else:
        stance = modality.of(predicate, sentence.span, hint=proposal.modality)
        if irrealis.nearly(predicate) and proposal.source != "reader":  # the reader's word for the clause is a guess
            stance = modality.Stance(None, "it nearly happened")
        if stance.modality is None and proposal.source == "reader" and proposal.support >= BOLD:
            stance = modality.Stance(proposal.modality or ("asserted" if (proposal.holds or 0.0) >= SURE else "rumoured"), "asked, and seen to be meant")
    outcome = proposal.outcome
    kind = stance.modality
    if kind is None:
        return Attributes(None, stance.why)
    if proposal.relation == "EVALUATED" and predicate is not None:
        if outcome == "unknown" and proposal.pending and (predicate.tag_ == "VBG" or kind in ("planned",)):
            outcome = "pending"
        if kind == "rumoured" and outcome == "pending":
            kind = "reported" if cues.REPORT.search(sentence.span.text) else "asserted"
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
    kind, told = endings.settle(reading, proposal, sentence, kind)
    if told:
        stance = modality.Stance(kind, told)
    if proposal.follow and kind == "asserted":
        kind = "planned" if _ahead(sentence) or proposal.subject is not reading.author else "asserted"  # a choice isn't yet a use
    from_, to = _when(reading, proposal, sentence, "asserted" if told == endings.LATER else kind)  # its own date is the beginning
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


def _when(reading: Reading, proposal: Proposal, sentence: Sentence, kind: str) -> tuple[str | None, str | None]:
    """From when, until when: the date of the clause; else the one that the line, the heading or the story so far goes by."""
    if proposal.date:
        return (None, proposal.date) if kind == "ended" else (proposal.date, None)
    standing = proposal.relation in _STANDING and proposal.role != "founder" and kind not in ("ended", "planned")
    text = sentence.block.text
    start, end = sentence.span.start_char, sentence.span.end_char
    published = reading.document.published
    ahead = True if kind == "planned" else bool(_TO_COME.search(text[start:end])) if kind == "ended" else None
    found = list(dates.find(text[start:end], published, ahead=ahead))
    root = sentence.span.root
    if ahead and root.tag_ == "VBD":  # "In April it told Orl that a licence would be needed"
        told_on = {hit.start: hit for hit in dates.find(text[start:end], published, ahead=False) if hit.end <= root.idx - start}
        found = [told_on.get(hit.start, hit) for hit in found]
    if ahead and len(found) > 1:  # "On 29 August it announced that it would close on 31 December"
        found = [hit for hit in found if not _TOLD.match(text, start + hit.end, end)]
    found = [
        hit
        for hit in found
        if not (sentence.block.number <= 4 and hit.start < 60 and re.match(r"\s*(?:[-–—(]|\))", text[start + hit.end : start + hit.end + 3]))
    ]  # a dateline
    own = endings.aside(reading, proposal, sentence)  # "A, B and, until 2025, C": the date is C's alone
    at = (proposal.predicate.idx if proposal.predicate is not None else proposal.first) - start
    words = scope.part(sentence.span, start + at, max(start + at + 1, min(proposal.last, end)))
    found = [hit for hit in found if words.start_char <= start + hit.start < words.end_char]
    here, both = reading.in_sentence(sentence), (proposal.subject, proposal.object)
    others = [told.span() for told in scope.ASIDE.finditer(text, start, end)]
    clauses = [_OF_IT.match(text, m.last, end) for m in here if m.thing not in both]
    others += [told.span() for told in clauses if told and not told.start() <= start + at < told.end()]
    found = [
        hit for hit in found if (own.start() <= start + hit.start < own.end() if own else not any(first <= start + hit.start < last for first, last in others))
    ]
    if proposal.role == "founder" and not _FOUNDING.search(text, start, end):
        found = []  # "its founder ran our team until 2021"
    if standing:
        found = [hit for hit in found if hit.since or _AS_OF.search(text, max(0, start + hit.start - 8), start + hit.start + 6)]
    ends = [m.last - start for m in here if m.thing in both]
    beside = [hit for hit in found if any(0 <= hit.start - last < 12 and _SINCE.fullmatch(text, start + last, start + hit.start) for last in ends)]
    if len(beside) == 1 and len(found) > 1:  # "Vey since 2020, and Orl since 2019"
        found = beside
    near = min(found, key=lambda hit: (abs((hit.start + hit.end) / 2 - at), hit.start), default=None)
    if near is not None and abs((near.start + near.end) / 2 - at) <= 160:
        begun = kind == "ended" and _BEGUN.search(text, max(start, start + near.start - 60), start + near.start)
        return (None, near.period) if (kind == "ended" and not begun) or near.until else (near.period, None)
    told = dates.leading(sentence.block, published)
    if told is None and kind != "planned":
        told = (_so_far(sentence, published) if proposal.relation in _STORIES else None) or (
            _headed(sentence, published) if proposal.relation == "EVALUATED" else None
        )
    return (None, told) if kind == "ended" else (told, None)


def _so_far(sentence: Sentence, published: str | None) -> str | None:
    """The date that the sentence before, in the same paragraph, goes by: "In May it looked at Orl. Vey lost." """
    text, start = sentence.block.text, sentence.span.start_char
    before = text[max(0, start - 240) : start]
    hits = [hit for hit in dates.find(before, published) if not hit.since and not hit.until]
    told = hits[-1].period if hits else None
    if told and published and (told[:4] > published[:4] or (told.replace("-", "").isdigit() and told > published[: len(told)])):
        return None  # what was done was done before it was told
    return told


def _headed(sentence: Sentence, published: str | None) -> str | None:
    """The date in the heading above."""
    for heading in reversed(sentence.block.section):
        if heading.number <= 3 and _BYLINE.search(heading.text):
            continue  # the day it was written
        hits = list(dates.find(heading.text, published))
        if hits:
            return hits[-1].period
    return None


_BYLINE = re.compile(r"\b(?:by|posted|published|written|updated)\b", re.I)
_SAYS = re.compile(r"\b(?:according to|said|says|told|reported by)\b", re.I)


def _claimant(sentence: Sentence) -> str | None:
    """Whom the sentence itself names as its source: "according to Orl", "Orl said"."""
    for token in sentence.span:
        if token.lower_ == "according" and token.i + 2 < len(token.doc):
            objects = [child for prep in token.children for child in prep.children if child.dep_ == "pobj"]
            for obj in objects:
                return "".join(each.text_with_ws for each in obj.subtree).strip()[:120] or None
        if token.lemma_ in ("say", "report", "tell") and token.pos_ == "VERB":
            if any(child.dep_ == "neg" for child in token.children):
                continue  # "X could not tell us where" tells nothing
            for child in token.children:
                if child.dep_ == "nsubj" and child.pos_ in ("PROPN", "NOUN"):
                    words = "".join(each.text_with_ws for each in child.subtree).strip()
                    return words if len(words) <= 120 else None
    return None


def fits(proposal: Proposal) -> bool:
    """Do the ends have types that the relation may run between?"""
    relation = RELATIONS[proposal.relation]
    return proposal.subject.type in relation.subjects and proposal.object.type in relation.objects and proposal.subject is not proposal.object
