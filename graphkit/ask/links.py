"""What is related without a verb: to have, to be, and what is left over."""

from itertools import pairwise

from .nouns import only_kind
from .plan import Thing
from .sentence import LINKS, Sentence, merge, own

_ROLES = frozenset({"USES", "DEVELOPS", "EVALUATED"})  # a "supplier", "maker", "bidder" may be anyone that deals are made with


def possession(s: Sentence) -> None:
    """ "Which partners does Apple have", "who has the most investors"."""
    for i, part in enumerate(s.parts):
        if part.kind != "have" or any(v.at > i and not any(s.parts[k].kind in ("that", *LINKS) for k in range(i, v.at)) for v in s.verbs):
            continue
        nps = [k for k, p in enumerate(s.parts) if p.kind == "np" and k not in s.used]
        left, right = [k for k in nps if k < i], [k for k in nps if k > i]
        for owner, owned in ((left[-1:], right[:1]), (left[-1:], left[:-1][-1:])):
            if owner and owned and own(s, s.parts[owner[0]].thing, s.parts[owned[0]].thing):
                s.used.update((owner[0], owned[0]))
                break


def copulas(s: Sentence) -> None:
    """What "is" makes one: "who are Apple's partners", "is Baidu a rival of Apple"."""
    nps = [k for k, p in enumerate(s.parts) if p.kind == "np" and p.thing and k not in s.used and p.form != "inner"]
    for one, two in pairwise(nps):
        a, b = s.parts[one].thing, s.parts[two].thing
        between = [p.kind for p in s.parts[one + 1 : two]]
        lead = [p.kind for p in s.parts[:one]]
        if a is None or b is None or a is b or not ("be" in between or "be" in lead or ("comma" in between and b.asked and not b.noun)):
            continue
        if "that" in between or any(v.at > one and v.at < two for v in s.verbs):
            continue
        if "not" in between:
            _negate(s, b)
        if len(a.groups) > 1 and b.noun and not b.named and "be" in lead:
            for condition in s.plan.conditions:  # "are Apple and Huawei rivals"
                if b in (condition.subject, condition.object) and condition.other(b) is None:
                    condition.subject, condition.object = (Thing(groups=[g], text=g[0].name) for g in a.groups[:2])
            continue
        if a.named and b.named:
            continue
        event = next((c for c in s.plan.conditions if c.event and (a if b.named else b) in (c.subject, c.object, c.noun)), None)
        if event and (a.named or b.named):
            own(s, a if a.named else b, b if a.named else a)  # "which licence is X waiting for"
            continue
        kept, gone = (a, b) if a.named or not b.named else (b, a)
        if kept.noun is None:
            kept.noun = gone.noun
        kept.kinds = kept.kinds | gone.kinds if not kept.named else kept.kinds
        kept.asked = kept.asked or gone.asked
        merge(s, gone, kept)


def _negate(s: Sentence, thing: Thing) -> None:
    for condition in s.plan.conditions:
        if thing in (condition.subject, condition.object):
            condition.negated = True


def vacuous(s: Sentence) -> None:
    """A noun that says nothing but what kind of thing is asked ("which regulator fined X") is no condition of its own."""
    verbal = [v.condition for v in s.verbs]
    for condition in [c for c in s.plan.conditions if all(c is not v for v in verbal)]:
        noun = next((t for t in (condition.subject, condition.object) if t is not None and t.noun is condition.sense), None)
        verbs = [c for c in verbal if noun in (c.subject, c.object)]
        loose = condition.sense.relation in _ROLES or only_kind(condition.sense) or any(c.sense.relation == condition.sense.relation for c in verbs)
        if noun is not None and condition.other(noun) is None and verbs and loose:
            s.plan.conditions.remove(condition)


def leftovers(s: Sentence) -> None:
    """Things that stand nowhere fill the open end of a condition, where the kinds allow it."""
    placed = {id(t) for c in s.plan.conditions for t in (c.subject, c.object) if t}
    loose = [p.thing for p in s.parts if p.kind == "np" and p.thing and id(p.thing) not in placed]
    for thing in dict.fromkeys(loose):
        for condition in s.plan.conditions:
            if condition.subject is None and condition.object is not thing:
                condition.subject = thing
            elif condition.object is None and condition.subject is not thing:
                condition.object = thing
            elif (
                condition.event and thing.named and (noun := next((t for t in (condition.subject, condition.object) if t and t.noun is condition.sense), None))
            ):
                noun.groups = thing.groups
            else:
                continue
            break
