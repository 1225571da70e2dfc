"""What a statement that somebody handed in may take."""

import re
from dataclasses import dataclass
from typing import Any, NamedTuple

MAX_BYTES = 32_000_000  # of an answer: what a machine of 1 GB still holds as Python objects

_TOO_LONG = re.compile("timed ?out|terminated|timeout", re.IGNORECASE)
_TOO_LARGE = re.compile("out ?of ?memory|stack ?overflow|memory ?pool|heap budget|in-heap|queryMaxRangeSize|not enough memory", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Limits:
    """``seconds`` to run, ``rows`` to give, ``megabytes`` for the embedded engine's heap (a server has its own)."""

    seconds: float = 10.0
    rows: int = 1000
    megabytes: int = 256

    @property
    def too_long(self) -> str:
        return f"stopped after {self.seconds:g} s; ask for less, or allow more time"

    @property
    def too_large(self) -> str:
        return "stopped: it needs more memory than a question may take; ask for less at a time"

    def said(self, error: str) -> str:
        """What an engine's *error* means to the person who asked."""
        return self.too_large if _TOO_LARGE.search(error) else self.too_long if _TOO_LONG.search(error) else _short(error)


def _short(error: str) -> str:
    """A parser's *error* without the hundreds of words that could have stood there instead."""
    return re.sub(r",? expected:? .*| \(caused by .*", "", error).replace("mismatched input '<EOF>'", "the statement ends too early")


class Limited(NamedTuple):
    """Rows, and whether they are all there are."""

    rows: list[dict[str, Any]]
    complete: bool
