"""Which names are one thing's by themselves: well-known aliases, and other ways to say a name.

A link is only proposed where nothing speaks against it: `identity` then joins what isn't apart. Where a name could stand for several
things it stands for none; `graphkit review` asks.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from .descriptions import CLASS_WORDS
from .forms import Form
from .groups import Group, Groups, Link, Members, by_name, known_group
from .known import Known
from .profiles import clashing


def well_known(groups: Groups) -> Iterator[Link]:
    """Groups that are a well-known thing; its own name first, so that a person may say that an alias isn't it."""
    found = [(group.fold != _own(thing), group, known_group(thing)) for group, members in groups.items() if (thing := members.known)]
    for _, group, thing_group in sorted(found):
        yield group, thing_group


def _own(thing: Known) -> str:
    return thing.name.casefold().replace(" ", "")


def holdings(groups: Groups) -> Iterator[Link]:
    """What is two firms for all that their names share: SoftBank Group Corp. and the SoftBank Corp. that it holds. "SoftBank Group" may be either's."""
    named_so = by_name(groups)
    for group, members in sorted(groups.items()):
        for headed in sorted({p.form.heads for p in members.profiles if p.form.heads}):
            operators = named_so["organisation", headed] + named_so["Company", headed]
            yield from ((group, other) for other in operators if any(p.form.styled for p in groups[other].profiles))


def namesakes(groups: Groups) -> Iterator[Link]:
    """Things of one name that something tells apart: no other spelling that both have makes them one."""
    for bearers in by_name(groups).values():
        marked = [group for group in bearers if group.mark]
        yield from combinations(marked, 2)


#: Nouns that say what kind of thing a name stands for, by kind; two particular ones are two things: the CPU Z1 and the GPU Z1.
_NOUNS = {
    noun: (sort, particular)
    for sort, general, nouns in (
        ("hardware", "chip chips processor processors accelerator accelerators core", "cpu gpu gpus npu"),
        ("software", "platform software tool", "app browser chatbot assistant"),
        ("model", "model models 模型 大模型", "llm llms"),
    )
    for particular, words in ((False, general), (True, nouns))
    for noun in words.split()
}


def other_things(groups: Groups) -> Iterator[Link]:
    """Things that only a noun tells apart: a name without it may be either's."""
    by_noun: dict[tuple[str, str], set[tuple[Group, str]]] = defaultdict(set)
    for group, members in groups.items():
        for p in members.profiles:
            if (noun := p.form.noun) and p.form.words[-1] in _NOUNS:
                by_noun[group.kind, noun].add((group, p.form.words[-1]))
    for spelt in by_noun.values():
        for (one, noun), (other, another) in combinations(sorted(spelt), 2):
            (sort, particular), (sort2, particular2) = _NOUNS[noun], _NOUNS[another]
            if one != other and (sort != sort2 or (particular and particular2 and noun.rstrip("s") != another.rstrip("s"))):
                yield one, other


def _told_apart(made: Group, target: Group, groups: Groups) -> bool:
    """Whether the target's full name is another's, "Samsung X1" isn't X1, in full Korvex X1; or what is told of either can't be told of the other."""
    fulls = groups[target].fulls
    another = bool(fulls) and not fulls & {p.form.fold for p in groups[made].profiles}
    pairs = [(one, other) for one in groups[made].profiles for other in groups[target].profiles]
    return another or any(clashing(one, other) or _of_two_laws(one.form, other.form) for one, other in pairs)


def _of_two_laws(one: Form, other: Form) -> bool:
    return bool(one.legal and other.legal and one.legal != other.legal)


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
            for other in rest:
                if other != first and not _by_class(groups[other], groups[first]) and not _told_apart(other, first, groups):
                    yield other, first
    for at, made in sorted(unmade.items()):  # "M2" of two makers is neither's
        targets = named_so[at] or also.get(at, [])
        if len(targets) == 1 and len(made) == 1 and not _told_apart(made[0], targets[0], groups):
            yield made[0], targets[0]
    for group in sorted(groups):
        name, bracket, country = group.fold.partition(" [")
        if bracket:
            found = [other for other in named_so[group.kind, name] if groups[other].countries == {country.rstrip("]")}]
            if len(found) == 1:
                yield group, found[0]


def _by_class(spelt: Members, named: Members) -> bool:
    """Whether only a word for its class joins a product to a model: the chatbot Heron and the model."""
    kinds = {p.kind for p in named.profiles}
    return any(p.kind == "Product" and p.kind not in kinds and p.form.words[-1] in CLASS_WORDS for p in spelt.profiles)
