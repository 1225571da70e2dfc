"""The command line: thin; each command opens the graph, calls one function of it and prints."""

from .main import main

__all__ = ["main"]
