"""Figures in the cells of a table: brackets for negatives, units and scales from header, row and caption."""

from dataclasses import replace

from etl.extract.amounts import Amount
from etl.extract.quantities import Unit
from etl.extract.table_units import StatedUnit
from etl.extract.tokens import Tokens

_UNSCALED = frozenset({"percent", "percentage_point", "basis_point", "ratio"})


def apply_stated(tokens: Tokens, amount: Amount, stated: StatedUnit, *, in_table: bool) -> Amount:
    """The amount of a cell in the unit and scale its table states."""
    if not in_table:
        return amount
    amount = _negated(tokens, amount)
    if stated.mark:
        amount = replace(amount, marks=amount.marks | {stated.mark})
    if stated.is_count_and_share and amount.unit is None and (stated.unit is None or stated.unit.name != "ratio"):
        return _count_or_share(tokens, amount)
    if amount.unit is None and stated.unit is None and stated.mark == "table_level" and amount.numeral.step < 1:
        return replace(amount, unit=Unit(amount.last, amount.last, "percent", "share"), rule="table")
    if amount.unit is None and stated.unit is not None:
        unit = replace(stated.unit, first=amount.last, last=amount.last)
        amount = replace(amount, unit=unit, rule="table")
    elif amount.unit is None:
        return replace(_scaled(amount, stated.scale), rule="table")
    elif stated.unit is not None and stated.unit.name.startswith(amount.unit.name + "/"):
        return replace(amount, unit=replace(stated.unit, first=amount.unit.first, last=amount.unit.last), rule="table")
    elif not amount.unit.is_money or "/" in amount.unit.name:
        return amount
    if amount.unit is not None and amount.unit.name in _UNSCALED:
        return amount
    return _scaled(amount, stated.scale)


def _count_or_share(tokens: Tokens, amount: Amount) -> Amount:
    """As in "126 (4.4)" below "no. (%)": the share stands in brackets."""
    before = tokens.at[amount.first - 1]
    if before == "(" or before in {"<", ">", "≤"} and tokens.at[amount.first - 2] == "(":
        return replace(amount, unit=Unit(amount.last, amount.last, "percent", "share"), rule="table")
    return replace(amount, rule="table")


def _negated(tokens: Tokens, amount: Amount) -> Amount:
    """As in "(38,905)" is -38,905 in a table."""
    if tokens.at[amount.first - 1] != "(" or not tokens.is_glued(amount.first):
        return amount
    closed = tokens.at[amount.last + 1] in {")", "", "|"}
    if not closed or amount.low < 0 or amount.first - 1 > 0 and tokens.at[amount.first - 2] not in {"|", "$", ""}:
        return amount
    last = amount.last + (tokens.at[amount.last + 1] == ")")
    return replace(amount, first=amount.first - 1, last=last, low=-amount.high, high=-amount.low)


def _scaled(amount: Amount, scale: float) -> Amount:
    if scale == 1 or amount.numeral.scale > 1:
        return amount
    return replace(amount, low=amount.low * scale, high=amount.high * scale, step=amount.step * scale)
