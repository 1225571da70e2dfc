"""Who "we" is: the firm that a blog, memo or decision record names as its own, else its unnamed author."""

import re
from collections import Counter

from .entities import number
from .reading import Reading, Thing

AUTHOR = "(author)"
_WE = re.compile(r"\b(?:[Ww]e|[Oo]ur|[Uu]s|WE|OUR)\b(?! (?:said|say)\b)")
_PAPER = re.compile(r"\b(?:tender|evaluation|minutes|procurement|solicitation|RFP|score sheet|memo(?:randum)?|award|bid)\b", re.I)
_RECORD = re.compile(r"\b(?:decision|ADR|status|context|considered options|alternatives|consequences)\b", re.I)


def find(reading: Reading) -> None:
    """Set ``reading.author``, whom "we" means, and ``reading.buyer``, who decides where a decision record names nobody."""
    words = Counter[str]()
    length = 1
    for block in reading.blocks:
        if block.kind == "code":
            continue
        plain = re.sub(r"[“\"«‘][^”\"»’]{0,2000}[”\"»’]", " ", block.text)
        words.update(found.group().lower() for found in _WE.finditer(plain))
        length += len(plain)
    record = sum(1 for block in reading.blocks if block.kind in ("heading", "meta") and _RECORD.search(block.text)) >= 2
    paper = any(block.kind in ("heading", "meta") and _PAPER.search(block.text) for block in reading.blocks[:6])
    if paper and not record and sum(words.values()) < 2:
        reading.author = reading.buyer = _named(reading, record)
        return
    if sum(words.values()) >= max(2, length / 1500) or record:
        named = _named(reading, record)
        if named is None:
            named = Thing(AUTHOR, "Company", forms=sorted({"We", "we", "our", "Our", "us"} & set(_surface(reading))) or [], author=True)
            reading.things.append(named)
            number(reading.things)
        reading.author = named
        if record or sum(words.values()) >= max(4, length / 800):
            reading.buyer = named


def _surface(reading: Reading) -> list[str]:
    return [found.group() for block in reading.blocks for found in _WE.finditer(block.text)]


def _named(reading: Reading, record: bool) -> Thing | None:
    """The firm that writes: named at the top, where its people work, where "we" are; seldom one of the vendors it speaks of."""
    best, most = None, 1.9
    makers = {id(thing.maker) for thing in reading.things if thing.maker}
    for thing in reading.things:
        if thing.type != "Company" or thing.author:
            continue
        score = min(len(thing.mentions) / 4, 2.0)
        if thing.known or id(thing) in makers:
            score -= 3.0
        here = 0.0
        for mention in thing.mentions[:30]:
            block = reading.blocks[mention.block]
            before, after = block.text[max(0, mention.first - 40) : mention.first], block.text[mention.last : mention.last + 40]
            if re.search(r"\b[Ww]e at $|^About $|\b[Hh]ere at $", before) or (re.search(r"\b[Aa]t $", before) and re.match(r",? we\b", after)):
                here += 3.0
            elif re.search(r"(?:\b(?:at|of|for|joined|inside)|@) $", before) and re.search(
                r"\b(?:engineer|head|lead|cto|ceo|director|team|manager|founder|officer|platform|work|works|secretary|chair)", before, re.I
            ):
                here += 1.5
            elif (
                mention.block == 0
                and mention.first == 0
                and re.match(r" (?:/|›|>|·|\||engineering\b|architecture\b|Engineering\b|Architecture\b)", block.text[mention.last :])
            ):
                here += 4.0
            elif re.match(r"['’]s? (?:engineering|own|customers|board|staff|team|users|backend|app)\b|,? (?:engineering|Engineering)\b", after):
                here += 0.7
            if mention.block <= 3:
                here += 1.0
            if block.kind in ("bullet", "row") and mention.first <= 6:
                here -= 1.0
        score += min(here, 6.0)
        if score > most:
            best, most = thing, score
    return best or (_subject(reading) if record else None)


_CONTEXT = re.compile(r"\b(?:context|background|problem|introduction|overview|motivation)\b", re.I)
_MOVES = re.compile(
    r"\s+(?:moves?|migrates?|uses?|adopts?|switches|needs?|requires?|is|runs?|relies|stores?|supports?|processes|generates?|must|will|has|currently|uses)\b"
)


def _subject(reading: Reading) -> Thing | None:
    """What a decision record is about: the name of its own that the first sentences under "Context", or the title, have as subject."""
    for block in reading.blocks[:40]:
        titled = block.kind == "heading" and block.number <= 2
        if not titled and not (block.kind == "paragraph" and block.section and _CONTEXT.search(block.section[-1].text)):
            continue
        for mention in reading.mentions:
            thing = mention.thing
            if mention.block != block.number or thing.known or thing.type not in ("Company", "Product") or mention.first > (60 if titled else 250):
                continue
            token = reading.docs[block.number][mention.start : mention.end].root
            subject = token.dep_ == "nsubj" or (token.dep_ in ("compound", "poss") and token.head.dep_ == "nsubj")
            if (subject and not titled) or _MOVES.match(block.text, mention.last):
                thing.type = "Company"
                return thing
    return None
