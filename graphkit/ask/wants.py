"""What narrows a question, and what it asks for."""

from .plan import Condition
from .sentence import AUX, Sentence
from .words import Sense


def weigh(s: Sentence) -> None:
    """ "Who was too expensive for X?": a reason where nothing else is said is one for a rejection."""
    things = [(i, p.thing) for i, p in enumerate(s.parts) if p.kind == "np" and p.thing]
    sense = Sense("EVALUATED", filters=(("outcome", "rejected"),))
    named = [t for _, t in things if t.named]
    kinds = {p.kind for p in s.parts}
    if not s.plan.conditions and len(named) == 1 and len(named[0].groups) == 1:
        if "why" in kinds and kinds & {"most", "least"}:  # "which reason did X give most often"
            s.plan.conditions.append(Condition(sense, named[0], None, at=0, narrowed=sense.narrowed))
            return
        free = [t for _, t in things if not t.named]
        if len(free) == 1 and free[0].asked and any(p.item and p.item.value == "pending" for p in s.parts if p.kind == "status"):
            s.used.update(i for i, _ in things)  # "what has X not decided on"
            s.plan.conditions.append(Condition(Sense("EVALUATED"), named[0], free[0], at=0))
            return
    if s.plan.conditions or "reason" not in kinds:
        return
    buyer = next((t for i, t in things if t.named and i and s.parts[i - 1].kind == "prep" and s.parts[i - 1].text.lower() in ("for", "at", "to")), None)
    vendor = next((t for _, t in things if t is not buyer), None)
    if vendor is not None:
        s.used.update(i for i, t in things if t in (buyer, vendor))
        s.plan.conditions.append(Condition(sense, buyer, vendor, at=0, narrowed=sense.narrowed))


def narrow(s: Sentence) -> None:
    conditions = s.plan.conditions
    for i, part in enumerate(s.parts):
        if part.kind == "still":
            later = next((v.condition for v in s.verbs if v.at > i), None)
            if later and later.sense.relation == "EVALUATED" and not later.narrowed:
                later.statuses.append("pending")
        if part.kind == "verb" and part.form == "ing" and any(p.text.lower() in ("is", "are", "am") for p in s.parts[:i]):
            mine = next((c for c in conditions if c.at == i and not c.narrowed), None)
            if mine:
                mine.statuses.append("ongoing")  # who "is evaluating" hasn't decided
        if part.kind == "modal" and part.text.lower() in ("will", "may", "might"):
            near = next((c for c in sorted(conditions, key=lambda c: c.at) if c.at > i), conditions[0] if len(conditions) == 1 else None)
            if near and not near.negated:
                near.statuses.append("planned" if part.text.lower() == "will" else "rumoured")
        if part.kind in ("date", "reason", "status") and part.item:
            near = max((c for c in conditions if c.at <= i), key=lambda c: c.at, default=None)
            ahead = next((k for k in range(i + 1, len(s.parts)) if s.parts[k].kind not in ("prep", "be", "of")), None)
            if part.kind == "status" and ahead is not None and s.parts[ahead].kind in ("np", "verb"):
                thing = s.parts[ahead].thing
                near = next((c for c in conditions if c.at in (ahead, i) or (thing and not thing.named and thing in (c.subject, c.object))), near)
            near = near or min(conditions, key=lambda c: c.at, default=None)
            if part.kind == "reason":
                near = next((c for c in sorted(conditions, key=lambda c: -c.at) if c.sense.relation == "EVALUATED"), near)
            value = part.item.value
            target = near or s.plan
            if part.kind == "date":
                target.when.append(value)
            elif part.kind == "status":
                target.statuses.append(value)
            elif near:
                before = next((p.kind for p in reversed(s.parts[:i]) if p.kind not in ("prep", "or", "reason")), "")
                near.all_reasons = near.all_reasons or any(p.kind == "both" or p.text.lower() == "as well as" for p in s.parts)
                (near.besides if before == "except" else near.reasons_not if before == "not" else near.reasons).append(value)
        elif part.kind == "atleast" and part.item and [p.kind for p in s.parts[i + 1 : i + 2]] == ["why"]:
            near = next((c for c in conditions if c.sense.relation == "EVALUATED"), None)
            if near:
                near.least_reasons = part.item.value
        elif part.kind in ("and", "or") and part.kind == "or":
            s.plan.alternatives = len(s.verbs) > 1 and any(v.at > i for v in s.verbs) and any(v.at < i for v in s.verbs)


def want(s: Sentence) -> None:
    plan, kinds = s.plan, [p.kind for p in s.parts]
    things = [p.thing for p in s.parts if p.thing and p.kind == "np"]
    asked = [t for t in dict.fromkeys([*(t for c in plan.conditions for t in (c.subject, c.object) if t and t not in things), *things]) if t.asked]
    plan.past = _past(s)
    if "howmany" in kinds and kinds[kinds.index("howmany") + 1 :][:1] == ["why"]:
        plan.mode, plan.count_reasons = "why", True
    elif "howmany" in kinds:
        plan.mode = "count"
        plan.wanted = next((p.thing for p in s.parts if p.kind == "howmany" and p.thing), None)
    elif "when" in kinds:
        plan.mode = "when"
    elif ("why" in kinds and kinds.index("why") <= 2) or _what_for(s):
        plan.mode = "why"
    plan.with_reasons = "why" in kinds
    for condition in plan.conditions if plan.mode == "why" else ():
        if condition.negated and condition.narrowed.get("outcome") == "selected":  # why X wasn't chosen is why it was turned down
            condition.negated, condition.narrowed, condition.readings = False, {"outcome": "rejected"}, []
            plan.not_chosen = True
    if "both" in kinds:
        for thing in things:
            if len(thing.groups) > 1:
                thing.every = True
    plan.top = next((p.item.value for p in s.parts if p.kind == "top" and p.item), 1)
    ranked = next((p for p in s.parts if p.kind in ("most", "least")), None)
    if ranked:
        plan.order = "most" if ranked.kind == "most" else "least"
        plan.counted = ranked.thing
    if plan.wanted is None:
        free = [t for t in things if not t.named]
        plan.wanted = asked[0] if asked and plan.mode != "why" else None
        if plan.wanted is None and plan.mode == "list":
            if _asks_whether(s) and not asked:
                plan.mode = "yes_no"
            plan.wanted = free[0] if free else None
        elif plan.wanted is None:
            plan.wanted = free[0] if free else None
    if plan.counted is not None and plan.counted is plan.wanted and not any(t is not plan.wanted and t.asked for t in things):
        plan.counted = None
    if plan.mode == "list" and plan.wanted and plan.wanted.named and _asks_whether(s):
        plan.mode = "yes_no"


def _asks_whether(s: Sentence) -> bool:
    first = s.parts[0] if s.parts else None
    return first is not None and (first.kind in AUX or first.text.lower() in ("might", "will"))


def _past(s: Sentence) -> bool:
    """Whether what is asked may be over: "did X use", "has X been banned", "who owned X"; not "is X banned", "still"."""
    aux = [p.text.lower() for p in s.parts if p.kind in AUX]
    if any(p.kind == "still" for p in s.parts):
        return False
    if any(word in ("did", "was", "were", "had", "been") for word in aux):
        return True
    verbs = [p for p in s.parts if p.kind == "verb"]
    if any(p.form == "adj" and p.text.split()[0].lower() in ("was", "were") for p in verbs):
        return True
    over = any(p.form in ("past", "part") and not any(e.form == "base" for e in p.item.options) for p in verbs if p.item)
    return over and not any(word in ("is", "are", "does", "do") for word in aux)


def _what_for(s: Sentence) -> bool:
    """ "What was X turned down for?" """
    last = s.parts[-1] if s.parts else None
    weighed = any(c.sense.relation in ("EVALUATED", "REJECTED_BECAUSE") for c in s.plan.conditions)
    return bool(weighed and last and last.kind == "prep" and last.text.lower() == "for" and any(p.thing and p.thing.text.lower() == "what" for p in s.parts))
