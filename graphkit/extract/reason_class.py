"""Of what kind a reason is, by the words it has: a linear model over single words, whose weights are in ``reasons.csv``.

`training/reasons.py` fits them to 11,837 annotated reasons. Of 340 on held-back documents it names .73 rightly, of the 72 of `dev` .68; the hand-made word
lists before it .35 and .54.
"""

import csv
import io
import re
from functools import cache

from .lexicon import data

_WORD = re.compile(r"[^\W\d_]+(?:n't)?|[$€£%#]")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def classify(reason: str) -> str:
    """The kind of reason (`ontology.REASON_CLASSES`); "other" where it knows none of the words."""
    names, start, weights = _table()
    known = [weights[word] for word in sorted(words(reason)) if word in weights]
    if not known:
        return "other"
    scores = [sum(each) for each in zip(start, *known, strict=True)]
    return names[max(range(len(names)), key=scores.__getitem__)]


def words(reason: str) -> set[str]:
    """What the model sees of a reason: its words in lower case, "#" for any number, and the signs of currencies and shares."""
    return set(_WORD.findall(_NUMBER.sub("#", reason.lower().replace("’", "'"))))


@cache
def _table() -> tuple[list[str], list[float], dict[str, list[float]]]:
    """The classes, the score of each before any word is seen, and what each word adds."""
    (_, *names), (_, *start), *rows = csv.reader(io.StringIO(data("reasons.csv")))
    return names, [float(each) for each in start], {word: [float(each or 0) for each in weights] for word, *weights in rows}
