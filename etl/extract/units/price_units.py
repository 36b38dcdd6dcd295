"""What money is for where its divisor stands before it: "income per fisher-day grew from $2.85", "31,000 claims … €4,580 each"."""

from etl.extract.numbers.amounts import Amount
from etl.extract.numbers.divisor_names import divide_by
from etl.extract.numbers.quantities import Unit, match_unit, read_currency_before
from etl.extract.numbers.tokens import Tokens
from etl.extract.numbers.vocabulary import words_of
from etl.model.record import replace

_REACH = 16  # tokens from "per" to the money
_NEAR = 3  # tokens from "annual" to what it costs
_DAILY = dict(pair.split("=") for pair in sorted(words_of("daily")))
_TIMED = words_of("timed_prices")
_SORTS = frozenset({"diluted", "basic", "adjusted", "gaap", "non-gaap", "non", "-", "core", "operating", "in", "of"})
_EACH = frozenset({"each", "apiece"})
_HEADS = frozenset({"head", "piece"})
_BREAKS = frozenset({".", ";"})


def is_each(tokens: Tokens, amount: Amount) -> bool:
    """Whether money is said of each thing counted before: "$650,000 apiece", "€60,000 a head"."""
    assert amount.unit is not None
    if "/" in amount.unit.name:
        return amount.unit.name.partition("/")[2] in _HEADS
    return tokens.at[amount.last + 1] in _EACH


def read_label(tokens: Tokens, amount: Amount) -> Unit | None:
    """The unit of money by what the words before it say it is for; None where they say nothing."""
    assert amount.unit is not None
    if tokens.at[amount.first - 1] == "=" and tokens.at[amount.first - 2] == "1":
        other = read_currency_before(tokens, amount.first - 2)  # "$1 = 0.84 euros"
        return replace(amount.unit, name=f"{amount.unit.name}/{other.name}") if other is not None else None
    if _is_of_share(tokens, amount.last + 1):
        return replace(amount.unit, name=f"{amount.unit.name}/share")
    start = max(0, amount.first - _REACH)
    for at in range(amount.first - 1, start - 1, -1):
        word = tokens.words[at]
        if word in _BREAKS:
            return None
        if word == "per" and at + 1 < amount.first and (at == 0 or tokens.is_word(at - 1)):
            return _by(tokens, amount.unit, at + 1)
        time = _DAILY[word] if word in _DAILY and _is_timed(tokens, at) else ""
        if word == "day" and tokens.at[at + 1] in {"rate", "rates"}:
            time = "day"  # "an average day rate of $28,500"
        if time:
            return replace(amount.unit, name=f"{amount.unit.name}/{time}")
    return None


def _is_of_share(tokens: Tokens, index: int) -> bool:
    """Whether money is what a share earns: "$0.19 diluted EPS"."""
    while tokens.at[index] in _SORTS:
        index += 1
    return tokens.at[index] == "eps"


def _by(tokens: Tokens, unit: Unit, index: int) -> Unit | None:
    """The unit by the measure at `index`: "cost per lateral foot is down to $690"; spending per guest is a metric."""
    divided = divide_by(tokens, replace(unit, last=index - 1), index)
    if divided is None or not match_unit(tokens, divided.last) or match_unit(tokens, index - 2):
        return None
    return replace(divided, first=unit.first, last=unit.last)


def _is_timed(tokens: Tokens, index: int) -> bool:
    """Whether "annual" at `index` tells for how long something is paid: "annual cost", "hourly rate"."""
    if tokens.at[index + 1] == "rate":
        return tokens.at[index] in {"hourly", "daily"}
    return not _TIMED.isdisjoint(tokens.words[index + 1 : index + _NEAR])
