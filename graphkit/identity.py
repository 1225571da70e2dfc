"""Who is who across documents: one node per normalised name and type.

Types are voted over all documents without regard to their order. Nothing is stored here and no claim is
rewritten: a claim keeps its document's own ids, and what they resolve to is worked out anew from all of them.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .names import key, known_aliases
from .ontology import ENTITY_TYPES, RELATIONS
from .records import Claim, Entity

AUTHOR = "(author)"  # the unnamed writer of a document
_VOTED = {"Company", "Model", "Product", "Regulator"}  # readers mix these up; a person or a place of the same name is another thing

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

    result = Resolution()
    for group, members in sorted(groups.items()):
        types = _types(members, ends)
        for kind in sorted(set(types.values())):
            mine = {local: entity for local, entity in members.items() if types[local] == kind}
            node = _node(group.removeprefix(f"{kind} "), kind, mine.values())
            result.nodes[node.id] = node
            result.of.update(dict.fromkeys(mine, node.id))
    return result


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
