"""What descriptions tell of namesakes: the field of life that a person is of, who makes a model, and the office that two spellings of one person share."""

import re
import unicodedata
from collections.abc import Iterable

from .countries import country_of, stem
from .descriptions import employer, person, seat
from .folding import fold
from .forms import CLASSES, Form, form
from .known import known
from .legal import CHINESE_CITIES
from .tickers import market
from .words import SYSTEMS

#: Fields of life that hardly anybody shares: a footballer isn't a chief technology officer. Business, politics and science are one.
_FIELDS = {
    word: field
    for field, words in {
        "sport": "footballer striker goalkeeper midfielder defender winger quarterback cricketer batsman bowler athlete swimmer cyclist golfer boxer sprinter"
        " jockey skier skater rower wrestler fencer gymnast surfer judoka sailor climber marathoner olympian referee player sportsman sportswoman",
        "church": "bishop archbishop priest cardinal rabbi imam monk nun vicar abbot abbess pastor reverend theologian",
        "arts": "painter sculptor novelist poet singer actor actress composer pianist violinist guitarist drummer playwright cellist flautist organist harpist"
        " soprano tenor baritone dancer choreographer ballerina filmmaker rapper comedian film photographer illustrator cartoonist musician potter chef",
        "medicine": "surgeon dentist nurse midwife veterinarian cardiologist paediatrician pediatrician dermatologist obstetrician orthodontist",
        "public": "executive officer ceo cto cfo coo chairman chairwoman founder engineer entrepreneur investor analyst professor scientist researcher"
        " economist politician senator minister lawmaker lawyer journalist judge justice counsel"
        " head mp mep director manager president minister secretary commissioner developer banker diplomat ambassador",
    }.items()
    for word in words.split()
}
_FAR = frozenset({"sport", "church", "arts", "medicine"})
#: Titles that say whether somebody is a man or a woman.
_TITLES = {
    "man": frozenset("mr sir lord baron herr monsieur señor king prince chairman spokesman congressman".split()),
    "woman": frozenset("ms mrs miss dame lady baroness frau madame mme señora queen princess chairwoman spokeswoman congresswoman".split()),
}
#: Hangul, Cyrillic, Arabic: Han is told by full names.
_SCRIPTS = ("[\uac00-\ud7a3]", "[\u0400-\u04ff]", "[\u0600-\u06ff]")
Traits = tuple[str | None, ...]
ACCENTS = 1
#: What is no model.
_HARDWARE = frozenset(
    "chip chips processor processors accelerator accelerators gpu gpus cpu npu glasses headset phone robot robots car server watch drone exchange wallet game"
    " satellite rocket tablet laptop console truck camera router sensor printer keyboard benchmark benchmarks leaderboard dataset corpus".split()
) | (SYSTEMS - frozenset("atlas kit machine matrix module system systems".split()))
#: Offices that one person holds at a time.
_OFFICES = frozenset("president ceo cto cfo coo chief chairman chairwoman founder minister governor mayor chancellor commissioner director-general".split())
#: What a name that is an office has: "US Commerce Secretary", also Ida Strand.
_OFFICE_NAMES = _OFFICES | {"secretary", "director", "head", "chair"}
#: What is said of a name that was, or is to be, this one's own.
_FORMER = re.compile("formerly|previously|now")
_EMPTY = frozenset("the a an of at for in and s".split())
_MADE = re.compile(
    r"^(?:[Tt]he\s)?(?P<maker>[A-Z][\w&.-]*(?:\s(?:of\s)?[A-Z][\w&.-]*)*)(?:'s|’s)\s|\s(?:of|by|from)\s(?P<by>[A-Z][\w&.-]*(?:\s[A-Z][\w&.-]*)*)$"
)


def told(name: str, kind: str, mentions: Iterable[str]) -> str | None:
    """What a document's descriptions of *name* tell that a namesake's wouldn't; None where they tell nothing, or several things."""
    if kind == "Person":
        said = form(name, kind)
        own = set(said.words)
        words = re.findall(r"[^\W\d_]+", f"{name.removesuffix(person(name))} {said.described or ''}".casefold())
        words += [word.casefold() for mention in mentions for word in re.findall(r"[^\W\d_]+", mention) if word.islower() or word.isupper()]
        found = {_FIELDS[word] for word in words if word in _FIELDS and word not in own}
    else:
        found = {made for mention in mentions if (made := maker(name, kind, mention))}
        rest = re.split(r"['’]s\s", name)[1:] if kind == "Model" else []
        found |= {made for each in rest[:1] if (made := maker(each, kind, name))}
    return found.pop() if len(found) == 1 else None


def traits(name: str, said: Form, kind: str, aliases: Iterable[Form], mentions: Iterable[str]) -> Traits:
    """What tells namesakes apart by how they are spoken of: Mr and Ms Wei Chen, a chip and a model; the name with its accents: Tú and Tư;
    the acronym of an authority or a firm, whose an authority is said to be; and a person's name in other scripts.
    """
    accented = unicodedata.normalize("NFD", name.casefold())
    accents = accented if re.search("[\u0300-\u036f]", accented) else None
    words = {word for mention in (name, *mentions) for word in re.findall(r"[^\W\d_]+", mention.casefold())}
    if kind == "Person":
        sorts = {sort for sort, titles in _TITLES.items() if (words - set(said.words)) & titles}
    elif CLASSES[kind] == "offering":
        sorts = {"hardware"} if words & _HARDWARE - set(said.words) else {"model"} if kind == "Model" else set()
    else:
        sorts = set()
    written = [{mention for mention in mentions if re.search(script, mention)} if kind == "Person" else set() for script in _SCRIPTS]
    short = {a.fold for a in aliases if a.initial or re.fullmatch(r"\d{3,6}[a-z]*", a.fold)}
    short = short if CLASSES[kind] == "organisation" and not (said.initial and name.isupper()) else set()
    leads = [re.match(r"((?:[A-Z]\w+\s|of\s)*[A-Z]\w+)(?:['’]s)?\s[a-z]", mention) for mention in mentions] if kind == "Regulator" else []
    whose = {country_of(lead[1], adjectives=True) or stem(lead[1]) for lead in leads if lead and not lead[0].startswith(name)}
    besides = {fold(mention) for mention in mentions if mention.startswith(("known as ", "formerly named "))}
    return (
        _only(sorts),
        accents,
        _only(short),
        _only(whose),
        _of_place(name, kind),
        _only(besides),
        *(_only({fold(each) for each in names}) for names in written),
    )


def _of_place(name: str, kind: str) -> str | None:
    """What a name itself says of where or whose its bearer is: "NYSE: T", "Velmark-based Kestrane", "Tellurix founder Odile Carrenac"."""
    if kind == "Company":
        bracket = re.search(r"\(([^()]+)\)$", name)
        capital = bracket[1] if bracket and re.fullmatch("[A-Z][a-z]+", bracket[1]) else None
        city = re.match(rf"({CHINESE_CITIES})市?\w{{2,}}公司$", name)
        found = market(bracket[1] if bracket else name) or seat(name) or capital or (city and city[1])
    else:
        found = employer(name) if kind == "Person" else None
    return country_of(found) or fold(found) if found else None


def _only(found: set[str]) -> str | None:
    return next(iter(found)) if len(found) == 1 else None


def clash(one: str, other: str) -> bool:
    """Whether two spellings with accents have different ones on a letter, not just fewer; in Vietnamese, where each counts, whether they differ."""
    if re.search("[\u031b\u0309\u0323]", one) and re.search("[\u031b\u0309\u0323]", other):
        return one != other
    marks = [re.findall("[^\u0300-\u036f]([\u0300-\u036f]*)", re.sub(r"[^\w\u0300-\u036f]", "", text)) for text in (one, other)]
    return len(marks[0]) == len(marks[1]) and any(a and b and a != b for a, b in zip(*marks, strict=True))


def otherwise(name: str, said: Form, kind: str, aliases: Iterable[Form], renamed: frozenset[str], mentions: Iterable[str]) -> frozenset[str]:
    """Folds of whole names that aren't the name said otherwise: of Vivo, also "Telefônica Brasil"; of a model Orion, also GPT-5.

    Whence somebody is is one as well: "Omar Haddad of Cairo". A firm's name of three words is hardly ever another's as well.
    """
    whole = [a for a in aliases if a.fold not in renamed and a.fold.isascii() and not _FORMER.match(a.fold)]
    office = kind == "Person" and not _OFFICE_NAMES.isdisjoint(name.casefold().split())
    brief = kind in ("Place", "Regulator") or len(said.words) < 3 or office
    found = {a.fold for a in whole if brief and (len(a.fold) > 5 or a.versions or kind == "Place") and not set(said.words) & set(a.words)}
    if CLASSES[kind] == "organisation":
        acronym = said.styled and kind == "Company"  # its short form or symbol, of which `traits` tell
        found |= {other for other in said.others if other.isascii() and not _FORMER.match(other) and not (acronym and other.isalpha() and len(other) < 6)}
        found |= {
            a.fold
            for a in whole
            if kind == "Regulator" and len(said.words) < 3 and len(a.fold) > 3 and (len(a.words) > len(said.words) or not set(said.words) & set(a.words))
        }
    if kind == "Person":
        found |= {fold(of[1]) for mention in mentions if (of := re.match(rf"{re.escape(name)},?\s(?:of|from|at)\s(.+)$", mention))}
        found |= {f"born {fold(born[1])}" for mention in mentions if (born := re.match(r"n[ée]e (.+)$", mention))}
    return frozenset(found)


def is_far(kind: str, what: str | None) -> bool:
    """Whether what is told tells that it's nobody well known: the news is about business, politics and science."""
    return kind == "Person" and what in _FAR


def maker(name: str, kind: str, mention: str) -> str | None:
    """Whom *mention* gives as the maker of a model or product: "Oakpixel's Kite", "the model Kite by Oakpixel"."""
    if CLASSES[kind] != "offering" or f" {name} " not in f" {mention} ":
        return None
    if before := re.match(rf"(?:the\s)?((?:[A-Z][\w&.-]*\s)+){re.escape(name)}\s[\w-]+$", mention):  # "Brindle Beacon router"
        said = before[1].strip()
    else:
        found = _MADE.search(mention)
        said = found and (found["maker"] or found["by"])
    if not said or country_of(said, adjectives=True):
        return None
    made = form(said, "Company").fold
    things = known().get((CLASSES["Company"], made, None), ())
    return fold(things[0].name) if len(things) == 1 else made


def reordered(said: Form, kind: str, mentions: Iterable[str]) -> list[str]:
    """A person's two names sorted, with each office that the document gives: "Tokunaga Harue", "Kirinoha's president"."""
    if kind != "Person" or len(said.words) != 2:
        return []
    offices = [frozenset(re.findall(r"[^\W_]+(?:-[^\W_]+)*", mention.casefold())) - _EMPTY for mention in mentions]
    return [f"~{' '.join(sorted(said.words))} {' '.join(sorted(office))}" for office in offices if len(office) > 1 and office & _OFFICES]
