"""`claims serve`: hands over to the dashboard; the command line is the only part of the ETL that knows of it."""

import sys
import threading
from pathlib import Path

from dashboard.server import serve
from etl.errors import EtlError

_LOOKS = 30.0  # seconds between looks for a new version in object storage


def run(data: Path, host: str, port: int, token: str | None) -> int:
    """Serve until stopped; the exit code."""
    from etl.pipeline.remote import address, fetched

    folder = fetched(data)
    if address(data):
        threading.Thread(target=follow, args=(data, threading.Event()), daemon=True).start()
    return serve(folder, host, port, token)


def follow(data: Path, stop: threading.Event, pause: float = _LOOKS) -> None:
    """Fetch what is published in object storage until told to stop; the server sees a new version by itself."""
    from etl.pipeline.remote import fetched

    while not stop.wait(pause):
        try:
            fetched(data)
        except EtlError as error:
            print(f"claims: {error}", file=sys.stderr)
