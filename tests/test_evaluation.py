"""The judge of extractors, on a small annotated set, and beside another judge of the same definitions."""

import copy
import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from graphkit.cli import main
from graphkit.errors import SourceError
from graphkit.evaluation import FIGURES, annotated, by_type, compare, curve, figures, graph, place, predictions, reliability

GOLD = Path(__file__).parent / "evaluation"
PREDICTED = GOLD / "predicted.jsonl"
#: A folder that holds score.py and annotated documents in dev/.
JUDGE = os.environ.get("GRAPHKIT_EVAL_DIR")


def comparisons(least: float = 0.0) -> list[Any]:
    found = predictions(PREDICTED)
    return [compare(document, found.get(document.name), least) for document in annotated(GOLD)]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["eval", *arguments])


def test_figures_are_those_counted_by_hand() -> None:
    # Ferry: 5 of its 6 facts that count are found (one of the vendor for its model), one prediction is wrong, and the second
    # EVALUATED of one pair is another. Of mill nothing was predicted, so its three facts are missed.
    told = figures(comparisons())
    assert told == pytest.approx(
        {
            "P": 5 / 7,
            "R": 5 / 9,
            "F1": 2 * (5 / 7) * (5 / 9) / (5 / 7 + 5 / 9),
            "strict_F1": 2 * (5 / 7) * (5 / 9) / (5 / 7 + 5 / 9) * 4 / 5,  # a denial is told as a fact
            "false_affirmation": 1.0,
            "outcome": 1 / 2,
            "reason": 1.0,
            "action": None,
            "role": 0.0,
            "date": 0.0,
            "evidence": 7 / 8,
            "evidence_hit": 4 / 5,
            "entity_recall": 6 / 10,
            "entity_typed": 5 / 6,
        }
    )


def test_a_prediction_told_twice_is_read_once_and_an_optional_fact_counts_for_nothing() -> None:
    ferry = comparisons()[0]
    assert len(ferry.read) == len(graph(json.loads(PREDICTED.read_text(encoding="utf-8"))).facts) - 1
    assert next(pair for pair in ferry.pairs if pair.fact.optional).found is not None
    assert "USES" not in by_type([ferry])


def test_the_curve_rises_in_precision_and_confidence_is_held_against_what_is_right() -> None:
    documents, found = annotated(GOLD), predictions(PREDICTED)
    points = {point.threshold: point for point in curve(documents, found)}
    assert pytest.approx(5 / 7) == points[0.0].P and pytest.approx(5 / 6) == points[0.4].P
    assert points[0.9].P == 1.0 and pytest.approx(2 / 9) == points[0.9].R
    assert points[0.9] == curve(documents, found, least=0.9)[0]
    bins, error = reliability(comparisons())
    assert [(each.low, each.count, each.right) for each in bins] == [(0.3, 1, 0.0), (0.4, 1, 0.0), (0.6, 1, 1.0), (0.7, 1, 0.0), (0.8, 1, 1.0), (0.9, 2, 1.0)]
    assert error == pytest.approx((0.35 + 0.45 + 0.35 + 0.7 + 0.15 + 0.05 + 0.1) / 7)


def test_misses_and_wrong_ones_come_with_the_sentence_they_stand_in() -> None:
    told = json.loads(run(str(GOLD), str(PREDICTED), "--json").stdout)
    assert told["not_predicted"] == ["mill"]
    assert {(row["doc"], row["type"]) for row in told["misses"]} == {
        ("ferry", "DEVELOPS"),
        ("mill", "USES"),
        ("mill", "DEVELOPS"),
        ("mill", "REGULATED_BY"),
    }
    missed = told["misses"][0]
    assert missed["place"] == f'{GOLD / "ferry.txt"}:4: "The line chose Tindra, a model made by Lowmark Labs."'
    assert told["misses"][1]["sentence"] == "- Quarrow Mills runs on Veldan 2, which Sorrel & Pike makes."
    assert [(row["subject"], row["type"], row["object"], row["line"]) for row in told["wrong"]] == [
        ("Brackwater", "EVALUATED", "Lowmark Labs Ltd.", 5),
        ("Brackwater", "COMPETES_WITH", "Nobody", None),
    ]
    shown = run(str(GOLD), str(PREDICTED), "--show", "wrong", "--by-type")
    assert shown.exit_code == 0
    for word in ("Brackwater COMPETES_WITH Nobody", "ferry.txt:5:", "LEADS", "expected calibration error", "nothing was predicted of mill"):
        assert word in shown.output
    assert "REGULATED_BY" not in run(str(GOLD), str(PREDICTED), "--show", "wrong").output


def test_min_confidence_leaves_out_what_is_less_sure() -> None:
    told = json.loads(run(str(GOLD), str(PREDICTED), "--min-confidence", "0.9", "--json").stdout)
    assert (told["figures"]["P"], told["figures"]["R"]) == (1.0, 0.222) and told["wrong"] == []


def test_a_quote_is_found_through_line_breaks_and_tags(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>First.</p>\n<p>Oakline <b>dropped\nPellucid</b> today. Then it rained.</p>", encoding="utf-8")
    assert place(page, "Oakline dropped Pellucid").line == 2
    assert place(page, "not there").line is None


def test_without_predictions_the_documents_are_extracted(tmp_path: Path) -> None:
    told = json.loads(run(str(GOLD), "--json").stdout)
    assert told["not_predicted"] == [] and told["figures"]["evidence"] == 1.0 and told["figures"]["R"] >= 0.5
    lone = tmp_path / "lone.gold.json"
    lone.write_text('{"doc": "lone", "entities": [], "relations": []}', encoding="utf-8")
    said = run(str(tmp_path))
    assert said.exit_code == 1 and "error: lone: no NAME.txt" in said.output


@pytest.mark.parametrize("text", ["{", "[]", '{"entities": []}', '{"doc": "ferry", "entities": [{"id": "a"}]}', '{"doc": "ferry", "relations": [1]}'])
def test_what_is_no_prediction_is_named_by_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "predicted.jsonl"
    path.write_text("\n" + text, encoding="utf-8")
    with pytest.raises(SourceError, match=r"predicted\.jsonl:2: "):
        predictions(path)


def test_a_folder_without_annotations_is_named(tmp_path: Path) -> None:
    said = run(str(tmp_path))
    assert said.exit_code == 1 and f"{tmp_path}: no NAME.gold.json" in said.output


def muddled(gold: dict[str, Any], dice: random.Random) -> dict[str, Any]:
    """A prediction made of an annotation by every kind of error that there is."""
    entities, relations = copy.deepcopy(gold["entities"]), []
    for entity in entities:
        forms = list(dict.fromkeys([entity["name"], *entity["mentions"]]))
        if dice.random() < 0.2:
            entity["name"] = dice.choice(forms)
        entity["mentions"] = [form for form in forms if dice.random() < 0.8]
        if dice.random() < 0.1:
            entity["type"] = dice.choice(["Company", "Model", "Product"])
        if dice.random() < 0.1:  # takes over a form of another
            entity["mentions"] += dice.choice(gold["entities"])["mentions"][:1]
    ids = [entity["id"] for entity in entities]
    for given in gold["relations"]:
        for _ in range(dice.choice([0, 1, 1, 1, 2])):
            relation = {key: value for key, value in given.items() if not key.endswith("accept") and key != "optional"}
            relation["confidence"] = round(dice.random(), 3)
            if dice.random() < 0.2:
                relation["modality"] = dice.choice(["asserted", "reported", "planned", "rumoured", "denied", "ended"])
            if dice.random() < 0.2:
                relation[dice.choice(["subject", "object"])] = dice.choice(ids)
            if dice.random() < 0.1:
                relation["subject"], relation["object"] = relation["object"], relation["subject"]
            if dice.random() < 0.2:
                relation["date"] = (relation.get("date") or "2025-04-01")[: dice.choice([4, 7, 10])]
            for key, values in (
                ("outcome", ["selected", "rejected", "unknown"]),
                ("action", ["ban", "rule"]),
                ("role", ["chief executive", None]),
                ("reason_class", ["price"]),
            ):
                if key in relation and dice.random() < 0.2:
                    relation[key] = dice.choice(values)
            if relation.get("reason") and dice.random() < 0.5:
                relation["reason"] = " ".join(dice.sample(relation["reason"].split(), max(1, len(relation["reason"].split()) // 2)))
            if dice.random() < 0.3:
                relation["evidence"] = relation["evidence"][dice.randrange(8) : dice.randrange(20, 400)]
            if dice.random() < 0.05:
                relation["type"] = dice.choice(["USES", "PARTNERS_WITH", "EVALUATED"])
            relations.append(relation)
    return {"doc": gold["doc"], "entities": entities, "relations": relations}


@pytest.mark.skipif(not JUDGE or not Path(JUDGE, "score.py").exists(), reason="GRAPHKIT_EVAL_DIR names no folder with score.py and dev/, to compare with")
@pytest.mark.parametrize("seed", range(4))
def test_figures_agree_with_the_outside_judge(seed: int, tmp_path: Path) -> None:
    assert JUDGE
    dice, folder, path = random.Random(seed), Path(JUDGE) / "dev", tmp_path / "predicted.jsonl"
    golds = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.gold.json"))]
    path.write_text("\n".join(json.dumps(muddled(gold, dice)) for gold in golds[:-1]), encoding="utf-8")
    judged = subprocess.run([sys.executable, str(Path(JUDGE) / "score.py"), str(folder), str(path), "--json"], capture_output=True, text=True, check=True)
    wanted, found = json.loads(judged.stdout), predictions(path)
    told = figures(compare(document, found.get(document.name)) for document in annotated(folder))
    assert {name: told[name] for name in FIGURES} == pytest.approx({name: wanted[name] for name in FIGURES}, abs=0.00051)
