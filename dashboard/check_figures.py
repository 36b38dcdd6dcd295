"""The figures of a check: stated against implied, and who said what when."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from dashboard import formats
from dashboard.figures import VERDICT_COLOURS, base_layout, plain_text, reach, short


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
    figure = go.Figure(layout_template="none")
    margin = (max(ends) - min(ends)) * 0.18 or abs(max(ends)) * 0.05 or 1.0 if ends else 1.0
    edge = (min(ends) - margin, max(ends) + margin) if ends else (0.0, 1.0)
    for word, low, high, colour in bars:
        figure.add_trace(_interval_bar(word, (low, high), edge, colour, str(check["unit"])))
    _mark_gap(figure, check, bars)
    figure.update_layout(base_layout(190), showlegend=False)
    figure.update_yaxes(type="category", autorange="reversed", showgrid=False, tickfont={"size": 14}, fixedrange=True)
    figure.update_xaxes(range=edge, showgrid=True, **formats.axis(str(check["unit"])))
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
    # Words run towards the middle, where there is room for them.
    words, is_right = formats.span(low, high, unit), (left + right) / 2 > (edge[0] + edge[1]) / 2
    return go.Scatter(
        x=[left, right], y=[word, word], mode="lines+markers+text", name=word,
        line={"color": colour, "width": 12},
        marker={"symbol": symbols, "size": 22, "color": colour, "line": {"color": colour, "width": 3}},
        text=["", words] if is_right else [words, ""], textposition="top left" if is_right else "top right",
        cliponaxis=False,
        hovertext=f"{word}: {formats.exact(low, unit)} to {formats.exact(high, unit)}", hoverinfo="text",
    )  # fmt: skip


def _mark_gap(figure: go.Figure, check: Mapping[str, Any], bars: Sequence[tuple[str, float, float, str]]) -> None:
    if len(bars) < 2 or not check["gap"]:
        return
    (_, low, high, _), (_, other_low, other_high, _) = bars
    left, right = (high, other_low) if high < other_low else (other_high, low)
    if not (math.isfinite(left) and math.isfinite(right)) or left >= right:
        return
    figure.add_vrect(x0=left, x1=right, fillcolor="#d64545", opacity=0.13, line_width=0)
    # Between the two intervals, whose own words stand above each of them.
    figure.add_annotation(
        x=(left + right) / 2, y=0.5, yref="paper", text=f"apart by {formats.share(check['gap'])}", showarrow=False,
        font={"size": 12},
    )  # fmt: skip


def timeline_figure(rows: Sequence[Mapping[str, Any]], unit: str) -> go.Figure:
    """Who said what when: claims by the day their document was published."""
    figure = go.Figure(
        go.Scatter(
            x=[row["published"] for row in rows], y=[row["value"] for row in rows], mode="markers+text",
            text=[short(plain_text(str(row["speaker"] or row["title"])), 24) for row in rows],
            textposition="top center", textfont={"size": 11}, cliponaxis=False,
            marker={"size": 10, "color": [VERDICT_COLOURS["implied"] if row["used"] else "#8a94a0" for row in rows]},
            error_y={"type": "data", "symmetric": False, "thickness": 1.4, "width": 5,
                     "array": [reach(row["high"] - row["value"]) for row in rows],
                     "arrayminus": [reach(row["value"] - row["low"]) for row in rows]},
            customdata=[row["claim_id"] for row in rows],
            hovertext=[f"<b>{formats.figure(row['value'], unit)}</b><br>{plain_text(row['title'])}<br>{row['published']}"
                       for row in rows],
            hoverinfo="text",
        ),
        layout_template="none",
    )  # fmt: skip
    figure.update_layout(base_layout(260), showlegend=False)
    figure.update_xaxes(type="date")
    figure.update_yaxes(**formats.axis(unit))
    return figure
