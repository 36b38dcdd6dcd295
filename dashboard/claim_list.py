"""Claims as a person looks for them: filtered, searched, sorted, counted; a page of rows at a time."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from dashboard import formats
from dashboard.highlight import visible
from dashboard.query import Query
from dashboard.snapshot import VERDICT_TYPE, Snapshot

FACETS = ("verdict", "kind", "modality", "document", "subject", "metric", "unit", "zone", "salience")
COLUMN_OF = {"document": "document_id"}
SORTABLE = {
    "figure": "value", "quote": "quote", "subject": "subject", "metric": "metric", "period": "period_start",
    "modality": "modality", "verdict": "verdict", "document": "document_id", "unit": "unit", "sentence": "sentence",
}  # fmt: skip
DEFAULT_SALIENCE = ("claim",)
FACET_VALUES = 12


def wanted_values(query: Query, facet: str) -> tuple[str, ...]:
    """Values a facet is limited to; without a word on it, salience is limited to claims."""
    values = query.many(facet)
    if facet == "salience":
        return () if "any" in values else values or DEFAULT_SALIENCE
    return values


def terms(claims: pl.DataFrame, query: Query) -> dict[str, pl.Expr]:
    """What a claim must meet, by facet; the words sought stand under "q"."""
    found = {}
    for facet in FACETS:
        values = wanted_values(query, facet)
        if values:
            found[facet] = _among(claims, COLUMN_OF.get(facet, facet), values)
    words = query.one("q").strip()
    if words:
        named = [_in_category(claims, name, words) for name in ("subject", "metric")]
        # A quote is part of its sentence, but for table cells whose row was normalised.
        found["q"] = pl.any_horizontal([contains("sentence", words), contains("quote", words), *named])
    return found


def condition(claims: pl.DataFrame, query: Query) -> pl.Expr:
    """All that a claim must meet."""
    return pl.all_horizontal([pl.lit(value=True), *terms(claims, query).values()])


def _among(claims: pl.DataFrame, column: str, values: Sequence[str]) -> pl.Expr:
    dtype = claims.schema[column]
    known = [value for value in values if not isinstance(dtype, pl.Enum) or value in dtype.categories]
    return pl.any_horizontal([pl.lit(value=False), *(pl.col(column) == value for value in known)])


def contains(column: str, words: str) -> pl.Expr:
    """Whether a column holds the words, whatever their case."""
    if words.isascii():
        return pl.col(column).str.contains_any([words], ascii_case_insensitive=True)
    return pl.col(column).str.contains("(?i)" + re.escape(words))


def _in_category(claims: pl.DataFrame, column: str, words: str) -> pl.Expr:
    # Asked once a category instead of once a row.
    categories = claims.get_column(column).unique()
    matching = categories.filter(categories.cast(pl.String).to_frame().select(contains(column, words)).to_series())
    return pl.col(column).is_in(matching.implode())


def rows(snapshot: Snapshot, query: Query, order: Sequence[Mapping[str, str]] = ()) -> pl.Series:
    """Row numbers of all claims that match, in the order asked for; kept, so that scrolling on costs nothing."""
    sort = tuple((SORTABLE[each["colId"]], each["sort"] == "desc") for each in order if each["colId"] in SORTABLE)
    return snapshot.row_lists.of((_state(query), sort), lambda: _rows(snapshot.claims, query, sort))


def _rows(claims: pl.DataFrame, query: Query, sort: Sequence[tuple[str, bool]]) -> pl.Series:
    frame = claims.lazy().with_row_index("_row").filter(condition(claims, query))
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
    return tuple((name, tuple(sorted(query.many(name)))) for name in (*FACETS, "q"))


def counts(claims: pl.DataFrame, query: Query) -> dict[str, list[tuple[str, int]]]:
    """Values of each facet with their claims under all other filters."""
    wanted = terms(claims, query)
    # Lazily: an eager selection costs twenty milliseconds on a million claims, whatever it selects.
    masks = claims.lazy().select(**wanted).collect(engine="in-memory") if wanted else pl.DataFrame()
    columns = [COLUMN_OF.get(facet, facet) for facet in FACETS]
    met = claims.lazy().select(columns).collect(engine="in-memory")
    if wanted:
        met = met.filter(masks.select(pl.all_horizontal(pl.all())).to_series())
    found = {}
    for facet, column in zip(FACETS, columns, strict=True):
        others = [name for name in wanted if name != facet]
        values = met.get_column(column)
        if facet in wanted:
            values = claims.get_column(column)
            values = values.filter(masks.select(pl.all_horizontal(others)).to_series()) if others else values
        found[facet] = _counted(values, facet, wanted_values(query, facet))
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
