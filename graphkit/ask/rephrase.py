"""Ways of putting a question that are said again in the plain one: "rejected by X: who?", "who is X a rival of"."""

from .items import Item, Tagged, read_as
from .words import Sense

_ASKS = frozenset({"who", "what", "which", "whose", "howmany", "why", "when", "where", "much"})
_CHAT = frozenset({"filler", "comma", "modal"})
_ABOUT_IT = ("itself", "themselves")
_ANYONE = frozenset({"anyone", "anybody", "someone", "somebody", "any one"})
_FINDS = frozenset("found find finds considered deemed judged thought deem considers thinks".split())
_TURNED_DOWN = Sense("EVALUATED", filters=(("outcome", "rejected"),))
_REJECTED = read_as("verb", "rejected", _TURNED_DOWN, "part")


def all_of(tagged: Tagged) -> None:
    """Put each way of asking that is known in its plain form."""
    for rule in _RULES:
        rule(tagged)


def _chat(tagged: Tagged) -> None:
    """ "Hey, can you tell me …": what stands before the question, and the comma before a "please"."""
    items = tagged.items
    at = 0
    while at < len(items) and items[at].kind in _CHAT:
        at += 1
    if any(item.kind == "comma" for item in items[:at]) or [item.text.lower() for item in items[1:2]] == ["you"]:
        kept = [item for item in items[:at] if item.kind == "filler" and item.text.lower() != "you"]
        items[:at] = kept
    while len(items) > 1 and items[-1].kind == "filler" and items[-2].kind == "comma":
        del items[-2]


def _either_kind(tagged: Tagged) -> None:
    """ "Who, and which model": whatever it is."""
    items = tagged.items
    for i in range(len(items) - 2):
        if items[i].kind in ("who", "what") and items[i + 1].kind in ("comma", "and", "or"):
            at = i + 1
            while at < len(items) and items[at].kind in ("comma", "and", "or", "which", "what", "type", "filler"):
                at += 1
            if at == len(items) and any(item.kind in ("which", "what") for item in items[i + 1 : at]) and items[-1].kind == "type":
                del items[i + 1 :]
                return


def _participle_first(tagged: Tagged) -> None:
    """ "Rejected by X over price: who?", "evaluated by X but not rejected" asks who was."""
    items = tagged.items
    at = next((i for i, item in enumerate(items) if item.kind not in ("filler", "comma")), 0)
    if len(items) < at + 3 or items[at].kind != "verb" or items[at].form != "part" or items[at + 1].kind != "by" or items[at + 2].kind not in ("name", "both"):
        return
    asked = [i for i, item in enumerate(items) if item.kind in _ASKS]
    if not asked:
        items[at:at] = [Item("what", "what"), Item("be", "was")]
    elif asked == [len(items) - 1] and items[-1].kind in ("who", "what"):
        items[at:at] = [items.pop(), Item("be", "was")]
    elif asked == [len(items) - 2] and items[-2].kind in ("which", "what") and items[-1].kind in ("type", "noun"):
        kind = items[-2:]
        del items[-2:]
        items[at:at] = [*kind, Item("be", "was")]


def _noun_of(tagged: Tagged) -> None:
    """ "Who is X a rival of", "what is X an investor in": the noun says what X does."""
    items = tagged.items
    if len(items) < 5 or items[-1].kind not in ("of", "prep") or items[0].kind not in ("who", "what", "which"):
        return
    at = len(items) - 2
    noun = next((e.value for e in items[at].options if e.kind == "noun" and not e.value.filters), None)
    begin = at - 1 if items[at - 1].kind in ("filler", "status") else at
    if noun is None or noun.end not in ("subject", "object", "other") or items[begin - 1].kind not in ("name", "pron") or items[begin - 2].kind != "be":
        return
    items[at:] = [read_as("verb", items[at].text, Sense(noun.relation, noun.end == "object"), "adj")]


def _by_itself(tagged: Tagged) -> None:
    """ "A model it develops itself": whoever uses it."""
    items = tagged.items
    for i in range(len(items) - 2):
        if items[i].text.lower() in ("it", "they") and items[i + 1].kind == "verb" and items[i + 2].text.lower() in _ABOUT_IT and _open(items[:i]):
            items[i] = Item("pron", "itself")


def _open(items: list[Item]) -> bool:
    return any(item.kind in ("who", "which") for item in items) and not any(item.kind == "name" for item in items)


def _wrong_with(tagged: Tagged) -> None:
    """ "What was wrong with X in Y's eyes", "why not X": why it was turned down, by Y."""
    items = tagged.items
    at = next((i for i, item in enumerate(items) if item.kind == "wrong"), None)
    if at is None:
        return
    rest = [item for item in items[at + 1 :] if item.kind not in ("filler", "poss", "prep", "comma")]
    if not rest or len(rest) > 2 or any(item.kind != "name" for item in rest):
        items[at] = Item("why", items[at].text, "why")
        return
    by = [Item("by", "by"), rest[1]] if len(rest) == 2 else []
    items[at:] = [Item("why", "why", "why"), Item("be", "was"), rest[0], _REJECTED, *by]


def _found_too(tagged: Tagged) -> None:
    """ "Who found X too dear?": who turned it down for that."""
    items = tagged.items
    for i in range(len(items) - 2):
        if items[i].text.lower() in _FINDS and items[i + 1].kind == "name" and items[i + 2].kind == "reason":
            items[i] = read_as("verb", items[i].text, _TURNED_DOWN, "past")
            return


def _all_these(tagged: Tagged) -> None:
    """ "All three buyers: X, Y and Z" are X, Y and Z, each of them."""
    items = tagged.items
    for i in range(len(items) - 4):
        at = i + 1 + (items[i + 1].kind == "filler")
        link, name = items[at + 2 : at + 3], items[at + 3 : at + 4]
        if (items[i].text.lower() != "all" and items[i].kind != "both") or items[at].kind not in ("type", "noun") or items[at + 1].kind != "name":
            continue
        if link and name and link[0].kind in ("and", "comma") and name[0].kind == "name":
            items[i : at + 1] = [Item("both", "all of")]
            return


def _position(tagged: Tagged) -> None:
    """ "What position does X hold at Y" is what X's position at Y is."""
    items = tagged.items
    for i in range(len(items) - 5):
        noun = next((e.value for e in items[i + 1].options if e.kind == "noun"), None)
        if items[i].kind in ("what", "which") and noun and (noun.relation, noun.end) == ("LEADS", "object") and items[i + 2].kind == "do":
            name, rest = items[i + 3], items[i + 4 :]
            if name.kind == "name" and rest[-1].kind == "name" and all(item.kind in ("filler", "have", "prep", "verb") for item in rest[:-1]):
                items[i:] = [Item("what", "what"), Item("be", "is"), name, Item("poss", "'s", "poss"), items[i + 1], Item("prep", "at"), rest[-1]]
            return


def _has_made(tagged: Tagged) -> None:
    """ "Has its chips made by X" is what uses X."""
    items = tagged.items
    for i in range(len(items) - 5):
        made, senses = items[i + 3], [e.value.relation for e in items[i + 3].options if e.kind == "verb"]
        if [item.kind for item in items[i : i + 3]] == ["have", "its", "type"] and "DEVELOPS" in senses and made.form == "part" and items[i + 4].kind == "by":
            items[i : i + 5] = [read_as("verb", "use", Sense("USES"), "base")]
            return


def _anyone_but(tagged: Tagged) -> None:
    """ "Does anyone besides X use Y": who does."""
    items = tagged.items
    if len(items) > 4 and items[0].kind in ("do", "have") and items[1].text.lower() in _ANYONE and items[2].kind == "except" and items[3].kind == "name":
        items[:2] = [Item("who", "who")]


def _it_is(tagged: Tagged) -> None:
    """ "Is it rumoured that …": it stands for nothing."""
    items = tagged.items
    for i in range(len(items) - 2):
        if items[i].kind == "be" and items[i + 1].text.lower() == "it" and items[i + 2].kind == "status":
            items[i + 1] = Item("filler", "it")


def _its_event(tagged: Tagged) -> None:
    """ "Which regulator has closed its review of X": what it did is over."""
    items = tagged.items
    for i in range(1, len(items) - 2):
        events = [e for e in items[i + 1].options if e.kind == "noun" and e.value.relation == "REGULATED_BY" and not e.value.end]
        if items[i].kind == "its" and items[i - 1].kind == "status" and events and items[i + 2].kind in ("of", "prep"):
            items[i : i + 2] = [Item("noun", items[i + 1].text, events[0].value, "one", options=(events[0],))]
            return


def _whose_rejection(tagged: Tagged) -> None:
    """ "The reasons for X's rejection" are why X was rejected."""
    items = tagged.items
    why = next((i for i, item in enumerate(items) if item.kind == "why"), None)
    if why is None or len(items) < why + 4 or items[-3].kind != "name" or items[-2].kind != "poss":
        return
    noun = next((e.value for e in items[-1].options if e.kind == "noun"), None)
    between = {item.kind for item in items[why + 1 : -3]}
    if noun is not None and noun.narrowed.get("outcome") == "rejected" and between <= {"be", "have", "do", "prep", "filler", "of"}:
        items[why + 1 :] = [Item("be", "was"), items[-3], _REJECTED]


def _described_kind(tagged: Tagged) -> None:
    """ "Which hotel chain …": a kind in words that aren't known, which `Lists` tells of or asks to leave out."""
    items = tagged.items
    for i in range(len(items) - 2):
        after = items[i + 2].kind
        if items[i].kind == "which" and items[i + 1].kind == "unknown" and after in ("verb", "be", "do", "have", "modal", "status"):
            items[i + 1 : i + 2] = [Item("unknown", items[i + 1].text), read_as("type", "one", "any")]
            return


_RULES = (
    *(_chat, _wrong_with, _found_too, _all_these, _position, _either_kind),
    *(_it_is, _has_made, _anyone_but, _participle_first, _noun_of, _by_itself, _its_event, _whose_rejection, _described_kind),
)
