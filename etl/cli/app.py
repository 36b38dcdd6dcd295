"""The commands and their options; what they do is imported when they are called."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    help="Extracts every numeric claim from documents, links them into series and recomputes what the text says.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.command()
def refresh(
    seeds: Annotated[list[Path] | None, typer.Option(help="Folder of documents; may be given again.")] = None,
    data: Annotated[Path, typer.Option(help="Folder to publish into.")] = Path("data"),
    jobs: Annotated[int, typer.Option(min=0, help="Worker processes; 0: as many as there are processors.")] = 0,
    force: Annotated[bool, typer.Option("--force", help="Extract again what was extracted before.")] = False,
) -> None:
    """Read new and changed documents and publish all tables."""
    from etl.cli.refresh import run
    from etl.pipeline import Options

    run(Options(seeds=tuple(seeds or [Path("seeds")]), data=data, jobs=jobs, force=force))


@app.command()
def serve(
    data: Annotated[Path, typer.Option(help="Folder the ETL published into.")] = Path("data"),
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on.")] = 8050,
) -> None:
    """Show the published tables in the browser."""
    from etl.cli.serve import run

    run(data, host, port)
