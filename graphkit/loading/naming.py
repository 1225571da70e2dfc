"""From what a person names (files, folders, globs, addresses, standard input) to sources."""

import glob
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..errors import SourceError
from .registry import known, loaders
from .source import NO_HINTS, Hints, Skipped, Source


def sources(arguments: Iterable[str], hints: Hints = NO_HINTS) -> Iterator[Source | SourceError | Skipped]:
    """What *arguments* name, in their order: files, folders (recursive, sorted), globs, URLs, ``-``.

    Yields a `SourceError` for each that can't be had, and a `Skipped` for each folder or glob with files that no
    loader reads. A file named twice comes once, and where a ready-made graph (``NAME.gold.json``) stands beside
    its text (``NAME.txt``), the graph stands for both.
    """
    found = [thing for argument in arguments for thing in _named(argument, hints)]
    covered = {text.resolve() for thing in found if isinstance(thing, Source) and thing.path for text in _texts_of(thing.path)}
    seen: set[Path] = set()
    for thing in found:
        if isinstance(thing, Source) and thing.path:
            if (real := thing.path.resolve()) in covered or real in seen:
                continue
            seen.add(real)
        yield thing


def _named(argument: str, hints: Hints) -> Iterator[Source | SourceError | Skipped]:
    path = Path(argument)
    try:
        if argument == "-":
            data = sys.stdin.buffer.read(hints.max_bytes + 1)
            yield Source("standard input", sniff(data), data=data)
        elif match := re.match(r"([A-Za-z][A-Za-z0-9+.-]+)://", argument):
            scheme = match[1].lower()
            yield Source(argument, scheme) if scheme in loaders() else SourceError(argument, f"no loader for {scheme}: addresses; there is http, https")
        elif path.is_dir():
            yield from _several(argument, _walk(path), f"no file that a loader reads ({known()})")
        elif not path.exists() and glob.has_magic(argument):
            matches = sorted(map(Path, glob.glob(argument, recursive=True)))  # noqa: PTH207 - Path.glob takes no absolute pattern
            files = (file for found in matches for file in (_walk(found) if found.is_dir() else [found]))
            yield from _several(argument, files, "matches no file that a loader reads")
        elif not path.exists():
            yield SourceError(argument, "a link that leads nowhere, or to itself" if path.is_symlink() else "no such file or folder")
        elif (suffix := _suffix(path)) in loaders():
            yield Source(argument, suffix, path=path)
        else:
            yield SourceError(argument, f"no loader for {'.' + suffix if suffix else 'a file without suffix'}; there is {known()}")
    except OSError as error:
        yield SourceError(argument, f"can't be read: {error.strerror}")


def _several(name: str, files: Iterable[Path | SourceError], none: str) -> Iterator[Source | SourceError | Skipped]:
    skipped: Counter[str] = Counter()
    empty = True
    for file in files:
        if isinstance(file, SourceError):
            yield file
        elif (suffix := _suffix(file)) in loaders():
            yield Source(str(file), suffix, path=file)
        else:
            skipped[suffix] += 1
            continue
        empty = False
    if skipped:
        yield Skipped(name, skipped)
    if empty:
        yield SourceError(name, none)


def _walk(folder: Path) -> Iterator[Path | SourceError]:
    """Files below *folder*, sorted, without hidden ones; a folder that a symlink leads back to is visited once."""
    problems: list[SourceError] = []

    def unreadable(error: OSError) -> None:
        problems.append(SourceError(str(error.filename), f"can't be read: {error.strerror}"))

    visited: set[str] = set()
    for root, folders, files in os.walk(folder, followlinks=True, onerror=unreadable):
        real = os.path.realpath(root)
        folders[:] = [] if real in visited else sorted(name for name in folders if not name.startswith("."))
        if real not in visited:
            yield from (Path(root, name) for name in sorted(files) if not name.startswith("."))
        visited.add(real)
    yield from problems


def _texts_of(path: Path) -> Iterator[Path]:
    """The files that the ready-made graph at *path*, if it is one, gets its text from."""
    texts = [text for text in sibling_texts(path) if text.exists()]
    if not texts:
        return
    if not path.name.endswith(".gold.json"):  # NAME.json is a graph only where it says so
        try:
            value = json.loads(path.read_bytes())
        except (OSError, ValueError, RecursionError):
            return
        if not isinstance(value, dict) or "entities" not in value or "text" in value:
            return
    yield texts[0]


def sibling_texts(path: Path) -> list[Path]:
    """Where the text of a graph at ``NAME.gold.json`` or ``NAME.json`` may be, best first."""
    if path.suffix != ".json":
        return []
    name = path.name.removesuffix(".json").removesuffix(".gold")
    return [path.with_name(f"{name}.{suffix}") for suffix in ("txt", "md", "html")]


def _suffix(path: Path) -> str:
    return path.suffix.lower().removeprefix(".")


def sniff(data: bytes) -> str:
    """The suffix that *data* would have as a file."""
    head = data.removeprefix(b"\xef\xbb\xbf")[:4096].lstrip()
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return "docx"
    if re.match(rb'\{\s*"|\[\s*\{', head):
        return "json"
    if re.match(rb"(Return-Path|Received|Message-ID|MIME-Version): ", head, re.I):
        return "eml"
    if re.match(rb"<!doctype html|<html|<head|<body|<article|<div|<p\b", head, re.I):
        return "html"
    if head.startswith(b"<"):
        return "xml" if re.search(rb"<(rss|feed|rdf:RDF)\b", head) else "html"
    return "md" if re.match(rb"# |---\r?\n", head) else "txt"
