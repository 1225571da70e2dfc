"""From a question to tagged items: names of the graph, words of the vocabulary, dates, and what is neither."""

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz.distance import OSA

from . import dates, own_words, rephrase, titles
from .items import Item, Tagged
from .names import Names
from .naming import Naming
from .words import Entry, Sense, Token, lexicon, tokens

_PARTICLES = frozenset({"down", "out", "off", "over", "up", "aside", "back", "away"})
_OVER = frozenset({"over", "of", "citing", "than", "except", "besides"})
_CUES = frozenset(
    {"over", "of", "on", "for", "to", "citing", "cited", "blaming", "their", "its", "too", "with", "about", "by", "is", "was", "were", "and", "or", "grounds"}
)
_NUMBERS = {word: n for n, word in enumerate("one two three four five six seven eight nine ten".split(), start=1)}
_NUMBER = rf"(?P<n>{'|'.join(_NUMBERS)}|\d{{1,3}})"
_FRONTED = frozenset({"on", "in", "of", "with", "to", "from", "against", "at", "into", "for"})
_MONTHS = tuple(name.lower() for name in calendar.month_name if len(name) > 5)
_AMOUNT = re.compile(rf"(?:(?P<more>more than|over) |at least |(?P<top>(?:the )?top) ){_NUMBER}\b(?! or )|(?:several|multiple)\b".replace("?P<n>", "?P<n>"))


@dataclass(slots=True)
class _Tagger(Naming):
    """Tags the words of one question from its first to its last."""

    def run(self) -> Tagged:
        i = 0
        while i < len(self.words):
            i += self._step(i) if i not in self.taken else 1
        return self.out

    def _step(self, i: int) -> int:
        if i in self.when:
            size, when = self.when[i]
            self._put(Item("date", when.words, when))
            return size
        if self.lows[i] in _NUMBERS and i and self.lows[i - 1] in ("which", "what", "the", "all") and i + 1 < len(self.lows):
            self._put(Item("filler", self.words[i].text))  # "which two companies"
            return 1
        if self.lows[i] == "'s":
            self._put(Item("poss", self.words[i].text, "poss"))
            return 1
        if number := _AMOUNT.match(" ".join(self.lows[i : i + 4])):
            kind = "top" if number["top"] else "atleast"
            count = _NUMBERS.get(number["n"] or "", 0) or int(number["n"] or 2)
            self._put(Item(kind, number[0], count + (number["more"] is not None)))
            return len(number[0].split())
        named, match = self._name(i)
        size, entries = self.lexicon.at(self.lows, i)
        if named < 2 and (misspelt := self._whole_misspelt(i)):
            return misspelt
        if named and (named > size or (named == size and (not entries or self._written_as_name(i, named, match)))):
            if misspelt := self._misspelt_name(i, named):
                return misspelt
            self._put(Item("name", self._text(i, named), nodes=match))
            return named
        if (apart := self._separable(i)) and (not size or apart[0].kind == "verb"):
            self._put(Item("verb", self.words[i].text, apart[0].value, apart[0].form))
            return 1
        if size and i and self.words[i].capital and (misspelt := self._misspelt_name(i)):
            return misspelt
        if size == 2 and entries[0].kind == "pron" and self._goes_on(i + 2):
            company = self.lexicon.at(self.lows[: i + 2], i + 1)[1]  # "the company that …" stands for nothing said before
            self._put(self._entry(i + 1, 1, company) if company else Item("filler", self.words[i].text))
            return 2 if company else 1
        if size:
            self._put(self._entry(i, size, entries))
            return size
        if re.fullmatch(r"[?!():.+]", self.lows[i]):
            return 1
        return self._unknown(i)

    def _goes_on(self, i: int) -> bool:
        """Whether what is said next tells which company "the company" is."""
        following = {(e.kind, e.form) for e in self.lexicon.at(self.lows, i)[1]}
        return self.lows[i : i + 1] in (["that"], ["which"], ["who"], ["whose"]) or bool(following & {("verb", "adj"), ("verb", "ing")})

    def _separable(self, i: int) -> tuple[Entry, int] | None:
        """A verb whose particle comes after its object: "turned Baidu down"."""
        for j in range(i + 2, min(i + 6, len(self.words))):
            if self.lows[j] in _PARTICLES and (entries := self.lexicon.entries.get((self.lows[i], self.lows[j]))):
                between = [self.lexicon.at(self.lows, k) for k in range(i + 1, j)]
                if not any(e.kind == "verb" for size, es in between for e in es if size and e.form != "adj"):
                    self.taken.add(j)
                    return self._verb([e for e in entries if e.kind == "verb"]), j
        return None

    def _weighed(self) -> bool:
        """Whether the question has spoken of choosing, so that a reason may follow."""
        return any(e.kind in ("verb", "noun") and e.value.relation == "EVALUATED" for item in self.out.items for e in item.options) or any(
            item.kind == "verb" and item.value.relation == "EVALUATED" for item in self.out.items
        )

    def _verb(self, entries: Sequence[Entry]) -> Entry:
        return next((e for e in entries if e.form == "part"), entries[0])

    def _entry(self, i: int, size: int, entries: list[Entry]) -> Item:
        """One item for a phrase; where it has several readings, all of them, for the grammar to choose by what stands around."""
        text = self._text(i, size)
        kinds = {entry.kind for entry in entries}
        before = self.lows[i - 1] if i else ""
        cued = before in _OVER or self.lows[i + size : i + size + 1] in (["reasons"], ["grounds"], ["concerns"])
        if "reason" in kinds and (kinds == {"reason"} or cued or (before in _CUES and "verb" not in kinds and self._weighed())):
            return Item("reason", text, next(e.value for e in entries if e.kind == "reason"))
        order = ("verb", "noun", "type", "status", "reason", "place", "outside", "untold", "filler")
        if kinds == {"reason", "filler"}:
            entries = [e for e in entries if e.kind == "filler"]  # "won X's contract"
        grammar = [e for e in entries if e.kind not in order]
        first = grammar[0] if grammar else min(entries, key=lambda e: order.index(e.kind))
        if first.kind == "verb":
            first = self._verb([e for e in entries if e.kind == "verb"])
        return Item(first.kind, text, first.value, first.form, options=tuple(entries))


def _verb_whole(words: list[Token]) -> list[Token]:
    """ "On which model does X run" with the verb whole, where it is one with its preposition: "which model does X run on"."""
    end = len(words) - (bool(words) and words[-1].low == "?")
    if end > 4 and [token.low for token in words[:2]] == ["for", "what"] and words[2].low in ("did", "does", "was", "were", "has", "have", "had"):
        return [*words[1:end], words[0], *words[end:]]  # "for what did X turn down Y"
    if end > 3 and words[0].low in _FRONTED and words[1].low in ("what", "which", "whom", "who", "whose"):
        for size in (3, 2, 1):
            phrase = [token.low for token in words[max(end - size, 2) : end]] + [words[0].low]
            length, entries = lexicon().at(phrase, 0)
            if length == size + 1 and any(entry.kind == "verb" for entry in entries):
                return [*words[1:end], words[0], *words[end:]]
    return words


def _month(token: Token) -> Token:
    """A misspelt month: "Febuary"."""
    if len(token.low) < 6 or not token.low.isalpha() or (token.low,) in lexicon().entries:
        return token
    near = [month for month in _MONTHS if OSA.distance(month, token.low, score_cutoff=1) == 1]
    return Token(near[0].capitalize(), near[0], token.start) if near and token.capital else token


def tag(question: str, names: Names, today: date) -> Tagged:
    """Tag the words of *question*."""
    words = [_month(token) for token in _verb_whole(tokens(question))]
    text = " ".join(token.text for token in words)
    starts, at = [], 0
    for token in words:
        starts.append(at)
        at += len(token.text) + 1
    when: dict[int, tuple[int, dates.When]] = {}
    for begin, end, found in dates.find(text, today):
        covered = [k for k, start in enumerate(starts) if begin <= start < end]
        if covered:
            when[covered[0]] = (len(covered), found)
    tagged = _Tagger(names, words, [token.low for token in words], lexicon(), when).run()
    rephrase.all_of(tagged)
    titles.led(tagged)
    titles.join(tagged)
    titles.of_whom(tagged)
    own_words.because(tagged)
    own_words.reasons_for(tagged)
    own_words.reasons(tagged)
    own_words.besides(tagged)
    own_words.over(tagged)
    own_words.by_both(tagged)
    own_words.whose_reason(tagged)
    own_words.predecessor(tagged)
    return tagged


__all__ = ["Item", "Sense", "Tagged", "tag"]
