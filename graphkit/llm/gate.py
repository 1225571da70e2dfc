"""What becomes of a model's reply: only what the document itself bears out, in the document's own characters.

The same for every model. A claim is dropped, and counted, unless its quote stands in the document, its ends are entities
that the document names near it, and its shape is one that the ontology allows; a reason must be the document's words.
How firmly it is said is checked by the offline rules, and the weaker of the two readings wins.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ..errors import OntologyError
from ..extract import dates, modality, reads
from ..names import Names, key
from ..ontology import ATTRIBUTES, ENTITY_TYPES, HELD, MODALITIES, RELATIONS, check_claim
from ..periods import bounds, is_period
from ..records import AUTHOR, Claim, Document, Entity, Evidence, Extraction, Refusal
from . import quotes
from .prompt import LONGEST_QUOTE
from .reply import Reply, SaidClaim, SaidEntity
from .stance import Stances
from .windows import Window

#: How far from a quote, in characters, one of its ends must be named.
NEAR = 600
#: How sure to be of a claim whose quote stands word for word, and of one that is only nearly there.
SURE, NEARLY = 0.85, 0.7
_PRONOUNS = frozenset("it its he his him she her they their them this that who which one both we our us i the company".split())


@dataclass(slots=True)
class Pool:
    """The entities of one document over all of its windows, by id."""

    places: quotes.Places
    entities: dict[str, Entity] = field(default_factory=dict)
    by_form: dict[str, str] = field(default_factory=dict)

    def take(self, said: Sequence[SaidEntity], dropped: Counter[str]) -> dict[str, str]:
        """Add what a window names; its ids, and names, with what they stand for here."""
        ids = {**self.by_form, **{i: i for i in self.entities}}
        for entity in said:
            mine = self._admit(entity, dropped)
            if mine is not None:
                ids[entity.id] = mine
                ids.setdefault(key(entity.name), mine)
        return ids

    def _admit(self, said: SaidEntity, dropped: Counter[str]) -> str | None:
        kind = next((name for name in ENTITY_TYPES if name.lower() == said.type.lower()), None)
        if kind is None:
            dropped["entities of no known type"] += 1
            return None
        author = said.name.strip("() ").lower() == "author"
        forms = [form for form in dict.fromkeys((said.name, *said.mentions)) if author or form.lower() not in _PRONOUNS]
        forms = [form for form in forms if self.places.of(form)]
        if not forms and not author:
            dropped["entities that the document doesn't name"] += 1
            return None
        name = AUTHOR if author else said.name if said.name in forms else max(forms, key=len)
        same = said.id if said.id in self.entities and self._alike(said.id, name, forms) else self.by_form.get(key(name))
        if same is None:
            same = said.id if said.id not in self.entities else f"{said.id}-{len(self.entities)}"
            self.entities[same] = Entity(id=same, name=name, type="Company" if author else kind, mentions=tuple(forms))
        else:
            known = self.entities[same]
            self.entities[same] = known.model_copy(update={"mentions": tuple(dict.fromkeys((*known.mentions, *forms)))})
        for form in (name, *forms):
            self.by_form.setdefault(key(form), same)
        return same

    def _alike(self, i: str, name: str, forms: Iterable[str]) -> bool:
        return bool({key(form) for form in (self.entities[i].name, *self.entities[i].mentions)} & {key(form) for form in (name, *forms)})


@dataclass(slots=True)
class Gate:
    """One document's gate: `admit` each window's reply, then `extraction`."""

    document: Document
    names: Names
    extractor: str
    places: quotes.Places = field(init=False)
    pool: Pool = field(init=False)
    dropped: Counter[str] = field(default_factory=Counter)
    refusals: list[Refusal] = field(default_factory=list)
    claims: dict[tuple[object, ...], Claim] = field(default_factory=dict)
    _stances: Stances | None = None
    _spans: dict[tuple[str, ...], list[tuple[int, int]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.document.published is None:
            self.document = self.document.model_copy(update={"published": dates.published(self.document.text)})
        self.places = quotes.Places(self.document.text)
        self.pool = Pool(self.places)

    def admit(self, window: Window, reply: Reply) -> None:
        """Take what holds of *reply*, the answer to *window*."""
        self.dropped.update(reply.dropped)
        ids = self.pool.take(reply.entities, self.dropped)
        for said in reply.claims:
            made = self._claim(window, said, ids)
            if isinstance(made, str):
                self.dropped[f"claims: {made}"] += 1
                self.refusals.append(Refusal(text=said.quote[:LONGEST_QUOTE], why=made))
            else:
                self._keep(made)

    def extraction(self) -> Extraction:
        """What was admitted, checked once more against the document."""
        self._reasons()
        used = {end for claim in self.claims.values() for end in (claim.subject, claim.object)}
        entities = tuple(e for e in self.pool.entities.values() if e.name != AUTHOR or e.id in used)
        return Extraction(entities=entities, claims=tuple(self.claims.values()), refusals=tuple(self.refusals)).check(self.document)

    def _claim(self, window: Window, said: SaidClaim, ids: dict[str, str]) -> Claim | str:
        """The claim, or why it is none."""
        name, mode = said.relation.upper(), said.modality.lower()
        ends = [self.pool.entities.get(ids.get(end) or ids.get(key(end)) or "") for end in (said.subject, said.object)]
        subject, target = ends
        if subject is None or target is None:
            return "an end that is no entity of the document"
        if subject is target:
            return "both ends are one entity"
        if name not in RELATIONS or mode not in MODALITIES:
            return "a relation or modality that there isn't"
        rel = RELATIONS[name]
        own = {*rel.attributes, rel.discriminator} - {"round"}
        given: dict[str, str | None] = {name: getattr(said, name) for name in ATTRIBUTES if name in own}
        try:
            check_claim(name, subject.type, target.type, mode, given)
        except OntologyError:
            return "ends or attributes that the relation doesn't allow"
        spans = [self._named(end) for end in (subject, target)]
        found = self._found(window, said.quote, spans)
        if found is None:
            return "a quote that isn't in the document"
        evidence = [self.document.span(found.start, found.end)]
        if len(evidence[0].text) > LONGEST_QUOTE:
            return "a quote that is too long"
        near = [0 if end.name == AUTHOR else quotes.nearest(where, found.start, found.end) for end, where in zip((subject, target), spans, strict=True)]
        if not any(distance is not None and distance <= NEAR for distance in near):
            return "no end is named near the quote"
        if told := given.get("reason"):
            reason = self._found(window, told, spans)
            if reason is None:
                return "a reason that isn't the document's words"
            words = self.document.span(reason.start, reason.end)
            given["reason"] = " ".join(words.text.split())
            if not (found.start <= reason.start and reason.end <= found.end):
                evidence.append(words)
        if (role := given.get("role")) and not self.places.has(role):
            given["role"] = None
        firm = self._modality(name, mode, evidence[0], spans, given.get("outcome"))
        if firm is None:
            return "a question or a condition"
        date = self._date(said.date)
        return Claim(
            document=self.document.id,
            relation=name,
            subject=subject.id,
            object=target.id,
            modality=firm,
            **given,
            claimant=said.claimant if said.claimant and self.places.has(said.claimant) else None,
            **{"to" if firm == "ended" else "from": date},
            reported=self.document.published,
            extractor=self.extractor,
            confidence=SURE if not found.edits else NEARLY,
            evidence=tuple(evidence),
        )

    def _found(self, window: Window, quote: str, ends: Sequence[list[tuple[int, int]]]) -> quotes.Found | None:
        """Where *quote* stands in *window*, as offsets in the document: where most ends are named close by, if it stands there more than once."""
        places = [quotes.Found(window.start + f.start, window.start + f.end, f.edits) for f in quotes.occurrences(window.text, quote)]

        def close(place: quotes.Found) -> int:
            distances = [quotes.nearest(spans, place.start, place.end) for spans in ends]
            return sum(distance is not None and distance <= 200 for distance in distances)

        return max(places, key=close, default=None)

    def _named(self, entity: Entity) -> list[tuple[int, int]]:
        """Where the document names *entity*."""
        forms = entity.mentions or (entity.name,)
        if forms not in self._spans:
            self._spans[forms] = self.places.any_of(forms)
        return self._spans[forms]

    def _date(self, date: str | None) -> str | None:
        """*date* where it is one, and its year is told or is close to the day of publication; else None."""
        if date is None or not is_period(date):
            return None
        years = {day.year for day in bounds(date) if day}
        published = bounds(self.document.published)[0] if self.document.published else None
        told = all(self.places.has(str(year)) or (published is not None and abs(year - published.year) <= 2) for year in years)
        return date if told else None

    def _modality(self, relation: str, said: str, quote: Evidence, ends: Sequence[list[tuple[int, int]]], outcome: str | None) -> str | None:
        """What the model says is fact, as weak as the offline rules find it said; None where they find it asked or supposed.

        The rules only take a fact back: of a plan or a denial they are the poorer judges. They read English.
        """
        if said not in HELD or relation == "REJECTED_BECAUSE" or not reads(self.document):
            return said
        if self._stances is None:
            self._stances = Stances(self.document, self.names)
        stance = self._stances.of(quote, *ends)
        if stance is None or (outcome in ("selected", "rejected") and stance.modality in ("denied", "ended")):
            return said  # "not X", "dropped X" are how a verdict is told, not a denial of it
        return modality.weaker(said, stance.modality) if stance.modality else None

    def _reasons(self) -> None:
        """A reason is as firm as the rejection that it is for."""
        verdicts: dict[tuple[str, str], str] = {}
        for claim in self.claims.values():
            if claim.outcome == "rejected":
                ends = (claim.subject, claim.object)
                verdicts[ends] = max(verdicts.get(ends, claim.modality), claim.modality, key=modality.ORDER.index)
        for fact, claim in self.claims.items():
            if claim.relation == "REJECTED_BECAUSE":
                firm = modality.weaker(claim.modality, verdicts.get((claim.subject, claim.object), claim.modality))
                self.claims[fact] = claim.model_copy(update={"modality": firm})

    def _keep(self, claim: Claim) -> None:
        """One claim per fact: what is said twice, or in two windows, is one claim with the words of both."""
        ends = tuple(sorted((claim.subject, claim.object))) if RELATIONS[claim.relation].symmetric else (claim.subject, claim.object)
        fact = (claim.relation, ends, claim.reason or claim.action or claim.role, claim.outcome, claim.modality)
        first = self.claims.get(fact)
        if first is None:
            self.claims[fact] = claim
            return
        further = tuple(span for span in claim.evidence if span not in first.evidence)
        told = {"from_": first.from_ or claim.from_, "to": first.to or claim.to, "claimant": first.claimant or claim.claimant}
        self.claims[fact] = first.model_copy(update={**told, "evidence": (*first.evidence, *further)[:8]})
