"""Who is who across documents: one node per normalised name and type.

Types are voted over all documents without regard to their order. Nothing is stored here and no claim is
rewritten: a claim keeps its document's own ids, and what they resolve to is worked out anew from all of them.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .names import key, known_aliases, starter
from .ontology import ENTITY_TYPES, RELATIONS
from .records import Claim, Entity, Judgement

AUTHOR = "(author)"  # the unnamed writer of a document
_VOTED = {"Company", "Model", "Product", "Regulator"}  # readers mix these up; a person or a place of the same name is another thing

_SMALL = {"of", "for", "the", "and", "&", "on", "in"}
#: Words that make a name another organisation's: a unit, a holding, a region.
_UNITS = set(
    "ai asia australia bank business capital china cloud consulting consumer digital energy entertainment europe finance financial foundation france"
    " fund germany health healthcare holding holdings india industries insurance international investments japan korea lab labs logistics media motors"
    " music north america partners pharma research retail robotics security semiconductor software solutions studios systems technologies technology"
    " uk us usa ventures web games electronics".split()
)

Local = tuple[str, str]  # a document's id and the id that it has for an entity


@dataclass(frozen=True, slots=True)
class Node:
    """An entity across documents. ``aliases`` are its other names, most used first."""

    id: str
    name: str
    type: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """``nodes`` by id, and ``of``: which node each document's own entity is."""

    nodes: dict[str, Node] = field(default_factory=dict)
    of: dict[Local, str] = field(default_factory=dict)


def group_of(name: str, kind: str) -> str:
    """The group of all entities that bear *name*; firms, models, products and authorities share one, as readers mix them up."""
    return key(name) if kind in _VOTED else f"{kind} {key(name)}"


def resolve(entities: Iterable[tuple[str, Entity]], claims: Iterable[Claim], judgements: Iterable[Judgement] = ()) -> Resolution:
    """Resolve every (document id, entity). What people judged comes first, then aliases of the starter list, then short forms."""
    ends: dict[Local, list[frozenset[str]]] = defaultdict(list)  # the types that each claim allows at this end
    for claim in claims:
        ends[claim.document, claim.subject].append(RELATIONS[claim.relation].subjects)
        ends[claim.document, claim.object].append(RELATIONS[claim.relation].objects)

    groups: dict[str, dict[Local, Entity]] = defaultdict(dict)
    for document, entity in entities:
        group = f"{AUTHOR} {document}" if entity.name == AUTHOR else group_of(entity.name, entity.type)
        groups[group][document, entity.id] = entity
    merged, judged = _merged(groups, list(judgements))
    for group, whole in merged.items():
        groups[whole].update(groups.pop(group))

    result = Resolution()
    for group, members in sorted(groups.items()):
        types = _types(members, ends, group in judged)
        for kind in sorted(set(types.values())):
            mine = {local: entity for local, entity in members.items() if types[local] == kind}
            node = _node(group.removeprefix(f"{kind} "), kind, mine.values())
            result.nodes[node.id] = node
            result.of.update(dict.fromkeys(mine, node.id))
    return result


def _merged(groups: Mapping[str, Mapping[Local, Entity]], judgements: list[Judgement]) -> tuple[dict[str, str], set[str]]:
    """Which group goes into which, and those that a person merged. Two that were judged different never meet, by no way round."""
    known = {group: whole for group in groups for kind in ENTITY_TYPES if (whole := _listed(group, kind, groups[group])) and whole != group}
    told = sorted((judgement.left, judgement.right) for judgement in judgements if judgement.verdict == "same")
    apart = {(j.left, j.right) for j in judgements if j.verdict == "different"}
    members = {group: {group} for group in {*groups, *known.values(), *(name for pair in told for name in pair)}}

    def join(group: str, whole: str) -> bool:
        ours, theirs = members[group], members[whole]
        if ours is theirs or any((a, b) in apart or (b, a) in apart for a in ours for b in theirs):
            return False
        theirs |= ours
        members.update(dict.fromkeys(ours, theirs))
        return True

    targets: list[str] = [whole for group, whole in told if join(group, whole)]
    by_person = {name for target in targets for name in members[target]}
    targets += [whole for pairs in (known, short_forms(groups)) for group, whole in sorted(pairs.items()) if join(group, whole)]
    into: dict[str, str] = {}
    for group in groups:
        together = members[group]
        whole = next((target for target in targets if target in together), group)
        if whole != group:
            into[group] = whole
    return into, {into.get(name, name) for name in by_person}


def _listed(group: str, kind: str, members: Mapping[Local, Entity]) -> str | None:
    """The group that the starter list puts *group* in, for its members of this type."""
    if not any(entity.type == kind for entity in members.values()):
        return None
    prefix = "" if kind in _VOTED else f"{kind} "
    name = known_aliases().get((kind, group.removeprefix(prefix)))
    return f"{prefix}{name}" if name else None


def short_forms(groups: Mapping[str, Mapping[Local, Entity]]) -> dict[str, str]:
    """Groups that are only ever the short form or the acronym of one other: "Brightwell" where a document calls Brightwell Mobile so.

    Firms and authorities only, since a model's short name is its family. Never where a document sets the two side by side,
    where the form stands for several, where both are on the starter list, or where what is left out names a unit ("Cloud", "Ventures").
    """
    stands: dict[str, set[str]] = defaultdict(set)
    for whole, members in groups.items():
        for entity in members.values():
            if entity.type in ("Company", "Regulator"):
                for form in filter(_is_name, entity.mentions):
                    if (short := key(form)) in groups and short != whole and _shortens(short, form, whole):
                        stands[short].add(whole)
    listed = {name for _, name in known_aliases()} | set(known_aliases().values())
    found = {}
    for short, wholes in stands.items():
        (whole, *others) = sorted(wholes)
        apart = {document for document, _ in groups[short]} & {document for document, _ in groups[whole]}
        kinds = {entity.type for entity in groups[short].values()} == {entity.type for entity in groups[whole].values()}
        if not others and not apart and kinds and whole not in stands and not (starter().by_key.get(short) or short in listed):
            found[short] = whole
    return found


def _shortens(short: str, form: str, whole: str) -> bool:
    words = whole.split()
    if form.isupper() and len(form) > 1:
        letters = [word[0] for word in words if word not in _SMALL]
        return short in ("".join(letters), "".join(word[0] for word in words))
    rest = words[len(short.split()) :]
    return words[: len(short.split())] == short.split() and not any(word in _UNITS or any(c.isdigit() for c in word) for word in rest)


def _types(members: Mapping[Local, Entity], ends: Mapping[Local, list[frozenset[str]]], judged: bool) -> dict[Local, str]:
    """The type of each member: the one most claims speak for, unless a document sets two things of this name side by side."""
    by_document: dict[str, set[str]] = defaultdict(set)
    votes: Counter[str] = Counter()
    for (document, local), entity in members.items():
        by_document[document].add(entity.type)
        votes[entity.type] += 1 + len(ends.get((document, local), ()))
    apart = {kind for kinds in by_document.values() if len(kinds) > 1 and not judged for kind in kinds}
    order = list(ENTITY_TYPES)
    winner = min(apart or votes, key=lambda kind: (-votes[kind], order.index(kind)))

    def fits(local: Local, kind: str) -> bool:
        return all(kind in allowed for allowed in ends.get(local, ()))

    return {local: entity.type if entity.type in apart or not fits(local, winner) else winner for local, entity in members.items()}


def _node(group: str, kind: str, members: Iterable[Entity]) -> Node:
    members = list(members)
    names = Counter(entity.name for entity in members)
    name = min(names, key=lambda n: (-names[n], -len(n), n))
    others = Counter(form for entity in members for form in {entity.name, *entity.mentions} if _is_name(form))
    del others[name]
    aliases = sorted(others, key=lambda n: (-others[n], n))[:20]
    slug = re.sub(r"[^\w().+&-]+", "-", group).strip("-")
    return Node(f"{kind.lower()}/{slug}", name, kind, tuple(aliases))


def _is_name(form: str) -> bool:
    """Whether a mention is a name rather than a description: "Tencent" is, "the Shenzhen group" isn't."""
    described = re.match(r"(?i)(the|a|an|its|their|his|her|our|this|that|these|those|both|we|us|it|they)\b", form)
    return not described and any(c.isupper() or not c.isascii() or c.isdigit() for c in form)
