"""From tagged items to phrases: each thing spoken of, with what its noun says of it ("Apple's rivals", "investors in X")."""

from dataclasses import dataclass, field

from ..identity import Node
from .plan import Condition, Thing
from .tagging import Item
from .words import Entry, Sense

_NOUN_PREPS = {"of", "in", "to", "for", "with", "at", "from", "against", "between", "by", "on", "into", "among"}
_DONE_TO = {"takeover", "acquisition", "purchase", "buyout", "evaluation", "assessment", "rejection", "selection", "takeovers", "acquisitions", "rejections"}
_PRODUCTS = {"Model", "Product", "chip"}
_BY_KIND = {
    **dict.fromkeys(_PRODUCTS, Sense("DEVELOPS", end="object")),
    "Person": Sense("LEADS", end="subject"),
    "Regulator": Sense("REGULATED_BY", end="object"),
    "vendor": Sense("USES", end="object"),
}


@dataclass(slots=True)
class Part:
    """An element of the question's structure: a thing (kind ``np``), a verb, or a word of grammar."""

    kind: str
    text: str = ""
    thing: Thing | None = None
    sense: Sense | None = None
    form: str = ""
    senses: list[Sense] = field(default_factory=list)
    item: Item | None = None


def _only_kind(noun: Sense | None) -> frozenset[str]:
    """What a noun's thing must be, where the ontology leaves one type: a leader is a Person."""
    ends = {("LEADS", "subject"): "Person", ("REGULATED_BY", "object"): "Regulator"}
    kind = ends.get((noun.relation, noun.end)) if noun else None
    return frozenset({kind}) if kind else frozenset()


@dataclass(slots=True)
class Phrases:
    """Reads items one by one into ``parts``; what nouns say goes to ``conditions``."""

    items: list[Item]
    known: "Antecedents"
    parts: list[Part] = field(default_factory=list)
    conditions: list[Condition] = field(default_factory=list)
    i: int = 0

    def read(self) -> "Phrases":
        while self.i < len(self.items):
            before = self.i
            if thing := self.thing():
                self.parts.append(Part("np", thing.text, thing))
                if not thing.named and thing not in self.known.found:
                    self.known.found.append(thing)
            else:
                item = self.items[self.i]
                self.i += 1
                if item.kind == "that" or (item.kind in ("who", "which") and self.parts and self.parts[-1].kind == "np" and before):
                    self.parts.append(Part("that"))
                elif item.kind not in ("filler", "place", "outside", "unknown", "noun", "type"):
                    part = Part(item.kind, item.text, form=item.form, item=item)
                    if item.kind == "verb":
                        part.senses = list(dict.fromkeys([item.value, *(e.value for e in item.options if e.kind == "verb")]))
                        part.sense = part.senses[0]
                    self.parts.append(part)
        return self

    # -- things ------------------------------------------------------------------------------------

    def thing(self) -> Thing | None:
        """The thing that is spoken of here, if one is; leaves the place where it was otherwise."""
        start = self.i
        found = self._start()
        if found is None:
            self.i = start
            return None
        while True:
            grown = self._possessed(found)
            if grown is None:
                return found
            if found.asked and (found.named or found in self.known.ahead):
                grown.asked, found.asked = True, False  # "which of X's models"
            found = grown

    def _start(self) -> Thing | None:
        asked, most, kinds, amount = False, "", 0, 0
        first = self._peek()
        while (item := self._peek()) and item.kind in ("filler", "which", "what", "howmany", "most", "least", "other", "place", "whose", "both", "of", "atleast", "top", "unknown"):
            if item.kind == "unknown" and not self._noun_after():
                break
            if item.kind == "top":
                self.parts.append(Part("top", item=item))
            amount = item.value if item.kind == "atleast" else amount
            if item.kind in ("both", "of") and not (asked and item.kind == "of"):
                break
            kinds += item.kind in ("which", "what", "howmany", "whose")
            asked = asked or item.kind in ("which", "what", "howmany", "whose")
            most = item.kind if item.kind in ("most", "least") else most
            self.i += 1
        item = self._peek()
        if item and self._participle_before_noun():
            verb = item
            self.i += 1
            thing = self._head(asked)
            if thing:
                self._condition(verb.value, None, thing)
        else:
            thing = self._head(asked) if item else None
        if thing is None and asked and first and first.kind in ("which", "what") and kinds == 1:
            # "what" alone: everything after it is read anew
            self.i = self.items.index(first, 0) + 1
            while (item := self._peek()) and item.kind == "of":
                self.i += 1
                return self.thing()
            thing = Thing(asked=True, text=first.text)
            return None if self._relative() else thing
        if thing and asked and (not thing.named or thing in self.known.made or thing in self.known.ahead):
            thing.asked = True
        if thing and first and first.kind == "whose" and thing.kinds & {"Model", "Product", "chip", "vendor"} and not thing.noun:
            thing.asked = False
            self._condition(_BY_KIND["Model"], Thing(asked=True, text="whose"), thing)  # "whose model …": its maker is asked
            return thing
        if thing and amount:
            thing.at_least = amount
        if thing and most:
            thing.noun = thing.noun or Sense("", end=most)
            self.parts.append(Part(most, item=Item(most, most), thing=thing))
        if thing and first and first.kind == "howmany":
            self.parts.append(Part("howmany", thing=thing))
        return thing

    def _relative(self) -> bool:
        return bool(self.parts) and self.parts[-1].kind == "np"

    def _head(self, asked: bool) -> Thing | None:
        item = self._peek()
        if item is None:
            return None
        if item.kind == "name":
            return self._named()
        if item.kind == "who":
            if self._relative():
                return None
            self.i += 1
            return Thing(asked=True, text=item.text)
        if item.kind in ("pron", "its"):
            return self._pronoun(item)
        noun = self._noun(item)
        if noun:
            self.i += 1
            thing = Thing(text=item.text, noun=noun, kinds=_only_kind(noun))
            return self._of(thing, noun)
        if kind := next((e.value for e in item.options if e.kind == "type"), None):
            self.i += 1
            following = self._peek()
            if following and following.kind == "name" and not asked and kind not in ("any",):
                named = self._named()
                named.kinds = frozenset({kind})
                return named
            # "AI vendor", "model vendor", "supplier company": the last noun is the head
            if following and (after := next((e for e in following.options if e.kind in ("type", "noun")), None)) and following.kind in ("type", "noun"):
                return self._head(asked)
            thing = Thing(kinds=frozenset({kind}) if kind != "any" else frozenset(), text=item.text)
            if kind in _BY_KIND and (prep := self._peek()) and prep.kind in ("of", "prep", "by") and prep.text.lower() in ("of", "from", "by") and self._name_after():
                return self._of(thing, _BY_KIND[kind])
            return thing
        return None

    def _named(self) -> Thing:
        groups: list[tuple[Node, ...]] = []
        texts: list[str] = []
        every: bool | None = None
        while (item := self._peek()) and item.kind in ("name", "pron_node"):
            groups.append(item.nodes)
            texts.append(item.text)
            self.i += 1
            joint = self.i
            while (link := self._peek()) and link.kind in ("and", "or", "comma"):
                joint += 1
                every = False if link.kind == "or" else every
                self.i += 1
                while (filler := self._peek()) and filler.kind == "filler" and filler.text.lower() in ("the", "a", "an", "also", "then"):
                    self.i += 1
            if not ((item := self._peek()) and item.kind == "name" and  not self._clause_starts()):
                break
        while self.items[self.i - 1].kind in ("and", "or", "comma", "filler"):
            self.i -= 1
        return self.known.add(Thing(groups=groups, every=every, text=" and ".join(texts)))

    def _clause_starts(self) -> bool:
        """Whether the name here is the subject of a clause of its own ("… and Samsung selected")."""
        after = self.items[self.i + 1 : self.i + 2]
        return (bool(after) and after[0].kind in ("verb",) and after[0].form in ("past", "base") and self.parts and any(p.kind == "verb" for p in self.parts)) or False

    def _pronoun(self, item: Item) -> Thing | None:
        self.i += 1
        return self.known.of(item.text.lower())

    # -- nouns and what belongs to them ------------------------------------------------------------

    def _possessed(self, owner: Thing) -> Thing | None:
        """What *owner* has, where the next words say so: "Apple's (former) partners", "Apple partners", "its models"."""
        start = self.i
        item = self._peek()
        if item is None:
            return None
        marked = item.kind == "poss" or (start > 0 and self.items[start - 1].kind == "its")
        if item.kind == "poss":
            self.i += 1
        elif not owner.named:
            return None
        passed: list[Item] = []
        while (item := self._peek()) and (item.kind in ("filler", "most", "least", "place", "other", "status") or item.text.lower() == "own" or self._participle_before_noun()) and marked:
            passed.append(item)
            self.i += 1
        item = self._peek()
        noun = self._noun(item, owned=marked) if item else None
        kind = next((e.value for e in item.options if e.kind == "type"), None) if item and not noun else None
        if item and noun and not marked and noun.relation == "PART_OF" and noun.end == "object":
            self.i += 1  # "the Qwen family" is Qwen
            return None
        if item and (noun or (kind and kind not in ("any",))):
            self.i += 1
            if not noun and not marked:
                owner.kinds, owner.family = frozenset({str(kind)}), kind in _PRODUCTS and not any(n.type == kind for g in owner.groups for n in g)
                return None
            thing = Thing(text=item.text, noun=noun, kinds=frozenset({str(kind)}) if kind else _only_kind(noun))
            sense = noun or _BY_KIND.get(str(kind))
            for word in passed:
                if word.kind == "verb" and word.text.lower() != "own":
                    self._condition(word.value, owner if word.value.relation == "EVALUATED" else None, thing)
                    sense = None
                elif word.kind == "status":
                    self.parts.append(Part("status", word.text, item=word))
                elif word.kind in ("most", "least"):
                    self.parts.append(Part(word.kind, item=word, thing=thing))
            if sense:
                thing = self._of(thing, sense, owner)
            return thing
        self.i = start
        if marked and self._peek() and self._peek().kind == "poss":  # type: ignore[union-attr]
            self.i += 1
        return None

    def _of(self, thing: Thing, sense: Sense, owner: Thing | None = None) -> Thing:
        """*thing*, whose noun has *sense*, with whatever "of", "in", "by" say of its other end."""
        condition = self._condition(sense, owner=owner, noun=thing)
        while (item := self._peek()) and item.kind in ("of", "prep", "by") and item.text.lower() in _NOUN_PREPS and self._thing_after():
            if condition.subject and condition.object and condition.subject is not thing and condition.object is not thing:
                break
            prep = item.text.lower()
            start = self.i
            self.i += 1
            other = self.thing()
            if other is None:
                self.i = start
                break
            if not condition.event and ((owner and (prep not in ("for", "at", "by") or (prep == "at" and sense.relation == "LEADS"))) or (prep in ("by", "on", "at", "for") and condition.other(thing) is not None)):
                if owner is None or not other.named:
                    self.i = start
                    break
                thing.groups, thing.text = other.groups, other.text  # "Apple's evaluation of Baidu"
                break
            if prep == "between" and len(other.groups) == 2:
                one, two = (Thing(groups=[g], text=g[0].name) for g in other.groups)
                condition.subject, condition.object = one, two
                break
            if prep == "by" and sense.end == "object" and condition.subject is not None:
                thing.groups, condition.subject = condition.subject.groups, other
                break
            if not self._fill(condition, thing, other, prep):
                self.i = start
                break
            owner = other
        return thing

    def _fill(self, condition: Condition, thing: Thing, other: Thing, prep: str = "") -> bool:
        if condition.event:
            authority = any(node.type == "Regulator" for group in other.groups for node in group) or "Regulator" in other.kinds
            if authority and condition.object in (None, thing):
                condition.object = other
                condition.subject = condition.subject or thing
            elif condition.subject in (None, thing):
                condition.subject = other
                condition.object = condition.object or thing
            else:
                return False
            return True
        if prep == "of" and thing.text.lower() in _DONE_TO and condition.other(thing) is None:
            condition.subject, condition.object = thing, other  # "the takeover of X" is whoever took X over
        elif condition.subject is thing and condition.object is None:
            condition.object = other
        elif condition.object is thing and condition.subject is None:
            condition.subject = other
        else:
            return False
        return True

    def _condition(self, sense: Sense, owner: Thing | None = None, noun: Thing | None = None) -> Condition:
        end = sense.end or ("subject" if sense.turned else "object")
        event = sense.relation == "REGULATED_BY" and not sense.end and noun is not None and not sense.turned
        made = Condition(sense, at=len(self.parts), narrowed=sense.narrowed, event=event)
        if event:
            if owner:
                self._fill(made, noun or Thing(), owner)
        elif end == "subject":
            made.subject, made.object = noun, owner
        else:
            made.subject, made.object = owner, noun
        self.conditions.append(made)
        return made

    def _noun(self, item: Item, owned: bool = False) -> Sense | None:
        entry: Entry | None = next((e for e in item.options if e.kind == "noun"), None)
        if entry is None:
            return None
        if item.kind != "verb" or owned:
            return entry.value  # type: ignore[no-any-return]
        before = self.items[self.i - 1] if self.i else None
        after = self.items[self.i + 1] if self.i + 1 < len(self.items) else None
        if before is None or before.kind in ("poss", "its", "which", "what", "howmany", "whose", "of", "most", "least", "other", "by", "atleast", "top") or (after and after.kind == "of"):
            return entry.value  # type: ignore[no-any-return]
        if before.kind == "filler" and before.text.lower() in ("a", "an", "the", "any", "all", "some", "main", "major", "own", "known", "list of", "new", "every", "each", "show", "list", "name", "me", "biggest"):
            return entry.value  # type: ignore[no-any-return]
        if before.kind in ("be", "have", "status") and (after is None or after.kind in ("of", "prep", "by")) and not item.text.lower().endswith(("ed", "ing")):
            return entry.value  # type: ignore[no-any-return]
        if before.kind == "name" and not any(w.kind in ("do", "modal", "that", "who") for w in self.items[: self.i]) and (after is None or after.kind in ("verb", "be", "prep", "that", "date")):
            return entry.value  # type: ignore[no-any-return]
        return None

    # -- looking ahead -----------------------------------------------------------------------------

    def _peek(self) -> Item | None:
        return self.items[self.i] if self.i < len(self.items) else None

    def _participle_before_noun(self) -> bool:
        """Whether a participle stands before its noun here: "rejected vendors"."""
        here = self._peek()
        after = self.items[self.i + 1] if self.i + 1 < len(self.items) else None
        before = self.items[self.i - 1] if self.i else None
        return bool(
            here and here.kind == "verb" and here.form == "part" and " " not in here.text and after and after.kind in ("type", "noun")
            and (before is None or before.kind in ("filler", "which", "what", "howmany", "most", "least", "poss", "its", "other"))
        )  # fmt: skip

    def _thing_after(self) -> bool:
        after = self.items[self.i + 1 : self.i + 4]
        while after and after[0].kind in ("filler", "both", "place"):
            after = after[1:]
        return bool(after) and after[0].kind in ("name", "pron", "its", "which", "what", "noun", "type", "who", "verb", "whose")

    def _noun_after(self) -> bool:
        after = self.items[self.i + 1 : self.i + 2]
        return bool(after) and any(e.kind in ("type", "noun") for e in after[0].options)

    def _name_after(self) -> bool:
        after = self.items[self.i + 1 : self.i + 4]
        while after and after[0].kind in ("filler", "both"):
            after = after[1:]
        return bool(after) and after[0].kind in ("name", "pron", "its", "which", "what", "who")


@dataclass(slots=True)
class Antecedents:
    """What "it" and "they" may stand for: things of this question before those of the conversation."""

    named: list[Node] = field(default_factory=list)
    answered: list[Node] = field(default_factory=list)
    here: list[Thing] = field(default_factory=list)
    found: list[Thing] = field(default_factory=list)
    unresolved: list[str] = field(default_factory=list)
    used: list[tuple[str, str]] = field(default_factory=list)
    ahead: list[Thing] = field(default_factory=list)  # "which of its models did X …": named later
    made: list[Thing] = field(default_factory=list)  # things that pronouns of this question stand for

    def add(self, thing: Thing) -> Thing:
        self.here.append(thing)
        for pronoun in self.ahead:
            pronoun.groups, pronoun.text = thing.groups, thing.text
            self.unresolved.clear()
        self.ahead.clear()
        return thing

    def of(self, pronoun: str) -> Thing | None:
        """The thing that *pronoun* stands for."""
        if pronoun in ("he", "she", "him", "his", "her"):
            people = [n for n in (*self.answered, *self.named) if n.type == "Person"]
            return self._nodes(people[:1], pronoun)
        many = pronoun in ("they", "them", "these", "those", "of them", "of these", "of those", "both of them", "each of them", "the two") or pronoun.startswith(("these ", "those "))
        if pronoun == "their":
            many = not self.here and len(self.answered) > 1 and not self.named
        if many and self.found:
            return self.found[0]
        if self.here:
            return self.here[-1]
        if self.found and not self.named:
            return self.found[0]
        if many and (self.answered or len(self.named) > 1):
            return self._nodes(self.answered or self.named, pronoun)
        found = self._nodes(self.named[:1] or self.answered[:1], pronoun)
        if found:
            found.maybe = [*self.named, *(self.answered if len(self.answered) == 1 else [])]
        return found

    def _nodes(self, nodes: list[Node], pronoun: str) -> Thing | None:
        if not nodes:
            self.unresolved.append(pronoun)
            if pronoun in ("its", "their"):
                self.ahead.append(Thing(text=pronoun))
                return self.ahead[-1]
            return None
        self.used.append((pronoun, " and ".join(node.name for node in nodes[:4])))
        self.made.append(Thing(groups=[(node,) for node in nodes], text=nodes[0].name))
        return self.made[-1]
