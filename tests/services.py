"""What the tests take from outside Python: when they may, where it is kept, and what happens where it can't be had."""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

import pytest

REQUIRED = os.environ.get("GRAPHKIT_REQUIRE_SERVICES") == "1"
"""Set in CI, where a test that could not run is a failure."""

GIVEN_NEO4J = os.environ.get("GRAPHKIT_TEST_NEO4J_URI")
"""A server that somebody else runs, for the tests to use (and wipe)."""


def wanted(config: pytest.Config) -> bool:
    """Whether this run asked for the services."""
    return REQUIRED or bool(config.getoption("--services"))


def unavailable(reason: str) -> NoReturn:
    """Skip the test that asked, or fail it where every service is required."""
    if REQUIRED:
        pytest.fail(f"{reason}; GRAPHKIT_REQUIRE_SERVICES=1 allows no skip", pytrace=False)
    pytest.skip(reason)


def program(*names: str) -> str:
    """Path of the first program of *names* that this machine has."""
    for name in names:
        if found := shutil.which(name):
            return found
    unavailable(f"needs {' or '.join(names)}, which this machine lacks")


def fetch(command: Sequence[str | Path], cwd: Path | None = None) -> None:
    """Run a package client; where it can't fetch, say what it said."""
    done = subprocess.run(command, cwd=cwd, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode:
        unavailable(f"{Path(command[0]).name} failed: {' '.join(done.stdout.split())[-600:]}")


def cached(name: str, key: str, build: Callable[[Path], None]) -> Path:
    """The folder that *build* filled for this *key*, once for all test runs of this user.

    It is built beside its place and then renamed, under a lock: a run that is killed leaves no half of it, and two runs fetch it once.
    """
    import fcntl  # POSIX only, as the services are; this module must import anywhere

    root = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "graphkit-tests"
    root.mkdir(parents=True, exist_ok=True)
    place = root / f"{name}-{hashlib.sha256(key.encode()).hexdigest()[:12]}"
    with (root / f"{place.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not place.exists():
            for left in root.glob(f"{place.name}.*.part"):
                shutil.rmtree(left)
            part = Path(tempfile.mkdtemp(dir=root, prefix=f"{place.name}.", suffix=".part"))
            build(part)
            part.rename(place)
    return place


def pip_installed(requirement: str) -> Path:
    """A folder into which pip installed *requirement*, apart from the environment that runs the tests."""
    return cached(
        requirement.partition("=")[0],
        requirement,
        lambda folder: fetch([sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", folder, requirement]),
    )
