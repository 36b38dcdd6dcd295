"""What a document says of itself against what is counted in it: items of a list, stories, words, order of dates."""

import polars as pl

from etl.checks.findings import Comparison, draft
from etl.checks.intervals import Figure
from etl.checks.members import by_role
from etl.checks.spoken import amount
from etl.model.claim import Relation
from etl.model.finding import CheckRule, CheckType

ENUMERATION = CheckRule(
    "enumeration",
    CheckType.ENUMERATION,
    "Stated number against the items listed",
    "A number of things with the things listed behind or before it.",
    "Counting the list (energy, infrastructure, chips, models, applications) gives 5 layers; the text says 5.",
)
SELF_REFERENCE = CheckRule(
    "self-reference",
    CheckType.SELF_REFERENCE,
    "What a document says of itself",
    "A stated length or number of parts with what the document has.",
    "The document has 3,287 words; the text says 2,450 words.",
)
ORDER = CheckRule(
    "date-order",
    CheckType.OTHER,
    "Order of a timeline",
    "The date of each line with the one before it.",
    "The timeline is out of order by 29 days: 2026-04-01 comes after 2026-04-30.",
)
RULES = (ENUMERATION, SELF_REFERENCE, ORDER)


def check_counted(joined: pl.DataFrame) -> list[pl.DataFrame]:
    """Every check on links that hold a count of the document itself."""
    low, high = pl.col("counted_low"), pl.col("counted_high")
    counted = Figure((low + high) / 2, low, high)
    # Of six to nine stories the number nearest to the one stated: there are no 7.5.
    nearest = Figure(pl.col("count_value").clip(low, high), low, high)
    drafts = []
    for rule, relation in ((ENUMERATION, Relation.ENUMERATION), (SELF_REFERENCE, Relation.SELF_REFERENCE)):
        frame = by_role(joined, relation.value, ("count",))
        drafts.append(
            draft(
                frame,
                Comparison(
                    rule=rule,
                    rows=pl.col("count_value").is_not_null() & pl.col("counted_low").is_not_null(),
                    implied=nearest,
                    stated=Figure.of("count"),
                    resolution=pl.col("count_resolution"),
                    inputs=("count",),
                    formula="count(" + pl.col("evidence") + ")",
                    sentence=(
                        pl.lit("The document has ")
                        if rule is SELF_REFERENCE
                        else "Counting the list (" + pl.col("evidence").str.strip_chars(" ") + ") gives "
                    ),
                    unit=pl.col("count_unit"),
                ),
            )
        )
    frame = by_role(joined, Relation.ORDER.value, ("dated",))
    drafts.append(
        draft(
            frame,
            Comparison(
                rule=ORDER,
                rows=pl.col("counted_low").is_not_null(),
                implied=counted,
                stated=Figure.fixed(0.0),
                inputs=("dated",),
                formula=pl.col("evidence"),
                sentence="The timeline is out of order by "
                + amount(counted.value, pl.lit("day"))
                + ": "
                + pl.col("evidence").str.replace("stands behind", "comes after"),
                unit=pl.lit("day"),
                is_whole=True,
            ),
        )
    )
    return drafts
