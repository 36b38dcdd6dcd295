"""`claims serve`: hands over to the dashboard; the command line is the only part of the ETL that knows of it."""

from pathlib import Path

from dashboard.server import serve


def run(data: Path, host: str, port: int, token: str | None) -> int:
    """Serve until stopped; the exit code."""
    return serve(data, host, port, token)
