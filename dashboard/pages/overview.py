"""What the documents claim at a glance."""

from typing import Any

import polars as pl
from dash import html
from dash.development.base_component import Component

from dashboard import components as ui
from dashboard import formats
from dashboard.check_list import gap_words, kind_words, opening_claims
from dashboard.figures import coverage_figure
from dashboard.highlight import visible
from dashboard.query import Query, link
from dashboard.snapshot import Snapshot
from etl.rows.verdicts import UNCHECKED, VERDICT_RANK

TITLE = "Overview"
PARAMS: frozenset[str] = frozenset()
CARDS = 4
CHANGES_NAMED = 4
CHANGE_WORDS = {"claims": "claims, incidental numbers counted in"}
COVERAGE_ROWS = 12
# Columns of `coverage` that say why claims entered no check: a word for the table, and words behind their number.
WHY_UNCHECKED = {
    "no_like": ("nothing like it", "have a unit that no other figure of their document has"),
    "no_neighbour": ("alone", "stand alone in their sentence"),
    "no_tie": ("not tied", "stand beside figures that no words tie to them"),
}


def layout(snapshot: Snapshot, query: Query) -> html.Div:
    """The page."""
    # Counted in place: a filtered copy of a million claims would double what the server holds.
    is_claim = pl.col("salience") == "claim"
    counts = snapshot.claims.lazy().select(
        claims=is_claim.sum(), unchecked=(is_claim & (pl.col("verdict") == UNCHECKED)).sum()
    )
    claims, unchecked = counts.collect().row(0)
    documents = formats.count(snapshot.documents.height, "document")
    contradictions = snapshot.checks.filter(pl.col("verdict") == "contradiction").height
    found = f"{contradictions:,} do not add up" if contradictions != 1 else "one does not add up"
    lead = (
        f"{formats.count(claims, 'numeric claim')} in {documents}, held against each other in "
        f"{formats.count(snapshot.checks.height, 'check')}: {found if contradictions else 'all can be true'}. "
        "Every figure is one click from its sentence."
    )
    return html.Div(
        [
            ui.page_head("What the documents claim", lead),
            _tiles(snapshot, claims, unchecked),
            _contradictions(snapshot),
            html.Div([_changes(snapshot), _frequent(snapshot)], className="two-columns"),
            _coverage(snapshot, query),
        ],
        className="page",
    )


def _tiles(snapshot: Snapshot, claims: int, unchecked: int) -> html.Div:
    counts = dict(snapshot.checks.group_by("verdict").len().with_columns(pl.col("verdict").cast(pl.String)).rows())
    tiles = [
        ui.tile(f"{claims:,}", "claims", "/claims"),
        ui.tile(f"{snapshot.documents.height:,}", "documents", "/documents"),
    ]
    for verdict in VERDICT_RANK[:-1]:
        plural = "s" if verdict in ("contradiction", "update") and counts.get(verdict) != 1 else ""
        word = f"{formats.VERDICT_SIGNS[verdict]} {formats.VERDICT_WORDS[verdict].lower()}{plural}"
        href = link("/checks", verdict=str(verdict))
        meaning = formats.VERDICT_MEANINGS[verdict]
        tiles.append(ui.tile(f"{counts.get(verdict, 0):,}", word, href, f"verdict-{verdict}", meaning))
    tiles.append(ui.tile(f"{unchecked:,}", "· not checked", link("/claims", verdict=UNCHECKED), "verdict-unchecked"))
    return html.Div(tiles, className="tiles")


def _contradictions(snapshot: Snapshot) -> html.Section:
    worst = snapshot.findings.filter(pl.col("verdict") == "contradiction")
    if not worst.height:
        body: Any = ui.empty(
            "No contradiction found",
            "Every statement the checks could compare can be true together with the others.",
            html.A("See all checks", href="/checks", className="button"),
        )
    else:
        shown = worst.head(CARDS)
        used = snapshot.check_inputs.filter(pl.col("check_id").is_in(list(shown["check_id"]))).sort("position")
        body = html.Div([_card(row, used, snapshot) for row in shown.iter_rows(named=True)], className="cards")
    more: list[Any] = (
        [html.A(f"All {worst.height:,} contradictions", href=link("/checks", verdict="contradiction"))]
        if worst.height > CARDS
        else []
    )
    return ui.section("Worst contradictions", [body, *more], name="contradictions")


def _card(check: dict[str, Any], used: pl.DataFrame, snapshot: Snapshot) -> html.Article:
    ids = list(used.filter(pl.col("check_id") == check["check_id"]).unique("claim_id", maintain_order=True)["claim_id"])
    claims = snapshot.claims_of(ids)
    told: dict[tuple[str, int], list[dict[str, Any]]] = {}
    for claim in claims:
        told.setdefault((claim["document_id"], claim["sentence_start"]), []).append(claim)
    # The first sentence against the last: a check names those that agree before the one that does not.
    ends = list(told.values())[:1] + list(told.values())[1:][-1:]
    shown = [html.Div([ui.shared_sentence(each), ui.place(each[0], snapshot)]) for each in ends]
    unit = check["unit"]
    is_compared = gap_words(check) or check["stated_low"] != 0 or check["stated_high"] != 0
    facts = [
        ("stated", formats.span(check["stated_low"], check["stated_high"], unit)),
        ("implied", formats.span(check["implied_low"], check["implied_high"], unit)),
        ("apart by", gap_words(check).removeprefix("apart by ")),
    ]
    against = html.Dl(
        [html.Div([html.Dt(name), html.Dd(words)]) for name, words in facts if words and is_compared],
        className="against",
    )
    about = opening_claims(snapshot, [check["check_id"]]).get(check["check_id"])
    topic = ui.topic_of(about) if about else ""
    return html.Article(
        [
            html.Div([ui.verdict_badge(check["verdict"]), ui.tag(kind_words(snapshot, check)),
                      *ui.severity_tags(check["severity"])], className="card-head"),
            html.H3(html.A(visible(check["explanation"]), href=link("/checks", check=check["check_id"]))),
            *([html.P(topic, className="what")] if topic else []),
            against,
            *shown,
        ],
        className="card verdict-edge-contradiction",
    )  # fmt: skip


def _changes(snapshot: Snapshot) -> html.Section:
    run = snapshot.run
    lines: list[Any] = []
    finished = str(run.get("finished", ""))
    if finished:
        lines.append(html.P(f"Refreshed {finished[:16].replace('T', ' ')} UTC.", className="muted"))
    changes = run.get("changes")
    if isinstance(changes, dict) and changes:
        lines.append(html.Dl([_change(name, changes[name], snapshot) for name in sorted(changes)], className="changes"))
    elif "extracted" in run:
        lines.append(html.P(f"{formats.count(int(run['extracted']), 'document')} read anew in that refresh."))
    for failure in run.get("failures", [])[:5]:
        words = f"{failure.get('path')}: {failure.get('reason')}. {failure.get('remedy', '')}"
        lines.append(ui.notice(visible(words), "warn"))
    if not lines:
        lines.append(html.P("This snapshot does not say what changed."))
    lines.append(html.P(html.A("Earlier versions and comparison", href="/data#versions")))
    return ui.section("Since the last refresh", lines, name="changes")


def _change(name: str, value: object, snapshot: Snapshot) -> html.Div:
    words = CHANGE_WORDS.get(name, name.replace("_", " "))
    if not isinstance(value, dict):
        return html.Div([html.Dt(words), html.Dd(_amount(value))])
    if "first" in value:
        return html.Div([html.Dt(words), html.Dd([_amount(value), *_listed(value, snapshot)])])
    parts = [html.Span(f"{_amount(each)} {kind.replace('_', ' ')}", className="change") for kind, each in value.items()]
    names = [item for each in value.values() for item in _listed(each, snapshot)]
    return html.Div([html.Dt(words), html.Dd([*parts, *names])])


def _amount(value: object) -> str:
    if isinstance(value, dict):
        return _amount(value.get("count", 0))
    return f"{value:,}" if isinstance(value, int) else visible(str(value))


def _listed(value: object, snapshot: Snapshot) -> list[Component]:
    """The first names of a list of changes: documents, or checks with what they say; and how many more there are."""
    first = value.get("first") if isinstance(value, dict) else None
    if not first:
        return []
    items = []
    for each in list(first)[:CHANGES_NAMED]:
        if isinstance(each, dict):
            words = str(each.get("explanation") or each.get("check_id"))
            items.append(html.Li(html.A(visible(words), href=link("/checks", check=str(each.get("check_id"))))))
        else:
            is_there = str(each) in snapshot.title_by_document
            items.append(html.Li(ui.documents_link(str(each), snapshot) if is_there else visible(str(each))))
    more = int(value["count"]) - len(items) if isinstance(value, dict) and "count" in value else 0
    if more > 0:
        items.append(html.Li(f"and {more:,} more", className="muted"))
    return [html.Ul(items, className="change-list")]


def _frequent(snapshot: Snapshot) -> html.Section:
    dated = snapshot.series.join(snapshot.moments, on="series_id", how="inner").filter(pl.col("moments") > 1)
    rows = dated.sort("moments", "points", "series_id", descending=[True, True, False]).head(6)
    if not rows.height:
        return ui.section("Longest series", ui.empty("No series over time yet", "Two dated figures make one."))
    items = []
    for row in rows.iter_rows(named=True):
        label = " · ".join(part for part in (row["subject"], row["qualifier"]) if part)
        href = link("/trends", metric=row["metric_id"] or row["metric"], unit=row["unit"], subject=label)
        span = f"{row['first']:%b %Y} – {row['last']:%b %Y}"
        words = f"{label}: {row['metric']}" if row["metric"] else label
        size = f"{formats.count(row['points'], 'figure')}, {formats.count(row['moments'], 'period')}"
        items.append(html.Li([html.A(visible(words), href=href), html.Span(f"{size}, {span}", className="muted")]))
    return ui.section("Longest series", html.Ul(items, className="link-list"), name="series")


def _coverage(snapshot: Snapshot, query: Query) -> html.Section:
    totals = snapshot.coverage.group_by("document_id").agg(pl.col("numbers").sum()).sort("numbers", descending=True)
    shown = totals.head(COVERAGE_ROWS)["document_id"]
    coverage = snapshot.coverage.filter(pl.col("document_id").is_in(list(shown)))
    if not coverage.height:
        return ui.section("Coverage", ui.empty("No coverage figures", "This snapshot holds none."), name="coverage")
    rows = [
        [
            ui.documents_link(row["document_id"], snapshot), row["reason"].replace("_", " "),
            *(f"{row[name]:,}" for name in ("numbers", "checked", *WHY_UNCHECKED)),
        ]
        for row in coverage.sort("document_id", "numbers", descending=[False, True]).iter_rows(named=True)
    ]  # fmt: skip
    head = [
        "Document",
        "Reason",
        "Numbers",
        "Entered a check",
        *(word.capitalize() for word, _ in WHY_UNCHECKED.values()),
    ]
    twin = ui.table(head, rows, "Coverage", numeric=range(2, len(head)))
    figure = coverage_figure(coverage, snapshot.title_by_document, is_narrow=query.is_narrow)
    note = "Every number in each text: taken as a claim, or set aside and why."
    csv = "/data/latest/coverage.csv"
    if totals.height > COVERAGE_ROWS:
        csv = link(csv, document_id=tuple(str(each) for each in sorted(shown)))
        note += f" The {COVERAGE_ROWS} documents with most numbers of {totals.height:,}."
    drawn = ui.chart(figure, ui.Drawn("coverage", "Numbers taken and set aside", csv, twin,
                                       ui.source_line(snapshot, snapshot.documents.height)))  # fmt: skip
    return ui.section("Coverage", [drawn, _unchecked(snapshot)], name="coverage", note=note)


def _unchecked(snapshot: Snapshot) -> html.P:
    """How many claims entered a check, and why the others did not."""
    names = ("numbers", "checked", *WHY_UNCHECKED)
    totals = snapshot.coverage.filter(pl.col("reason") == "claim").select(pl.col(names).sum()).row(0, named=True)
    others = [f"{totals[name]:,} {meaning}" for name, (_, meaning) in WHY_UNCHECKED.items()]
    return html.P(
        f"{totals['checked']:,} of {totals['numbers']:,} claims entered a check. Of the others, {'; '.join(others)}.",
        className="note",
    )
