"""What a question gets: an answer that says how it was understood, in words and in rows with their evidence."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Status = Literal["answered", "none", "ambiguous", "not_understood"]


class Understood(BaseModel):
    """How the question was read: the things named, the relation asked for, what narrows it, and the same in Cypher."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    entities: tuple[str, ...] = ()
    relation: str | None = None
    filters: dict[str, Any] = Field(default_factory=dict)
    cypher: str | None = None


class Answer(BaseModel):
    """The answer to one question.

    ``status`` is ``answered``; ``none`` where no source states anything that answers it; ``ambiguous`` where a name in
    it stands for several things (``candidates``); ``not_understood`` where it is no question about this graph.
    ``value`` is the number, the yes or no (true, false) or the date that was asked for. Each of ``rows`` is one edge:
    what `Graph.answers` gives, and ``entities``, the names in it that answer the question.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    question: str
    understood: Understood = Understood()
    status: Status
    text: str
    value: bool | int | str | None = None
    candidates: tuple[dict[str, str], ...] = ()
    rows: tuple[dict[str, Any], ...] = ()

    @property
    def answerable(self) -> bool:
        """Whether the graph answers it."""
        return self.status == "answered"

    @property
    def entities(self) -> tuple[str, ...]:
        """The names that answer the question, each once."""
        return tuple(dict.fromkeys(name for row in self.rows for name in row["entities"]))

    def row(self, *, cypher: bool = False) -> dict[str, Any]:
        """As one JSON value, with the statement where *cypher* asks for it."""
        return {
            "question": self.question,
            "understood": self.understood.model_dump(mode="json", exclude=set() if cypher else {"cypher"}),
            "status": self.status,
            "answerable": self.answerable,
            "text": self.text,
            "value": self.value,
            "candidates": list(self.candidates),
            "rows": list(self.rows),
        }
