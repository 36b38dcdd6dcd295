"""What the documents say about their own numbers, recomputed."""

from typing import Any
from urllib.parse import quote

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard import check_list as checks
from dashboard import components as ui
from dashboard import formats
from dashboard.check_figures import interval_figure, timeline_figure
from dashboard.highlight import visible
from dashboard.query import Query, link
from dashboard.snapshot import Snapshot
from dashboard.static import static
from etl.model.finding import Severity
from etl.rows.matching import CHECK_FACETS
from etl.rows.verdicts import UNCHECKED, VERDICT_RANK

TITLE = "Checks"
PARAMS = frozenset({*CHECK_FACETS, "q", "check", "page"})
PAGE_SIZE = 25


def layout(snapshot: Snapshot, query: Query) -> html.Div:
    """The page: filters, the list and the check that is open."""
    lead = (
        "Growth, ratios, shares, totals and restatements recomputed from the claims they belong to. Every figure"
        " counts as the interval its digits and hedge allow."
    )
    if not snapshot.checks.height:
        nothing = ui.empty("No checks yet", "No two claims of these documents could be compared.")
        return html.Div([ui.page_head("Checks", lead), nothing], className="page")
    return html.Div(
        [
            ui.page_head("Checks", lead),
            _controls(snapshot, query),
            html.Div(results(snapshot, query), id="results"),
            _catalogue(snapshot),
        ],
        className="page wide",
    )


def _catalogue(snapshot: Snapshot) -> html.Details:
    """Every check there is, with an example."""
    rows = [
        [html.Strong(rule["title"]), rule["compares"], rule["example"], html.Code(rule["code"])]
        for rule in snapshot.rules.sort("title").iter_rows(named=True)
    ]
    table = ui.table(["Check", "What it compares", "Example", "Code"], rows, "Catalogue of checks", cards=True)
    return html.Details(
        [html.Summary(f"What is checked: {len(rows)} kinds"), html.Div(table, className="catalogue")],
        className="twin", id="catalogue",
    )  # fmt: skip


def _controls(snapshot: Snapshot, query: Query) -> html.Div:
    words = {
        "verdict": formats.VERDICT_WORDS, "type": formats.CHECK_WORDS, "grade": formats.GRADE_WORDS,
        "document": snapshot.title_by_document,
    }  # fmt: skip
    selects = [
        dmc.MultiSelect(
            id={"param": facet, "default": ""}, label=facet.capitalize(), value=list(query.many(facet)), clearable=True,
            searchable=True, placeholder="" if query.many(facet) else "any", limit=200, className="grow",
            data=[
                {"value": value, "label": f"{visible(str(words.get(facet, {}).get(value, value)))} ({number:,})"}
                for value, number in checks.facet_counts(snapshot, Query(query.path), facet)
            ],
        )
        for facet in CHECK_FACETS
    ]  # fmt: skip
    sought = dmc.TextInput(
        id={"param": "q", "default": ""}, label="Search", value=query.one("q"), debounce=350, placeholder="words"
    )
    return html.Div([sought, *selects], className="controls even")


def results(snapshot: Snapshot, query: Query) -> list[Any]:
    """The list and the check that is open."""
    found = checks.matching(snapshot, query)
    page = query.number("page", 1)
    shown = found.slice((page - 1) * PAGE_SIZE, PAGE_SIZE)
    asked = query.one("check")
    chosen = asked or (str(shown["check_id"][0]) if shown.height else "")
    summary = html.P(
        [f"{formats.count(found.height, 'check')}. ", *_totals(snapshot, query),
         html.A("CSV", href=_csv(query), title="These checks; this address works with curl", className="mini")],
        className="summary",
    )  # fmt: skip
    if not found.height and not asked:
        nothing = ui.empty(
            "No check meets these filters", "Take one away to see more.",
            html.A("Clear filters", href="/checks", className="button"),
        )  # fmt: skip
        return [summary, nothing]
    opening = checks.opening_claims(snapshot, list(shown["check_id"]))
    items = [
        _item(row, (checks.kind_words(snapshot, row), opening.get(row["check_id"])), query, chosen)
        for row in shown.iter_rows(named=True)
    ]
    listed = html.Nav([static(html.Ol(items, className="check-list")), _pager(query, page, found.height)],
                      **ui.attributes(aria_label="Checks found"))  # fmt: skip
    opened = panel(snapshot, chosen, query.url(check=None))
    return [summary, html.Div([listed, opened], className="split" + (" open" if asked else ""))]


def _csv(query: Query) -> str:
    return link("/data/latest/checks.csv", **{name: query.many(name) for name in (*CHECK_FACETS, "q")})


def _totals(snapshot: Snapshot, query: Query) -> list[Any]:
    counts = dict(checks.facet_counts(snapshot, query, "verdict"))
    chips: list[Any] = []
    for verdict in VERDICT_RANK:
        if verdict != UNCHECKED and counts.get(verdict):
            badge = ui.verdict_badge(verdict)
            href = query.url(verdict=str(verdict), check=None, page=None)
            chips += [html.A([badge, html.Span(f"{counts[verdict]:,}", className="count")], href=href), " "]
    return chips


def _item(row: dict[str, Any], about: tuple[str, dict[str, Any] | None], query: Query, chosen: str) -> html.Li:
    sign, (kind, claim) = formats.VERDICT_SIGNS[row["verdict"]], about
    gap = checks.gap_words(row) or formats.GRADE_WORDS.get(row["grade"], "")
    weight = "" if row["severity"] == Severity.INFO else row["severity"]
    topic = ui.topic_of(claim) if claim else ""
    return html.Li(
        html.A(
            [
                html.Span(sign, className=f"sign verdict-{row['verdict']}", title=formats.VERDICT_WORDS[row["verdict"]]),
                html.Span(
                    [html.Span(visible(row["explanation"]), className="item-title"),
                     *([html.Span(topic, className="item-topic small")] if topic else []),
                     html.Span(" · ".join(part for part in (kind, gap, weight) if part), className="muted small")],
                ),
            ],
            href=query.url(check=row["check_id"]),
            **ui.attributes(aria_current="true" if row["check_id"] == chosen else None),
        )
    )  # fmt: skip


def _pager(query: Query, page: int, total: int) -> html.Div:
    last = max(1, -(-total // PAGE_SIZE))
    if last == 1:
        return html.Div()
    step: list[Any] = []
    if page > 1:
        step.append(html.A("← Previous", href=query.url(page=str(page - 1), check=None), className="mini"))
    step.append(html.Span(f"{page} of {last}", className="muted"))
    if page < last:
        step.append(html.A("Next →", href=query.url(page=str(page + 1), check=None), className="mini"))
    return html.Div(step, className="pager")


def panel(snapshot: Snapshot, check_id: str, back: str = "/checks") -> html.Article:
    """One check in full: interval against interval, formula, inputs with their sentences, who said what when.

    `back` leads to the list it was opened from.
    """
    rows = snapshot.checks.filter(check_id=check_id).to_dicts()
    if not rows:
        nothing = ui.empty("No such check", f"No check has the id “{check_id}” in version {snapshot.version}.")
        return html.Article(nothing, className="panel")
    check = rows[0]
    used = checks.inputs(snapshot, check_id)
    rule = snapshot.rules.filter(code=check["code"]).to_dicts()
    cards = [ui.evidence(claim, snapshot, role) for role, claim in used]
    return html.Article(
        [
            html.A("← All checks found", href=back, className="only-phone"),
            html.Div([ui.verdict_badge(check["verdict"]), ui.tag(checks.kind_words(snapshot, check)),
                      *ui.severity_tags(check["severity"]), ui.tag(formats.GRADE_WORDS.get(check["grade"], ""))],
                     className="card-head"),
            html.H2(visible(check["explanation"]), className="panel-title"),
            _intervals(check, snapshot, len({claim["document_id"] for _, claim in used})),
            html.Div([html.Span("Formula", className="control-label"), html.Code(visible(check["formula"]))],
                     className="formula"),
            html.H3("The claims it rests on"),
            html.Div(static(cards), className="evidence-list"),
            *_timeline(snapshot, check, [claim for _, claim in used]),
            *([html.P([html.Strong(rule[0]["title"]), f". Compares {rule[0]['compares']}"], className="note")] if rule else []),
            html.P([html.Button("Copy link", className="mini", **ui.attributes(data_copy="link", data_href=link("/checks", check=check_id))),
                    html.Span(f" {check['code']} · {check_id}", className="muted small mono")]),
        ],
        className=f"panel verdict-edge-{check['verdict']}",
    )  # fmt: skip


def _intervals(check: dict[str, Any], snapshot: Snapshot, documents: int) -> Component:
    if check["implied_low"] is None and check["stated_low"] is None:
        return html.Div()
    unit = check["unit"]
    rows = [
        [word, formats.exact(check[f"{name}_low"], unit), formats.exact(check[f"{name}_high"], unit)]
        for word, name in (("Stated", "stated"), ("Implied", "implied"))
    ]
    twin = ui.table(["", "Lowest", "Highest"], rows, "Stated and implied interval", numeric=(1, 2))
    csv = f"/data/latest/checks.csv?check_id={quote(check['check_id'])}"
    source = ui.source_line(snapshot, documents)
    cited = visible(str(check["explanation"]))
    return ui.chart(interval_figure(check), ui.Drawn("interval", "Stated against implied", csv, twin, source, cited))


def _timeline(snapshot: Snapshot, check: dict[str, Any], used: list[dict[str, Any]]) -> list[Any]:
    said = checks.timeline(snapshot, used)
    if not said:
        return []
    unit = str(said[0]["unit"])
    items = [
        html.Li(
            [
                html.Time(formats.day(row["published"])),
                html.Div([ui.value_of(row), " ", html.Span(visible(row["speaker"] or "the document"), className="muted"),
                          ui.sentence(row), ui.place(row, snapshot)]),
            ],
            className="used" if row["used"] else "",
        )
        for row in said
    ]  # fmt: skip
    parts: list[Any] = [html.H3("Who said what when"), html.P(ui.what_of(said[0]), className="what")]
    dated = [row for row in said if row["published"] is not None]
    if len({row["published"] for row in dated}) > 1:
        ids = tuple(str(row["claim_id"]) for row in dated)
        rows = [
            [formats.day(row["published"]), formats.figure(row["value"], unit), visible(row["title"])] for row in dated
        ]
        twin = ui.table(["Published", "Figure", "Document"], rows, "Who said what when", numeric=(1,))
        source = ui.source_line(snapshot, len({row["document_id"] for row in dated}))
        csv = link("/data/latest/claims.csv", claim_id=ids)
        drawn = ui.Drawn("timeline", "By day of publication", csv, twin, source)
        parts.append(ui.chart(timeline_figure(dated, unit), drawn))
    return [*parts, static(html.Ol(items, className="said"))]
