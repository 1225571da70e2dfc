"""Which things the words of an argument stand for: a name, a pronoun, "the carmaker", "models from X", "several firms, including Y and Z"."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from .anaphora import PRONOUNS, definite, pronoun
from .coordination import coordinated
from .filler import Filler, by_name
from .lexicon import kinds
from .predicate import antecedent
from .reading import Mention, Reading, Thing

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Nouns that let the firm or model before them be meant: "Nvidia chips", "Gemini models", "Orl's technology".
_OFFERS = frozenset(
    """
        model models chip chips gpu gpus processor processors accelerator accelerators card cards server servers software technology technologies tool
        tools service services system systems platform platforms api apis
 cloud product products engine engines assistant assistants chatbot app apps hardware infrastructure capacity compute bot bots handset handsets phone
 phones smartphone smartphones device devices licence licences license licenses
 part parts silicon stack suite library instance instances data centre centres center centers database offering offerings version versions family
 series line range integration integrations agent agents cluster clusters solution solutions
 unit units feature features backend code sdk embeddings equipment components machines gear features weights vectors endpoint endpoints rack racks
 search workload workloads pipeline round rounds series raise fundraising financing funding warrants shares stock equity deal deals practices business
 conduct acquisition purchase operations arrangement handling launch rollout roll-out""".split()
)
_BOUGHT = frozenset(
    "licensed bought rented leased supplied provided developed made built sourced purchased trained designed created produced published released".split()
)
_GROUPS = frozenset(
    """
        company companies firm firms vendor vendors supplier suppliers provider providers bidder bidders rival rivals competitor competitors partner
        partners model models lab labs start-up start-ups startup startups bank banks backer backers investor investors
 player players customer customers client clients product products service services option options alternative alternatives candidate candidates group
 groups maker makers engine engines tool tools brand brands name names others other
 buyer buyers carrier carriers app apps chip chips developer developers assistant assistants fund funds party parties publisher publishers user users
 platform platforms regulator regulators authority authorities agency agencies""".split()
)


def fill(reading: Reading, block: int, token: "Token", want: frozenset[str], depth: int = 0, without: Iterable[Thing] = ()) -> list[Filler]:
    """The things that *token* and what hangs on it stand for, each once, if they are of a type in *want*; "it" means none of *without*."""
    token = antecedent(token)
    found = _one(reading, block, token, want, depth, without)
    for child in token.children if depth < 6 else ():
        if child.dep_ == "conj" and child.i > token.i and not _negated(child):
            found.extend(fill(reading, block, child, want, depth + 1, without))
    for filler in list(found):
        if filler.direct and filler.block == block:
            found.extend(coordinated(reading, filler, want))
    unique: dict[int, Filler] = {}
    for filler in found:
        unique.setdefault(id(filler.thing), filler)
    return list(unique.values())


def _one(reading: Reading, block: int, token: "Token", want: frozenset[str], depth: int, without: Iterable[Thing]) -> list[Filler]:
    mention = reading.mention(block, token)
    if mention:
        return _named(reading, block, token, mention, want)
    low = token.lower_
    if token.pos_ == "PRON" or low in PRONOUNS:
        return pronoun(reading, block, token, want, without)
    if token.pos_ not in ("NOUN", "PROPN", "NUM", "ADJ", "DET", "X", "SYM", "VERB", "ADV"):
        return []
    found = _listed(reading, block, token, want, depth)
    if found:
        return found
    if low in _OFFERS or token.lemma_.lower() in _OFFERS or low in kinds("kind"):
        found = _ware(reading, block, token, want, depth)
        if found:
            return found
    return definite(reading, block, token, want, without) or _identified(reading, block, token, want)


def _named(reading: Reading, block: int, token: "Token", mention: Mention, want: frozenset[str]) -> list[Filler]:
    if mention.thing.type in want:
        return [by_name(mention, token)]
    for child in token.children:  # "Apple's own Kelp" as a firm: the owner, if only that fits
        if child.dep_ == "appos":
            other = reading.mention(block, child)
            if other and other.thing.type in want and other is not mention:
                return [by_name(other, child)]
    return []


def _identified(reading: Reading, block: int, token: "Token", want: frozenset[str]) -> list[Filler]:
    """ "Orl is a venture backed by …", "Orl, a lab that …": the noun is what its clause says it is."""
    if token.lower_ not in kinds("kind") and token.lower_ not in _OFFERS:
        return []
    others: list[Token] = []
    if token.dep_ == "attr":
        others = [child for child in token.head.children if child.dep_ == "nsubj"]
    elif token.dep_ == "appos":
        others = [token.head]
    for other in others:
        mention = reading.mention(block, other)
        if mention and mention.thing.type in want:
            return [by_name(mention, other)]
    return []


def _listed(reading: Reading, block: int, token: "Token", want: frozenset[str], depth: int) -> list[Filler]:
    """Names given after the noun: "its model, Kelp", "three firms: A, B and C", "firms including A", "models from A"."""
    found: list[Filler] = []
    if depth > 5:
        return found
    for child in token.children:
        if child.dep_ == "appos" and child.i > token.i and (reading.mention(block, child) or child.lower_ in _GROUPS):
            found.extend(fill(reading, block, child, want, depth + 1))
        elif child.dep_ == "prep" and (
            child.lower_ in ("including", "like", "such") or (child.lower_ == "as" and child.nbor(-1).lower_ == "such" if child.i else False)
        ):
            for grand in child.subtree:
                if grand.dep_ == "pobj":
                    found.extend(fill(reading, block, grand, want, depth + 1))
                    break
        elif child.dep_ == "prep" and child.lower_ in ("from", "by", "of") and (token.lower_ in _GROUPS or (token.lower_ in _OFFERS and child.lower_ != "of")):
            for grand in child.children:
                if grand.dep_ == "pobj":
                    found.extend(filler for filler in fill(reading, block, grand, want, depth + 1) if filler.direct)
        elif child.dep_ == "acl" and child.tag_ == "VBN" and child.lower_ in _BOUGHT:
            for grand in child.children:
                if grand.dep_ in ("prep", "agent") and grand.lower_ in ("by", "from"):
                    for great in grand.children:
                        if great.dep_ == "pobj":
                            found.extend(filler for filler in fill(reading, block, great, want, depth + 1) if filler.direct)
        elif child.dep_ == "acl" and child.lower_ in ("called", "named", "dubbed", "made", "built", "developed"):
            for grand in child.children:
                if grand.dep_ in ("oprd", "dobj", "attr"):
                    found.extend(fill(reading, block, grand, want, depth + 1))
    return found


def _ware(reading: Reading, block: int, token: "Token", want: frozenset[str], depth: int) -> list[Filler]:
    """ "Gemini models", "Nvidia's chips", "Orl's Kelp technology": the nearest name before the noun."""
    left = [
        each
        for each in token.subtree
        if each.i < token.i and each.dep_ in ("compound", "nmod", "amod", "poss", "nummod", "npadvmod") and each.head.i <= token.i and token.i - each.i < 8
    ]
    for child in sorted(left, key=lambda each: (each.dep_ == "poss", -each.i)):
        mention = reading.mention(block, child)
        if mention and mention.thing.type in want:
            fillers = [by_name(mention, child)]
            for other in child.children:
                if other.dep_ == "conj":
                    fillers.extend(fill(reading, block, other, want, depth + 1))
            return fillers
    for i in range(token.i - 1, max(-1, token.i - 3), -1):  # the parser lost the compound
        mention = reading.here.get((block, i))
        if mention:
            return [by_name(mention, token.doc[i])] if mention.thing.type in want else []
    return []


def _negated(token: "Token") -> bool:
    """ "A, not B": B is no further filler."""
    return any(child.dep_ == "neg" or child.lower_ in ("not", "but") for child in token.children if child.i < token.i) or (
        token.i > 0 and token.nbor(-1).lower_ == "not"
    )
