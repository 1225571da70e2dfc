"""Who "we" is: the firm that a blog, memo or decision record names as its own, else its unnamed author.

Every firm of the text is weighed against an unnamed author by where it stands (letterhead, "From:", "head of search at X", the
writer's mail address, "X's customers") and by what speaks for a vendor (it makes one of the products, it begins table rows). The
weights are those of a softmax over the candidates, fitted by `training/authors.py` on 616 annotated records, memos and posts;
of 66 others, where the author was among the candidates in 61, 50 were chosen rightly (40 by the weights before). "votes" is the learned reader's
say, which knows most of the 616: its weight was chosen on the 66.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from ..records import AUTHOR
from .anaphora import BODIES
from .entities import forget, number
from .reading import Mention, Reading, Thing

_WE = re.compile(r"\b(?:[Ww]e|[Oo]ur|[Uu]s|WE|OUR)\b(?! (?:said|say)\b)")
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
#: What ends the name of a part of a firm or an office.
_DEPARTMENT = re.compile(r"\b(?:committee|panel|department|team|unit|office|service|section|working group|desk)$", re.I)
#: A body that does something in its own minutes.
_BODY = re.compile(rf"\b[Tt]he (?:{'|'.join(sorted(BODIES))})\b(?! (?:of|meeting|member|room|paper|agenda))")
_DECIDES = re.compile(
    rf"{_BODY.pattern} (?:has |have |then |also |unanimously )?(?:agreed|chose|decided|resolved|approved|rejected|declined|selected|noted|voted|asked"
    r"|heard|accepted|adopted|dropped|took|turned|preferred|recommend\w*)\b"
)
#: The head of a table that judges its rows.
_VERDICTS = re.compile(r"\b(?:verdict|decision|outcome)\b", re.I)
_LABEL = re.compile(
    r"^(?:[IVX]{1,4}\.\d{1,2}|\d{1,2}(?:\.\d{1,2})?)?\W*(?:from|by|author\w*|owner|buyer|contracting authority|organi[sz]ation|company|team"
    r"|maintainer\w*|decision.makers?|deciders?|issued by|client"
    r"|prepared by|purchaser|authority|department|signed|service|sponsor|for)\b[^:]{0,20}:",
    re.I,
)
_PLACE = re.compile(r"(?:\b(?:at|of|for|joined|inside|by)(?: the)?|@)\s*$", re.I)
_ROLE = re.compile(
    r"\b(?:engineer\w*|head|lead|c[teif]o|director|team|manager|founder|officer|platform|works?|secretary|chair|board|council|committee|desk|group|guild"
    r"|maintained|published|handbook|customers?|memo|staff|department|unit|office)\b[^.]{0,25}$",
    re.I,
)
_PEOPLE = re.compile(
    r"\b(?:analysts|users|customers|people|employees|agents|colleagues|staff|developers|engineers|volunteers|members|clerks|teams?) (?:at|of|in"
    r"|across)(?: the)? $"
)
_ACTS = re.compile(
    r"^\W{0,2}\s*(?:has|have|will|is|was|uses?|runs?|now|went|needs?|chose|picked|tested|tried|moves?|turns?|keeps?|wanted|decided|had|bought|asked"
    r"|rejected|dropped|answers?|serves?|sells?|makes?|and)\b"
)
_WEIGHTS = {
    "unnamed": 3.63,
    "says we": 0.24,
    "record": 0.13,
    "paper": -0.48,
    "letterhead": 0.19,
    "often": -1.24,
    "head": 1.66,
    "line": 0.56,
    "begins": 0.61,
    "label": 0.35,
    "role": 1.1,
    "place": 0.31,
    "owns": 0.18,
    "acts": 0.04,
    "listed": -1.19,
    "early": 2.88,
    "late": -1.62,
    "regulator": -2.18,
    "product": -0.48,
    "address": 1.93,
    "after a dash": 0.31,
    "votes": 4.0,
    "seen as product": -0.78,
    "seen as person": -0.85,
    "seen as firm": 2.98,
    "subject": 0.46,
    "subject early": 0.84,
    "beside we": -0.97,
    "has people": 1.16,
}


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
    head: int
    letters: str

    @property
    def speaks(self) -> bool:
        return self.record or self.paper or self.compares or self.we >= max(2, self.length / 1500)


def stand_in(reading: Reading) -> Thing:
    """The unnamed author, set beside the things of a text whose voice speaks, for the learned reader to weigh: last of ``reading.things``."""
    unknown = Thing(AUTHOR, "Company", forms=sorted({"We", "we", "our", "Our", "us"} & set(_surface(reading))), author=True)
    reading.things.append(unknown)
    if _meets(reading):
        _stand(reading, unknown)
    return unknown


def _stand(reading: Reading, unknown: Thing) -> None:
    """Let "the committee" of its own minutes stand for the author."""
    for block, doc in zip(reading.blocks, reading.docs, strict=True):
        for found in _BODY.finditer(block.text):
            span = doc.char_span(*found.span())
            if span is not None and not any((block.number, i) in reading.here for i in range(span.start, span.end)):
                mention = Mention(block.number, span.start, span.end, *found.span(), found[0], unknown)
                unknown.mentions.append(mention)
                reading.mentions.append(mention)
                reading.here.update({(block.number, i): mention for i in range(span.start, span.end)})
    unknown.forms = sorted({*unknown.forms, *(mention.text for mention in unknown.mentions)})


def find(reading: Reading, voice: Voice, unknown: Thing, votes: Mapping[int, float]) -> None:
    """Set ``reading.author``, whom "we" means, and ``reading.buyer``, who decides where a decision record or a memo names nobody.

    *unknown* is what `stand_in` set there; it goes where the text names its author. *votes* is what part of all choices the learned
    reader gives to whom, by the number of the thing.
    """
    share = {id(thing): votes.get(i, 0.0) for i, thing in enumerate(reading.things)}
    scores = [(score({**features(thing, reading, voice), "votes": share[id(thing)]}), thing) for thing in candidates(reading)]
    best, named = max(scores, key=lambda each: each[0], default=(-math.inf, None))
    named = _whole(named, [thing for _, thing in scores], voice) if named is not None else None
    impersonal = voice.paper and not voice.record and voice.we < 2
    if named is not None and not (_opens(named, reading, voice) if impersonal else best >= score({**unnamed(voice, reading), "votes": share[id(unknown)]})):
        named = None
    if named is not None or (impersonal and not _meets(reading)):
        reading.things = [thing for thing in reading.things if thing is not unknown]
        forget(reading, unknown)
    if named is None and unknown not in reading.things:
        return
    named = named or unknown
    if named.type == "Product":
        named.type = "Company"
    number(reading.things)
    reading.author = named
    reading.decides = voice.record or voice.paper or voice.compares
    if reading.decides or voice.we >= max(4, voice.length / 800):
        reading.buyer = named


def voice_of(reading: Reading) -> Voice:
    plain = [_QUOTED.sub(" ", block.text) for block in reading.blocks if block.kind != "code"]
    heads = [block for block in reading.blocks if block.kind in ("heading", "meta")]
    top = [block.text for block in reading.blocks[:6] if block.kind in ("heading", "meta") or len(block.text) < 140]
    we = sum(len(_WE.findall(text)) for text in plain)
    titled = any(_RECORD_TITLE.match(block.text) for block in reading.blocks[:3])
    lines = sum(1 for block in reading.blocks if len(block.text) < 80 and _RECORD_LINE.match(block.text))
    return Voice(
        we=we,
        length=max(1, sum(map(len, plain))),
        record=sum(1 for block in heads if _RECORD.search(block.text)) >= 2 or lines >= 3 or titled,
        paper=any(_PAPER.search(text) or (we >= 2 and _PAPERLIKE.search(text)) for text in top) or sum(len(_LETTER.findall(text)) for text in top) >= 2,
        compares=we > 0 and any(_VERDICTS.search(block.text) for block in reading.blocks if block.head is block),
        head=_head(reading),
        letters=re.sub(r"[ &'’-]", "", reading.document.text[:3000].lower()),
    )


def candidates(reading: Reading) -> list[Thing]:
    return [thing for thing in reading.things if thing.type in ("Company", "Regulator", "Product") and thing.mentions and not thing.author]


def score(found: dict[str, float]) -> float:
    return sum(_WEIGHTS[name] * value for name, value in found.items())


def unnamed(voice: Voice, reading: Reading) -> dict[str, float]:
    """What speaks for an author that the text doesn't name."""
    headed = any(thing.mentions[0].block < voice.head for thing in candidates(reading))
    we = math.log(1 + 1000 * voice.we / voice.length)
    return {"unnamed": 1.0, "says we": we, "record": float(voice.record), "paper": float(voice.paper), "letterhead": float(headed)}


def features(thing: Thing, reading: Reading, voice: Voice) -> dict[str, float]:
    """What speaks for *thing* as the author, and against it."""
    counts: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for mention in thing.mentions[:30]:
        text = reading.blocks[mention.block].text
        before, after = text[max(0, mention.first - 60) : mention.first], text[mention.last : mention.last + 40]
        if mention.block < voice.head:
            found["head"] = 1
            if not text[: mention.first].strip(" *#_>|"):
                found["begins"] = 1
                found["line"] |= len(text[mention.last :].strip(" *#_|")) < 14
            found["label"] |= bool(_LABEL.match(text))
            found["after a dash"] |= bool(re.search(r"[,·|–—›/(-]\s*\**$", before))
        place = _PLACE.search(before)
        counts["place"] += place is not None
        counts["role"] += place is not None and bool(_ROLE.search(before[: place.start()]))
        counts["owns"] += bool(re.match(r"['’]s?\b", after))
        counts["acts"] += bool(_ACTS.match(after))
        doc = reading.docs[mention.block]
        head, sentence = doc[mention.start : mention.end].root, reading.sentence(mention.block, mention.start)
        subject = head.dep_ == "nsubj" and head.head.pos_ in ("VERB", "AUX")
        counts["subject"] += subject
        found["subject early"] |= subject and mention.block < voice.head + 3
        counts["beside we"] += bool(_WE.search(sentence.span.text))
        counts["has people"] += bool(_PEOPLE.search(before)) or bool(
            re.match(r"['’]s? (?:\w+ ){0,2}(?:users|customers|clients|staff|team|engineers|board|members)\b", after)
        )
        counts["listed"] += reading.blocks[mention.block].kind in ("bullet", "row") and mention.first <= 6
    name = re.sub(r"\W", "", thing.name.lower())
    address = rf"{re.escape(name)}[\w-]*\.(?:example|com|org|net|test|io)"
    first = thing.mentions[0].block
    return {
        **{key: float(value) for key, value in found.items()},
        **{key: min(value, 4) ** 0.5 for key, value in counts.items()},
        "often": math.log(len(thing.mentions)),
        "seen as product": thing.look.get("Product", 0.0) + thing.look.get("Model", 0.0),
        "seen as person": thing.look.get("Person", 0.0),
        "seen as firm": thing.look.get("Company", 0.0) + thing.look.get("Regulator", 0.0),
        "early": float(first <= 2),
        "late": float(first > 8),
        "regulator": float(thing.type == "Regulator"),
        "product": float(thing.type == "Product"),
        "address": float(len(name) > 4 and bool(re.search(address, voice.letters))),
    }


def _whole(thing: Thing, others: list[Thing], voice: Voice) -> Thing:
    """*thing*, or the body whose department it is: "Thornbury Building Society" on the line above "AI Steering Committee"."""
    at = thing.mentions[0].block
    if at >= voice.head or not _DEPARTMENT.search(thing.name):
        return thing
    above = [other for other in others if other.mentions[0].block == at - 1 and not _DEPARTMENT.search(other.name) and other.type != "Product"]
    return above[0] if len(above) == 1 else thing


def _opens(thing: Thing, reading: Reading, voice: Voice) -> bool:
    """Whether it is named at the head of the text, or the text begins by telling of it: whose paper it is stands there."""
    return thing.mentions[0].block <= max(2, voice.head - 1) or bool(features(thing, reading, voice)["subject early"])


def _meets(reading: Reading) -> bool:
    """Whether these are minutes in which "the committee" decides, whosever it is."""
    return any(re.search(r"\bminutes\b", block.text, re.I) for block in reading.blocks[:3]) and any(_DECIDES.search(block.text) for block in reading.blocks)


def _head(reading: Reading) -> int:
    """How many blocks stand before the text proper begins; at least the first."""
    for block in reading.blocks[:10]:
        if len(block.text) > 140 or (block.kind == "paragraph" and len(block.text) > 60 and block.text.rstrip().endswith(".")):
            return max(1, block.number)
    return min(10, max(1, len(reading.blocks)))


def _surface(reading: Reading) -> list[str]:
    return [found.group() for block in reading.blocks for found in _WE.finditer(block.text)]
