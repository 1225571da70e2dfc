"""Which spellings in a document stand for one thing: known aliases, acronyms given in brackets, and short forms."""

import re
from collections import defaultdict
from dataclasses import dataclass

from ..names import Names, key
from . import spans
from .lexicon import words
from .reading import Reading
from .typed import listed

_ACRONYM = re.compile(r"\s*\((?:the\s+|or\s+|“|\"|‘|')?([A-Z][\w&.-]{1,14}|[A-Z][\w-]+ ?[A-Z]?[\w-]*)[”\"’']?[,;)]")
#: "(Nasdaq: ASTR)": the sign of a share stands for the firm before it.
_TICKER = re.compile(r"\s*\((?:[A-Z][\w ]{1,24}): ?([A-Z]{1,6}(?:\.[A-Z]{1,3})?)\)")
_HEADS = frozenset(
    """
        commission authority board agency ministry department office court bureau council commissioner administration directorate inspectorate
        tribunal group bank fund university institute chamber regulator foundation""".split()
)


@dataclass(slots=True)
class Found:
    """A span of a block that is taken for a name."""

    block: int
    span: spans.Span
    kind: str = ""  # its type as the learned reader sees it, where that sees it


class _Union:
    """Which keys belong together."""

    def __init__(self) -> None:
        self.parent: dict[str, str] = {}

    def find(self, item: str) -> str:
        self.parent.setdefault(item, item)
        while self.parent[item] != item:
            self.parent[item] = self.parent[self.parent[item]]
            item = self.parent[item]
        return item

    def join(self, one: str, other: str) -> None:
        a, b = sorted((self.find(one), self.find(other)))
        self.parent[b] = a


def together(found: list[Found], reading: Reading, names: Names) -> list[list[Found]]:
    """The candidates, grouped by the thing they stand for."""
    union = _Union()
    by_key: dict[str, list[Found]] = defaultdict(list)
    for item in found:
        by_key[key(item.span.text)].append(item)
    for form in by_key:
        known = names.find(by_key[form][0].span.text)
        if known:
            union.join(form, key(known.name))
        else:
            union.find(form)
        if form.endswith("s") and form[:-1] in by_key and len(form) > 4:
            union.join(form, form[:-1])
    for item in found:
        _acronym(item, reading, by_key, union, names)
    _short_forms(by_key, union, names, {key(item.span.text) for item in found if listed(reading, item.block, item.span.text, item.span.start)})
    groups: dict[str, list[Found]] = defaultdict(list)
    for item in found:
        form = key(item.span.text)
        if form in _HEADS and union.find(form) == form and not any(union.find(other) == form for other in by_key if other != form):
            continue  # a body that is never named
        groups[union.find(key(item.span.text))].append(item)
    return [groups[root] for root in sorted(groups, key=lambda root: (groups[root][0].block, groups[root][0].span.start))]


def _acronym(item: Found, reading: Reading, by_key: dict[str, list[Found]], union: _Union, names: Names) -> None:
    """ "Cyberspace Administration of China (CAC)", "State Bank of India (“SBI”)"."""
    text = reading.blocks[item.block].text
    ticker = _TICKER.match(text, item.span.end, item.span.end + 40)
    if ticker and key(ticker[1]) in by_key and names.find(ticker[1]) is None:
        union.join(key(ticker[1]), key(item.span.text))
    given = _ACRONYM.match(text, item.span.end, item.span.end + 40)
    if not given or key(given[1]) not in by_key:
        return
    short, long = given[1], item.span.text
    letters = [part[0] for part in re.split(r"[\s\-/&]+", long) if part[:1].isalpha()]
    capitals = "".join(letter for letter in letters if letter.isupper()).casefold()
    initials = "".join(letters).casefold()
    want = re.sub(r"[^\w]", "", short).casefold()
    spelt = _subsequence(want, re.sub(r"[^\w]", "", long).casefold()) and want[0] == long[0].casefold()
    known = names.find(short), names.find(long)
    if known[0] and known[1] and known[0] is not known[1]:
        return
    if (
        want in (capitals, initials)
        or (short.isupper() and spelt and len(want) >= 2 and len(letters) > 1)
        or (short.split()[0].casefold() == long.split()[0].casefold() and not re.search(r"\d", short))
    ):
        union.join(key(short), key(long))


def _subsequence(short: str, long: str) -> bool:
    letters = iter(long)
    return all(letter in letters for letter in short)


def _short_forms(by_key: dict[str, list[Found]], union: _Union, names: Names, present: set[str]) -> None:
    """ "Tencent Holdings" … "Tencent"; "Kestrel Bay Systems" … "Kestrel"; "qirra.ai" … "qirra"; "Tobias Renn" … "Renn".

    *present* are those listed as present, approving or the like.
    """
    longer: dict[str, list[str]] = defaultdict(list)
    for form in by_key:
        text = by_key[form][0].span.text
        parts = form.split()
        if len(parts) > 1:
            if form in present or spans.person_like(text) or any(item.span.titled or item.kind == "Person" for item in by_key[form]):
                longer[parts[-1]].append(form)
                if len(parts[0]) > 2 and (form in present or {item.kind for item in by_key.get(parts[0], [])} <= {"", "Person"}):  # "Devon asked"
                    longer[parts[0]].append(form)
                if len(parts) > 2:
                    longer[" ".join(parts[1:])].append(form)
            for n in range(1, len(parts)):
                rest = parts[n:]
                short = " ".join(parts[:n])
                if (
                    _descriptive(rest)
                    or (rest[-1] in words("last", "Company") | words("last", "Regulator") and (not _variant(rest) or _first(by_key, form, short)))
                    or (not _variant(rest) and _firm(by_key, form) and _firm(by_key, short) and _before(by_key, form, short))
                ):
                    longer[short].append(form)
        domain = re.fullmatch(r"([\w-]{3,})\.(?:ai|com|io|dev|net|org|co|app|cloud|health)", form)
        if domain:
            longer[domain[1]].append(form)
        if len(parts) > 2 and not any(p in ("of", "and", "for") for p in parts):
            initials = "".join(part[0] for part in parts)
            if initials in by_key and by_key[initials][0].span.text.isupper():
                longer[initials].append(form)
        elif len(parts) > 2:
            capitals = "".join(part[0] for part in text.split() if part[0].isupper()).casefold()
            if capitals in by_key and by_key[capitals][0].span.text.isupper():
                longer[capitals].append(form)
    for short in by_key:  # "the Commission", "the Board", "the Bank": the last such body that was named in full
        if short in _HEADS and short not in longer:
            full = [
                form
                for form in by_key
                if " " in form
                and short in form.split()
                and form.split()[-1 if short not in ("ministry", "department", "office", "bureau", "bank", "council") else 0] in (short, *form.split()[-1:])
            ]
            if full:
                counts = sorted(full, key=lambda form: (-len(by_key[form]), by_key[form][0].block, form))
                union.join(short, counts[0])
    for short, forms in longer.items():
        if short not in by_key:
            continue
        known = names.find(by_key[short][0].span.text)
        roots = {union.find(form) for form in forms}
        if len(roots) > 1:
            exact = [form for form in forms if _descriptive(form.split()[len(short.split()) :])]
            roots = {union.find(form) for form in exact} if exact else roots
        if len(roots) != 1:
            continue
        form = next(form for form in forms if union.find(form) in roots)
        other = names.find(by_key[form][0].span.text)
        if known and other and known is not other:
            continue
        if known and known.type in ("Company", "Regulator", "Place", "Model", "Product") and not _descriptive(form.split()[len(short.split()) :]):
            continue
        if other and other.type in ("Model", "Product"):
            continue
        union.join(short, form)


def _first(by_key: dict[str, list[Found]], long: str, short: str) -> bool:
    """Whether a fund is named in full before its short form: "Viken Capital" … "Viken", but not "Orl" … "Orl Ventures"."""
    return long.split()[-1] in ("capital", "ventures") and _before(by_key, long, short)


def _before(by_key: dict[str, list[Found]], long: str, short: str) -> bool:
    """Whether *long* is named before the first *short*."""
    told = [(item.block, item.span.start) for item in by_key[long]], [(item.block, item.span.start) for item in by_key.get(short, [])]
    return bool(told[1]) and min(told[0]) < min(told[1])


def _firm(by_key: dict[str, list[Found]], form: str) -> bool:
    """Whether the learned reader sees a firm in every *form*: "Kestrel Dynamics" … "Kestrel"."""
    return form in by_key and not re.search(r"\d", form) and all(item.kind == "Company" for item in by_key[form])


def _descriptive(rest: list[str]) -> bool:
    """Words that a short form of a firm's name leaves out."""
    plain = [part for part in rest if part not in ("and", "of", "for")]
    return bool(plain) and all(part in words("last", "Company") and part not in ("cloud", "ventures", "capital", "university", "research") for part in plain)


def _variant(rest: list[str]) -> bool:
    """Words that make another model or product of it: "mini", "Pro", "Cloud", "Search"."""
    return any(
        part in words("last", "Model") | words("last", "Product") | {"cloud", "ventures", "capital", "pro", "max", "ultra", "plus", "lite", "edge", "core"}
        for part in rest
    )
