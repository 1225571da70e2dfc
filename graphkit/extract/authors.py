"""Who "we" is: the firm that a blog, memo or decision record names as its own, else its unnamed author."""

import re
from collections import Counter

from .entities import number
from .reading import Reading, Thing

AUTHOR = "(author)"
_WE = re.compile(r"\b(?:[Ww]e|[Oo]ur|[Uu]s|WE|OUR)\b(?! (?:said|say)\b)")
_RECORD = re.compile(r"\b(?:decision|ADR|status|context|considered options|alternatives|consequences)\b", re.I)


def find(reading: Reading) -> None:
    """Set ``reading.author`` and ``reading.buyer``."""
    words = Counter[str]()
    for block in reading.blocks:
        if block.kind == "code":
            continue
        plain = re.sub(r"“[^”]{0,2000}”|\"[^\"]{3,2000}\"", " ", block.text)
        words.update(found.group().lower() for found in _WE.finditer(plain))
    record = sum(1 for block in reading.blocks if block.kind in ("heading", "meta") and _RECORD.search(block.text)) >= 2
    if sum(words.values()) >= 2 or record:
        named = _named(reading)
        if named is None:
            named = Thing(AUTHOR, "Company", forms=sorted({"We", "we", "our"} & set(_surface(reading))) or [], author=True)
            reading.things.append(named)
            number(reading.things)
        reading.author = named
    reading.buyer = reading.author


def _surface(reading: Reading) -> list[str]:
    return [found.group() for block in reading.blocks for found in _WE.finditer(block.text)]


def _named(reading: Reading) -> Thing | None:
    """"At Orl we …", "we at Orl", "Orl Engineering", "About Orl"."""
    for mention in reading.mentions:
        if mention.thing.type != "Company":
            continue
        text = reading.blocks[mention.block].text
        before, after = text[max(0, mention.first - 12) : mention.first], text[mention.last : mention.last + 12]
        if re.search(r"\b[Ww]e at $|^About $", before) or (re.search(r"\b[Aa]t $", before) and re.match(r",? we\b", after)):
            return mention.thing
    return None
