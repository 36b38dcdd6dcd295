"""What a refresh has to do: which documents are there, which are extracted already, which must be read."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from etl.documents import Origin, regular_size, unreadable
from etl.documents.discovery import CORRECTIONS, Found, find_documents, matches
from etl.documents.limits import Limits
from etl.documents.sources import SOURCES
from etl.errors import DocumentError, UsageError
from etl.pipeline.cache import Cache
from etl.pipeline.options import Options
from etl.pipeline.shard import Failure, Job
from etl.pipeline.versions import code_version, digest, extractor_version

_PATTERNS = "A pattern fits a file's name, or its path below the folder, as in '*.md' or 'reports/*'."


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done: `keys` of the rows to publish, documents to extract first, files that cannot be read at all.

    `waiting` are documents that are new or changed but not selected by --only; `forced` are keys to extract again.
    `fingerprint` names everything the published tables depend on.
    """

    keys: tuple[str, ...]
    missing: tuple[Job, ...]
    waiting: tuple[Job, ...]
    forced: tuple[str, ...]
    failures: tuple[Failure, ...]
    fingerprint: str


def make_plan(options: Options, cache: Cache) -> Plan:
    """Look at every file and at what was extracted before."""
    found, problems = find_documents(options.seeds, options.selection)
    failures = [Failure(problem.path, problem.reason, problem.remedy) for problem in problems]
    jobs = []
    for each in found:
        try:
            jobs.append(_job(each, options.limits))
        except DocumentError as error:
            failures.append(Failure(each.relative, error.reason, error.remedy))
    _check_patterns(options, [each.relative for each in found], len(problems))
    chosen = [not options.only or matches(job.origin.relative, options.only) for job in jobs]
    forced = {job.key for job, take in zip(jobs, chosen, strict=True) if take and options.force}
    stale = [job.key not in cache.packs or job.key in forced for job in jobs]
    waiting = [job for job, is_stale, take in zip(jobs, stale, chosen, strict=True) if is_stale and not take]
    late = {job.key for job in waiting}
    keys = [job.key for job in jobs if job.key not in late] + cache.earlier(waiting)
    parts = [*keys, *sorted(map(repr, failures)), code_version(), repr(options.limits), *_declarations(options.seeds)]
    return Plan(
        keys=tuple(keys),
        missing=tuple(job for job, is_stale, take in zip(jobs, stale, chosen, strict=True) if is_stale and take),
        waiting=tuple(waiting),
        forced=tuple(sorted(forced & cache.packs.keys())),
        failures=tuple(failures),
        fingerprint=digest(parts),
    )


def _check_patterns(options: Options, there: Sequence[str], problems: int) -> None:
    """Refuse patterns that leave nothing: a slip of the pen would take every document out of the tables."""
    if options.only and there and not any(matches(each, options.only) for each in there):
        raise UsageError(f"--only {', '.join(options.only)}: no file matches. {_PATTERNS}")
    taken, left = options.selection.include, options.selection.exclude
    if (taken or left) and not there and not problems:
        words = " and ".join(
            f"--{name} {', '.join(given)}" for name, given in (("include", taken), ("exclude", left)) if given
        )
        raise UsageError(f"{words}: no file is left to read. {_PATTERNS}")


def _job(found: Found, limits: Limits) -> Job:
    size = regular_size(found.path, limits)
    try:
        with found.path.open("rb") as file:
            sha256 = hashlib.sha256(file.read()).hexdigest()  # a buffer for large files would cost more than small ones
    except OSError as error:
        raise unreadable(found.path, error) from None
    key = digest(
        [extractor_version(), sha256, found.document_id, found.relative, found.path.suffix, repr(found.source)]
    )
    return Job(found.path, Origin(found.document_id, found.relative, found.source), sha256, size, key)


def _declarations(folders: tuple[Path, ...]) -> list[str]:
    files = [folder / name for folder in folders for name in (CORRECTIONS, SOURCES)]
    return [hashlib.sha256(file.read_bytes()).hexdigest() for file in files if file.is_file()]
