"""Claims to comparable series: one subject, metric, qualifier and unit on one axis."""

import polars as pl

from etl.model.tables import schema


def build_series(claims: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The `series` and `points` tables of a claims table."""
    return pl.DataFrame(schema=schema("series")), pl.DataFrame(schema=schema("points"))
