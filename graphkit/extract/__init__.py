"""Reading claims out of text, offline: names first, then what is said of them, each with the words that say it.

    extract(document, names) -> Extraction

Pure and deterministic. The rules are data where they can be: ``frames.toml`` (which words state which relation),
``words.toml`` (what names and nouns are), ``reasons.csv``, ``names.csv``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from ..names import Names, starter
from ..records import Document, Extraction
from .claims import claims

VERSION = "3.3"
#: Claims less sure than this are left out unless asked for: of those kept on the development documents four of five were right, and about
#: as many on sealed ones (docs/extraction.md).
LEAST = 0.51

__all__ = ["LEAST", "RULES", "VERSION", "Extractor", "Names", "Rules", "extract", "reads", "starter", "unread"]


def reads(document: Document) -> bool:
    """Is *document* in a language that the rules read? One that names none is taken for English."""
    return document.language is None or document.language.lower().split("-")[0] == "en"


def unread(document: Document) -> str:
    """Why there are no claims of a document that isn't read."""
    if document.language is None:
        return "no text to read; no claims"
    return f"its language is {document.language}, and the offline reader reads English; no claims (--language en, if that is wrong)"


def extract(document: Document, names: Names | None = None, least: float = LEAST) -> Extraction:
    """The things that *document* speaks of and what it claims about them, as far as it is at least *least* sure (0 to 1)."""
    if not reads(document) or not any(char.isalnum() for char in document.text):
        return Extraction()
    return claims(document, names or starter(), f"offline {VERSION}", least)


class Extractor(Protocol):
    """What reads documents for a load: the offline rules (`RULES`), a language model, or both (`graphkit.llm`)."""

    @property
    def version(self) -> str:
        """What claims and readings carry, so that it can be told who read."""

    def reads(self, document: Document) -> bool:
        """Whether *document* is one that it can read."""

    def ahead(self, documents: Sequence[Document]) -> None:
        """Read *documents* beforehand, where several at once are quicker."""

    def extract(self, document: Document, names: Names) -> Extraction:
        """What *document* speaks of and claims; raises `GraphkitError` where it can't be told."""


@dataclass(frozen=True)
class Rules:
    """The offline reader, keeping claims that it is at least *least* sure of."""

    least: float = LEAST
    version = VERSION

    def reads(self, document: Document) -> bool:
        return reads(document)

    def ahead(self, documents: Sequence[Document]) -> None:
        """One after the other is as quick."""

    def extract(self, document: Document, names: Names) -> Extraction:
        return extract(document, names, self.least)


RULES: Extractor = Rules()
