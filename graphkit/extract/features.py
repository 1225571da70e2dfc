"""What a thing is described by, for the votes on its type.

Plain features: the shape of its name ("last word: labs", "a given name", "has a number"), the words beside it ("before: mapmaker",
"after: app", "apposition: lab"), what it does and what is done to it ("subject of: announce", "at", "owned").
"""

import re
from collections import Counter
from typing import TYPE_CHECKING

from .lexicon import kinds, words
from .reading import Mention, Reading, Thing
from .spans import person_like

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_ENOUGH = 30  # mentions that vote


def of(thing: Thing, reading: Reading) -> dict[str, float]:
    """The features of *thing*, each with a weight that grows with how often it occurs."""
    counts: Counter[str] = Counter()
    for form in thing.forms:
        counts.update(set(_shape(form)))
    for mention in thing.mentions[:_ENOUGH]:
        counts.update(_context(mention, reading, thing))
    if len(thing.mentions) == 1:
        counts["once"] += 1
    counts["bias"] = 1
    return {feature: min(count, 4) ** 0.5 for feature, count in sorted(counts.items())}


def _shape(form: str) -> list[str]:
    parts = form.split()
    low = [part.lower().strip(".,") for part in parts]
    made = [f"words:{min(len(parts), 4)}", f"last:{low[-1]}"]
    if len(parts) > 1:
        made.append(f"first:{low[0]}")
        last = kinds("last").get(low[-1])
        if last:
            made.append(f"last is {last}")
        if kinds("first").get(low[0]):
            made.append(f"first is {kinds('first')[low[0]]}")
    if person_like(form):
        made.append("person's name")
    if any(part in words("last", "Regulator") for part in low) and ("of" in low or "for" in low):
        made.append("office of")
    if re.search(r"\d", form):
        made.append("number")
        if re.search(r"\d+\.\d|\d[bB]\b|-v?\d$| v?\d$", form):
            made.append("version")
        if re.search(r"[A-Z]{1,3}-?\d{2,4}|\d{3,4}[A-Z]?$", form):
            made.append("part number")
    if "&" in form:
        made.append("&")
    if re.search(r"\.(?:ai|com|io|org|net|dev|co|health|app|cloud)$", form):
        made.append("domain")
    if form.isupper() and len(form) > 1:
        made.append("capitals")
    if form.islower():
        made.append("lower case")
    if re.search(r"[a-z][A-Z]", form):
        made.append("camel")
    if len(parts) == 2 and all(part[0].isupper() and part[1:].islower() for part in parts):
        made.append("two plain words")
    return made


def _context(mention: Mention, reading: Reading, thing: Thing) -> set[str]:
    """Features of the words around one mention; nouns that describe it are kept on the thing."""
    doc = reading.docs[mention.block]
    head = doc[mention.start : mention.end].root
    before = doc[mention.start - 1] if mention.start else None
    after = doc[mention.end] if mention.end < len(doc) else None
    made = {f"in {reading.blocks[mention.block].kind}"}
    if mention.titled:
        made.add("titled")
    if not mention.sure:
        made.add("unsure")
    if before is not None:
        made.add(f"before:{before.lower_}")
        kind = kinds("kind").get(before.lower_)
        if kind and before.pos_ in ("NOUN", "PROPN", "ADJ"):
            made.add(f"before is {kind}")
            thing.kinds.add(before.lower_)
        if before.lower_ in words("role", "officer"):
            made.add("before is office")
    else:
        made.add("opens")
    if after is not None:
        made.add(f"after:{after.lower_}")
        kind = kinds("kind").get(after.lower_)
        if kind and reading.blocks[mention.block].text[mention.last : mention.last + 1] == " ":
            made.add(f"after is {kind}")
        if after.lower_ == "-" and mention.end + 1 < len(doc):
            made.add(f"after:-{doc[mention.end + 1].lower_}")
        if after.lower_ in ("'s", "’s") and mention.end + 1 < len(doc):
            owned = doc[mention.end + 1]
            made.add("owns")
            for token in (owned, *(owned.ancestors)):
                if token.pos_ == "NOUN":
                    made.add(f"owns {token.lower_}")
                    break
        if after.text in (",", "(", "—", "–", ":", "-"):
            made.update(_apposition(doc, mention.end + 1, thing))
    else:
        made.add("closes")
    made.update(_roles(head, mention, reading))
    return made


def _apposition(doc: "Doc", at: int, thing: Thing) -> set[str]:
    """The first telling noun of a bracket or an apposition: "a lab of forty people", "head of platform", "its chatbot"."""
    if at >= len(doc):
        return set()
    role = words("role", "officer")
    heads = kinds("kind")
    opened = doc[at].lower_ in ("a", "an", "the", "its", "their", "our", "one", "his", "her")
    made: set[str] = {"apposition opens"} if opened else set()
    for i in range(at, min(at + 9, len(doc))):
        token = doc[i]
        low = token.lower_
        if low in ("of", "that", "which", "who", "from", "for", "at", "in", "to", ".", ";", ")", "—") or (token.pos_ in ("VERB", "AUX") and not opened):
            break
        if low in role and (i == at or opened or doc[at].lower_ in ("chief", "vice", "managing", "senior", "deputy", "former", "head", "group")):
            made.add("apposition is office")
            break
        if low in heads and (opened or i == at or token.head.i < i):
            following = doc[i + 1] if i + 1 < len(doc) else None
            if following is not None and (following.lower_ in heads or following.text == "-" or following.pos_ == "NOUN"):
                continue
            made.add(f"apposition:{low}" if opened else f"bracket:{low}")
            made.add(f"apposition is {heads[low]}" if opened else f"bracket is {heads[low]}")
            if opened:
                thing.kinds.update(doc[j].lower_ for j in range(at, i + 1) if doc[j].pos_ in ("NOUN", "ADJ", "PROPN"))
            break
        if token.text == "," and not opened:
            break
    return made


def _roles(head: "Token", mention: Mention, reading: Reading) -> set[str]:
    """What it does, and what is done to it."""
    made: set[str] = set()
    dep, governor = head.dep_, head.head
    for _ in range(4):  # a coordinated name does what the first one does
        if dep != "conj":
            break
        dep, governor = governor.dep_, governor.head
    lemma = governor.lemma_.lower()
    if dep in ("nsubj", "nsubjpass", "dobj") and governor.pos_ in ("VERB", "AUX"):
        made.add(f"{dep}:{lemma}")
        made.add(dep)
        verbs = kinds("verbs")
        if dep == "nsubj" and lemma in verbs:
            made.add(f"acts as {verbs[lemma]}")
        if lemma == "be" and dep == "nsubj":
            made.update(f"is:{child.lower_}" for child in governor.children if child.dep_ == "attr")
            made.update(f"is {kinds('kind')[child.lower_]}" for child in governor.children if child.dep_ == "attr" and child.lower_ in kinds("kind"))
    elif dep == "pobj":
        made.add(f"{lemma}")
        made.add(f"{governor.head.lemma_.lower()} {lemma}")
    elif dep in ("compound", "nmod", "poss", "appos", "attr", "amod"):
        made.add(f"{dep}:{lemma}")
        if lemma in kinds("kind") or governor.lower_ in kinds("kind"):
            made.add(f"{dep} of {kinds('kind').get(lemma) or kinds('kind')[governor.lower_]}")
        if dep == "appos" and reading.mention(mention.block, governor):
            other = reading.mention(mention.block, governor)
            if other and person_like(other.text):
                made.add("appos of person")
    for child in head.children:
        if child.dep_ == "poss" and child.i < mention.start:
            made.add("owned")
            made.add(
                "owned by it" if child.lower_ in ("its", "their", "our") else "owned by name" if reading.mention(mention.block, child) else "owned by noun"
            )
        elif child.dep_ in ("det", "amod") and child.i < mention.start:
            made.add(f"with {child.lower_}")
    return made
