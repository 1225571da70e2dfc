"""The docs are what the code says."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from graphkit.cli import main

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]


def test_generated_parts_are_up_to_date() -> None:
    done = subprocess.run([sys.executable, str(ROOT / "tools" / "docs.py"), "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_every_command_is_in_the_reference_and_has_help() -> None:
    reference = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
    for name, command in main.commands.items():
        assert f"Usage: graphkit {name}" in reference and command.help


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


def test_the_readme_tells_nobody_to_install_somebody_elses_package() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "pip install graphkit" not in readme
    assert tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["name"] == "vendor-graphkit"


def test_the_python_example_of_the_readme_runs(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    article = tmp_path / "a.txt"
    article.write_text(
        "Apple evaluated models from Baidu and Tencent last year. It rejected Baidu because of slow answers. Apple selected Tencent.\n", encoding="utf-8"
    )
    load = [sys.executable, "-m", "graphkit", "load", str(article), "--store", "graphkit.db"]
    assert subprocess.run(load, cwd=tmp_path, capture_output=True, text=True, check=False).returncode == 0
    done = subprocess.run([sys.executable, "-c", example], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Baidu" in done.stdout and "slow answers" in done.stdout
