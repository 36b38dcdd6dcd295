"""The rows and columns a download asks for. An unknown name or value is an error, never ignored."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from etl.model.tables import schema
from etl.rows.matching import Params, check_terms, claim_terms
from etl.rows.verdicts import VERDICT_RANK

CONTROLS = ("columns", "limit")
# Filters beyond the table's own columns; documents and metrics also go by their short names.
EXTRA = {"claims": ("q", "verdict", "document"), "checks": ("q", "document")}


class BadQueryError(Exception):
    """A download's query cannot be met; the message says which name or value, and what there is."""


@dataclass(frozen=True)
class Selection:
    """Rows of a table by number (None: all) and the columns to give, in order."""

    frame: pl.DataFrame
    rows: pl.Series | None
    columns: tuple[str, ...]

    @property
    def height(self) -> int:
        """How many rows it has."""
        return self.frame.height if self.rows is None else self.rows.len()

    def part(self, start: int, length: int) -> pl.DataFrame:
        """Some of its rows, with categories as the text they stand for."""
        chosen = self.frame.slice(start, length) if self.rows is None else self.frame[self.rows.slice(start, length)]
        texts = [name for name in self.columns if isinstance(chosen.schema[name], pl.Categorical)]
        return chosen.select(self.columns).with_columns(pl.col(texts).cast(pl.String), pl.col(pl.Int32).cast(pl.Int64))


def select(read: Callable[[str], pl.DataFrame], table: str, params: Params) -> Selection:
    """Read what a download asks for.

    Args:
        read: gives a table by its name; that of the claims with their `verdict`.
        table: the table's name.
        params: columns and the values they must have, `columns`, `limit`, and what EXTRA names.

    Raises:
        BadQueryError: where a name or value is unknown.
    """
    published = schema(table)
    _known(table, params, published)
    columns, limit = _columns(params, published), _limit(params)
    frame = read(table)
    conditions = [_condition(published, name, values) for name, values in params.items() if name in published]
    conditions += _extra(frame, table, params)
    if not conditions:
        return Selection(frame if limit is None else frame.head(limit), None, columns)
    found = frame.lazy().with_row_index("_row").filter(pl.all_horizontal(conditions)).select("_row")
    rows = (found if limit is None else found.head(limit)).collect(engine="in-memory")["_row"]
    return Selection(frame, rows, columns)


def _known(table: str, params: Params, published: pl.Schema) -> None:
    allowed = [*published, *EXTRA.get(table, ())]
    unknown = [name for name in params if name not in allowed and name not in CONTROLS]
    if unknown:
        raise BadQueryError(
            f"{table} cannot be filtered by {', '.join(unknown)}; known are {', '.join(dict.fromkeys(allowed))}."
        )


def _columns(params: Params, published: pl.Schema) -> tuple[str, ...]:
    asked = [name for value in params.get("columns", ()) for name in value.split(",") if name]
    unknown = [name for name in asked if name not in published]
    if unknown:
        raise BadQueryError(f"There is no column {', '.join(unknown)}; there are {', '.join(published)}.")
    return tuple(dict.fromkeys(asked)) or tuple(published)


def _limit(params: Params) -> int | None:
    value = next(iter(params.get("limit", ())), "")
    if not value:
        return None
    if not value.isdecimal() or len(value) > 12:
        raise BadQueryError(f"limit must be a whole number, not “{value}”.")
    return int(value)


def _condition(published: pl.Schema, name: str, values: Sequence[str]) -> pl.Expr:
    dtype, column = published[name], pl.col(name)
    if isinstance(dtype, pl.Enum):
        unknown = [value for value in values if value not in dtype.categories]
        if unknown:
            raise BadQueryError(f"{name} is never {', '.join(unknown)}; it is one of {', '.join(dtype.categories)}.")
        return column.cast(pl.String).is_in(list(values))
    if dtype == pl.String:
        return pl.any_horizontal([column == value for value in values])
    try:
        if dtype == pl.Date:
            return column.is_in([date.fromisoformat(value) for value in values])
        return column.is_in([float(value) for value in values])
    except ValueError:
        wanted = "a date such as 2026-03-31" if dtype == pl.Date else "a number"
        raise BadQueryError(f"{name} must be {wanted}, not “{', '.join(values)}”.") from None


def _extra(frame: pl.DataFrame, table: str, params: Params) -> list[pl.Expr]:
    asked = {name: params[name] for name in EXTRA.get(table, ()) if params.get(name)}
    if table == "claims":
        wanted = [value for value in asked.get("verdict", ()) if value not in VERDICT_RANK]
        if wanted:
            raise BadQueryError(f"verdict is never {', '.join(wanted)}; it is one of {', '.join(VERDICT_RANK)}.")
        # Without a word on salience the table is whole: a list of claims alone is what a page shows.
        return list(claim_terms(frame, {**asked, "salience": ("any",)}).values())
    return list(check_terms(frame, asked).values()) if table == "checks" else []
