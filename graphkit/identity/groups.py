"""Things of one name that nothing tells apart, and what documents say of them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..records import Entity
from .known import Known
from .profiles import Profile

Local = tuple[str, str]  # a document's id and the id that it has for an entity


@dataclass(frozen=True, slots=True, order=True)
class Group:
    """Things of one name that nothing tells apart; ``mark`` is what tells them from others of the name."""

    kind: str
    fold: str
    mark: str = ""


@dataclass(slots=True)
class Members:
    """Who is in a group: its entities by document, what is known of them."""

    entities: dict[Local, Entity] = field(default_factory=dict)
    profiles: set[Profile] = field(default_factory=set)

    @property
    def documents(self) -> set[str]:
        return {document for document, _ in self.entities}

    @property
    def known(self) -> Known | None:
        return next((p.known for p in self.profiles if p.known), None)

    @property
    def fulls(self) -> set[str]:
        return {full for p in self.profiles for full in p.fulls}

    @property
    def countries(self) -> set[str]:
        return {p.country for p in self.profiles if p.country}


Groups = Mapping[Group, Members]
Link = tuple[Group, Group]


def known_group(thing: Known) -> Group:
    """The group that stands for a well-known thing, whether or not a document calls it so."""
    return Group("known", f"{thing.type} {thing.name}")


def by_name(groups: Groups) -> dict[tuple[str, str], list[Group]]:
    """Groups by class and fold."""
    found: dict[tuple[str, str], list[Group]] = defaultdict(list)
    for group in sorted(groups):
        found[group.kind, group.fold].append(group)
    return found
