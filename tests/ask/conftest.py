"""The invented world that questions are asked of, loaded once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graphkit import Graph
from graphkit.loading import sources

WORLD = Path(__file__).with_name("world.json")


@pytest.fixture(scope="session")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    with Graph(str(tmp_path_factory.mktemp("ask") / "graph.db"), create=True) as made:
        assert not made.load(sources([str(WORLD)])).failed
        yield made
