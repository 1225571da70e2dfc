"""Dates as people write them, as periods of the precision that they give; and where a text gives its own date."""

import re

from graphkit.errors import OntologyError, SourceError
from graphkit.periods import check_period

# English, German, French, Spanish; a name is known by its first letters.
_MONTHS = {
    prefix: number
    for number, prefixes in enumerate(
        (
            "jan ene", "feb fév fev", "mar mär mrz", "apr avr abr", "may mai", "jun juin", "jul juil",
            "aug aoû aou ago", "sep", "oct okt", "nov", "dec dez déc dic",
        ),
        start=1,
    )
    for prefix in prefixes.split()
}  # fmt: skip
_NAMES = (
    "january|february|march|april|may|june|july|august|september|october|november|december|"
    "januar|jänner|februar|märz|mai|juni|juli|oktober|dezember|"
    "janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre|"
    "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|"
    "jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|okt|nov|dec|dez"
)
_MONTH = rf"(?:{_NAMES})\b\.?"
DATE = (
    r"\d{4}-\d{2}-\d{2}(?!\d)|\d{4}-(?:Q[1-4]|H[12])\b"
    r"|\d{4}\s?[./年]\s?\d{1,2}\s?[./月]\s?\d{1,2}(?!\d)日?|\d{1,2}\.\s?\d{1,2}\.\s?\d{4}(?!\d)"
    rf"|(?<!\d)(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|er|\.)?\s+(?:of\s+|de\s+)?{_MONTH},?\s+(?:de\s+)?\d{{4}}(?!\d)"
    rf"|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}(?!\d)"
    rf"|{_MONTH},?\s+(?:de\s+)?\d{{4}}(?!\d)"
)
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?(?:(?:the|le|el|am|den)\s+)?"
_TIME = r"(?:[T ,]+(?:at\s+)?\d{1,2}[:.h]\d{2}.*)?"


def period(text: object) -> str | None:
    """The period that *text* writes, with the precision that it has; None where it writes none.

    >>> period("Wed, 14 May 2025 09:00:00 GMT"), period("May 2025"), period("2025-05-14T09:00Z"), period("spring")
    ('2025-05-14', '2025-05', '2025-05-14', None)
    """
    string = " ".join(str(text).split()) if text else ""
    try:
        return check_period(string)
    except OntologyError:
        found = re.fullmatch(rf"{_WEEKDAY}({DATE}){_TIME}", string, re.I)
        return _read(found[1]) if found else None


def as_declared(value: object, source: str) -> str | None:
    """The period in a field that is there for a date; raises `SourceError` where it holds anything else."""
    if not value:
        return None
    if not (found := period(value)):
        raise SourceError(source, f"published: {value!r} is no date; write 2025, 2025-02, 2025-02-14, 2025-Q1 or 2025-H1")
    return found


def _read(written: str) -> str | None:
    digits = [int(number) for number in re.findall(r"\d+", written)]
    if re.search(r"[QH]\d$", written, re.I):
        result = written.upper()
    elif name := re.search(r"[^\W\d_]{3,}", re.sub(r"(?i)\bde\b|\bof\b|(?<=\d)(st|nd|rd|th|er)\b", " ", written)):
        word = name[0].lower()
        month = next(number for prefix, number in _MONTHS.items() if word.startswith(prefix)) if word[:4] not in ("juin", "juil") else 6 + (word[:4] == "juil")
        result = f"{digits[-1]}-{month:02}" + (f"-{digits[0]:02}" if len(digits) > 1 else "")
    else:
        year, month, day = digits if digits[0] > 31 else reversed(digits)
        result = f"{year}-{month:02}-{day:02}"
    try:
        return check_period(result)
    except OntologyError:
        return None


_LABELLED = re.compile(
    rf"\W*(?:(?:first\s+)?published|date[d]?|posted|issued|(?:last\s+)?(?:updated|edited|modified|reviewed)|veröffentlicht|datum|stand|publié|fecha)"
    rf"(?:\s+(?:on|am|le))?\W{{0,6}}{_WEEKDAY}({DATE})",
    re.I,
)
# "SEOUL, May 14, 2025 -", "Paris (9 May 2025) –", "Frankfurt, 22 January 2025."
_DATELINE = re.compile(rf"\W{{0,3}}(?:[A-ZÀ-Þ][^\s\d,]*[,/ ]*){{1,6}}[\s,(—–-]*(?i:{_WEEKDAY}({DATE}))\s*(?:\)|[-–—.:/]|$)")
# A date that stands apart in a short line: "Third edition, 4 March 2027.", "Minutes of the meeting held on 12 May 2026 in Lund"
_APART = re.compile(
    rf"(?:^|[^\w\s]\s*|\b(?:of|on|am|du|held|filed|updated|edited|published|circulated|accepted|decided|released|input|status|print|version)\s+)"
    rf"{_WEEKDAY}({DATE})(?=\s*(?:$|[^\w\s]|(?:in|at|for|by|to)\b|\d?\d[:.h]\d\d))",
    re.I | re.M,
)
_OTHER = re.compile(r"(?:event|effective|force|deadline|due|opened|since|until|from|valid|expir\w+|born|founded)\b[^.|·,;(]*$", re.I)


def dateline(text: str) -> str | None:
    """The date that the first lines of *text* give for the text itself, as a header or a dateline does."""
    lines = [line.strip() for line in text[:3000].split("\n") if line.strip()]
    for line in lines[:12]:
        if found := _LABELLED.match(line):
            return _read(found[1])
    for line in lines[:8]:
        if (found := _DATELINE.match(line[:200])) and len(re.findall(r"\d+", found[1])) > 1:
            return _read(found[1])
        for found in _APART.finditer(line if len(line) <= 160 else line[:24]):
            before = line[: found.start(1)]
            month_only = len(re.findall(r"\d+", found[1])) < 2 and found.end(1) < len(line.rstrip(".*_)"))
            narrative = month_only or re.search(r"(?:^|[.!?]\s)\W*on\s+$|^[|-]", before, re.I)
            timeline = not before and sum(bool(re.match(rf"\W*{_WEEKDAY}(?:{DATE})", other, re.I)) for other in lines) > 1
            if not (narrative or timeline or _OTHER.search(before)):
                return _read(found[1])
    return None
