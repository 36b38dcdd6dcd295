"""What was extracted before, kept as packs of Parquet files: a document is extracted once, not once a refresh.

A pack is a folder named by the keys it holds. It appears under its name whole or not at all, and one that cannot be
read is as good as none: its documents are extracted again.
"""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

TABLES = ("documents", "claims", "links", "coverage", "texts")
_MANY_PACKS = 24


def write_pack(packs: Path, frames: dict[str, pl.DataFrame]) -> Path:
    """Store the rows of some documents; `frames["documents"]` carries the column `key`."""
    keys = "\n".join(frames["documents"]["key"].sort())
    target = packs / hashlib.sha256(keys.encode()).hexdigest()[:24]
    if target.exists():
        return target
    packs.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=".pack-", dir=packs))
    try:
        for table in TABLES:
            frames[table].write_parquet(staging / f"{table}.parquet", compression="lz4")
        os.rename(staging, target)
    except OSError:
        shutil.rmtree(staging, ignore_errors=True)
        if not target.exists():  # else another worker was faster with the same rows
            raise
    return target


@dataclass(frozen=True, slots=True)
class Cache:
    """The packs on disk and which of them holds which key."""

    folder: Path
    packs: dict[str, str]

    @classmethod
    def open(cls, folder: Path) -> "Cache":
        """Read what is there; drop what is broken."""
        packs: dict[str, str] = {}
        for pack in sorted(folder.glob("*")) if folder.is_dir() else []:
            try:
                keys = pl.read_parquet(pack / "documents.parquet", columns=["key"])["key"]
                whole = all((pack / f"{table}.parquet").stat().st_size for table in TABLES)
            except (OSError, pl.exceptions.PolarsError):
                whole, keys = False, pl.Series(dtype=pl.String)
            if not whole or pack.name.startswith("."):
                shutil.rmtree(pack, ignore_errors=True)
                continue
            packs.update(dict.fromkeys(keys, pack.name))
        return cls(folder, packs)

    def load(self, table: str, keys: Sequence[str]) -> pl.DataFrame:
        """The rows of a table for the documents with these keys, in no particular order."""
        by_pack: dict[str, list[str]] = {}
        for key in keys:
            by_pack.setdefault(self.packs[key], []).append(key)
        frames = []
        for pack, wanted in sorted(by_pack.items()):
            named = pl.read_parquet(self.folder / pack / "documents.parquet", columns=["document_id", "key"])
            live = named.filter(pl.col("key").is_in(wanted))
            rows = pl.read_parquet(self.folder / pack / f"{table}.parquet")
            on = ["document_id", "key"] if "key" in rows.columns else ["document_id"]
            frames.append(rows.join(live.select(on), on=on, how="semi"))
        return pl.concat(frames)

    def compact(self, frames: dict[str, pl.DataFrame]) -> None:
        """Put everything into one pack where there are many, so that opening stays quick."""
        names = sorted(path.name for path in self.folder.glob("*"))
        if len(names) <= _MANY_PACKS:
            return
        kept = write_pack(self.folder, frames)
        for name in names:
            if name != kept.name:
                shutil.rmtree(self.folder / name, ignore_errors=True)
