"""Statements pasted into Neo4j Browser."""

import pytest
from neo4j_browser import run_in_browser
from neo4j_server import Server
from playwright.sync_api import Page


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
