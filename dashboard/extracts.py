"""The published snapshot in memory: loaded once, picked up anew when a refresh publishes, swapped under a lock."""

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import polars as pl

from dashboard.formats import UNCHECKED
from etl.model.finding import Verdict
from etl.model.tables import TABLES, schema

# The order in which a claim's verdicts outrank each other.
VERDICT_RANK: tuple[str, ...] = (
    Verdict.CONTRADICTION,
    Verdict.UPDATE,
    Verdict.IMPLIED,
    Verdict.CONSISTENT,
    UNCHECKED,
)
VERDICT_TYPE = pl.Enum([str(verdict) for verdict in VERDICT_RANK])
# Text columns of `claims` with few distinct values: as categories a million rows take a third of the memory.
CATEGORIES = ("document_id", "series_id", "unit", "dimension", "subject", "metric", "metric_id", "qualifier", "period", "speaker",
              "rule", "correction")  # fmt: skip
MANY_ROWS = ("claims", "points")


class UnusableDataError(Exception):
    """The data folder cannot be shown; says why and what to do."""

    def __init__(self, kind: str, problem: str, remedy: str) -> None:
        super().__init__(f"{problem} {remedy}")
        self.kind = kind
        self.problem = problem
        self.remedy = remedy


@dataclass(frozen=True, eq=False)
class Snapshot:
    """One published version: its tables by name, and where it lies."""

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
    def points(self) -> pl.DataFrame:
        """Points of the series."""
        return self.tables["points"]

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
            .with_columns(pl.col("series_id").cast(pl.String))
            .sort("series_id")
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

    def claim(self, claim_id: str) -> dict[str, Any] | None:
        """One claim as a row; None where there is none of this id."""
        found = self.claims_of([claim_id])
        return found[0] if found else None

    def claims_of(self, claim_ids: list[str]) -> list[dict[str, Any]]:
        """Claims by id, in the order asked for; unknown ids are left out."""
        found = self.claims.filter(pl.col("claim_id").is_in(list(claim_ids)))
        by_id = {row["claim_id"]: row for row in found.iter_rows(named=True)}
        return [by_id[claim_id] for claim_id in claim_ids if claim_id in by_id]

    def text(self, document_id: str) -> str:
        """A document's text; it stays on disk until asked for."""
        texts = pl.scan_parquet(self.folder / "texts.parquet").filter(pl.col("document_id") == document_id).collect()
        return str(texts["text"][0]) if texts.height else ""


_SEVERITY_ORDER = {"high": 0, "medium": 1, "low": 2, "info": 3}


def worst_verdicts(checks: pl.DataFrame, check_inputs: pl.DataFrame) -> pl.DataFrame:
    """For each claim that entered a check: the verdict to show, and the number of its checks."""
    return (
        check_inputs.join(checks.select("check_id", "verdict"), on="check_id", how="inner")
        .group_by("claim_id")
        .agg(
            pl.col("verdict").cast(pl.String).cast(VERDICT_TYPE).min().alias("verdict"),
            pl.col("check_id").n_unique().cast(pl.Int32).alias("checks"),
        )
    )


def _with_verdicts(claims: pl.DataFrame, checks: pl.DataFrame, check_inputs: pl.DataFrame) -> pl.DataFrame:
    return claims.join(
        worst_verdicts(checks, check_inputs), on="claim_id", how="left", maintain_order="left"
    ).with_columns(pl.col("verdict").fill_null(UNCHECKED), pl.col("checks").fill_null(0))


def _read_json(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise UnusableDataError(
            "half", f"{path.name} cannot be read ({error}).", "Run `claims refresh` again."
        ) from error
    return found if isinstance(found, dict) else {}


def _read_table(folder: Path, table: str) -> pl.DataFrame:
    path = folder / f"{table}.parquet"
    if not path.is_file():
        raise UnusableDataError(
            "older" if (folder / "manifest.json").is_file() else "half",
            f"The snapshot {folder.name} has no table “{table}”.",
            "It was written by another version or is incomplete. Run `claims refresh --force` to write it anew.",
        )
    try:
        frame = _read(path) if table in MANY_ROWS else pl.read_parquet(path, memory_map=False)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise UnusableDataError(
            "half", f"{path.name} is incomplete.", "Run `claims refresh --force`; the last good data is kept."
        ) from error
    missing = [name for name in schema(table) if name not in frame.columns]
    if missing:
        raise UnusableDataError(
            "older",
            f"The table “{table}” of the snapshot lacks {', '.join(missing)}.",
            "It was written by an older version. Run `claims refresh --force` to write it anew.",
        )
    return frame


def _read(path: Path) -> pl.DataFrame:
    """A large table, narrowed row group by row group, so that its wide form never stands in memory whole."""
    rows = pl.scan_parquet(path)
    known = [name for name in CATEGORIES if name in rows.collect_schema().names()]
    # Offsets and lines fit four bytes; downloads widen them again to what is published.
    narrow = rows.with_columns(pl.col(known).cast(pl.Categorical), pl.col(pl.Int64).cast(pl.Int32))
    return narrow.collect(engine="streaming")


def _written(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def load(folder: Path) -> Snapshot:
    """Read a snapshot folder.

    Raises:
        UnusableDataError: where the folder is empty, half-written or from another version.
    """
    manifest = _read_json(folder / "manifest.json")
    if not manifest and not any(folder.glob("*.parquet")):
        raise UnusableDataError(
            "empty", f"There is no data in {folder.parent.name}/ yet.", "Run `claims refresh` to make it."
        )
    tables = {name: _read_table(folder, name) for name in TABLES}
    if not (folder / "texts.parquet").is_file():
        raise UnusableDataError("half", "The snapshot lacks texts.parquet.", "Run `claims refresh --force`.")
    has_conversions = (folder / "conversions.parquet").is_file()
    tables["conversions"] = (
        _read_table(folder, "conversions") if has_conversions else pl.DataFrame(schema=schema("conversions"))
    )
    tables["claims"] = _with_verdicts(tables["claims"], tables["checks"], tables["check_inputs"])
    run = _read_json(folder / "run.json")
    version = str(run.get("version") or folder.resolve().name)
    return Snapshot(version, folder.resolve(), tables, manifest, run)


class Extracts:
    """What `data/current` points to, kept in memory and followed without a restart."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self._lock = threading.Lock()
        self._stamp: tuple[object, ...] | None = None
        self._snapshot: Snapshot | None = None
        self._problem: UnusableDataError | None = None

    def _mark(self) -> tuple[object, ...]:
        current = (self.data_dir / "current").resolve()
        return (str(current), *(_written(current / name) for name in ("manifest.json", "run.json")))

    def snapshot(self) -> Snapshot:
        """The newest published version. A broken newer one leaves the last good one in place.

        Raises:
            UnusableDataError: where there is none.
        """
        mark = self._mark()
        if mark != self._stamp:
            with self._lock:
                if mark != self._stamp:
                    self._reload(mark)
        if self._snapshot is not None:
            return self._snapshot
        raise self._problem or UnusableDataError("empty", "There is no data yet.", "Run `claims refresh`.")

    def _reload(self, mark: tuple[object, ...]) -> None:
        try:
            self._snapshot = self._open()
            self._problem = None
            self._stamp = mark
        except UnusableDataError as problem:
            # Not stamped while nothing good was ever read: an operator is at work, so look again each time.
            self._problem = problem
            self._stamp = mark if self._snapshot is not None else None

    def _open(self) -> Snapshot:
        current = self.data_dir / "current"
        if current.is_dir():
            return load(current)
        if not self.data_dir.is_dir():
            raise UnusableDataError(
                "empty", f"The data folder {self.data_dir.name}/ does not exist.", "Run `claims refresh` to make it."
            )
        if current.is_symlink() or any((self.data_dir / "snapshots").glob("*")):
            raise UnusableDataError(
                "half",
                "A refresh has started here and did not finish.",
                "Wait for it, or run `claims refresh` again.",
            )
        raise UnusableDataError("empty", "Nothing has been published here yet.", "Run `claims refresh` to make it.")

    def versions(self) -> list[str]:
        """Names of the snapshots kept, the newest first."""
        folders = [path for path in (self.data_dir / "snapshots").glob("*") if (path / "manifest.json").is_file()]
        return [path.name for path in sorted(folders, key=lambda path: (_written(path / "run.json"), path.name))][::-1]

    def folder(self, version: str) -> Path | None:
        """The folder of a version that is kept; None where there is none."""
        return self.data_dir / "snapshots" / version if version in self.versions() else None
