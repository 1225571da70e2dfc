"""Any language model as a reader, optional: held to the same evidence as the offline one.

A window of a document becomes a prompt (`prompt`), a server answers it (`client`, `apis`) or did so before (`cache`), and what
the document bears out of the reply becomes claims (`reply`, `gate`), alone or pooled with the rules' (`vote`). Needs the extra ``llm``.
"""

from pathlib import Path

from .budget import Budget
from .cache import Cache, default
from .extractor import Estimate, LlmExtractor
from .settings import Settings, settings
from .vote import BothExtractor

__all__ = ["BothExtractor", "Budget", "Cache", "Estimate", "LlmExtractor", "Settings", "extractor", "settings"]


def extractor(config: Path | None = None, cache: Path | None = None, budget: float | None = None) -> LlmExtractor:
    """The model that the environment, or the file *config*, names; *budget* is in the currency of its prices.

    Raises `errors.LlmError` where none is set up.
    """
    chosen = settings(config)
    return LlmExtractor(chosen, Cache(cache or default()), Budget(chosen, budget))
