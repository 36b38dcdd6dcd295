"""The interval a figure stands for, for whole columns; the policy is that of etl/model/quantity.py.

A test keeps the two in agreement.
"""

import polars as pl

from etl.model.quantity import COARSE, HEDGE_POLICY, NEARLY, Bound


def hedge_share(bound: pl.Expr, side: int) -> pl.Expr:
    """How far the hedge in `bound` widens below (side 0) or above (side 1), as a share of the figure."""
    shares = {name.value: widths[side] for name, widths in HEDGE_POLICY.items()}
    return bound.cast(pl.String).replace_strict(shares, default=0.0, return_dtype=pl.Float64)


def with_intervals(claims: pl.DataFrame) -> pl.DataFrame:
    """Claims with `stated_low` and `stated_high`: what the digits and the hedge allow, in the claim's unit."""
    half = pl.col("resolution") / 2
    low, high = pl.col("low") - half, pl.col("high") + half
    size = pl.max_horizontal(low.abs(), high.abs())
    bound = pl.col("bound").cast(pl.String)
    wide_low, wide_high = low - hedge_share(bound, 0) * size, high + hedge_share(bound, 1) * size
    wide_low = pl.when(low >= 0).then(pl.max_horizontal(wide_low, pl.lit(0.0))).otherwise(wide_low)
    figure = pl.col("low")
    coarse = (figure == pl.col("high")) & (figure > 0) & (pl.col("resolution") >= COARSE * figure)
    above, below, about = (coarse & (bound == name.value) for name in (Bound.GT, Bound.LT, Bound.APPROX))
    return claims.with_columns(
        stated_low=pl.when(above).then(figure * (1 - NEARLY)).when(below | about).then(low).otherwise(wide_low),
        stated_high=pl.when(below).then(figure * (1 + NEARLY)).when(about).then(high).otherwise(wide_high),
    )
