"""Snapshots: a version of all tables that appears whole under its name, and the link that names the current one.

data/snapshots/<version>/   {table}.parquet, extracts/, manifest.json (sha256 of every file), run.json (when and how)
data/current                a symbolic link to one of them, swapped in one step
data/extracts/              the current version's extracts, for git and for people
"""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from etl.publish.exchange import replace_folder
from etl.publish.extracts import describe, write_tables
from etl.publish.files import files_of, flush, sha256, write_json
from etl.publish.package import table_schema
from etl.publish.publication import Publication, Release

MANIFEST, RUN, CURRENT, EXTRACTS, SNAPSHOTS = "manifest.json", "run.json", "current", "extracts", "snapshots"
STAGING = ".staging-"
_ROWS, _TEXTS = 65_536, 2_048  # rows of a group of a Parquet file: what a writer holds in memory


def stage(
    data: Path, tables: Mapping[str, pl.LazyFrame], hidden: Mapping[str, pl.LazyFrame], publication: Publication
) -> tuple[str, Path]:
    """Write all tables into a folder of their own; return the version their content gives and that folder.

    `hidden` tables stand in the snapshot but are no extract. All are read as they are written, in the order they have.
    """
    staging = staging_folder(data)
    files = write_tables(staging / EXTRACTS, tables)
    parts = [digest for _, digest in files.values()] + [_content(hidden[name]) for name in sorted(hidden)]
    version = hashlib.sha256("\n".join([*parts, repr(publication)]).encode()).hexdigest()[:12]
    release = Release(publication, version, tables, files)
    describe(staging / EXTRACTS, release)
    for name, rows in ({**tables, **hidden}).items():
        path = staging / f"{name}.parquet"
        size = _TEXTS if name == "texts" else _ROWS
        rows.sink_parquet(path, compression="zstd", row_group_size=size, metadata=_metadata(name, release))
    return version, staging


def staging_folder(data: Path) -> Path:
    """A new folder for what is not published yet; clear_staging removes it."""
    data.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=STAGING, dir=data))
    folder.chmod(0o755)
    return folder


def _metadata(table: str, release: Release) -> dict[str, str]:
    publication = release.publication
    known = {"title": f"{publication.title}: {table}", "version": release.version, "license": publication.licence}
    if table in release.files:
        known["schema"] = json.dumps(table_schema(table), ensure_ascii=False)
    return known


def commit(data: Path, version: str, staging: Path, run: Mapping[str, Any]) -> Path:
    """Give a staged folder its name and make it the current one; readers see the old or the new, never a mixture."""
    manifest = {path.relative_to(staging).as_posix(): sha256(path) for path in files_of(staging)}
    write_json(staging / MANIFEST, manifest)
    write_json(staging / RUN, run)
    for path in files_of(staging):
        flush(path)
    target = data / SNAPSHOTS / version
    target.parent.mkdir(exist_ok=True)
    if target.is_dir() and is_whole(target):
        write_json(target / RUN, run)
        shutil.rmtree(staging)
    else:
        shutil.rmtree(target, ignore_errors=True)
        os.rename(staging, target)
        flush(target.parent)
    point_at(data, version)
    return target


def point_at(data: Path, version: str) -> None:
    """Make a kept version the current one: the link first, then the extracts beside it."""
    copy = staging_folder(data)
    shutil.copytree(data / SNAPSHOTS / version / EXTRACTS, copy, dirs_exist_ok=True)
    link = data / f"{STAGING}link"
    link.unlink(missing_ok=True)
    link.symlink_to(f"{SNAPSHOTS}/{version}", target_is_directory=True)
    os.replace(link, data / CURRENT)
    replace_folder(copy, data / EXTRACTS)
    flush(data)


def clear_staging(data: Path) -> None:
    """Remove what an interrupted refresh left behind."""
    for path in data.glob(f"{STAGING}*"):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def is_whole(snapshot: Path) -> bool:
    """Whether a snapshot has every file of its manifest with the content it had when it was published."""
    try:
        manifest = json.loads((snapshot / MANIFEST).read_text(encoding="utf-8"))
        return all(sha256(snapshot / name) == digest for name, digest in manifest.items())
    except (OSError, ValueError):
        return False


def current(data: Path) -> Path | None:
    """The folder of the current version; None where nothing whole was published."""
    link = data / CURRENT
    return link.resolve() if (link / MANIFEST).is_file() else None


def read_run(snapshot: Path | None) -> dict[str, Any]:
    """What run.json of a snapshot says; empty where it is missing or damaged."""
    try:
        return dict(json.loads((snapshot / RUN).read_text(encoding="utf-8"))) if snapshot else {}
    except (OSError, ValueError):
        return {}


def extracts_match(data: Path, snapshot: Path) -> bool:
    """Whether data/extracts holds exactly the extracts of a snapshot, by the word of its manifest."""
    mine = {path.name: sha256(path) for path in files_of(data / EXTRACTS)} if (data / EXTRACTS).is_dir() else {}
    manifest = json.loads((snapshot / MANIFEST).read_text(encoding="utf-8"))
    return mine == {
        name.removeprefix(f"{EXTRACTS}/"): digest
        for name, digest in manifest.items()
        if name.startswith(f"{EXTRACTS}/")
    }


def _content(rows: pl.LazyFrame) -> str:
    digest = hashlib.sha256()
    for part in rows.collect_batches(maintain_order=True):
        digest.update(part.write_csv(include_header=False).encode())
    return digest.hexdigest()
