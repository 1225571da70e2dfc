"""What descriptions tell of namesakes: the field of life that a person is of, who makes a model, and the office that two spellings of one person share."""

import re
from collections.abc import Iterable

from .countries import country_of
from .folding import fold
from .forms import CLASSES, Form, form
from .known import known

#: Fields of life that hardly anybody shares: a footballer isn't a chief technology officer. Business, politics and science are one.
_FIELDS = {
    word: field
    for field, words in {
        "sport": "footballer striker goalkeeper midfielder defender winger quarterback cricketer batsman bowler athlete swimmer cyclist golfer boxer sprinter"
        " jockey skier skater rower wrestler fencer gymnast surfer judoka sailor climber marathoner olympian referee player sportsman sportswoman",
        "church": "bishop archbishop priest cardinal rabbi imam monk nun vicar abbot abbess pastor reverend theologian",
        "arts": "painter sculptor novelist poet singer actor actress composer pianist violinist guitarist drummer playwright cellist flautist organist harpist"
        " soprano tenor baritone dancer choreographer ballerina filmmaker rapper comedian photographer illustrator cartoonist musician potter chef",
        "medicine": "surgeon dentist nurse midwife veterinarian cardiologist paediatrician pediatrician dermatologist obstetrician orthodontist",
        "public": "executive officer ceo cto cfo coo chairman chairwoman founder engineer entrepreneur investor analyst professor scientist researcher"
        " economist politician senator minister lawmaker lawyer journalist",
    }.items()
    for word in words.split()
}
_FAR = frozenset({"sport", "church", "arts", "medicine"})
#: Offices that one person holds at a time.
_OFFICES = frozenset("president ceo cto cfo coo chief chairman chairwoman founder minister governor mayor chancellor commissioner director-general".split())
_EMPTY = frozenset("the a an of at for in and s".split())
_MADE = re.compile(r"^(?:[Tt]he\s)?(?P<maker>[A-Z][\w&.-]*(?:\s[A-Z][\w&.-]*)*)(?:'s|’s)\s|\s(?:of|by|from)\s(?P<by>[A-Z][\w&.-]*(?:\s[A-Z][\w&.-]*)*)$")


def told(name: str, kind: str, mentions: Iterable[str]) -> str | None:
    """What a document's descriptions of *name* tell that a namesake's wouldn't; None where they tell nothing, or several things."""
    if kind == "Person":
        found = {_FIELDS[word] for mention in mentions for word in re.findall(r"[^\W\d_]+", mention) if word in _FIELDS}
    else:
        found = {made for mention in mentions if (made := maker(name, kind, mention))}
    return found.pop() if len(found) == 1 else None


def is_far(kind: str, what: str | None) -> bool:
    """Whether what is told tells that it's nobody well known: the news is about business, politics and science."""
    return kind == "Person" and what in _FAR


def maker(name: str, kind: str, mention: str) -> str | None:
    """Whom *mention* gives as the maker of a model or product: "Oakpixel's Kite", "the model Kite by Oakpixel"."""
    found = _MADE.search(mention) if CLASSES[kind] == "offering" and f" {name} " in f" {mention} " else None
    said = found and (found["maker"] or found["by"])
    if not said or country_of(said, adjectives=True):
        return None
    made = form(said, "Company").fold
    things = known().get((CLASSES["Company"], made, None), ())
    return fold(things[0].name) if len(things) == 1 else made


def reordered(said: Form, kind: str, mentions: Iterable[str]) -> list[str]:
    """A person's two names sorted, with each office that the document gives: "Tokunaga Harue", "Kirinoha's president"."""
    if kind != "Person" or len(said.words) != 2:
        return []
    offices = [frozenset(re.findall(r"[^\W_]+(?:-[^\W_]+)*", mention.casefold())) - _EMPTY for mention in mentions]
    return [f"~{' '.join(sorted(said.words))} {' '.join(sorted(office))}" for office in offices if len(office) > 1 and office & _OFFICES]
