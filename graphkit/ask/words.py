"""The words that questions are made of: `vocabulary.toml`, inflected, by what they mean."""

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

_TOKEN = re.compile(r"['’]s\b|\d+(?:[.,]\d+)+\w*|\w+|[&+,;?!()]|:(?!\w)")
_CONTRACTIONS = [
    (re.compile(pattern, re.IGNORECASE), written)
    for pattern, written in (
        (r"\bwon['’]t\b", "will not"),
        (r"\bshan['’]t\b", "shall not"),
        (r"\bcan['’]t\b", "can not"),
        (r"\b(why|how|what|when|where)['’]d\b", r"\1 did"),
        (r"\b(who|what|where|when)s\b", r"\1 is"),
        (r"n['’]t\b", " not"),
        (r"\b(who|what|where|when|why|how|which|it|that|there|he|she)['’]s\b", r"\1 is"),
        (r"['’](re)\b", " are"),
        (r"['’](ve)\b", " have"),
        (r"['’](ll)\b", " will"),
        (r"\b(i|we|you|they|who|it)['’]d\b", r"\1 would"),
        (r"(\w{2,}s)['’](?=\s|$)", r"\1's"),
    )
]
_CONTRACTED = re.compile(r"['’]|(?:who|what|where|when)s\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Token:
    """A word as written, folded, and where it stands in the question."""

    text: str
    low: str
    start: int

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper() or any(c.isdigit() for c in self.text) or any(c.isupper() for c in self.text[1:])


@dataclass(frozen=True, slots=True)
class Sense:
    """What a word means: a relation, whether it is turned round, which end a noun is, and what narrows it."""

    relation: str
    turned: bool = False
    end: str = ""
    filters: tuple[tuple[str, str], ...] = ()

    @property
    def narrowed(self) -> dict[str, str]:
        return dict(self.filters)


@dataclass(frozen=True, slots=True)
class Entry:
    """One reading of a phrase; *form* is how a verb stands: base, past, part, ing, or adj where it can't be passive."""

    kind: str
    value: Any
    form: str = ""


@dataclass(slots=True)
class Lexicon:
    """Every known phrase, by its folded words."""

    entries: dict[tuple[str, ...], list[Entry]] = field(default_factory=dict)
    longest: int = 1

    def add(self, phrase: str, entry: Entry) -> None:
        key = tuple(phrase.split())
        known = self.entries.setdefault(key, [])
        if entry not in known:
            known.append(entry)
        self.longest = max(self.longest, len(key))

    def at(self, words: list[str], i: int) -> tuple[int, list[Entry]]:
        """The longest phrase that begins at *i*: its length and readings, or 0."""
        for size in range(min(self.longest, len(words) - i), 0, -1):
            if found := self.entries.get(tuple(words[i : i + size])):
                return size, found
        return 0, []


def tokens(question: str) -> list[Token]:
    """The words of *question*, contractions written out."""
    text = question.replace("_", " ")
    if _CONTRACTED.search(text):
        for pattern, written in _CONTRACTIONS:
            text = pattern.sub(written, text)
    return [Token(m[0], "and" if m[0] == "&" else m[0].casefold().replace("’", "'"), m.start()) for m in _TOKEN.finditer(text)]


@cache
def lexicon() -> Lexicon:
    """The vocabulary, inflected."""
    data = vocabulary()
    made = Lexicon()
    for kind, phrases in data["grammar"].items():
        for phrase in phrases if kind != "light" else ():
            made.add(phrase, Entry(kind, kind))
    for kind in ("types", "reasons", "statuses"):
        for value, phrases in data[kind].items():
            for phrase in phrases:
                for form in {phrase, _plural(phrase)} if kind == "types" else {phrase}:
                    made.add(form, Entry(kind[:-1] if kind != "statuses" else "status", value))
    nouns = data["reasoned"]["nouns"]
    for value, adjectives in data["reasoned"].items():
        for phrase in (f"{adjective} {noun}" for adjective in adjectives if value != "nouns" for noun in nouns):
            made.add(phrase, Entry("reason", value))
    for key, phrases in data["nouns"].items():
        for phrase in phrases:
            made.add(phrase, Entry("noun", sense_of(key), "one"))
            made.add(_plural(phrase), Entry("noun", sense_of(key), "many"))
    for key, phrases in data["verbs"].items():
        for phrase in phrases:
            for form, text in _forms(phrase, data["irregular"]):
                made.add(text, Entry("verb", sense_of(key), form))
    for kind in ("places", "filler", "outside", "untold"):
        for phrase in data[kind]["words"]:
            made.add(phrase, Entry(kind.rstrip("s"), phrase))
    return made


@cache
def vocabulary() -> dict[str, Any]:
    """``vocabulary.toml``."""
    return tomllib.loads((files("graphkit") / "ask" / "vocabulary.toml").read_text("utf-8"))


def sense_of(key: str) -> Sense:
    first, *rest = key.split()
    ends = [part for part in rest if "=" not in part]
    filters = tuple((name, value) for name, _, value in (part.partition("=") for part in rest if "=" in part))
    return Sense(first.lstrip("~"), first.startswith("~"), ends[0] if ends else "", filters)


def _plural(phrase: str) -> str:
    if re.search(r"(s|x|ch|sh)$", phrase):
        return phrase + "es"
    return phrase[:-1] + "ies" if re.search(r"[^aeiou]y$", phrase) else phrase + "s"


def _forms(phrase: str, irregular: dict[str, list[str]]) -> list[tuple[str, str]]:
    """Every (form, text) of a verb phrase, whose first word is the one that changes."""
    first, _, rest = phrase.partition(" ")
    tail = f" {rest}" if rest else ""
    if first == "be":
        bare = [] if rest.startswith("the ") else [("adj", rest)]  # "the maker of X" alone is a noun
        return [*bare, *[("adj", f"{be}{tail}") for be in ("is", "are", "was", "were", "be", "been")]]
    if (
        first in ("in", "at", "up", "an", "a", "part", "no", "not", "under", "behind", "dependent", "reliant", "subject", "still") and rest
    ) or first == "behind":
        return [("adj", phrase)]
    if first in irregular:
        third, past, part, ing = irregular[first]
    else:
        stem = first.removesuffix("e")
        third = _plural(first)
        past = part = first[:-1] + "ied" if re.search(r"[^aeiou]y$", first) else f"{stem}ed"
        ing = f"{stem}ing"
    return [("base", first + tail), ("base", third + tail), ("past", past + tail), ("part", part + tail), ("ing", ing + tail)]
