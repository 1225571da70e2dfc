"""What one document says of a thing's identity: its name, its other names there, its country, and which well-known thing it is.

Two things of one name are told apart by what is known of each: another country, another full name ("Lambda Labs", "Lambda School"),
a legal form of another country. `Profile.marks` holds that.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from ..records import Entity
from .accounts import account
from .appositions import apart
from .countries import country_name, country_of, stem
from .descriptions import employer, surname
from .folding import fold
from .forms import CLASSES, Form, form
from .fullnames import full_name, in_han, is_other_name
from .known import Known, organisations
from .namesakes import ACCENTS, Traits, is_far, maker, otherwise, reordered, told, traits
from .offerings import spellings, without_maker
from .variants import otherwise_ordered, shortened, transliterated
from .wellknown import known_by

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
    r"(?:(?:known|released|sold|marketed|rebranded)\s+as|called|named|(?:renamed|rebranded)(?:\s+(?:to|as))?|code-?named|a\.?k\.?a\.?|f/k/a|n[ée]e|formerly|previously|now)\s+|^ex-\s*"
)


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """``fulls`` are full names that tell it from others of its name; ``alternates`` other folds that its name stands for, ``unmade`` without its maker's.

    ``renamed`` are folds of names that the document gives as former, later or secret ones; ``told`` is what descriptions tell that a namesake's wouldn't;
    ``otherwise`` are whole names that share no word with its own, ``traits`` what is told by how it is written, ``account`` the words that tell of it.
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
    otherwise: frozenset[str]
    traits: Traits
    account: frozenset[str]

    @property
    def group(self) -> tuple[str, str]:
        """Things that may be one by name alone: its class, or its type where all there is is an acronym, and its name."""
        kind = self.kind if self.form.initial and self.kind in ("Company", "Regulator") and not self.known else CLASSES[self.kind]
        return kind, bucket(self.kind, self.form)

    @property
    def marks(self) -> tuple[str | None, frozenset[str], str | None, str | None]:
        """What tells it from others of its name."""
        return self.country, self.fulls, self.form.legal, self.told


def clashing(one: Profile, other: Profile) -> bool:
    """Whether what is told of one can't be told of the other: a field of life, Mr or Ms, a name in one script."""
    told = [(one.told, other.told), *((mine, theirs) for at, (mine, theirs) in enumerate(zip(one.traits, other.traits, strict=True)) if at != ACCENTS)]
    other_accounts = bool(one.account and other.account) and not one.account & other.account and not (one.known or other.known)
    return other_accounts or any(mine and theirs and mine != theirs for mine, theirs in told)


def bucket(kind: str, said: Form) -> str:
    """The fold of a name; of an authority's with the country that it says."""
    return f"{said.fold} [{said.country}]" if said.country and kind == "Regulator" else said.fold


def profile(entity: Entity) -> Profile:
    """The profile of *entity* as its document has it."""
    name, besides = apart(entity.name, entity.type)
    return _profile(name, entity.type, tuple(sorted({*entity.mentions, *besides} - {entity.name, name})), entity.country)


def is_name(form: str) -> bool:
    """Whether a mention is a name rather than a description: "Tencent" is, "the Shenzhen group" isn't."""
    described = re.match(r"(?i)(the|a|an|its|their|his|her|our|this|that|these|those|both|we|us|it|they)\b", form)
    return not described and any(c.isupper() or not c.isascii() or c.isdigit() for c in form)


def _may_name(name: str, mention: str, kind: str) -> bool:
    """Whether *mention* is another name, not a description that also has a capital letter: "Chinese chipmaker", "engineer at Tarn", "Tarn's CEO"."""
    last = mention.split()[-1:] or [""]
    described = " " in mention.strip() and last[0].isascii() and last[0].islower() and last[0] not in name.split()
    described = described and not re.match(rf"{re.escape(name)}\s(?:d[aeiou]|de[lns]|della|f[öo]r|für|og|och|per|pour|sobre|til|van|voor|von)\s", mention)
    described = described or bool(_DESCRIBED.search(mention) or (kind == "Person" and _OFFICE.search(mention)))
    return (is_name(mention) or re.fullmatch(r"[\w-]+\.[a-z]{2,5}", mention) is not None) and not described


@lru_cache(1 << 17)
def _profile(name: str, kind: str, mentions: tuple[str, ...], stated: str | None) -> Profile:
    said = form(name, kind)
    called = {each.fold: each for mention in mentions if _may_name(name, mention, kind) and (each := form(_CALLED.sub("", mention), kind)).fold != said.fold}
    written = {each.fold: each for each in (form(gloss, kind) for gloss in re.findall(r"[(（]([^()（）]+)[)）]", name))}
    aliases = (*called.values(), *(written.get(other) or form(other, kind) for other in said.others if is_other_name(said, other, kind)))
    place = country_of(name) or country_of(said.fold) if kind == "Place" else None
    country = (country_of(stated, adjectives=True) or stem(stated) if stated else None) or said.country or _country_by(name, kind, mentions) or place
    bracketed = re.findall(r"\(([^()]+)\)", name)
    renamed = frozenset(form(shorter, kind).fold for mention in (*mentions, *bracketed) if (shorter := _CALLED.sub("", mention)) != mention)
    bare = fold(surname(name) or "") if kind == "Person" else ""
    made = {form(mention, kind).fold for mention in mentions if maker(name, kind, mention)}  # says who makes it, no more
    fulls = frozenset(full for alias in aliases if alias.fold not in made and (full := full_name(said, alias, kind, bare) or in_han(said, alias, kind)))
    what = told(name, kind, mentions)
    descriptions = {other for other in said.others if not is_other_name(said, other, kind) and (other.isalpha() or kind == "Person")} | (
        {fold(said.described)} if said.described else set()
    )
    if kind == "Place":
        fulls |= descriptions  # "Paris (Texas)" isn't the well-known one
    others = [
        said.noun,
        said.variant,
        *otherwise_ordered(name, said, kind, country),
        *spellings(name, said, kind),
        *transliterated(said, kind),
        *reordered(said, kind, mentions),
    ]
    others.append(fold(country_name(place) or name) if place else None)
    others.append(said.variant.replace("ks", "x") if said.variant and not said.fold.isascii() else None)
    alternates = tuple(other for other in dict.fromkeys(others) if other and other != said.fold)
    unmade = tuple(rest for rest in dict.fromkeys((*without_maker(name, said, kind), *shortened(said, kind))) if rest != said.fold)
    nobody_known = bool(said.described and what is None) or _of_unknown(name)  # "Tim Cook (historian)", "Velmark minister Tim Cook"
    another = is_far(kind, what) or (kind == "Person" and nobody_known)
    which = None if another else known_by(kind, said, alternates if kind == "Person" else (*alternates, *unmade), fulls, country)
    if not which:
        fulls |= descriptions
    return Profile(
        kind,
        said,
        aliases,
        fulls,
        country,
        which,
        alternates,
        unmade,
        renamed,
        what,
        otherwise(name, said, kind, aliases, renamed, mentions),
        traits(name, said, kind, aliases, mentions),
        account(name, (*(m for m in mentions if _CALLED.sub("", m) == m and not maker(name, kind, m)), *([said.described] if said.described else ()))),
    )


def _country_by(name: str, kind: str, mentions: tuple[str, ...]) -> str | None:
    """The country that an authority's other names say, or a place's description: MAS, also "Monetary Authority of Singapore"; Georgia, "a U.S. state"."""
    said: set[str | None] = set()
    if kind == "Regulator":
        own = name.casefold().split()[-1]  # "Taiwan's digital ministry", of a Digital Ministry
        said = {form(mention, kind).country for mention in mentions if _may_name(name, mention, kind) or mention.split()[-1].casefold() == own}
        if said <= {None}:
            said = {stem(where) for mention in mentions if (where := _whose(name, mention))}
    elif kind == "Place":
        said = {country_of(word, adjectives=True) for mention in mentions for word in re.findall(r"[^\W\d_][\w.]+", mention) if word != name}
    said.discard(None)
    return said.pop() if len(said) == 1 else None


def _whose(name: str, mention: str) -> str | None:
    """The unlisted country or city that an authority's other name adds: "Data Office of Calder", "Fernau's data office"."""
    whole, last = re.escape(name), re.escape(name.split()[-1])
    capital = r"([A-Z]\w+(?: [A-Z]\w+)?)"
    ways = (rf"(?i:the )?{whole} of ([A-Z][\w ]+)$", rf"{capital} {whole}$", rf"{capital}['’]s (?i:(?:.+ )?{last})$", rf"{capital} [a-z ]*{last.lower()}$")
    return next((found[1] for way in ways if (found := re.match(way, mention))), None)


def _of_unknown(name: str) -> bool:
    """Whether a person is said to be of a firm or a country that isn't well known."""
    whose = employer(name)
    return bool(whose) and form(whose or "", "Company").fold not in organisations() and not country_of(whose or "", adjectives=True)
