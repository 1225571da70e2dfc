"""Salience: which of the things named before a pronoun or a description it most likely means."""

import re

from .reading import Mention, Reading, Sentence, Thing

_LISTED = re.compile(r",? (?:and|or) (?:the )?")


def best(reading: Reading, options: list[Mention], same: bool) -> Mention:
    """The likeliest of *options*, which all stand in one sentence: a subject, that of the main clause first, or the owner of one.

    Among equals the last one, nearest to what refers to it, in the *same* sentence; in one before it the first.
    """

    def rank(mention: Mention) -> tuple[int, int]:
        head = reading.docs[mention.block][mention.start : mention.end].root
        subject = head.dep_ in ("nsubj", "nsubjpass") or (head.dep_ == "conj" and head.head.dep_ in ("nsubj", "nsubjpass"))
        owner = head.dep_ == "poss" and head.head.dep_ in ("nsubj", "nsubjpass")
        main = subject and (head.head.dep_ == "ROOT" or head.head.head.dep_ == "ROOT")
        return (2 * subject + main + owner, mention.start if same else -mention.start)

    return max(options, key=rank)


def acting(reading: Reading, mention: Mention) -> bool:
    """Whether its clause is about it, or about what is its own.

    Looser than the rank in `best`, to which "the Orl bank said" has no subject Orl: this only tells whether the article's topic is the likelier.
    """
    head = reading.docs[mention.block][mention.start : mention.end].root
    head = head.head if head.dep_ in ("poss", "conj", "compound", "appos") else head
    return head.dep_ in ("nsubj", "nsubjpass", "conj")


def fits(thing: Thing, described: list[str]) -> bool:
    """Whether a word of *described* is known of it: from its name, from beside its name, or from the starter list."""
    named = {word.lower() for form in thing.forms for word in re.split(r"[\s-]+", form)}
    about = set(thing.about.lower().split())
    return any(word in thing.kinds or word in named or word in about or word.removesuffix("s") in thing.kinds for word in described)


def among(sentence: Sentence, mention: Mention, here: list[Mention]) -> bool:
    """Whether it is one of a list: "it" is none of "Orl and Vey"."""
    text, at = sentence.block.text, here.index(mention)
    before = text[here[at - 1].last : mention.first] if at else ""
    after = text[mention.last : here[at + 1].first] if at + 1 < len(here) else ""
    return any(_LISTED.fullmatch(between) for between in (before, after))


def topic(reading: Reading, want: frozenset[str], passed: set[int]) -> Mention | None:
    """What the article is about: "Orl & Vey was a Danish bank." at its beginning, where that is of a wanted type."""
    for sentence in reading.sentences[:4]:
        root = sentence.span.root
        told = next((child for child in root.children if child.dep_ == "nsubj"), None) if root.lemma_ == "be" else None
        mention = reading.mention(sentence.block.number, told) if told is not None else None
        if mention is not None and any(child.dep_ == "attr" for child in root.children):
            return mention if mention.thing.type in want and id(mention.thing) not in passed else None
    return None
