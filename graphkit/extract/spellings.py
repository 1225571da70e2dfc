"""Which spellings in a document stand for one thing: known aliases, acronyms given in brackets, and short forms."""

import re
from collections import defaultdict

from ..names import Names, key
from .reading import Reading
from .shortened import before, descriptive, longer
from .spans import Found

_ACRONYM = re.compile(r"\s*\((?:the\s+|or\s+|“|\"|‘|')?([A-Z][\w&.-]{1,14}|[A-Z][\w-]+ ?[A-Z]?[\w-]*)[”\"’']?[,;)]")
#: "(Nasdaq: ASTR)": the sign of a share stands for the firm before it.
_TICKER = re.compile(r"\s*\((?:[A-Z][\w ]{1,24}): ?([A-Z]{1,6}(?:\.[A-Z]{1,3})?)\)")
_HEADS = frozenset(
    """
        commission authority board agency ministry department office court bureau council commissioner administration directorate inspectorate
        tribunal group bank fund university institute chamber regulator foundation""".split()
)


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
    _short_forms(by_key, union, names, reading)
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
        or (" " in long and item.kind == "Regulator" and given.group().endswith(")") and re.fullmatch(r"[A-Z]{2,6}", short) and not known[0])
    ):
        union.join(key(short), key(long))


def _subsequence(short: str, long: str) -> bool:
    letters = iter(long)
    return all(letter in letters for letter in short)


def _short_forms(by_key: dict[str, list[Found]], union: _Union, names: Names, reading: Reading) -> None:
    """Join every short form with the one longer name that it stands for."""
    told, likely = longer(by_key, reading)
    for short in by_key:  # "the Commission", "the Board", "the Bank": the last such body that was named in full
        if short in _HEADS and short not in told:
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
    for short in dict.fromkeys((*told, *likely)):
        forms = told.get(short) or likely[short]
        named = [form for form in (*forms, *likely.get(short, ())) if before(form, short, by_key, reading)]
        if len(forms) > 1 or (named and forms[0] not in named):  # "Ravelin" is who was named in full before, not "Ravelin Aerospace" far below
            forms = named or forms
        known = names.find(by_key[short][0].span.text)
        roots = {union.find(form) for form in forms}
        if len(roots) > 1:
            exact = [form for form in forms if descriptive(form.split()[len(short.split()) :])]
            roots = {union.find(form) for form in exact} if exact else roots
        if len(roots) != 1:
            continue
        form = next(form for form in forms if union.find(form) in roots)
        other = names.find(by_key[form][0].span.text)
        if known and other and known is not other:
            continue
        if known and known.type in ("Company", "Regulator", "Place", "Model", "Product") and not descriptive(form.split()[len(short.split()) :]):
            continue
        if other and other.type in ("Model", "Product"):
            continue
        union.join(short, form)
