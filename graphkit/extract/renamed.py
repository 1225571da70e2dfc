"""A firm's earlier or later name, where the text says that it is one: "It was founded in 2009 as Sparrow Survey", "renamed itself Caju"."""

import re
from collections.abc import Iterator

from .reading import Mention, Reading, Thing

#: Right before the other name. "As" needs a founding: "chose Orl as Vey did" says nothing of names.
_AS = re.compile(
    r"\b(?:founded|established|set up|started|incorporated|formed|launched)\b[^.;:]{0,60}? (?:as|under the name(?: of)?) (?:the )?$"
    r"|\b(?:known|trading|called) (?:until \w+ ?\d{0,4}|before \d{4}|previously|formerly|originally|at first) as $|\b(?:formerly|previously|originally)"
    r" (?:known as|called|named) $"
    r"|\b(?:renamed|rebranded)(?: itself)? (?:as |to )?$"
    r"|\((?:until|till|before|previously|formerly|once|originally)(?: (?:the end of )?\w* ?\d{4},?)? (?:known as |called )?$",
    re.I,
)
_ANY = re.compile(r"\W*(?:In \d{4},? )?(?:[Ii]t|[Tt]he (?:company|firm|group|business|service|lab|start-?up|bank|issuer))\b")
_FIRM = frozenset({"Company"})


def names(reading: Reading) -> Iterator[tuple[Thing, Thing]]:
    """Pairs of things of one type that are one: whose name it is, and the other name. *reading* has its mentions in place."""
    for mention in reading.mentions:
        text = reading.blocks[mention.block].text
        if mention.thing.type in _FIRM and _AS.search(text, max(0, mention.first - 110), mention.first):
            whose = _whose(reading, mention)
            if whose is not None and whose is not mention.thing:
                yield whose, mention.thing


def _whose(reading: Reading, mention: Mention) -> Thing | None:
    """The firm that the sentence begins with, by its name; or by "it", the one most spoken of so far."""
    sentence = reading.sentence(mention.block, mention.start)
    for before in reading.in_sentence(sentence):
        if before.first < mention.first and before.thing.type in _FIRM:
            return before.thing
    if not _ANY.match(sentence.span.text):
        return None
    so_far = [each.thing for each in reading.mentions if (each.block, each.start) < (mention.block, mention.start) and each.thing.type in _FIRM]
    return max(so_far, key=so_far.count, default=None)
