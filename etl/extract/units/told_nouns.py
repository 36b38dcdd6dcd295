"""The noun a bare figure leaves out because a figure before it counted it: "2.15 million firms, a rise of around 18,000"."""

from collections.abc import Sequence

from etl.extract.numbers.amounts import Amount
from etl.extract.numbers.bare_figures import is_of_them
from etl.extract.numbers.nouns import Noun
from etl.extract.numbers.tokens import Tokens
from etl.extract.numbers.vocabulary import words_of
from etl.extract.units.paid_prices import are_near
from etl.extract.units.told_rates import Told

SHARES = frozenset({"percent", "percentage_point", "basis_point", "ratio", "dimensionless", "sigma", "point"})
LEVELS_APART = 6.0  # times a level may be that of another time
_GROWTH_NOUNS = words_of("growth_nouns")
_HEDGING = frozenset(
    {"about", "around", "nearly", "almost", "roughly", "some", "approximately", "over", "only", "just"}
)


def read_counted(tokens: Tokens, amount: Amount, told: Sequence[Told]) -> Noun | None:
    """The noun counted last, of which a change tells more or fewer: "2.15 million firms, a rise of around 18,000"."""
    if amount.numeral.form == "vague" or not told:
        return None
    if is_of_them(tokens, amount):
        return next((each.noun for each in reversed(told) if each.noun and each.value >= amount.high), None)
    at = amount.first - 1
    while tokens.at[at] in _HEDGING:
        at -= 1
    if tokens.at[at] in {"to", "from"} and not amount.numeral.plain:
        return _counted_again(amount, told)
    changes = tokens.at[at] == "of" and tokens.at[at - 1] in _GROWTH_NOUNS or tokens.at[at] in {"including", "another"}
    if not changes or amount.numeral.form != "digits" or not amount.numeral.is_whole:
        return None
    last = told[-1]
    fewer = last.value > amount.high or tokens.at[at] == "another" and are_near(amount.high, last.value, LEVELS_APART)
    return last.noun if last.noun is not None and last.is_near and fewer else None


def _counted_again(amount: Amount, told: Sequence[Told]) -> Noun | None:
    """The noun of the count near in size that a figure leads to or from: "8,251 posts in May, then fell to 2,749"."""
    for each in reversed(told):
        if each.name in SHARES:
            continue
        near = each.is_near and each.noun is not None and are_near(amount.high, each.value, LEVELS_APART)
        return each.noun if near else None
    return None
