"""From names in the text to the things they stand for: what is a thing, of which type, and which of its spellings is the name."""

import re
import unicodedata
from collections import Counter

from ..names import Names, bare, key
from . import mentions, renamed
from .reading import Mention, Reading, Thing
from .sight import Sight
from .spans import Found
from .spellings import together
from .typed import vote


def find(reading: Reading, names: Names, sight: Sight | None = None) -> None:
    """Fill *reading* with its things and their mentions, by the rules and by what the learned reader sees."""
    groups = together(mentions.find(reading, names, sight), reading, names)
    things = [_thing(group, names) for group in groups]
    for thing, group in zip(things, groups, strict=True):
        for item in group:
            _place(reading, item, thing)
    kept = []
    things = [thing for thing in things if thing.mentions]
    for thing, look in zip(things, sight.kinds(things) if sight is not None else [{}] * len(things), strict=True):
        thing.look = look
        if vote(thing, reading, look):
            kept.append(thing)
        else:
            forget(reading, thing)
    reading.things = _merge_typed(kept, reading)
    for thing, other in list(renamed.names(reading)):
        if thing in reading.things and other in reading.things:
            _absorb(thing, other, reading.things)
    _makers(reading)
    number(reading.things)


def _place(reading: Reading, item: Found, thing: Thing) -> None:
    """Make the mention, unless its tokens are taken."""
    doc = reading.docs[item.block]
    span = doc.char_span(item.span.start, item.span.end, alignment_mode="expand")
    if span is None or any((item.block, i) in reading.here for i in range(span.start, span.end)):
        return
    mention = Mention(item.block, span.start, span.end, item.span.start, item.span.end, item.span.text, thing, item.span.sure, item.span.titled)
    thing.mentions.append(mention)
    reading.mentions.append(mention)
    for i in range(span.start, span.end):
        reading.here[item.block, i] = mention


def forget(reading: Reading, thing: Thing) -> None:
    """Take the mentions of *thing* out of *reading*."""
    for mention in thing.mentions:
        for i in range(mention.start, mention.end):
            reading.here.pop((mention.block, i), None)
    gone = set(map(id, thing.mentions))
    reading.mentions = [mention for mention in reading.mentions if id(mention) not in gone]


def _thing(group: list[Found], names: Names) -> Thing:
    """The thing that a group of names stands for; its name is the fullest one that is common."""
    forms = Counter(item.span.text for item in group)
    known = next((entry for form in sorted(forms, key=lambda f: (-len(f), f)) if (entry := names.find(form))), None)
    usable = [form for form in forms if not form.isupper() or len(form) <= 5 or len(forms) == 1] or list(forms)
    fullest = max(usable, key=lambda form: (len(bare(form).split()), len(form), form))
    if " " not in fullest and (whole := [form for form in forms if fullest.casefold() in form.casefold().split()[:-1] and " of " in form.casefold()]):
        fullest = max(whole, key=len)  # "OFFICE OF CONDUCT", "the Office" from then on
    name = known.name if known and (key(known.name) in map(key, forms)) else fullest
    if known and len(fullest.split()) == 1 and fullest.isupper() and known.type in ("Regulator", "Place"):
        name = known.name
    return Thing(
        name=name if known and name == known.name else bare(name) or name,
        type=known.type if known else "",
        forms=sorted(forms),
        about=known.about if known else "",
        known=known is not None,
    )


def _merge_typed(things: list[Thing], reading: Reading) -> list[Thing]:
    """ "Textract" is "AWS Textract" once both are known to be products and only one product ends so."""
    by_name = {key(thing.name): thing for thing in things}
    kept = list(things)
    for thing in things:
        if thing.type not in ("Model", "Product"):
            continue
        parts = key(thing.name).split()
        for n in range(1, len(parts)):
            other = by_name.get(" ".join(parts[n:]))
            maker = by_name.get(" ".join(parts[:n]))
            if other and other is not thing and other in kept and other.type in ("Model", "Product") and maker and maker.type == "Company":
                thing.type = other.type if other.known else thing.type
                _absorb(thing, other, kept)
                break
    return kept


def _absorb(thing: Thing, other: Thing, things: list[Thing]) -> None:
    """Make *other*, one of *things*, another name of *thing*."""
    for mention in other.mentions:
        mention.thing = thing
    thing.mentions = sorted((*thing.mentions, *other.mentions), key=lambda mention: (mention.block, mention.start))
    thing.forms = sorted({*thing.forms, *other.forms})
    thing.known = thing.known or other.known
    things.remove(other)


def _makers(reading: Reading) -> None:
    """Note whose name a product's name begins with, if that firm is spoken of as well."""
    firms = {key(form): thing for thing in reading.things if thing.type == "Company" for form in (thing.name, *thing.forms)}
    for thing in reading.things:
        if thing.type in ("Model", "Product"):
            for form in (thing.name, *thing.forms):
                parts = re.split(r"[\s\-]+", form)
                for n in range(1, len(parts)):
                    firm = firms.get(key(" ".join(parts[:n])))
                    if (
                        firm
                        and firm is not thing
                        and not all(re.fullmatch(r"v?[\d.]+[a-zA-Z]?", part) for part in parts[n:])
                        and (firm.known or len(firm.mentions) > 1)
                    ):
                        thing.maker = firm


def slug(name: str) -> str:
    """*name* as an id: ASCII where that is possible, words joined by underscores."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    made = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    return made or "x" + "_".join(f"{ord(char):x}" for char in name[:12])


def number(things: list[Thing]) -> None:
    """Give every thing an id of its own."""
    taken: Counter[str] = Counter()
    for thing in things:
        base = "author" if thing.author else slug(thing.name)
        taken[base] += 1
        thing.id = base if taken[base] == 1 else f"{base}_{taken[base]}"
