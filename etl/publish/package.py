"""datapackage.json: the extracts as a Data Package (version 2), for readers that are programs."""

from typing import Any

import polars as pl

from etl.model.columns import Column
from etl.model.tables import FOREIGN_KEYS, TABLES
from etl.publish.publication import Release

_PROFILES = "https://datapackage.org/profiles/2.0"
_LISTED = 100
_TYPES: dict[type[pl.DataType], str] = {pl.Int64: "integer", pl.Float64: "number", pl.Date: "date"}


def datapackage(release: Release) -> dict[str, Any]:
    """The descriptor of a release."""
    publication = release.publication
    package: dict[str, Any] = {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": publication.name,
        "title": publication.title,
        "description": publication.description,
        "version": release.version,
        "contributors": [{"title": publication.publisher, "roles": ["publisher"]}],
        "sources": _sources(release),
        "resources": [_resource(release, name) for name in release.files],
    }
    if publication.homepage:
        package["homepage"] = publication.homepage
    if publication.licence:
        licence = {"name": publication.licence, "path": publication.licence_path}
        package["licenses"] = [{key: value for key, value in licence.items() if value}]
    return {key: value for key, value in package.items() if value}


def _sources(release: Release) -> list[dict[str, str]]:
    if (count := release.rows("documents")) > _LISTED:
        return [{"title": f"{count:,} documents, listed in documents.csv", "path": "documents.csv"}]
    rows = release.tables["documents"].select("title", "publisher", "sha256").collect().iter_rows()
    return [{"title": " · ".join(filter(None, (title, publisher))), "version": name} for title, publisher, name in rows]


def _resource(release: Release, table: str) -> dict[str, Any]:
    size, digest = release.files[table]
    return {
        "$schema": f"{_PROFILES}/dataresource.json",
        "name": table,
        "type": "table",
        "path": f"{table}.csv",
        "description": TABLES[table].__doc__ or "",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": size,
        "hash": f"sha256:{digest}",
        "dialect": {"$schema": f"{_PROFILES}/tabledialect.json", "delimiter": ",", "lineTerminator": "\r\n"},
        "schema": table_schema(table),
    }


def table_schema(table: str) -> dict[str, Any]:
    """Columns, keys and missing values of a table, as Table Schema says them."""
    contract = TABLES[table]
    keys = [
        {"fields": [column], "reference": {"resource": target, "fields": [key]}}
        for (owner, column), (target, key) in FOREIGN_KEYS.items()
        if owner == table
    ]
    schema: dict[str, Any] = {
        "$schema": f"{_PROFILES}/tableschema.json",
        "fields": [field(name, column) for name, column in contract.columns().items()],
        "missingValues": [""],
        "primaryKey": contract.primary_key(),
    }
    return schema | ({"foreignKeys": keys} if keys else {})


def field(name: str, column: Column) -> dict[str, Any]:
    """One column. An empty text is written as nothing, so only keys and figures can be required."""
    described: dict[str, Any] = {"name": name, "type": type_name(column), "description": column.description}
    if isinstance(column.dtype, pl.Enum):
        described["categories"] = column.dtype.categories.to_list()
    is_text = column.dtype == pl.String
    if column.primary_key or not (column.nullable or is_text):
        described["constraints"] = {"required": True}
    return described


def type_name(column: Column) -> str:
    """The type of a column as Table Schema names it."""
    return _TYPES.get(type(column.dtype), "string")
