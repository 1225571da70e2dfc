"""What a document says of a thing besides its name: of two of one name that are told of in quite other words, nothing says that they are one."""

import re
from collections.abc import Iterable

from .folding import fold
from .words import GENERIC, NEUTRAL, TIERS, UNITS

_DETERMINED = re.compile(r"(?i)(?:the|an?|its|their|his|her|our|this|that|these|those|both|another)\b")
#: Words that go with any name, and tell nothing.
_PLAIN = (
    (GENERIC - UNITS)
    | NEUTRAL
    | TIERS
    | frozenset(
        "the and for from with since until into over about who which that was were has had its his her their new old big small large leading major young based"
        " business businesses companies firms maker makers giant developer developers provider providers start-up startups vendor seller player rival partner"
        " customer client supplier house unit arm division brand name named called known formerly previously now short aka also".split()
    )
)
_STEM = 5  # letters by which words are compared: lease, leasing


def account(name: str, mentions: Iterable[str]) -> frozenset[str]:
    """The telling words, cut to their stems, of what is said with *name*: "county judge in Zadar", "Brannagh's supermarkets".

    What a text says in short to speak of the thing again ("the Leeds chipmaker") is none of it: another calls it otherwise.
    """
    own = set(re.findall(r"[^\W_]+", name.casefold()))
    found: set[str] = set()
    for mention in mentions:
        words = re.findall(r"[^\W_]+", mention)
        named = bool(own) and own < {word.casefold() for word in words}
        telling = {fold(word)[:_STEM] for word in words if word.casefold() not in _PLAIN | own and len(word) > 2 and not word.isdigit()}
        if named or (any(word.isascii() and word.islower() for word in words) and (len(telling) > 2 or not _DETERMINED.match(mention))):
            found |= telling
    return frozenset(found)
