"""The verdict of a claim: the gravest of the checks that used it."""

import polars as pl

from etl.model.finding import Verdict

UNCHECKED = "unchecked"  # a claim no check could use
# The order in which a claim's verdicts outrank each other.
VERDICT_RANK: tuple[str, ...] = (
    Verdict.CONTRADICTION,
    Verdict.UPDATE,
    Verdict.IMPLIED,
    Verdict.CONSISTENT,
    UNCHECKED,
)
VERDICT_TYPE = pl.Enum([str(verdict) for verdict in VERDICT_RANK])


def with_verdicts(claims: pl.DataFrame, checks: pl.DataFrame, check_inputs: pl.DataFrame) -> pl.DataFrame:
    """The claims with the `verdict` to show and the number of `checks` that used each."""
    # Joined beside the table and put into it: joining the table itself would hold it in memory twice.
    joined = claims.select("claim_id").join(
        _worst(checks, check_inputs), on="claim_id", how="left", maintain_order="left"
    )
    return claims.with_columns(joined["verdict"].fill_null(UNCHECKED), joined["checks"].fill_null(0))


def _worst(checks: pl.DataFrame, check_inputs: pl.DataFrame) -> pl.DataFrame:
    return (
        check_inputs.join(checks.select("check_id", "verdict"), on="check_id", how="inner")
        .group_by("claim_id")
        .agg(
            pl.col("verdict").cast(pl.String).cast(VERDICT_TYPE).min().alias("verdict"),
            pl.col("check_id").n_unique().cast(pl.Int32).alias("checks"),
        )
    )
