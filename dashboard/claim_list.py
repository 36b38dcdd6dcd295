"""Claims as a person looks for them: filtered, searched, sorted, counted; a page of rows at a time."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from dashboard import formats
from dashboard.highlight import visible
from dashboard.query import Query
from dashboard.snapshot import Snapshot
from etl.rows.matching import CLAIM_FACETS, COLUMN_OF, claim_terms, wanted_values
from etl.rows.verdicts import VERDICT_TYPE

SORTABLE = {
    "figure": "value", "quote": "quote", "subject": "subject", "metric": "metric", "period": "period_start",
    "modality": "modality", "verdict": "verdict", "document": "document_id", "unit": "unit", "sentence": "sentence",
}  # fmt: skip
FACET_VALUES = 12


def rows(snapshot: Snapshot, query: Query, order: Sequence[Mapping[str, str]] = ()) -> pl.Series:
    """Row numbers of all claims that match, in the order asked for; kept, so that scrolling on costs nothing."""
    sort = tuple((SORTABLE[each["colId"]], each["sort"] == "desc") for each in order if each["colId"] in SORTABLE)
    return snapshot.row_lists.of((_state(query), sort), lambda: _rows(snapshot.claims, query, sort))


def _rows(claims: pl.DataFrame, query: Query, sort: Sequence[tuple[str, bool]]) -> pl.Series:
    frame = claims.lazy().with_row_index("_row").filter(pl.lit(value=True), *claim_terms(claims, query.params).values())
    if sort:
        by = [pl.col(name).cast(pl.String) if name in ("subject", "metric") else pl.col(name) for name, _ in sort]
        frame = frame.sort(by, descending=[down for _, down in sort], nulls_last=True, maintain_order=True)
    return frame.select("_row").collect(engine="in-memory")["_row"]


def part(
    snapshot: Snapshot, query: Query, bounds: tuple[int, int], order: Sequence[Mapping[str, str]] = ()
) -> tuple[list[dict[str, Any]], int]:
    """Rows from the first bound to before the second, and how many there are in all."""
    found = rows(snapshot, query, order)
    shown = snapshot.claims[found.slice(bounds[0], bounds[1] - bounds[0])]
    return [grid_row(row, snapshot) for row in shown.iter_rows(named=True)], found.len()


def facets(snapshot: Snapshot, query: Query) -> dict[str, list[tuple[str, int]]]:
    """Values of each facet with their claims under all other filters; kept."""
    return snapshot.kept.of(("facets", _state(query)), lambda: counts(snapshot.claims, query))


def _state(query: Query) -> tuple[object, ...]:
    return tuple((name, tuple(sorted(query.many(name)))) for name in (*CLAIM_FACETS, "q"))


def counts(claims: pl.DataFrame, query: Query) -> dict[str, list[tuple[str, int]]]:
    """Values of each facet with their claims under all other filters."""
    wanted = claim_terms(claims, query.params)
    # Lazily: an eager selection costs twenty milliseconds on a million claims, whatever it selects.
    masks = claims.lazy().select(**wanted).collect(engine="in-memory") if wanted else pl.DataFrame()
    columns = [COLUMN_OF.get(facet, facet) for facet in CLAIM_FACETS]
    met = claims.lazy().select(columns).collect(engine="in-memory")
    if wanted:
        met = met.filter(masks.select(pl.all_horizontal(pl.all())).to_series())
    found = {}
    for facet, column in zip(CLAIM_FACETS, columns, strict=True):
        others = [name for name in wanted if name != facet]
        values = met.get_column(column)
        if facet in wanted:
            values = claims.get_column(column)
            values = values.filter(masks.select(pl.all_horizontal(others)).to_series()) if others else values
        found[facet] = _counted(values, facet, wanted_values(query.params, facet))
    return found


def _counted(values: pl.Series, facet: str, chosen: Sequence[str]) -> list[tuple[str, int]]:
    """Values, the commonest first; those chosen are always among them."""
    table = values.to_frame("value").group_by("value").len().with_columns(pl.col("value").cast(pl.String))
    every = {
        str(value): int(number)
        for value, number in table.sort("len", "value", descending=[True, False]).rows()
        if value
    }
    if facet == "verdict":
        every = {name: every[name] for name in VERDICT_TYPE.categories if name in every}
    kept = {name: every.get(name, 0) for name in [*list(every)[:FACET_VALUES], *chosen]}
    return list(kept.items())


def grid_row(row: Mapping[str, Any], snapshot: Snapshot) -> dict[str, Any]:
    """A claim as the grid shows it: everything is text by now."""
    unit = str(row["unit"])
    return {
        "claim_id": row["claim_id"],
        "quote": visible(row["quote"]),
        "figure": formats.span(row["low"], row["high"], unit),
        "exact": formats.exact(row["value"], unit),
        "subject": visible(row["subject"]),
        "metric": visible(row["metric"]),
        "qualifier": visible(row["qualifier"]),
        "period": row["period"],
        "modality": row["modality"],
        "unit": unit,
        "verdict": f"{formats.VERDICT_SIGNS[row['verdict']]} {formats.VERDICT_WORDS[row['verdict']]}",
        "document": visible(snapshot.title_by_document.get(row["document_id"], row["document_id"])),
        "sentence": visible(row["sentence"][:600]),
    }
