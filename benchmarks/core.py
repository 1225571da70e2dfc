"""An outside check: the learned reader on CORE, company relations labelled by others (Borchert et al., EMNLP 2023).

    python benchmarks/core.py [FOLDER] [--weights FILE]

FOLDER (by default core/ in $GRAPHKIT_EVAL_DIR, else ../shared/eval/core) holds train.json and test.json. Both spans are given, and
so are their types; rows whose label links anything but two companies are left out, and merged_with counts as ACQUIRES either way
round. One threshold for each relation is fitted on train.json, which the reader was trained on too; test.json is only read at the end.
"undefined" is no relation: a prediction there is wrong, as is a right relation the wrong way round.
"""

import argparse
import json
import math
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from threadpoolctl import threadpool_limits

from graphkit.extract.neural import WEIGHTS, Reader

#: CORE's label, ours, and whether ours runs from e2 to e1.
LABELS = {
    "acquired_by": ("ACQUIRES", True),
    "merged_with": ("ACQUIRES", None),
    "collaboration": ("PARTNERS_WITH", None),
    "competitor_of": ("COMPETES_WITH", None),
    "client_of": ("USES", False),
    "shareholder_of": ("INVESTS_IN", False),
    "subsidiary_of": ("PART_OF", False),
    "undefined": ("", None),
}
RELATIONS = tuple(sorted({name for name, _ in LABELS.values() if name}))
LEAST = 0.003
#: A label: a relation and its subject, 0 for the span named e1; None where either end may be the subject. ("", None) is none.
Label = tuple[str, int | None]


@dataclass(frozen=True, slots=True)
class Row:
    """A passage's label and, for each relation, the reader's log-odds of the likelier direction with the subject of that."""

    label: Label
    scores: dict[str, tuple[float, int]]


def text_of(words: Sequence[str]) -> tuple[str, list[tuple[int, int]], list[tuple[int, int]]]:
    """The passage with its words and its sentences as offsets; punctuation is glued to the word before."""
    text, spans, starts = "", [], [0]
    for word in words:
        if text and word not in {",", ".", ";", ":", ")", "'s", "’s", "?", "!", "%"} and text[-1] not in "($€":
            text += " "
        if spans and words[len(spans) - 1] in {".", "?", "!"}:
            starts.append(len(text))
        spans.append((len(text), len(text) + len(word)))
        text += word
    return text, spans, list(zip(starts, [*starts[1:], len(text)], strict=True))


def rows(path: Path, reader: Reader) -> list[Row]:
    """The rows of *path* that link two companies, read."""
    found = []
    for row in json.loads(path.read_text(encoding="utf-8")):
        if row["relation"] in LABELS and (row["e1_end"] < row["e2_start"] or row["e2_end"] < row["e1_start"]):
            found.append(_row(row, reader))
    return found


def _row(row: dict[str, Any], reader: Reader) -> Row:
    text, words, sentences = text_of(row["context"])
    ends = [[(words[row[f"{end}_start"]][0], words[row[f"{end}_end"]][1])] for end in ("e1", "e2")]
    scores: dict[str, tuple[float, int]] = {}
    for opinion in reader.read(text, words, sentences).relate(ends, ["Company", "Company"], least=LEAST):
        odds = math.log(max(LEAST, opinion.score) / max(LEAST, 1 - opinion.score))
        if opinion.relation in RELATIONS and (opinion.relation not in scores or odds > scores[opinion.relation][0]):
            scores[opinion.relation] = odds, opinion.subject
    name, turned = LABELS[row["relation"]]
    # invert_relation: the label as described runs from e2 to e1.
    return Row((name, None if turned is None else int(turned != bool(row["invert_relation"]))), scores)


def predicted(row: Row, thresholds: dict[str, float]) -> Label:
    """The relation furthest over its threshold."""
    best = max(((odds - thresholds[name], name, subject) for name, (odds, subject) in row.scores.items()), default=(-1.0, "", 0))
    return (best[1], best[2]) if best[0] >= 0 else ("", None)


def agree(label: Label, told: Label, *, directed: bool = True) -> bool:
    return label[0] == told[0] and (not directed or label[1] is None or label[1] == told[1])


def figures(some: Iterable[Row], thresholds: dict[str, float], *, directed: bool = True) -> tuple[float, float, float, float]:
    """Precision, recall and F1 over relations, and the share of rows, those without a relation included, that are labelled right."""
    right = said = of = rows_right = count = 0
    for row in some:
        told = predicted(row, thresholds)
        count += 1
        said += told[0] != ""
        of += row.label[0] != ""
        hit = agree(row.label, told, directed=directed)
        rows_right += hit
        right += hit and told[0] != ""
    precision, recall = right / max(1, said), right / max(1, of)
    return precision, recall, 2 * right / max(1, said + of), rows_right / max(1, count)


def fit(some: Sequence[Row]) -> dict[str, float]:
    """One threshold for each relation, in log-odds, in turn the best for F1 until none gets better."""
    thresholds = dict.fromkeys(RELATIONS, 0.0)
    best = figures(some, thresholds)[2]
    while True:
        before = best
        for name in RELATIONS:
            for step in range(-16, 13):
                tried = {**thresholds, name: step / 4}
                if (reached := figures(some, tried)[2]) > best + 1e-9:
                    best, thresholds = reached, tried
        if best <= before:
            return thresholds


def main() -> None:
    default = Path(os.environ.get("GRAPHKIT_EVAL_DIR") or Path(__file__).parents[2] / "shared" / "eval") / "core"
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=default)
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    arguments = parser.parse_args()
    if not (arguments.folder / "test.json").exists():
        parser.exit(0, f"skipped: {arguments.folder} holds no train.json and test.json\n")
    with threadpool_limits(limits=1, user_api="blas"):
        reader = Reader.load(arguments.weights)
        thresholds = fit(rows(arguments.folder / "train.json", reader))
        test = rows(arguments.folder / "test.json", reader)
    print("log-odds from which a relation is taken: " + ", ".join(f"{name} {value:+.2f}" for name, value in thresholds.items()))
    print(f"{len(test)} rows, {sum(row.label[0] != '' for row in test)} of them with a relation")
    linked = [row for row in test if row.label[0]]
    for title, some, at, directed in (
        ("micro, thresholds of train", test, thresholds, True),
        ("direction ignored", test, thresholds, False),
        ("thresholds of .5", test, dict.fromkeys(RELATIONS, 0.0), True),
        ("only rows with a relation", linked, thresholds, True),
    ):
        precision, recall, f1, share = figures(some, at, directed=directed)
        print(f"{title:28} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  rows right {share:.3f}")
    told = [(row.label, predicted(row, thresholds)) for row in test]
    for name in RELATIONS:
        right = sum(agree(label, said) for label, said in told if label[0] == name)
        of, said_so = sum(label[0] == name for label, _ in told), sum(said[0] == name for _, said in told)
        print(f"  {name:14} labelled {of:3}  predicted {said_so:3}  right {right:3}  F1 {2 * right / max(1, of + said_so):.3f}")


if __name__ == "__main__":
    main()
