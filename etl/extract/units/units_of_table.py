"""Figures in the cells of a table: brackets for negatives, units and scales from header, row and caption."""

from etl.extract.numbers.amounts import Amount
from etl.extract.numbers.label_units import with_label
from etl.extract.numbers.quantities import Unit
from etl.extract.numbers.tokens import Tokens
from etl.extract.units.table_units import StatedUnit
from etl.model.record import replace

_TOLD_AS = frozenset({"was", "were", "is", "to", "of", "from", "with", "than"})  # before a sum in brackets
_MONEY_SIGNS = frozenset({"$", "€", "£", "¥"})
_UNSCALED = frozenset({"percent", "percentage_point", "basis_point", "ratio"})


def apply_stated(tokens: Tokens, amount: Amount, stated: StatedUnit, *, in_table: bool) -> Amount:
    """The amount of a cell in the unit and scale its table states."""
    if not in_table:
        return _below_nought(tokens, amount)
    amount = _negated(tokens, amount, stated)
    if stated.mark:
        amount = replace(amount, marks=amount.marks | {stated.mark})
    if amount.unit is not None:
        return _in_stated(amount, stated)
    if stated.is_count_and_share and (stated.unit is None or stated.unit.name != "ratio"):
        return _count_or_share(tokens, amount)
    if stated.label:
        labelled = with_label(amount, stated.label, among_money=stated.unit is not None)
        if labelled.unit is not None:
            return replace(labelled, rule="table")
    unit = stated.unit
    if unit is None and stated.mark == "table_level" and amount.numeral.step < 1:
        unit = Unit(amount.last, amount.last, "percent", "share")
    if stated.mark != "table_growth" and amount.low < 0:
        amount = replace(amount, marks=amount.marks - {"signed"})  # a margin below nought is no change
    amount = replace(amount, unit=unit and replace(unit, first=amount.last, last=amount.last), rule="table")
    return amount if unit is not None and unit.name in _UNSCALED else _scaled(amount, stated.scale)


def _below_nought(tokens: Tokens, amount: Amount) -> Amount:
    """An amount that accounts write in brackets: "the margin was (2.6%)", "compared to ($0.03)"."""
    before, behind = amount.first - 1, amount.last + 1
    if tokens.at[before] in _MONEY_SIGNS:
        before -= 1
    if tokens.at[before] != "(" or tokens.at[behind] != ")" or tokens.at[before - 1] not in _TOLD_AS or amount.low < 0:
        return amount
    return replace(amount, first=before, last=behind, low=-amount.high, high=-amount.low)


def _in_stated(amount: Amount, stated: StatedUnit) -> Amount:
    """An amount that names its unit, in the scale and by the divisor its table states for money."""
    unit = amount.unit
    if unit is None or not unit.is_money or "/" in unit.name:
        return amount
    if stated.unit is not None and stated.unit.name.startswith(unit.name + "/"):
        return replace(amount, unit=replace(stated.unit, first=unit.first, last=unit.last), rule="table")
    return _scaled(amount, stated.scale)


def _count_or_share(tokens: Tokens, amount: Amount) -> Amount:
    """As in "126 (4.4)" below "no. (%)": the share stands in brackets."""
    before = tokens.at[amount.first - 1]
    if before == "(" or before in {"<", ">", "≤"} and tokens.at[amount.first - 2] == "(":
        return replace(amount, unit=Unit(amount.last, amount.last, "percent", "share"), rule="table")
    return replace(amount, rule="table")


def _negated(tokens: Tokens, amount: Amount, stated: StatedUnit) -> Amount:
    """As in "(38,905)" is -38,905 in a table, "(5.1)%" a fall; a share in brackets is only a remark."""
    if tokens.at[amount.first - 1] != "(" or not tokens.is_glued(amount.first):
        return amount
    if amount.unit is not None and amount.unit.name == "percent" and stated.mark != "table_growth":
        return amount
    closing = amount.last + 1 + (tokens.at[amount.last + 1] == "|")  # "(7 | )%"
    if amount.unit is None and tokens.at[closing] == ")" and tokens.at[closing + 1] == "%":
        unit = Unit(closing + 1, closing + 1, "percent", "share")
        amount = replace(amount, unit=unit)
        return replace(amount, first=amount.first - 1, last=unit.last, low=-amount.high, high=-amount.low)
    closed = tokens.at[amount.last + 1] in {")", "", "|"}
    if not closed or amount.low < 0 or amount.first - 1 > 0 and tokens.at[amount.first - 2] not in {"|", "$", ""}:
        return amount
    last = amount.last + (tokens.at[amount.last + 1] == ")")
    return replace(amount, first=amount.first - 1, last=last, low=-amount.high, high=-amount.low)


def _scaled(amount: Amount, scale: float) -> Amount:
    if scale == 1 or amount.numeral.scale > 1:
        return amount
    return replace(amount, low=amount.low * scale, high=amount.high * scale, step=amount.step * scale)
