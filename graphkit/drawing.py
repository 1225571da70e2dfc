"""From edges and claims to what the explorer shows: each quote with the sentence or the passage around it, and what people decided."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from . import explorer, stored
from .explorer import Context
from .explorer.view import SHOWN_AT_FIRST
from .identity import Node
from .ontology import RELATIONS
from .records import Claim, Document, Evidence, digest
from .reviews import Withdrawal
from .selection import Selection
from .statements import statement
from .store import Store


class Page(str):
    """The explorer's HTML; a notebook shows it in a frame, so that its script and styles stay its own."""

    def _repr_html_(self) -> str:
        return f'<iframe srcdoc="{escape(self)}" style="width:100%;height:720px;border:0" title="graphkit explorer"></iframe>'


_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’)\]]*(?=\s)|\n")
_WINDOW = 600  # characters looked at on each side; a "sentence" longer than that is a table


@dataclass(frozen=True, slots=True)
class Decided:
    """What people decided, as the explorer says it: ``reviews`` and ``standing`` by claim, ``retracted`` by document.

    ``edges`` are those that only claims which don't count speak of, in the shape of `Graph.edges`; ``claims`` are theirs.
    """

    reviews: dict[str, explorer.Review]
    standing: dict[str, str]
    retracted: dict[str, str]
    edges: list[dict[str, Any]]
    claims: dict[str, Claim]


def decided(store: Store, nodes: Mapping[str, Node], relations: Collection[str], about: Collection[str]) -> Decided:
    """What people decided of the claims in *store*; edges of these *relations*, and where *about* has ids, at one of them."""
    marked = {row["claim"]["id"]: row["claim"] for row in store.read(statement("read/claim_marks.cypher"))}
    reviews = {i: explorer.Review(verdict=row["review"], by=row["reviewed_by"], reason=row["review_reason"]) for i, row in marked.items() if row.get("review")}
    edges: dict[tuple[str, ...], dict[str, Any]] = {}
    claims = {}
    for row in store.read(statement("read/claims_withdrawn.cypher")):
        claim = stored.claim_of(row["claim"])
        ends = (row["head"], row["tail"])
        if claim.relation not in relations or (about and not set(about) & set(ends)):
            continue
        claims[claim.id] = claim
        which = (claim.relation, *ends)
        names = ("modality", "outcome", "reason", "reason_class", "action", "role", "round")
        said = {name: value for name in names if (value := getattr(claim, name)) is not None}
        first = {"key": digest("withdrawn", *which), "relation": claim.relation, "subject": nodes[ends[0]], "object": nodes[ends[1]], **said}
        edge = edges.setdefault(which, {**first, "status": "withdrawn", "origins": 0, "confidence": 0.0, "claims": []})
        edge["claims"].append(claim.id)
        edge["confidence"] = max(edge["confidence"], claim.confidence)
    decisions = (stored.decision_of(Withdrawal, row["decision"]) for row in store.read(statement("read/decisions.cypher", LABEL="Withdrawal")) if marked)
    return Decided(
        reviews,
        {i: row["standing"] for i, row in marked.items() if row.get("standing")},
        {one.document: f"by {one.by}: {one.reason}" for one in decisions if one.kind == "retracted"},
        list(edges.values()),
        claims,
    )


def view(
    edges: Iterable[Mapping[str, Any]],
    claims: Mapping[str, Claim],
    documents: Mapping[str, Document],
    text: Callable[[str], str],
    context: Context,
    decided: Decided,
    *,
    part: str = "",
    shown: Collection[explorer.Status] = SHOWN_AT_FIRST,
) -> explorer.View:
    """The part of the graph that *edges* (as `Graph.edges` gives them) make; *text* gives a document's text by id.

    *part* and *shown* are as in `explorer.View`.
    """
    edges = list(edges)
    nodes = {node.id: node for edge in edges for node in (edge["subject"], edge["object"])}
    texts = {i: text(i) for i in {claims[c].document for edge in edges for c in edge["claims"]}} if context != "none" else {}

    def quote(span: Evidence) -> explorer.Quote:
        before, after = around(texts[span.document], span.start, span.end, context) if texts else ("", "")
        return explorer.Quote(**span.row(), before=before, after=after)

    def drawn(i: str) -> explorer.Claim:
        row = claims[i].row()
        kept = {name: row[name] for name in ("modality", "claimant", "outcome", "reason", "confidence", "extractor", "from", "to") if name in row}
        reported = row.get("reported") or documents[claims[i].document].published
        review, standing = decided.reviews.get(i), decided.standing.get(i)
        evidence = tuple(quote(span) for span in claims[i].evidence)
        return explorer.Claim.model_validate({"id": i, "reported": reported, **kept, "review": review, "standing": standing, "evidence": evidence})

    own = ("key", "status", "modality", "outcome", "reason", "reason_class", "action", "role", "round", "from", "to", "origins", "confidence", "disagreement")
    return explorer.View(
        part=part,
        shown=frozenset(shown),
        nodes=tuple(explorer.Node(id=n.id, name=n.name, type=n.type, aliases=n.aliases) for n in nodes.values()),
        edges=tuple(
            explorer.Edge(
                type=edge["relation"],
                subject=edge["subject"].id,
                object=edge["object"].id,
                reported=edge.get("first_reported"),
                claims=tuple(drawn(i) for i in edge["claims"]),
                **{name: edge[name] for name in own if name in edge},
            )
            for edge in edges
        ),
        documents=tuple(_source(documents[i], decided.retracted.get(i)) for i in sorted({claims[c].document for edge in edges for c in edge["claims"]})),
    )


def part(selection: Selection, held: int, whole: Callable[[], int]) -> str:
    """In words, which part *selection* is, which has *held* edges of the *whole* graph's; empty where it asks for all."""
    asked = [
        selection.about and f"about {' and '.join(selection.about)}",
        set(selection.relations) != set(RELATIONS) and f"{', '.join(name.lower().replace('_', ' ') for name in selection.relations)} only",
        not selection.every_status and f"{', '.join(selection.statuses)} only",
        selection.as_of and f"as of {selection.as_of}",
        selection.known_by and f"known by {selection.known_by}",
        selection.min_confidence and f"confidence from {selection.min_confidence:.0%}",
    ]
    words = [word for word in asked if word]
    if not words:
        return ""
    of = whole()
    return "; ".join([*words, f"{held:,} of {of:,} link{'' if of == 1 else 's'}"])


def on_at_first(selection: Selection) -> Collection[Any]:
    """The statuses that are on when a page of *selection* opens: what it names, and where it names all, what is fact."""
    return SHOWN_AT_FIRST if selection.every_status else selection.statuses


def around(text: str, start: int, end: int, context: Context) -> tuple[str, str]:
    """What stands before and after ``text[start:end]`` in its sentence, or in its passage (its line or paragraph)."""
    left, right = text[max(0, start - _WINDOW) : start], text[end : end + _WINDOW]
    if context == "passage":
        return left.rpartition("\n")[2], right.partition("\n")[0]
    begins = [found.end() for found in _SENTENCE_END.finditer(left + " ") if found.end() <= len(left)]
    ends = _SENTENCE_END.search(right + " ")
    closed = re.search(r"[.!?…。！？][\"'”’)\]]*$", text[start:end])
    return left[begins[-1] if begins else 0 :].lstrip(), "" if closed else right[: ends.end() if ends else None].rstrip()


def _source(document: Document, retracted: str | None) -> explorer.Source:
    facts = {"publisher": document.publisher, "url": document.url, "published": document.published}
    return explorer.Source(id=document.id, title=document.title or document.url or document.id, retracted=retracted, **facts)
