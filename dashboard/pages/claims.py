"""All claims in a grid, with facets and full-text search."""

from typing import Any

import dash_ag_grid as dag
import dash_mantine_components as dmc
from dash import ClientsideFunction, Dash, Input, Output, State, html, no_update

from dashboard import claim_list, formats
from dashboard import components as ui
from dashboard.extracts import Extracts, UnusableDataError
from dashboard.highlight import visible
from dashboard.query import Query, link
from dashboard.snapshot import Snapshot
from dashboard.static import static
from etl.rows.matching import CLAIM_FACETS, wanted_values

TITLE = "Claims"
PARAMS = frozenset({*CLAIM_FACETS, "q"})
COLUMNS: list[dict[str, Any]] = [
    {"field": "quote", "headerName": "As written", "cellRenderer": "ClaimLink", "minWidth": 140, "flex": 2},
    {"field": "figure", "headerName": "Figure", "minWidth": 195, "flex": 2, "tooltipField": "exact", "cellClass": "num"},
    {"field": "verdict", "headerName": "Verdict", "minWidth": 145, "flex": 1, "cellClassRules": {
        "verdict-contradiction": "params.value == '✕ Contradiction'", "verdict-update": "params.value == '↻ Update'",
        "verdict-implied": "params.value == '∴ Implied'", "verdict-consistent": "params.value == '✓ Consistent'"}},
    {"field": "subject", "headerName": "Subject", "minWidth": 130, "flex": 2, "cellRenderer": "ClaimHit"},
    {"field": "metric", "headerName": "Metric", "minWidth": 170, "flex": 2, "cellRenderer": "ClaimHit"},
    {"field": "period", "headerName": "Period", "minWidth": 100, "flex": 1},
    {"field": "modality", "headerName": "Modality", "minWidth": 100, "flex": 1},
    {"field": "document", "headerName": "Document", "minWidth": 150, "flex": 2},
    {"field": "sentence", "headerName": "Sentence", "minWidth": 360, "flex": 5, "cellRenderer": "ClaimHit"},
]  # fmt: skip
OPEN_FACETS = ("verdict", "kind", "document", "subject")


def layout(snapshot: Snapshot, query: Query) -> html.Div:
    """The page."""
    lead = "Every numeric expression, with what the text says about it. Enter on a row opens its sentence."
    return html.Div(
        [
            ui.page_head("Claims", lead),
            html.Div(
                [
                    dmc.TextInput(id={"param": "q", "default": ""}, value=query.one("q"), debounce=300, className="grow",
                                  placeholder="Search sentences, subjects, metrics", attributes={"input": {"aria-label": "Search claims"}}),
                    html.Div(_summary(snapshot, query), id="claims-summary", className="summary", role="status"),
                ],
                className="controls",
            ),
            html.Div(
                [
                    html.Details([html.Summary("Filters"), html.Div(facets(snapshot, query), id="facets")],
                                 className="facets", open=True),
                    _grid(snapshot),
                ],
                className="split-grid",
            ),
        ],
        className="page full",
    )  # fmt: skip


def _grid(snapshot: Snapshot) -> html.Div:
    grid = dag.AgGrid(
        id="claims-grid",
        rowModelType="infinite",
        columnDefs=COLUMNS,
        defaultColDef={"sortable": True, "resizable": True, "suppressHeaderMenuButton": True},
        dashGridOptions={
            "cacheBlockSize": 100, "maxBlocksInCache": 20, "blockLoadDebounceMillis": 20, "rowHeight": 38,
            "infiniteInitialRowCount": 100, "theme": {"function": "claimsTheme(themeQuartz)"}, "tooltipShowDelay": 300,
            "suppressCellFocus": False, "enableCellTextSelection": True, "ensureDomOrder": True,
            "localeText": {"noRowsToShow": "No claim meets these filters"},
        },
        eventListeners={"cellKeyDown": ["openClaim(params)"]},
        style={"height": "100%"},
        className="claims-grid",
    )  # fmt: skip
    return html.Div(grid, className="grid-frame", role="region", **ui.attributes(aria_label="Claims found"))


def _summary(snapshot: Snapshot, query: Query) -> list[Any]:
    number = claim_list.rows(snapshot, query).len()
    limits = {name: query.many(name) for name in (*CLAIM_FACETS, "q")}
    limits["salience"] = wanted_values(query.params, "salience")
    active = any(query.many(name) for name in (*CLAIM_FACETS, "q"))
    return [
        html.Strong(formats.count(number, "claim")),
        html.A("CSV", href=link("/data/latest/claims.csv", **limits), className="mini",
               title="Exactly these rows; this address works with curl"),
        *([html.A("Clear filters", href="/claims", className="mini")] if active else []),
    ]  # fmt: skip


def facets(snapshot: Snapshot, query: Query) -> list[Any]:
    """Facets with counts."""
    return [_facet(snapshot, query, name, values) for name, values in claim_list.facets(snapshot, query).items()]


def _facet(snapshot: Snapshot, query: Query, name: str, values: list[tuple[str, int]]) -> html.Details:
    chosen = list(wanted_values(query.params, name))
    words = {
        "verdict": formats.VERDICT_WORDS, "document": snapshot.title_by_document, "zone": formats.ZONE_WORDS,
    }.get(name, {})  # fmt: skip
    signs = formats.VERDICT_SIGNS if name == "verdict" else {}
    boxes = [
        dmc.Checkbox(
            label=static(html.Span(
                [html.Span(f"{signs.get(value, '')} {visible(str(words.get(value, value)))}".strip(), className="facet-word"),
                 html.Span(f"{number:,}", className="count")], className="facet-label",
            )),
            value=value, size="xs",
        )
        for value, number in values
    ]  # fmt: skip
    group = dmc.CheckboxGroup(
        boxes or [html.Span("none", className="muted")],
        id={"param": name, "default": "claim" if name == "salience" else ""}, value=chosen,
        attributes={"root": {"aria-label": name.capitalize()}},
    )  # fmt: skip
    return html.Details(
        [html.Summary(name.capitalize()), group],
        className="facet",
        open=name in OPEN_FACETS or bool(query.many(name)),
    )


def register(app: Dash, extracts: Extracts) -> None:
    """Callbacks of this page alone."""

    @app.callback(
        Output("claims-grid", "getRowsResponse"),
        Input("claims-grid", "getRowsRequest"),
        State("route", "data"),
        State("query", "data"),
    )
    def rows(request: dict[str, Any] | None, route: dict[str, str] | None, state: dict[str, str] | None) -> object:
        if request is None:
            return no_update
        newest = max((each for each in (route, state) if each), key=lambda each: each.get("n", 0), default={})
        query = Query.parse("/claims", str(newest.get("search", "")))
        bounds = (int(request["startRow"]), int(request["endRow"]))
        try:
            page, total = claim_list.part(extracts.snapshot(), query, bounds, request.get("sortModel") or ())
        except UnusableDataError:
            return {"rowData": [], "rowCount": 0}
        return {"rowData": page, "rowCount": total}

    @app.callback(
        Output("claims-summary", "children"),
        Output("facets", "children"),
        Input("query", "data"),
        prevent_initial_call=True,
    )
    def count(state: dict[str, str] | None) -> object:
        if not state or state.get("path") != "/claims":
            return no_update, no_update
        query = Query.parse("/claims", state.get("search", ""))
        snapshot = extracts.snapshot()
        return _summary(snapshot, query), facets(snapshot, query)

    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("claims", "refreshGrid"), Output("claims-grid", "id"), Input("query", "data"),
        prevent_initial_call=True,
    )  # fmt: skip
