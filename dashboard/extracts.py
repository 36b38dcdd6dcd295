"""The published snapshot in memory: loaded once, picked up anew when a refresh publishes, swapped under a lock."""

import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import polars as pl

from dashboard.snapshot import ON_DISK, Snapshot
from etl.model.tables import TABLES, lacking, schema
from etl.rows.reading import read_claims
from etl.rows.verdicts import with_verdicts

T = TypeVar("T")


class UnusableDataError(Exception):
    """The data folder cannot be shown; says why and what to do."""

    def __init__(self, kind: str, problem: str, remedy: str) -> None:
        super().__init__(f"{problem} {remedy}")
        self.kind = kind
        self.problem = problem
        self.remedy = remedy


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


def _found(folder: Path, table: str) -> Path:
    """The file of a table, with the columns of this version."""
    path = folder / f"{table}.parquet"
    if not path.is_file():
        raise UnusableDataError(
            "older" if (folder / "manifest.json").is_file() else "half",
            f"The snapshot {folder.name} has no table “{table}”.",
            "It was written by another version or is incomplete. Run `claims refresh --force` to write it anew.",
        )
    if problem := lacking(table, _reading(path, pl.read_parquet_schema)):
        raise UnusableDataError(
            "older", problem[0].upper() + problem[1:], "Run `claims refresh --force` to write it anew."
        )
    return path


def _reading(path: Path, read: Callable[[Path], T]) -> T:
    try:
        return read(path)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise UnusableDataError(
            "half", f"{path.name} is incomplete.", "Run `claims refresh --force`; the last good data is kept."
        ) from error


def _read(path: Path) -> pl.DataFrame:
    return pl.read_parquet(path, memory_map=False)


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
    paths = {name: _found(folder, name) for name in TABLES}
    if not (folder / "texts.parquet").is_file():
        raise UnusableDataError("half", "The snapshot lacks texts.parquet.", "Run `claims refresh --force`.")
    tables = {
        name: _reading(path, read_claims if name == "claims" else _read)
        for name, path in paths.items()
        if name not in ON_DISK
    }
    has_conversions = (folder / "conversions.parquet").is_file()
    tables["conversions"] = (
        _reading(_found(folder, "conversions"), _read)
        if has_conversions
        else pl.DataFrame(schema=schema("conversions"))
    )
    tables["claims"] = with_verdicts(tables["claims"], tables["checks"], tables["check_inputs"])
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
