"""`claims rollback`: an earlier version becomes the current one."""

from pathlib import Path

import typer

from etl.pipeline.lock import locked
from etl.publish.versions import roll_back


def run(data: Path, version: str) -> None:
    """Go back and say so."""
    with locked(data):
        typer.echo(f"current is now {roll_back(data, version)}; the next refresh publishes anew")
