"""Downloads, what the columns mean, how to cite and how to load."""

from typing import Any

import polars as pl
from dash import html
from dash.development.base_component import Component
from flask import has_request_context, request

from dashboard import components as ui
from dashboard import formats
from dashboard.comparison import compare, difference
from dashboard.extracts import Extracts
from dashboard.highlight import visible
from dashboard.query import Query
from dashboard.snapshot import Snapshot
from etl.model.tables import FOREIGN_KEYS, TABLES

TITLE = "Data"
PARAMS = frozenset({"before", "after"})
CHANGES_SHOWN = 40
FORMATS = {
    "csv": ("CSV", "exact, RFC 4180, UTF-8"),
    "safe.csv": (
        "CSV for spreadsheets",
        "text cells that a spreadsheet would take for a formula start with an apostrophe",
    ),
    "parquet": ("Parquet", "typed, compressed"),
    "xlsx": ("Excel", "units in the header, a sheet with the dictionary"),
    "json": ("JSON", "an array of objects"),
}
ADDRESS = "http://127.0.0.1:8050"


def layout(snapshot: Snapshot, query: Query, extracts: Extracts) -> html.Div:
    """The page."""
    lead = [f"Version {snapshot.version}. Every address below is stable: /data/latest/ follows each refresh, /data/",
            html.Var("version"), "/ never changes."]  # fmt: skip
    return html.Div(
        [
            ui.page_head("Data", lead),
            ui.section("Downloads", [_downloads(snapshot), *_package(snapshot)], name="downloads", note=_formats()),
            ui.section("Only a part of a table", _filters(), name="filters"),
            ui.section("Load it", _snippets(), name="load"),
            ui.section("Cite it", _citation(snapshot), name="cite"),
            ui.section("Versions", [_versions(extracts, snapshot), *_compared(extracts, snapshot, query)], name="versions"),
            ui.section("Dictionary", _dictionary(), name="dictionary", note="Every published column, from the same place as the tables."),
        ],
        className="page",
    )  # fmt: skip


def _formats() -> list[Any]:
    return [html.Span([html.Strong(word), f": {meaning}. "]) for word, meaning in FORMATS.values()]


def _downloads(snapshot: Snapshot) -> html.Div:
    rows = [
        [
            html.A(html.Code(name), href=f"#d-{name}"),
            f"{snapshot.height(name):,}",
            *[html.A(ending, href=f"/data/latest/{name}.{ending}", **ui.attributes(aria_label=f"{name} {ending}"))
              for ending in FORMATS],
        ]
        for name in TABLES
    ]  # fmt: skip
    return ui.table(
        ["Table", "Rows", *[word for word, _ in FORMATS.values()]], rows, "Downloads", numeric=(1,), cards=True
    )


PACKAGE = {
    "datapackage.json": "Data Package", "croissant.json": "Croissant", "CITATION.cff": "citation file",
    "SHA256SUMS": "checksums", "README.md": "read me",
}  # fmt: skip


def _package(snapshot: Snapshot) -> list[Component]:
    """Files that describe the package, where this version has them."""
    there = [name for name in PACKAGE if (snapshot.folder / "extracts" / name).is_file()]
    if not there:
        return []
    links: list[Any] = ["Described by: "]
    for name in there:
        links += [html.A(name, href=f"/data/latest/{name}", title=PACKAGE[name]), " · "]
    return [html.P(links[:-1], className="source")]


def _code(text: str, label: str) -> html.Div:
    return html.Div(
        [html.Pre(html.Code(text), tabIndex=0, **ui.attributes(aria_label=label)),
         html.Button("Copy", className="mini", **ui.attributes(data_copy="text", aria_label=f"Copy: {label}"))],
        className="snippet",
    )  # fmt: skip


def address() -> str:
    """The address this server is asked by, so that copied commands work."""
    return request.host_url.rstrip("/") if has_request_context() else ADDRESS


def _filters() -> list[Any]:
    base = address()
    text = (
        f'curl "{base}/data/latest/claims.csv?subject=Example&verdict=contradiction&columns=quote,value,unit&limit=100"\n'
        f'curl "{base}/data/latest/claims.csv?q=revenue&modality=projection"\n'
        f'curl -O "{base}/data/latest/checks.parquet?severity=high&severity=medium"'
    )
    words = (
        "Any column is a filter; a repeated one means “one of these”. q searches sentence, quote, subject and metric of"
        " claims; verdict works on claims too; columns chooses columns; limit stops early. An unknown name is an error,"
        " never ignored."
    )
    return [html.P(words), _code(text, "Filtered downloads with curl")]


def _snippets() -> html.Div:
    url = f"{address()}/data/latest/claims"
    snippets = {
        "pandas": f'import pandas as pd\n\nclaims = pd.read_csv("{url}.csv", parse_dates=["period_start", "period_end"], keep_default_na=False,\n                     na_values={{"period_start": [""], "period_end": [""]}})',
        "polars": f'import polars as pl\n\nclaims = pl.read_parquet("{url}.parquet")',
        "R": f'claims <- read.csv("{url}.csv", encoding = "UTF-8", na.strings = character(), stringsAsFactors = FALSE)',
        "DuckDB": f"SELECT metric_id, unit, count(*) FROM read_csv('{url}.csv') GROUP BY ALL ORDER BY 3 DESC;",
        "Excel": f"Data → Get Data → From Web → {url}.safe.csv\nor open {url}.xlsx, which has units in its headers and a dictionary sheet",
    }  # fmt: skip
    return html.Div([html.Div([html.H3(name), _code(text, f"Loading with {name}")]) for name, text in snippets.items()])


def citation(snapshot: Snapshot) -> str:
    """The citation of a version in one line."""
    day = str(snapshot.run.get("finished", ""))[:10]
    return f"Claimed Metrics, data version {snapshot.version}" + (f" ({day})" if day else "") + "."


def _citation(snapshot: Snapshot) -> list[Any]:
    year = str(snapshot.run.get("finished", ""))[:4] or "n.d."
    bibtex = (
        f"@misc{{claimed-metrics-{snapshot.version},\n  title = {{Claimed Metrics}},\n"
        f"  note = {{Data version {snapshot.version}}},\n  year = {{{year}}}\n}}"
    )
    return [_code(citation(snapshot), "Citation"), _code(bibtex, "BibTeX")]


def _versions(extracts: Extracts, snapshot: Snapshot) -> Component:
    names = extracts.versions()
    rows = [
        [
            html.Code(name),
            "current" if name == snapshot.version else "kept",
            html.A("claims.csv", href=f"/data/{name}/claims.csv"),
            html.A("checks.csv", href=f"/data/{name}/checks.csv"),
            html.A("compare", href=f"/data?before={name}#h-versions") if name != snapshot.version else "",
        ]
        for name in names[:20]
    ]
    if not rows:
        return ui.empty("Only this version is kept", "A refresh that changes something adds one.")
    table = ui.table(["Version", "State", "Claims", "Checks", "With the current"], rows, "Versions kept", cards=True)
    return html.Div(
        [table, html.P(["Any two: ", html.Code("/data?before=A&after=B"), ", or ", html.Code("claims diff A B"), "."])]
    )


def _compared(extracts: Extracts, snapshot: Snapshot, query: Query) -> list[Component]:
    """The claims of two versions against each other, where the URL names one or two."""
    if not query.one("before"):
        return []
    names = (query.one("before"), query.one("after", snapshot.version))
    folders = [extracts.folder(name) for name in names]
    lost = [visible(name) for name, folder in zip(names, folders, strict=True) if folder is None]
    if lost:
        return [ui.notice(f"Version {' and '.join(lost)} is not kept here.", "warn")]
    found = compare(*(pl.scan_parquet(folder / "claims.parquet") for folder in folders if folder))
    said = {"Added": found.added, "Removed": found.removed, "Changed": found.changed}
    head = html.H3(f"Claims from {visible(names[0])} to {visible(names[1])}", id="compared")
    return [head, *(_changes(word, rows) for word, rows in said.items())]


def _changes(word: str, rows: pl.DataFrame) -> Component:
    """Claims that were added, removed or changed, folded where they are many."""
    is_changed = word == "Changed"
    cells = [
        [visible(row["quote"]), _said(row) if is_changed else _figure(row), visible(row["document_id"])]
        for row in rows.head(CHANGES_SHOWN).iter_rows(named=True)
    ]
    head = ["Claim", "Change" if is_changed else "Figure", "Document"]
    listed = ui.table(head, cells, f"{word} claims") if cells else html.P("None.", className="muted")
    more = f", the first {CHANGES_SHOWN} here" if rows.height > CHANGES_SHOWN else ""
    opened = True if 0 < rows.height <= CHANGES_SHOWN else None
    return html.Details([html.Summary(f"{word}: {rows.height:,}{more}"), listed], className="twin", open=opened)


def _figure(row: dict[str, Any]) -> str:
    return formats.span(row["low"], row["high"], row["unit"])


def _said(row: dict[str, Any]) -> str:
    return visible("; ".join(f"{name}: {before or '–'} → {now or '–'}" for name, before, now in difference(row)))


def _dictionary() -> html.Div:
    return html.Div([_table_dictionary(name) for name in TABLES])


def _table_dictionary(name: str) -> html.Section:
    schema = TABLES[name]
    rows = [
        [html.Code(column), type_words(definition.dtype), _keys(name, column, primary=definition.primary_key),
         ui.with_code(definition.description or "")]
        for column, definition in schema.columns().items()
    ]  # fmt: skip
    lead = (schema.__doc__ or "").strip().splitlines()[0]
    table = ui.table(["Column", "Type", "Key", "Meaning"], rows, f"Columns of {name}", cards=True)
    return html.Section(
        [html.H3(html.Code(name), id=f"d-{name}"), html.P(ui.with_code(lead)), table], className="dictionary"
    )


def _keys(table: str, column: str, *, primary: bool) -> str:
    target = FOREIGN_KEYS.get((table, column))
    parts = ["primary"] if primary else []
    return ", ".join([*parts, *([f"→ {target[0]}.{target[1]}"] if target else [])])


def type_words(dtype: pl.DataType) -> str:
    """A column's type for readers of any tool."""
    if isinstance(dtype, pl.Enum):
        return "one of: " + ", ".join(dtype.categories)
    return {pl.String: "text", pl.Float64: "number", pl.Int64: "whole number", pl.Date: "date"}.get(
        type(dtype), str(dtype)
    )
