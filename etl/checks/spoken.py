"""Figures as a person writes them, for whole columns: $63.1 billion, 112 GB, 29 days, 15.1%."""

from collections.abc import Callable, Sequence

import polars as pl

from etl.checks.figures import spoken, spoken_range
from etl.checks.intervals import Figure


def rowwise(parts: list[pl.Expr], say: Callable[..., str]) -> pl.Expr:
    """A function of Python over each row, null where any part is; cheap to build where there are no rows."""

    def apply(columns: Sequence[pl.Series]) -> pl.Series:
        longest = max(len(column) for column in columns)
        rows = [column.to_list() * (longest if len(column) == 1 else 1) for column in columns]
        said = [None if None in row else say(*row) for row in zip(*rows, strict=True)]
        return pl.Series(said, dtype=pl.String)

    return pl.map_batches(parts, apply, return_dtype=pl.String)


def number(value: pl.Expr, digits: int = 4) -> pl.Expr:
    """A figure in words and digits: 63.1 billion, 3.17, 12,345."""
    shown = value if digits == 4 else value.round_sig_figs(digits)
    return rowwise([shown], lambda figure: spoken(float(figure), "").text)


def signed(value: pl.Expr) -> pl.Expr:
    """A figure as it is added: "+ 12", "− 5"."""
    return pl.when(value < 0).then(pl.lit("− ")).otherwise(pl.lit("+ ")) + number(value.abs())


def amount(value: pl.Expr, unit: pl.Expr) -> pl.Expr:
    """A figure with its unit: 15.1%, 3.2×, $63.1 billion."""
    return rowwise([value, unit], lambda figure, name: spoken(float(figure), name).text)


def pair(first: pl.Expr, second: pl.Expr, unit: pl.Expr) -> pl.Expr:
    """Two figures of one unit, which is said once where it may: "1,657 to 2,131 TWh"."""

    def say(start: float, end: float, name: str) -> str:
        one, other = spoken(start, name), spoken(end, name)
        lone = one.end == other.end and not one.sign
        return (one.digits if lone else one.text) + " to " + other.text

    return rowwise([first, second, unit], say)


def figure(stated: Figure, unit: pl.Expr) -> pl.Expr:
    """A figure with its interval: 3.17× (3.16–3.18)."""

    def say(value: float, low: float, high: float, name: str) -> str:
        main = spoken(value, name)
        return main.text + spoken_range(main, low, high, name)

    return rowwise([stated.value, stated.low, stated.high, unit], say)


def verdict_sentence(sentence: pl.Expr, implied: Figure, stated: Figure, unit: pl.Expr, verdict: pl.Expr) -> pl.Expr:
    """The computation, what follows and what the text says; a change in a known direction is a rise or a fall."""
    signs = pl.when((implied.value < 0) & (stated.value.is_null() | (stated.value <= 0))).then(-1.0)
    turned = signs.when((implied.value > 0) & (stated.value.is_null() | (stated.value >= 0))).then(1.0).otherwise(0.0)
    is_fall, is_moved = turned == -1.0, turned != 0.0
    moves = sentence.str.ends_with(" a change of ")
    flips = moves & is_fall
    follows = figure(implied.negative().where(flips, implied), unit)
    says = figure(stated.negative().where(flips, stated), unit)
    opened = pl.when(moves & is_moved).then(
        sentence.str.strip_suffix("change of ")
        + pl.when(is_fall).then(pl.lit("fall of ")).otherwise(pl.lit("rise of "))
    )
    filled = opened.otherwise(sentence)
    whole = (
        pl.when(filled.str.contains("{implied}", literal=True))
        .then(filled.str.replace("{implied}", follows, literal=True))
        .otherwise(filled + follows)
    )
    ended = "; the text says " + says + ": " + verdict
    return whole + pl.when(stated.value.is_null()).then(pl.lit("")).otherwise(ended)
