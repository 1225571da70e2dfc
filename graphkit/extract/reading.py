"""A document as the rules see it: its blocks, parsed, with the names found in them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..names import Names
from ..records import Document, Evidence
from .disguise import disguised, strange
from .layout import Block, blocks
from .model import one_thread, parser

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

#: A paragraph longer than this is parsed in pieces, so that a megabyte without a line break is still read in linear time.
WINDOW = 20_000
_QUOTED = re.compile(r"“[^”]{0,2000}”?|\"[^\"]{3,2000}\"")


@dataclass(slots=True, eq=False)
class Thing:
    """Something that the document speaks of. ``known`` where the starter list knows it."""

    name: str
    type: str = "Company"
    mentions: "list[Mention]" = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    about: str = ""
    known: bool = False
    author: bool = False
    maker: "Thing | None" = None  # whose name its own begins with: "Amazon" of "Amazon Textract"
    kinds: set[str] = field(default_factory=set)  # nouns that stood beside it: "carmaker", "start-up", "Munich"
    id: str = ""
    look: dict[str, float] = field(default_factory=dict)  # the learned reader's probability of each type, and of none under ""


@dataclass(slots=True, eq=False)
class Mention:
    """A name, or words that stand for one: tokens ``[start, end)`` of the block's parse."""

    block: int
    start: int
    end: int
    first: int  # characters of block.text
    last: int
    text: str
    thing: Thing
    sure: bool = True
    titled: bool = False


@dataclass(slots=True)
class Sentence:
    """One sentence, with its number in the document."""

    number: int
    block: Block
    span: "Span"


@dataclass(slots=True)
class Reading:
    """What is known of a document while it is being read."""

    document: Document
    blocks: list[Block]
    docs: "list[Doc]"
    sentences: list[Sentence]
    of_token: list[list[int]]  # block, token → number of its sentence
    things: list[Thing] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    here: dict[tuple[int, int], Mention] = field(default_factory=dict)  # block, token → mention that covers it
    author: Thing | None = None
    buyer: Thing | None = None
    columns: dict[tuple[int, int], str] = field(default_factory=dict)  # block, first character of a cell → the type that its column tells
    #: Of a person: firms before and after the words that say that he goes, and those gone to.
    goings: "dict[int, list[tuple[list[Thing], list[Thing], list[Thing]]]]" = field(default_factory=dict)
    quoted: dict[int, list[tuple[int, int]]] = field(default_factory=dict)  # block → what stands in quotation marks, once asked for
    decides: bool = False  # a record of a decision, or an office paper: who writes it is who chooses

    def quote(self, block: int, first: int, last: int) -> Evidence:
        """The document's own characters for ``blocks[block].text[first:last]``."""
        return self.document.span(*self.blocks[block].at(first, last))

    def sentence(self, block: int, token: int) -> Sentence:
        return self.sentences[self.of_token[block][token]]

    def after(self, sentence: Sentence) -> Sentence | None:
        """The sentence that follows *sentence* in its block."""
        following = self.sentences[sentence.number + 1 : sentence.number + 2]
        return following[0] if following and following[0].block is sentence.block else None

    def mention(self, block: int, token: "Token") -> Mention | None:
        return self.here.get((block, token.i))

    def in_quote(self, block: int, at: int) -> bool:
        """Whether character *at* of the block stands inside quotation marks."""
        if block not in self.quoted:  # a text says "we" often
            self.quoted[block] = [found.span() for found in _QUOTED.finditer(self.blocks[block].text)]
        return any(first < at < last for first, last in self.quoted[block])

    def by_block(self) -> "dict[int, list[Mention]]":
        """The mentions of each block that has any, by its number, in order."""
        found: dict[int, list[Mention]] = {}
        for mention in sorted(self.mentions, key=lambda each: (each.block, each.start)):
            found.setdefault(mention.block, []).append(mention)
        return found

    def in_sentence(self, sentence: Sentence) -> list[Mention]:
        """Mentions in *sentence*, in order."""
        block, span = sentence.block.number, sentence.span
        covering = [mention for i in range(span.start, span.end) if (mention := self.here.get((block, i))) is not None]
        return [mention for mention, before in zip(covering, [None, *covering], strict=False) if mention is not before]


def parse(document: Document, names: Names) -> Reading:
    """*document*, laid out and parsed; names come later."""
    parts = [piece for block in blocks(document.text) for piece in _windows(block)]
    for number, block in enumerate(parts):
        block.number = number
    nlp = parser()
    docs = [nlp.make_doc(block.text) for block in parts]
    with one_thread(), disguised(docs, strange(parts, names)):
        docs = list(nlp.pipe(docs, batch_size=64))
    sentences: list[Sentence] = []
    of_token: list[list[int]] = []
    for block, doc in zip(parts, docs, strict=True):
        belongs = [0] * len(doc)
        for span in doc.sents:
            for i in range(span.start, span.end):
                belongs[i] = len(sentences)
            sentences.append(Sentence(len(sentences), block, span))
        of_token.append(belongs)
    return Reading(document, parts, docs, sentences, of_token)


def _windows(block: Block) -> Iterable[Block]:
    if len(block.text) <= WINDOW:
        yield block
        return
    at = 0
    while at < len(block.text):
        end = min(len(block.text), at + WINDOW)
        if end < len(block.text):
            end = max(block.text.rfind(". ", at, end) + 2, block.text.rfind(" ", at, end) + 1 if block.text.find(". ", at, end) < 0 else 0, at + WINDOW // 2)
        yield Block(block.kind if block.kind != "row" else "paragraph", block.text[at:end], block.offsets[at:end], block.level, block.section)
        at = end
