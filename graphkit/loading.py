"""From what a person names (files, folders, globs, URLs, standard input) to documents.

A loader is one function, ``load(source, hints) -> Iterator[Document]``. `BUILT_IN` names ours by file suffix,
or URL scheme; another distribution adds its own as an entry point of the group ``graphkit.loaders``, with the
suffix (``epub``) as the entry point's name and ``package.module:load`` as its value. A loader gets the text and
the facts out of a source and hands both to `document`, which every loader uses.
"""

import ctypes
import functools
import glob
import importlib
import json
import os
import re
import signal
import stat
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, TypeVar

from .errors import GraphkitError, SourceError
from .records import Document, stored_text

MAX_BYTES = 32 * 1024 * 1024
MAX_TEXT = 10_000_000  # characters in one document
MAX_SECONDS = 60.0  # for one document; a hostile file can keep a parser busy for days

BUILT_IN = {
    "txt": "loaders.text:load",
    "text": "loaders.text:load",
    "md": "loaders.markdown:load",
    "markdown": "loaders.markdown:load",
    "html": "loaders.html:load",
    "htm": "loaders.html:load",
    "pdf": "loaders.pdf:load",
    "docx": "loaders.docx:load",
    "eml": "loaders.email:load",
    "json": "loaders.json:load",
    "jsonl": "loaders.json:load",
    "csv": "loaders.csv:load",
    "rss": "loaders.feed:load",
    "atom": "loaders.feed:load",
    "xml": "loaders.feed:load",
    "http": "loaders.web:load",
    "https": "loaders.web:load",
}


@dataclass(frozen=True, slots=True)
class Hints:
    """What the person says of a source, and how far a loader may go.

    What the person says wins over what the source says: who types ``--published`` has looked.
    """

    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    follow: bool = False  # fetch the articles that a feed only points to
    allow_private: bool = False  # fetch from private addresses
    max_bytes: int = MAX_BYTES


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to read: a file, standard input, or a URL. ``name`` is what the person called it."""

    name: str
    suffix: str  # "pdf", or the scheme of a URL
    path: Path | None = None
    data: bytes | None = None
    url: str | None = None  # where the data was fetched from
    charset: str | None = None  # as the server declares it

    def read(self, limit: int = MAX_BYTES) -> bytes:
        """The bytes; raises `SourceError` where they can't be had, are none, or are more than *limit*."""
        data = self.data
        if data is None:
            if self.path is None:
                raise SourceError(self.name, "nothing to read")
            try:
                if not stat.S_ISREG(self.path.stat().st_mode):
                    raise SourceError(self.name, "not a regular file")
                with self.path.open("rb") as file:
                    data = file.read(limit + 1)
            except OSError as error:
                raise SourceError(self.name, f"can't be read: {error.strerror}") from error
        if len(data) > limit:
            raise SourceError(self.name, f"larger than {limit / 2**20:g} MB; split it, or raise --max-size")
        if not data:
            raise SourceError(self.name, "is empty")
        return data


@dataclass(frozen=True, slots=True)
class Skipped:
    """A note, not an error: files in a folder that no loader reads."""

    folder: str
    suffixes: Counter[str]

    def __str__(self) -> str:
        kinds = ", ".join(f"{count} {'.' + suffix if suffix else 'without suffix'}" for suffix, count in sorted(self.suffixes.items()))
        total = self.suffixes.total()
        return f"{self.folder}: skipped {total} file{'s' * (total > 1)} that no loader reads ({kinds})"


Loader = Callable[[Source, Hints], Iterator[Document]]
Item = TypeVar("Item")


# What the person named → sources


def sources(arguments: Iterable[str], hints: Hints = Hints()) -> Iterator[Source | SourceError | Skipped]:
    """What *arguments* name, in their order: files, folders (recursive, sorted), globs, URLs, ``-``.

    Yields a `SourceError` for each that can't be had, and a `Skipped` for each folder or glob with files that no
    loader reads. A file named twice comes once, and where a ready-made graph (``NAME.gold.json``) stands beside
    its text (``NAME.txt``), the graph stands for both.
    """
    found = [thing for argument in arguments for thing in _named(argument, hints)]
    covered = {text for thing in found if isinstance(thing, Source) and thing.path for text in _texts_of(thing.path)}
    seen: set[Path] = set()
    for thing in found:
        if isinstance(thing, Source) and thing.path:
            if thing.path in covered or (real := thing.path.resolve()) in seen:
                continue
            seen.add(real)
        yield thing


def _named(argument: str, hints: Hints) -> Iterator[Source | SourceError | Skipped]:
    path = Path(argument)
    try:
        if argument == "-":
            data = sys.stdin.buffer.read(hints.max_bytes + 1)
            yield Source("standard input", _sniff(data), data=data)
        elif match := re.match(r"([A-Za-z][A-Za-z0-9+.-]+)://", argument):
            scheme = match[1].lower()
            yield Source(argument, scheme) if scheme in loaders() else SourceError(argument, f"no loader for {scheme}: addresses; there is http, https")
        elif path.is_dir():
            yield from _several(argument, _walk(path), f"no file that a loader reads ({_known()})")
        elif not path.exists() and glob.has_magic(argument):
            matches = sorted(map(Path, glob.glob(argument, recursive=True)))  # noqa: PTH207 - Path.glob takes no absolute pattern
            files = (file for found in matches for file in (_walk(found) if found.is_dir() else [found]))
            yield from _several(argument, files, "matches no file that a loader reads")
        elif not path.exists():
            yield SourceError(argument, "no such file or folder")
        elif (suffix := _suffix(path)) in loaders():
            yield Source(argument, suffix, path=path)
        else:
            yield SourceError(argument, f"no loader for {'.' + suffix if suffix else 'a file without suffix'}; there is {_known()}")
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


def _known() -> str:
    return ", ".join(name for name in loaders() if name not in ("http", "https"))


def _sniff(data: bytes) -> str:
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


# A source → its documents


@functools.cache
def loaders() -> dict[str, str]:
    """``module:function`` of every loader by suffix or scheme: the built-in ones, and plugins on top."""
    plugins = {entry.name.lower(): entry.value for entry in entry_points(group="graphkit.loaders")}
    return BUILT_IN | plugins


def loader(suffix: str) -> Loader:
    """The loader for *suffix* (or a URL scheme); raises `KeyError` where there is none."""
    module, _, function = loaders()[suffix].partition(":")
    load: Loader = getattr(importlib.import_module(module), function or "load")
    return load


def documents(source: Source, hints: Hints = Hints()) -> Iterator[Document]:
    """The documents of *source*; raises one `SourceError` for all that went wrong, after what could be read."""
    if source.suffix not in loaders():
        raise SourceError(source.name, f"no loader for .{source.suffix}; there is {_known()}")
    none = True
    try:
        found = loader(source.suffix)(source, hints)
        while True:
            with _time_limit(MAX_SECONDS):
                item = next(found, None)
            if item is None:
                break
            none = False
            yield item
    except SourceError:
        raise
    except _TooLong:
        raise SourceError(source.name, f"not read within {MAX_SECONDS:g} seconds; given up") from None
    except ImportError as error:
        raise SourceError(source.name, f"can't be read here: {error}; pip install it") from error
    except Exception as error:  # parsers raise all sorts at broken files; whatever it is, the other sources go on
        raise SourceError(source.name, f"broken {source.suffix} data ({type(error).__name__}: {str(error)[:200]})") from error
    if none:
        raise SourceError(source.name, "holds no document")


def each(source: Source, items: Iterator[tuple[str, Item]], read: Callable[[Item], Document]) -> Iterator[Document]:
    """The documents that *read* makes of *items* (place, item); those that fail are named, by place, in one error at the end."""
    problems: dict[str, list[str]] = {}
    while True:
        place = ""
        try:
            if (pair := next(items, None)) is None:
                break
            place, item = pair
            found = read(item)
        except SourceError as error:
            problems.setdefault(error.problem, []).append(place)
        else:
            yield found
    if problems:
        told = [f"{_and_more(places)}: {problem}" if places[0] else problem for problem, places in problems.items()]
        raise SourceError(source.name, _and_more(told, "; "))


def _and_more(parts: list[str], comma: str = ", ", most: int = 4) -> str:
    return comma.join(parts[:most]) + (f"{comma}and {len(parts) - most} more" if len(parts) > most else "")


def document(source: Source, hints: Hints, text: str, **facts: Any) -> Document:
    """The document with this *text*, the *facts* that its source gives (fields of `Document`), and *hints* over them.

    Raises `SourceError` where there is no text, too much of it, or a date that is none.
    """
    text = stored_text(text)
    if not text.strip():
        raise SourceError(source.name, "no text")
    if len(text) > MAX_TEXT:
        raise SourceError(source.name, f"more than {MAX_TEXT // 10**6} million characters of text; split it")
    if bad := re.search("[\0\ud800-\udfff]", text):
        raise SourceError(source.name, f"character U+{ord(bad[0]):04X} at offset {bad.start()} is no text")
    for field in ("title", "publisher", "url", "published", "language", "declared"):
        value = getattr(hints, field, None) or facts.get(field)
        clean = " ".join(re.sub("[\0-\x1f\x7f\ud800-\udfff]", " ", str(value)).split()) if value else ""
        facts[field] = clean or None
    facts["url"] = facts["url"] or source.url
    facts["language"] = _code(facts["language"]) or language(text)
    try:
        return Document.of(text, **facts)
    except GraphkitError as error:
        raise SourceError(source.name, f"published: {error}") from error


def _code(name: str | None) -> str | None:
    """``en`` of ``en-GB``; None of what is no ISO 639-1 code."""
    code = re.split("[-_]", (name or "").strip().lower())[0]
    return code if re.fullmatch("[a-z]{2}", code) else None


def language(text: str) -> str | None:
    """The ISO 639-1 code of the language of *text*; None where it is too short (under 20 words), or mixed."""
    sample = text[:20_000]
    if len(re.findall(r"[^\W\d_]{2,}", sample)) < 20 and len(re.findall("[\u3040-\u30ff\u4e00-\u9fff]", sample)) < 40:
        return None  # Chinese and Japanese put no spaces between words
    code, confidence = _identifier().classify(sample)
    return _code(code) if confidence > 0.7 else None


@functools.cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # half a second, so only where it is needed

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


class _TooLong(BaseException):
    """Not an `Exception`, so that no parser swallows it."""


@contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    """Raise `_TooLong` inside the block after *seconds*, and every second from then on until it is left."""
    if threading.current_thread() is threading.main_thread() and hasattr(signal, "setitimer"):

        def stop(*_: object) -> None:
            raise _TooLong

        before = signal.signal(signal.SIGALRM, stop)
        signal.setitimer(signal.ITIMER_REAL, seconds, 1)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
        return

    # Elsewhere no signal arrives: have the interpreter raise it in this thread at the next bytecode.
    target, left = threading.get_ident(), threading.Event()

    def watch() -> None:
        wait = seconds
        while not left.wait(wait):
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(target), ctypes.py_object(_TooLong))
            wait = 1

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        left.set()
        watcher.join()
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(target), None)  # one that is still on its way
