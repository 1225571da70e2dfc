"""From what a person names (files, folders, globs, URLs, standard input) to documents.

A loader is one function, ``load(source, hints) -> Iterator[Document]``. `BUILT_IN` names ours by file suffix,
or URL scheme; another distribution adds its own as an entry point of the group ``graphkit.loaders``, with the
suffix (``epub``) as the entry point's name and ``package.module:load`` as its value. A loader gets the text and
the facts out of a source and hands both to `document`, which every loader uses.
"""

from .naming import sibling_texts, sniff, sources
from .reading import MAX_TEXT, document, documents, each, language
from .registry import Loader, loader, loaders
from .source import MAX_BYTES, Hints, Skipped, Source

__all__ = [
    "MAX_BYTES",
    "MAX_TEXT",
    "Hints",
    "Loader",
    "Skipped",
    "Source",
    "document",
    "documents",
    "each",
    "language",
    "loader",
    "loaders",
    "sibling_texts",
    "sniff",
    "sources",
]
