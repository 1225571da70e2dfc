"""What a thing is: Company, Model, Product, Regulator, Person, Place, or nothing for the graph. Every mention votes.

``votes.csv`` says how much each of a thing's `features` speaks for each type; ``training/votes.py`` counts that from
annotated documents. A name on the starter list has a vote of its own.
"""

import csv
import io
import math
import re
from collections import defaultdict
from functools import cache

from ..ontology import ENTITY_TYPES
from . import features
from .lexicon import data
from .reading import Reading, Thing

NOTHING = "nothing"
KINDS = (*ENTITY_TYPES, NOTHING)
#: What the starter list's word is worth.
KNOWN = 10.0
#: What the learned reader's word is worth, as a share of its own confidence.
LOOK = 1.25
#: What the head of a table's column is worth.
COLUMN = 9.0
#: How much surer than of any type one must be to leave a name out: a lost name loses all its claims.
_MARGIN = 0.8
#: What leads to people's names: whom it is followed by, in one or two plain words each, is somebody.
_PEOPLE = re.compile(
    r"(?:\b(?:deciders?|decision[- ]makers?|present|attendees|attending|here|participants|apologies|reviewers?|reviewed by|approved by|approvers?"
    r"|owners?|authors?"
    r"|chair|who|notes by|consulted|informed)\b"
    r"|\bstatus\W{1,4}\w+ \()[:\s(*]*(?:(?-i:[A-ZÀ-Þ])[^\s,;]+(?: (?-i:[A-ZÀ-Þ])[^\s,;]+)?(?: \([^()]{0,30}\))?(?:, and |, | and | & |; | \+ )){0,8}$",
    re.I,
)
_PLAIN_NAME = re.compile(r"[A-ZÀ-Þ][^\W\d_]+(?: [A-ZÀ-Þ][^\W\d_]{2,})?")
#: What standing in such a line is worth.
_LISTED = 8.0


@cache
def _votes() -> dict[str, dict[str, float]]:
    votes: dict[str, dict[str, float]] = defaultdict(dict)
    for row in csv.DictReader(io.StringIO(data("votes.csv"))):
        votes[row["feature"]][row["type"]] = float(row["weight"])
    return votes


def vote(thing: Thing, reading: Reading, look: dict[str, float]) -> bool:
    """Set ``thing.type`` by the votes of its mentions and by the reader's *look* (a probability for each type, and for none under ""; may be empty).

    False where it is nothing for the graph.
    """
    votes = _votes()
    total = dict.fromkeys(KINDS, 0.0)
    total[NOTHING] = -_MARGIN
    for feature, value in features.of(thing, reading).items():
        for kind, weight in votes.get(feature, {}).items():
            total[kind] += weight * value
    for kind, p in look.items():
        total[kind or NOTHING] += LOOK * math.log(p + 0.003)
    if thing.type:
        total[thing.type] += KNOWN
        total[NOTHING] -= KNOWN
    if any(mention.first <= 2 and reading.blocks[mention.block].kind in ("bullet", "row") for mention in thing.mentions):
        total[NOTHING] -= 2.0  # what a list item begins with is what it is about
        total["Person"] -= 0.0 if " " in thing.name else 3.0
    if any(listed(reading, m.block, m.text, m.first) for m in thing.mentions):
        total["Person"] += _LISTED
    for told in {reading.columns[at] for mention in thing.mentions if (at := (mention.block, mention.first)) in reading.columns}:
        total[told] += COLUMN
    kind = max(sorted(total), key=lambda each: total[each])
    if kind == NOTHING:
        return False
    thing.type = kind
    return True


def listed(reading: Reading, block: int, name: str, first: int) -> bool:
    """Whether *name*, at *first* of the block, is one of those listed as present, approving or the like."""
    return bool(_PLAIN_NAME.fullmatch(name) and _PEOPLE.search(reading.blocks[block].text, max(0, first - 120), first))
