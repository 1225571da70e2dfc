"""What a written name itself gives as another name of the thing: "Ferrowick AI (formerly Lumberjack Labs)", "Pemberlane Ltd t/a Brightdesk"."""

import re
from functools import lru_cache

_YEAR = r"(?:(?:until|before|since|from|up\sto)\s)?(?:(?:19|20)\d\d)(?:\s?[–-]\s?(?:(?:19|20)\d\d)?)?\s?:"
_RENAMED = (
    r"(?:formerly|previously|originally|vormals|ehemals|anciennement|tidigare|tidligere|antes|now|(?:since\s)?(?:renamed|rebranded)(?:\s(?:to|as))?"
    rf"|f/?k/?a|{_YEAR})(?:\s(?:known\sas|called|named))?"
)
_BORN = r"(?:n[ée]e|born(?=\s[^\W\d]))"
_TRADES = r"(?:d\.?/?b\.?/?a\.?|t/a|doing\sbusiness\sas|trading\sas)"
_WHEN = r"(?:\s(?:in|since|until|from)\s(?:(?:19|20)\d\d))?"
#: By what introduces it; of a person "formerly" tells where somebody was: "Ada Holm (formerly OpenAI)".
_ALSO = {
    "Person": re.compile(rf"(?:,?\s+|\s*\()(?P<how>{_BORN})\s(?P<other>[^(),]+)\)?$", re.I),
    "Company": re.compile(rf"(?:,\s*|\s*\(|\s+(?={_TRADES}\s))(?P<how>{_RENAMED}|{_TRADES})\s+(?:the\s)?(?P<other>[^()]+?){_WHEN}\)?$", re.I),
    "": re.compile(rf"(?:,\s*|\s*\()(?P<how>{_RENAMED})\s+(?:the\s)?(?P<other>[^()]+?){_WHEN}\)?$", re.I),
}
#: A person's nickname between the given name and the surname: Robert "Bobby" Quellan, Wei (David) Chen.
_NICKNAME = re.compile(
    r"""^(?P<given>[^\W\d].*?)\s\(?(?:["“”«„](?P<nick>[^"“”«»„]+)["“”»]|(?<=\()(?P<plain>[^\W\d_]+)(?=\)))\)?"""
    r"""\s(?P<last>[^\W\d][^"“”«»„()]*)$"""
)
_EXPLAINED = re.compile(r"^(?P<short>[A-Z][A-Z\d]+(?:-\d+)?)\s\((?P<long>[^()]+)\)$")
#: What follows a comma in small letters: "Kvarnholm, the Swedish sawmill group", "Ruth Abara, chief executive of Tarnhelm".
_DESCRIBED = re.compile(r"^(?P<name>[^\W\da-z][^,()]+),\s(?P<what>(?:(?:the|an?)\s(?:[A-Z]\w+\s)?)?[a-z][\w-]*\s[^,\d]*[^\s,\d])$")
_SMALL = frozenset("of for the and on in de des du la le et und für y e".split())


@lru_cache(1 << 16)
def apart(name: str, kind: str) -> tuple[str, tuple[str, ...]]:
    """*name* by itself, and what it gives besides, said as a document says it: ("Ferrowick AI", ("formerly named Lumberjack Labs",))."""
    if kind == "Person" and (found := _NICKNAME.match(name)):
        nick = found["nick"] or found["plain"]
        other = (f"known as {nick} {found['last']}",) if nick[0].isupper() and not nick.startswith("The ") else ()
        return f"{found['given']} {found['last']}", other
    if (found := _ALSO.get(kind, _ALSO[""]).search(name)) and found.start() > 1 and _is_named(found["other"], name):
        how = found["how"].casefold()
        said = "née" if kind == "Person" else "now called" if re.match(_TRADES, how) else "formerly named"
        return name[: found.start()], (f"{said} {found['other'].strip()}",)
    if kind not in ("Place", "Regulator") and (found := _DESCRIBED.match(name)):
        return found["name"], (found["what"],)
    if kind != "Person" and (found := _EXPLAINED.match(name)) and _initials(found["long"]) == found["short"].replace("-", ""):
        return found["short"], (found["long"],)
    return name, ()


def _is_named(other: str, name: str) -> bool:
    """Whether a name follows, not a description: "formerly of Tarn", "now part of Tarn"; a judgement says all in small letters."""
    return not other[0].islower() or name == name.casefold()


def _initials(text: str) -> str:
    return "".join(word[0] for word in re.findall(r"[^\W_]+", text) if word not in _SMALL).upper()
