"""What claims and checks must meet to be among those asked for, by the parameters of an address or a command."""

import re
from collections.abc import Mapping, Sequence

import polars as pl

Params = Mapping[str, Sequence[str]]
CLAIM_FACETS = ("verdict", "kind", "modality", "document", "subject", "metric", "unit", "zone", "salience")
CHECK_FACETS = ("verdict", "type", "severity", "grade", "document")
COLUMN_OF = {"document": "document_id"}
DEFAULT_SALIENCE = ("claim",)


def wanted_values(params: Params, facet: str) -> tuple[str, ...]:
    """Values a facet of the claims is limited to; without a word on it, salience is limited to claims."""
    values = tuple(params.get(facet, ()))
    if facet == "salience":
        return () if "any" in values else values or DEFAULT_SALIENCE
    return values


def claim_terms(claims: pl.DataFrame, params: Params) -> dict[str, pl.Expr]:
    """What a claim must meet, by facet; the words sought stand under "q"."""
    found = {}
    for facet in CLAIM_FACETS:
        values = wanted_values(params, facet)
        if values:
            found[facet] = _among(claims, COLUMN_OF.get(facet, facet), values)
    words = next(iter(params.get("q", ())), "").strip()
    if words:
        named = [_in_category(claims, name, words) for name in ("subject", "metric")]
        # A quote is part of its sentence, but for table cells whose row was normalised.
        found["q"] = pl.any_horizontal([contains("sentence", words), contains("quote", words), *named])
    return found


def check_terms(checks: pl.DataFrame, params: Params) -> dict[str, pl.Expr]:
    """What a check must meet, by facet; the words sought stand under "q"."""
    found = {}
    for facet in CHECK_FACETS:
        values = params.get(facet, ())
        if values:
            found[facet] = _of_documents(values) if facet == "document" else _among(checks, facet, values)
    words = next(iter(params.get("q", ())), "")
    if words:
        found["q"] = contains("explanation", words) | contains("formula", words) | (pl.col("check_id") == words)
    return found


def contains(column: str, words: str) -> pl.Expr:
    """Whether a column holds the words, whatever their case."""
    if words.isascii():
        return pl.col(column).str.contains_any([words], ascii_case_insensitive=True)
    return pl.col(column).str.contains("(?i)" + re.escape(words))


def _among(frame: pl.DataFrame, column: str, values: Sequence[str]) -> pl.Expr:
    dtype = frame.schema[column]
    known = [value for value in values if not isinstance(dtype, pl.Enum) or value in dtype.categories]
    return pl.any_horizontal([pl.lit(value=False), *(pl.col(column) == value for value in known)])


def _of_documents(documents: Sequence[str]) -> pl.Expr:
    listed = pl.lit(";") + pl.col("documents") + pl.lit(";")
    return pl.any_horizontal([listed.str.contains(f";{each};", literal=True) for each in documents])


def _in_category(claims: pl.DataFrame, column: str, words: str) -> pl.Expr:
    # Asked once a category instead of once a row.
    categories = claims.get_column(column).unique()
    matching = categories.filter(categories.cast(pl.String).to_frame().select(contains(column, words)).to_series())
    return pl.col(column).is_in(matching.implode())
