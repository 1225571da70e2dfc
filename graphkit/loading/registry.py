"""Which function reads which kind of source."""

import functools
import importlib
from collections.abc import Callable, Iterator
from importlib.metadata import entry_points

from ..records import Document
from .source import Hints, Source

Loader = Callable[[Source, Hints], Iterator[Document]]

BUILT_IN = {
    "txt": "loaders.text:load",
    "text": "loaders.text:load",
    "md": "loaders.markdown:load",
    "markdown": "loaders.markdown:load",
    "html": "loaders.html:load",
    "htm": "loaders.html:load",
    "pdf": "loaders.pdf:load",
    "docx": "loaders.docx:load",
    "eml": "loaders.email:load",
    "json": "loaders.json:load",
    "jsonl": "loaders.json:load",
    "csv": "loaders.csv:load",
    "rss": "loaders.feed:load",
    "atom": "loaders.feed:load",
    "xml": "loaders.feed:load",
    "http": "loaders.web:load",
    "https": "loaders.web:load",
}


@functools.cache
def loaders() -> dict[str, str]:
    """``module:function`` of every loader by suffix or scheme: the built-in ones, and plugins on top."""
    plugins = {entry.name.lower(): entry.value for entry in entry_points(group="graphkit.loaders")}
    return BUILT_IN | plugins


def loader(suffix: str) -> Loader:
    """The loader for *suffix* (or a URL scheme); raises `KeyError` where there is none."""
    module, _, function = loaders()[suffix].partition(":")
    load: Loader = getattr(importlib.import_module(module), function or "load")
    return load


def known() -> str:
    """The file suffixes that there is a loader for, for a message."""
    return ", ".join(name for name in loaders() if name not in ("http", "https"))
