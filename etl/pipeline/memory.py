"""Documents to tables in memory, nothing stored: what a linter shares with a refresh, step for step."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl

from etl.checks import check_documents
from etl.corrections import apply_corrections, load_corrections
from etl.documents import Origin, parse_document
from etl.documents.content import Raw
from etl.model.claim import Extraction
from etl.model.document import Document
from etl.model.tables import TABLES
from etl.pipeline.frames import extracted_frames, of_documents
from etl.pipeline.portions import Portion
from etl.pipeline.shard import extract_within
from etl.pipeline.shelf import Shelf
from etl.pipeline.tables import arranged, derive

Read = tuple[Document, Extraction]


def read_raw(raw: Raw, origin: Origin) -> Read:
    """A document and all that it yields; raise DocumentError where that cannot be done."""
    return extract_within(raw.path, raw.limits, lambda: parse_document(raw, origin))


def tables_of(
    read: Sequence[Read], folders: Sequence[Path] = (), known: Mapping[str, pl.DataFrame] | None = None
) -> dict[str, pl.DataFrame]:
    """Every table as a refresh of these documents would publish it.

    `folders` may hold corrections, `known` documents and claims published before, to compare with.
    """
    extracted = extracted_frames(read)
    extracted["claims"] = apply_corrections(extracted["claims"], load_corrections(folders))
    for table, rows in (known or {}).items():
        extracted[table] = pl.concat([extracted[table], rows.select(extracted[table].columns)])
    documents, claims = extracted["documents"], extracted["claims"]
    findings = of_documents(check_documents(claims, extracted["links"], documents))
    shelf = Shelf()
    derive([Portion(documents, claims, findings, extracted["coverage"])], (), shelf)
    return {table: shelf.frame(table) for table in TABLES} | {"texts": arranged("texts", extracted["texts"])}
