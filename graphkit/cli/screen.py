"""Lines for a person's terminal: as wide as it is, and without what steers it."""

import os
import shutil
import unicodedata
from collections.abc import Iterator

import click


def say(line: str) -> None:
    click.echo(line, color=False if os.environ.get("NO_COLOR") else None)


def rule(title: str) -> str:
    return f"── {title} " + "─" * max(0, _width() - _cells(title) - 4)


def wrapped(text: str, indent: str = "  ", first: str | None = None) -> Iterator[str]:
    """*text* in lines that fit, each after *indent*, the first after *first*. Broken between words, where they aren't wide (Chinese) or too long."""
    line, free = indent if first is None else first, _width()
    fresh = True
    for word in text.split():
        if not fresh and _cells(line) + 1 + _cells(word) <= free:
            line += f" {word}"
            continue
        if not fresh and not _is_wide(word):
            yield line
            line, fresh = indent, True
        line += "" if fresh else " "
        for c in word:
            if _cells(line) + _cells(c) > free:
                yield line
                line = indent
            line += c
        fresh = False
    yield line


def clean(text: str) -> str:
    """*text* on one line, without characters that steer a terminal: documents come from anywhere."""
    return " ".join("".join(c if c.isprintable() or c.isspace() else "�" for c in text).split())


def counted(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")


def _width() -> int:
    return min(100, max(40, shutil.get_terminal_size().columns - 1))


def _cells(text: str) -> int:
    """How many columns *text* takes: wide characters take two, accents that stand alone none."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _is_wide(word: str) -> bool:
    return _cells(word) > len(word)
