"""Statements pasted into Neo4j Browser."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from neo4j_browser import run_in_browser
from neo4j_server import Server
from playwright.sync_api import Page

from graphkit.catalogue import catalogue


@pytest.fixture
def small_graph(neo4j_5: Server) -> Server:
    neo4j_5.wipe()
    with neo4j_5.driver() as driver:
        driver.execute_query("CREATE (:Company {id: 'c1', name: 'Ostwind'})-[:EVALUATED {outcome: 'rejected'}]->(:Company {id: 'c2', name: 'Nordlicht AI'})")
    return neo4j_5


def test_browser_draws_lists_and_complains(page: Page, small_graph: Server) -> None:
    drawn = run_in_browser(page, small_graph, "MATCH (a:Company)-[e:EVALUATED]->(b:Company)\nRETURN a, e, b;")
    assert drawn.kind == "graph"
    assert "Displaying 2 nodes, 1 relationships" in drawn.rows_text
    assert not drawn.warned

    run_in_browser(page, small_graph, ':param {buyer: "Ostwind", limit: 10}')
    question = "// Whom it turned down.\nMATCH (a:Company {name: $buyer})-[e]->(b)\nRETURN b.name AS vendor, e.outcome AS outcome\nLIMIT toInteger($limit);"
    listed = run_in_browser(page, small_graph, question)
    assert listed.kind == "table"
    assert listed.rows_text.splitlines()[1].split("\t") == ['"Nordlicht AI"', '"rejected"']

    assert run_in_browser(page, small_graph, "MATCH (a:Company {name: 'nobody'}) RETURN a;").kind == "empty"
    refused = run_in_browser(page, small_graph, "MATCH (a:Company RETURN a;")
    assert (refused.kind, "SyntaxError" in refused.rows_text or "Invalid input" in refused.rows_text) == ("error", True)


ROOT = Path(__file__).parents[1]
BUYER = "Brightwell Mobile"  # of the examples, as are the others
ANSWERED = {"evaluated-by": {"buyer": BUYER}, "dropped": {"vendor": "Cadrelle"}, "most-rejected": {}, "partners": {"of": BUYER}}


@pytest.fixture(scope="module")
def examples(neo4j_5: Server) -> Server:
    """The server with the example documents in it."""
    neo4j_5.wipe()
    _graphkit(neo4j_5, "load", str(ROOT / "examples"))
    return neo4j_5


def _graphkit(server: Server, *arguments: str) -> str:
    settings = {"GRAPHKIT_STORE": server.uri, "GRAPHKIT_NEO4J_USER": server.user, "GRAPHKIT_NEO4J_PASSWORD": server.password}
    command = Path(sys.executable).with_name("graphkit")
    return subprocess.run([command, *arguments], env=settings, stdout=subprocess.PIPE, text=True, check=True).stdout


def test_every_question_can_be_pasted_after_its_param_line(page: Page, examples: Server) -> None:
    refused = {}
    for name, question in catalogue().items():
        (line,) = re.findall(r"^// (:param .+)$", question.text, re.M) or [""]
        if line:
            run_in_browser(page, examples, line)
        result = run_in_browser(page, examples, question.text)
        if result.kind == "error":
            refused[name] = result.rows_text
    assert refused == {}


@pytest.mark.parametrize("name", ANSWERED)
def test_question_lists_and_draws(name: str, page: Page, examples: Server) -> None:
    values = ANSWERED[name] | {"limit": 100}
    run_in_browser(page, examples, ":param {" + ", ".join(f"{key}: {value!r}" for key, value in values.items()) + "}")
    listed = run_in_browser(page, examples, catalogue()[name].text)
    assert listed.kind == "table", listed.rows_text

    options = [part for key, value in ANSWERED[name].items() for part in (f"--{key}", value)]
    drawn = run_in_browser(page, examples, _graphkit(examples, "query", name, *options, "--for-browser"))
    assert drawn.kind == "graph", drawn.rows_text
