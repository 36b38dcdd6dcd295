"""The app: one factory, pages that register themselves, routes that answer with real status codes."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import dash
from dash import ClientsideFunction, Dash, Input, Output, State, html, no_update
from dash.development.base_component import Component
from flask import Flask, Response, request

from dashboard import components as ui
from dashboard import downloads, security
from dashboard.extracts import Extracts, UnusableDataError
from dashboard.highlight import visible
from dashboard.pages import checks, claims, data, document, documents, overview, trends
from dashboard.query import Query
from dashboard.shell import INDEX, shell
from dashboard.snapshot import Snapshot

Results = Callable[[Snapshot, Query], Any]
RESULTS: dict[str, Results] = {"/trends": trends.results, "/checks": checks.results}
# Pages that draw their charts otherwise on a phone.
NARROWED = ("/", "/trends")
PARAMS = {
    "/": overview.PARAMS, "/trends": trends.PARAMS, "/checks": checks.PARAMS, "/claims": claims.PARAMS,
    "/documents": documents.PARAMS, "/data": data.PARAMS,
}  # fmt: skip


def create_app(data_dir: Path, token: str | None = None, hosts: Iterable[str] = ()) -> Dash:
    """An app that serves the snapshots below `data_dir`; with a token, to those alone who bring it."""
    extracts = Extracts(Path(data_dir))
    server = Flask(__name__)
    security.guard(server, token or os.environ.get("CLAIMS_TOKEN") or None, hosts)
    server.register_blueprint(downloads.routes(extracts))
    app = Dash(
        "dashboard",
        server=server,  # type: ignore[arg-type]
        assets_folder=str(Path(__file__).parent / "assets"),
        assets_ignore=r"scheme\.js",
        pages_folder="",
        use_pages=False,
        title="Claimed Metrics",
        update_title="",
        index_string=INDEX,
        suppress_callback_exceptions=True,
        enable_mcp=False,
        health_endpoint="healthz",
    )
    app.layout = shell
    trends.register(app, extracts)
    claims.register(app, extracts)
    _register(app, extracts)
    _answer_honestly(server, extracts)
    # All inline scripts are known once the callbacks are; the hashes go into the policy.
    security.add_headers(server, security.policy(app.csp_hashes()))
    return app


def _keeping(extracts: Extracts) -> Callable[[str, str, bool], Component]:
    """What draws a page for a path and a query, keeping those drawn last."""

    def drawn(path: str, search: str, is_narrow: bool) -> Component:
        # A page is a function of snapshot and address alone, but for /data, which names the host it is asked by.
        if path == "/data":
            return page(extracts, Query.parse(path, search))
        try:
            snapshot = extracts.snapshot()
        except UnusableDataError as problem:
            return ui.problem_page(problem)
        query = Query.parse(path, search, is_narrow=is_narrow and path in NARROWED)
        return snapshot.kept.of((path, search, query.is_narrow), lambda: page(extracts, query))

    return drawn


def _register(app: Dash, extracts: Extracts) -> None:
    draw = _keeping(extracts)

    @app.callback(Output("page", "children"), Input("route", "data"), prevent_initial_call=True)
    def show(route: dict[str, Any] | None) -> object:
        if not route:
            return no_update
        return draw(route["path"], route.get("search", ""), bool(route.get("narrow")))

    @app.callback(Output("results", "children"), Input("query", "data"), prevent_initial_call=True)
    def narrow(state: dict[str, Any] | None) -> object:
        if not state or state.get("path") not in RESULTS:
            return no_update
        query = Query.parse(state["path"], state.get("search", ""), is_narrow=bool(state.get("narrow")))
        return RESULTS[state["path"]](extracts.snapshot(), query)

    @app.callback(Output("version", "data"), Input("pulse", "n_intervals"), State("version", "data"))
    def follow(_: int | None, known: str | None) -> object:
        try:
            version = extracts.snapshot().version
        except UnusableDataError:
            return no_update
        return no_update if version == known else version

    for name, output, value in (
        ("start", Output("route", "data"), Input("route", "id")),
        ("open", Output("shell", "navbar"), Input("burger", "opened")),
        ("renew", Output("toast", "children"), Input("version", "data")),
    ):
        app.clientside_callback(ClientsideFunction("claims", name), output, value)  # type: ignore[no-untyped-call]
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("claims", "state"),
        Output("query", "data"),
        Input({"param": dash.ALL, "default": dash.ALL}, "value"),
        prevent_initial_call=True,
    )


def page(extracts: Extracts, query: Query) -> Component:
    """The page a URL asks for."""
    try:
        snapshot = extracts.snapshot()
        found = _page(extracts, snapshot, query)
    except UnusableDataError as problem:
        return ui.problem_page(problem)
    unknown = sorted(set(query.params) - _params(query.path))
    if not unknown:
        return found
    words = f"This page knows no {', '.join(visible(name) for name in unknown)}; it was ignored."
    return html.Div([ui.notice(words, "warn"), found])


def _params(path: str) -> frozenset[str]:
    if path.startswith(("/document/", "/claim/")):
        return document.PARAMS
    return PARAMS.get(path, frozenset())


def _page(extracts: Extracts, snapshot: Snapshot, query: Query) -> Component:
    pages: dict[str, Callable[[], Component]] = {
        "/": lambda: overview.layout(snapshot, query),
        "/trends": lambda: trends.layout(snapshot, query),
        "/checks": lambda: checks.layout(snapshot, query),
        "/claims": lambda: claims.layout(snapshot, query),
        "/documents": lambda: documents.layout(snapshot, query),
        "/data": lambda: data.layout(snapshot, query, extracts),
    }
    path = query.path.rstrip("/") or "/"
    if path in pages:
        return pages[path]()
    match [unquote(part) for part in path.split("/")[1:]]:
        case ["document", document_id]:
            found = document.document(snapshot, query, document_id)
            return found or ui.not_found(f"No document “{visible(document_id)}” in version {snapshot.version}.")
        case ["claim", claim_id]:
            return _claim_page(snapshot, query, claim_id)
    return ui.not_found(f"There is no page {visible(query.path)}.")


def _claim_page(snapshot: Snapshot, query: Query, claim_id: str) -> Component:
    claim = snapshot.claim(claim_id)
    found = claim and document.document(snapshot, query, str(claim["document_id"]), claim_id)
    return found or ui.not_found(
        f"No claim “{visible(claim_id)}” in version {snapshot.version}. A claim's id changes when its document does.",
        html.A("Search the claims", href="/claims", className="button"),
    )


def is_known(extracts: Extracts, path: str) -> bool:
    """Whether a path leads to something that is there."""
    parts = [unquote(part) for part in path.rstrip("/").split("/")[1:]]
    if len(parts) < 2:
        return (path.rstrip("/") or "/") in PARAMS
    try:
        snapshot = extracts.snapshot()
    except UnusableDataError:
        return True
    if len(parts) != 2:
        return False
    if parts[0] == "claim":
        return snapshot.claim(parts[1]) is not None
    return parts[0] == "document" and not snapshot.documents.filter(document_id=parts[1]).is_empty()


def _answer_honestly(server: Flask, extracts: Extracts) -> None:
    """Dash answers every path with 200; pages that are not there say 404 to whoever asks for the address."""

    @server.after_request
    def status(response: Response) -> Response:
        is_page = response.status_code == 200 and response.mimetype == "text/html"
        if (
            is_page
            and not request.path.startswith(("/_dash", "/assets", "/data/"))
            and not is_known(extracts, request.path)
        ):
            response.status_code = 404
        return response
