"""Ready-made graphs: entities and relations that somebody, or an earlier run, has read out of a text already."""

import re
from collections import Counter
from typing import Any

from pydantic import ValidationError

from graphkit.errors import GraphkitError
from graphkit.records import Claim, Document, Entity, Evidence, Extraction, stored_text

_ATTRIBUTES = ("outcome", "reason_class", "action", "role", "round", "claimant")


def extraction(graph: dict[str, Any], document: Document) -> Extraction:
    """What *graph* says of *document*, checked against the ontology; each quote is found in the text.

    *graph* has ``entities`` (id, name, type, mentions, country) and ``relations`` (type, subject, object, modality, evidence,
    more_evidence, date or from and to, and the attributes of the relation). Other keys are left alone.
    Raises `ValueError` with the index of the entity or relation and what is wrong with it.
    """
    entities: list[Entity] = []
    for index, item in enumerate(_list(graph, "entities")):
        try:
            entities.append(_entity(item))
        except _WRONG as error:
            raise ValueError(f"entity {index}: {_say(error)}") from error
    ends = {entity.id: entity for entity in entities}
    if len(ends) < len(entities):
        raise ValueError(f"several entities have the id {Counter(entity.id for entity in entities).most_common(1)[0][0]!r}")
    claims: list[Claim] = []
    for index, item in enumerate(_list(graph, "relations")):
        try:
            claim = _claim(item, document)
            Extraction(entities=tuple(ends[end] for end in {claim.subject, claim.object} if end in ends), claims=(claim,)).check(document)
        except _WRONG as error:
            kind = item.get("type") if isinstance(item, dict) else None
            raise ValueError(f"relation {index}{f' ({kind})' if kind else ''}: {_say(error)}") from error
        claims.append(claim)
    return Extraction(entities=tuple(entities), claims=tuple(claims))


_WRONG = (GraphkitError, ValidationError, ValueError, TypeError, KeyError, AttributeError)


def _say(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    if isinstance(error, KeyError):
        return f"lacks {error}"
    if isinstance(error, TypeError | AttributeError):
        return "not an object of the expected shape"
    return str(error)


def _list(graph: dict[str, Any], key: str) -> list[Any]:
    value = graph.get(key) or []
    if not isinstance(value, list):
        raise ValueError(f"{key!r} is not a list")
    return value


def _entity(item: dict[str, Any]) -> Entity:
    mentions = item["mentions"] if item.get("mentions") is not None else [item["name"]]
    where = {"country": stored_text(item["country"])} if item.get("country") else {}
    return Entity(id=str(item["id"]), name=stored_text(item["name"]), type=item["type"], mentions=tuple(map(stored_text, mentions)), **where)


def _claim(item: dict[str, Any], document: Document) -> Claim:
    quotes = [quote for key in ("evidence", "more_evidence") for quote in _quotes(item.get(key))]
    if not quotes:
        raise ValueError("no evidence")
    facts: dict[str, Any] = {key: item[key] for key in _ATTRIBUTES if item.get(key)}
    if reason := item.get("reason"):
        if find(reason, document.text) is None:
            raise ValueError(f"the reason {_short(reason)} is not in the text")
        facts["reason"] = stored_text(" ".join(reason.split()))
    begin, end = item.get("from"), item.get("to")
    if date := item.get("date"):
        begin, end = (begin, end or date) if item["modality"] == "ended" else (begin or date, end)
    return Claim(
        document=document.id,
        relation=item["type"] if "type" in item else item["relation"],
        subject=str(item["subject"]),
        object=str(item["object"]),
        modality=item["modality"],
        to=end,
        reported=document.published,
        extractor="given",
        confidence=1.0,
        evidence=tuple(_evidence(quote, document) for quote in quotes),
        **{"from": begin},
        **facts,
    )


def _quotes(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _evidence(quote: Any, document: Document) -> Evidence:
    words = quote if isinstance(quote, str) else quote["text"]
    if isinstance(quote, dict) and isinstance(quote.get("start"), int):
        start = quote["start"]
        if document.text[start : start + len(words)] == words:
            return document.span(start, start + len(words))
    if not (found := find(words, document.text)):
        raise ValueError(f"the evidence {_short(words)} is not in the text")
    return document.span(*found)


def _short(words: str) -> str:
    words = " ".join(words.split())
    return repr(words if len(words) <= 80 else f"{words[:77]}...")


def find(quote: str, text: str) -> tuple[int, int] | None:
    """Where *quote* stands in *text*: exactly, or with other white space between its words."""
    quote = stored_text(quote)
    if not quote.strip():
        return None
    at = text.find(quote)
    if at >= 0:
        return at, at + len(quote)
    found = re.search(r"\s+".join(map(re.escape, quote.split())), text)
    return found.span() if found else None
