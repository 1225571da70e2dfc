"""What is said with a name and is no part of it: titles and roles of a person, words for what a firm, a model or a product is."""

import re

from .countries import country_of

_ROLES = (
    r"(?:(?:former|acting|interim|deputy|vice|senior|executive|co|ex)[\s-])*(?:chief\s(?:executive(?:\sofficer)?|(?:[a-z]+\s){1,2}?officer|scientist|economist|engineer|architect)"
    r"|managing\sdirector|general\scounsel|chief\sjustice|director(?:[\s-]general)?|president|chair(?:man|woman|person)?|founder|chancellor|premier|(?:prime\s)?minister|secretary|commissioner"
    r"|analyst|spokes(?:man|woman|person)|professor|researcher|engineer|senator|governor|mayor|judge|justice|congress(?:man|woman))"
)
_TITLE = (
    rf"^(?:(?:{_ROLES}|dr|mr|mrs|ms|mx|prof|sir|dame|lord|lady|baroness|herr|frau|monsieur|madame|señor|señora|m|mme|ceo|cto|cfo|coo|king|queen|(?:crown\s)?prince"
    r"|general|gen|col|rep|sen|sheikh|sultan|emir|rt\.?\shon|hon|tan\ssri|tun|datuk|dato|haji|ing|dipl\.-?\s?ing|techn|mag|lic)\.?\s+)+"
)
#: Whose somebody is, before the role in small letters: "NVIDIA CEO Jensen Huang", "Tellurix founder Odile Carrenac".
_EMPLOYED = re.compile(
    rf"^(?:[Ff]ormer\s)?(?P<who>(?:[A-Z][\w&.-]*\s){{1,3}})(?=(?:[a-z]|C[ETFO]O\s))(?:(?:{_ROLES}|CEO|CTO|CFO|COO|co-founder)\s(?:and\s)?)+(?=[^\W\da-z]\S*\s\S)"
)
_GIVEN_NAMES = {
    "wm": "William",
    "chas": "Charles",
    "thos": "Thomas",
    "geo": "George",
    "jas": "James",
    "robt": "Robert",
    "edw": "Edward",
    "benj": "Benjamin",
    "saml": "Samuel",
}
_ABBREVIATED = re.compile(rf"^(?:(?P<sure>wm|chas|thos)|(?P<dotted>{'|'.join(_GIVEN_NAMES)})(?=\.))\.?\s(?=\S)", re.I)
_TITLES = re.compile(_TITLE + r"(?=\S+\s+\S)", re.I)
_BEFORE_SURNAME = re.compile(_TITLE + r"(?=\S+$)", re.I)
_HONOURS = re.compile(r"(?:,?\s+(?:Ph\.?\s?D|M\.?D|D\.?Phil|MBA|Esq|[KCOD]BE|FRS|CFA|KC|QC)\.?)+$")
_GENERATION = re.compile(r",\s*(?=(?:Jr|Sr|I{2,3}|IV)\b\.?$)", re.I)
_JUNIOR = re.compile(r"(?<=\S\s\S)(?P<rest>\S*),?\s(?P<which>Jun|Sen)ior$", re.I)
_HAN_TITLES = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:先生|女士|博士|教授|氏)$|(?<=[\uac00-\ud7a3]{2})\s?(?:씨|회장|대표|사장)$")
#: Words for what a product is that could be one of its model as well: "Tarn chatbot" is the product Tarn, not the model.
CLASS_WORDS = frozenset("platform chatbot assistant app software tool browser".split())
#: Nouns that only say what kind of thing a name stands for; two things of one name don't differ by them. "iPhone 16 series" is more than iPhone 16.
_FAMILY = r"|(?<=[^\W\d])\s(?:series|family)$"
_NOUN_TAILS = {
    "Model": re.compile(rf"\s(?:models?|llms?|(?-i:chatbot|assistant)|(?:large[ -])?language[ -]model|foundation[ -]model)$|大?模型${_FAMILY}", re.I),
    "Product": re.compile(
        r"\s(?:(?:ai\s)?(?:(?:inference|training)\s)?(?:chips?|gpus?|accelerators?|processors?|cpu|npu)|tensor[ -]core"
        rf"|(?-i:{'|'.join(sorted(CLASS_WORDS))}))$|芯片${_FAMILY}",
        re.I,
    ),
}
#: "Velmark-based Kestrane".
_BASED = re.compile(r"^(?:[Tt]he\s)?([^\W\d]\w+(?:\s[^\W\d]\w+)?)-based\s(?=[A-Z])")
#: In small letters before a firm's name; none that would make it a unit or a parent of another.
_FIRM = re.compile(
    r"^(?:[Aa]n?\s|[Tt]he\s)?(?P<where>(?!AI\s)[^\W\d]\w+(?:-based)?\s)?(?P<what>(?:AI\s|[a-z-]+\s){0,2}(?:chip-?(?:maker|designer)|company|firm|start-?up|scale-?up|vendor|maker|supplier|provider"
    r"|giant|developer|designer|producer|operator|carmaker|lab|manufacturer|retailer|lender))\s(?=[A-Z]|[a-z]{1,2}[A-Z]|[^\x00-\x7f])"
)


def person(text: str) -> str:
    """A person's name in its order, without titles: "Dr. Fei-Fei Li", "Altman, Sam", "Robert Downing, Jr."."""
    text = _JUNIOR.sub(lambda found: f"{found['rest']} {'Jr' if found['which'][0] in 'Jj' else 'Sr'}", _HONOURS.sub("", text))
    text = _EMPLOYED.sub("", _GENERATION.sub(" ", text))
    if text.count(",") == 1:
        text = " ".join(part.strip() for part in reversed(text.split(",")))
    text = _HAN_TITLES.sub("", _TITLES.sub("", text))
    return _ABBREVIATED.sub(lambda found: f"{_GIVEN_NAMES[(found['sure'] or found['dotted']).casefold()]} ", text)


def surname(text: str) -> str | None:
    """The surname where that's all beside a title: "Chief Executive Brandt"."""
    shorter = _BEFORE_SURNAME.sub("", text)
    return shorter if shorter != text else None


def employer(text: str) -> str | None:
    """Whose a person is by the role that stands before the name."""
    found = _EMPLOYED.match(text)
    return found["who"].strip() if found else None


def seat(text: str) -> str | None:
    """Where a firm is said to sit, before its name: "Velmark-based Kestrane"."""
    found = _BASED.match(text)
    return found[1] if found else None


def firm(text: str) -> tuple[str, str | None]:
    """A firm's name without what it is, and its country where that says it: "chipmaker Cerebras", "German company Oakline", "Oslo-based start-up Fjordlys"."""
    if based := _BASED.match(text):
        text, country = firm(text[based.end() :])
        return text, country_of(based[1]) or country
    found = _FIRM.match(text)
    where = (found["where"] or "").strip() if found else ""
    country = country_of(where, adjectives=True)
    if found is None or (where and not (where.endswith("-based") or where.islower() or country)):
        return text, None
    return text[found.end() :], country


def without_noun(text: str, kind: str) -> str:
    """A model's or product's name without nouns that only say what it is: "Heron LLM", "Claverley platform"."""
    while kind in _NOUN_TAILS and (shorter := _NOUN_TAILS[kind].sub("", text).strip()) not in ("", text):
        text = shorter
    return text
