"""`claims refresh`: the run, and what it prints."""

import typer

from etl.pipeline import Options, Outcome, refresh


def run(options: Options) -> None:
    """Refresh and report; exit 1 where documents failed."""
    report(refresh(options))


def report(outcome: Outcome) -> None:
    """Name every file that failed, then say what is published."""
    for failure in outcome.failures:
        typer.echo(f"{failure.path}: {failure.reason}. {failure.remedy}", err=True)
    rows = outcome.run.get("rows", {})
    state = "published" if outcome.published else "unchanged"
    typer.echo(
        f"{state} {outcome.version}: {rows.get('documents', 0)} documents, {rows.get('claims', 0)} claims, "
        f"{rows.get('checks', 0)} checks, {len(outcome.failures)} files failed"
    )
    if outcome.failures:
        raise typer.Exit(1)
