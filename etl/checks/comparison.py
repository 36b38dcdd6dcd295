"""One thing against another: a stated ratio against both values, the baseline that follows, and before against after."""

import polars as pl

from etl.checks.findings import Comparison, draft
from etl.checks.intervals import Figure
from etl.checks.members import by_role
from etl.checks.spoken import amount, number
from etl.model.claim import Relation
from etl.model.finding import CheckRule, CheckType

RATIO = CheckRule(
    "ratio",
    CheckType.RATIO,
    "Stated ratio against both values",
    "One value divided by the other with the ratio the text gives.",
    "$50 billion against $10 billion is 5×; the text says 5×.",
)
BASELINE = CheckRule(
    "baseline",
    CheckType.RATIO,
    "Baseline of a ratio",
    "The value compared with, which follows from the value and its ratio.",
    "If 1.56 PFLOPS is 2.8× as much, it is compared with 557.1 TFLOPS.",
)
TIMES_EACH_OTHER = CheckRule(
    "proportion",
    CheckType.RATIO,
    "Proportion of two values named together",
    "One value divided by the other where the text states no ratio.",
    "140 GB against 35 GB is 4×.",
)
RULES = (RATIO, BASELINE, TIMES_EACH_OTHER)

ROLES = ("value", "baseline", "times", "times_more", "more", "less")


def as_factor(role: str, unit: pl.Expr) -> Figure:
    """A ratio as worded, as the number the baseline is multiplied by.

    "67 % less" is 0.33, "12 % more" 1.12, "20 %" or "one-fifth" of it 0.2; "23 times more" may be 23 or 24.
    """
    said = Figure.of(role)
    plain = said.where(unit != "percent", said.times(0.01))
    if role == "more":
        return Figure.fixed(1.0).plus(plain)
    if role == "less":
        return Figure.fixed(1.0).minus(plain)
    if role == "times_more":
        return plain.hull(plain.plus(Figure.fixed(1.0)))
    return plain


def _has(*roles: str) -> pl.Expr:
    return pl.all_horizontal([pl.col(f"{role}_value").is_not_null() for role in roles])


def check_comparisons(joined: pl.DataFrame) -> list[pl.DataFrame]:
    """Every check on links that compare two things."""
    frame = by_role(joined, Relation.COMPARISON.value, ROLES)
    drafts = []
    value, baseline = Figure.of("value"), Figure.of("baseline")
    for role in ROLES[2:] if not frame.is_empty() else ():
        unit = pl.col(f"{role}_unit")
        stated = as_factor(role, unit)
        step = pl.col(f"{role}_resolution") * pl.when(unit == "percent").then(0.01).otherwise(1.0)
        drafts += [
            draft(
                frame,
                Comparison(
                    rule=RATIO,
                    rows=_has("value", "baseline", role),
                    implied=value.over(baseline),
                    stated=stated,
                    resolution=step,
                    inputs=("value", "baseline", role),
                    formula=number(value.value) + " / " + number(baseline.value),
                    sentence=amount(value.value, pl.col("value_unit"))
                    + " against "
                    + amount(baseline.value, pl.col("baseline_unit"))
                    + " is ",
                ),
            ),
            draft(
                frame,
                Comparison(
                    rule=BASELINE,
                    rows=_has("value", role)
                    & pl.col("baseline_value").is_null()
                    & pl.col("certain")
                    & (stated.low > 0),
                    implied=value.over(stated),
                    inputs=("value", role),
                    formula=number(value.value) + " / " + number(stated.value),
                    sentence="If "
                    + amount(value.value, pl.col("value_unit"))
                    + " is "
                    + amount(stated.value, pl.lit("ratio"))
                    + " as much, it is compared with ",
                    unit=pl.col("value_unit"),
                ),
            ),
        ]
    return drafts + _before_after(by_role(joined, Relation.BEFORE_AFTER.value, ("before", "after", "growth", "fall")))


def _before_after(frame: pl.DataFrame) -> list[pl.DataFrame]:
    before, after = Figure.of("before"), Figure.of("after")
    return [
        draft(
            frame,
            Comparison(
                rule=TIMES_EACH_OTHER,
                rows=_has("before", "after") & pl.col("certain") if not frame.is_empty() else pl.lit(False),
                implied=before.over(after),
                inputs=("before", "after"),
                formula=number(before.value) + " / " + number(after.value),
                sentence=amount(before.value, pl.col("before_unit"))
                + " against "
                + amount(after.value, pl.col("after_unit"))
                + " is ",
            ),
        )
    ]
