"""A question on its way from phrases to a plan."""

from dataclasses import dataclass, field

from .kinds import MADE, made_by
from .plan import Condition, Plan, Thing
from .reader import Part

AUX = ("do", "be", "have", "modal")
LINKS = ("and", "or", "but", "comma")


@dataclass(slots=True)
class Verb:
    """A verb as it was placed: the things that grammar gives it, before active and passive are told apart."""

    at: int
    passive: bool
    condition: Condition
    left: Thing | None
    right: Thing | None
    gap: Thing | None
    twin: "Verb | None" = None


@dataclass(slots=True)
class Sentence:
    """The parts of a question while they are made a plan; ``used`` are those that a verb has taken."""

    parts: list[Part]
    plan: Plan
    used: set[int] = field(default_factory=set)
    verbs: list[Verb] = field(default_factory=list)


def own(s: Sentence, owner: Thing | None, owned: Thing | None, but: Condition | None = None) -> bool:
    if owner is None or owned is None:
        return False
    mine = (c for c in s.plan.conditions if c is not but and owned in (c.subject, c.object, c.noun))
    condition = next((c for c in mine if c.event or c.other(owned) is None), None)
    if condition is None and owned.noun is None and owned.kinds & MADE:
        condition = Condition(made_by(owner), object=owned, at=0)
        s.plan.conditions.append(condition)
    if condition is None:
        return False
    if condition.event:
        authority = any(n.type == "Regulator" for g in owner.groups for n in g) or condition.subject not in (None, owned, owner)
        taken = condition.object if authority else condition.subject
        if taken is not None and taken is not owned and taken is not owner:
            return False
        if authority:
            condition.subject, condition.object = condition.subject or owned, owner
        else:
            condition.subject, condition.object = owner, condition.object or owned
        if condition.subject is condition.object:
            condition.subject, condition.object = (None, owner) if authority else (owner, None)
    elif condition.subject is owned:
        condition.object = owner
    else:
        condition.subject = owner
    return True


def merge(s: Sentence, gone: Thing, kept: Thing) -> None:
    for condition in s.plan.conditions:
        condition.subject = kept if condition.subject is gone else condition.subject
        condition.object = kept if condition.object is gone else condition.object
        condition.readings = [(sense, kept if a is gone else a, kept if b is gone else b) for sense, a, b in condition.readings]
    for part in s.parts:
        part.thing = kept if part.thing is gone else part.thing
