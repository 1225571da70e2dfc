"""Who is who across documents: one node for each real thing, and never one for two.

First things are grouped by name, and kept apart where something tells them apart (`grouping`); then groups are joined: what people judged,
well-known aliases, other spellings (`linking`), names that a document introduces (`introduced`). Types are voted. Nothing depends on the order of
documents, nothing is stored here and no claim is rewritten: what a document's own ids resolve to is worked out anew each time.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..names import key
from ..ontology import ENTITY_TYPES, RELATIONS
from ..records import AUTHOR, Claim, Entity, Judgement
from .forms import CLASSES, form
from .grouping import grouped, put_right
from .groups import Group, Groups, Local, Members
from .introduced import introduced
from .linking import holdings, namesakes, other_spellings, other_things, well_known
from .profiles import bucket, is_name
from .union import Union


@dataclass(frozen=True, slots=True)
class Node:
    """An entity across documents. ``aliases`` are its other names, most used first."""

    id: str
    name: str
    type: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """``nodes`` by id; ``of``: which node each document's own entity is; ``said``: how a judgement names a node, one way for each of its names."""

    nodes: dict[str, Node] = field(default_factory=dict)
    of: dict[Local, str] = field(default_factory=dict)
    said: dict[str, tuple[str, ...]] = field(default_factory=dict)


def group_of(name: str, kind: str | None = None) -> str:
    """How a judgement speaks of all that bears *name*; with a type, only of things of that type, and of those that readers mix up with it."""
    return f"{kind} {key(name)}" if kind else key(name)


def named(said: str) -> tuple[str | None, str, str]:
    """What `group_of` was made of, and the mark that tells namesakes apart."""
    text, _, mark = said.rstrip("}").partition(" {")
    kind, _, name = text.partition(" ")
    return (kind, name, mark) if kind in ENTITY_TYPES else (None, text, mark)


def resolve(entities: Iterable[tuple[str, Entity]], claims: Iterable[Claim], judgements: Iterable[Judgement] = ()) -> Resolution:
    """Resolve every (document id, entity). What people judged comes first."""
    ends: dict[Local, list[frozenset[str]]] = defaultdict(list)  # the types that each claim allows at this end
    read: set[Local] = set()  # what an extractor found, which may mistake a model for its maker
    for claim in claims:
        ends[claim.document, claim.subject].append(RELATIONS[claim.relation].subjects)
        ends[claim.document, claim.object].append(RELATIONS[claim.relation].objects)
        if claim.extractor not in ("given", "review"):
            read |= {(claim.document, claim.subject), (claim.document, claim.object)}
    groups = grouped(entities)
    put_right(groups, ends, read)
    union, judged = _joined(groups, list(judgements))

    result = Resolution()
    for together in union.sets():
        members = {local: entity for group in together for local, entity in groups[group].entities.items()}
        types = _types(members, ends, bool(judged & set(together)))
        label = _label(together, groups)
        for kind in sorted(set(types.values())):
            mine = {local: entity for local, entity in members.items() if types[local] == kind}
            node = _node(label, kind, mine.values(), result.nodes)
            result.nodes[node.id] = node
            result.said[node.id] = tuple(_said(group, groups[group]) for group in together)
            result.of.update(dict.fromkeys(mine, node.id))
    return result


def _joined(groups: Groups, judgements: list[Judgement]) -> tuple[Union, set[Group]]:
    """What is one, and which groups a person merged."""
    index: dict[str, set[Group]] = defaultdict(set)
    for group, members in groups.items():
        index[group.fold].add(group)
        for entity in members.entities.values():  # in small letters, as a judgement has it, a name may say less
            index[key(entity.name)].add(group)

    def told(verdict: str) -> list[tuple[set[Group], set[Group]]]:
        found = ((_meant(j.left, index), _meant(j.right, index)) for j in judgements if j.verdict == verdict)
        return sorted(found, key=lambda pair: (sorted(pair[0]), sorted(pair[1])))

    union = Union(groups, ((a, b) for left, right in told("different") for a in left for b in right if a != b))
    judged: set[Group] = set()
    for left, right in told("same"):
        together = sorted(left | right)
        for group in together[1:]:
            union.join(group, together[0], judged=True)
        judged |= left | right
    union.part(holdings(groups))
    union.part(namesakes(groups))
    union.part(other_things(groups))
    for links, across in ((well_known, False), (other_spellings, False), (introduced, True)):
        for one, other in links(groups):
            union.join(one, other, across=across)
    return union, judged


def _said(group: Group, members: Members) -> str:
    """How a judgement names *group*: a type, a name, and what tells it from others of the name."""
    entity = min(members.entities.values(), key=lambda entity: (key(entity.name), entity.type))
    return group_of(entity.name, entity.type) + (f" {{{group.mark}}}" if group.mark else "")


def _meant(said: str, index: Mapping[str, set[Group]]) -> set[Group]:
    """The groups that a judgement speaks of; one of its own where no document has the name."""
    kind, name, mark = named(said)
    kinds = [kind] if kind else ["Company", "Regulator", "Model", "Product"]
    found = {
        group
        for each in kinds
        for group in index.get(bucket(each, form(name, each)), set()) | index.get(name, set())
        if group.kind in (each, CLASSES[each]) and (not mark or group.mark == mark)
    }
    return found or {Group("said", said)}


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


def _label(together: list[Group], groups: Groups) -> str:
    """What the id of a node is made of: the well-known name, else the longest."""
    known = sorted({thing.name for group in together if (thing := groups[group].known)})
    author = [f"{AUTHOR} {group.fold}" for group in together if group.kind == AUTHOR]
    names = {min(key(entity.name) for entity in groups[group].entities.values()) for group in together}
    return key(known[0]) if known else author[0] if author else max(names, key=lambda name: (len(name), name))


def _node(label: str, kind: str, members: Iterable[Entity], taken: Mapping[str, Node]) -> Node:
    members = list(members)
    names = Counter(entity.name for entity in members)
    name = min(names, key=lambda n: (-names[n], -len(n), n))
    others = Counter(form for entity in members for form in {entity.name, *entity.mentions} if is_name(form))
    del others[name]
    aliases = sorted(others, key=lambda n: (-others[n], n))[:20]
    slug = start = f"{kind.lower()}/" + re.sub(r"[^\w().+&-]+", "-", label).strip("-")
    count = 1
    while slug in taken:  # namesakes
        slug = f"{start}~{(count := count + 1)}"
    return Node(slug, name, kind, tuple(aliases))
