"""What is related without a verb: to have, to be, and what is left over."""

from itertools import pairwise

from .kinds import MADE
from .nouns import only_kind
from .plan import Condition, Thing
from .sentence import LINKS, Sentence, merge, own
from .words import Sense, vocabulary

_ROLES = frozenset({"USES", "DEVELOPS", "EVALUATED"})  # a "supplier", "maker", "bidder" may be anyone that deals are made with


def joint(s: Sentence) -> tuple[Condition, Condition] | None:
    """ "Investors and partners of X": what two nouns say, joined, neither of whom is named and nothing else is said of."""
    for before, link, after in zip(s.parts, s.parts[1:], s.parts[2:], strict=False):
        a, b = before.thing, after.thing
        if link.kind not in ("and", "or") or a is None or b is None or a.named or b.named or len(s.plan.conditions) != 2:
            continue
        one, two = (next((c for c in s.plan.conditions if t.noun is c.sense and t in (c.subject, c.object)), None) for t in (a, b))
        if one and two and one is not two and not s.verbs and not any(part.kind == "both" for part in s.parts):
            return one, two
    return None


def share(s: Sentence, one: Condition, two: Condition) -> None:
    """Whose the first of two joined nouns is the second is too; either answers."""
    ends = [next((t for t in (c.subject, c.object) if t is not None and not t.named), Thing()) for c in (one, two)]
    owners = [c.other(t) for c, t in zip((one, two), ends, strict=True)]
    owner = owners[0] or owners[1]
    if owner is None or owner in ends or any(end not in (c.subject, c.object) for c, end in zip((one, two), ends, strict=True)):
        return
    for condition, end in zip((one, two), ends, strict=True):
        condition.fill(end, owner)
    merge(s, ends[1], ends[0])
    ends[0].asked = ends[0].asked or ends[1].asked
    s.plan.alternatives = True


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
    fronted = 1 if len(s.parts) > 2 and s.parts[0].kind in ("prep", "by", "of") and s.parts[1].thing and s.parts[1].thing.asked else -1
    nps = [k for k, p in enumerate(s.parts) if p.kind == "np" and p.thing and k not in s.used and p.form != "inner" and k != fronted]
    nps = sorted({*nps, *(k for k in s.used if k > 1 and s.parts[k - 1].kind == "be" and (thing := s.parts[k].thing) and thing.noun)})
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


def inside(s: Sentence) -> None:
    """ "Which chip is in the X?": where nothing else is said, what is in a thing is used in it."""
    kinds = [part.kind for part in s.parts]
    whose = [c for c in s.plan.conditions if c.subject is not None and c.subject.text == "whose"]
    if len(whose) < len(s.plan.conditions) or "be" not in kinds or len(kinds) < 3 or kinds[-2:] != ["prep", "np"] or s.parts[-2].text.lower() != "in":
        return
    asked, holder = s.parts[0].thing, s.parts[-1].thing
    made = all(node.type in ("Product", "Model") for group in holder.groups for node in group) if holder else False
    if asked and (asked.asked or whose) and holder and holder.named and (made or asked.kinds & MADE):
        s.used.update((0, len(kinds) - 1))
        s.plan.conditions.append(Condition(Sense("USES"), holder, asked, at=len(kinds)))


def apposed(s: Sentence) -> None:
    """ "Everything X evaluated, models only": a kind after a comma, at the end, says which are asked for."""
    if len(s.parts) < 3 or s.parts[-2].kind != "comma" or (kind := s.parts[-1].thing) is None or kind.named or kind.noun or kind.asked or not kind.kinds:
        return
    free = [t for c in s.plan.conditions for t in (c.subject, c.object) if t is not None and not t.named and t is not kind]
    if len(dict.fromkeys(map(id, free))) == 1 and not free[0].kinds:
        free[0].kinds = kind.kinds
        merge(s, kind, free[0])


def whose_rival(s: Sentence) -> None:
    """ "Which founder of X founded a rival": of X, the one that is named."""
    named = list(dict.fromkeys(p.thing for p in s.parts if p.thing and p.thing.named))
    named = list(dict.fromkeys([*named, *(t for c in s.plan.conditions for t in (c.subject, c.object) if t is not None and t.named)]))
    for condition in s.plan.conditions:
        noun = next((t for t in (condition.subject, condition.object) if t is not None and t.noun is condition.sense), None)
        if condition.sense.relation == "COMPETES_WITH" and noun is not None and not noun.asked and condition.other(noun) is None and len(named) == 1:
            condition.fill(noun, named[0])


def vacuous(s: Sentence) -> None:
    """A noun that says nothing but what kind of thing is asked ("which regulator fined X") is no condition of its own."""
    verbal = [v.condition for v in s.verbs]
    for event in [c for c in s.plan.conditions if c.event and c.noun is not None]:
        kinds = [c for c in s.plan.conditions if c is not event and only_kind(c.sense) and c.subject is None and event.object in (c.object, event.noun)]
        for condition in [c for c in kinds if c.object is not None and c.object.noun is c.sense]:
            s.plan.conditions.remove(condition)  # "from which regulator is X awaiting approval"
            event.object = condition.object
    for condition in [c for c in s.plan.conditions if all(c is not v for v in verbal)]:
        noun = next((t for t in (condition.subject, condition.object) if t is not None and t.noun is condition.sense), None)
        verbs = [c for c in verbal if noun in (c.subject, c.object)]
        loose = condition.sense.relation in _ROLES or only_kind(condition.sense) or any(c.sense.relation == condition.sense.relation for c in verbs)
        if noun is not None and condition.other(noun) is None and verbs and loose:
            s.plan.conditions.remove(condition)


def _between(thing: Thing) -> bool:
    """Whether its noun is what is between two, not one of them: a deal."""
    return not thing.named and not thing.asked and any(thing.text.lower() in (word, f"{word}s") for word in vocabulary()["pairs"]["words"])


def _read_again(condition: Condition) -> None:
    """Give the other readings of the verb the ends that are known now."""
    same = (sense for sense, _, _ in condition.readings if sense.turned == condition.sense.turned)
    condition.readings = [(sense, condition.subject, condition.object) for sense in same]


def leftovers(s: Sentence) -> None:
    """Things that stand nowhere fill the open end of a condition, where the kinds allow it."""
    first = s.parts[1].thing if len(s.parts) > 2 and s.parts[0].kind in ("prep", "by", "of") else None
    if first is not None and first.asked and not any(first in (c.subject, c.object) for c in s.plan.conditions):
        open_ends = ((c, t) for c in s.plan.conditions if not c.event for t in (c.subject, c.object) if t is not None and t.noun is c.sense)
        if noun := next((t for _, t in open_ends if not t.named and not t.asked and not t.kinds), None):
            merge(s, noun, first)  # "in which company does X hold a stake"
    placed = {id(t) for c in s.plan.conditions for t in (c.subject, c.object, c.noun if c.subject and c.object else None) if t}
    loose = [p.thing for p in s.parts if p.kind == "np" and p.thing and id(p.thing) not in placed]
    for thing in dict.fromkeys(loose):
        for condition in s.plan.conditions:
            if condition.subject is None and condition.object is not thing:
                condition.subject = thing
                _read_again(condition)
            elif condition.object is None and condition.subject is not thing:
                condition.object = thing
                _read_again(condition)
            elif condition.event and (noun := next((t for t in (condition.subject, condition.object) if t and t.noun is condition.sense), None)):
                if thing.named:
                    noun.groups = thing.groups
                else:
                    merge(s, noun, thing)  # "from which regulator is X awaiting approval"
            elif thing.asked and (deal := next((t for t in (condition.subject, condition.object) if t and t.noun is condition.sense and _between(t)), None)):
                merge(s, deal, thing)  # "with whom does X plan to form a partnership"
            else:
                continue
            break
