"""The refresh from end to end: plan, extract what is new, derive, validate, publish, say what changed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl

from etl.model.tables import SNAPSHOT_ONLY, TABLES, schema
from etl.pipeline.cache import TABLES as CACHED
from etl.pipeline.cache import Cache
from etl.pipeline.extraction import extract_all
from etl.pipeline.frames import COVERAGE_SCHEMA
from etl.pipeline.lock import locked
from etl.pipeline.options import Options
from etl.pipeline.plan import Plan, make_plan
from etl.pipeline.shard import Failure
from etl.pipeline.tables import derive, validate
from etl.publish import snapshot

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a refresh did: the version now current, its run record, and the files that failed."""

    version: str
    run: dict[str, Any]
    failures: tuple[Failure, ...]
    published: bool


def refresh(options: Options, progress: Progress | None = None) -> Outcome:
    """Bring the published tables up to date with the folders of documents."""
    with locked(options.data):
        snapshot.clear_staging(options.data)
        packs = options.data / "cache" / "packs"
        plan = make_plan(options, Cache.open(packs).packs)
        current = snapshot.current(options.data)
        previous = snapshot.read_run(current)
        if current and not options.force and _up_to_date(options.data, current, previous, plan):
            return Outcome(current.name, previous, _failures(previous), published=False)
        failures = [*plan.failures, *_extract(plan, packs, options, progress)]
        return _publish(options, plan, tuple(sorted(failures, key=lambda each: each.path)))


def _up_to_date(data: Path, current: Path, previous: dict[str, Any], plan: Plan) -> bool:
    unchanged = previous.get("fingerprint") == plan.fingerprint
    return unchanged and snapshot.is_whole(current) and snapshot.extracts_match(data, current)


def _failures(run: dict[str, Any]) -> tuple[Failure, ...]:
    return tuple(Failure(**failure) for failure in run.get("failures", ()))


def _extract(plan: Plan, packs: Path, options: Options, progress: Progress | None) -> list[Failure]:
    failures: list[Failure] = []
    done = 0
    for count, failed in extract_all(plan.missing, packs, options):
        failures += failed
        done += count
        if progress:
            progress(done, len(plan.missing))
    return failures


def _publish(options: Options, plan: Plan, failures: tuple[Failure, ...]) -> Outcome:
    cache = Cache.open(options.data / "cache" / "packs")
    keys = [job.key for job in plan.jobs if job.key in cache.packs]
    extracted = {table: cache.load(table, keys) if keys else _empty(table) for table in CACHED}
    cache.compact(extracted)
    tables = derive(extracted, failures)
    validate(tables)
    public = {name: tables[name] for name in TABLES}
    version, staging = snapshot.stage(options.data, public, {name: tables[name] for name in SNAPSHOT_ONLY})
    run = {
        "version": version,
        "finished": datetime.now(UTC).isoformat(timespec="seconds"),
        "fingerprint": plan.fingerprint,
        "rows": {name: frame.height for name, frame in public.items()},
        "extracted": len(plan.missing),
        "failures": [{"path": each.path, "reason": each.reason, "remedy": each.remedy} for each in failures],
    }
    snapshot.commit(options.data, version, staging, run)
    return Outcome(version, run, failures, published=True)


def _empty(table: str) -> pl.DataFrame:
    if table == "coverage":
        return pl.DataFrame(schema=COVERAGE_SCHEMA)
    if table == "links":
        from etl.checks.links import LINK_SCHEMA

        return pl.DataFrame(schema=LINK_SCHEMA)
    return pl.DataFrame(schema=schema(table))
