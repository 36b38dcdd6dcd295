"""One figure with what belongs to it: sign, currency, scale letter, unit."""

from etl.extract.numbers.divisors import read_divisor
from etl.extract.numbers.letters import read_letter
from etl.extract.numbers.nouns import is_plural
from etl.extract.numbers.numerals import Numeral, read_numeral
from etl.extract.numbers.quantities import Unit, match_unit, read_currency_before
from etl.extract.numbers.tokens import Tokens
from etl.extract.numbers.units_behind import read_unit
from etl.extract.numbers.vocabulary import SCALES, words_of
from etl.model.record import record, replace

RATIO = "ratio"
_DASHES = frozenset({"-", "–", "—", "‑", "‐", "−", "~", "〜", "～", "至"})
_MINUS = frozenset({"-", "−", "–", "‑"})
_SAID_MINUS = frozenset({"minus", "negative"})
_HOW_OFTEN = words_of("how_often")
_ENDS = words_of("phrase_ends")
_LINKS = frozenset({".", "d", "de"})
_BEFORE_SIGNS = frozenset({"=", "(", "[", "|", "~", "“", '"', ":", "≈", "$", "€", "£", "¥", "₹"})
_COINS = frozenset("$€£¥₹")
_CENTS = frozenset({"cent", "cents", "pence"})
_COMPARED = words_of("comparatives")
_RAISES = words_of("up") | words_of("down") | {"folds", "fold"}


@record
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


def read_part(tokens: Tokens, index: int, *, of_money: bool = False) -> Amount | None:
    """One figure with what belongs to it, not looking at a range; `of_money` where a currency stands further ahead."""
    numeral = read_numeral(tokens, index, dot_groups=_has_euro_behind(tokens, index))
    if numeral is None:
        return None
    bracketed = _read_bracketed(tokens, numeral)
    numeral = bracketed or _with_plus(tokens, numeral)
    first, sign = (numeral.first, "-") if bracketed else _read_sign(tokens, numeral.first)
    money = read_currency_before(tokens, index if bracketed and index - first > 1 else first)
    if money:
        first = min(first, money.first)
        before, flipped = _read_sign(tokens, first)
        first, sign = (before, flipped) if flipped else (first, sign)
    scale = read_letter(tokens, numeral.last + 1, money=of_money or money is not None)
    numeral = numeral.times(scale, numeral.last + 1) if scale else numeral
    last = skip_errors(tokens, numeral.last)
    unit = _unit_of_part(tokens, numeral, last) or _unit_of(tokens, last, money)
    plus = unit is None and tokens.at[last + 1] == "+" and tokens.is_glued(last + 1) and not tokens.is_glued(last + 2)
    unit = _unit_of(tokens, last + 1, None) if plus and tokens.is_word(last + 2) else unit  # "20–100+ megawatts"
    last = max(last, unit.last) if unit else last
    last, marks = _read_plus(tokens, last, sign)
    if plus and unit or tokens.at[numeral.last - 1] == "+" and numeral.last - 1 > numeral.first:
        marks |= {"plus"}
    value = -numeral.value if sign == "-" else numeral.value
    return Amount(first, last, numeral, value, value, numeral.step, unit, "unit" if unit else "number", marks)


def _read_bracketed(tokens: Tokens, numeral: Numeral) -> Numeral | None:
    """As in "a loss of (12.5) million", "($12) million", "(5.4)%": brackets for a minus, the scale behind them."""
    at = numeral.first - 1
    at -= tokens.at[at] in _COINS and tokens.is_glued(at + 1)
    if tokens.at[at] != "(" or not tokens.is_glued(at + 1) or not tokens.is_glued(numeral.first) or numeral.scale != 1:
        return None
    closed = tokens.at[numeral.last + 1] == ")"
    if closed and tokens.at[numeral.last + 2] == "%" and tokens.is_glued(numeral.last + 2):
        return replace(numeral, first=at, last=numeral.last + 1)
    scale = SCALES.get(tokens.at[numeral.last + 2], 0.0) if closed else 0.0
    if scale < 1e3:
        return None
    return replace(numeral.times(scale, numeral.last + 2), first=at)


def _with_plus(tokens: Tokens, numeral: Numeral) -> Numeral:
    """The figure with the scale behind its plus: "7+ million units"."""
    plus = numeral.last + 1
    scale = SCALES.get(tokens.at[plus + 1], 0.0) if tokens.at[plus] == "+" and tokens.is_glued(plus) else 0.0
    return numeral.times(scale, plus + 1) if scale >= 1e3 and numeral.scale == 1 else numeral


def skip_errors(tokens: Tokens, last: int) -> int:
    """The end of what physics writes between figure and unit: "85^{+21}_{-14}", "2.0_{-0.6}^{+0.7}", "630(15)"."""
    at, signs = last + 1, ""
    for _ in range(2):
        raised = tokens.at[at] in {"^", "_"}
        at += raised
        sign = tokens.at[at]
        if not (sign == "+" or sign in _MINUS and (raised or signs)) or not tokens.is_number(at + 1):
            break
        if not tokens.is_glued(at + 1) or sign in signs:
            break
        signs, at = signs + sign, at + 2
    if len(signs) == 2:
        return at - 1
    closed = tokens.at[last + 1] == "(" and tokens.is_glued(last + 1) and tokens.at[last + 3] == ")"
    return last + 3 if closed and tokens.is_glued(last + 2) and tokens.at[last + 2].isdecimal() else last


def _unit_of_part(tokens: Tokens, numeral: Numeral, last: int) -> Unit | None:
    """The unit behind a fraction: "a quarter of a percentage point", "half a degree"."""
    if numeral.form != "fraction" or numeral.value >= 1:
        return None
    at = last + 1
    at += tokens.at[at] == "of"
    unit = match_unit(tokens, at + 1) if tokens.at[at] in {"a", "an"} else None
    return read_divisor(tokens, replace(unit, first=last + 1)) if unit and not unit.is_money else None


def _has_euro_behind(tokens: Tokens, index: int) -> bool:
    return tokens.at[index + 1] in {"€", "euro", "euros", "eur"}


def _read_sign(tokens: Tokens, index: int) -> tuple[int, str]:
    """The sign glued before token `index`, where it is no hyphen between two words."""
    sign = tokens.at[index - 1]
    if sign in _SAID_MINUS and (index == 1 or tokens.at[index - 2] in _ENDS or not tokens.is_word(index - 2)):
        return index - 1, "-"
    if not tokens.is_glued(index) or (sign not in _MINUS and sign != "+"):
        return index, ""
    if sign in _MINUS and tokens.at[index - 2] in _SAID_MINUS and tokens.is_glued(index - 1):
        return index - 2, "-"  # "minus-5 degrees"
    if tokens.is_glued(index - 1) and tokens.at[index - 2] not in _BEFORE_SIGNS:
        return index, ""
    return index - 1, "+" if sign == "+" else "-"


def _read_plus(tokens: Tokens, last: int, sign: str) -> tuple[int, frozenset[str]]:
    marks = {"signed"} if sign else set()
    if tokens.at[last + 1] in _MINUS and tokens.at[last + 2] == "plus" and tokens.is_glued(last + 1):
        return last + 2, frozenset(marks | {"plus"})  # "100-plus attacks"
    if tokens.at[last + 1] == "+" and tokens.is_glued(last + 1) and not tokens.is_number(last + 2):
        return last + 1, frozenset(marks | {"plus"})
    return last, frozenset(marks)


def _unit_of(tokens: Tokens, last: int, money: Unit | None) -> Unit | None:
    """The unit behind a figure, or the currency before it, with its divisor."""
    if money:
        behind = match_unit(tokens, last + 1)
        same = behind is not None and (behind.name, behind.factor) == (money.name, money.factor)
        last = behind.last if behind and same else last
        if behind and behind.name == money.name and tokens.at[last + 1] in _CENTS:  # "$ 3.8 cents"
            return read_divisor(tokens, replace(behind, first=money.first))
        return read_divisor(tokens, Unit(money.first, last, money.name, money.dimension, money.factor))
    if tokens.at[last + 1] in _LINKS and tokens.at[last] in SCALES:
        behind = match_unit(tokens, last + 2 + (tokens.at[last + 2] in {"'", "’"}))
        if behind is not None and behind.is_money:
            return behind  # "12,3 Mrd. Euro", "45 millions d'euros"
    closed = tokens.at[last + 1] in {"]", ")"} and not tokens.is_glued(last + 2)
    unit = _read_times(tokens, last + 1) or read_unit(tokens, last + 1 + closed)
    if closed and (unit is None or unit.dimension not in _closed_dimensions(tokens, last)):
        return None
    if unit is None or unit.name == RATIO:
        return unit
    return read_divisor(tokens, unit)


_OWNING = frozenset({"'s", "’s"})
_OUTSIDE = frozenset({"temperature", "length", "mass", "power", "energy", "pressure"})
_OUTSIDE_RANGES = _OUTSIDE | {"volume", "time", "area", "speed", "chemistry"}


def _closed_dimensions(tokens: Tokens, last: int) -> frozenset[str]:
    """What may stand behind the bracket that closes on a figure, more behind a range: "3.7 (3.3-4.0) h"."""
    return _OUTSIDE_RANGES if tokens.at[last - 1] in _DASHES or tokens.at[last - 1] == "to" else _OUTSIDE


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
    if tokens.at[at + 1] in {"$", "€", "£", "₹", "¥"} or not _RAISES.isdisjoint(before) or _is_multiple(tokens, at):
        return Unit(index, at, RATIO, RATIO)
    return Unit(index, at, "time", "count")


def _is_multiple(tokens: Tokens, index: int) -> bool:
    """Whether "times" follows no count of events: "0.9 times", "valued at 11 times revenue", "180 times warmer"."""
    figure, after, later = tokens.at[index - 1], tokens.at[index + 1], tokens.at[index + 2]
    if "." in figure or figure == "one" or tokens.at[index - 2] == "at":
        return True
    if later in _OWNING and after.isalpha() or after in {"a", "an"} and tokens.is_number(index + 2):
        return True  # "today's level", "a 72-chip rack"
    if after in {"a", "an", "one", "another"}:
        unit = match_unit(tokens, index + 2)
        return tokens.is_word(index + 2) and later not in _ENDS and unit is None and tokens.at[index + 3] != "."
    plain = after.isalpha() and after not in _ENDS and after not in _HOW_OFTEN
    return plain and not is_plural(after) and not after.endswith("ly")
