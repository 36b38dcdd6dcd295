"""For code: text in, claims out; published tables in, frames out. `import etl` gives what stands in __all__.

>>> import etl
>>> [claim.quote for claim in etl.extract("Revenue rose 14% to $3.2 billion in 2025.")]
['14%', '$3.2 billion']
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from etl.documents import Origin
from etl.documents.content import Raw
from etl.documents.limits import Limits
from etl.documents.sources import Source
from etl.errors import UsageError
from etl.model.claim import Claim
from etl.model.tables import TABLES
from etl.pipeline.memory import Read, read_raw, tables_of
from etl.pipeline.remote import fetched
from etl.publish.versions import find, read_tables

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Claim", "Extracts", "check", "extract", "load"]

_VALUES = ("low", "high", "value", "resolution", "stated_low", "stated_high", "implied_low", "implied_high")


@dataclass(frozen=True)
class Extracts:
    """All tables of a version, as polars frames (`etl/model/tables.py` and the README of the extracts explain them)."""

    version: str
    tables: Mapping[str, pl.DataFrame]

    @property
    def documents(self) -> pl.DataFrame:
        """One row a document."""
        return self.tables["documents"]

    @property
    def claims(self) -> pl.DataFrame:
        """One row a claim."""
        return self.tables["claims"]

    @property
    def series(self) -> pl.DataFrame:
        """One row a series."""
        return self.tables["series"]

    @property
    def points(self) -> pl.DataFrame:
        """One row a claim's place in a series."""
        return self.tables["points"]

    @property
    def checks(self) -> pl.DataFrame:
        """One row an application of a check."""
        return self.tables["checks"]

    @property
    def check_inputs(self) -> pl.DataFrame:
        """One row a claim that a check used."""
        return self.tables["check_inputs"]

    def to_pandas(self, table: str = "claims", *, unit: str = "", units: bool = True) -> "pd.DataFrame":
        """A table as a pandas frame whose value columns carry their units.

        Args:
            table: the table's name.
            unit: keep the rows in this unit only; their values are pint arrays (`pint[USD]`).
            units: without, values stay plain numbers. With rows of several units each value is a pint quantity.
        """
        if table not in self.tables:
            raise UsageError(f"{table}: there is no such table. There are: {', '.join(self.tables)}.")
        frame = self.tables[table]
        if unit:
            frame = frame.filter(pl.col("unit") == unit)
        return _with_units(frame) if units and "unit" in frame.columns else _to_pandas(frame)


def _to_pandas(frame: pl.DataFrame) -> "pd.DataFrame":
    """Without pyarrow, which polars would ask for."""
    import pandas as pd

    plain = frame.with_columns(pl.col(pl.Enum).cast(pl.String)) if frame.width else frame
    return pd.DataFrame({column.name: column.to_list() for column in plain})


def _with_units(frame: pl.DataFrame) -> "pd.DataFrame":
    from etl.units import registry, unit_of

    arrays: Any = import_module("pint_pandas")
    arrays.PintType.ureg = registry()  # so that .pint.to("CNY") knows our units
    converted = _to_pandas(frame)
    names = frame["unit"].unique().to_list()
    known = {name: unit_of(name) for name in names}
    for column in (name for name in _VALUES if name in frame.columns):
        if len(names) == 1:
            values = converted[column].to_numpy(dtype=float)
            converted[column] = arrays.PintArray(values, dtype=arrays.PintType(known[names[0]]))
        else:
            pairs = zip(converted[column], converted["unit"], strict=True)
            converted[column] = [registry().Quantity(value, known[name]) for value, name in pairs]
    return converted


def extract(text: str, *, published: date | str | None = None, title: str = "") -> list[Claim]:
    """The numeric claims of a text in reading order.

    Args:
        text: plain text or Markdown; all offsets count in it.
        published: when it appeared, for "this year" and the like; a date or "YYYY-MM-DD".
        title: its title, which may name what it is about.
    """
    return list(_read(text, published, title)[1].claims)


def check(text: str, *, published: date | str | None = None, title: str = "") -> Extracts:
    """All tables of one text: its claims, and in `checks` what they say of each other."""
    tables = tables_of([_read(text, published, title)])
    return Extracts("", {name: tables[name] for name in TABLES})


def load(data: Path | str = "data", version: str = "") -> Extracts:
    """The tables a refresh published: the current version, or the one whose name begins so."""
    folder = find(fetched(Path(data), every_version=bool(version)), version)
    return Extracts(folder.name, read_tables(folder))


def _read(text: str, published: date | str | None, title: str) -> Read:
    try:
        day = date.fromisoformat(published) if isinstance(published, str) else published
    except ValueError:
        raise UsageError(f"published={published!r} is no date. Write YYYY-MM-DD.") from None
    raw = Raw(Path("text.md"), text.encode(), Limits())
    return read_raw(raw, Origin("text", "text.md", Source(title=title, published=day)))
