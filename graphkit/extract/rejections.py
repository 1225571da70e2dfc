"""Why a vendor was turned down, where the words stand too far from the rejection for the rules: the learned reader's finding.

What it points at is quoted as it stands, so a reason can be misplaced but never made up. The rules for where a
reason ends, and of what kind it is, are those of `reasons`.
"""

import re
from bisect import bisect_left

from ..ontology import RELATIONS
from . import reasons
from .beside import hoped, outcome, withdrew
from .opinions import Opinions, keys
from .proposal import Proposal
from .reading import Mention, Reading, Sentence, Thing
from .reason_class import classify

#: How sure the reader must be that the pair has a reason: beside a rejection that is known, and alone; and of where the reason is. On 120 held-back
#: documents .2, .4 and .12 found reasons for .50 of what was turned down (.65 of the findings right), these .53 (.62); .86 of both were the right words.
BESIDE, ALONE, PLACE = 0.1, 0.3, 0.06
#: With both chances together from here on, the words needn't stand beside the vendor's name, unless they stand beside another's.
PLAIN = 0.3
_SEVERAL = re.compile(
    r"\b(?:both|neither|either|two|three|four|all|each|none|every|they|them|these|those|others?|same|ditto)\b"
    r"(?! (?:of the )?(?:people|persons?|sources?|officials?|executives|insiders|days|weeks|months|years|seconds|minutes|hours|times)\b)",
    re.I,
)
#: Words that say that something is so and not why: "We don't any more".
_EMPTY = re.compile(
    r"(?:(?:we|it|they|i|he|she|that|this|don['’]t|didn['’]t|doesn['’]t|won['’]t|do|did|does|not|any|more|anymore|was|is|were|are|no|so|longer|now"
    r"|again)\b[\s,.]*)+",
    re.I,
)
#: Where and on what it was tried: "on 4,000 recorded requests in Portuguese".
_SETTING = re.compile(r"(?:on|in|at|during|from|with|among|across|using|by|between) (?:[\d,.]+|the|its|their|all|some|an?)\b", re.I)
#: "Chose A over B for its speed" praises A.
_PRAISE = re.compile(r"\b(?:chose|chosen|picked|selected|preferred|favou?red)\b[^.;]{0,80}\bover\b[^.;]{0,60}\bfor (?:(?:its|their|being)\s+)?$", re.I)
#: "Looked at again when it has a European region" tells what would change it.
_LATER = re.compile(r"\b(?:again|back|reconsider\w*|revisit\w*|reopen\w*|returns?)\b[^.;]{0,30}\b(?:when|once|if|as soon as)\s+$", re.I)
_WHICH = re.compile(r"[\s,–—-]*\b(?:which|who|that|whose)\s+")
_LEAD = re.compile(
    r"(?:because of|because|due to|owing to|on account of|citing|blaming|since|given that|given|over|for|as|but|and|that|which|who|,|;|:|–|—|\s)+(?=\W|\b)",
    re.I,
)


def add(reading: Reading, thought: Opinions, proposals: list[Proposal]) -> list[Proposal]:
    """Reasons for rejections that have none yet, and rejections that only their reason tells."""
    key_of = keys(reading)
    told = {key_of(proposal) for proposal in proposals}
    rejected = {key_of(p)[1:]: p for p in proposals if p.relation == "EVALUATED" and p.outcome == "rejected" and not p.implied}
    made: list[Proposal] = []
    given = {(p.object.id, *p.reason_at[:2]): p.subject for p in proposals if p.relation == "REJECTED_BECAUSE" and p.reason_at is not None}
    surest = sorted(thought.items(), key=lambda each: (-each[1].score, each[0]))
    for (relation, s, o), opinion in surest:
        if relation != "REJECTED_BECAUSE" or (relation, s, o) in told or not opinion.reasons:
            continue
        beside = rejected.get((s, o))
        if opinion.score < (BESIDE if beside else ALONE) or opinion.reasons[0][2] < PLACE or (beside is None and ("EVALUATED", s, o) in told):
            continue
        subject, target = reading.things[s], reading.things[o]
        if subject.type not in RELATIONS[relation].subjects or target.type not in RELATIONS[relation].objects:
            continue
        where = _place(reading, *opinion.reasons[0][:2])
        if where is None:
            continue
        sentence, first, last = where
        first, last = reasons.trimmed(sentence.block.text, first, last)
        before = sentence.block.text[sentence.span.start_char : first]
        if reasons.unsaid(sentence.block.text, first) or _PRAISE.search(before) or _LATER.search(before):
            continue
        vendor = [m for m in reading.in_sentence(sentence) if m.thing is target]
        if (
            reasons.NOT_WHY.search(sentence.span.text)
            or reasons.NOT_WHY.search(sentence.block.text[first:last])
            or outcome(sentence, vendor)
            or hoped(sentence)
            or withdrew(sentence)
        ):
            continue
        plain = opinion.score * opinion.reasons[0][2] >= PLAIN and not _of_another(reading, sentence, subject, target)
        if not plain and not _about(reading, sentence, first, last, subject, target):
            continue
        words = sentence.block.text[first:last]
        if _EMPTY.fullmatch(words) or (_SETTING.match(words) and not reasons.complains(words, 0, len(words))):
            continue
        if _says_of_another(reading, sentence, first, subject, target):
            continue
        if given.setdefault((target.id, sentence.block.number, first), subject) is not subject:
            continue  # words that say why one buyer turned it down don't say so of a second, of whom the reader is less sure
        kind = classify(words)
        if kind == "other" and opinion.reason_class:
            kind = max(opinion.reason_class, key=lambda name: (opinion.reason_class[name], name))
        low, high = sentence.span.start_char, sentence.span.end_char
        if high - low > 320:
            low, high = first, last
        rule = f"reader, {opinion.score:.2f}"
        why = Proposal(relation, subject, target, sentence.block.number, low, high, reason=words, reason_class=kind, source="reader", rule=rule)
        why.reason_at = (sentence.block.number, first, last)
        why.modality = beside.modality if beside is not None else None
        made.append(why)
        if beside is None:
            made.append(Proposal("EVALUATED", subject, target, sentence.block.number, low, high, outcome="rejected", source="reader", rule=rule))
    return made


def _about(reading: Reading, sentence: Sentence, first: int, last: int, subject: Thing, target: Thing) -> bool:
    """Is the vendor that the words are about *target*? It must be the nearest one named; else the sentence before, with none here, must name no other.

    Without this a reason wanders from the vendor that it was given for to its neighbour in the text.
    """
    number, kin = sentence.number, _kin(reading, target)
    before = [reading.sentences[number - 1]] if number and reading.sentences[number - 1].block is sentence.block else []
    for each in (sentence, *before):
        if named := _vendors(reading, each, subject):
            if each is not sentence:
                return all(id(m.thing) in kin for m in named)
            nearest = min(named, key=lambda m: max(m.first - last, first - m.last, 0))
            return id(nearest.thing) in kin
    return False


def _of_another(reading: Reading, sentence: Sentence, subject: Thing, target: Thing) -> bool:
    """Whether *sentence* names vendors, *target* isn't among them, and it doesn't speak of several ("the same went for both")."""
    named, kin = _vendors(reading, sentence, subject), _kin(reading, target)
    return bool(named) and not any(id(m.thing) in kin for m in named) and not _SEVERAL.search(sentence.span.text)


def _says_of_another(reading: Reading, sentence: Sentence, first: int, subject: Thing, target: Thing) -> bool:
    """Whether the words at *first* say what another vendor is: "switched from Grendel to Wren, which is open"."""
    kin = _kin(reading, target)
    return any(_WHICH.fullmatch(sentence.block.text, m.last, first) for m in _vendors(reading, sentence, subject) if m.last <= first and id(m.thing) not in kin)


def _vendors(reading: Reading, sentence: Sentence, subject: Thing) -> list[Mention]:
    return [m for m in reading.in_sentence(sentence) if m.thing.type in ("Company", "Model", "Product") and m.thing is not subject]


def _kin(reading: Reading, target: Thing) -> set[int]:
    """The ids of *target*, of its maker and of what it makes: a reason for one is one for the other."""
    return {id(target), id(target.maker)} | {id(thing) for thing in reading.things if thing.maker is target}


def _place(reading: Reading, start: int, end: int) -> tuple[Sentence, int, int] | None:
    """The sentence that holds the document's characters ``[start, end)``, and where in its block they are, without a leading conjunction."""
    for sentence in reading.sentences:
        block = sentence.block
        low, high = sentence.span.start_char, sentence.span.end_char
        if high <= low or not block.offsets[low] <= start or not end <= block.offsets[high - 1] + 1:
            continue
        first, last = bisect_left(block.offsets, start), bisect_left(block.offsets, end)
        if block.cells:  # words of one cell, not the bars between them
            cell = max(block.cells, key=lambda each: min(each[1], last) - max(each[0], first))
            first, last = max(first, cell[0]), min(last, cell[1])
        lead = _LEAD.match(block.text, first, last)
        if lead:
            first = lead.end()
        last = reasons.last_word(block.text, first, last)
        return (sentence, first, last) if last - first >= 4 else None
    return None
