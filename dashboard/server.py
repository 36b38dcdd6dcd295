"""Serving: checks before the first request, one warm-up request, then waitress."""

import errno
import gc
import logging
import os
import sys
from pathlib import Path

import waitress

from dashboard.app import create_app
from dashboard.security import LOOPBACK

THREADS = 8


def serve(data: Path, host: str = "127.0.0.1", port: int = 8050, token: str | None = None) -> int:
    """Serve until stopped; the exit code says whether it could start."""
    token = token or os.environ.get("CLAIMS_TOKEN") or None
    if host not in LOOPBACK and not token:
        print(
            f"Beyond this machine a token is needed: claims serve --host {host} --token SECRET (or CLAIMS_TOKEN).",
            file=sys.stderr,
        )
        return 2
    named = tuple(name.strip().lower() for name in os.environ.get("CLAIMS_HOSTS", "").split(",") if name.strip())
    hosts = (*named, host.lower(), *(() if host in LOOPBACK else ("*",)))
    app = create_app(data, token, hosts)
    # Dash sets itself up during its first request; concurrent first requests would meet it half done (plotly/dash #3971).
    client = app.server.test_client()
    client.get("/_dash-dependencies", headers={"Host": "localhost", "Authorization": f"Bearer {token or ''}"})
    # What the start has made lives as long as the server: looking through it again is a tenth of a second in a request.
    gc.collect()
    gc.freeze()
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    try:
        server = waitress.create_server(app.server, host=host, port=port, threads=THREADS, ident="", channel_timeout=60)
    except ValueError:  # what waitress makes of a name that cannot be resolved
        print(f"{host} is no address of this machine. Choose another with --host.", file=sys.stderr)
        return 2
    except OSError as error:
        reason = "is taken" if error.errno == errno.EADDRINUSE else f"cannot be used ({error.strerror})"
        print(f"Port {port} on {host} {reason}. Choose another with --port.", file=sys.stderr)
        return 2
    if not (data / "current").exists():
        print(f"{data}: nothing is published there yet. The pages follow once claims refresh has run.", file=sys.stderr)
    shown = f"[{host}]" if ":" in host else host
    # Port 0 asks the system for a free one, so the address is the server's own word.
    print(f"Claimed Metrics: http://{shown}:{server.effective_port}", flush=True)
    try:
        server.run()
    except KeyboardInterrupt:
        server.close()
    return 0
