"""Groups that turn out to be one thing. Two that a person judged different never meet, by no way round."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .forms import CLASSES
from .groups import Group, Groups, Link, Members


@dataclass(slots=True)
class Together:
    """Groups that are one thing, and what is known of them together."""

    groups: set[Group]
    known: set[str]
    countries: set[str]
    classes: set[str]
    documents: set[str]

    @classmethod
    def of(cls, group: Group, members: Members | None) -> "Together":
        if members is None:
            return cls({group}, {group.fold} if group.kind == "known" else set(), set(), set(), set())
        known = {f"{thing.type} {thing.name}"} if (thing := members.known) else set()
        classes = {CLASSES[entity.type] for entity in members.entities.values()}
        return cls({group}, known, members.countries, classes, members.documents)

    def clashes(self, other: "Together", across: bool) -> bool:
        """Whether something speaks against one thing: two kinds, countries, well-known things, or, *across* documents, one document that names both."""
        return bool(
            len(self.known | other.known) > 1
            or (self.countries and other.countries and not self.countries & other.countries)
            or (self.classes and other.classes and self.classes != other.classes)
            or (across and not self.documents.isdisjoint(other.documents))
        )

    def take(self, other: "Together") -> None:
        for mine, theirs in zip(self._sets(), other._sets(), strict=True):
            mine |= theirs

    def _sets(self) -> tuple[set[Any], ...]:
        return self.groups, self.known, self.countries, self.classes, self.documents


class Union:
    """Groups that are one thing. Two that a person judged different never meet, by no way round."""

    def __init__(self, groups: Groups, apart: Iterable[Link]) -> None:
        self.groups = groups
        self.apart: dict[Group, set[Group]] = defaultdict(set)
        self.together: dict[Group, Together] = {}
        self.part(apart)

    def part(self, apart: Iterable[Link]) -> None:
        """Keep these apart from now on."""
        for a, b in apart:
            self.apart[a].add(b)
            self.apart[b].add(a)

    def of(self, group: Group) -> Together:
        if group not in self.together:
            self.together[group] = Together.of(group, self.groups.get(group))
        return self.together[group]

    def join(self, one: Group, other: Group, *, judged: bool = False, across: bool = False) -> None:
        """Make them one, unless they are apart, or where no person judged them, something speaks against it."""
        ours, theirs = self.of(one), self.of(other)
        if ours is theirs or any(self.apart[group] & theirs.groups for group in ours.groups if group in self.apart):
            return
        if judged or not ours.clashes(theirs, across):
            theirs.take(ours)
            self.together.update(dict.fromkeys(ours.groups, theirs))

    def sets(self) -> list[list[Group]]:
        """All groups that documents name, those that are one together, in an order of their own."""
        whole = {id(together): together for together in map(self.of, self.groups)}
        return sorted(sorted(group for group in together.groups if group in self.groups) for together in whole.values())
