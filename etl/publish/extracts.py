"""The folder of extracts: every table as exact CSV, and all that describes them."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from etl.publish.citation import citation_cff
from etl.publish.croissant import croissant
from etl.publish.dictionary import readme
from etl.publish.files import sha256
from etl.publish.package import datapackage
from etl.publish.publication import Release

CHECKSUMS = "SHA256SUMS"


def write_csv(rows: pl.LazyFrame, path: Path) -> None:
    """Write a table as RFC 4180 says: UTF-8 without a mark, CRLF, quotes where needed, nothing altered.

    Numbers stand in the shortest form that reads back equal, dates in ISO form; null is nothing. Rows are written as
    they are read: they need not fit into memory.
    """
    rows.sink_csv(path, line_terminator="\r\n", include_header=True)


def write_tables(folder: Path, tables: Mapping[str, pl.LazyFrame]) -> dict[str, tuple[int, str]]:
    """Write each table; returns the size and SHA-256 of each file by table."""
    folder.mkdir()
    written = {}
    for name, rows in tables.items():
        path = folder / f"{name}.csv"
        write_csv(rows, path)
        written[name] = (path.stat().st_size, sha256(path))
    return written


def describe(folder: Path, release: Release) -> None:
    """Write what describes the tables beside them, the checksums last."""
    texts = {
        "datapackage.json": _json(datapackage(release)),
        "croissant.json": _json(croissant(release)),
        "CITATION.cff": citation_cff(release),
        "README.md": readme(release),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    known = {f"{table}.csv": digest for table, (_, digest) in release.files.items()}
    paths = sorted(folder.iterdir())
    sums = "".join(f"{known.get(path.name) or sha256(path)}  {path.name}\n" for path in paths)
    (folder / CHECKSUMS).write_text(sums, encoding="utf-8", newline="")


def _json(content: Mapping[str, Any]) -> str:
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"
