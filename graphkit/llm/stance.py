"""How firmly the document says what a model claims, by the offline rules of modality."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..extract import modality, reading, scope
from ..extract.layout import Block
from ..names import Names
from ..records import Document, Evidence

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

Spans = Sequence[tuple[int, int]]


class Stances:
    """The parse of one document, asked about stretches of it."""

    def __init__(self, document: Document, names: Names) -> None:
        self.read = reading.parse(document, names)
        self._starts = [block.offsets[0] if block.offsets else 0 for block in self.read.blocks]

    def of(self, quote: Evidence, subject: Spans, target: Spans) -> modality.Stance | None:
        """The stance of the sentence that *quote* is mostly in towards what it says of two ends.

        *subject* and *target* are where the ends are named, as offsets in the document. None where the quote says it in passing
        ("the bank's assistant Posy"): what its sentence goes on to deny or to plan doesn't touch that. Nor does a question
        whose answer is in the quote.
        """
        placed = self._placed(quote.start, quote.end)
        if placed is None:
            return None
        block, span = placed
        sentences = self._sentences(block, span)
        sentence = max(sentences, key=lambda s: min(s.end, span.end) - max(s.start, span.start))
        one, other = (self._within(block, sentence, spans) for spans in (subject, target))
        inside = sentence.doc[max(span.start, sentence.start) : min(span.end, sentence.end)]
        if not any(token.pos_ in ("VERB", "AUX") for token in inside):
            return None
        joining = scope.joining(one, other) if one is not None and other is not None else None
        stance = modality.of(joining or inside.root, sentence)
        return None if stance.modality is None and len(sentences) > 1 else stance

    def _placed(self, start: int, end: int) -> "tuple[Block, Span] | None":
        """The block that has most of ``text[start:end]``, and the tokens there."""
        around = self.read.blocks[max(0, bisect_left(self._starts, start) - 1) : bisect_left(self._starts, end)]
        best = max(around, key=lambda b: bisect_left(b.offsets, end) - bisect_left(b.offsets, start), default=None)
        if best is None:
            return None
        first, last = bisect_left(best.offsets, start), bisect_left(best.offsets, end)
        span = self.read.docs[best.number].char_span(first, last, alignment_mode="expand") if first < last else None
        return (best, span) if span is not None and len(span) else None

    def _sentences(self, block: Block, span: "Span") -> "list[Span]":
        numbers = dict.fromkeys(self.read.of_token[block.number][span.start : span.end])
        return [self.read.sentences[number].span for number in numbers]

    def _within(self, block: Block, sentence: "Span", spans: Spans) -> "Token | None":
        """The head of the first of *spans* that lies in *sentence*."""
        for start, end in spans:
            first, last = bisect_left(block.offsets, start), bisect_left(block.offsets, end)
            if first < last and sentence.start_char <= first and last <= sentence.end_char:
                found = sentence.doc.char_span(first, last, alignment_mode="expand")
                return found.root if found is not None and len(found) else None
        return None
