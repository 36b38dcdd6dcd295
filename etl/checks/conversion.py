"""One amount said two ways: in two currencies, or in two units."""

from datetime import date

import polars as pl

from etl.checks.findings import Comparison, draft
from etl.checks.intervals import Figure
from etl.checks.members import by_role
from etl.checks.reference_rates import range_of_rates
from etl.checks.spoken import amount, number
from etl.model.claim import Relation
from etl.model.finding import CheckRule, CheckType

EXCHANGE_RATE = CheckRule(
    "exchange-rate",
    CheckType.CONVERSION,
    "Exchange rate of an amount in two currencies",
    "The rate two amounts imply with the European Central Bank's reference rates of that time.",
    "CNY 7.006 billion for $1.01 billion is CNY 6.937 for one USD.",
)
SAME_AMOUNT = CheckRule(
    "same-amount",
    CheckType.CONVERSION,
    "One amount in two units",
    "Both figures, brought to one unit.",
    "Invented: “The road is 634 km (410 miles) long.” 634 km is 393.9 miles.",
)
RULES = (EXCHANGE_RATE, SAME_AMOUNT)

# Rates drift within a year and companies convert at rates of their own: a twelfth on either side is no slip.
_TOLERANCE = 0.08


def check_conversions(joined: pl.DataFrame, documents: pl.DataFrame) -> list[pl.DataFrame]:
    """Every check on links of one amount said two ways."""
    frame = by_role(joined, Relation.EQUIVALENT.value, ("first", "second", "rate"))
    if frame.is_empty():
        return []
    first, second = Figure.of("first"), Figure.of("second")
    are_currencies = (pl.col("first_dimension") == "currency") & (pl.col("second_dimension") == "currency")
    two = are_currencies & (pl.col("first_unit") != pl.col("second_unit"))
    frame = _with_reference(frame.with_columns(two=two), documents)
    reference = Figure(
        (pl.col("reference_low") + pl.col("reference_high")) / 2, pl.col("reference_low"), pl.col("reference_high")
    )
    rate = first.over(second)
    told = amount(first.value, pl.col("first_unit")) + " for " + amount(second.value, pl.col("second_unit")) + " is "
    fits = (rate.low <= reference.high) & (rate.high >= reference.low)
    tail = (
        pl.when(reference.value.is_null())
        .then(pl.lit(""))
        .otherwise(", the reference rates then " + number(reference.low) + "–" + number(reference.high))
    )
    untold = pl.col("two") & pl.col("rate_value").is_null()
    return [
        draft(
            frame,
            Comparison(
                rule=EXCHANGE_RATE,
                rows=pl.col("two") & pl.col("rate_value").is_not_null(),
                implied=rate,
                stated=Figure.of("rate"),
                resolution=pl.col("rate_resolution"),
                inputs=("first", "second", "rate"),
                formula=number(first.value) + " / " + number(second.value),
                sentence=told,
                unit=pl.col("first_unit") + "/" + pl.col("second_unit"),
            ),
        ),
        draft(
            frame,
            Comparison(
                rule=EXCHANGE_RATE,
                rows=untold & (fits | reference.value.is_null()),
                implied=rate,
                inputs=("first", "second"),
                formula=number(first.value) + " / " + number(second.value),
                sentence=told,
                unit=pl.col("first_unit") + "/" + pl.col("second_unit"),
                tail=tail,
            ),
        ),
        draft(
            frame,
            Comparison(
                rule=EXCHANGE_RATE,
                rows=untold & ~fits,
                implied=rate,
                stated=reference,
                inputs=("first", "second"),
                formula=number(first.value) + " / " + number(second.value),
                sentence=told,
                unit=pl.col("first_unit") + "/" + pl.col("second_unit"),
                tail=pl.lit(" (held against the reference rates of that time)"),
            ),
        ),
        draft(
            frame,
            Comparison(
                rule=SAME_AMOUNT,
                rows=pl.col("counted_low").is_not_null(),
                implied=Figure(
                    (pl.col("counted_low") + pl.col("counted_high")) / 2, pl.col("counted_low"), pl.col("counted_high")
                ),
                stated=second,
                resolution=pl.col("second_resolution"),
                inputs=("first", "second"),
                formula=pl.col("evidence"),
                sentence=pl.col("first_quote") + " is ",
                unit=pl.col("second_unit"),
            ),
        ),
        draft(
            frame,
            Comparison(
                rule=SAME_AMOUNT,
                rows=pl.col("first_unit") == pl.col("second_unit"),
                implied=first,
                stated=second,
                resolution=pl.col("second_resolution"),
                inputs=("first", "second"),
                formula=pl.col("first_quote") + " = " + pl.col("second_quote"),
                sentence=pl.col("first_quote") + " is ",
                unit=pl.col("second_unit"),
            ),
        ),
    ]


def _with_reference(frame: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """Reference rates of the claims' period, else of the year up to publication; each pair and time is asked once."""
    published = documents.select("document_id", "published")
    frame = frame.join(published, on="document_id", how="left", maintain_order="left").with_columns(
        rate_end=pl.coalesce("first_period_end", "second_period_end", "published"),
        rate_start=pl.coalesce("first_period_start", "second_period_start", pl.col("published").dt.offset_by("-1y")),
    )
    asked = frame.filter(pl.col("two") & pl.col("rate_end").is_not_null())
    keys = ["first_unit", "second_unit", "rate_start", "rate_end"]
    rows = [
        (*row, *(_reference(*row) or (None, None))) for row in asked.select(keys).unique(maintain_order=True).rows()
    ]
    types = {"first_unit": pl.String, "second_unit": pl.String, "rate_start": pl.Date, "rate_end": pl.Date}
    rates = pl.DataFrame(rows, schema=types | {"reference_low": pl.Float64, "reference_high": pl.Float64}, orient="row")
    return frame.join(rates, on=keys, how="left", maintain_order="left")


def _reference(first: str, second: str, start: date, end: date) -> tuple[float, float] | None:
    found = range_of_rates(first, second, start, end)
    return found and (found[0] * (1 - _TOLERANCE), found[1] * (1 + _TOLERANCE))
