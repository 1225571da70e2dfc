"""What one written name says: its spelling without what doesn't count, the country and the legal form in it, other names in brackets.

``Form.fold`` is what spellings of one name have in common: case, accents, blanks, hyphens, legal forms, possessives, articles and titles
don't count; digits, versions and every other word do.
"""

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

#: Types that readers mix up. A firm is never its product; a person and a place are other things again.
CLASSES = {"Company": "organisation", "Regulator": "organisation", "Model": "offering", "Product": "offering", "Person": "Person", "Place": "Place"}

#: Legal forms, by where they are used; what tells nothing of that has none. Two of different places are two firms: a parent and its subsidiary.
_LEGAL = {
    "": r"co company bv b\.v ltd limited plc kk k\.k kabushiki\skaisha g\.k sa s\.a s/a se s\.e sl s\.l",
    "american": r"inc incorporated corp corporation llc l\.l\.c llp lp",
    "german": r"ag aktiengesellschaft gmbh gesellschaft\smit\sbeschränkter\shaftung kgaa mbh ug kg (?:&|and)\s*co\.?\s*kg",
    "french": r"sas s\.a\.s sarl s\.a\.r\.l sasu",
    "nordic": r"ab a\.b asa oy oyj aps a[./]s as",
    "italian": r"spa s\.p\.a srl s\.r\.l",
    "latin": r"ltda eirl s\.?a\.?\s+de\s+c\.?v",
    "dutch": r"nv n\.v",
    "asian": r"pte pty pvt private sdn bhd tbk godo",
    "russian": r"ooo oao pao zao",
    "central": r"kft zrt d\.?o\.?o s\.?r\.?o sp\.\sz\so\.o",
}
_LEGAL_TAILS = {place: re.compile(rf"(?<=[\w.&)])(?:\s*,\s*|\s+)(?:{'|'.join(forms.split())})\.?$", re.I) for place, forms in _LEGAL.items()}
#: Legal forms that stand before a name, or without a blank.
_OTHER_LEGAL = re.compile(
    r"^(?:株式会社|合同会社|有限会社|주식회사|㈜|\(주\)|\(株\)|(?:ООО|ПАО|ОАО|АО|OOO|PAO|OAO|PT)\s)\s*"
    r"|\s*(?:株式会社|合同会社|주식회사|㈜|\(주\)|\(株\)|集团股份有限公司|(?:股份)?有限(?:责任)?公司|公司)$"
    r"|^(?:北京|上海|深圳|杭州|广州|成都|武汉|南京|合肥|苏州|天津|重庆)市?(?=\w{2,}(?:股份)?有限(?:责任)?公司$)"
)
_GLOSS = re.compile(r"\s*[(（\[]([^()（）\[\]]{1,80})[)）\]]\s*")
#: Stock exchanges, by the suffix that their numeric tickers have.
_EXCHANGES = {
    "": "nasdaq nasdaqgs nyse amex star lse lon euronext epa ams etr xetra fra asx nse bse six otc otcmkts sto hel bme",
    "hk": "hkex hkse hkg sehk hk",
    "t": "tyo tse t",
    "ss": "sse shse sha sh ss",
    "sz": "szse she sz",
    "ks": "krx kosdaq kospi ks kq",
    "tw": "twse tpe tw two",
    "sr": "tadawul sr",
}
_SUFFIX_OF = {exchange: suffix for suffix, exchanges in _EXCHANGES.items() for exchange in exchanges.split()}
_AT_EXCHANGE = re.compile(rf"^({'|'.join(_SUFFIX_OF)})\s*[:：]\s*([\w.]{{1,12}})$", re.I)
_WITH_SUFFIX = re.compile(r"^\$?(\d{3,6})\.(HK|T|SS|SH|SZ|KS|KQ|TW|TWO|SR)$|^\$?([A-Z]{1,5})(?:\.(?:O|N|OQ|K|US))$")
_TITLES = re.compile(
    r"^(?:(?:dr|mr|mrs|ms|mx|prof|professor|sir|dame|lord|herr|frau|monsieur|madame|señor|señora|m|mme|president|minister|secretary|ceo|cto|chairman|commissioner|senator)\.?\s+)+(?=\S+\s+\S)",
    re.I,
)
#: Nouns that only say what kind of thing a name stands for; two things of one name don't differ by them. "iPhone 16 series" is more than iPhone 16.
_FAMILY = r"|(?<=[^\W\d])\s(?:series|family)$"
_NOUN_TAILS = {
    "Model": re.compile(rf"\s(?:models?|llms?|chatbot|assistant|(?:large[ -])?language[ -]model|foundation[ -]model)$|大?模型${_FAMILY}", re.I),
    "Product": re.compile(rf"\s(?:chips?|gpus?|accelerators?|processors?|cpu|npu|tensor[ -]core)$|芯片${_FAMILY}", re.I),
}
#: Numbers in words, and abbreviations; only of a whole word.
_SHORT = {word: str(n) for n, word in enumerate("zero one two three four five six seven eight nine ten".split())} | {
    "dept": "department",
    "govt": "government",
    "intl": "international",
    "natl": "national",
    "univ": "university",
    "elec": "electronics",
    "assn": "association",
    "mfg": "manufacturing",
}
_LATIN = "a b v g g d e ye yo zh z i i yi y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya u".split(" ")
_CYRILLIC = dict(zip("абвгґдеєёжзиіїйклмнопрстуфхцчшщъыьэюяў", _LATIN, strict=True))
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?|\b(?:[^\W\d_]\.)+[^\W\d_]\b(?!\w)")
_VERSION = re.compile(r"(?<=[\s\-_])(?:v|ver\.?|version)[\s.]?(?=\d)")
_DOMAIN = re.compile(r"^(?:https?://)?(?:www\.)?([a-z0-9][\w-]*)\.(?:com|org|net|io|cn|co|dev|app|eu|de|fr|co\.uk|com\.cn|co\.jp|ai)/?$")
#: Words that tell members of one family apart.
TIERS = frozenset(
    "nano micro tiny mini small base medium large huge xl xxl pro max ultra plus lite light flash turbo air instruct chat coder code vision vl audio omni"
    " realtime thinking reasoning preview experimental exp beta alpha embed embedding rerank guard math opus sonnet haiku i ii iii iv v vi edge enterprise"
    " business team turin genoa".split()
)


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """``fold`` compares; ``words`` are what it was made of. ``others`` are folds of what stands in brackets, ``domain`` of a web address."""

    fold: str
    words: tuple[str, ...]
    country: str | None = None
    legal: str | None = None
    others: tuple[str, ...] = ()
    domain: str | None = None
    without_noun: str | None = None  # without a noun that only says what kind of thing it is
    variant: str | None = None  # the fold with ä, ö, ü spelt out, or Cyrillic in Latin letters

    @property
    def noun(self) -> str | None:
        """The fold without such a noun."""
        return fold(self.without_noun) if self.without_noun else None

    @property
    def versions(self) -> frozenset[str]:
        """What tells versions and members of a family apart: "4o", "2.5", "910b", "mini"."""
        return _versions(" ".join(self.words))

    @property
    def initial(self) -> bool:
        """Whether it looks like an acronym, or a ticker: short, one word."""
        return len(self.words) == 1 and self.fold.isascii() and self.fold.isalpha() and len(self.fold) <= 5


@lru_cache(1 << 16)
def _versions(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\d+(?:\.\d+)*(?:[a-z](?![a-z]))?", text)) | (TIERS & set(re.findall(r"(?<!\w)[^\W\d_]+(?!\w)", text)))


def fold(text: str) -> str:
    """*text* without case, accents, blanks and punctuation; a dot or a blank between digits stays."""
    text = _DOTTED.sub(lambda found: found[0].replace(".", ""), unicodedata.normalize("NFKC", text).casefold())
    text = re.sub(r"(?<![\w.])[a-z]+\b(?!\.\w)\.?", lambda found: _SHORT.get(found[0].rstrip("."), found[0]), text).replace("×", "x")
    text = re.sub(r"\s*&\s*|\s\+\s", " and ", _VERSION.sub("", text))
    text = unicodedata.normalize("NFC", "".join(c for c in unicodedata.normalize("NFD", text) if not "\u0300" <= c <= "\u036f"))
    text = re.sub(r"(?<=\d)[\s\-_]+(?=\d)", "_", text)
    return re.sub(r"(?<!\d)\.|\.(?!\d)|[^\w.+]", "", text).replace("ø", "o").replace("ß", "ss").replace("æ", "ae").replace("ł", "l")


@lru_cache(1 << 18)
def form(name: str, kind: str) -> Form:
    """What *name*, of a thing of this type, says."""
    text = " ".join(re.sub('["“”«»„]', " ", unicodedata.normalize("NFKC", name).replace("’", "'")).split()) or name
    glosses = [gloss for gloss in _GLOSS.findall(text) if gloss.strip()]
    if len(shorter := _GLOSS.sub(" ", text).strip()) > 1:
        text = shorter
    tickers = [ticker for part in (text, *glosses) if (ticker := _ticker(part.strip()))]
    text = _ticker(text) or text
    country = next((code for gloss in glosses if (code := country_of(gloss))), None)
    if country and kind == "Company":
        text += f" {country}"  # "Oakline (Germany)" is a subsidiary
    if kind == "Person" and text.count(",") == 1:
        text = " ".join(part.strip() for part in reversed(text.split(",")))
    if kind in ("Model", "Product") and re.fullmatch(r"[\w.-]+/[\w.-]+", text):
        text = text.partition("/")[2]  # as on Hugging Face
    text = re.sub(r"^(?:[Tt]he|THE)\s+(?=\S)", "", re.sub(r"'s?$", "", text.strip(" \t\n\"“”«».,;:'")))
    if kind == "Person":
        text = re.sub(r"(?<=[\u4e00-\u9fff]{2})(?:先生|女士|博士|教授)$|(?<=[\uac00-\ud7a3]{2})\s?(?:씨|회장|대표)$", "", _TITLES.sub("", text))
    elif kind != "Place":
        country, text = _possessor(text, country)
    legal = None
    if kind in ("Company", "Regulator"):
        text, legal = _without_legal(text)
    if kind == "Regulator":
        country, text = _of_country(text, country)
    text = text.strip(' "“”«»') or name
    noun = text if kind in _NOUN_TAILS else ""
    while noun and (shorter := _NOUN_TAILS[kind].sub("", noun).strip()) not in ("", noun):
        noun = shorter
    domain = _DOMAIN.match(text.casefold())
    others = [gloss for gloss in (*glosses, *tickers) if not country_of(gloss) and not _ticker(gloss.strip())]
    cyrillic = re.search("[а-яё]", text, re.I)
    spelt = "".join(_CYRILLIC.get(c, c) for c in text.casefold()) if cyrillic else text
    spelt = re.sub("[äöüÄÖÜ]", lambda found: {"ä": "ae", "ö": "oe", "ü": "ue"}[found[0].lower()], unicodedata.normalize("NFC", spelt))
    whole = fold(text)
    return Form(
        whole or name.casefold(),
        tuple(re.findall(r"[\w.+&'/]+", text.casefold())),
        country,
        legal,
        tuple(f for f in dict.fromkeys(form(other, kind).fold for other in others) if f != whole),
        fold(domain[1]) if domain else None,
        noun if noun and noun != text and len(fold(noun)) > 1 else None,
        fold(spelt) if spelt != text else None,
    )


def _ticker(text: str) -> str | None:
    """A ticker, a numeric one with the suffix of its exchange, as in 700.HK, where *text* is one with its exchange."""
    if found := _AT_EXCHANGE.match(text):
        number, suffix = found[2].partition(".")[0], _SUFFIX_OF[found[1].casefold()]
    elif found := _WITH_SUFFIX.match(text):
        number, suffix = found[1] or found[3], _SUFFIX_OF[found[2].casefold()] if found[2] else ""
    else:
        return None
    return f"{number.lstrip('0')}.{suffix}" if number.isdigit() and suffix else number


def _without_legal(text: str) -> tuple[str, str | None]:
    """*text* without its legal forms, and where the most telling of them is used."""
    place = None
    while True:
        shorter = _OTHER_LEGAL.sub("", text)
        for where, tail in _LEGAL_TAILS.items():
            if found := tail.search(text):
                shorter, place = text[: found.start()].rstrip(" ,.&"), place or where or None
        if not shorter or shorter == text:
            return text, place
        text = shorter


def _possessor(text: str, country: str | None) -> tuple[str | None, str]:
    """ "China's Ministry of Commerce" is the ministry, in China."""
    found = re.match(r"^([^\W\d][\w. ]{1,30}?)'s?\s+(?=\S)", text)
    if found and (code := country_of(found[1])):
        return code, text[found.end() :]
    return country, text


def _of_country(text: str, country: str | None) -> tuple[str | None, str]:
    """An authority's name without its country, where a name is left: "US Department of Justice", "Ministry of Commerce of India"."""
    for count in (8, 5, 4, 3, 2):
        if not text.isascii() and len(text) > count + 1 and (code := country_of(text[:count])):
            return code, text[count:]
    words = text.split()
    for count in (3, 2, 1):
        if len(words) > count + 1 and (code := country_of(" ".join(words[:count]), adjectives=True)):
            return code, " ".join(words[count:])
    if len(words) == 2 and words[1].isupper() and (code := country_of(words[0])):
        return code, words[1]  # "US FTC"
    for found in re.finditer(r",\s*|\s+(?:of|for|in)\s+(?:the\s+)?", text):
        before, after = text[: found.start()], text[found.end() :]
        if len(before.split()) > 1 and (code := country_of(after)):
            return code, before
    return country, text


@cache
def _countries() -> tuple[dict[str, str], dict[str, str]]:
    names: dict[str, str] = {}
    adjectives: dict[str, str] = {}
    with (files(__package__) / "countries.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            names[row["code"].casefold()] = row["code"]
            names |= {fold(name): row["code"] for name in row["names"].split(";")}
            adjectives |= {fold(name): row["code"] for name in row["adjectives"].split(";") if name}
    return names, adjectives


@cache
def country_name(code: str) -> str | None:
    """The English name of the country with this code."""
    with (files(__package__) / "countries.csv").open(encoding="utf-8") as file:
        return next((str(row["names"]).split(";")[0] for row in csv.DictReader(file) if row["code"] == code), None)


@lru_cache(1 << 16)
def country_of(text: str, adjectives: bool = False) -> str | None:
    """The ISO 3166 code (or EU) of the country called *text*; with *adjectives*, "French" is one as well."""
    names, adjective = _countries()
    wanted = fold(re.sub(r"^(?:the|The)\s+", "", text.strip()))
    short = len(wanted) == 2 and wanted.isascii() and not text.strip().replace(".", "").isupper()
    return None if short else names.get(wanted) or (adjective.get(wanted) if adjectives else None)
