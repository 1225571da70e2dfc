"""What grows beyond all bounds inside one expression, where a server can't stop it.

Neo4j looks at the clock between rows, not within an expression: ``reduce`` over a billion numbers runs on when everybody has gone, and
doubling a string fills its heap. This doesn't find every such statement (the process that asks is stopped in any case), but it finds
those that a person or a model writes: long ranges, and an accumulator that is used twice.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from ..errors import QueryError
from .tokens import Token

MAX_RANGE = 1_000_000  # elements of a range that is unwound: rows, between which the clock is looked at
MAX_LOOP = 100_000  # of the ranges elsewhere, multiplied: they may stand in one another
_CLOSES = {"(": ")", "[": "]", "{": "}"}


def check_size(found: Sequence[Token], parameters: Mapping[str, Any]) -> None:
    """Raise `QueryError` for a range that is too long and for an accumulator that doubles."""
    loops = 1
    for at, token in enumerate(found[:-1]):
        if token.kind != "word" or found[at + 1].text != "(":
            continue
        if token.name == "range":
            length = _length(found, _arguments(found, at + 1), parameters)
            unwound = at and found[at - 1].name == "unwind"
            loops *= 1 if unwound else max(1, length)
            if length > MAX_RANGE or loops > MAX_LOOP:
                raise QueryError(f"range() makes too many values; {MAX_RANGE:,} may be unwound, {MAX_LOOP:,} used otherwise")
        elif token.name == "reduce" and found[at + 2].kind in ("word", "quoted"):
            body = [one for part in _split(_inside(found, at + 1), "|")[1:] for one in part]
            if _uses(body, found[at + 2].name) > 1:
                raise QueryError(f"reduce() uses {found[at + 2].text} more than once, so that it doubles at each step; ask for it in another way")


def _inside(found: Sequence[Token], start: int) -> list[Token]:
    """The tokens between the bracket at *start* and the one that closes it."""
    depth = 0
    for at in range(start, len(found)):
        depth += (found[at].text in _CLOSES) - (found[at].text in _CLOSES.values())
        if depth == 0:
            return list(found[start + 1 : at])
    return list(found[start + 1 :])


def _split(found: Sequence[Token], sign: str) -> list[list[Token]]:
    """*found* at every *sign* that stands in no bracket."""
    parts: list[list[Token]] = [[]]
    depth = 0
    for token in found:
        depth += (token.text in _CLOSES) - (token.text in _CLOSES.values())
        if token.text == sign and depth == 0:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _arguments(found: Sequence[Token], start: int) -> list[list[Token]]:
    return _split(_inside(found, start), ",")


def _length(found: Sequence[Token], arguments: list[list[Token]], parameters: Mapping[str, Any]) -> int:
    """How many values a range makes; one whose ends aren't written out counts as one, unless it can be meant to be large."""
    values = [_value(argument, parameters) for argument in arguments]
    if all(value is not None for value in values) and len(values) >= 2:
        first, last, step = (*(value or 0 for value in values), 1)[:3]
        return abs(last - first) // (abs(step) or 1) + 1
    written = [token for token in found if token.kind == "number"]
    large = any(_number(token.text) > MAX_LOOP for token in written) or any(token.text == "^" for token in found)
    multiplied = any(token.text in ("*", "/") or token.kind == "string" for argument in arguments for token in argument)
    return MAX_RANGE + 1 if large or multiplied else 1


def _value(argument: Sequence[Token], parameters: Mapping[str, Any]) -> int | None:
    """The whole number that *argument* is, written out or a parameter."""
    sign, rest = (-1, argument[1:]) if argument and argument[0].text == "-" else (1, argument)
    if len(rest) != 1:
        return None
    if rest[0].kind == "parameter":
        value = parameters.get(rest[0].text[1:].strip("`"))
        return sign * value if isinstance(value, int) else None
    return sign * int(_number(rest[0].text)) if rest[0].kind == "number" else None


def _number(text: str) -> float:
    try:
        return int(text.replace("_", ""), 0)
    except ValueError:
        return min(float(text.replace("_", "")), 1e18) if not text.lower().startswith("0x") else 1e18


def _uses(body: Sequence[Token], name: str) -> int:
    """How often the value of *body* can hold the accumulator, or one part of it: conditions and sizes don't, and of a CASE one branch does."""
    whole, parts = _count(body, name)
    return whole + max(parts.values(), default=0)


def _count(body: Sequence[Token], name: str) -> tuple[int, Counter[str]]:
    whole, parts, at = 0, Counter[str](), 0
    while at < len(body):
        token = body[at]
        at += 1
        if token.kind == "word" and token.name == "case":
            end = _end_of_case(body, at)
            branches = [_count(branch, name) for branch in _branches(body[at:end])]
            whole += max((one for one, _ in branches), default=0)
            most: Counter[str] = max((some for _, some in branches), key=Counter.total, default=Counter())
            parts.update(most)
            at = end + 1
        elif token.kind in ("word", "quoted") and token.name == name and (at < 2 or body[at - 2].text != "."):
            measured = at >= 3 and body[at - 2].text == "(" and body[at - 3].name in ("size", "length")
            if at < len(body) and body[at].text in (".", "["):
                parts["".join(part.text for part in body[at : at + 2])] += 1
            elif not measured:
                whole += 1
    return whole, parts


def _end_of_case(body: Sequence[Token], at: int) -> int:
    """Where the END of the CASE is whose word stands before *at*."""
    depth = 1
    while at < len(body):
        word = body[at].name if body[at].kind == "word" else ""
        depth += (word == "case") - (word == "end")
        if depth == 0:
            return at
        at += 1
    return at


def _branches(case: Sequence[Token]) -> list[list[Token]]:
    """What stands after each THEN and ELSE of a CASE."""
    found: list[list[Token]] = []
    at, kept = 0, False
    while at < len(case):
        word = case[at].name if case[at].kind == "word" else ""
        end = _end_of_case(case, at + 1) if word == "case" else at
        if word in ("when", "then", "else"):
            kept = word != "when"
            if kept:
                found.append([])
        elif kept:
            found[-1].extend(case[at : end + 1])
        at = end + 1
    return found
