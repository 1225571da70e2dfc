"""What is over, denied or still to come by words that belong to one relation, wherever the document says them.

"It sold its stake", "its last head of data, having left", "was a subsidiary of X until 2019", "subject to clearance by Y": the rules of
`modality` read the clause that states a relation; these read its neighbours, for relations that a mere apposition states.
"""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from . import departures, modality, scope
from .departures import Told
from .proposal import Proposal
from .reading import Reading, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_SPAN = re.compile(r"\b(?:between|from) (?:\w+ )?(?:19|20)\d\d (?:and|to|until|till) (?:\w+ )?((?:19|20)\d\d)\b|\((?:19|20)\d\d ?[–-] ?((?:19|20)\d\d)\)", re.I)
_WITHDRAWN = re.compile(
    r"(?:\s*\([^()]{0,30}\))?,?\s*(?:since |now |later )?(?:withdrawn|discontinued|retired|shut down|taken down|scrapped|abandoned|wound down)\b"
)
_GOES = frozenset("leave quit exit depart defect terminate cancel".split())
_PART_OVER = re.compile(
    r"(?P<span>\b(?:was|were|had been|became)\b[^.;]{0,80}\b(?:until|till|up to)\b|\bbetween (?:19|20)\d\d and (?:19|20)\d\d\b"
    r"|\bfrom (?:19|20)\d\d (?:to|until) (?:19|20)\d\d\b)|\b(?:sold|spun (?:off|out)|divested|hived off|carved out|demerged|disposed of)\b",
    re.I,
)
_HOLDING_OVER = re.compile(
    r"\b(?:sold|offloaded|unloaded|disposed of|shed|exited|parted with|part with|got rid of|cashed (?:out|in)|divested)\b[^.;]{0,60}"
    r"\b(?:stake|stakes|shares?|holding|position|interest|investment)\b|\bonce (?:owned|held)\b|\bused to own\b"
    r"|\b(?:gave|given|giving) up (?:its|their|his|her|the) (?:stake|shares?|shareholding|holding|interest)\b"
    r"|, (?:all of )?which (?:it|they|he|she|the \w+) (?:has |have |had )?(?:since |later |then )?(?:sold|disposed of|divested|g[ai]ve[n]? up|parted with)\b",
    re.I,
)
#: "Sapel, which was a Tarn affiliate": between the part and the whole.
_PART_WAS = re.compile(r",? (?:which|that) (?:was|were|had been) (?:then |once |at (?:that|the) time )?(?:an?|part|owned|the)\b[^.;]*", re.I)
_WHICH = re.compile(r",? (?:which|who) (?:has |have |had )?(?:since |later |then )?$")
_HOLDING_NONE = re.compile(r"\b(?:owns?|holds?|has|have|had|bought) no (?:shares?|stake|holding|interest)\b", re.I)
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
#: A choice that waits for somebody's word.
_TO_SIGN = re.compile(
    r"\bsubject to [^.;]{0,50}\b(?:signature|sign-?off|approval|board|council|vote|consent|assent|ratification|contract)\b"
    r"|\b(?:award|contract|job|order|work) (?:is|are) to (?:be (?:made|given|awarded|signed)|go) "
    r"|\bonly [^.;]{0,30}\b(?:signature|sign-?off) is missing\b",
    re.I,
)
_INTENT = re.compile(r"\b(?:letter of intent|memorandum of understanding|heads of terms|term sheet|shaken hands on)\b|\bMoU\b", re.I)
_UNTRUE = re.compile(
    r"\bit (?:is|was) (?:incorrect|untrue|wrong|false|not the case|not so|a myth|a rumour|a mistake) that\b|\b(?:wrongly|falsely|erroneously|mistakenly)"
    r" (?:reported|said|claimed|stated|described|listed|named)\b|\b(?:is|are|was|were) (?:simply |entirely |quite "
    r"|plainly )?(?:false|untrue|incorrect|fabricated"
    r"|invented|unfounded|baseless|groundless|mistaken|wide of the mark|a hoax|nonsense|made up)\b|\b(?:described|dismissed"
    r"|characteri[sz]ed)[^.;]{0,40}\bas (?:mistaken|false|untrue|invented|fiction|nonsense|wrong|baseless)\b",
    re.I,
)
_NOT_US = re.compile(r"\bnot (?:by )?us\b", re.I)
#: A bid that came to nothing.
_BLOCKED = re.compile(
    r"\b(?:acquisition|takeover|purchase|merger|bid|offer|attempt|deal|sale)\b[^.;]{0,70}\b(?:was|were|been|is) (?:blocked|refused|rejected|vetoed"
    r"|rebuffed|turned down|abandoned)\b"
    r"|\b(?:blocked|vetoed|rebuffed|spurned|thwarted|prohibited)\b[^.;]{0,50}\b(?:acquisition|takeover|purchase|merger|bid|offer|attempt|deal|sale)\b",
    re.I,
)
#: The same told afterwards: "agreed to buy X, but the deal collapsed in June".
_FELL = re.compile(
    r"\b(?:deal|purchase|sale|merger|takeover|acquisition|bid|offer|talks|plans?|agreement|alliance|partnership|tie-up|transaction)\b(?: [\w-]+){0,4}? "
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
#: How a next sentence on it begins.
_OF_IT = re.compile(r"\s*(?:But |However, |In the end |Then |Weeks later |Months later )?(?:[Tt]he|[Tt]hat|[Tt]hose|[Ii]ts) ")
#: An end that is announced: "will be switched off on 31 March".
_TO_END = re.compile(
    r"\b(?:will|is to|are to|is due to|are due to) (?:be )?(?:switched off|turned off|shut down|retired|discontinued|phased out|decommissioned|withdrawn|end"
    r"|expire|lapse|run out|go dark)\b",
    re.I,
)
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
_STILL = re.compile(r"\b(?:since (?:19|20)\d\d|present|current(?:ly)?|continues? to|remains?|still|happy with)\b", re.I)


#: Why it is over, where only a later sentence says so.
LATER = "sold later"
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
    found = list(_told(reading, proposal, sentence))
    if not found:
        if (
            kind == "ended"
            and proposal.source == "reader"
            and proposal.relation in ("LEADS", "USES", "PART_OF", "REGULATED_BY")
            and _STILL.search(sentence.span.text)
        ):
            return "asserted", "so to this day"
        return kind, ""
    weakest = min(found, key=lambda each: modality.ORDER.index(each[0]))
    return weakest if modality.ORDER.index(weakest[0]) < modality.ORDER.index(kind) else (kind, "")


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


def _part(reading: Reading, proposal: Proposal, sentence: Sentence) -> Iterator[Told]:
    if (told := _PART_OVER.search(sentence.span.text)) and (told["span"] or _owner_sells(reading, proposal, sentence, told)):
        yield "ended", "until then"
    here, text = reading.in_sentence(sentence), sentence.block.text
    parts, wholes = ([m for m in here if m.thing is end] for end in (proposal.subject, proposal.object))
    if any(_PART_WAS.fullmatch(text, part.last, whole.first) for part in parts for whole in wholes if part.last < whole.first):
        yield "ended", "was a part"


def _holding(reading: Reading, proposal: Proposal, sentence: Sentence) -> Iterator[Told]:
    if _HOLDING_NONE.search(sentence.span.text):
        yield "denied", "owns none"
    clause = _clause(proposal, sentence)
    sold = _HOLDING_OVER.search(clause)
    if sold and not _of_another(reading, proposal, sentence, clause[: sold.start()]):
        yield "ended", "sold"
    for after in reading.sentences[sentence.number + 1 : sentence.number + 4]:
        named = {id(m.thing) for m in reading.in_sentence(after) if m.thing.type == "Company"}
        if id(proposal.subject) in named <= {id(proposal.subject), id(proposal.object)} and _HOLDING_OVER.search(after.span.text):
            yield "ended", LATER


def _of_another(reading: Reading, proposal: Proposal, sentence: Sentence, before: str) -> bool:
    """Whether "which sold its stake" follows the name of another: "backed by Orl and by Vey, which has sold its stake"."""
    told = _WHICH.search(before)
    if told is None:
        return False
    names = [m for m in reading.in_sentence(sentence) if m.thing.type in ("Company", "Person") and m.text in before]
    near = max(names, key=lambda m: before.rfind(m.text), default=None)
    return near is not None and near.thing not in (proposal.subject, proposal.object)


def _clause(proposal: Proposal, sentence: Sentence) -> str:
    """The part of the sentence between semicolons that the proposal stands in: "it is backed by A; B sold its shares"."""
    text = sentence.block.text
    first = max(sentence.span.start_char, text.rfind(";", sentence.span.start_char, proposal.first) + 1)
    last = text.find(";", proposal.last, sentence.span.end_char)
    return text[first : last if last >= 0 else sentence.span.end_char]


def _order(reading: Reading, proposal: Proposal, sentence: Sentence) -> Iterator[Told]:
    if _ORDER_OVER.search(sentence.span.text) and proposal.action not in ("approval", "fine"):
        yield "ended", "closed or lifted"
    if _ORDER_AHEAD.search(sentence.span.text):
        yield "planned", "still to be had"


def _bid(reading: Reading, proposal: Proposal, sentence: Sentence) -> Iterator[Told]:
    if _BLOCKED.search(sentence.span.text):
        yield "ended", "blocked or refused"
    if _TO_CLOSE.search(sentence.span.text):
        yield "planned", "still to close"
    if _fell(reading, proposal, sentence):
        yield "ended", "came to nothing"


def _fell(reading: Reading, proposal: Proposal, sentence: Sentence) -> bool:
    """Whether the rest of the sentence, or a clause on "the deal" that opens the next one, says that it came to nothing."""
    text, end = sentence.block.text, sentence.span.end_char
    if proposal.predicate is None:
        return False
    told = _FELL.search(text, proposal.predicate.idx, end)
    if told and not any(proposal.last < m.first < told.start() and m.thing.type == "Company" for m in reading.in_sentence(sentence)):
        return True
    after = _OF_IT.match(text, end)
    return after is not None and (next_ := _FELL.match(text, after.end())) is not None and next_.end() - end < 90


def _deal(reading: Reading, proposal: Proposal, sentence: Sentence) -> Iterator[Told]:
    if _fell(reading, proposal, sentence):
        yield "ended", "came to nothing"
    if _INTENT.search(sentence.span.text):
        yield "planned", "a letter of intent"


def _choice(reading: Reading, proposal: Proposal, sentence: Sentence) -> Iterator[Told]:
    if proposal.outcome == "selected" and _TO_SIGN.search(sentence.span.text):
        yield "planned", "still to be signed"


def _use(reading: Reading, proposal: Proposal, sentence: Sentence) -> Iterator[Told]:
    if any(_TO_END.match(sentence.block.text, m.last + 1) for m in proposal.object.mentions if m.block == sentence.block.number):
        yield "ended", "its end is announced"


def _made(reading: Reading, proposal: Proposal, sentence: Sentence) -> Iterator[Told]:
    if any(_WITHDRAWN.match(sentence.block.text, m.last) for m in proposal.object.mentions if m.block == sentence.block.number):
        yield "ended", "withdrawn"


_BY_RELATION: dict[str, Callable[[Reading, Proposal, Sentence], Iterator[Told]]] = {
    "EVALUATED": _choice,
    "LEADS": departures.office,
    "PART_OF": _part,
    "INVESTS_IN": _holding,
    "REGULATED_BY": _order,
    "PARTNERS_WITH": _deal,
    "ACQUIRES": _bid,
    "DEVELOPS": _made,
    "USES": _use,
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


def _owner_sells(reading: Reading, proposal: Proposal, sentence: Sentence, told: re.Match[str]) -> bool:
    """Whether the whole stands before "sold" and the part after it."""
    at = sentence.span.start_char + told.start()
    here = reading.in_sentence(sentence)
    return any(m.thing is proposal.object and m.first < at for m in here) and any(m.thing is proposal.subject and m.first > at for m in here)
