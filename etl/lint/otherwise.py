"""What published documents say otherwise: the same quantity of the same time with another figure.

Two documents that differ are no contradiction that a refresh would publish: either may be right. Whoever writes the
second one wants to know.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from etl.lint.places import Places
from etl.lint.problem import Problem
from etl.lint.spoken import span
from etl.model.finding import CheckType, Severity

CODE = "published-otherwise"
_SETTLED = ("actual", "estimate")  # forecasts and targets may differ
_KEY = ["series_id", "period_start", "period_end"]


def find_otherwise(tables: Mapping[str, pl.DataFrame], places: Places, linted: list[str]) -> list[Problem]:
    """A remark for each figure of a linted document and each published document that gives others only."""
    settled = _settled(tables)
    is_mine = pl.col("document_id").is_in(linted)
    pairs = settled.filter(is_mine).join(settled.filter(~is_mine), on=_KEY, suffix="_other")
    meets = (pl.col("low") <= pl.col("high_other")) & (pl.col("high") >= pl.col("low_other"))
    group = ["claim_id", "document_id_other"]
    apart = pairs.filter(~meets.any().over(group)).sort("document_id_other", "value_other", "claim_id_other")
    others = apart.group_by(group, maintain_order=True).agg("claim_id_other", pl.first("subject", "metric"))
    names = [*others["claim_id"], *others["claim_id_other"].explode()]
    claims = {row["claim_id"]: row for row in _rows(tables["claims"], names)}
    return [_remark(row, claims, places) for row in others.iter_rows(named=True)]


def _settled(tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    named = tables["series"].filter((pl.col("metric_id") != "") & (pl.col("points") > 1))
    levels = tables["claims"].filter(pl.col("kind").cast(pl.String) == "level")
    points = tables["points"].join(named.select("series_id", "subject", "metric"), on="series_id")
    return points.join(levels, on="claim_id", how="semi").filter(
        pl.col("modality").cast(pl.String).is_in(_SETTLED) & pl.col("period_start").is_not_null()
    )


def _rows(claims: pl.DataFrame, names: list[str]) -> Iterator[dict[str, Any]]:
    return claims.filter(pl.col("claim_id").is_in(names)).iter_rows(named=True)


def _remark(group: Mapping[str, Any], claims: Mapping[str, Mapping[str, Any]], places: Places) -> Problem:
    own, others = claims[group["claim_id"]], [claims[name] for name in group["claim_id_other"]]
    figures = (*(places.of_claim(other, "published") for other in others), places.of_claim(own, "draft"))
    said = " or ".join(dict.fromkeys(span(other["low"], other["high"], other["unit"]) for other in others))
    about = " of ".join(part for part in (group["metric"], group["subject"]) if part)
    return Problem(
        code=CODE,
        type=CheckType.RESTATEMENT,
        verdict=None,
        severity=Severity.MEDIUM,
        message=f"The same {about} ({own['period']}) is {said} in {figures[0].title}.",
        figures=figures,
        anchor=len(others),
        unit=own["unit"],
        hint="Give one figure, or say what differs: the date, the scope or the source.",
    )
