"""README.md of the extracts: what they are, how to open and cite them, and every column explained."""

import polars as pl

from etl.model.columns import Column
from etl.model.tables import FOREIGN_KEYS, TABLES
from etl.publish.package import type_name
from etl.publish.publication import Release

_OPENING = """
## Opening them

The files are UTF-8, comma-separated as RFC 4180 says, and exact: nothing is altered for a spreadsheet's sake. Excel reads
them through *Data › From Text/CSV*; to open one by a click, take the spreadsheet-safe file of the dashboard or of
`claims export --format safe-csv`, which puts an apostrophe before text that looks like a formula. An open end of an
interval is `inf` or `-inf`.

```python
import etl

extracts = etl.load("data")
claims = extracts.claims                     # a polars frame
frame = extracts.to_pandas(unit="percent")   # a pandas frame whose value columns carry the unit
```

```r
claims <- readr::read_csv("claims.csv", na = "")
```

`datapackage.json` describes all files as a Data Package, `croissant.json` for search engines and machine learning,
`SHA256SUMS` lists their checksums (`sha256sum -c SHA256SUMS`).
"""


def readme(release: Release) -> str:
    """The text of the file."""
    publication = release.publication
    licence = (
        f"Licence: {publication.licence} {publication.licence_path}".strip()
        if publication.licence
        else ("No licence is declared; quotations belong to the publishers of the documents.")
    )
    rows = "\n".join(
        f"| [{name}]({name}.csv) | {release.rows(name):,} | {TABLES[name].__doc__} |" for name in release.tables
    )
    parts = [
        f"# {publication.title}\n\n{publication.description}\n",
        f"Version {release.version}, named by its content: the same documents give the same version.\n\n{licence}\n",
        f"Cite as: {release.citation}\n",
        f"| table | rows | one row is |\n| --- | ---: | --- |\n{rows}\n{_OPENING}",
        "## Dictionary\n",
        *(_table(name) for name in release.tables),
    ]
    return "\n".join(parts)


def _table(table: str) -> str:
    lines = [f"### {table}\n", "| column | type | meaning |", "| --- | --- | --- |"]
    for name, column in TABLES[table].columns().items():
        lines.append(f"| `{name}` | {_type(column)} | {meaning(table, name)} |")
    return "\n".join(lines) + "\n"


def meaning(table: str, column: str) -> str:
    """What a column means, and where it points."""
    described = TABLES[table].columns()[column].description
    target = FOREIGN_KEYS.get((table, column))
    return f"{described} → `{target[0]}.{target[1]}`" if target else described


def _type(column: Column) -> str:
    kind = "category" if isinstance(column.dtype, pl.Enum) else type_name(column)
    return f"{kind}, key" if column.primary_key else f"{kind}, may be empty" if column.nullable else kind
