"""Where things stand around each verb: before it, after it, or in front of the question."""

from .plan import Condition, Thing
from .sentence import AUX, LINKS, Sentence, Verb
from .words import Sense


def place(s: Sentence, i: int, sense: Sense, form: str) -> None:
    start = s.verbs[-1].at + 1 if s.verbs else 0
    before = range(start, i)
    aux = [k for k in before if s.parts[k].kind in AUX]
    things = [k for k in before if s.parts[k].kind == "np" and not (k in s.used and k != _head(s, k, i))]
    things = [k for k in things if not k or s.parts[k - 1].kind != "except"]  # "who besides X uses Y"
    if s.verbs and not aux and _relative(s) and not _by_next(s, i):
        things = [k for k in things if k not in s.used]  # "companies that invested in X make …"
    agent = bool(things) and s.parts[things[-1] - 1].kind == "by" and not aux and _that(s, before) is None
    if agent:
        things = things[:-1]  # "evaluated by Apple but not rejected", "companies regulated by X that …": it has its verb
    if aux and s.verbs:  # "vendors rejected by X were chosen by Y": X has its verb
        things = [k for k in things if k > aux[0] or s.parts[k - 1].kind != "by"]
    link = _link(s, start, i, things)
    after_aux = [k for k in things if aux and k > aux[0]] if not _that(s, before) else []
    left = gap = None
    if after_aux:  # "which vendors did Apple …", "did Apple …"
        left = after_aux[-1]
        fronted = [k for k in things if k < aux[0]]
        gap = fronted[-1] if fronted else None
        if gap is not None and s.verbs and s.parts[gap - 1].kind == "by":  # "which models made by X did Y reject"
            gap = next((k for k in range(gap) if s.parts[k].thing is s.verbs[-1].left and s.verbs[-1].left is not None), gap)
    elif (that := _that(s, before)) is not None:
        inner = [k for k in things if k > that]
        outer = _told_of(s, that)
        left, gap = (inner[-1], outer) if inner else (outer, None)
    elif things:
        left = things[-1]
        gap = next((k for k in reversed(things[:-1]) if k == left - 1), None)  # "vendors Apple rejected"
    elif s.verbs and form == "ing" and s.parts[i - 1].kind in ("not", "prep"):  # "evaluated X without choosing it"
        left = next((k for k in range(i) if s.verbs[-1].left is not None and s.parts[k].thing is s.verbs[-1].left), None)
    elif start and not link and not agent and s.parts[i - 1].kind != "by" and not aux and not (s.verbs and _relative(s) and not _by_next(s, i)):
        left = last_before(s, i)
    right = _right(s, i, blocked=gap is not None)
    recipient = _recipient(s, right, sense)
    if recipient is not None:  # "who supplies models to X", "who makes chips for X": X uses what is supplied
        right, sense = recipient, Sense("USES", turned=True)
    passive = form == "part" and _passive(s, i, before, right, left, gap, aux)
    if link and left is not None and not aux and s.verbs and not s.verbs[-1].passive and not _by_next(s, i):
        passive = False  # "which vendors did Apple reject but Samsung choose": a doer of its own
    negated = any(s.parts[k].kind == "not" for k in before)
    if s.verbs and s.verbs[-1].condition.negated and any(s.parts[k].kind == "or" for k in before):
        negated = True  # "neither selected nor rejected"
    condition = Condition(sense, at=i, narrowed=sense.narrowed, negated=negated)
    s.used.update(k for k in (left, right) if k is not None)
    verb = Verb(i, passive, condition, _thing(s, left), _thing(s, right), _thing(s, gap))
    if link and left is None and s.verbs:
        verb.left = s.verbs[-1].left
        verb.gap = s.verbs[-1].gap if right is None else None
        verb.passive = verb.passive or (s.verbs[-1].passive and form == "part" and not aux and right is None)
    elif s.verbs and left is None:
        verb.left = s.verbs[-1].gap or s.verbs[-1].left  # "companies that use X have rejected Y"
    elif left is not None and gap is None and right is None and s.verbs and not passive:
        verb.gap = s.verbs[-1].gap  # "… did Apple reject and Samsung select"
    s.verbs.append(verb)
    s.plan.conditions.append(condition)
    _successor(s, verb, right)


def _successor(s: Sentence, verb: Verb, right: int | None) -> None:
    """ "Switched from X to Y", "replaced X with Y", "dropped X in favour of Y": what came after."""
    sense = {"ended": Sense("USES"), "rejected": Sense("EVALUATED", filters=(("outcome", "selected"),))}.get(_over(verb.condition.sense))
    if sense is None or right is None or right + 2 >= len(s.parts) or verb.passive:
        return
    word, thing = s.parts[right + 1], s.parts[right + 2].thing
    if word.kind in ("prep", "by") and word.text.lower() in ("to", "with", "by", "in favour of", "in favor of") and thing is not None and thing.named:
        s.used.add(right + 2)
        after = Condition(sense, at=right + 1, narrowed=sense.narrowed)
        s.plan.conditions.append(after)
        s.verbs.append(Verb(right + 1, False, after, verb.left, thing, None))
        after.readings = [(sense, None, None)]


def _over(sense: Sense) -> str:
    return sense.narrowed.get("status" if sense.relation == "USES" else "outcome", "")


def ellipsis(s: Sentence) -> None:
    """ "Uses X but not Y": the verb said once holds of both, denied of the second."""
    for i, part in enumerate(s.parts[:-1]):
        at = i + 2 if s.parts[i + 1].kind == "prep" and i + 2 < len(s.parts) else i + 1
        thing = s.parts[at].thing
        before = [v for v in s.verbs if v.at < i]
        if part.kind != "not" or thing is None or not thing.named or at in s.used or not before or any(v.at > i for v in s.verbs):
            continue
        verb = before[-1]
        if s.parts[i - 1].kind in LINKS and verb.right is not None and verb.right.named and not verb.passive:
            s.used.add(at)
            condition = Condition(verb.condition.sense, at=i, narrowed=verb.condition.narrowed, negated=True)
            condition.readings = [(sense, None, None) for sense, _, _ in verb.condition.readings]
            s.verbs.append(Verb(i, False, condition, verb.left, thing, None))
            s.plan.conditions.append(condition)


def _recipient(s: Sentence, right: int | None, sense: Sense) -> int | None:
    if right is None or (sense.relation, sense.turned) not in (("USES", True), ("DEVELOPS", False)):
        return None
    thing, k = s.parts[right].thing, right + 1
    if thing is None or thing.named or thing.noun or k + 1 >= len(s.parts) or s.parts[k].text.lower() not in ("to", "for"):
        return None
    return k + 1 if s.parts[k + 1].kind == "np" else None


def _relative(s: Sentence) -> bool:
    """Whether the last verb stands in a clause that says which: "that …", "who …"."""
    at = s.verbs[-1].at
    return any(s.parts[k].kind == "that" for k in range(s.verbs[-2].at if len(s.verbs) > 1 else 0, at)) and s.verbs[-1].right is not None


def _by_next(s: Sentence, i: int) -> bool:
    return i + 1 < len(s.parts) and s.parts[i + 1].kind == "by"


def _link(s: Sentence, start: int, i: int, things: list[int]) -> bool:
    return bool(s.verbs) and any(s.parts[k].kind in LINKS for k in range(start, things[-1] if things else i))


def _that(s: Sentence, before: range) -> int | None:
    return next((k for k in reversed(before) if s.parts[k].kind == "that"), None)


def _head(s: Sentence, k: int, i: int) -> int | None:
    """A thing that an earlier verb has taken may still head a clause of its own: "models made by …"."""
    between = [p.kind for p in s.parts[k + 1 : i]]
    return (
        k
        if all(kind in ("that", "np", *AUX, "not") for kind in between)
        and s.parts[i].form in ("part", "base", "past", "ing", "adj")
        and ("that" in between or not between or between[0] == "np")
        else None
    )


def _told_of(s: Sentence, that: int) -> int | None:
    """What "that" tells of: the thing before it, or, right after a verb, what stood in front ("which model does X use that …")."""
    if s.verbs and s.verbs[-1].at == that - 1 and (gap := s.verbs[-1].gap) is not None:
        return next((k for k in range(that) if s.parts[k].thing is gap), None)
    return last_before(s, that)


def last_before(s: Sentence, i: int) -> int | None:
    return next((k for k in range(i - 1, -1, -1) if s.parts[k].kind == "np"), None)


def _right(s: Sentence, i: int, *, blocked: bool) -> int | None:
    crossed = False
    for k in range(i + 1, len(s.parts)):
        kind = s.parts[k].kind
        if kind == "np" and k not in s.used:
            return None if crossed and blocked else k
        if kind in ("prep", "of"):
            crossed = True
        elif kind not in ("not", "both", "most", "least", "other", "howmany"):
            return None
    return None


def _passive(s: Sentence, i: int, before: range, right: int | None, left: int | None, gap: int | None, aux: list[int]) -> bool:
    if any(s.parts[k].kind == "by" for k in range(i + 1, min(i + 2, len(s.parts)))):
        return True
    part = s.parts[i]
    ends_open = " " in part.text and part.text.split()[-1].lower() in ("on", "with", "in", "into", "from", "to", "against")
    if part.sense and part.sense.relation != "EVALUATED" and not part.sense.turned and ends_open:
        return False  # what is "built on X" uses it
    if any(s.parts[k].kind == "be" for k in aux) and not any(s.parts[k].kind == "do" for k in aux):
        return True
    direct = right is not None and not any(s.parts[k].kind in ("prep", "of") for k in range(i + 1, right))
    return left is not None and gap is None and not aux and not direct and not _asks_who(s, left)


def _asks_who(s: Sentence, k: int) -> bool:
    return s.parts[k].text.lower() in ("who", "whom") or any(v.left is s.parts[k].thing and not v.passive for v in s.verbs)


def _thing(s: Sentence, k: int | None) -> Thing | None:
    return None if k is None else s.parts[k].thing
