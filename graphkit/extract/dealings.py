"""What came of a purchase, an alliance, a choice or an order, by words that belong to it: "fell through", "subject to clearance", "the ban was lifted"."""

import re
from collections.abc import Iterator

from .departures import Told
from .modality import NEXT
from .proposal import Proposal
from .reading import Reading, Sentence

_ORDER_OVER = re.compile(
    r"\b(?:set aside|quashed|overturned|annulled|lifted"
    r"|(?:came|come|taken|struck) off the|removed from the|withdrawn|withdrew|revoked|rescinded|closed|dropped|discontinued|shelved|ended|expired)\b",
    re.I,
)
_ORDER_AHEAD = re.compile(
    r"\b(?:subject to|awaiting|awaits|pending|conditional on|depends on|hinges on|has applied|have applied|applied for|seeking|sought|filed for)\b[^.;]{0,60}"
    r"\b(?:approval|clearance|consent|permission|authori[sz]ation|licen[cs]e|sign-off|green light)\b",
    re.I,
)
_REFUSED = re.compile(
    r"\b(?:withh[eo]ld|refused?|denied|declined|did(?: not|n['’]t) give|never gave) (?:its|their|the|any) (?:consent|approval|clearance|permission"
    r"|licen[cs]e|blessing|assent)\b",
    re.I,
)
#: A choice that waits for somebody's word.
_TO_SIGN = re.compile(
    r"\bsubject to [^.;]{0,50}\b(?:signature|sign-?off|approval|board|council|vote|consent|assent|ratification)\b"
    r"|\b(?:award|contract|job|order|work) (?:is|are) to (?:be (?:made|given|awarded|signed)|go) "
    r"|\bonly [^.;]{0,30}\b(?:signature|sign-?off) is missing\b",
    re.I,
)
LAPSED = re.compile(
    r"\blet (?:the|its|their|that|this) (?:\w+ )?(?:trial|test|pilot|offer|bid|contract|licen[cs]e|subscription) (?:lapse|expire|run out|end)\b"
)
_INTENT = re.compile(r"\b(?:letter of intent|memorandum of understanding|heads of terms|term sheet|shaken hands on)\b|\bMoU\b", re.I)
#: A bid that came to nothing.
_BLOCKED = re.compile(
    r"\b(?:acquisition|takeover|purchase|merger|bid|offer|attempt|deal|sale)\b[^.;]{0,70}\b(?:was|were|been|is) (?:blocked|refused|rejected|vetoed"
    r"|rebuffed|turned down|abandoned)\b"
    r"|\b(?:blocked|vetoed|rebuffed|spurned|thwarted|prohibited)\b[^.;]{0,50}\b(?:acquisition|takeover|purchase|merger|bid|offer|attempt|deal|sale)\b",
    re.I,
)
#: The same told afterwards: "agreed to buy X, but the deal collapsed in June".
_FELL = re.compile(
    r"\b(?:deal|purchase|sale|merger|takeover|acquisition|bid|offer|talks|plans?|agreement|alliance|partnership|tie-up|transaction"
    r"|round|investment)\b(?: [\w-]+){0,4}?"
    r"(?:(?: [\w-]+){0,3},(?! (?:and|but|while|which)\b)[^,.;]{3,40},)? "
    r"(?:collapsed|fell (?:through|apart)|broke down|unravell?ed|came to nothing|never (?:closed|went through|happened|came off)"
    r"|did(?: not|n['’]t) (?:go through|close|go ahead|come off)"
    r"|(?:was|were|has been|had been|have been|is|are) (?:since |later |then )?(?:called off|scrapped|shelved|cancell?ed|dropped|abandoned|terminated|off))\b",
    re.I,
)
#: A purchase that is agreed on and not done.
_TO_CLOSE = re.compile(
    r"\b(?:closing|completion) (?:is )?(?:expected|due|planned|scheduled)\b|\bexpect(?:s|ed) to (?:close|complete)\b"
    r"|\b(?:has|have) (?:yet to|not yet) closed?\b"
    r"|\bnot yet (?:closed|completed)\b",
    re.I,
)
#: The same of "it" in a next sentence: "It was prohibited that October".
_IT_FELL = re.compile(
    r"\s*(?:But |However, |In the end |Then |In \w+ (?:\d{4} )?)?(?:(?:[Ii]t|[Tt]his|[Tt]hat) (?:was|has been|had been) (?:later |then |since |finally )?"
    r"(?:prohibited|blocked|vetoed|refused|called off|abandoned|scrapped|cancell?ed|broken off)|(?:[Ii]t|[Tt]his|[Tt]hat) (?:came to nothing|fell through"
    r"|never happened|fell apart|did(?: not|n['’]t) happen)|[Nn]othing came of (?:it|that))\b"
)
#: How a next sentence on it begins.
_OF_IT = re.compile(r"\s*(?:But |However, |In the end |Then |Weeks later |Months later )?(?:[Tt]he|[Tt]hat|[Tt]hose|[Ii]ts) ")


def order(reading: Reading, proposal: Proposal, sentence: Sentence) -> Iterator[Told]:
    """What weakens that an authority's order or approval stands."""
    if _ORDER_OVER.search(sentence.span.text) and proposal.action not in ("approval", "fine"):
        yield "ended", "closed or lifted"
    if _ORDER_AHEAD.search(sentence.span.text):
        yield "planned", "still to be had"
    if proposal.action in ("approval", "licence") and _REFUSED.search(sentence.span.text):
        yield "denied", "refused"


def bid(reading: Reading, proposal: Proposal, sentence: Sentence) -> Iterator[Told]:
    """What weakens that a purchase was made."""
    if _BLOCKED.search(sentence.span.text):
        yield "ended", "blocked or refused"
    if _TO_CLOSE.search(sentence.span.text):
        yield "planned", "still to close"
    yield from fell(reading, proposal, sentence)


def fell(reading: Reading, proposal: Proposal, sentence: Sentence) -> Iterator[Told]:
    """That it came to nothing, by the rest of the sentence, or by "it" or "the deal" in the one that follows."""
    text, end = sentence.block.text, sentence.span.end_char
    if proposal.predicate is None:
        return
    told = _FELL.search(text, proposal.predicate.idx, end)
    if told and not any(proposal.last < m.first < told.start() and m.thing.type == "Company" for m in reading.in_sentence(sentence)):
        yield "ended", "came to nothing"
    after = _OF_IT.match(text, end)
    if _IT_FELL.match(text, end) or (after is not None and (next_ := _FELL.match(text, after.end())) is not None and next_.end() - end < 90):
        yield "ended", NEXT


def deal(reading: Reading, proposal: Proposal, sentence: Sentence) -> Iterator[Told]:
    """What weakens that two work together."""
    yield from fell(reading, proposal, sentence)
    if _INTENT.search(sentence.span.text):
        yield "planned", "a letter of intent"


def choice(reading: Reading, proposal: Proposal, sentence: Sentence) -> Iterator[Told]:
    """What weakens that a choice was made."""
    if proposal.outcome == "selected" and _TO_SIGN.search(sentence.span.text):
        yield "planned", "still to be signed"
    if proposal.outcome != "rejected" and LAPSED.search(sentence.span.text):
        yield "ended", "was let lapse"
