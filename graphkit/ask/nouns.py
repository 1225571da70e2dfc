"""Nouns that relate: whose they are ("Apple's rivals"), of what ("investors in X"), by whom."""

from dataclasses import dataclass

from .kinds import MADE, made_by
from .plan import Condition, Thing
from .reader import Part, Reader
from .tagging import Item
from .words import Entry, Sense

_NOUN_PREPS = {"of", "in", "to", "for", "with", "at", "from", "against", "between", "by", "on", "into", "among"}
_FAMILIES = {*MADE, "Company"}  # "Nvidia chips", "G42 companies"
_DONE_TO = frozenset(
    "takeover acquisition purchase buyout evaluation assessment rejection selection refusal dismissal exclusion takeovers acquisitions rejections".split()
)
BY_KIND = {
    **dict.fromkeys(MADE, Sense("DEVELOPS", end="object")),
    "Person": Sense("LEADS", end="subject"),
    "Regulator": Sense("REGULATED_BY", end="object"),
    "vendor": Sense("USES", end="object"),
}


def only_kind(noun: Sense | None) -> frozenset[str]:
    """What a noun's thing must be, where the ontology leaves one type: a leader is a Person."""
    ends = {("LEADS", "subject"): "Person", ("REGULATED_BY", "object"): "Regulator"}
    kind = ends.get((noun.relation, noun.end)) if noun else None
    return frozenset({kind}) if kind else frozenset()


@dataclass(slots=True)
class Nouns(Reader):
    """The part of reading that is about nouns and what belongs to them."""

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
        while (
            (item := self._peek())
            and (item.kind in ("filler", "most", "least", "place", "other", "status") or item.text.lower() == "own" or self._participle_before_noun())
            and marked
        ):
            passed.append(item)
            self.i += 1
        item = self._peek()
        if item and marked and item.kind == "name":
            return self._named()  # "Honor's YOYO"
        noun = self._noun(item, owned=marked) if item else None
        kind = next((e.value for e in item.options if e.kind == "type"), None) if item and not noun else None
        if item and noun and not marked and noun.relation == "PART_OF" and noun.end == "object":
            self.i += 1  # "the Qwen family" is Qwen
            return None
        if item and (noun or (kind and kind not in ("any",))):
            self.i += 1
            if not noun and not marked:
                owner.asked = owner.asked or self._asked_before(start)
                owner.kinds, owner.family = frozenset({str(kind)}), kind in _FAMILIES and not any(n.type == kind != "Company" for g in owner.groups for n in g)
                return None
            thing = Thing(text=item.text, noun=noun, kinds=frozenset({str(kind)}) if kind else only_kind(noun))
            sense = noun or (made_by(owner) if kind in MADE else BY_KIND.get(str(kind)))
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

    def _asked_before(self, at: int) -> bool:
        """Whether a question word stands before the names that end at *at*: "which Adobe product"."""
        before = [item.kind for item in self.items[:at] if item.kind not in ("name", "and", "or", "comma", "filler")]
        return bool(before) and before[-1] in ("which", "what", "howmany")

    def _of(self, thing: Thing, sense: Sense, owner: Thing | None = None) -> Thing:
        """*thing*, whose noun has *sense*, with whatever "of", "in", "by" say of its other end."""
        condition = self._condition(sense, owner=owner, noun=thing)
        while (item := self._peek()) and item.kind in ("of", "prep", "by") and item.text.lower() in _NOUN_PREPS and self._thing_after():
            if condition.subject and condition.object and condition.subject is not thing and condition.object is not thing:
                break
            prep = item.text.lower()
            start = self.i
            self.i += 1
            both = (following := self._peek()) is not None and following.kind == "both"
            self.i += both
            other = self.thing()
            if other is None:
                self.i = start
                break
            other.every = both or other.every
            if not condition.event and (
                (owner and (prep not in ("for", "at", "by") or (prep == "at" and sense.relation == "LEADS")))
                or (prep in ("by", "on", "at", "for") and condition.other(thing) is not None)
            ):
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
        made = Condition(sense, at=len(self.parts), narrowed=sense.narrowed, event=event, noun=noun if event else None)
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
        if (
            before is None
            or before.kind in ("poss", "its", "which", "what", "howmany", "whose", "of", "most", "least", "other", "by", "atleast", "top")
            or (after and after.kind == "of")
            or (before.kind in ("and", "or", "comma") and self.i > 1 and self.items[self.i - 2].kind in ("noun", "type") and item.text.lower().endswith("s"))
        ):
            return entry.value  # type: ignore[no-any-return]
        if before.kind == "filler" and before.text.lower() in (
            "a",
            "an",
            "the",
            "any",
            "all",
            "some",
            "main",
            "major",
            "own",
            "known",
            "list of",
            "new",
            "every",
            "each",
            "show",
            "list",
            "name",
            "me",
            "biggest",
        ):
            return entry.value  # type: ignore[no-any-return]
        if before.kind in ("be", "have", "status") and (after is None or after.kind in ("of", "prep", "by")) and not item.text.lower().endswith(("ed", "ing")):
            return entry.value  # type: ignore[no-any-return]
        if (
            before.kind == "name"
            and not any(w.kind in ("do", "modal", "that", "who") for w in self.items[: self.i])
            and (after is None or after.kind in ("verb", "be", "prep", "that", "date"))
        ):
            return entry.value  # type: ignore[no-any-return]
        return None
