"""A view as the rows that travel in the page: short, as one row is one of thousands. ``template/data.js`` reads them back."""

import json
import re
from collections.abc import Iterable
from typing import Any

from ..ontology import ACTIONS, ENTITY_TYPES, MODALITIES, OUTCOMES, REASON_CLASSES, RELATIONS
from .layout import positions
from .relevance import drawn
from .view import STATUSES, Claim, Edge, Quote, View

Row = dict[str, Any]

_UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff]")
#: What edges and claims tell in the words of a document: these stay behind with the words.
_VERBATIM = ("reason", "role", "disagreement")
_MODALITIES = tuple(MODALITIES)
_RELATIONS = tuple(RELATIONS)


def inert(value: Any) -> str:
    """JSON that can't end its script block, start a comment in it, or fail to be written as UTF-8."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def words(view: View) -> Row:
    """What the page calls things, from the ontology, so that a new relation needs no change here."""
    return {
        "relations": [[name, relation.reads, relation.symmetric] for name, relation in RELATIONS.items()],
        "types": list(ENTITY_TYPES.items()),
        "statuses": list(STATUSES),
        "shown": sorted(view.shown),
        "modalities": list(MODALITIES.items()),
        "reasons": REASON_CLASSES,
        "outcomes": OUTCOMES,
        "actions": ACTIONS,
    }


def nodes(view: View) -> list[Row]:
    """Every node; those to draw have a place."""
    chosen = drawn(view)
    inside = set(chosen)
    places = positions(chosen, [(e.subject, e.object) for e in view.edges if e.subject in inside and e.object in inside])
    rows = []
    for node in view.nodes:
        row: Row = {"id": node.id, "label": node.name, "type": node.type}
        if node.aliases:
            row["aliases"] = node.aliases
        if node.id in places:
            row["x"], row["y"] = places[node.id]
        rows.append(row)
    return rows


def edges(view: View, with_words: bool) -> list[list[Any]]:
    """Every edge as ``[key, relation, from, to, status, confidence, claims, what else it says]``; the ends are node numbers."""
    number = {node.id: n for n, node in enumerate(view.nodes)}
    document = {one.id: n for n, one in enumerate(view.documents)}
    extractor = {name: n for n, name in enumerate(extractors(view))}
    rows = []
    for edge in view.edges:
        claims = [_claim(claim, document, extractor, with_words) for claim in edge.claims]
        ends = [number[edge.subject], number[edge.object]]
        more = _more(edge, with_words)
        rows.append([edge.key, _RELATIONS.index(edge.type), *ends, STATUSES.index(edge.status), round(edge.confidence, 3), claims, *([more] if more else [])])
    return rows


def documents(view: View) -> list[list[str | None]]:
    return [_short([one.id, one.title, one.publisher, one.url, one.published, one.retracted]) for one in view.documents]


def extractors(view: View) -> list[str]:
    return sorted({claim.extractor for edge in view.edges for claim in edge.claims})


def _more(edge: Edge, with_words: bool) -> Row:
    """What not every edge has; what is as usual (asserted, one origin) is left out."""
    row: Row = {"since": edge.from_, "until": edge.to, "reported": edge.reported}
    row |= {name: getattr(edge, name) for name in ("outcome", "reason", "reason_class", "action", "role", "round", "disagreement")}
    row |= {
        "modality": edge.modality if edge.modality != "asserted" else None,
        "origins": edge.origins if edge.origins != 1 else None,
    }
    return {name: value for name, value in row.items() if value is not None and (with_words or name not in _VERBATIM)}


def _claim(claim: Claim, document: dict[str, int], extractor: dict[str, int], with_words: bool) -> list[Any]:
    """``[id, confidence, modality, extractor, quotes, what else it says]``."""
    more: Row = {"since": claim.from_, "until": claim.to, "reported": claim.reported}
    more |= {name: getattr(claim, name) for name in ("status", "claimant", "outcome", "reason", "standing")}
    more["review"] = claim.review and claim.review.model_dump()
    more = {name: value for name, value in more.items() if value is not None and (with_words or name not in _VERBATIM)}
    quotes = [_quote(quote, document, with_words) for quote in claim.evidence]
    return [claim.id, round(claim.confidence, 3), _MODALITIES.index(claim.modality), extractor[claim.extractor], quotes, *([more] if more else [])]


def _quote(quote: Quote, document: dict[str, int], with_words: bool) -> list[Any]:
    """``[document, start, end, page, words, before, after]``, cut after the last that is there."""
    spoken = [quote.text, quote.before, quote.after] if with_words else []
    return _short([document[quote.document], quote.start, quote.end, quote.page or 0, *spoken])


def _short(row: Iterable[Any]) -> list[Any]:
    row = list(row)
    while len(row) > 1 and not row[-1]:
        row.pop()
    return row
