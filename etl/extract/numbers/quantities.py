"""Units at a number: what stands before it and behind it."""

from etl.extract.numbers.coins import coin_of, is_shared, yen_of
from etl.extract.numbers.tokens import Tokens
from etl.extract.numbers.vocabulary import CURRENCY_ENDS, SPELLINGS, UnitWord
from etl.model.record import record, replace

_LEFT_WORDS = frozenset({"kr", "usd", "eur", "gbp", "inr", "cny", "rmb", "jpy", "rs", "rs."})
_LOWERED = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_YEN_SIGNS = frozenset({"¥", "￥"})
_LETTER_COINS = {"r": "ZAR", "n": "NGN"}
_SINGLE_COINS = _YEN_SIGNS | _LETTER_COINS.keys()
_CURRENCY_ENDS = CURRENCY_ENDS | _SINGLE_COINS
_HYPHENS = frozenset({"-", "‑", "‐"})
_POWERS = _HYPHENS | {"⁻", "^", "−"}
_CARBON = frozenset({"co2", "co₂", "carbon"})
_CARBON_EQUIVALENTS = frozenset({"co2e", "co₂e", "co2eq", "co₂eq"})


@record
class Unit:
    """A unit read at tokens `first` to `last`; `factor` brings the figure before it to `name`."""

    first: int
    last: int
    name: str
    dimension: str
    factor: float = 1.0

    @property
    def is_money(self) -> bool:
        """Whether it is a currency."""
        return self.dimension == "currency"


def match_unit(tokens: Tokens, index: int) -> Unit | None:
    """The longest spelling of a unit that begins at token `index`."""
    word = tokens.at[index]
    spellings = SPELLINGS.get(word)
    if spellings is None:
        if word.isascii():
            return None
        spellings = SPELLINGS.get(word.translate(_LOWERED), ())
    following = tokens.at[index + 1]
    for spelling in spellings:
        rest = spelling.rest
        last = index + len(rest)
        if rest and (rest[0] != following or tuple(tokens.words[index + 1 : last + 1]) != rest):
            if len(rest) > 1 or not _is_joined(tokens, index, rest[0]):
                continue
            last += 1
        if spelling.exact and not _is_written(tokens, index, last, spelling.exact):
            continue
        return unit_of_word(index, last, spelling.word)
    return None


def _is_joined(tokens: Tokens, index: int, word: str) -> bool:
    """Whether a hyphen joins both words of a unit: "2,000-square-foot"."""
    return tokens.at[index + 1] in _HYPHENS and tokens.at[index + 2] == word and tokens.is_glued(index + 2)


def _is_written(tokens: Tokens, first: int, last: int, exact: str) -> bool:
    """Whether a spelling stands as the catalogue has it; signs with a code, as "hk$", in any case."""
    text = _written(tokens, first, last)
    return text == exact or len(exact) > 2 and exact[-1] == "$" and text.upper() == exact


def _written(tokens: Tokens, first: int, last: int) -> str:
    text = "".join(tokens.cased(at) for at in range(first, last + 1))
    return text if text.isascii() else text.translate(_LOWERED)


def unit_of_word(first: int, last: int, word: UnitWord) -> Unit:
    """The unit a word of the catalogue stands for at tokens `first` to `last`."""
    return Unit(first, last, word.unit, word.dimension, word.factor)


def read_currency_before(tokens: Tokens, index: int) -> Unit | None:
    """A currency sign or code that ends before token `index`: "US$", "Rs.", "RMB"."""
    if tokens.at[index - 1] == "|":
        index -= 1
    if tokens.at[index - 1] not in _CURRENCY_ENDS:
        return None
    if tokens.at[index - 1] in _SINGLE_COINS:
        return _read_single(tokens, index - 1)
    for first in range(max(0, index - 3), index):
        unit = match_unit(tokens, first)
        if unit and unit.last == index - 1 and unit.is_money and _may_lead(tokens, unit):
            if _is_event(tokens, unit) or _is_rate_ratio(tokens, unit):
                return None
            if unit.first == unit.last and is_shared(tokens.words[unit.last]):
                return replace(unit, name=coin_of(tokens.text, tokens.words[unit.last], unit.name))
            return _of_pair(tokens, unit) or _with_code(tokens, unit)
    return None


def _read_single(tokens: Tokens, index: int) -> Unit | None:
    """The money of ¥, and of one letter glued to its figure: "R1,200", "N5 billion"."""
    word = tokens.at[index]
    if word in _YEN_SIGNS:
        return read_yen(tokens, index)
    return Unit(index, index, _LETTER_COINS[word], "currency") if tokens.is_glued(index + 1) else None


def _may_lead(tokens: Tokens, unit: Unit) -> bool:
    text = "".join(tokens.cased(at) for at in range(unit.first, unit.last + 1))
    if tokens.is_glued(unit.first) and tokens.is_word(unit.first - 1) and not text[0].isalpha():
        return text == "$" or not text.isalpha()
    return text != text.lower() or not text.isalpha() or text in _LEFT_WORDS


def _is_event(tokens: Tokens, unit: Unit) -> bool:
    """Whether "Euro" before a year or a class is no money: "Euro 2020", "Euro 6"."""
    number = tokens.at[unit.last + 1]
    return tokens.at[unit.last] == "euro" and number.isdecimal() and (len(number) == 1 or "1960" <= number <= "2100")


def _is_rate_ratio(tokens: Tokens, unit: Unit) -> bool:
    """Whether "IRR" before a small figure is a ratio or a rate of return and no rials: "IRR 0.98", "IRR of 12%"."""
    return tokens.cased(unit.last) == "IRR" and len(tokens.at[unit.last + 1].split(".")[0]) < 3


def _of_pair(tokens: Tokens, unit: Unit) -> Unit | None:
    """The rate of a pair of currencies: "USD/CNY 7.12" is yuan for a dollar."""
    if tokens.at[unit.first - 1] != "/" or not tokens.is_glued(unit.first):
        return None
    other = match_unit(tokens, unit.first - 2)
    if other is None or not other.is_money or other.last != unit.first - 2:
        return None
    return replace(unit, first=other.first, name=f"{unit.name}/{other.name}")


def _with_code(tokens: Tokens, unit: Unit) -> Unit:
    """The unit with a code before its sign: "USD $5", "US $5"."""
    before = tokens.cased(unit.first - 1)
    if before in {"USD", "US"} and unit.name == "USD":
        return replace(unit, first=unit.first - 1)
    if before in {"RMB", "CNY"} and unit.name == "CNY":
        return replace(unit, first=unit.first - 1)
    return unit


def read_yen(tokens: Tokens, index: int) -> Unit:
    """The money ¥ at `index` stands for."""
    name = yen_of(tokens.text, tokens.words)
    first = index
    if tokens.is_glued(index) and tokens.at[index - 1] in {"cn", "rmb", "cny", "jp", "jpy"}:
        first, name = index - 1, "JPY" if tokens.at[index - 1].startswith("jp") else "CNY"
    return Unit(first, index, name, "currency")


def with_carbon(tokens: Tokens, unit: Unit) -> Unit:
    """Tonnes and grams of CO₂ are their own unit: "14.6 billion tonnes of CO₂"."""
    if unit.dimension != "mass" or unit.name not in {"gram", "tonne"}:
        return unit
    at = unit.last + 1
    at += 2 * (tokens.at[at] == "or" and tokens.at[at + 1] in {"more", "less", "so"})
    at += tokens.at[at] == "of"
    word = tokens.at[at]
    if word in _CARBON_EQUIVALENTS or (word in _CARBON and "equivalent" in tokens.words[at + 1 : at + 4]):
        return replace(unit, name=f"{unit.name}_co2e")
    if word in _CARBON and (word != "carbon" or tokens.at[at + 1] == "dioxide"):
        return replace(unit, name=f"{unit.name}_co2")
    return unit


def divide_by_power(tokens: Tokens, unit: Unit, index: int) -> Unit | None:
    """As in "W m⁻²", "GtCO₂e yr⁻¹", "W m^-2^"."""
    if tokens.at[index + 1][:1] not in _POWERS:
        return None
    below = match_unit(tokens, index)
    if below is None or below.first != below.last:
        return None
    at = below.last + 1
    if tokens.at[at][:1] == "⁻" and len(tokens.at[at]) == 2:
        power, last = tokens.at[at], at
    elif tokens.at[at] in _HYPHENS | {"−"} and _is_power(tokens, at):
        power, last = "⁻" + "⁰¹²³"[int(tokens.at[at + 1])], at + 1
    elif tokens.at[at] == "^" and tokens.at[at + 1] in {"-", "−"} and tokens.is_number(at + 2):
        power, last = "⁻" + "⁰¹²³"[int(tokens.at[at + 2][:1]) % 4], at + 2
        last += tokens.at[at + 3] == "^"
    else:
        return None
    names = {"⁻²": f"square_{below.name}", "⁻³": f"cubic_{below.name}", "⁻¹": below.name}
    exponent = {"⁻¹": 1, "⁻²": 2, "⁻³": 3}.get(power, 0)
    return over(unit, names[power], last, below.factor**exponent) if exponent else None


def _is_power(tokens: Tokens, index: int) -> bool:
    """Whether a minus stands tight between a unit and 1, 2 or 3: "kg ha-1"."""
    return tokens.at[index + 1] in {"1", "2", "3"} and tokens.is_glued(index) and tokens.is_glued(index + 1)


def over(unit: Unit, below: str, last: int, size: float = 1.0) -> Unit:
    """The unit divided by another that ends at token `last`."""
    if below == "second":
        below = "s"
    return replace(unit, last=last, name=f"{unit.name}/{below}", factor=unit.factor / size)
