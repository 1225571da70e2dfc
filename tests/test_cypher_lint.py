"""Every Cypher file that both engines share stays inside what both engines run, and passes Neo4j's own linter."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from services import cached, fetch, program

CYPHER = Path(__file__).parents[1] / "cypher"
LINTER = Path(__file__).parent / "cypher_lint"
SHARED = sorted(path for path in CYPHER.glob("*/*.cypher") if path.name.count(".") == 1)  # fulltext.neo4j.cypher is for one engine

_NOISE = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|//[^\n]*|/\*.*?\*/", re.S)
_CLAUSE = re.compile(r"\b(?=(?:MATCH|MERGE|CREATE|SET|REMOVE|WITH|RETURN|UNWIND|CALL|WHERE|DELETE|ORDER|LIMIT|SKIP)\b)")
_UPPER_SNAKE = re.compile(r"[A-Z][A-Z0-9_]*")
_PLACEHOLDERS = {"HEAD", "TAIL", "LABEL"}

EVERYWHERE = {
    r"\bLOAD\s+CSV\b": "LOAD CSV: load in Python",
    r"\bapoc\s*\.": "apoc: not on every server, not embedded",
    r"\bCALL\s+(?!db\.index\.fulltext\.queryNodes\b)[a-z]\w*\.": "procedures other than db.index.fulltext.queryNodes: not on both engines",
    r"queryNodes\s*\([^()]*,[^()]*,": "queryNodes with options: not on both engines",
    r"\bIN\s+(?:\w+\s+)?TRANSACTIONS\b": "CALL … IN TRANSACTIONS: batch in Python",
    r"\bFULLTEXT\b": "full-text DDL: schema/fulltext.* has it for each engine",
    r"\bSHORTEST\b|\bMATCH\s+(?:\w+\s*=\s*)?(?:ANY|ALL)\b": "SHORTEST, ANY, ALL: use shortestPath or allShortestPaths",
    r":\s*\$\s*(?:any|all)?\s*\(": "dynamic labels and types: one statement a label",
    r"\(\s*\w*\s*:\s*\w+\s*[:&]\s*\w": "several labels on a node: one label, other roles in a list property",
    r"\b(?:elementId|id)\s*\(": "the engine's own ids: use the id or the key property",
    r"\b(?:datetime|localdatetime|localtime|time)\s*\(": "times: date(), or an ISO 8601 string in UTC",
    r"[({,]\s*id\s*:\s*\d": "a number as an id: ids are strings",
    r"^\s*(?:CYPHER|EXPLAIN|PROFILE|USE)\b": "a prefix: both versions of Cypher run the file as it stands",
    r"\[\s*\w*\s*(?::[^\]*]*)?\*\s*(?:\d+\s*\.\.\s*)?[\]{]": "a path of any length: give an upper bound",
    r"\[\s*\w*\s*\*": "a path over every type: name the types",
}
QUESTIONS = {
    r"\b(?:CREATE|MERGE|SET|REMOVE|DELETE|DROP|FOREACH)\b": "a question that writes",
    r"\b(?:LIMIT|SKIP)\s+\$": "LIMIT $n: Neo4j Browser's :param makes it 10.0, which Neo4j refuses; toInteger($n)",
    r"\bRETURN\s+(?:DISTINCT\s+)?\*": "RETURN *: it returns nodes",
}


def violations(text: str, folder: str) -> list[str]:
    """What keeps *text*, a file of cypher/*folder*, from running alike on both engines."""
    bare = _NOISE.sub(lambda found: "''" if found[0][0] in "'\"" else "", text).strip()
    rules = EVERYWHERE | QUESTIONS if folder == "questions" else EVERYWHERE
    found = [why for pattern, why in rules.items() if re.search(pattern, bare, re.M)]
    if not bare.endswith(";") or (bare.count(";") > 1 and folder != "schema"):
        found.append("one statement, ended by one semicolon")
    outside_maps = bare
    while (flat := re.sub(r"\{[^{}]*\}", "", outside_maps)) != outside_maps:
        outside_maps = flat
    clauses = _CLAUSE.split(outside_maps)
    if any(re.match(r"(?:SET|REMOVE)\b", clause) and re.search(r"\b\w+\s*:\s*\w", clause) for clause in clauses):
        found.append("SET or REMOVE of a label: the embedded engine can't in the transaction that made the node; one label for good")
    for label in re.findall(r"\(\s*\w*\s*:\s*(\w+)", bare):
        if label not in _PLACEHOLDERS and _UPPER_SNAKE.fullmatch(label):
            found.append(f"label {label}: CamelCase, or it may collide with a type")
    for types in re.findall(r"\[\s*\w*\s*:\s*(\w+(?:\s*\|\s*\w+)*)", bare):
        found += [f"type {name}: UPPER_SNAKE, or it may collide with a label" for name in re.split(r"\s*\|\s*", types) if not _UPPER_SNAKE.fullmatch(name)]
    if folder == "questions":
        found += _graph_objects_returned(bare)
    return found


def _graph_objects_returned(bare: str) -> list[str]:
    """Nodes, edges and paths in the last RETURN: the engines hand them over in different shapes."""
    bound = set(re.findall(r"(?:(?<!\w)\(|-\[)\s*(\w+)\s*(?=[:)\]{*])", bare)) | set(re.findall(r"\bMATCH\s+(\w+)\s*=", bare))
    returned = re.split(r"\bRETURN\s+(?:DISTINCT\s+)?", bare)[-1]
    items = re.split(r"\bORDER\s+BY\b|\bLIMIT\b|\bSKIP\b|;", returned)[0]
    depth, item, found = 0, "", []
    for character in items + ",":
        depth += (character in "([{") - (character in ")]}")
        if character != "," or depth:
            item += character
            continue
        value = re.sub(r"\s+AS\s+\w+\s*$", "", item.strip())
        inner = re.fullmatch(r"(?:collect|head|last)\(\s*(?:DISTINCT\s+)?(\w+)\s*\)", value)
        if (inner[1] if inner else value) in bound or re.match(r"(?:nodes|relationships|startNode|endNode)\([^()]*\)$", value):
            found.append(f"{value} is a node, an edge or a path: return its properties")
        item = ""
    return found


@pytest.mark.parametrize("path", SHARED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_file_stays_in_the_portable_subset(path: Path) -> None:
    assert violations(path.read_text("utf-8"), path.parent.name) == []


def test_there_are_files_to_lint() -> None:
    assert {path.parent.name for path in SHARED} >= {"questions", "read", "schema", "write"}


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (n:Company {name: $name})-[e:USES|PART_OF*1..3]->(m) WHERE all(x IN e WHERE x.ok) RETURN n.name AS name, m{.id} AS m LIMIT toInteger($limit);",
        "// SET n:Label, LOAD CSV; apoc.x, 'quoted'\nMATCH (n) RETURN 'LOAD CSV; (a:B:C) -- http://x/*' AS text, count(n) AS n;",
        "MATCH p = allShortestPaths((a:Company {id: $a})-[:USES*..5]-(b)) RETURN [n IN nodes(p) | n.name] AS chain, length(p) AS hops;",
        "MATCH (a:Company) CALL (a) { MATCH (a)-[e:USES]->() RETURN count(e) AS uses } RETURN a.name AS name, uses, collect(DISTINCT {url: a.url}) AS sources;",
        "CALL db.index.fulltext.queryNodes($index, $text) YIELD node, score RETURN node.name AS name, score ORDER BY score DESC;",
    ],
)
def test_lint_accepts_what_both_engines_run(text: str) -> None:
    assert violations(text, "questions") == []


@pytest.mark.parametrize(
    ("folder", "text", "complaint"),
    [
        ("write", "UNWIND $rows AS row MERGE (n:Org {id: row.id}) SET n.name = row.name, n:Vendor;", "SET or REMOVE of a label"),
        ("write", "MATCH (n:Org) REMOVE n:Vendor;", "SET or REMOVE of a label"),
        ("write", "MERGE (n:Org {id: $id}) ON CREATE SET n += {a: 1}, n:Vendor;", "SET or REMOVE of a label"),
        ("write", "MERGE (n:Org:Vendor {id: $id});", "several labels"),
        ("write", "MERGE (n:Org&Vendor {id: $id});", "several labels"),
        ("write", "UNWIND $rows AS row MERGE (n:$(row.label) {id: row.id});", "dynamic"),
        ("write", "MATCH (a), (b) MERGE (a)-[:$($type)]->(b);", "dynamic"),
        ("write", "MERGE (n:Org {id: 7});", "number as an id"),
        ("write", "MERGE (n:Org {id: $id}) SET n.seen = datetime();", "times"),
        ("write", "LOAD CSV FROM $url AS row CREATE (:Org {id: row[0]});", "LOAD CSV"),
        ("write", "UNWIND $rows AS row CALL (row) { MERGE (:Org {id: row.id}) } IN TRANSACTIONS OF 100 ROWS;", "IN TRANSACTIONS"),
        ("write", "UNWIND $rows AS row CALL (row) { MERGE (:Org {id: row.id}) } IN CONCURRENT TRANSACTIONS;", "IN TRANSACTIONS"),
        ("write", "MERGE (n:ORG {id: $id});", "label ORG"),
        ("write", "MATCH (a:Org), (b:Org) MERGE (a)-[:Partner]->(b);", "type Partner"),
        ("write", "MERGE (n:Org {id: $id})", "one statement"),
        ("write", "MERGE (n:Org {id: $id}); MERGE (m:Org {id: $other});", "one statement"),
        ("schema", "CREATE FULLTEXT INDEX names IF NOT EXISTS FOR (n:Org) ON EACH [n.name];", "full-text DDL"),
        ("questions", "CALL apoc.meta.schema() YIELD value RETURN value.x AS x;", "apoc"),
        ("questions", "CALL db.schema.visualization() YIELD nodes RETURN size(nodes) AS n;", "procedures"),
        ("questions", "CALL db.index.fulltext.queryNodes($index, $text, {limit: 5}) YIELD node RETURN node.name AS name;", "options"),
        ("questions", "MATCH p = SHORTEST 1 (a:Org)-[:USES]->+(b:Org) RETURN length(p) AS n;", "SHORTEST"),
        ("questions", "MATCH p = ANY (a:Org)-[:USES]->+(b:Org) RETURN length(p) AS n;", "SHORTEST"),
        ("questions", "MATCH (n:Org) RETURN elementId(n) AS x;", "own ids"),
        ("questions", "MATCH (n:Org) RETURN id(n) AS x;", "own ids"),
        ("questions", "CYPHER 25 MATCH (n:Org) RETURN n.name AS x;", "prefix"),
        ("questions", "MATCH (a:Org)-[:USES*]->(b) RETURN b.name AS x;", "any length"),
        ("questions", "MATCH (a:Org)-[:USES*2..]->(b) RETURN b.name AS x;", "any length"),
        ("questions", "MATCH (a:Org)-[*1..3]->(b) RETURN b.name AS x;", "every type"),
        ("questions", "MATCH (n:Org) SET n.seen = true RETURN n.name AS x;", "writes"),
        ("questions", "MATCH (n:Org) DETACH DELETE n;", "writes"),
        ("questions", "MATCH (n:Org) RETURN n.name AS x LIMIT $limit;", "toInteger"),
        ("questions", "MATCH (n:Org) RETURN *;", "RETURN *"),
        ("questions", "MATCH (n:Org) RETURN n;", "n is a node"),
        ("questions", "MATCH (n:Org)-[e:USES]->(m) RETURN n.name AS x, e AS edge ORDER BY x;", "e is a node"),
        ("questions", "MATCH p = (n:Org)-[:USES]->(m) RETURN DISTINCT p;", "p is a node"),
        ("questions", "MATCH (n:Org) RETURN collect(n) AS all;", "collect(n) is a node"),
        ("questions", "MATCH p = (n:Org)-[:USES]->(m) RETURN nodes(p) AS x;", "nodes(p) is a node"),
    ],
)
def test_lint_refuses(folder: str, text: str, complaint: str) -> None:
    assert any(complaint in found for found in violations(text, folder)), violations(text, folder)


@pytest.fixture(scope="module")
def neo4j_linter() -> list[str]:
    """The command that runs Neo4j's linter over files."""
    node, npm = program("node", "nodejs"), program("npm")
    sources = sorted(LINTER.iterdir())

    def install(folder: Path) -> None:
        for source in sources:
            shutil.copy(source, folder)
        fetch([npm, "ci", "--no-audit", "--no-fund"], cwd=folder)

    return [node, str(cached("cypher-lint", "".join(source.read_text() for source in sources), install) / "lint.js")]


def _complaints(linter: list[str], paths: list[Path]) -> list[str]:
    done = subprocess.run([*linter, *map(str, paths)], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


@pytest.mark.external
def test_neo4js_linter_accepts_every_file_as_cypher_5_and_25(neo4j_linter: list[str]) -> None:
    assert _complaints(neo4j_linter, SHARED) == []


@pytest.mark.external
def test_neo4js_linter_is_awake(neo4j_linter: list[str], tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.cypher"
    wrong.write_text("MATCH (n:Org)\nRETURN n.name, m.name;")
    assert _complaints(neo4j_linter, [wrong]) == [f"{wrong}:2: CYPHER {version}: Variable `m` not defined" for version in (5, 25)]
