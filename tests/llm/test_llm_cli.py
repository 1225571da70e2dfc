"""The commands that read with a model, over the examples, against a played one."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from llm_world import EXAMPLES, KEY
from player import Player

from graphkit import Graph
from graphkit.cli import main


class Shell:
    """Runs graphkit as a person does, with a model set up in the environment."""

    def __init__(self, player: Player, folder: Path) -> None:
        self.folder = folder
        self.env = {
            "PATH": "/usr/bin:/bin",
            "HOME": str(folder),
            "GRAPHKIT_LLM_URL": player.url,
            "GRAPHKIT_LLM_MODEL": "played",
            "GRAPHKIT_LLM_KEY": KEY,
            "GRAPHKIT_LLM_PRICES": "3/15",
        }

    def __call__(self, *arguments: str, code: int = 0) -> tuple[str, str]:
        """What it prints and what it tells, in this process: starting the parser for each command would take most of the time."""
        done = CliRunner().invoke(main, arguments, env=self.env)
        assert done.exit_code == code, done.output
        assert KEY not in done.output and (not done.exception or isinstance(done.exception, SystemExit)), done.exception
        return done.stdout, done.stderr

    def apart(self, *arguments: str) -> tuple[str, str]:
        """The same in a process of its own, with nothing else in its environment."""
        done = subprocess.run([sys.executable, "-m", "graphkit", *arguments], cwd=self.folder, env=self.env, capture_output=True, text=True, check=True)
        assert KEY not in done.stdout + done.stderr
        return done.stdout, done.stderr


@pytest.fixture
def shell(player: Player, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    monkeypatch.chdir(tmp_path)
    return Shell(player, tmp_path)


def test_load_reads_with_a_model_once_and_keeps_the_key_to_itself(shell: Shell, player: Player, tmp_path: Path) -> None:
    _, err = shell.apart("load", str(EXAMPLES), "--extractor", "llm")
    assert "12 requests" in err and "cost" in err and "dropped" not in err
    assert len(player.asked) == 12  # the scoreboard is ready-made, and isn't sent
    with Graph(str(tmp_path / "graphkit.db"), read_only=True) as graph:
        edges = graph.edges()
        assert any(edge["relation"] == "REJECTED_BECAUSE" and edge["subject"].name.startswith("Brightwell") for edge in edges)
        assert len([edge for edge in edges if edge["relation"] == "EVALUATED"]) >= 15
    shell("check")
    shell("load", str(EXAMPLES), "--extractor", "llm")
    assert len(player.asked) == 12
    for path in tmp_path.rglob("*"):
        assert not path.is_file() or KEY.encode() not in path.read_bytes(), path


def test_a_dry_run_tells_what_it_would_take_and_sends_nothing(shell: Shell, player: Player) -> None:
    _, err = shell("load", str(EXAMPLES), "--extractor", "both", "--dry-run")
    assert "played: 12 documents, 12 requests" in err and "cost about" in err
    assert not player.asked


def test_a_small_budget_stops_in_time_and_the_rest_follows(shell: Shell, player: Player) -> None:
    _, err = shell("load", str(EXAMPLES), "--extractor", "llm", "--budget", "0.3", code=1)
    assert "the budget of 0.3 leaves no room" in err
    first = len(player.asked)
    assert 0 < first < 12
    shell("load", str(EXAMPLES), "--extractor", "llm")
    assert len(player.asked) == 12


def test_extract_prints_what_the_gate_let_through(shell: Shell) -> None:
    out, _ = shell("extract", str(EXAMPLES / "briefs.csv"), "--extractor", "llm", "--json")
    rows = [json.loads(line) for line in out.splitlines()]
    assert [len(row["relations"]) for row in rows] == [4, 5, 4]
    assert {relation["extractor"].rsplit(" ", 1)[0] for row in rows for relation in row["relations"]} == {"llm played"}


def test_both_readers_are_pooled(shell: Shell) -> None:
    path = str(EXAMPLES / "harbor-wire.txt")
    counts = {}
    for kind in ("rules", "llm", "both"):
        out, _ = shell("extract", path, "--extractor", kind, "--json")
        (row,) = map(json.loads, out.splitlines())
        counts[kind] = {(r["type"], r["subject"], r["object"], r.get("outcome")) for r in row["relations"]}
    assert counts["llm"] <= counts["both"]
    assert len(counts["both"]) < len(counts["llm"]) + len(counts["rules"]) / 2


@pytest.mark.parametrize(
    ("arguments", "told", "code"),
    [
        (("--extractor", "rules", "--budget", "1"), "--budget goes with", 2),
        (("--extractor", "llm", "--llm-config", "nowhere.toml"), "nowhere.toml: can't be read", 1),
        (("--extractor", "many"), "'many' is not one of", 2),
    ],
)
def test_wrong_use_is_told(shell: Shell, arguments: tuple[str, ...], told: str, code: int) -> None:
    _, err = shell("extract", str(EXAMPLES / "harbor-wire.txt"), *arguments, code=code)
    assert told in err


def test_a_server_that_refuses_the_key_ends_the_load_in_one_line(shell: Shell, player: Player) -> None:
    player.always = lambda h: h.send(401, {"error": {"message": f"Incorrect API key provided: {KEY}"}})
    _, err = shell("load", str(EXAMPLES), "--extractor", "llm", code=1)
    assert err.splitlines()[-1].startswith("Error: 127.0.0.1 answers 401 (Incorrect API key provided: …)")


def test_what_was_purged_is_refused_before_anything_of_it_is_sent(shell: Shell, player: Player, tmp_path: Path) -> None:
    shell("load", str(EXAMPLES / "harbor-wire.txt"), "--extractor", "llm")
    with Graph(str(tmp_path / "graphkit.db"), read_only=True) as graph:
        (document,) = graph.documents
    shell("purge", document, "--reason", "takedown", "--yes")
    asked = len(player.asked)
    _, err = shell("load", str(EXAMPLES / "harbor-wire.txt"), "--extractor", "llm", "--llm-cache", str(tmp_path / "another"), code=1)
    assert "purged on" in err and len(player.asked) == asked
    shell("load", str(EXAMPLES / "harbor-wire.txt"), "--extractor", "llm", "--llm-cache", str(tmp_path / "another"), "--again-after-purge")
    assert len(player.asked) == asked + 1
