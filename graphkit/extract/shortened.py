"""Which longer name a shorter one stands for: "Tencent Holdings" … "Tencent", "Tobias Renn" … "Renn", "Parchment 3" … "Parchment", "the Registry"."""

import re
from collections import defaultdict
from collections.abc import Iterator

from . import spans
from .lexicon import first_names, words
from .reading import Reading
from .spans import Found
from .typed import listed

#: The names of a text, by what their spellings have in common (`names.key`).
Forms = dict[str, list[Found]]
#: How often a short name stands on its own before a longer one of two words more is another firm's.
OFTEN = 4
_FUNDS = frozenset({"capital", "ventures"})
#: Words that make another model or product of it: "mini", "Pro", "Cloud", "Search".
_VARIANTS = frozenset("cloud ventures capital pro max ultra plus lite edge core".split())
_VERSION = re.compile(r"v?\d[\w.]*")
_DOMAIN = re.compile(r"([\w-]{3,})\.(?:ai|com|io|dev|net|org|co|app|cloud|health)")
_SMALL = frozenset({"of", "and", "for", "in", "&"})
_FIRM = frozenset({"", "Company"})
_WARE = frozenset({"", "Model", "Product"})


def longer(by_key: Forms, reading: Reading) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """For each short form that occurs the longer ones that it may stand for: those that are told by their words, and those that only the text makes likely."""
    told: dict[str, list[str]] = defaultdict(list)
    likely: dict[str, list[str]] = defaultdict(list)
    initials = {re.sub(r"\W", "", short): short for short in by_key if _letters(by_key[short][0].span.text)}
    for form in by_key:
        parts = form.split()
        for short in _by_words(form, parts, by_key):
            told[short].append(form)
        if len(parts) > 1 and _person(form, by_key, reading):
            if not _firms(parts[-1], by_key):
                told[parts[-1]].append(form)
            if len(parts) > 2:
                told[" ".join(parts[1:])].append(form)
            if _called(parts[0], form, by_key, reading):
                told[parts[0]].append(form)
            if (sign := initials.get("".join(part[0] for part in parts))) is not None:
                told[sign].append(form)
        elif len(parts) > 1:
            for short in _by_text(form, parts, by_key, reading):
                likely[short].append(form)
    return ({short: forms for short, forms in found.items() if short in by_key} for found in (told, likely))  # type: ignore[return-value]


def descriptive(rest: list[str]) -> bool:
    """Words that a short form of a firm's name leaves out."""
    plain = [part for part in rest if part not in ("and", "of", "for")]
    return bool(plain) and all(part in words("last", "Company") and part not in ("cloud", "ventures", "capital", "university", "research") for part in plain)


def _by_words(form: str, parts: list[str], by_key: Forms) -> Iterator[str]:
    """What the words of *form* say: "Kestrel Bay Systems", "qirra.ai", the initials of several words."""
    for n in range(1, len(parts)):
        rest, short = parts[n:], " ".join(parts[:n])
        fund = rest[-1] in _FUNDS and before(form, short, by_key)
        if len(rest) > 1 and len(by_key.get(short, ())) >= OFTEN and not before(form, short, by_key):
            continue  # "a trademark of Orange Brand Services", after a page on Orange
        if descriptive(rest) or (rest[-1] in words("last", "Company") | words("last", "Regulator") and (not _variant(rest) or fund)):
            yield short
    domain = _DOMAIN.fullmatch(form)
    if domain:
        yield domain[1]
    if len(parts) > 2:
        plain = not any(part in ("of", "and", "for") for part in parts)
        letters = "".join(part[0] for part in (parts if plain else by_key[form][0].span.text.split()) if plain or part[0].isupper()).casefold()
        if letters in by_key and by_key[letters][0].span.text.isupper():
            yield letters


def _by_text(form: str, parts: list[str], by_key: Forms, reading: Reading) -> Iterator[str]:
    """What it may be called once it was named in full: a firm by its first or last words, a body by what it is, a model without its version."""
    firm = "Company" in (seen := _seen(form, by_key)) and seen <= _FIRM
    for n in range(1, len(parts)):
        first, last = " ".join(parts[:n]), " ".join(parts[n:])
        if firm and parts[-1] not in _FUNDS and not _VERSION.fullmatch(parts[-1]):
            if _seen(first, by_key) <= _FIRM and before(form, first, by_key, reading):
                yield first
            if _seen(last, by_key) == {"Company"} and not _SMALL & set(parts) and before(form, last, by_key, reading):
                yield last
        if n == len(parts) - 1 and _VERSION.fullmatch(parts[-1]) and seen | _seen(first, by_key) <= _WARE and before(form, first, by_key, reading):
            yield first
    head = parts[parts.index("of") - 1] if "of" in parts[1:] else parts[-1]
    if seen <= {"", "Company", "Regulator"} and head in by_key and all(_the(item, reading) for item in by_key[head]):
        yield head


def _person(form: str, by_key: Forms, reading: Reading) -> bool:
    items = by_key[form]
    return spans.person_like(items[0].span.text) or any(item.span.titled or item.kind == "Person" for item in items) or _present(form, by_key, reading)


def _firms(short: str, by_key: Forms) -> bool:
    """Whether the reader mostly sees a firm in *short*, which some firm's longer name begins with: "Halvorsen Cognition", founded by Mattias Halvorsen."""
    kinds = [item.kind for item in by_key.get(short, [])]
    longer = any(form.startswith(f"{short} ") and "Company" in _seen(form, by_key) for form in by_key)
    return longer and 2 * sum(kind == "Company" for kind in kinds) > len(kinds)


def _called(first: str, form: str, by_key: Forms, reading: Reading) -> bool:
    """Whether *first* may be the person's first name: "Devon Osei" … "Devon asked", but not where the reader mostly sees something else in it."""
    if len(first) < 3 or first not in by_key:
        return False
    others = sum(item.kind not in ("", "Person") for item in by_key[first])
    return _present(form, by_key, reading) or others == 0 or (first in first_names() and 2 * others <= len(by_key[first]) + 1)


def _present(form: str, by_key: Forms, reading: Reading) -> bool:
    """Whether *form* stands in a list of those present, approving or the like."""
    return any(listed(reading, item.block, item.span.text, item.span.start) for item in by_key[form])


def _letters(text: str) -> bool:
    """Whether it is somebody's initials: "PV", "F.Y.", "E.v.A."."""
    plain = re.sub(r"\W", "", text)
    return 2 <= len(plain) <= 3 and (text.isupper() or bool(re.fullmatch(r"(?:\w\.){2,3}|(?:\w\.){1,2}\w", text)))


def _seen(form: str, by_key: Forms) -> set[str]:
    """What the learned reader sees in *form*; "" where that is nothing."""
    return {item.kind for item in by_key.get(form, [])}


def before(long: str, short: str, by_key: Forms, reading: Reading | None = None) -> bool:
    """Whether *long* is named before the first *short*, headings aside."""
    told = [(item.block, item.span.start) for item in by_key[long]]
    later = [(item.block, item.span.start) for item in by_key.get(short, []) if reading is None or reading.blocks[item.block].kind not in ("heading", "meta")]
    return short in by_key and (not later or min(told) < min(later))


def _the(item: "Found", reading: Reading) -> bool:
    text = reading.blocks[item.block].text
    return text[: item.span.start].lower().endswith("the ") or item.span.text.lower().startswith("the ")


def _variant(rest: list[str]) -> bool:
    return any(part in words("last", "Model") | words("last", "Product") | _VARIANTS for part in rest)
