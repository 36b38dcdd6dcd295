"""The documents as a list."""

from typing import Any

import polars as pl
from dash import html
from dash.development.base_component import Component

from dashboard import components as ui
from dashboard import formats
from dashboard.highlight import visible
from dashboard.query import Query, link
from dashboard.snapshot import Snapshot
from etl.rows.verdicts import VERDICT_RANK

TITLE = "Documents"
PARAMS: frozenset[str] = frozenset()
LIST_ROWS = 200


def layout(snapshot: Snapshot, query: Query) -> html.Div:
    """The list of documents."""
    lead = "Each text with its claims in place. The margin shows what the checks say."
    if not snapshot.documents.height:
        nothing = ui.empty("No documents yet", "Put texts into a folder and run `claims refresh`.")
        return html.Div([ui.page_head("Documents", lead), nothing], className="page")
    return html.Div([ui.page_head("Documents", lead), _list(snapshot), *_quarantine(snapshot)], className="page")


def _list(snapshot: Snapshot) -> html.Div:
    verdicts = _verdict_counts(snapshot)
    shown = snapshot.documents.sort("published", "document_id", descending=[True, False], nulls_last=True).head(
        LIST_ROWS
    )
    rows = [
        [
            html.Div([ui.documents_link(row["document_id"], snapshot),
                      html.Div(visible(row["publisher"]), className="muted small")]),
            html.Span(formats.day(row["published"]), className="day"),
            f"{row['words']:,}",
            html.A(f"{row['claims']:,}", href=link("/claims", document=row["document_id"])),
            *[_verdict_cell(row["document_id"], verdict, verdicts) for verdict in VERDICT_RANK[:-1]],
        ]
        for row in shown.iter_rows(named=True)
    ]  # fmt: skip
    signs = [f"{formats.VERDICT_SIGNS[each]} {formats.VERDICT_WORDS[each]}" for each in VERDICT_RANK[:-1]]
    head = ["Document", "Published", "Words", "Claims", *signs]
    table = ui.table(head, rows, "Documents", numeric=range(2, len(head)), cards=True)
    if snapshot.documents.height <= LIST_ROWS:
        return html.Div(table)
    more = f"The newest {LIST_ROWS} of {snapshot.documents.height:,} documents; "
    return html.Div([table, html.P([more, html.A("all as CSV", href="/data/latest/documents.csv")])])


def _verdict_counts(snapshot: Snapshot) -> dict[tuple[str, str], int]:
    counts = (
        snapshot.checks.select(pl.col("documents").str.split(";").alias("document"), pl.col("verdict").cast(pl.String))
        .explode("document")
        .group_by("document", "verdict")
        .len()
    )
    return {(document, verdict): number for document, verdict, number in counts.rows()}


def _verdict_cell(document_id: str, verdict: str, counts: dict[tuple[str, str], int]) -> Component:
    number = counts.get((document_id, str(verdict)), 0)
    if not number:
        return html.Span("–", className="muted")
    href = link("/checks", document=document_id, verdict=str(verdict))
    return html.A(f"{number:,}", href=href, className=f"verdict-{verdict}")


def _quarantine(snapshot: Snapshot) -> list[Any]:
    if not snapshot.quarantine.height:
        return []
    rows = [
        [visible(row["path"]), visible(row["reason"]), visible(row["remedy"])] for row in snapshot.quarantine.to_dicts()
    ]
    table = ui.table(["File", "Why it was set aside", "What to do"], rows, "Files that could not be read")
    return [
        ui.section(
            "Set aside", table, name="quarantine", note="Files that could not be read; nothing of them is shown."
        )
    ]
