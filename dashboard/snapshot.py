"""One published version in memory: its tables, and what several pages ask of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import polars as pl

from dashboard.kept import Kept
from etl.rows.verdicts import VERDICT_TYPE

RESULTS_KEPT, ROW_NUMBERS_KEPT = 64, 8_000_000
ON_DISK = ("points",)
_SEVERITY_ORDER = {"high": 0, "medium": 1, "low": 2, "info": 3}


@dataclass(frozen=True, eq=False)
class Snapshot:
    """One published version: its tables by name, those of ON_DISK apart, and where it lies."""

    version: str
    folder: Path
    tables: Mapping[str, pl.DataFrame]
    manifest: Mapping[str, Any] = field(default_factory=dict)
    run: Mapping[str, Any] = field(default_factory=dict)

    @property
    def documents(self) -> pl.DataFrame:
        """Documents read."""
        return self.tables["documents"]

    @property
    def claims(self) -> pl.DataFrame:
        """Claims, with `verdict` and `checks` (how many used it) joined on."""
        return self.tables["claims"]

    @property
    def series(self) -> pl.DataFrame:
        """Series."""
        return self.tables["series"]

    @property
    def points(self) -> pl.LazyFrame:
        """Points of the series; as many as claims and asked for a few at a time, so they stay on disk."""
        return pl.scan_parquet(self.folder / "points.parquet")

    @property
    def checks(self) -> pl.DataFrame:
        """Checks."""
        return self.tables["checks"]

    @property
    def check_inputs(self) -> pl.DataFrame:
        """Claims each check used."""
        return self.tables["check_inputs"]

    @property
    def coverage(self) -> pl.DataFrame:
        """Numbers of each document by what became of them."""
        return self.tables["coverage"]

    @property
    def rules(self) -> pl.DataFrame:
        """The catalogue of checks."""
        return self.tables["rules"]

    @property
    def quarantine(self) -> pl.DataFrame:
        """Files that could not be read."""
        return self.tables["quarantine"]

    @property
    def conversions(self) -> pl.DataFrame:
        """Units the figures may be shown in, with factors; empty in a version from before there were any."""
        return self.tables["conversions"]

    def table(self, name: str) -> pl.DataFrame:
        """A table whole; one that stays on disk is read."""
        return self.tables[name] if name in self.tables else pl.read_parquet(self.folder / f"{name}.parquet")

    def height(self, name: str) -> int:
        """How many rows a table has."""
        if name in self.tables:
            return self.tables[name].height
        return int(pl.scan_parquet(self.folder / f"{name}.parquet").select(pl.len()).collect().item())

    @cached_property
    def kept(self) -> Kept:
        """What pages made of this version last; it goes with the version."""
        return Kept(RESULTS_KEPT)

    @cached_property
    def row_lists(self) -> Kept:
        """Row numbers of recent filters and orders: by their length, as each may be as long as the table of claims."""
        # Even a list of none takes its place, so that no number of them adds up.
        return Kept(ROW_NUMBERS_KEPT, weight=lambda rows: 1000 + len(rows))

    @cached_property
    def title_by_document(self) -> dict[str, str]:
        """Titles for reading, by document id."""
        rows = self.documents.select("document_id", "title").rows()
        return {document_id: title or document_id for document_id, title in rows}

    @cached_property
    def moments(self) -> pl.DataFrame:
        """How many different periods each series has figures for."""
        return (
            self.points.filter(pl.col("period_start").is_not_null())
            .group_by("series_id")
            .agg(pl.col("period_start").n_unique().alias("moments"))
            .sort("series_id")
            .collect(engine="streaming")
        )

    @cached_property
    def findings(self) -> pl.DataFrame:
        """Checks, what to read first on top."""
        severity = pl.col("severity").cast(pl.String).replace_strict(_SEVERITY_ORDER, default=9, return_dtype=pl.Int8)
        verdict = pl.col("verdict").cast(VERDICT_TYPE).to_physical()
        return (
            self.checks.with_columns(severity.alias("_severity"), verdict.alias("_verdict"))
            .sort("_verdict", "_severity", "gap", "check_id", descending=[False, False, True, False], nulls_last=True)
            .drop("_severity", "_verdict")
        )

    def claims_where(self, condition: pl.Expr) -> pl.DataFrame:
        """The few claims that meet a condition: its columns alone are looked through, and only those rows gathered."""
        # Lazily: an eager selection costs twenty milliseconds on a million claims, whatever it selects.
        met = self.claims.lazy().select(condition).collect(engine="in-memory")
        return self.claims[met.to_series().arg_true()]

    def claim(self, claim_id: str) -> dict[str, Any] | None:
        """One claim as a row; None where there is none of this id."""
        found = self.claims_of([claim_id])
        return found[0] if found else None

    def claims_of(self, claim_ids: list[str]) -> list[dict[str, Any]]:
        """Claims by id, in the order asked for; unknown ids are left out."""
        found = self.claims_where(pl.col("claim_id").is_in(list(claim_ids)))
        by_id = {row["claim_id"]: row for row in found.iter_rows(named=True)}
        return [by_id[claim_id] for claim_id in claim_ids if claim_id in by_id]

    def text(self, document_id: str) -> str:
        """A document's text; it stays on disk until asked for."""
        texts = pl.scan_parquet(self.folder / "texts.parquet").filter(pl.col("document_id") == document_id).collect()
        return str(texts["text"][0]) if texts.height else ""
