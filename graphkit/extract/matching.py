"""What the frames find in a sentence: a predicate whose arguments fill the slots of one of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ..ontology import RELATIONS
from .arguments import predicates
from .filler import Filler
from .frames import Frame, Slot, frames
from .predicate import Predicate
from .reading import Reading, Sentence
from .reference import fill

if TYPE_CHECKING:
    from spacy.tokens import Token


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
        if slot.slot in ("X", "x"):
            named = [mention.thing for token in tokens if (mention := reading.mention(block, token)) is not None]
            if not tokens or (slot.slot == "x" and any(thing.type == "Company" for thing in named)):
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
