"""What a loader is given: a source, and what the person says of it."""

import stat
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from ..errors import SourceError

MAX_BYTES = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Hints:
    """What the person says of a source, and how far a loader may go.

    What the person says wins over what the source says: who types ``--published`` has looked.
    """

    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    follow: bool = False  # fetch the articles that a feed only points to
    allow_private: bool = False  # fetch from private addresses
    max_bytes: int = MAX_BYTES


NO_HINTS = Hints()


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to read: a file, standard input, or a URL. ``name`` is what the person called it."""

    name: str
    suffix: str  # "pdf", or the scheme of a URL
    path: Path | None = None
    data: bytes | None = None
    url: str | None = None  # where the data was fetched from
    charset: str | None = None  # as the server declares it

    def read(self, limit: int = MAX_BYTES) -> bytes:
        """The bytes; raises `SourceError` where they can't be had, are none, or are more than *limit*."""
        data = self.data
        if data is None:
            if self.path is None:
                raise SourceError(self.name, "nothing to read")
            try:
                if not stat.S_ISREG(self.path.stat().st_mode):
                    raise SourceError(self.name, "not a regular file")
                with self.path.open("rb") as file:
                    data = file.read(limit + 1)
            except OSError as error:
                raise SourceError(self.name, f"can't be read: {error.strerror}") from error
        if len(data) > limit:
            raise SourceError(self.name, f"larger than {limit / 2**20:g} MB; split it, or raise --max-size")
        if not data:
            raise SourceError(self.name, "is empty")
        return data


@dataclass(frozen=True, slots=True)
class Skipped:
    """A note, not an error: files in a folder that no loader reads."""

    folder: str
    suffixes: Counter[str]

    def __str__(self) -> str:
        kinds = ", ".join(f"{count} {'.' + suffix if suffix else 'without suffix'}" for suffix, count in sorted(self.suffixes.items()))
        total = self.suffixes.total()
        return f"{self.folder}: skipped {total} file{'s' * (total > 1)} that no loader reads ({kinds})"
