"""The learned reader: a small transformer in NumPy that tags mentions and scores every pair of entities for every relation.

`training/train.py` makes the weights; `training/DATACARD.md` says of what.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..ontology import OUTCOMES, REASON_CLASSES, RELATIONS
from .encoder import Encoder
from .neural_text import Ints, Layout, Span, fields, layout_of, pair_features
from .tags import TYPES, decode
from .weights import Floats, Weights, gelu, sigmoid, softmax

WEIGHTS = Path(__file__).with_name("weights.npz")
SHA256 = "330ebd909f2d10877fe8e2507af8d73e2d51d2a19a79faea5f1e9d5e3dc071bc"
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


class Reading:
    """One text as read. `relate` may be called as often as one likes, with clusters of any origin."""

    def __init__(self, encoder: Encoder, layout: Layout, words: Sequence[Span], sentences: Sequence[Span]) -> None:
        self._encoder, self._w, self._layout = encoder, encoder.weights, layout
        self._states, self._document = encoder.read(layout)
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

    def kinds(self, clusters: Sequence[Sequence[Span]]) -> list[dict[str, float]]:
        """For each cluster the probability of each type, and under "" that it is no entity at all."""
        p = softmax(self._w.linear(np.tanh(self._encoder.entities(self._states, self._document, self._to_words(clusters))), "kind"))
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
        kind, rows = kinds[chosen], self._layout.sentences[start:end]
        states = self._encoder.refine(self._states[start:end], self._document, inside, kind)
        vectors = self._encoder.entities(states, self._document, inside)
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
        heads = np.flatnonzero(np.r_[True, rows[1:] != rows[:-1]])  # the first word of each sentence
        sentences = [self._sentence(int(rows[head])) for head in heads]
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
            most = np.add.reduceat(np.round(seen.astype(np.float64), 4), heads, axis=1).argmax(1)
            for row, hit, r in zip(back.tolist(), hit_rows.tolist(), hit_relations.tolist(), strict=True):
                ends = chosen[int(s[hit])], chosen[int(o[hit])]
                out.append(self._proposal(r, ends, float(p[hit, r]), row, details, sentences[most[row]], start, rows))
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

    def _proposal(self, r: int, ends: tuple[int, int], score: float, row: int, details: dict[str, Floats], where: Span, start: int, rows: Ints) -> Proposal:
        name = NAMES[r]

        def shares(names: Sequence[str], values: Floats) -> dict[str, float]:
            return {n: round(v, 3) for n, v in zip(names, values.tolist(), strict=True)}

        reasons: tuple[tuple[int, int, float], ...] = ()
        if name == "REJECTED_BECAUSE":
            reasons = self._reasons(details["first"][row], details["last"][row], rows, start)
        return Proposal(
            name, *ends, score, where, shares(("held", "open", "not"), details["modality"][row, r]),
            shares(OUTCOMES, details["outcome"][row]) if name == "EVALUATED" else {},
            shares(ACTIONS, details["action"][row]) if name == "REGULATED_BY" else {},
            reasons, shares(tuple(REASON_CLASSES), details["class"][row]) if reasons else {},
        )  # fmt: skip

    def _sentence(self, number: int) -> Span:
        first, end = np.searchsorted(self._layout.sentences, [number, number + 1])
        return int(self._starts[first]), int(self._ends[end - 1])

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
        self._encoder = Encoder(weights)

    @staticmethod
    @lru_cache(maxsize=2)
    def load(path: Path = WEIGHTS) -> "Reader":
        return Reader(Weights(path, SHA256 if path == WEIGHTS else ""))

    def read(self, text: str, words: Sequence[Span], sentences: Sequence[Span]) -> Reading:
        """Read *text*, given its words and sentences as offsets; in windows, so the cost is linear in its length."""
        return Reading(self._encoder, Layout(*layout_of(text, words, sentences), self._encoder.wordpiece), words, sentences)
