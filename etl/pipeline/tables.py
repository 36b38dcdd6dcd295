"""All tables of a refresh, derived from what the documents yield, and proven against their contract."""

from collections.abc import Mapping, Sequence

import polars as pl

from etl.checks import checked_claims, rules_frame, run_checks
from etl.errors import ValidationError
from etl.model.tables import FOREIGN_KEYS, SNAPSHOT_ONLY, SORT_KEYS, TABLES, schema
from etl.pipeline.conversions import conversions_frame
from etl.pipeline.shard import Failure
from etl.series import build_series


def derive(extracted: dict[str, pl.DataFrame], failures: Sequence[Failure]) -> dict[str, pl.DataFrame]:
    """Series, checks and coverage of the extracted rows: every table by name, in published order.

    `extracted` is emptied on the way: of a large corpus there is no room for two copies. It may lack the texts.
    """
    documents = extracted["documents"].drop("key", strict=False)
    claims = arranged("claims", extracted.pop("claims"))
    links = extracted.pop("links").sort("document_id", "link_id", "position")
    series, points = build_series(claims)
    checks, check_inputs = run_checks(claims, links, series, points, documents)
    tables = {
        "documents": documents,
        "claims": claims,
        "series": series,
        "points": points,
        "checks": checks,
        "check_inputs": check_inputs,
        "coverage": _coverage(extracted["coverage"], claims, check_inputs),
        "rules": rules_frame(),
        "quarantine": pl.DataFrame(
            [(each.path, each.reason, each.remedy) for each in failures], schema=schema("quarantine"), orient="row"
        ),
    }
    tables["conversions"] = conversions_frame(claims)
    if "texts" in extracted:
        tables["texts"] = extracted.pop("texts")
    return {name: arranged(name, frame) for name, frame in tables.items()}


def arranged(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    """A table with its published columns in order, sorted by its key."""
    contract = (TABLES | SNAPSHOT_ONLY)[name]
    return frame.select(list(contract.columns())).sort(SORT_KEYS.get(name, tuple(contract.primary_key())))


def _coverage(numbers: pl.DataFrame, claims: pl.DataFrame, check_inputs: pl.DataFrame) -> pl.DataFrame:
    used = claims.filter(pl.col("claim_id").is_in(list(checked_claims(check_inputs))))
    counted = used.group_by("document_id", pl.col("salience").cast(pl.String).alias("reason")).agg(
        pl.len().cast(pl.Int64).alias("checked")
    )
    joined = numbers.join(counted, on=["document_id", "reason"], how="left", maintain_order="left")
    return joined.with_columns(pl.col("checked").fill_null(0))


def validate(tables: Mapping[str, pl.DataFrame]) -> None:
    """Raise ValidationError, naming every broken rule, unless all tables keep their contract."""
    broken = [line for name, frame in tables.items() for line in _broken_rules(name, frame)]
    for (table, column), (target, key) in FOREIGN_KEYS.items():
        if (lost := tables[table].join(tables[target], left_on=column, right_on=key, how="anti")).height:
            example = lost[column][0]
            broken.append(f"{table}.{column}: {lost.height} rows name no row of {target}, such as {example!r}")
    if broken:
        raise ValidationError("; ".join(broken) + ". Nothing was published, the last good data stays.")


def _broken_rules(name: str, frame: pl.DataFrame) -> list[str]:
    contract = (TABLES | SNAPSHOT_ONLY)[name]
    _, failure = contract.filter(frame)
    return [f"{name}: rule {rule!r} is broken by {count} rows" for rule, count in sorted(failure.counts().items())]
