"""Moved to `graphkit.names`; import from there."""

from ..names import COLUMNS, Known, Names, bare, key, read, starter

__all__ = ["COLUMNS", "Known", "Names", "bare", "key", "read", "starter"]
