"""The parse of a sentence as predicates with their arguments, the same for every way of putting it.

"Orl chose Vey", "Vey was chosen by Orl", "Orl, which chose Vey", "after choosing Vey, Orl …" all give
*choose(subj: Orl, obj: Vey)*. Nouns that name an action or a role are predicates too: "Orl's partner Vey",
"Vey is a partner of Orl" and "Orl has a partner in Vey" give *partner(self: Vey, poss/of/subj: Orl)*.
Frames are written against these argument names and never against the parser's labels.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

#: Verbs that lend their subject to the noun they govern: "Orl signed a contract with Vey".
LIGHT = frozenset(
    """
        have hold sign announce strike reach enter form make take ink close seal win get give do be become sit begin start open end extend renew
        expand launch conduct complete
 run undertake pursue negotiate secure own buy acquire sell keep maintain receive land clinch set build establish create raise lead join file submit
 seek await cancel terminate scrap
 drop suspend confirm disclose unveil reveal finalise finalize conclude agree invest spend plan operate use face include call name appoint remain
 serve act share deepen broaden forge cut break explore discuss consider
 obtain pass lodge commission sever dissolve continue enjoy see find need require hand grant award gain count list describe consist""".split()
)
#: Verbs whose object does what the infinitive says: "Orl asked Vey to build …".
OBJECT_CONTROL = frozenset(
    """
        ask tell let allow help enable force order require persuade urge invite hire pick choose select commission contract want permit expect get
        task instruct oblige appoint engage pay lead""".split()
)
#: Lemmas that the tagger gets wrong.
_LEMMAS = {"fin": "fine", "bann": "ban", "pilote": "pilot", "shortliste": "shortlist", "scrape": "scrap", "vete": "vet", "chos": "choose", "opte": "opt"}
_MONEY = frozenset("pound dollar euro krone krona franc yen yuan rupee crown won peso million billion €".split())
_CLAUSE = ("xcomp", "advcl", "ccomp", "pcomp", "conj", "prep", "acl", "relcl", "dep", "parataxis")
_RELATIVE = frozenset("which that who whom whose where".split())


@dataclass(slots=True, eq=False)
class Predicate:
    """A word that says something of its arguments. ``lemmas`` holds its readings with and without particle."""

    token: "Token"
    lemmas: frozenset[str]
    noun: bool = False
    passive: bool = False
    args: "dict[str, list[Token]]" = field(default_factory=lambda: defaultdict(list))

    def add(self, name: str, *tokens: "Token") -> None:
        known = {token.i for token in self.args[name]}
        self.args[name].extend(token for token in tokens if token.i not in known)


def antecedent(token: "Token") -> "Token":
    """What a relative pronoun stands for, or *token* itself."""
    if token.lower_ in _RELATIVE and token.tag_ in ("WDT", "WP", "WP$", "WRB", "IN", "DT"):
        for above in token.ancestors:
            if above.dep_ in ("relcl", "acl") and above.head.i < token.i:
                return above.head
    return token


def predicates(sentence: "Span") -> list[Predicate]:
    """All predicates of *sentence*, verbs first."""
    verbs: dict[int, Predicate] = {}
    for token in sentence:
        if (token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass")) or _stray_verb(token):
            verbs[token.i] = _verb(token)
    for token in sentence:
        if token.i in verbs:
            _inherit(verbs[token.i], verbs)
    nouns = [_noun(token, verbs) for token in sentence if token.pos_ in ("NOUN", "ADJ", "PROPN") and token.dep_ != "det"]
    return [*verbs.values(), *nouns]


def _stray_verb(token: "Token") -> bool:
    return token.tag_ in ("VBD", "VBZ", "VBN", "VBP", "VBG") and token.pos_ not in ("AUX", "ADJ") and token.dep_ not in ("aux", "auxpass", "amod", "compound")


def _verb(token: "Token") -> Predicate:
    lemma = _LEMMAS.get(token.lemma_.lower(), token.lemma_.lower())
    lemmas = {lemma}
    made = Predicate(token, frozenset(), passive=any(child.dep_ == "auxpass" for child in token.children))
    for child in token.children:
        if child.dep_ == "nsubj":
            made.add("subj", antecedent(child))
        elif child.dep_ == "nsubjpass":
            made.add("obj", antecedent(child))
            made.passive = True
        elif child.dep_ == "ccomp" and child.i > token.i and any(grand.dep_ == "aux" and grand.lower_ == "to" for grand in child.children):
            # "announced a deal with X to build Y": the parser takes the deal for what builds
            made.add("obj", *(antecedent(grand) for grand in child.children if grand.dep_ == "nsubj" and grand.i > token.i))
        elif child.dep_ in ("dobj", "obj", "oprd"):
            made.add("obj" if child.dep_ != "oprd" else "as", antecedent(child))
            if child.lemma_.lower() in _MONEY:  # "fined Orl 4 million pounds"
                made.add("obj", *(grand for grand in child.children if grand.dep_ in ("nmod", "compound") and grand.pos_ == "PROPN"))
        elif child.dep_ == "dative":
            made.add("iobj", *(grand for grand in [child, *child.children] if grand.dep_ == "pobj" or (grand is child and child.pos_ != "ADP")))
        elif child.dep_ == "attr":
            made.add("attr", child)
        elif child.dep_ == "agent":
            made.add("subj", *(antecedent(grand) for grand in child.children if grand.dep_ == "pobj"))
            made.passive = True
        if child.dep_ == "prt" or (child.dep_ in ("advmod", "prep") and child.i in (token.i + 1, token.i + 2)):
            lemmas.add(f"{lemma}_{child.lower_}")
            made.add(child.lower_, *(other for other in token.children if other.dep_ in ("dobj", "obj") and other.i > child.i))  # "draw on X"
    for subject in list(made.args["subj"]) + (list(made.args["obj"]) if made.passive else []):  # "its plans to work with X fell through"
        for inner in subject.subtree:
            if inner.dep_ == "poss" and inner.head.i == subject.i:
                made.add("subj_poss", inner)
            elif inner.dep_ == "pobj" and inner.head.lower_ in ("with", "between"):
                made.add(f"subj_{inner.head.lower_}", antecedent(inner))
    made.lemmas = frozenset(lemmas)
    for child in token.children:
        if child.dep_ in ("xcomp", "ccomp") and child.i > token.i and child.pos_ == "VERB":  # "considered using X"
            made.add("comp_obj", *(antecedent(grand) for grand in child.children if grand.dep_ == "dobj"))
    for name, tokens in _preps(token):
        made.add(name, *tokens)
    if made.passive:  # "was chosen over X by Y"
        made.add("subj", *made.args.get("by", []))
    for thing in list(made.args["obj"]):
        if thing.i > token.i:  # "signed a contract with X": the phrase may hang on either
            for name, tokens in _preps(thing):
                made.add(name, *tokens)
    return made


def _preps(token: "Token", depth: int = 0) -> "Iterator[tuple[str, list[Token]]]":
    """Prepositions of *token* with what they govern; "out of" and "to … with" are followed down."""
    for child in token.children:
        if (child.dep_ in ("prep", "agent", "dative") and child.pos_ in ("ADP", "SCONJ", "VERB", "PART", "ADV", "ADJ")) or child.dep_ == "prep":
            objects = [antecedent(grand) for grand in child.children if grand.dep_ in ("pobj", "obj")]
            if objects:
                yield child.lower_, objects
                for thing in objects:
                    if depth < 1 and thing.i > token.i:
                        yield from ((name, tokens) for name, tokens in _preps(thing, depth + 1) if name in ("with", "to"))
            for grand in child.children:
                if grand.dep_ == "pcomp" and depth < 1:  # "for vetting to the agency"
                    yield from _preps(grand, depth + 1)
                if grand.dep_ == "prep":
                    inner = [antecedent(great) for great in grand.children if great.dep_ == "pobj"]
                    if inner:
                        yield f"{child.lower_}_{grand.lower_}", inner
                        yield grand.lower_, inner


def _inherit(made: Predicate, verbs: dict[int, Predicate]) -> None:
    """Give a verb the subject or object that it shares with another word of the sentence."""
    token = made.token
    dep, head = token.dep_, token.head
    if dep in ("relcl", "acl") and head.i < token.i:
        _of_noun(made, head)
        return
    if not made.args["obj" if made.passive else "subj"]:  # who does what a passive says is never who says so
        above = head
        for _ in range(4):
            if above.i in verbs or above.dep_ not in ("prep", "pcomp", "advmod", "mark"):
                break
            above = above.head
        other = verbs.get(above.i)
        if other is None and above.pos_ in ("NOUN", "PROPN", "ADJ") and above.head.i in verbs and dep in ("acl", "xcomp", "pcomp", "advcl", "ccomp", "prep"):
            other = verbs.get(above.head.i)
        if (
            other is None
            or other is made
            or dep not in _CLAUSE
            or (dep == "ccomp" and any(c.dep_ in ("mark", "aux") and c.lower_ in ("that", "whether") for c in token.children))
        ):
            return
        if other.token.i != made.token.i and other.token.i > made.token.i and dep == "conj":
            return
        shared = other.args["subj"] if not other.passive else other.args["obj"]
        if dep in ("xcomp", "ccomp") and other.args["obj"] and not other.passive and other.lemmas & OBJECT_CONTROL:
            shared = other.args["obj"]
        if dep == "conj" and other.passive and token.tag_ == "VBN" and not made.args["obj"]:
            made.passive = True
            made.add("obj", *other.args["obj"])
            if not made.args["by"]:  # "founded by P and backed by Q"
                made.add("subj", *other.args["subj"])
        elif made.passive and not made.args["obj"]:
            made.add("obj", *shared)
        elif not made.args["subj"]:
            if token.tag_ == "VBN" and not made.args["obj"] and dep in ("advcl",):
                made.passive = True
                made.add("obj", *shared)
            else:
                made.add("subj", *shared)
    for child in token.children:  # "developed and sells X": the object stands with the last verb
        if child.dep_ == "conj" and child.i in verbs and not made.args["obj"] and not made.passive and verbs[child.i].args["obj"] and child.i - token.i <= 3:
            made.add("obj", *verbs[child.i].args["obj"])


def _of_noun(made: Predicate, noun: "Token") -> None:
    """A clause that hangs on a noun has that noun as its missing argument."""
    token = made.token
    mentioned = any(noun.i == arg.i for args in made.args.values() for arg in args)
    if mentioned:
        return
    if token.dep_ == "acl":
        if token.tag_ == "VBG" and not made.args["subj"]:
            made.add("subj", noun)
        elif token.tag_ in ("VBN", "VBD") and not made.args["obj"]:
            made.add("obj", noun)
            made.passive = True
        elif not made.args["subj"]:
            governor = noun.head
            made.add("subj", *(antecedent(child) for child in governor.children if child.dep_ == "nsubj"))
            made.add("subj", *(child for child in noun.children if child.dep_ == "poss"))
    elif made.args["subj"] and not made.args["obj"] and not made.passive and not any(child.lower_ in _RELATIVE for child in token.subtree if child.i < token.i):
        made.add("obj", noun)
    elif not made.args["subj"] and not made.passive:
        made.add("subj", noun)


def _noun(token: "Token", verbs: dict[int, Predicate]) -> Predicate:
    made = Predicate(token, frozenset({token.lemma_.lower(), token.lower_}), noun=True)
    for child in token.children:
        if child.dep_ == "poss":
            made.add("poss", antecedent(child))
        elif child.dep_ in ("compound", "nmod", "amod") and child.i < token.i and child.pos_ in ("PROPN", "NOUN", "ADJ", "X"):
            made.add("compound", child)
        elif child.dep_ == "appos":
            made.add("self", child)
        elif child.dep_ == "nsubj":
            made.add("self", antecedent(child))
    for name, tokens in _preps(token):
        made.add(name, *tokens)
    head = token.head
    if token.dep_ == "appos":
        made.add("self", head)
    elif token.dep_ == "conj" and head.dep_ == "appos":
        made.add("self", head.head)
    elif token.dep_ in ("compound", "nmod", "amod") and head.i > token.i:
        made.add("self", head)  # "the mapmaker Orl", "Tessel subsidiary Orl"
        for child in head.children:
            if child.i < token.i and child.dep_ == "poss":
                made.add("poss", child)
            elif child.i < token.i and child.dep_ in ("compound", "nmod"):
                made.add("compound", child)
    governor = head
    through = token
    for _ in range(3):
        if governor.i in verbs or governor.i == governor.head.i:
            break
        if (
            through.dep_ == "prep"
            and governor.pos_ == "NOUN"
            and governor.lemma_ not in ("series", "set", "number", "kind", "round", "part", "result", "middle", "process", "gap", "distance")
        ):
            break
        if through.dep_ in ("pobj", "conj", "prep", "dobj", "attr", "pcomp", "acl"):
            through, governor = governor, governor.head
        else:
            break
    if (
        token.dep_ == "nsubj"
        and governor.dep_ == "ccomp"
        and any(c.dep_ == "aux" and c.lower_ == "to" for c in governor.children)
        and governor.head.i in verbs
        and token.i > governor.head.i
    ):
        governor = governor.head
    verb = verbs.get(governor.i)
    if verb is not None:
        if token.dep_ in ("attr", "acomp") or (token.dep_ == "conj" and head.dep_ == "attr"):
            made.add("self", *verb.args["subj"])
        elif through.dep_ == "prep" and through.lower_ == "as" and not verb.passive:
            made.add("self", *(verb.args["obj"] or verb.args["subj"]))
        elif (through.dep_ == "prep" and through.lower_ == "as") or token.dep_ in ("oprd",):
            made.add("self", *verb.args["obj"])
        if verb.lemmas & LIGHT and (token.dep_ != "nsubj" or governor is not head):
            made.add("subj", *(arg for arg in verb.args["subj"] if arg.i != token.i))
        for name, tokens in _preps(verb.token):
            if any(arg.i > token.i for arg in tokens) or verb.token.dep_ == "relcl":  # "in which X is an investor"
                made.add(name, *tokens)
        if token.dep_ == "nsubj" and verb.args["attr"]:
            made.add("self", *verb.args["attr"])
    return made
