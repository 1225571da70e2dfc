"""What a thing is: Company, Model, Product, Regulator, Person, Place, or nothing for the graph. Every mention votes.

The votes of one mention come from its shape (a given name, "Labs", a version number), from the words beside it
("the mapmaker X", "X, a lab", "the X app", "in X"), from what it does, and from the tagger's label. A name on the
starter list keeps its type unless the text speaks clearly against it.
"""

import re
from collections import Counter
from typing import TYPE_CHECKING

from .lexicon import kinds, words
from .names import Names
from .reading import Mention, Reading, Thing
from .spans import person_like

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NOTHING = "nothing"
_LABELS = {
    "ORG": {"Company": 1.2},
    "PERSON": {"Person": 0.8},
    "GPE": {"Place": 1.6},
    "LOC": {"Place": 1.6},
    "FAC": {"Place": 0.3},
    "PRODUCT": {"Product": 0.7, "Model": 0.6},
    "NORP": {NOTHING: 1.2},
    "LAW": {NOTHING: 1.5},
    "EVENT": {NOTHING: 1.2},
    "LANGUAGE": {NOTHING: 2.0},
    "WORK_OF_ART": {NOTHING: 0.3},
    "DATE": {NOTHING: 1.5},
    "TIME": {NOTHING: 1.5},
    "MONEY": {NOTHING: 1.0},
    "PERCENT": {NOTHING: 1.0},
}
_VERSION = re.compile(r"(?:^|[\s\-.])v?\d+(?:\.\d+)*[a-z]?\b|[A-Za-z]\d|\d[bB]\b")
_SAYS = frozenset("say tell add recall write note argue joke explain insist admit concede shrug remember ask reply".split())


def vote(thing: Thing, reading: Reading, names: Names) -> bool:
    """Set ``thing.type`` by the votes of its mentions; False where it is nothing for the graph."""
    votes = _shape(thing)
    for mention in thing.mentions[:40]:
        context = _context(mention, reading, thing)
        scale = 1.0 if len(thing.mentions) < 6 else 0.7
        for kind, weight in context.items():
            votes[kind] += weight * scale
    if thing.type:
        against = max((kind for kind in votes if kind != thing.type), key=lambda kind: votes[kind], default=None)
        if against and against != NOTHING and votes[against] > votes[thing.type] + 9 and {against, thing.type} & {"Person", "Place"}:
            thing.type = against
        return True
    kind = max(sorted(votes), key=lambda each: votes[each]) if votes else NOTHING
    if not votes or votes[kind] <= 0:
        kind = "Company"
    if kind == "Person" and votes["Person"] < 2.6 and not any(person_like(form) for form in thing.forms) and len(thing.name.split()) == 1:
        rest = {other: weight for other, weight in votes.items() if other != "Person"}
        kind = max(sorted(rest), key=lambda each: rest[each], default="Company") if rest else "Company"
        if kind == NOTHING and len(thing.mentions) > 1:
            kind = "Company"
    if kind == NOTHING:
        return False
    thing.type = kind
    return True


def _shape(thing: Thing) -> Counter[str]:
    """Votes of the name itself."""
    votes: Counter[str] = Counter()
    for form in thing.forms:
        parts = form.split()
        low = [part.lower().strip(".,") for part in parts]
        if person_like(form):
            votes["Person"] += 4
        if len(parts) > 1:
            last = kinds("last").get(low[-1])
            if last:
                votes[last] += 4 if last in ("Company", "Regulator") else 2.5
            first = kinds("first").get(low[0])
            if first == "Regulator" or (first and len(parts) > 2):
                votes[first or ""] += 2.5
            if any(part in words("last", "Regulator") for part in low) and ("of" in low or "for" in low):
                votes["Regulator"] += 4
            if "&" in parts:
                votes["Company"] += 4
        if re.search(r"\.(?:ai|com|io|org|net|dev|co|health)$", form):
            votes["Company"] += 2.5
        elif re.search(r"\.(?:js|cpp|py)$", form):
            votes["Product"] += 4
        if _VERSION.search(form):
            votes["Model"] += 2
            votes["Product"] += 1.2 if re.search(r"[A-Z]{1,3}\d{2,4}|\d{3,4}[A-Z]?$", form) else 0.4
        if form.islower() and not re.search(r"\d", form):
            votes["Product"] += 0.5
    return votes


def _context(mention: Mention, reading: Reading, thing: Thing) -> Counter[str]:
    """Votes of the words around one mention; nouns that describe it are kept on the thing."""
    votes: Counter[str] = Counter()
    doc = reading.docs[mention.block]
    head = doc[mention.start : mention.end].root
    before = doc[mention.start - 1] if mention.start else None
    after = doc[mention.end] if mention.end < len(doc) else None
    if mention.titled:
        votes["Person"] += 4
    for label in {doc[i].ent_type_ for i in range(mention.start, mention.end)}:
        for kind, weight in _LABELS.get(label, {}).items():
            votes[kind] += weight
    _beside(votes, doc, mention, before, after, thing)
    _roles(votes, head, before, after, mention, doc)
    return votes


def _beside(votes: Counter[str], doc: "Doc", mention: Mention, before: "Token | None", after: "Token | None", thing: Thing) -> None:
    """"the mapmaker X", "the X app", "X, a lab of forty people", "X (maker: …)", "X, chief executive of"."""
    heads = kinds("kind")
    role = words("role", "officer")
    if before is not None:
        low = before.lower_
        if low in heads and before.pos_ in ("NOUN", "PROPN", "ADJ"):
            votes[heads[low]] += 3
            thing.kinds.add(low)
        if low.rstrip(".") in words("role", "titles") or (low in role and before.i and doc[before.i - 1].lower_ not in ("a", "an", "of")):
            votes["Person"] += 2.5
        if low in ("in", "near", "outside", "across") and (after is None or after.pos_ != "NOUN"):
            votes["Place"] += 1.2
        if low == "by" and mention.start <= 1:
            votes["Person"] += 2
        if low == "at" and before.pos_ == "ADP":
            votes["Company"] += 0.8
    if after is not None:
        low = after.lower_
        if low in heads and doc.text[mention.last : mention.last + 1] == " ":
            kind = heads[low]
            if kind in ("Model", "Product"):
                votes[kind] += 2.2 if not (after.i + 1 < len(doc) and doc[after.i + 1].text == "(") else 1.0
            elif kind == "Company":
                votes["Company" if low in ("group", "spokesman", "spokeswoman") else "Place"] += 0.5
        if low in ("spokesman", "spokeswoman", "spokesperson", "executives", "shares", "shareholders", "customers", "employees", "staff", "engineers"):
            votes["Company"] += 3
        if low == "-" and mention.end + 1 < len(doc) and doc[mention.end + 1].lower_ in ("based", "headquartered"):
            votes["Place"] += 3
        if low in ("'s", "’s"):
            votes["Company"] += 0.6
            owned = doc[mention.end + 1] if mention.end + 1 < len(doc) else None
            if owned is not None and owned.lower_ in (*role, "shares", "customers", "engineers", "board", "spokesman", "models", "model"):
                votes["Company"] += 1.5
        if low in (",", "(", "—", "–", ":"):
            _apposition(votes, doc, mention.end + 1, thing)


def _apposition(votes: Counter[str], doc: "Doc", at: int, thing: Thing) -> None:
    """The first noun that a bracket or an apposition gives: "a lab of forty people", "head of platform", "its chatbot"."""
    heads = kinds("kind")
    role = words("role", "officer")
    opened = at < len(doc) and doc[at].lower_ in ("a", "an", "the", "its", "their", "our", "one")
    for i in range(at, min(at + 9, len(doc))):
        token = doc[i]
        low = token.lower_
        if low in ("of", "that", "which", "who", "from", "for", "at", "in", "to", ".", ";", ")", "—") or (token.pos_ in ("VERB", "AUX") and not opened):
            return
        if low in role and (i == at or opened or doc[at].lower_ in ("chief", "vice", "managing", "senior", "deputy", "her", "his", "former", "head")):
            votes["Person"] += 3.5
            return
        if low in heads and (opened or i == at or token.head.i < i):
            following = doc[i + 1].lower_ if i + 1 < len(doc) else ""
            if following in heads or following == "-" or (i + 1 < len(doc) and doc[i + 1].pos_ == "NOUN"):
                continue
            if opened:
                votes[heads[low]] += 3
                thing.kinds.update(doc[j].lower_ for j in range(at, i + 1) if doc[j].pos_ in ("NOUN", "ADJ", "PROPN"))
            return
        if token.text == "," and not opened:
            return


def _roles(votes: Counter[str], head: "Token", before: "Token | None", after: "Token | None", mention: Mention, doc: "Doc") -> None:
    """What it does, and what is done to it."""
    verbs = kinds("verbs")
    dep, verb = head.dep_, head.head
    if dep == "nsubj" and verb.pos_ in ("VERB", "AUX"):
        lemma = verb.lemma_.lower()
        if lemma in _SAYS:
            votes["Person"] += 0.9
            votes["Company"] += 0.4
        elif lemma in verbs:
            votes[verbs[lemma]] += 1.2
        elif lemma in ("run", "power", "handle"):
            votes["Model"] += 0.4
    elif dep in ("dobj", "nsubjpass") and verb.pos_ == "VERB":
        lemma = verb.lemma_.lower()
        if lemma in ("launch", "release", "train", "deploy", "unveil", "use", "install", "open-source", "fine-tune", "host"):
            votes["Model"] += 0.8
            votes["Product"] += 0.8
        elif lemma in ("acquire", "found", "sue", "hire", "buy", "tell", "ask", "fine", "pay", "join"):
            votes["Company"] += 1
    elif dep == "pobj":
        prep, governor = verb.lower_, verb.head.lemma_.lower()
        if prep == "on" and governor in ("run", "build", "base", "rely", "train", "host"):
            votes["Model"] += 0.7
            votes["Product"] += 0.9
        elif prep in ("with", "by", "from", "at", "to"):
            votes["Company"] += 0.5
        if prep == "at" and governor in words("role", "officer"):
            votes["Company"] += 2
    elif dep == "poss":
        votes["Company"] += 0.5
        if verb.lower_ in kinds("kind") and kinds("kind")[verb.lower_] in ("Model", "Product"):
            votes["Company"] += 0.8
    owner = next((child for child in head.children if child.dep_ == "poss"), None)
    if owner is not None and owner.i < mention.start and owner.ent_type_ not in ("PERSON",):
        votes["Model"] += 0.9
        votes["Product"] += 0.9
        if owner.lower_ in ("its", "their", "our"):
            votes["Product"] += 0.3
