"""What a person should look at: pairs of things that may be one and weren't merged, and claims that are least sure or disputed.

Both come in the order in which an answer is worth most: how likely it is that something is wrong, and how many claims hang on it.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

from .contents import Contents
from .derive import SHOWN
from .identity import Node, group_of, named
from .identity.folding import fold
from .identity.forms import CLASSES, Form, form
from .identity.wellknown import known_things
from .identity.words import GENERIC, UNITS
from .names import key
from .records import AUTHOR, Claim, Judgement
from .sync import Derived, derived

_ALIKE = 87  # of 100: two letters in a name of fifteen


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two things that may be one. ``left`` and ``right`` are how `Graph.judge` takes them; ``likely`` is 0 to 1, by rule of thumb; ``claims`` hang on it."""

    one: Node
    other: Node
    left: str
    right: str
    why: str
    likely: float
    claims: int
    judged: str | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """A claim to look at. ``against`` are claims that say otherwise."""

    claim: Claim
    subject: Node
    object: Node
    why: str
    against: tuple[str, ...]


def candidates(held: Contents) -> list[Candidate]:
    """Pairs of things that may be one, most worth an answer first; those that a person judged already have the verdict in ``judged``."""
    layer = derived(held)
    weight = Counter(end for claim in layer.counted.claims.values() for end in _ends(claim, layer))
    judged = _judged(held.judgements.values(), layer)
    best: dict[tuple[str, str], tuple[float, str]] = {}
    nodes = {i: node for i, node in layer.resolution.nodes.items() if node.name != AUTHOR}
    known = {i: known_things(node.name, node.type) for i, node in nodes.items()}
    for one, other, likely, why in _alike(nodes):
        pair = min(one, other), max(one, other)
        if one != other and not (known[one] and known[other] and known[one] != known[other]):
            best[pair] = max(best.get(pair, (0.0, "")), (likely, why))
    found = []
    for (one, other), (likely, why) in best.items():
        said, hanging = judged.get((one, other)), weight[one] + weight[other]
        found.append(Candidate(nodes[one], nodes[other], _called(one, layer), _called(other, layer), why, round(likely, 2), hanging, said))
    return sorted(found, key=lambda c: (-c.likely * math.log2(2 + c.claims), c.one.id, c.other.id))


def doubts(held: Contents) -> list[Doubt]:
    """Claims that count and that nobody reviewed: those that others speak against first, then the least sure."""
    layer = derived(held)
    against: dict[str, set[str]] = defaultdict(set)
    disputed = {i for edge in layer.edges if edge.properties["status"] == "disputed" for i in edge.properties["claims"]}
    for tie in layer.ties:
        if tie.kind == "CONTRADICTS":
            against[tie.one].add(tie.other)
            against[tie.other].add(tie.one)
    shown = {i for edge in layer.edges if edge.properties["status"] in SHOWN for i in edge.properties["claims"]}
    found = []
    for i, claim in layer.counted.claims.items():
        if i in layer.counted.made or "review" in layer.counted.marks.get(i, {}):
            continue
        others = sorted(against[i] & layer.counted.claims.keys())
        spoken = f"{len(others)} claims speak against it" if len(others) > 1 else "one claim speaks against it"
        why = spoken if others else "sources dispute it" if i in disputed else f"its reader was {claim.confidence:.0%} sure"
        one, other = _ends(claim, layer)
        nodes = layer.resolution.nodes
        order = (not others, i not in disputed, claim.confidence, i not in shown, i)
        found.append((order, Doubt(claim, nodes[one], nodes[other], why, tuple(others))))
    return [doubt for _, doubt in sorted(found, key=lambda pair: pair[0])]


def _ends(claim: Claim, layer: Derived) -> tuple[str, str]:
    of = layer.resolution.of
    return of[claim.document, claim.subject], of[claim.document, claim.object]


def _called(node: str, layer: Derived) -> str:
    """How a judgement names the node: by its own name, where it is one of those that documents use."""
    said = layer.resolution.said[node]
    own = key(layer.resolution.nodes[node].name)
    return next((each for each in said if named(each)[1] == own), said[0])


def _judged(judgements: Iterable[Judgement], layer: Derived) -> dict[tuple[str, str], str]:
    """What a person said of two nodes, by their ids in order."""
    by_said: dict[str, set[str]] = defaultdict(set)
    for node, names in layer.resolution.said.items():
        for said in names:
            by_said[said].add(node)
            by_said[group_of(named(said)[1])].add(node)
    found: dict[tuple[str, str], str] = {}
    for judgement in judgements:
        for one in by_said[judgement.left]:
            for other in by_said[judgement.right]:
                found[min(one, other), max(one, other)] = judgement.verdict
    return found


def _alike(nodes: Mapping[str, Node]) -> Iterator[tuple[str, str, float, str]]:
    """Pairs of node ids that look alike, how likely they are one, and why."""
    own: dict[tuple[str, str], set[str]] = defaultdict(set)  # (class or "", fold) → nodes of this name
    called: dict[tuple[str, str], set[str]] = defaultdict(set)  # the same by alias
    forms = {i: form(node.name, node.type) for i, node in nodes.items()}
    for i, node in nodes.items():
        own[CLASSES[node.type], forms[i].fold].add(i)
        for alias in node.aliases:
            if (said := form(alias, node.type)).fold not in (GENERIC | {forms[i].fold}) and len(said.fold) > 1:
                called[CLASSES[node.type], said.fold].add(i)
    for (kind, name), here in sorted(own.items()):
        yield from ((a, b, 0.8, "two things of one name") for a, b in combinations(sorted(here), 2))
        if kind == "organisation":
            yield from ((a, b, 0.3, "a firm and what may be its product") for a in sorted(here) for b in sorted(own.get(("offering", name), ())))
        for a in sorted(here):
            yield from (
                (a, b, 0.75, f"“{nodes[b].name}” is also called “{nodes[a].name}”") for b in sorted(called.get((kind, name), ())) if _may(forms, a, b, nodes)
            )
    for (_, name), here in sorted(called.items()):
        if len(here) <= 6:  # what many go by tells nothing
            yield from ((a, b, 0.5, f"both are called “{name}”") for a, b in combinations(sorted(here), 2) if _may(forms, a, b, nodes))
    yield from _shortened(nodes, forms, own)
    yield from _near(nodes, forms)


def _may(forms: Mapping[str, Form], a: str, b: str, nodes: Mapping[str, Node]) -> bool:
    """Not where only a version or a member of a family tells them apart: those are two."""
    return CLASSES[nodes[a].type] != "offering" or forms[a].versions == forms[b].versions


def _shortened(nodes: Mapping[str, Node], forms: Mapping[str, Form], own: Mapping[tuple[str, str], set[str]]) -> Iterator[tuple[str, str, float, str]]:
    for i, said in sorted(forms.items()):
        kind, words = CLASSES[nodes[i].type], said.words
        if len(words) < 2:
            continue
        for initials in {"".join(w[0] for w in words), "".join(w[0] for w in words if w not in ("of", "for", "the", "and", "de", "la"))}:
            if len(initials) > 1:
                yield from ((i, b, 0.6, f"“{nodes[b].name}” are the initials of “{nodes[i].name}”") for b in sorted(own.get((kind, initials), ())))
        ends = {fold(" ".join(words[:n])): words[n:] for n in range(1, len(words))}
        if kind in ("Person", "offering"):
            ends |= {fold(" ".join(words[n:])): words[:n] for n in range(1, len(words))}
        for short, rest in sorted(ends.items()):
            unit = any(word in UNITS for word in rest)
            for b in sorted(own.get((kind, short), ())):
                if _may(forms, i, b, nodes):
                    yield i, b, 0.15 if unit else 0.45, f"“{nodes[b].name}” may be short for “{nodes[i].name}”"


def _near(nodes: Mapping[str, Node], forms: Mapping[str, Form]) -> Iterator[tuple[str, str, float, str]]:
    """Names that differ in a few letters. Only those that begin alike are compared, which keeps it fast."""
    blocks: dict[tuple[str, str], list[str]] = defaultdict(list)
    for i, said in sorted(forms.items()):
        if len(said.fold) > 4:
            blocks[CLASSES[nodes[i].type], said.fold[:2]].append(i)
    for here in blocks.values():
        for a, b in combinations(here, 2):
            if forms[a].versions == forms[b].versions and (ratio := fuzz.ratio(forms[a].fold, forms[b].fold, score_cutoff=_ALIKE)):
                yield a, b, ratio / 100 - 0.35, "the names differ in a few letters"
