"""What spellings of one name have in common: abbreviations, British spelling, traditional Chinese, Cyrillic in Latin letters."""

import re
import unicodedata
from functools import cache

from opencc import OpenCC

_ORDINALS = "1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th 11th 12th".split()
#: Numbers in words, and abbreviations; only of a whole word.
_SHORT = {word: str(n) for n, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve thirteen".split())} | {
    **dict(zip("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), _ORDINALS, strict=True)),
    "dept": "department",
    "govt": "government",
    "intl": "international",
    "natl": "national",
    "univ": "university",
    "elec": "electronics",
    "assn": "association",
    "bros": "brothers",
    "mfg": "manufacturing",
    "svcs": "services",
    "mgmt": "management",
    "mk": "mark",
    "admin": "administration",
    "eng.": "engineering",
    "st": "saint",
}
#: British spellings of what institutions are called by.
_AMERICAN = {
    "centre": "center",
    "centres": "centers",
    "defence": "defense",
    "honour": "honor",
    "labour": "labor",
    "harbour": "harbor",
    "neighbourhood": "neighborhood",
    "programme": "program",
    "theatre": "theater",
}
_LATIN = "a b v g g d e ye yo zh z i i yi y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya u".split(" ")
_CYRILLIC = dict(zip("абвгґдеєёжзиіїйклмнопрстуфхцчшщъыьэюяў", _LATIN, strict=True))
_DIGRAPHS = {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "æ": "ae", "ø": "oe"}
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?|\b(?:[^\W\d_]\.)+[^\W\d_]\b(?!\w)")
_VERSION = re.compile(r"(?<=[\s\-_])(?:v|ver\.?|version)[\s.]?(?=\d)")


def fold(text: str) -> str:
    """*text* without case, accents, blanks and punctuation; a dot or a blank between digits stays."""
    text = _DOTTED.sub(lambda found: found[0].replace(".", ""), unicodedata.normalize("NFKC", text).casefold())
    text = re.sub(r"(?<![\w.])[a-z]+\b(?!\.\w)\.?", lambda found: _SHORT.get(found[0]) or _SHORT.get(found[0].rstrip("."), found[0]), text).replace("×", "x")
    if re.search("[\u4e00-\u9fff]", text):
        text = _simplifier().convert(text)
    text = re.sub(r"\s*&\s*|\s\+\s", " and ", _VERSION.sub("", text))
    text = unicodedata.normalize("NFC", "".join(c for c in unicodedata.normalize("NFD", text) if not "\u0300" <= c <= "\u036f"))
    text = re.sub(r"(?<=[a-z])\*(?!\w)", "star", re.sub(r"(?<=[a-z])#", "sharp", text))
    text = re.sub(r"(?<=\d)[\s\-_]+(?=\d)", "_", text)
    return (
        re.sub(r"(?<!\d)\.|\.(?!\d)|[^\w.+]", "", text)
        .replace("ø", "o")
        .replace("ß", "ss")
        .replace("æ", "ae")
        .replace("ł", "l")
        .replace("đ", "d")
        .replace("ı", "i")
    )


@cache
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


def american(text: str) -> str:
    """*text* in American spelling, as far as institutions are called so: Centre, Defence, Organisation."""

    def spelt(found: re.Match[str]) -> str:
        return _AMERICAN.get(found[0].lower()) or re.sub(r"(?<=\w{3}[^\W_])isation(?=s?$)", "ization", found[0])

    return re.sub(r"[A-Za-z]+", spelt, text)


def spelt_out(text: str) -> str:
    """*text* with ä, ö, ü, å, æ, ø spelt out, and in Latin letters where it is in Cyrillic."""
    if re.search("[а-яё]", text, re.I):
        text = "".join(_CYRILLIC.get(c, c) for c in text.casefold())
    return re.sub("[äöüåæøÄÖÜÅÆØ]", lambda found: _DIGRAPHS[found[0].lower()], unicodedata.normalize("NFC", text))
