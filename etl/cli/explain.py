"""`claims explain`: a claim with how it was read and its checks, or a check with its claims."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl
import typer

from etl.documents.layout import segment
from etl.errors import SnapshotError, UsageError
from etl.extract import extract
from etl.extract.explain import Step, explain
from etl.model.document import Document
from etl.pipeline.remote import fetched
from etl.publish.versions import find, read_tables

Row = Mapping[str, Any]
Tables = Mapping[str, pl.DataFrame]


def run(data: Path, identifier: str) -> None:
    """Print what is known of the claim or check."""
    snapshot = find(fetched(data))
    tables = read_tables(snapshot, ("claims", "checks", "check_inputs"))
    if claim := _row(tables["claims"], "claim_id", identifier):
        _claim(claim, tables)
        _reading(claim, snapshot)
    elif check := _row(tables["checks"], "check_id", identifier):
        _check(check, tables)
    else:
        raise UsageError(f"{identifier}: neither a claim nor a check has this id. claims export lists them.")


def _row(frame: pl.DataFrame, column: str, value: str) -> Row | None:
    return next(frame.filter(pl.col(column) == value).iter_rows(named=True), None)


def _claim(claim: Row, tables: Tables) -> None:
    typer.echo(f"{claim['claim_id']}  {claim['document_id']}:{claim['line']}")
    typer.echo(f"  “{claim['sentence']}”")
    for name in ("quote", "low", "high", "unit", "kind", "bound", "subject", "metric", "metric_id", "qualifier",
                 "period", "modality", "speaker", "zone", "salience", "rule", "correction"):  # fmt: skip
        if claim[name] not in ("", None):
            typer.echo(f"  {name:<10} {claim[name]}")
    used = tables["check_inputs"].filter(pl.col("claim_id") == claim["claim_id"])
    for check in tables["checks"].join(used, on="check_id", how="semi").iter_rows(named=True):
        typer.echo(f"  {check['verdict']}: {check['explanation']} [{check['check_id']}]")


def _reading(claim: Row, snapshot: Path) -> None:
    """The way from the text to the claim, walked again over the text that is published."""
    typer.echo("how it was read:")
    for step in _steps(claim, snapshot):
        typer.echo(f"  {step.name:<10} {step.found}")


def _steps(claim: Row, snapshot: Path) -> list[Step]:
    document = _document(claim["document_id"], snapshot)
    again = next((each for each in extract(document).claims if each.claim_id == claim["claim_id"]), None)
    steps = explain(document, again) if again else []
    return steps or [Step("-", "the rules of today read no figure there. Run claims refresh.")]


def _document(document_id: str, snapshot: Path) -> Document:
    """A document as it was extracted: its text is published, and its blocks follow from its text."""
    try:
        text = pl.scan_parquet(snapshot / "texts.parquet").filter(pl.col("document_id") == document_id).collect()
    except (OSError, pl.exceptions.PolarsError) as error:
        raise SnapshotError(f"{snapshot}: cannot be read ({error}). Run claims refresh.") from None
    known = _row(read_tables(snapshot, ("documents",))["documents"], "document_id", document_id)
    if known is None or text.is_empty():
        raise SnapshotError(f"{snapshot}: the text of {document_id} is not there. Run claims refresh --force.")
    named = {name: known[name] for name in ("title", "publisher", "published", "path", "format", "sha256")}
    return Document(document_id, text["text"][0], segment(text["text"][0], known["published"]), **named)


def _check(check: Row, tables: Tables) -> None:
    typer.echo(f"{check['check_id']}  {check['code']} {check['verdict']} ({check['severity']})")
    typer.echo(f"  {check['explanation']}\n  {check['formula']}")
    inputs = tables["check_inputs"].filter(pl.col("check_id") == check["check_id"]).sort("position")
    for row in inputs.join(tables["claims"], on="claim_id", maintain_order="left").iter_rows(named=True):
        typer.echo(f"  {row['role']:<10} {row['quote']}  {row['document_id']}:{row['line']} “{row['sentence']}”")
