"""Prices that a sum goes by: by the tonne as the one before or behind it was, or each of what was counted."""

from collections.abc import Sequence

from etl.extract.numbers.amounts import Amount
from etl.extract.numbers.quantities import Unit
from etl.extract.numbers.tokens import Tokens
from etl.extract.numbers.vocabulary import words_of
from etl.extract.units.paid_prices import PRICES_APART, are_near
from etl.extract.units.told_rates import Told
from etl.model.record import replace

# What leads to a figure that another is compared with.
BASES = frozenset({"from", "against", "than", "versus", "vs", "after", "with", "(", "below", "above", "between"})
CENT = 0.01  # the factor of a coin
_CLOSE = 2.0  # the last price this near is meant, not one nearer before
_DOZEN = 12  # fewer are bought one by one: "three instalments of €18m each"
_CLOSED = words_of("closings") | {"close", "closes"}
_CLOSING = 14  # tokens from "closed" to the price and to its base


def by_each(amount: Amount, told: Sequence[Told]) -> Amount:
    """Money by the thing counted last: "31,000 claims worth €142 million, on average €4,580 each"."""
    unit = amount.unit
    assert unit is not None
    for each in reversed(told):
        thing = each.noun.unit if each.noun is not None else each.name
        counted = each.noun is not None or each.unit is not None and each.unit.dimension == "count"
        if counted and "/" not in thing and each.value >= _DOZEN:
            return replace(amount, unit=replace(unit, name=f"{unit.name.partition('/')[0]}/{thing}"))
    return amount


def is_quoted(tokens: Tokens, amount: Amount, currency: str, told: Sequence[Told]) -> bool:
    """Whether a sum is what a share or a good closed at, or the base of such a sum: "closed at $14.02, up from $10.16"."""
    if _CLOSED.isdisjoint(tokens.words[max(0, amount.first - _CLOSING) : amount.first]):
        return False
    return not any(each.is_near and each.name.startswith(currency + "/") for each in told)


def nearest_price(amount: Amount, currency: str, told: Sequence[Told]) -> Unit | None:
    """The price of this paragraph that an amount of the same money goes by: the last near it, else the nearest."""
    same = [each for each in reversed(told) if each.name.startswith(currency + "/")]
    close = next((each for each in same if are_near(amount.high, each.value, _CLOSE)), None)
    found = close or min(same, key=lambda each: _distance(amount.high, each.value), default=None)
    return found.unit if found is not None and are_near(amount.high, found.value, PRICES_APART) else None


def last_price(unit: Unit, told: Sequence[Told]) -> Unit | None:
    """The price told last, where it is of the same money, which a sum more or less goes by."""
    last = told[-1] if told else None
    return last.unit if last is not None and last.is_near and last.name.startswith(unit.name + "/") else None


def price_behind(tokens: Tokens, amount: Amount, unit: Unit, following: Amount | None) -> Unit | None:
    """The price right behind a sum that compares with it: "from $640 to $700 a tonne"."""
    if following is None or following.unit is None or not following.unit.name.startswith(unit.name + "/"):
        return None
    between = tokens.words[amount.last + 1 : following.first]
    known = not BASES.isdisjoint(between) and are_near(amount.high, following.high, PRICES_APART)
    return following.unit if known else None


def is_price(told: Told) -> bool:
    """Whether a figure told before is money by something."""
    return told.unit is not None and told.unit.is_money and "/" in told.name


def divided(amount: Amount, price: Unit) -> Amount:
    """The amount by what a price was for, also by the million."""
    unit, below = amount.unit, price.name.partition("/")[2]
    assert unit is not None
    size = price.factor if price.factor not in {1.0, CENT} else 1.0
    return replace(amount, unit=replace(unit, name=f"{unit.name}/{below}", factor=unit.factor * size))


def _distance(one: float, other: float) -> float:
    low, high = sorted((abs(one), abs(other)))
    return high / low if low else high
