"""Which part of the graph: one JSON value that API, command line and explorer share."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, field_validator

from .derive import SHOWN, STATUSES
from .errors import QueryError
from .ontology import RELATIONS
from .periods import bounds, check_period


class Selection(BaseModel):
    """``about`` are names (every edge at one of them; empty: all), ``relations`` and ``statuses`` are of the ontology.

    ``as_of`` keeps what was true then, where the sources say when; ``known_by`` tells the graph as it would have been
    with only what was said by then. Publication is not validity: the two are never mixed. The default is what may
    be shown as fact, with what is disputed marked.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    about: tuple[str, ...] = ()
    relations: tuple[str, ...] = tuple(RELATIONS)
    statuses: tuple[str, ...] = SHOWN
    as_of: str | None = None
    known_by: str | None = None
    min_confidence: float = Field(default=0.0, ge=0, le=1)

    @field_validator("relations")
    @classmethod
    def _relations(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return _known(tuple(name.upper().replace("-", "_") for name in value) or tuple(RELATIONS), RELATIONS, "relation")

    @field_validator("statuses")
    @classmethod
    def _statuses(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return _known(value or SHOWN, STATUSES, "status")

    @field_validator("as_of", "known_by")
    @classmethod
    def _period(cls, value: str | None) -> str | None:
        return value and check_period(value)

    @property
    def every_status(self) -> bool:
        """Whether it leaves no status out."""
        return set(self.statuses) == set(STATUSES)

    def keeps(self, properties: dict[str, Any]) -> bool:
        """Whether an edge with these properties is of the part (ends and relation apart)."""
        if properties["status"] not in self.statuses or properties["confidence"] < self.min_confidence:
            return False
        if self.as_of is None:
            return True
        first, last = (day.isoformat() if day else None for day in bounds(self.as_of))
        began, ended = properties.get("from_earliest"), properties.get("to_latest")
        return (not began or not last or began <= last) and (not ended or not first or first <= ended)


def _known(value: tuple[str, ...], allowed: Any, what: str) -> tuple[str, ...]:
    for name in value:
        if name not in allowed:
            raise QueryError(f"no {what} {name!r}; there are {', '.join(allowed)}")
    return value
