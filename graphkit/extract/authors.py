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

from ..records import AUTHOR
from .entities import forget, number
from .reading import Mention, Reading, Thing
from .voice import BODY, WE, Voice, spoken

#: What ends the name of a part of a firm or an office.
_DEPARTMENT = re.compile(r"\b(?:committee|panel|department|team|unit|office|service|section|working group|desk)$", re.I)
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


def stand_in(reading: Reading, voice: Voice) -> Thing:
    """The unnamed author, set beside the things of a text whose voice speaks, for the learned reader to weigh: last of ``reading.things``."""
    unknown = Thing(AUTHOR, "Company", forms=sorted({"We", "we", "our", "Our", "us"} & set(spoken(reading))), author=True)
    reading.things.append(unknown)
    if voice.meets:
        _stand(reading, unknown)
    return unknown


def _stand(reading: Reading, unknown: Thing) -> None:
    """Let "the committee" of its own minutes stand for the author."""
    for block, doc in zip(reading.blocks, reading.docs, strict=True):
        for found in BODY.finditer(block.text):
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
    if named is not None or (impersonal and not voice.meets):
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
        counts["beside we"] += bool(WE.search(sentence.span.text))
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
