"""Parts that pages share. All text goes in as strings, which React escapes; nothing here sets inner HTML."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import plotly.graph_objects as go
from dash import dcc, html
from dash.development.base_component import Component

from dashboard import formats
from dashboard.extracts import UnusableDataError
from dashboard.highlight import Piece, around, together, visible
from dashboard.query import link
from dashboard.snapshot import Snapshot
from dashboard.static import Element, static
from etl.model.finding import Severity

Children = str | Component | Sequence[Any] | None
GRAPH_CONFIG: Any = {
    "displaylogo": False,
    "showSendToCloud": False,
    "responsive": True,
    "displayModeBar": "hover",
    "modeBarButtonsToRemove": ["toImage", "lasso2d", "select2d", "autoScale2d"],
}


def attributes(**named: str | None) -> dict[str, Any]:
    """Attributes of HTML that Python cannot name: aria_label → aria-label; None leaves one out."""
    return {name.replace("_", "-"): value for name, value in named.items() if value is not None}


def verdict_badge(verdict: str, title: str = "") -> html.Span:
    """A verdict as sign, word and colour."""
    return html.Span(
        [html.Span(formats.VERDICT_SIGNS.get(verdict, "·"), className="sign", **attributes(aria_hidden="true")),
         formats.VERDICT_WORDS.get(verdict, verdict)],
        className=f"badge verdict-{verdict}",
        title=title or formats.VERDICT_MEANINGS.get(verdict, ""),
    )  # fmt: skip


def tag(text: str, kind: str = "", title: str = "") -> html.Span:
    """A small word in a frame."""
    return html.Span(text, className=f"tag {kind}".strip(), title=title)


def severity_tags(severity: str) -> list[html.Span]:
    """How much a check weighs; one that only informs carries no word."""
    return [] if severity == Severity.INFO else [tag(f"{severity} severity")]


def page_head(title: str, lead: Children, *extra: Component) -> html.Header:
    """A page's heading with the sentence that says what it is for."""
    return html.Header([html.H1(title, tabIndex=-1), html.P(lead, className="lead"), *extra], className="page-head")


def section(title: str, children: Children, *, name: str = "", note: Children = None) -> html.Section:
    """A part of a page under a heading."""
    head: list[Component] = [html.H2(title, id=f"h-{name}" if name else f"h-{title.lower().replace(' ', '-')}")]
    if note is not None:
        head.append(html.P(note, className="note"))
    body = children if isinstance(children, list) else [children]
    return html.Section([html.Div(head, className="section-head"), *body], className="section")


def with_code(text: str) -> list[Any]:
    """A text whose `names` stand as code."""
    return [html.Code(part) if number % 2 else part for number, part in enumerate(text.split("`"))]


def empty(title: str, text: Children, *actions: Component) -> html.Div:
    """A place where nothing is, which says why and what to do."""
    return html.Div(
        [html.P(title, className="empty-title"), html.P(text), html.Div(list(actions), className="actions")],
        className="empty",
        role="status",
    )


def notice(text: Children, kind: str = "note") -> html.Div:
    """A remark on what is shown."""
    return html.Div(text, className=f"notice {kind}", role="status")


def problem_page(problem: UnusableDataError) -> html.Div:
    """The page shown instead of data that cannot be read."""
    titles = {
        "empty": "No data yet",
        "half": "The data is not complete",
        "older": "The data comes from another version",
    }
    steps = html.Ol(
        [
            html.Li(["Put documents into a folder, for example ", html.Code("seeds/"), "."]),
            html.Li(["Run ", html.Code("claims refresh"), " (or ", html.Code("make run"), ")."]),
            html.Li("This page follows by itself; no restart is needed."),
        ]
    )
    return html.Div(
        [
            page_head(titles.get(problem.kind, "The data cannot be shown"), problem.problem),
            notice(with_code(problem.remedy), "warn"),
            steps,
            html.A("Look again", href="", className="button"),
        ],
        className="page narrow",
    )


def not_found(what: str, *actions: Component) -> html.Div:
    """The page for an address that leads nowhere."""
    return html.Div(
        [page_head("Not found", what), html.Div([html.A("To the overview", href="/", className="button"), *actions],
         className="actions")],
        className="page narrow",
    )  # fmt: skip


def pieces(cuts: Sequence[Piece], mark_class: str = "quote") -> list[Any]:
    """Pieces of text as elements."""
    return [
        html.Mark(visible(piece.text), className=mark_class) if piece.claims else visible(piece.text) for piece in cuts
    ]


def sentence(claim: Mapping[str, Any]) -> html.Blockquote:
    """The sentence of a claim with its quote marked."""
    return html.Blockquote(pieces(around(claim)), className="sentence", dir="auto")


def shared_sentence(claims: Sequence[Mapping[str, Any]]) -> html.Blockquote:
    """The sentence of several claims with all their quotes marked."""
    return html.Blockquote(pieces(together(claims)), className="sentence", dir="auto")


def place(claim: Mapping[str, Any], snapshot: Snapshot) -> html.Span:
    """Where a claim stands, as a link to it."""
    document_id = str(claim["document_id"])
    where = f"page {claim['page']}" if claim["page"] else f"line {claim['line']}"
    return html.Span(
        [
            html.A(visible(snapshot.title_by_document.get(document_id, document_id)), href=claim_url(claim)),
            html.Span(f", {where}", className="muted"),
        ],
        className="place",
    )


def claim_url(claim: Mapping[str, Any]) -> str:
    """The permalink of a claim."""
    return f"/claim/{claim['claim_id']}"


def value_of(claim: Mapping[str, Any]) -> html.Span:
    """A claim's value for people, exact on hover."""
    low, high, unit = claim["low"], claim["high"], str(claim["unit"])
    hedge = {"approx": "about ", "gt": "over ", "lt": "under ", "up_to": "up to "}.get(str(claim["bound"]), "")
    exact = formats.exact(low, unit) if low == high else f"{formats.exact(low, unit)} to {formats.exact(high, unit)}"
    return html.Span(hedge + formats.span(low, high, unit), className="figure-value", title=exact)


def topic_of(claim: Mapping[str, Any]) -> str:
    """Of whom and of what a claim speaks, in one line; empty where the text names neither."""
    return visible(" · ".join(str(claim[name]) for name in ("subject", "metric", "qualifier") if claim[name]))


def what_of(claim: Mapping[str, Any]) -> str:
    """Subject, metric, qualifier and period of a claim in one line."""
    return " · ".join(part for part in (topic_of(claim), str(claim["period"])) if part) or "no subject named"


def evidence(claim: Mapping[str, Any], snapshot: Snapshot, role: str = "") -> html.Article:
    """A claim as a card: what it says, its sentence, where it stands."""
    said = [tag(str(claim["modality"]))] if claim["modality"] != "actual" else []
    if claim["speaker"]:
        said.append(tag(f"says {visible(str(claim['speaker']))}"))
    head = [html.Span(role.replace("_", " "), className="role")] if role else []
    return html.Article(
        [
            html.Div([*head, value_of(claim), *said], className="evidence-head"),
            html.Div(what_of(claim), className="what"),
            sentence(claim),
            place(claim, snapshot),
        ],
        className="evidence",
    )


def table(
    head: Sequence[str],
    rows: Sequence[Sequence[Any]],
    caption: str,
    numeric: Sequence[int] = (),
    *,
    cards: bool = False,
) -> html.Div:
    """A plain table that a keyboard can scroll; with `cards`, on a phone each row stands as a card of its own."""
    classes = [{"class": "num"} if column in numeric else {} for column in range(len(head))]
    labels = [{"data-label": title} if cards and title else {} for title in head]
    heads = [Element("th", {"scope": "col", **classes[place]}, title) for place, title in enumerate(head)]
    body = [
        Element("tr", {}, [Element("td", classes[place] | labels[place], cell) for place, cell in enumerate(row)])
        for row in rows
    ]
    content = Element(
        "table",
        {},
        [
            Element("caption", {"class": "sr-only"}, caption),
            Element("thead", {}, Element("tr", {}, heads)),
            Element("tbody", {}, body),
        ],
    )
    return html.Div(
        static(content),
        className="table-scroll" + (" cards-on-phone" if cards else ""),
        tabIndex=0,
        role="region",
        **attributes(aria_label=caption),
    )


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart to show: its name, its title, the address of its rows, the same as a table, and its source line.

    `cited` is what it goes by away from its page, where its title alone would not do.
    """

    name: str
    title: str
    csv: str
    twin: Component
    source: Children
    cited: str = ""


def chart(figure: go.Figure | dict[str, Any], drawn: Drawn) -> html.Figure:
    """A chart with its exports, its table twin, its source line and its citation."""
    name, title = drawn.name, drawn.title
    graph = dcc.Graph(
        id={"chart": name},
        figure=figure,
        config=GRAPH_CONFIG,
        responsive=True,
        style={"height": f"{figure['layout']['height']}px"},
    )
    exports = [
        html.Button("PNG", className="mini", **attributes(data_export="png", data_name=name)),
        html.Button("SVG", className="mini", **attributes(data_export="svg", data_name=name)),
        html.A("CSV", href=drawn.csv, className="mini", title="Exactly the rows drawn; this address works with curl"),
        html.Button("Copy link", className="mini", **attributes(data_copy="link")),
        html.Button("Cite", className="mini", **attributes(data_copy="cite", data_title=drawn.cited or title)),
    ]
    return html.Figure(
        [
            html.Div([html.Span(title, className="chart-title"), html.Div(exports, className="toolbar", role="group",
             **attributes(aria_label=f"Export {title}"))], className="chart-head"),
            html.Div(graph, role="group", **attributes(aria_label=f"{title}; the same as a table below")),
            html.Details([html.Summary("Show as a table"), drawn.twin], className="twin"),
            html.Figcaption(drawn.source, className="source"),
        ],
        className="chart",
    )  # fmt: skip


def source_line(snapshot: Snapshot, documents: int) -> list[Any]:
    """Where the drawn figures come from."""
    return [
        f"Source: {formats.count(documents, 'document')}, Claimed Metrics version {snapshot.version}. ",
        html.A("Data and citation", href="/data"),
    ]


def tile(number: str, label: str, href: str, kind: str = "", title: str = "") -> html.A:
    """A number that leads on."""
    return html.A(
        [html.Span(number, className="tile-number"), html.Span(label, className="tile-label")],
        href=href,
        className=f"tile {kind}".strip(),
        title=title,
    )


def documents_link(document_id: str, snapshot: Snapshot) -> html.A:
    """A document's title as a link to its text."""
    title = snapshot.title_by_document.get(document_id, document_id)
    return html.A(visible(title), href=document_url(document_id))


def document_url(document_id: str) -> str:
    """The address of a document's text."""
    return link(f"/document/{quote(document_id, safe='')}")
