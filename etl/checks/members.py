"""Links joined with their claims: one row a link, the claims' columns named by their role."""

from collections.abc import Iterable

import polars as pl

# What a check may ask of a claim.
FIELDS = (
    "claim_id",
    "value",
    "stated_low",
    "stated_high",
    "resolution",
    "unit",
    "dimension",
    "quote",
    "period_start",
    "period_end",
)


def members(links: pl.DataFrame, claims: pl.DataFrame) -> pl.DataFrame:
    """One row a member of a link, with the columns of its claim (claims as of with_intervals)."""
    fields = claims.select(*FIELDS, "bound", "modality", "subject", "metric", "start", "zone")
    return links.join(fields, on="claim_id", how="left", maintain_order="left")


def by_role(joined: pl.DataFrame, relation: str, roles: Iterable[str]) -> pl.DataFrame:
    """Links of one relation, one row each: `start_value`, `start_unit`, … for each role; null where it is missing."""
    rows = joined.filter(pl.col("relation") == relation)
    if rows.is_empty():
        return rows
    columns = [
        pl.col(field).filter(pl.col("role") == role).first().alias(f"{role}_{field}")
        for role in roles
        for field in FIELDS
    ]
    return rows.group_by("link_id", maintain_order=True).agg(
        pl.col("document_id").first(),
        pl.col("counted_low").first(),
        pl.col("counted_high").first(),
        pl.col("evidence").first(),
        pl.col("certain").first(),
        *columns,
    )
