"""Checks as a person looks for them: filtered, counted, and with what belongs to one of them."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from dashboard import formats
from dashboard.query import Query
from dashboard.snapshot import Snapshot
from etl.model.finding import CheckType
from etl.rows.matching import check_terms

_OF_DOCUMENTS = (CheckType.SELF_REFERENCE, CheckType.OTHER)


def matching(snapshot: Snapshot, query: Query, *, without: str = "") -> pl.DataFrame:
    """Checks that meet the query's facets and words, what to read first on top."""
    terms = check_terms(snapshot.findings, query.params)
    return snapshot.findings.filter(pl.lit(value=True), *(term for name, term in terms.items() if name != without))


def facet_counts(snapshot: Snapshot, query: Query, facet: str) -> list[tuple[str, int]]:
    """Values of a facet with their checks under all other filters, the commonest first."""
    found = matching(snapshot, query, without=facet)
    if facet == "document":
        values = found.select(pl.col("documents").str.split(";").alias(facet)).explode(facet)
    else:
        values = found.select(facet)
    counts = (
        values.group_by(facet)
        .len()
        .with_columns(pl.col(facet).cast(pl.String))
        .sort("len", facet, descending=[True, False])
    )
    rows = {str(value): int(number) for value, number in counts.rows() if value}
    return list((dict.fromkeys(query.many(facet), 0) | rows).items()) if query.many(facet) else list(rows.items())


def inputs(snapshot: Snapshot, check_id: str) -> list[tuple[str, dict[str, Any]]]:
    """The claims a check used, each with its role, in order."""
    used = (
        snapshot.check_inputs.filter(pl.col("check_id") == check_id).sort("position").select("role", "claim_id").rows()
    )
    by_id = {row["claim_id"]: row for row in snapshot.claims_of([claim_id for _, claim_id in used])}
    return [(role, by_id[claim_id]) for role, claim_id in used if claim_id in by_id]


def kind_words(snapshot: Snapshot, check: Mapping[str, Any]) -> str:
    """What sort of check it is; one of no sort goes by its own title."""
    titles = snapshot.rules.filter(code=check["code"])["title"]
    return str(titles[0]) if check["type"] == CheckType.OTHER and titles.len() else formats.check_word(check["type"])


def gap_words(check: Mapping[str, Any]) -> str:
    """How far apart stated and implied are; against a stated nothing no share says it."""
    is_against_nothing = check["stated_low"] == check["stated_high"] == 0
    return f"apart by {formats.share(check['gap'])}" if check["gap"] and not is_against_nothing else ""


def opening_claims(snapshot: Snapshot, check_ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """The claim each check begins with: what it is about. Checks of a document as a whole are about none."""
    of_claims = snapshot.checks.filter(
        pl.col("check_id").is_in(list(check_ids)), ~pl.col("type").cast(pl.String).is_in(_OF_DOCUMENTS)
    )
    used = snapshot.check_inputs.filter(pl.col("check_id").is_in(of_claims["check_id"].implode())).sort(
        "check_id", "position"
    )
    firsts = dict(used.unique("check_id", keep="first", maintain_order=True).select("check_id", "claim_id").rows())
    by_id = {row["claim_id"]: row for row in snapshot.claims_of(list(firsts.values()))}
    return {check_id: by_id[claim_id] for check_id, claim_id in firsts.items() if claim_id in by_id}


def timeline(snapshot: Snapshot, used: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Who said what when: all claims on the subject, metric and period of the inputs, by day of publication.

    Only the largest group that has more than one claim; nothing where no quantity was named twice.
    """
    groups: dict[tuple[Any, ...], list[str]] = {}
    for claim in used:
        if claim["subject"] and claim["metric"] and claim["period"]:
            groups.setdefault(_quantity(claim), []).append(claim["claim_id"])
    best: list[dict[str, Any]] = []
    for key, ids in sorted(groups.items(), key=str):
        rows = _said(snapshot, key, set(ids))
        best = max(best, rows, key=len)
    return best if len(best) > 1 else []


def _quantity(claim: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(str(claim[name]) for name in ("subject", "metric_id", "metric", "qualifier", "period", "unit", "kind"))


def _said(snapshot: Snapshot, key: tuple[Any, ...], used: set[str]) -> list[dict[str, Any]]:
    subject, metric_id, metric, qualifier, period, unit, kind = key
    same = (pl.col("metric_id") == metric_id) if metric_id else (pl.col("metric") == metric)
    found = (
        snapshot.claims_where(pl.all_horizontal(
            pl.col("subject") == subject, same, pl.col("qualifier") == qualifier, pl.col("period") == period,
            pl.col("unit") == unit, pl.col("kind") == kind, pl.col("salience") == "claim",
        ))
        .with_columns(pl.col("document_id").cast(pl.String))
        .join(snapshot.documents.select("document_id", "title", "published"), on="document_id", how="left")
        .sort("published", "document_id", "start", nulls_last=True)
        .head(60)
    )  # fmt: skip
    return [{**row, "used": row["claim_id"] in used} for row in found.iter_rows(named=True)]
