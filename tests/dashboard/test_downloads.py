import csv
import io
import json
import zipfile

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.model.tables import TABLES, schema
from etl.rows.writers import guard_text, unguard_text

RISKY = st.text(alphabet="=+-@＝'\t\r\n ax", max_size=6)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("ending", ["csv", "safe.csv", "parquet", "json", "xlsx"])
def test_every_table_comes_in_every_format(client, table, ending):
    answer = client.get(f"/data/latest/{table}.{ending}")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{table}-2026-05-05-aaaa.{ending}"'
    assert len(answer.data) > 10


def test_the_exact_csv_reads_back_equal(client, snapshot):
    answer = client.get("/data/latest/claims.csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8; header=present"
    rows = list(csv.DictReader(io.StringIO(answer.get_data(as_text=True), newline="")))
    published = schema("claims")
    assert list(rows[0]) == list(published)
    for name in ("quote", "subject", "sentence"):
        assert [row[name] for row in rows] == snapshot.claims[name].cast(pl.String).to_list()
    assert [float(row["value"]) for row in rows] == snapshot.claims["value"].to_list()


def test_made_and_kept_csv_are_the_same_bytes(client, data_dir):
    made = client.get("/data/latest/claims.csv?limit=1000000").data
    assert made == (data_dir / "current" / "extracts" / "claims.csv").read_bytes()


@given(RISKY)
def test_a_guarded_cell_is_no_formula_and_comes_back(text):
    guarded = guard_text(text)
    assert not guarded.lstrip().startswith(("=", "+", "-", "@", "＝"))
    assert unguard_text(guarded) == text


def test_the_safe_csv_guards_text_and_leaves_numbers(client):
    text = client.get("/data/latest/claims.safe.csv").get_data(as_text=True)
    rows = {row["quote"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}
    assert rows["−5 %"]["low"] == "-5.0"
    assert rows["−5 %"]["metric"] == "'=1+1"
    exact = client.get("/data/latest/claims.csv").get_data(as_text=True)
    assert "'=1+1" not in exact


@pytest.mark.parametrize(
    ("query", "quotes"),
    [
        ("subject=Beacon&columns=quote&limit=2", ["$22.4 billion", "12 %"]),
        ("verdict=update&columns=quote", ["$61.8 billion"]),
        ("period_start=2024-01-01&columns=quote", ["$20.0 billion", "$48.5 billion"]),
        ("low=12&columns=quote", ["12 %"]),
        ("kind=growth&kind=probability&columns=quote", ["12 %", "75 %", "−5 %"]),
        ("q=renewal&kind=probability&columns=quote", ["75 %"]),
        ("subject=nobody&columns=quote", []),
    ],
)
def test_filters_choose_rows(client, query, quotes):
    text = client.get(f"/data/latest/claims.csv?{query}").get_data(as_text=True)
    assert text.split("\r\n") == ["quote", *quotes, ""]


def test_a_selection_is_the_same_in_every_format(client):
    query = "subject=Beacon&columns=quote,value,period_start"
    want = pl.read_parquet(io.BytesIO(client.get(f"/data/latest/claims.parquet?{query}").data))
    rows = json.loads(client.get(f"/data/latest/claims.json?{query}").data)
    assert [row["value"] for row in rows] == want["value"].to_list()
    assert rows[0]["period_start"] == str(want["period_start"][0])
    with zipfile.ZipFile(io.BytesIO(client.get(f"/data/latest/claims.xlsx?{query}").data)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "22400000000" in sheet


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/data/latest/nix.csv", 404),
        ("/data/latest/claims.doc", 404),
        ("/data/latest/texts.parquet", 404),
        ("/data/latest/..%2Fmanifest.json", 404),
        ("/data/latest/../manifest.json", 404),
        ("/data/never/claims.csv", 404),
        ("/data/a/b/c", 404),
        ("/data/latest/claims.csv?colour=red", 400),
        ("/data/latest/claims.csv?columns=nix", 400),
        ("/data/latest/claims.csv?limit=many", 400),
        ("/data/latest/claims.csv?kind=nix", 400),
        ("/data/latest/claims.csv?verdict=nix", 400),
        ("/data/latest/claims.csv?period_start=yesterday", 400),
        ("/data/latest/charts/trends.csv?metric=nix", 400),
        ("/data/latest/charts/nix.csv", 404),
    ],
)
def test_errors_are_problems_that_say_why(client, path, status):
    answer = client.get(path)
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
    assert json.loads(answer.data)["detail"]


def test_a_version_never_changes(client):
    answer = client.get("/data/2026-05-05-aaaa/claims.csv")
    assert answer.status_code == 200
    assert "immutable" in answer.headers["Cache-Control"]
    assert client.get("/data/latest/claims.csv").headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    "path", ["/data/latest/claims.csv", "/data/latest/claims.csv?limit=3", "/data/latest/claims.xlsx"]
)
def test_what_is_known_is_not_sent_again(client, path):
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("ending", ["csv", "safe.csv", "parquet", "json", "xlsx"])
@pytest.mark.parametrize("whole_first", [True, False])
def test_a_file_comes_in_ranges(data_dir, client_of, ending, whole_first):
    from dashboard.app import create_app

    client = client_of(create_app(data_dir))
    path = f"/data/latest/claims.{ending}"
    before = client.get(path) if whole_first else None
    part = client.get(path, headers={"Range": "bytes=10-19"})
    whole = before or client.get(path)
    assert (part.status_code, part.data) == (206, whole.data[10:20])
    assert part.headers["Content-Range"] == f"bytes 10-19/{len(whole.data)}"
    assert part.headers["ETag"] == whole.headers["ETag"]


def test_two_servers_make_the_same_bytes(data_dir, client_of):
    from dashboard.app import create_app

    first, second = (client_of(create_app(data_dir)).get("/data/latest/claims.xlsx").data for _ in range(2))
    assert first == second


@pytest.mark.parametrize("path", ["/data/latest/claims.csv", "/data/latest/claims.json?limit=1"])
def test_head_has_no_body(client, path):
    answer = client.head(path)
    assert (answer.status_code, answer.data) == (200, b"")
    assert answer.headers["ETag"]


def test_the_chart_file_holds_exactly_what_is_drawn(client, snapshot):
    from dashboard import trend_points as trends
    from dashboard.query import Query

    search = "metric=revenue&unit=USD&subject=Lantern&scale=log"
    rows = list(
        csv.DictReader(io.StringIO(client.get(f"/data/latest/charts/trends.csv?{search}").get_data(as_text=True)))
    )
    trend = trends.choose(snapshot, Query.parse("/trends", search))
    drawn = trends.drawn(trends.all_points(snapshot, trend), "log")
    assert [row["claim_id"] for row in rows] == drawn["claim_id"].to_list()


def test_an_older_version_can_still_be_had(tmp_path, client_of):
    from dashboard.app import create_app
    from tests.dashboard import fixture_snapshot

    fixture_snapshot.write(tmp_path, "one")
    frames = fixture_snapshot.tables()
    frames["claims"] = frames["claims"].head(2)
    fixture_snapshot.write(tmp_path, "two", frames)
    client = client_of(create_app(tmp_path))
    assert client.get("/data/latest/claims.csv").data.count(b"\r\n") == 3
    assert client.get("/data/one/claims.csv").data.count(b"\r\n") > 10
    assert client.get("/data/one/claims.json?limit=1&columns=quote").status_code == 200


def test_without_data_downloads_say_so(tmp_path, client_of):
    from dashboard.app import create_app

    answer = client_of(create_app(tmp_path)).get("/data/latest/claims.csv")
    assert answer.status_code == 503
    assert "refresh" in json.loads(answer.data)["detail"]
