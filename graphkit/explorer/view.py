"""What a page shows: plain values, filled by whoever holds the graph, checked once here."""

from collections import Counter
from typing import Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from ..ontology import ENTITY_TYPES, MODALITIES, RELATIONS
from ..periods import check_period

Context = Literal["sentence", "passage", "none"]
#: Those of the graph, and ``withdrawn``: what only claims say that no longer count.
Status = Literal["confirmed", "reported", "planned", "rumoured", "denied", "ended", "disputed", "withdrawn"]

STATUSES: tuple[Status, ...] = get_args(Status)
#: What a reader sees without asking. The rest is in the legend, switched off, with its count.
SHOWN_AT_FIRST: frozenset[Status] = frozenset({"confirmed", "reported", "disputed"})


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class _Dated(_Part):
    """``from``, ``to``: when it holds; ``reported``: when it was said. All are periods."""

    from_: str | None = Field(default=None, alias="from")
    to: str | None = None
    reported: str | None = None

    @field_validator("from_", "to", "reported")
    @classmethod
    def _period(cls, value: str | None) -> str | None:
        return value and check_period(value)


class Source(_Part):
    """A document that something is quoted from. ``retracted`` says by whom and why, where it was."""

    id: str
    title: str
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    retracted: str | None = None


class Quote(_Part):
    """Words of a document, with what stands around them in the sentence or the passage."""

    document: str
    text: str
    start: int = Field(ge=0)
    end: int
    page: int | None = None
    before: str = ""
    after: str = ""


class Review(_Part):
    """What a person decided about a claim."""

    verdict: Literal["accepted", "rejected", "corrected", "added"]
    by: str
    reason: str


class Claim(_Dated):
    """One statement behind an edge. ``evidence[0]`` makes it; what follows says what its "it" stands for.

    ``standing`` says why it doesn't count, where it doesn't.
    """

    id: str
    modality: str
    status: Status | None = None
    claimant: str | None = None
    outcome: str | None = None
    reason: str | None = None
    confidence: float = Field(default=1.0, ge=0, le=1)
    extractor: str
    review: Review | None = None
    standing: Literal["rejected", "corrected", "retracted", "superseded"] | None = None
    evidence: tuple[Quote, ...] = Field(min_length=1)

    @field_validator("modality")
    @classmethod
    def _known(cls, value: str) -> str:
        if value not in MODALITIES:
            raise ValueError(f"no modality {value!r}; there are {', '.join(MODALITIES)}")
        return value


class Node(_Part):
    """A thing. ``aliases`` are its other names."""

    id: str = Field(min_length=1)
    name: str
    type: str
    aliases: tuple[str, ...] = ()

    @field_validator("aliases")
    @classmethod
    def _sorted(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(sorted(set(value)))

    @field_validator("type")
    @classmethod
    def _known(cls, value: str) -> str:
        if value not in ENTITY_TYPES:
            raise ValueError(f"no type {value!r}; there are {', '.join(ENTITY_TYPES)}")
        return value


class Edge(_Dated):
    """A link from ``subject`` to ``object`` with every claim that supports it."""

    key: str = Field(min_length=1)
    type: str
    subject: str
    object: str
    status: Status
    modality: str = "asserted"
    outcome: str | None = None
    reason: str | None = None
    reason_class: str | None = None
    action: str | None = None
    role: str | None = None
    round: str | None = None
    origins: int = Field(default=1, ge=0)
    confidence: float = Field(default=1.0, ge=0, le=1)
    disagreement: str | None = None
    claims: tuple[Claim, ...] = Field(min_length=1)

    @field_validator("type")
    @classmethod
    def _known(cls, value: str) -> str:
        if value not in RELATIONS:
            raise ValueError(f"no relation {value!r}; there are {', '.join(RELATIONS)}")
        return value

    @field_validator("claims")
    @classmethod
    def _surest_first(cls, value: tuple[Claim, ...]) -> tuple[Claim, ...]:
        return tuple(sorted(value, key=lambda claim: (-claim.confidence, claim.id)))


class View(_Part):
    """Everything that one page holds, in one order whatever order it came in.

    ``part`` says in words which part of the graph that is, where it isn't all; ``shown``, which statuses are on when the page opens.
    """

    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    documents: tuple[Source, ...] = ()
    part: str = ""
    shown: frozenset[Status] = SHOWN_AT_FIRST

    @field_validator("nodes")
    @classmethod
    def _nodes_by_id(cls, value: tuple[Node, ...]) -> tuple[Node, ...]:
        return tuple(sorted(value, key=lambda node: node.id))

    @field_validator("documents")
    @classmethod
    def _documents_by_id(cls, value: tuple[Source, ...]) -> tuple[Source, ...]:
        return tuple(sorted(value, key=lambda document: document.id))

    @field_validator("edges")
    @classmethod
    def _edges_by_key(cls, value: tuple[Edge, ...]) -> tuple[Edge, ...]:
        return tuple(sorted(value, key=lambda edge: edge.key))

    @model_validator(mode="after")
    def _whole(self) -> Self:
        nodes = _unique("nodes", [node.id for node in self.nodes])
        documents = _unique("documents", [document.id for document in self.documents])
        _unique("edges", [edge.key for edge in self.edges])
        for edge in self.edges:
            if missing := {edge.subject, edge.object} - nodes:
                raise ValueError(f"edge {edge.key!r} ends at {missing.pop()!r}, which is no node of this view")
            for claim in edge.claims:
                for quote in claim.evidence:
                    if quote.document not in documents:
                        raise ValueError(f"edge {edge.key!r} quotes {quote.document!r}, which is no document of this view")
        return self


def _unique(what: str, ids: list[str]) -> set[str]:
    """*ids* as a set; raises where one comes twice, as a page could then show only one of the two."""
    counts = Counter(ids)
    if twice := [one for one, count in counts.items() if count > 1]:
        raise ValueError(f"two {what} are called {twice[0]!r}")
    return set(counts)
