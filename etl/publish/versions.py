"""The versions a data folder keeps: their tables, which is current, and going back to an earlier one."""

import shutil
from collections.abc import Iterable
from pathlib import Path

import polars as pl

from etl.errors import SnapshotError
from etl.model.tables import TABLES, lacking
from etl.publish.snapshot import SNAPSHOTS, current, is_whole, point_at, read_run


def kept(data: Path) -> list[str]:
    """Names of the versions on disk, the one published last first."""
    folders = [path for path in (data / SNAPSHOTS).glob("*") if path.is_dir()]
    return [path.name for path in sorted(folders, key=lambda path: (_published(path), path.name), reverse=True)]


def _published(snapshot: Path) -> str:
    return str(read_run(snapshot).get("finished", ""))


def read_tables(snapshot: Path, names: Iterable[str] = TABLES) -> dict[str, pl.DataFrame]:
    """Tables of a version; raise SnapshotError where one is missing, damaged or of another version."""
    try:
        tables = {name: pl.read_parquet(snapshot / f"{name}.parquet") for name in names}
    except (OSError, pl.exceptions.PolarsError) as error:
        raise SnapshotError(f"{snapshot}: cannot be read ({error}). Run claims refresh.") from None
    for name, table in tables.items():
        if problem := lacking(name, table.columns):
            raise SnapshotError(f"{snapshot}: {problem} Run claims refresh --force.")
    return tables


def scan_tables(snapshot: Path, names: Iterable[str] = TABLES) -> dict[str, pl.LazyFrame]:
    """Tables of a version, read where they are asked for."""
    return {name: pl.scan_parquet(snapshot / f"{name}.parquet") for name in names}


def find(data: Path, version: str = "") -> Path:
    """The folder of a version by the beginning of its name, or of the current one."""
    if not version:
        if (folder := current(data)) is None:
            raise SnapshotError(
                f"{data}: nothing is published there. Run claims refresh, or name a folder with --data."
            )
        return folder
    matching = [name for name in kept(data) if name.startswith(version)]
    if len(matching) != 1:
        problem = "is not kept" if not matching else "fits several versions"
        raise SnapshotError(f"{data}: version {version} {problem}. Kept are: {', '.join(kept(data)) or 'none'}.")
    return data / SNAPSHOTS / matching[0]


def roll_back(data: Path, version: str = "") -> str:
    """Make an earlier version the current one: the one named, or the one published before this one."""
    now = find(data).name
    names = kept(data)
    target = find(data, version).name if version else next(iter(names[names.index(now) + 1 :]), "")
    if not target:
        raise SnapshotError(f"{data}: no version before {now} is kept. Kept are: {', '.join(names)}.")
    if not is_whole(data / SNAPSHOTS / target):
        raise SnapshotError(f"{data}: version {target} is damaged. Choose another of: {', '.join(names)}.")
    point_at(data, target)
    return target


def prune(data: Path, keep: int) -> None:
    """Remove all versions but the current one and the `keep` published last."""
    now = find(data).name
    for name in kept(data)[max(keep, 1) :]:
        if name != now:
            shutil.rmtree(data / SNAPSHOTS / name, ignore_errors=True)
