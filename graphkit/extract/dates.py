"""When: dates in words, and those relative to the day of publication, with the precision that the words have."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .layout import Block

_MONTHS = "january february march april may june july august september october november december".split()
_SHORT = {month[:3]: n for n, month in enumerate(_MONTHS, 1)} | {"sept": 9} | {month: n for n, month in enumerate(_MONTHS, 1)}
_M = r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
_Y = r"(?P<year>(?:19|20)\d\d)"
_D = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_PATTERNS = [
    re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<mon>[01]\d)-(?P<day>[0-3]\d)\b"),
    re.compile(rf"\b{_D}(?: of)? {_M},? {_Y}\b"),
    re.compile(rf"\b{_M} {_D},? {_Y}\b"),
    re.compile(rf"\b{_M},? (?:of )?{_Y}\b"),
    re.compile(rf"\b{_D}(?: of)? {_M}(?!\w)"),
    re.compile(rf"\b{_M} {_D}\b(?!%)"),
    re.compile(rf"\b(?:(?P<quarter>Q[1-4])|(?P<half>H[12])) (?:of )?{_Y}\b"),
    re.compile(rf"\b(?:the )?(?P<nth>first|second|third|fourth) (?P<span>quarter|half) of {_Y}\b", re.I),
    re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<mon>[01]\d)\b(?!-)"),
    re.compile(rf"\b(?:in|since|until|by|from|for|of|during|late|early|mid|before|after|through|to|end of|at the end of|as of|around)[ -]{_Y}\b", re.I),
    re.compile(rf"\b(?:(?P<last>last|this|next) )?{_M}(?= |,|\.|;|:|\)|$)"),
    re.compile(
        r"\b(?P<rel>last year|this year|next year|last month|this month|next month|a year ago|two years ago|three years ago"
        r"|two months ago|three months ago|six months ago|earlier this year|later this year|the end of the year"
        r"|year-end|the year's end)\b",
        re.I,
    ),
    re.compile(r"\((?P<year>(?:19|20)\d\d)\)"),
    re.compile(r"\b(?:on|of) the (?P<monthday>[12]?\d|3[01])(?:st|nd|rd|th)(?=[,.;:)]|$| (?:that|it|and|when|by|to|at|in|with|the|a|he|she|they)\b)"),
]
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4}


@dataclass(frozen=True, slots=True)
class Found:
    """A date at ``text[start:end]``; ``since`` and ``until`` where a word before it says so."""

    start: int
    end: int
    period: str
    since: bool = False
    until: bool = False


def anchor(published: str | None) -> date | None:
    """The day (or the middle of the period) that relative dates count from."""
    if not published:
        return None
    found = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", published)
    if not found:
        return None
    year, month, day = found.groups()
    try:
        return date(int(year), int(month or 6), int(day or 15))
    except ValueError:
        return None


@lru_cache(32)
def find(text: str, published: str | None, *, ahead: bool | None = None) -> tuple[Found, ...]:
    """Dates in *text*, in order, that can be resolved given the day of publication; *ahead* where they are of what is still to come, or over (False).

    The claims of one sentence each ask for its dates.
    """
    today = anchor(published)
    taken: list[tuple[int, int]] = []
    hits: list[Found] = []
    for pattern in _PATTERNS:
        for found in pattern.finditer(text):
            if any(a < found.end() and found.start() < b for a, b in taken):
                continue
            period = _period(found, today, ahead)
            if period is None:
                continue
            taken.append(found.span())
            before = text[max(0, found.start() - 12) : found.start() + 6].lower()
            hits.append(
                Found(found.start(), found.end(), period, bool(re.search(r"\bsince\b|\bfrom\b", before)), bool(re.search(r"\buntil\b|\btill\b", before)))
            )
    return tuple(sorted(hits, key=lambda hit: hit.start))


def _period(found: "re.Match[str]", today: date | None, ahead: bool | None = None) -> str | None:
    given = found.groupdict()
    year = int(given["year"]) if given.get("year") else None
    if given.get("monthday"):
        return _day_of_month(int(given["monthday"]), today, ahead)
    if given.get("rel"):
        return _relative(given["rel"].lower(), today)
    if given.get("quarter") or given.get("half"):
        return f"{year}-{given.get('quarter') or given.get('half')}"
    if given.get("nth"):
        n = _NTH[given["nth"].lower()]
        if given["span"].lower() == "half" and n > 2:
            return None
        return f"{year}-{'H' if given['span'].lower() == 'half' else 'Q'}{n}"
    month = int(given["mon"]) if given.get("mon") else _SHORT.get((given.get("month") or "").lower())
    if month is None:
        return f"{year}" if year else None
    if not 1 <= month <= 12:
        return None
    day = int(given["day"]) if given.get("day") else None
    if year is None:
        if today is None:
            return None
        year = _near(
            month, day, today, given.get("last") or {True: "next", False: "past", None: None}[ahead], found.string[max(0, found.start() - 40) : found.start()]
        )
    if day:
        try:
            return date(year, month, day).isoformat()
        except ValueError:
            return None
    return f"{year}-{month:02d}"


def _day_of_month(day: int, today: date | None, ahead: bool | None) -> str | None:
    """ "On the 4th": the last such day up to publication, or the next one where it's still to come."""
    if today is None:
        return None
    months = today.year * 12 + today.month - 1 + (day < today.day if ahead else -int(day > today.day))
    try:
        return date(months // 12, months % 12 + 1, day).isoformat()
    except ValueError:
        return None


def _near(month: int, day: int | None, today: date, word: str | None, before: str) -> int:
    """The year of a bare month: the latest one not after publication, unless the words look ahead."""
    ahead = word == "next" or (
        word != "past"
        and bool(re.search(r"\b(?:will|by|until|until the end of|from|to be|plans?|due|expected|coming|before)\b[^.;]*$", before, re.I))
        and not re.search(r"\b(?:was|were|had|since)\b[^.;]*$", before)
    )
    if word == "last":
        return today.year - 1 if month >= today.month else today.year
    if ahead:
        return today.year if month >= today.month else today.year + 1
    later = month > today.month or (month == today.month and day is not None and day > today.day)
    return today.year - 1 if later else today.year


def _relative(words: str, today: date | None) -> str | None:
    if today is None:
        return None
    if "year" in words:
        back = {"last year": 1, "a year ago": 1, "two years ago": 2, "three years ago": 3, "next year": -1}.get(words, 0)
        return str(today.year - back)
    back = {"last month": 1, "two months ago": 2, "three months ago": 3, "six months ago": 6, "next month": -1}.get(words, 0)
    month = today.year * 12 + today.month - 1 - back
    return f"{month // 12}-{month % 12 + 1:02d}"


_LEADING = re.compile(
    r"\W{0,12}(?:on |in |from |since )?(?P<date>(?:[A-Z][a-z]{2,3}\. )?[^:.–—|-]{4,24}?|\d{4}-\d\d(?:-\d\d)?|(?:19|20)\d\d)"
    r"\W{0,3}(?:[:–—|]|[.-]\s)",
    re.I,
)


def leading(block: "Block", published: str | None) -> str | None:
    """The date that a line of a chronicle or a row begins with: "2022 – Orl shows Vey", "May 2025: …", "May 2025. Orl shows Vey"."""
    told = _LEADING.match(block.text)
    if told is None or block.number <= 2:
        return None
    if re.fullmatch(r"(?:19|20)\d\d", told["date"].strip()):
        return told["date"].strip()
    hits = [hit for hit in find(told["date"], published) if hit.end - hit.start > len(told["date"].strip()) - 6]
    return hits[0].period if hits else None


def published(text: str) -> str | None:
    """The day a text says it is from: a date in its first or last lines, or a line that begins with "Date:"."""
    tagged = re.search(r"^\W{0,12}(?:date|published|decided|last updated|adopted|issued)\W{1,6}([^\n]{4,40})$", text[:3000], re.I | re.M)
    head = text[:700]
    for part in ([tagged[1]] if tagged else []) + [head]:
        for pattern in _PATTERNS[:4]:
            found = pattern.search(part)
            if found and not (part is head and _chronicle(text, found)):
                period = _period(found, None)
                if period:
                    return period
    return None


def _chronicle(text: str, first: re.Match[str]) -> bool:
    """Whether *first* is the first of several dates that lines begin with, each followed by what happened then."""
    line = re.compile(r"^\W{0,8}(?:\w+\.? )?(?:\w+ )?(?:19|20)\d\d(?:-\d\d)*\**\s?[:–—|-]", re.M)
    return any(told.start() <= first.start() < told.end() for told in line.finditer(text)) and len(line.findall(text)) >= 3
