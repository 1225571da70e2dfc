"""What the tests of language models share."""

from collections.abc import Callable
from pathlib import Path

from graphkit import loading
from graphkit.llm import LlmExtractor
from graphkit.records import Document

EXAMPLES = Path(__file__).parents[2] / "examples"
KEY = "sk-tell-nobody-123456"
Make = Callable[..., LlmExtractor]


def example(name: str) -> list[Document]:
    """The documents in one file of the examples."""
    (source,) = loading.sources([str(EXAMPLES / name)], loading.Hints())
    assert isinstance(source, loading.Source)
    return list(loading.documents(source, loading.Hints()))
