"""The refresh from end to end: plan, extract what is new, derive, validate, publish, say what changed."""

import errno
import os
import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl

from etl.corrections import load_corrections
from etl.documents.discovery import check_folders
from etl.documents.sources import load_publication
from etl.errors import PublishError, SnapshotError, ValidationError
from etl.model.tables import TABLES, schema
from etl.pipeline.cache import Cache, sweep
from etl.pipeline.conversions import conversions_of
from etl.pipeline.extraction import check_engine, extract_all
from etl.pipeline.lock import locked
from etl.pipeline.options import Options
from etl.pipeline.plan import Plan, make_plan
from etl.pipeline.portions import empty, portions, read_portions
from etl.pipeline.remote import Place, address
from etl.pipeline.shard import Failure
from etl.pipeline.shelf import Shelf
from etl.pipeline.tables import arranged, derive, validate
from etl.publish import snapshot, versions
from etl.publish.diff import compare
from etl.publish.publication import Publication

_LEAST_ROOM = 100_000  # bytes; below it a writer that gives no reason had no room
_IN_MEMORY = 3  # portions of the documents; more of them are put on disk on their way
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
    check_engine(options.engine)
    check_folders(folder for folder in options.seeds if not address(folder))  # before anything is made
    place = Place.of(options)
    options = place.options
    with locked(options.data), place.held():
        try:
            before = place.pull()
            outcome = _refresh(options, progress)
            place.push(before)
            return outcome
        except (OSError, pl.exceptions.PolarsError) as error:
            if (problem := _full(error, options.data)) is None:
                raise
            raise PublishError(f"{options.data}: {problem}. Make room; the last good data stays.") from None
        finally:
            snapshot.clear_staging(options.data)


def _full(error: Exception, data: Path) -> str | None:
    """What is wrong with the disk; None where it is something else. polars and shutil give the number in their message only, if at all."""
    told = re.search(r"(?:os error |Errno )(\d+)", str(error))
    number = getattr(error, "errno", None) or (int(told[1]) if told else 0)
    if not number and shutil.disk_usage(data).free < _LEAST_ROOM:
        number = errno.ENOSPC
    return os.strerror(number).lower() if number in (errno.ENOSPC, errno.EDQUOT, errno.EROFS) else None


def preview(options: Options) -> Plan:
    """What a refresh would do; nothing is written but the images of folders elsewhere."""
    place = Place.of(options)
    place.pull()
    options = place.options
    return make_plan(options, Cache.open(options.data / "cache" / "packs"))


def _refresh(options: Options, progress: Progress | None) -> Outcome:
    snapshot.clear_staging(options.data)
    packs = options.data / "cache" / "packs"
    sweep(packs)
    cache = Cache.open(packs)
    plan = make_plan(options, cache)
    current = snapshot.current(options.data)
    previous = snapshot.read_run(current)
    if current and not options.force and _up_to_date(options.data, current, previous, plan):
        failures = tuple(Failure(**failure) for failure in previous.get("failures", ()))
        return Outcome(current.name, previous, failures, published=False)
    if current and not options.force:
        _refuse_nothing(options, plan, previous)
    cache.forget(plan.forced)
    failed = list(plan.failures)
    done = 0
    for count, more in extract_all(plan.missing, packs, options):
        failed += more
        done += count
        if progress:
            progress(done, len(plan.missing))
    return _publish(options, plan, tuple(sorted(failed, key=lambda each: each.path)))


def _up_to_date(data: Path, current: Path, previous: dict[str, Any], plan: Plan) -> bool:
    unchanged = previous.get("fingerprint") == plan.fingerprint
    return unchanged and snapshot.is_whole(current) and snapshot.extracts_match(data, current)


def _refuse_nothing(options: Options, plan: Plan, previous: dict[str, Any]) -> None:
    """Stop where every document is gone: a folder that is not mounted looks empty too."""
    published = previous.get("rows", {}).get("documents", 0)
    if published and not plan.keys and not plan.failures:
        folders = ", ".join(map(str, options.seeds))
        raise ValidationError(
            f"{folders}: no document is there, and {published:,} {'is' if published == 1 else 'are'} published, which "
            "stay. Put the documents back, or publish empty tables with --force."
        )


def _publish(options: Options, plan: Plan, failures: tuple[Failure, ...]) -> Outcome:
    started = datetime.now(UTC)
    publication = Publication.declared(load_publication(options.seeds))
    shelf, texts = _derived(options, plan, failures)
    validate(shelf)
    public = {name: shelf.table(name) for name in TABLES}
    changes = _changes(options.data, public)
    conversions = conversions_of(shelf.frame("units"), options.data / "cache")
    hidden = {"texts": texts, "conversions": arranged("conversions", conversions).lazy()}
    version, staging = snapshot.stage(options.data, public, hidden, publication)
    run = {
        "version": version,
        "finished": datetime.now(UTC).isoformat(),
        "seconds_to_derive": round((datetime.now(UTC) - started).total_seconds(), 3),
        "fingerprint": plan.fingerprint,
        "rows": {name: shelf.rows(name) for name in public},
        "verdicts": _verdicts(public["checks"]),
        "extracted": len(plan.missing),
        "changes": changes,
        "failures": [asdict(each) for each in failures],
    }
    snapshot.commit(options.data, version, staging, run)
    versions.prune(options.data, options.keep)
    return Outcome(version, run, failures, published=True)


def _derived(options: Options, plan: Plan, failures: tuple[Failure, ...]) -> tuple[Shelf, pl.LazyFrame]:
    """All tables of the documents of the plan, and their texts; on disk where they might not fit into memory."""
    packs = options.data / "cache" / "packs"
    cache = Cache.open(packs)
    keys = [key for key in plan.keys if key in cache.packs]
    documents = cache.load("documents", keys) if keys else empty("documents", key=pl.String())
    cut = portions(documents)
    shelf = Shelf(snapshot.staging_folder(options.data) if len(cut) > _IN_MEMORY else None)
    derive(read_portions(cache, cut, load_corrections(options.seeds)), failures, shelf)
    return shelf, Cache.open(packs).texts(documents) if keys else empty("texts").lazy()


def _verdicts(checks: pl.LazyFrame) -> dict[str, int]:
    counts = checks.group_by(pl.col("verdict").cast(pl.String)).len().sort("verdict")
    return dict(counts.collect(engine="streaming").iter_rows())


def _changes(data: Path, tables: Mapping[str, pl.LazyFrame]) -> dict[str, Any]:
    """What is different from the version published before; against nothing where that cannot be read."""
    try:
        before = versions.scan_tables(versions.find(data))
        return compare(before, tables).record()
    except (SnapshotError, OSError, pl.exceptions.PolarsError):
        return compare({name: pl.LazyFrame(schema=schema(name)) for name in TABLES}, tables).record()
