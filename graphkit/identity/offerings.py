"""Other ways to write the name of a model or a product: with its maker, its family or a noun, in the plural, in another order."""

import re
from collections.abc import Iterator

from .folding import fold
from .forms import CLASSES, Form, form
from .known import Known, known
from .words import SYSTEMS

#: "H100s"; "Brennick 3s" is a version.
_PLURAL = re.compile(r"(?:\d\d|[A-Z])s$")
#: "Lantern" by Merrow, Norvane 2.5 (Ilvara Research): what others call Merrow Lantern, Ilvara Research's Norvane 2.5.
_BY = re.compile(r"""["“]?(?P<what>[^"“”()]+?)["”]?\s(?:by\s(?P<by>[A-Z][^()]*)|\((?P<maker>[A-Z][^()\d]*)\))""")
#: Nouns that say what a well-known product is. "Qdrant Cloud" with a capital is an edition, "Azure cloud" is Azure.
_SERVICES = ("app", "cloud", "platform", "service", "services", "software")


def spellings(name: str, said: Form, kind: str) -> Iterator[str]:
    """The folds of other ways to write *name*."""
    if CLASSES[kind] != "offering":
        return
    service = _of_service(name, said, kind)
    yield from _singular(name, said)
    if re.fullmatch(r"[a-z][a-z0-9.]*(?:-[a-z0-9.]+)+", name):  # as in addresses, where there is no dot: claude-3-5-sonnet
        yield re.sub(r"(?<!\d)(\d)_(\d)(?![\dbm.])", r"\1.\2", said.fold)
    if (made := _BY.fullmatch(name)) and not _offerings(said.fold):
        yield fold(f"{made['by'] or made['maker']} {made['what']}")
    yield from service
    for each in _shorter(name, said, kind, service):
        yield from _of_family(each, kind)
        yield from _in_any_order(each)


def without_maker(name: str, said: Form, kind: str) -> Iterator[str]:
    """The folds of *name* without its maker's: "OpenAI's GPT-4o", "AMD Instinct MI300X", "华为昇腾910B"."""
    if kind == "Model" and (found := re.match(r"[A-Z][\w&.-]*(?:\s[A-Z][\w&.-]*)?['’]s\s(.*\d.*)$", name)) and not _offerings(fold(found[1])):
        yield fold(found[1])
    if CLASSES[kind] == "offering":
        for each in _shorter(name, said, kind, _of_service(name, said, kind)):
            yield from _of_maker(each, kind)


def _shorter(name: str, said: Form, kind: str, service: list[str]) -> list[Form]:
    others = [said.without_noun, *service]
    others += [each[:-1] for each in (name, said.without_noun) if each and _PLURAL.search(each)]
    return [said, *(form(each, kind) for each in others if each)]


def _singular(name: str, said: Form) -> list[str]:
    """ "H100s" are of the kind H100."""
    return [said.fold[:-1]] if _PLURAL.search(name) and not _offerings(said.fold) else []


def _of_service(name: str, said: Form, kind: str) -> list[str]:
    """A well-known product without a word for what it is: "Azure cloud"."""
    words = name.split()
    while kind == "Product" and len(words) > 1 and words[-1] in (*_SERVICES, "App", "Service"):
        words.pop()
        if any(thing.type == "Product" for thing in _offerings(fold(" ".join(words)))):
            return [fold(" ".join(words))]
    return []


def _of_maker(said: Form, kind: str) -> list[str]:
    """Only what that maker is known to make, or what has a number."""
    if _offerings(said.fold):
        return []
    words = [re.sub(r"'s?$", "", word) for word in said.words]
    splits = [(fold(" ".join(words[:n])), fold(" ".join(words[n:]))) for n in range(1, min(5, len(words))) if not SYSTEMS.intersection(words[:n])]
    splits += [(said.fold[:n], said.fold[n:]) for n in range(2, min(7, len(said.fold))) if not said.fold[:n].isascii()]
    found = []
    for start, rest in splits:
        makers = _makers(start) or next((_makers(maker) for maker, _ in splits if start.startswith(maker) and _offerings(start[len(maker) :])), set())
        things = _offerings(rest)
        known_as = next((made for made in (things, _families(rest), _begun(words, rest)) if any(thing.makers for thing in made)), ())
        made = {maker for thing in known_as for maker in thing.makers}
        numbered = re.search(r"^[^\W\d_].*\d", rest)
        if made & makers or (makers and not made and not things and numbered):
            found += [rest, *_of_family(form(rest, kind), kind)]
    return found


def _makers(name: str) -> set[str]:
    return {f for thing in known().get(("organisation", name, None), ()) for f in thing.forms}


def _offerings(name: str) -> tuple[Known, ...]:
    return known().get(("offering", name, None), ())


def _families(name: str) -> tuple[Known, ...]:
    """The well-known family that *name* begins with: Snapdragon, of "snapdragon8elite"."""
    found = re.match(r"^(\D{3,}?)\d", name)
    return _offerings(found[1]) if found else ()


def _begun(words: list[str], rest: str) -> tuple[Known, ...]:
    """The well-known family that is the first word of *rest*: Snapdragon, of Snapdragon X Elite."""
    return next((_offerings(fold(words[n])) for n in range(1, len(words) - 1) if fold(" ".join(words[n:])) == rest), ())


def _in_any_order(said: Form) -> list[str]:
    """The words of a model's name sorted: "Gemini Pro 1.5" is Gemini 1.5 Pro."""
    if re.search(r"(?<!\d)\d\d_\d\d(?!\d)", said.fold):  # a date: 05-06 isn't 06-05
        return []
    words = sorted(word for word in said.words if word not in ("for", "of", "the"))
    return [f"~{' '.join(words)}"] if len(words) > 2 and any(c.isdigit() for c in said.fold) else []


def _of_family(said: Form, kind: str) -> list[str]:
    """The name with its family's as it is mostly written: "文心大模型4.5" is Ernie 4.5."""
    if _offerings(said.fold):
        return []
    found = re.match(r"^(\D{2,}?)(\d.*)$", said.fold)
    things = _offerings(found[1]) if found else ()
    return [fold(thing.name) + found[2] for thing in things if found and fold(thing.name) != found[1]]
