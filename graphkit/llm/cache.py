"""Replies that were paid for, by what was asked: the same question to the same model is never asked twice, also after a crash."""

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from ..records import canonical_json
from .apis import Answer
from .prompt import Prompt
from .settings import Settings


def default() -> Path:
    """Where replies are kept if nobody says where."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "graphkit" / "llm"


class Cache:
    """A folder of replies, one file each, readable by their owner only: they quote what was asked about. No key is in them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, settings: Settings, prompt: Prompt) -> Path:
        """The file for *prompt* to this model: named by a hash of content, rules, schema, model and server."""
        asked = [settings.url, settings.model, settings.max_tokens, prompt.system, prompt.user, prompt.schema]
        name = hashlib.sha256(canonical_json(asked).encode()).hexdigest()
        return self.folder / name[:2] / f"{name}.json"

    def get(self, path: Path) -> Answer | None:
        """The reply kept at *path*; None where there is none, or a broken one."""
        try:
            return Answer(**json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def put(self, path: Path, answer: Answer) -> None:
        """Keep *answer*, whole or not at all."""
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".new")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(asdict(answer), file, ensure_ascii=False)
            Path(temporary).replace(path)
        except BaseException:
            with suppress(OSError):
                Path(temporary).unlink()
            raise
