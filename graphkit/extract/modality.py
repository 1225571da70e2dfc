"""How firmly something is said: denied > ended > rumoured > planned > reported > asserted, or not said at all.

The rules look at the word that states the relation and at the words that govern it, up to the main verb:
"X denied that it had chosen Y", "X plans to choose Y", "X is said to have chosen Y". They know nothing of how
the relation was found, so they serve the frames and a model's proposals alike.
"""

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import cues, denials, irrealis, scope

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

#: Why a claim has its modality, where the sentence after its own says so: that one is evidence, too.
NEXT = "by the next sentence"
ORDER = ("denied", "ended", "rumoured", "planned", "reported", "asserted")
#: Nouns that say what something is; what the sentence goes on to say of it, planned or denied, doesn't touch that.
STANDING = frozenset(
    """
        rival competitor challenger arch-rival subsidiary unit division arm part member maker developer parent owner investor shareholder backer
        partner customer client supplier vendor provider user founder affiliate publisher
 creator foe opponent family alternative answer""".split()
)


@dataclass(frozen=True, slots=True)
class Stance:
    """The modality, and why; ``modality`` is None where nothing is claimed (a question, a condition)."""

    modality: str | None
    why: str


def weaker(one: str, other: str) -> str:
    """The one of two modalities that takes precedence."""
    return min(one, other, key=ORDER.index)


def of(predicate: "Token", sentence: "Span", hint: str | None = None) -> Stance:
    """The stance of *sentence* towards what *predicate* states; *hint* is what the frame itself says (a purchase "fell through")."""
    standing = (predicate.lemma_.lower() in ("use", "investment", "stake", "adoption") and any(child.dep_ == "poss" for child in predicate.children)) or (
        predicate.pos_ in ("NOUN", "PROPN", "ADJ")
        and predicate.dep_ in ("appos", "compound", "nmod", "amod", "pobj", "conj", "attr", "nsubj", "poss")
        and predicate.lemma_.lower() in STANDING
    )
    chain = scope.governors(predicate)
    if standing:  # "is a unit of", "will operate as a unit of"
        chain = chain[: 2 if predicate.dep_ == "attr" else 3 if predicate.dep_ == "pobj" and predicate.head.lower_ == "as" else 1]
    if irrealis.unreal(predicate, chain, sentence):
        return Stance(None, "a question or a condition")
    if any(denials.unresolved(token) for token in chain[1:]):
        return Stance(None, "neither confirmed nor denied")
    clause = scope.clause(predicate, sentence)
    found: list[tuple[str, str]] = [("asserted", "said in the author's voice")]
    if hint and hint in ORDER and not (hint == "ended" and scope.governed(chain, cues.RUMOUR)):  # "considered replacing it"
        found.append((hint, "the frame"))
    excluded = denials.ruled_out(chain)
    if excluded:
        found.append((excluded, "ruled out" if excluded == "denied" else denials.NOT_RULED_OUT))
    elif denials.negated(chain, predicate):
        found.append(("denied", "negated"))
    elif scope.governed(chain, cues.DENY | cues.REFUSE):
        found.append(("denied", "governed by a denial"))
    elif cues.DENIED.search(clause):
        found.append(("denied", "no plans, no deal"))
    if _over(chain, predicate) or cues.ENDED.search(clause):
        found.append(("ended", "over"))
    if not standing and irrealis.rumoured(chain, sentence):
        found.append(("rumoured", "tentative"))
    if irrealis.planned(chain, predicate):
        found.append(("planned", "still to come"))
    later = denials.taken_back(sentence)
    if later:
        found.append((later, NEXT))
    if cues.REPORT.search(sentence.text):
        found.append(("reported", "by others"))
    return Stance(*min(found, key=lambda each: ORDER.index(each[0])))


def _over(chain: "list[Token]", predicate: "Token") -> bool:
    """Whether a word that governs it, or stands with it, says that it has ended."""
    return scope.governed(chain, cues.END) or _failed(chain) or _used_to(chain) or _former(predicate)


def _failed(chain: "list[Token]") -> bool:
    """ "Its plan to work with X fell through"."""
    return any(token.lemma_ in cues.FAIL and below.dep_ in ("nsubj", "nsubjpass") for below, token in itertools.pairwise(chain))


def _used_to(chain: "list[Token]") -> bool:
    """ "Used to compete with", but not "is used to compete"."""
    return any(
        above.lower_ == "used" and below.dep_ == "xcomp" and not any(child.dep_ == "auxpass" for child in above.children)
        for below, above in itertools.pairwise(chain)
    )


def _former(predicate: "Token") -> bool:
    return any(child.lower_ in cues.FORMER for child in predicate.children) or (predicate.i > predicate.sent.start and predicate.nbor(-1).lower_ in cues.FORMER)
