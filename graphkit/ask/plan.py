"""What a question asks, as data: things, conditions on them, and what of them is wanted."""

from dataclasses import dataclass, field
from typing import Literal

from ..identity import Node
from .dates import When
from .words import Sense

Mode = Literal["list", "count", "yes_no", "why", "when", "describe", "connect", "reasons"]


@dataclass(slots=True, eq=False)
class Thing:
    """Something that the question speaks of: named (``groups``, for each name the nodes it may be), or to be found.

    ``kinds`` are of the vocabulary's [types]; ``every`` asks for all of the named at once; ``family`` takes what is
    made by, or part of, the named as well ("Nvidia chips").
    """

    groups: list[tuple[Node, ...]] = field(default_factory=list)
    kinds: frozenset[str] = frozenset()
    every: bool | None = None
    family: bool = False
    at_least: int = 0  # how many of it there must be
    asked: bool = False  # a question word stands for it
    another: bool = False  # it is said to be another than what does the same before
    text: str = ""
    noun: Sense | None = None
    maybe: list[Node] = field(default_factory=list)  # what a pronoun may stand for, likeliest first

    @property
    def named(self) -> bool:
        return bool(self.groups)


@dataclass(slots=True, eq=False)
class Condition:
    """An edge that must be (or, ``negated``, must not be): who does it, to whom, and what narrows it."""

    sense: Sense
    subject: Thing | None = None
    object: Thing | None = None
    negated: bool = False
    at: int = 0  # where in the question
    narrowed: dict[str, str] = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)
    besides: list[str] = field(default_factory=list)  # there is a reason other than these
    reasons_not: list[str] = field(default_factory=list)  # none of these is a reason
    all_reasons: bool = False  # each of ``reasons`` is given, not only one of them
    least_reasons: int = 0  # how many reasons are given, at least
    statuses: list[str] = field(default_factory=list)
    when: list[When] = field(default_factory=list)
    readings: list[tuple[Sense, Thing | None, Thing | None]] = field(default_factory=list)  # other senses of its verb
    noun: Thing | None = None  # of an event: the word for it
    event: bool = False  # its noun is the event, so that either end may be what is named

    @property
    def reasoned(self) -> bool:
        """Whether a reason narrows it, which only rejections have."""
        return bool(self.reasons or self.besides or self.reasons_not or self.least_reasons)

    def noun_is(self, thing: Thing) -> bool:
        """Whether it is what the noun of *thing* says, and its other end is open."""
        return thing in (self.subject, self.object) and self.other(thing) is None

    def fill(self, thing: Thing, other: Thing) -> None:
        """Put *other* at the end that isn't *thing*'s."""
        self.subject, self.object = (thing, other) if self.subject is thing else (other, thing)

    def other(self, thing: Thing) -> Thing | None:
        return self.object if self.subject is thing else self.subject


@dataclass(slots=True, eq=False)
class Plan:
    """The whole question. ``order`` ranks what is wanted by the number of what it relates to."""

    mode: Mode = "list"
    wanted: Thing | None = None
    conditions: list[Condition] = field(default_factory=list)
    things: list[Thing] = field(default_factory=list)
    order: Literal["", "most", "least"] = ""
    top: int = 1
    with_reasons: bool = False
    not_chosen: bool = False  # why something wasn't chosen is why it was turned down
    count_reasons: bool = False  # how many reasons there are
    past: bool = False
    counted: Thing | None = None  # what a superlative counts
    statuses: list[str] = field(default_factory=list)
    when: list[When] = field(default_factory=list)
    within: dict[int, set[Node]] = field(default_factory=dict)  # what things can be, by the id() of the thing, where that is known
    total: int = 0  # how many things answer, where not all are read
    sequence: bool = False  # one condition is said to have come later than another
    alternatives: bool = False  # conditions joined by "or"
    apart: list[tuple[Thing, Thing]] = field(default_factory=list)  # things that aren't the same
