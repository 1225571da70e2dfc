"""The words of a question that are names of the graph, or look as though they were meant to be."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

from ..identity import Node
from . import dates, spelling
from .items import Item, Tagged
from .names import Names
from .words import Lexicon, Token


@dataclass(slots=True)
class Naming:
    """A question while its words are tagged: ``lows`` are its words folded, ``when`` the dates by the word that they begin with."""

    names: Names
    words: list[Token]
    lows: list[str]
    lexicon: Lexicon
    when: dict[int, tuple[int, dates.When]]
    out: Tagged = field(default_factory=Tagged)
    taken: set[int] = field(default_factory=set)

    @property
    def cased(self) -> bool:
        """Whether names are written with capitals in this question."""
        return any(token.capital for token in self.words[1:])

    def _put(self, item: Item) -> None:
        self.out.items.append(item)

    def _text(self, i: int, size: int) -> str:
        return " ".join(token.text for token in self.words[i : i + size]).replace(" 's", "'s")

    def _step(self, i: int) -> int:
        """Tag what begins at *i*: how many words that takes."""
        raise NotImplementedError

    def _whole_misspelt(self, i: int) -> int:
        """A name of several words, one of which is misspelt or written out: "Border Revenue Agncy", "Lisbon city government"."""
        run = 1
        while i + run < len(self.words) and run < min(self.names.longest, 6) and re.match(r"[\w&]", self.lows[i + run]) and i + run not in self.when:
            run += 1
        for size in range(run, 1, -1):
            if node := self.names.nearly(tuple(self.lows[i : i + size])):
                self.out.notes.append(f"took “{self._text(i, size)}” for {node.name}")
                self._put(Item("name", self._text(i, size), nodes=(node,)))
                return size
        return 0

    def _name(self, i: int) -> tuple[int, tuple[Node, ...]]:
        for size in range(min(max(self.names.longest, 3) + 1, len(self.words) - i), 0, -1):
            if self.lows[i + size - 1] != "'s" and (found := self.names.of_words(tuple(word for word in self.lows[i : i + size] if word != "'s"))):
                return size, found.nodes
        for size in range(min(self.names.longest, len(self.words) - i), 1, -1):
            key = tuple(self.lows[i : i + size])
            if not self.lexicon.at([key[-1]], 0)[0] and self.lexicon.at([key[0]], 0)[0] and (begun := self.names.shortened(key)) and len(begun.nodes) == 1:
                self.out.notes.append(f"took “{self._text(i, size)}” for {begun.nodes[0].name}")
                return size, begun.nodes  # "ministry of science"
        return 0, ()

    def _misspelt_name(self, i: int, named: int = 0) -> int:
        """A name whose first word is a known word or name, and whose last is misspelt: "Data Ofice"; *named*: words that are a name."""
        for size in (named + 1,) if named else (3, 2):
            run, last = self.words[i : i + size], i + size - 1
            written = len(run) == size and run[-1].capital and (named or all(token.capital for token in run))
            if written and run[-1].low.isalnum() and last not in self.when and not self._known(last):
                near = self.names.nearest(tuple(self.lows[i : i + size]))
                if near and len(near.nodes) == 1 and size in near.sizes:
                    self.out.notes.append(f"took “{self._text(i, size)}” for {near.nodes[0].name}")
                    self._put(Item("name", self._text(i, size), nodes=near.nodes))
                    return size
        return 0

    def _written_as_name(self, i: int, size: int, nodes: Sequence[Node]) -> bool:
        """Whether words that are also vocabulary are written as the name is: capital letters, not as the first word."""
        text = self._text(i, size)
        names = [re.sub(r"^the ", "", name, flags=re.IGNORECASE) for node in nodes for name in (node.name, *node.aliases)]
        written = text in names or text.replace(" ", "-") in names
        return written and any(c.isupper() for c in text) and (i > 0 or (size > 1 and text[:1].isupper()) or text.isupper())

    def _unknown(self, i: int) -> int:
        """A run of words that are neither: a shortened or misspelt name or word, else absent or left out."""
        end = i + 1
        while end < len(self.words) and re.match(r"[\w&]", self.lows[end]) and end not in self.when and not self._known(end):
            end += 1
        asked = self.cased and not self.words[i].capital and bool(self.out.items) and self.out.items[-1].kind == "which"
        if not self.words[i].capital and (entry := self._misspelt_pair(i)):
            return entry
        for size in range(end - i, 0, -1):
            if size < end - i and self.words[i + size].capital:
                continue  # part of a longer name, which nothing has
            capital = self.words[i].capital
            near = None if asked else spelling.name_near(self.names, self.lows, i, size, capital=capital, inner=capital or not self.cased)
            if near:
                match, size = near
                text = self._text(i, size)
                names = list(dict.fromkeys(node.name for node in match))
                self.out.notes.append(f"took “{text}” for {names[0]}" if len(names) == 1 else f"“{text}” may be {' or '.join(names[:5])}")
                self._put(Item("name", text, nodes=match))
                return size
            if size == 1 and (entry := self._misspelt(i)):
                return entry
        text = self._text(i, end - i)
        capital = any(token.capital for token in self.words[i:end])
        before = self.out.items[-1] if self.out.items else None
        glued = i > 0 and bool(before) and before is not None and before.kind == "name"
        opening = i == 0 and end == 1 and len(self.words) > 1 and self.lows[1] != "'s" and self.lexicon.at(self.lows, 1)[1:] and not self._does(1)
        acronym = text.isupper() and text.isalpha() and len(text) < 5 and any(e.kind in ("type", "noun") for e in self.lexicon.at(self.lows, end)[1])
        if capital and not opening and not acronym:
            self.out.absent.append(f"{before.text} {text}" if glued and before is not None else text)
            self._put(Item("absent", text))
        else:
            self._put(Item("unknown", text))
        return end - i

    def _misspelt_pair(self, i: int) -> int:
        """A verb of two words whose second is misspelt: "turn dwon"."""
        if i + 1 >= len(self.lows) or not self.lows[i + 1].isalpha():
            return 0
        near = [key[1] for key in self.lexicon.entries if len(key) == 2 and key[0] == self.lows[i] and OSA.distance(key[1], self.lows[i + 1]) == 1]
        if not near or len(self.lows[i + 1]) < 3:
            return 0
        self.out.notes.append(f"took “{self.words[i + 1].text}” for “{near[0]}”")
        self.lows[i + 1] = near[0]
        self.words[i + 1] = Token(near[0], near[0], self.words[i + 1].start)
        return self._step(i)

    def _does(self, i: int) -> bool:
        return any(entry.kind == "verb" for entry in self.lexicon.at(self.lows, i)[1])

    def _known(self, i: int) -> bool:
        return bool(self.lexicon.at(self.lows, i)[0] or self._name(i)[0])

    def _misspelt(self, i: int) -> int:
        if (self.words[i].capital and i > 0) or not (near := spelling.word_near(self.lows[i])):
            return 0
        self.out.notes.append(f"took “{self.words[i].text}” for “{near[0]}”")
        self.lows[i] = near[0]
        self.words[i] = Token(near[0], near[0], self.words[i].start)
        return self._step(i)
