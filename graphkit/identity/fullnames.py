"""Full names: what a document says that a short name stands for, which tells it from another's short name."""

import re

from .folding import fold
from .forms import CLASSES, Form
from .known import known

#: Words that a firm's full name may add without becoming another name.
PLAIN = frozenset("group holding holdings company the and of co inc corp corporation limited ltd".split())


def is_other_name(said: Form, gloss: str, kind: str) -> bool:
    """Whether what stands in brackets is another name: another script, an acronym or a ticker; not a parent, as in "Oakpixel (Meta)"."""
    if said.fold.isascii() != gloss.isascii():
        return True
    if CLASSES[kind] != "organisation":
        return spells(gloss, said.words)
    known_as = known().get((CLASSES[kind], gloss, None))
    return len(gloss) <= 6 and not (known_as and said.fold not in known_as[0].forms)


def full_name(said: Form, alias: Form, kind: str, surname: str) -> str | None:
    """*alias* where it is the full name that *said* shortens: "Lambda School", "Export Monitoring Agency" of EMA, "Ingrid Brandt" of Chief Executive Brandt."""
    if surname and len(alias.words) > 1 and (alias.fold.startswith(surname) or alias.fold.endswith(surname)):
        return fold(" ".join(word for word in alias.words if len(word.rstrip(".")) > 1))
    if kind == "Person":
        return alias.fold if set(said.words) < set(alias.words) or _spelt_out(said, alias) else None
    han = re.fullmatch("[\u4e00-\u9fff]{2,}", said.fold) and (CLASSES[kind], said.fold, None) not in known()
    if han and alias.fold.startswith(said.fold) and len(alias.fold) > len(said.fold) + 1:
        return alias.fold
    words = [word for word in alias.words if word not in PLAIN or (said.initial and word in ("group", "holdings"))]
    short = [word for word in said.words if word not in PLAIN] or said.words
    if len(words) < 2:
        return None
    if set(short) < set(words) or (said.initial and words[0][0] == said.fold[0]):
        return alias.fold
    return None


def _spelt_out(said: Form, alias: Form) -> bool:
    """Whether *alias* says in full what a person's name begins: "Kwame Osei-Dapaah" of K. Osei-Dapaah, "Alexandra Karlin" of Alex Karlin."""
    middle = len(alias.words) < sum(len(word.rstrip(".").split(".")) for word in said.words)  # "Thomas Miller" of T. J. Miller
    parts = [part for word in said.words for part in word.split(".") if part]
    spoken = [parts[0], *(part for part in parts[1:-1] if not middle or len(part) > 1), *parts[1:][-1:]]

    def begins(words: tuple[str, ...]) -> bool:
        rest = iter(words)
        begun = all(any(word.startswith(short) for word in rest) for short in spoken)
        return begun and words[-1].startswith(said.words[-1])

    eastern = len(alias.words) > 1 and begins((*alias.words[1:], alias.words[0]))  # "Li Jie" of Li, J.
    return len(said.words) > 1 and sorted(said.words) != sorted(alias.words) and (begins(alias.words) or eastern)


def in_han(said: Form, alias: Form, kind: str) -> str | None:
    """How a name in Latin script begins in Chinese, where the document tells: 王伟 and 王维 are both Wang Wei."""
    return alias.fold[: None if kind == "Person" else 2] if said.fold.isascii() and re.fullmatch("[\u4e00-\u9fff]{2,}", alias.fold) else None


def spells(short: str, words: list[str] | tuple[str, ...]) -> bool:
    """Whether *words* explain the acronym *short*: its letters in order, the first that of the first word."""
    letters = iter("".join(words))
    return len(short) > 1 and len(words) > 1 and short[0] == words[0][0] and all(letter in letters for letter in short) and len(short) >= len(words) - 2
