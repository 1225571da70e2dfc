"""Where the question's own words narrow it: a reason that is no known class, a predecessor."""

from .items import Item, Tagged

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


def _weighs(item: Item) -> bool:
    senses = [item.value, *(entry.value for entry in item.options)] if item.kind in ("verb", "noun") else []
    return any(getattr(sense, "relation", "") == "EVALUATED" for sense in senses)


def predecessor(tagged: Tagged) -> None:
    """ "Who led X before Y?": takes "before Y" off the question's end."""
    if len(tagged.items) > 2 and tagged.items[-2].text.lower() == "before" and tagged.items[-1].kind == "name":
        tagged.before = tagged.items[-1].nodes
        del tagged.items[-2:]
