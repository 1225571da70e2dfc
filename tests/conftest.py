"""Which tests run: those that need more than Python wait until they are asked for.

`pytest` runs what needs Python only, in seconds. `pytest --services` adds Neo4j servers, Neo4j Browser, Neo4j's linter and the
container's recipe, fetched on first need; what can't be had is skipped. With GRAPHKIT_REQUIRE_SERVICES=1 (CI) it fails instead.
With GRAPHKIT_TEST_NEO4J_URI=bolt://host:7687 the tests of a server run on that one, and **wipe it**.
"""

import pytest
from services import GIVEN_NEO4J, wanted

pytest_plugins = ("neo4j_server", "neo4j_browser")

MARKERS = {
    "server": "needs a Neo4j server",
    "current": "needs Neo4j's newest line (Java 21)",
    "browser": "needs Chromium",
    "external": "needs another program, or root: node, docker-compose, a virtual environment, a file system of its own",
}
BY_FIXTURE = {"neo4j": ["server"], "neo4j_5": ["server"], "neo4j_current": ["server", "current"], "page": ["browser"]}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--services", action="store_true", help="also run the tests that need Neo4j, Chromium or node")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """One process where servers and browsers run: they are shared, and large; else one for each core."""
    return 0 if GIVEN_NEO4J or wanted(config) else None


def pytest_configure(config: pytest.Config) -> None:
    for name, meaning in MARKERS.items():
        config.addinivalue_line("markers", f"{name}: {meaning}")


@pytest.hookimpl(tryfirst=True)  # before -m selects
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    asked = {"server"} if GIVEN_NEO4J else set()
    if wanted(config):
        asked = set(MARKERS)
    for item in items:
        for fixture in getattr(item, "fixturenames", ()):
            for marker in BY_FIXTURE.get(fixture, ()):
                item.add_marker(marker)
        missing = {marker.name for marker in item.iter_markers()} & MARKERS.keys() - asked
        if missing:
            item.add_marker(pytest.mark.skip(reason=f"needs {', '.join(sorted(missing))}: run pytest --services"))
