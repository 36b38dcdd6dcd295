"""`claims serve`: hands over to the dashboard, the only place of the ETL that knows of it."""

from importlib import import_module
from pathlib import Path


def run(data: Path, host: str, port: int) -> None:
    """Serve until stopped."""
    import_module("dashboard.__main__").serve(data, host, port)
