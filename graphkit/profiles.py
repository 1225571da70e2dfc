"""What one document says of a thing's identity: its name, its other names there, its country, and which well-known thing it is.

Two things of one name are told apart by what is known of each: another country, another full name ("Lambda Labs", "Lambda School"),
a legal form of another country. `Profile.marks` holds that.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from .forms import CLASSES, Form, country_name, country_of, fold, form
from .known import Known, known, organisations
from .records import Entity

#: Words that a firm's full name may add without becoming another name.
_PLAIN = frozenset("group holding holdings company the and of co inc corp corporation limited ltd".split())
_CALLED = re.compile(r"(?i)^(?:formerly|previously|known as|also known as|a\.?k\.?a\.?|f/k/a|n[ée]e|now|ex-)\s*(?:known as|called)?\s*")
#: Where a legal form tells another firm than one that sits in these countries.
_HOME = {
    "german": {"DE", "AT", "CH", "LU"},
    "french": {"FR", "BE", "LU", "CH"},
    "nordic": {"SE", "NO", "DK", "FI", "IS", "TR", "CZ"},
    "italian": {"IT"},
    "dutch": {"NL", "BE", "FR", "DE", "IT", "US", "LU"},
    "russian": {"RU"},
}


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """``fulls`` are full names that tell it from others of its name; ``alternates`` other folds that its name stands for, ``unmade`` without its maker's."""

    kind: str
    form: Form
    aliases: tuple[Form, ...]
    fulls: frozenset[str]
    country: str | None
    known: Known | None
    alternates: tuple[str, ...]
    unmade: tuple[str, ...]

    @property
    def group(self) -> tuple[str, str]:
        """Things that may be one by name alone: its class, or its type where all there is is an acronym, and its name."""
        kind = self.kind if self.form.initial and self.kind in ("Company", "Regulator") and not self.known else CLASSES[self.kind]
        return kind, bucket(self.kind, self.form)

    @property
    def marks(self) -> tuple[str | None, frozenset[str], str | None]:
        """What tells it from others of its name."""
        return self.country, self.fulls, self.form.legal


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


def _may_name(name: str, mention: str) -> bool:
    """Whether *mention* is another name, not a description that also has a capital letter: "Chinese chipmaker"."""
    last = mention.split()[-1:] or [""]
    described = " " in mention.strip() and last[0].isascii() and last[0].islower() and last[0] not in name.split()
    return (is_name(mention) or re.fullmatch(r"[\w-]+\.[a-z]{2,5}", mention) is not None) and not described


@lru_cache(1 << 17)
def _profile(name: str, kind: str, mentions: tuple[str, ...], stated: str | None) -> Profile:
    said = form(name, kind)
    called = {each.fold: each for mention in mentions if _may_name(name, mention) and (each := form(_CALLED.sub("", mention), kind)).fold != said.fold}
    aliases = tuple(called.values())
    aliases = (*aliases, *(form(other, kind) for other in said.others if _tells(said, other, kind)))
    country = (country_of(stated, adjectives=True) or fold(stated) if stated else None) or said.country
    place = country_of(name) if kind == "Place" else None
    country = country or place
    fulls = frozenset(full for alias in aliases if (full := _full(said, alias) or _in_han(said, alias)))
    shorter = [said, *(form(each, kind) for each in (said.without_noun, *_of_service(said, kind)) if each)]
    others = [said.noun, said.variant, *_singular(name, said, kind), *_of_service(said, kind)]
    others += [other for each in shorter for other in (*_of_family(each, kind), *_in_any_order(each, kind))]
    others += [fold(country_name(place) or name)] if place else []
    alternates = tuple(other for other in dict.fromkeys(others) if other and other != said.fold)
    rests = [rest for each in shorter for rest in _of_maker(each, kind)]
    if kind == "Person" and len(words := [word for word in said.words if len(word.rstrip(".")) > 1]) > 1:
        rests.append(fold(" ".join(words)))  # without middle initials
    if kind == "Company" and (short := re.fullmatch(r"([\u4e00-\u9fff]{2,})(?:科技|技术|智能|信息)", said.fold)):
        rests.append(short[1])
    unmade = tuple(rest for rest in dict.fromkeys(rests) if rest != said.fold)
    return Profile(kind, said, aliases, fulls, country, _known(kind, said, (*alternates, *unmade), fulls, country), alternates, unmade)


def _tells(said: Form, gloss: str, kind: str) -> bool:
    """Whether what stands in brackets is another name: another script, an acronym or a ticker; not a parent, as in "Oakpixel (Meta)"."""
    known_as = known().get((CLASSES[kind], gloss, None))
    if known_as and said.fold not in known_as[0].forms and said.fold.isascii():
        return False
    return said.fold.isascii() != gloss.isascii() or len(gloss) <= 6


def _full(said: Form, alias: Form) -> str | None:
    """*alias* where it is the full name that *said* shortens: "Lambda School", "Export Monitoring Agency" of EMA."""
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


def _singular(name: str, said: Form, kind: str) -> list[str]:
    """ "H100s" are of the kind H100."""
    plural = CLASSES[kind] == "offering" and re.search(r"[\dA-Z]s$", name) and not _offerings(said.fold)
    return [said.fold[:-1]] if plural else []


def _of_service(said: Form, kind: str) -> list[str]:
    """A well-known product without a word for what it is: "Azure cloud". With such a word, a model's name is a product's: "Gemini app"."""
    rest = fold(" ".join(said.words[:-1]))
    known_as = kind == "Product" and said.words[-1] in ("app", "cloud", "platform", "service", "services", "software") and _offerings(rest)
    return [rest] if known_as and known_as[0].type == "Product" else []


def _of_maker(said: Form, kind: str) -> list[str]:
    """The name without its maker's: "OpenAI's GPT-4o", "AMD Instinct MI300X", "华为昇腾910B"; only what that maker is known to make, or what has a number."""
    if CLASSES[kind] != "offering" or _offerings(said.fold):
        return []
    words = [re.sub(r"'s?$", "", word) for word in said.words]
    splits = [(fold(" ".join(words[:n])), fold(" ".join(words[n:]))) for n in range(1, min(5, len(words)))]
    splits += [(said.fold[:n], said.fold[n:]) for n in range(2, min(7, len(said.fold))) if not said.fold[:n].isascii()]
    found = []
    for start, rest in splits:
        makers = _makers(start) or next((_makers(maker) for maker, _ in splits if start.startswith(maker) and _offerings(start[len(maker) :])), set())
        things = _offerings(rest)
        made = {maker for thing in things for maker in thing.makers} or {maker for thing in _families(rest) for maker in thing.makers}
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


def _in_any_order(said: Form, kind: str) -> list[str]:
    """The words of a model's name sorted: "Gemini Pro 1.5" is Gemini 1.5 Pro."""
    words = sorted(word for word in said.words if word not in ("for", "of", "the"))
    return [f"~{' '.join(words)}"] if CLASSES[kind] == "offering" and len(words) > 2 and any(c.isdigit() for c in said.fold) else []


def _of_family(said: Form, kind: str) -> list[str]:
    """The name with its family's as it is mostly written: "文心大模型4.5" is Ernie 4.5."""
    if CLASSES[kind] != "offering" or _offerings(said.fold):
        return []
    found = re.match(r"^(\D{2,}?)(\d.*)$", said.fold)
    things = _offerings(found[1]) if found else ()
    return [fold(thing.name) + found[2] for thing in things if found and fold(thing.name) != found[1]]


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
    home = _HOME.get(said.legal or "")
    american = said.legal == "american" and thing.country in _HOME["german"] | _HOME["french"] | _HOME["nordic"] | _HOME["italian"]
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


#: Words that make a name another organisation's: a unit, an industry, a region. "Oakline Cloud" isn't Oakline.
UNITS = frozenset(
    "academy aerospace africa airlines america americas apac arabia asia australia automotive aviation bank banking biotech brasil brazil business canada"
    " capital car cars chemicals china cloud commerce consulting consumer credit defence defense design deutschland digital display drive education electric"
    " electronics emea energy entertainment europe express fashion films finance financial foods foundation foundry france fund funds games gaming germany"
    " global health healthcare hongkong india industries institute insurance international investment investments italia japan korea leasing life logistics"
    " marketing materials media medical mobility motor motors music network networks news nordic north oil partners pay payments pharma pictures power print"
    " publishing realestate research retail robotics school security semi semiconductor semiconductors services singapore software space sports steel store"
    " studio studios taiwan telecom telecommunications television trading travel tv uk university us usa ventures vision web wireless".split()
)
#: Words that say nothing about which thing is meant.
GENERIC = UNITS | frozenset(
    "ai api app agency administration authority board bureau chip cloud college commission committee company corp corporation council court department"
    " firm government group lab labs llm maker ministry model office platform product regulator senate service startup supplier system systems"
    " technologies technology treasury tribunal vendor watchdog".split()
)
