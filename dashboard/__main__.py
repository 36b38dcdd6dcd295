"""`python -m dashboard`: serve the published tables in a browser."""

import argparse
import sys
from pathlib import Path

from dashboard.server import serve

__all__ = ["main", "serve"]


def main(arguments: list[str] | None = None) -> int:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(
        prog="python -m dashboard", description="Show the published tables in the browser."
    )
    parser.add_argument("--data", type=Path, default=Path("data"), help="folder the tables are published in")
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to listen on; beyond this machine a token is needed"
    )
    parser.add_argument("--port", type=int, default=8050)
    parser.add_argument("--token", help="token that every request must bring (or CLAIMS_TOKEN)")
    given = parser.parse_args(arguments)
    return serve(given.data, given.host, given.port, given.token)


if __name__ == "__main__":
    sys.exit(main())
