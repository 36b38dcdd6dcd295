"""`claims diff`: what changed between two versions."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import typer

from etl.checks.figures import spoken
from etl.cli.summary import counted
from etl.errors import SnapshotError
from etl.pipeline.remote import fetched
from etl.publish.diff import Changes, Rows, compare
from etl.publish.versions import find, kept, scan_tables

Line = Callable[[dict[str, Any]], str]


def run(data: Path, before: str, after: str, as_json: bool) -> None:
    """Print the changes."""
    data = fetched(data, every_version=True)
    new = find(data, after)
    old = find(data, before or _previous(data, new.name))
    try:
        changes = compare(scan_tables(old), scan_tables(new))
    except (OSError, pl.exceptions.PolarsError) as error:
        raise SnapshotError(f"{data}: a version cannot be read ({error}). Run claims refresh.") from None
    if as_json:
        record = {"before": old.name, "after": new.name, **changes.record()}
        typer.echo(json.dumps(record, ensure_ascii=False, indent=2))
        return
    typer.echo(f"{old.name} → {new.name}")
    _print(changes)


def _previous(data: Path, name: str) -> str:
    names = kept(data)
    earlier = names[names.index(name) + 1 :]
    if not earlier:
        raise SnapshotError(f"{data}: no version before {name} is kept. Refresh after a change, or name two versions.")
    return earlier[0]


def _print(changes: Changes) -> None:
    for sign, names in (("+", changes.documents_new), ("~", changes.documents_changed), ("-", changes.documents_gone)):
        for name in names:
            typer.echo(f"{sign} document {name}")
    _rows(changes.claims_added, lambda row: f"+ {row['document_id']}:{row['line']} {_said(row)}")
    _rows(changes.claims_removed, lambda row: f"- {row['document_id']}:{row['line']} {_said(row)}")
    _rows(
        changes.claims_changed,
        lambda row: f"~ {row['document_id']}:{row['line']} {_said(row)} (was {_figures(row, '_before')})",
    )
    _rows(
        changes.turned,
        lambda row: f"! {row['verdict_before']} → {row['verdict']}: {row['explanation']} [{row['check_id']}]",
    )
    counts = changes.record()
    typer.echo(
        f"claims: {counts['claims']['added']} added, {counts['claims']['removed']} removed, "
        f"{counts['claims']['changed']} changed; {counted(counts['verdicts_turned'], 'verdict')} turned, "
        f"{counted(counts['new_contradictions']['count'], 'new contradiction')}"
    )


def _rows(rows: Rows, line: Line) -> None:
    for row in rows.first.iter_rows(named=True):
        typer.echo(line(row))
    if rows.count > rows.first.height:
        typer.echo(f"  … and {rows.count - rows.first.height} more; claims export has all")


def _said(row: dict[str, Any]) -> str:
    about = " · ".join(str(row[name]) for name in ("subject", "metric", "period") if row[name])
    return f"“{row['quote']}” {_figures(row)} {about}"


def _figures(row: dict[str, Any], suffix: str = "") -> str:
    low, high = (spoken(row[f"{end}{suffix}"], row[f"unit{suffix}"]) for end in ("low", "high"))
    if low == high:
        return low.text
    return f"{low.digits}–{high.text}" if low.end == high.end and not high.sign else f"{low.text} – {high.text}"
