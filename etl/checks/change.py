"""From a start to an end: multiple, growth, annual rate, span and difference, each against the others."""

import polars as pl

from etl.checks.findings import Comparison, draft
from etl.checks.intervals import Figure, factor, growth
from etl.checks.members import by_role
from etl.checks.spoken import amount, number
from etl.model.claim import Relation
from etl.model.finding import CheckRule, CheckType

GROWTH_MULTIPLE = CheckRule(
    "growth-multiple",
    CheckType.GROWTH_MULTIPLE,
    "Stated multiple against start and end",
    "End divided by start with the multiple the text gives.",
    "63.1 to 200 billion USD is 3.17×; the text says 3.2×.",
)
GROWTH_RATE = CheckRule(
    "growth-rate",
    CheckType.GROWTH_RATE,
    "Stated growth against start and end",
    "The change from start to end in percent with the percentage the text gives.",
    "731.4 to 842.6 million USD is 15.2 %; the text says 15 %.",
)
DELTA = CheckRule(
    "difference",
    CheckType.PART_WHOLE,
    "Stated difference against start and end",
    "End less start with the amount the text says was added or lost.",
    "1,657 to 2,131 TWh is 474 TWh; the text says 474 TWh.",
)
ANNUAL_RATE = CheckRule(
    "annual-rate",
    CheckType.CAGR,
    "Annual rate between start and end",
    "The yearly growth that leads from start to end, with the one stated, and what a stated one leads to.",
    "From 415 to 945 TWh in six years is 14.7 % a year; the text says about 15 %.",
)
BASE = CheckRule(
    "year-on-year-base",
    CheckType.YOY_BASE,
    "Base of a stated growth",
    "The value before, which follows from the value after and its growth.",
    "16.2 billion USD, up 185 %, is 5.68 billion USD the year before.",
)
SPAN = CheckRule(
    "span",
    CheckType.OTHER,
    "Stated span against the dates",
    "The years between two dates with the duration the text gives.",
    "2025 to 2029 is four years; the text says four years.",
)
RULES = (GROWTH_MULTIPLE, GROWTH_RATE, DELTA, ANNUAL_RATE, BASE, SPAN)

ROLES = ("start", "end", "multiple", "times_more", "growth", "fall", "rate", "rate_fall", "span", "delta", "loss")

_YEAR = 365.2425
_IN_YEARS = {"year": 1.0, "month": 1 / 12, "quarter": 0.25, "week": 7 / _YEAR, "day": 1 / _YEAR, "decade": 10.0}


def _between(first: str, last: str) -> Figure:
    """Years from one period to another: by their first and by their last days."""
    by_start = (pl.col(f"{last}_period_start") - pl.col(f"{first}_period_start")).dt.total_days() / _YEAR
    by_end = (pl.col(f"{last}_period_end") - pl.col(f"{first}_period_end")).dt.total_days() / _YEAR
    return Figure(
        by_end.round(3), pl.min_horizontal(by_start, by_end).round(3), pl.max_horizontal(by_start, by_end).round(3)
    )


def _stretch(role: str) -> Figure:
    """Years a period covers, by the points it names: 2025/2029 is four."""
    days = (pl.col(f"{role}_period_end") - pl.col(f"{role}_period_start")).dt.total_days() / _YEAR
    whole = days.round(2)
    return Figure(whole - 1.0, whole - 1.1, whole)


def _with_years(frame: pl.DataFrame) -> pl.DataFrame:
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


def _has(*roles: str) -> pl.Expr:
    return pl.all_horizontal([pl.col(f"{role}_value").is_not_null() for role in roles])


def _lacks(*roles: str) -> pl.Expr:
    return pl.all_horizontal([pl.col(f"{role}_value").is_null() for role in roles])


START, END, YEARS = Figure.of("start"), Figure.of("end"), Figure.of("years")


def _from_to() -> pl.Expr:
    return "From " + number(START.value) + " to " + amount(END.value, pl.col("end_unit"))


def _multiples(frame: pl.DataFrame) -> list[pl.DataFrame]:
    """End over start against a stated multiple; stated nowhere, it follows."""
    both = _has("start", "end")
    formula = number(END.value) + " / " + number(START.value)
    said = Figure.of("times_more")
    drafts = []
    for role, stated in (
        ("multiple", Figure.of("multiple")),
        ("times_more", said.hull(said.plus(Figure.fixed(1.0)))),
    ):
        drafts.append(
            draft(
                frame,
                Comparison(
                    rule=GROWTH_MULTIPLE,
                    rows=both & _has(role),
                    implied=END.over(START),
                    stated=stated,
                    resolution=pl.col(f"{role}_resolution"),
                    inputs=("start", "end", role),
                    formula=formula,
                    sentence=_from_to() + " is ",
                ),
            )
        )
    untold = both & _lacks("multiple", "times_more", "growth", "fall", "rate", "rate_fall")
    drafts.append(
        draft(
            frame,
            Comparison(
                rule=GROWTH_MULTIPLE,
                rows=untold & pl.col("certain") & (START.value != END.value),
                implied=END.over(START),
                inputs=("start", "end"),
                formula=formula,
                sentence=_from_to() + " is ",
            ),
        )
    )
    return drafts


def _growths(frame: pl.DataFrame) -> list[pl.DataFrame]:
    """Growth in percent against start and end, against what was added, and the base it starts from."""
    drafts = []
    change = growth(END, START)
    for role, stated in (("growth", Figure.of("growth")), ("fall", Figure.of("fall").negative())):
        # Which way it went stands in start and end; the words around a figure ("1.1 % weaker") may count the other way.
        size = Figure.of(role).where(Figure.of(role).value >= 0, Figure.of(role).negative())
        told = size.where(change.value >= 0, size.negative())
        lone = _has(role, "end") & _lacks("start", "delta", "loss")
        drafts += [
            draft(
                frame,
                Comparison(
                    rule=GROWTH_RATE,
                    rows=_has("start", "end", role),
                    implied=change,
                    stated=told,
                    resolution=pl.col(f"{role}_resolution"),
                    inputs=("start", "end", role),
                    formula="(" + number(END.value) + " / " + number(START.value) + " − 1) × 100",
                    sentence=_from_to() + " is a change of ",
                    unit=pl.lit("percent"),
                ),
            ),
            draft(
                frame,
                Comparison(
                    rule=BASE,
                    rows=lone,
                    implied=END.over(factor(stated)),
                    inputs=("end", role),
                    formula=number(END.value) + " / (1 + " + number(stated.value) + " / 100)",
                    sentence=amount(END.value, pl.col("end_unit"))
                    + " after a change of "
                    + amount(stated.value, pl.lit("percent"))
                    + " comes from ",
                    unit=pl.col("end_unit"),
                ),
            ),
        ]
    return drafts


def _differences(frame: pl.DataFrame) -> list[pl.DataFrame]:
    """What was added against start and end, and against the growth it stands beside."""
    drafts = []
    for role, sign in (("delta", 1), ("loss", -1)):
        added = Figure.of(role) if sign > 0 else Figure.of(role).negative()
        before = END.minus(added)
        points = pl.when(pl.col(f"{role}_unit") == "basis_point").then(100.0).otherwise(1.0)
        moved = END.minus(START).times(points)
        size = Figure.of(role).where(Figure.of(role).value >= 0, Figure.of(role).negative())
        told = size.where(moved.value >= 0, size.negative())
        for grown, stated in (("growth", Figure.of("growth")), ("fall", Figure.of("fall").negative())):
            drafts.append(
                draft(
                    frame,
                    Comparison(
                        rule=GROWTH_RATE,
                        rows=_has("end", role, grown) & _lacks("start"),
                        implied=added.over(before).times(100.0),
                        stated=stated,
                        resolution=pl.col(f"{grown}_resolution"),
                        inputs=("end", role, grown),
                        formula=number(added.value)
                        + " / ("
                        + number(END.value)
                        + " − "
                        + number(added.value)
                        + ") × 100",
                        sentence="A change of "
                        + number(added.value)
                        + " that leads to "
                        + amount(END.value, pl.col("end_unit"))
                        + " is ",
                        unit=pl.lit("percent"),
                    ),
                )
            )
        drafts.append(
            draft(
                frame,
                Comparison(
                    rule=DELTA,
                    rows=_has("start", "end", role),
                    implied=moved,
                    stated=told,
                    resolution=pl.col(f"{role}_resolution"),
                    inputs=("start", "end", role),
                    formula=number(END.value) + " − " + number(START.value),
                    sentence=_from_to() + " is a difference of ",
                    unit=pl.col(f"{role}_unit"),
                ),
            )
        )
    return drafts


def _rates(frame: pl.DataFrame) -> list[pl.DataFrame]:
    """Annual rates: stated, implied, and what they lead to."""
    yearly = END.over(START).power(Figure.fixed(1.0).over(YEARS)).minus(Figure.fixed(1.0)).times(100.0)
    spoken_years = number(YEARS.value, 3) + " years"
    drafts = [
        draft(
            frame,
            Comparison(
                rule=ANNUAL_RATE,
                rows=_has("start", "end", "years")
                & _lacks("rate", "rate_fall")
                & (YEARS.low > 0.25)
                & (START.value != END.value),
                implied=yearly,
                inputs=("start", "end"),
                formula="(("
                + number(END.value)
                + " / "
                + number(START.value)
                + ")^(1/"
                + number(YEARS.value, 3)
                + ") − 1) × 100",
                sentence=_from_to() + " in " + spoken_years + " is a yearly ",
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
                    rows=_has("start", "end", "years", role),
                    implied=yearly,
                    stated=stated,
                    resolution=pl.col(f"{role}_resolution"),
                    inputs=("start", "end", role),
                    formula="(("
                    + number(END.value)
                    + " / "
                    + number(START.value)
                    + ")^(1/"
                    + number(YEARS.value, 3)
                    + ") − 1) × 100",
                    sentence=_from_to() + " in " + spoken_years + " is a yearly ",
                    unit=pl.lit("percent"),
                ),
            ),
            draft(
                frame,
                Comparison(
                    rule=ANNUAL_RATE,
                    rows=_has(role, "span") & _lacks("start"),
                    implied=grown.power(Figure.of("span_years")),
                    inputs=(role, "span"),
                    formula="(1 + " + number(stated.value) + " / 100)^" + number(pl.col("span_years_value"), 3),
                    sentence=amount(stated.value, pl.lit("percent"))
                    + " a year for "
                    + number(pl.col("span_years_value"), 3)
                    + " years is ",
                ),
            ),
            draft(
                frame,
                Comparison(
                    rule=ANNUAL_RATE,
                    rows=_has(role, "span", "end") & _lacks("start"),
                    implied=END.over(grown.power(Figure.of("span_years"))),
                    inputs=("end", role, "span"),
                    formula=number(END.value)
                    + " / (1 + "
                    + number(stated.value)
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
    multiple = END.value / START.value
    years = pl.lit(2.0).log() / (multiple.log() / YEARS.value)
    said = ", a doubling every " + number(years, 2) + " years"
    return pl.when(multiple > 1.05).then(said).otherwise(pl.lit(""))


def _spans(frame: pl.DataFrame) -> list[pl.DataFrame]:
    """A stated duration against the dates it runs between, and what a multiple makes of it a year."""
    known = Figure((pl.col("counted_low") + pl.col("counted_high")) / 2, pl.col("counted_low"), pl.col("counted_high"))
    told = Figure.of("span_years")
    drafts = [
        draft(
            frame,
            Comparison(
                rule=SPAN,
                rows=_has("span", "dated", "start", "end"),
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
                rows=_has("multiple", "span") & _lacks("start"),
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
    for role in ("multiple", "growth"):
        drafts.append(
            draft(
                frame,
                Comparison(
                    rule=SPAN,
                    rows=_has("span", role) & pl.col("counted_low").is_not_null(),
                    implied=known,
                    stated=told,
                    resolution=pl.col("span_years_step"),
                    inputs=(role, "span"),
                    formula=pl.col("evidence"),
                    sentence="From " + pl.col("evidence") + " is ",
                    unit=pl.lit("year"),
                ),
            )
        )
    return drafts


def _date(role: str) -> pl.Expr:
    return pl.col(f"{role}_period_end").dt.strftime("%Y-%m").fill_null("")


def check_changes(joined: pl.DataFrame) -> list[pl.DataFrame]:
    """Every check on links that tell a change."""
    frame = by_role(joined, Relation.CHANGE.value, ROLES)
    if frame.is_empty():
        return []
    frame = _with_years(frame)
    return [*_multiples(frame), *_growths(frame), *_differences(frame), *_rates(frame), *_spans(frame)]
