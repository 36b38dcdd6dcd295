"""One series through documents and time: the same again, changed since, or one document against the others.

Points are sorted once; each is held against the consensus of its series and period, and each period against the one
before it.
"""

import polars as pl

from etl.checks.findings import DRAFT_SCHEMA
from etl.checks.restatement import ACROSS, compare
from etl.checks.spoken import amount
from etl.model.finding import CheckRule, CheckType

CHANGED = CheckRule(
    "changed-since",
    CheckType.RESTATEMENT,
    "The same quantity later",
    "Each figure of a series with the one of the period before.",
    "$10 billion in February 2026, $50 billion in March 2026.",
)
RULES = (ACROSS, CHANGED)

# Forecasts and targets are no later states of a quantity.
_QUARTER = 85  # days; what is shorter stands for a state, not for what came together over it
_SETTLED = ("actual", "estimate")


def check_series(claims: pl.DataFrame, series: pl.DataFrame, points: pl.DataFrame) -> list[pl.DataFrame]:
    """Every check along a series (claims as of with_intervals)."""
    if series.is_empty():
        return []
    told = points.select("series_id", "claim_id").join(
        series.filter(pl.col("points") > 1).select("series_id", "metric_id"), on="series_id"
    )
    columns = (
        "claim_id", "document_id", "start", "quote", "value", "stated_low", "stated_high", "resolution", "unit",
        "period_start", "period_end", "modality", "kind",
    )  # fmt: skip
    rows = told.join(claims.select(columns), on="claim_id").sort("series_id", "period_start", "document_id", "start")
    settled = rows.filter(pl.col("modality").cast(pl.String).is_in(_SETTLED) & pl.col("period_start").is_not_null())
    if settled.is_empty():
        return []
    return [*_across(settled), _changed(settled.filter(pl.col("kind") == "level"))]


def _across(rows: pl.DataFrame) -> list[pl.DataFrame]:
    """Several documents on one series and period; a contradiction only where one stands alone against two or more."""
    period = ["series_id", "period_start", "period_end"]
    shared = rows.with_columns(
        documents=pl.col("document_id").n_unique().over(period),
        group_id=pl.concat_str(
            "series_id", pl.col("period_start").cast(pl.String), pl.col("period_end").cast(pl.String)
        ),
        position=pl.int_range(pl.len(), dtype=pl.Int64),
    ).filter(pl.col("documents") > 1)
    if shared.is_empty():
        return []
    many = (pl.col("documents") > 2) & (pl.col("metric_id") != "") & (pl.col("kind") == "level")
    return compare(shared.with_columns(certain=many, is_turned=pl.lit(value=False)), ACROSS)


def _is_as_long() -> pl.Expr:
    """Whether two periods are of one length, or both short: no quarter against a half-year."""
    now = (pl.col("period_end") - pl.col("period_start")).dt.total_days() + 1
    before = (pl.col("period_end_before") - pl.col("period_start_before")).dt.total_days() + 1
    return (now / before).is_between(0.85, 1.18) | (pl.max_horizontal(now, before) < _QUARTER)


def _when(suffix: str = "") -> pl.Expr:
    """A period as people name it: " in 1965", " in March 2026", " on 2026-03-31", else " by" its last day."""
    first, last = pl.col(f"period_start{suffix}"), pl.col(f"period_end{suffix}")
    ends_month = last == last.dt.month_end()
    is_year = ends_month & (last.dt.month() == 12) & (first == last.dt.truncate("1y"))
    is_month = ends_month & (first == last.dt.month_start())
    return (
        pl.when(is_year)
        .then(last.dt.strftime(" in %Y"))
        .when(is_month)
        .then(last.dt.strftime(" in %B %Y"))
        .when(first == last)
        .then(last.dt.strftime(" on %Y-%m-%d"))
        .otherwise(last.dt.strftime(" by %Y-%m-%d"))
    )


def _changed(rows: pl.DataFrame) -> pl.DataFrame:
    """Each period of a series against the one before."""
    times = rows.group_by("series_id", "period_start", "period_end", maintain_order=True).agg(
        pl.col("claim_id", "document_id", "value", "stated_low", "stated_high", "resolution", "unit").first()
    )
    before = {name: pl.col(name).shift(1).over("series_id") for name in times.columns if name != "series_id"}
    pairs = times.with_columns(**{f"{name}_before": shifted for name, shifted in before.items()}).filter(
        (pl.col("period_end_before") < pl.col("period_start"))
        & (
            (pl.col("stated_low") > pl.col("stated_high_before"))
            | (pl.col("stated_high") < pl.col("stated_low_before"))
        )
        & (pl.col("value") * pl.col("value_before") > 0)
        & _is_as_long()
    )
    unit = pl.col("unit")
    both = pl.concat_list(
        pl.struct(pl.lit("before").alias("role"), pl.col("claim_id_before").alias("claim_id")),
        pl.struct(pl.lit("after").alias("role"), pl.col("claim_id")),
    )
    apart = pl.col("document_id_before") != pl.col("document_id")
    drafts = pairs.with_columns(
        code=pl.lit(CHANGED.code),
        type=pl.lit(CHANGED.type.value),
        verdict=pl.lit("update"),
        stated_value=pl.col("value"),
        implied_value=pl.col("value_before"),
        implied_low=pl.col("stated_low_before"),
        implied_high=pl.col("stated_high_before"),
        formula=amount(pl.col("value_before"), unit) + " → " + amount(pl.col("value"), unit),
        sentence=amount(pl.col("value_before"), unit)
        + _when("_before")
        + ", "
        + amount(pl.col("value"), unit)
        + _when()
        + ": update",
        tail=pl.lit(""),
        documents=pl.when(apart)
        .then(pl.concat_str("document_id_before", pl.lit(";"), "document_id"))
        .otherwise("document_id"),
        certain=pl.lit(True),
        is_whole=pl.lit(True),
        inputs=both,
    )
    return drafts.select(list(DRAFT_SCHEMA)).cast(DRAFT_SCHEMA)
