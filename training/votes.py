"""Count how much each feature of a name speaks for each type: writes ``graphkit/extract/votes.csv``.

    python training/votes.py FOLDER [FOLDER …] --without SEALED.txt      # FOLDER/NAME.txt beside FOLDER/NAME.gold.json

A multinomial logistic regression on every name of the annotated documents, all treated as unknown, so that the
starter list can't be learnt by heart; names that the annotation leaves out count as "nothing". Batch gradient
descent from zero: no randomness. About half a second for each document. Needs SciPy.
"""

import argparse
import csv
import json
import re
from collections import Counter
from pathlib import Path

import numpy as np
from documents import annotated, stem
from scipy import sparse

from graphkit import names
from graphkit.extract import entities, features, reading, typed
from graphkit.records import Document

RARE = 5  # a feature that fewer names have isn't kept
OUT = Path(__file__).parent.parent / "graphkit" / "extract" / "votes.csv"


def examples(path: Path) -> list[tuple[dict[str, float], str]]:
    """Features and type of every name in one annotated document, a ``.gold.json``."""
    gold = json.loads(path.read_text())
    types = {}
    for entity in gold["entities"]:
        for form in [entity["name"], *entity["mentions"]]:
            types[names.key(form)] = entity["type"]
    read = reading.parse(Document.of(path.with_name(f"{stem(path)}.txt").read_text()), names.starter())
    kept = typed.vote
    entities.vote = lambda thing, *_: bool(thing.mentions)  # type: ignore[attr-defined]
    try:
        entities.find(read, names.starter())
    finally:
        entities.vote = kept  # type: ignore[attr-defined]
    made = []
    for thing in read.things:
        hits = [types[names.key(form)] for form in [thing.name, *thing.forms] if names.key(form) in types]
        kind = Counter(hits).most_common(1)[0][0] if hits else typed.NOTHING
        made.append((features.of(thing, read), kind))
    return made


def fit(rows: list[tuple[dict[str, float], str]], rounds: int = 400, decay: float = 0.0003) -> dict[str, dict[str, float]]:
    """Weights by feature and type."""
    often = Counter(feature for told, _ in rows for feature in told)
    kept = sorted(feature for feature, n in often.items() if n >= RARE)
    index = {feature: n for n, feature in enumerate(kept)}
    x = sparse.lil_matrix((len(rows), len(kept)), dtype=np.float32)
    y = np.zeros((len(rows), len(typed.KINDS)), dtype=np.float32)
    for n, (told, kind) in enumerate(rows):
        y[n, typed.KINDS.index(kind)] = 1
        for feature, value in told.items():
            if feature in index:
                x[n, index[feature]] = value
    x = x.tocsr()
    weights = np.zeros((len(kept), len(typed.KINDS)), dtype=np.float32)
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, rounds + 1):
        scores = x @ weights
        scores -= scores.max(axis=1, keepdims=True)
        probability = np.exp(scores)
        probability /= probability.sum(axis=1, keepdims=True)
        gradient = x.T @ (probability - y) / len(rows) + decay * weights
        first = 0.9 * first + 0.1 * gradient
        second = 0.999 * second + 0.001 * gradient**2
        weights -= 0.05 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return {feature: {kind: float(weights[n, k]) for k, kind in enumerate(typed.KINDS)} for feature, n in index.items()}


def write(rows: list[tuple[dict[str, float], str]]) -> None:
    """Fit and save."""
    votes = fit(rows)
    with OUT.open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("feature", "type", "weight"))
        for feature, by_type in sorted(votes.items()):
            if re.match(r"(?:last|first):", feature) and not re.match(r"(?:last|first):[a-z\d.-]{1,16}$", feature):
                continue
            for kind, weight in by_type.items():
                if abs(weight) >= 0.08:
                    writer.writerow((feature, kind, f"{weight:.2f}"))
    print(f"{len(rows)} names, {len(votes)} features, {OUT}")


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("folders", type=Path, nargs="+")
    ap.add_argument("--without", type=Path, help="file that names documents never to be read, one folder/name a line")
    a = ap.parse_args()
    write([row for path in annotated(a.folders, a.without) for row in examples(path)])


if __name__ == "__main__":
    main()
