"""When two names, two reasons or two quotes come to the same."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from .annotated import Thing

#: Evidence longer than this, and than twice the annotator's, points at nothing.
LONGEST = 600
_LEGAL = re.compile(r"\b(?:inc|corp|corporation|ltd|limited|co|llc|plc|ag|gmbh|sa|nv|n\.v|group|holdings?|company|the)\b\.?")
_EMPTY = frozenset(
    "a an the of to in on for and or its it their his her that which was were is are be been had has have "
    "not no with by at as from because due over too".split()
)


@lru_cache(maxsize=100_000)
def spelling(form: str) -> str:
    """What two surface forms of one thing have in common: case, a possessive and legal forms don't count."""
    plain = form.strip().lower().translate(str.maketrans("’“”", '\'""')).removesuffix("'s")
    return " ".join(re.findall(r"[\w$.+&-]+", _LEGAL.sub(" ", plain))).strip(" .") or plain


@lru_cache(maxsize=100_000)
def words(text: str | None) -> frozenset[str]:
    """The words of *text* that carry meaning."""
    return frozenset(re.findall(r"\w+", (text or "").lower())) - _EMPTY


def stands_for(things: Iterable[Thing], predicted: Thing) -> frozenset[str]:
    """Ids of the annotated *things* that *predicted* stands for: one, several that share all its forms, or none."""
    name, mine = spelling(predicted.forms[0]), {spelling(form) for form in predicted.forms}
    owned: dict[tuple[int, bool], set[str]] = defaultdict(set)
    for thing in things:
        theirs = {spelling(form) for form in thing.forms}
        if shared := len(mine & theirs):
            owned[shared, name in theirs].add(thing.id)
    return frozenset(owned[max(owned)]) if owned else frozenset()


def quotes_meet(text: str | None, annotated: str, predicted: str) -> bool | None:
    """Whether two quotes share half of the shorter one, and the predicted one is no longer than it may be; None where it can't be told."""
    if text is None or not annotated:
        return None
    if not min(15, len(annotated)) <= len(predicted) <= max(LONGEST, 2 * len(annotated)):
        return False
    least = min(len(annotated), len(predicted)) / 2
    ours, theirs = _at(text, annotated), _at(text, predicted)
    return any(min(a + len(annotated), b + len(predicted)) - max(a, b) >= least for a in ours for b in theirs)


def _at(text: str, quote: str) -> list[int]:
    found, at = [], text.find(quote)
    while at >= 0:
        found.append(at)
        at = text.find(quote, at + len(quote))
    return found
