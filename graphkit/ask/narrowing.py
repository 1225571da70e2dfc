"""What narrows a condition, held against an edge: status, outcome, action, role, reasons, dates."""

import re
from collections.abc import Iterable

from ..derive import SHOWN
from .kinds import Edge
from .plan import Condition
from .words import vocabulary


def statuses_of(condition: Condition) -> tuple[str, ...]:
    """The statuses that *condition* asks for: what may be shown as fact, unless it says otherwise."""
    asked = [s for s in (*condition.statuses, condition.narrowed.get("status")) if s]
    chosen: list[str] = []
    for word in asked:
        if word == "pending":
            if condition.sense.relation != "EVALUATED":
                chosen.append("planned")
        elif word == "needed":
            required = condition.narrowed.get("action") == "licence" or condition.sense.narrowed.get("status") == "needed"
            chosen += [*(SHOWN if required else ()), "planned"]  # who must have a licence needs it for good
        elif word in ("single", "unexplained", "undecided", "ongoing"):
            continue
        else:
            chosen.append(word)
    return tuple(dict.fromkeys(chosen)) or SHOWN


def narrows(condition: Condition, edge: Edge) -> bool:
    """Whether *edge* is what *condition* narrows to: outcome, action, role, reasons, one origin; not its status or date."""
    for key, value in condition.narrowed.items():
        if key == "outcome" and not has_outcome(edge, value):
            return False
        if key == "action" and edge.get("action") != value:
            return False
        if key == "title" and not all(word in (edge.get("role") or "").casefold() for word in value.split()):
            return False
        if key == "role" and not re.search(vocabulary()["roles"][value], edge.get("role") or "", re.I):
            return False
    if "pending" in condition.statuses and edge["relation"] == "EVALUATED" and edge.get("outcome") != "pending":
        return False
    if (
        {"pending", "needed"} & set(condition.statuses)
        and edge["relation"] == "REGULATED_BY"
        and not condition.narrowed
        and edge.get("action") not in ("approval", "licence")
    ):
        return False
    if "ongoing" in condition.statuses and edge["relation"] == "EVALUATED" and edge.get("outcome") != "pending":
        return False
    if "undecided" in condition.statuses and edge.get("outcome") not in ("unknown", "pending"):
        return False
    return not ("single" in condition.statuses and edge["origins"] != 1)


def gives(edge: Edge, reasons: Iterable[str]) -> bool:
    """Whether *edge*'s stated reason is one of *reasons*: a class, or “words that it has."""
    said = (edge.get("reason") or "").casefold()
    return any(edge.get("reason_class") == r or (r[0] == "“" and all(word in said for word in r[1:].split())) for r in reasons)


def is_asked(condition: Condition, edge: Edge) -> bool:
    """Whether *edge*'s stated reason is one that *condition* asks for, where it asks for some."""
    asked = not condition.reasons or gives(edge, condition.reasons)
    return asked and not gives(edge, condition.besides) and not gives(edge, condition.reasons_not)


def has_outcome(edge: Edge, outcome: str) -> bool:
    """Whether a source gives *edge* this outcome; where they disagree, each of those that they give."""
    return edge.get("outcome") == outcome or (edge["status"] == "disputed" and outcome in (edge.get("disagreement") or ""))


def dated(condition: Condition, edge: Edge, *, by_report: bool) -> bool:
    """Whether *edge* fits the dates asked for; *by_report*: by when it was said, for edges that no source dates."""
    for when in condition.when:
        first, last = edge.get("from_earliest"), edge.get("from_latest")
        if edge["status"] == "ended" or (first is None and edge.get("to_earliest")):
            first, last = edge.get("to_earliest", first), edge.get("to_latest", last)
        if when.op == "as_of":
            day = when.last.isoformat()
            begun = str(edge.get("from_earliest") or edge.get("first_reported") or "")
            if begun > day or day > str(edge.get("to_latest") or "9999"):
                return False
            continue
        if first is None or last is None:
            said = edge.get("first_reported")
            if not by_report or not said:
                return False
            first = last = said if len(said) == 10 else f"{said}-01-01"[:10]
        if not when.holds(first, last):
            return False
    return True
