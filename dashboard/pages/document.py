"""The text of a document with every claim in its place."""

from typing import Any

import polars as pl
from dash import html
from dash.development.base_component import Component

from dashboard import components as ui
from dashboard import formats
from dashboard.highlight import cut, visible
from dashboard.query import Query, link
from dashboard.snapshot import Snapshot
from dashboard.static import Element, static
from etl.rows.verdicts import UNCHECKED, VERDICT_RANK

PARAMS = frozenset({"part", "show"})
KINDS = ("level", "share", "growth", "ratio", "duration", "probability")
# A part of a long text: enough to read on, little enough to draw at once.
PART_SIZE = 60_000


def document(snapshot: Snapshot, query: Query, document_id: str, claim_id: str = "") -> html.Div | None:
    """The text of a document, landing on a claim where one is named; None where there is no such document."""
    rows = snapshot.documents.filter(document_id=document_id).to_dicts()
    if not rows:
        return None
    about = rows[0]
    text = snapshot.text(document_id)
    claims = snapshot.claims_where(pl.col("document_id") == document_id).sort("start", "end").to_dicts()
    if query.one("show") != "all":
        claims = [claim for claim in claims if claim["salience"] == "claim" or claim["claim_id"] == claim_id]
    target = next((claim for claim in claims if claim["claim_id"] == claim_id), None)
    part, parts = _part(text, query, target)
    low, high = parts[part - 1]
    inside = [claim for claim in claims if claim["start"] < high and claim["end"] > low]
    return html.Div(
        [
            _head(about, snapshot, query, claims),
            *([_target(target, snapshot)] if target else []),
            _parts(document_id, part, len(parts)),
            html.Div(
                [
                    html.Div(static(_lines(text[low:high], low, inside, claim_id, text.count("\n", 0, low))),
                             className="text", role="region", **ui.attributes(aria_label="Text with claims marked")),
                    _side(inside, claim_id),
                ],
                className="reader",
            ),
            _parts(document_id, part, len(parts)),
        ],
        className="page full",
    )  # fmt: skip


def _part(text: str, query: Query, target: dict[str, Any] | None) -> tuple[int, list[tuple[int, int]]]:
    parts = split(text)
    if target is not None:
        return next(number for number, (_, high) in enumerate(parts, 1) if target["start"] < high), parts
    return min(query.number("part", 1), len(parts)), parts


def split(text: str, size: int = PART_SIZE) -> list[tuple[int, int]]:
    """Cut a long text into parts at line ends; the parts joined are the text."""
    parts, low = [], 0
    while len(text) - low > size:
        high = text.rfind("\n", low, low + size) + 1 or low + size
        parts.append((low, high))
        low = high
    return [*parts, (low, len(text))]


def _head(about: dict[str, Any], snapshot: Snapshot, query: Query, claims: list[dict[str, Any]]) -> html.Header:
    facts = [
        visible(about["publisher"]), formats.day(about["published"]) if about["published"] else "",
        formats.count(about["words"], "word"), formats.count(len(claims), "claim"),
    ]  # fmt: skip
    legend = html.Ul(
        [html.Li(html.Span(kind, className=f"kind-{kind} legend")) for kind in KINDS], className="key",
        **ui.attributes(aria_label="Colours of the claims by kind"),
    )  # fmt: skip
    document_id = about["document_id"]
    everything = query.one("show") == "all"
    base = ui.document_url(document_id)
    links = html.Div(
        [
            html.A("Its checks", href=link("/checks", document=document_id), className="mini"),
            html.A("Its claims as a table", href=link("/claims", document=document_id), className="mini"),
            html.A("Claims only" if everything else "Mark incidental numbers too",
                   href=base if everything else link(base, show="all"), className="mini"),
        ],
        className="actions",
    )  # fmt: skip
    title = snapshot.title_by_document.get(document_id, document_id)
    return ui.page_head(visible(title), " · ".join(fact for fact in facts if fact), links, legend)


def _target(claim: dict[str, Any], snapshot: Snapshot) -> html.Section:
    used = snapshot.check_inputs.filter(claim_id=claim["claim_id"]).unique("check_id", maintain_order=True)
    checks = snapshot.findings.filter(pl.col("check_id").is_in(list(used["check_id"]))).head(6)
    found = [
        html.Li([ui.verdict_badge(row["verdict"]), " ",
                 html.A(visible(row["explanation"]), href=link("/checks", check=row["check_id"]))])
        for row in checks.iter_rows(named=True)
    ]  # fmt: skip
    facts = [
        ("Value", ui.value_of(claim)), ("Exactly", formats.exact(claim["value"], claim["unit"])),
        ("Subject", visible(claim["subject"])), ("Metric", visible(claim["metric"])),
        ("Qualifier", visible(claim["qualifier"])), ("Period", claim["period"]), ("Kind", claim["kind"]),
        ("Modality", claim["modality"]), ("Said by", visible(claim["speaker"]) or "the document"),
        ("Zone", formats.ZONE_WORDS.get(claim["zone"], claim["zone"])), ("Corrected", visible(claim["correction"])),
    ]  # fmt: skip
    listed = html.Dl([html.Div([html.Dt(name), html.Dd(value)]) for name, value in facts if value], className="facts")
    nothing = html.P(
        [
            html.Span("· ", **ui.attributes(aria_hidden="true")),
            "No check could use this claim: nothing in the documents is comparable.",
        ]
    )
    copy = html.Button(
        "Copy permalink", className="mini", **ui.attributes(data_copy="link", data_href=ui.claim_url(claim))
    )
    return html.Section(
        [
            html.Div([html.Mark(visible(claim["quote"]), className=f"kind-{claim['kind']}"), copy,
                      html.A("To its sentence ↓", href=f"#{claim['claim_id']}", className="mini")], className="card-head"),
            listed,
            html.Ul(found, className="findings") if found else nothing,
        ],
        className="card claim-card",
        **ui.attributes(aria_label="The claim"),
    )  # fmt: skip


def _parts(document_id: str, part: int, last: int) -> Component | None:
    if last == 1:
        return None
    base = ui.document_url(document_id)
    steps: list[Any] = []
    if part > 1:
        steps.append(html.A("← Previous part", href=link(base, part=str(part - 1)), className="mini"))
    steps.append(html.Span(f"Part {part} of {last}", className="muted"))
    if part < last:
        steps.append(html.A("Next part →", href=link(base, part=str(part + 1)), className="mini"))
    return html.Nav(steps, className="pager", **ui.attributes(aria_label="Parts of the text"))


def _lines(text: str, offset: int, claims: list[dict[str, Any]], target: str, before: int) -> list[Element]:
    by_id = {claim["claim_id"]: claim for claim in claims}
    spans = [(claim["start"], claim["end"], claim["claim_id"]) for claim in claims]
    lines, start, cursor = [], offset, 0
    for number, line in enumerate(text.split("\n"), before + 1):
        end = start + len(line)
        while cursor < len(spans) and spans[cursor][1] <= start:
            cursor += 1
        here = []
        for span in spans[cursor:]:
            if span[0] >= end:
                break
            here.append(span)
        lines.append(
            _line(line.rstrip("\r"), start, number, [span for span in here if span[1] > start], (by_id, target))
        )
        start = end + 1
    return lines


def _line(
    line: str, start: int, number: int, spans: list[tuple[int, int, str]], known: tuple[dict[str, dict[str, Any]], str]
) -> Element:
    by_id, target = known
    content = [
        _mark(piece.text, by_id[piece.claims[0]], target, starts=piece.starts) if piece.claims else visible(piece.text)
        for piece in cut(line, spans, start)
    ]
    verdicts = sorted({by_id[span[2]]["verdict"] for span in spans} - {UNCHECKED}, key=VERDICT_RANK.index)
    marks = [_sign(each, {"role": "img", "aria-label": formats.VERDICT_WORDS[each]}) for each in verdicts]
    numbered = Element("span", {"class": "line-number", "aria-hidden": "true"}, str(number))
    gutter = Element("span", {"class": "gutter"}, [Element("span", {"class": "margin-marks"}, marks), numbered])
    words = Element("span", {"class": "line-text", "dir": "auto"}, content or "\u00a0")
    return Element("div", {"class": f"line {_shape(line)}"}, [gutter, words])


def _sign(verdict: str, named: dict[str, str] | None = None) -> Element:
    """A verdict's sign, its word on hover."""
    shown = {"class": f"sign verdict-{verdict}", "title": formats.VERDICT_WORDS[verdict]}
    return Element("span", shown | (named or {}), formats.VERDICT_SIGNS[verdict])


def _shape(line: str) -> str:
    head = line.lstrip()
    if head.startswith("#"):
        return f"line-heading level-{min(3, len(head) - len(head.lstrip('#')))}"
    if head.startswith("|"):
        return "line-table"
    return "line-quote" if head.startswith(">") else "" if head else "line-blank"


def _mark(text: str, claim: dict[str, Any], target: str, *, starts: bool) -> Element:
    claim_id = claim["claim_id"]
    is_chosen = claim_id == target
    shade = "incidental" if claim["salience"] == "incidental" else f"kind-{claim['kind']}"
    words = f"{formats.span(claim['low'], claim['high'], claim['unit'])} · {ui.what_of(claim)}"
    led = {"href": ui.claim_url(claim), "title": words} | ({"aria-current": "true"} if is_chosen else {})
    classes = f"claim {shade} verdict-{claim['verdict']}{' target' if is_chosen else ''}"
    named = {"id": claim_id} if starts else {}
    return Element("mark", {"class": classes} | named, Element("a", led, visible(text)))


def _side(claims: list[dict[str, Any]], target: str) -> html.Nav:
    items = [_side_item(claim, is_current=claim["claim_id"] == target) for claim in claims]
    if not items:
        return html.Nav(html.P("No claims in this part.", className="muted"), className="side-list")
    return html.Nav(
        static(Element("ol", {"class": "check-list"}, items)),
        className="side-list",
        tabIndex=0,
        **ui.attributes(aria_label="Claims in the text"),
    )


def _side_item(claim: dict[str, Any], *, is_current: bool) -> Element:
    words = [
        Element("span", {"class": "item-title"}, visible(claim["quote"])),
        Element("span", {"class": "muted small"}, ui.what_of(claim)),
    ]
    led = {"href": f"#{claim['claim_id']}"} | ({"aria-current": "true"} if is_current else {})
    link_to_mark = Element("a", led, [_sign(claim["verdict"]), Element("span", {}, words)])
    return Element("li", {"data-for": claim["claim_id"]}, link_to_mark)
