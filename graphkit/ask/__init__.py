"""Questions in English, answered from the graph: offline, without a key, the same answer each time."""

from .answer import Answer, Understood
from .engine import ask
from .render import render
from .session import Session

__all__ = ["Answer", "Session", "Understood", "ask", "render"]
