"""Word lists from ``words.toml`` and ``first_names.txt``, read once."""

import tomllib
from functools import cache
from importlib.resources import files


def data(name: str) -> str:
    """The text of a data file that lies beside this module."""
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


@cache
def table(name: str) -> dict[str, dict[str, frozenset[str]]]:
    """``section → key → words`` of a TOML file whose values are words separated by blanks."""
    return {section: {key: frozenset(value.split()) for key, value in keys.items()} for section, keys in tomllib.loads(data(name)).items()}


def words(section: str, key: str) -> frozenset[str]:
    """One list of ``words.toml``."""
    return table("words.toml")[section][key]


@cache
def kinds(section: str) -> dict[str, str]:
    """``word → entity type`` for a section of ``words.toml`` that is keyed by type."""
    return {word: kind for kind, listed in table("words.toml")[section].items() for word in listed}


@cache
def first_names() -> frozenset[str]:
    """Common given names, lower case."""
    return frozenset(data("first_names.txt").split())
