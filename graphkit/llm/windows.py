"""A long document in overlapping windows, cut where paragraphs, lines or sentences end."""

from dataclasses import dataclass

#: Characters in one window, and how many of the one before it begins with.
SIZE, OVERLAP = 8_000, 800


@dataclass(frozen=True, slots=True)
class Window:
    """``text`` is ``document.text[start:start + len(text)]``; it is part ``number`` of ``of``."""

    text: str
    start: int
    number: int = 1
    of: int = 1


def windows(text: str, size: int = SIZE, overlap: int = OVERLAP) -> list[Window]:
    """*text* in windows of at most *size* characters, each of which repeats about *overlap* of the one before."""
    spans = []
    start = 0
    while len(text) - start > size:
        end = _cut(text, start + size // 2, start + size)
        spans.append((start, end))
        start = _cut(text, end - overlap, end - overlap // 2)
    spans.append((start, len(text)))
    return [Window(text[a:b], a, n, len(spans)) for n, (a, b) in enumerate(spans, 1)]


def _cut(text: str, low: int, high: int) -> int:
    """The best place to cut between *low* and *high*: the last end of a paragraph, else of a line, a sentence, a word."""
    for mark in ("\n\n", "\n", ". ", " "):
        at = text.rfind(mark, low, high)
        if at >= 0:
            return at + len(mark)
    return high
