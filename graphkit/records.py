"""What travels: a document, the words that support a claim, the claim, and what was read out of a document."""

import hashlib
import json
import unicodedata
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from .errors import OntologyError
from .ontology import ENTITY_TYPES, check_claim
from .periods import check_period

AUTHOR = "(author)"  # the name of a text's writer that it doesn't name


def canonical_json(value: Any) -> str:
    """JSON with sorted keys and no spaces: the same value gives the same text."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(*parts: Any) -> str:
    """A short stable id: the first 20 hex digits (80 bits) of SHA-256 over *parts*."""
    return hashlib.sha256(canonical_json(parts).encode()).hexdigest()[:20]


def stored_text(text: str) -> str:
    """*text* as it is stored and as offsets count it: NFC, LF, no byte-order mark."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff"))


class Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    def row(self) -> dict[str, Any]:
        """The record as plain JSON values, without what is not set."""
        return self.model_dump(mode="json", by_alias=True, exclude_none=True)


class Evidence(Record):
    """A stretch of a document: ``document.text[start:end] == text``; offsets are Unicode code points."""

    document: str
    text: str
    start: int = Field(ge=0)
    end: int
    page: int | None = None


class Entity(Record):
    """A thing as one document speaks of it. ``mentions`` are the surface forms that stand for it there, ``country`` is where it sits, if told."""

    id: str = Field(min_length=1)
    name: str = Field(min_length=1)
    type: str
    mentions: tuple[str, ...] = ()
    country: str | None = None

    @model_validator(mode="after")
    def _known_type(self) -> Self:
        if self.type not in ENTITY_TYPES:
            raise OntologyError(f"entity {self.name!r}: no type {self.type!r}; there are {', '.join(ENTITY_TYPES)}")
        return self


class Claim(Record):
    """One statement of one document, with the words that make it.

    ``subject`` and ``object`` are ids of the document's own entities. ``from``, ``to`` and ``reported``
    are periods (see `periods`): when it was true, and when it was said. ``evidence[0]`` is the statement;
    further spans repeat it or say what "it" or "the carmaker" is.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    document: str
    relation: str
    subject: str
    object: str
    modality: str
    outcome: str | None = None
    reason: str | None = None
    reason_class: str | None = None
    action: str | None = None
    role: str | None = None
    round: str | None = None
    claimant: str | None = None
    from_: str | None = Field(default=None, alias="from")
    to: str | None = None
    reported: str | None = None
    extractor: str
    confidence: float = Field(default=1.0, ge=0, le=1)
    evidence: tuple[Evidence, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _periods(self) -> Self:
        for period in (self.from_, self.to, self.reported):
            if period is not None:
                check_period(period)
        return self

    @property
    def id(self) -> str:
        """Stable over merges, reviews and reloads: nothing in it depends on who an entity turns out to be."""
        first = self.evidence[0]
        which = self.reason or self.action or self.role or self.round or self.outcome or ""
        return digest(self.document, self.relation, self.subject, self.object, which, self.modality, first.start, first.end)

    @property
    def date(self) -> str | None:
        """The one date that an annotation has room for: the end of what ended, else the beginning."""
        return (self.to or self.from_) if self.modality == "ended" else (self.from_ or self.to)


class Judgement(Record):
    """What a person says of two names: that they are the same thing, that they aren't, or that it can't be told.

    ``left`` and ``right`` are groups of names (see `identity.group_of`); a judgement holds for all documents, stands
    beside the data and is undone by taking it away.
    """

    left: str
    right: str
    verdict: Literal["same", "different", "unsure"]
    by: str
    at: str

    @property
    def id(self) -> str:
        """One judgement for two names, whichever comes first."""
        return digest("judgement", *sorted((self.left, self.right)))


class Refusal(Record):
    """Something that looked like a claim and was not taken, and why."""

    text: str
    why: str


class Extraction(Record):
    """What one reader found in one document."""

    entities: tuple[Entity, ...] = ()
    claims: tuple[Claim, ...] = ()
    refusals: tuple[Refusal, ...] = ()

    def check(self, document: "Document") -> Self:
        """Raise `OntologyError` where a claim breaks the ontology or quotes what isn't in *document*."""
        types = {entity.id: entity.type for entity in self.entities}
        if len(types) != len(self.entities):
            raise OntologyError("two entities have the same id")
        for claim in self.claims:
            for end in (claim.subject, claim.object):
                if end not in types:
                    raise OntologyError(f"{claim.relation}: unknown entity {end!r}")
            attributes = {key: getattr(claim, key) for key in ("outcome", "reason", "reason_class", "action", "role", "round")}
            check_claim(claim.relation, types[claim.subject], types[claim.object], claim.modality, attributes)
            for span in claim.evidence:
                if document.text[span.start : span.end] != span.text or span.document != document.id:
                    raise OntologyError(f"{claim.relation}: {span.text[:60]!r} is not what stands at {span.start}–{span.end}")
        return self


class Document(Record):
    """A text and what its source says about it. Make one with `Document.of`."""

    id: str
    text: str
    declared: str | None = None  # an id that the source itself gives, as a Message-ID
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    modified: str | None = None  # where the source says that the text was changed after it
    language: str | None = None
    kind: Literal["text", "markdown", "html", "pdf", "docx", "email", "json", "csv", "feed"] = "text"
    pages: tuple[int, ...] = ()  # offset at which each page of a PDF begins
    given: Extraction | None = Field(default=None, exclude=True, repr=False)  # ready-made, so nothing is extracted

    @classmethod
    def of(cls, text: str, **facts: Any) -> Self:
        """A document with its id: a hash of the stored text with the declared id or URL."""
        text = stored_text(text)
        for date in (facts.get("published"), facts.get("modified")):
            if date:
                check_period(date)
        return cls(id=digest(text, facts.get("declared") or facts.get("url") or ""), text=text, **facts)

    def span(self, start: int, end: int) -> Evidence:
        """The evidence at ``text[start:end]``."""
        page = sum(1 for at in self.pages if at <= start) or None
        return Evidence(document=self.id, text=self.text[start:end], start=start, end=end, page=page)
