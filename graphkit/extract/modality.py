"""How firmly something is said: denied > ended > rumoured > planned > reported > asserted, or not said at all.

The rules look at the word that states the relation and at the words that govern it, up to the main verb:
"X denied that it had chosen Y", "X plans to choose Y", "X is said to have chosen Y". They know nothing of how
the relation was found, so they serve the frames and a model's proposals alike.
"""

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

ORDER = ("denied", "ended", "rumoured", "planned", "reported", "asserted")

_DENY = frozenset("deny dismiss refute reject contradict rebut disclaim".split())
_END = frozenset(
    """
        end close terminate cancel scrap stop cease discontinue drop abandon retire quit exit withdraw lapse expire dissolve sever ditch phase unwind
        collapse pull axe""".split()
)
_OPPOSE = frozenset("oppose object block challenge contest veto prevent prohibit".split())
_RUMOUR = frozenset("consider mull weigh explore contemplate eye ponder rumour rumor speculate discuss negotiate study float talk".split())
_PLAN = frozenset("plan intend aim expect agree promise commit schedule hope prepare seek pledge decide want propose set undertake vow target await".split())
_SAY = frozenset(
    """
        say tell report announce claim note add state write confirm reveal disclose explain insist argue acknowledge admit estimate believe think
        understand suggest""".split()
)
_NEGATION = re.compile(r"^(?:not|n't|n’t|never|no|neither|nor|none|nobody|without|cannot|hardly|nothing)$", re.I)
_HEDGE = frozenset("reportedly allegedly rumoured rumored apparently supposedly speculation gossip rumour rumor rumours rumors whispers".split())
_TENTATIVE = frozenset("may might could perhaps possibly maybe potentially potential possible prospective would-be mooted".split())
_FORMER = frozenset("former formerly previously erstwhile ex once-time onetime then-owner".split())
_REPORT = re.compile(
    r"according to|people (?:familiar|with knowledge|close|briefed|with direct)|(?:persons?|sources?|officials?) (?:familiar"
    r"|close|with knowledge|said|say|in the know|briefed|told)"
    r"|sources? (?:said|say|told)|the people said|the person said|person said|reportedly|is said to|are said to"
    r"|was said to|is understood to|newspaper reported|\breported that\b|press reports?|reports? that|who asked not to be named"
    r"|local media",
    re.I,
)
_TALK = re.compile(
    r"\b(?:there (?:is|was|has been)|amid|hears?|heard) (?:\w+ )?talk\b|\btalk in the (?:trade|market|industry)\b|\bword is\b"
    r"|(?-i:\bwhisper(?:s|ed|ing)?\b)|\brumou?r|\b(?:I|we) hear(?:d)? (?!from|back|of)"
    r"|\b(?:somebody|someone) (?:[\w'’]+ ){0,4}(?:claim|say|said|swear|swore|insist|told)",
    re.I,
)
_ENDED = re.compile(
    r"\bno longer\b|\bused to\b(?! work)|\bany ?more\b|\bnot renew(?:ed)?\b|\bran out\b|\buntil (?:now|then|recently"
    r"|last|19|20|january|february|march|april|may|june|july|august|september|october|november|december)|\bfell through\b"
    r"|\bcalled off\b",
    re.I,
)
_DENIED = re.compile(
    r"\bno plans? to\b|\bno (?:intention|deal|agreement|contract|talks|relationship|partnership|link|stake|investment)\b"
    r"|\bnever (?:looked|considered|tested|evaluated|spoke|spoken|talked|used|held)\b|\bnot true\b|\bis false\b"
    r"|\bare false\b|\bnothing to do with\b",
    re.I,
)
#: "Has not ruled out a bid".
_LEFT_OPEN = re.compile(r"(?:\b(?:not|never|nor)|n['’]t) (?:yet |quite )?(?:rul(?:e|ed|ing) (?:it )?out|exclud(?:e|ed|ing))\b", re.I)
#: Nouns that say what something is; what the sentence goes on to say of it, planned or denied, doesn't touch that.
STANDING = frozenset(
    """
        rival competitor challenger arch-rival subsidiary unit division arm part member maker developer parent owner investor shareholder backer
        partner customer client supplier vendor provider user founder affiliate publisher
 creator foe opponent family alternative answer""".split()
)
_FAIL = frozenset("fall collapse founder fail stall break".split())
_EXPECTED = frozenset("due expect schedule slate plan promise".split())
_RELEASE = frozenset("appear arrive come debut follow introduce launch publish release ship show unveil".split())
_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo"})


@dataclass(frozen=True, slots=True)
class Stance:
    """The modality, and why; ``modality`` is None where nothing is claimed (a question, a condition)."""

    modality: str | None
    why: str


def weaker(one: str, other: str) -> str:
    """The one of two modalities that takes precedence."""
    return min(one, other, key=ORDER.index)


def of(predicate: "Token", sentence: "Span", ends: tuple[int, int] | None = None, hint: str | None = None) -> Stance:
    """The stance of *sentence* towards what *predicate* states; *hint* is what the frame itself says (a purchase "fell through")."""
    standing = (predicate.lemma_.lower() in ("use", "investment", "stake", "adoption") and any(child.dep_ == "poss" for child in predicate.children)) or (
        predicate.pos_ in ("NOUN", "PROPN", "ADJ")
        and predicate.dep_ in ("appos", "compound", "nmod", "amod", "pobj", "conj", "attr", "nsubj", "poss")
        and predicate.lemma_.lower() in STANDING
    )
    chain = _chain(predicate)
    if standing:  # "is a unit of", "will operate as a unit of"
        chain = chain[: 2 if predicate.dep_ == "attr" else 3 if predicate.dep_ == "pobj" and predicate.head.lower_ == "as" else 1]
    text = sentence.text
    if _unreal(predicate, chain, sentence):
        return Stance(None, "a question or a condition")
    found: list[tuple[str, str]] = [("asserted", "said in the author's voice")]
    if hint and hint in ORDER:
        found.append((hint, "the frame"))
    if any(_doubly(token) for token in chain[1:]):
        return Stance(None, "neither confirmed nor denied")
    excluded = _ruled_out(chain)
    if excluded:
        found.append((excluded, "ruled out" if excluded == "denied" else "not ruled out"))
    elif _denied(chain, predicate, ends):
        found.append(("denied", "negated"))
    elif _governed(chain, _DENY):
        found.append(("denied", "governed by a denial"))
    elif _DENIED.search(_clause(predicate, sentence)):
        found.append(("denied", "no plans, no deal"))
    if _governed(chain, _END) or _failed(chain) or _used_to(chain) or _former(predicate) or _ENDED.search(_clause(predicate, sentence)):
        found.append(("ended", "over"))
    if (
        _governed(chain, _RUMOUR)
        or _looked_at(chain)
        or _tentative(chain)
        or _TALK.search(text)
        or any(token.lower_ in _HEDGE - {"reportedly", "allegedly"} for token in sentence)
    ):
        found.append(("rumoured", "tentative"))
    if _planned(chain, predicate) and not _continued(chain):
        found.append(("planned", "still to come"))
    later = _taken_back(sentence)
    if later:
        found.append((later, "taken back in the next sentence"))
    if _REPORT.search(text):
        found.append(("reported", "by others"))
    return Stance(*min(found, key=lambda each: ORDER.index(each[0])))


def nearly(predicate: "Token") -> bool:
    """ "Nearly chose X"."""
    return predicate.pos_ == "VERB" and any(child.lower_ in ("nearly", "almost") and child.i == predicate.i - 1 for child in predicate.children)


def cues(sentence: "Span") -> list[str]:
    """What any words of *sentence* say of modality, whatever they govern: for a claim whose own clause isn't known. Strongest first."""
    lemmas = {token.lemma_.lower() for token in sentence}
    lowered = {token.lower_ for token in sentence if token.text != "May" or token.tag_ == "MD"}  # "14 May 2024" says nothing of doubt
    left_open = bool(_LEFT_OPEN.search(sentence.text))
    cleared = any(token.lemma_ in _OPPOSE and any(child.dep_ == "neg" for child in token.children) for token in sentence)
    negated = any(_NEGATION.match(token.lower_) for token in sentence) and not cleared
    denied = bool(lemmas & _DENY) or negated or bool(_DENIED.search(sentence.text))
    found = {
        "denied": denied and not left_open,
        "ended": bool({token.lemma_.lower() for token in sentence if token.pos_ == "VERB"} & _END)
        or any(token.lower_ in _FORMER and not _whence(token) for token in sentence)
        or bool(_ENDED.search(sentence.text)),
        "rumoured": left_open or bool(lemmas & _RUMOUR) or bool(lowered & (_HEDGE | _TENTATIVE)),
        "planned": bool(lemmas & _PLAN) or bool(lowered & _FUTURE),
    }
    return [name for name, told in found.items() if told]


def _whence(token: "Token") -> bool:
    """ "Formerly of Orl" says where somebody comes from, and nothing of what the sentence tells of them."""
    return token.i + 1 < len(token.doc) and token.nbor(1).lower_ in ("of", "at", "with", "from")


def _chain(token: "Token") -> "list[Token]":
    """*token* and the words that govern it, up to the root or out of the clause it is part of."""
    chain = [token]
    while chain[-1].head.i != chain[-1].i and len(chain) < 8:
        last = chain[-1]
        if (
            last.dep_ in ("relcl", "advcl", "appos", "parataxis")
            or _parted(last)
            or (last.dep_ == "conj" and last.pos_ in ("VERB", "AUX") and any(c.dep_ == "nsubj" for c in last.children))
        ):
            break
        if last.dep_ == "nsubj" and last.pos_ in ("NOUN", "PROPN") and last is not token and last.head.lemma_ not in _FAIL:
            break
        chain.append(last.head)
    return chain


def _parted(token: "Token") -> bool:
    """Whether a semicolon stands before the verb that governs it: "Orl bought it; Vey did not"."""
    low, high = sorted((token.i, token.head.i))
    return token.head.pos_ in ("VERB", "AUX") and any(each.text == ";" for each in token.doc[low:high])


#: "A, B and, until 2025, C": of C alone.
ASIDE = re.compile(r"(?:,|,? (?:and|or|but),?) (?:until|till|up to) (?P<when>[^,;.()]{3,24}), (?:(?:the|a|an|its) )?(?:[a-z-]+ ){0,3}(?=[A-Z\d])")


def _clause(predicate: "Token", sentence: "Span") -> str:
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


def _unreal(predicate: "Token", chain: "list[Token]", sentence: "Span") -> bool:
    for token in chain:
        for child in token.children:
            if child.dep_ == "mark" and child.lower_ in ("if", "unless", "whether", "should"):
                return token.head.lemma_ not in ("deny",)
        if token.dep_ == "advcl" and token.i != sentence.root.i:
            break
    if sentence.text.rstrip(' *_\n"”’)').endswith("?"):
        return True
    lowered = {child.lower_ for token in chain[:2] for child in token.children if child.dep_ in ("aux", "auxpass")}
    return bool(lowered & {"would", "could", "should"} and lowered & {"have", "'ve"} and predicate.pos_ == "VERB")


def _denied(chain: "list[Token]", predicate: "Token", ends: tuple[int, int] | None) -> bool:
    for n, token in enumerate(chain):
        for child in token.children:
            if child.dep_ == "neg" and not (child.lower_ == "no" and n):
                if n and token.lemma_.lower() in _END | _DENY | _OPPOSE:
                    continue  # "never stopped using", "did not deny that", "would not oppose the purchase"
                if any(each.lower_ in ("only", "just", "merely") for each in child.doc[child.i + 1 : child.i + 3]):
                    continue
                if token.lemma_ == "say" and predicate.i < token.i:
                    continue  # "X lost out; Y did not say why"
                return (
                    n == 0
                    or (n == 1 and chain[0].pos_ == "NOUN")
                    or token.lemma_
                    in (
                        "be",
                        "have",
                        "do",
                        "get",
                        "want",
                        "plan",
                        "go",
                        "intend",
                        "say",
                        "sign",
                        "reach",
                        "make",
                        "enter",
                        "hold",
                        "take",
                        "need",
                        "agree",
                        "see",
                        "choose",
                    )
                    or token.pos_ == "AUX"
                )
            if child.dep_ == "det" and child.lower_ in ("no", "neither") and n == 0:
                return True
            if (child.dep_ == "preconj" and child.lower_ == "neither") or (child.lower_ == "nor" and child.i < token.i and n == 0):
                return True
            if (
                child.dep_ in ("nsubj", "nsubjpass")
                and n == 0
                and (child.lower_ in ("neither", "none", "nobody") or any(grand.lower_ in ("neither", "no") for grand in child.children if grand.i < child.i))
            ):
                return True
        if (
            n == 0
            and token.pos_ in ("VERB", "AUX")
            and any(child.dep_ == "prep" and child.lower_ == "without" for child in token.head.children if token.dep_ == "pcomp")
        ):
            return True
    return False


def _governed(chain: "list[Token]", lemmas: frozenset[str]) -> bool:
    """Does a word of *lemmas* govern it, which isn't itself negated ("never stopped using")?"""
    return any(
        token.lemma_.lower() in lemmas
        and token.pos_ in ("VERB", "NOUN", "AUX")
        and not (below.dep_ == "conj" and below.pos_ == "VERB")  # "considered X but rejected it"
        and not any(child.dep_ == "neg" for child in token.children)
        for below, token in itertools.pairwise(chain)
    )


def _ruled_out(chain: "list[Token]") -> str | None:
    """ "Has ruled out a bid" denies it, "has not ruled out a bid" leaves it open."""
    for token in chain:
        if token.lemma_ == "exclude" or (token.lemma_ == "rule" and any(child.dep_ == "prt" and child.lower_ == "out" for child in token.children)):
            if any(child.dep_ == "neg" or child.lower_ == "never" for child in token.children):
                return "rumoured"
            return "denied" if token is not chain[0] else None
    return None


def _looked_at(chain: "list[Token]") -> bool:
    """ "Looked at renting chips from Orl"."""
    return any(token.lemma_ == "look" and below.dep_ == "prep" and below.lower_ in ("at", "into") for below, token in itertools.pairwise(chain))


def _doubly(token: "Token") -> bool:
    """ "Would neither confirm nor deny that …"."""
    near = {child.lower_ for child in token.subtree if abs(child.i - token.i) <= 4}
    return token.lemma_ in ("confirm", "deny") and {"neither", "nor"} <= near


def _continued(chain: "list[Token]") -> bool:
    """ "It will go on using X": it does so now."""
    return any(
        token.lemma_ in ("continue", "keep", "remain", "stay") or (token.lemma_ == "go" and any(c.lower_ == "on" for c in token.children)) for token in chain
    ) or any(child.lower_ in ("still", "already") for token in chain[:2] for child in token.children)


#: "It does not.", "That was never so": not "The price was not disclosed".
_BACK = re.compile(
    r"^(?:[“\"]?)(?:it|they|neither|this|that|there|both|the \w+|which|but)\b[^.]{0,40}?\b(?:(?:do|does|did|is|are|was|were|has|have|had)(?: not|n't|n’t)"
    r"(?: (?:so|true|the case|right|correct|accurate|happen(?:ed)?|take place|taken place|go(?:ne)? (?:ahead|through)|come (?:about|to (?:pass|anything))))?"
    r"(?=\W*$|[,;—–”\"])"
    r"|no such|never did|rubbish|nonsense|untrue|not true|false)\b",
    re.I,
)
#: "By Sunday all three had denied it."
_DISPUTED = re.compile(r"\b(?:denied|denies|deny|disputed?s?|dismiss(?:ed|es)) (?:it|this|that|the (?:report|story|claims?|rumou?rs?|allegations?))\b", re.I)
_OVER = re.compile(r"^(?:it|they|that|this|the \w+)\b[^.]{0,24}\b(?:is over|are over|has stopped|have stopped|has ended|no longer|is off)\b", re.I)


def _taken_back(sentence: "Span") -> str | None:
    """ "… also uses X. It does not." A short sentence after it may deny it, or say that it's over."""
    doc, at = sentence.doc, sentence.end
    if at >= len(doc):
        return None
    after = doc[at].sent
    if len(after) > 12:
        return None
    return "denied" if _BACK.match(after.text) or _DISPUTED.search(after.text) else "ended" if _OVER.match(after.text) else None


def _failed(chain: "list[Token]") -> bool:
    """ "Its plan to work with X fell through"."""
    return any(token.lemma_ in _FAIL and below.dep_ in ("nsubj", "nsubjpass") for below, token in itertools.pairwise(chain))


def _used_to(chain: "list[Token]") -> bool:
    """ "Used to compete with", but not "is used to compete"."""
    return any(
        above.lower_ == "used" and below.dep_ == "xcomp" and not any(child.dep_ == "auxpass" for child in above.children)
        for below, above in itertools.pairwise(chain)
    )


def _former(predicate: "Token") -> bool:
    return any(child.lower_ in _FORMER for child in predicate.children) or (predicate.i > predicate.sent.start and predicate.nbor(-1).lower_ in _FORMER)


def unreleased(thing: "Token") -> bool:
    """Whether its clause says that *thing* is still to come: "N3 is due in the summer", "N3 will ship in May"."""
    verb = thing.head
    if thing.dep_ not in ("nsubj", "nsubjpass"):
        return False
    if any(child.lemma_ in _EXPECTED for child in verb.children if child.dep_ in ("acomp", "xcomp")) or (
        verb.lemma_ in _EXPECTED and thing.dep_ == "nsubjpass"
    ):
        return True
    ahead = any(child.lower_ in _FUTURE for child in verb.children if child.dep_ == "aux")
    return (ahead and verb.lemma_ in _RELEASE) or (
        verb.lemma_ == "be" and any(c.dep_ == "xcomp" and c.lemma_ in _RELEASE and c.tag_ == "VB" for c in verb.children)
    )


def _tentative(chain: "list[Token]") -> bool:
    for token in chain:
        for child in token.children:
            if child.lower_ in _TENTATIVE and child.tag_ != "NNP" and (child.dep_ in ("aux", "advmod", "amod") or child.pos_ in ("ADV", "ADJ")):
                return not (child.dep_ == "aux" and any(c.lower_ == "not" for c in token.children))
        if (
            token.lemma_.lower() in ("talk", "talks", "discussion", "negotiation", "speculation", "rumour", "rumor")
            and token.pos_ == "NOUN"
            and token is not chain[0]
        ):
            return True
    return False


def _planned(chain: "list[Token]", predicate: "Token") -> bool:
    for n, token in enumerate(chain):
        auxiliaries = [child.lower_ for child in token.children if child.dep_ == "aux"]
        if any(aux in _FUTURE for aux in auxiliaries):
            return True
        if "would" in auxiliaries:
            return True
        if n and token.lemma_.lower() in _PLAN and token.pos_ in ("VERB", "NOUN", "ADJ", "AUX"):
            below = chain[n - 1]
            if below.dep_ in ("xcomp", "ccomp", "acl", "pobj", "dobj", "nsubj", "advcl", "prep", "conj") or "to" in [
                child.lower_ for child in below.children if child.dep_ == "aux"
            ]:
                return below.dep_ != "ccomp" or token.lemma_.lower() not in ("agree", "decide") or any(c.lower_ == "to" for c in below.children)
        if token.lemma_ == "go" and token.tag_ == "VBG" and n and chain[n - 1].dep_ == "xcomp":
            return True
        if n and token.lower_ in ("about", "due", "likely", "ready") and "to" in [child.lower_ for child in chain[n - 1].children if child.dep_ == "aux"]:
            return True
        if n and token.lemma_ == "be" and "to" in [child.lower_ for child in chain[n - 1].children if child.dep_ == "aux"] and chain[n - 1].dep_ == "xcomp":
            return True
        if token.lower_ in ("planned", "upcoming", "forthcoming", "future") or any(
            child.lower_ in ("planned", "upcoming", "forthcoming", "future", "proposed") for child in token.children if child.dep_ in ("amod", "compound")
        ):
            return True
    if re.search(
        r"\b(?:before|until|unless) (?:it|they|the \w+) (?:has|have|is|are) (?:been )?$", predicate.doc.text[max(0, predicate.idx - 40) : predicate.idx]
    ):
        return True
    if predicate.pos_ == "VERB" and "to" in [child.lower_ for child in predicate.children if child.dep_ == "aux"]:
        governor = predicate.head
        if governor.lemma_ in ("deal", "contract", "agreement", "partnership", "plan", "order", "right", "option", "talk", "bid") or (
            predicate.dep_ == "advcl" and governor.lemma_ in ("partner", "sign", "team", "agree", "choose", "select", "pick", "hire")
        ):
            return True
        if predicate.dep_ == "ROOT":  # a headline: "Orl to buy Vey"
            return True
    return False
