"""The contract of the app: callbacks as a browser posts them, addresses with real status codes."""

import json

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.app import create_app, page
from dashboard.extracts import Extracts
from dashboard.query import Query, link

PAGES = ["/", "/trends", "/checks", "/claims", "/documents", "/data"]


def post(client, output, inputs, state=(), changed=None):
    target, _, prop = output.rpartition(".")
    answer = client.post(
        "/_dash-update-component",
        json={
            "output": output,
            "outputs": {"id": target, "property": prop},
            "inputs": list(inputs),
            "state": list(state),
            "changedPropIds": changed or [f"{inputs[0]['id']}.{inputs[0]['property']}"],
        },
    )
    assert answer.status_code in (200, 204), answer.data[:400]
    return answer.get_data(as_text=True)


def opened(client, path, search=""):
    route = {"id": "route", "property": "data", "value": {"path": path, "search": search, "n": 1}}
    return post(client, "page.children", [route])


@pytest.mark.parametrize("path", [*PAGES, "/document/lantern-annual-2026"])
def test_every_page_opens(client, path):
    assert client.get(path).status_code == 200
    text = opened(client, path)
    assert '"type": "H1"' in text or '"type":"H1"' in text


@pytest.mark.parametrize(
    "path", ["/nix", "/claim/nix", "/document/nix", "/claims/nix", "/claim/a/b", "/claim/%3Cscript%3E"]
)
def test_what_is_not_there_is_a_404_that_says_so(client, path):
    assert client.get(path).status_code == 404
    assert "Not found" in opened(client, path)


def test_a_claim_opens_its_document_with_the_sentence_marked(client, claim_of):
    claim = claim_of("42 tonnes")
    path = f"/claim/{claim['claim_id']}"
    assert client.get(path).status_code == 200
    text = opened(client, path)
    assert "target" in text
    assert claim["claim_id"] in text


def test_the_catalogue_of_checks_stands_on_their_page(client, snapshot):
    text = opened(client, "/checks")
    rules = snapshot.rules.select("title", "code").rows()
    assert rules
    assert [words for rule in rules for words in rule if words not in text] == []


def test_the_overview_says_why_claims_entered_no_check(client, snapshot):
    claims = snapshot.coverage.filter(reason="claim").select(pl.col("numbers", "checked").sum()).row(0)
    assert f"{claims[1]} of {claims[0]} claims entered a check" in opened(client, "/")


@pytest.mark.parametrize("path", PAGES)
def test_an_unknown_parameter_is_named(client, path):
    assert "knows no colour" in opened(client, path, "?colour=red")


def test_an_unknown_check_is_named(client):
    assert "No check has the id" in opened(client, "/checks", "?check=nix")


@settings(max_examples=40, deadline=None)
@given(path=st.sampled_from(PAGES), params=st.dictionaries(
    st.sampled_from(["metric", "unit", "subject", "scale", "q", "verdict", "document", "page", "check", "part", "x"]),
    st.text(max_size=12), max_size=4))  # fmt: skip
def test_no_query_breaks_a_page(data_dir, path, params):
    extracts = Extracts(data_dir)
    search = link("", **params)
    assert page(extracts, Query.parse(path, search)) is not None


@pytest.mark.parametrize(("path", "search"), [("/trends", "?scale=log"), ("/checks", "?verdict=contradiction")])
def test_controls_change_the_results(client, path, search):
    query = {"id": "query", "property": "data", "value": {"path": path, "search": search, "n": 2}}
    assert "response" in post(client, "results.children", [query])


def test_the_grid_asks_for_rows(client):
    request = {
        "id": "claims-grid",
        "property": "getRowsRequest",
        "value": {"startRow": 0, "endRow": 5, "sortModel": []},
    }
    state = [
        {"id": "route", "property": "data", "value": {"path": "/claims", "search": "?subject=Beacon", "n": 1}},
        {"id": "query", "property": "data"},
    ]
    found = json.loads(post(client, "claims-grid.getRowsResponse", [request], state))
    rows = found["response"]["claims-grid"]["getRowsResponse"]
    assert rows["rowCount"] == 4
    assert rows["rowData"][0]["subject"] == "Beacon"


def test_a_point_opens_its_sentence(client, claim_of):
    claim = claim_of("$48.5 billion")
    name = '{"chart":"trend"}'
    click = {"id": name, "property": "clickData", "value": {"points": [{"customdata": claim["claim_id"]}]}}
    text = post(client, "evidence.children", [{**click, "id": {"chart": "trend"}}], changed=[f"{name}.clickData"])
    assert "$48.5 billion" in text


def test_hostile_words_stay_text(client):
    for path in ("/document/hostile", "/claims", "/documents", "/"):
        text = opened(client, path)
        assert "dangerouslySetInnerHTML" not in text
        assert "dangerously_allow_html" not in text
    assert "<script>" not in client.get("/document/hostile").get_data(as_text=True).replace("<script>\n", "").replace(
        "<script>var", ""
    )


def test_a_folder_without_data_says_what_to_do(tmp_path, client_of):
    client = client_of(create_app(tmp_path))
    assert client.get("/").status_code == 200
    assert "claims refresh" in opened(client, "/")


def test_two_apps_live_in_one_process(app, tmp_path, client_of):
    assert "claims refresh" in opened(client_of(create_app(tmp_path)), "/")
    assert "What the documents claim" in opened(client_of(app), "/")


@given(st.dictionaries(st.text(min_size=1, max_size=8), st.text(min_size=1, max_size=8), max_size=4))
def test_a_url_holds_the_whole_state(params):
    read = Query.parse("/x", link("/x", **params).partition("?")[2])
    assert {name: read.one(name) for name in params} == params


def test_two_versions_are_compared(tmp_path, client_of):
    from tests.dashboard import fixture_snapshot

    frames = fixture_snapshot.tables()
    claims = frames["claims"]
    fixture_snapshot.write(tmp_path, "one", frames)
    moved = pl.when(pl.col("quote") == "61 %").then(62.0)
    turned = claims.filter(pl.col("quote") != "18,000").with_columns(
        low=moved.otherwise("low"), high=moved.otherwise("high")
    )
    fixture_snapshot.write(tmp_path, "two", frames | {"claims": turned})
    text = opened(client_of(create_app(tmp_path)), "/data", "?before=one")
    assert "Added: 0" in text
    assert "Removed: 1" in text
    assert "Changed: 1" in text
    assert "low: 61.0 \\u2192 62.0" in text or "low: 61.0 → 62.0" in text
    assert "is not kept here" in opened(client_of(create_app(tmp_path)), "/data", "?before=three")
