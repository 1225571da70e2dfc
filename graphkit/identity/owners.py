"""Whose an authority, or where a place is, as far as the name says it: "US Department of Justice", "Shenzhen, China"."""

import re

from .countries import country_of

#: What a country has one of: "UK Government", "Government of the United Kingdom", "Orsinia's government".
OF_STATE = re.compile(
    r"(?i)^(?:the )?(?:(?P<what>gov(?:ernmen)?t|parliament) of (?:the )?(?P<of>.+)|(?P<by>.+?)(?:['’]s)? (?P<body>gov(?:ernmen)?t|parliament))$"
)


def place(text: str, country: str | None) -> tuple[str, str | None]:
    """A place's name without its country, and that: "Shenzhen, China"."""
    before, comma, after = text.rpartition(", ")
    code = country_of(after) if comma and after != "Georgia" else None  # a state of the US, mostly
    return (before, code) if code else (text, country)


def possessor(text: str, country: str | None) -> tuple[str | None, str]:
    """ "China's Ministry of Commerce" is the ministry, in China."""
    found = re.match(r"^([^\W\d][\w. ]{1,30}?)'s?\s+(?=\S)", text)
    if found and (code := country_of(found[1])):
        return code, text[found.end() :]
    return country, text


def of_country(text: str, country: str | None) -> tuple[str | None, str]:
    """An authority's name without its country, where a name is left: "US Department of Justice", "Ministry of Commerce of India"."""
    for count in (8, 5, 4, 3, 2):
        if not text.isascii() and len(text) > count + 1 and (code := country_of(text[:count])):
            return code, text[count:]
    if (found := OF_STATE.match(text)) and (where := found["of"] or found["by"]) != "Georgia" and (code := country_of(where, adjectives=True)):
        return code, (found["what"] or found["body"]).capitalize().replace("Govt", "Government")
    words = text.split()
    for count in (3, 2, 1):
        if len(words) > count + 1 and words[0] != "Georgia" and (code := country_of(" ".join(words[:count]), adjectives=True)):
            return code, " ".join(words[count:])
    if len(words) == 2 and words[1].isupper() and (code := country_of(words[0])):
        return code, words[1]  # "US FTC"
    for found in re.finditer(r",\s*|\s+(?:of|for|in)\s+(?:the\s+)?", text):
        before, after = text[: found.start()], text[found.end() :]
        if len(before.split()) > 1 and after != "Georgia" and (code := country_of(after)):  # as likely the state of the US
            return code, before
    return country, text
