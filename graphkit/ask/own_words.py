"""Where the question's own words narrow it: a reason that is no known class, a predecessor."""

from dataclasses import replace

from .items import Item, Tagged

_REASON = frozenset({"reason", "reasons", "ground", "grounds", "thing", "things"})
_OVER = frozenset({"over", "because of", "due to", "owing to", "on account of", "citing"})


def reasons(tagged: Tagged) -> None:
    """ "Rejected over missed dates": words that the stated reason must have."""
    items = tagged.items
    for i in range(len(items)):
        before = [other.text.lower() for other in items[max(0, i - 2) : i] if other.text.lower() not in ("the", "its", "their", "a", "an")]
        if not before or before[-1] not in _OVER or not any(_weighs(other) for other in items[:i]):
            continue
        end = i
        while end < len(items) and items[end].kind in ("unknown", "absent", "type", "untold", "outside"):
            end += 1
        run = items[i:end]
        if any(item.kind in ("unknown", "absent") for item in run):
            text = " ".join(item.text for item in run)
            gone = {item.text for item in run if item.kind == "absent"}
            tagged.absent = [name for name in tagged.absent if not any(name.endswith(word) for word in gone)]
            items[i:end] = [Item("reason", text, f"“{text.casefold()}")]
            return


_SAYS_NOTHING = frozenset({"its", "their", "pron", "be", "do", "have", "modal", "not", "filler", "poss", "that"})
_FELL_SHORT = frozenset("its their poor bad weak lousy lacking insufficient inadequate short low high terrible enough good not few many much little".split())


def because(tagged: Tagged) -> None:
    """ "Turned down because its battery life was poor": words that the stated reason must have, where no class says it."""
    items = tagged.items
    for i in range(1, len(items) - 2):
        begins = items[i].text.lower() in ("because", "since", "as") and items[i + 1].kind in ("its", "pron", "reason")
        if not begins or not any(_weighs(item) for item in items[:i]):
            continue
        run = items[i + 1 + (items[i + 1].kind != "reason") :]
        if any(item.kind in ("date", "and", "or", "comma") for item in run) or not any(item.kind in ("unknown", "untold", "absent") for item in run):
            return
        said = [word for item in run if item.kind not in _SAYS_NOTHING for word in item.text.casefold().split() if word not in _FELL_SHORT]
        if said:
            tagged.absent = [name for name in tagged.absent if not any(item.kind == "absent" and name.endswith(item.text) for item in run)]
            items[i:] = [Item("reason", " ".join(said), f"“{' '.join(said)}")]
        return


def reasons_for(tagged: Tagged) -> None:
    """ "What were X's reasons for rejecting Y" is why X rejected Y."""
    items = tagged.items
    for i in range(len(items) - 5):
        kinds = [item.kind for item in items[i : i + 6]]
        if kinds[:3] == ["name", "poss", "why"] and kinds[3] in ("prep", "filler") and kinds[4] == "verb" and items[i + 4].form == "ing":
            verb = replace(items[i + 4], form="base")
            items[: i + 5] = [items[i + 2], Item("do", "did"), items[i], verb]
            return


def besides(tagged: Tagged) -> None:
    """ "For reasons other than price" asks for no reasons: takes the word off."""
    items = tagged.items
    for i in range(1, len(items) - 1):
        word = items[i - 1].text.lower()
        if items[i].kind == "except" and word.split()[-1] in _REASON and not word.startswith("wh") and _reason(items[i + 1]):
            del items[i - 1]
            return


def whose_reason(tagged: Tagged) -> None:
    """ "Because of their licence terms": the pronoun stands for who was turned down."""
    items = tagged.items
    for i, item in enumerate(items[:-1]):
        if item.kind == "its" and items[i + 1].kind == "reason":
            items[i] = Item("filler", item.text)


def by_both(tagged: Tagged) -> None:
    """ "By X and by Y" is by X and Y, "of X or of Y" of X or Y."""
    items = tagged.items
    for i in range(len(items) - 4):
        kinds, same = [item.kind for item in items[i + 1 : i + 5]], items[i].text.lower().split()[-1] == items[i + 3].text.lower()
        if kinds[0] == kinds[3] == "name" and kinds[1] in ("and", "or") and same and kinds[2] in ("by", "of", "prep", "filler"):
            del items[i + 3]
            return


def over(tagged: Tagged) -> None:
    """ "Is the deal over?" asks whether it has ended."""
    items = tagged.items
    if len(items) > 2 and items[-1].text.lower() == "over" and any(item.kind == "be" for item in items):
        items[-1] = Item("status", "over", "ended")


def _reason(item: Item) -> bool:
    return item.kind == "reason" or any(entry.kind == "reason" for entry in item.options)


def _weighs(item: Item) -> bool:
    senses = [item.value, *(entry.value for entry in item.options)] if item.kind in ("verb", "noun") else []
    return any(getattr(sense, "relation", "") == "EVALUATED" for sense in senses)


def predecessor(tagged: Tagged) -> None:
    """ "Who led X before Y?": takes "before Y" off the question's end."""
    items = tagged.items
    at = next((i for i in range(len(items) - 2, 1, -1) if items[i].kind != "filler" or items[i].text.lower() == "before"), 0)
    if at and items[at].text.lower() == "before" and items[-1].kind == "name":
        tagged.before = items[-1].nodes
        del items[at:]
