"""What was extracted before, kept as packs of Parquet files: a document is extracted once, not once a refresh.

A pack is a folder named by the keys it holds. It appears under its name whole or not at all, and one that cannot be
read is as good as none: its documents are extracted again.
"""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import polars as pl

from etl.documents import Origin
from etl.pipeline.texts import stored_texts

TABLES = ("documents", "claims", "links", "coverage", "findings", "texts")
LOADED = TABLES[:-1]  # texts are read where they are written
_TEXTS_A_GROUP = 500
_MANY_PACKS = 24
_PARQUET = b"PAR1"


def write_pack(packs: Path, frames: Mapping[str, pl.DataFrame], texts: pl.LazyFrame | None = None) -> Path:
    """Store the rows of some documents; `frames["documents"]` carries the column `key`.

    `texts` stands for a table `texts` that is not in memory.
    """
    keys = "\n".join(frames["documents"]["key"].sort())
    target = packs / hashlib.sha256(keys.encode()).hexdigest()[:24]
    if target.exists():
        return target
    packs.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=".pack-", dir=packs))
    try:
        for table in TABLES if texts is None else LOADED:
            frames[table].write_parquet(staging / f"{table}.parquet", compression="lz4")
        if texts is not None:
            texts.sink_parquet(staging / "texts.parquet", compression="lz4", row_group_size=_TEXTS_A_GROUP)
        os.rename(staging, target)
    except OSError:
        shutil.rmtree(staging, ignore_errors=True)
        if not target.exists():  # else another worker was faster with the same rows
            raise
    return target


class Named(Protocol):
    """What is asked for by the document's name."""

    @property
    def origin(self) -> Origin:
        """Where the document comes from."""
        ...


@dataclass(frozen=True, slots=True)
class Cache:
    """The packs on disk: which of them holds which key, how many each holds, and the keys of each document (by name and path)."""

    folder: Path
    packs: dict[str, str]
    documents: dict[tuple[str, str], str]
    sizes: dict[str, int]

    @classmethod
    def open(cls, folder: Path) -> "Cache":
        """Read what is there, passing over what is broken."""
        packs: dict[str, str] = {}
        documents: dict[tuple[str, str], str] = {}
        sizes: dict[str, int] = {}
        for pack in _folders(folder):
            if not is_whole(pack):
                continue
            rows = pl.read_parquet(pack / "documents.parquet", columns=["document_id", "path", "key"])
            sizes[pack.name] = rows.height
            packs.update(dict.fromkeys(rows["key"], pack.name))
            documents.update({(document_id, path): key for document_id, path, key in rows.iter_rows()})
        return cls(folder, packs, documents, sizes)

    def earlier(self, jobs: Iterable[Named]) -> list[str]:
        """Keys under which other versions of these documents are stored; none for a document never seen."""
        names = [(job.origin.document_id, job.origin.relative) for job in jobs]
        return [self.documents[name] for name in names if name in self.documents]

    def forget(self, keys: Collection[str]) -> None:
        """Remove the rows of some documents."""
        for pack in sorted({self.packs[key] for key in keys}):
            kept = sorted(key for key, name in self.packs.items() if name == pack and key not in keys)
            if kept:
                write_pack(self.folder, {table: self.load(table, kept) for table in TABLES})
            shutil.rmtree(self.folder / pack)

    def load(self, table: str, keys: Sequence[str]) -> pl.DataFrame:
        """The rows of a table for the documents with these keys, in no particular order."""
        by_pack: dict[str, list[str]] = {}
        for key in keys:
            by_pack.setdefault(self.packs[key], []).append(key)
        whole = [name for name, wanted in sorted(by_pack.items()) if len(wanted) == self.sizes[name]]
        frames = [pl.read_parquet([self.folder / name / f"{table}.parquet" for name in whole])] if whole else []
        for pack, wanted in sorted(by_pack.items()):
            if len(wanted) == self.sizes[pack]:
                continue
            named = pl.read_parquet(self.folder / pack / "documents.parquet", columns=["document_id", "key"])
            live = named.filter(pl.col("key").is_in(wanted))
            rows = pl.read_parquet(self.folder / pack / f"{table}.parquet")
            on = ["document_id", "key"] if "key" in rows.columns else ["document_id"]
            frames.append(rows.join(live.select(on), on=on, how="semi"))
        return pl.concat(frames)

    def texts(self, documents: pl.DataFrame) -> pl.LazyFrame:
        """The texts of documents (with their `key`) in the order of their names."""
        files = {key: self.folder / self.packs[key] / "texts.parquet" for key in documents["key"]}
        return stored_texts(documents, files)

    def are_many(self, portions: int) -> bool:
        """Whether there are so many packs that a pack for each of the portions of the documents is quicker to open."""
        return len(self.sizes) > _MANY_PACKS + portions

    def pack_again(self, frames: Mapping[str, pl.DataFrame]) -> Path:
        """Store rows of several packs as one, which may be there already."""
        return write_pack(self.folder, frames, self.texts(frames["documents"]))

    def keep_only(self, packs: Collection[Path]) -> None:
        """Remove all other packs."""
        for folder in _folders(self.folder):
            if folder not in packs:
                shutil.rmtree(folder, ignore_errors=True)


def sweep(folder: Path) -> None:
    """Remove packs that an interrupted refresh left unfinished or a full disk cut off."""
    for pack in _folders(folder):
        if not is_whole(pack):
            shutil.rmtree(pack, ignore_errors=True)


def is_whole(pack: Path) -> bool:
    """Whether a pack is finished and none of its files is cut off."""
    try:
        return not pack.name.startswith(".") and all(_ends_well(pack / f"{table}.parquet") for table in TABLES)
    except OSError:
        return False


def _ends_well(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-len(_PARQUET), os.SEEK_END)
        return file.read() == _PARQUET


def _folders(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []
