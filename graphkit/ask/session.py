"""What a conversation remembers, so that "it", "they" and "and in 2024?" mean something."""

from dataclasses import dataclass, field, replace

from ..identity import Node
from .antecedents import Antecedents
from .kinds import types_of
from .plan import Condition, Plan, Thing


@dataclass(slots=True)
class Session:
    """The things that the last question named, those that answered it, and how it was understood."""

    named: list[Node] = field(default_factory=list)
    answered: list[Node] = field(default_factory=list)
    plan: Plan | None = None

    def antecedents(self) -> Antecedents:
        return Antecedents(named=list(self.named), answered=list(self.answered))

    def remember(self, plan: Plan, named: list[Node], answered: list[Node]) -> None:
        """Keep what the question that was just answered was about."""
        self.named, self.answered, self.plan = named or self.named, answered, plan

    def completed(self, plan: Plan, *, pronoun: bool, elliptic: bool) -> Plan:
        """*plan* with what it leaves out taken from the question before: "and Baidu?", "why were they dropped?"."""
        before = self.plan
        if before is None:
            return plan
        if elliptic and not plan.conditions and before.conditions and (plan.things or plan.statuses or plan.when or plan.mode in ("count", "why", "when")):
            return self._again(plan, before)
        if pronoun:
            for condition in plan.conditions:
                for old in before.conditions:
                    if old.sense.relation == condition.sense.relation:
                        for end in ("subject", "object"):
                            thing = getattr(old, end)
                            if getattr(condition, end) is None and thing is not None and thing.named:
                                setattr(condition, end, thing)
                                condition.readings = []
        return plan

    def _again(self, plan: Plan, before: Plan) -> Plan:
        """The question before, with other names or filters, or counted."""
        swapped: dict[int, Thing] = {}
        old = [t for c in before.conditions for t in (c.subject, c.object) if t is not None and t.named]
        for new in (t for t in plan.things if t.named):
            target = next((t for t in old if types_of(t) & types_of(new) and id(t) not in swapped), None)
            if target is None:
                return plan
            swapped[id(target)] = new

        def other(thing: Thing | None) -> Thing | None:
            return swapped.get(id(thing), thing) if thing is not None else None

        conditions: list[Condition] = [
            replace(
                c,
                readings=[],
                subject=other(c.subject),
                object=other(c.object),
                when=[*plan.when] or c.when,
                statuses=[*plan.statuses] or c.statuses,
            )
            for c in before.conditions
        ]
        mode = plan.mode if plan.mode in ("count", "why", "when") else before.mode
        wanted = before.wanted if before.wanted is not None else None
        return replace(
            before,
            conditions=conditions,
            mode=mode,
            wanted=other(wanted),
            things=[t for c in conditions for t in (c.subject, c.object) if t is not None],
            with_reasons=before.with_reasons or plan.with_reasons,
        )
