"""The trend chart: claims by period, as marks or as a density.

The figures are plain dictionaries: a graph object checks every property of every trace, which takes three times as long
as making them. The tests read them through graph objects.
"""

import math
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any

import polars as pl
from plotly.subplots import make_subplots

from dashboard import formats
from dashboard.figures import base_layout, plain_text, reach, short
from dashboard.growth import Growth, growth_rates, period_length
from dashboard.trend_points import Trend

PALETTE = ("#3f7cc4", "#c8772e", "#2f9a82", "#b3589a", "#8a7a2c", "#6f6bd0", "#5c8f3e", "#c25563", "#4597ab", "#8c6f5e")
MARK_LIMIT = 2000
SHORT = timedelta(days=60)
_SYMBOLS = {"gt": "triangle-up", "lt": "triangle-down", "up_to": "triangle-down"}


def trend_figure(points: pl.DataFrame, trend: Trend, columns: int = 3) -> dict[str, Any]:
    """Claims by period: intervals as whiskers, projections hollow and dashed, implied values as diamonds."""
    if points.height > MARK_LIMIT:
        return _density(points, trend)
    labels = [label for label in trend.subjects if label in set(points["label"])]
    multiples = trend.layout == "multiples" and len(labels) > 1
    panels = _panels(labels, columns) if multiples else {"xaxis": {}, "yaxis": {}}
    traces = []
    for number, label in enumerate(labels):
        rows = points.filter(pl.col("label") == label).to_dicts()
        panel = {"xaxis": f"x{number + 1}", "yaxis": f"y{number + 1}", "showlegend": False} if multiples else {}
        traces += [trace | panel for trace in _label_traces(label, rows, PALETTE[number % len(PALETTE)])]
    height = max(300, (250 if columns > 1 else 215) * math.ceil(len(labels) / columns)) if multiples else 460
    layout = base_layout(height)
    x_axis, y_axis = layout.pop("xaxis") | _room(points), layout.pop("yaxis") | _value_axis(points, trend)
    if multiples:
        # The chart's title names the unit once for all panels.
        y_axis.pop("title", None)
    axes = {
        name: axis | (x_axis if name.startswith("x") else y_axis)
        for name, axis in panels.items()
        if name[1:].startswith("axis")
    }
    kept = f"{trend.metric}{trend.shown_unit}{trend.scale}"
    return {"data": traces, "layout": panels | layout | axes | {"uirevision": kept, "showlegend": not multiples}}


def _value_axis(points: pl.DataFrame, trend: Trend) -> dict[str, Any]:
    named = formats.axis(trend.shown_unit)
    if trend.scale == "log":
        return named | _log_ticks(points, trend.shown_unit) | {"tickprefix": "", "ticksuffix": "", "type": "log"}
    return named | {"type": "linear", "rangemode": "tozero"}


def _room(points: pl.DataFrame) -> dict[str, Any]:
    """An axis of time; months around figures of one day, which plotly would tell by the millisecond."""
    first, last = points["at"].min(), points["at"].max()
    if not isinstance(first, date) or not isinstance(last, date) or last - first > SHORT:
        return {"type": "date"}
    return {"type": "date", "range": [first - SHORT, last + SHORT]}


def _log_ticks(points: pl.DataFrame, unit: str) -> dict[str, Any]:
    """Each power of ten; where there are few of them, 2 and 5 in between, all of them written out."""
    steps = (1,) if _decades(points) > 2 else (1, 2, 5)
    low, high = float(points["value"].min()), float(points["value"].max())  # type: ignore[arg-type]
    powers = range(math.floor(math.log10(low)) - 1, math.ceil(math.log10(high)) + 2)
    values = [step * 10.0**power for power in powers for step in steps]
    # On a logarithmic axis plotly drops the prefix of the ticks, so they are written here.
    return {"tickmode": "array", "tickvals": values, "ticktext": [formats.tick(value, unit) for value in values]}


def _decades(points: pl.DataFrame) -> float:
    low, high = points["value"].min(), points["value"].max()
    if not isinstance(low, float) or not isinstance(high, float) or low <= 0:
        return 0.0
    return math.log10(high / low)


def _panels(labels: Sequence[str], columns: int) -> dict[str, Any]:
    """The layout of small multiples: a panel a subject, all with the same axes."""
    rows = math.ceil(len(labels) / columns)
    panels = make_subplots(
        rows=rows,
        cols=min(columns, len(labels)),
        subplot_titles=[plain_text(short(label, 90 // columns if columns > 1 else 40)) for label in labels],
        shared_xaxes="all",
        shared_yaxes="all",
        vertical_spacing=min(0.16, 0.3 / rows),
        horizontal_spacing=0.06,
    )
    layout: dict[str, Any] = panels.update_annotations(font_size=13).to_dict()["layout"]
    del layout["template"]
    return layout


def _label_traces(label: str, rows: list[dict[str, Any]], colour: str) -> list[dict[str, Any]]:
    implied = [row for row in rows if row["implied"]]
    # A quarter's figure and a year's are not on one line: what joins them would be read as growth.
    lengths = groupby(sorted((row for row in rows if not row["implied"]), key=_length), key=_length)
    traces = [trace for _, same in lengths for trace in _same_length(label, list(same), colour)]
    if implied:
        traces.append(_marks(label, implied, colour, "implied"))
    marks = [trace for trace in traces if "markers" in trace["mode"]]
    max(marks, key=lambda trace: trace["mode"] == "lines+markers")["showlegend"] = True
    return traces


def _length(row: Mapping[str, Any]) -> int:
    return period_length(row["period_start"], row["period_end"])


def _same_length(label: str, rows: list[dict[str, Any]], colour: str) -> list[dict[str, Any]]:
    """Stated figures whose periods are about equally long."""
    rows.sort(key=lambda row: row["at"])
    firm = [row for row in rows if row["modality"] == "actual"]
    ahead = [row for row in rows if row["modality"] != "actual"]
    traces = [_marks(label, firm, colour, "solid")] if firm else []
    if ahead:
        traces += [_bridge(firm, ahead, colour, label), _marks(label, ahead, colour, "hollow")]
    rates = growth_rates(_one_a_period(firm))
    if 0 < len(rates) <= 12:
        traces.append(_rates(label, rates, colour))
    return traces


def _one_a_period(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Of the rows of one day the last."""
    return list({row["at"]: row for row in rows}.values())


def _bridge(firm: list[dict[str, Any]], ahead: list[dict[str, Any]], colour: str, label: str) -> dict[str, Any]:
    path = sorted([*firm[-1:], *ahead], key=lambda row: row["at"])
    return {
        "type": "scatter",
        "x": [row["at"] for row in path], "y": [row["value"] for row in path], "mode": "lines", "hoverinfo": "skip",
        "line": {"color": colour, "width": 1.5, "dash": "dot"}, "legendgroup": label, "showlegend": False,
    }  # fmt: skip


def _marks(label: str, rows: list[dict[str, Any]], colour: str, style: str) -> dict[str, Any]:
    symbols = [_SYMBOLS.get(row["bound"], "diamond" if style == "implied" else "circle") for row in rows]
    if style != "solid":
        symbols = [f"{symbol}-open" for symbol in symbols]
    return {
        "type": "scatter",
        "x": [row["at"] for row in rows],
        "y": [row["value"] for row in rows],
        "mode": "lines+markers" if style == "solid" else "markers",
        "name": plain_text(label),
        "legendgroup": label,
        "showlegend": False,
        "line": {"color": colour, "width": 2},
        "marker": {"color": colour, "size": 9 if style != "implied" else 11, "symbol": symbols, "line": {"width": 2, "color": colour}},
        "error_y": {
            "type": "data", "symmetric": False, "thickness": 1.2, "width": 4, "color": colour,
            "array": [reach(row["high"] - row["value"]) for row in rows],
            "arrayminus": [reach(row["value"] - row["low"]) for row in rows],
        },
        "customdata": [row["claim_id"] for row in rows],
        "hovertext": [_hover(row) for row in rows],
        "hoverinfo": "text",
    }  # fmt: skip


def _hover(row: Mapping[str, Any]) -> str:
    unit = str(row["unit"])
    lines = [
        f"<b>{formats.figure(row['value'], unit)}</b> {'' if row['modality'] == 'actual' else row['modality']}",
        plain_text(str(row["label"])),
        formats.period(row["period_start"], row["period_end"]),
        f"the digits allow {formats.span(row['low'], row['high'], unit)}",
        f"exactly {formats.exact(row['value'], unit)}",
    ]
    return "<br>".join(lines)


def _rates(label: str, rates: Sequence[Growth], colour: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "x": [rate.at for rate in rates],
        "y": [rate.value for rate in rates],
        "mode": "text",
        "text": [_rate_words(rate) for rate in rates],
        "textposition": "top left",
        "textfont": {"size": 11, "color": colour},
        "hovertext": [_rate_hover(rate) for rate in rates],
        "hoverinfo": "text",
        "legendgroup": label,
        "showlegend": False,
        "cliponaxis": False,
    }


def _rate_words(rate: Growth) -> str:
    size = f"×{rate.rate + 1:.3g}" if rate.rate > 3 else f"{rate.rate * 100:+.0f}%"
    return (size + ("/yr" if rate.is_yearly else "")).replace("-", "−")


def _rate_hover(rate: Growth) -> str:
    low, high = f"{rate.low * 100:+.1f}", f"{rate.high * 100:+.1f}"
    most = f" to {high}%" if math.isfinite(rate.high) else "% or more"
    return f"{rate.rate * 100:+.1f}%{' a year' if rate.is_yearly else ''}<br>the digits allow {low}{most}"


def _density(points: pl.DataFrame, trend: Trend) -> dict[str, Any]:
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
    heat = {
        "type": "heatmap",
        "x": [left + step_x * i for i in range(60)],
        "y": [10**step for step in steps] if trend.scale == "log" else steps,
        "z": grid,
        "colorscale": [[0, "#a9c8ea"], [1, "#1d4f8f"]],
        "hovertemplate": "%{z} claims<br>%{x|%b %Y}<br>%{y}<extra></extra>",
        "colorbar": {"title": {"text": "claims"}, "thickness": 12},
    }
    layout = base_layout(460)
    layout["xaxis"] |= {"type": "date"}
    layout["yaxis"] |= {"type": trend.scale} | formats.axis(trend.shown_unit)
    return {"data": [heat], "layout": layout}
