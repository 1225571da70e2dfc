"""What edges rest on: claims with their words, and the documents that these come from."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from .. import stored
from ..errors import QueryError
from ..records import Claim, Document
from ..statements import statement
from .entities import Entities

#: What a row of an answer says of its edge, beside the ends and the evidence.
_ANSWERED = tuple("outcome reason reason_class action role round modality status disagreement from to origins confidence key".split())


class Evidence(Entities):
    """Claims and documents, and edges told with every quote."""

    def claims(self, ids: Iterable[str]) -> dict[str, Claim]:
        """Claims by id."""
        rows = self.store.read(statement("read/claims_by_id.cypher"), {"ids": sorted(set(ids))})
        return {row["claim"]["id"]: stored.claim_of(row["claim"]) for row in rows}

    def claim_rows(self, about: str | None = None, document: str | None = None) -> list[dict[str, Any]]:
        """Claims as plain JSON, of all or of one entity or document: names of the ends, quote, and where it has one ``standing`` and ``review``."""
        ends = [
            {row["properties"]["key"]: row["tail"] for row in self.store.read(statement("read/edges.cypher", RELATION=end))} for end in ("SUBJECT", "OBJECT")
        ]
        wanted = {node.id for node in self.named(about)} if about else set()
        rows = []
        for claim in (row["claim"] for row in self.store.read(statement("read/claims.cypher"))):
            subject, target = (of.get(claim["id"], "") for of in ends)
            if (not about or wanted & {subject, target}) and (not document or claim["document"].startswith(document)):
                told = {**claim, "subject": self.nodes[subject].name, "object": self.nodes[target].name, "quote": claim["quotes"][0]}
                rows.append({name: value for name, value in told.items() if value is not None and name not in ("quotes", "starts", "ends", "pages")})
        return rows

    @cached_property
    def documents(self) -> dict[str, Document]:
        """Facts of every document by id; the text is left out (see `text`)."""
        return stored.facts_of(self.store.read(statement("read/document_facts.cypher")))

    def text(self, document: str) -> str:
        """The stored text of the document with this id."""
        rows = self.store.read(statement("read/document.cypher"), {"id": document})
        if not rows:
            raise QueryError(f"no document {document!r}; see graphkit documents")
        return str(rows[0]["document"]["text"])

    def answers(self, edges: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """*edges* as rows of an answer: names, attributes, status, and every quote with its source, as plain JSON."""
        edges = list(edges)
        claims = self.claims(i for edge in edges for i in edge["claims"])
        self._quoted(claims.values())
        return [self._answer(edge, [claims[i] for i in edge["claims"]]) for edge in edges]

    def _answer(self, edge: Mapping[str, Any], claims: list[Claim]) -> dict[str, Any]:
        names = {"subject": edge["subject"].name, "relation": edge["relation"], "object": edge["object"].name}
        return {**names, **{name: edge.get(name) for name in _ANSWERED}, "evidence": [self.quote(claim) for claim in claims]}

    def quote(self, claim: Claim) -> dict[str, Any]:
        """A claim's words with their source, as plain JSON."""
        self._quoted([claim])
        source = self._sources[claim.document]
        first = claim.evidence[0]
        return {
            "text": first.text,
            "document": claim.document,
            "start": first.start,
            "end": first.end,
            "page": first.page,
            "more": [{"text": span.text, "start": span.start, "end": span.end} for span in claim.evidence[1:]],
            "title": source.title,
            "publisher": source.publisher,
            "url": source.url,
            "published": source.published,
            "modality": claim.modality,
            "claimant": claim.claimant,
            "claim": claim.id,
            "outcome": claim.outcome,
            "confidence": claim.confidence,
        }

    @cached_property
    def _sources(self) -> dict[str, Document]:
        """Facts of those documents that answers have quoted so far: a graph may hold many more."""
        return {}

    def _quoted(self, claims: Iterable[Claim]) -> None:
        ids = sorted({claim.document for claim in claims} - self._sources.keys())
        if ids:
            self._sources.update(stored.facts_of(self.store.read(statement("read/document_facts_by_id.cypher"), {"ids": ids})))
