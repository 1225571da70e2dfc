"""Other ways to write the name of a person, a firm, an authority or a place: shorter, in another order, in another transliteration."""

import re
from collections.abc import Iterator

from .folding import fold, spelt_out
from .forms import Form
from .known import known, organisations
from .owners import OF_STATE

#: What a country or a city has one of by its name; of banks the one may be the central bank and the other not.
_HEADS = frozenset(
    "agency authority board commission commissioner council court department directorate inspectorate ministry office parliament senate tribunal".split()
)

#: Where the surname mostly stands first, at home.
_SURNAME_FIRST = frozenset({"CN", "HU", "JP", "KP", "KR", "TW", "VN"})
#: What a Russian name adds of the father's: "Timur Rashidovich Galimov".
_PATRONYMIC = re.compile(r"(?:[оеё]вич|ич|[ое]вна|ична|инична)$", re.I)
#: Between a given name and a surname, no middle name.
_PARTICLES = frozenset("van von de der den del della di da do dos al bin ibn binti la le du ter ten af av y e".split())


def otherwise_ordered(name: str, said: Form, kind: str, country: str | None) -> Iterator[str]:
    """The folds of *name* with what it is, or whose, in the other place; of a person of such a country with the surname there."""
    words = list(said.words)
    if kind == "Person" and country in _SURNAME_FIRST and len(parts := name.split()) == 2:
        yield fold(f"{parts[1]} {parts[0]}")
    if kind == "Regulator":
        if words[0].endswith("'s") and len(words) > 2:
            yield fold(" ".join([words[0][:-2], *words[1:]]))
        elif (ends := name.rpartition(", "))[0] and " " not in ends[2] and ends[2].istitle() and _HEADS.intersection(words):
            yield fold(f"{ends[2]} {ends[0]}")
        elif len(words) > 3 and words[-2] == "of" and _HEADS.intersection(words[:-2]):
            yield fold(" ".join([words[-1], *words[:-2]]))
        if (found := OF_STATE.match(name)) and not said.country:
            where = fold(found["of"] or found["by"])
            yield from (f"~{(found['what'] or found['body']).casefold().replace('govt', 'government')} {each}" for each in _nouns(where, bool(found["by"])))
    if kind == "Place":
        if words[0] in ("state", "province", "prefecture") and words[1:2] == ["of"]:
            yield fold(" ".join([*words[2:], words[0]]))
        if bracket := re.fullmatch(r"([^()]+)\s\(([^\W\da-z][^()]*)\)", name):
            yield fold(f"{bracket[1]}{bracket[2]}")


def _nouns(where: str, adjective: bool) -> list[str]:
    """A country's name, or what it may be the adjective of: Orsinian, of Orsinia."""
    return [where, where[:-1]] if adjective and where.endswith("ian") else [where]


def shortened(said: Form, kind: str) -> Iterator[str]:
    """Without what is often left out: a middle name or all of it but the initial, "科技" of a Chinese firm that isn't a well-known one's, "市" of a city."""
    words = [word for word in said.words if len(word.rstrip(".")) > 1]
    if kind == "Person" and len(words) > 1:
        yield fold(" ".join(words))
    if kind == "Person" and len(words) == 3 and any(fathers := [bool(_PATRONYMIC.search(word)) for word in words]):
        given, last = (words[0], words[2]) if fathers[1] else (words[1], words[0])
        yield from (fold(each) for each in (f"{given} {last}", spelt_out(f"{given} {last}")))
    if kind == "Person" and len(words) == 3 == len(said.words) and words[1] not in _PARTICLES and words[2] not in ("jr", "sr"):
        yield fold(f"{words[0]} {words[1][0]} {words[2]}")
    if kind == "Company" and (short := re.fullmatch(r"([\u4e00-\u9fff]{2,})(?:科技|技术|智能|信息)", said.fold)) and short[1] not in organisations():
        yield short[1]
    if kind == "Place" and (city := re.fullmatch(r"(.+?)(?:市|city|省|province)", said.fold)):
        yield from {city[1] for thing in known().get(("Place", city[1], None), ()) if thing.country in ("CN", "JP", "KR")}


def transliterated(said: Form, kind: str) -> Iterator[str]:
    """A person's name with endings that are romanised in several ways written in one: Zelenskyy, Zelenskiy; Sergei, Sergey."""
    if kind == "Person" and said.fold.isascii():
        words = re.sub(r"(?:iy|yy|yi|ij)(?=$| )", "y", re.sub(r"(?<=\w{3})ei(?=$| )", "ey", " ".join(said.words)))
        yield fold(re.sub(r"\bye(?=vg|l[ei]|kat|gor|fim|rem)", "e", re.sub(r"\baleks", "alex", words)))
