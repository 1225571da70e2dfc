"""Fit the weights of `graphkit.extract.authors`: `python training/authors.py FOLDER [FOLDER …] [--without SEALED.txt]`; some four minutes, then seconds.

Each folder holds NAME.txt beside NAME.gold.json. Read are memos, records, minutes, posts and the like; the author is the annotation's
``(author)``, or else what its "we" stands for, or else who evaluates and uses most. Printed: the weights, and how often the right one was
chosen by weights fitted on the other four fifths.
"""

import argparse
import hashlib
import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from documents import annotated

from graphkit.extract import authors, entities, opinions, starter
from graphkit.extract.reading import parse
from graphkit.extract.sight import Sight
from graphkit.extract.voice import voice_of
from graphkit.records import AUTHOR, Document

KINDS = re.compile(r"memo|record|blog|minute|adr|engineering|markdown|rfc|note|tender|evaluation|procure|internal|post", re.I)
NAMES = list(authors._WEIGHTS)


def author_of(gold: dict[str, Any]) -> dict[str, Any] | None:
    """The annotated entity that writes the text."""
    entities_ = {entity["id"]: entity for entity in gold["entities"]}
    acts = Counter(r["subject"] for r in gold["relations"] if r["type"] in ("EVALUATED", "REJECTED_BECAUSE"))
    acts += Counter(r["subject"] for r in gold["relations"] if r["type"] == "USES" and entities_[r["subject"]]["type"] in ("Company", "Regulator"))
    for entity in gold["entities"]:
        if entity["name"] == AUTHOR and acts[entity["id"]]:
            return dict(entity)
    for entity in gold["entities"]:
        if {"we", "our", "We", "Our", "us"} & set(entity["mentions"] or []):
            return dict(entity)
    return dict(entities_[acts.most_common(1)[0][0]]) if acts else None


def case(path: Path) -> tuple[np.ndarray, np.ndarray] | None:
    """A row of features for each candidate, and which of them is right."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    author = author_of(gold) if KINDS.search(gold.get("register", "")) else None
    if author is None:
        return None
    text = path.with_name(path.name.replace(".gold.json", ".txt"))
    if not text.exists():
        return None
    reading = parse(Document.of(text.read_text(encoding="utf-8")), starter())
    sight = Sight(reading)
    entities.find(reading, starter(), sight)
    voice = voice_of(reading)
    if not voice.speaks:
        return None
    unknown = authors.stand_in(reading, voice)
    votes = opinions.votes(opinions.of(reading.things, sight))
    share = {id(thing): votes.get(i, 0.0) for i, thing in enumerate(reading.things)}
    rows, right = [], []
    known = {author["name"], *(author["mentions"] or [])}
    for thing in authors.candidates(reading):
        rows.append({**authors.features(thing, reading, voice), "votes": share[id(thing)]})
        right.append(author["name"] != AUTHOR and bool(known & {thing.name, *thing.forms} or (len(thing.name) > 4 and thing.name in author["name"])))
    rows.append({**authors.unnamed(voice, reading), "votes": share[id(unknown)]})
    right.append(author["name"] == AUTHOR)
    return np.array([[row.get(name, 0.0) for name in NAMES] for row in rows]), np.array(right)


def fit(cases: list[tuple[np.ndarray, np.ndarray]], pull: float = 0.002, steps: int = 600) -> np.ndarray:
    """Weights of a softmax over the candidates of each text, by gradient ascent from zero."""
    weights = np.zeros(len(NAMES))
    for _ in range(steps):
        gradient = -pull * weights * len(cases)
        for rows, right in cases:
            if right.any():
                p = np.exp(rows @ weights - (rows @ weights).max())
                p /= p.sum()
                q = p * right
                gradient += (q / q.sum() - p) @ rows
        weights += 0.9 * gradient / len(cases)
    return weights


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("folders", type=Path, nargs="+")
    ap.add_argument("--without", type=Path, help="file that names documents never to be read, one folder/name a line")
    a = ap.parse_args()
    made = [(path, found) for path in annotated(a.folders, a.without) if (found := case(path)) is not None]
    fold = [hashlib.sha256(path.name.encode()).digest()[0] % 5 for path, _ in made]
    good = 0
    for k in range(5):
        weights = fit([found for (_, found), f in zip(made, fold, strict=True) if f != k])
        good += sum(bool(right[int((rows @ weights).argmax())]) for (_, (rows, right)), f in zip(made, fold, strict=True) if f == k)
    print(f"{len(made)} texts, {sum(right.any() for _, (_, right) in made)} with the author among the candidates, {good} chosen rightly")
    print(json.dumps({name: round(float(w), 2) for name, w in zip(NAMES, fit([found for _, found in made]), strict=True)}, indent=1))


if __name__ == "__main__":
    main()
