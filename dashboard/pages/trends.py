"""Claims by period, with their intervals."""

from typing import Any

import dash_mantine_components as dmc
import polars as pl
from dash import Dash, Input, Output, State, ctx, html, no_update
from dash.development.base_component import Component

from dashboard import components as ui
from dashboard import formats
from dashboard import trend_points as trends
from dashboard.extracts import Extracts, UnusableDataError
from dashboard.highlight import visible
from dashboard.query import Query, link
from dashboard.snapshot import Snapshot
from dashboard.static import Element
from dashboard.trend_figure import MARK_LIMIT, trend_figure

TITLE = "Trends"
PARAMS = frozenset({"metric", "unit", "into", "subject", "scale", "layout"})
NOTES_SHOWN = 4
TWIN_ROWS = 300
SUBJECT_CHOICES = 300


def layout(snapshot: Snapshot, query: Query) -> html.Div:
    """The page."""
    lead = "Pick a metric and its subjects. Whiskers are what the digits and the hedge of each figure allow."
    if not snapshot.series.height:
        nothing = ui.empty("No series yet", "Series appear as soon as a claim names its metric.")
        return html.Div([ui.page_head("Trends", lead), nothing], className="page")
    trend = trends.choose(snapshot, query)
    return html.Div(
        [
            ui.page_head("Trends", lead),
            _controls(snapshot, trend),
            html.Div(_drawn(snapshot, trend, query), id="results"),
            html.Div(_hint(), id="evidence", className="evidence-panel", **ui.attributes(aria_live="polite")),
        ],
        className="page",
    )


def _controls(snapshot: Snapshot, trend: trends.Trend) -> html.Div:
    metrics = trends.metrics(snapshot)
    offered = [
        {"value": row["key"], "label": f"{visible(row['name'])} ({row['points']:,})"}
        for row in metrics.head(1000).iter_rows(named=True)
    ]
    return html.Div(
        [
            dmc.Select(id=control("metric"), label="Metric", data=offered, value=trend.metric, searchable=True,
                       allowDeselect=False, limit=200, comboboxProps={"zIndex": 300}),
            dmc.Select(id=control("unit"), label="Unit", value=trend.unit, allowDeselect=False,
                       data=unit_options(snapshot, trend)),
            dmc.Select(id=control("into", trends.AS_WRITTEN), label="Shown in", value=trend.into or trends.AS_WRITTEN,
                       allowDeselect=False, data=target_options(snapshot, trend)),
            _segmented("scale", "Axis", trend.scale, {"linear": "Linear", "log": "Log"}, default=""),
            _segmented("layout", "Layout", trend.layout, {"together": "Together", "multiples": "Small multiples"}),
            dmc.MultiSelect(id=control("subject"), label="Subjects", data=subject_options(snapshot, trend),
                            value=list(trend.subjects), searchable=True, clearable=True, limit=100,
                            maxValues=12, hidePickedOptions=True, className="grow-most"),
        ],
        className="controls",
    )  # fmt: skip


def control(name: str, default: str = "") -> dict[str, str]:
    """The id of a control that stands for a parameter of the URL."""
    return {"param": name, "default": default}


def _segmented(name: str, label: str, value: str, words: dict[str, str], default: str | None = None) -> html.Div:
    data = [{"value": each, "label": word} for each, word in words.items()]
    default = next(iter(words)) if default is None else default
    box = dmc.SegmentedControl(
        id=control(name, default), data=data, value=value, attributes={"root": {"aria-label": label}}
    )
    return html.Div([html.Span(label, className="control-label"), box], className="control")


def subject_options(snapshot: Snapshot, trend: trends.Trend) -> list[dict[str, str]]:
    """Subjects to choose from."""
    among = trends.source_units(snapshot, trend.metric, trend.unit, trend.into)
    labels = trends.subjects(snapshot, trend.metric, among)[:SUBJECT_CHOICES]
    return [{"value": label, "label": visible(label)} for label in [*labels, *(set(trend.subjects) - set(labels))]]


def unit_options(snapshot: Snapshot, trend: trends.Trend) -> list[dict[str, str]]:
    """Units to choose from."""
    return [
        {"value": unit, "label": formats.unit_words(unit) or "none"} for unit in trends.units(snapshot, trend.metric)
    ]


def target_options(snapshot: Snapshot, trend: trends.Trend) -> list[dict[str, str]]:
    """Units to show the figures in."""
    others = trends.targets(snapshot, trend.metric, trend.unit)
    words = [
        {"value": unit, "label": formats.unit_title(unit) + (", others too" if unit == trend.unit else "")}
        for unit in others
    ]
    return [{"value": trends.AS_WRITTEN, "label": "as written"}, *words]


def _hint() -> Component:
    return html.P("Select a point to read its sentence here; the table below the chart leads there by keyboard.",
                  className="muted")  # fmt: skip


def results(snapshot: Snapshot, query: Query) -> list[Any]:
    """The chart and what belongs to it."""
    return _drawn(snapshot, trends.choose(snapshot, query), query)


def _drawn(snapshot: Snapshot, trend: trends.Trend, query: Query) -> list[Any]:
    points = trends.all_points(snapshot, trend)
    rows = trends.drawn(points, trend.scale)
    remarks = [ui.notice(visible(remark), "warn") for remark in trend.remarks]
    name = visible(trends.metric_name(snapshot, trend.metric))
    title = f"{name[:1].upper()}{name[1:]}, {formats.unit_title(trend.shown_unit)}"
    if not rows.height:
        nothing = ui.empty(
            "Nothing to draw", "None of these figures has a period in its text. They stand in the table of claims.",
            html.A("See the claims", href=link("/claims", metric=trend.metric), className="button"),
        )  # fmt: skip
        return [*remarks, nothing]
    source = [
        *_left_out(points, trend),
        *_rates(snapshot, trend, rows),
        *ui.source_line(snapshot, rows["document_id"].n_unique()),
    ]
    figure = trend_figure(rows, trend, columns=1 if query.is_narrow else 3)
    drawn = ui.chart(figure, ui.Drawn("trend", title, csv_url(trend), _twin(rows, snapshot), source))
    return [*remarks, drawn, _key(rows)]


def csv_url(trend: trends.Trend) -> str:
    """The address of exactly the rows drawn."""
    return link("/data/latest/charts/trends.csv", metric=trend.metric, unit=trend.unit, into=trend.into, subject=trend.subjects,
                scale=trend.scale)  # fmt: skip


def _left_out(points: pl.DataFrame, trend: trends.Trend) -> list[str]:
    undated = points.filter(pl.col("at").is_null()).height
    below = points.filter(pl.col("value") <= 0).height if trend.scale == "log" else 0
    words = []
    if undated:
        words.append(
            f"{formats.count(undated, 'figure')} without a period {'is' if undated == 1 else 'are'} not drawn. "
        )
    if below:
        words.append(f"{formats.count(below, 'value')} ≤ 0 not shown on a log axis. ")
    return words


def _rates(snapshot: Snapshot, trend: trends.Trend, rows: pl.DataFrame) -> list[Any]:
    notes = trends.notes(snapshot, trend, rows)
    if not notes:
        return []
    more = f"; and {len(notes) - NOTES_SHOWN} more in the CSV's factors" if len(notes) > NOTES_SHOWN else ""
    return [html.Span(f"Converted: {'; '.join(notes[:NOTES_SHOWN])}{more}. ", className="rates")]


def _key(rows: pl.DataFrame) -> html.Ul:
    entries = [("●", "actual"), ("○┄", "projection, target or estimate"), ("◇", "implied, stated nowhere"),
               ("△", "“over”: a lower bound"), ("▽", "“under” or “up to”: an upper bound"), ("┃", "what the digits allow")]  # fmt: skip
    if rows.height > MARK_LIMIT:
        entries = [("▦", f"{rows.height:,} claims, drawn as a density")]
    return html.Ul(
        [
            html.Li([html.Span(sign, className="sign", **ui.attributes(aria_hidden="true")), word])
            for sign, word in entries
        ],
        className="key",
    )


def _twin(rows: pl.DataFrame, snapshot: Snapshot) -> html.Div:
    documents = {each: ui.documents_link(each, snapshot) for each in rows["document_id"].unique()}
    cells = [
        [
            visible(row["label"]),
            Element("a", {"href": ui.claim_url(row), "title": formats.exact(row["value"], row["unit"])},
                    formats.figure(row["value"], row["unit"])),
            formats.span(row["low"], row["high"], row["unit"]),
            formats.period(row["period_start"], row["period_end"]),
            row["modality"],
            documents[row["document_id"]],
        ]
        for row in rows.head(TWIN_ROWS).iter_rows(named=True)
    ]  # fmt: skip
    head = ["Subject", "Figure", "The digits allow", "Period", "Modality", "Document"]
    more = (
        [html.P(f"The first {TWIN_ROWS} of {rows.height:,} rows; the CSV holds all.")]
        if rows.height > TWIN_ROWS
        else []
    )
    return html.Div([ui.table(head, cells, "Drawn figures", numeric=(1,), cards=True), *more])


def register(app: Dash, extracts: Extracts) -> None:
    """Callbacks of this page alone."""

    @app.callback(Output("evidence", "children"), Input({"chart": "trend"}, "clickData"), prevent_initial_call=True)
    def show_sentence(click: dict[str, Any] | None) -> object:
        claim_id = str((click or {}).get("points", [{}])[0].get("customdata") or "")
        try:
            claim = extracts.snapshot().claim(claim_id)
            return ui.evidence(claim, extracts.snapshot()) if claim else no_update
        except UnusableDataError:
            return no_update

    subject, unit, scale = control("subject"), control("unit"), control("scale")
    into = control("into", trends.AS_WRITTEN)

    @app.callback(
        Output(subject, "data"), Output(subject, "value"), Output(unit, "data"), Output(unit, "value"),
        Output(into, "data"), Output(into, "value"), Output(scale, "value"), Input(control("metric"), "value"),
        Input(unit, "value"), Input(into, "value"), State(subject, "value"),
        prevent_initial_call=True,
    )  # fmt: skip
    def offer(metric: str, unit: str, into: str, chosen: list[str]) -> object:
        snapshot = extracts.snapshot()
        turned = isinstance(ctx.triggered_id, dict) and ctx.triggered_id.get("param") == "metric"
        kept = {} if turned else {"unit": (unit,), "into": (into,), "subject": tuple(chosen or ())}
        trend = trends.choose(snapshot, Query("/trends", {"metric": (metric,), **kept}))
        scale = trend.scale if turned else no_update
        return (
            subject_options(snapshot, trend), list(trend.subjects), unit_options(snapshot, trend), trend.unit,
            target_options(snapshot, trend), trend.into or trends.AS_WRITTEN, scale,
        )  # fmt: skip
