"""What a reader of any kind, rules or a model, hands on: a relation between two things and the words for it.

`attributes.describe` adds modality, dates, outcome and the rest by the same rules whoever proposed it.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .reading import Thing

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(slots=True, eq=False)
class Proposal:
    """*subject* RELATION *object*, as ``blocks[block].text[first:last]`` says."""

    relation: str
    subject: Thing
    object: Thing
    block: int
    first: int
    last: int
    predicate: "Token | None" = None
    modality: str | None = None  # what the words themselves say of it; others may be weaker
    follow: bool = False  # a selection implies use: planned until it is said to run
    outcome: str | None = None
    pending: bool = False  # an evaluation in the progressive is still going on
    reason: str | None = None
    reason_at: tuple[int, int, int] | None = None  # block, first, last
    reason_class: str | None = None
    action: str | None = None
    role: str | None = None
    date: str | None = None
    passive: bool = False
    implied: bool = False  # a rejection that only follows from another's choice: no reason is told for it
    firm: bool = False  # two words of one sentence agree on it: "evaluated A and B before choosing C", "fell through because"
    source: str = "frames"
    rule: str = ""  # which of the source's rules, for `explain`
    frame: str = ""  # the key of the frame
    support: float = 0.0  # what the learned reader thinks of it, set by `rating.rate`
    rivals: tuple[float, float, float] = (0.0, 0.0, 0.0)  # its scores for another subject, another object, and the other way round, set there too
    holds: float | None = None  # the reader's chance that it is so, rather than planned, rumoured, denied or over; set by `rating.rate`
    explains: "Proposal | None" = None  # the rejection whose reason it is, as sure as that; set by `rating.rate`
    also: list[tuple[int, int, int]] = field(default_factory=list)  # further evidence: block, first, last
