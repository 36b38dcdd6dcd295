"""From a start to an end: multiple, growth and difference, each against the others."""

import polars as pl

from etl.checks.findings import Comparison, draft
from etl.checks.intervals import Figure, factor, growth
from etl.checks.members import by_role
from etl.checks.moves import END, ROLES, START, from_to, has, lacks, with_years
from etl.checks.rates import check_rates, check_spans
from etl.checks.spoken import amount, number, signed
from etl.model.claim import Relation
from etl.model.finding import CheckRule, CheckType

GROWTH_MULTIPLE = CheckRule(
    "growth-multiple",
    CheckType.GROWTH_MULTIPLE,
    "Stated multiple against start and end",
    "End divided by start with the multiple the text gives.",
    "From $9.3 billion to $109.1 billion is 11.73×; the text says 12×.",
)
GROWTH_RATE = CheckRule(
    "growth-rate",
    CheckType.GROWTH_RATE,
    "Stated growth against start and end",
    "The change from start to end in percent with the percentage the text gives.",
    "Invented: “Profit rose 20% to $121 million from $100 million.” From $100 million to $121 million is a rise of 21%.",
)
DELTA = CheckRule(
    "difference",
    CheckType.PART_WHOLE,
    "Stated difference against start and end",
    "End less start with the amount the text says was added or lost.",
    "Invented: “Output went from 200 GW to 243 GW, an increase of 43 GW.” From 200 to 243 GW is a rise of 43 GW.",
)
BASE = CheckRule(
    "year-on-year-base",
    CheckType.YOY_BASE,
    "Base of a stated growth",
    "The value before, which follows from the value after and its growth.",
    "$16.2 billion, up 185%, is $5.684 billion the year before.",
)
RULES = (GROWTH_MULTIPLE, GROWTH_RATE, DELTA, BASE)

_UNTOLD = lacks("multiple", "times_more", "growth", "fall", "rate", "rate_fall")


def _multiples(frame: pl.DataFrame) -> list[pl.DataFrame]:
    """End over start against a stated multiple; stated nowhere, it follows."""
    both = has("start", "end")
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
                    rows=both & has(role),
                    implied=END.over(START),
                    stated=stated,
                    resolution=pl.col(f"{role}_resolution"),
                    inputs=("start", "end", role),
                    formula=formula,
                    sentence=from_to() + " is ",
                ),
            )
        )
    untold = both & _UNTOLD
    drafts.append(
        draft(
            frame,
            Comparison(
                rule=GROWTH_MULTIPLE,
                rows=untold
                & pl.col("certain")
                & (START.value != END.value)
                & (pl.col("end_unit") != "percent")
                & (pl.col("end_dimension") != "temperature"),
                implied=END.over(START),
                inputs=("start", "end"),
                formula=formula,
                sentence=from_to() + " is ",
            ),
        )
    )
    return drafts


def _growths(frame: pl.DataFrame) -> list[pl.DataFrame]:
    """Growth in percent against start and end, against what was added, and the base it starts from."""
    drafts = []
    for role, stated in (("growth", Figure.of("growth")), ("fall", Figure.of("fall").negative())):
        change = _moved(role)
        # Which way it went stands in start and end; the words around a figure ("1.1 % weaker") may count the other way.
        size = Figure.of(role).where(Figure.of(role).value >= 0, Figure.of(role).negative())
        told = size.where(change.value >= 0, size.negative())
        lone = has(role, "end") & lacks("start", "delta", "loss")
        drafts += [
            draft(
                frame,
                Comparison(
                    rule=GROWTH_RATE,
                    rows=has("start", "end", role),
                    implied=change,
                    stated=told,
                    resolution=pl.col(f"{role}_resolution"),
                    inputs=("start", "end", role),
                    formula="(" + number(END.value) + " / " + number(START.value) + " − 1) × 100",
                    sentence=from_to() + " is a change of ",
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
                    formula=number(END.value) + " / (1 " + signed(stated.value) + " / 100)",
                    sentence=amount(END.value, pl.col("end_unit"))
                    + " after a "
                    + ("rise" if role == "growth" else "fall")
                    + " of "
                    + amount(stated.value.abs(), pl.lit("percent"))
                    + " means {implied} before",
                    unit=pl.col("end_unit"),
                ),
            ),
        ]
    return drafts


def _moved(role: str) -> Figure:
    """The change in percent; of a percentage it may be told in points, as those who mix the two up do."""
    change, points, said = growth(END, START), END.minus(START), Figure.of(role)
    size = points.where(points.value >= 0, points.negative())
    grown = change.where(change.value >= 0, change.negative())
    in_points, in_percent = ((told.low <= said.high) & (said.low <= told.high) for told in (size, grown))
    nearer = (size.value - said.value).abs() < (grown.value - said.value).abs()
    return points.where((pl.col("end_unit") == "percent") & (in_points | (nearer & ~in_percent)), change)


def _differences(frame: pl.DataFrame) -> list[pl.DataFrame]:
    """What was added against start and end, and against the growth it stands beside; points that no word tells follow."""
    drafts = [
        draft(
            frame,
            Comparison(
                rule=DELTA,
                rows=has("start", "end")
                & _UNTOLD
                & lacks("delta", "loss")
                & pl.col("certain")
                & (START.value != END.value)
                & (pl.col("start_unit") == "percent")
                & (pl.col("end_unit") == "percent"),
                implied=END.minus(START),
                inputs=("start", "end"),
                formula=number(END.value) + " − " + number(START.value),
                sentence=from_to() + " is a change of ",
                unit=pl.lit("percentage_point"),
            ),
        )
    ]
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
                        rows=has("end", role, grown) & lacks("start"),
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
                        sentence=amount(END.value, pl.col("end_unit"))
                        + " after "
                        + amount(added.value.abs(), pl.col("end_unit"))
                        + (" more" if sign > 0 else " less")
                        + " is a change of ",
                        unit=pl.lit("percent"),
                    ),
                )
            )
        drafts.append(_base_of_step(frame, role))
        drafts.append(
            draft(
                frame,
                Comparison(
                    rule=DELTA,
                    rows=has("start", "end", role),
                    implied=moved,
                    stated=told,
                    resolution=pl.col(f"{role}_resolution"),
                    inputs=("start", "end", role),
                    formula=number(END.value) + " − " + number(START.value),
                    sentence=from_to() + " is a change of ",
                    unit=pl.col(f"{role}_unit"),
                ),
            )
        )
    return drafts


def _base_of_step(frame: pl.DataFrame, role: str) -> pl.DataFrame:
    """What there was before an end and the step to it; points are told of percentages."""
    points = pl.when(pl.col(f"{role}_unit") == "basis_point").then(0.01).otherwise(1.0)
    added = Figure.of(role).times(points)
    implied = END.minus(added if role == "delta" else added.negative())
    return draft(
        frame,
        Comparison(
            rule=BASE,
            rows=has("end", role) & lacks("start", "growth", "fall", "multiple", "times_more", "rate", "rate_fall"),
            implied=implied,
            inputs=("end", role),
            formula=number(END.value) + (" − " if role == "delta" else " + ") + number(added.value),
            sentence=amount(END.value, pl.col("end_unit"))
            + " after "
            + amount(Figure.of(role).value, pl.col(f"{role}_unit"))
            + (" more" if role == "delta" else " less")
            + " means {implied} before",
            unit=pl.col("end_unit"),
        ),
    )


def check_changes(joined: pl.DataFrame) -> list[pl.DataFrame]:
    """Every check on links that tell a change."""
    frame = by_role(joined, Relation.CHANGE.value, ROLES)
    if frame.is_empty():
        return []
    frame = with_years(frame)
    return [*_multiples(frame), *_growths(frame), *_differences(frame), *check_rates(frame), *check_spans(frame)]
