"""From when and until when a relation is told to hold: which of the dates around it, if any, is its own."""

import re

from . import dates, endings, scope
from .proposal import Proposal
from .reading import Reading, Sentence

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
#: "Drawings made before 1980".
_OLDER = re.compile(r"\b(?:made|built|written|printed|born|dating|older|bought|drawn|filed|issued) (?:\w+ )?(?:before|from|than)\b", re.I)
#: When a firm began, told in passing: "Orl, founded in 2014, counts Vey among its users".
_BORN = re.compile(
    r"(?:^|[,(]) ?(?:which was |who was |originally |itself )?(?:co-?)?(?:founded|established|set up|started|incorporated|formed|created|born|opened|launched)"
    r" (?:[\w' -]{1,40} )?(?:in|on|since) [^,;()]*",
    re.I,
)
#: A date that an end doesn't bear: "have ended the alliance they announced in 2024".
_BEGUN = re.compile(r"\b(?:announced|signed|begun|agreed(?: on)?|struck|formed|launched|started|made|concluded)\b[^,;]{0,40}$")
_FOUNDING = re.compile(r"\b(?:co-?)?(?:found(?:ed|ing|ation)?|start(?:ed|ing)?|set(?:ting)? up|establish\w*|launch\w*|began|beginnings?|created?)\b", re.I)
#: A heading that says when it was written.
_BYLINE = re.compile(r"\b(?:by|posted|published|written|updated)\b", re.I)
_AS_OF = re.compile(r"\bas of\b", re.I)


def when(reading: Reading, proposal: Proposal, sentence: Sentence, kind: str) -> tuple[str | None, str | None]:
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
    found = [hit for hit in found if not _OLDER.search(text, max(start, start + hit.start - 16), start + hit.start + 7)]
    own = endings.aside(reading, proposal, sentence)  # "A, B and, until 2025, C": the date is C's alone
    at = (proposal.predicate.idx if proposal.predicate is not None else proposal.first) - start
    words = scope.part(sentence.span, start + at, max(start + at + 1, min(proposal.last, end)))
    found = [hit for hit in found if words.start_char <= start + hit.start < words.end_char]
    here, both = reading.in_sentence(sentence), (proposal.subject, proposal.object)
    others = [told.span() for told in scope.ASIDE.finditer(text, start, end)]
    clauses = [_OF_IT.match(text, m.last, end) for m in here if m.thing not in both]
    if proposal.role != "founder":
        others += [told.span() for told in _BORN.finditer(text, start, end) if told.end() <= start + at or told.start() > start + at]
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
    every = found
    if len(beside) == 1 and len(found) > 1:  # "Vey since 2020, and Orl since 2019"
        found = beside
    near = min(found, key=lambda hit: (abs((hit.start + hit.end) / 2 - at), hit.start), default=None)
    if near is not None and kind == "ended" and near.since and not near.until:  # "from 2018 until 2021", "which it has held since 2016"
        over = [hit for hit in every if hit is not near and (hit.until or not hit.since)]
        return near.period, min(over, key=lambda hit: hit.start).period if over else None
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
