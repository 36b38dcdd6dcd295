"""Growth over time: annual rates, doubling times, and stated spans against the dates."""

import polars as pl

from etl.checks.findings import Comparison, draft
from etl.checks.intervals import Figure, factor
from etl.checks.moves import END, START, YEARS, from_to, has, lacks
from etl.checks.spoken import amount, number, signed
from etl.model.finding import CheckRule, CheckType

ANNUAL_RATE = CheckRule(
    "annual-rate",
    CheckType.CAGR,
    "Annual rate between start and end",
    "The yearly growth that leads from start to end, with the one stated, and what a stated one leads to.",
    "From $63.1 billion to $200 billion in 4 years is 33.43% a year.",
)
SPAN = CheckRule(
    "span",
    CheckType.OTHER,
    "Stated span against the dates",
    "The years between two dates with the duration the text gives.",
    "2026 to 2031 is 5 years; the text says 5 years.",
)
RULES = (ANNUAL_RATE, SPAN)

_LIFETIME = 80.0  # years; what doubles more slowly hardly grows


def check_rates(frame: pl.DataFrame) -> list[pl.DataFrame]:
    """Annual rates: stated, implied, and what they lead to."""
    yearly = END.over(START).power(Figure.fixed(1.0).over(YEARS)).minus(Figure.fixed(1.0)).times(100.0)
    spoken_years = number(YEARS.value, 3) + " years"
    formula = "((" + number(END.value) + " / " + number(START.value) + ")^(1/" + number(YEARS.value, 3) + ") − 1) × 100"
    sentence = from_to() + " in " + spoken_years + " is {implied} a year"
    drafts = [
        draft(
            frame,
            Comparison(
                rule=ANNUAL_RATE,
                rows=has("start", "end", "years")
                & lacks("rate", "rate_fall")
                & (YEARS.low > 1.1)
                & (pl.col("end_unit") != "percent")
                & (pl.col("end_dimension") != "temperature")
                & (START.value != END.value),
                implied=yearly,
                inputs=("start", "end"),
                formula=formula,
                sentence=sentence,
                unit=pl.lit("percent"),
                tail=_doubling(),
            ),
        )
    ]
    for role, stated in (("rate", Figure.of("rate")), ("rate_fall", Figure.of("rate_fall").negative())):
        grown = factor(stated)
        drafts += [
            draft(
                frame,
                Comparison(
                    rule=ANNUAL_RATE,
                    rows=has("start", "end", "years", role),
                    implied=yearly,
                    stated=stated,
                    resolution=pl.col(f"{role}_resolution"),
                    inputs=("start", "end", role),
                    formula=formula,
                    sentence=sentence,
                    unit=pl.lit("percent"),
                ),
            ),
            draft(
                frame,
                Comparison(
                    rule=ANNUAL_RATE,
                    rows=has(role, "span") & lacks("start"),
                    implied=grown.power(Figure.of("span_years")),
                    inputs=(role, "span"),
                    formula="(1 " + signed(stated.value) + " / 100)^" + number(pl.col("span_years_value"), 3),
                    sentence=amount(stated.value, pl.lit("percent"))
                    + " a year for "
                    + number(pl.col("span_years_value"), 3)
                    + " years makes ",
                ),
            ),
            draft(
                frame,
                Comparison(
                    rule=ANNUAL_RATE,
                    rows=has(role, "span", "end") & lacks("start"),
                    implied=END.over(grown.power(Figure.of("span_years"))),
                    inputs=("end", role, "span"),
                    formula=number(END.value)
                    + " / (1 "
                    + signed(stated.value)
                    + " / 100)^"
                    + number(pl.col("span_years_value"), 3),
                    sentence=amount(END.value, pl.col("end_unit"))
                    + " after growth of "
                    + amount(stated.value, pl.lit("percent"))
                    + " a year for "
                    + number(pl.col("span_years_value"), 3)
                    + " years starts from ",
                    unit=pl.col("end_unit"),
                ),
            ),
        ]
    return drafts


def _doubling() -> pl.Expr:
    """How often it doubles, where it surely grows and does so in a lifetime."""
    multiple = END.value / START.value
    years = pl.lit(2.0).log() / (multiple.log() / YEARS.value)
    said = ", a doubling every " + number(years, 2) + " years"
    is_telling = (END.low > START.high) & (years < _LIFETIME)
    return pl.when(is_telling).then(said).otherwise(pl.lit(""))


def check_spans(frame: pl.DataFrame) -> list[pl.DataFrame]:
    """A stated duration against the dates it runs between, and what a multiple makes of it a year."""
    known = Figure((pl.col("counted_low") + pl.col("counted_high")) / 2, pl.col("counted_low"), pl.col("counted_high"))
    told = Figure.of("span_years")
    drafts = [
        draft(
            frame,
            Comparison(
                rule=SPAN,
                rows=has("span", "dated", "start", "end") & ~_counts_both_ends(pl.col("dated_value")),
                implied=Figure.of("dated"),
                stated=told,
                resolution=pl.col("span_years_step"),
                inputs=("start", "end", "span"),
                formula=_date("end") + " − " + _date("start"),
                sentence="From " + _date("start") + " to " + _date("end") + " is ",
                unit=pl.lit("year"),
            ),
        ),
        draft(
            frame,
            Comparison(
                rule=ANNUAL_RATE,
                rows=has("multiple", "span") & lacks("start"),
                implied=Figure.of("multiple").power(Figure.fixed(1.0).over(Figure.of("span_years"))),
                inputs=("multiple", "span"),
                formula=number(pl.col("multiple_value")) + "^(1/" + number(pl.col("span_years_value"), 3) + ")",
                sentence=amount(pl.col("multiple_value"), pl.lit("ratio"))
                + " in "
                + number(pl.col("span_years_value"), 3)
                + " years is, each year, ",
            ),
        ),
    ]
    counted = has("span") & pl.col("counted_low").is_not_null() & ~_counts_both_ends(known.value)
    for rows, inputs in (
        (counted & has("multiple"), ("multiple", "span")),
        (counted & has("growth"), ("growth", "span")),
        (counted & lacks("multiple", "growth", "start"), ("span",)),
    ):
        drafts.append(
            draft(
                frame,
                Comparison(
                    rule=SPAN,
                    rows=rows,
                    implied=known,
                    stated=told,
                    resolution=pl.col("span_years_step"),
                    inputs=inputs,
                    formula=pl.col("evidence"),
                    sentence="From " + pl.col("evidence") + " is ",
                    unit=pl.lit("year"),
                ),
            )
        )
    return drafts


def _counts_both_ends(between: pl.Expr) -> pl.Expr:
    """Whether a span takes in the year it starts in and the one it ends in: "from 2019 to 2023, over five years"."""
    in_years = pl.col("span_years_step") > 0.9
    return (in_years & ((pl.col("span_years_value") - between - 1).abs() < 0.1)).fill_null(value=False)


def _date(role: str) -> pl.Expr:
    return pl.col(f"{role}_period_end").dt.strftime("%Y-%m").fill_null("")
