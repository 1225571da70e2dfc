"""How sure a claim is: the chance that it is right, its modality included, from who proposed it and what the learned reader thinks of it and its rivals.

Fitted by logistic regression on 145 annotated documents that nothing was trained on (`python training/certainty.py`); cross-validated,
the expected calibration error over ten equal bins was .024 (a false fact counts ten times, which makes it modest).
"""

import csv
import io
import math
from functools import cache

from .lexicon import data
from .proposal import Proposal

#: What is told as a fact; and the log-odds of holding from which on a fact is one.
FACTS, ENOUGH = frozenset({"asserted", "reported"}), 0.5
_INTERCEPT = -1.061
#: A rule's proposal has ``support`` and ``record``, one that only the reader makes has ``reader``, ``alone`` and its relation.
_WEIGHTS = {
    "support": 0.432,
    "record": 0.387,
    "reader": 0.639,
    "alone": -0.835,
    "subject": -0.124,
    "object": -0.101,
    "reverse": -0.107,
    "subject's type": 0.049,
    "object's type": 0.089,
    "held": 0.872,
    "unheld": 0.215,
    "open": -0.112,
    "ACQUIRES": -0.311,
    "COMPETES_WITH": -0.702,
    "DEVELOPS": 0.268,
    "EVALUATED": 0.333,
    "INVESTS_IN": -0.050,
    "LEADS": -0.021,
    "PARTNERS_WITH": -0.653,
    "PART_OF": -0.444,
    "REGULATED_BY": 0.184,
    "REJECTED_BECAUSE": 0.379,
    "USES": 0.182,
}


@cache
def _records() -> dict[tuple[str, str], tuple[int, int]]:
    """How often each rule spoke on the training documents, and how often it was right: ``certainty.csv``."""
    rows = csv.DictReader(io.StringIO(data("certainty.csv")))
    return {(row["rule"], row["relation"]): (int(row["said"]), int(row["right"])) for row in rows}


def certainty(proposal: Proposal, modality: str, support: float | None = None, holds: float | None = None) -> float:
    """Between 0 and 1, where it is told with *modality*; *support* and *holds* in place of the reader's own score for it, and of its chance of holding."""
    seen = signs(proposal, _records(), modality, support, holds)
    return 1 / (1 + math.exp(-_INTERCEPT - sum(_WEIGHTS[name] * value for name, value in seen.items())))


def signs(
    proposal: Proposal, records: dict[tuple[str, str], tuple[int, int]], modality: str, support: float | None = None, holds: float | None = None
) -> dict[str, float]:
    """What a proposal's chance is weighed by, in log-odds.

    Beside the reader's score for it, or the rule's record drawn towards even: the reader's best score for the same relation with another subject, with
    another object and the other way round, since mostly one of these is so; how sure it is of the types of both ends; and whether it thinks, too, that
    what is told as a fact holds ("held"), that what isn't doesn't ("unheld").
    """
    seen = {name: _odds(score) for name, score in zip(("subject", "object", "reverse"), proposal.rivals, strict=True)}
    for name, end in (("subject's type", proposal.subject), ("object's type", proposal.object)):
        seen[name] = _odds(end.look.get(end.type, 0.9))
    holds = proposal.holds if holds is None else holds
    if holds is not None:
        seen |= {"held": min(_odds(holds), ENOUGH)} if modality in FACTS else {"unheld": -_odds(holds)}
    if modality not in FACTS:
        seen["open"] = 1.0
    odds = _odds(proposal.support if support is None else support)
    if proposal.source == "reader":
        return {**seen, "reader": odds, "alone": 1.0, proposal.relation: 1.0}
    said, right = records.get((proposal.frame or proposal.source, proposal.relation), (0, 0))
    return {**seen, "support": odds, "record": math.log((right + 2) / (said - right + 2))}


def _odds(chance: float) -> float:
    chance = min(max(chance, 0.01), 0.99)
    return math.log(chance / (1 - chance))
