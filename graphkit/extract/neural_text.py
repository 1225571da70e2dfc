"""What the neural reader sees of a text: the shape of each word, line breaks, windows, distances. NumPy only."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .wordpiece import WordPiece

Ints = NDArray[np.int64]
Span = tuple[int, int]
SHAPES = 24  # twelve shapes, each at the start of a sentence or not
BREAKS = 8  # after a space, glued to the word before, on a new line, after an empty line, in a new cell, in a new bullet, in a heading; one to spare
AUTHOR = frozenset({"we", "our", "us", "ours"})  # what stands for a text's author that nothing names
PIECES = 508  # word pieces in a window
OVERLAP = 48  # words that two windows share at least
DISTANCES = 19
SENTENCE_DISTANCES = 5
WIDE, SHARED = 448, 64  # words in a window of the layers that know the entities, and how many of them two windows share


def shape(word: str) -> int:
    """Which of twelve shapes *word* has."""
    letters = [c for c in word if c.isalpha()]
    digits = any(c.isdigit() for c in word)
    if not letters:
        return 5 if digits else 9
    if any(ord(c) > 0x24F for c in letters):
        return 10
    joined = "".join(letters)
    if digits:
        return 6 if joined.islower() else 7 if joined.isupper() else 8
    if joined.islower():
        return 0
    if len(joined) == 1:
        return 3
    if joined.isupper():
        return 2
    return 1 if joined[1:].islower() and word[0].isupper() else 4


class Layout:
    """Words of a text with their pieces, shapes, breaks and sentences."""

    def __init__(self, words: Sequence[str], breaks: Sequence[int], sentences: Sequence[int], wordpiece: WordPiece) -> None:
        self.pieces = [wordpiece.pieces(word) for word in words]
        self.breaks = np.asarray(breaks, dtype=np.int64)
        self.sentences = np.asarray(sentences, dtype=np.int64)
        first = np.ones(len(words), dtype=bool)
        first[1:] = self.sentences[1:] != self.sentences[:-1]
        self.author = [(i, i + 1) for i, word in enumerate(words) if word.lower() in AUTHOR]
        self.shapes = np.asarray([shape(word) for word in words], dtype=np.int64) + 12 * first

    def windows(self) -> list[tuple[int, int]]:
        """Word ranges of at most `PIECES` pieces, about equally long, each sharing `OVERLAP` words with the next."""
        ends = np.cumsum([len(p) for p in self.pieces])
        if not len(ends):
            return []
        total = int(ends[-1])
        if total <= PIECES:
            return [(0, len(ends))]
        mean = total / len(ends)
        shared = int(OVERLAP * mean)
        count = 1 + -(-(total - PIECES) // max(1, PIECES - shared))
        size = min(PIECES, (total + (count - 1) * shared) // count + 16)
        out: list[tuple[int, int]] = []
        start = 0
        while True:
            before = int(ends[start - 1]) if start else 0
            end = max(start + 1, int(np.searchsorted(ends, before + size, side="right")))
            out.append((start, end))
            if end >= len(ends):
                return out
            start = max(start + 1, end - OVERLAP)


def _break(gap: str) -> int:
    """Which kind of gap stands before a word."""
    if not gap or gap == " ":
        return 0 if gap else 1
    if "\n" in gap:
        line = gap[gap.rfind("\n") + 1 :].strip()
        if line[:1] == "#":
            return 6
        if line[:1] in ("-", "*", "+", "•", "–") and line[:2] not in ("**", "--"):
            return 5
        return 3 if gap.count("\n") > 1 else 2
    return 4 if "|" in gap or "\t" in gap else 0


def layout_of(text: str, words: Sequence[tuple[int, int]], sentences: Sequence[tuple[int, int]]) -> tuple[list[str], list[int], list[int]]:
    """Words, breaks and sentence numbers from offsets."""
    strings = [text[a:b] for a, b in words]
    breaks: list[int] = []
    at = 0
    for a, b in words:
        breaks.append(_break(text[at:a] if breaks else "\n\n" + text[max(0, a - 80) : a]))
        at = b
    starts = np.asarray([a for a, _ in sentences] or [0])
    numbers = np.maximum(0, np.searchsorted(starts, np.asarray([a for a, _ in words], dtype=np.int64), side="right") - 1)
    return strings, breaks, [int(n) for n in numbers]


def bucket(distance: NDArray[Any]) -> Ints:
    """0 for 0; 1…9 for 1, 2, 3–4, 5–8, … over 128."""
    d = np.abs(distance).astype(np.int64)
    return np.where(d == 0, 0, np.minimum(9, 1 + np.ceil(np.log2(np.maximum(d, 1))).astype(np.int64)))


def fields(mentions: Sequence[Sequence[tuple[int, int]]], sentences: Ints) -> tuple[Ints, Ints, NDArray[np.bool_]]:
    """For each entity and word: signed distance bucket and sentence bucket to the nearest mention; is it inside a mention."""
    size = len(sentences)
    at = np.arange(size)
    near = np.full((len(mentions), size), 400, dtype=np.int64)
    rows = np.full((len(mentions), size), 4, dtype=np.int64)
    for i, spans in enumerate(mentions):
        for a, b in spans:
            d = np.where(at < a, at - a, np.where(at >= b, at - b + 1, 0))
            near[i] = np.where(np.abs(d) < np.abs(near[i]), d, near[i])
            gap = sentences - sentences[a]
            row = np.where(gap == 0, 0, np.where(gap == 1, 1, np.where(gap == -1, 2, np.where(np.abs(gap) <= 3, 3, 4))))
            rows[i] = np.minimum(rows[i], row)
    buckets = bucket(near)
    return np.where(near < 0, buckets + 9, buckets), rows, near == 0


def pair_features(mentions: Sequence[Sequence[tuple[int, int]]], sentences: Ints, subjects: Ints, objects: Ints) -> Ints:
    """Per pair: words between the nearest mentions, with order (19), sentences between (5), shared (4), mentions of each (4, 4), early ones (4)."""
    n = len(mentions)
    out = np.zeros((len(subjects), 6), dtype=np.int64)
    out[:, 0], out[:, 1] = 18, 4
    counts = np.asarray([min(3, len(spans) // 2 if len(spans) > 1 else 0) for spans in mentions], dtype=np.int64)
    order = np.argsort([spans[0][0] if spans else -1 for spans in mentions], kind="stable")
    ranks = np.empty(n, dtype=np.int64)
    ranks[order] = np.arange(n)
    out[:, 3], out[:, 4] = counts[subjects], counts[objects]
    out[:, 5] = 2 * (ranks[subjects] < 3) + (ranks[objects] < 3)
    spans = np.asarray([span for group in mentions for span in group], dtype=np.int64).reshape(-1, 2)
    if not len(spans):
        return out
    owner = np.repeat(np.arange(n), [len(group) for group in mentions])
    filled, at = np.unique(owner, return_index=True)
    row = np.full(n, -1)
    row[filled] = np.arange(len(filled))
    many = len(spans)
    index = np.arange(many)
    code = (np.abs(spans[:, None, 0] - spans[None, :, 0]) * many + index[:, None]) * many + index[None, :]
    least = np.minimum.reduceat(np.minimum.reduceat(code, at, axis=0), at, axis=1)
    in_sentence = np.zeros((len(filled), int(sentences.max()) + 1), dtype=np.float32)
    in_sentence[row[owner], sentences[spans[:, 0]]] = 1
    shared = in_sentence @ in_sentence.T
    both = (row[subjects] >= 0) & (row[objects] >= 0)
    s, o = row[subjects[both]], row[objects[both]]
    nearest = least[s, o]
    x, y = spans[nearest // many % many], spans[nearest % many]
    after = x[:, 0] > y[:, 0]
    size = bucket(np.where(after, x[:, 0] - y[:, 1], y[:, 0] - x[:, 1]))
    out[both, 0] = np.where(after & (size > 0), size + 9, size)
    apart = np.abs(sentences[x[:, 0]] - sentences[y[:, 0]])
    out[both, 1] = np.where(apart < 3, apart, np.where(apart < 6, 3, 4))
    out[both, 2] = np.minimum(3, shared[s, o].astype(np.int64))
    return out


def word_windows(size: int) -> list[Span]:
    """Ranges over *size* words, at most `WIDE` each, about equally long, each sharing `SHARED` words with the next."""
    if size <= WIDE:
        return [(0, size)]
    count = 1 + -(-(size - WIDE) // (WIDE - SHARED))
    length = -(-(size + (count - 1) * SHARED) // count)
    starts = [i * (length - SHARED) for i in range(count)]
    return [(a, min(size, a + length)) for a in starts]


def most_central(ranges: Sequence[Span], size: int) -> tuple[Ints, Ints]:
    """For each of *size* words, the range in which it is farthest from a cut, and its place in that range."""
    best = np.full(size, -1, dtype=np.int64)
    which, place = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
    for i, (a, b) in enumerate(ranges):
        at = np.arange(a, b)
        central = np.minimum(at - a if a else np.full(b - a, b - a), b - 1 - at if b < size else np.full(b - a, b - a))
        better = at[central > best[a:b]]
        best[better] = central[better - a]
        which[better], place[better] = i, better - a
    return which, place
