"""The wheel: everything in it, nothing else, and it runs from a clean place."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import graphkit

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    # Through the source distribution, as an index would build it.
    done = subprocess.run([sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    (made,) = folder.glob("vendor_graphkit-*.whl")
    return made


def test_the_wheel_holds_code_loaders_cypher_and_examples(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    assert {f"graphkit/cypher/{path.relative_to(ROOT / 'cypher')}" for path in (ROOT / "cypher").rglob("*.*") if path.is_file()} <= held
    assert {f"loaders/{path.name}" for path in (ROOT / "loaders").glob("*.py")} <= held
    assert {f"graphkit/examples/{path.name}" for path in (ROOT / "examples").iterdir()} <= held
    assert {"graphkit/py.typed", "loaders/py.typed"} <= held
    assert {name.split("/")[0] for name in held} == {"graphkit", "loaders", f"vendor_graphkit-{_version()}.dist-info"}
    assert not [name for name in held if name.endswith((".pyc", ".db"))]


def test_the_wheel_runs_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    script = (
        "import graphkit, loaders, graphkit.cli, sys; from graphkit.catalogue import catalogue; from graphkit.statements import data_root;"
        "assert graphkit.__file__.startswith(sys.argv[1]), graphkit.__file__; assert len(catalogue()) >= 15; assert data_root('examples').is_dir()"
    )
    place = str(tmp_path / "site")
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, sys.argv[1]); {script}", place], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_what_the_package_exports_is_there() -> None:
    assert sorted(graphkit.__all__) == graphkit.__all__
    for name in graphkit.__all__:
        assert getattr(graphkit, name).__name__ == name
    with pytest.raises(AttributeError):
        graphkit.nothing  # noqa: B018


def _version() -> str:
    from importlib.metadata import version

    return version("vendor-graphkit")
