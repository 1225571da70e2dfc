"""Dates in a question: "before March 2025", "since last year", "in the first half of 2024", "as of 1 May 2025"."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from ..periods import bounds

_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = "|".join(f"{name}|{name[:3]}\\.?" for name in _MONTHS) + "|sept"
_NUMBERS = {name: i for i, name in enumerate("one two three four five six seven eight nine ten".split(), start=1)}
_DATE = (
    rf"(?P<iso>\d{{4}}-\d\d(?:-\d\d)?)|(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month1>{_MONTH})\s*,?\s*(?P<year1>\d{{4}})|"
    rf"(?P<month2>{_MONTH})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+(?P<year2>\d{{4}})|(?P<month3>{_MONTH})\s+(?:of\s+)?(?P<year3>\d{{4}})|"
    r"(?:q(?P<quarter>[1-4])|the\s+(?P<nth>first|second|third|fourth)\s+quarter)\s*(?:of\s+)?(?P<year4>\d{4})|"
    r"(?:h(?P<half>[12])|the\s+(?P<nthhalf>first|second)\s+half)\s*(?:of\s+)?(?P<year5>\d{4})|"
    r"(?:the\s+year\s+)?(?P<year>(?:19|20)\d\d)\b|(?P<which>last|this|next)\s+(?P<unit>year|month|quarter|week)|(?P<today>today|now)|yesterday|"
    r"(?P<ago>\w+)\s+(?P<agounit>years?|months?|weeks?)\s+ago|(?:the\s+)?(?:last|past)\s+(?P<span>\w+)\s+(?P<spanunit>years|months|weeks)"
)
_NAMED = re.compile(r"\?P<\w+>")
_PLAIN = _NAMED.sub("?:", _DATE)
_BETWEEN = re.compile(rf"\b(?:between|from)\s+(?P<a>{_PLAIN})\s+(?:and|to|until|till|through)\s+(?P<b>{_PLAIN})", re.I)
_SINGLE = re.compile(
    r"\b(?:(?P<op>before|prior\s+to|earlier\s+than|until|till|up\s+to|by|no\s+later\s+than|after|later\s+than|following|since|from|starting\s+in|in|during|within|over|for|on|of|as\s+of|as\s+at|at)\s+)?"
    rf"(?P<part>the\s+(?:end|start|beginning|middle)\s+of\s+|early\s+|mid[\s-]|late\s+)?(?P<date>{_PLAIN})(?P<onwards>\s+onwards?|\s+or\s+later)?\b",
    re.I,
)
_OPS = {
    **dict.fromkeys(("before", "prior to", "earlier than"), "before"),
    **dict.fromkeys(("after", "later than", "following"), "after"),
    **dict.fromkeys(("since", "from", "starting in"), "since"),
    **dict.fromkeys(("until", "till", "up to", "by", "no later than"), "until"),
    **dict.fromkeys(("as of", "as at"), "as_of"),
}


@dataclass(frozen=True, slots=True)
class When:
    """What is asked of a date: before, until, in, since, after the days from *first* to *last*, or true as of the last."""

    op: str
    first: date
    last: date
    words: str

    def holds(self, first: str, last: str) -> bool:
        """Whether something dated *first* to *last* (ISO days) fits."""
        lo, hi = self.first.isoformat(), self.last.isoformat()
        return {"before": last < lo, "until": last <= hi, "in": lo <= first and last <= hi, "since": first >= lo, "after": first > hi}[self.op]


def find(text: str, today: date) -> list[tuple[int, int, When]]:
    """Every date in *text*: where it begins and ends there, and what it asks."""
    found: list[tuple[int, int, When]] = []
    for match in _BETWEEN.finditer(text):
        (a, _), (_, b) = _days(match["a"], today), _days(match["b"], today)
        found.append((match.start(), match.end(), When("in", a, b, match[0])))
    for match in _SINGLE.finditer(text):
        if any(start < match.end() and match.start() < end for start, end, _ in found):
            continue
        words = " ".join((match["op"] or "").lower().split())
        low = match["date"].lower()
        if (low in ("may", "today", "now") and not words) or (
            not words and re.fullmatch(r"\d{4}", low) and re.search(r"\w[- ]?$", text[: match.start()]) and _model_number(text, match.start())
        ):
            continue
        first, last = _days(match["date"], today)
        op = _OPS.get(words, "in")
        if re.match(r"(the )?(last|past) \w+ (years|months|weeks)", low) or match["onwards"]:
            op = "since"
        found.append((match.start(), match.end(), When(op, first, last, match[0].strip())))
    return found


def _model_number(text: str, at: int) -> bool:
    """Whether the number at *at* belongs to a name, as in "Model 2024"."""
    before = re.search(r"(\w+)[- ]?$", text[:at])
    return bool(before and before[1][:1].isupper() and before[1].lower() not in _MONTHS)


def _days(words: str, today: date) -> tuple[date, date]:
    match = re.fullmatch(_DATE, words.strip(), re.I)
    assert match
    part = {name: value for name, value in match.groupdict().items() if value}

    def month(name: str) -> int:
        return next(i for i, full in enumerate(_MONTHS, start=1) if full.startswith(name.lower().rstrip(".")[:3]))

    def span(period: str) -> tuple[date, date]:
        first, last = bounds(period)
        return first or date.min, last or date.max

    if "iso" in part:
        return span(part["iso"])
    for number, name, year in (("day", "month1", "year1"), ("day2", "month2", "year2")):
        if number in part:
            return span(f"{part[year]}-{month(part[name]):02d}-{int(part[number]):02d}")
    if "month3" in part:
        return span(f"{part['year3']}-{month(part['month3']):02d}")
    order = ["first", "second", "third", "fourth"]
    if "year4" in part:
        return span(f"{part['year4']}-Q{part.get('quarter') or order.index(part['nth'].lower()) + 1}")
    if "year5" in part:
        return span(f"{part['year5']}-H{part.get('half') or order.index(part['nthhalf'].lower()) + 1}")
    if "year" in part:
        return span(part["year"])
    if "which" in part:
        return _relative({"last": -1, "this": 0, "next": 1}[part["which"].lower()], part["unit"].lower(), today)
    if "ago" in part or "span" in part:
        count = _number(part.get("ago") or part["span"])
        unit = (part.get("agounit") or part["spanunit"]).lower().rstrip("s")
        day = today - timedelta(days=round(count * {"year": 365.25, "month": 30.44, "week": 7}[unit]))
        return (day, today) if "span" in part else (day, day)
    return (today, today) if "today" in part else (today - timedelta(days=1),) * 2


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS.get(word.lower(), 1)


def _relative(step: int, unit: str, today: date) -> tuple[date, date]:
    if unit == "year":
        return date(today.year + step, 1, 1), date(today.year + step, 12, 31)
    if unit == "week":
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=step)
        return monday, monday + timedelta(days=6)
    size = 3 if unit == "quarter" else 1
    index = (today.year * 12 + today.month - 1) // size + step
    first = date(index * size // 12, index * size % 12 + 1, 1)
    after = (index + 1) * size
    return first, date(after // 12, after % 12 + 1, 1) - timedelta(days=1)
