"""`claims rollback`: an earlier version becomes the current one."""

from pathlib import Path

import typer

from etl.errors import UsageError
from etl.pipeline.lock import locked
from etl.pipeline.remote import address
from etl.publish.versions import roll_back


def run(data: Path, version: str) -> None:
    """Go back and say so."""
    if url := address(data):
        raise UsageError(
            f"{url}: a version in object storage is made current by whoever writes there: put the text snapshots/VERSION "
            f"into {url}/current. claims diff --data {url} shows the versions."
        )
    with locked(data):
        typer.echo(f"current is now {roll_back(data, version)}; the next refresh publishes anew")
