"""Shards that carry their documents with them and bring their rows back: for workers that share no folder with us.

What comes back is stored here under a name its content gives, so a shard that was worked on twice is stored once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO

import polars as pl

from etl.documents.limits import Limits
from etl.engine import Engine
from etl.errors import DocumentError
from etl.model.document import Document
from etl.pipeline.cache import write_pack
from etl.pipeline.shard import Job, Shard, ShardResult, content_of, extract_shard, parse_content, read_shard


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why the bytes of a document could not be had."""

    path: str
    reason: str
    remedy: str


@dataclass(frozen=True, slots=True)
class CarriedShard:
    """Documents with the bytes of their files, by path."""

    jobs: tuple[Job, ...]
    contents: dict[str, bytes | Refusal]
    limits: Limits


@dataclass(frozen=True, slots=True)
class CarriedRows:
    """What became of a shard, and its rows as Parquet, by table."""

    result: ShardResult
    tables: dict[str, bytes]


def run_shards(engine: Engine, shards: Sequence[Shard]) -> Iterator[tuple[Shard, ShardResult | None]]:
    """Extract shards where the engine has its workers: beside our folders, or anywhere."""
    if not engine.is_apart:
        yield from engine.run(extract_shard, shards)
        return
    for shard, rows in engine.run(extract_carried, shards):
        yield shard, store(shard, rows) if rows else None


def carry(shard: Shard) -> CarriedShard:
    """A shard with the bytes of its files."""
    return CarriedShard(shard.jobs, {str(job.path): _content(job, shard.limits) for job in shard.jobs}, shard.limits)


def _content(job: Job, limits: Limits) -> bytes | Refusal:
    try:
        return content_of(job, limits)
    except DocumentError as error:
        return Refusal(error.path, error.reason, error.remedy)


def extract_carried(shard: CarriedShard) -> CarriedRows:
    """The rows of the documents of a shard: a pure function of what it is given."""
    result, frames = read_shard(shard.jobs, shard.limits, partial(_unpacked, shard))
    return CarriedRows(result, {table: _parquet(frame) for table, frame in frames.items()})


def _unpacked(shard: CarriedShard, job: Job, limits: Limits) -> Document:
    content = shard.contents[str(job.path)]
    if isinstance(content, Refusal):
        raise DocumentError(content.path, content.reason, content.remedy)
    return parse_content(job, content, limits)


def _parquet(frame: pl.DataFrame) -> bytes:
    buffer = BytesIO()
    frame.write_parquet(buffer, compression="lz4")
    return buffer.getvalue()


def store(shard: Shard, rows: CarriedRows) -> ShardResult:
    """Keep the rows of a shard as a pack."""
    if rows.tables:
        write_pack(shard.packs, {table: pl.read_parquet(BytesIO(held)) for table, held in rows.tables.items()})
    return rows.result
