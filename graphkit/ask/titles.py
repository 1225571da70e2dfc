"""Titles in the question's own words: "the chief actuary of X", "X's director of ML platform"."""

from .items import Item, Tagged, read_as
from .words import Sense

_OWN = frozenset({"unknown", "absent", "outside", "type", "reason"})
_WORDS = frozenset({*_OWN, "noun", "filler"})


def join(tagged: Tagged) -> None:
    """Make one noun of each title: a word for a leader with words that aren't known, before or after it."""
    items = tagged.items
    for i in range(len(items) - 1, -1, -1):
        if not _leader(items[i]):
            continue
        begin, end = i, i + 1
        while end < len(items) and items[end].kind in _OWN:
            end += 1
        while begin > 0 and (items[begin - 1].kind in ("unknown", "absent", "outside", "reason") or _leader(items[begin - 1])):
            begin -= 1
        if end == i + 1 and end < len(items) and items[end].kind == "of":
            far = end + 1
            while far < len(items) and items[far].kind in _WORDS:
                far += 1
            if far > end + 1 and (far == len(items) or items[far].kind in ("prep", "of", "be")):
                end = far
        run = items[begin:end]
        if any(item.kind in ("unknown", "absent", "outside", "reason") for item in run):
            words = [word for item in run if item.kind not in ("filler", "of") for word in item.text.casefold().split()]
            sense = Sense("LEADS", end="subject", filters=(("title", " ".join(words)),))
            text = " ".join(item.text for item in run)
            gone = {item.text for item in run if item.kind == "absent"}
            tagged.absent = [name for name in tagged.absent if not any(name.endswith(text) for text in gone)]
            items[begin:end] = [read_as("noun", text, sense, "one")]


def of_whom(tagged: Tagged) -> None:
    """ "Who is the lead maintainer of X?": whatever stands there is a title."""
    items = tagged.items
    said = [i for i, item in enumerate(items) if item.kind not in ("filler",)]
    kinds = [items[i].kind for i in said]
    if len(said) < 5 or kinds[:2] != ["who", "be"] or kinds[-1] != "name" or items[said[-2]].text.lower() not in ("of", "at", "in", "for"):
        return
    run = [items[i] for i in said[2:-2]]
    if any(item.kind == "unknown" for item in run) and all(item.kind in ("unknown", "verb", "noun", "type", "outside") for item in run):
        text = " ".join(item.text for item in run)
        sense = Sense("LEADS", end="subject", filters=(("title", text.casefold()),))
        items[said[2] : said[-2]] = [read_as("noun", text, sense, "one")]


def led(tagged: Tagged) -> None:
    """ "Who leads the mail team at X?": what is led is part of the title."""
    items = tagged.items
    said = [i for i, item in enumerate(items) if item.kind != "filler" or item.text.lower() in ("at", "in", "for", "of")]
    if len(said) < 5 or items[said[0]].kind != "who" or items[said[-1]].kind != "name" or items[said[-2]].text.lower() not in ("at", "in", "for", "of"):
        return
    at = 2 if items[said[1]].kind == "be" else 1
    verb = items[said[at]]
    if verb.kind != "verb" or verb.value.relation != "LEADS" or verb.value.filters or (at == 2 and verb.form != "adj"):
        return
    run = [items[i] for i in said[at + 1 : -2]]
    if run and all(item.kind in ("unknown", "noun", "type", "outside", "reason") for item in run):
        text = " ".join(item.text for item in run)
        sense = Sense("LEADS", end="subject", filters=(("title", text.casefold()),))
        items[said[1] : said[-2]] = [Item("be", "is"), read_as("noun", text, sense, "one")]
        if items[-2].kind == "filler":
            items[-2] = Item("of", "of")


def _leader(item: Item) -> bool:
    senses = [entry.value for entry in item.options if entry.kind == "noun"]
    return any(sense.relation == "LEADS" and sense.end == "subject" and not sense.filters for sense in senses)
