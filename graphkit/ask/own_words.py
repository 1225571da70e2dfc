"""Where the question's own words narrow it: a reason that is no known class, a predecessor."""

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


def besides(tagged: Tagged) -> None:
    """ "For reasons other than price" asks for no reasons: takes the word off."""
    items = tagged.items
    for i in range(1, len(items) - 1):
        word = items[i - 1].text.lower()
        if items[i].kind == "except" and word.split()[-1] in _REASON and not word.startswith("wh") and _reason(items[i + 1]):
            del items[i - 1]
            return


def _reason(item: Item) -> bool:
    return item.kind == "reason" or any(entry.kind == "reason" for entry in item.options)


def _weighs(item: Item) -> bool:
    senses = [item.value, *(entry.value for entry in item.options)] if item.kind in ("verb", "noun") else []
    return any(getattr(sense, "relation", "") == "EVALUATED" for sense in senses)


def predecessor(tagged: Tagged) -> None:
    """ "Who led X before Y?": takes "before Y" off the question's end."""
    if len(tagged.items) > 2 and tagged.items[-2].text.lower() == "before" and tagged.items[-1].kind == "name":
        tagged.before = tagged.items[-1].nodes
        del tagged.items[-2:]
