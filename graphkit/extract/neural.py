"""The learned reader: a small transformer in NumPy that tags mentions and scores every pair of entities for every relation.

The weights (`training/DATACARD.md` says where they come from) are eight-bit integers in an .npz that is read without
running any code and checked against a hash. `training/train.py` makes them.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..ontology import ENTITY_TYPES, OUTCOMES, REASON_CLASSES, RELATIONS
from .neural_text import Ints, Layout, WordPiece, fields, layout_of, pair_features

Floats = NDArray[np.float32]
Span = tuple[int, int]

WEIGHTS = Path(__file__).with_name("weights.npz")
SHA256 = "50b3d651e1b2808599b98a2ed5573ae356169969e5ce79a56e5c96f2393ba1f5"
TYPES = tuple(ENTITY_TYPES)
NAMES = (*RELATIONS, "SAME")
ACTIONS = RELATIONS["REGULATED_BY"].attributes["action"]
BLOCK, SHARED = 1400, 400  # words over which pairs are looked for at once, and how many of them two such blocks share
PAIRS = 6000  # most pairs in a block; the nearest are kept
FLOOR = 0.03


@dataclass(frozen=True, slots=True)
class Found:
    """A mention as tagged: offsets in the text, the likeliest type, how sure, and the probability of each type."""

    start: int
    end: int
    type: str
    score: float
    types: dict[str, float]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A relation between two clusters, with what else the reader thinks of it. Every number is a probability."""

    relation: str
    subject: int
    object: int
    score: float
    where: Span  # the sentence that it looked at most
    modality: dict[str, float]  # held, open, not
    outcome: dict[str, float] = field(default_factory=dict)
    action: dict[str, float] = field(default_factory=dict)
    reasons: tuple[tuple[int, int, float], ...] = ()
    reason_class: dict[str, float] = field(default_factory=dict)


def _allowed() -> NDArray[np.bool_]:
    out = np.zeros((len(TYPES) + 1, len(TYPES) + 1, len(NAMES)), dtype=bool)
    for r, relation in enumerate(RELATIONS.values()):
        for s in relation.subjects:
            for o in relation.objects:
                out[TYPES.index(s), TYPES.index(o), r] = True
    out[np.arange(len(TYPES)), np.arange(len(TYPES)), -1] = True
    return out


ALLOWED = _allowed()


def gelu(x: Floats) -> Floats:
    inner = x * x
    inner *= 0.044715 * 0.7978845608
    inner += 0.7978845608
    inner *= x
    np.tanh(inner, out=inner)
    inner += 1
    inner *= x
    inner *= 0.5
    return inner


def softmax(x: Floats) -> Floats:
    """Over the last axis, in place."""
    np.subtract(x, x.max(-1, keepdims=True), out=x)
    np.exp(x, out=x)
    np.divide(x, x.sum(-1, keepdims=True), out=x)
    return x


def sigmoid(x: Floats) -> Floats:
    out: Floats = np.exp(-np.clip(x, -30, 30))
    out += 1
    return np.reciprocal(out)


class Weights:
    """Arrays by name; matrices kept as bytes with a scale for each row are widened once, the word table only where it is read."""

    def __init__(self, path: Path, sha256: str = "") -> None:
        data = path.read_bytes()
        if sha256 and hashlib.sha256(data).hexdigest() != sha256:
            raise ValueError(f"{path.name} isn't the file that this version was made for; its SHA-256 should start with {sha256[:12]}. Reinstall the package")
        with np.load(path, allow_pickle=False) as npz:
            raw = {name: npz[name] for name in npz.files}
        self.meta: dict[str, Any] = json.loads(raw.pop("meta").tobytes())
        self.vocabulary = raw.pop("vocabulary").tobytes().decode().split("\n")
        self.table, self.table_scale = raw.pop("words.weight"), raw.pop("words.weight:scale").astype(np.float32)
        self.arrays: dict[str, Floats] = {}
        for name, value in raw.items():
            if name.endswith(":scale"):
                continue
            scale = raw.get(f"{name}:scale")
            wide = value.astype(np.float32) if scale is None else value.astype(np.float32) * scale.astype(np.float32)[:, None]
            matrix = wide.ndim == 2 and name + ":t" in self.meta["turned"]
            self.arrays[name] = np.ascontiguousarray(wide.T) if matrix else wide

    def words(self, ids: Ints) -> Floats:
        out: Floats = self.table[ids].astype(np.float32) * self.table_scale[ids][:, None]
        return out

    def __getitem__(self, name: str) -> Floats:
        return self.arrays[name]

    def linear(self, x: Floats, name: str) -> Floats:
        out = x @ self.arrays[f"{name}.weight"]
        bias = self.arrays.get(f"{name}.bias")
        if bias is not None:
            out += bias
        return out

    def norm(self, x: Floats, name: str) -> Floats:
        x -= x.mean(-1, keepdims=True)
        variance = np.einsum("ij,ij->i", x, x)[:, None] / x.shape[-1]
        x /= np.sqrt(variance + 1e-12)
        x *= self.arrays[f"{name}.weight"]
        x += self.arrays[f"{name}.bias"]
        return x


def decode(logits: NDArray[Any]) -> list[tuple[int, int, int, float]]:
    """Best legal tag path (O, then begin, inside, end, single of each type) as (start, end, type, mean log-probability)."""
    logp = logits.astype(np.float64)
    logp -= logp.max(-1, keepdims=True)
    logp -= np.log(np.exp(logp).sum(-1, keepdims=True))
    n, k = len(logp), len(TYPES)
    o = logp[:, 0]
    b, i, e, s = (logp[:, 1 + j :: 4] for j in range(4))
    best_s = s.argmax(1)
    value_s = s[np.arange(n), best_s]
    out = 0.0
    inside = np.full(k, -1e9)
    back_out = np.zeros(n, dtype=np.int64)  # 0: O; 1+t: single of t; 1+k+t: end of t
    back_in = np.zeros((n, k), dtype=bool)  # whether inside goes on rather than begins
    for w in range(n):
        ends = inside + e[w]
        t = int(ends.argmax())
        keep, single, end = out + o[w], out + value_s[w], float(ends[t])
        begin, go = out + b[w], inside + i[w]
        back_in[w] = go > begin
        inside = np.maximum(begin, go)
        out = max(keep, single, end)
        back_out[w] = 0 if out == keep else 1 + best_s[w] if out == single else 1 + k + t
    spans: list[tuple[int, int, int, float]] = []
    w = n - 1
    while w >= 0:
        step = int(back_out[w])
        if 0 < step <= k:
            spans.append((w, w + 1, step - 1, float(s[w, step - 1])))
        elif step > k:
            t, end_at = step - 1 - k, w + 1
            score = float(e[w, t])
            w -= 1
            while back_in[w, t]:
                score += float(i[w, t])
                w -= 1
            spans.append((w, end_at, t, (score + float(b[w, t])) / (end_at - w)))
        w -= 1
    return spans[::-1]


class Reading:
    """One text as read. `relate` may be called as often as one likes, with clusters of any origin."""

    def __init__(self, weights: Weights, layout: Layout, states: Floats, document: Floats, words: Sequence[Span], sentences: Sequence[Span]) -> None:
        self._w, self._layout, self._states, self._document = weights, layout, states, document
        self._words, self._spans = list(words), list(sentences)
        self._starts = np.asarray([a for a, _ in words], dtype=np.int64)
        self._ends = np.asarray([b for _, b in words], dtype=np.int64)
        self._mentions: list[Found] | None = None

    @property
    def mentions(self) -> list[Found]:
        if self._mentions is None:
            self._mentions = self._tagged()
        return self._mentions

    def _tagged(self) -> list[Found]:
        if not len(self._states):
            return []
        logits = self._w.linear(np.concatenate([self._states, self._w["shape_out.weight"][self._layout.shapes]], -1), "tags")
        out = []
        for a, b, t, score in decode(logits):
            inner = softmax(logits[a:b].copy())
            by_type = np.log(inner[:, 1:].reshape(b - a, len(TYPES), 4).sum(-1) + 1e-9).mean(0)
            share = softmax(by_type.astype(np.float32))
            found = {name: round(float(p), 4) for name, p in zip(TYPES, share, strict=True)}
            out.append(Found(self._words[a][0], self._words[b - 1][1], TYPES[t], round(float(np.exp(score)), 4), found))
        return out

    def _to_words(self, clusters: Sequence[Sequence[Span]]) -> list[list[Span]]:
        out = []
        for spans in clusters:
            mine: set[Span] = set() if spans else set(self._layout.author)
            for start, end in spans:
                a, b = int(np.searchsorted(self._ends, start, side="right")), int(np.searchsorted(self._starts, end, side="left"))
                if a < b:
                    mine.add((a, b))
            out.append(sorted(mine))
        return out

    def _vectors(self, mentions: Sequence[Sequence[Span]]) -> Floats:
        w = self._w
        if not mentions:
            return np.zeros((0, w["type_in.weight"].shape[1]), dtype=np.float32)
        table = np.concatenate([self._states, self._document[None]])
        flat = [(i, a, b) for i, spans in enumerate(mentions) for a, b in (spans or [(-1, 0)])]
        owner = np.asarray([f[0] for f in flat])
        inner = np.stack([table[a:b].mean(0) if a >= 0 else self._document for _, a, b in flat])
        first, last = np.asarray([f[1] for f in flat]), np.asarray([f[2] - 1 for f in flat])
        each = w.linear(np.concatenate([table[first], table[last], inner], -1), "mention")
        at = np.flatnonzero(np.r_[True, owner[1:] != owner[:-1]])
        top = np.maximum.reduceat(each, at, axis=0)
        out: Floats = top + np.log(np.add.reduceat(np.exp(each - top[owner]), at, axis=0))
        return out

    def kinds(self, clusters: Sequence[Sequence[Span]]) -> list[dict[str, float]]:
        """For each cluster the probability of each type, and under "" that it is no entity at all."""
        p = softmax(self._w.linear(np.tanh(self._vectors(self._to_words(clusters))), "kind"))
        return [{name: round(float(x), 4) for name, x in zip((*TYPES, ""), row, strict=True)} for row in p]

    def same(self, clusters: Sequence[Sequence[Span]], types: Sequence[str], least: float = 0.5) -> list[tuple[int, int, float]]:
        """Pairs of clusters (each pair once) that seem to be one thing, likeliest first."""
        both: dict[Span, float] = {}
        for p in self.relate(clusters, types, only="SAME", least=least / 3):
            key = (min(p.subject, p.object), max(p.subject, p.object))
            both[key] = both.get(key, 0.0) + p.score / 2
        return sorted(((i, j, round(s, 3)) for (i, j), s in both.items() if s >= least), key=lambda x: (-x[2], x))

    def relate(self, clusters: Sequence[Sequence[Span]], types: Sequence[str], only: str | None = None, least: float = FLOOR) -> list[Proposal]:
        """What may hold between the *clusters* (each its mentions' offsets; one without mentions is the text's author, "we" if it says so)."""
        if not len(self._states) or not clusters:
            return []
        mentions = self._to_words(clusters)
        kinds = np.asarray([TYPES.index(t) for t in types], dtype=np.int64)
        best: dict[tuple[str, int, int], Proposal] = {}
        n = len(self._states)
        start = 0
        while True:
            end = n if n - start <= BLOCK + SHARED else start + BLOCK
            for p in self._block(start, end, clusters, mentions, kinds, only, least):
                key = (p.relation, p.subject, p.object)
                if key not in best or p.score > best[key].score:
                    best[key] = p
            if end == n:
                break
            start = end - SHARED
        return sorted(best.values(), key=lambda p: (-p.score, p.relation, p.subject, p.object))

    def _block(
        self, start: int, end: int, clusters: Sequence[Sequence[Span]], mentions: list[list[Span]], kinds: Ints, only: str | None, least: float
    ) -> list[Proposal]:
        w = self._w
        chosen = [i for i, spans in enumerate(mentions) if not clusters[i] or any(a >= start and b <= end for a, b in spans)]
        if len(chosen) < 2:
            return []
        inside = [[(a - start, b - start) for a, b in mentions[i] if a >= start and b <= end] for i in chosen]
        vectors = self._vectors([[(a + start, b + start) for a, b in spans] for spans in inside])
        kind = kinds[chosen]
        states, rows = self._states[start:end], self._layout.sentences[start:end]
        e = np.tanh(vectors) + w["type_in.weight"][kind]
        able = ALLOWED[kind[:, None], kind[None, :]] & ~np.eye(len(chosen), dtype=bool)[:, :, None]
        able = able & np.asarray([name == only if only else name != "SAME" for name in NAMES])
        subjects, objects = np.nonzero(able.any(-1))
        if not len(subjects):
            return []
        features = pair_features(inside, rows, subjects, objects)
        if len(subjects) > PAIRS:
            near = np.sort(np.argsort(features[:, 0] % 9.5, kind="stable")[:PAIRS])
            subjects, objects, features = subjects[near], objects[near], features[near]
        near_at, row_at, _ = fields(inside, rows)
        looks, key = w["near_s.weight"].shape[1], w["key_s.weight"].shape[1] // w["near_s.weight"].shape[1]

        def view(role: str) -> Floats:
            q = w.linear(e, f"query_{role}").reshape(-1, looks, key).transpose(1, 0, 2)
            k = w.linear(states, f"key_{role}").reshape(-1, looks, key).transpose(1, 2, 0)
            out: Floats = np.matmul(q, k) * np.float32(key**-0.5)
            for look in range(looks):
                out[look] += w[f"near_{role}.weight"][:, look][near_at]
                out[look] += w[f"row_{role}.weight"][:, look][row_at]
            return out

        view_s, view_o = view("s"), view("o")
        value = w.linear(states, "value").reshape(len(states), looks, -1).transpose(1, 0, 2)
        base_s, base_o = w.linear(e, "from_s"), w.linear(e, "from_o")
        both_s, both_o = w.linear(e, "both_s"), w.linear(e, "both_o")
        out: list[Proposal] = []
        step = max(64, 400_000 // len(states))
        for at in range(0, len(subjects), step):
            s, o = subjects[at : at + step], objects[at : at + step]
            look = softmax(view_s[:, s] + view_o[:, o])
            z = base_s[s] + base_o[o]
            z += w.linear(np.matmul(look, value).transpose(1, 0, 2).reshape(len(s), -1), "from_look")
            z += w.linear(both_s[s] * both_o[o], "from_both")
            for column in range(features.shape[1]):
                z += w[f"from_pair.{column}.weight"][features[at : at + step, column]]
            z = gelu(z)
            hidden = np.concatenate([z, gelu(w.linear(z, "second"))], -1)
            p = np.round(sigmoid(self._tempered(w.linear(hidden, "relation"))), 3)
            p *= able[s, o]
            hit_rows, hit_relations = np.nonzero(p >= least)
            if not len(hit_rows):
                continue
            some, back = np.unique(hit_rows, return_inverse=True)
            seen = look[:, some].mean(0)
            details = self._details(hidden[some], seen, states)
            for n, r in zip(range(len(hit_rows)), hit_relations, strict=True):
                row = int(back[n])
                out.append(
                    self._proposal(
                        NAMES[r],
                        chosen[int(s[hit_rows[n]])],
                        chosen[int(o[hit_rows[n]])],
                        float(p[hit_rows[n], r]),
                        int(r),
                        row,
                        details,
                        seen[row],
                        start,
                        rows,
                    )
                )
        return out

    def _tempered(self, logits: Floats) -> Floats:
        """Calibrated: a slope and an offset for each relation, fitted on held-back documents."""
        slope, offset = self._w.arrays.get("slope"), self._w.arrays.get("offset")
        return logits if slope is None or offset is None else logits * slope + offset

    def _details(self, hidden: Floats, seen: Floats, states: Floats) -> dict[str, Floats]:
        w = self._w
        q = w.linear(hidden, "reason_query").reshape(len(hidden), 2, -1)
        k = w.linear(states, "reason_key").reshape(len(states), 2, -1)
        bias = np.log(seen + 1e-6)
        return {
            "outcome": softmax(w.linear(hidden, "outcome")),
            "action": softmax(w.linear(hidden, "action")),
            "modality": softmax(w.linear(hidden, "modality").reshape(len(hidden), len(NAMES), 3)),
            "class": softmax(w.linear(hidden, "reason_class")),
            "first": q[:, 0] @ k[:, 0].T / 8 + bias,
            "last": q[:, 1] @ k[:, 1].T / 8 + bias,
        }

    def _proposal(
        self, name: str, subject: int, object_: int, score: float, r: int, row: int, details: dict[str, Floats], seen: Floats, start: int, rows: Ints
    ) -> Proposal:
        mass = np.bincount(rows - rows[0], weights=np.round(seen.astype(np.float64), 4))
        sentence = int(mass.argmax()) + int(rows[0])

        def shares(names: Sequence[str], values: Floats) -> dict[str, float]:
            return {n: round(float(v), 3) for n, v in zip(names, values, strict=True)}

        reasons: tuple[tuple[int, int, float], ...] = ()
        if name == "REJECTED_BECAUSE":
            reasons = self._reasons(details["first"][row], details["last"][row], rows, start)
        return Proposal(
            name, subject, object_, score, self._sentence(sentence), shares(("held", "open", "not"), details["modality"][row, r]),
            shares(OUTCOMES, details["outcome"][row]) if name == "EVALUATED" else {},
            shares(ACTIONS, details["action"][row]) if name == "REGULATED_BY" else {},
            reasons, shares(tuple(REASON_CLASSES), details["class"][row]) if reasons else {},
        )  # fmt: skip

    def _sentence(self, number: int) -> Span:
        inside = np.flatnonzero(self._layout.sentences == number)
        return (int(self._starts[inside[0]]), int(self._ends[inside[-1]])) if len(inside) else (0, 0)

    def _reasons(self, first: Floats, last: Floats, rows: Ints, start: int, most: int = 3, longest: int = 30) -> tuple[tuple[int, int, float], ...]:
        begin, finish = softmax(first.copy()), softmax(last.copy())
        found: list[tuple[float, int, int]] = []
        for a in np.argsort(-begin, kind="stable")[:6]:
            for b in np.argsort(-finish, kind="stable")[:8]:
                if a <= b < a + longest and rows[a] == rows[b]:
                    found.append((round(float(np.sqrt(begin[a] * finish[b])), 3), int(a), int(b)))
        found.sort(key=lambda f: (-f[0], f[1], f[2]))
        kept: list[tuple[float, int, int]] = []
        for f in found:
            if len(kept) < most and all(f[2] < k[1] or f[1] > k[2] for k in kept):
                kept.append(f)
        return tuple((int(self._starts[a + start]), int(self._ends[b + start]), p) for p, a, b in kept)


class Reader:
    """The network. Make one with `Reader.load()`, which reads the weights once in a process."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.wordpiece = WordPiece(weights.vocabulary)
        self.layers = int(weights.meta["layers"])
        self.pool_after = int(weights.meta["pool_after"])
        self.heads = int(weights.meta["heads"])

    @staticmethod
    @lru_cache(maxsize=2)
    def load(path: Path = WEIGHTS) -> "Reader":
        return Reader(Weights(path, SHA256 if path == WEIGHTS else ""))

    def read(self, text: str, words: Sequence[Span], sentences: Sequence[Span]) -> Reading:
        """Read *text*, given its words and sentences as offsets; in windows, so the cost is linear in its length."""
        layout = Layout(*layout_of(text, words, sentences), self.wordpiece)
        states, document = self._encode(layout)
        return Reading(self.weights, layout, states, document, words, sentences)

    def _encode(self, layout: Layout) -> tuple[Floats, Floats]:
        size, width = len(layout.pieces), self.weights.table.shape[1]
        states = np.zeros((size, width), dtype=np.float32)
        best = np.full(size, -1, dtype=np.int64)
        first = []
        for a, b in layout.windows():
            x = self._window(layout, a, b)
            first.append(x[0])
            at = np.arange(a, b)
            central = np.minimum(at - a if a else np.full(b - a, b - a), b - 1 - at if b < size else np.full(b - a, b - a))
            better = central > best[a:b]
            best[a:b] = np.where(better, central, best[a:b])
            states[a:b][better] = x[1:-1][better]
        document: Floats = np.asarray(np.mean(first, axis=0), dtype=np.float32) if first else np.zeros(width, dtype=np.float32)
        return states, document

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
            x = self._layer(x, i)
        return x

    def _layer(self, x: Floats, i: int) -> Floats:
        w, n, h = self.weights, len(x), self.heads
        at = f"layers.{i}."
        qkv = w.linear(x, at + "qkv").reshape(n, 3, h, -1)
        q, k, v = (np.ascontiguousarray(qkv[:, j].transpose(1, 0, 2)) for j in range(3))
        q *= np.float32(q.shape[-1] ** -0.5)
        look = softmax(np.matmul(q, k.transpose(0, 2, 1)))
        mixed = np.matmul(look, v).transpose(1, 0, 2).reshape(n, -1)
        mixed = w.linear(mixed, at + "out")
        mixed += x
        x = w.norm(mixed, at + "norm1")
        y = w.linear(gelu(w.linear(x, at + "up")), at + "down")
        y += x
        return w.norm(y, at + "norm2")
