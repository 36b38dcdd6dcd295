"""What a refresh has to do: which documents are there, which are extracted already, which must be read."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from etl.documents import Origin, regular_size, unreadable
from etl.documents.discovery import CORRECTIONS, Found, find_documents, matches
from etl.documents.limits import Limits
from etl.errors import DocumentError
from etl.pipeline.options import Options
from etl.pipeline.shard import Failure, Job
from etl.pipeline.versions import code_version, digest, extractor_version


@dataclass(frozen=True, slots=True)
class Plan:
    """Documents to publish by key, those of them to extract first, and files that cannot be read at all.

    `fingerprint` names everything the published tables depend on.
    """

    jobs: tuple[Job, ...]
    missing: tuple[Job, ...]
    failures: tuple[Failure, ...]
    fingerprint: str


def make_plan(options: Options, cached: Mapping[str, str]) -> Plan:
    """Look at every file; `cached` holds the keys of what was extracted before."""
    found, problems = find_documents(options.seeds, options.selection)
    failures = [Failure(problem.path, problem.reason, problem.remedy) for problem in problems]
    jobs = []
    for each in found:
        try:
            jobs.append(_job(each, options.limits))
        except DocumentError as error:
            failures.append(Failure(each.relative, error.reason, error.remedy))
    stale = [job for job in jobs if job.key not in cached or _forced(job, options)]
    parts = [job.key + job.origin.relative for job in jobs] + sorted(map(repr, failures))
    parts += [code_version(), repr(options.limits), *_corrections(options.seeds)]
    return Plan(tuple(jobs), tuple(stale), tuple(failures), digest(parts))


def _job(found: Found, limits: Limits) -> Job:
    size = regular_size(found.path, limits)
    try:
        with found.path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise unreadable(found.path, error) from None
    key = digest(
        [extractor_version(), sha256, found.document_id, found.relative, found.path.suffix, repr(found.source)]
    )
    return Job(found.path, Origin(found.document_id, found.relative, found.source), sha256, size, key)


def _forced(job: Job, options: Options) -> bool:
    if options.only:
        return options.force and matches(job.origin.relative, options.only)
    return options.force


def _corrections(folders: tuple[Path, ...]) -> list[str]:
    files = [folder / CORRECTIONS for folder in folders]
    return [hashlib.sha256(file.read_bytes()).hexdigest() for file in files if file.is_file()]
