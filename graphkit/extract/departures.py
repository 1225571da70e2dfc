"""Who has left an office, leaves it or has yet to take it up, wherever the document says so: "She leaves the firm in June", "its then chief executive"."""

import re
from collections.abc import Iterator

from .proposal import Proposal
from .reading import Mention, Reading, Sentence, Thing

#: A weaker modality, and why.
Told = tuple[str, str]
_GOING = (
    r"(?:left|leav(?:es|ing)|quit(?:s|ting)?|resign(?:ed|s|ing)|step(?:ped|s|ping) (?:down|aside|back)|depart(?:ed|s|ing)|retir(?:ed|es|ing)"
    r"|packed it in|cleared (?:his|her|their) desk|walk(?:ed|s) (?:out|away)|moved on"
    r"|gave up|died|hand(?:ed|s|ing) over)\b(?! (?:it|no|the door|open|room|behind|little|unsaid))"
)
#: A person's going, right after the name or the pronoun; that it is announced is enough.
_LEFT = re.compile(
    rf"(?:\s*\([^()]{{0,40}}\)|,[^,;.]{{0,60}},)?,?\s*(?:(?:who|has|had|having|then|later|since|also|both|is|was|herself|himself|abruptly"
    rf"|quietly)\s+){{0,4}}(?:{_GOING}"
    r"|(?:will|is to|is due to|plans to|intends to|is set to|would) (?:leave|quit|resign|step (?:down|aside)|depart|retire|hand over|go)\b"
    r"|was (?:ousted|fired|sacked|dismissed|removed|replaced|let go|succeeded by)\b)"
)
_FORMER = re.compile(r"\b(?:former|ex)\b[^.;,]{0,50}$", re.I)
_ARRIVES = re.compile(r"(?:,[^,;.]{0,40},)?,? (?:takes up|will take (?:up|over)|is to take over|will (?:succeed|become|join)|is to (?:succeed|become|join))\b")
#: Where one goes: "left in 2022 to run Quillon".
_JOINS = re.compile(
    r"\b(?:to|and|then) (?:\w+ )?(?:lead|led|run|ran|head(?:ed)?|found(?:ed)?|start(?:ed)?|set up|join(?:ed)?|take over|took over|become|became|build"
    r"|built)\b[^.;]{0,40}$"
)
#: That somebody may go is no going.
_HEARSAY = re.compile(r"\b(?:rumou?rs?|rumou?red|reportedly|speculation|talk of|is said to|(?-i:may)|might|could)\b", re.I)
_MAY_GO = re.compile(r"\b(?:step(?:ping)? (?:down|aside)|leav(?:e|ing)|resign(?:ing)?|depart(?:ing|ure)?|quit(?:ting)?|retir(?:e|ing))\b")
_PRONOUN = re.compile(r"(?:She|He|They)(?:['’](?:s|d|ve))?(?= |,)")
_LAST = re.compile(
    r"(?:(?<!year-)(?<!years )(?<!year )\bold|\b(?:last|late|(?<!since )then|one-time|sometime|previous|erstwhile|ex))[ -]"
    r"(?!(?:spring|summer|autumn|winter|week|month|year|quarter|night|time|\w+day)\b)(?=[a-z-]+(?: [a-z-]+){0,3},? $)",
    re.I,
)


def office(reading: Reading, proposal: Proposal, sentence: Sentence) -> Iterator[Told]:
    """What weakens that the person of *proposal* leads the firm."""
    text, person = sentence.block.text, proposal.subject
    if proposal.role not in ("founder", "co-founder", "cofounder") and _leaves(reading, person, proposal.object):
        yield "ended", "has left"
    here = [m for m in person.mentions if m.block == proposal.block]
    if any(_LAST.search(text[max(0, m.first - 60) : m.first]) for m in here):
        yield "ended", "the last one"
    if any(
        (former := _FORMER.search(text, max(0, m.first - 70), m.first))
        and any(former.start() < f.first < m.first for f in proposal.object.mentions if f.block == m.block)
        for m in here
    ):
        yield "ended", "a former one"
    if any(_ARRIVES.match(text, m.last) for m in here):
        yield "planned", "yet to begin"


def only_hearsay(sentence: Sentence) -> bool:
    """Whether *sentence* says that somebody may go: so far he holds his office."""
    return bool(_HEARSAY.search(sentence.span.text) and _MAY_GO.search(sentence.span.text))


def joins(reading: Reading, person: Thing, firm: Thing) -> bool:
    """Whether the text says that *person* leaves something to be at *firm*."""
    return any(firm in joined for *_, joined in _goings(reading, person))


def _leaves(reading: Reading, person: Thing, firm: Thing) -> bool:
    """Whether the text says that *person* goes, and not from another firm than *firm*."""
    return any(firm not in joined and (not (before or after) or firm in before or firm in after[:1]) for before, after, joined in _goings(reading, person))


def _goings(reading: Reading, person: Thing) -> list[tuple[list[Thing], list[Thing], list[Thing]]]:
    """Each time that the text says that *person* goes: looked for once."""
    if id(person) not in reading.goings:
        reading.goings[id(person)] = [going for mention in person.mentions if (going := _going(reading, mention)) is not None]
    return reading.goings[id(person)]


def _going(reading: Reading, mention: Mention) -> tuple[list[Thing], list[Thing], list[Thing]] | None:
    """The firms named before and after the words that this person goes, and those gone to: right after *mention*, or in a sentence on "she" after its own."""
    block, sentence, at = reading.blocks[mention.block], reading.sentence(mention.block, mention.start), mention.last
    if not _LEFT.match(block.text, at):
        after = reading.after(sentence)
        people = [m for m in reading.in_sentence(sentence) if m.thing.type == "Person"]
        if after is None or people[-1:] != [mention]:
            return None
        at = after.span.start_char
        pronoun = _PRONOUN.match(block.text, at)
        if pronoun is None or not _LEFT.match(block.text, pronoun.end()):
            return None
        sentence = after
    firms = [m for m in reading.in_sentence(sentence) if m.thing.type == "Company"]
    joined = [m for m in firms if m.first >= at and _JOINS.search(block.text, at, m.first)]
    if _HEARSAY.search(sentence.span.text):
        return None
    return [m.thing for m in firms if m.first < at], [m.thing for m in firms if m.first >= at and m not in joined], [m.thing for m in joined]
