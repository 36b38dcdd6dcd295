"""Claims to comparable series: one subject, metric, qualifier and unit on one axis.

Amounts in different currencies stay apart: a rate is a claim of its own. Spelling does not part a series: keys are in
lower case, without articles and spaces; where the catalogue knows the metric, its name is the key.
"""

import hashlib

import polars as pl

from etl.model.intervals import with_intervals
from etl.model.tables import schema

_KEYS = ["subject_key", "metric_key", "qualifier_key", "unit", "kind_key"]


def _key(column: str) -> pl.Expr:
    """Text as a key: lower case, no article in front, single spaces, no possessive."""
    return (
        pl.col(column)
        .str.to_lowercase()
        .str.replace_all(r"['’]s\b", "")
        .str.replace(r"^(?:the|a|an)\s+", "")
        .str.replace_all(r"[\s_–-]+", " ")
        .str.strip_chars(" .,;:()")
    )


def with_series_keys(claims: pl.DataFrame) -> pl.DataFrame:
    """Claims with the columns that tell which series they belong to."""
    kind = pl.col("kind").cast(pl.String)
    return claims.with_columns(
        subject_key=_key("subject"),
        metric_key=pl.when(pl.col("metric_id") != "").then("metric_id").otherwise(_key("metric")),
        qualifier_key=_key("qualifier"),
        kind_key=pl.when(kind.is_in(["growth", "ratio"])).then(kind).otherwise(pl.lit("")),
    )


def build_series(claims: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The `series` and `points` tables of a claims table.

    A claim has a place in a series where it claims something of a named metric.
    """
    told = claims.filter((pl.col("salience") == "claim") & ((pl.col("metric") != "") | (pl.col("metric_id") != "")))
    keyed = with_series_keys(with_intervals(told))
    series = (
        keyed.sort("document_id", "start", maintain_order=True)
        .group_by(_KEYS, maintain_order=True)
        .agg(
            pl.col("subject", "metric_id", "metric", "qualifier", "dimension").first(),
            points=pl.len().cast(pl.Int64),
            first=pl.col("period_start").min(),
            last=pl.col("period_end").max(),
        )
    )
    names = ["s" + hashlib.sha256("\0".join(key).encode()).hexdigest()[:16] for key in series.select(_KEYS).iter_rows()]
    series = series.with_columns(pl.Series("series_id", names, dtype=pl.String))
    points = keyed.join(series.select("series_id", *_KEYS), on=_KEYS, how="left").with_columns(
        low=pl.col("stated_low"), high=pl.col("stated_high")
    )
    return _as(series, "series").sort("series_id"), _as(points, "points").sort("series_id", "claim_id")


def _as(frame: pl.DataFrame, table: str) -> pl.DataFrame:
    wanted = schema(table)
    return frame.select(list(wanted)).cast(pl.Schema(wanted))
