"""What a store holds in its first two layers, as records: documents, what was read in them, claims, and what people decided.

Adding to it is where loading becomes idempotent: the same documents in any order leave the same contents,
and `pending` is only what the store doesn't have yet.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Set
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from .errors import GraphkitError, StoreError
from .names import key
from .origins import fingerprint
from .periods import bounds
from .records import Claim, Document, Entity, Extraction, Judgement, canonical_json
from .reviews import REVIEWED, Review, Withdrawal
from .statements import statement
from .store import Store, Write
from .stored import DECISIONS, Reading, claim_of, claim_row, decision_of, document_of, document_row

GIVEN = "given"  # extractor of ready-made claims
_FACTS = ("declared", "title", "publisher", "url", "published", "modified", "language", "kind")


@dataclass(slots=True)
class Contents:
    """``documents`` are facts only, their text is left in the store; ``pending`` is what is to be written."""

    documents: dict[str, Document] = field(default_factory=dict)
    readings: dict[str, dict[str, Reading]] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    judgements: dict[str, Judgement] = field(default_factory=dict)
    reviews: dict[str, Review] = field(default_factory=dict)
    withdrawals: dict[str, Withdrawal] = field(default_factory=dict)
    fingerprints: dict[str, tuple[int, ...]] = field(default_factory=dict)  # of texts, to know reprints by
    texts: dict[str, str] = field(default_factory=dict)  # of documents not written yet
    dirty: set[str] = field(default_factory=set)
    removed: set[str] = field(default_factory=set)
    added: dict[str, Claim] = field(default_factory=dict)
    recorded: dict[str, str] = field(default_factory=dict)  # of documents and claims
    lifted: set[str] = field(default_factory=set)  # withdrawals to be taken back
    of_document: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def entities(self) -> Iterator[tuple[str, Entity]]:
        """Every (document id, entity as that document speaks of it)."""
        for document, readings in self.readings.items():
            for _, reading in sorted(readings.items()):
                for entity in reading.entities:
                    yield document, entity

    def known_by(self, period: str) -> "Contents":
        """What would be held with only what was said by the end of *period*: the claim's date, else its document's, else when it was recorded.

        What people decided holds for every time: a mistake that was found later was a mistake before.
        """
        last = bounds(period)[1]

        def said(date: str | None, document: str) -> bool:
            first = bounds(date)[0] if date else None
            return last is None or (first.isoformat() if first else self.recorded.get(document, "")[:10]) <= last.isoformat()

        documents = {i for i, document in self.documents.items() if said(document.modified or document.published, i)}
        past = self._only(documents, {i for i, c in self.claims.items() if said(c.reported or self.documents[c.document].published, c.document)})
        if last:  # a version that didn't exist then took nothing's place, whether it was purged since or not
            past.withdrawals = {i: w for i, w in self.withdrawals.items() if not w.dated or w.dated <= last.isoformat()}
        return past

    def loaded_by(self, time: str) -> "Contents":
        """What was held after the load of this *time* (see `loads`), as far as later loads didn't replace it."""
        recorded = {i for i, when in self.recorded.items() if when <= time}
        return self._only(recorded & self.documents.keys(), recorded)

    def _only(self, documents: Set[str], claims: Set[str]) -> "Contents":
        return Contents(
            {i: document for i, document in self.documents.items() if i in documents},
            {i: readings for i, readings in self.readings.items() if i in documents},
            {i: claim for i, claim in self.claims.items() if i in claims and claim.document in documents},
            self.judgements,
            self.reviews,
            self.withdrawals,
            self.fingerprints,
            recorded=self.recorded,
        )

    def purged(self, document: Document) -> Withdrawal | None:
        """The marker that *document*, or another with its text, was purged."""
        sha = text_hash(document.text)
        marks = (w for _, w in sorted(self.withdrawals.items()) if w.kind == "purged")
        return next((w for w in marks if document.id == w.document or sha == w.text), None)

    def lift(self, withdrawal: Withdrawal) -> None:
        """Take *withdrawal* back."""
        del self.withdrawals[withdrawal.id]
        self.lifted.add(withdrawal.id)

    def merged(self, document: Document) -> Document:
        """*document* with what is known of it from its other sources.

        A document that nobody gave a title is called by its opening words. Two sources of one text may disagree
        about its title or date: the lesser value is kept, so that order doesn't count.
        """
        known = self.documents.get(document.id)
        opening = _opening(document.text)
        if known is not None and known.title == opening:
            known = known.model_copy(update={"title": None})  # any title that a source gives is better
        facts = document if known is None else _merged(known, document)
        return facts.model_copy(update={"text": document.text, "title": facts.title or opening})

    def add(self, document: Document) -> bool:
        """Take in the facts of a `merged` document, and whether they are news."""
        facts = document.model_copy(update={"text": "", "given": None})
        if self.documents.get(document.id) == facts:
            return False
        self.documents[document.id] = facts
        self.texts[document.id] = document.text
        self.fingerprints.setdefault(document.id, fingerprint(document.text))
        self.dirty.add(document.id)
        return True

    def put(self, document: Document, reader: str, version: str, extraction: Extraction) -> bool:
        """Take in what *reader* found in *document*, and whether that is news; ready-made claims add up, extracted ones replace the earlier ones."""
        extraction = relabelled(extraction, document)
        readings = self.readings.setdefault(document.id, {})
        before = readings.get(reader)
        if reader == GIVEN and before:
            reading = Reading(version, _united(before.entities, extraction.entities))
        else:
            reading = Reading(version, _united((), extraction.entities))
        news = reading != before
        if news:
            readings[reader] = reading
            self.texts[document.id] = document.text
            self.dirty.add(document.id)
        claims = {claim.id: claim for claim in extraction.claims}
        if reader != GIVEN:
            for gone in [i for i in self.of_document[document.id] - claims.keys() if self.claims[i].extractor != GIVEN]:
                self._drop(gone)
                news = True
        kept = [self._keep(claim) for claim in claims.values()]
        return news or any(kept)

    def _keep(self, claim: Claim) -> bool:
        known = self.claims.get(claim.id)
        if known == claim or (known and known.extractor == GIVEN and claim.extractor != GIVEN):
            return False
        if known and known.extractor == claim.extractor == GIVEN:
            # The same statement annotated twice: one of them, whichever came first.
            claim = min(known, claim, key=lambda c: canonical_json(c.row()))
            if claim == known:
                return False
        self.claims[claim.id] = self.added[claim.id] = claim
        self.of_document[claim.document].add(claim.id)
        self.removed.discard(claim.id)
        return True

    def _drop(self, claim: str) -> None:
        gone = self.claims.pop(claim)
        self.of_document[gone.document].discard(claim)
        if self.added.pop(claim, None) is None:
            self.removed.add(claim)

    @property
    def decisions(self) -> tuple[dict[str, Any], ...]:
        """What people decided, by id, in the order of `DECISIONS`."""
        return self.judgements, self.reviews, self.withdrawals

    @property
    def rows(self) -> int:
        """How many rows are to be written."""
        return len(self.dirty) + len(self.removed) + len(self.added) + len(self.lifted)

    def pending(self, now: str | None = None) -> list[Write]:
        """Statements for what is to be written; after them it no longer is. A document and its claims go together."""
        now = now or clock()
        documents = [self._document_row(i, now) for i in sorted(self.dirty)]
        claims = [{**claim_row(claim), "recorded": now} for _, claim in sorted(self.added.items())]
        writes: list[Write] = [
            (statement("write/delete_decisions.cypher", LABEL="Withdrawal"), [{"id": i} for i in sorted(self.lifted)]),
            (statement("write/documents.cypher"), documents),
            (statement("write/delete_claims.cypher"), [{"id": i} for i in sorted(self.removed)]),
            (statement("write/claims.cypher"), claims),
        ]
        self.recorded.update(dict.fromkeys(self.added, now))
        for done in (self.lifted, self.dirty, self.removed, self.added, self.texts):
            done.clear()
        return [(cypher, rows) for cypher, rows in writes if rows]

    def _document_row(self, i: str, now: str) -> dict[str, Any]:
        document = self.documents[i].model_copy(update={"text": self.texts[i]})
        return document_row(document, self.readings.get(i, {}), self.recorded.setdefault(i, now), self.fingerprints[i])


def read(store: Store, faults: list[str] | None = None) -> Contents:
    """The contents of *store*, without the documents' text.

    A row that can't be read is named in *faults* and left out; without such a list it raises `StoreError`.
    """
    contents = Contents()
    for row in store.read(statement("read/document_facts.cypher")):
        i = row["document"]["id"]
        with _reading(f"document {i}", faults):
            prints = tuple(row["document"].pop("fingerprint"))
            document, readings, recorded = document_of(row["document"])
            contents.documents[i], contents.readings[i], contents.recorded[i], contents.fingerprints[i] = document, readings, recorded, prints
    for row in store.read(statement("read/claims.cypher")):
        i = row["claim"]["id"]
        with _reading(f"claim {i}", faults):
            claim = claim_of(row["claim"])
            if claim.extractor == REVIEWED:
                continue  # what a person wrote is in the review; its node is derived
            contents.claims[i], contents.recorded[i] = claim, row["claim"]["recorded"]
            contents.of_document[claim.document].add(i)
    read_decisions(store, contents, faults)
    return contents


def read_decisions(store: Store, contents: Contents, faults: list[str] | None = None) -> None:
    """Bring what people decided, in *contents*, to what *store* has; as `read`."""
    for kind, held in zip(DECISIONS, contents.decisions, strict=True):
        held.clear()
        for row in store.read(statement("read/decisions.cypher", LABEL=kind.__name__)):
            with _reading(f"{kind.__name__.lower()} {row['decision']['id']}", faults):
                held[row["decision"]["id"]] = decision_of(kind, row["decision"])


@contextmanager
def _reading(what: str, faults: list[str] | None) -> Iterator[None]:
    try:
        yield
    except (GraphkitError, ValueError, TypeError, KeyError, AttributeError) as error:  # pydantic's are ValueErrors
        told = f"{what}: can't be read: {' '.join(str(error).split())[:200]}"
        if faults is None:
            raise StoreError(f"the store is damaged: {told}; graphkit check names all that is wrong") from error
        faults.append(told)


def clock() -> str:
    """Now, as it is recorded; also the name of a load."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def text_hash(text: str) -> str:
    """SHA-256 of a stored text, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def relabelled(extraction: Extraction, document: Document) -> Extraction:
    """*extraction* with ids made of names and types, so that two readers of one document speak of one entity.

    A claim's reporting date that is only its document's is left out: the document may turn out to have another.
    """
    ids: dict[str, str] = {}
    taken: set[str] = set()
    entities = []
    for entity in extraction.entities:
        label = name = f"{entity.type}:{key(entity.name)}"
        count = 1
        while label in taken:  # namesakes that the document itself tells apart
            label = f"{name}#{(count := count + 1)}"
        taken.add(label)
        ids[entity.id] = label
        entities.append(entity.model_copy(update={"id": label, "mentions": tuple(sorted(set(entity.mentions)))}))
    claims = (
        claim.model_copy(
            update={
                "subject": ids[claim.subject],
                "object": ids[claim.object],
                "reported": None if claim.reported == document.published else claim.reported,
            }
        )
        for claim in extraction.claims
    )
    return Extraction(entities=tuple(entities), claims=tuple(claims))


def _opening(text: str) -> str:
    """The first words of *text*, up to 70 characters."""
    line = " ".join(next((line for line in text.splitlines() if line.strip()), "").split())
    return line if len(line) <= 70 else line[:70].rpartition(" ")[0] + " …"


def _merged(a: Document, b: Document) -> Document:
    facts = {name: min((v for v in (getattr(a, name), getattr(b, name)) if v is not None), default=None) for name in _FACTS}
    return a.model_copy(update={**facts, "pages": max(a.pages, b.pages)})


def _united(before: tuple[Entity, ...], after: tuple[Entity, ...]) -> tuple[Entity, ...]:
    united: dict[str, Entity] = {}
    for entity in (*before, *after):
        known = united.get(entity.id, entity)
        both = {"name": min(known.name, entity.name), "mentions": tuple(sorted({*known.mentions, *entity.mentions}))}
        country = min(filter(None, (known.country, entity.country)), default=None)
        united[entity.id] = known.model_copy(update={**both, "country": country})
    return tuple(united[i] for i in sorted(united))
