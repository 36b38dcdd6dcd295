"""`claims refresh`: the run, and what it prints."""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import typer

from etl.cli.summary import counted, print_summary
from etl.documents.discovery import find_documents
from etl.errors import EtlError
from etl.pipeline import Options, Outcome, Progress, preview, refresh
from etl.pipeline.remote import address, marks

_PAUSE = 2.0
_PAUSE_ELSEWHERE = 30.0  # a look into object storage lists the folder


def run(options: Options, as_json: bool) -> None:
    """Refresh and report; exit 1 where documents failed."""
    with _progress(as_json) as progress:
        outcome = refresh(options, progress)
    _report(outcome, as_json)
    if outcome.failures:
        raise typer.Exit(1)


def run_dry(options: Options, as_json: bool) -> None:
    """Say what a refresh would do."""
    plan = preview(options)
    if as_json:
        _line(
            event="dry-run",
            extract=[job.origin.relative for job in plan.missing],
            unchanged=len(plan.keys) - len(plan.missing),
            failures=[failure.path for failure in plan.failures],
        )
        return
    for job in plan.missing:
        typer.echo(f"would read {job.origin.relative}")
    for failure in plan.failures:
        typer.echo(f"would set aside {failure.path}: {failure.reason}")
    typer.echo(
        f"{counted(len(plan.missing), 'document')} to read, {len(plan.keys) - len(plan.missing)} unchanged; nothing written"
    )


def run_watching(options: Options, as_json: bool) -> None:
    """Refresh now and whenever a file of the folders changes, until stopped."""
    seen: object = None
    while True:
        now = _look(options, seen)
        if now != seen:
            time.sleep(_PAUSE / 4)  # a file that is being copied goes on changing
            if _look(options, now) != now:
                continue
            seen = now
            try:
                with _progress(as_json) as progress:
                    outcome = refresh(options, progress)
                if outcome.published:
                    _report(outcome, as_json)
            except EtlError as error:
                typer.echo(f"claims: {error}", err=True)
        time.sleep(_PAUSE_ELSEWHERE if any(map(address, options.seeds)) else _PAUSE)


def _look(options: Options, seen: object) -> object:
    """The state of the folders; what was seen before where they cannot be read for now."""
    try:
        return _state(options)
    except EtlError as error:
        if seen is None:
            raise
        typer.echo(f"claims: {error}", err=True)
        return seen


def _state(options: Options) -> list[tuple[object, ...]]:
    here = [folder for folder in options.seeds if not address(folder)]
    state: list[tuple[object, ...]] = [
        (url, *marks(url).items()) for url in (address(folder) for folder in options.seeds) if url
    ]
    found, _ = find_documents(here, options.selection) if here else ([], [])
    files = [each.path for each in found]
    files += [file for folder in here for file in folder.glob("*.toml")]
    for file in files:
        try:
            status = file.stat()
            state.append((str(file), status.st_size, status.st_mtime_ns))
        except OSError:
            state.append((str(file), -1, -1))
    return state


def _report(outcome: Outcome, as_json: bool) -> None:
    if as_json:
        for failure in outcome.failures:
            _line(event="failure", path=failure.path, reason=failure.reason, remedy=failure.remedy)
        _line(event="refresh", published=outcome.published, **outcome.run)
        return
    for failure in outcome.failures:
        typer.echo(f"{failure.path}: {failure.reason}. {failure.remedy}", err=True)
    print_summary(outcome)


def _line(**record: Any) -> None:  # noqa: ANN401 - JSON holds anything
    typer.echo(json.dumps(record, ensure_ascii=False))


@contextmanager
def _progress(as_json: bool) -> Iterator[Progress | None]:
    """A bar with rate and time left, on a terminal only."""
    if as_json or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"))
    with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, rate="")
        begin = time.monotonic()

        def advance(done: int, total: int) -> None:
            rate = done / max(time.monotonic() - begin, 1e-3)
            bar.update(task, completed=done, total=total, rate=f"{rate:,.0f}/s")

        yield advance
