"""Runs of words that may together be names: capitalised or oddly spelt ones, and the small words that join them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ..names import Names
from .lexicon import kinds, words

_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W_](?:[\w.&'’+@-]*[\w+])?|&", re.UNICODE)
_ODD = re.compile(
    r"\d{1,3}[a-z]{4,}|\d{1,2}(?:th|st|nd|rd)[a-z]{3,}|[a-z]{1,3}[A-Z]\w*|[a-z][\w-]*?[a-z]-?\d[\w.-]*|[a-z]\d[\w.-]*"
    r"|\w+\.(?:ai|com|io|dev|net|org|app|co|cloud|health|bio|tech|cpp)|[a-z]+_[a-z_]+|[a-z]+(?:-[a-z\d]+)*-v?\d[\w.-]*"
    r"|[a-z]+\w*[A-Z]\w*"
)
_NUMBER = re.compile(r"(?:v?\d{1,4}(?:\.\d{1,3}){0,2}[A-Za-z]{0,3}|[A-Z]?\d{1,4}[A-Za-z]{0,2}(?:-\w{1,12})?|[IVX]{1,4}|XL|[A-Z]\d?)$")
NOISE = re.compile(
    r"(?:p\d{1,2}|q[1-4]|h[12]|v\d+|t\d|s3?|b2b|\d.*|x\d+|[a-z]\d{3,}|.*@.*|www\..*|utf-8|base64|int8|fp\d+"
    r"|bf16|[a-z]+-\d+-[a-z].*ago|covid-19|sha-?\d+|mp[34]|k8s|i18n|t-shirts?)$",
    re.I,
)
_COMPOUND = re.compile(
    r"(.+?)-(?:based|listed|owned|backed|made|led|powered|style|like|compatible|native|hosted|controlled|wide"
    r"|only|driven|side|generation|first|era|class|level|grade|born"
    r"|founded|trained|built|run|specific|related|focused|ready|enabled|approved|developed|supplied|branded|funded|area|linked|friendly)"
)
_LONGEST = 14  # words in a name; a longer run is cut, so that a page of capitals is read in linear time
_YEAR = re.compile(r"(?:19|20)\d\d$")
_OPENERS = set(".!?:;“\"(•[‘'—–|>")
#: Small words within a name.
JOIN = frozenset("of for de du des der la le van von den di da del dei degli delle dello della dos das per til af et für och og on the d'".split())
#: What follows a model's name in lower case: "Quill 2 mini", "Lark v2".
VARIANTS = frozenset("mini nano lite turbo instruct v1 v2 v3 v4 v5".split())
#: Words for an office; what they open or close may hold "of", "for" and "and".
HEAD = frozenset(
    """bureau office ministry administration bank university department commission authority agency board court council institute academy federation association
 kingdom state city college school ministère directorate autorité republic museum house inspectorate society committee ombudsman secretary order fund
 bundesamt bundesministerium garante
 chamber register registry kommune stadt kanton ville land region province centre center hospital union league secretariat service services foundation
 supervision police tribunal parliament senate consortium laboratory port trust exchange""".split()
)


@dataclass(slots=True)
class Word:
    """``text`` stands at ``start`` to ``end`` of a block; at the head of a sentence it is ``initial``."""

    start: int
    end: int
    text: str
    shape: str  # "cap", "odd", "number", "low"
    initial: bool
    possessive: bool


def _shape(text: str) -> str:
    first = next((char for char in text if char.isalpha()), "")
    if text[0].isdigit():
        return "odd" if re.fullmatch(r"\d{1,3}(?!th$|st$|nd$|rd$|x|kg|km|gb|tb|mb|fold$)[a-z]{4,}|\d{1,2}(?:th|st|nd|rd)[a-z]{3,}", text) else "number"
    if first.isupper():
        return "cap"
    if _ODD.fullmatch(text) and not NOISE.match(text):
        return "odd"
    return "low"


def _words(text: str) -> Iterator[Word]:
    for found in _WORD.finditer(text):
        start, end = found.span()
        word = found.group()
        possessive = False
        cut = re.search(r"['’]s?$", word)
        if cut and cut.start():
            word, end, possessive = word[: cut.start()], start + cut.start(), True
        elif text[end : end + 1] in ("'", "’") and word.endswith("s") and not text[end + 1 : end + 2].isalpha():
            possessive = True
        tail = _COMPOUND.fullmatch(word)
        if tail:
            word, end, possessive = tail[1], start + len(tail[1]), True
        if word.endswith(".") and not re.fullmatch(r"(?:[A-Z]\.)+", word):
            word, end = word[:-1], end - 1
        if not word:
            continue
        before = text[max(0, start - 40) : start].rstrip()[-1:]
        initial = not before or before in _OPENERS
        if before == "." and re.search(r"\b(?:Mr|Mrs|Ms|Dr|Prof|St|Inc|Ltd|Corp|Co|vs|No|[A-Z])\.$", text[max(0, start - 7) : start].rstrip()):
            initial = False
        yield Word(start, end, word, _shape(word), initial, possessive)


@lru_cache(64)
def runs(text: str, names: Names) -> tuple[list[Word], ...]:
    """Longest stretches of words that may together be names; asked for before a block is parsed and after."""
    return tuple(_runs(text, names))


def _runs(text: str, names: Names) -> Iterator[list[Word]]:
    run: list[Word] = []
    listed = list(_words(text))
    until = 0
    for i, word in enumerate(listed):
        if word.start < until:
            continue
        stop = names.irregular(text, word.start)
        if stop:  # "SK hynix", "the White House": on the list, and no plain run of capitals
            if run:
                yield run
                run = []
            yield [Word(word.start, stop, text[word.start : stop], "cap", False, False)]
            until = stop
            continue
        gap = text[run[-1].end : word.start] if run else ""
        if run and ((run[-1].possessive and not _plural_owner(run, listed, i)) or len(run) >= _LONGEST or gap not in (" ", " & ", "-", "", ". ")):
            yield run
            run = []
        if run and gap == ". " and not re.fullmatch(r"[A-Z]|Mr|Ms|Mrs|Dr|St|Prof", run[-1].text):
            yield run
            run = []
        if (
            (word.shape in ("cap", "odd") and word.text != "I")
            or (word.shape == "number" and run and _NUMBER.match(word.text) and not _YEAR.match(word.text) and text[word.end : word.end + 1] != "%")
            or (word.text in VARIANTS and run and run[-1].shape in ("cap", "odd", "number") and text[run[-1].end : word.start] == " ")
            or (word.text == "&" and run and i + 1 < len(listed) and listed[i + 1].shape == "cap")
            or (word.text in JOIN and run and _joins(run, listed, i, text, names))
            or (word.text == "and" and run and _and_joins(run, listed, i, text, names))
        ):
            run.append(word)
        else:
            if run:
                yield run
                run = []
            if names.by_form.get(word.text) and word.shape in ("odd", "low", "number"):
                yield [word]
    if run:
        yield run


def _plural_owner(run: list[Word], listed: list[Word], i: int) -> bool:
    """ "Valuers' Conduct Panel": a body that is called after its members."""
    after = [word.text.lower() for word in listed[i : i + 4] if word.shape == "cap"]
    return (
        len(run) == 1
        and run[0].text.endswith("s")
        and listed[i].start - run[0].end == 2
        and bool(after)
        and any(w in HEAD or w in ("panel", "commission") for w in after)
    )


def _joins(run: list[Word], listed: list[Word], i: int, text: str, names: Names) -> bool:
    """Does "of", "for", "de" … go on with a name that began as an office or a person?"""
    after = listed[i + 1 : i + 3]
    if not after or text[listed[i].end : after[0].start] != " ":
        return False
    nearest = after[0]
    if nearest.text in JOIN and len(after) > 1:
        nearest = after[1]
    if nearest.shape != "cap" or nearest.text.lower() in words("drop", "words"):
        return False
    if listed[i].text in ("of", "for", "on"):
        if listed[i].text == "of" and any(w.text == "of" for w in run):  # "Ministry of Labour of Portugal", once more
            place = names.find(nearest.text)
            return [w.text for w in run].count("of") == 1 and place is not None and place.type == "Place" and run[0].text.lower() in HEAD
        return any(w.text.lower() in HEAD for w in run)
    if listed[i].text == "the":
        return run[-1].text in JOIN
    return listed[i].text not in ("on", "for", "la", "le", "et") or any(w.text.lower() in HEAD for w in run)


def _and_joins(run: list[Word], listed: list[Word], i: int, text: str, names: Names) -> bool:
    """ "Competition and Markets Authority", "Bureau of Industry and Security": one office, not two parties."""
    after: list[Word] = []
    for word in listed[i + 1 : i + 6]:
        if word.shape != "cap" or (after and text[after[-1].end : word.start] != " "):
            break
        after.append(word)
        if word.possessive:
            break
    if not after or names.find(" ".join(w.text for w in run)) or (len(run) > 1 and kinds("last").get(run[-1].text.lower()) == "Company"):
        return False  # "Lindqvist Insurance and Odell Bank" are two
    opens = any(w.text in ("of", "for") for w in run) and any(w.text.lower() in HEAD for w in run)
    closes = after[-1].text.lower() in HEAD and after[0].text.lower() not in HEAD and not any(w.text.lower() in HEAD for w in run)
    return (opens or (closes and len(after) > 1)) and not names.find(" ".join(w.text for w in after))
