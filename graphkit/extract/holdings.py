"""What is owned no longer, or never was: "it sold its stake", "was a subsidiary of X until 2019"."""

import re
from collections.abc import Iterator

from . import dealings
from .departures import Told
from .proposal import Proposal
from .reading import Reading, Sentence

_PART_OVER = re.compile(
    r"(?P<span>\b(?:was|were|had been|became)\b[^.;]{0,80}\b(?:until|till|up to)\b|\bbetween (?:19|20)\d\d and (?:19|20)\d\d\b"
    r"|\bfrom (?:19|20)\d\d (?:to|until) (?:19|20)\d\d\b)|\b(?:sold|spun (?:off|out)|divested|hived off|carved out|demerged|disposed of)\b",
    re.I,
)
_HOLDING_OVER = re.compile(
    r"\b(?:sold|offloaded|unloaded|disposed of|shed|exited|parted with|part with|got rid of|divested)\b[^.;]{0,60}"
    r"\b(?:stake|stakes|shares?|holding|position|interest|investment)\b|\bonce (?:owned|held)\b|\bused to own\b"
    r"|\b(?:was|were) (?:paid|bought) out\b|\bcash(?:ed|es) (?:out|in)\b"
    r"|\bg[ai]v(?:e|en|ing) up (?:all )?(?:of )?(?:its|their|his|her|the) (?:[\d.,]+ ?(?:%|per ?cent) )?(?:stake|shares?|shareholding|holding|interest)\b"
    r"|\breturned (?:what was left|the (?:rest|remaining money)|its (?:remaining )?money) to (?:its|their|the) (?:backers|investors|shareholders|owners)\b"
    r"|; (?:the )?(?:fund|firm|bank|company|investor|group|it|they) (?:got out|sold out|left|sold|exited|cashed out)\b"
    r"|, (?:all of )?which (?:it|they|he|she|the \w+) (?:has |have |had )?(?:since |later |then )?(?:sold|disposed of|divested|g[ai]ve[n]? up|parted with)\b",
    re.I,
)
#: "Sapel, which was a Tarn affiliate": between the part and the whole.
_PART_WAS = re.compile(r",? (?:which|that) (?:was|were|had been) (?:then |once |at (?:that|the) time )?(?:an?|part|owned|the)\b[^.;]*", re.I)
_WHICH = re.compile(r",? (?:which|who) (?:has |have |had )?(?:since |later |then )?$")
_SHARES_OF = re.compile(r" (?:in|of) (?:the )?")
_HOLDING_NONE = re.compile(r"\b(?:owns?|holds?|has|have|had|bought) no (?:shares?|stake|holding|interest)\b", re.I)
#: Why it is over, where only a later sentence says so.
LATER = "sold later"


def part(reading: Reading, proposal: Proposal, sentence: Sentence) -> Iterator[Told]:
    """What weakens that one is part of the other."""
    if (told := _PART_OVER.search(sentence.span.text)) and (told["span"] or _owner_sells(reading, proposal, sentence, told)):
        yield "ended", "until then"
    here, text = reading.in_sentence(sentence), sentence.block.text
    parts, wholes = ([m for m in here if m.thing is end] for end in (proposal.subject, proposal.object))
    if any(_PART_WAS.fullmatch(text, part.last, whole.first) for part in parts for whole in wholes if part.last < whole.first):
        yield "ended", "was a part"


def holding(reading: Reading, proposal: Proposal, sentence: Sentence) -> Iterator[Told]:
    """What weakens that one has money in the other."""
    if _HOLDING_NONE.search(sentence.span.text):
        yield "denied", "owns none"
    clause = _clause(proposal, sentence)
    sold = _HOLDING_OVER.search(clause)
    if sold and not _of_another(reading, proposal, sentence, clause[: sold.start()]) and not _elsewhere(reading, proposal, sentence, clause[sold.end() :]):
        yield "ended", "sold"
    yield from dealings.fell(reading, proposal, sentence)
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


def _elsewhere(reading: Reading, proposal: Proposal, sentence: Sentence, after: str) -> bool:
    """Whether what goes on after "sold its shares" names another firm they were in, or the investor as who bought them."""
    told, here = _SHARES_OF.match(after), reading.in_sentence(sentence)
    firm = next((m.thing for m in here if told and after.startswith(m.text, told.end())), None)
    bought = any(re.search(rf"\bto (?:the )?{re.escape(m.text)}", after) for m in here if m.thing is proposal.subject)
    return bought or (firm is not None and firm is not proposal.object)


def _clause(proposal: Proposal, sentence: Sentence) -> str:
    """The part of the sentence between semicolons that the proposal stands in: "it is backed by A; B sold its shares"."""
    text = sentence.block.text
    first = max(sentence.span.start_char, text.rfind(";", sentence.span.start_char, proposal.first) + 1)
    last = text.find(";", proposal.last, sentence.span.end_char)
    return text[first : last if last >= 0 else sentence.span.end_char]


def _owner_sells(reading: Reading, proposal: Proposal, sentence: Sentence, told: re.Match[str]) -> bool:
    """Whether the whole stands before "sold" and the part after it."""
    at = sentence.span.start_char + told.start()
    here = reading.in_sentence(sentence)
    return any(m.thing is proposal.object and m.first < at for m in here) and any(m.thing is proposal.subject and m.first > at for m in here)
