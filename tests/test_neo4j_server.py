"""The servers that the other tests lean on are what they claim to be."""

import os
from pathlib import Path

import pytest
from neo4j import GraphDatabase
from neo4j.exceptions import AuthError
from neo4j_server import CURRENT, LTS, Line, Server


@pytest.mark.parametrize(
    ("fixture", "line"),
    [pytest.param("neo4j_5", LTS, marks=pytest.mark.server), pytest.param("neo4j_current", CURRENT, marks=[pytest.mark.server, pytest.mark.current])],
)
def test_version_password_and_recovery(fixture: str, line: Line, request: pytest.FixtureRequest) -> None:
    server: Server = request.getfixturevalue(fixture)
    with server.driver() as driver:
        records, _, _ = driver.execute_query("CALL dbms.components() YIELD versions, edition RETURN versions[0] AS version, edition")
        assert (records[0]["version"], records[0]["edition"]) == (line.version, "community")
        driver.execute_query("CREATE (:Kept {id: 'a'})")
    with GraphDatabase.driver(server.uri, auth=("neo4j", "wrong")) as driver, pytest.raises(AuthError):
        driver.verify_connectivity()

    server.kill()
    server.start()
    with server.driver() as driver:
        assert driver.execute_query("MATCH (n:Kept) RETURN count(n) AS n").records[0]["n"] == 1


def test_each_test_gets_an_empty_store(store_uri: str) -> None:
    if "://" not in store_uri:
        assert not Path(store_uri).exists()
        return
    auth = (os.environ["GRAPHKIT_NEO4J_USER"], os.environ["GRAPHKIT_NEO4J_PASSWORD"])
    with GraphDatabase.driver(store_uri, auth=auth) as driver:
        assert driver.execute_query("MATCH (n) RETURN count(n) AS n").records[0]["n"] == 0


def test_wipe_takes_data_constraints_and_indexes(neo4j_5: Server) -> None:
    with neo4j_5.driver() as driver:
        driver.execute_query("CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE")
        driver.execute_query("CREATE FULLTEXT INDEX names IF NOT EXISTS FOR (n:Entity) ON EACH [n.name]")
        driver.execute_query("UNWIND range(1, 12000) AS i CREATE (:Entity {id: toString(i), name: 'x'})")
        neo4j_5.wipe()
        assert driver.execute_query("MATCH (n) RETURN count(n) AS n").records[0]["n"] == 0
        assert not driver.execute_query("SHOW CONSTRAINTS").records
        assert {r["type"] for r in driver.execute_query("SHOW INDEXES").records} <= {"LOOKUP"}
