"""How often each rule is right, and how sure a claim is: `python training/certainty.py EVAL_DIR --judge DIR [--without SEALED.txt] --only HELD.txt`.

Two steps, some three minutes of one core. The rules are run without the learned reader over the documents that aren't held back, and what each
proposed is counted as right where the scorer matches it, beside what is surer, with the right class of modality: that is
``graphkit/extract/certainty.csv``. Then a logistic regression over all claims on the held-back documents, which neither step of training has
seen, gives the numbers of ``graphkit/extract/certainty.py``, printed here with the cross-validated calibration. Needs scikit-learn.
"""

import argparse
import csv
import hashlib
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from documents import annotated, stem

from graphkit.cli.documents import scored
from graphkit.extract import claims as _claims  # noqa: F401  (loads the module that the next line names)
from graphkit.extract import opinions, starter
from graphkit.extract.certainty import signs
from graphkit.extract.gathering import entities_of, once
from graphkit.ontology import RELATIONS
from graphkit.records import Document, Extraction

work = sys.modules["graphkit.extract.claims"]
OUT = Path(work.__file__ or "").with_name("certainty.csv")


def proposals(path: Path, judge: Any) -> Iterator[tuple[Any, bool]]:
    """What each claim of one document was made of, and whether it is right; left out where it neither adds to what is right nor to what is wrong."""
    name = stem(path)
    gold = json.loads(path.read_text(encoding="utf-8"))
    document = Document.of(path.with_name(f"{name}.txt").read_text(encoding="utf-8"))
    reading, _, steps = work.work(document, starter(), "training")
    made: dict[tuple[str, ...], Any] = {}
    for step in steps:
        if step.claim is not None:
            fact = (step.claim.relation, step.claim.subject, step.claim.object)
            if fact not in made or made[fact].confidence < step.proposal.confidence:
                made[fact] = step.proposal
    claims = sorted(once([step.claim for step in steps if step.claim is not None]), key=lambda claim: -claim.confidence)
    whole = scored(name, Extraction(entities=tuple(entities_of(reading, claims)), claims=tuple(claims)))
    text, before = judge.text_of(str(path.parent), name), Counter[str]()
    for n, claim in enumerate(claims, 1):  # from the surest on: what it adds to those before it
        tally: Counter[str] = Counter()
        judge.score_doc(gold, {**whole, "relations": whole["relations"][:n]}, text, tally, defaultdict(Counter), [])
        if tally["tp"] > before["tp"] or tally["fp"] > before["fp"]:
            yield made[claim.relation, claim.subject, claim.object], tally["strict"] > before["strict"]
        before = tally


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("root", type=Path)
    ap.add_argument("--judge", required=True, help="the folder that holds score.py")
    ap.add_argument("--without", type=Path, help="file that names documents never to be read, one folder/name a line")
    ap.add_argument("--only", type=Path, required=True, help="file with names of the documents that were held back from training")
    ap.add_argument("--often", type=float, default=4.0, help="how often each claim of dev/ counts, so that as much is made of it as of the other sets")
    a = ap.parse_args()
    sys.path.insert(0, a.judge)
    import score as judge
    from sklearn.linear_model import LogisticRegression

    held = set(a.only.read_text().split())
    paths = annotated(sorted(folder for folder in a.root.iterdir() if folder.is_dir()), a.without)

    reader, opinions.of = opinions.of, lambda *_: {}
    said: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for path in paths:
        if stem(path) not in held:
            for proposal, good in proposals(path, judge):
                rule = (proposal.frame or proposal.source, proposal.relation)
                said[rule] += 1
                right[rule] += good
    with OUT.open("w", newline="", encoding="utf-8") as out:
        table = csv.writer(out, lineterminator="\n")
        table.writerow(("rule", "relation", "said", "right"))
        table.writerows((*rule, count, right[rule]) for rule, count in sorted(said.items()))

    opinions.of = reader
    records = {rule: (count, right[rule]) for rule, count in said.items()}
    names = ["support", "record", "reader", "alone", "subject", "object", "reverse", "subject's type", "object's type", *RELATIONS]
    rows, good, fold, weight = [], [], [], []
    for path in paths:
        if stem(path) in held:
            for proposal, fine in proposals(path, judge):
                seen = signs(proposal, records)
                rows.append([seen.get(name, 0.0) for name in names])
                good.append(fine)
                weight.append(a.often if path.parent.name == "dev" else 1.0)
                fold.append(hashlib.sha256(stem(path).encode()).digest()[0] % 9)
    x, y, folds, w = np.array(rows), np.array(good), np.array(fold), np.array(weight)
    chance = np.zeros(len(y))
    for k in sorted(set(fold)):
        others = folds != k
        chance[~others] = LogisticRegression(C=0.6, max_iter=1000).fit(x[others], y[others], sample_weight=w[others]).predict_proba(x[~others])[:, 1]
    bins = np.minimum((chance * 10).astype(int), 9)
    error = sum(abs(chance[bins == b].mean() - y[bins == b].mean()) * (bins == b).mean() for b in set(bins.tolist()))
    model = LogisticRegression(C=0.6, max_iter=1000).fit(x, y, sample_weight=w)
    print(f"{len(y)} proposals; expected calibration error {error:.3f}; intercept {model.intercept_[0]:.3f}")
    print(json.dumps({n: round(float(c), 3) for n, c in zip(names, model.coef_[0], strict=True)}, indent=1))


if __name__ == "__main__":
    main()
