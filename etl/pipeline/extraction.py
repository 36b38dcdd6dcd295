"""The documents of a plan through an engine, whatever they do to it."""

import os
from collections.abc import Generator, Iterable, Iterator, Sequence
from pathlib import Path

from etl.engine import Engine
from etl.engine.cluster import SCHEMES, DaskEngine
from etl.engine.local import LocalEngine
from etl.engine.processes import WORKER_MEMORY, ProcessEngine
from etl.errors import UsageError
from etl.pipeline.carried import carry, run_shards
from etl.pipeline.options import Options
from etl.pipeline.shard import Failure, Job, Shard, ShardResult, extract_shard

_SHARD, _FEWEST = 200, 50  # documents of a shard: its checks take as long for few claims as for many
_LARGE = 1_000_000  # bytes of a shard above which it needs no more than the fewest
_AGAIN = 8  # documents that are tried together once more, where one of a shard killed its worker
_SMALL = 60  # so many short texts are done before a worker has started
_SHORT = 300_000
_SIMPLE = {"", ".txt", ".text", ".md", ".markdown", ".csv", ".tsv"}


def extract_all(jobs: Sequence[Job], packs: Path, options: Options) -> Iterator[tuple[int, tuple[Failure, ...]]]:
    """Extract every document; yields how many more are done, and those that failed, as it goes."""
    workers = options.jobs or os.cpu_count() or 1
    size = min(_SHARD, max(1, -(-len(jobs) // (4 * workers))))
    shards = [Shard(part, packs, options.limits) for part in cut(jobs, size)]
    lost = yield from _together(run_shards(choose_engine(jobs, options), shards))
    if len(lost) > _AGAIN:
        few = [Shard(part, packs, options.limits) for part in cut(lost, _AGAIN)]
        lost = yield from _together(ProcessEngine(workers).run(extract_shard, few))
    for job in lost:
        yield 1, _alone(job, packs, options)


def _together(
    results: Iterable[tuple[Shard, ShardResult | None]],
) -> Generator[tuple[int, tuple[Failure, ...]], None, list[Job]]:
    """What became of shards as they come; returns the documents of those whose worker died."""
    lost: list[Job] = []
    for shard, result in results:
        if result is None:
            lost += shard.jobs
        else:
            yield len(shard.jobs), result.failures
    return lost


def cut(jobs: Sequence[Job], most: int) -> Iterator[tuple[Job, ...]]:
    """Documents in order, so many together; fewer where they are large."""
    part: list[Job] = []
    size = 0
    for job in jobs:
        part.append(job)
        size += job.size
        if len(part) >= most or (size > _LARGE and len(part) >= _FEWEST):
            yield tuple(part)
            part, size = [], 0
    if part:
        yield tuple(part)


def _alone(job: Job, packs: Path, options: Options) -> tuple[Failure, ...]:
    """A worker of its own for a document that may have killed one."""
    [(_, result)] = ProcessEngine(1).run(extract_shard, [Shard((job,), packs, options.limits)])
    if isinstance(result, ShardResult):
        return result.failures
    spent = f"{2 * options.limits.seconds:g} seconds or {WORKER_MEMORY / 1e9:g} GB of memory"
    reason = f"reading it crashed, or took more than {spent}"
    return (Failure(job.origin.relative, reason, "Export it again, or in another format, or use --exclude."),)


def _workers(options: Options) -> int:
    return options.jobs or os.cpu_count() or 1


def check_engine(name: str) -> None:
    """Refuse an engine that is none, whether or not there is work for it."""
    if name not in ("", "local", "processes", "dask") and not name.startswith(SCHEMES):
        raise UsageError(
            f"--engine {name}: there is no such engine. Use local, processes, dask, or the address of a "
            "Dask scheduler such as tcp://host:8786."
        )


def choose_engine(jobs: Sequence[Job], options: Options) -> Engine:
    """The engine asked for, or: in this process for a few short texts, in workers for all else."""
    if options.engine == "local":
        return LocalEngine()
    if options.engine == "dask" or options.engine.startswith(SCHEMES):
        return DaskEngine(options.engine.removeprefix("dask"), _workers(options), carry)
    simple = all(job.path.suffix.lower() in _SIMPLE and job.size <= _SHORT for job in jobs)
    if not options.engine and simple and len(jobs) <= _SMALL:
        return LocalEngine()
    return ProcessEngine(_workers(options))
