"""What cannot be, whatever else a text says: a share above the whole, a level outside its metric's range.

The ranges stand with the metrics in etl/catalog/metrics.toml; only a figure in the unit the range is given in is held
against it.
"""

import polars as pl

from etl.checks.findings import Comparison, draft
from etl.checks.intervals import Figure
from etl.checks.spoken import amount, number
from etl.model.finding import CheckRule, CheckType
from etl.model.metric import metrics

BEYOND_WHOLE = CheckRule(
    "share-above-whole",
    CheckType.PLAUSIBILITY,
    "Share above the whole",
    "A share or probability with 0 to 100%.",
    "Invented: “The school says that a share of 120% of pupils passed.” A share lies between 0 and 100%.",
)
OUT_OF_RANGE = CheckRule(
    "out-of-range",
    CheckType.PLAUSIBILITY,
    "Level outside its metric's range",
    "A level with the lowest and highest the catalogue holds plausible for its metric.",
    "Invented: “The clock speed of the chip is 900 terahertz.” A plausible clock speed lies within 1 THz.",
)
FORECAST_PASSED = CheckRule(
    "forecast-passed",
    CheckType.PLAUSIBILITY,
    "Forecast for a time already past",
    "The end of a forecast's period with the day the document was published.",
    "$60 billion was forecast for a time that ended 35 days before the document was published.",
)
RULES = (BEYOND_WHOLE, OUT_OF_RANGE, FORECAST_PASSED)

# A forecast for a time longer ago is one the text tells as history.
_LONGEST_AGO = 1100
# Measures told in percent that are of no whole: existing customers may come to pay more than they did.
_MAY_EXCEED = (
    r"(?i)\b(?:retention|ratio|rate|cover|coverage|utili[sz]ation|attainment|subscription|debt|payout|quota|yield)\b"
)
# Of a whole a percentage is only where words say so; 125 % of what was planned is no slip.
_OF_A_WHOLE = (
    r"(?i)\b(?:shares?|proportion|probability|likelihood|chances?|odds|account(?:s|ed|ing)? for|ma[dk]es? up|making up|"
    r"represent(?:s|ed|ing)?|of (?:all|those|these|them|whom|which)|of (?:the |its |our |their )?(?:total|whole|people|"
    r"pupils|students|patients|respondents|voters|households|adults|employees|members|customers|users|residents|women|men))\b"
)
_WIDEST = 25.0  # a range of percentages above a hundred is one of a ratio
# A bare number taken for a percentage by what stands beside it may be none.
_IN_PERCENT = r"(?i)%|per ?cent|pct"
_FIELDS = ("claim_id", "value", "stated_low", "stated_high", "resolution", "unit", "quote")


def check_plausibility(claims: pl.DataFrame, documents: pl.DataFrame) -> list[pl.DataFrame]:
    """Every claim against what its kind, its metric and its time allow (claims as of with_intervals)."""
    told = claims.filter(pl.col("salience") == "claim").select(
        "document_id",
        "metric_id",
        "metric",
        "sentence",
        "modality",
        "period_end",
        pl.col("kind").cast(pl.String),
        *[pl.col(name).alias(f"said_{name}") for name in _FIELDS],
        certain=pl.lit(True),
    )
    return [_shares(told), _levels(told), _passed(told, documents)]


def _shares(told: pl.DataFrame) -> pl.DataFrame:
    parts = told.filter(
        pl.col("kind").is_in(["share", "probability"])
        & (pl.col("said_unit") == "percent")
        & (pl.col("said_stated_low") > 100)
        & (pl.col("said_stated_high") - pl.col("said_stated_low") < _WIDEST)
        & pl.col("said_quote").str.contains(_IN_PERCENT)
        & ~pl.col("metric").str.contains(_MAY_EXCEED)
        & pl.col("sentence").str.contains(_OF_A_WHOLE)
    )
    whole = Figure(pl.lit(100.0), pl.lit(0.0), pl.lit(100.0))
    return _against(parts, BEYOND_WHOLE, whole, pl.lit("A share lies between 0 and "))


def _levels(told: pl.DataFrame) -> pl.DataFrame:
    rows = [(metric.metric_id, metric.unit, metric.low, metric.high) for metric in metrics().values() if metric.unit]
    ranges = pl.DataFrame(rows, schema=["metric_id", "said_unit", "range_low", "range_high"], orient="row")
    # "Change in generation" is measured like generation and may be below zero.
    is_change = pl.col("metric").str.contains(
        r"(?i)\b(?:change|increase|decrease|reduction|decline|difference|growth|net|gain|loss)\b"
    )
    # Accounts set what is spent in brackets.
    is_spent = pl.col("said_quote").str.contains(r"^\(")
    levels = told.filter((pl.col("kind") == "level") & (pl.col("metric_id") != "") & ~is_change & ~is_spent).join(
        ranges, on=["metric_id", "said_unit"], how="inner", maintain_order="left"
    )
    low, high = pl.col("range_low"), pl.col("range_high")
    odd = levels.filter((pl.col("said_stated_low") > high) | (pl.col("said_stated_high") < low))
    nearest = pl.when(pl.col("said_value") > high).then(high).otherwise(low)
    told_range = pl.lit("A plausible ") + pl.col("metric_id").str.replace_all("_", " ") + " lies within "
    return _against(odd, OUT_OF_RANGE, Figure(nearest, low, high), told_range)


def _against(frame: pl.DataFrame, rule: CheckRule, allowed: Figure, sentence: pl.Expr) -> pl.DataFrame:
    return draft(
        frame,
        Comparison(
            rule=rule,
            rows=pl.lit(True),
            implied=allowed,
            stated=Figure.of("said"),
            resolution=pl.col("said_resolution"),
            inputs=("said",),
            formula=number(allowed.low) + " ≤ " + pl.col("said_quote") + " ≤ " + number(allowed.high),
            sentence=sentence,
            unit=pl.col("said_unit"),
        ),
    )


def _passed(told: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """No contradiction, but worth knowing: what a forecast was for can be looked up by now."""
    forecasts = told.filter(pl.col("modality").cast(pl.String).is_in(["projection", "target"])).join(
        documents.select("document_id", "published"), on="document_id", how="inner", maintain_order="left"
    )
    days = (pl.col("published") - pl.col("period_end")).dt.total_days().cast(pl.Float64)
    return draft(
        forecasts,
        Comparison(
            rule=FORECAST_PASSED,
            rows=pl.col("published").is_not_null() & days.is_between(1, _LONGEST_AGO),
            implied=Figure(days, days, days),
            inputs=("said",),
            formula=pl.col("published").dt.strftime("%Y-%m-%d") + " − " + pl.col("period_end").dt.strftime("%Y-%m-%d"),
            sentence=amount(pl.col("said_value"), pl.col("said_unit"))
            + " was forecast for a time that ended {implied} before the document was published",
            unit=pl.lit("day"),
        ),
    )
