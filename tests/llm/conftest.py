from collections.abc import Iterator
from pathlib import Path

import pytest
from llm_world import KEY, Make, example
from player import Player

from graphkit.llm import Budget, Cache, LlmExtractor
from graphkit.llm.settings import Prices, Settings
from graphkit.records import Document


@pytest.fixture
def player() -> Iterator[Player]:
    with Player() as server:
        yield server


@pytest.fixture
def made(player: Player, tmp_path: Path) -> Make:
    """Makes an extractor that asks the player, quick to give up; *facts* are settings."""

    def make(budget: float | None = None, **facts: object) -> LlmExtractor:
        given = {"url": player.url, "model": "played", "key": KEY, "api": "openai", "backoff": 0.01, "timeout": 20.0, "attempts": 3, "prices": Prices(3, 15)}
        settings = Settings.model_validate({**given, **facts})
        return LlmExtractor(settings, Cache(tmp_path / "cache"), Budget(settings, budget))

    return make


@pytest.fixture
def wire() -> Document:
    return example("harbor-wire.txt")[0]
