"""Which country's money is meant where several have one of that name: dollars, pesos, rupees, francs, cents, ¥."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from etl.extract.numbers.vocabulary import coins_of, words_of

_YEN_HINTS = words_of("yen_hints")
_SIGNS = {"EUR": ("€", "euro"), "AUD": ("A$", "AU$"), "CAD": ("C$", "CA$"), "NZD": ("NZ$",), "HKD": ("HK$",), "SGD": ("S$",),
          "ZAR": (" rand",)}  # fmt: skip
_DOLLARS = ("AUD", "CAD", "NZD", "HKD", "SGD")
_FEWEST = 2  # times a document names a country whose dollars it may mean
_CODES = re.compile(
    r"\b(?:SEK|NOK|DKK|CHF|PLN|CZK|HUF|TRY|JPY|CNY|RMB|yuan|KRW|INR|IDR|THB|MYR|PHP|VND|BRL|MXN|ZAR|NGN|KES|AED|SAR|ILS)\b"
)
_COINS: Mapping[str, Mapping[str, tuple[str, ...]]] = coins_of("coins.toml")


def is_shared(word: str) -> bool:
    """Whether several countries have money of this name."""
    return word in _COINS


@lru_cache(maxsize=64)
def coin_of(text: str, word: str, default: str) -> str:
    """The currency a word means in a document that speaks of one country more than of the others that have it.

    >>> coin_of("Argentina borrows", "pesos", "MXN"), coin_of("", "pesos", "MXN")
    ('ARS', 'MXN')
    >>> coin_of("Canada's budget. Canada spends", "$", "USD"), coin_of("Canada sells oil. America buys", "$", "USD")
    ('CAD', 'USD')
    """
    spoken = {name: sum(map(text.count, hints)) for name, hints in _COINS[word].items()}
    most = max(spoken, key=spoken.__getitem__)
    if default == "USD" and (spoken["USD"] and "US$" not in text or spoken[most] < _FEWEST):
        return default  # one that writes US$ means its own by $
    return most if spoken[most] > spoken.get(default, 0) else default


@lru_cache(maxsize=4)
def cents_of(text: str) -> str:
    """The currency whose cents a document means: the one whose sign it has most, the dollar where it has none."""
    found = _sums_in(text, _SIGNS)
    most = max(found, key=found.__getitem__)
    return most if found[most] > found["USD"] else "USD"


@lru_cache(maxsize=4)
def money_of(text: str) -> str:
    """The currency a document gives its sums in by sign, empty where it names others or none.

    >>> money_of("sales of €3 million"), money_of("sales of 3 million")
    ('EUR', '')
    """
    found = _sums_in(text, {**_SIGNS, "GBP": ("£",), "INR": ("₹",)})
    most = max(found, key=found.__getitem__)
    if found[most] <= len(_CODES.findall(text)):
        return ""
    return coin_of(text, "$", most) if most == "USD" else most


def _sums_in(text: str, signs: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """How often a document has the signs of each currency, and a bare sign of dollars."""
    found = {name: sum(map(text.count, each)) for name, each in signs.items()}
    return found | {"USD": text.count("$") - sum(found[name] for name in _DOLLARS)}


def yen_of(text: str, words: list[str]) -> str:
    """JPY or CNY, as ¥ is meant in a sentence of these words."""
    return "JPY" if not _YEN_HINTS.isdisjoint(words) or _speaks_of_japan(text) else "CNY"


@lru_cache(maxsize=4)
def _speaks_of_japan(text: str) -> bool:
    """Whether a document that leaves open which ¥ it means speaks of Japan more than of China."""
    japan = sum(map(text.count, ("Japan", "Tokyo", "yen", "Nikkei")))
    return japan > sum(map(text.count, ("China", "Chinese", "yuan", "RMB", "Beijing", "renminbi")))
