"""What a person is asked, and the prompt loop that asks: in a real terminal, on each store, every answer undone without a trace."""

import json
import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from test_graph import load

from graphkit.audit import audit
from graphkit.cli import main
from graphkit.cli.screen import wrapped
from graphkit.graph import Graph

PATIENCE = 60  # seconds for one answer on a slow machine


def document(name: str, text: str, entities: list[tuple[str, str, str]], relations: list[tuple[str, str, str, str]], **more: str) -> dict[str, Any]:
    found = [{"id": i, "name": name, "type": kind} for i, name, kind in entities]
    said = [{"type": kind, "subject": a, "object": b, "modality": how, "evidence": text.split(". ")[0], **more} for kind, a, b, how in relations]
    return {"id": name, "text": text, "title": name, "publisher": "Quay Wire", "published": "2026-01-02", "entities": found, "relations": said}


DOCUMENTS = [
    document(
        "port",
        "Oakline waits for the Port of Vessen Authority. It has time.",
        [("o", "Oakline", "Company"), ("p", "Port of Vessen Authority", "Regulator")],
        [("REGULATED_BY", "o", "p", "reported")],
        action="approval",
    ),
    document(
        "fine",
        "PVA fined Oakline Freight \x1b]0;title\x07twice. It paid.",
        [("o", "Oakline Freight", "Company"), ("p", "PVA", "Regulator")],
        [("REGULATED_BY", "o", "p", "asserted")],
        action="fine",
    ),
    document("model", "Lowell uses Heron 2. Well.", [("l", "Lowell", "Company"), ("h", "Heron 2", "Model")], [("USES", "l", "h", "reported")]),
    document("other", "Lowell shuns Heron 3. Well.", [("l", "Lowell", "Company"), ("h", "Heron 3", "Model")], [("USES", "l", "h", "denied")]),
]


@pytest.fixture
def store(store_uri: str, tmp_path: Path) -> str:
    file = tmp_path / "documents.json"
    file.write_text(json.dumps(DOCUMENTS), encoding="utf-8")
    with Graph(store_uri, create=True) as graph:
        assert not load(graph, str(file)).failed
    return store_uri


def digest(store: str) -> str:
    with Graph(store) as graph:
        assert audit(graph.store).faults == []
        return graph.hash


class Terminal:
    """``graphkit review`` in a terminal of its own, 80 characters wide."""

    def __init__(self, store: str, *arguments: str) -> None:
        self.screen, theirs = pty.openpty()
        environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80", "LINES": "24", "GRAPHKIT_USER": "me"}
        command = [sys.executable, "-m", "graphkit", "review", *arguments, "--store", store]
        self.process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, start_new_session=True)
        os.close(theirs)
        self.said = ""

    def wait(self, words: str) -> str:
        """What was said up to *words*, which must come."""
        ends = time.monotonic() + PATIENCE
        while words not in self.said:
            assert time.monotonic() < ends and select.select([self.screen], [], [], PATIENCE)[0], f"no {words!r} in {self.said!r}"
            try:
                self.said += os.read(self.screen, 4096).decode(errors="replace")
            except OSError as error:  # Linux: the other side has closed
                raise AssertionError(f"no {words!r} in {self.said!r}") from error
        found, _, self.said = self.said.partition(words)
        return found

    def press(self, keys: str) -> None:
        os.write(self.screen, keys.encode())

    def end(self) -> None:
        assert self.process.wait(PATIENCE) == 0
        os.close(self.screen)


def test_pairs_come_by_likelihood_and_weight_and_versions_never(store: str) -> None:
    with Graph(store) as graph:
        found = [(c.one.name, c.other.name) for c in graph.candidates()]
        assert found == [("Port of Vessen Authority", "PVA"), ("Oakline", "Oakline Freight")]
        assert [c.claims for c in graph.candidates()] == [2, 2]


def test_what_was_answered_is_not_asked_again_and_different_blocks_every_way_round(store: str) -> None:
    with Graph(store) as graph:
        before = graph.hash
        first, second = graph.candidates()
        graph.judge(first.left, first.right, "different", "me")
        graph.judge(second.left, second.right, "unsure", "me")
        assert [c.judged for c in graph.candidates()] == ["different", "unsure"]
        graph.judge("PVA", "Lowell", "same", "me")
        graph.judge("Lowell", "Port of Vessen Authority", "same", "me")  # a way round: the first merge stands, this one can't
        names = {node.name: node.id for node in graph.nodes.values()}
        assert "Port of Vessen Authority" in names and len({graph.find(name)[0].id for name in ("PVA", "Port of Vessen Authority")}) == 2
        for one, other in (("PVA", "Lowell"), ("Lowell", "Port of Vessen Authority"), ("PVA", "Port of Vessen Authority"), ("Oakline", "Oakline Freight")):
            graph.unjudge(one, other)
        assert graph.hash == before and audit(graph.store).faults == []


def test_names_are_reviewed_key_by_key_and_undone_exactly(store: str) -> None:
    before = digest(store)
    terminal = Terminal(store)
    shown = terminal.wait("[?] help") if os.environ.get("NO_COLOR") else terminal.wait("help")
    assert "1 of 2" in shown and "initials" in shown and "Port of Vessen Authority" in shown and "Oakline waits for the Port of Vessen Authority" in shown
    assert "Quay Wire, 2026-01-02" in shown and "\x1b]0;" not in shown
    terminal.press("?")
    assert "two things" in terminal.wait("Leave.")
    terminal.press("x")  # no such key: nothing happens
    terminal.press("s")
    assert "Same" in terminal.wait("2 of 2")
    terminal.wait("help")
    terminal.press("z")
    assert "Undone: same" in terminal.wait("1 of 2")
    terminal.wait("help")
    terminal.press("q")
    terminal.wait("nothing decided")
    terminal.end()
    assert digest(store) == before

    terminal = Terminal(store)
    terminal.wait("help")
    terminal.press("s")
    terminal.wait("2 of 2")
    terminal.wait("help")
    terminal.press("d")
    terminal.wait("That was the last one")
    terminal.press("q")
    terminal.wait("1 different, 1 same")
    terminal.end()
    with Graph(store) as graph:
        assert graph.find("PVA") == graph.find("Port of Vessen Authority")
        assert {(j.verdict, j.by) for j in graph.judgements.values()} == {("same", "me"), ("different", "me")}
        for judgement in list(graph.judgements.values()):
            graph.unjudge(judgement.left, judgement.right)
        assert graph.hash == before


def test_claims_are_reviewed_key_by_key_and_undone_exactly(store: str) -> None:
    before = digest(store)
    terminal = Terminal(store, "claims", "--about", "Oakline Freight")
    shown = terminal.wait("help")
    assert "1 of 1" in shown and "REGULATED_BY" in shown and "PVA fined Oakline Freight" in shown and "\x1b]0;" not in shown
    terminal.press("r")
    terminal.wait("Why?")
    terminal.press("\r")  # no reason: nothing is decided
    terminal.wait("Nothing decided")
    terminal.press("c")
    terminal.wait("What is right?")
    terminal.press("colour=blue\r")
    terminal.wait("a claim has no colour")
    terminal.press("c")
    terminal.wait("What is right?")
    terminal.press("action=ban; modality=reported\r")
    terminal.wait("Why?")
    terminal.press("misread\r")
    terminal.wait("That was the last one")
    terminal.press("z")
    terminal.wait("Undone: correct")
    terminal.wait("help")
    terminal.press("r")
    terminal.wait("Why?")
    terminal.press("wrong firm\r")
    terminal.wait("That was the last one")
    terminal.press("q")
    terminal.wait("1 reject")
    terminal.end()
    with Graph(store) as graph:
        (review,) = graph.reviews.values()
        assert (review.verdict, review.reason, review.by) == ("reject", "wrong firm", "me")
        graph.unreview(review.claim.id)
        assert graph.hash == before


def test_in_a_session_the_graph_is_brought_up_to_date_once_at_its_end(store: str) -> None:
    with Graph(store) as graph:
        before = graph.hash
        (pair, _) = graph.candidates()
        with graph.session():
            graph.judge(pair.left, pair.right, "same", "me")
            assert graph.unfinished and len(graph.judgements) == 1 and graph.find("PVA") != graph.find("Port of Vessen Authority")
        assert not graph.unfinished and graph.find("PVA") == graph.find("Port of Vessen Authority") and audit(graph.store).faults == []
        with graph.session():
            graph.put_back([(judgement, None) for judgement in graph.judgements.values()])
        assert graph.hash == before


def test_what_an_answer_settles_by_a_way_round_is_not_asked(store_uri: str, tmp_path: Path) -> None:
    file = tmp_path / "three.json"
    names = ("Kestrel Bay", "Kestrel Bay Works", "Kestrel Bay Works Trust")
    told = [
        document(f"d{i}", f"{name} uses Heron.", [("k", name, "Company"), ("h", "Heron", "Model")], [("USES", "k", "h", "reported")])
        for i, name in enumerate(names)
    ]
    file.write_text(json.dumps(told), encoding="utf-8")
    with Graph(store_uri, create=True) as graph:
        load(graph, str(file))
        assert len(graph.candidates()) == 3
    terminal = Terminal(store_uri)
    for count in (1, 2):
        terminal.wait(f"{count} of 3")
        terminal.wait("help")
        terminal.press("s")
    terminal.wait("That was the last one")
    terminal.press("q")
    terminal.wait("2 same")
    terminal.end()
    with Graph(store_uri) as graph:
        assert len({graph.find(name)[0].id for name in names}) == 1 and audit(graph.store).faults == []


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("one two three " * 6, ["  one two three one two three one two", "  three one two three one two three one", "  two three"]),
        (
            "云杉智算说，它将在年底之前采用鹭模型，并且已经签订了长期合同",
            ["  云杉智算说，它将在年底之前采用鹭模型，", "  并且已经签订了长期合同"],
        ),
        ("x" * 45, ["  " + "x" * 38, "  " + "x" * 7]),
    ],
)
def test_lines_fit_the_terminal(text: str, lines: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "41")
    assert list(wrapped(text)) == lines


def test_without_a_terminal_it_says_so_in_one_line_and_json_lists(store: str) -> None:
    done = CliRunner().invoke(main, ["review", "--store", store])
    assert done.exit_code == 1 and done.output == "Error: review asks a person: run it in a terminal, or list what it would ask with --json\n"
    listed = json.loads(CliRunner().invoke(main, ["review", "--json", "--store", store], catch_exceptions=False).stdout)
    assert [(row["left"]["name"], row["right"]["name"]) for row in listed] == [("Port of Vessen Authority", "PVA"), ("Oakline", "Oakline Freight")]
    assert listed[0]["right"]["facts"][0]["said"] == "Oakline Freight REGULATED_BY PVA"
    claims = json.loads(CliRunner().invoke(main, ["review", "claims", "--limit", "2", "--json", "--store", store], catch_exceptions=False).stdout)
    assert len(claims) == 2 and all(row["quote"]["text"] for row in claims)
    with Graph(store) as graph:
        graph.judge(listed[0]["left"]["judge_as"], listed[0]["right"]["judge_as"], "same", "a program")
        assert len(graph.candidates()) == 1
