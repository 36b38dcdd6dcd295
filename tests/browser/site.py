"""A running app and the browser that looks at it: for the browser tests and for the pictures of the README."""

import logging
import shutil
import threading
from contextlib import contextmanager
from pathlib import Path

from werkzeug.serving import make_server

from dashboard.app import create_app

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
ARTIFACTS = Path(__file__).parents[2] / "artifacts" / "screens"


def chromium(playwright):
    """Path of a Chromium: the system's, else Playwright's own; None where there is neither."""
    for name in ("chromium", "chromium-browser"):
        if found := shutil.which(name):
            return found
    own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


@contextmanager
def serving(data_dir, **options):
    """Serve a data folder on a free port; gives its address."""
    app = create_app(data_dir, **options)
    app.server.test_client().get("/_dash-dependencies", headers={"Host": "localhost"}, buffered=True)
    server = make_server("127.0.0.1", 0, app.server, threaded=True)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def settle(page):
    """Wait until a page has drawn its charts and its grid."""
    page.locator("#page h1").wait_for()
    page.wait_for_function(
        """() => ![...document.querySelectorAll('.js-plotly-plot, .dash-graph')].some((plot) => !plot.querySelector('.main-svg'))
          && (!document.querySelector('.claims-grid') || document.querySelector('.ag-center-cols-container .ag-row'))"""
    )
    page.wait_for_timeout(250)
