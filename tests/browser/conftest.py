"""A real browser on a real server. Console errors and requests that leave the host fail the test that made them."""

import os
from contextlib import ExitStack
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest

from tests.browser.site import FLAGS, chromium, serving
from tests.dashboard import fixture_snapshot


@pytest.fixture(scope="session")
def browser():
    """Chromium; its absence is a failure in CI and a reason to skip elsewhere."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync_api.sync_playwright() as playwright:
        path = chromium(playwright)
        if path is None:
            reason = "no Chromium found: apt-get install chromium, or playwright install chromium"
            (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)
        found = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield found
        found.close()


@pytest.fixture(scope="session")
def published(tmp_path_factory):
    """A data folder with the hand-written snapshot."""
    folder = tmp_path_factory.mktemp("site")
    fixture_snapshot.write(folder)
    return folder


@pytest.fixture(scope="session")
def serve():
    """Serve a data folder on a free port; return its address."""
    with ExitStack() as running:
        yield lambda data_dir, **options: running.enter_context(serving(data_dir, **options))


@pytest.fixture(scope="session")
def site(serve, published):
    return serve(published)


@dataclass
class Watch:
    """What went wrong in a page; `expected` are parts of messages that belong to the test."""

    problems: list = field(default_factory=list)
    expected: list = field(default_factory=list)

    def note(self, text):
        if not any(part in text for part in self.expected):
            self.problems.append(text)


@pytest.fixture
def watch():
    return Watch()


def _context(browser, **options):
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"} | options)
    context.set_default_timeout(20_000)
    return context


@pytest.fixture(scope="session")
def shared_context(browser):
    """One context for tests that leave nothing behind: its cache makes every page but the first quick."""
    context = _context(browser)
    yield context
    context.close()


@pytest.fixture
def open_page(browser, watch, shared_context):
    """Open pages whose console and requests are watched; with options, in a context of their own."""
    contexts, pages = [], []

    def make(**options):
        if options:
            contexts.append(_context(browser, **options))
        page = (contexts[-1] if options else shared_context).new_page()
        pages.append(page)
        page.on("console", lambda message: message.type == "error" and watch.note(f"console: {message.text}"))
        page.on("pageerror", lambda error: watch.note(f"script: {error}"))
        page.on("request", lambda request: _is_local(request.url) or watch.note(f"left the host: {request.url}"))
        return page

    yield make
    for page in pages:
        page.close()
    for context in contexts:
        context.close()
    assert watch.problems == []


@pytest.fixture
def page(open_page):
    return open_page()


def _is_local(url):
    parts = urlsplit(url)
    return parts.scheme in ("data", "blob", "about") or parts.hostname == "127.0.0.1"
