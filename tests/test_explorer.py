"""What the explorer is given: the part of the graph asked for, words in their sentence, and what people decided."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from test_graph import load
from world import write_world

from graphkit.cli import main
from graphkit.derive import STATUSES
from graphkit.drawing import around
from graphkit.errors import GraphkitError
from graphkit.graph import Graph
from graphkit.selection import Selection

ME = {"reason": "read it again", "by": "me"}


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    (tmp_path / "world").mkdir()
    with Graph(str(tmp_path / "g.db"), create=True) as graph:
        load(graph, *write_world(tmp_path / "world"))
        yield graph


def data(html: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert found
    value: dict[str, Any] = json.loads(found[1])
    return value


def edges(html: str) -> list[tuple[str, str, str, str]]:
    """Subject, relation, object and status of each edge in the page."""
    held = data(html)
    words, names = held["words"], [node["label"] for node in held["nodes"]]
    return [(names[e[2]], words["relations"][e[1]][0], names[e[3]], words["statuses"][e[4]]) for e in held["edges"]]


def test_a_page_has_the_edges_of_its_selection(graph: Graph) -> None:
    everything = edges(graph.explore())
    assert {status for *_, status in everything} >= {"confirmed", "planned", "rumoured"}
    part = edges(graph.explore(Selection(about=("Tarn",), relations=("DEVELOPS", "EVALUATED"))))
    assert part and all("Tarn" in (a, b) and relation in ("DEVELOPS", "EVALUATED") for a, relation, b, _ in part)
    assert len(part) < len(everything)


def test_how_much_of_the_sources_travels_is_a_choice(graph: Graph) -> None:
    before = "Oakline evaluated models from Pellucid"
    sentence, passage, nothing = (graph.explore(context=context) for context in ("sentence", "passage", "none"))
    assert len(nothing) < len(sentence) < len(passage)
    assert before in passage
    assert "It dropped Pellucid" in sentence and "It dropped Pellucid" not in nothing


@pytest.mark.parametrize(
    ("context", "around_it"),
    [("sentence", ("“Two. ", " four,” he said.")), ("passage", ("One! “Two. ", " four,” he said. Five?"))],
)
def test_words_stand_in_their_sentence_or_their_passage(context: Any, around_it: tuple[str, str]) -> None:
    text = "Zero.\nOne! “Two. three four,” he said. Five?\nSix."
    start = text.index("three")
    before, after = around(text, start, start + len("three"), context)
    assert around_it[1] == after
    assert around_it[0].endswith(before)


def test_what_people_took_out_travels_marked_and_what_they_accepted_says_so(graph: Graph) -> None:
    rows = {(row["relation"], row["object"]): row for row in graph.claim_rows()}
    graph.review(rows["USES", "Heron"]["id"], "reject", **ME)
    graph.review(rows["DEVELOPS", "Heron"]["id"], "accept", **ME)
    page = graph.explore()
    assert ("Oakline", "USES", "Heron", "withdrawn") in edges(page)
    told = {claim[0]: claim[5] for edge in data(page)["edges"] for claim in edge[6] if len(claim) > 5}
    rejected, accepted = told[rows["USES", "Heron"]["id"]], told[rows["DEVELOPS", "Heron"]["id"]]
    assert rejected["standing"] == "rejected" and rejected["review"] == {"verdict": "rejected", **ME}
    assert "standing" not in accepted and accepted["review"] == {"verdict": "accepted", **ME}
    for selection in (Selection(), Selection(statuses=("confirmed",)), Selection(about=("Pellucid",))):
        assert "withdrawn" not in {status for *_, status in edges(graph.explore(selection))}


def test_a_retracted_document_is_marked_and_a_purged_one_is_gone(graph: Graph) -> None:
    wire, note = (next(i for i, document in graph.documents.items() if word in (document.title or "")) for word in ("drops Pellucid", "lost Oakline"))
    graph.retract(wire, **ME)
    graph.purge(note, **ME)
    page = graph.explore()
    assert {document[0]: document[5:] for document in data(page)["documents"]}[wire] == ["by me: read it again"]
    assert note not in page and "over its price" not in page
    assert {standing["standing"] for edge in data(page)["edges"] for claim in edge[6] for standing in claim[5:] if "standing" in standing} == {"retracted"}


def test_a_page_of_a_part_says_which(graph: Graph) -> None:
    graph.review(next(row["id"] for row in graph.claim_rows() if row["relation"] == "USES"), "reject", **ME)
    whole = graph.explore()
    assert data(whole)["part"] == "" and "withdrawn" in {status for *_, status in edges(whole)}
    of = len(edges(whole))
    about = graph.explore(Selection(about=("Tarn",), relations=("DEVELOPS", "EVALUATED"), statuses=tuple(STATUSES), as_of="2026", known_by="2027"))
    assert data(about)["part"] == f"about Tarn; develops, evaluated only; as of 2026; known by 2027; {len(edges(about))} of {of} links"
    nothing = graph.explore(Selection(statuses=tuple(STATUSES), known_by="1990"))
    assert data(nothing)["part"] == f"known by 1990; 0 of {of} links"


def test_what_was_asked_for_by_name_is_on(graph: Graph) -> None:
    assert data(graph.explore())["words"]["shown"] == ["confirmed", "disputed", "reported"]
    planned = graph.explore(Selection(statuses=("planned",)))
    assert data(planned)["words"]["shown"] == ["planned"]
    assert {status for *_, status in edges(planned)} == {"planned"}


def test_another_context_is_refused_before_anything_is_read(graph: Graph) -> None:
    with pytest.raises(GraphkitError, match="no context 'foo'"):
        graph.explore(context="foo")  # type: ignore[arg-type]


def test_a_notebook_shows_the_page_in_a_frame(graph: Graph) -> None:
    page = graph.explore(title='T "1"')
    shown = page._repr_html_()
    assert shown.startswith("<iframe srcdoc=") and shown.count('"') == 6
    assert graph.explore(title='T "1"') == page


def test_a_page_opens_where_it_is_told(graph: Graph, tmp_path: Path) -> None:
    assert data(graph.explore(opens="table"))["opens"] == "tab=table"
    assert data(graph.explore(opens="tab=graph&depth=2"))["opens"] == "tab=graph&depth=2"
    with pytest.raises(GraphkitError, match="decisions, graph, timeline, table"):
        graph.explore(opens="tables")


def test_the_command_writes_what_the_api_gives(graph: Graph, tmp_path: Path) -> None:
    page = graph.explore(Selection(about=("Tarn",)), title="T", opens="graph", context="none")
    graph.close()
    file = tmp_path / "page.html"
    arguments = ["explore", "-o", str(file), "--title", "T", "--opens", "graph", "--context", "none", "--about", "Tarn", "--store", str(tmp_path / "g.db")]
    statuses = [word for status in ("confirmed", "reported", "disputed") for word in ("--status", status)]
    result = CliRunner().invoke(main, [*arguments, *statuses])
    assert result.exit_code == 0, result.output
    assert file.read_text(encoding="utf-8") == page
    assert "can't open on 'x'" in CliRunner().invoke(main, [*arguments, "--opens", "x"]).output
