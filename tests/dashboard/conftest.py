"""A published snapshot, an app on it and a client of the app."""

import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.extracts import Extracts
from tests.dashboard import fixture_snapshot


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory):
    folder = tmp_path_factory.mktemp("published")
    fixture_snapshot.write(folder)
    return folder


@pytest.fixture(scope="session")
def snapshot(data_dir):
    return Extracts(data_dir).snapshot()


@pytest.fixture(scope="session")
def app(data_dir):
    return create_app(data_dir)


class BufferedClient(FlaskClient):
    """Reads each answer to its end, so that files are closed."""

    def open(self, *arguments, **named):
        return super().open(*arguments, **{"buffered": True} | named)


@pytest.fixture(scope="session")
def client_of():
    """A client of any app."""

    def make(app):
        app.server.test_client_class = BufferedClient
        return app.server.test_client()

    return make


@pytest.fixture
def client(app, client_of):
    found = client_of(app)
    found.get("/_dash-dependencies")
    return found


@pytest.fixture(scope="session")
def claim_of(snapshot):
    """The row of the claim with a quote."""
    return lambda quote: snapshot.claims.filter(quote=quote).to_dicts()[0]
