"""What a conversation remembers, so that "it" and "they" mean something."""

from dataclasses import dataclass, field

from ..identity import Node


@dataclass(slots=True)
class Session:
    """The things that the last question named, and those that answered it."""

    named: list[Node] = field(default_factory=list)
    answered: list[Node] = field(default_factory=list)
