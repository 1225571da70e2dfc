"""Which names are one thing's by themselves: well-known aliases, and other ways to say a name.

A link is only proposed where nothing speaks against it: `identity` then joins what isn't apart. Where a name could stand for several
things it stands for none; `graphkit review` asks.
"""

from collections import defaultdict
from collections.abc import Iterator

from .groups import Group, Groups, Link, by_name, known_group
from .known import Known


def well_known(groups: Groups) -> Iterator[Link]:
    """Groups that are a well-known thing; its own name first, so that a person may say that an alias isn't it."""
    found = [(group.fold != _own(thing), group, known_group(thing)) for group, members in groups.items() if (thing := members.known)]
    for _, group, thing_group in sorted(found):
        yield group, thing_group


def _own(thing: Known) -> str:
    return thing.name.casefold().replace(" ", "")


def other_spellings(groups: Groups) -> Iterator[Link]:
    """Names that say the same with a noun, a maker or a country more: "Heron LLM", "Baidu ERNIE 4.5", "Ministry of Trade of Norway"."""
    named_so = by_name(groups)
    also: dict[tuple[str, str], list[Group]] = defaultdict(list)
    unmade: dict[tuple[str, str], list[Group]] = defaultdict(list)
    for group, members in sorted(groups.items()):
        for fold in sorted({alternate for p in members.profiles for alternate in p.alternates}):
            also[group.kind, fold].append(group)
        for fold in sorted({rest for p in members.profiles for rest in p.unmade}):
            unmade[group.kind, fold].append(group)
    for at, spelt in sorted(also.items()):
        named = named_so[at]
        if len(named) < 2:
            first, *rest = [*named, *spelt]
            yield from ((other, first) for other in rest if other != first)
    for at, made in sorted(unmade.items()):  # "M2" of two makers is neither's
        targets = named_so[at] or also.get(at, [])
        if len(targets) == 1 and len(made) == 1:
            yield made[0], targets[0]
    for group in sorted(groups):
        name, bracket, country = group.fold.partition(" [")
        if bracket:
            found = [other for other in named_so[group.kind, name] if groups[other].countries == {country.rstrip("]")}]
            if len(found) == 1:
                yield group, found[0]
