"""Stock symbols: "NASDAQ: MSFT", "0700.HK", "HKEX: 700"."""

import re

#: Stock exchanges, by the suffix that their numeric symbols have.
_EXCHANGES = {
    "": "nasdaq nasdaqgs nyse amex star lse lon euronext epa ams etr xetra fra asx nse bse six otc otcmkts sto hel bme tsx tsxv",
    "hk": "hkex hkse hkg sehk hk",
    "t": "tyo tse t",
    "ss": "sse shse sha sh ss",
    "sz": "szse she sz",
    "ks": "krx kosdaq kospi ks kq",
    "tw": "twse tpe tw two",
    "sr": "tadawul sr",
}
_SUFFIX_OF = {exchange: suffix for suffix, exchanges in _EXCHANGES.items() for exchange in exchanges.split()}
#: Exchanges where one symbol is one firm's; a symbol of another is another's, mostly.
_MARKETS = {
    exchange: market
    for market, exchanges in {
        "us": "nasdaq nasdaqgs nyse amex otc otcmkts",
        "uk": "lse lon",
        "euronext": "euronext epa ams",
        "germany": "etr xetra fra",
        "canada": "tsx tsxv",
        "india": "nse bse",
    }.items()
    for exchange in exchanges.split()
}
_AT_EXCHANGE = re.compile(rf"^({'|'.join(_SUFFIX_OF)})\s*[:：]\s*([\w.]{{1,12}})$", re.I)
_WITH_SUFFIX = re.compile(r"^\$?(\d{3,6})\.(HK|T|SS|SH|SZ|KS|KQ|TW|TWO|SR)$|^\$?([A-Z]{1,5})(?:\.(?:O|N|OQ|K|US))$")


def ticker(text: str) -> str | None:
    """The symbol, a numeric one with the suffix of its exchange, as in 700.hk, where *text* is one with its exchange."""
    if found := _AT_EXCHANGE.match(text):
        number, suffix = found[2].partition(".")[0], _SUFFIX_OF[found[1].casefold()]
    elif found := _WITH_SUFFIX.match(text):
        number, suffix = found[1] or found[3], _SUFFIX_OF[found[2].casefold()] if found[2] else ""
    else:
        return None
    return f"{number.lstrip('0')}.{suffix}" if number.isdigit() and suffix else number


def market(text: str) -> str | None:
    """Where *text*, if it is a symbol with its exchange in letters, is traded: T at New York isn't T at Toronto."""
    found = _AT_EXCHANGE.match(text.strip())
    exchange = found[1].casefold() if found and not found[2].isdigit() else None
    return _MARKETS.get(exchange, exchange) if exchange else None
