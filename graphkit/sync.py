"""Bring the store's third layer to what its claims say, writing only the difference.

Nodes and edges are derived anew from all contents, compared with what the store has, and what differs is
written: nothing, where nothing changed. Killed in the middle, the next run finishes.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from .contents import Contents
from .counting import MARKS, Counted, counted
from .derive import derive
from .edges import Edge
from .identity import Resolution, resolve
from .ontology import ENTITY_TYPES, RELATIONS
from .origins import Origins
from .records import digest
from .reviews import REVIEWED
from .statements import statement
from .store import Store, Write, transactions
from .stored import claim_row
from .ties import TIES, Tie, ties

#: Links from claims to what they are about, from entities to the documents that name them, and between claims.
LINKS = ("SUBJECT", "OBJECT", "MENTIONED_IN", *TIES)


@dataclass(frozen=True, slots=True)
class Link:
    """A relationship in the store: type and key name it, the rest is what it says."""

    type: str
    key: str
    head: tuple[str, str]  # label, id
    tail: tuple[str, str]
    properties: dict[str, Any]


Nodes = dict[tuple[str, str], dict[str, Any]]
Links = dict[tuple[str, str], Link]


@dataclass(frozen=True, slots=True)
class Derived:
    """The third layer: which claims count, who is who, the edges that follow, and how their claims relate."""

    counted: Counted
    resolution: Resolution
    edges: list[Edge]
    ties: list[Tie]


def derived(contents: Contents, keep: Callable[[dict[str, Any]], bool] | None = None) -> Derived:
    """The third layer of *contents*; with *keep* only edges of whose properties it is true."""
    entities = list(contents.entities())
    counts = counted(contents.claims, contents.documents, entities, contents.reviews, contents.withdrawals)
    resolution = resolve([*entities, *counts.ends], counts.claims.values(), contents.judgements.values())
    edges = derive(counts.claims.values(), resolution, contents.documents, Origins(contents.documents, contents.fingerprints))
    edges = [edge for edge in edges if keep is None or keep(edge.properties)]
    return Derived(counts, resolution, edges, ties(edges, counts.claims, contents.documents))


def changes(store: Store, contents: Contents, keep: Callable[[dict[str, Any]], bool] | None = None) -> tuple[Counter[str], list[list[Write]]]:
    """What would bring the third layer up to date: counts of what differs, and one list of writes for each transaction."""
    layer = derived(contents, keep)
    nodes, links = _wanted(contents, layer)
    old_nodes, old_links = _stored(store)
    made, marks = {i: claim_row(claim) for i, claim in layer.counted.made.items()}, layer.counted.marks
    old_made, old_marks = _decided(store)
    gone_made = [i for i in old_made if i not in made]
    new_made = [i for i, row in made.items() if old_made.get(i) != row]
    new_marks = [i for i in sorted(marks.keys() | old_marks.keys() - set(gone_made)) if marks.get(i) != old_marks.get(i) or i in new_made]
    gone_links = [link for key, link in old_links.items() if key not in links or _ends(links[key]) != _ends(link)]
    new_links = [link for key, link in links.items() if old_links.get(key) != link]
    gone_nodes = [key for key in old_nodes if key not in nodes]
    new_nodes = [key for key, row in nodes.items() if old_nodes.get(key) != row]

    counts: Counter[str] = Counter()
    counts["entities added"] = sum(1 for key in new_nodes if key not in old_nodes)
    counts["entities changed"] = len(new_nodes) - counts["entities added"]
    counts["entities removed"] = len(gone_nodes)
    counts["edges added"] = sum(1 for link in new_links if link.type in RELATIONS and (link.type, link.key) not in old_links)
    counts["edges changed"] = sum(1 for link in new_links if link.type in RELATIONS and (link.type, link.key) in old_links)
    counts["edges removed"] = sum(1 for link in gone_links if link.type in RELATIONS and (link.type, link.key) not in links)
    counts["claims marked"] = len(new_marks)
    for kind in LINKS:
        counts[f"links {kind} to be made or dropped"] = sum(1 for link in (*new_links, *gone_links) if link.type == kind)
    writes = [
        *_link_writes("write/delete_edge.cypher", gone_links),
        (statement("write/delete_claims.cypher"), [{"id": i} for i in gone_made]),
        *_node_writes("write/delete_entity.cypher", {key: {"id": key[1]} for key in gone_nodes}),
        *_node_writes("write/entity.cypher", {key: nodes[key] for key in new_nodes}),
        (statement("write/claims.cypher"), [made[i] for i in new_made]),
        (statement("write/claim_marks.cypher"), [{"id": i, **dict.fromkeys(MARKS), **marks.get(i, {})} for i in new_marks]),
        *_link_writes("write/edge.cypher", new_links),
    ]
    return counts, list(transactions(writes))


def _ends(link: Link) -> tuple[tuple[str, str], tuple[str, str]]:
    return link.head, link.tail


def _wanted(contents: Contents, layer: Derived) -> tuple[Nodes, Links]:
    resolution, counts = layer.resolution, layer.counted
    nodes: Nodes = {
        (n.type, n.id): {"id": n.id, "name": n.name, "aliases": list(n.aliases), "names": " | ".join((n.name, *n.aliases))} for n in resolution.nodes.values()
    }
    found = [Link(e.relation, e.key, (e.subject.type, e.subject.id), (e.object.type, e.object.id), e.properties) for e in layer.edges]
    labels = {i: (node.type, i) for i, node in resolution.nodes.items()}
    for i, claim in {**contents.claims, **counts.made}.items():
        for kind, end in (("SUBJECT", claim.subject), ("OBJECT", claim.object)):
            found.append(Link(kind, i, ("Claim", i), labels[resolution.of[claim.document, end]], {"key": i}))
    for document, entity in {(d, resolution.of[d, e.id]) for d, e in (*contents.entities(), *counts.ends)}:
        key = digest(document, entity)
        found.append(Link("MENTIONED_IN", key, labels[entity], ("Document", document), {"key": key}))
    for tie in layer.ties:
        key = digest(tie.kind, tie.one, tie.other, tie.about)
        found.append(Link(tie.kind, key, ("Claim", tie.one), ("Claim", tie.other), {"key": key, "about": tie.about}))
    for kind, pairs in (("Claim", counts.replaced), ("Document", counts.superseded)):
        for old, new in pairs.items():
            key = digest("SUPERSEDES", new, old)
            found.append(Link("SUPERSEDES", key, (kind, new), (kind, old), {"key": key}))
    return nodes, {(link.type, link.key): link for link in found}


def _stored(store: Store) -> tuple[Nodes, Links]:
    nodes: Nodes = {}
    for label in ENTITY_TYPES:
        for row in store.read(statement("read/entities.cypher", LABEL=label)):
            nodes[label, row["entity"]["id"]] = row["entity"]
    links: Links = {}
    for kind in (*RELATIONS, *LINKS):
        for row in store.read(statement("read/edges.cypher", RELATION=kind)):
            key = row["properties"]["key"]
            links[kind, key] = Link(kind, key, (row["head_type"], row["head"]), (row["tail_type"], row["tail"]), row["properties"])
    return nodes, links


def _decided(store: Store) -> tuple[dict[str, dict[str, Any]], dict[str, dict[str, str]]]:
    """The nodes of claims that people wrote, and the marks of all claims, by id."""
    made, marks = {}, {}
    for row in store.read(statement("read/claim_marks.cypher")):
        claim = {name: value for name, value in row["claim"].items() if value is not None}
        marks[claim["id"]] = {name: claim.pop(name) for name in MARKS if name in claim}
        if claim["extractor"] == REVIEWED:
            made[claim["id"]] = claim
    return made, marks


def _node_writes(path: str, rows: Nodes) -> Iterator[Write]:
    by_label: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for (label, _), row in sorted(rows.items(), key=lambda item: item[0]):
        by_label[label].append(row)
    for label, members in by_label.items():
        yield statement(path, LABEL=label), members


def _link_writes(path: str, links: list[Link]) -> Iterator[Write]:
    groups: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for link in sorted(links, key=lambda link: (link.type, link.key)):
        row = {"head": link.head[1], "tail": link.tail[1], "key": link.key, "properties": link.properties}
        groups[link.type, link.head[0], link.tail[0]].append(row)
    for (kind, head, tail), rows in groups.items():
        yield statement(path, RELATION=kind, HEAD=head, TAIL=tail), rows
