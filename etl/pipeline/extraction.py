"""The documents of a plan through an engine, whatever they do to it."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from etl.engine import Engine
from etl.engine.cluster import SCHEMES, DaskEngine
from etl.engine.local import LocalEngine
from etl.engine.processes import WORKER_MEMORY, ProcessEngine
from etl.errors import UsageError
from etl.pipeline.carried import carry, run_shards
from etl.pipeline.options import Options
from etl.pipeline.shard import Failure, Job, Shard, ShardResult, extract_shard

_SHARD = 50
_SMALL = 60  # so many short texts are done before a worker has started
_SHORT = 300_000
_SIMPLE = {"", ".txt", ".text", ".md", ".markdown", ".csv", ".tsv"}


def extract_all(jobs: Sequence[Job], packs: Path, options: Options) -> Iterator[tuple[int, tuple[Failure, ...]]]:
    """Extract every document; yields how many more are done, and those that failed, as it goes."""
    engine = choose_engine(jobs, options)
    lost: list[Job] = []
    size = min(_SHARD, max(1, -(-len(jobs) // (4 * _workers(options)))))
    shards = [Shard(tuple(jobs[at : at + size]), packs, options.limits) for at in range(0, len(jobs), size)]
    for shard, result in run_shards(engine, shards):
        if result is None:
            lost += shard.jobs
        else:
            yield len(shard.jobs), result.failures
    for job in lost:
        yield 1, _alone(job, packs, options)


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


def choose_engine(jobs: Sequence[Job], options: Options) -> Engine:
    """The engine asked for, or: in this process for a few short texts, in workers for all else."""
    if options.engine == "local":
        return LocalEngine()
    if options.engine == "dask" or options.engine.startswith(SCHEMES):
        return DaskEngine(options.engine.removeprefix("dask"), _workers(options), carry)
    if options.engine not in ("", "processes"):
        raise UsageError(
            f"--engine {options.engine}: there is no such engine. Use local, processes, dask, or the address of a "
            "Dask scheduler such as tcp://host:8786."
        )
    simple = all(job.path.suffix.lower() in _SIMPLE and job.size <= _SHORT for job in jobs)
    if not options.engine and simple and len(jobs) <= _SMALL:
        return LocalEngine()
    return ProcessEngine(_workers(options))
