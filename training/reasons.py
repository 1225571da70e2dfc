"""Weights of words for the kind of a reason: `python training/reasons.py FOLDER… [--without SEALED.txt]`, ten seconds. Needs scikit-learn.

Every folder holds NAME.gold.json (those of `training/data` come from `training/terse.py`). A logistic regression over the words of every annotated
reason, each reason once; what adds less than .05 is left out. Writes ``graphkit/extract/reasons.csv``.
"""

import argparse
import csv
import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from documents import annotated

from graphkit.extract import reason_class

OUT = Path(reason_class.__file__).with_name("reasons.csv")
#: A word of fewer reasons is left out.
FEWEST = 5


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("folders", type=Path, nargs="+")
    ap.add_argument("--without", type=Path, help="file that names documents never to be read, one folder/name a line")
    a = ap.parse_args()
    from sklearn.linear_model import LogisticRegression

    relations = [relation for path in annotated(a.folders, a.without) for relation in json.loads(path.read_text(encoding="utf-8"))["relations"]]
    told = sorted({(r["reason"], r["reason_class"]) for r in relations if r.get("reason") and r.get("reason_class")})
    seen = [reason_class.words(reason) for reason, _ in told]
    often = Counter(word for each in seen for word in each)
    index = {word: n for n, word in enumerate(sorted(word for word, count in often.items() if count >= FEWEST))}
    x = np.zeros((len(told), len(index)), dtype=np.float32)
    for row, each in zip(x, seen, strict=True):
        row[[index[word] for word in each if word in index]] = 1
    model = LogisticRegression(C=1.0, max_iter=400).fit(x, [kind for _, kind in told])
    with OUT.open("w", newline="", encoding="utf-8") as out:
        table = csv.writer(out, lineterminator="\n")
        table.writerow(("word", *model.classes_))
        table.writerow(("", *(f"{each:.2f}" for each in model.intercept_)))
        table.writerows((word, *(f"{each:.1f}" if abs(each) >= 0.05 else "" for each in model.coef_[:, n])) for word, n in index.items())
    print(f"{len(told)} reasons, {len(index)} words, {OUT}")


if __name__ == "__main__":
    main()
