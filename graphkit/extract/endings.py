"""What is over, denied or still to come by words that belong to one relation, wherever the document says them.

"It sold its stake", "its last head of data, having left", "was a subsidiary of X until 2019", "subject to clearance by Y": the rules of
`modality` read the clause that states a relation; these read its neighbours, for relations that a mere apposition states.
"""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from . import dealings, denials, departures, holdings, modality, offerings, scope
from .departures import Told
from .proposal import Proposal
from .reading import Reading, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_SPAN = re.compile(r"\b(?:between|from) (?:\w+ )?(?:19|20)\d\d (?:and|to|until|till) (?:\w+ )?((?:19|20)\d\d)\b|\((?:19|20)\d\d ?[–-] ?((?:19|20)\d\d)\)", re.I)
_GOES = frozenset("leave quit exit depart defect terminate cancel".split())
_UNTRUE = re.compile(
    r"\bit (?:is|was) (?:incorrect|untrue|wrong|false|not the case|not so|a myth|a rumour|a mistake) that\b|\b(?:wrongly|falsely|erroneously|mistakenly)"
    r" (?:reported|said|claimed|stated|described|listed|named)\b|\b(?:is|are|was|were|proved|proved to be|turned out to be) (?:simply |entirely |quite "
    r"|plainly )?(?:false|untrue|incorrect|fabricated"
    r"|invented|unfounded|baseless|groundless|mistaken|wide of the mark|a hoax|nonsense|made up)\b|\b(?:described|dismissed"
    r"|characteri[sz]ed)[^.;]{0,40}\bas (?:mistaken|false|untrue|invented|fiction|nonsense|wrong|baseless)\b"
    r"|\b(?:called|calls|call) (?:(?:it|that|this|the \w+) )?[“\"‘']?(?:a |an )?(?:\w+ )?(?:invention|fiction|fabrication"
    r"|nonsense|rubbish|fairy tale|hoax|lie)\b",
    re.I,
)
_NOT_US = re.compile(r"\bnot (?:by )?us\b", re.I)
_NEARLY = re.compile(
    r"\b(?:close to|on the verge of|on the brink of|about to|leaning towards?|likely|tipped|expected by some|poised)\b[^.;,]{0,30}$"
    r"|\blikely (?:\w+ ){0,3}(?:customer|client|buyer|partner|investor)\b",
    re.I,
)
#: Idioms that turn something down, and deny nothing: "Fennec didn't make the cut".
_LOST = re.compile(
    r"(?:n['’]t|\bnot|\bnever) (?:even )?(?:make|made|survive[d]?|pass(?:ed)?|convince[d]?|reach(?:ed)?|come close|qualify"
    r"|(?:seriously )?in (?:the running|contention))\b",
    re.I,
)
_STILL = re.compile(
    r"\b(?:since (?:19|20)\d\d|present|current(?:ly)?|continues? to|remains?|still|happy with)\b|(?:\b(?:has|have)|['’](?:s|ve)) been\b[^.;]{0,40}\bsince\b",
    re.I,
)
#: Why it holds, whatever the learned reader thinks.
STILL = "so to this day"
#: Relations that one may be near to, or leave.
_DEALS = frozenset({"USES", "EVALUATED", "PARTNERS_WITH", "ACQUIRES", "INVESTS_IN"})
#: Relations that go on for a while: years from and to say that they are over.
_LASTING = frozenset({"USES", "PARTNERS_WITH", "INVESTS_IN", "LEADS", "PART_OF"})


def settle(reading: Reading, proposal: Proposal, sentence: Sentence, kind: str) -> tuple[str, str]:
    """*kind*, or the weaker modality that words about this very relation give it; and why."""
    if kind == "denied" and proposal.relation == "EVALUATED" and proposal.outcome == "rejected" and _LOST.search(sentence.span.text):
        kind = "asserted"
    if kind == "rumoured" and proposal.relation == "LEADS" and departures.only_hearsay(sentence):
        return "asserted", "may go, and is still there"
    if kind in ("rumoured", "planned") and proposal.relation in _DEALS:
        if denials.nothing_in_it(sentence.block.text[proposal.last : sentence.span.end_char]):
            return "denied", "nothing in it"
        if _then_denied(reading, proposal, sentence):
            return "denied", modality.NEXT
    found = list(_told(reading, proposal, sentence))
    if not found:
        if (
            kind == "ended"
            and proposal.source == "reader"
            and proposal.relation in ("LEADS", "USES", "PART_OF", "REGULATED_BY", "PARTNERS_WITH", "INVESTS_IN")
            and _STILL.search(sentence.span.text)
        ):
            return "asserted", STILL
        return kind, ""
    weakest = min(found, key=lambda each: modality.ORDER.index(each[0]))
    return weakest if modality.ORDER.index(weakest[0]) < modality.ORDER.index(kind) else (kind, "")


def _then_denied(reading: Reading, proposal: Proposal, sentence: Sentence) -> bool:
    """Whether the next sentence, if it isn't long and names no other firm, says that there is nothing in it."""
    after = reading.after(sentence)
    if after is None or len(after.span) > 30 or not denials.nothing_in_it(after.span.text):
        return False
    return all(m.thing in (proposal.subject, proposal.object) for m in reading.in_sentence(after) if m.thing.type == "Company")


def _told(reading: Reading, proposal: Proposal, sentence: Sentence) -> Iterator[Told]:
    """All that weakens the claim, and why."""
    text, relation = sentence.span.text, proposal.relation
    if _UNTRUE.search(text):
        yield "denied", "said to be untrue"
    if aside(reading, proposal, sentence) is not None:
        yield "ended", "until then"
    if proposal.subject in (reading.author, reading.buyer) and _NOT_US.search(text):
        yield "denied", "not by us"
    published = (reading.document.published or "9999")[:4]
    if relation in _LASTING and any((span[1] or span[2]) <= published for span in _SPAN.finditer(text)):
        yield "ended", "from then to then"
    if relation in _DEALS:
        at = proposal.predicate.idx if proposal.predicate is not None else proposal.last
        if _NEARLY.search(sentence.block.text[sentence.span.start_char : at]) or _NEARLY.search(text[-90:]):
            yield "rumoured", "nearly"
        if proposal.predicate is not None and proposal.predicate.lemma_.lower() in modality.STANDING and any(map(_goes, _verbs(proposal.predicate))):
            yield "ended", "is leaving"
    if relation in _BY_RELATION:
        yield from _BY_RELATION[relation](reading, proposal, sentence)


def aside(reading: Reading, proposal: Proposal, sentence: Sentence) -> re.Match[str] | None:
    """The words of *sentence* that set an end to one item of a list, where that is an end of *proposal*: "A, B and, until 2025, C"."""
    starts = {m.first for m in reading.in_sentence(sentence) if m.thing in (proposal.subject, proposal.object)}
    told = scope.ASIDE.finditer(sentence.block.text, sentence.span.start_char, sentence.span.end_char)
    return next((each for each in told if each.end() in starts), None)


_BY_RELATION: dict[str, Callable[[Reading, Proposal, Sentence], Iterator[Told]]] = {
    "EVALUATED": dealings.choice,
    "LEADS": departures.office,
    "PART_OF": holdings.part,
    "INVESTS_IN": holdings.holding,
    "REGULATED_BY": dealings.order,
    "PARTNERS_WITH": dealings.deal,
    "ACQUIRES": dealings.bid,
    "DEVELOPS": offerings.made,
    "USES": offerings.use,
}


def _goes(verb: "Token") -> bool:
    return verb.lemma_ in _GOES or (verb.lemma_ == "take" and "elsewhere" in verb.sent.text)


def _verbs(noun: "Token") -> "Iterator[Token]":
    """The verbs whose subject the thing called *noun* is."""
    head = noun
    while head.dep_ in ("appos", "compound", "poss", "nmod") and head.head.i != head.i:
        head = head.head
    for token in (noun, head):
        if token.dep_ in ("nsubj", "nsubjpass"):
            yield token.head
            yield from (child for child in token.head.subtree if child.pos_ == "VERB" and child.dep_ in ("ccomp", "xcomp"))
