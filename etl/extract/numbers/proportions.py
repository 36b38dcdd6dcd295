"""Shares of a whole in figures: "7 of 10", "two out of three", "one listing in four", "1 in 10"."""

from etl.extract.numbers.nouns import is_plural
from etl.extract.numbers.parts import RATIO, Amount, read_part
from etl.extract.numbers.quantities import Unit
from etl.extract.numbers.tokens import Tokens
from etl.extract.numbers.vocabulary import SCALES, TRIGGERS
from etl.model.record import replace

_TOLD_APART = 20  # of more two counts are told; years of a frequency: "1 in 100 years"
_ROUND_WHOLE = 10.0
_DASHES = frozenset({"-", "‑", "–"})
_ODDS = frozenset(
    {
        "ratio",
        "ratios",
        "odds",
        "margin",
        "majority",
        "outnumber",
        "outnumbered",
        "outnumbers",
        "outnumbering",
        "leverage",
        "split",
        "stock",
    }
)
_NEAR = 6
_NOT_YEARS = (1900.0, 2100.0)


def read_proportion(tokens: Tokens, amount: Amount) -> Amount | None:
    """As in "7 of 10", "nine of the ten", "two out of three", "1 in 10", "one euro in four": a share."""
    at = _end_of_part(tokens, amount)
    link = tokens.at[at]
    if at < 0 or link not in {"of", "out", "in"} and (link != "over" or amount.low != 1):
        return None
    at += 2 if link == "out" and tokens.at[at + 1] == "of" else 1
    at += tokens.at[at] in {"the", "every", "its", "their", "all", "those", "these"}
    at += tokens.at[at] == "a" and tokens.at[at + 1] in SCALES or tokens.at[at] == "top"
    other = read_part(tokens, at) if tokens.is_number(at) or tokens.at[at] in TRIGGERS else None
    if other is not None and link == "in" and _is_frequency(amount, other):
        return _frequency(amount, other)
    of_scale = other is not None and other.unit is None and tokens.at[at - 1] == "a"  # "one in a trillion"
    if other is None or other.first != at or not (other.is_bare or of_scale) or not _is_proportion(amount, other, link):
        return None
    one_of_few = tokens.at[at - 1] == "of" and amount.low == 1
    if link == "of" and other.high != _ROUND_WHOLE and tokens.at[at - 1] != "every" and not one_of_few:
        return None  # "five of the seven members" are two counts
    value = amount.low / other.high
    unit = Unit(other.last, other.last, RATIO, RATIO)
    marks = frozenset({"proportion"})
    return replace(
        amount, last=other.last, low=value, high=value, step=1 / other.high, unit=unit, rule="proportion", marks=marks
    )


def read_odds(tokens: Tokens, amount: Amount) -> Amount | None:
    """As in "eight-to-one", "outnumbered three to one", "a ratio of 2:1": how many times as much."""
    at, whole = amount.last + 1, amount.is_bare and amount.numeral.scale == 1 and amount.high > 1
    dashed = tokens.at[at] in _DASHES and tokens.at[at + 1] == "to" and tokens.at[at + 2] in _DASHES
    last = at + 3 if dashed else at + 1
    if not whole or tokens.at[last] not in {"one", "1"}:
        return None
    told = (
        not _ODDS.isdisjoint(tokens.words[max(0, amount.first - _NEAR) : amount.first]) or tokens.at[last + 1] in _ODDS
    )
    if not dashed and not (tokens.at[at] == "to" and told or tokens.at[at] == ":" and tokens.is_glued(last)):
        return None
    unit = Unit(last, last, RATIO, RATIO)
    return replace(amount, last=last, unit=unit, rule="multiple")


def begins_odds(tokens: Tokens, index: int) -> bool:
    """Whether "18:1 odds", "a ratio of 2:1", "10.5:1" begins here, and no time of day nor the score of a game."""
    figure = tokens.at[index]
    if tokens.at[index + 1] != ":" or tokens.at[index + 2] != "1" or not tokens.is_glued(index + 2):
        return False
    near = tokens.words[max(0, index - _NEAR) : index] + tokens.words[index + 3 : index + 5]
    return "." in figure or not _ODDS.isdisjoint(near)


def _end_of_part(tokens: Tokens, amount: Amount) -> int:
    """The token behind the part of a proportion and its noun: "one listing", "two promises"; -1 where it is none."""
    at, in_words = amount.last + 1, amount.numeral.form == "words"
    one_coin = in_words and amount.low == 1 and amount.unit is not None and amount.unit.is_money
    if not (amount.is_bare or one_coin) or amount.marks or not amount.numeral.is_whole:
        return -1
    if amount.numeral.form == "fraction":
        return -1
    has_noun = amount.low == 1 and tokens.is_word(at) or is_plural(tokens.at[at])
    return at + (in_words and has_noun and tokens.at[at + 1] == "in")


def _is_frequency(amount: Amount, other: Amount) -> bool:
    """As in "once in": "1 in 4900 yr", "a one in 100 year flood"."""
    long = other.unit is not None and other.unit.dimension == "time" and other.high >= _TOLD_APART
    return long and amount.low == 1 and other.numeral.is_whole


def _frequency(amount: Amount, other: Amount) -> Amount:
    assert other.unit is not None
    value, name = 1 / other.high, f"1/{other.unit.name}"
    unit = Unit(other.last, other.last, name, RATIO, 1 / other.unit.factor)
    step = value * other.step / other.high
    return replace(
        amount, last=other.last, low=value, high=value, step=step, unit=unit, rule="rate", marks=frozenset({"rate"})
    )


def _is_proportion(amount: Amount, other: Amount, link: str) -> bool:
    part, whole = amount.low, other.high
    if not other.numeral.is_whole or not 0 < part <= whole or whole < 2:
        return False
    if link == "of" and whole > _TOLD_APART and other.numeral.form == "digits":
        return False  # "126 of 2,861 patients"
    if other.numeral.plain and _NOT_YEARS[0] <= whole <= _NOT_YEARS[1]:
        return False
    if link == "in":
        spoken = amount.numeral.form == other.numeral.form == "words" and whole <= 10
        return part == 1 or part < whole and spoken or part < whole and whole in {10.0, 100.0, 1000.0, 1e4, 1e5}
    return True
