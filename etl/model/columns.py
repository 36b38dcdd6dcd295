"""How a table is declared: typed columns with their meaning, and laws every row keeps.

The only place that knows dataframely, and only once a table is validated: it takes as long to import as polars, and a
linter has no time for that.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import polars as pl

from etl.model.record import record

if TYPE_CHECKING:
    import dataframely as dy


@record
class Column:
    """A column: its polars type and its meaning."""

    dtype: pl.DataType
    description: str
    nullable: bool = False
    primary_key: bool = False


@record
class Law:
    """What holds for every row of a table."""

    check: Callable[[Any], pl.Expr]


def law(check: Callable[[Any], pl.Expr]) -> Law:
    """Mark a function of a table as a law of its rows; a broken one is reported by the function's name."""
    return Law(check)


def choice(values: type[StrEnum], description: str, *, primary_key: bool = False) -> Column:
    """One of a closed set of words."""
    return Column(pl.Enum([value.value for value in values]), description, primary_key=primary_key)


def text(description: str, *, primary_key: bool = False) -> Column:
    """Text; empty where there is none."""
    return Column(pl.String(), description, primary_key=primary_key)


def number(description: str, *, nullable: bool = False) -> Column:
    """A figure, which may be infinite."""
    return Column(pl.Float64(), description, nullable)


def whole(description: str, *, primary_key: bool = False) -> Column:
    """A whole number."""
    return Column(pl.Int64(), description, primary_key=primary_key)


def day(description: str) -> Column:
    """A day; null where there is none."""
    return Column(pl.Date(), description, nullable=True)


class Table:
    """Base of a table: class attributes are its columns in order, functions marked with `law` what holds for every row."""

    @classmethod
    def columns(cls) -> dict[str, Column]:
        """Its columns by name, in order."""
        return {name: each for name, each in vars(cls).items() if isinstance(each, Column)}

    @classmethod
    def primary_key(cls) -> list[str]:
        """The columns that name a row."""
        return [name for name, column in cls.columns().items() if column.primary_key]

    @classmethod
    def filter(cls, frame: pl.DataFrame) -> "tuple[pl.DataFrame, dy.FailureInfo]":
        """Split rows into those that keep the contract and those that break it, by law."""
        kept, broken = _contract(cls).filter(frame)
        return kept, broken


def _contract(table: type[Table]) -> "type[dy.Schema]":
    import dataframely as dy

    def column(each: Column) -> "dy.Column":
        options: dict[str, Any] = {"nullable": each.nullable, "primary_key": each.primary_key}
        if isinstance(each.dtype, pl.Enum):
            return dy.Enum(each.dtype.categories, **options)
        if isinstance(each.dtype, pl.Float64):
            return dy.Float64(allow_inf=True, **options)
        plain: dict[type[pl.DataType], type[dy.Column]] = {pl.String: dy.String, pl.Int64: dy.Int64, pl.Date: dy.Date}
        return plain[type(each.dtype)](**options)

    members: dict[str, Any] = {name: column(each) for name, each in table.columns().items()}
    members |= {name: dy.rule()(each.check) for name, each in vars(table).items() if isinstance(each, Law)}
    return type(table.__name__, (dy.Schema,), members)
