"""The frames of ``frames.toml``, and what they find in a sentence."""

import hashlib
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from ..ontology import RELATIONS
from .arguments import Predicate, predicates
from .filler import Filler
from .lexicon import data
from .reading import Reading, Sentence
from .reference import fill

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Slot:
    """``prep=S``: the argument, the slot that it fills, or the nouns that it must be."""

    argument: str
    slot: str  # "S", "O", "P", "X" (anything), "" (one of nouns), "S+" (two or more of S)
    nouns: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Frame:
    """One entry of the file."""

    relation: str
    nouns: frozenset[str]
    verbs: frozenset[str]
    patterns: tuple[tuple[Slot, ...], ...]
    claims: tuple[tuple[str, str, str, str | None], ...]  # subject slot, relation, object slot, modality
    skip: frozenset[str] = frozenset()  # "verb preposition" pairs that don't mean this
    subject_types: frozenset[str] | None = None
    object_types: frozenset[str] | None = None
    attributes: dict[str, Any] = field(default_factory=dict)
    examples: tuple[str, ...] = ()
    number: int = 0  # its place in the file, from 1

    @cached_property
    def key(self) -> str:
        """The same wherever it stands in the file, and another once its words or slots change: what was measured of it no longer counts then."""
        told = repr((self.relation, sorted(self.nouns), sorted(self.verbs), self.patterns, self.claims))
        return hashlib.sha256(re.sub(r"frozenset\(\{([^}]*)\}\)", lambda m: " ".join(sorted(m[1].split(", "))), told).encode()).hexdigest()[:8]

    def types(self, slot: str) -> frozenset[str]:
        """What may fill *slot*: the ontology's ends, narrowed by the frame."""
        allowed: frozenset[str] = frozenset()
        for subject, relation, obj, _ in self.claims:
            if slot[0] == subject:
                allowed |= RELATIONS[relation].subjects
            if slot[0] == obj:
                allowed |= RELATIONS[relation].objects
        if slot[0] == "S" and self.subject_types:
            return self.subject_types
        if slot[0] == "O" and self.object_types:
            return self.object_types
        return allowed


@dataclass(frozen=True, slots=True)
class Match:
    """A relation that a predicate states between two fillers; ``frame`` says what else it implies."""

    relation: str
    subject: Filler | None
    object: Filler
    predicate: "Token"
    frame: Frame
    sentence: Sentence
    modality: str | None = None
    passive: bool = False


def _slot(text: str) -> Slot:
    if ":" in text and "=" not in text:
        argument, nouns = text.split(":")
        return Slot(argument, "", frozenset(nouns.split(",")))
    if ":" in text:
        head, slot = text.split(" ")[0].split("=") if " " in text else text.split("=")
        argument, nouns = head.split(":")
        return Slot(argument, slot, frozenset(nouns.split(",")))
    argument, slot = text.split("=")
    return Slot(argument, slot)


def _frame(entry: dict[str, Any], number: int) -> Frame:
    claims = []
    for text in entry.get("claims", [f"S {entry['relation']} O"]):
        subject, relation, obj, *modality = text.split()
        claims.append((subject, relation, obj, modality[0] if modality else entry.get("modality")))
    if "also" in entry:
        relation, *modality = entry["also"].split()
        claims.append(("S", relation, "O", modality[0] if modality else "follow"))
    known = {"relation", "nouns", "verbs", "args", "claims", "skip", "examples", "subject_types", "object_types", "also"}

    def types(key: str) -> frozenset[str] | None:
        return frozenset(entry[key].split()) if key in entry else None

    return Frame(
        relation=entry["relation"],
        nouns=frozenset(entry.get("nouns", "").split()),
        verbs=frozenset(entry.get("verbs", "").split()),
        patterns=tuple(tuple(_slot(part) for part in pattern.split()) for pattern in entry["args"]),
        claims=tuple(claims),
        skip=frozenset(part.strip() for part in entry.get("skip", "").split(";") if part.strip()),
        subject_types=types("subject_types"),
        object_types=types("object_types"),
        attributes={key: value for key, value in entry.items() if key not in known},
        examples=tuple(entry.get("examples", ())),
        number=number,
    )


@cache
def frames() -> tuple[Frame, ...]:
    """All frames, in the order of the file."""
    return tuple(_frame(entry, number) for number, entry in enumerate(tomllib.loads(data("frames.toml"))["frame"], 1))


@cache
def _index() -> tuple[dict[str, list[Frame]], dict[str, list[Frame]]]:
    verbs: dict[str, list[Frame]] = {}
    nouns: dict[str, list[Frame]] = {}
    for frame in frames():
        for verb in frame.verbs:
            verbs.setdefault(verb, []).append(frame)
        for noun in frame.nouns:
            nouns.setdefault(noun, []).append(frame)
    return verbs, nouns


def match(reading: Reading, sentence: Sentence) -> Iterator[Match]:
    """Everything that the frames find in *sentence*."""
    verbs, nouns = _index()
    for predicate in predicates(sentence.span):
        if reading.mention(sentence.block.number, predicate.token):
            continue
        index = nouns if predicate.noun else verbs
        # the longest reading of the verb decides: "rule_out" is not "rule"
        lemmas = sorted(predicate.lemmas, key=lambda lemma: (-lemma.count("_"), lemma))
        taken: list[Frame] = []
        for lemma in lemmas:
            hit = index.get(lemma, [])
            if hit and taken and "_" not in lemma:
                break
            for frame in hit:
                if frame not in taken:
                    taken.append(frame)
                    yield from _fill(frame, lemma, predicate, reading, sentence)


def _fill(frame: Frame, lemma: str, predicate: Predicate, reading: Reading, sentence: Sentence) -> Iterator[Match]:
    for pattern in frame.patterns:
        filled = _pattern(frame, lemma, pattern, predicate, reading, sentence)
        if filled is None:
            continue
        found = list(_matches(frame, filled, predicate, sentence))
        if found:
            yield from found
            return


def _pattern(frame: Frame, lemma: str, pattern: tuple[Slot, ...], predicate: Predicate, reading: Reading, sentence: Sentence) -> dict[str, list[Filler]] | None:
    block = sentence.block.number
    filled: dict[str, list[Filler]] = {}
    for slot in pattern:
        tokens = predicate.args.get(slot.argument, [])
        if not tokens and slot.argument == "obj" and "_" in lemma:  # "passed over X"
            tokens = predicate.args.get(lemma.rpartition("_")[2], [])
        if f"{lemma} {slot.argument}" in frame.skip or lemma in frame.skip:
            return None
        if slot.nouns and not any(token.lemma_.lower() in slot.nouns or token.lower_ in slot.nouns for token in tokens):
            return None
        if (
            slot.argument == "subj"
            and frame.attributes.get("skip_objects")
            and any(token.lemma_.lower() in frame.attributes["skip_objects"].split() for token in predicate.args.get("obj", []))
        ):
            return None
        if not slot.slot:
            continue
        if slot.slot == "X":
            if not tokens:
                return None
            continue
        fillers: list[Filler] = []
        taken = [filler.thing for others in filled.values() for filler in others]
        for token in tokens:
            fillers.extend(fill(reading, block, token, frame.types(slot.slot), without=taken))
        fillers = [filler for filler in fillers if filler.thing not in taken]
        if slot.slot == "S+":
            if len({id(filler.thing) for filler in fillers}) < 2:
                return None
            filled["S"], filled["O"] = fillers, fillers
            continue
        if not fillers:
            if slot.slot == "P?" or (slot.slot == "S" and slot.argument == "subj" and not tokens and frame.attributes.get("buyer")):
                continue
            return None
        filled[slot.slot[0]] = fillers
    return filled


def _matches(frame: Frame, filled: dict[str, list[Filler]], predicate: Predicate, sentence: Sentence) -> Iterator[Match]:
    for subject_slot, relation, object_slot, modality in frame.claims:
        subjects: list[Filler | None] = [*filled.get(subject_slot, [])]
        if not subjects and subject_slot == "S" and frame.attributes.get("buyer"):
            subjects = [None]
        for n, subject in enumerate(subjects):
            for m, obj in enumerate(filled.get(object_slot, [])):
                if subject is not None and (subject.thing is obj.thing or (filled.get("S") is filled.get("O") and m <= n)):
                    continue
                types = RELATIONS[relation]
                if obj.thing.type not in types.objects or (subject is not None and subject.thing.type not in types.subjects):
                    continue
                yield Match(relation, subject, obj, predicate.token, frame, sentence, modality, predicate.passive)
