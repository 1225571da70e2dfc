"""Which things of the graph a question names: by name, alias, first words or initials, else by the nearest spelling."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ..identity import Node
from .words import lexicon, tokens

_KEPT = 1000  # misspelt names that are remembered
_STUB = 3  # letters that a shortened name has at least


@dataclass(frozen=True, slots=True)
class Match:
    """Nodes that some words may stand for; *how* is "" for their name or alias, else what was done to find them
    ("inner": taken for a word within)."""

    nodes: tuple[Node, ...]
    how: str = ""
    distance: int = 0
    sizes: frozenset[int] = frozenset()  # how many words the names have


@dataclass(slots=True)
class Names:
    """An index of names, made once for a graph's nodes."""

    nodes: Mapping[str, Node]
    exact: dict[tuple[str, ...], list[Node]] = field(default_factory=lambda: defaultdict(list))
    alias: dict[tuple[str, ...], list[Node]] = field(default_factory=lambda: defaultdict(list))
    short: dict[tuple[str, ...], list[Node]] = field(default_factory=lambda: defaultdict(list))
    inner: dict[tuple[str, ...], list[Node]] = field(default_factory=lambda: defaultdict(list))
    by_size: dict[int, tuple[list[str], list[tuple[str, ...]]]] = field(default_factory=lambda: defaultdict(lambda: ([], [])))
    joined: dict[str, tuple[str, ...]] = field(default_factory=dict)
    begins: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)  # names by their letters, in order
    longest: int = 1
    tried: dict[tuple[str, ...], Match | None] = field(default_factory=dict)  # what was looked for as misspelt

    @classmethod
    def of(cls, nodes: Mapping[str, Node]) -> "Names":
        self = cls(nodes)
        for node in nodes.values():
            for name in (node.name, *node.aliases):
                key = words_of(name)
                if not key:
                    continue
                target = self.exact if name == node.name else self.alias
                if node not in target[key]:
                    target[key].append(node)
                self.longest = max(self.longest, min(len(key), 10))
                for i in range(1, len(key)):
                    if len("".join(key[:i])) >= _STUB:
                        self.short[key[:i]].append(node)
                for word in key[1:]:
                    if len(word) > _STUB and len(key) < 5 and not lexicon().entries.get((word,)):
                        self.inner[word,].append(node)
                if len(key) > 2 and len(initials := "".join(word[0] for word in key if word not in ("of", "the", "for", "and", "&"))) > 1:
                    self.short[initials,].append(node)
        for text, key in sorted(("".join(key), key) for key in self.exact.keys() | self.alias.keys() | self.short.keys() | self.inner.keys()):
            texts, keys = self.by_size[len(text)]
            texts.append(text)
            keys.append(key)
            if len(text) > 4:
                self.joined.setdefault(text, key)
        self.begins = sorted(("".join(key), key) for key in self.exact)
        return self

    def of_words(self, key: tuple[str, ...]) -> Match | None:
        """What is called *key*: by name before by alias."""
        found = self._called(key)
        if not found and len(key) > 1 and (whole := self.joined.get("".join(key))) and whole != key:
            found = self._called(whole)  # "Open AI" is OpenAI, "US Department of Commerce" the U.S. one
        return Match(tuple(found)) if found else None

    def _called(self, key: tuple[str, ...]) -> list[Node]:
        """As `Graph.find` has it: no relation ends at a place, so a place doesn't hide a firm that is also called so."""
        exact, alias = self.exact.get(key, []), self.alias.get(key, [])
        return [node for node in exact if node.type != "Place"] or [node for node in alias if node.type != "Place"] or exact or alias

    def also(self, node: Node) -> tuple[Node, ...]:
        """Other nodes that *node*'s name is an alias of."""
        return tuple(other for other in self.alias.get(words_of(node.name), ()) if other != node)

    def shortened(self, key: tuple[str, ...]) -> Match | None:
        """What *key* is the beginning or the initials of, else a word within."""
        if found := dict.fromkeys(self.short.get(key, ())):
            return Match(tuple(found | dict.fromkeys(self.inner.get(key, ()))), "short")
        found = dict.fromkeys(self.inner.get(key, ()))
        return Match(tuple(found), "inner") if found else None

    def nearly(self, key: tuple[str, ...]) -> Node | None:
        """The one node whose name is *key* but for one word, not the first, which is misspelt or shortened in either."""
        begun = {node for n in range(1, len(key)) for node in self.short.get(key[:n], ())}
        found = [node for node in begun if any(_but_for_one(key, words_of(name)) for name in (node.name, *node.aliases))]
        return found[0] if len(found) == 1 and key not in self.exact and key not in self.alias else None

    def nearest(self, key: Sequence[str]) -> Match | None:
        """What *key* is a misspelling of, kept for the next time."""
        key = tuple(key)
        if key not in self.tried:
            if len(self.tried) >= _KEPT:
                self.tried.clear()
            self.tried[key] = self._nearest(key)
        return self.tried[key]

    def _nearest(self, key: tuple[str, ...]) -> Match | None:
        """What *key* is a misspelling of: few letters off, the same digits, the same first letter or nearly all of the rest."""
        text = "".join(key)
        allowed = 0 if len(text) < 4 else 1 if len(text) < 8 else 2 if len(text) < 14 else 3
        if not allowed:
            return None
        best: list[tuple[int, tuple[str, ...]]] = []
        digits = re.sub(r"\D", "", text)
        for size in range(len(text) - allowed, len(text) + allowed + 1):
            texts, keys = self.by_size.get(size, ((), ()))
            for candidate, distance, at in process.extract(text, texts, scorer=OSA.distance, score_cutoff=allowed, limit=None):
                begins = candidate[0] == text[0] or (candidate[1:3] == text[1:3] and len(text) > 4) or sorted(candidate[:2]) == sorted(text[:2])
                if begins and re.sub(r"\D", "", candidate) == digits:
                    best.append((int(distance), keys[at]))
        if not best:
            return None
        least = min(distance for distance, _ in best)
        if len(key) == 1 and len(text) > 4:  # "Helix" may be Helixa, but HelixWorks as well
            at = bisect_left(self.begins, (text,))
            while at < len(self.begins) and self.begins[at][0].startswith(text):
                best.append((least, self.begins[at][1]))
                at += 1
        found: dict[Node, None] = {}
        how = "inner"
        for distance, names in sorted(best):
            if distance == least:
                outer = self.exact.get(names) or self.alias.get(names) or self.short.get(names)
                how = "spelling" if outer else how
                found.update(dict.fromkeys(outer or self.inner.get(names) or ()))
        return Match(tuple(found), how, least, frozenset(len(names) for distance, names in best if distance == least))


def _but_for_one(key: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Whether two names of as many words differ in one, by a letter or two, or as "govt" from "government"."""
    apart = [(a, b) for a, b in zip(key, name, strict=False) if a != b]
    if len(key) != len(name) or len(apart) != 1 or not (apart[0][0].isalpha() and apart[0][1].isalpha()):
        return False
    short, long = sorted(apart[0], key=len)
    if len(short) < 4 or short[0] != long[0] or long in (f"{short}s", f"{short}es"):
        return False
    letters = iter(long)
    written_out = short[-1] == long[-1] and all(letter in letters for letter in short)
    return written_out or OSA.distance(short, long) <= (1 if len(short) < 8 else 2)


def words_of(name: str) -> tuple[str, ...]:
    """A name as a question's words: folded, without punctuation, article and possessive."""
    words = [token.low for token in tokens(name) if re.match(r"[\w&+]", token.low)]
    if words and words[0] == "the":
        words = words[1:]
    return tuple(words)
