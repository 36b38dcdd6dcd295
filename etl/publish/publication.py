"""What is published and by whom, as its operator says in the table [publication] of sources.toml."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

import polars as pl

_LICENCES = {
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "ODC-By-1.0": "https://opendatacommons.org/licenses/by/1-0/",
}


@dataclass(frozen=True, slots=True)
class Publication:
    """Title, name, publisher and licence (an SPDX name; empty: none is given) of the extracts."""

    name: str = "claimed-metrics"
    title: str = "Claimed Metrics"
    description: str = (
        "Every numeric claim of a set of documents, the series they form, and what they say of each other."
    )
    publisher: str = "Claimed Metrics"
    licence: str = ""
    homepage: str = ""

    @classmethod
    def declared(cls, table: Mapping[str, Any]) -> "Publication":
        """The publication as declared; unknown keys are left alone."""
        known = {field.name for field in fields(cls)}
        return cls(**{key: str(value) for key, value in table.items() if key in known})

    @property
    def licence_path(self) -> str:
        """Where the licence can be read; empty where that is not known."""
        return _LICENCES.get(self.licence, "")


@dataclass(frozen=True, slots=True)
class Release:
    """A version of a publication: its tables, and the size and SHA-256 of each table's CSV file."""

    publication: Publication
    version: str
    tables: Mapping[str, pl.LazyFrame]
    files: Mapping[str, tuple[int, str]]

    def rows(self, table: str) -> int:
        """How many rows a table has."""
        return int(self.tables[table].select(pl.len()).collect().item())

    @property
    def citation(self) -> str:
        """How to cite it, in one line."""
        return f"{self.publication.publisher}: {self.publication.title}. Version {self.version}."
