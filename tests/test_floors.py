"""What the extractor has reached is held: a figure beyond its bound fails, one well inside asks for a closer bound."""

import importlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture
def floors(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(ROOT))
    return importlib.import_module("tools.floors")


def test_figures_beyond_their_bounds_fail_and_loose_bounds_are_named(floors: Any) -> None:
    bounds = {"floors": {"P": 0.6, "R": 0.3, "F1": 0.4}, "ceilings": {"false_affirmation": 0.1, "P": 0.9}}
    broken, loose = floors.compare({"P": 0.61, "R": 0.29, "F1": 0.5, "false_affirmation": 0.2}, bounds)
    assert broken == ["R: 0.29, under the floor of 0.3", "false_affirmation: 0.2, over the ceiling of 0.1"]
    assert loose == ["F1: 0.5; the floor of 0.4 could be 0.490", "P: 0.61; the ceiling of 0.9 could be 0.620"]
    assert floors.compare({"P": None}, {"floors": {"P": 0.6}})[0] == ["P: not measured; its bound is 0.6"]


def test_without_annotated_documents_the_check_says_so_and_passes(tmp_path: Path) -> None:
    environment = {**os.environ, "GRAPHKIT_EVAL_DIR": str(tmp_path)}
    done = subprocess.run([sys.executable, "-m", "tools.floors"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and done.stdout.startswith(f"floors: skipped, {tmp_path} holds no score.py")


def test_the_judge_reads_what_the_extractor_prints_and_a_low_figure_fails(floors: Any, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "dev").mkdir()
    for name in ("mill.gold.json", "mill.md"):
        (tmp_path / "dev" / name).write_bytes((ROOT / "tests" / "evaluation" / name).read_bytes())
    # Another judge than the real one, to see what it is given and that its word counts.
    (tmp_path / "score.py").write_text(
        "import json, pathlib, sys\nrows = [json.loads(line) for line in open(sys.argv[2])]\n"
        "assert [row['doc'] for row in rows] == ['mill'] and rows[0]['relations'] and pathlib.Path(sys.argv[1]).name == 'dev'\n"
        "print(json.dumps({'P': 0.1, 'evidence': 1.0}))\n",
        encoding="utf-8",
    )
    assert floors.run(tmp_path) == 1
    said = capfd.readouterr()
    assert "P 0.1" in said.out and "error: P: 0.1, under the floor of" in said.err
