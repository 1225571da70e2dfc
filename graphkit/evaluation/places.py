"""Where a quote stands in a file: its line, and the sentence around it."""

import re
from dataclasses import dataclass
from pathlib import Path

#: Where a sentence ends: a stop and what closes after it, before a blank and what may begin the next; or the end of a paragraph or bullet.
_END = re.compile(r"(?<=[.!?])[\"”’)\]]*\s+(?=[\"“‘(\[]*[A-Z0-9])|\n\s*\n|\n(?=\s*[-*#|•])")
_FURTHEST = 400


@dataclass(frozen=True, slots=True)
class Place:
    """``file:line: "sentence"``; without a line where the quote isn't in the file as it is written."""

    path: Path | None
    line: int | None
    sentence: str

    def __str__(self) -> str:
        where = ":".join(str(part) for part in (self.path, self.line) if part is not None)
        return f'{where}: "{self.sentence}"' if where else f'"{self.sentence}"'


def place(path: Path | None, quote: str) -> Place:
    """Where *quote* (white space folded) first stands in the file at *path*; tags may stand between its words."""
    if path is None or not quote:
        return Place(path, None, quote)
    text = path.read_text(encoding="utf-8", errors="replace")
    gap = r"(?:\s|<[^<>]*>|&nbsp;)+" if path.suffix == ".html" else r"\s+"
    found = re.search(gap.join(map(re.escape, quote.split())), text)
    if found is None:
        return Place(path, None, quote)
    start, end = _sentence(text, found.start(), found.end())
    return Place(path, text.count("\n", 0, found.start()) + 1, " ".join(text[start:end].split()))


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    first = max(0, start - _FURTHEST)
    before = [match.end() for match in _END.finditer(text, first, start + 1) if match.end() <= start]
    after = _END.search(text, max(start, end - 1), end + _FURTHEST)
    return max(before, default=first), after.start() + 1 if after else min(len(text), end + _FURTHEST)
