"""Which well-known thing a name is, unless its country, its full name, its type or its legal form tells that it isn't."""

from .forms import CLASSES, Form, form
from .fullnames import is_other_name
from .known import Known, known, organisations
from .legal import HOMES


def known_by(kind: str, said: Form, alternates: tuple[str, ...], fulls: frozenset[str], country: str | None) -> Known | None:
    """The one well-known thing that bears this name, unless its country, its full name, its type or its legal form tells that it isn't."""
    domain = (said.domain,) if said.domain in organisations() and kind == "Company" else ()
    for name in (said.fold, *alternates, *said.others, *domain):
        if name in said.others and not is_other_name(said, name, kind):
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
    if said.styled and _shortens(said, thing, kind):
        return False
    home = HOMES.get(said.legal or "")
    american = said.legal == "american" and thing.country in HOMES["german"] | HOMES["french"] | HOMES["nordic"] | HOMES["italian"]
    return not (home and thing.country and thing.country not in home) and not american


def known_things(name: str, kind: str) -> tuple[str, ...]:
    """The well-known things that *name* may be."""
    return tuple(thing.name for thing in known().get((CLASSES[kind], form(name, kind).fold, form(name, kind).country), ()))


def well_known_by(kind: str, alias: Form, country: str | None) -> Known | None:
    """The one well-known thing that *alias* of a thing of this type and country names."""
    things = known().get((CLASSES[kind], alias.fold, None), ())
    fitting = [thing for thing in things if _fits(thing, kind, alias, frozenset(), country)]
    return fitting[0] if len(fitting) == 1 else None


def _shortens(said: Form, thing: Known, kind: str) -> bool:
    """Whether the name is but the beginning of one of the thing's: with a legal form it is another firm's full name, Thinking Machines Corporation."""
    own = form(thing.name, kind)
    if said.corporate == "corp" and thing.forms & {said.fold + "labs", said.fold + "ai"}:
        return True
    return len(said.words) < len(own.words) and own.words[: len(said.words)] == said.words


def _of_unit(thing: Known, fulls: frozenset[str]) -> bool:
    """Whether these full names are those of units of *thing*, which a document may mix up with it; its name is no unit's."""
    return all(any(full.startswith(f) and full[len(f) :] in ("ai", "cloud", "group", "holdings", "labs", "research") for f in thing.forms) for full in fulls)
