"""What fills a slot of a frame: a thing, and the words that stand for it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .reading import Mention, Thing

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Filler:
    """A thing that fills a slot, with the words that do so, ``text[first:last]`` of the block, and their token; ``direct`` where they are its name."""

    thing: Thing
    block: int
    first: int
    last: int
    token: int
    direct: bool = True


def by_name(mention: Mention, token: "Token") -> Filler:
    return Filler(mention.thing, mention.block, mention.first, mention.last, token.i)


def by_pronoun(thing: Thing, block: int, token: "Token") -> Filler:
    return Filler(thing, block, token.idx, token.idx + len(token.text), token.i, direct=False)
