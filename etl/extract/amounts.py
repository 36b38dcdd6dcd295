"""Amounts: a numeral with its sign, scale letter and unit; ranges, tolerances, and "7 of 10"."""

from dataclasses import dataclass, replace

from etl.extract.nouns import singular
from etl.extract.numerals import Numeral, read_numeral
from etl.extract.quantities import Unit, match_unit, read_currency_before, read_divisor, read_letter, read_unit
from etl.extract.tokens import Tokens
from etl.extract.vocabulary import TENS, TRIGGERS, WORDS, words_of

_DASHES = frozenset({"-", "–", "—", "‑", "‐", "−", "~", "〜", "～", "至"})
_MINUS = frozenset({"-", "−", "–", "‑"})
_RANGE_WORDS = frozenset(
    {"range", "ranges", "ranged", "ranging", "vary", "varies", "varied", "varying", "between", "span", "spans"}
)
_TOLD_APART = 20  # "126 of 2,861 patients" are two counts, "7 of 10" is a share
_NOT_YEARS = (1900.0, 2100.0)
_PARTS = {
    ("minute", "second"): 60.0,
    ("hour", "minute"): 60.0,
    ("foot", "inch"): 12.0,
    ("year", "month"): 12.0,
    ("pound", "ounce"): 16.0,
    ("day", "hour"): 24.0,
}
_COMPARED = words_of("comparatives")
_RAISES = words_of("up") | words_of("down") | {"folds", "fold"}
RATIO = "ratio"


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure at tokens `first` to `last`, low to high in units of `unit`, None where it stands bare."""

    first: int
    last: int
    numeral: Numeral
    low: float
    high: float
    step: float
    unit: Unit | None
    rule: str
    marks: frozenset[str] = frozenset()

    @property
    def is_bare(self) -> bool:
        """Whether neither unit nor scale stands with the figure."""
        return self.unit is None and self.numeral.scale == 1


def read_amount(tokens: Tokens, index: int) -> Amount | None:
    """The amount whose first figure is token `index`."""
    amount = read_part(tokens, index)
    if amount is None:
        return None
    for reader in (_read_tolerance, _read_range, _read_proportion, _read_rate, _read_sum):
        found = reader(tokens, amount)
        if found:
            return found
    return amount


def read_part(tokens: Tokens, index: int) -> Amount | None:
    """One figure with what belongs to it, not looking at a range."""
    numeral = read_numeral(tokens, index, dot_groups=_has_euro_behind(tokens, index))
    if numeral is None:
        return None
    first, sign = _read_sign(tokens, numeral.first)
    money = read_currency_before(tokens, first)
    if money:
        first = money.first
        before, flipped = _read_sign(tokens, first)
        first, sign = (before, flipped) if flipped else (first, sign)
    scale = read_letter(tokens, numeral.last + 1, money=money is not None)
    numeral = _scaled(numeral, scale) if scale else numeral
    last = _skip_errors(tokens, numeral.last)
    unit = _unit_of_part(tokens, numeral, last) or _unit_of(tokens, last, money)
    last = max(last, unit.last) if unit else last
    last, marks = _read_plus(tokens, last, sign)
    value = -numeral.value if sign == "-" else numeral.value
    return Amount(first, last, numeral, value, value, numeral.step, unit, "unit" if unit else "number", marks)


def _scaled(numeral: Numeral, scale: float) -> Numeral:
    return replace(
        numeral,
        last=numeral.last + 1,
        value=numeral.value * scale,
        step=numeral.step * scale,
        scale=numeral.scale * scale,
        plain=False,
    )


def _skip_errors(tokens: Tokens, last: int) -> int:
    """The end of what physics writes between figure and unit: "85^{+21}_{-14}", "630(15)"."""
    if tokens.at[last + 1] == "^" and tokens.at[last + 2] == "+" and tokens.is_number(last + 3):
        at = last + 4
        at += tokens.at[at] == "_"
        return at + 1 if tokens.at[at] in _MINUS and tokens.is_number(at + 1) else last
    closed = tokens.at[last + 1] == "(" and tokens.is_glued(last + 1) and tokens.at[last + 3] == ")"
    return last + 3 if closed and tokens.is_glued(last + 2) and tokens.at[last + 2].isdecimal() else last


def _unit_of_part(tokens: Tokens, numeral: Numeral, last: int) -> Unit | None:
    """The unit behind a fraction: "a quarter of a percentage point", "half a degree"."""
    if numeral.form != "fraction":
        return None
    at = last + 1
    at += tokens.at[at] == "of"
    unit = match_unit(tokens, at + 1) if tokens.at[at] in {"a", "an"} else None
    return replace(unit, first=last + 1) if unit and not unit.is_money else None


def _has_euro_behind(tokens: Tokens, index: int) -> bool:
    return tokens.at[index + 1] in {"€", "euro", "euros", "eur"}


def _read_sign(tokens: Tokens, index: int) -> tuple[int, str]:
    """The sign glued before token `index`, where it is no hyphen between two words."""
    sign = tokens.at[index - 1]
    if not tokens.is_glued(index) or (sign not in _MINUS and sign != "+"):
        return index, ""
    if tokens.is_glued(index - 1) and tokens.at[index - 2] not in {"(", "[", "|", "~", "“", '"', ":", "≈"}:
        return index, ""
    return index - 1, "+" if sign == "+" else "-"


def _read_plus(tokens: Tokens, last: int, sign: str) -> tuple[int, frozenset[str]]:
    marks = {"signed"} if sign else set()
    if tokens.at[last + 1] == "+" and tokens.is_glued(last + 1) and not tokens.is_number(last + 2):
        return last + 1, frozenset(marks | {"plus"})
    return last, frozenset(marks)


def _unit_of(tokens: Tokens, last: int, money: Unit | None) -> Unit | None:
    """The unit behind a figure, or the currency before it, with its divisor."""
    if money:
        behind = match_unit(tokens, last + 1)
        same = behind is not None and behind.name == money.name
        return read_divisor(tokens, replace(money, last=behind.last if behind and same else last))
    closed = tokens.at[last + 1] in {"]", ")"} and not tokens.is_glued(last + 2)
    unit = _read_times(tokens, last + 1) or read_unit(tokens, last + 1 + closed)
    if closed and (
        unit is None or unit.dimension not in {"temperature", "length", "mass", "power", "energy", "pressure"}
    ):
        return None
    if unit is None or unit.name == RATIO:
        return unit
    return read_divisor(tokens, unit)


def _read_times(tokens: Tokens, index: int) -> Unit | None:
    """As in "three times faster", "2.8 times that of", "grew 3 times"; None for how often something happens."""
    at = index + (tokens.at[index] in _DASHES and tokens.is_glued(index))
    if tokens.at[at] not in {"times", "time"} or (tokens.at[at] == "time" and at == index):
        return None
    following = tokens.words[at + 1 : at + 5]
    before = tokens.words[max(0, index - 9) : index]
    if following and (
        following[0] in _COMPARED or tokens.is_capital(at + 1) or "than" in following or "as" in following[:2]
    ):
        return Unit(index, at, RATIO, RATIO)
    if tokens.at[at + 1] in {"$", "€", "£", "₹", "¥"} or not _RAISES.isdisjoint(before):
        return Unit(index, at, RATIO, RATIO)
    return Unit(index, at, "time", "count")


def _read_tolerance(tokens: Tokens, amount: Amount) -> Amount | None:
    """As in "53.6 ± 5.2 Gt", "12 +/- 3"."""
    at = amount.last + 1
    words = tuple(tokens.words[at : at + 3])
    if words[:1] == ("±",):
        at += 1
    elif words in {("+", "/", "-"), ("+", "/", "−"), ("plus", "or", "minus"), ("\\", "pm")}:
        at += 3
    else:
        return None
    other = read_part(tokens, at) if tokens.is_number(at) else None
    if other is None or (amount.unit and other.unit and amount.unit.name != other.unit.name):
        return None
    scale = other.numeral.scale if amount.numeral.scale == 1 else 1.0
    middle, step = amount.low * scale, min(amount.step * scale, other.step)
    return replace(
        amount,
        last=other.last,
        low=middle - other.high,
        high=middle + other.high,
        step=step,
        unit=amount.unit or other.unit,
        rule="tolerance",
        marks=amount.marks | {"plus_minus"},
    )


def _read_range(tokens: Tokens, amount: Amount) -> Amount | None:
    """As in "$45–50B", "between 5 and 7", "5 to 7 per cent"; None for "from 5 to 7", which is a change."""
    at = amount.last + 1
    word = tokens.at[at]
    if word not in _DASHES and word not in {"to", "and", "or"} and not _opens_interval(tokens, amount):
        return None
    number = _number_at(tokens, at + 1)
    other = read_part(tokens, number) if number else None
    if other is None or other.numeral.form == "fraction" and other.high < 1 and amount.low >= 1:
        return None
    low, high, unit = _share(amount, other)
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
    if word != "to":
        return word != "—" and tokens.is_glued(amount.last + 1) == tokens.is_glued(amount.last + 2)
    return not is_change(tokens, amount, other)


def is_change(tokens: Tokens, amount: Amount, other: Amount) -> bool:
    """Whether "A to B" leads from one to the other, and is no range."""
    lead = tokens.words[max(0, amount.first - 5) : amount.first]
    if "from" in lead:
        start = amount.first - len(lead) + lead.index("from")
        return _RANGE_WORDS.isdisjoint(tokens.words[max(0, start - 4) : start])
    if "between" in lead:
        return False
    if amount.unit and other.unit and other.unit.first >= other.first and _RAISES & set(lead[-2:]):
        return True
    written_out = amount.unit is not None and not amount.unit.is_money or amount.numeral.scale > 1
    if written_out and (other.unit or other.numeral.scale > 1):
        return abs(other.high) >= 5 * abs(amount.low) or tokens.at[amount.first - 1] in _RAISES
    return False


def _read_rate(tokens: Tokens, amount: Amount) -> Amount | None:
    """As in "4.1 per 100,000 journeys", "9.6 per 1000 person-years": a share of what is counted."""
    at = amount.last + 1
    if not amount.is_bare or tokens.at[at] != "per" or not tokens.is_number(at + 1):
        return None
    other = read_part(tokens, at + 1)
    if other is None or other.high < 100 or other.unit is not None and other.unit.dimension != "time":
        return None
    last, name = other.numeral.last, RATIO
    if tokens.at[last + 2] in _DASHES and tokens.at[last + 3] in {"years", "year"}:
        last, name = last + 3, f"1/{singular(tokens.at[last + 1])}_year"
    size = other.numeral.value
    return replace(
        amount,
        last=last,
        low=amount.low / size,
        high=amount.high / size,
        step=amount.step / size,
        unit=Unit(last, last, name, RATIO),
        rule="rate",
        marks=frozenset({"rate"}),
    )


def _read_sum(tokens: Tokens, amount: Amount) -> Amount | None:
    """As in "10 minutes 40 seconds", "5 feet 6 inches": one figure in two units."""
    at = amount.last + 1
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


def _read_proportion(tokens: Tokens, amount: Amount) -> Amount | None:
    """As in "7 of 10", "nine of the ten", "two out of three", "1 in 10": a share."""
    at = amount.last + 1
    if not amount.is_bare or amount.marks or not amount.numeral.is_whole or amount.numeral.form == "fraction":
        return None
    if amount.low == 1 and amount.numeral.form == "words" and tokens.at[at + 1] == "in" and tokens.is_word(at):
        at += 1  # "one listing in four"
    link = tokens.at[at]
    at += 2 if link == "out" and tokens.at[at + 1] == "of" else 1
    if link not in {"of", "out", "in"}:
        return None
    at += tokens.at[at] in {"the", "every", "its", "their", "all", "those", "these"}
    other = read_part(tokens, at) if tokens.is_number(at) or tokens.at[at] in TRIGGERS else None
    if other is None or other.first != at or not other.is_bare or not _is_proportion(amount, other, link):
        return None
    value = amount.low / other.high
    return replace(
        amount,
        last=other.last,
        low=value,
        high=value,
        step=1 / other.high,
        unit=Unit(other.last, other.last, RATIO, RATIO),
        rule="proportion",
        marks=frozenset({"proportion"}),
    )


def _is_proportion(amount: Amount, other: Amount, link: str) -> bool:
    part, whole = amount.low, other.high
    if not other.numeral.is_whole or not 0 < part <= whole or whole < 2:
        return False
    if link == "of" and whole > _TOLD_APART and other.numeral.form == "digits":
        return False
    if other.numeral.plain and _NOT_YEARS[0] <= whole <= _NOT_YEARS[1]:
        return False
    if link == "in":
        return part == 1 or part < whole and whole in {10.0, 100.0, 1000.0, 1e4, 1e5}
    return True
