"""Figures, each a pure function of rows.

Text, axes and grids take their colours from assets/style.css, so that one figure serves light, dark and print; marks
use mid tones that stand on either ground.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go
import polars as pl
from plotly.subplots import make_subplots

from dashboard import formats
from dashboard.highlight import visible
from dashboard.trend_points import Growth, Trend, growth_rates

PALETTE = ("#3f7cc4", "#c8772e", "#2f9a82", "#b3589a", "#8a7a2c", "#6f6bd0", "#5c8f3e", "#c25563", "#4597ab", "#8c6f5e")
VERDICT_COLOURS = {"contradiction": "#d64545", "update": "#c98a1b", "implied": "#3f7cc4", "consistent": "#3a9a5f"}
REASON_COLOURS = {"claim": "#3f7cc4", "incidental": "#8fa3b8"}
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', Arial, sans-serif"
MARK_LIMIT = 2000
_SYMBOLS = {"gt": "triangle-up", "lt": "triangle-down", "up_to": "triangle-down"}


def base_layout(height: int) -> dict[str, Any]:
    """What all figures share."""
    axis = {
        "exponentformat": "B", "automargin": True, "zeroline": False, "showline": True, "linecolor": "#8a94a0",
        "gridcolor": "#d8dde3", "ticks": "outside", "tickcolor": "#8a94a0", "ticklen": 4,
    }  # fmt: skip
    return {
        "template": "none",
        "height": height,
        "font": {"family": FONT, "size": 13, "color": "#2b333c"},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 8, "r": 16, "t": 24, "b": 8},
        "xaxis": axis | {"showgrid": False},
        "yaxis": axis | {"showline": False, "ticks": ""},
        "hovermode": "closest",
        "hoverlabel": {"align": "left"},
        "legend": {
            "orientation": "h",
            "y": 1.02,
            "yanchor": "bottom",
            "x": 0,
            "xanchor": "left",
            "traceorder": "normal",
        },
        "dragmode": "zoom",
    }


def trend_figure(points: pl.DataFrame, trend: Trend) -> go.Figure:
    """Claims by period: intervals as whiskers, projections hollow and dashed, implied values as diamonds."""
    if points.height > MARK_LIMIT:
        return _density(points, trend)
    labels = [label for label in trend.subjects if label in set(points["label"])]
    multiples = trend.layout == "multiples" and len(labels) > 1
    figure = _panels(labels) if multiples else go.Figure()
    for number, label in enumerate(labels):
        rows = points.filter(pl.col("label") == label).to_dicts()
        where = {"row": number // 3 + 1, "col": number % 3 + 1} if multiples else {}
        for trace in _label_traces(label, rows, PALETTE[number % len(PALETTE)]):
            trace.showlegend = bool(trace.showlegend) and not multiples
            figure.add_trace(trace, **where)
    height = max(300, 250 * math.ceil(len(labels) / 3)) if multiples else 460
    shared = base_layout(height)
    x_axis, y_axis = shared.pop("xaxis"), shared.pop("yaxis")
    figure.update_layout(**shared, uirevision=f"{trend.metric}{trend.unit}{trend.scale}", showlegend=not multiples)
    figure.update_xaxes(**x_axis, type="date")
    figure.update_yaxes(**y_axis, type=trend.scale, rangemode="tozero" if trend.scale == "linear" else "normal")
    if trend.scale == "log":
        figure.update_yaxes(dtick=1 if _decades(points) > 2 else "D2", minor={"showgrid": False})
    return figure


def _decades(points: pl.DataFrame) -> float:
    low, high = points["value"].min(), points["value"].max()
    if not isinstance(low, float) or not isinstance(high, float) or low <= 0:
        return 0.0
    return math.log10(high / low)


def _panels(labels: Sequence[str]) -> go.Figure:
    rows = math.ceil(len(labels) / 3)
    return make_subplots(
        rows=rows,
        cols=min(3, len(labels)),
        subplot_titles=[_plain_text(label) for label in labels],
        shared_xaxes="all",
        shared_yaxes="all",
        vertical_spacing=min(0.16, 0.3 / rows),
        horizontal_spacing=0.06,
    )


def _plain_text(text: str) -> str:
    # plotly reads a few HTML tags in labels; a claim's words are only ever words.
    return visible(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _label_traces(label: str, rows: list[dict[str, Any]], colour: str) -> list[go.Scatter]:
    firm = [row for row in rows if row["modality"] == "actual"]
    ahead = [row for row in rows if row["modality"] not in ("actual", "implied")]
    implied = [row for row in rows if row["implied"]]
    traces = [_marks(label, firm, colour, "solid", shown=bool(firm))]
    if ahead:
        traces.append(_bridge(firm, ahead, colour, label))
        traces.append(_marks(label, ahead, colour, "hollow", shown=not firm))
    if implied:
        traces.append(_marks(label, implied, colour, "implied", shown=not firm and not ahead))
    rates = growth_rates(_one_a_period(firm))
    if 0 < len(rates) <= 12:
        traces.append(_rates(label, rates, colour))
    return traces


def _one_a_period(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Of the rows of one day the last."""
    return list({row["at"]: row for row in rows}.values())


def _bridge(firm: list[dict[str, Any]], ahead: list[dict[str, Any]], colour: str, label: str) -> go.Scatter:
    path = sorted([*firm[-1:], *ahead], key=lambda row: row["at"])
    return go.Scatter(
        x=[row["at"] for row in path], y=[row["value"] for row in path], mode="lines", hoverinfo="skip",
        line={"color": colour, "width": 1.5, "dash": "dot"}, legendgroup=label, showlegend=False,
    )  # fmt: skip


def _marks(label: str, rows: list[dict[str, Any]], colour: str, style: str, *, shown: bool) -> go.Scatter:
    symbols = [_SYMBOLS.get(row["bound"], "diamond" if style == "implied" else "circle") for row in rows]
    if style != "solid":
        symbols = [f"{symbol}-open" for symbol in symbols]
    return go.Scatter(
        x=[row["at"] for row in rows],
        y=[row["value"] for row in rows],
        mode="lines+markers" if style == "solid" else "markers",
        name=_plain_text(label),
        legendgroup=label,
        showlegend=shown,
        line={"color": colour, "width": 2},
        marker={"color": colour, "size": 9 if style != "implied" else 11, "symbol": symbols, "line": {"width": 2, "color": colour}},
        error_y={
            "type": "data", "symmetric": False, "thickness": 1.2, "width": 4, "color": colour,
            "array": [_reach(row["high"] - row["value"]) for row in rows],
            "arrayminus": [_reach(row["value"] - row["low"]) for row in rows],
        },
        customdata=[row["claim_id"] for row in rows],
        hovertext=[_hover(row) for row in rows],
        hoverinfo="text",
    )  # fmt: skip


def _reach(size: float) -> float:
    return size if math.isfinite(size) and size > 0 else 0.0


def _hover(row: Mapping[str, Any]) -> str:
    unit = str(row["unit"])
    when = str(row["period_start"])
    if row["period_end"] != row["period_start"]:
        when += f" to {row['period_end']}"
    lines = [
        f"<b>{formats.figure(row['value'], unit)}</b> {'' if row['modality'] == 'actual' else row['modality']}",
        _plain_text(str(row["label"])),
        when,
        f"as written: {formats.span(row['low'], row['high'], unit)}",
        f"exactly {formats.exact(row['value'], unit)}",
    ]
    return "<br>".join(lines)


def _rates(label: str, rates: Sequence[Growth], colour: str) -> go.Scatter:
    return go.Scatter(
        x=[rate.at for rate in rates],
        y=[rate.value for rate in rates],
        mode="text",
        text=[_rate_words(rate) for rate in rates],
        textposition="top left",
        textfont={"size": 11, "color": colour},
        hovertext=[_rate_hover(rate) for rate in rates],
        hoverinfo="text",
        legendgroup=label,
        showlegend=False,
        cliponaxis=False,
    )


def _rate_words(rate: Growth) -> str:
    size = f"×{rate.rate + 1:.3g}" if rate.rate > 3 else f"{rate.rate * 100:+.0f} %"
    return (size + ("/yr" if rate.is_yearly else "")).replace("-", "−")


def _rate_hover(rate: Growth) -> str:
    low, high = f"{rate.low * 100:+.1f}", f"{rate.high * 100:+.1f}"
    most = f" to {high} %" if math.isfinite(rate.high) else " % or more"
    return f"{rate.rate * 100:+.1f} %{' a year' if rate.is_yearly else ''}<br>the digits allow {low}{most}"


def _density(points: pl.DataFrame, trend: Trend) -> go.Figure:
    """Many points as a density: 60 periods by 40 steps of value."""
    scaled = pl.col("value").log10() if trend.scale == "log" else pl.col("value")
    marks = points.select(at=pl.col("at").cast(pl.Datetime("ms")).dt.epoch("ms").cast(pl.Float64), y=scaled)
    bounds = marks.select(x0=pl.col("at").min(), x1=pl.col("at").max(), y0=pl.col("y").min(), y1=pl.col("y").max())
    left, right, bottom, top = (float(each) for each in bounds.row(0))
    step_x, step_y = (right - left or 1) / 59, (top - bottom or 1) / 39
    cells = (
        marks.with_columns(
            ((pl.col("at") - left) / step_x).cast(pl.Int32).alias("i"),
            ((pl.col("y") - bottom) / step_y).cast(pl.Int32).alias("j"),
        )
        .group_by("i", "j")
        .len()
    )
    grid: list[list[int | None]] = [[None] * 60 for _ in range(40)]
    for i, j, number in cells.rows():
        grid[j][i] = number
    steps = [bottom + step_y * j for j in range(40)]
    heat = go.Heatmap(
        x=[left + step_x * i for i in range(60)],
        y=[10**step for step in steps] if trend.scale == "log" else steps,
        z=grid,
        colorscale=[[0, "#a9c8ea"], [1, "#1d4f8f"]],
        hovertemplate="%{z} claims<br>%{x|%b %Y}<br>%{y}<extra></extra>",
        colorbar={"title": {"text": "claims"}, "thickness": 12},
    )
    figure = go.Figure(heat)
    figure.update_layout(base_layout(460))
    figure.update_xaxes(type="date")
    figure.update_yaxes(type=trend.scale, title={"text": formats.unit_words(trend.unit), "font": {"size": 12}})
    return figure


def interval_figure(check: Mapping[str, Any]) -> go.Figure:
    """Stated against implied as intervals on one axis, with the gap between them."""
    bars = [
        (word, low, high, colour)
        for word, low, high, colour in (
            ("Stated", check["stated_low"], check["stated_high"], "#7a8694"),
            ("Implied", check["implied_low"], check["implied_high"], VERDICT_COLOURS[str(check["verdict"])]),
        )
        if low is not None and high is not None
    ]
    ends = [end for _, low, high, _ in bars for end in (low, high) if math.isfinite(end)]
    figure = go.Figure()
    margin = (max(ends) - min(ends)) * 0.18 or abs(max(ends)) * 0.05 or 1.0 if ends else 1.0
    edge = (min(ends) - margin, max(ends) + margin) if ends else (0.0, 1.0)
    for word, low, high, colour in bars:
        figure.add_trace(_interval_bar(word, (low, high), edge, colour, str(check["unit"])))
    _mark_gap(figure, check, bars)
    figure.update_layout(base_layout(190), showlegend=False)
    figure.update_yaxes(type="category", autorange="reversed", showgrid=False, tickfont={"size": 14}, fixedrange=True)
    figure.update_xaxes(range=edge, showgrid=True, title={"text": formats.unit_words(str(check["unit"])),
                        "font": {"size": 12}})  # fmt: skip
    return figure


def _interval_bar(
    word: str, interval: tuple[float, float], edge: tuple[float, float], colour: str, unit: str
) -> go.Scatter:
    low, high = interval
    left = low if math.isfinite(low) else edge[0]
    right = high if math.isfinite(high) else edge[1]
    symbols = [
        "line-ns" if math.isfinite(low) else "triangle-left",
        "line-ns" if math.isfinite(high) else "triangle-right",
    ]
    return go.Scatter(
        x=[left, right], y=[word, word], mode="lines+markers+text", name=word,
        line={"color": colour, "width": 12},
        marker={"symbol": symbols, "size": 22, "color": colour, "line": {"color": colour, "width": 3}},
        text=[formats.span(low, high, unit), ""], textposition="top right", cliponaxis=False,
        hovertext=f"{word}: {formats.exact(low, unit)} to {formats.exact(high, unit)}", hoverinfo="text",
    )  # fmt: skip


def _mark_gap(figure: go.Figure, check: Mapping[str, Any], bars: Sequence[tuple[str, float, float, str]]) -> None:
    if len(bars) < 2 or not check["gap"]:
        return
    (_, low, high, _), (_, other_low, other_high, _) = bars
    left, right = (high, other_low) if high < other_low else (other_high, low)
    if not (math.isfinite(left) and math.isfinite(right)) or left >= right:
        return
    figure.add_vrect(
        x0=left, x1=right, fillcolor="#d64545", opacity=0.13, line_width=0,
        annotation={"text": f"apart by {formats.share(check['gap'])}", "font": {"size": 12, "color": "#d64545"}},
        annotation_position="top",
    )  # fmt: skip


def coverage_figure(coverage: pl.DataFrame, titles: Mapping[str, str]) -> go.Figure:
    """Numbers of each document by what became of them, as stacked bars."""
    order = list(coverage.group_by("document_id").agg(pl.col("numbers").sum()).sort("numbers")["document_id"])
    reasons = list(coverage.group_by("reason").agg(pl.col("numbers").sum()).sort("numbers", descending=True)["reason"])
    reasons.sort(key=lambda reason: (reason != "claim", reason != "incidental"))
    shades = ("#b9a37a", "#a88fb5", "#9db38a", "#c4a0a0", "#8fb0b0", "#b0b0b0", "#c9b98f", "#98a5c4")
    figure = go.Figure()
    others = [reason for reason in reasons if reason not in REASON_COLOURS]
    for reason in reasons:
        rows = {row[0]: row[1] for row in coverage.filter(reason=reason).select("document_id", "numbers").rows()}
        colour = REASON_COLOURS.get(reason) or shades[others.index(reason) % len(shades)]
        figure.add_trace(
            go.Bar(
                y=[_short(_plain_text(titles.get(each, each))) for each in order],
                x=[rows.get(each, 0) for each in order],
                orientation="h", name=_plain_text(reason), marker={"color": colour},
                hovertemplate="%{x} numbers: " + _plain_text(reason) + "<extra>%{y}</extra>",
            )
        )  # fmt: skip
    figure.update_layout(base_layout(90 + 34 * max(2, len(order))), barmode="stack", bargap=0.35)
    figure.update_yaxes(type="category", showgrid=False)
    figure.update_xaxes(showgrid=True, title={"text": "numbers in the text", "font": {"size": 12}})
    return figure


def _short(text: str, width: int = 34) -> str:
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


def timeline_figure(rows: Sequence[Mapping[str, Any]], unit: str) -> go.Figure:
    """Who said what when: claims by the day their document was published."""
    figure = go.Figure(
        go.Scatter(
            x=[row["published"] for row in rows], y=[row["value"] for row in rows], mode="markers+text",
            text=[_short(_plain_text(str(row["speaker"] or row["title"])), 24) for row in rows],
            textposition="top center", textfont={"size": 11}, cliponaxis=False,
            marker={"size": 10, "color": [VERDICT_COLOURS["implied"] if row["used"] else "#8a94a0" for row in rows]},
            error_y={"type": "data", "symmetric": False, "thickness": 1.4, "width": 5,
                     "array": [_reach(row["high"] - row["value"]) for row in rows],
                     "arrayminus": [_reach(row["value"] - row["low"]) for row in rows]},
            customdata=[row["claim_id"] for row in rows],
            hovertext=[f"<b>{formats.figure(row['value'], unit)}</b><br>{_plain_text(row['title'])}<br>{row['published']}"
                       for row in rows],
            hoverinfo="text",
        )
    )  # fmt: skip
    figure.update_layout(base_layout(260), showlegend=False)
    figure.update_xaxes(type="date")
    figure.update_yaxes(title={"text": formats.unit_words(unit), "font": {"size": 12}})
    return figure
