"""`claims explain`: a claim with its sentence and checks, or a check with its claims."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl
import typer

from etl.errors import UsageError
from etl.publish.versions import find, read_tables

Row = Mapping[str, Any]


def run(data: Path, identifier: str) -> None:
    """Print what is known of the claim or check."""
    tables = read_tables(find(data), ("claims", "checks", "check_inputs"))
    if claim := _row(tables["claims"], "claim_id", identifier):
        _claim(claim, tables)
    elif check := _row(tables["checks"], "check_id", identifier):
        _check(check, tables)
    else:
        raise UsageError(f"{identifier}: neither a claim nor a check has this id. claims export lists them.")


def _row(frame: pl.DataFrame, column: str, value: str) -> Row | None:
    return next(frame.filter(pl.col(column) == value).iter_rows(named=True), None)


def _claim(claim: Row, tables: Mapping[str, pl.DataFrame]) -> None:
    typer.echo(f"{claim['claim_id']}  {claim['document_id']}:{claim['line']}")
    typer.echo(f"  “{claim['sentence']}”")
    for name in ("quote", "low", "high", "unit", "kind", "bound", "subject", "metric", "metric_id", "qualifier",
                 "period", "modality", "speaker", "zone", "salience", "rule", "correction"):  # fmt: skip
        if claim[name] not in ("", None):
            typer.echo(f"  {name:<10} {claim[name]}")
    used = tables["check_inputs"].filter(pl.col("claim_id") == claim["claim_id"])
    for check in tables["checks"].join(used, on="check_id", how="semi").iter_rows(named=True):
        typer.echo(f"  {check['verdict']}: {check['explanation']} [{check['check_id']}]")


def _check(check: Row, tables: Mapping[str, pl.DataFrame]) -> None:
    typer.echo(f"{check['check_id']}  {check['code']} {check['verdict']} ({check['severity']})")
    typer.echo(f"  {check['explanation']}\n  {check['formula']}")
    inputs = tables["check_inputs"].filter(pl.col("check_id") == check["check_id"]).sort("position")
    for row in inputs.join(tables["claims"], on="claim_id", maintain_order="left").iter_rows(named=True):
        typer.echo(f"  {row['role']:<10} {row['quote']}  {row['document_id']}:{row['line']} “{row['sentence']}”")
