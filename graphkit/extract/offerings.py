"""What became of a thing that is made or used: "will be switched off", "was replaced by", "is not its own work"."""

import re
from collections.abc import Iterator

from . import dealings
from .departures import Told
from .modality import NEXT
from .proposal import Proposal
from .reading import Reading, Sentence

_WITHDRAWN = re.compile(
    r"(?:\s*\([^()]{0,30}\))?,?\s*(?:since |now |later )?(?:withdrawn|discontinued|retired|shut down|taken down|scrapped|abandoned|wound down)\b"
)
#: Whose work a thing is not, or is only said to be: right before the maker's name.
_NOT_BY = re.compile(
    r"\b(?:not|n['’]t) (?:actually |in fact |itself )?(?:(?:made|built|written|trained|developed|published) )?"
    r"(?:(?:a|an|the|any) (?:\w+ )?(?:product|model|work|development|creation|invention) )?(?:of|by|from) (?:the )?$"
    r"|\b(?:often|sometimes|usually|wrongly|mistakenly|commonly) (?:attributed|credited|ascribed) to (?:the )?$",
    re.I,
)
_NOT_ITS_OWN = re.compile(r"\b(?:is|was|are|were)(?: not|n['’]t) (?:one of )?(?:its|their|his|her) (?:own\b|(?:work|product|model|doing)s?\b)", re.I)
#: An end that is announced: "will be switched off on 31 March".
_TO_END = re.compile(
    r"\b(?:will|is to|are to|is due to|are due to) (?:be )?(?:switched off|turned off|shut down|retired|discontinued|phased out|decommissioned|withdrawn|end"
    r"|expire|lapse|run out|go dark)\b",
    re.I,
)
#: The end of what was used: in the same sentence, and in a next one on the contract.
_REPLACED = re.compile(r"[^.]*?\b(?:it|which|this|that) was (?:later |since |then |soon |itself |in turn |there )*(?:replaced|superseded|succeeded)\b")
_RUNS_OUT = re.compile(
    r"\s*(?:It|That|This|(?:The|That|This) (?:contract|licence|license|deal|subscription|agreement|seat|arrangement)) (?:(?:runs out|expires|ends|lapses)"
    r"\b[^.;]{0,40}\band )?"
    r"(?:(?:it |this )?(?:won['’]t|will not|is not going to|isn['’]t going to) be (?:renewed|extended|prolonged)|(?:was not|wasn['’]t) (?:renewed|extended)"
    r"|ran out|has expired|expired|has lapsed|lapsed)\b"
)

_OFF = re.compile(
    r"\b(?:(?:switched|turned) (?:it|that|this|them) off|pulled the plug|shut (?:it|them) down|got rid of (?:it|them)"
    r"|threw (?:it|them) out|took (?:it|them) out of (?:use|service))\b",
    re.I,
)


def use(reading: Reading, proposal: Proposal, sentence: Sentence) -> Iterator[Told]:
    """What weakens that the thing is in use."""
    text, end = sentence.block.text, sentence.span.end_char
    named = [m for m in proposal.object.mentions if m.block == sentence.block.number]
    if any(_TO_END.match(text, m.last + 1) for m in named):
        yield "ended", "its end is announced"
    if dealings.LAPSED.search(sentence.span.text):
        yield "ended", "was let lapse"
    if _RUNS_OUT.match(text, end) or _switched_off(reading, proposal, sentence):
        yield "ended", NEXT
    if any(_REPLACED.match(text, m.last, end) for m in named if m.last <= proposal.last):
        yield "ended", "was replaced"


def _switched_off(reading: Reading, proposal: Proposal, sentence: Sentence) -> bool:
    """Whether the next sentence, which names nothing else, says that "it" was switched off."""
    after = reading.after(sentence)
    if after is None or not _OFF.search(after.span.text):
        return False
    return all(m.thing in (proposal.subject, proposal.object) for m in reading.in_sentence(after) if m.thing.type in ("Model", "Product", "Company"))


def made(reading: Reading, proposal: Proposal, sentence: Sentence) -> Iterator[Told]:
    """What weakens that the firm makes the thing."""
    text, start = sentence.block.text, sentence.span.start_char
    if any(m.thing is proposal.subject and _NOT_BY.search(text, max(start, m.first - 60), m.first) for m in reading.in_sentence(sentence)):
        yield "denied", "not its work"
    if _NOT_ITS_OWN.search(sentence.span.text):
        yield "denied", "not its own"
    if any(_WITHDRAWN.match(text, m.last) for m in proposal.object.mentions if m.block == sentence.block.number):
        yield "ended", "withdrawn"
