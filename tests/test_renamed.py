"""Renaming annotated documents: everything still fits together afterwards."""

import importlib
import json
from pathlib import Path

import pytest

from graphkit.evaluation import annotated, compare, figures

ROOT = Path(__file__).parents[1]


def test_text_and_annotation_are_renamed_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    renamed = importlib.import_module("renamed")
    count = renamed.rename_folder(ROOT / "tests" / "evaluation", tmp_path, 1, None)
    assert count == 6 + 6  # Brackwater, Ferries, Ostrel, …; Quarrow, Mills, …; Labs, Systems, Board say what a thing is, and stay
    before, after = (annotated(folder) for folder in (ROOT / "tests" / "evaluation", tmp_path))
    for old, new in zip(before, after, strict=True):
        assert new.text and "Brackwater" not in new.text and "Veldan" not in new.text
        assert ("Ines Corvane" in new.text) == ("Ines Corvane" in (old.text or ""))
        # A document is its own best prediction: every name, quote and reason of it is in its text.
        own = figures([compare(new, new.graph)])
        assert (own["F1"], own["evidence"], own["entity_recall"]) == (1.0, 1.0, 1.0)
        assert [len(thing.forms) for thing in new.graph.things] == [len(thing.forms) for thing in old.graph.things]
    gold = json.loads((tmp_path / "mill.gold.json").read_text(encoding="utf-8"))
    model = next(entity["name"] for entity in gold["entities"] if entity["type"] == "Model")
    assert model.endswith(" 2") and model in (tmp_path / "mill.md").read_text(encoding="utf-8")


def test_an_acronym_abbreviates_the_new_name_and_descriptions_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    renamed = importlib.import_module("renamed")
    text = "The Harbour Data Council (HDC) fined the Lowell bank. The bank said nothing."
    gold = {
        "entities": [
            {"type": "Regulator", "name": "Harbour Data Council", "mentions": ["Harbour Data Council", "HDC"]},
            {"type": "Company", "name": "Tarn Bank", "mentions": ["Tarn Bank", "the Lowell bank"]},
        ]
    }
    found = renamed.swaps(gold, text, renamed.random.Random(1))
    assert set(found) == {"harbour", "data", "hdc", "tarn"}
    assert found["hdc"] == (found["harbour"][0] + found["data"][0] + "c").upper()
