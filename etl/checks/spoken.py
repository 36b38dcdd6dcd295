"""Numbers as a person writes them, for whole columns."""

import polars as pl

from etl.checks.intervals import Figure

_SCALES = ((1e15, " quadrillion"), (1e12, " trillion"), (1e9, " billion"), (1e6, " million"))


def number(value: pl.Expr, digits: int = 4) -> pl.Expr:
    """A figure in words and digits: 63.1 billion, 3.17, 12,345."""

    def short(part: pl.Expr) -> pl.Expr:
        return part.round_sig_figs(digits).cast(pl.String).str.strip_suffix(".0")

    size = value.abs()
    text = pl.when(value.is_infinite()).then(pl.lit("any")).when(size >= 1e18).then(short(value))
    for scale, word in _SCALES:
        text = text.when(size >= scale).then(short(value / scale) + word)
    text = text.when((size >= 1e4) & (value == value.round())).then(value.round().cast(pl.Int64).cast(pl.String))
    return text.otherwise(short(value))


def amount(value: pl.Expr, unit: pl.Expr) -> pl.Expr:
    """A figure with its unit: 15.1%, 3.2×, 63.1 billion USD."""
    ending = (
        pl.when(unit == "percent")
        .then(pl.lit("%"))
        .when(unit == "ratio")
        .then(pl.lit("×"))
        .when(unit == "")
        .then(pl.lit(""))
        .otherwise(" " + unit.str.replace_all("_", " "))
    )
    return number(value) + ending


def figure(stated: Figure, unit: pl.Expr) -> pl.Expr:
    """A figure with its interval: 3.17× (3.16-3.18)."""
    is_sharp = (stated.high - stated.low).abs() <= 1e-9 * stated.value.abs()
    ends = " (" + number(stated.low) + "–" + number(stated.high) + ")"
    return amount(stated.value, unit) + pl.when(is_sharp).then(pl.lit("")).otherwise(ends)
