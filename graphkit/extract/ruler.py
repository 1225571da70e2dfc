"""The patterns of spaCy's attribute ruler, asked of each kind of token once instead of each token.

Nearly all of its 179 patterns are of one token and ask for its tag, its relation, and whether it is one of some 130 words. What they say of a tag,
a relation and such a word is soon known, so only the few others are looked for in every text: a fifth of the matcher's time.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokens import Doc

Match = tuple[int, int, int]


class Remembering:
    """In place of the `Matcher` of *ruler*, with the same matches."""

    def __init__(self, ruler: Any) -> None:
        from spacy.matcher import Matcher

        self._single, self._other = Matcher(ruler.vocab), Matcher(ruler.vocab)
        self._words: set[int] = set()
        self._known: dict[tuple[int, ...], list[int]] = {}
        for number, entry in enumerate(ruler.patterns):
            for pattern in entry["patterns"]:
                listed = _words(pattern)
                (self._other if listed is None else self._single).add(str(number), [pattern])
                self._words.update(ruler.vocab.strings.add(word) for word in listed or ())

    def __call__(self, doc: "Doc", **options: Any) -> list[Match]:
        found: list[Match] = self._other(doc, **options)
        for i, (tag, dep, word) in enumerate(doc.to_array(["TAG", "DEP", "LOWER"]).tolist()):
            kind = tag, dep, word if word in self._words else 0
            if kind not in self._known:
                self._known[kind] = [match for match, _, _ in self._single(doc[i : i + 1], **options)]
            found.extend((match, i, i + 1) for match in self._known[kind])
        return found


def _words(pattern: list[dict[str, Any]]) -> list[str] | None:
    """The words that *pattern* mentions; None unless it is of one token, and asks for nothing but tag, relation and words."""
    asked = pattern[0]
    lower = asked.get("LOWER", {"IN": []})
    if len(pattern) > 1 or not asked.keys() <= {"TAG", "DEP", "LOWER"} or not (isinstance(lower, str) or lower.keys() == {"IN"}):
        return None
    return [lower] if isinstance(lower, str) else lower["IN"]
