"""What a thing is headed by: names, kinds, a noun, a pronoun; and what is joined by "and"."""

from dataclasses import dataclass

from ..identity import Node
from .kinds import TYPES
from .nouns import BY_KIND, Nouns, only_kind
from .plan import Thing
from .tagging import Item

_DEALT_WITH = {("USES", "object"), ("EVALUATED", "object"), ("DEVELOPS", "subject")}


@dataclass(slots=True)
class Heads(Nouns):
    """The part of reading that finds what a thing is."""

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
        if (several := self._kinds_joined()) is not None:
            return several
        noun = self._noun(item)
        if noun:
            self.i += 1
            thing = Thing(text=item.text, noun=noun, kinds=only_kind(noun))
            return self._of(thing, noun)
        does = item.kind == "verb" and bool(self.parts) and self.parts[-1].kind == "np" and self.parts[-1].thing is not None
        if not does and (kind := next((e.value for e in item.options if e.kind == "type"), None)):
            self.i += 1
            following = self._peek()
            if following and following.kind == "name" and not asked and kind != "any" and self._called(str(kind), item, following):
                named = self._named()
                named.kinds = frozenset({kind})
                return named
            # "AI vendor", "model vendor", "supplier company": the last noun is the head
            if following and following.kind in ("type", "noun"):
                return self._head(asked)
            thing = Thing(kinds=frozenset({kind}) if kind != "any" else frozenset(), text=item.text)
            return self._of(thing, BY_KIND[kind]) if kind in BY_KIND and self._whose_follows() else thing
        return None

    def _kinds_joined(self) -> Thing | None:
        """ "Suppliers and models": a thing that may be of either kind, where two kinds or more are named here."""
        kinds: set[str] = set()
        end = at = self.i
        texts: list[str] = []
        while at < len(self.items) and (kind := self._kind_of(self.items[at])):
            kinds.add(kind)
            texts.append(self.items[at].text)
            at += 1
            end = at
            while at < len(self.items) and self.items[at].kind in ("and", "or", "comma", "filler", "which"):
                at += 1
            if not any(item.kind in ("and", "or", "comma") for item in self.items[end:at]):
                break
        if len(texts) < 2:
            return None
        self.i = end
        thing = Thing(kinds=frozenset(kinds), text=" and ".join(texts))
        made = next((kind for kind in ("Model", "Product", "chip", "assistant") if kind in kinds), None)
        return self._of(thing, BY_KIND[made]) if made and self._whose_follows() else thing

    def _whose_follows(self) -> bool:
        """Whether "of", "from" or "by" and a name say whose it is."""
        after = self._peek()
        return after is not None and after.kind in ("of", "prep", "by") and after.text.lower() in ("of", "from", "by") and self._name_after()

    def _kind_of(self, item: Item) -> str | None:
        """The kind of thing that *item* is a word for; whoever is dealt with, a "supplier", may be any vendor."""
        if item.kind == "verb" and item.form not in ("base", ""):
            return None
        kind = next((str(e.value) for e in item.options if e.kind == "type" and e.value != "any"), None)
        if kind:
            return kind
        noun = next((e.value for e in item.options if e.kind == "noun"), None)
        if noun is not None and item.kind == "noun":
            return next(iter(only_kind(noun)), None) or ("vendor" if (noun.relation, noun.end) in _DEALT_WITH and not noun.filters else None)
        return None

    def _called(self, kind: str, word: Item, name: Item) -> bool:
        """Whether the kind says what the name after it is ("the company Apple"), not what its bearer does something to ("the model Apple chose")."""
        after = self.items[self.i + 1 : self.i + 2]
        if self._many_before_one(word):
            return False
        clause = bool(after) and after[0].kind == "verb" and after[0].form in ("base", "past", "part")
        fits = any(node.type in TYPES.get(kind, frozenset({kind})) for node in name.nodes)
        return not clause or (fits and not any(part.kind == "verb" for part in self.parts))

    def _many_before_one(self, item: Item) -> bool:
        """Whether a plural stands before one name, which is another thing then: "the models Apple uses"."""
        after = self.items[self.i + 1 : self.i + 2]
        return item.text.lower().endswith("s") and not (after and after[0].kind in ("and", "or", "comma"))

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
            if not ((item := self._peek()) and item.kind == "name" and not self._clause_starts()):
                break
        while self.items[self.i - 1].kind in ("and", "or", "comma", "filler"):
            self.i -= 1
        return self.known.add(Thing(groups=groups, every=every, text=" and ".join(texts)))

    def _clause_starts(self) -> bool:
        """Whether the name here is the subject of a clause of its own ("… and Samsung selected")."""
        after = self.items[self.i + 1 : self.i + 2]
        return (
            bool(after) and after[0].kind in ("verb",) and after[0].form in ("past", "base") and self.parts and any(p.kind == "verb" for p in self.parts)
        ) or False

    def _pronoun(self, item: Item) -> Thing | None:
        self.i += 1
        after = self._peek()
        return self.known.of(item.text.lower(), does=after is not None and after.kind in ("verb", "have", "be", "do", "modal"))

    def _relative(self) -> bool:
        return bool(self.parts) and self.parts[-1].kind == "np"
