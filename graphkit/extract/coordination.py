"""Names that are coordinated with one already found, by the commas and "and" between them: the parser often loses a list."""

import re

from .filler import Filler, by_name
from .reading import Mention, Reading


def coordinated(reading: Reading, filler: Filler, want: frozenset[str]) -> list[Filler]:
    """Names joined to this one by commas and "and", which the parser may have lost: "Orl's Kelp and Vey's Mira"."""
    mention = reading.here.get((filler.block, filler.token))
    if mention is None:
        return []
    sentence = reading.sentence(filler.block, filler.token)
    mentions = reading.in_sentence(sentence)
    text = sentence.block.text
    if mention not in mentions:
        return []
    at = mentions.index(mention)
    found: list[Filler] = []
    for step in (-1, 1):
        here, closed = mention, False
        reach: list[Mention] = []
        n = at
        while 0 <= (n := n + step) < len(mentions) and len(reach) < 8:
            other = mentions[n]
            left, right = (other, here) if step < 0 else (here, other)
            between = text[left.last : right.first]
            if re.fullmatch(r"['’]s? (?:[a-z-]+ ){0,2}", between) and left.thing.type == "Company" and step < 0 and right is here:
                here = left  # the maker of the one we came from
                continue
            if (
                step > 0
                and re.fullmatch(r",? ?(?:and|or|as well as)? ?", between)
                and between.strip()
                and n + 1 < len(mentions)
                and re.fullmatch(r"['’]s? (?:[a-z-]+ ){0,2}", text[other.last : mentions[n + 1].first])
                and other.thing.type != mention.thing.type
            ):
                here = other
                closed = closed or bool(re.search(r"and|or|well", between))
                other = mentions[n + 1]
                n += 1
                if other.thing.type == mention.thing.type and other.thing.type in want:
                    reach.append(other)
                here = other
                continue
            if not re.fullmatch(r",? ?(?:and|or|as well as|&)? ?(?:the )?", between) or not between.strip() or other.thing.type != mention.thing.type:
                break
            doc = sentence.span.doc
            head, own = doc[other.start : other.end].root, doc[mention.start : mention.end].root
            if head.dep_ in ("nsubj", "nsubjpass") and head.head.i != own.head.i:
                break
            closed = closed or bool(re.search(r"and|or|well|&", between))
            reach.append(other)
            here = other
        if closed:
            found.extend(by_name(other, sentence.span.doc[other.end - 1]) for other in reach if other.thing.type in want)
    return found
