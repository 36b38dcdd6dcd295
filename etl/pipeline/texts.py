"""The texts of all documents in order, a few at a time: together they are the corpus, which need not fit into memory."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl
from polars.io.plugins import register_io_source

from etl.model.tables import schema

_AT_ONCE = 500

Batch = dict[Path, list[str]]  # file → names of the documents wanted from it: it may hold older versions of others


def stored_texts(documents: pl.DataFrame, files: dict[str, Path]) -> pl.LazyFrame:
    """The `texts` table of documents (`document_id`, `key`), sorted, read only where it is written.

    `files` names the file that holds the text of a key.
    """
    batches = _batches(documents.select("document_id", "key").sort("document_id"), files)

    def read(
        columns: list[str] | None, predicate: pl.Expr | None, rows: int | None, batch_size: int | None
    ) -> Iterator[pl.DataFrame]:
        for batch in batches:
            frame = _read(batch)
            if predicate is not None:
                frame = frame.filter(predicate)
            if rows is not None:
                frame, rows = frame.head(rows), max(0, rows - frame.height)
            yield frame if columns is None else frame.select(columns)

    return register_io_source(read, schema=schema("texts"), is_pure=True)


def _batches(documents: pl.DataFrame, files: dict[str, Path]) -> list[Batch]:
    batches: list[Batch] = []
    for part in documents.iter_slices(_AT_ONCE):
        batch: Batch = {}
        for document_id, key in part.iter_rows():
            batch.setdefault(files[key], []).append(document_id)
        batches.append(batch)
    return batches


def _read(batch: Batch) -> pl.DataFrame:
    """The texts of a batch; the range lets Parquet skip what lies outside it."""
    document_id = pl.col("document_id")
    parts = []
    for file, names in sorted(batch.items()):
        wanted = document_id.is_between(pl.lit(names[0]), pl.lit(names[-1])) & document_id.is_in(names)
        parts.append(pl.scan_parquet(file).filter(wanted).collect())
    return pl.concat(parts).sort("document_id")
