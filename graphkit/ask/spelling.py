"""What a word that isn't known was meant to be: a name shortened or misspelt, or a word of the vocabulary misspelt."""

from functools import cache

from rapidfuzz.distance import OSA, Prefix

from ..identity import Node
from .names import Names
from .words import lexicon, vocabulary

_FIRM = frozenset({"verb", "noun", "type", "reason", "status", "who", "which", "what", "why", "when", "most", "least"})
_NEVER = frozenset({"place", "outside", "untold"})  # what isn't answered anyway
_WIDER = 3  # words after the unknown one that may belong to its name, as in "Halvorson & Co"


def name_near(names: Names, words: list[str], i: int, size: int, *, capital: bool, inner: bool) -> tuple[tuple[Node, ...], int] | None:
    """The nodes that ``words[i:i+size]``, or a little more, may name, and how many words that takes; *inner*: also by a word within a name."""
    key = tuple(words[i : i + size])
    if (match := names.shortened(key)) and (inner or match.how != "inner"):
        return match.nodes, size
    for wider in range(min(size + _WIDER, len(words) - i), size - 1, -1):
        longer = tuple(words[i : i + wider])
        if (near := names.nearest(longer)) and (wider == size or len(longer) in near.sizes) and (inner or near.how != "inner"):
            word = word_near(words[i]) if size == 1 and not capital else None
            if word and word[1] <= near.distance:
                return None
            return near.nodes, wider
    return None


def word_near(word: str) -> tuple[str, int] | None:
    """The word of the vocabulary that *word* is nearest to, and how far off it is."""
    if word in vocabulary()["plain"]["words"]:
        return None
    if word.isalpha() and (swapped := _swapped(word)):
        return swapped, 1
    allowed = 0 if len(word) < 4 else 1 if len(word) < 9 else 2
    best: tuple[int, int, str] | None = None
    for known, firm in _single_words():
        if abs(len(known) - len(word)) <= allowed and known[0] == word[0] and (firm or len(word) > 5):
            if word.endswith("er") and known.startswith(word[:-2]) and not known.endswith(("er", "or")):
                continue  # who does it isn't what was done
            if len(word) == len(known) == 4:
                continue  # "dear" is no "deal"
            distance = OSA.distance(word, known, score_cutoff=allowed)
            if sorted(word) == sorted(known) and len(word) > 5:
                distance = 1  # the same letters in another order: "parterns"
            ranked = (distance, -Prefix.similarity(word, known), known)
            if distance <= allowed and (best is None or ranked < best):
                best = ranked
    return (best[2], best[0]) if best else None


@cache
def _single_words() -> list[tuple[str, bool]]:
    single = ((key[0], {entry.kind for entry in entries}) for key, entries in lexicon().entries.items() if len(key) == 1)
    return [(word, bool(kinds & _FIRM)) for word, kinds in single if len(word) > 3 and not kinds <= _NEVER]


def _swapped(word: str) -> str | None:
    """The short word of the vocabulary that *word* is with two letters the wrong way round: "teh", "dose"."""
    turned = (word[:k] + word[k + 1] + word[k] + word[k + 2 :] for k in range(1, len(word) - 1)) if 3 <= len(word) <= 5 else ()
    return next((other for other in turned if (other,) in lexicon().entries), None)
