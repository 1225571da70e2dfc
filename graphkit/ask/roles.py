"""Who does what to whom: active and passive, what coordinated verbs share, verbs that say nothing of their own."""

from itertools import pairwise

from .plan import Thing
from .sentence import LINKS, Sentence, Verb, merge, own
from .words import vocabulary

_LOSES = frozenset("lose loses lost losing sell sells sold selling shed sheds shedding divest divests divested".split())
_SITS = frozenset({"sit", "sits", "sat", "hold", "holds", "held", "occupy", "occupies", "fill", "fills", "have", "has"})
_HAD = frozenset({"USES", "PARTNERS_WITH", "INVESTS_IN", "PART_OF"})


def share(s: Sentence) -> None:
    """What coordinated verbs share: "uses and develops Qwen", "rejected but later selected by Apple"."""
    for one, two in pairwise(s.verbs):
        linked = any(s.parts[k].kind in LINKS for k in range(one.at + 1, two.at))
        between = [s.parts[k].kind for k in range(one.at + 1, two.at)]
        if linked and "np" not in between:
            if one.right is None and one.gap is None and not one.passive and two.right is not None and not two.passive:
                one.right = two.right
            if one.left is not None and one.left is two.left:
                one.twin = two  # one doer of both, where none is named: "rejected but later selected"
            if two.passive and not one.passive and one.condition.sense.relation == two.condition.sense.relation and one.right is None and one.gap is None:
                one.passive = True


def settle(s: Sentence, verb: Verb) -> None:
    condition, sense = verb.condition, verb.condition.sense
    actor, target = verb.left, verb.right or verb.gap
    if verb.passive:
        agent = doer_of(s, verb) or _same_agent(s, verb)
        actor, target = agent, verb.left
    if actor is target:
        target = None
    if actor is not None and actor.another and (former := _did_before(s, verb)) is not None:
        s.plan.apart.append((former, actor))
    condition.subject, condition.object = (target, actor) if sense.turned else (actor, target)
    condition.readings = [(s, target, actor) if s.turned else (s, actor, target) for s, _, _ in condition.readings]


def _did_before(s: Sentence, verb: Verb) -> Thing | None:
    """Who does what the verb before says, where that is of the same relation."""
    before = [v for v in s.verbs if v.at < verb.at and v.condition.sense.relation == verb.condition.sense.relation]
    if not before:
        return None
    condition = before[-1].condition
    return condition.object if condition.sense.turned else condition.subject


def _same_agent(s: Sentence, verb: Verb) -> Thing | None:
    """Of "evaluated by Apple but not rejected": by Apple too."""
    before = [v for v in s.verbs if v.at < verb.at and v.passive and v.condition.sense.relation == verb.condition.sense.relation]
    linked = before and any(s.parts[k].kind in LINKS for k in range(before[-1].at, verb.at))
    return doer_of(s, before[-1]) if linked else None


def same_doer(s: Sentence, verb: Verb) -> None:
    one, two = verb.condition, verb.twin.condition if verb.twin else None
    if two is None or one.sense.relation != two.sense.relation:
        return
    for end in ("subject", "object"):
        if getattr(one, end) is None and getattr(two, end) is None:
            thing = Thing()
            setattr(one, end, thing)
            setattr(two, end, thing)
            one.readings, two.readings = one.readings[:0], two.readings[:0]


def light(s: Sentence, verb: Verb) -> bool:
    """ "Which acquisitions has X made" is which acquisitions X has: the noun says what is done."""
    thing = verb.left if verb.passive else verb.right or verb.gap
    owner = doer_of(s, verb) if verb.passive else verb.left
    if thing is not None and owner is not None and not thing.noun and (event := _event_after(s, thing)) and verb.condition.sense.relation == "REGULATED_BY":
        if not own(s, thing, event, but=verb.condition):  # "who granted Apple a licence"
            return False
        thing = event
    if thing is None or thing.noun is None or owner is thing:
        return False
    word = s.parts[verb.at].text.split()[0].lower()
    gone = word in _LOSES or verb.condition.narrowed.get("status") == "ended"
    if gone and thing.noun.relation in _HAD and own(s, owner, thing, but=verb.condition):
        next(c for c in s.plan.conditions if c is not verb.condition and thing in (c.subject, c.object)).statuses.append("ended")
        return _without(s, verb)  # "which customers has X lost", "which units did X get rid of"
    if word in _SITS and thing.noun.relation == "LEADS" and owner is not None and owner.asked:
        merge(s, thing, owner)  # "who sits on X's board"
        return _without(s, verb)
    regulated = verb.condition.sense.relation == thing.noun.relation == "REGULATED_BY" and not thing.noun.end  # "subject to the rules of X"
    if not regulated and s.parts[verb.at].text.split()[0].lower() not in vocabulary()["grammar"]["light"]:
        return False
    if regulated and owner is not None and owner.asked and verb.condition.sense.turned and not verb.passive:
        condition = next(c for c in s.plan.conditions if c.noun is thing)
        condition.subject, condition.object = condition.subject or thing, owner
        s.plan.conditions.remove(verb.condition)
        s.verbs.remove(verb)
        return True
    if not own(s, owner, thing, but=verb.condition):
        return False
    s.plan.conditions.remove(verb.condition)
    s.verbs.remove(verb)
    return True


def _without(s: Sentence, verb: Verb) -> bool:
    s.plan.conditions.remove(verb.condition)
    s.verbs.remove(verb)
    return True


def _event_after(s: Sentence, thing: Thing) -> Thing | None:
    at = next(k for k, part in enumerate(s.parts) if part.thing is thing)
    after = s.parts[at + 1].thing if at + 1 < len(s.parts) else None
    return after if after is not None and any(c.noun is after for c in s.plan.conditions) else None


def doer_of(s: Sentence, verb: Verb) -> Thing | None:
    """Who does it, of a passive verb: after "by", also of a later verb that shares it; else the thing asked in front."""
    end = min((v.at for v in s.verbs if v.at > verb.at), default=len(s.parts))
    for k in range(verb.at + 1, len(s.parts)):
        if k >= end and not (
            s.parts[k].kind == "verb"
            and any(s.parts[j].kind in LINKS for j in range(verb.at, k))
            and not any(s.parts[j].kind in ("np", "that") for j in range(verb.at + 1, k))
        ):
            break
        if s.parts[k].kind == "by":
            for j in range(k + 1, len(s.parts)):
                if s.parts[j].kind == "np":
                    s.used.add(j)
                    return s.parts[j].thing
                if s.parts[j].kind not in ("both", "other", "howmany", "most", "least"):
                    break
            if k + 1 < len(s.parts) and s.parts[k + 1].kind == "other" and not any(p.kind == "np" for p in s.parts[k + 1 : k + 3]):
                return Thing(another=True)  # "by another", "by somebody else"
            break
        if k >= end:
            end = min((v.at for v in s.verbs if v.at > k), default=len(s.parts))
    if verb.right is not None and verb.right is not verb.left:
        return verb.right
    return verb.gap
