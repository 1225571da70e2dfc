"""What a person, or a program, sees of a pair of things and of a claim that it is asked about: sentences and sources of both sides."""

from collections.abc import Iterator
from typing import Any

import click

from ..candidates import Candidate, Doubt
from ..derive import STATUSES
from ..drawing import around
from ..graph import Graph
from ..identity import Node
from ..selection import Selection
from .screen import clean, counted, wrapped

_SHOWN = 3  # edges with their quotes, of each side


def show_pair(graph: Graph, item: Candidate) -> Iterator[str]:
    yield from wrapped(f"One thing, or two?  {clean(item.why)}. {counted(item.claims, 'claim')} hang{'s' if item.claims == 1 else ''} on it.", "")
    for node in (item.one, item.other):
        facts, count, documents = _evidence(graph, node)
        yield ""
        yield f"{click.style(clean(node.name), bold=True)}  {node.type}, in {counted(len(documents), 'document')}"
        if node.aliases:
            yield from wrapped("also: " + clean(", ".join(node.aliases[:8])))
        for fact in facts:
            yield from wrapped(f"{fact['said']}  [{fact['status']}]")
            yield from _quoted(fact["quote"])
        if not facts:
            for i in documents[:_SHOWN]:
                yield from _quoted(_mention(graph, node, i))
        if count > len(facts):
            yield from wrapped(f"and {count - len(facts)} more")
    yield ""


def show_claim(graph: Graph, item: Doubt) -> Iterator[str]:
    claim = item.claim
    said = " ".join((item.subject.name, claim.relation, item.object.name))
    marks = [getattr(claim, name) for name in ("modality", "outcome", "reason", "action", "role", "from_", "to")]
    yield from wrapped(f"Does it say so?  {item.why[0].upper()}{item.why[1:]}.", "")
    yield ""
    yield click.style(clean(said), bold=True) + "  " + clean(f"[{', '.join(mark for mark in marks if mark)}]")
    yield from _quoted(graph.quote(claim), graph.text(claim.document))
    for other in graph.claims(item.against[:_SHOWN]).values():
        yield from wrapped("against it:")
        yield from _quoted(graph.quote(other))
    yield ""


def pair_row(graph: Graph, item: Candidate) -> dict[str, Any]:
    def side(node: Node, said: str) -> dict[str, Any]:
        facts, _, documents = _evidence(graph, node)
        who = {"id": node.id, "name": node.name, "type": node.type, "aliases": list(node.aliases), "judge_as": said}
        return {**who, "facts": facts, "documents": documents}

    return {
        "why": item.why,
        "likely": item.likely,
        "claims": item.claims,
        "judged": item.judged,
        "left": side(item.one, item.left),
        "right": side(item.other, item.right),
    }


def claim_row(graph: Graph, item: Doubt) -> dict[str, Any]:
    ends = {"subject": item.subject.name, "relation": item.claim.relation, "object": item.object.name}
    return {"claim": item.claim.id, "why": item.why, **ends, "against": list(item.against), "quote": graph.quote(item.claim)}


def _evidence(graph: Graph, node: Node) -> tuple[list[dict[str, Any]], int, list[str]]:
    """What some edges say of *node*, each with its best quote; how many edges there are; and the documents that name it."""
    edges = graph.edges(Selection(about=(node.name,), statuses=tuple(STATUSES)))
    mine = [edge for edge in edges if node.id in (edge["subject"].id, edge["object"].id)]
    rows = [
        {"said": clean(f"{row['subject']} {row['relation']} {row['object']}"), "status": row["status"], "quote": row["evidence"][0]}
        for row in graph.answers(mine[:_SHOWN])
    ]
    return rows, len(mine), graph.mentions(node)


def _mention(graph: Graph, node: Node, document: str) -> dict[str, Any]:
    """The words around the first place where *document* names *node*."""
    text, facts = graph.text(document), graph.documents[document]
    at = next((at for name in (node.name, *node.aliases) if (at := text.find(name)) >= 0), 0)
    return {"text": "".join(around(text, at, at, "sentence")), "title": facts.title, "publisher": facts.publisher, "published": facts.published}


def _quoted(quote: dict[str, Any], text: str | None = None) -> Iterator[str]:
    """The words with their source; with the document's *text*, within their sentence."""
    words = clean(quote["text"])
    if text is not None:
        before, after = around(text, quote["start"], quote["end"], "sentence")
        if len(after.strip()) > 1 or before.strip():  # more than a full stop
            words = clean(f"{before}❮{words}❯{after}")
    source = ", ".join(clean(part) for part in (quote.get("publisher") or quote.get("title"), quote.get("published")) if part)
    yield from wrapped(f"“{words}”" + (f"  — {source}" if source else ""), indent="    ")
