"""The container's recipe, followed without an engine: the compose file read by Compose itself, the Dockerfile's steps run in a clean place."""

import importlib
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from neo4j_server import LTS, Server
from services import fetch, pip_installed, program

ROOT = Path(__file__).parents[1]
PASSWORD = 'pa$s "word" of 8'

Service = dict[str, Any]


def _compose() -> list[str]:
    if shutil.which("docker") and not subprocess.run(["docker", "compose", "version"], capture_output=True, check=False).returncode:
        return ["docker", "compose"]
    return [program("docker-compose")]


def _config(**environment: str) -> subprocess.CompletedProcess[str]:
    clean = {key: value for key, value in os.environ.items() if not key.startswith("GRAPHKIT_")}
    return subprocess.run([*_compose(), "config"], cwd=ROOT, env=clean | environment, capture_output=True, text=True, check=False)


@pytest.fixture
def services(monkeypatch: pytest.MonkeyPatch) -> dict[str, Service]:
    """The services of docker-compose.yml, as Compose understands them."""
    done = _config(GRAPHKIT_NEO4J_PASSWORD=PASSWORD)
    assert not done.returncode, done.stderr
    monkeypatch.syspath_prepend(pip_installed("PyYAML==6.0.3"))
    services: dict[str, Service] = importlib.import_module("yaml").safe_load(done.stdout)["services"]
    return services


def _steps() -> list[tuple[str, str]]:
    """The Dockerfile's instructions."""
    lines = (line.strip() for line in (ROOT / "Dockerfile").read_text().splitlines())
    return [(word, rest.strip()) for word, _, rest in (line.partition(" ") for line in lines if line and not line.startswith("#"))]


@pytest.mark.external
def test_compose_refuses_to_start_without_a_password() -> None:
    done = _config()
    assert done.returncode
    assert "eight characters" in done.stderr


@pytest.mark.external
def test_compose_starts_a_pinned_neo4j_and_then_loads(services: dict[str, Service]) -> None:
    neo4j, graphkit = services["neo4j"], services["graphkit"]
    assert neo4j["image"] == f"neo4j:{LTS.version}-community"  # the version that these tests run on
    assert all("127.0.0.1" in str(port) for port in neo4j["ports"])
    assert "cypher-shell" in neo4j["healthcheck"]["test"][-1]
    assert graphkit["depends_on"]["neo4j"]["condition"] == "service_healthy"
    assert graphkit["environment"]["GRAPHKIT_STORE"] == "bolt://neo4j:7687"
    unescaped = [text.replace("$$", "$") for text in (neo4j["environment"]["NEO4J_AUTH"], graphkit["environment"]["GRAPHKIT_NEO4J_PASSWORD"])]
    assert unescaped == [f"neo4j/{PASSWORD}", PASSWORD]
    assert graphkit["command"] == ["load", "/documents"]
    assert str(ROOT / "examples") in str(graphkit["volumes"])


@pytest.mark.external
def test_compose_mounts_the_folder_that_is_asked_for(tmp_path: Path) -> None:
    assert f"{tmp_path}" in _config(GRAPHKIT_NEO4J_PASSWORD=PASSWORD, GRAPHKIT_DOCUMENTS=str(tmp_path)).stdout


def test_builder_is_sent_all_that_the_dockerfile_copies() -> None:
    sent = [line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")]
    copied = [source for word, rest in _steps() if word == "COPY" and "--from" not in rest for source in rest.split()[:-1]]
    assert sorted(copied) == sorted(sent)
    assert [source for source in copied if not (ROOT / source).exists()] == []


def test_image_does_not_run_as_root() -> None:
    steps = _steps()
    users = [rest for word, rest in steps if word == "USER"]
    assert users and users[-1] not in {"root", "0"}
    assert ("RUN", f"useradd --create-home {users[-1]}") in steps


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Dockerfile carried out: a folder for its file system, a new virtual environment for its Python. Returns the entry point."""
    disk, environment = tmp_path_factory.mktemp("image"), tmp_path_factory.mktemp("python")
    subprocess.run([sys.executable, "-m", "venv", environment], check=True)
    place, entry = disk, ""
    for word, rest in _steps():
        if word == "WORKDIR":
            place = disk / rest.lstrip("/")
            place.mkdir(parents=True, exist_ok=True)
        elif word == "COPY" and "--from" not in rest:  # both stages share the one disk
            *sources, target = rest.split()
            for source in sources:
                _copy(ROOT / source, place / target / source if target.endswith("/") else place / target)
        elif word == "RUN" and rest.startswith("pip "):
            _, *arguments = shlex.split(re.sub(r"(?<= )/", f"{disk}/", rest))
            expanded = [path for argument in arguments for path in (map(str, Path("/").glob(argument[1:])) if "*" in argument else [argument])]
            fetch([str(environment / "bin" / "python"), "-m", "pip", *expanded], cwd=place)
        elif word == "ENTRYPOINT":
            (entry,) = re.findall(r'"(\w+)"', rest)
        else:
            assert (word, rest.split()[0]) in {("FROM", "python:3.12-slim"), ("RUN", "useradd"), ("USER", "graphkit"), ("COPY", "--from=build")}
    return environment / "bin" / entry


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copy(source, target)


@pytest.mark.external
def test_image_answers_and_loads_as_the_compose_file_tells_it_to(image: Path, services: dict[str, Service], neo4j_5: Server, tmp_path: Path) -> None:
    settings = services["graphkit"]["environment"] | {"GRAPHKIT_STORE": neo4j_5.uri, "GRAPHKIT_NEO4J_PASSWORD": neo4j_5.password}
    neo4j_5.wipe()

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([image, *arguments], cwd=tmp_path, env={"PATH": os.environ["PATH"]} | settings, capture_output=True, text=True, check=False)

    for _ in range(2):  # the second time changes nothing, which is what a restarted container does
        loaded = run("load", str(ROOT / "examples"))
        assert not loaded.returncode, loaded.stderr
    with neo4j_5.driver() as driver:
        query = "MATCH (d:Document) OPTIONAL MATCH (c:Claim)-[:STATED_IN]->(d) RETURN count(DISTINCT d) AS documents, count(c) AS claims"
        (counts,) = driver.execute_query(query).records
    assert counts["documents"] > 5
    assert counts["claims"] > 50
    asked = run("query", "most-rejected")
    assert not asked.returncode, asked.stderr
    assert asked.stdout.strip()
    assert list(tmp_path.iterdir()) == []  # nothing is kept beside the server
