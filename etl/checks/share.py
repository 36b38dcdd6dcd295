"""Shares of a whole: against part and whole, the whole that follows, and the stake a round buys."""

import polars as pl

from etl.checks.findings import Comparison, draft
from etl.checks.intervals import Figure
from etl.checks.members import by_role
from etl.checks.spoken import amount, number
from etl.model.claim import Relation
from etl.model.finding import CheckRule, CheckType

SHARE = CheckRule(
    "share",
    CheckType.PERCENT_OF,
    "Stated share against part and whole",
    "Part divided by whole with the share the text gives.",
    "Invented: “340 of 1,000 households (36%) own a boat.” 340 of 1,000 households is 34%.",
)
WHOLE = CheckRule(
    "whole",
    CheckType.PERCENT_OF,
    "Whole of a stated share",
    "The total, which follows from a part and its share.",
    "$300 billion is 15.1% of a whole of $1.987 trillion.",
)
STAKE = CheckRule(
    "stake",
    CheckType.PERCENT_OF,
    "Stake a funding round buys",
    "The raise divided by the valuation, before and after the money.",
    "$4 billion at a valuation of $50 billion buys 8%.",
)
RULES = (SHARE, WHOLE, STAKE)


def _has(*roles: str) -> pl.Expr:
    return pl.all_horizontal([pl.col(f"{role}_value").is_not_null() for role in roles])


def _lacks(*roles: str) -> pl.Expr:
    return pl.all_horizontal([pl.col(f"{role}_value").is_null() for role in roles])


def check_shares(joined: pl.DataFrame) -> list[pl.DataFrame]:
    """Every check on links of a part with its share."""
    frame = by_role(joined, Relation.SHARE.value, ("part", "second", "rest", "whole", "share"))
    if frame.is_empty():
        return _stakes(joined)
    is_percent = pl.col("share_unit") == "percent"
    scale = pl.when(is_percent).then(100.0).otherwise(1.0)
    is_loss = (pl.col("share_value") < 0) & (pl.col("part_value") > 0)
    part, rest, whole, share = (Figure.of(role) for role in ("part", "rest", "whole", "share"))
    unit = pl.coalesce("share_unit", pl.lit("percent"))
    named = amount(part.value, pl.col("part_unit")) + " of " + amount(whole.value, pl.col("whole_unit")) + " is "
    both = part.plus(Figure.of("second"))
    formula = number(part.value) + " / " + number(whole.value)
    drafts = [
        draft(
            frame,
            Comparison(
                rule=SHARE,
                rows=_has("part", "whole", "share") & pl.col("second_value").is_null(),
                implied=_signed(part.over(whole).times(scale), is_loss),
                stated=share,
                resolution=pl.col("share_resolution"),
                inputs=("part", "whole", "share"),
                formula=formula,
                sentence=named,
                unit=unit,
            ),
        ),
        draft(
            frame,
            Comparison(
                rule=SHARE,
                rows=_has("part", "second", "whole", "share"),
                implied=both.over(whole).times(scale),
                stated=share,
                resolution=pl.col("share_resolution"),
                inputs=("part", "second", "whole", "share"),
                formula="("
                + number(part.value)
                + " + "
                + number(Figure.of("second").value)
                + ") / "
                + number(whole.value),
                sentence="Together "
                + amount(both.value, pl.col("part_unit"))
                + " of "
                + amount(whole.value, pl.col("whole_unit"))
                + " is ",
                unit=unit,
            ),
        ),
        draft(
            frame,
            Comparison(
                rule=SHARE,
                rows=_has("part", "rest", "share") & (rest.low > 0) & (part.low > 0),
                # Part over part and rest, written so that the part counts once.
                implied=Figure.fixed(1.0).over(Figure.fixed(1.0).plus(rest.over(part))).times(scale),
                stated=share,
                resolution=pl.col("share_resolution"),
                inputs=("part", "rest", "share"),
                formula=number(part.value) + " / (" + number(part.value) + " + " + number(rest.value) + ")",
                sentence=amount(part.value, pl.col("part_unit"))
                + " beside the other "
                + amount(rest.value, pl.col("rest_unit"))
                + " is ",
                unit=unit,
            ),
        ),
        draft(
            frame,
            Comparison(
                rule=SHARE,
                rows=_has("part", "whole") & pl.col("share_value").is_null() & (whole.value > 0),
                implied=part.over(whole).times(100.0),
                inputs=("part", "whole"),
                formula=formula,
                sentence=named,
                unit=pl.lit("percent"),
            ),
        ),
        draft(
            frame,
            Comparison(
                rule=WHOLE,
                rows=_has("part", "share") & _lacks("whole", "rest") & (share.low > 0),
                implied=part.over(share).times(scale),
                inputs=("part", "share"),
                formula=number(part.value) + " / " + amount(share.value, unit),
                sentence=amount(part.value, pl.col("part_unit"))
                + " is "
                + amount(share.value * 100.0 / scale, pl.lit("percent"))
                + " of a whole of ",
                unit=pl.col("part_unit"),
            ),
        ),
    ]
    return drafts + _stakes(joined)


def _signed(figure: Figure, is_loss: pl.Expr) -> Figure:
    """A loss is told without a sign, its margin with one."""
    turned = ((-figure.value, figure.value), (-figure.high, figure.low), (-figure.low, figure.high))
    return Figure(*(pl.when(is_loss).then(below).otherwise(above) for below, above in turned))


def _stakes(joined: pl.DataFrame) -> list[pl.DataFrame]:
    frame = by_role(joined, Relation.STAKE.value, ("raise", "valuation", "share"))
    if frame.is_empty():
        return []
    raised, valuation, share = Figure.of("raise"), Figure.of("valuation"), Figure.of("share")
    after = raised.over(valuation).times(100.0)
    before = raised.over(valuation.plus(raised)).times(100.0)
    either = after.hull(before)
    told = (
        amount(raised.value, pl.col("raise_unit"))
        + " at a valuation of "
        + amount(valuation.value, pl.col("valuation_unit"))
    )
    formula = number(raised.value) + " / " + number(valuation.value)
    return [
        draft(
            frame,
            Comparison(
                rule=STAKE,
                rows=_has(*roles) & (pl.lit(stated is not None) | pl.col("share_value").is_null()),
                implied=either,
                stated=stated,
                resolution=pl.col("share_resolution").fill_null(0.0),
                inputs=roles,
                formula=formula,
                sentence=told + " buys ",
                unit=pl.lit("percent"),
            ),
        )
        for roles, stated in ((("raise", "valuation"), None), (("raise", "valuation", "share"), share))
    ]
