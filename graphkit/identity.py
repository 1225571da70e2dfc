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
from .records import Claim, Entity

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


def resolve(entities: Iterable[tuple[str, Entity]], claims: Iterable[Claim]) -> Resolution:
    """Resolve every (document id, entity). Aliases of the starter list ("CAC") stand for the name that it gives them."""
    known = known_aliases()
    ends: dict[Local, list[frozenset[str]]] = defaultdict(list)  # the types that each claim allows at this end
    for claim in claims:
        ends[claim.document, claim.subject].append(RELATIONS[claim.relation].subjects)
        ends[claim.document, claim.object].append(RELATIONS[claim.relation].objects)

    groups: dict[str, dict[Local, Entity]] = defaultdict(dict)
    for document, entity in entities:
        name = f"{AUTHOR} {document}" if entity.name == AUTHOR else key(entity.name)
        name = known.get((entity.type, name), name)
        groups[name if entity.type in _VOTED else f"{entity.type} {name}"][document, entity.id] = entity
    for short, whole in sorted(short_forms(groups).items()):
        groups[whole].update(groups.pop(short))

    result = Resolution()
    for group, members in sorted(groups.items()):
        types = _types(members, ends)
        for kind in sorted(set(types.values())):
            mine = {local: entity for local, entity in members.items() if types[local] == kind}
            node = _node(group.removeprefix(f"{kind} "), kind, mine.values())
            result.nodes[node.id] = node
            result.of.update(dict.fromkeys(mine, node.id))
    return result


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


def _types(members: Mapping[Local, Entity], ends: Mapping[Local, list[frozenset[str]]]) -> dict[Local, str]:
    """The type of each member: the one most claims speak for, unless a document sets two things of this name side by side."""
    by_document: dict[str, set[str]] = defaultdict(set)
    votes: Counter[str] = Counter()
    for (document, local), entity in members.items():
        by_document[document].add(entity.type)
        votes[entity.type] += 1 + len(ends.get((document, local), ()))
    apart = {kind for kinds in by_document.values() if len(kinds) > 1 for kind in kinds}
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
