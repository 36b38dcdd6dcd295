"""croissant.json: the extracts as a schema.org Dataset with Croissant record sets, for search engines and learners."""

from typing import Any

import polars as pl

from etl.model.columns import Column
from etl.model.tables import FOREIGN_KEYS, TABLES
from etl.publish.publication import Release

_TYPES: dict[type[pl.DataType], str] = {pl.Int64: "sc:Integer", pl.Float64: "sc:Float", pl.Date: "sc:Date"}
_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "dct": "http://purl.org/dc/terms/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "key": "cr:key",
    "md5": "cr:md5",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "sc": "https://schema.org/",
    "source": "cr:source",
}


def croissant(release: Release) -> dict[str, Any]:
    """The JSON-LD of a release."""
    publication = release.publication
    described: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": publication.title,
        "description": publication.description,
        "version": release.version,
        "license": publication.licence_path or publication.licence,
        "url": publication.homepage,
        "citeAs": release.citation,
        "publisher": {"@type": "sc:Organization", "name": publication.publisher},
        "distribution": [_file(release, table) for table in release.files],
        "recordSet": [_records(table) for table in release.files],
    }
    return {key: value for key, value in described.items() if value}


def _file(release: Release, table: str) -> dict[str, Any]:
    size, digest = release.files[table]
    return {
        "@type": "cr:FileObject",
        "@id": f"{table}.csv",
        "name": f"{table}.csv",
        "description": TABLES[table].__doc__,
        "contentUrl": f"{table}.csv",
        "contentSize": f"{size} B",
        "encodingFormat": "text/csv",
        "sha256": digest,
    }


def _records(table: str) -> dict[str, Any]:
    contract = TABLES[table]
    return {
        "@type": "cr:RecordSet",
        "@id": table,
        "name": table,
        "description": contract.__doc__,
        "key": [{"@id": f"{table}/{name}"} for name in contract.primary_key()],
        "field": [_field(table, name, column) for name, column in contract.columns().items()],
    }


def _field(table: str, name: str, column: Column) -> dict[str, Any]:
    target = FOREIGN_KEYS.get((table, name))
    described = {
        "@type": "cr:Field",
        "@id": f"{table}/{name}",
        "name": name,
        "description": column.description,
        "dataType": _TYPES.get(type(column.dtype), "sc:Text"),
        "source": {"fileObject": {"@id": f"{table}.csv"}, "extract": {"column": name}},
    }
    return described | ({"references": {"field": {"@id": "/".join(target)}}} if target else {})
