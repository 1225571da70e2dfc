"""What a frame found, as a proposal; and who it was that evaluated, where the sentence doesn't say."""

import re
from collections import Counter

from . import matching, reasons, second
from .beside import hoped, in_vain
from .filler import Filler
from .proposal import Proposal
from .reading import Reading

#: Words further apart than this say too little about where the claim stands.
LONGEST = 500
#: "We looked at Orl, but its licence forbids resale": what is then said against it is why it went no further.
_BUT = re.compile(
    r"[^.;:?!]{0,60}?, but (?=(?:its|their|the) \w|(?:it|they) (?:was|were|is|are|cost|costs|lacks?|lacked|fail(?:s|ed)|needs?|needed|ha[ds] no)\b)"
)
#: Who buys these from somebody is no user of his.
_SHARES = frozenset("stake share shareholding holding interest business unit division subsidiary arm rest remainder majority half quarter third".split())
#: "Ledger 4 didn't make it": nobody makes anything there.
_MADE_IT = re.compile(r"(?:make|makes|made|making) it(?= (?:to|into|through|onto|past|as far)\b|\W*(?:$|[.,;:!?–—]))")


def framed(match: matching.Match, subject: Filler) -> Proposal | None:
    """What a frame found, as a proposal; None where its words are too far apart, or tell what somebody only hoped for."""
    told, predicate = match.frame.attributes, match.predicate
    within = [match.object, *([subject] if subject.block == match.object.block else [])]
    first = min(predicate.idx, *(filler.first for filler in within))
    last = max(
        predicate.idx + len(predicate.text),
        *(child.idx + len(child.text) for child in predicate.children if child.dep_ == "prt"),
        *(filler.last for filler in within),
    )
    if last - first > LONGEST or (match.relation == "EVALUATED" and hoped(match.sentence)) or _MADE_IT.match(match.sentence.block.text, predicate.idx):
        return None
    if (
        match.relation == "USES"
        and predicate.lemma_ == "sell"
        and any(child.dep_ == "dobj" and child.lemma_.lower() in _SHARES for child in predicate.children)
    ):
        return None
    outcome = told.get("outcome") if match.relation == "EVALUATED" else None
    if outcome == "selected" and in_vain(match.sentence):
        outcome = "rejected"
    against = _turned_down(match) if outcome in ("unknown", "pending") else None
    return Proposal(
        match.relation,
        subject.thing,
        match.object.thing,
        match.sentence.block.number,
        first,
        last,
        predicate,
        modality=match.modality if match.modality != "follow" else None,
        follow=match.modality == "follow",
        outcome="rejected" if against else outcome,
        reason_at=against,
        pending=bool(told.get("pending")),
        action=_action(told.get("action"), match) if match.relation == "REGULATED_BY" else None,
        role=told.get("role") if match.relation == "LEADS" else None,
        passive=match.passive,
        frame=match.frame.key,
        rule=f"frame {match.frame.number} on “{predicate.text}”",
    )


def _turned_down(match: matching.Match) -> tuple[int, int, int] | None:
    """Where a sentence that tells of a look at a vendor goes on to say what spoke against it."""
    text, end = match.sentence.block.text, match.sentence.span.end_char
    turn = _BUT.match(text, match.object.last, end) if match.predicate.tag_ in ("VBD", "VBN") else None
    if turn is None or reasons.NOT_WHY.search(text[turn.end() : end]) or not reasons.complains(text, turn.end(), end):
        return None
    return match.sentence.block.number, turn.end(), reasons.last_word(text, turn.end(), end)


def _action(told: str | None, match: matching.Match) -> str | None:
    """What an authority does: "told" and "ordered" lay down a rule, unless the sentence says that it is a fine, a ban or a licence."""
    if told == "rule" and second.TO_EXPLAIN.search(match.sentence.block.text, match.predicate.idx, match.sentence.span.end_char):
        return "review"
    stronger = second.action_told(match.sentence.span.text) if told == "rule" else None
    return stronger if stronger in ("fine", "ban", "licence") else told


def buyer(reading: Reading, told: list[Proposal], at: int, match: matching.Match) -> Filler | None:
    """Who evaluates, where the sentence doesn't say: who did so just before or after, or nearly always, or the author of a decision record."""
    block, vendor = match.sentence.block, match.object
    evaluations = [
        (abs(n - at), n < at, proposal) for n, proposal in enumerate(told) if proposal.relation == "EVALUATED" and vendor.thing is not proposal.subject
    ]
    near = [
        (reading.blocks[proposal.block] is not block, not before, distance, proposal.subject)
        for distance, before, proposal in evaluations
        if abs(proposal.block - block.number) <= 2 and reading.blocks[proposal.block].section == block.section
    ]
    found = min(near, key=lambda each: each[:3])[3] if near else None
    if found is None and evaluations:
        counts = Counter(id(proposal.subject) for *_, proposal in evaluations)
        top, often = counts.most_common(1)[0]
        if often >= 2 and often >= 0.6 * len(evaluations):
            found = next(proposal.subject for *_, proposal in evaluations if id(proposal.subject) == top)
    found = found or reading.buyer
    if found is None or found is vendor.thing:
        return None
    return Filler(found, block.number, vendor.first, vendor.last, vendor.token, direct=False)
