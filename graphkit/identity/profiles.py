"""What one document says of a thing's identity: its name, its other names there, its country, and which well-known thing it is.

Two things of one name are told apart by what is known of each: another country, another full name ("Lambda Labs", "Lambda School"),
a legal form of another country. `Profile.marks` holds that.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ..records import Entity
from .countries import country_name, country_of
from .descriptions import surname
from .folding import fold
from .forms import CLASSES, Form, form
from .known import Known, known, organisations
from .legal import HOMES
from .namesakes import is_far, maker, reordered, told
from .offerings import spellings, without_maker

#: Words that a firm's full name may add without becoming another name.
_PLAIN = frozenset("group holding holdings company the and of co inc corp corporation limited ltd".split())
#: What something is to another, which several may be: "supplier of Tarn", "Tarn's Supplier".
_DESCRIBED = re.compile(
    r"^[a-z][a-z-]+(?:\s[a-z-]+)*\s(?:of|to|for|at|by|from|in|behind)\s"
    r"|['’]s\s(?:[\w-]+\s)?(?i:supplier|rival|partner|owner|parent|unit|subsidiary|investor|customer|client|vendor|model|chip|chatbot|assistant|platform|product"
    r"|regulator|watchdog|successor|predecessor)$"
)
#: Who somebody is, which another may be after him.
_OFFICE = re.compile(r"['’]s\s|\s(?:of|at|for)\s")
#: What a document says where it gives another name: "since renamed Owlery", "until May known as Nightdesk".
_CALLED = re.compile(
    r"(?i)^(?:(?:formerly|previously|originally|internally|later|since|now|also|once|(?:until|before|since)\s\w+(?:\s\d+)?)\s+)*"
    r"(?:(?:known|released|sold|marketed|rebranded)\s+as|called|(?:renamed|rebranded)(?:\s+(?:to|as))?|code-?named|a\.?k\.?a\.?|f/k/a|n[ée]e|formerly|previously|now)\s+|^ex-\s*"
)


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """``fulls`` are full names that tell it from others of its name; ``alternates`` other folds that its name stands for, ``unmade`` without its maker's.

    ``renamed`` are folds of names that the document gives as former, later or secret ones; ``told`` is what descriptions tell that a namesake's wouldn't.
    """

    kind: str
    form: Form
    aliases: tuple[Form, ...]
    fulls: frozenset[str]
    country: str | None
    known: Known | None
    alternates: tuple[str, ...]
    unmade: tuple[str, ...]
    renamed: frozenset[str]
    told: str | None

    @property
    def group(self) -> tuple[str, str]:
        """Things that may be one by name alone: its class, or its type where all there is is an acronym, and its name."""
        kind = self.kind if self.form.initial and self.kind in ("Company", "Regulator") and not self.known else CLASSES[self.kind]
        return kind, bucket(self.kind, self.form)

    @property
    def marks(self) -> tuple[str | None, frozenset[str], str | None, str | None]:
        """What tells it from others of its name."""
        return self.country, self.fulls, self.form.legal, self.told


def bucket(kind: str, said: Form) -> str:
    """The fold of a name; of an authority's with the country that it says."""
    return f"{said.fold} [{said.country}]" if said.country and kind == "Regulator" else said.fold


def profile(entity: Entity) -> Profile:
    """The profile of *entity* as its document has it."""
    return _profile(entity.name, entity.type, tuple(sorted({*entity.mentions} - {entity.name})), entity.country)


def is_name(form: str) -> bool:
    """Whether a mention is a name rather than a description: "Tencent" is, "the Shenzhen group" isn't."""
    described = re.match(r"(?i)(the|a|an|its|their|his|her|our|this|that|these|those|both|we|us|it|they)\b", form)
    return not described and any(c.isupper() or not c.isascii() or c.isdigit() for c in form)


def _may_name(name: str, mention: str, kind: str) -> bool:
    """Whether *mention* is another name, not a description that also has a capital letter: "Chinese chipmaker", "engineer at Tarn", "Tarn's CEO"."""
    last = mention.split()[-1:] or [""]
    described = " " in mention.strip() and last[0].isascii() and last[0].islower() and last[0] not in name.split()
    described = described or bool(_DESCRIBED.search(mention) or (kind == "Person" and _OFFICE.search(mention)))
    return (is_name(mention) or re.fullmatch(r"[\w-]+\.[a-z]{2,5}", mention) is not None) and not described


@lru_cache(1 << 17)
def _profile(name: str, kind: str, mentions: tuple[str, ...], stated: str | None) -> Profile:
    said = form(name, kind)
    called = {each.fold: each for mention in mentions if _may_name(name, mention, kind) and (each := form(_CALLED.sub("", mention), kind)).fold != said.fold}
    aliases = (*called.values(), *(form(other, kind) for other in said.others if _tells(said, other, kind)))
    place = country_of(name) or country_of(said.fold) if kind == "Place" else None
    country = (country_of(stated, adjectives=True) or fold(stated) if stated else None) or said.country or place or _country_by(aliases, kind)
    renamed = frozenset(form(shorter, kind).fold for mention in mentions if (shorter := _CALLED.sub("", mention)) != mention)
    bare = fold(surname(name) or "") if kind == "Person" else ""
    made = {form(mention, kind).fold for mention in mentions if maker(name, kind, mention)}  # says who makes it, no more
    fulls = frozenset(full for alias in aliases if alias.fold not in made and (full := _full(said, alias, bare) or _in_han(said, alias)))
    what = told(name, kind, mentions)
    descriptions = {other for other in said.others if not _tells(said, other, kind) and other.isalpha()} | ({fold(said.described)} if said.described else set())
    if kind == "Place":
        fulls |= descriptions  # "Paris (Texas)" isn't the well-known one
    others = [said.noun, said.variant, *spellings(name, said, kind), *_transliterated(said, kind), *reordered(said, kind, mentions)]
    others.append(fold(country_name(place) or name) if place else None)
    alternates = tuple(other for other in dict.fromkeys(others) if other and other != said.fold)
    unmade = tuple(rest for rest in dict.fromkeys((*without_maker(name, said, kind), *_shortened(said, kind))) if rest != said.fold)
    which = None if is_far(kind, what) else _known(kind, said, (*alternates, *unmade), fulls, country)
    if not which:
        fulls |= descriptions
    return Profile(kind, said, aliases, fulls, country, which, alternates, unmade, renamed, what)


def _country_by(aliases: tuple[Form, ...], kind: str) -> str | None:
    """The country that an authority's other names say: MAS, also "Monetary Authority of Singapore"."""
    said = {alias.country for alias in aliases if alias.country}
    return said.pop() if kind == "Regulator" and len(said) == 1 else None


def _shortened(said: Form, kind: str) -> Iterator[str]:
    """Without what is often left out: a middle initial, "科技" of a Chinese firm that isn't a well-known one's, "市" of a well-known city."""
    words = [word for word in said.words if len(word.rstrip(".")) > 1]
    if kind == "Person" and len(words) > 1:
        yield fold(" ".join(words))
    if kind == "Company" and (short := re.fullmatch(r"([\u4e00-\u9fff]{2,})(?:科技|技术|智能|信息)", said.fold)) and short[1] not in organisations():
        yield short[1]
    if kind == "Place" and (city := re.fullmatch(r"(.+?)(?:市|city|省|province)", said.fold)):
        yield from {city[1] for thing in known().get(("Place", city[1], None), ()) if thing.country in ("CN", "JP", "KR")}


def _transliterated(said: Form, kind: str) -> Iterator[str]:
    """A person's name with endings that are romanised in several ways written in one: Zelenskyy, Zelenskiy; Sergei, Sergey."""
    if kind == "Person" and said.fold.isascii():
        words = re.sub(r"(?:iy|yy|yi|ij)(?=$| )", "y", re.sub(r"(?<=\w{3})ei(?=$| )", "ey", " ".join(said.words)))
        yield fold(words)


def _tells(said: Form, gloss: str, kind: str) -> bool:
    """Whether what stands in brackets is another name: another script, an acronym or a ticker; not a parent, as in "Oakpixel (Meta)"."""
    if said.fold.isascii() != gloss.isascii():
        return True
    if CLASSES[kind] != "organisation":
        return spells(gloss, said.words)
    known_as = known().get((CLASSES[kind], gloss, None))
    return len(gloss) <= 6 and not (known_as and said.fold not in known_as[0].forms)


def _full(said: Form, alias: Form, surname: str) -> str | None:
    """*alias* where it is the full name that *said* shortens: "Lambda School", "Export Monitoring Agency" of EMA, "Ingrid Brandt" of Chief Executive Brandt."""
    if surname and len(alias.words) > 1 and fold(alias.words[-1]) == surname:
        return fold(" ".join(word for word in alias.words if len(word.rstrip(".")) > 1))
    words = [word for word in alias.words if word not in _PLAIN]
    if len(words) < 2:
        return None
    if set(said.words) < set(words) or (said.initial and words[0][0] == said.fold[0]):
        return alias.fold
    return None


def _in_han(said: Form, alias: Form) -> str | None:
    """How a name in Latin script begins in Chinese, where the document tells: 王伟 and 王维 are both Wang Wei."""
    return alias.fold[:2] if said.fold.isascii() and re.fullmatch("[\u4e00-\u9fff]{2,}", alias.fold) else None


def spells(short: str, words: list[str] | tuple[str, ...]) -> bool:
    """Whether *words* explain the acronym *short*: its letters in order, the first that of the first word."""
    letters = iter("".join(words))
    return len(short) > 1 and len(words) > 1 and short[0] == words[0][0] and all(letter in letters for letter in short) and len(short) >= len(words) - 2


def _known(kind: str, said: Form, alternates: tuple[str, ...], fulls: frozenset[str], country: str | None) -> Known | None:
    """The one well-known thing that bears this name, unless its country, its full name, its type or its legal form tells that it isn't."""
    domain = (said.domain,) if said.domain in organisations() and kind == "Company" else ()
    for name in (said.fold, *alternates, *said.others, *domain):
        if name in said.others and not _tells(said, name, kind):
            continue
        things = {*known().get((CLASSES[kind], name, None), ()), *(known().get((CLASSES[kind], name, country), ()) if country else ())}
        fitting = [thing for thing in sorted(things, key=lambda thing: thing.name) if _fits(thing, kind, said, fulls, country)]
        if len(fitting) == 1:
            return fitting[0]
        if things:
            return None
    return None


def _fits(thing: Known, kind: str, said: Form, fulls: frozenset[str], country: str | None) -> bool:
    if kind != thing.type and CLASSES[kind] == "organisation" and said.initial:
        return False
    if country and thing.country and country != thing.country and kind != "Person":
        return False
    if fulls and not fulls & thing.forms and not _of_unit(thing, fulls):
        return False
    home = HOMES.get(said.legal or "")
    american = said.legal == "american" and thing.country in HOMES["german"] | HOMES["french"] | HOMES["nordic"] | HOMES["italian"]
    return not (home and thing.country and thing.country not in home) and not american


def known_things(name: str, kind: str) -> tuple[str, ...]:
    """The well-known things that *name* may be."""
    return tuple(thing.name for thing in known().get((CLASSES[kind], form(name, kind).fold, form(name, kind).country), ()))


def well_known_by(p: Profile, alias: Form) -> Known | None:
    """The one well-known thing that *alias* of the thing with this profile names."""
    things = known().get((CLASSES[p.kind], alias.fold, None), ())
    fitting = [thing for thing in things if _fits(thing, p.kind, alias, frozenset(), p.country)]
    return fitting[0] if len(fitting) == 1 else None


def _of_unit(thing: Known, fulls: frozenset[str]) -> bool:
    """Whether these full names are those of units of *thing*, which a document may mix up with it; its name is no unit's."""
    return all(any(full.startswith(f) and full[len(f) :] in ("ai", "cloud", "labs", "research") for f in thing.forms) for full in fulls)
