"""What spellings of one name have in common, and how names in Cyrillic are written in Latin letters."""

import re
import unicodedata

#: Numbers in words, and abbreviations; only of a whole word.
_SHORT = {word: str(n) for n, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve thirteen".split())} | {
    "dept": "department",
    "govt": "government",
    "intl": "international",
    "natl": "national",
    "univ": "university",
    "elec": "electronics",
    "assn": "association",
    "mfg": "manufacturing",
    "st": "saint",
}
_LATIN = "a b v g g d e ye yo zh z i i yi y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya u".split(" ")
_CYRILLIC = dict(zip("абвгґдеєёжзиіїйклмнопрстуфхцчшщъыьэюяў", _LATIN, strict=True))
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?|\b(?:[^\W\d_]\.)+[^\W\d_]\b(?!\w)")
_VERSION = re.compile(r"(?<=[\s\-_])(?:v|ver\.?|version)[\s.]?(?=\d)")


def fold(text: str) -> str:
    """*text* without case, accents, blanks and punctuation; a dot or a blank between digits stays."""
    text = _DOTTED.sub(lambda found: found[0].replace(".", ""), unicodedata.normalize("NFKC", text).casefold())
    text = re.sub(r"(?<![\w.])[a-z]+\b(?!\.\w)\.?", lambda found: _SHORT.get(found[0].rstrip("."), found[0]), text).replace("×", "x")
    text = re.sub(r"\s*&\s*|\s\+\s", " and ", _VERSION.sub("", text))
    text = unicodedata.normalize("NFC", "".join(c for c in unicodedata.normalize("NFD", text) if not "\u0300" <= c <= "\u036f"))
    text = re.sub(r"(?<=\d)[\s\-_]+(?=\d)", "_", re.sub(r"(?<=[a-z])#", "sharp", text))
    return re.sub(r"(?<!\d)\.|\.(?!\d)|[^\w.+]", "", text).replace("ø", "o").replace("ß", "ss").replace("æ", "ae").replace("ł", "l").replace("ı", "i")


def spelt_out(text: str) -> str:
    """*text* with ä, ö, ü spelt out, and in Latin letters where it is in Cyrillic."""
    if re.search("[а-яё]", text, re.I):
        text = "".join(_CYRILLIC.get(c, c) for c in text.casefold())
    return re.sub("[äöüÄÖÜ]", lambda found: {"ä": "ae", "ö": "oe", "ü": "ue"}[found[0].lower()], unicodedata.normalize("NFC", text))
