"""Statements pasted into Neo4j Browser."""

import base64
import re
import subprocess
import sys
from pathlib import Path

import pytest
from neo4j_browser import run_in_browser
from neo4j_server import Server
from playwright.sync_api import Page

from graphkit.browser import colours, saved_queries, style
from graphkit.catalogue import catalogue
from graphkit.ontology import ENTITY_TYPES, RELATIONS


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


DROP = """([name, data]) => {
    const file = new File([Uint8Array.from(atob(data), c => c.charCodeAt(0))], name);
    const dragged = new DataTransfer();
    dragged.items.add(file);
    document.querySelector(".filedrop").dispatchEvent(new DragEvent("drop", { bubbles: true, dataTransfer: dragged }));
}"""


def drop(page: Page, name: str, content: bytes) -> None:
    """Let go of a file over the page."""
    page.evaluate(DROP, [name, base64.b64encode(content).decode()])


def test_the_style_sheet_colours_every_type_and_relation(page: Page, examples: Server) -> None:
    run_in_browser(page, examples, "RETURN 1")
    drop(page, "graphkit.grass", style().encode())
    page.get_by_text("node.Company {").first.wait_for()
    drawn = run_in_browser(page, examples, f"MATCH p = (:Company {{name: '{BUYER}'}})-[:EVALUATED|REJECTED_BECAUSE]->() RETURN p")
    assert drawn.kind == "graph"
    shown = page.locator("#svg-vis")
    colour = colours()
    fills = {circle.get_attribute("fill") for circle in shown.locator("circle.b-outline").all()}
    assert {colour["type-Company"], colour["type-Model"]} <= fills <= {colour[f"type-{name}"] for name in ENTITY_TYPES}
    arrows = {path.get_attribute("fill") for path in shown.locator("g.relationship path.b-outline").all()}
    # Browser adds the edges between what it shows.
    assert {colour["rel-EVALUATED"], colour["rel-REJECTED_BECAUSE"]} <= arrows <= {colour[f"rel-{name}"] for name in RELATIONS}
    words = shown.inner_text()
    assert "Cadrelle" in words and "rejected" in words
    assert colour.keys() >= {f"type-{name}" for name in ENTITY_TYPES} | {f"rel-{name}" for name in RELATIONS}


def test_the_saved_queries_arrive_and_run(page: Page, examples: Server) -> None:
    run_in_browser(page, examples, "RETURN 1")
    drop(page, "graphkit-queries.zip", saved_queries())
    page.locator('[data-testid="navigationFavorites"], [data-testid="drawerFavorites"], button[title="Favorites"]').first.click()
    for folder in ("graphkit answers", "graphkit drawings"):
        page.get_by_text(folder, exact=True).click()
        page.get_by_text("most-rejected: ").first.wait_for()
        assert page.get_by_text(re.compile(r"^[a-z-]+: .*\.$")).count() >= len(catalogue())
        page.get_by_text(folder, exact=True).click()
    assert saved_queries() == saved_queries()


def test_the_statement_of_the_walk_through_lists_claims_with_their_sources(page: Page, examples: Server) -> None:
    (statement,) = re.findall(r"```cypher\n(.*?)```", (ROOT / "docs" / "browser.md").read_text("utf-8"), re.DOTALL)
    listed = run_in_browser(page, examples, statement)
    assert listed.kind == "table" and "Cadrelle" in listed.rows_text and "rejected" in listed.rows_text
