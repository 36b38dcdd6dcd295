"""Amounts: single figures, ranges, tolerances, proportions, rates and sums."""

from etl.extract.numbers.divisors import read_divisor
from etl.extract.numbers.nouns import singular
from etl.extract.numbers.numerals import read_numeral
from etl.extract.numbers.parts import RATIO, Amount, read_part
from etl.extract.numbers.proportions import read_odds, read_proportion
from etl.extract.numbers.quantities import Unit, match_unit
from etl.extract.numbers.tokens import Tokens
from etl.extract.numbers.tolerances import read_tolerance
from etl.extract.numbers.vocabulary import SCALES, TENS, TRIGGERS, WORDS, words_of
from etl.model.record import replace

__all__ = ["RATIO", "Amount", "as_rate", "is_change", "read_amount", "read_rate_of"]

_DASHES = frozenset({"-", "–", "—", "‑", "‐", "−", "~", "〜", "～", "至"})
_MINUS = frozenset({"-", "−", "–", "‑"})
_RANGE_WORDS = frozenset(
    {
        "anywhere",
        "somewhere",
        "range",
        "ranges",
        "ranged",
        "ranging",
        "vary",
        "varies",
        "varied",
        "varying",
        "between",
        "span",
        "spans",
        "run",
        "runs",
    }
)
_PARTS = {
    ("minute", "second"): 60.0,
    ("hour", "minute"): 60.0,
    ("foot", "inch"): 12.0,
    ("year", "month"): 12.0,
    ("pound", "ounce"): 16.0,
    ("day", "hour"): 24.0,
}
_FEWEST_PEOPLE = 1000.0
_PEOPLE = words_of("rated_people")
_AFTER_RATE = words_of("phrase_ends")
_LEAP = 4.0  # times the end of a range its start may be
_YEARS = (1900.0, 2100.0)
_FORESEEN = frozenset(
    {
        "seen",
        "see",
        "sees",
        "expected",
        "expects",
        "expect",
        "forecast",
        "forecasts",
        "foresee",
        "foresees",
        "projected",
    }
)
_RAISES = words_of("up") | words_of("down") | {"folds", "fold"}


def read_amount(tokens: Tokens, index: int) -> Amount | None:
    """The amount whose first figure is token `index`."""
    amount = read_part(tokens, index)
    if amount is None:
        return None
    for reader in (read_odds, read_tolerance, _read_range, read_proportion, _read_rate, _read_sum):
        found = reader(tokens, amount)
        if found:
            return found
    return amount


def _read_range(tokens: Tokens, amount: Amount) -> Amount | None:
    """As in "$45–50B", "between 5 and 7", "5 to 7 per cent"; None for "from 5 to 7", which is a change."""
    at = amount.last + 1
    at += tokens.at[at] in _DASHES and tokens.at[at + 1] == "to" and tokens.at[at + 2] in _DASHES  # "0-to-60-mph"
    word = tokens.at[at]
    if word not in _DASHES and word not in {"to", "and", "or"} and not _opens_interval(tokens, amount):
        return None
    number = _number_at(tokens, at + 1 + (at > amount.last + 1))
    of_money = amount.unit is not None and amount.unit.is_money and amount.unit.first < amount.numeral.first
    other = read_part(tokens, number, of_money=of_money) if number else None
    if other is None or other.numeral.form == "fraction" and other.high < 1 and amount.low >= 1:
        return None
    low, high, unit = _share(amount, other)
    if amount.numeral.form == "words" and other.numeral.plain and _YEARS[0] <= other.high <= _YEARS[1]:
        return None  # "in the one to 2025"
    if low >= high or unit is False or not _may_join(tokens, amount, other, word):
        return None
    assert not isinstance(unit, bool)
    if unit is not None and unit.is_money and "/" not in unit.name:
        unit = read_divisor(tokens, replace(unit, last=other.last))
    return Amount(
        amount.first,
        max(other.last, unit.last) if unit else other.last,
        other.numeral,
        low,
        high,
        max(amount.step * (low / amount.low if amount.low else 1.0), other.step),
        unit,
        "range",
        amount.marks | other.marks - {"signed"} | {"range"},
    )


def _opens_interval(tokens: Tokens, amount: Amount) -> bool:
    """Whether "[1.90, 2.41]" or "(0.63, 1.00)" begins here: two figures with decimals in brackets."""
    at = amount.last + 1
    if tokens.at[at] not in {",", ";"} or tokens.at[amount.first - 1] not in {"[", "("}:
        return False
    at += 1 + (tokens.at[at + 1] in _MINUS)
    return tokens.is_number(at) and tokens.at[at + 1] in {"]", ")"} and amount.numeral.step < 1


def _number_at(tokens: Tokens, index: int) -> int:
    """The token where the second figure of a range begins, past its currency; 0 where there is none."""
    if tokens.is_number(index) or tokens.at[index] in WORDS or tokens.at[index] in TENS:
        return index
    sign = match_unit(tokens, index)
    if sign and sign.is_money and tokens.is_number(sign.last + 1):
        return sign.last + 1
    return index + 1 if tokens.at[index] in {"−", "-"} and tokens.is_number(index + 1) else 0


def _share(amount: Amount, other: Amount) -> tuple[float, float, Unit | None | bool]:
    """Both ends with the scale and unit they share; unit False where they do not go together."""
    low, high = amount.low, other.high
    if amount.numeral.scale == 1 and other.numeral.scale > 1 and (not amount.unit or amount.unit.is_money):
        low = low * other.numeral.scale if low <= high / other.numeral.scale else low
    first, second = amount.unit, other.unit
    if first is None or second is None:
        if first and not first.is_money and second is None:
            return low, high, False
        return low, high, first and replace(first, last=other.last) or second
    if first.name == second.name and first.factor != second.factor:
        return low * first.factor / second.factor, high, second
    if second.name.startswith(first.name + "/"):
        return low, high, second
    return low, high, second if first.name == second.name else False


def _may_join(tokens: Tokens, amount: Amount, other: Amount, word: str) -> bool:
    if word in {"and", "or"}:
        lead = tokens.words[max(0, amount.first - 4) : amount.first]
        return "between" in lead if word == "and" else amount.is_bare and amount.numeral.form == other.numeral.form
    if word in {",", ";"}:
        return True
    if word == "to" and tokens.at[amount.last + 1] != "to":
        return True
    if word != "to":
        return word != "—" and tokens.is_glued(amount.last + 1) == tokens.is_glued(amount.last + 2)
    return not is_change(tokens, amount, other)


def is_change(tokens: Tokens, amount: Amount, other: Amount) -> bool:
    """Whether "A to B" leads from one to the other, and is no range."""
    lead = tokens.words[max(0, amount.first - 5) : amount.first]
    if "from" in lead:
        start = amount.first - len(lead) + lead.index("from")
        return _RANGE_WORDS.isdisjoint(tokens.words[max(0, start - 4) : start])
    foreseen = lead[-1:] in (["rising"], ["falling"], ["growing"]) and not _FORESEEN.isdisjoint(lead)
    if "between" in lead or foreseen:  # "prices are seen rising 13% to 18%"
        return False
    if tokens.at[amount.first - 1] == "by":
        # "dropped by 2 % to 9.4 %" and "by €4 to €62" lead from one to the other, "by 5 % to 10 %" does not
        leaps = other.high >= _LEAP * abs(amount.low) > 0
        if leaps or _are_shares(amount, other):
            return leaps or amount.numeral.is_whole != other.numeral.is_whole
    if not _has_one_coin(amount, other):
        return True  # "up 60 cents to $12.40"
    if _RAISES & set(lead[-2:]):
        written_behind = amount.unit and other.unit and other.unit.first >= other.first
        grows = amount.unit is None and other.unit is None and other.high >= 5 * amount.low > 0
        steps = lead[-1] in _RAISES and amount.unit is None and other.unit is not None and other.unit.is_money
        if written_behind or grows or steps:  # "lost 2 to $4.31"
            return True
    written_out = amount.unit is not None and not amount.unit.is_money or amount.numeral.scale > 1
    is_far = abs(other.high) >= 5 * abs(amount.low) or tokens.at[amount.first - 1] in _RAISES
    return bool(written_out and (other.unit or other.numeral.scale > 1) and is_far)


def _are_shares(amount: Amount, other: Amount) -> bool:
    return amount.unit is not None and other.unit is not None and amount.unit.name == other.unit.name == "percent"


def _has_one_coin(amount: Amount, other: Amount) -> bool:
    """Whether two figures are no sums in cents and in dollars."""
    if amount.unit is None or other.unit is None or not amount.unit.is_money:
        return True
    return amount.unit.factor >= other.unit.factor


def _read_rate(tokens: Tokens, amount: Amount) -> Amount | None:
    """As in "4.1 per 100,000 journeys", "9.6 per 1000 person-years": a share of what is counted."""
    at = amount.last + 1
    if not amount.is_bare or tokens.at[at] != "per":
        return None
    if tokens.at[at + 1] in SCALES and not tokens.is_word(at + 2):
        return as_rate(amount, at + 1, SCALES[tokens.at[at + 1]])  # "0.17 per million"
    other = read_part(tokens, at + 1) if tokens.is_number(at + 1) else None
    if other is None or other.high < 100 or other.unit is not None:
        return None
    last, name = other.numeral.last, RATIO
    if tokens.at[last + 2] in _DASHES and tokens.at[last + 3] in {"years", "year"}:
        last, name = last + 3, f"1/{singular(tokens.at[last + 1])}_year"
    return as_rate(amount, last, other.numeral.value, name)


def read_rate_of(tokens: Tokens, amount: Amount, last: int) -> Amount | None:
    """As in "42.6 deaths per 100,000 population": a share of people, of the things that end at token `last`."""
    if not amount.is_bare or tokens.at[last + 1] != "per" or not tokens.is_number(last + 2):
        return None
    people = read_numeral(tokens, last + 2)
    if people is None or people.value < _FEWEST_PEOPLE or people.value % _FEWEST_PEOPLE:
        return None
    behind = tokens.at[people.last + 1]
    if behind not in _PEOPLE and behind not in _AFTER_RATE and tokens.is_word(people.last + 1):
        return None
    return as_rate(amount, people.last + (behind in _PEOPLE), people.value)


def as_rate(amount: Amount, last: int, size: float, unit: str = RATIO) -> Amount:
    """The amount for one where it is told for so many, its unit standing at token `last`."""
    return replace(
        amount,
        last=last,
        low=amount.low / size,
        high=amount.high / size,
        step=amount.step / size,
        unit=Unit(last, last, unit, RATIO),
        rule="rate",
        marks=frozenset({"rate"}),
    )


def _read_sum(tokens: Tokens, amount: Amount) -> Amount | None:
    """As in "10 minutes 40 seconds", "5 feet 6 inches": one figure in two units."""
    at = amount.last + 1
    if tokens.at[at] in {"'", "′", "’"} and amount.is_bare and tokens.is_glued(at):
        return _feet(tokens, amount)
    if amount.unit is not None and amount.unit.is_money and amount.unit.last > amount.numeral.last:
        return _read_change(tokens, amount)
    if amount.unit is None or amount.unit.dimension not in {"time", "length", "mass"} or not tokens.is_number(at):
        return None
    other = read_part(tokens, at)
    if other is None or other.unit is None or other.unit.dimension != amount.unit.dimension:
        return None
    parts = _PARTS.get((amount.unit.name, other.unit.name), 0.0)
    if not parts or other.high >= parts:
        return None
    value = amount.low * parts + other.low
    return replace(amount, last=other.last, low=value, high=value, step=other.step, unit=other.unit, rule="sum")


def _read_change(tokens: Tokens, amount: Amount) -> Amount | None:
    """As in "three dollars and fifty cents"."""
    at = amount.last + 1
    at += tokens.at[at] == "and"
    other = read_part(tokens, at) if tokens.is_number(at) or tokens.at[at] in TRIGGERS else None
    if other is None or other.unit is None or amount.unit is None or other.unit.name != amount.unit.name:
        return None
    if other.unit.factor != 0.01 or amount.unit.factor != 1 or other.high >= 100 or not amount.numeral.is_whole:
        return None
    value = amount.low + other.high / 100
    return replace(amount, last=other.last, low=value, high=value, step=0.01, rule="sum")


def _feet(tokens: Tokens, amount: Amount) -> Amount | None:
    """Feet and inches in signs: 6'2"."""
    at = amount.last + 2
    inches = tokens.at[at]
    if (
        not tokens.is_glued(at)
        or not inches.isdecimal()
        or int(inches) > 11
        or tokens.at[at + 1] not in {'"', "″", "”"}
    ):
        return None
    value = amount.low * 12 + int(inches)
    unit = Unit(at, at + 1, "inch", "length")
    return replace(amount, last=at + 1, low=value, high=value, step=1.0, unit=unit, rule="sum")
