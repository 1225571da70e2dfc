"""Fit slope and offset of each relation's score on held-out documents: `python training/calibrate.py WEIGHTS DATA.jsonl --only NAMES.txt --out cal.json`."""

import argparse
import json
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from data import Doc, load

from graphkit.extract.neural import NAMES, Reader


def owners(d: Doc, things: list[tuple[str, str, bool, list[tuple[int, int]]]]) -> list[int | None]:
    """The annotated entity that each of the rules' things stands for."""
    at = {w: e for a, b, e in d.mentions for w in range(a, b)}
    out: list[int | None] = []
    for _, _, author, spans in things:
        hits = [at[w] for a, b in spans for w in range(a, b) if w in at]
        out.append(max(set(hits), key=lambda e: (hits.count(e), e)) if hits else d.names.index("(author)") if author and "(author)" in d.names else None)
    return out


def fit(x: np.ndarray, y: np.ndarray, pull: float = 3.0) -> tuple[float, float]:
    """Slope and offset of a logistic, drawn towards 1 and 0."""
    w = np.array([1.0, 0.0])
    for _ in range(60):
        p = 1 / (1 + np.exp(-(w[0] * x + w[1])))
        gradient = np.array([((p - y) * x).sum(), (p - y).sum()]) + pull * (w - [1, 0])
        v = p * (1 - p)
        hessian = np.array([[(v * x * x).sum(), (v * x).sum()], [(v * x).sum(), v.sum()]]) + pull * np.eye(2)
        step = np.linalg.solve(hessian, gradient)
        w = w - step * min(1.0, 2.0 / (np.abs(step).max() + 1e-9))
    return float(w[0]), float(w[1])


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("weights", type=Path)
    ap.add_argument("data", type=Path)
    ap.add_argument("--only", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    a = ap.parse_args()
    names = set(a.only.read_text().split())
    reader = Reader.load(a.weights)
    rows = {row["doc"]: row for row in map(json.loads, a.data.read_text(encoding="utf-8").splitlines())}
    xs: dict[str, list[float]] = {n: [] for n in NAMES}
    ys: dict[str, list[float]] = {n: [] for n in NAMES}
    for d in load(a.data):
        if d.name not in names:
            continue
        own = owners(d, d.things)
        true = {(f.relation, f.subject, f.object) for f in d.facts}
        true |= {(r, o, s) for r, s, o in true if r in ("PARTNERS_WITH", "COMPETES_WITH")}
        near = d.stand_ins
        maybe = {(f.relation, f.subject, o) for f in d.facts for o in near.get(f.object, ()) if f.relation in ("EVALUATED", "REJECTED_BECAUSE", "USES")}
        maybe |= {(f.relation, f.subject, f.object) for f in d.facts if f.optional}
        reading = reader.read(d.text, d.offsets, [tuple(s) for s in rows[d.name]["sents"]])
        clusters = [[(d.offsets[x][0], d.offsets[y - 1][1]) for x, y in spans] for *_, spans in d.things]
        for p in reading.relate(clusters, [t for _, t, *_ in d.things], least=0.003):
            s, o = own[p.subject], own[p.object]
            fact = (p.relation, s, o)
            if fact in maybe:
                continue
            score = min(p.score, 0.997)
            xs[p.relation].append(float(np.log(score / (1 - score))))
            ys[p.relation].append(float(fact in true))
    slopes, offsets = [], []
    for n in NAMES:
        slope, offset = fit(np.asarray(xs[n]), np.asarray(ys[n])) if len(xs[n]) > 20 and sum(ys[n]) > 5 else (1.0, 0.0)
        slopes.append(round(slope, 3))
        offsets.append(round(offset, 3))
        print(f"{n:17s} {len(xs[n]):6d} scored {int(sum(ys[n])):4d} true  slope {slope:.2f} offset {offset:.2f}")
    a.out.write_text(json.dumps({"slope": slopes, "offset": offsets}))


if __name__ == "__main__":
    main()
