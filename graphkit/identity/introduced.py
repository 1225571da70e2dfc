"""Names that a document itself introduces for a thing, and that another document uses alone: an acronym, a short form, a former name.

A document may call a unit by its parent's name, and a member by its family's: such names are nobody's but the parent's, the family's.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from rapidfuzz import fuzz

from .countries import country_of
from .forms import CLASSES, Form
from .fullnames import spells
from .groups import Group, Groups, Link, Members, by_name, known_group
from .known import Known, known_word
from .namesakes import is_far
from .profiles import Profile, bucket, clashing
from .wellknown import well_known_by
from .words import EDITIONS, GENERIC, NEUTRAL, SYSTEMS, UNITS

_DAY = r"20\d\d(?:0[1-9]|1[0-2])\d\d|20\d\d (?:0[1-9]|1[0-2]) \d\d"


def introduced(groups: Groups) -> Iterator[Link]:
    """Groups whose name is what one other document calls another thing by: "Oakline Mobile", there also "Oakline"; and two that share such a name."""
    named_so = by_name(groups)
    claimed: dict[tuple[str, str], set[Group]] = defaultdict(set)
    doubtful: set[tuple[str, str]] = set()  # a unit goes by it, too: "Oakline" of "Oakline Foods"
    for group, members in groups.items():
        for p in members.profiles:
            for alias in p.aliases:
                name = CLASSES[p.kind], bucket(p.kind, alias)
                if _names(p, alias):
                    claimed[name].add(group)
                elif not members.known:
                    doubtful.add(name)
    for (kind, fold), claimants in sorted(claimed.items()):
        if (kind, fold) in doubtful:
            continue
        profiles = [p for claimant in sorted(claimants) for p in groups[claimant].profiles]
        kinds = {each for p in profiles for each in (p.kind, kind)}
        targets = [group for each in sorted(kinds) for group in named_so[each, fold] if group not in claimants]
        things = {thing for p in profiles for alias in p.aliases if bucket(p.kind, alias) == fold and (thing := _thing(p, alias))}
        if len(claimants) == 1 or _are_one(claimants, groups):
            (claimant, *_) = sorted(claimants)
            if len(targets) == 1 and _may_be(groups[claimant], groups[targets[0]], fold):
                yield targets[0], claimant
            if len(things) == 1 and not groups[claimant].known:
                yield claimant, known_group(*things)
        elif not targets and _shared(profiles, fold):
            first, *rest = sorted(claimants)
            yield from ((other, first) for other in rest)
    yield from _mutual(groups)


def _are_one(claimants: set[Group], groups: Groups) -> bool:
    things = {groups[claimant].known for claimant in claimants}
    return len(things) == 1 and None not in things


def _names(p: Profile, alias: Form) -> bool:
    """Whether the document's other name is a name of its own, not a word that half of all things go by, a unit's, a family's or another version's."""
    if p.kind == "Place":  # not what it lies in: "Naucalpan", also Mexico
        alike = (
            fuzz.ratio(p.form.fold, alias.fold) >= 60
            or set(p.form.words) & set(alias.words)
            or spells(alias.fold, p.form.words)
            or spells(p.form.fold, alias.words)
        )
        return bool(alike) or alias.fold in p.renamed or not (p.form.fold + alias.fold).isascii()
    if p.kind == "Regulator" and alias.fold in p.renamed and len(alias.words) > 2 and len(p.form.words) > 2:
        return True
    if alias.fold in GENERIC or len(alias.fold) < 2 or all(word in GENERIC for word in alias.words):
        return False
    rest = _left_out(p.form, alias)
    if CLASSES[p.kind] == "offering":
        if SYSTEMS.intersection(set(p.form.words) ^ set(alias.words)):
            return False
        if rest[:1] in (("by",), ("from",)):
            return True
        apart = p.form.versions and len(alias.words) > 1 and p.form.fold.isascii() and alias.fold.isascii() and alias.fold not in p.renamed
        if apart and not spells(p.form.fold, alias.words) and not any(not word[0].isdigit() for word in set(p.form.words) & set(alias.words)):
            return False  # "Vicuna-13B", also LLaMA 13B
        if not _akin(p.form, alias) and alias.fold not in p.renamed:
            return False  # what it is made of, or from, as likely as its name: "XLM-R", also RoBERTa
        family = rest and p.form.words[: len(alias.words)] == alias.words
        edition = EDITIONS.intersection(_left_out(alias, p.form))
        renamed = alias.fold in p.renamed and not (_left_out(alias, p.form) or (p.form.versions and alias.versions and p.form.versions != alias.versions))
        return (p.form.versions == alias.versions and not family and not edition) or (renamed and not family) or _dated(p.form, alias, _DAY)
    if p.kind == "Person":
        initials = "".join(word[0] for word in re.findall(r"[^\W_]+", " ".join(p.form.words)))
        return len(alias.words) > 1 or not alias.fold.isascii() or (len(initials) > 2 and alias.fold == initials)
    own = [word.removesuffix("'s") for word in p.form.words]
    if not rest and set(own) & set(alias.words):
        rest = tuple(word for word in own if word not in alias.words)
    if set(alias.words) < set(own) and len(alias.words) < 3 and not NEUTRAL.intersection(rest):
        return False  # whether "Oakline Lidar" is a unit nobody can tell
    if not alias.fold.isascii() and p.form.fold != alias.fold and p.form.fold.startswith(alias.fold) and len(p.form.words) == 1:
        return p.form.fold[len(alias.fold) :] in NEUTRAL  # "라인플러스", also 라인
    unit = any(word in UNITS or any(c.isdigit() for c in word) or country_of(word, adjectives=True) for word in rest)
    longer = _left_out(alias, p.form)
    return not unit and not any(word in UNITS or country_of(word, adjectives=True) for word in longer)


def _akin(one: Form, other: Form) -> bool:
    """Whether two names of a model or product have something in common, are in two scripts, or one is a project's."""
    mine, theirs = set(one.words), set(other.words)
    alike = bool(mine & theirs) or one.fold[:4] == other.fold[:4] or spells(other.fold, one.words) or spells(one.fold, other.words)
    return alike or not (one.fold + other.fold).isascii() or "project" in theirs


def _dated(one: Form, other: Form, date: str) -> bool:
    """Whether they differ by a date at the end, as in an API's name: claude-3-opus-20240229."""
    short, whole = sorted((one.words, other.words), key=len)
    return whole[: len(short)] == short and re.fullmatch(date, " ".join(whole[len(short) :])) is not None


def _left_out(whole: Form, short: Form) -> tuple[str, ...]:
    """The words that *short* leaves out, where it is the beginning or the end of *whole*."""
    n = len(short.words)
    if n < len(whole.words) and whole.words[:n] == short.words:
        return whole.words[n:]
    if n < len(whole.words) and whole.words[-n:] == short.words:
        return whole.words[:-n]
    return ()


def _thing(p: Profile, alias: Form) -> Known | None:
    """The well-known thing that *alias* names, where the name itself doesn't speak against it.

    A document may also call a unit by its parent's name. So the name must be in another script, be much like one of the thing's, or be
    its number with more said: "NVIDIA Blackwell B200".
    """
    thing = well_known_by(p.kind, alias, p.country)
    if thing is None:
        return None
    if CLASSES[p.kind] == "offering":
        if SYSTEMS.intersection(set(p.form.words) ^ set(alias.words)):
            return None
        rest = _left_out(p.form, alias)  # its makers and families
        ends_so = p.form.words[-len(alias.words) :] == alias.words and any(c.isdigit() for c in alias.fold) and all(known_word(word) for word in rest)
        same_words = set(alias.words) == {word for word in p.form.words if word not in ("for", "of", "the")}
        longer = set(p.form.words) < set(alias.words) and p.form.versions == alias.versions  # "Sonnet 3.5", also Claude 3.5 Sonnet
        dated = _dated(p.form, alias, _DAY)
        return thing if ends_so or same_words or longer or dated or not p.form.fold.isascii() else None
    if p.kind == "Person":
        return (
            None
            if is_far(p.kind, p.told) or {"jr", "sr", "ii", "iii", "iv"}.intersection(word.rstrip(".") for word in set(p.form.words) ^ set(alias.words))
            else thing
        )
    if _left_out(p.form, alias) or set(alias.words) < set(p.form.words):
        return None
    if alias.initial and spells(alias.fold, p.form.words):
        return None  # it explains the acronym itself, and otherwise
    if any(p.form.fold.startswith(each) and p.form.fold != each for each in thing.forms if not each.isascii()):
        return None  # its unit, in another script: "ソニー銀行", also Sony
    other_script = p.form.fold.isascii() != alias.fold.isascii()
    much_like = not alias.initial and any(fuzz.ratio(p.form.fold, each) >= 75 or each.startswith(p.form.fold) for each in thing.forms)
    return thing if other_script or much_like or p.kind == "Place" else None


def _may_be(claimant: Members, target: Members, fold: str) -> bool:
    """Whether the thing that goes by that name elsewhere may be this one: no document has both, no other full name is told, and both are of one type."""
    names = {p.form.fold for p in claimant.profiles} | {a.fold for p in claimant.profiles for a in p.aliases}
    kinds = {p.kind for p in claimant.profiles} & {p.kind for p in target.profiles}
    return (
        bool(kinds)
        and not claimant.documents & target.documents
        and not (target.fulls and not target.fulls & names)
        and not any(one.otherwise and not one.otherwise & names for one in target.profiles)
        and not any(clashing(one, other) for one in claimant.profiles for other in target.profiles)
        and not (target.known and not claimant.known)
        and not _other_firm(claimant, target, fold)
    )


def _other_firm(claimant: Members, target: Members, fold: str) -> bool:
    """Whether the target's name is whole, with its legal form: Velkor Corporation isn't Velkor Labs, for short Velkor."""
    short = any(a.fold == fold and not a.styled and _left_out(p.form, a) for p in claimant.profiles for a in p.aliases)
    other_law = any(p.form.styled for p in claimant.profiles) and {p.form.legal for p in target.profiles} - {None, *(p.form.legal for p in claimant.profiles)}
    if other_law and not any(a.styled for p in claimant.profiles for a in p.aliases if a.fold == fold):
        return True  # what Pemberlane Ltd trades as is no GmbH
    of_country = bool(target.countries) and not claimant.countries  # "UN Advisory Body" isn't Britain's Advisory Body
    return short and (all(p.form.styled for p in target.profiles) or (of_country and all(p.kind == "Regulator" for p in target.profiles)))


def _alike(profiles: list[Profile], fold: str) -> bool:
    """Whether no two of these are siblings: Beatrix and Beatrice may both be Bea Holm, Calder Payments and Calder Media both go by "Calder Group"."""
    native = {p.form.fold for p in profiles if re.search("[\u0400-\u9fff\uac00-\ud7a3]", p.form.fold)}
    if len(native) > 1 and fold.isascii():  # 王晶 and 王静 are both Wang Jing
        return False
    persons = [set(p.form.words) for p in profiles if p.kind == "Person" and p.form.fold.isascii()]
    if not all(one <= other or other <= one for one, other in combinations(persons, 2)):
        return False
    firms = [(set(p.form.words), {word for a in p.aliases if bucket(p.kind, a) == fold for word in a.words}) for p in profiles if p.kind == "Company"]
    return not any(one & other & alias and one - other - alias and other - one - alias for (one, alias), (other, _) in combinations(firms, 2))


def _shared(profiles: list[Profile], fold: str) -> bool:
    """Whether things that go by one name are one by that."""
    strong = all(_strong(p, fold) for p in profiles) and _alike(profiles, fold)
    return not _both_were(profiles, fold) and (strong or _foreign(profiles, fold) or _plainly_one(profiles, fold))


def _both_were(profiles: list[Profile], fold: str) -> bool:
    """Whether two firms of different names trade, or once went, by one name: "Smith Ltd t/a Brightdesk", "Jones Ltd t/a Brightdesk"."""
    names = [set(p.form.words) for p in profiles if p.kind == "Company" and fold in p.renamed]
    return any(not one & other for one, other in combinations(names, 2))


def _plainly_one(profiles: list[Profile], fold: str) -> bool:
    """Whether a ticker is shared by "Oakline" and "Oakline Group", of which nothing else than that word tells one from the other."""
    folds = {p.form.fold for p in profiles}
    bare = min(folds, key=len)
    return len(fold) > 2 and all(p.kind == "Company" for p in profiles) and folds <= {bare, bare + "group"}


def _mutual(groups: Groups) -> Iterator[Link]:
    """A model and its API's name with a month, where documents of both give the other: "Heron Large", also heron-large-2407, and the other way round."""
    named_so = by_name(groups)
    for group, members in sorted(groups.items()):
        for p in sorted(members.profiles, key=lambda p: p.form.fold) if group.kind == "offering" else ():
            for alias in p.aliases:
                targets = named_so["offering", alias.fold] if _dated(p.form, alias, r"\d\d(?:0[1-9]|1[0-2])") else []
                if len(targets) == 1 and any(p.form.fold == back.fold for other in groups[targets[0]].profiles for back in other.aliases):
                    yield targets[0], group


def _foreign(profiles: list[Profile], fold: str) -> bool:
    """Whether two authorities of one country share an acronym that only one of their names explains: the other is a translation."""
    explains = {spells(fold.partition(" [")[0], p.form.words) for p in profiles}
    authorities = all(p.country and p.kind == "Regulator" for p in profiles) and len({p.country for p in profiles}) == 1
    return authorities and len(fold.partition(" [")[0]) > 2 and len(explains) == 2


def _strong(p: Profile, fold: str) -> bool:
    """Whether a name that two things share tells that they are one: not a short form or an acronym of either."""
    for alias in p.aliases:
        if bucket(p.kind, alias) == fold:
            shortens = bool(_left_out(p.form, alias)) or set(alias.words) < set(p.form.words)
            return not alias.initial and not alias.domain and not shortens and (len(alias.words) > 1 or not fold.isascii() or len(fold) > 7)
    return True  # said by another of its names
