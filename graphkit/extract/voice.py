"""How a text speaks: in whose person, and laid out as a decision record, an office paper or minutes."""

import re
from dataclasses import dataclass

from .anaphora import BODIES
from .reading import Reading

WE = re.compile(r"\b(?:[Ww]e|[Oo]ur|[Uu]s|WE|OUR)\b(?! (?:said|say)\b)")
_QUOTED = re.compile(r"[“\"«‘][^”\"»’]{0,2000}[”\"»’]")
_PAPER = re.compile(
    r"\b(?:tender|evaluation|minutes|procurement|solicitation|RFP|RFC|score sheet|memo(?:randum)?|award|bid(?! (?:for|to|by|from))|decision sheet|board paper"
    r"|closing note|post-?mortem)\b",
    re.I,
)
#: Of an office paper only where it says "we" as well.
_PAPERLIKE = re.compile(r"\b(?:comparison|internal|results of|retrospective|findings|proposal|meeting)\b", re.I)
_LETTER = re.compile(r"^\W*(?:from|to|subject|re|cc|date|prepared by|buyer|contracting authority|chair|present|attendees)\b[^:]{0,12}:", re.I | re.M)
_RECORD = re.compile(r"\b(?:decision|ADR|status|context|considered options|alternatives|consequences)\b", re.I)
_RECORD_TITLE = re.compile(
    r"\W{0,4}(?:(?:M?ADR|TDR|AD|DR|RFC|(?:technical |architecture |architectural )?decision (?:record|log))\b[-\s#:]{0,3}(?:[A-Z]{2,4}-)?\d"
    r"|(?:proposal|decision)\s?[:—–-])",
    re.I,
)
#: The same at the head of a line of any kind.
_RECORD_LINE = re.compile(
    r"\W{0,3}(?:(?:status|date|deciders?|decision[- ](?:makers?|date)|drivers|technical story|supersed\w+)\s*:|(?:context|problem(?: statement)?"
    r"|(?:considered )?options(?: considered)?"
    r"|alternatives|candidates|decision|consequences|rationale|evaluation)\W*$)",
    re.I,
)
#: A body that does something in its own minutes.
BODY = re.compile(rf"\b[Tt]he (?:{'|'.join(sorted(BODIES))})\b(?! (?:of|meeting|member|room|paper|agenda))")
_DECIDES = re.compile(
    rf"{BODY.pattern} (?:has |have |then |also |unanimously )?(?:agreed|chose|decided|resolved|approved|rejected|declined|selected|noted|voted|asked"
    r"|heard|accepted|adopted|dropped|took|turned|preferred|recommend\w*)\b"
)
#: The head of a table that judges its rows.
_VERDICTS = re.compile(r"\b(?:verdict|decision|outcome)\b", re.I)


@dataclass(frozen=True, slots=True)
class Voice:
    """How a text speaks: how often it says "we" outside quotes, its length, and whether it is laid out as a decision record or an office paper.

    ``head`` is how many blocks stand before the text proper; ``letters`` is the beginning of the text without what an address leaves
    out of a name.
    """

    we: int
    length: int
    record: bool
    paper: bool
    compares: bool  # with a table that judges its rows
    meets: bool  # minutes in which "the committee" decides, whosever it is
    head: int
    letters: str

    @property
    def speaks(self) -> bool:
        return self.record or self.paper or self.compares or self.we >= max(2, self.length / 1500)


def voice_of(reading: Reading) -> Voice:
    """How the text of *reading* speaks."""
    plain = [_QUOTED.sub(" ", block.text) for block in reading.blocks if block.kind != "code"]
    heads = [block for block in reading.blocks if block.kind in ("heading", "meta")]
    top = [block.text for block in reading.blocks[:6] if block.kind in ("heading", "meta") or len(block.text) < 140]
    we = sum(len(WE.findall(text)) for text in plain)
    titled = any(_RECORD_TITLE.match(block.text) for block in reading.blocks[:3])
    lines = sum(1 for block in reading.blocks if len(block.text) < 80 and _RECORD_LINE.match(block.text))
    return Voice(
        we=we,
        length=max(1, sum(map(len, plain))),
        record=sum(1 for block in heads if _RECORD.search(block.text)) >= 2 or lines >= 3 or titled,
        paper=any(_PAPER.search(text) or (we >= 2 and _PAPERLIKE.search(text)) for text in top) or sum(len(_LETTER.findall(text)) for text in top) >= 2,
        compares=we > 0 and any(_VERDICTS.search(block.text) for block in reading.blocks if block.head is block),
        meets=_meets(reading),
        head=_head(reading),
        letters=re.sub(r"[ &'’-]", "", reading.document.text[:3000].lower()),
    )


def _meets(reading: Reading) -> bool:
    """Whether these are minutes in which "the committee" decides, whosever it is."""
    return any(re.search(r"\bminutes\b", block.text, re.I) for block in reading.blocks[:3]) and any(_DECIDES.search(block.text) for block in reading.blocks)


def _head(reading: Reading) -> int:
    """How many blocks stand before the text proper begins; at least the first."""
    for block in reading.blocks[:10]:
        if len(block.text) > 140 or (block.kind == "paragraph" and len(block.text) > 60 and block.text.rstrip().endswith(".")):
            return max(1, block.number)
    return min(10, max(1, len(reading.blocks)))


def spoken(reading: Reading) -> list[str]:
    """The words by which the text speaks of itself: "we", "our"."""
    return [found.group() for block in reading.blocks for found in WE.finditer(block.text)]
