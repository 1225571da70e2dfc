"""Finding loaders, and what a loader is given.

A loader is one function, ``load(source, hints) -> Iterator[Document]``, registered under the entry point
group ``graphkit.loaders``; the entry point's name is the file suffix that it reads (``pdf``), or the URL
scheme (``https``). Third parties add theirs in their own distribution.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .errors import SourceError
from .records import Document

MAX_BYTES = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Hints:
    """What the person says of a source where the source itself is silent, and how far a loader may go."""

    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    follow: bool = False  # fetch the articles that a feed only points to
    allow_private: bool = False  # fetch from private addresses
    max_bytes: int = MAX_BYTES


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to read: a file, standard input, or a URL. ``name`` is what the person called it."""

    name: str
    suffix: str  # "pdf", or the scheme of a URL
    path: Path | None = None
    data: bytes | None = None

    def read(self, limit: int = MAX_BYTES) -> bytes:
        """The bytes; raises `SourceError` where they can't be had or are more than *limit*."""
        if self.data is not None:
            return self.data
        if self.path is None:
            raise SourceError(self.name, "nothing to read")
        try:
            if self.path.stat().st_size > limit:
                raise SourceError(self.name, f"larger than {limit // 2**20} MB; split it, or raise --max-size")
            return self.path.read_bytes()
        except OSError as error:
            raise SourceError(self.name, f"can't be read: {error.strerror}") from error


Loader = Callable[[Source, Hints], Iterator[Document]]
