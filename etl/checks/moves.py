"""Links that tell a change, as rows: start, end and what is said of the way, with the years between."""

import polars as pl

from etl.checks.intervals import Figure
from etl.checks.spoken import pair

ROLES = ("start", "end", "multiple", "times_more", "growth", "fall", "rate", "rate_fall", "span", "delta", "loss")
_YEAR = 365.2425
_IN_YEARS = {"year": 1.0, "month": 1 / 12, "quarter": 0.25, "week": 7 / _YEAR, "day": 1 / _YEAR, "decade": 10.0}
START, END, YEARS = Figure.of("start"), Figure.of("end"), Figure.of("years")


def _between(first: str, last: str) -> Figure:
    """Years from one period to another: by their first and by their last days."""
    by_start = (pl.col(f"{last}_period_start") - pl.col(f"{first}_period_start")).dt.total_days() / _YEAR
    by_end = (pl.col(f"{last}_period_end") - pl.col(f"{first}_period_end")).dt.total_days() / _YEAR
    low, high = pl.min_horizontal(by_start, by_end), pl.max_horizontal(by_start, by_end)
    return Figure(*(_whole(years) for years in (by_end, low, high)))


def _whole(years: pl.Expr) -> pl.Expr:
    """Five years are five, whether a leap day falls among them or not."""
    near = years.round(0)
    return pl.when((years - near).abs() < 0.004).then(near).otherwise(years.round(3))


def with_years(frame: pl.DataFrame) -> pl.DataFrame:
    """The rows with `span_years`, as the text says, `dated`, as the periods say, and `years`, the better known."""
    rate = pl.col("span_unit").replace_strict(_IN_YEARS, default=None, return_dtype=pl.Float64)
    dated, told = _between("start", "end"), Figure.of("span").times(rate)
    has_dates = dated.value.is_not_null() & (dated.low > 0)
    return frame.with_columns(
        span_years_value=told.value,
        span_years_stated_low=told.low,
        span_years_stated_high=told.high,
        span_years_step=pl.col("span_resolution") * rate,
        dated_value=pl.when(has_dates).then(dated.value),
        dated_stated_low=pl.when(has_dates).then(dated.low),
        dated_stated_high=pl.when(has_dates).then(dated.high),
    ).with_columns(
        years_value=pl.coalesce("dated_value", "span_years_value"),
        years_stated_low=pl.coalesce("dated_stated_low", "span_years_value"),
        years_stated_high=pl.coalesce("dated_stated_high", "span_years_value"),
    )


def has(*roles: str) -> pl.Expr:
    """Whether all these roles are filled."""
    return pl.all_horizontal([pl.col(f"{role}_value").is_not_null() for role in roles])


def lacks(*roles: str) -> pl.Expr:
    """Whether none of these roles is filled."""
    return pl.all_horizontal([pl.col(f"{role}_value").is_null() for role in roles])


def from_to() -> pl.Expr:
    """How a sentence about a change begins."""
    return "From " + pair(START.value, END.value, pl.col("end_unit"))
