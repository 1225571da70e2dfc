"""Let the parser see a name that it knows where the text has one that nobody has seen.

The model reads a word by its norm, prefix, suffix and shape. An unknown single-word name ("Veldmark partners
with …") is easily taken for a noun or an adjective and the whole sentence is misread. While a document is
parsed, such words carry the features of a well-known name instead; the text and its offsets stay as they are,
and the vocabulary is put back afterwards, so that no document influences the next.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from ..names import Names, key
from . import spans
from .layout import Block

if TYPE_CHECKING:
    from spacy.tokens import Doc

MASK = "Microsoft"


def strange(parts: list[Block], names: Names) -> set[str]:
    """Single words that are surely names here, on no list, and no common given name."""
    found: set[str] = set()
    common = {word for block in parts for word in re.findall(r"(?<![\w.-])[a-z]{3,}(?![\w-]|\.[a-z])", block.text)}
    for block in parts:
        if block.kind == "heading":
            continue
        for span in spans.find(block.text, names, False, common):
            if (
                span.sure
                and " " not in span.text
                and len(span.text) > 2
                and not names.find(span.text)
                and not span.titled
                and not span.text.isupper()
                and key(span.text) not in common
            ):
                found.add(span.text)
    return found


@contextmanager
def disguised(docs: "list[Doc]", words: set[str]) -> Iterator[None]:
    """Within, the lexemes of *words* look like `MASK`."""
    if not docs or not words:
        yield
        return
    vocab = docs[0].vocab
    mask = vocab[MASK]
    kept: list[tuple[Any, tuple[int, int, int, int]]] = []
    for word in sorted(words):
        lexeme = vocab[word]
        kept.append((lexeme, (lexeme.norm, lexeme.prefix, lexeme.suffix, lexeme.shape)))
        lexeme.norm, lexeme.prefix, lexeme.suffix, lexeme.shape = mask.norm, mask.prefix, mask.suffix, mask.shape
    try:
        yield
    finally:
        for lexeme, (norm, prefix, suffix, shape) in kept:
            lexeme.norm, lexeme.prefix, lexeme.suffix, lexeme.shape = norm, prefix, suffix, shape
