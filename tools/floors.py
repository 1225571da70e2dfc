"""Hold the extractor to what it has reached: `python -m tools.floors`.

Reads the documents of dev/ with the default extractor, has them judged by the score.py beside dev/, and fails where a figure
lies below its floor, or above its ceiling, in floors.toml. Floors only go up. The folder that holds both is $GRAPHKIT_EVAL_DIR,
by default ../shared/eval; where it is absent nothing is checked.
"""

import json
import os
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDER = Path(os.environ.get("GRAPHKIT_EVAL_DIR") or ROOT.parent / "shared" / "eval")
#: A floor this far under the figure should be raised.
SLACK = 0.02


def judged(folder: Path) -> dict[str, float | None]:
    """What the judge in *folder* says of the extractor's reading of dev/. Raises CalledProcessError where either fails."""
    texts = [next(path.with_name(f"{name}.{suffix}") for suffix in ("txt", "md", "html") if path.with_name(f"{name}.{suffix}").exists())
             for path in sorted((folder / "dev").glob("*.gold.json")) for name in [path.name.removesuffix(".gold.json")]]  # fmt: skip
    with tempfile.NamedTemporaryFile("w+", suffix=".jsonl", encoding="utf-8") as file:
        subprocess.run([sys.executable, "-m", "graphkit", "extract", "--json", *map(str, texts)], cwd=ROOT, stdout=file, check=True)
        found = subprocess.run([sys.executable, str(folder / "score.py"), str(folder / "dev"), file.name, "--json"], stdout=subprocess.PIPE, check=True)
    figures: dict[str, float | None] = json.loads(found.stdout)
    return figures


def compare(figures: dict[str, float | None], bounds: dict[str, dict[str, float]]) -> tuple[list[str], list[str]]:
    """Lines about figures that are beyond their floor or ceiling, and about bounds that could be drawn closer."""
    broken, loose = [], []
    for kind, sign, word in (("floors", 1, "under"), ("ceilings", -1, "over")):
        for name, bound in bounds.get(kind, {}).items():
            figure = figures.get(name)
            if figure is None:
                broken.append(f"{name}: not measured; its bound is {bound}")
            elif sign * (figure - bound) < 0:
                broken.append(f"{name}: {figure}, {word} the {kind[:-1]} of {bound}")
            elif sign * (figure - bound) > SLACK:
                loose.append(f"{name}: {figure}; the {kind[:-1]} of {bound} could be {figure - sign * SLACK / 2:.3f}")
    return broken, loose


def run(folder: Path = FOLDER) -> int:
    if not (folder / "score.py").exists() or not (folder / "dev").is_dir():
        print(f"floors: skipped, {folder} holds no score.py and dev/; set GRAPHKIT_EVAL_DIR to a folder that does")
        return 0
    figures = judged(folder)
    broken, loose = compare(figures, tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")))
    print("floors: " + ", ".join(f"{name} {value}" for name, value in figures.items() if isinstance(value, float)))
    for line in loose:
        print(f"  {line}")
    for line in broken:
        print(f"error: {line}", file=sys.stderr)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(run())
