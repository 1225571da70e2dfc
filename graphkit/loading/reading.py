"""From a source to its documents: hints, language and limits are treated here, once for all loaders."""

import functools
import re
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from ..errors import GraphkitError, SourceError
from ..records import Document, digest, stored_text
from . import timelimit
from .registry import known, loader, loaders
from .source import NO_HINTS, Hints, Source
from .timelimit import TooLongError, more_time, time_limit

MAX_TEXT = 10_000_000  # characters in one document
Item = TypeVar("Item")


def documents(source: Source, hints: Hints = NO_HINTS) -> Iterator[Document]:
    """The documents of *source*; raises one `SourceError` for all that went wrong, after what could be read."""
    if source.suffix not in loaders():
        raise SourceError(source.name, f"no loader for .{source.suffix}; there is {known()}")
    none = True
    try:
        found = loader(source.suffix)(source, hints)
        while True:
            with time_limit():
                item = next(found, None)
            if item is None:
                break
            none = False
            yield item
    except SourceError:
        raise
    except TooLongError:
        raise SourceError(source.name, f"not read within {timelimit.MAX_SECONDS:g} seconds; given up") from None
    except Exception as error:  # parsers raise all sorts at broken files; whatever it is, the other sources go on
        raise SourceError(source.name, _broken(source, error)) from error
    if none:
        raise SourceError(source.name, "holds no document")


def _broken(source: Source, error: Exception) -> str:
    if isinstance(error, RecursionError):
        return f"broken {source.suffix} data: nested too deeply"
    if isinstance(error, ImportError):
        return f"can't be read here: {error}; pip install it"
    return f"broken {source.suffix} data ({type(error).__name__}: {str(error)[:200]})"


def each(source: Source, items: Iterator[tuple[str, Item | SourceError]], read: Callable[[Item], Document]) -> Iterator[Document]:
    """The documents that *read* makes of *items* (place, item); those that fail are named, by place, in one error at the end."""
    problems: dict[str, list[str]] = {}
    while True:
        place = ""
        more_time()
        try:
            if (pair := next(items, None)) is None:
                break
            place, item = pair
            if isinstance(item, SourceError):
                raise item
            found = read(item)
        except SourceError as error:  # of this source, or of one that it points to and that must be named
            problems.setdefault(error.problem if error.source == source.name else str(error), []).append(place)
        except Exception as error:  # noqa: BLE001 - one item that a parser stumbles over is no reason to lose the others
            problems.setdefault(_broken(source, error), []).append(place)
        else:
            yield found
    if problems:
        told = [f"{_and_more(places)}: {problem}" if places[0] else problem for problem, places in problems.items()]
        raise SourceError(source.name, _and_more(told, "; "))


def _and_more(parts: list[str], comma: str = ", ", most: int = 4) -> str:
    return comma.join(parts[:most]) + (f"{comma}and {len(parts) - most} more" if len(parts) > most else "")


def document(source: Source, hints: Hints, text: str, *, item: bool = False, **facts: Any) -> Document:
    """The document with this *text*, the *facts* that its source gives (fields of `Document`), and *hints* over them.

    An *item* is one of several that a source holds: where it gives neither an id nor an address of its own, that of the source with a fragment
    stands for it, so that two items aren't taken for versions of one document.
    Raises `SourceError` where there is no text, too much of it, or a date or language that is none.
    """
    text = stored_text(text)
    if not text.strip():
        raise SourceError(source.name, "no text")
    if len(text) > MAX_TEXT:
        raise SourceError(source.name, f"more than {MAX_TEXT // 10**6} million characters of text; split it")
    if bad := re.search("[\0\ud800-\udfff]", text):
        raise SourceError(source.name, f"character U+{ord(bad[0]):04X} at offset {bad.start()} is no text")
    own = facts.get("url")
    for field in ("title", "publisher", "url", "published", "modified", "language", "declared"):
        value = getattr(hints, field, None) or facts.get(field)
        clean = " ".join(re.sub("[\0-\x1f\x7f\ud800-\udfff]", " ", str(value)).split()) if value else ""
        facts[field] = clean or None
    if hints.language and not _code(hints.language):
        raise SourceError(source.name, f"language: {hints.language!r} is no ISO 639-1 code; write en, de, zh")
    facts["url"] = facts["url"] or source.url
    if item and facts["url"] and not facts["declared"] and (hints.url or not own):
        facts["url"] = f"{facts['url'].partition('#')[0]}#{digest(text)[:8]}"
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
