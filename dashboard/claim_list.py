"""Claims as a person looks for them: filtered, searched, sorted, counted; a page of rows at a time."""

import re
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from threading import Lock
from typing import Any

import polars as pl

from dashboard import formats
from dashboard.extracts import VERDICT_TYPE, Snapshot
from dashboard.highlight import visible
from dashboard.query import Query

FACETS = ("verdict", "kind", "modality", "document", "subject", "metric", "unit", "zone", "salience")
COLUMN_OF = {"document": "document_id"}
SORTABLE = {
    "figure": "value", "quote": "quote", "subject": "subject", "metric": "metric", "period": "period_start",
    "modality": "modality", "verdict": "verdict", "document": "document_id", "unit": "unit", "sentence": "sentence",
}  # fmt: skip
DEFAULT_SALIENCE = ("claim",)
FACET_VALUES = 40


def wanted_values(query: Query, facet: str) -> tuple[str, ...]:
    """Values a facet is limited to; without a word on it, salience is limited to claims."""
    values = query.many(facet)
    if facet == "salience":
        return () if "any" in values else values or DEFAULT_SALIENCE
    return values


def condition(query: Query, *, without: str = "") -> pl.Expr:
    """What a claim must meet."""
    terms = [pl.lit(value=True)]
    for facet in FACETS:
        values = wanted_values(query, facet)
        if values and facet != without:
            terms.append(_among(COLUMN_OF.get(facet, facet), values))
    words = query.one("q").strip()
    if words:
        pattern = "(?i)" + re.escape(words)
        terms.append(pl.any_horizontal([pl.col(name).str.contains(pattern) for name in ("sentence", "quote")]
                                       + [_in_category(name, pattern) for name in ("subject", "metric")]))  # fmt: skip
    return pl.all_horizontal(terms)


def _among(column: str, values: Sequence[str]) -> pl.Expr:
    if column in ("verdict", "kind", "modality", "zone", "salience"):
        return pl.col(column).cast(pl.String).is_in(list(values))
    return pl.any_horizontal([pl.col(column) == value for value in values])


def _in_category(column: str, pattern: str) -> pl.Expr:
    return pl.col(column).cast(pl.String).str.contains(pattern)


class ClaimList:
    """Row numbers of recent filters and orders, so that scrolling on costs nothing."""

    def __init__(self, size: int = 12) -> None:
        self._size = size
        self._rows: OrderedDict[tuple[object, ...], Any] = OrderedDict()
        self._lock = Lock()

    def _remember(self, key: tuple[object, ...], value: object) -> None:
        with self._lock:
            self._rows[key] = value
            while len(self._rows) > self._size:
                self._rows.popitem(last=False)

    def rows(self, snapshot: Snapshot, query: Query, order: Sequence[Mapping[str, str]] = ()) -> pl.Series:
        """Row numbers of all claims that match, in the order asked for."""
        sort = tuple((SORTABLE[each["colId"]], each["sort"] == "desc") for each in order if each["colId"] in SORTABLE)
        key = ("rows", snapshot.version, _state(query), sort)
        known: pl.Series | None = self._rows.get(key)
        if known is not None:
            return known
        frame = snapshot.claims.lazy().with_row_index("_row").filter(condition(query))
        if sort:
            by = [pl.col(name).cast(pl.String) if name in ("subject", "metric") else pl.col(name) for name, _ in sort]
            frame = frame.sort(by, descending=[down for _, down in sort], nulls_last=True, maintain_order=True)
        found = frame.select("_row").collect(engine="in-memory")["_row"]
        self._remember(key, found)
        return found

    def page(
        self, snapshot: Snapshot, query: Query, bounds: tuple[int, int], order: Sequence[Mapping[str, str]] = ()
    ) -> tuple[list[dict[str, Any]], int]:
        """Rows from the first bound to before the second, and how many there are in all."""
        rows = self.rows(snapshot, query, order)
        page = snapshot.claims[rows.slice(bounds[0], bounds[1] - bounds[0])]
        return [grid_row(row, snapshot) for row in page.iter_rows(named=True)], rows.len()

    def facets(self, snapshot: Snapshot, query: Query) -> dict[str, list[tuple[str, int]]]:
        """Values of each facet with their claims under all other filters."""
        key = ("facets", snapshot.version, _state(query))
        known: dict[str, list[tuple[str, int]]] | None = self._rows.get(key)
        if known is not None:
            return known
        found = {facet: counts(snapshot, query, facet) for facet in FACETS}
        self._remember(key, found)
        return found


def _state(query: Query) -> tuple[object, ...]:
    return tuple((name, tuple(sorted(query.many(name)))) for name in (*FACETS, "q"))


def counts(snapshot: Snapshot, query: Query, facet: str) -> list[tuple[str, int]]:
    """Values of one facet, the commonest first; those chosen are always among them."""
    column = COLUMN_OF.get(facet, facet)
    found = (
        snapshot.claims.lazy()
        .filter(condition(query, without=facet))
        .group_by(column)
        .len()
        .with_columns(pl.col(column).cast(pl.String))
        .sort("len", column, descending=[True, False])
        .collect(engine="in-memory")
    )
    every = {str(value): int(number) for value, number in found.rows() if value}
    if facet == "verdict":
        every = {name: every[name] for name in VERDICT_TYPE.categories if name in every}
    chosen = wanted_values(query, facet)
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
