"""Things of one name in different documents, apart where something tells them apart, or together."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

from ..names import key
from ..records import AUTHOR, Entity
from .forms import CLASSES
from .groups import Group, Local, Members
from .known import organisations
from .namesakes import ACCENTS, clash
from .profiles import Profile, profile


def grouped(entities: Iterable[tuple[str, Entity]]) -> dict[Group, Members]:
    """Entities by name, those apart that something tells apart."""
    found: dict[tuple[str, str], dict[Local, tuple[Entity, Profile]]] = defaultdict(dict)
    groups: dict[Group, Members] = defaultdict(Members)
    for document, entity in entities:
        local = document, entity.id
        if entity.name == AUTHOR:
            groups[Group(AUTHOR, document)].entities[local] = entity
        elif "#" in entity.id.rpartition(key(entity.name))[2]:  # a namesake that the document itself tells apart
            groups[Group(CLASSES[entity.type], document, entity.id)].entities[local] = entity
        else:
            seen = profile(entity)
            found[seen.group][local] = entity, seen
    for (kind, name), members in found.items():
        marks = _marks({seen for _, seen in members.values()})
        of = {seen: groups[Group(kind, name, mark)] for seen, mark in marks.items()}
        for seen, group in of.items():
            group.profiles.add(seen)
        for local, (entity, seen) in members.items():
            of[seen].entities[local] = entity
    return groups


def put_right(groups: dict[Group, Members], ends: Mapping[Local, list[frozenset[str]]], read: set[Local]) -> None:
    """Move what an extractor took for a firm, and most documents for a model (or the other way round), where none of its claims needs it to be one."""

    def votes(group: Group) -> int:
        return sum(1 + len(ends.get(local, ())) for local in groups[group].entities)

    for group in [group for group in groups if group.kind == "offering"]:
        firm = next((firm for kind in ("organisation", "Company") if (firm := Group(kind, group.fold, group.mark)) in groups), None)
        if firm is None:
            continue
        weak, strong = sorted((group, firm), key=lambda each: (votes(each), each))
        kind = min(Counter(entity.type for entity in groups[strong].entities.values()).items(), key=lambda item: (-item[1], item[0]))[0]
        for local in sorted(groups[weak].entities.keys() & read):
            if local[0] not in groups[strong].documents and all(kind in allowed for allowed in ends[local]):
                groups[strong].entities[local] = groups[weak].entities.pop(local)
        if not groups[weak].entities:
            del groups[weak]


def _marks(profiles: set[Profile]) -> dict[Profile, str]:
    """What sets each apart from others of its name: a country, a full name, the place of a legal form, a description, another name, where there are two; mostly
    nothing.

    Of several that nothing is known of it can't be told which they are: they are one more.
    """
    several = any(seen.known for seen in profiles)
    names = _together(_names(seen) for seen in profiles)
    accounts = _together(seen.account for seen in profiles)
    if len(profiles) == 1:
        return dict.fromkeys(profiles, "")
    marks: dict[Profile, tuple[str | None, ...]] = {}
    for seen in profiles:
        name = min((names[each] for each in _names(seen)), default=None)
        told_of = min((accounts[each] for each in seen.account), default=None)
        sort, accents, short, *others = seen.traits
        if thing := seen.known:
            made = seen.told if seen.told not in thing.makers else "its maker" if seen.told else None
            made = made if thing.type in ("Model", "Product") else None
            short = thing.name.casefold() if short in thing.forms else short if short in organisations() else None
            marks[seen] = (
                thing.country or seen.country,
                name,
                None,
                made,
                sort,
                None,
                short,
                *(None for _ in others),
                _corporate(seen),
                told_of if seen.form.described else None,
            )
        else:
            marks[seen] = (seen.country, name, seen.form.legal, seen.told, sort, accents, short, *others, _corporate(seen), told_of)
    telling = [len(set(column) - {None}) > 1 for column in zip(*marks.values(), strict=True)]
    telling[4 + ACCENTS] = any(one and other and clash(one, other) for one, other in combinations({seen.traits[ACCENTS] for seen in profiles}, 2))

    def told(seen: Profile) -> str:
        return " ".join(what for what, tells in zip(marks[seen], telling, strict=True) if what and (tells or (several and not seen.known)))

    return {seen: told(seen) for seen in profiles}


def _corporate(seen: Profile) -> str | None:
    """The corporate form where little else is in the name: AT&T Corp. and AT&T Inc. were two firms."""
    words = seen.form.words
    return seen.form.corporate if len(words) == 1 and len(words[0]) < 5 else None


def _together(names: Iterable[frozenset[str]]) -> dict[str, str]:
    """One name for all that some thing has side by side."""
    found: dict[str, str] = {}
    for each in sorted(set(names), key=sorted):
        first = min((found.get(name, name) for name in each), default="")
        found.update(dict.fromkeys(each, first))
    return found


def _names(seen: Profile) -> frozenset[str]:
    """The full and the other names of *seen*; of a well-known thing all of its own are one."""
    names = seen.otherwise if seen.known else seen.fulls | seen.otherwise
    if seen.form.styled and not names and not seen.known:
        return frozenset({seen.form.fold})  # with its legal form the name is whole
    return frozenset({seen.known.name.casefold()}) if seen.known and names & seen.known.forms else names
