"""What the numbers say about each other: claims and links in, findings out."""

from collections.abc import Iterable

import polars as pl

from etl.checks.links import LINK_SCHEMA, links_frame
from etl.model.tables import schema

__all__ = ["LINK_SCHEMA", "checked_claims", "links_frame", "rules_frame", "run_checks"]


def run_checks(
    claims: pl.DataFrame,
    links: pl.DataFrame,
    series: pl.DataFrame,
    points: pl.DataFrame,
    documents: pl.DataFrame,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Apply every check; return the `checks` and `check_inputs` tables."""
    return pl.DataFrame(schema=schema("checks")), pl.DataFrame(schema=schema("check_inputs"))


def rules_frame() -> pl.DataFrame:
    """The catalogue of checks as the `rules` table."""
    return pl.DataFrame(schema=schema("rules"))


def checked_claims(check_inputs: pl.DataFrame) -> Iterable[str]:
    """Claims that entered at least one check."""
    return check_inputs["claim_id"].unique().sort()
