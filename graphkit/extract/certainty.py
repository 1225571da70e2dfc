"""How sure a claim is: the chance that it is right, its modality included, from who proposed it and what the learned reader thinks of it.

Fitted by logistic regression on 134 annotated documents that nothing was trained on (`python training/certainty.py`); cross-validated,
the expected calibration error over ten equal bins was .017.
"""

import csv
import io
import math
from functools import cache

from .lexicon import data

_INTERCEPT = 0.374
_SUPPORT, _RECORD = 0.316, 0.753  # weights of the reader's log-odds, and of the rule's own, in what a rule proposes
_READER, _ALONE = 0.602, -0.906  # weight of the reader's log-odds in what it alone proposes, and what being alone costs
_RELATION = {
    "ACQUIRES": -0.456,
    "COMPETES_WITH": -0.167,
    "DEVELOPS": -0.104,
    "EVALUATED": 0.552,
    "INVESTS_IN": -0.794,
    "LEADS": -0.09,
    "PARTNERS_WITH": -0.432,
    "PART_OF": -0.126,
    "REGULATED_BY": -0.303,
    "REJECTED_BECAUSE": 0.793,
    "USES": 0.221,
}


@cache
def _records() -> dict[tuple[str, str], float]:
    """Log-odds that a rule is right, drawn towards even: from ``certainty.csv``, counted on the training documents."""
    rows = csv.DictReader(io.StringIO(data("certainty.csv")))
    return {(row["rule"], row["relation"]): math.log((int(row["right"]) + 2) / (int(row["said"]) - int(row["right"]) + 2)) for row in rows}


def certainty(relation: str, source: str, support: float, frame: str = "") -> float:
    """Between 0 and 1. *support* is the reader's own score for this relation of this pair, 0 where it has none; *frame* the key of the frame."""
    support = min(max(support, 0.01), 0.99)
    odds = math.log(support / (1 - support))
    if source == "reader":
        z = _INTERCEPT + _READER * odds + _ALONE + _RELATION[relation]
    else:
        z = _INTERCEPT + _SUPPORT * odds + _RECORD * _records().get((frame or source, relation), 0.0)
    return 1 / (1 + math.exp(-z))
