"""The commands and their options; what they do is imported when they are called."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Data = Annotated[Path, typer.Option(help="Folder the tables are published in.")]


class LogFormat(StrEnum):
    """Who reads what a command prints: people, or machines (one JSON object a line)."""

    TEXT = "text"
    JSON = "json"


class FileFormat(StrEnum):
    """Formats of an export."""

    CSV = "csv"
    SAFE_CSV = "safe-csv"
    PARQUET = "parquet"
    JSON = "json"
    XLSX = "xlsx"


def _tell_version(is_asked: bool) -> None:
    if is_asked:
        from importlib.metadata import version

        typer.echo(f"claims {version('claimed-metrics')}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="Say which version this is.")
    ] = False,
) -> None:
    """Extracts every numeric claim from documents, links them into series and recomputes what the text says."""


@app.command()
def refresh(  # noqa: PLR0913 - each is an option
    *,
    seeds: Annotated[
        list[Path] | None, typer.Option(help="Folder of documents; may be given again. None: seeds.")
    ] = None,
    data: Annotated[Path, typer.Option(help="Folder to publish into.")] = Path("data"),
    jobs: Annotated[int, typer.Option(min=0, help="Worker processes; 0: as many as there are processors.")] = 0,
    engine: Annotated[str, typer.Option(help="local, processes or dask; empty: what fits the work.")] = "",
    force: Annotated[bool, typer.Option("--force", help="Extract again what was extracted before.")] = False,
    only: Annotated[
        list[str] | None, typer.Option(help="Read only files that match; others stay as published.")
    ] = None,
    include: Annotated[list[str] | None, typer.Option(help="Take only files that match this pattern.")] = None,
    exclude: Annotated[list[str] | None, typer.Option(help="Leave out files that match this pattern.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="List what would be done; write nothing.")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Stay, and refresh whenever a file changes.")] = False,
    keep: Annotated[int, typer.Option(min=1, help="Versions to keep.")] = 10,
    max_mb: Annotated[float, typer.Option(min=0, help="Largest file that is read, in MB.")] = 40,
    seconds: Annotated[float, typer.Option(min=0.1, help="Longest time spent on a document.")] = 30,
    log_format: Annotated[LogFormat, typer.Option(help="For people or for machines.")] = LogFormat.TEXT,
) -> None:
    """Read new and changed documents and publish all tables."""
    from etl.cli.refresh import run, run_dry, run_watching
    from etl.documents.discovery import Selection
    from etl.documents.limits import Limits
    from etl.pipeline.options import Options

    options = Options(
        seeds=tuple(seeds or [Path("seeds")]),
        data=data,
        jobs=jobs,
        engine=engine,
        force=force,
        only=tuple(only or ()),
        selection=Selection(tuple(include or ()), tuple(exclude or ())),
        limits=Limits(file_megabytes=max_mb, text_megabytes=max_mb / 2, seconds=seconds),
        keep=keep,
    )
    (run_dry if dry_run else run_watching if watch else run)(options, log_format == LogFormat.JSON)


@app.command()
def serve(
    data: Data = Path("data"),
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on.")] = 8050,
    token: Annotated[str | None, typer.Option(help="Token every request must bring (or CLAIMS_TOKEN).")] = None,
) -> None:
    """Show the published tables in the browser."""
    from etl.cli.serve import run

    raise typer.Exit(run(data, host, port, token))


@app.command()
def export(  # noqa: PLR0913 - each is an option
    table: Annotated[str, typer.Argument(help="Table to write: claims, checks, series, …")] = "claims",
    *,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="File to write; none: standard output.")] = None,
    file_format: Annotated[
        FileFormat | None, typer.Option("--format", help="None: by the file's ending, or CSV.")
    ] = None,
    where: Annotated[list[str] | None, typer.Option(help="Only rows with this value: COLUMN=VALUE.")] = None,
    columns: Annotated[str, typer.Option(help="Columns to write, separated by commas; empty: all.")] = "",
    limit: Annotated[int, typer.Option(min=0, help="Most rows to write; 0: all.")] = 0,
    version: Annotated[str, typer.Option(help="Version to read; empty: the current one.")] = "",
    data: Data = Path("data"),
) -> None:
    """Write a table in another format, or a part of it."""
    from etl.cli.export import Request, run

    wanted = tuple(column.strip() for column in columns.split(",") if column.strip())
    run(Request(data, version, table, tuple(where or ()), wanted, limit), output, file_format)


@app.command()
def diff(
    before: Annotated[str, typer.Argument(help="Version; empty: the one before the current.")] = "",
    after: Annotated[str, typer.Argument(help="Version; empty: the current one.")] = "",
    data: Data = Path("data"),
    log_format: Annotated[LogFormat, typer.Option("--format", help="For people or for machines.")] = LogFormat.TEXT,
) -> None:
    """Show what changed between two versions: documents, claims, verdicts."""
    from etl.cli.diff import run

    run(data, before, after, log_format == LogFormat.JSON)


@app.command()
def explain(
    identifier: Annotated[str, typer.Argument(help="A claim's or a check's id.")],
    data: Data = Path("data"),
) -> None:
    """Show a claim, its checks and how it was read (tokens, rule, catalogue), or a check with its claims."""
    from etl.cli.explain import run

    run(data, identifier)


@app.command()
def rollback(
    version: Annotated[str, typer.Argument(help="Version to go back to; empty: the one before the current.")] = "",
    data: Data = Path("data"),
) -> None:
    """Make an earlier version the current one."""
    from etl.cli.rollback import run

    run(data, version)


@app.command()
def rule(code: Annotated[str, typer.Argument(help="Code of a check; empty: list all.")] = "") -> None:
    """Say what a check compares, with an example."""
    from etl.cli.rule import run

    run(code)


@app.command(add_help_option=False, context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def lint(context: typer.Context) -> None:
    """Check the numbers of documents: what does not add up, where, and what would."""
    from etl.cli.lint import main  # it has its own parser, which starts sooner

    raise typer.Exit(main(context.args))


@app.command()
def lsp() -> None:
    """Serve an editor: findings as diagnostics, the claim under the cursor on hover."""
    from etl.cli.lsp import run

    run()
