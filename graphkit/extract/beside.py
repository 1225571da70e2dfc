"""What the words right beside a vendor's name say became of it; the learned reader's guess is for all else."""

import re

from .reading import Mention, Reading, Sentence, Thing

#: What follows the name before the verb: "Heron's offer", "Heron was considered and".
_THEN = r"(?:['’]s [\w-]+)? (?:(?:was|were) \w+,? (?:and|but) )?"
#: It was the one.
_WON = re.compile(
    r"(?:['’]s [\w-]+|,? (?:from|by|of) [A-Z][\w.&-]*(?: [A-Z][\w.&-]*){0,3},?)? (?:has |had )?"
    r"(?:won\b(?! over)|wins\b|prevailed\b|came (?:out )?(?:first|on top)\b|got the (?:job|contract|nod|work|order)\b)"
)
#: The firm goes on with it: "Heron was considered and is kept for the night jobs".
_STAYS = re.compile(
    rf"{_THEN}(?:stays?|stayed|remains?|remained|(?:is|was|are|were|will be|has been|have been) (?:kept|retained))\b"
    r"(?! (?:out|off|away|back|silent|open|un\w+|on the (?:list|table|shelf)|in the (?:race|running)|under|to be|too|(?:the )?mo(?:re|st)"
    r"|an? (?:option|candidate|worry|risk|concern)))"
)
#: Nothing is decided of it yet.
_OPEN = re.compile(
    rf"{_THEN}(?:(?:is|was|were|has been|have been) )?(?:still |only )?"
    r"(?:parked|deferred|postponed|put off|put on hold|on hold|left open|under review|on trial|being (?:tested|tried|trialled|evaluated|assessed|reviewed))\b"
)
#: The same right before it: "In progress: evaluating Coda-7".
_UNDER_WAY = re.compile(
    r"\b(?:in progress|ongoing|under way|pending|still (?:evaluating|testing|trialling)|to be decided|(?:not|n['’]t|never) ruled out)\b[^.;]{0,25}$"
    r"|\bin (?:early |advanced |exclusive |preliminary )?(?:talks|negotiations|discussions) with\b[^.;]{0,70}$",
    re.I,
)
#: That it was the one, right before it: "switched it to Wren", "replaced Wren with Tarn".
_TO = re.compile(
    r"\b(?:switched|moved|migrated|went over|went back|returned|reverted|changed over|crossed over)\b[^.;,]{0,30}\bto $"
    r"|\breplaced\b[^.;]{0,40}\b(?:with|by) $|\bswapped\b[^.;]{0,50}\bfor $|\bin favou?r of $",
    re.I,
)
#: "Compared Tansy with Yarrow and bought Yarrow".
_BOUGHT = re.compile(r"\band (?:then |finally |in the end |later )?(?:bought|took|kept|chose|picked|selected|adopted|went with|settled on) $", re.I)
_PREFERRED = re.compile(r"\bpreferr?(?:ing|ed|s)?\b[^.;,]{0,40} (?:to|over) (?:the )?$|\b(?:instead of|rather than) (?:the )?$", re.I)
#: What goes before who gets the job: "recommends award to Quillon", "the award is to be made to the consortium of Orl and Vey".
_AWARD = re.compile(r"\baward(?:ed)?\b[^.;,]{0,40}\bto\b[^.;:]{0,50}$", re.I)
_NO_FURTHER = re.compile(r"\b(?:did(?: not|n['’]t)|never) (?:take|pursue|follow|carry) (?:it|this|that|them|things)(?: any)? (?:further|up|forward)\b", re.I)
#: Who only hoped to try a thing didn't: "had hoped to try it, but they wouldn't give us access".
_HOPED = re.compile(
    r"\b(?:hoped|wanted|meant|wished|(?:would|['’]d) have liked|asked|would like|['’]d like) to"
    r" (?:try|test|trial|see|look at|evaluate|pilot|benchmark|compare)\b[^.;]*\b(?:but|only|never)\b",
    re.I,
)
#: A bid that its maker took back was turned down by nobody.
_WITHDREW = re.compile(r"\b(?:withdrew|withdrawn|pulled out|dropped out|bowed out)\b", re.I)
_TURNED_DOWN = re.compile(r"\b(?:reject|declin|turned (?:it |them )?down|ruled out|excluded|eliminated|dropped (?!out))", re.I)
#: Before a name: "would trial Polyglot Live", "will hear three candidates: Quill, Ebb".
_TO_TRY = re.compile(
    r"\b(?:would|will|is to|are to|plans? to|intends? to|is going to|are going to|wants to|aims to) (?:also |now |soon |then )?"
    r"(?:trial|test|pilot|try(?: out)?|evaluate|assess|benchmark)\b[^.;,]{0,20}$"
    r"|\b(?:will|shall|is to|are to|going to) (?:also |now |soon |then )?"
    r"(?:hear|see|trial|test|pilot|try|evaluate|assess|compare|benchmark|interview)(?: [\w-]+){0,4}: [^.]{0,160}$",
    re.I,
)
#: "Trialled X in 2021 but did not adopt it".
_IN_VAIN = re.compile(
    r"\b(?:trial(?:led|ed)?|test(?:ed)?|tried|pilot(?:ed)?|evaluat(?:ed|ion)|assess(?:ed|ment)|looked at)\b[^.;]{0,60}"
    r"\bbut (?:did(?: not|n['’]t)|never|chose not to"
    r"|decided not to) (?:adopt|buy|take|choose|keep|pursue|proceed|go (?:ahead|on|with|further))",
    re.I,
)


def won(sentence: Sentence, vendor: list[Mention]) -> bool:
    """Whether the words right before or after one of a vendor's mentions say that it was the one."""
    text = sentence.block.text
    return any(
        _WON.match(text, m.last)
        or _STAYS.match(text, m.last)
        or _TO.search(text, max(0, m.first - 90), m.first)
        or _BOUGHT.search(text, max(0, m.first - 40), m.first)
        for m in vendor
    )


def let_go(reading: Reading, sentence: Sentence) -> bool:
    """Whether one of the next two sentences says that nothing came of it: "We didn't take it further"."""
    after = [each for each in reading.sentences[sentence.number + 1 : sentence.number + 3] if each.block is sentence.block]
    return any(_NO_FURTHER.search(each.span.text) for each in after)


def passed_over(sentence: Sentence, vendor: list[Mention]) -> bool:
    """Whether the words right before one of a vendor's mentions say that another was taken: "preferring it to Vey"."""
    text = sentence.block.text
    return any(_PREFERRED.search(text, max(sentence.span.start_char, m.first - 60), m.first) for m in vendor)


def prevailed(reading: Reading, vendor: Thing) -> bool:
    """Whether the text says anywhere, right beside one of its mentions, that the vendor won."""
    texts = [(reading.blocks[m.block].text, m) for m in vendor.mentions]
    return any(_WON.match(text, m.last) or _AWARD.search(text, max(0, m.first - 100), m.first) for text, m in texts)


def undecided(sentence: Sentence, vendor: list[Mention]) -> bool:
    """Whether they say that nothing is decided of it yet."""
    text = sentence.block.text
    return any(_OPEN.match(text, m.last) or _UNDER_WAY.search(text, max(sentence.span.start_char, m.first - 110), m.first) for m in vendor)


def outcome(sentence: Sentence, vendor: list[Mention]) -> str | None:
    """What these words say became of the vendor: "selected", "pending", or None."""
    return "selected" if won(sentence, vendor) else "pending" if undecided(sentence, vendor) else None


def hoped(sentence: Sentence) -> bool:
    """Whether *sentence* says that somebody would have tried a thing and couldn't."""
    return bool(_HOPED.search(sentence.span.text))


def withdrew(sentence: Sentence) -> bool:
    """Whether *sentence* says that a bid was taken back, and nothing of a rejection."""
    return bool(_WITHDREW.search(sentence.span.text)) and not _TURNED_DOWN.search(sentence.span.text)


def to_try(sentence: Sentence, vendor: list[Mention]) -> bool:
    """Whether the words before one of a vendor's mentions say that it will be tried."""
    return any(_TO_TRY.search(sentence.block.text, max(sentence.span.start_char, m.first - 220), m.first) for m in vendor)


def in_vain(sentence: Sentence) -> bool:
    """Whether *sentence* says that a thing was tried and not taken."""
    return bool(_IN_VAIN.search(sentence.span.text))
