"""The scope of a cue: the words that govern a predicate or two things at once, and the clause that a predicate stands in."""

import itertools
import re
from typing import TYPE_CHECKING

from .cues import FAIL

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

#: "A, B and, until 2025, C", "A, B and, for a short while, C": of C alone.
ASIDE = re.compile(
    r"(?:,|,? (?:and|or|but),?) (?:(?:until|till|up to) [^,;.()]{3,24}|briefly|for (?:a (?:short |brief |little )?(?:while|time)|some (?:time|months|years))), "
    r"(?:(?:the|a|an|its) )?(?:[a-z-]+ ){0,3}(?=[A-Z\d])"
)


def governors(token: "Token") -> "list[Token]":
    """*token* and the words that govern it, each the head of the one before, up to the root or out of the clause it is part of; eight at most."""
    chain = [token]
    while chain[-1].head.i != chain[-1].i and len(chain) < 8:
        last = chain[-1]
        if (
            last.dep_ in ("relcl", "advcl", "appos", "parataxis")
            or _parted(last)
            or (last.dep_ == "conj" and last.pos_ in ("VERB", "AUX") and any(c.dep_ == "nsubj" for c in last.children))
        ):
            break
        if last.dep_ == "nsubj" and last.pos_ in ("NOUN", "PROPN") and last is not token and last.head.lemma_ not in FAIL:
            break
        chain.append(last.head)
    return chain


def _parted(token: "Token") -> bool:
    """Whether a semicolon stands before the verb that governs it: "Orl bought it; Vey did not"."""
    low, high = sorted((token.i, token.head.i))
    return token.head.pos_ in ("VERB", "AUX") and any(each.text == ";" for each in token.doc[low:high])


def joining(one: "Token", other: "Token") -> "Token | None":
    """The lowest word that governs both, if it is one that can state something."""
    above = {token.i for token in (other, *other.ancestors)}
    shared = next((token for token in (one, *one.ancestors) if token.i in above), None)
    return shared if shared is not None and shared.pos_ in ("VERB", "AUX", "NOUN") else None


def governed(chain: "list[Token]", lemmas: frozenset[str]) -> bool:
    """Whether a word of *lemmas* in *chain* governs its first, and isn't itself negated ("never stopped using")."""
    return any(
        token.lemma_.lower() in lemmas
        and token.pos_ in ("VERB", "NOUN", "AUX")
        and not (below.dep_ == "conj" and below.pos_ == "VERB")  # "considered X but rejected it"
        and not any(child.dep_ == "neg" for child in token.children)
        and not (token.dep_ in ("xcomp", "ccomp") and any(child.dep_ == "neg" for child in token.head.children))  # "did not order it to stop using"
        for below, token in itertools.pairwise(chain)
    )


def part(sentence: "Span", first: int, last: int) -> "Span":
    """What stands between semicolons in *sentence* and holds the characters ``[first, last)`` of its block: "A and B use it; C left in 2024"."""
    marks = [token for token in sentence if token.text == ";"]
    low = max((mark.i + 1 for mark in marks if mark.idx < first), default=sentence.start)
    high = min((mark.i for mark in marks if mark.idx >= last), default=sentence.end)
    return sentence.doc[low:high]


def about(words: "Span", ends: "list[Token]") -> "list[Token]":
    """The tokens of *words* without relative clauses on something else than *ends*: "Orl came in with a sum that was never published"."""
    inner: set[int] = set()
    for token in words:
        if token.dep_ == "relcl":
            below = {each.i for each in token.subtree}
            if token.head.i not in {each.i for each in ends} and not below & {each.i for each in ends}:
                inner |= below
    return [token for token in words if token.i not in inner]


def clause(predicate: "Token", sentence: "Span") -> str:
    """The words of the clause that *predicate* is in, without what is said of one item of a list."""
    top = predicate
    while top.head.i != top.i and top.pos_ not in ("VERB", "AUX"):
        top = top.head
    inner: set[int] = set()
    for token in top.subtree:
        if token.i != top.i and (token.dep_ in ("relcl", "advcl", "parataxis") or (token.dep_ in ("conj", "ccomp") and token.pos_ in ("VERB", "AUX"))):
            inner.update(each.i for each in token.subtree)
    if predicate.i in inner:
        inner.clear()
    return ASIDE.sub(" and ", "".join(token.text_with_ws for token in top.subtree if token.i not in inner) or sentence.text)
