"""Anaphora: which thing a pronoun or a definite description stands for, found by looking back over the sentences before it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from .filler import Filler, by_pronoun
from .lexicon import table, words
from .reading import Mention, Reading, Sentence, Thing
from .salience import acting, among, best, fits, topic

if TYPE_CHECKING:
    from spacy.tokens import Token

_ORG = frozenset({"Company", "Regulator"})
_NO_PERSON = frozenset({*_ORG, "Model", "Product"})
_PERSON = frozenset({"Person"})
_NEUTER = frozenset({"it", "its", "itself", "they", "their", "them", "theirs"})
_HE = frozenset({"he", "she", "his", "her", "him", "hers"})
PRONOUNS = _NEUTER | _HE
#: Whoever decides in an office's papers: its author, by another word.
BODIES = frozenset("committee board panel council trustees jury meeting".split())
#: Nouns that fit any thing of their kind, so that they say nothing of which.
_PLAIN = frozenset("company firm group business vendor supplier provider outfit model product agency authority regulator watchdog".split())


def pronoun(reading: Reading, block: int, token: "Token", want: frozenset[str], without: Iterable[Thing]) -> list[Filler]:
    """ "It", "they", "she", "we": one thing, if it is of a type in *want*, else none; none of the things *without*."""
    low = token.lower_
    if low in words("authors", "words"):
        return _author(reading, block, token, want)
    if low not in PRONOUNS:
        return []
    possible = _PERSON if low in _HE else _NO_PERSON
    if not want & possible:
        return []
    # what "it" means doesn't depend on what would suit the frame: the likeliest thing either fits or nothing does
    if low in _NEUTER and not want & {"Model", "Product"}:
        possible = _ORG
    mention = recent(reading, block, token, possible, without)
    return [by_pronoun(mention.thing, block, token)] if mention is not None and mention.thing.type in want else []


def _author(reading: Reading, block: int, token: "Token", want: frozenset[str]) -> list[Filler]:
    """Whom "we" means: the text's author, or within quotation marks whoever was spoken of last."""
    thing = reading.author
    if reading.in_quote(block, token.idx):
        mention = recent(reading, block, token, want & _ORG, ()) if want & _ORG else None
        thing = mention.thing if mention else None
    return [by_pronoun(thing, block, token)] if thing is not None and thing.type in want else []


def definite(reading: Reading, block: int, token: "Token", want: frozenset[str], without: Iterable[Thing]) -> list[Filler]:
    """ "The company", "the Munich carmaker", "the watchdog": one thing, if it is of a type in *want*, else none; none of the things *without*."""
    low = token.lower_
    if low in BODIES and reading.decides and reading.author is not None and reading.author.type in want and _the(token):
        return [by_pronoun(reading.author, block, token)]  # "the committee" of its own minutes
    kind = next((each for each, listed in table("words.toml")["generic"].items() if low in listed), None)
    if kind is None or kind not in want:
        return []
    if not _the(token):
        return []
    left = [child for child in token.children if child.i < token.i]
    described = {child.lower_ for child in left if child.dep_ in ("amod", "compound", "nmod", "nummod")} | {low}
    mention = recent(reading, block, token, frozenset({kind}), without, described)
    if mention is None:
        return []
    return [Filler(mention.thing, block, left[0].idx, token.idx + len(token.text), token.i, direct=False)]


def _the(token: "Token") -> bool:
    return any(child.lower_ in ("the", "this", "that") for child in token.children if child.i < token.i)


def recent(reading: Reading, block: int, token: "Token", want: frozenset[str], without: Iterable[Thing], described: Iterable[str] = ()) -> Mention | None:
    """The thing most present before *token*: a subject rather than another, this sentence rather than the last.

    Its type is in *want*, it is none of *without*, and where *described* says more than which kind of thing it is, it fits that.
    """
    here = reading.sentence(block, token.i)
    passed = set(map(id, without))
    special = [word for word in described if word not in _PLAIN]
    one = token.lower_ in ("it", "its", "itself") or (bool(described) and token.tag_ in ("NN", "NNP"))
    fallback: Mention | None = None
    for back in range(6 if described else 4):
        if here.number - back < 0:
            break
        sentence = reading.sentences[here.number - back]
        if back and sentence.block.section[:1] != here.block.section[:1] and sentence.block.kind != "heading":
            break
        named = reading.in_sentence(sentence)
        options = [
            mention
            for mention in named
            if mention.thing.type in want
            and id(mention.thing) not in passed
            and (back or mention.end <= token.i)
            and not (one and back and among(sentence, mention, named))
        ]
        if one and back and not special and (spoken := _subject(reading, sentence, want, passed, back)) is not None:
            return spoken
        if special:
            fitting = [mention for mention in options if fits(mention.thing, special)]
            if fitting:
                return fitting[-1]
            if fallback is None and options:
                fallback = best(reading, options, back == 0)
            continue
        if options:
            likeliest = best(reading, options, back == 0)
            return topic(reading, want, passed) or likeliest if one and back and not acting(reading, likeliest) else likeliest
    if special:
        fitting_things = [thing for thing in reading.things if thing.type in want and fits(thing, special)]
        if len(fitting_things) == 1:
            return fitting_things[0].mentions[0]
    return fallback if not special or len({id(m.thing) for m in reading.mentions if m.thing.type in want}) <= 3 else None


def _subject(reading: Reading, sentence: Sentence, want: frozenset[str], passed: set[int], back: int) -> Mention | None:
    """What *sentence* is about, where a pronoun or "the bank" says it and no name: "The bank will run Orl's model. It dropped Vey"."""
    root = sentence.span.root
    told = next((child for child in root.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    if told is None or back > 2 or reading.mention(sentence.block.number, told) or not (told.lower_ in _NEUTER or told.pos_ == "NOUN"):
        return None
    found = pronoun(reading, sentence.block.number, told, want, ()) if told.lower_ in _NEUTER else definite(reading, sentence.block.number, told, want, ())
    thing = found[0].thing if found else None
    return thing.mentions[0] if thing is not None and thing.mentions and id(thing) not in passed else None
