"""Finding a quote in the text that it is said to come from, and its exact characters there.

White space, kinds of quotation marks and dashes, soft hyphens and Markdown's emphasis don't count; beyond that, a quote
may differ by 3% of its characters. A quote that can't be found so isn't one.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

EDITS = 0.03
_SAME = (
    dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff*`"), "")
    | dict.fromkeys(map(ord, '"“”„‟«»″‘’‚‛′´'), "'")
    | dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
    | {ord("…"): "..."}
)


@dataclass(frozen=True, slots=True)
class Found:
    """A quote at ``text[start:end]``, ``edits`` characters from how it was given."""

    start: int
    end: int
    edits: int = 0


@dataclass(frozen=True, slots=True)
class Flat:
    """A text without what doesn't count; character i of ``flat`` stands at ``offsets[i]`` in the text."""

    flat: str
    offsets: tuple[int, ...]

    def found(self, first: int, last: int, edits: int = 0) -> Found:
        return Found(self.offsets[first], self.offsets[last - 1] + 1, edits)


def flat(text: str) -> str:
    """*text* without what doesn't count."""
    return re.sub(r"\s+", " ", text.translate(_SAME)).strip()


@lru_cache(maxsize=4)
def flattened(text: str) -> Flat:
    """*text* without what doesn't count, with the way back."""
    letters: list[str] = []
    offsets: list[int] = []
    for i, char in enumerate(text):
        if char.isspace():
            if letters and letters[-1] != " ":
                letters.append(" ")
                offsets.append(i)
            continue
        for letter in _SAME.get(ord(char), char):
            letters.append(letter)
            offsets.append(i)
    return Flat("".join(letters), tuple(offsets))


def occurrences(text: str, quote: str, most: int = 50) -> list[Found]:
    """Where *quote* stands in *text*, in order; where it does so only nearly, the one best place; none where it doesn't."""
    wanted, held = flat(quote), flattened(text)
    if not wanted:
        return []
    found: list[Found] = []
    at = held.flat.find(wanted)
    while at >= 0 and len(found) < most:
        found.append(held.found(at, at + len(wanted)))
        at = held.flat.find(wanted, at + 1)
    if found:
        return found
    near = _nearly(held, wanted)
    return [near] if near else []


def _nearly(held: Flat, wanted: str) -> Found | None:
    allowed = int(EDITS * len(wanted))
    if not allowed or len(held.flat) < len(wanted) - allowed:
        return None
    best = fuzz.partial_ratio_alignment(wanted, held.flat, score_cutoff=100 * (1 - 3 * EDITS))
    if best is None:
        return None
    # The alignment is as long as the quote; the true stretch may begin and end a little elsewhere.
    spans = (
        (a, b)
        for a in range(max(0, best.dest_start - allowed), best.dest_start + allowed + 1)
        for b in range(best.dest_end - allowed, min(len(held.flat), best.dest_end + allowed) + 1)
        if a < b
    )
    edits, first, last = min((Levenshtein.distance(wanted, held.flat[a:b], score_cutoff=allowed), a, b) for a, b in spans)
    return held.found(first, last, edits) if edits <= allowed else None


class Places:
    """Where a text has which words, looked up once each."""

    def __init__(self, text: str) -> None:
        self._held = flattened(text)
        self._folded = self._held.flat.casefold()
        self._known: dict[str, list[tuple[int, int]]] = {}

    def of(self, form: str) -> list[tuple[int, int]]:
        """Where *form* stands as words of its own, in order."""
        if form not in self._known:
            wanted = flat(form)
            hits = re.finditer(rf"(?<!\w){re.escape(wanted)}(?!\w)", self._held.flat) if wanted else ()
            self._known[form] = [(self._held.offsets[hit.start()], self._held.offsets[hit.end() - 1] + 1) for hit in hits]
        return self._known[form]

    def any_of(self, forms: Iterable[str]) -> list[tuple[int, int]]:
        """Where any of *forms* stands, in order."""
        return sorted({place for form in forms for place in self.of(form)})

    def has(self, words: str) -> bool:
        """Whether *words* stand there, in any case."""
        return flat(words).casefold() in self._folded


def nearest(spans: list[tuple[int, int]], start: int, end: int) -> int | None:
    """How many characters the closest of *spans* is from ``[start, end)``; 0 where it overlaps, None where there are none."""
    if not spans:
        return None
    at = bisect_left(spans, (start, start))
    return min(max(0, a - end, start - b) for a, b in spans[max(0, at - 2) : at + 2])
