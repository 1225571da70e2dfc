"""Dates with the precision that the source gives, and no more.

A period is a string: ``2025``, ``2025-H1``, ``2025-Q1``, ``2025-02``, ``2025-02-14``, or, open at one side,
``../2025-02`` (by then) and ``2025-02/..`` (from then on). ISO 8601-2 (EDTF) writes open sides so.
"""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date

from .errors import OntologyError

_PERIOD = re.compile(r"(\d{4})(?:-(?:(Q[1-4])|(H[12])|(\d{2})(?:-(\d{2}))?))?")


def check_period(text: str) -> str:
    """*text* itself; raises `OntologyError` where it is no period."""
    bounds(text)
    return text


def is_period(text: str) -> bool:
    """Whether *text* is a period."""
    try:
        bounds(text)
    except OntologyError:
        return False
    return True


def bounds(text: str) -> tuple[date | None, date | None]:
    """First and last day that *text* can mean; None where it is open."""
    if text.startswith("../"):
        return None, bounds(text[3:])[1]
    if text.endswith("/.."):
        return bounds(text[:-3])[0], None
    found = _PERIOD.fullmatch(text)
    try:
        if not found:
            raise ValueError
        year, quarter, half, month, day = found.groups()
        first, last = 1, 12
        if quarter:
            first, last = 3 * int(quarter[1]) - 2, 3 * int(quarter[1])
        elif half:
            first, last = (1, 6) if half == "H1" else (7, 12)
        elif month:
            first = last = int(month)
        if day:
            return (date(int(year), first, int(day)),) * 2
        return date(int(year), first, 1), date(int(year), last, monthrange(int(year), last)[1])
    except ValueError:
        raise OntologyError(f"{text!r} is no date; write 2025, 2025-02, 2025-02-14, 2025-Q1 or 2025-H1") from None


def overlap(one: str | None, other: str | None) -> bool:
    """Whether two periods can mean the same day; one that isn't known can mean any."""
    if not one or not other:
        return True
    (first, last), (begin, end) = bounds(one), bounds(other)
    return (first is None or end is None or first <= end) and (begin is None or last is None or begin <= last)


def width(period: str | None) -> int:
    """How many days a period leaves open; one that is open or unknown, more than any that is closed."""
    first, last = bounds(period) if period else (None, None)
    return (last - first).days if first and last else 999_999


def narrowest(periods: Iterable[str | None]) -> str | None:
    """The most exact of *periods*, the earliest of several."""
    return min((period for period in periods if period), key=lambda period: (width(period), period), default=None)
