"""Questions in English, answered from the graph: offline, without a key, the same answer each time."""

from datetime import date
from typing import Any

from .answer import Answer, Understood
from .render import render
from .session import Session

__all__ = ["Answer", "Session", "Understood", "ask", "render"]


def ask(graph: Any, question: str, session: Session | None = None, today: date | None = None) -> Answer:
    """Answer *question* from *graph*."""
    return Answer(question=question, status="not_understood", text="I did not understand the question.")
