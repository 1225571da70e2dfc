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
from graphkit.extract.certainty import FACTS, signs
from graphkit.extract.gathering import entities_of, once
from graphkit.ontology import RELATIONS
from graphkit.records import Document, Extraction

work = sys.modules["graphkit.extract.claims"]
#: How often a fact counts that is denied, over, planned or a rumour: to show one is the worst mistake.
TIMES = 10.0
OUT = Path(work.__file__ or "").with_name("certainty.csv")


def proposals(path: Path, judge: Any) -> Iterator[tuple[Any, str, bool, bool]]:
    """What each claim of one document was made of, its modality, and whether it is right with the right class of modality, and without.

    Left out where it neither adds to what is right nor to what is wrong.
    """
    name = stem(path)
    gold = json.loads(path.read_text(encoding="utf-8"))
    document = Document.of(path.with_name(f"{name}.txt").read_text(encoding="utf-8"))
    reading, _, steps = work.work(document, starter(), "training")
    made: dict[tuple[str, ...], Any] = {}
    for step in sorted((step for step in steps if step.claim is not None), key=lambda step: step.claim.confidence):
        made[step.claim.relation, step.claim.subject, step.claim.object] = step.proposal.explains or step.proposal
    claims = sorted(once([step.claim for step in steps if step.claim is not None]), key=lambda claim: -claim.confidence)
    whole = scored(name, Extraction(entities=tuple(entities_of(reading, claims)), claims=tuple(claims)))
    text, before = judge.text_of(str(path.parent), name), Counter[str]()
    for n, claim in enumerate(claims, 1):  # from the surest on: what it adds to those before it
        tally: Counter[str] = Counter()
        judge.score_doc(gold, {**whole, "relations": whole["relations"][:n]}, text, tally, defaultdict(Counter), [])
        if tally["tp"] > before["tp"] or tally["fp"] > before["fp"]:
            yield made[claim.relation, claim.subject, claim.object], claim.modality, tally["strict"] > before["strict"], tally["tp"] > before["tp"]
        before = tally


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("root", type=Path)
    ap.add_argument("--judge", required=True, help="the folder that holds score.py")
    ap.add_argument("--without", type=Path, help="file that names documents never to be read, one folder/name a line")
    ap.add_argument("--only", type=Path, required=True, help="file with names of the documents that were held back from training")
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
            for proposal, _, good, _ in proposals(path, judge):
                rule = (proposal.frame or proposal.source, proposal.relation)
                said[rule] += 1
                right[rule] += good
    with OUT.open("w", newline="", encoding="utf-8") as out:
        table = csv.writer(out, lineterminator="\n")
        table.writerow(("rule", "relation", "said", "right"))
        table.writerows((*rule, count, right[rule]) for rule, count in sorted(said.items()))

    opinions.of = reader
    records = {rule: (count, right[rule]) for rule, count in said.items()}
    signs_of = ["support", "record", "reader", "alone", "subject", "object", "reverse", "subject's type", "object's type", "held", "unheld", "open", *RELATIONS]
    rows, strict, loose, wrong, fold = [], [], [], [], []
    for path in paths:
        if stem(path) in held:
            for proposal, modality, fine, found in proposals(path, judge):
                seen = signs(proposal, records, modality)
                rows.append([seen.get(name, 0.0) for name in signs_of])
                strict.append(fine)
                loose.append(found)
                wrong.append(modality in FACTS and found and not fine)
                fold.append(hashlib.sha256(stem(path).encode()).digest()[0] % 9)
    x, folds = np.array(rows), np.array(fold)
    y, both, mistaken = np.array(strict), np.array(loose), np.array(wrong)

    def fitted(some: Any) -> Any:
        """Each claim counts as right by half with its class of modality, by half without; a fact that is none counts `TIMES` as often."""
        seen, good = np.vstack([x[some], x[some]]), np.concatenate([y[some], both[some]])
        weight = np.concatenate([0.5 + 0.5 * (TIMES - 1) * mistaken[some], np.full(int(some.sum()), 0.5)])
        return LogisticRegression(C=0.6, max_iter=3000).fit(seen, good, sample_weight=weight)

    chance = np.zeros(len(y))
    for k in sorted(set(fold)):
        chance[folds == k] = fitted(folds != k).predict_proba(x[folds == k])[:, 1]
    bins = np.minimum((chance * 10).astype(int), 9)
    error = sum(abs(chance[bins == b].mean() - y[bins == b].mean()) * (bins == b).mean() for b in set(bins.tolist()))
    model = fitted(folds >= 0)
    print(f"{len(y)} proposals; expected calibration error {error:.3f}; intercept {model.intercept_[0]:.3f}")
    print(json.dumps({n: round(float(c), 3) for n, c in zip(signs_of, model.coef_[0], strict=True)}, indent=1))


if __name__ == "__main__":
    main()
