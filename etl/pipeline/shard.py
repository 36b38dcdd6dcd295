"""One shard of documents to one pack of rows: a pure function of its task, so any engine may run it, twice if need be."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from etl.checks.links import links_frame
from etl.documents import Origin, parse_document, unreadable
from etl.documents.content import Raw
from etl.documents.limits import Limits, check_size
from etl.errors import DocumentError
from etl.model.claim import Extraction
from etl.model.document import Document
from etl.pipeline.cache import write_pack
from etl.pipeline.frames import claims_frame, coverage_frame, documents_frame, texts_frame


@dataclass(frozen=True, slots=True)
class Job:
    """A document to extract. `key` names its bytes, its declaration and the version of the extraction."""

    path: Path
    origin: Origin
    sha256: str
    key: str


@dataclass(frozen=True, slots=True)
class Shard:
    """Documents that are extracted together and stored as one pack."""

    jobs: tuple[Job, ...]
    packs: Path
    limits: Limits


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be read, by its path below the folder."""

    path: str
    reason: str
    remedy: str


@dataclass(frozen=True, slots=True)
class ShardResult:
    """What became of a shard: the documents stored, and those that failed."""

    done: int
    failures: tuple[Failure, ...]


def extract_shard(shard: Shard) -> ShardResult:
    """Read and extract the documents of a shard and store their rows as a pack."""
    read: list[tuple[Document, Extraction]] = []
    keys: list[str] = []
    failures: list[Failure] = []
    for job in shard.jobs:
        try:
            read.append(_extract(job, shard.limits))
            keys.append(job.key)
        except DocumentError as error:
            failures.append(Failure(job.origin.relative, error.reason, error.remedy))
    if read:
        write_pack(shard.packs, _frames(read, keys))
    return ShardResult(len(read), tuple(failures))


def _extract(job: Job, limits: Limits) -> tuple[Document, Extraction]:
    try:
        check_size(job.path, job.path.stat().st_size, limits)
        data = job.path.read_bytes()
    except OSError as error:
        raise unreadable(job.path, error) from None
    if hashlib.sha256(data).hexdigest() != job.sha256:
        raise DocumentError(job.path, "the file changed while it was read", "Refresh again once it is complete.")
    document = parse_document(Raw(job.path, data, limits, job.origin.source.encoding), job.origin)
    return document, _extraction(document)


def _extraction(document: Document) -> Extraction:
    try:
        from etl.extract import extract
    except ImportError:
        return Extraction(document.document_id, (), ())
    return extract(document)


def _frames(read: list[tuple[Document, Extraction]], keys: list[str]) -> dict[str, pl.DataFrame]:
    documents = [document for document, _ in read]
    extractions = [extraction for _, extraction in read]
    return {
        "documents": documents_frame(read).with_columns(key=pl.Series(keys, dtype=pl.String)),
        "claims": claims_frame(claim for extraction in extractions for claim in extraction.claims),
        "links": links_frame(extractions),
        "coverage": coverage_frame(extractions),
        "texts": texts_frame(documents),
    }
