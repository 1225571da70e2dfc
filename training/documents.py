"""Which annotated documents a script of training reads."""

from collections.abc import Iterable
from pathlib import Path


def annotated(folders: Iterable[Path], without: Path | None = None) -> list[Path]:
    """``NAME.gold.json`` of every document in *folders*, in order, but for those that the file *without* names, one folder/name a line."""
    left = set(without.read_text().split()) if without else set()
    paths = [path for folder in folders for path in sorted(folder.glob("*.gold.json"))]
    return [path for path in paths if f"{path.parent.name}/{stem(path)}" not in left]


def stem(path: Path) -> str:
    """The document's name."""
    return path.name.removesuffix(".gold.json")
