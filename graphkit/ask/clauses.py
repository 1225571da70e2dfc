"""From phrases to a plan: which thing does what to which, by where they stand around each verb."""

from dataclasses import dataclass, field

from .phrases import Part, Phrases
from .plan import Condition, Plan, Thing
from .words import Sense

_AUX = ("do", "be", "have", "modal")
_LIGHT = frozenset("impose imposes imposed imposing levy levied make makes made making do did done sign signed strike struck get gets got receive received win won hold holds held form formed own owns offer offers".split())
_LINKS = ("and", "or", "but", "comma")


@dataclass(slots=True)
class _Verb:
    """A verb as it was placed: the things that grammar gives it, before active and passive are told apart."""

    at: int
    passive: bool
    condition: Condition
    left: Thing | None
    right: Thing | None
    gap: Thing | None
    twin: "_Verb | None" = None


@dataclass(slots=True)
class Clauses:
    """Reads ``parts`` (see `Phrases`) into a `Plan`."""

    phrases: Phrases
    plan: Plan = field(default_factory=Plan)
    used: set[int] = field(default_factory=set)
    verbs: list[_Verb] = field(default_factory=list)

    @property
    def parts(self) -> list[Part]:
        return self.phrases.parts

    def read(self) -> Plan:
        self.plan.conditions = self.phrases.conditions
        for i, part in enumerate(self.parts):
            if part.kind == "verb" and part.sense:
                self._verb(i, part.sense, part.form)
                self.verbs[-1].condition.readings = [(sense, None, None) for sense in ([self.verbs[-1].condition.sense] if self.verbs[-1].condition.sense is not part.sense else part.senses)]
        self._shared()
        for verb in list(self.verbs):
            if not self._light(verb):
                self._settle(verb)
        for verb in self.verbs:
            self._same_doer(verb)
        self._possession()
        self._copulas()
        self._filters()
        self._wanted()
        self._leftovers()
        self._vacuous()
        self.plan.things = list(dict.fromkeys(p.thing for p in self.parts if p.thing))
        return self.plan

    # -- verbs -------------------------------------------------------------------------------------

    def _verb(self, i: int, sense: Sense, form: str) -> None:
        start = self.verbs[-1].at + 1 if self.verbs else 0
        before = range(start, i)
        aux = [k for k in before if self.parts[k].kind in _AUX]
        things = [k for k in before if self.parts[k].kind == "np" and not (k in self.used and k != self._head(k, i))]
        link = self._link(start, i, things)
        after_aux = [k for k in things if aux and k > aux[0]] if not self._that(before) else []
        left = gap = None
        if after_aux:  # "which vendors did Apple …", "did Apple …"
            left = after_aux[-1]
            fronted = [k for k in things if k < aux[0]]
            gap = fronted[-1] if fronted else None
        elif (that := self._that(before)) is not None:
            inner = [k for k in things if k > that]
            outer = self._before(that)
            left, gap = (inner[-1], outer) if inner else (outer, None)
        elif things:
            left = things[-1]
            gap = next((k for k in reversed(things[:-1]) if k == left - 1), None)  # "vendors Apple rejected"
        elif start and not link and self.parts[i - 1].kind != "by" and not aux:
            left = self._before(i)
        right = self._right(i, blocked=gap is not None)
        recipient = self._recipient(right, sense)
        if recipient is not None:  # "who supplies models to X", "who makes chips for X": X uses what is supplied
            right, sense = recipient, Sense("USES", turned=True)
        passive = form == "part" and self._passive(i, before, right, left, gap, aux)
        condition = Condition(sense, at=i, narrowed=sense.narrowed, negated=any(self.parts[k].kind == "not" for k in before))
        self.used.update(k for k in (left, right) if k is not None)
        verb = _Verb(i, passive, condition, self._thing(left), self._thing(right), self._thing(gap))
        if link and left is None and self.verbs:
            verb.left = self.verbs[-1].left
            verb.gap = self.verbs[-1].gap if right is None else None
            verb.passive = verb.passive or (self.verbs[-1].passive and form == "part" and not aux and right is None)
        elif self.verbs and left is None:
            verb.left = self.verbs[-1].gap or self.verbs[-1].left  # "companies that use X have rejected Y"
        elif link and left is not None and gap is None and right is None and self.verbs and not passive:
            verb.gap = self.verbs[-1].gap  # "… did Apple reject and Samsung select"
        self.verbs.append(verb)
        self.plan.conditions.append(condition)

    def _recipient(self, right: int | None, sense: Sense) -> int | None:
        if right is None or (sense.relation, sense.turned) not in (("USES", True), ("DEVELOPS", False)):
            return None
        thing, k = self.parts[right].thing, right + 1
        if thing is None or thing.named or thing.noun or k + 1 >= len(self.parts) or self.parts[k].text.lower() != "to":
            return None
        return k + 1 if self.parts[k + 1].kind == "np" else None

    def _link(self, start: int, i: int, things: list[int]) -> bool:
        return bool(self.verbs) and any(self.parts[k].kind in _LINKS for k in range(start, things[-1] if things else i))

    def _that(self, before: range) -> int | None:
        return next((k for k in reversed(before) if self.parts[k].kind == "that"), None)

    def _head(self, k: int, i: int) -> int | None:
        """A thing that an earlier verb has taken may still head a clause of its own: "models made by …"."""
        between = [p.kind for p in self.parts[k + 1 : i]]
        return k if all(kind in ("that", "np", *_AUX, "not") for kind in between) and self.parts[i].form in ("part", "base", "past", "ing", "adj") and ("that" in between or not between or between[0] == "np") else None

    def _before(self, i: int) -> int | None:
        return next((k for k in range(i - 1, -1, -1) if self.parts[k].kind == "np"), None)

    def _right(self, i: int, *, blocked: bool) -> int | None:
        crossed = False
        for k in range(i + 1, len(self.parts)):
            kind = self.parts[k].kind
            if kind == "np" and k not in self.used:
                return None if crossed and blocked else k
            if kind in ("prep", "of"):
                crossed = True
            elif kind not in ("not", "both", "most", "least", "other", "howmany"):
                return None
        return None

    def _passive(self, i: int, before: range, right: int | None, left: int | None, gap: int | None, aux: list[int]) -> bool:
        if any(self.parts[k].kind == "by" for k in range(i + 1, min(i + 2, len(self.parts)))):
            return True
        part = self.parts[i]
        ends_open = " " in part.text and part.text.split()[-1].lower() in ("on", "with", "in", "into", "from", "to", "against")
        if part.sense and part.sense.relation != "EVALUATED" and not part.sense.turned and ends_open:
            return False  # what is "built on X" uses it
        if any(self.parts[k].kind == "be" for k in aux) and not any(self.parts[k].kind == "do" for k in aux):
            return True
        direct = right is not None and not any(self.parts[k].kind in ("prep", "of") for k in range(i + 1, right))
        return left is not None and gap is None and not aux and not direct and not self._asks_who(left)

    def _asks_who(self, k: int) -> bool:
        return self.parts[k].text.lower() in ("who", "whom") or any(v.left is self.parts[k].thing and not v.passive for v in self.verbs)

    def _thing(self, k: int | None) -> Thing | None:
        return None if k is None else self.parts[k].thing

    def _shared(self) -> None:
        """What coordinated verbs share: "uses and develops Qwen", "rejected but later selected by Apple"."""
        for one, two in zip(self.verbs, self.verbs[1:], strict=False):
            linked = any(self.parts[k].kind in _LINKS for k in range(one.at + 1, two.at))
            between = [self.parts[k].kind for k in range(one.at + 1, two.at)]
            if linked and "np" not in between:
                if one.right is None and one.gap is None and not one.passive and two.right is not None and not two.passive:
                    one.right = two.right
                if one.left is not None and one.left is two.left:
                    one.twin = two  # one doer of both, where none is named: "rejected but later selected"
                if two.passive and not one.passive and one.condition.sense.relation == two.condition.sense.relation and one.right is None and one.gap is None:
                    one.passive = True

    def _settle(self, verb: _Verb) -> None:
        condition, sense = verb.condition, verb.condition.sense
        actor, target = verb.left, verb.right or verb.gap
        if verb.passive:
            agent = self._agent(verb)
            actor, target = agent, verb.left
        if actor is target:
            target = None
        condition.subject, condition.object = (target, actor) if sense.turned else (actor, target)
        condition.readings = [(s, target, actor) if s.turned else (s, actor, target) for s, _, _ in condition.readings]

    def _same_doer(self, verb: _Verb) -> None:
        one, two = verb.condition, verb.twin.condition if verb.twin else None
        if two is None or one.sense.relation != two.sense.relation:
            return
        for end in ("subject", "object"):
            if getattr(one, end) is None and getattr(two, end) is None:
                thing = Thing()
                setattr(one, end, thing)
                setattr(two, end, thing)
                one.readings, two.readings = one.readings[:0], two.readings[:0]

    def _light(self, verb: _Verb) -> bool:
        """ "Which acquisitions has X made" is which acquisitions X has: the noun says what is done."""
        thing = verb.left if verb.passive else verb.right or verb.gap
        owner = self._agent(verb) if verb.passive else verb.left
        if thing is None or thing.noun is None or owner is thing or self.parts[verb.at].text.split()[0].lower() not in _LIGHT:
            return False
        if not self._own(owner, thing, but=verb.condition):
            return False
        self.plan.conditions.remove(verb.condition)
        self.verbs.remove(verb)
        return True

    def _agent(self, verb: _Verb) -> Thing | None:
        """Who does it, of a passive verb: after "by", also of a later verb that shares it; else the thing asked in front."""
        end = min((v.at for v in self.verbs if v.at > verb.at), default=len(self.parts))
        for k in range(verb.at + 1, len(self.parts)):
            if k >= end and not (self.parts[k].kind == "verb" and any(self.parts[j].kind in _LINKS for j in range(verb.at, k)) and not any(self.parts[j].kind in ("np", "that") for j in range(verb.at + 1, k))):
                break
            if self.parts[k].kind == "by":
                for j in range(k + 1, len(self.parts)):
                    if self.parts[j].kind == "np":
                        self.used.add(j)
                        return self.parts[j].thing
                    if self.parts[j].kind not in ("both", "other", "howmany", "most", "least"):
                        break
                break
            if k >= end:
                end = min((v.at for v in self.verbs if v.at > k), default=len(self.parts))
        if verb.right is not None and verb.right is not verb.left:
            return verb.right
        return verb.gap

    # -- to have and to be -------------------------------------------------------------------------

    def _possession(self) -> None:
        """ "Which partners does Apple have", "who has the most investors"."""
        for i, part in enumerate(self.parts):
            if part.kind != "have" or any(v.at > i and not any(self.parts[k].kind in ("that", *_LINKS) for k in range(i, v.at)) for v in self.verbs):
                continue
            nps = [k for k, p in enumerate(self.parts) if p.kind == "np" and k not in self.used]
            left, right = [k for k in nps if k < i], [k for k in nps if k > i]
            for owner, owned in ((left[-1:], right[:1]), (left[-1:], left[:-1][-1:])):
                if owner and owned and self._own(self.parts[owner[0]].thing, self.parts[owned[0]].thing):
                    self.used.update((owner[0], owned[0]))
                    break

    def _own(self, owner: Thing | None, owned: Thing | None, but: Condition | None = None) -> bool:
        if owner is None or owned is None:
            return False
        condition = next((c for c in self.plan.conditions if c is not but and owned in (c.subject, c.object) and c.other(owned) is None), None)
        if condition is None and owned.noun is None and owned.kinds & {"Model", "Product", "chip"}:
            condition = Condition(Sense("DEVELOPS", end="object"), object=owned, at=0)
            self.plan.conditions.append(condition)
        if condition is None:
            return False
        if condition.event:
            authority = any(n.type == "Regulator" for g in owner.groups for n in g)
            condition.subject, condition.object = (owned, owner) if authority else (owner, owned)
        elif condition.subject is owned:
            condition.object = owner
        else:
            condition.subject = owner
        return True

    def _copulas(self) -> None:
        """What "is" makes one: "who are Apple's partners", "is Baidu a rival of Apple"."""
        nps = [k for k, p in enumerate(self.parts) if p.kind == "np" and p.thing and k not in self.used]
        for one, two in zip(nps, nps[1:], strict=False):
            a, b = self.parts[one].thing, self.parts[two].thing
            between = [p.kind for p in self.parts[one + 1 : two]]
            lead = [p.kind for p in self.parts[:one]]
            if a is None or b is None or a is b or not ("be" in between or "be" in lead or ("comma" in between and b.asked and not b.noun)):
                continue
            if "that" in between or any(v.at > one and v.at < two for v in self.verbs):
                continue
            if "not" in between:
                self._negate(b)
            if len(a.groups) > 1 and b.noun and not b.named and "be" in lead:
                for condition in self.plan.conditions:  # "are Apple and Huawei rivals"
                    if b in (condition.subject, condition.object) and condition.other(b) is None:
                        condition.subject, condition.object = (Thing(groups=[g], text=g[0].name) for g in a.groups[:2])
                continue
            if a.named and b.named:
                continue
            event = next((c for c in self.plan.conditions if c.event and (a if b.named else b) in (c.subject, c.object)), None)
            if event and (a.named or b.named):
                self._own(a if a.named else b, b if a.named else a)  # "which licence is X waiting for"
                continue
            kept, gone = (a, b) if a.named or not b.named else (b, a)
            if kept.noun is None:
                kept.noun = gone.noun
            kept.kinds = kept.kinds | gone.kinds if not kept.named else kept.kinds
            kept.asked = kept.asked or gone.asked
            self._merge(gone, kept)

    def _negate(self, thing: Thing) -> None:
        for condition in self.plan.conditions:
            if thing in (condition.subject, condition.object):
                condition.negated = True

    def _merge(self, gone: Thing, kept: Thing) -> None:
        for condition in self.plan.conditions:
            condition.subject = kept if condition.subject is gone else condition.subject
            condition.object = kept if condition.object is gone else condition.object
        for part in self.parts:
            part.thing = kept if part.thing is gone else part.thing

    # -- the rest ----------------------------------------------------------------------------------

    def _filters(self) -> None:
        conditions = self.plan.conditions
        for i, part in enumerate(self.parts):
            if part.kind == "modal" and part.text.lower() in ("will", "may", "might"):
                near = next((c for c in sorted(conditions, key=lambda c: c.at) if c.at > i), None)
                if near:
                    near.statuses.append("planned" if part.text.lower() == "will" else "rumoured")
            if part.kind in ("date", "reason", "status") and part.item:
                near = max((c for c in conditions if c.at <= i), key=lambda c: c.at, default=None)
                ahead = next((k for k in range(i + 1, len(self.parts)) if self.parts[k].kind not in ("prep", "be", "of")), None)
                if part.kind == "status" and ahead is not None and self.parts[ahead].kind in ("np", "verb"):
                    thing = self.parts[ahead].thing
                    near = next((c for c in conditions if c.at in (ahead, i) or (thing and not thing.named and thing in (c.subject, c.object))), near)
                near = near or min(conditions, key=lambda c: c.at, default=None)
                if part.kind == "reason":
                    near = next((c for c in sorted(conditions, key=lambda c: -c.at) if c.sense.relation == "EVALUATED"), near)
                value = part.item.value
                target = near or self.plan
                if part.kind == "date":
                    target.when.append(value)
                elif part.kind == "status":
                    target.statuses.append(value)
                elif near:
                    near.reasons.append(value)
            elif part.kind in ("and", "or") and part.kind == "or":
                self.plan.alternatives = len(self.verbs) > 1 and any(v.at > i for v in self.verbs) and any(v.at < i for v in self.verbs)

    def _wanted(self) -> None:
        plan, kinds = self.plan, [p.kind for p in self.parts]
        things = [p.thing for p in self.parts if p.thing and p.kind == "np"]
        asked = [t for t in dict.fromkeys([*(c.subject for c in plan.conditions if c.subject and c.subject not in things), *things]) if t.asked]
        plan.past = any(p.text.lower() in ("did", "was", "were", "had") for p in self.parts) or any(p.kind == "verb" and p.form in ("past", "part") for p in self.parts)
        if "howmany" in kinds:
            plan.mode = "count"
            plan.wanted = next((p.thing for p in self.parts if p.kind == "howmany" and p.thing), None)
        elif "when" in kinds:
            plan.mode = "when"
        elif ("why" in kinds and kinds.index("why") <= 2) or self._what_for():
            plan.mode = "why"
        plan.with_reasons = "why" in kinds
        if "both" in kinds:
            for thing in things:
                if len(thing.groups) > 1:
                    thing.every = True
        plan.top = next((p.item.value for p in self.parts if p.kind == "top" and p.item), 1)
        ranked = next((p for p in self.parts if p.kind in ("most", "least")), None)
        if ranked:
            plan.order = "most" if ranked.kind == "most" else "least"
            plan.counted = ranked.thing
        if plan.wanted is None:
            free = [t for t in things if not t.named]
            plan.wanted = (asked or [None])[0] if plan.mode != "why" else None
            if plan.wanted is None and plan.mode == "list":
                if kinds and kinds[0] in _AUX and not asked:
                    plan.mode = "yes_no"
                plan.wanted = free[0] if free else None
            elif plan.wanted is None:
                plan.wanted = free[0] if free else None
        if plan.counted is not None and plan.counted is plan.wanted and not any(t is not plan.wanted and t.asked for t in things):
            plan.counted = None
        if plan.mode == "list" and plan.wanted and plan.wanted.named and kinds[:1] and kinds[0] in _AUX:
            plan.mode = "yes_no"

    def _vacuous(self) -> None:
        """A noun that says nothing but what kind of thing is asked ("which regulator fined X") is no condition of its own."""
        verbal = [v.condition for v in self.verbs]
        for condition in [c for c in self.plan.conditions if all(c is not v for v in verbal)]:
            noun = next((t for t in (condition.subject, condition.object) if t is not None and t.noun is condition.sense), None)
            if noun is not None and condition.other(noun) is None and any(noun in (c.subject, c.object) for c in verbal):
                self.plan.conditions.remove(condition)

    def _what_for(self) -> bool:
        """ "What was X turned down for?" """
        last = self.parts[-1] if self.parts else None
        return bool(last and last.kind == "prep" and last.text.lower() == "for" and any(p.thing and p.thing.text.lower() == "what" for p in self.parts))

    def _leftovers(self) -> None:
        """Things that stand nowhere fill the open end of a condition, where the kinds allow it."""
        placed = {id(t) for c in self.plan.conditions for t in (c.subject, c.object) if t}
        loose = [p.thing for p in self.parts if p.kind == "np" and p.thing and id(p.thing) not in placed]
        for thing in dict.fromkeys(loose):
            for condition in self.plan.conditions:
                if condition.subject is None and condition.object is not thing:
                    condition.subject = thing
                elif condition.object is None and condition.subject is not thing:
                    condition.object = thing
                elif condition.event and thing.named and (noun := next((t for t in (condition.subject, condition.object) if t and t.noun is condition.sense), None)):
                    noun.groups = thing.groups
                else:
                    continue
                break
