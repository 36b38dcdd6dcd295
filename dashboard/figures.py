"""What all figures share, and the figure of the coverage.

Text, axes and grids take their colours from assets/style.css, so that one figure serves light, dark and print; marks
use mid tones that stand on either ground.
"""

import math
from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go
import polars as pl

from dashboard.highlight import visible

VERDICT_COLOURS = {"contradiction": "#d64545", "update": "#c98a1b", "implied": "#3f7cc4", "consistent": "#3a9a5f"}
REASON_COLOURS = {"claim": "#3f7cc4", "incidental": "#8fa3b8"}
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', Arial, sans-serif"


def base_layout(height: int) -> dict[str, Any]:
    """What all figures share but the template: graph objects take their own unless told "none"."""
    axis = {
        "exponentformat": "B", "automargin": True, "zeroline": False, "showline": True, "linecolor": "#8a94a0",
        "gridcolor": "#d8dde3", "ticks": "outside", "tickcolor": "#8a94a0", "ticklen": 4,
    }  # fmt: skip
    return {
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


def plain_text(text: str) -> str:
    """Words for a chart: plotly reads a few HTML tags in labels; a claim's words are only ever words."""
    return visible(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def reach(size: float) -> float:
    """How far a whisker goes; 0 where the end is open."""
    return size if math.isfinite(size) and size > 0 else 0.0


def short(text: str, width: int = 34) -> str:
    """The beginning of a long label."""
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


def coverage_figure(coverage: pl.DataFrame, titles: Mapping[str, str], *, is_narrow: bool = False) -> go.Figure:
    """Numbers of each document by what became of them, as stacked bars; on a phone titles stand above their bars."""
    order = list(coverage.group_by("document_id").agg(pl.col("numbers").sum()).sort("numbers")["document_id"])
    reasons = list(coverage.group_by("reason").agg(pl.col("numbers").sum()).sort("numbers", descending=True)["reason"])
    reasons.sort(key=lambda reason: (reason != "claim", reason != "incidental"))
    shades = ("#b9a37a", "#a88fb5", "#9db38a", "#c4a0a0", "#8fb0b0", "#b0b0b0", "#d0b5dd", "#98a5c4",
              "#a9ad5f", "#c98f6f", "#6f9c9c", "#d9c27e")  # fmt: skip
    figure = go.Figure(layout_template="none")
    others = [reason for reason in reasons if reason not in REASON_COLOURS]
    for reason in reasons:
        rows = {row[0]: row[1] for row in coverage.filter(reason=reason).select("document_id", "numbers").rows()}
        colour = REASON_COLOURS.get(reason) or shades[others.index(reason) % len(shades)]
        word = plain_text(reason.replace("_", " "))
        figure.add_trace(
            go.Bar(
                y=order, x=[rows.get(each, 0) for each in order], orientation="h", name=word, marker={"color": colour},
                hovertext=[plain_text(titles.get(each, each)) for each in order],
                hovertemplate="%{x} numbers: " + word + "<extra>%{hovertext}</extra>",
            )
        )  # fmt: skip
    figure.update_layout(base_layout(90 + (46 if is_narrow else 34) * max(2, len(order))), barmode="stack", bargap=0.35)
    figure.update_xaxes(showgrid=True, title={"text": "numbers in the text", "font": {"size": 12}})
    _name_bars(figure, {each: plain_text(titles.get(each, each)) for each in order}, is_narrow=is_narrow)
    return figure


def _name_bars(figure: go.Figure, names: Mapping[str, str], *, is_narrow: bool) -> None:
    """Put names to the bars of an axis of ids: two documents may begin alike."""
    figure.update_yaxes(type="category", showgrid=False, tickmode="array", tickvals=list(names),
                        ticktext=[short(name) for name in names.values()], showticklabels=not is_narrow)  # fmt: skip
    if not is_narrow:
        return
    # The legend takes the height of its wrapped lines.
    figure.update_layout(bargap=0.62, height=figure.layout.height + 80)
    for key, name in names.items():
        figure.add_annotation(
            x=0, y=key, yshift=15, text=short(name, 42), showarrow=False, xanchor="left", font_size=12
        )
