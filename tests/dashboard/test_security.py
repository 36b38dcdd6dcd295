import pytest

from dashboard import security
from dashboard.app import create_app


@pytest.mark.parametrize(
    ("header", "name"),
    [("localhost:8050", "localhost"), ("[::1]:8050", "::1"), ("Example.org", "example.org"), ("::1", "::1")],
)
def test_the_name_in_a_host_header(header, name):
    assert security.host_name(header) == name


@pytest.mark.parametrize(
    ("header", "hosts", "allowed"),
    [
        ("127.0.0.1:1", (), True),
        ("evil.example", (), False),
        ("evil.example:8050", ("*",), False),
        ("192.168.1.5:8050", ("*",), True),
        ("192.168.1.5:8050", (), False),
        ("reports.example", ("reports.example",), True),
        ("127.0.0.1.evil.example", ("*",), False),
    ],
)
def test_a_host_must_be_known(header, hosts, allowed):
    assert security.is_allowed_host(header, hosts) is allowed


def test_a_foreign_host_name_gets_no_data(client):
    assert client.get("/data/latest/claims.csv", headers={"Host": "evil.example"}).status_code == 421


@pytest.fixture(scope="module")
def locked(data_dir, client_of):
    app = create_app(data_dir, token="s3cret")
    client_of(app)
    return app.server


PATHS = ["/", "/claims", "/data/latest/claims.csv", "/_dash-layout", "/_dash-dependencies", "/assets/route.js", "/nix"]


@pytest.mark.parametrize("path", PATHS)
def test_without_the_token_nothing_is_given(locked, path):
    client = locked.test_client()
    assert client.get(path).status_code == 401
    assert client.get(path, headers={"Authorization": "Bearer wrong"}).status_code == 401
    client.set_cookie(security.COOKIE, "wrong")
    assert client.get(path).status_code == 401


def test_callbacks_need_the_token(locked):
    assert locked.test_client().post("/_dash-update-component", json={}).status_code == 401


def test_with_the_token_all_is(locked):
    client = locked.test_client()
    head = {"Authorization": "Bearer s3cret"}
    assert client.get("/data/latest/claims.csv", headers=head).status_code == 200
    assert client.get("/", headers=head).status_code == 200


def test_a_link_with_the_token_opens_and_loses_it(locked):
    client = locked.test_client()
    answer = client.get("/claims?token=s3cret")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/claims")
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "s3cret" not in cookie
    assert client.get("/claims").status_code == 200


def test_the_form_takes_the_token(locked):
    client = locked.test_client()
    asked = client.get("/", headers={"Accept": "text/html"})
    assert asked.status_code == 401
    assert b"<form" in asked.data
    assert client.post("/login", data={"token": "wrong"}).status_code == 401
    assert client.post("/login", data={"token": "s3cret"}).status_code == 303
    assert client.get("/").status_code == 200


def test_health_is_open_and_says_nothing(locked):
    answer = locked.test_client().get("/healthz")
    assert (answer.status_code, len(answer.data) < 10) == (200, True)


@pytest.mark.parametrize("path", ["/", "/data/latest/claims.csv", "/data/nix", "/claim/nix", "/healthz"])
def test_every_answer_carries_the_policy(client, path):
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "unsafe-eval" not in policy
    assert "script-src 'self' 'sha256-" in policy
    assert "default-src 'self'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_inline_scripts_are_only_the_one_dash_writes(client):
    page = client.get("/").get_data(as_text=True)
    inline = [part for part in page.split("<script")[1:] if not part.lstrip().startswith("src=")]
    kept = [part for part in inline if "application/json" not in part.partition(">")[0]]
    assert len(kept) == 1
    assert "http://" not in page.replace("http://www.w3.org", "")
    assert "https://" not in page
