"""Claims to comparable series: one subject, metric, qualifier and unit on one axis.

Amounts in different currencies stay apart: a rate is a claim of its own. Spelling does not part a series: keys are in
lower case, without articles and spaces; where the catalogue knows the metric, its name is the key.
"""

import hashlib

import polars as pl

from etl.model.intervals import with_intervals
from etl.model.tables import schema

# What a series and its points are made of, and what is asked of them over time.
PLACED = (
    "series_id", "document_id", "start", "end", "claim_id", "quote", "subject", "metric_id", "metric", "qualifier", "unit",
    "dimension", "kind", "value", "stated_low", "stated_high", "resolution", "period_start", "period_end", "modality", "bound",
)  # fmt: skip
_STEP = r"(?i)^(?:net )?(?:change|increase|decrease|rise|fall|reduction|drop|gain|loss|difference|addition)s? (?:in|of|to)\b"
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


def _step() -> pl.Expr:
    """What a change, increase or addition has behind its metric: it is no level of it."""
    is_step = pl.col("metric").str.contains(_STEP) & (pl.col("kind").cast(pl.String) == "level")
    return pl.when(is_step).then(pl.lit(" step")).otherwise(pl.lit(""))


def with_series_keys(claims: pl.DataFrame) -> pl.DataFrame:
    """Claims with the columns that tell which series they belong to."""
    kind = pl.col("kind").cast(pl.String)
    return claims.with_columns(
        subject_key=_key("subject"),
        metric_key=pl.when(pl.col("metric_id") != "").then(pl.col("metric_id") + _step()).otherwise(_key("metric")),
        qualifier_key=_key("qualifier"),
        kind_key=pl.when(kind.is_in(["growth", "ratio"])).then(kind).otherwise(pl.lit("")),
    )


def placed_claims(claims: pl.DataFrame) -> pl.DataFrame:
    """The claims that have a place in a series, in their order, with its `series_id`, `stated_low` and `stated_high`.

    A claim has a place in a series where it claims something of a named metric.
    """
    told = claims.filter((pl.col("salience") == "claim") & ((pl.col("metric") != "") | (pl.col("metric_id") != "")))
    keyed = with_series_keys(with_intervals(told))
    keys = keyed.select(_KEYS).unique(maintain_order=True)
    names = ["s" + hashlib.sha256("\0".join(key).encode()).hexdigest()[:16] for key in keys.iter_rows()]
    named = keys.with_columns(pl.Series("series_id", names, dtype=pl.String))
    return keyed.join(named, on=_KEYS, how="left", maintain_order="left").select(PLACED)


def series_of(placed: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The `series` and `points` tables of whole series: of all claims, or of all that belong to some of the series."""
    series = placed.group_by("series_id", maintain_order=True).agg(
        pl.col("subject", "metric_id", "metric", "qualifier", "unit", "dimension").first(),
        points=pl.len().cast(pl.Int64),
        first=pl.col("period_start").min(),
        last=pl.col("period_end").max(),
    )
    points = placed.with_columns(low=pl.col("stated_low"), high=pl.col("stated_high"))
    return _as(series, "series").sort("series_id"), _as(points, "points").sort("series_id", "claim_id")


def build_series(claims: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The `series` and `points` tables of a claims table."""
    return series_of(placed_claims(claims.sort("document_id", "start", maintain_order=True)))


def _as(frame: pl.DataFrame, table: str) -> pl.DataFrame:
    wanted = schema(table)
    return frame.select(list(wanted)).cast(pl.Schema(wanted))
