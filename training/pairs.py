"""Train the linear pair classifier and its re-ranker: ``graphkit/extract/pairs.npz``.

    python training/pairs.py EVAL_DIR [--out graphkit/extract/pairs.npz] [--cache FILE]

EVAL_DIR holds ``train``, ``open`` and ``dev`` with NAME.txt and NAME.gold.json, and ``score.py``. Documents whose name has a
SHA-256 that begins with 0–4 are never opened; ``dev`` is only measured on. Seeded; about fifteen minutes of one core.
"""

import argparse
import hashlib
import importlib.util
import io
import json
import pickle
import re
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from scipy import sparse
from scipy.optimize import minimize
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from graphkit.extract import authors, entities, starter
from graphkit.extract.claims import rules
from graphkit.extract.pairs import CLASSES, COLUMNS, FEATURES, MODAL, TREE, Floats, Forest, Key, Model, candidates, plain
from graphkit.extract.pairs_features import SIZE, Features
from graphkit.extract.reading import parse
from graphkit.extract.reference import References
from graphkit.ontology import ACTIONS, HELD, OUTCOMES, RELATIONS
from graphkit.records import Document

SEED = 7
FOLDS = 3
L2 = 1.0
TREES = 150
WEIGHT = {"open": 3.0, "train": 1.0, "dev": 1.0}
STAND_INS = {"EVALUATED", "REJECTED_BECAUSE", "USES", "PARTNERS_WITH"}


def sealed(name: str) -> bool:
    return hashlib.sha256(name.encode()).hexdigest()[0] in "01234"


def scorer(folder: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def squeezed(text: str) -> tuple[str, list[int]]:
    """*text* with white space as single blanks, and where each character was."""
    out, at = [], []
    for i, char in enumerate(text):
        if char.isspace():
            if out and out[-1] != " ":
                out.append(" ")
                at.append(i)
        else:
            out.append(char)
            at.append(i)
    return "".join(out), at


def kind(modality: str) -> str:
    return "held" if modality in HELD else "open" if modality in ("planned", "rumoured") else "not"


class Gold:
    """The annotation of one document, aligned to the things that the rules found."""

    def __init__(self, gold: dict[str, Any], text: str, reading: Any, score: ModuleType) -> None:
        forms = {e["id"]: score.forms(e) for e in gold["entities"]}
        self.stands = {
            id(thing): score.owners(forms, {"name": thing.name, "mentions": [m.text for m in thing.mentions] or thing.forms}) for thing in reading.things
        }
        near = score.linked(gold)
        plain, at = squeezed(text)
        self.relations = []
        for r in gold["relations"]:
            ev = score.evidence_text(r)
            spans = [(at[m.start()], at[m.end() - 1] + 1) for m in re.finditer(re.escape(ev), plain)] if ev else []
            s = {r["subject"], *r.get("subject_accept", ())}
            o = {r["object"], *r.get("object_accept", ())}
            s2 = s | {n for x in s for n in near[x]} if r["type"] in ("REGULATED_BY", "PARTNERS_WITH", "USES") else s
            o2 = o | {n for x in o for n in near[x]} if r["type"] in STAND_INS else o
            self.relations.append((r, {r["type"], *r.get("type_accept", ())}, s, o, s2, o2, spans))

    def fits(self, relation: str, subject: Any, obj: Any) -> list[tuple[bool, bool, int]]:
        """(straight, optional, index) of each gold relation that RELATION(subject, obj) would match."""
        a, b = self.stands[id(subject)], self.stands[id(obj)]
        found = []
        for i, (r, types, s, o, s2, o2, _) in enumerate(self.relations):
            if relation not in types:
                continue
            symmetric = bool({relation, r["type"]} & {"PARTNERS_WITH", "COMPETES_WITH"})
            if (a & s and b & o) or (symmetric and a & o and b & s):
                found.append((True, bool(r.get("optional")), i))
            elif (a & s2 and b & o2) or (symmetric and a & o2 and b & s2):
                found.append((False, bool(r.get("optional")), i))
        return found


def read(folder: Path, part: str, name: str, score: ModuleType) -> dict[str, Any]:
    """One document: its pairs with features and targets, and what the rules proposed."""
    text = (folder / part / f"{name}.txt").read_text(encoding="utf-8")
    reading = parse(Document.of(text), starter())
    entities.find(reading, starter())
    authors.find(reading)
    references = References(reading)
    proposals = rules(reading, references)
    gold = Gold(json.loads((folder / part / f"{name}.gold.json").read_text(encoding="utf-8")), text, reading, score)
    pairs = list(Features(reading, references).pairs())
    told_rows, nodes, told = plain(reading, pairs, proposals)
    columns = {c: n for n, c in enumerate(COLUMNS)}
    y = np.zeros((len(pairs), len(COLUMNS)), np.int8)
    w = np.zeros((len(pairs), len(COLUMNS)), np.float32)
    best: dict[tuple[int, int], tuple[tuple[bool, bool, int], int] | None] = {}
    for n, pair in enumerate(pairs):
        sa, sb = reading.sentences[pair.a.sentence], reading.sentences[pair.b.sentence]
        ranges = []
        for s in (sa, sb):
            first, last = s.block.at(s.span.start_char, s.span.end_char)
            ranges.append((first, last))
        for relation, forward in CLASSES:
            subject, obj = (pair.a.thing, pair.b.thing) if forward else (pair.b.thing, pair.a.thing)
            types = RELATIONS[relation]
            c = columns[relation + (">" if forward else "<")]
            fitting = subject.type in types.subjects and obj.type in types.objects
            if not fitting and not (types.symmetric and obj.type in types.subjects and subject.type in types.objects):
                continue
            hits = gold.fits(relation, subject, obj)
            w[n, c] = 1
            if not hits:
                continue
            w[n, c] = 0
            for straight, optional, i in hits:
                r, *_, spans = gold.relations[i]
                held = all(any(lo < b and a < hi for lo, hi in spans) for a, b in ranges)
                if not straight:
                    continue
                if held:
                    y[n, c], w[n, c] = 1, 0.5 if optional else 1
                    attrs = r.get("attrs") or {}
                    m = columns["~" + kind(r["modality"])]
                    for name2 in MODAL:
                        w[n, columns["~" + name2]] = 1
                    y[n, m] = 1
                    if relation == "EVALUATED" and r["type"] == relation:
                        for o in OUTCOMES:
                            w[n, columns["=" + o]] = 1
                        y[n, columns["=" + (r.get("outcome", attrs.get("outcome")) or "unknown")]] = 1
                    if relation == "REGULATED_BY" and r["type"] == relation and r.get("action", attrs.get("action")) in ACTIONS:
                        for o in ACTIONS:
                            w[n, columns["!" + o]] = 1
                        y[n, columns["!" + r.get("action", attrs.get("action"))]] = 1
                    best[c, i] = None
                else:
                    far = (not (pair.a.direct and pair.b.direct), not pair.together, pair.b.start - pair.a.end)
                    other = best.get((c, i), (far, n))
                    if other is not None:
                        best[c, i] = min(other, (far, n))
    for (c, _), nearest in best.items():  # no pair lies on the evidence: the nearest will have to do
        if nearest is not None and w[nearest[1], c] == 0:
            y[nearest[1], c], w[nearest[1], c] = 1, 0.4
    labels = {}
    for i, a in enumerate(reading.things):
        for j, b in enumerate(reading.things):
            if i == j:
                continue
            for relation in RELATIONS:
                if a.type in RELATIONS[relation].subjects and b.type in RELATIONS[relation].objects:
                    hits = gold.fits(relation, a, b)
                    if hits:
                        labels[relation, i, j] = hits
    return {
        "part": part,
        "name": name,
        "features": [np.array(pair.features, np.int32) for pair in pairs],
        "y": y,
        "w": w,
        "rows": told_rows,
        "nodes": nodes,
        "told": told,
        "labels": labels,
        "gold": [(r["type"], bool(r.get("optional"))) for r, *_ in gold.relations],
    }


def load(folder: Path, cache: Path | None) -> list[dict[str, Any]]:
    if cache and cache.exists():
        cached: list[dict[str, Any]] = pickle.loads(cache.read_bytes())  # noqa: S301 - written by the lines below
        return cached
    score = scorer(folder)
    docs = []
    for part in ("open", "dev", "train"):
        for path in sorted((folder / part).glob("*.gold.json")):
            name = path.name.removesuffix(".gold.json")
            if part != "dev" and sealed(name):
                continue
            docs.append(read(folder, part, name, score))
    if cache:
        cache.write_bytes(pickle.dumps(docs))
    return docs


def fit(docs: list[dict[str, Any]], l2: float = L2, rounds: int = 30) -> tuple[Floats, Floats]:
    """Weights (hashed feature × column) and biases: one logistic regression a column, all at once; a zero weight masks."""
    lists = [features for doc in docs for features in doc["features"]]
    flat = np.concatenate(lists)
    keep = np.flatnonzero(np.bincount(flat, minlength=SIZE) >= 4)
    remap = np.full(SIZE, -1, np.int32)
    remap[keep] = np.arange(len(keep))
    known = remap[flat] >= 0
    at = np.repeat(np.arange(len(lists)), [len(each) for each in lists])[known]
    x = sparse.csr_matrix((np.ones(int(known.sum()), np.float32), (at, remap[flat][known])), shape=(len(lists), len(keep)))
    xt = x.T.tocsr()
    y = np.concatenate([doc["y"] for doc in docs]).astype(np.float32)
    w = np.concatenate([doc["w"] * WEIGHT[doc["part"]] for doc in docs]).astype(np.float32)
    size, columns = len(keep), y.shape[1]
    prior = np.log(((w * y).sum(0) + 1) / ((w * (1 - y)).sum(0) + 2)).astype(np.float32)

    def loss(flat_v: np.ndarray[Any, Any]) -> tuple[float, np.ndarray[Any, Any]]:
        v = flat_v.reshape(size + 1, columns).astype(np.float32)
        z = x @ v[:size] + v[size] + prior
        e = np.exp(-np.abs(z))
        total = float((w * (np.maximum(z, 0) - z * y + np.log1p(e))).sum(dtype=np.float64))
        g = w * (np.where(z >= 0, 1 / (1 + e), e / (1 + e)) - y)
        slope = np.empty((size + 1, columns), np.float64)
        slope[:size] = xt @ g + l2 * v[:size]
        slope[size] = g.sum(0)
        return total + 0.5 * l2 * float((v[:size].astype(np.float64) ** 2).sum()), slope.ravel()

    found = minimize(loss, np.zeros((size + 1) * columns), jac=True, method="L-BFGS-B", options={"maxiter": rounds, "maxcor": 6})
    v = found.x.reshape(size + 1, columns)
    weights = np.zeros((SIZE, columns), np.float32)
    weights[keep] = v[:size]
    return weights, (v[size] + prior).astype(np.float32)


def pressed(weights: Floats, bias: Floats) -> Model:
    """The linear part in eight bits, with no forest yet."""
    scale = np.maximum(np.abs(weights).max(axis=0) / 127, 1e-9).astype(np.float32)
    none = np.zeros(0, np.int32)
    empty = Forest(none.astype(np.int16), none.astype(np.float32), none, none, none.astype(np.float32), none, 0.0)
    return Model(np.round(weights / scale).astype(np.int8), scale, bias, empty, 1.0, 0.0)


def hits(doc: dict[str, Any], key: Key) -> list[tuple[bool, bool, int]]:
    relation, i, j = key
    found = list(doc["labels"].get(key, ()))
    return found + list(doc["labels"].get((relation, j, i), ())) if RELATIONS[relation].symmetric else found


@dataclass
class Item:
    """The candidates of one document."""

    doc: dict[str, Any]
    keys: list[Key]
    x: Floats
    y: np.ndarray[Any, Any]
    w: np.ndarray[Any, Any]


def item(doc: dict[str, Any], learned: Model) -> Item:
    scores = learned.linear(doc["features"])
    keys, x, _ = candidates(doc["rows"], scores, doc["nodes"], doc["told"])
    found = [hits(doc, key) for key in keys]
    y = np.array([bool(each) for each in found], np.float32)
    # a claim of the vendor that is also told of its model, or an optional one, weighs less
    w = np.array([1.0 if not each or any(straight and not optional for straight, optional, _ in each) else 0.3 for each in found]) * WEIGHT[doc["part"]]
    return Item(doc, keys, x, y, w)


def boost(items: list[Item]) -> HistGradientBoostingClassifier:
    trees = HistGradientBoostingClassifier(
        max_iter=TREES,
        learning_rate=0.06,
        max_leaf_nodes=15,
        min_samples_leaf=30,
        l2_regularization=5,
        max_features=0.5,
        early_stopping=False,
        random_state=SEED,
    )
    return trees.fit(np.concatenate([i.x for i in items]), np.concatenate([i.y for i in items]), sample_weight=np.concatenate([i.w for i in items]))


def forest(trees: HistGradientBoostingClassifier) -> Forest:
    """The trees as arrays."""
    feature, threshold, left, right, value, roots = [], [], [], [], [], []
    for (tree,) in trees._predictors:
        base = len(feature)
        roots.append(base)
        for node in tree.nodes:
            leaf = bool(node["is_leaf"])
            feature.append(-1 if leaf else int(node["feature_idx"]))
            threshold.append(0.0 if leaf else float(node["num_threshold"]))
            left.append(base + int(node["left"]))
            right.append(base + int(node["right"]))
            value.append(float(node["value"]) if leaf else 0.0)
    return Forest(
        np.array(feature, np.int16),
        np.array(threshold, np.float32),
        np.array(left, np.int32),
        np.array(right, np.int32),
        np.array(value, np.float32),
        np.array(roots, np.int32),
        float(trees._baseline_prediction.ravel()[0]),
    )


def measure(items: list[Item], sure: list[Floats], drop: float, add: float) -> tuple[float, float, float]:
    """Precision, recall, F1, much as the scorer counts; reasons are not proposed here, so recall counts without them."""
    right = wrong = gold = 0
    for one, p in zip(items, sure, strict=True):
        told = {(t.relation, t.subject, t.object) for t in one.doc["told"]} | {
            (t.relation, t.object, t.subject) for t in one.doc["told"] if RELATIONS[t.relation].symmetric
        }
        gold += sum(1 for relation, optional in one.doc["gold"] if not optional and relation != "REJECTED_BECAUSE")
        taken: set[int] = set()
        for n in np.argsort(-p, kind="stable"):
            key = one.keys[n]
            if key[0] == "REJECTED_BECAUSE" or p[n] < (drop if key in told else add):
                continue
            found = hits(one.doc, key)
            if not found:
                wrong += 1
            for _, optional, g in sorted(found, key=lambda each: (not each[0], each[1], each[2])):
                if g not in taken:
                    taken.add(g)
                    right += not optional
                    break
    precision, recall = right / max(1, right + wrong), right / max(1, gold)
    return round(precision, 3), round(recall, 3), round(2 * precision * recall / max(1e-9, precision + recall), 3)


def report(label: str, items: list[Item], sure: list[Floats]) -> None:
    rules_only = [i.x[:, FEATURES.index("rules")] for i in items]
    print(label, "rules alone", measure(items, rules_only, 0.5, 0.5), "classifier alone > .5", measure(items, [i.x[:, 0] for i in items], 0.5, 0.5))
    for drop, add in (
        (0, 2),
        (0.2, 2),
        (0.3, 2),
        (0, 0.5),
        (0.2, 0.2),
        (0.3, 0.3),
        (0.4, 0.4),
        (0.5, 0.5),
        (0.6, 0.6),
        (0.7, 0.7),
        (0.2, 0.5),
        (0.3, 0.4),
        (0.3, 0.5),
        (0.3, 0.6),
        (0.4, 0.6),
    ):
        print(f"   rules from {drop}, classifier's own from {add}:", measure(items, sure, drop, add), flush=True)


def write(learned: Model, out: Path) -> str:
    """Save *learned* and pin its hash in ``pairs.py`` beside it."""
    used = np.flatnonzero(np.abs(learned.weights).max(axis=1) > 0)
    buffer = io.BytesIO()
    f = learned.forest
    np.savez_compressed(
        buffer,
        used=used.astype(np.int32),
        weights=learned.weights[used],
        scale=learned.scale,
        bias=learned.bias,
        base=np.float32(f.base),
        slope=np.float32(learned.slope),
        shift=np.float32(learned.shift),
        **{f"tree_{name}": getattr(f, name) for name in TREE},
    )
    out.write_bytes(buffer.getvalue())
    digest = hashlib.sha256(buffer.getvalue()).hexdigest()
    code = out.with_name("pairs.py")
    if code.exists():
        code.write_text(re.sub(r'SHA256 = "\w*"', f'SHA256 = "{digest}"', code.read_text(encoding="utf-8")), encoding="utf-8")
    return digest


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("eval_dir", type=Path)
    parser.add_argument("--out", type=Path, default=Path(__file__).resolve().parents[1] / "graphkit" / "extract" / "pairs.npz")
    parser.add_argument("--cache", type=Path, help="keep the features here, and take them from here")
    args = parser.parse_args()
    docs = load(args.eval_dir, args.cache)
    print(len(docs), "documents,", sum(len(doc["rows"]) for doc in docs), "pairs", round(time.process_time()), "s", flush=True)
    learn = [doc for doc in docs if doc["part"] != "dev"]
    fold = {doc["name"]: int(hashlib.sha256(doc["name"].encode()).hexdigest()[8:12], 16) % FOLDS for doc in learn}
    items: list[Item] = []
    for k in range(FOLDS):
        learned = pressed(*fit([doc for doc in learn if fold[doc["name"]] != k]))
        items += [item(doc, learned) for doc in learn if fold[doc["name"]] == k]
        print("fold", k, round(time.process_time()), "s", flush=True)
    final = pressed(*fit(learn))
    dev = [item(doc, final) for doc in docs if doc["part"] == "dev"]
    held: dict[str, Floats] = {}
    for k in range(FOLDS):
        trees = forest(boost([i for i in items if fold[i.doc["name"]] != k]))
        held.update({i.doc["name"]: trees.score(i.x) for i in items if fold[i.doc["name"]] == k})
    z = np.concatenate([held[i.doc["name"]] for i in items])
    y, w = np.concatenate([i.y for i in items]), np.concatenate([i.w for i in items])
    platt = LogisticRegression(C=1e6).fit(z[:, None], y, sample_weight=w)
    slope, shift = float(platt.coef_[0, 0]), float(platt.intercept_[0])
    final = replace(final, forest=forest(boost(items)), slope=slope, shift=shift)
    calm = {name: 1 / (1 + np.exp(-(score * slope + shift))) for name, score in held.items()}
    for part in ("open", "train"):
        some = [i for i in items if i.doc["part"] == part]
        report(f"{part}, held out", some, [calm[i.doc["name"]] for i in some])
    report("dev", dev, [final.confidence(i.x) for i in dev])
    print("calibration on dev, ten bins: expected error", round(expected_error(dev, final), 3))
    print(write(final, args.out), args.out.stat().st_size, "bytes", round(time.process_time()), "s")


def expected_error(items: list[Item], learned: Model) -> float:
    p = np.concatenate([learned.confidence(i.x) for i in items])
    y = np.concatenate([i.y for i in items])
    bins = np.minimum((p * 10).astype(int), 9)
    return float(sum(abs(p[bins == b].sum() - y[bins == b].sum()) for b in range(10)) / len(p))


if __name__ == "__main__":
    main()
