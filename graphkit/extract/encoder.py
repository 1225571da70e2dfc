"""A state for each word of a text: MiniLM's layers, the upper two of them told what the entities are."""

from collections.abc import Sequence

import numpy as np

from .neural_text import Ints, Layout, Span, most_central, word_windows
from .weights import Floats, Weights, gelu
from .wordpiece import WordPiece

#: A score of whose exp a sum can hold thousands.
HIGHEST = 80.0


class Encoder:
    """Runs the layers over windows, so the cost is linear in the length of a text."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.wordpiece = WordPiece(weights.vocabulary)
        self.layers = int(weights.meta["layers"])
        self.upper = int(weights.meta.get("upper", 0))
        self.pool_after = int(weights.meta["pool_after"])
        self.heads = int(weights.meta["heads"])

    def read(self, layout: Layout) -> tuple[Floats, Floats]:
        """States of the words and of the whole document, before anything is known of entities."""
        size, ranges = len(layout.pieces), layout.windows()
        if not ranges:
            width = self.weights.table.shape[1]
            return np.zeros((0, width), dtype=np.float32), np.zeros(width, dtype=np.float32)
        windows = [self._window(layout, a, b) for a, b in ranges]
        document: Floats = np.asarray(np.mean([x[0] for x in windows], axis=0), dtype=np.float32)
        return self._chosen([x[1:-1] for x in windows], ranges, size), document

    def refine(self, states: Floats, document: Floats, mentions: Sequence[Sequence[Span]], types: Ints) -> Floats:
        """The states after the upper layers, to which each mention says what its entity is: its type, and what its other mentions have seen."""
        w, size, ranges = self.weights, len(states), word_windows(len(states))
        places = [(i, word) for i, spans in enumerate(mentions) for a, b in spans for word in range(a, b)]
        owner, words = np.asarray([p[0] for p in places], dtype=np.int64), np.asarray([p[1] for p in places], dtype=np.int64)
        for n in range(self.upper):
            marks = w.linear(np.tanh(self.entities(states, document, mentions)), f"mark.{n}") + w["mark_type.weight"][types]
            marked = states.copy()
            np.add.at(marked, words, marks[owner])
            windows = [self._layer(np.concatenate([document[None], marked[a:b]]), f"upper.{n}.")[1:] for a, b in ranges]
            states = states + w.linear(self._chosen(windows, ranges, size), f"gate.{n}")
        return states

    def entities(self, states: Floats, document: Floats, mentions: Sequence[Sequence[Span]]) -> Floats:
        """One vector for each cluster of mentions (ranges of words); one without mentions stands for the document's author."""
        w = self.weights
        if not mentions:
            return np.zeros((0, w["type_in.weight"].shape[1]), dtype=np.float32)
        table, author = np.concatenate([states, document[None]]), [(len(states), len(states) + 1)]
        flat = np.asarray([(i, a, b) for i, spans in enumerate(mentions) for a, b in (spans or author)])
        owner, first, last, lengths = flat[:, 0], flat[:, 1], flat[:, 2] - 1, flat[:, 2] - flat[:, 1]
        within = np.r_[0, np.cumsum(lengths)[:-1]]
        inner = np.add.reduceat(table[np.arange(lengths.sum()) + np.repeat(first - within, lengths)], within, axis=0) / lengths[:, None].astype(np.float32)
        each = w.linear(np.concatenate([table[first], table[last], inner], -1), "mention")
        at = np.flatnonzero(np.r_[True, owner[1:] != owner[:-1]])
        top = np.maximum.reduceat(each, at, axis=0)
        out: Floats = top + np.log(np.add.reduceat(np.exp(each - top[owner]), at, axis=0))
        return out

    @staticmethod
    def _chosen(windows: list[Floats], ranges: Sequence[Span], size: int) -> Floats:
        """Each word's state from the window where it is most central."""
        if len(windows) == 1:
            return windows[0]
        which, place = most_central(ranges, size)
        out = np.empty((size, windows[0].shape[1]), dtype=np.float32)
        for i, window in enumerate(windows):
            mine = np.flatnonzero(which == i)
            out[mine] = window[place[mine]]
        return out

    def _window(self, layout: Layout, a: int, b: int) -> Floats:
        w = self.weights
        counts = np.asarray([1, *(len(p) for p in layout.pieces[a:b]), 1])
        ids = np.asarray([self.wordpiece.cls, *(i for p in layout.pieces[a:b] for i in p), self.wordpiece.sep], dtype=np.int64)
        x = w.norm(w.words(ids) + w["positions.weight"][: len(ids)], "norm")
        for i in range(self.layers):
            if i == self.pool_after:
                x = np.add.reduceat(x, np.r_[0, np.cumsum(counts)[:-1]], axis=0)
                x /= counts[:, None]
                x[1:-1] += w["shape_in.weight"][layout.shapes[a:b]]
                x[1:-1] += w["break_in.weight"][layout.breaks[a:b]]
            x = self._layer(x, f"layers.{i}.")
        return x

    def _layer(self, x: Floats, at: str) -> Floats:
        w = self.weights
        mixed = w.linear(self._attend(w.linear(x, at + "qkv")), at + "out")
        mixed += x
        x = w.norm(mixed, at + "norm1")
        y = w.linear(gelu(w.linear(x, at + "up")), at + "down")
        y += x
        return w.norm(y, at + "norm2")

    def _attend(self, qkv: Floats) -> Floats:
        """What each word sees of the others, head by head: one head's shares fit into the cache, those of all don't.

        Keys less their mean give the same shares from scores about zero, of which exp can be taken without the largest of each row.
        """
        n, width = len(qkv), qkv.shape[-1] // 3
        qkv[:, :width] *= np.float32((width / self.heads) ** -0.5)
        qkv[:, width : 2 * width] -= qkv[:, width : 2 * width].mean(0)
        q, k, v = qkv.reshape(n, 3, self.heads, -1).transpose(1, 2, 0, 3)
        out, ones = np.empty((n, self.heads, v.shape[-1]), dtype=np.float32), np.ones((n, 1), dtype=np.float32)
        look = np.empty((n, n), dtype=np.float32)
        for head in range(self.heads):
            np.matmul(q[head], k[head].T, out=look)
            if look.max() > HIGHEST:
                look -= look.max(-1, keepdims=True)
            np.exp(look, out=look)
            np.divide(look @ v[head], look @ ones, out=out[:, head])
        return out.reshape(n, -1)
