"""Answers in words: a sentence or two of plain English that never says more than the rows do."""

from collections.abc import Iterable, Sequence
from typing import Any

from ..derive import SHOWN
from .kinds import Edge
from .plan import Condition, Plan, Thing

_VERBS = {
    "PARTNERS_WITH": ("has a deal, alliance or venture with", "have a deal, alliance or venture with"),
    "EVALUATED": ("evaluated", "evaluated"),
    "REJECTED_BECAUSE": ("turned down", "turned down"),
    "REGULATED_BY": ("is subject to", "are subject to"),
    "COMPETES_WITH": ("competes with", "compete with"),
    "DEVELOPS": ("makes or offers", "make or offer"),
    "USES": ("uses", "use"),
    "INVESTS_IN": ("invested in", "invested in"),
    "ACQUIRES": ("bought", "bought"),
    "LEADS": ("leads", "lead"),
    "PART_OF": ("is part of", "are part of"),
}
#: What is no fact is told in the present: a rumour that one "bought" reads as though it were done.
_PRESENT = {"EVALUATED": "evaluates", "REJECTED_BECAUSE": "turns down", "INVESTS_IN": "invests in", "ACQUIRES": "buys"}
_THAT = {status: f"it is {status} that " for status in ("planned", "rumoured", "denied")}
_LABEL = {"rumoured": "one rumour", "planned": "planned", "denied": "denied", "ended": "ended"}


def joined(names: Iterable[str], link: str = "and", most: int = 12) -> str:
    """Names as prose."""
    names = list(dict.fromkeys(names))
    if len(names) > most:
        return f"{', '.join(names[:most])} {link} {len(names) - most} more"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {link} {names[-1]}" if names else "nothing"


def statement(edge: Edge | dict[str, Any]) -> str:
    """An edge as a sentence without its full stop; what isn't held as fact carries its label."""
    return f"{_THAT.get(edge['status'], '')}{plain(edge)}{' (ended)' if edge['status'] == 'ended' else ''}"


def plain(edge: Edge | dict[str, Any]) -> str:
    """An edge as a sentence, without its label: for where the words around it give that."""
    subject, target = (end if isinstance(end, str) else end.name for end in (edge["subject"], edge["object"]))
    outcome = edge.get("outcome")
    if edge["status"] == "disputed" and "sources disagree" in (edge.get("disagreement") or ""):
        return f"of {subject} and {target}, {edge['disagreement']}"
    unheld = edge["status"] in _THAT
    if edge["relation"] == "EVALUATED" and outcome in ("selected", "rejected"):
        return f"{subject} {f'{outcome[:-2]}s' if unheld else outcome} {target}"
    if edge["relation"] == "EVALUATED" and outcome == "pending":
        return f"{subject} is still evaluating {target}"
    if edge["relation"] == "REGULATED_BY":
        return f"{subject} is subject to {str(edge.get('action')).replace('_', ' ')} by {target}"
    if edge["relation"] == "LEADS" and edge.get("role"):
        return f"{subject} is {edge['role']} of {target}"
    if edge["relation"] == "REJECTED_BECAUSE":
        return f"{subject} turned down {target} ({edge.get('reason')})"
    verb = _PRESENT.get(edge["relation"]) if unheld else None
    return f"{subject} {verb or _VERBS[edge['relation']][0]} {target}"


def asked_for(plan: Plan) -> str:
    """What the question asks whether it is so, as words that fit after "No source states"."""
    if not plan.conditions:
        return "anything about that"
    return joined(_asked(condition) for condition in plan.conditions)


def _asked(condition: Condition) -> str:
    subject, target = _name(condition.subject, "anyone"), _name(condition.object, "anything")
    outcome = condition.narrowed.get("outcome")
    verb = (
        outcome
        if condition.sense.relation == "EVALUATED" and outcome in ("selected", "rejected")
        else _VERBS[condition.sense.relation][0]
        if condition.sense.relation
        else "is related to"
    )
    if condition.sense.relation == "EVALUATED" and (outcome == "pending" or (not outcome and {"pending", "ongoing"} & {*condition.statuses})):
        verb = "is still evaluating"
    if condition.narrowed.get("role"):
        verb = f"is {condition.narrowed['role']} of"
    if condition.narrowed.get("action"):
        verb = f"is subject to {condition.narrowed['action'].replace('_', ' ')} by"
    over = f" over {joined(r.strip('“').replace('_', ' or ') for r in condition.reasons)}" if condition.reasons else ""
    dates = "".join(f" {when.words}" for when in condition.when)
    return f"that {subject} {verb} {target}{over}{dates}"


def _name(thing: Thing | None, otherwise: str) -> str:
    if thing is None or not thing.named:
        return otherwise
    return joined((group[0].name for group in thing.groups), "and" if thing.every is not False else "or")


def _ends(thing: Thing | None, rows: Sequence[dict[str, Any]], end: str, otherwise: str) -> str:
    """*thing* by its name; where the question names none, who stands there in the rows, if they are few."""
    told = list(dict.fromkeys(row[end] for row in rows))
    return _name(thing, joined(told) if 0 < len(told) <= 4 else otherwise)


def nothing(plan: Plan, beside: Sequence[Edge], missed: Sequence[Edge]) -> str:
    """That the graph has no answer, and what comes near: rumours, plans, denials, what has ended."""
    text = f"No source states {asked_for(plan)}"
    labelled: dict[str, list[str]] = {}
    for edge in beside:
        labelled.setdefault(edge["status"], []).append(plain(edge))
    if labelled:
        text += " as fact"
        parts = [
            f"{_LABEL.get(status, status) if len(lines) == 1 or status != 'rumoured' else 'rumours'}: {joined(lines, most=5)}"
            for status, lines in labelled.items()
            if status not in SHOWN
        ]
        return f"{text}; {'; '.join(parts)}." if parts else f"{text}."
    if (
        missed
        and len({(e["subject"], e["object"]) for e in missed}) <= 3
        and all(t is not None and t.named for c in plan.conditions for t in (c.subject, c.object))
    ):
        return f"{text}; it is stated that {joined(statement(e) for e in missed)}."
    return f"{text}."


def disagreements(rows: Iterable[dict[str, Any]]) -> str:
    """Where sources disagree, said in words."""
    disputed = [f"{row['subject']} and {row['object']} ({row.get('disagreement')})" for row in rows if row["status"] == "disputed"]
    return f" Disputed: {joined(disputed, most=5)}." if disputed else ""


def reasons(rows: Sequence[dict[str, Any]]) -> str:
    """Who was turned down why, one clause a vendor."""
    clauses: dict[str, list[str]] = {}
    several = len({row["subject"] for row in rows}) > 1
    for row in rows:
        if row["relation"] not in ("EVALUATED", "REJECTED_BECAUSE"):
            continue
        name = f"{row['object']} (by {row['subject']})" if several else row["object"]
        if row.get("outcome") == "rejected" or row["relation"] == "REJECTED_BECAUSE":
            reason = row.get("reason")
            clauses.setdefault(name, []).append(f"“{' '.join(reason.split())}”" if reason else "no reason stated")
        else:
            clauses.setdefault(name, []).append(row.get("outcome") or "unknown")
    return "; ".join(f"{name}: {joined(texts)}" for name, texts in clauses.items())


def listing(plan: Plan, names: Sequence[str], rows: Sequence[dict[str, Any]]) -> str:
    """The names that answer, in a sentence."""
    condition: Condition | None = plan.conditions[0] if len(plan.conditions) == 1 else None
    if condition is None or plan.wanted is None or not condition.sense.relation:
        text = f"{joined(names)}."
    else:
        singular, plural = _VERBS[condition.sense.relation]
        outcome = condition.narrowed.get("outcome")
        if condition.sense.relation == "EVALUATED" and outcome in ("selected", "rejected"):
            singular = plural = outcome
        if plan.wanted is condition.subject:
            text = f"{joined(names)} {singular if len(names) == 1 else plural} {_ends(condition.object, rows, 'object', 'others')}."
        else:
            several = condition.subject is not None and len(condition.subject.groups) > 1
            text = f"{_ends(condition.subject, rows, 'subject', 'Others')} {plural if several else singular} {joined(names)}."
        if condition.negated:
            other = condition.other(plan.wanted)
            told = f"{singular if len(names) == 1 else plural} {_name(other, 'anyone')}"
            if plan.wanted is condition.subject:
                text = f"Of {joined(names)} no source states that {'it' if len(names) == 1 else 'they'} {told}."
            else:
                text = f"No source states that {_name(condition.subject, 'anyone')} {singular} {joined(names, 'or')}."
        text = text[0].upper() + text[1:]
    unusual = sorted({row["status"] for row in rows} - set(SHOWN))
    if unusual:
        text = f"{text[:-1]} ({', '.join(unusual)})."
    if plan.with_reasons or any(row.get("outcome") == "rejected" for row in rows):
        why = reasons(rows)
        text += f" {why}." if why and len(rows) <= 12 else ""
    return text
