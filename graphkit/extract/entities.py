"""From names in the text to the things they stand for: what is a thing, of which type, and which of its spellings is the name."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable

from ..names import Names, bare, key
from . import spans, tables
from .lexicon import kinds, words
from .reading import Mention, Reading, Thing
from .sight import Sight
from .spellings import Found, together
from .typed import vote

#: More of it that is no part of the name: what it is, or the sign of a share.
_NO_PART = re.compile(r".* (?:models?|family|apps?|series|platform|chips?)|[A-Z]{3,5} [A-Z][a-z].*", re.S)


def find(reading: Reading, names: Names, sight: Sight | None = None) -> None:
    """Fill *reading* with its things and their mentions, by the rules and by what the learned reader sees."""
    heads = tables.heads(reading)
    found = _candidates(reading, names, heads)
    if sight is not None:
        found = _seen(found, reading, sight, names, heads)
    groups = together(found, reading, names)
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
            _forget(reading, thing)
    reading.things = _merge_typed(kept, reading)
    _makers(reading)
    number(reading.things)


def _candidates(reading: Reading, names: Names, heads: set[int]) -> list[Found]:
    """Every span that is surely a name, and those unsure ones whose name is sure elsewhere or that the tagger takes for one."""
    found: list[Found] = []
    doubtful: list[Found] = []
    common = {word for block in reading.blocks for word in re.findall(r"(?<![\w.-])[a-z]{3,}(?![\w-]|\.[a-z])", block.text)}
    for block in reading.blocks:
        if block.number in heads or (block.kind == "code" and len(block.text) > 2000):
            continue
        title_case = block.kind == "heading" and _title_case(block.text)
        for span in spans.find(block.text, names, title_case, common):
            (found if span.sure else doubtful).append(Found(block.number, span))
    sure = {key(item.span.text) for item in found}
    for name in list(sure):
        parts = name.split()
        if len(parts) > 1:
            sure.add(parts[0])
            sure.add(parts[-1])
    firsts = {name.split()[0] for name in sure}
    for item in doubtful:
        name = key(item.span.text)
        block = reading.blocks[item.block]
        if (
            name in sure
            or (block.kind != "heading" and _proper(reading, item))
            or (block.kind == "heading" and " " not in name and name in firsts)
            or (block.kind == "heading" and spans.person_like(item.span.text) and len(block.text.split()) < 8)
        ):
            found.append(item)
        elif " " in name:
            found.extend(_inside(item, sure))
    found = _with_cells(found, reading, names)
    found.sort(key=lambda item: (item.block, item.span.start, -item.span.end))
    return found


def _with_cells(found: list[Found], reading: Reading, names: Names) -> list[Found]:
    """*found*, with each cell that is one whole name instead of the pieces of it."""
    by_block: dict[int, list[Found]] = defaultdict(list)
    for item in found:
        by_block[item.block].append(item)
    for row, first, last, kind in tables.names(reading):
        reading.columns[row, first] = kind
        inside = [item for item in by_block[row] if first <= item.span.start and item.span.end <= last]
        text = reading.blocks[row].text[first:last]
        whole = any((item.span.start, item.span.end) == (first, last) for item in inside)
        if not whole and (names.find(text) or len(inside) < 2):  # a maker and what it makes may share a cell
            by_block[row] = [*(item for item in by_block[row] if item not in inside), Found(row, spans.Span(first, last, text))]
    return [item for items in by_block.values() for item in items]


def _seen(found: list[Found], reading: Reading, sight: Sight, names: Names, heads: set[int]) -> list[Found]:
    """*found*, with names that only the reader sees, and its word for where a name begins and ends: "Lindqvist Nordbank", of which a rule took "Nordbank"."""
    by_block: dict[int, list[Found]] = defaultdict(list)
    for item in found:
        by_block[item.block].append(item)
    for block, first, last, kind in sight.names():
        if block in heads:
            continue
        text = reading.blocks[block].text
        near = [item for item in by_block[block] if item.span.start < last and first < item.span.end]
        if all(_better(text, first, last, kind, item.span, names) for item in near):
            by_block[block] = [item for item in by_block[block] if item not in near]
            by_block[block].append(Found(block, spans.Span(first, last, text[first:last]), kind))
        elif len(near) == 1:
            near[0].kind = kind
    return sorted((item for items in by_block.values() for item in items), key=lambda item: (item.block, item.span.start, -item.span.end))


def _better(text: str, first: int, last: int, kind: str, rule: spans.Span, names: Names) -> bool:
    """Whether the reader's span, from *first* to *last*, is a name and the rule's only a part of it, or too much."""
    if first <= rule.start and rule.end <= last and (first, last) != (rule.start, rule.end):
        titled = rule.titled and kind == "Person" and not re.search(r" (?:for|of) ", text[first : rule.start])
        return not titled and not _NO_PART.fullmatch(text, first, last)
    if not (rule.start <= first and last <= rule.end) or (first, last) == (rule.start, rule.end) or names.find(rule.text):
        return False
    return not re.search(r" (?:and|&) ", text[rule.start : first] + "|" + text[last : rule.end])  # "Bureau of Industry and Security" is one


def _title_case(text: str) -> bool:
    """Most longer words begin with a capital, so a capital says nothing."""
    listed = re.findall(r"[^\W\d_]{4,}", text)
    return len(listed) < 3 or sum(word[0].isupper() for word in listed) > 0.6 * len(listed)


def _proper(reading: Reading, item: Found) -> bool:
    """Does the tagger take the word at the head of a sentence for a name?"""
    doc = reading.docs[item.block]
    span = doc.char_span(item.span.start, item.span.end, alignment_mode="expand")
    if span is None:
        return False
    low = item.span.text.lower()
    if low in words("drop", "words") or low in kinds("kind"):
        return False
    if any(token.text == low for token in doc):
        return False
    text = reading.blocks[item.block].text
    if (
        reading.blocks[item.block].kind in ("bullet", "row")
        and item.span.start <= 4
        and re.match(r"$|\s*(?:[:(|]|[—–-]\s|->| from [A-Z])", text[item.span.end :])
    ):
        return True  # what a list item is about
    return bool(span[-1].pos_ == "PROPN" and (span[0].tag_ in ("NNP", "NNPS") or len(span) > 1))


def _inside(item: Found, sure: set[str]) -> Iterable[Found]:
    """Names that are sure elsewhere, inside a run of title-case words."""
    parts = list(re.finditer(r"\S+", item.span.text))
    at = 0
    while at < len(parts):
        for end in range(min(len(parts), at + 5), at, -1):
            start, stop = parts[at].start(), parts[end - 1].end()
            piece = item.span.text[start:stop]
            if key(piece) in sure and (end - at > 1 or len(piece) > 2):
                yield Found(item.block, spans.Span(item.span.start + start, item.span.start + stop, piece))
                at = end
                break
        else:
            at += 1


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


def _forget(reading: Reading, thing: Thing) -> None:
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
                thing.mentions.extend(other.mentions)
                thing.forms = sorted({*thing.forms, *other.forms})
                for mention in other.mentions:
                    mention.thing = thing
                thing.known = thing.known or other.known
                thing.type = other.type if other.known else thing.type
                kept.remove(other)
                break
    for thing in kept:
        thing.mentions.sort(key=lambda mention: (mention.block, mention.start))
    return kept


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
