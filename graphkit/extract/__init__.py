"""Reading claims out of text, offline: names first, then what is said of them, each with the words that say it.

    extract(document, names) -> Extraction

Pure and deterministic. The rules are data where they can be: ``frames.toml`` (which words state which relation),
``words.toml`` (what names and nouns are), ``reasons.toml``, ``names.csv``.
"""

from ..names import Names, starter
from ..records import Document, Extraction
from .claims import claims

VERSION = "2.0"

__all__ = ["VERSION", "Names", "extract", "reads", "starter"]


def reads(document: Document) -> bool:
    """Is *document* in a language that the rules read? One that names none is taken for English."""
    return document.language is None or document.language.lower().split("-")[0] == "en"


def extract(document: Document, names: Names | None = None) -> Extraction:
    """The things that *document* speaks of and what it claims about them."""
    if not reads(document) or not any(char.isalnum() for char in document.text):
        return Extraction()
    return claims(document, names or starter(), f"offline {VERSION}")
