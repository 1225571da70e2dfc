"""From phrases to a plan: which thing does what to which, and what of them is asked."""

from . import links, roles, verbs, wants
from .phrases import Phrases
from .plan import Plan
from .sentence import Sentence


def plan_of(phrases: Phrases) -> Plan:
    """The plan that *phrases* make."""
    s = Sentence(phrases.parts, Plan(conditions=phrases.conditions))
    for i, part in enumerate(s.parts):
        if part.kind == "verb" and part.sense:
            verbs.place(s, i, part.sense, part.form)
            condition = s.verbs[-1].condition
            senses = part.senses if condition.sense is part.sense else [condition.sense]
            condition.readings = [(sense, None, None) for sense in senses]
    verbs.ellipsis(s)
    roles.share(s)
    for verb in list(s.verbs):
        if not roles.light(s, verb):
            roles.settle(s, verb)
    for verb in s.verbs:
        roles.same_doer(s, verb)
    links.apposed(s)
    wants.weigh(s)
    links.inside(s)
    joint = links.joint(s)
    links.possession(s)
    links.copulas(s)
    wants.narrow(s)
    if joint:
        links.share(s, *joint)
    wants.want(s)
    links.vacuous(s)
    links.leftovers(s)
    links.whose_rival(s)
    links.vacuous(s)
    s.plan.things = list(dict.fromkeys(p.thing for p in s.parts if p.thing))
    return s.plan
