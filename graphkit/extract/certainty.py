"""How sure a claim is: the chance that it is right, its modality included, from who proposed it and what the learned reader thinks of it and its rivals.

Fitted by logistic regression on 192 annotated documents that nothing was trained on (`python training/certainty.py`); cross-validated,
the expected calibration error over ten equal bins was .018 (the claims of `dev` counted four times, so that the three sets weigh alike).
"""

import csv
import io
import math
from functools import cache

from .lexicon import data
from .proposal import Proposal

_INTERCEPT = -0.824
#: A rule's proposal has ``support`` and ``record``, one that only the reader makes has ``reader``, ``alone`` and its relation.
_WEIGHTS = {
    "support": 0.522,
    "record": 0.723,
    "reader": 0.713,
    "alone": -1.181,
    "subject": -0.166,
    "object": -0.075,
    "reverse": -0.084,
    "subject's type": 0.082,
    "object's type": 0.119,
    "ACQUIRES": -0.498,
    "COMPETES_WITH": -0.305,
    "DEVELOPS": -0.182,
    "EVALUATED": 0.651,
    "INVESTS_IN": -0.591,
    "LEADS": -0.076,
    "PARTNERS_WITH": -0.698,
    "PART_OF": -0.336,
    "REGULATED_BY": -0.353,
    "REJECTED_BECAUSE": 0.920,
    "USES": 0.286,
}


@cache
def _records() -> dict[tuple[str, str], tuple[int, int]]:
    """How often each rule spoke on the training documents, and how often it was right: ``certainty.csv``."""
    rows = csv.DictReader(io.StringIO(data("certainty.csv")))
    return {(row["rule"], row["relation"]): (int(row["said"]), int(row["right"])) for row in rows}


def certainty(proposal: Proposal, support: float | None = None) -> float:
    """Between 0 and 1; *support* in place of the reader's own score for it."""
    seen = signs(proposal, _records(), support)
    return 1 / (1 + math.exp(-_INTERCEPT - sum(_WEIGHTS[name] * value for name, value in seen.items())))


def signs(proposal: Proposal, records: dict[tuple[str, str], tuple[int, int]], support: float | None = None) -> dict[str, float]:
    """What a proposal's chance is weighed by, in log-odds.

    Beside the reader's score for it, or the rule's record drawn towards even: the reader's best score for the same relation with another subject, with
    another object and the other way round, since mostly one of these is so; and how sure it is of the types of both ends.
    """
    seen = {name: _odds(score) for name, score in zip(("subject", "object", "reverse"), proposal.rivals, strict=True)}
    for name, end in (("subject's type", proposal.subject), ("object's type", proposal.object)):
        seen[name] = _odds(end.look.get(end.type, 0.9))
    odds = _odds(proposal.support if support is None else support)
    if proposal.source == "reader":
        return {**seen, "reader": odds, "alone": 1.0, proposal.relation: 1.0}
    said, right = records.get((proposal.frame or proposal.source, proposal.relation), (0, 0))
    return {**seen, "support": odds, "record": math.log((right + 2) / (said - right + 2))}


def _odds(chance: float) -> float:
    chance = min(max(chance, 0.01), 0.99)
    return math.log(chance / (1 - chance))
