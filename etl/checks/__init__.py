"""What the numbers say about each other: claims and links in, findings out.

Nothing here compares every claim with every other: links come from the text, restatements are held against the
consensus of their group.
"""

import polars as pl

from etl.checks import (
    change,
    comparison,
    conversion,
    counted,
    over_time,
    parts,
    per_unit,
    plausibility,
    rates,
    restatement,
    share,
    single,
)
from etl.checks.findings import FINDINGS, findings, tables_of
from etl.checks.links import LINK_SCHEMA, links_frame
from etl.checks.members import members
from etl.model.finding import CheckRule
from etl.model.intervals import with_intervals
from etl.model.tables import schema

__all__ = [
    "FINDINGS",
    "LINK_SCHEMA",
    "RULES",
    "check_documents",
    "check_together",
    "checked_claims",
    "links_frame",
    "rules_frame",
    "run_checks",
    "tables_of",
]

# Every check, in the order the catalogue lists them.
RULES: tuple[CheckRule, ...] = (
    *change.RULES,
    *rates.RULES,
    *comparison.RULES,
    *share.RULES,
    *parts.RULES,
    *per_unit.RULES,
    *conversion.RULES,
    *restatement.RULES,
    *over_time.RULES,
    *counted.RULES,
    *plausibility.RULES,
    *single.RULES,
)


def check_documents(claims: pl.DataFrame, links: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """What documents say, each by itself (FINDINGS): checks that never look beyond one document.

    `claims` and `documents` are the published tables, `links` the frame of links_frame.
    """
    claims = with_intervals(claims.sort("document_id", "start", "end"))
    joined = members(links.sort("document_id", "link_id", "position"), claims)
    return findings(
        [
            *change.check_changes(joined),
            *comparison.check_comparisons(joined),
            *share.check_shares(joined),
            *parts.check_parts(joined),
            *per_unit.check_per_unit(joined),
            *conversion.check_conversions(joined, documents),
            *restatement.check_restatements(joined),
            *counted.check_counted(joined),
            *plausibility.check_plausibility(claims, documents),
            *single.check_single(claims),
        ]
    )


def check_together(placed: pl.DataFrame, series: pl.DataFrame, points: pl.DataFrame) -> pl.DataFrame:
    """What whole series tell (FINDINGS); the frames as of etl.series: all, or those of some of the series."""
    return findings(over_time.check_series(placed, series, points))


def run_checks(
    claims: pl.DataFrame,
    links: pl.DataFrame,
    series: pl.DataFrame,
    points: pl.DataFrame,
    documents: pl.DataFrame,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Apply every check; return the `checks` and `check_inputs` tables."""
    alone = check_documents(claims, links, documents)
    together = check_together(with_intervals(claims), series, points)
    return tables_of(pl.concat([alone, together]))


def rules_frame() -> pl.DataFrame:
    """The catalogue of checks as the `rules` table."""
    rows = [(rule.code, rule.type.value, rule.title, rule.compares, rule.example) for rule in RULES]
    return pl.DataFrame(rows, schema=schema("rules"), orient="row").sort("code")


def checked_claims(check_inputs: pl.DataFrame) -> pl.Series:
    """Claims that entered at least one check, sorted."""
    return check_inputs["claim_id"].unique().sort()
