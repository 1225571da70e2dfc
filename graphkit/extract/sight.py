"""What the learned reader sees of a document: names, what kind of thing each one is, and what may hold between them."""

import re
from collections.abc import Sequence

from . import neural
from .model import one_thread
from .neural_text import AUTHOR, Span
from .reading import Reading, Thing

#: How sure the reader must be of a name that no rule found.
NAME = 0.5
_LIKE_A_NAME = re.compile(
    r"(?!(?:the|this|that|its|our|their|an?)\b)(?!(?:most|both|some|many|others?|another|each|either|neither|all|one|two|everyone|nobody)$)"
    r"(?=.*[a-z\d.])\S+(?: \S+){0,4}",
    re.I | re.S,
)
#: Words that open a sentence with a capital and that no rule takes for a name.
_BEGINNINGS = frozenset("next notice before after later then meanwhile nothing something everything today yesterday tomorrow once here there still".split())
#: A full stop that belongs to a name: "Orl Inc.", "S.A.".
_ABBREVIATED = re.compile(r"(?:\b(?:Inc|Ltd|Corp|Co|Cos|Bros|Jr|Sr|St|Mt|No|plc|e\.V|approx)|\.[^\W\d_]|\b[^\W\d_])\.$", re.I)


class Sight:
    """One document as the reader sees it. It is encoded once, whatever is asked of it."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        words, self._starts, self._ends = [], {}, {}
        for block, doc in zip(reading.blocks, reading.docs, strict=True):
            for token in doc:
                if not token.is_space:
                    first, last = token.idx, token.idx + len(token)
                    span = block.at(first, last)
                    words.append(span)
                    self._starts[span[0]], self._ends[span[1]] = (block.number, first), (block.number, last)
        sentences = [s.block.at(s.span.start_char, s.span.end_char) for s in reading.sentences if s.span.text.strip()]
        with one_thread():
            self._told = neural.Reader.load().read(reading.document.text, words, sentences)

    def names(self) -> list[tuple[int, int, int, str]]:
        """Block, first and last character and type of each mention that is a name rather than words that stand for one.

        What is one surely is one also where the reader is less sure of it ("Otter's Ear", of which the rules would make two).
        """
        with one_thread():
            mentions = self._told.mentions
        seen, sure = [], set[str]()
        for mention in mentions:
            (block, first), (other, last) = self._starts[mention.start], self._ends[mention.end]
            name = self._reading.blocks[block].text[first:last]
            # The reader was taught who "we" is as well: that stands for a name.
            if name.endswith(".") and not _ABBREVIATED.search(name):
                name, last = name[:-1], last - 1
            if block == other and _LIKE_A_NAME.fullmatch(name) and name.lower() not in AUTHOR and name.lower() not in _BEGINNINGS:
                seen.append((block, first, last, mention.type, name))
                if mention.score >= NAME:
                    sure.add(name)
        return [(block, first, last, kind) for block, first, last, kind, name in seen if name in sure]

    def kinds(self, things: Sequence[Thing]) -> list[dict[str, float]]:
        """For each of *things* the probability of each entity type, and under "" that it is none."""
        with one_thread():
            return self._told.kinds(self._clusters(things)) if things else []

    def relations(self, things: Sequence[Thing]) -> list[neural.Proposal]:
        """What may hold between *things*, likeliest first."""
        with one_thread():
            return self._told.relate(self._clusters(things), [thing.type for thing in things])

    def _clusters(self, things: Sequence[Thing]) -> list[list[Span]]:
        return [[self._reading.blocks[m.block].at(m.first, m.last) for m in thing.mentions] for thing in things]
