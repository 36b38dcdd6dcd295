"""One shard of documents to one pack of rows: a pure function of its task, so any engine may run it, twice if need be."""

import hashlib
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import polars as pl

from etl.checks import check_documents
from etl.documents import Origin, parse_document, regular_size, unreadable
from etl.documents.content import Raw
from etl.documents.limits import Limits
from etl.engine.clock import TimeIsUpError, time_limit
from etl.errors import DocumentError
from etl.extract import extract
from etl.model.claim import Extraction
from etl.model.document import Document
from etl.pipeline.cache import write_pack
from etl.pipeline.frames import extracted_frames, of_documents


@dataclass(frozen=True, slots=True)
class Job:
    """A document to extract. `key` names its bytes, its declaration and the version of the extraction."""

    path: Path
    origin: Origin
    sha256: str
    size: int
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
    result, frames = read_shard(shard.jobs, shard.limits, _read)
    if frames:
        write_pack(shard.packs, frames)
    return result


def read_shard(
    jobs: Sequence[Job], limits: Limits, read_job: Callable[[Job, Limits], Document]
) -> tuple[ShardResult, dict[str, pl.DataFrame]]:
    """Read and extract documents; return what became of them and their rows by table, none where all failed."""
    read: list[tuple[Document, Extraction]] = []
    keys: list[str] = []
    failures: list[Failure] = []
    for job in jobs:
        try:
            read.append(extract_within(job.path, limits, partial(read_job, job, limits)))
            keys.append(job.key)
        except DocumentError as error:
            failures.append(Failure(job.origin.relative, error.reason, error.remedy))
    result = ShardResult(len(read), tuple(failures))
    if not read:
        return result, {}
    frames = extracted_frames(read)
    found = check_documents(frames["claims"], frames["links"], frames["documents"])
    frames["findings"] = of_documents(found)
    frames["documents"] = frames["documents"].with_columns(key=pl.Series(keys, dtype=pl.String))
    return result, frames


def extract_within(path: Path, limits: Limits, read: Callable[[], Document]) -> tuple[Document, Extraction]:
    """A document and all that it yields; DocumentError with the reason, whatever goes wrong."""
    try:
        with time_limit(limits.seconds):
            document = read()
            return document, extract(document)
    except DocumentError:
        raise
    except TimeIsUpError:
        reason = f"it took more than the limit of {limits.seconds:g} seconds a document"
        raise DocumentError(path, reason, "Split it, or raise the limit with --seconds.") from None
    except MemoryError:
        raise DocumentError(path, "it takes more memory than there is", "Split it, or export it as text.") from None
    except Exception as error:  # noqa: BLE001 - one document must not stop the others; the place is named instead
        raise DocumentError(path, f"the extraction failed ({_place(error)})", "Report it, with the file.") from None


def _place(error: Exception) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {error} at {Path(last.filename).name}:{last.lineno}"


def _read(job: Job, limits: Limits) -> Document:
    return parse_content(job, content_of(job, limits), limits)


def parse_content(job: Job, data: bytes, limits: Limits) -> Document:
    """The document of a job, given the bytes of its file."""
    return parse_document(Raw(job.path, data, limits, job.origin.source.encoding), job.origin)


def content_of(job: Job, limits: Limits) -> bytes:
    """The bytes of a document as they were when the refresh was planned."""
    regular_size(job.path, limits)
    try:
        data = job.path.read_bytes()
    except OSError as error:
        raise unreadable(job.path, error) from None
    if hashlib.sha256(data).hexdigest() != job.sha256:
        raise DocumentError(job.path, "the file changed while it was read", "Refresh again once it is complete.")
    return data
