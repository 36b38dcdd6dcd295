"""The documents of a refresh, some at a time in the order of their names, with the rows they yield."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from etl.checks import check_documents
from etl.checks.links import LINK_SCHEMA
from etl.corrections import Correction, apply_corrections
from etl.model.tables import schema
from etl.pipeline.cache import LOADED, Cache
from etl.pipeline.frames import COVERAGE_SCHEMA, FOUND_SCHEMA, of_documents

_CLAIMS = 120_000  # claims of a portion: some hundred megabytes with all that is made of them


@dataclass(frozen=True, slots=True)
class Portion:
    """Rows of some documents; `findings` are those of each document by itself."""

    documents: pl.DataFrame
    claims: pl.DataFrame
    findings: pl.DataFrame
    coverage: pl.DataFrame


def portions(documents: pl.DataFrame) -> list[pl.DataFrame]:
    """The documents (with their `key`) in order, cut where there are claims enough; never none."""
    ordered = documents.sort("document_id")
    at = (pl.col("claims") + 1).cum_sum() // _CLAIMS
    return ordered.with_columns(at.alias("portion")).partition_by(
        "portion", maintain_order=True, include_key=False
    ) or [ordered]


def read_portions(cache: Cache, cut: Sequence[pl.DataFrame], corrections: Sequence[Correction]) -> Iterator[Portion]:
    """The rows of the documents of each portion, corrected. Where packs are many, each portion becomes one."""
    packs = []
    again = cache.are_many(len(cut))
    for documents in cut:
        keys = documents["key"].to_list()
        held = {table: cache.load(table, keys) if keys else empty(table) for table in LOADED}
        if again:
            packs.append(cache.pack_again(held))
        yield _corrected(documents, held, corrections)
    if again:
        cache.keep_only(packs)


def _corrected(documents: pl.DataFrame, held: Mapping[str, pl.DataFrame], corrections: Sequence[Correction]) -> Portion:
    claims = apply_corrections(held["claims"], corrections)
    corrected = {each.document for each in corrections} & set(documents["document_id"])
    findings = held["findings"]
    if corrected:
        is_it = pl.col("document_id").is_in(sorted(corrected))
        again = check_documents(claims.filter(is_it), held["links"].filter(is_it), documents.filter(is_it))
        findings = pl.concat([findings.filter(~is_it), of_documents(again)])
    return Portion(documents, claims, findings, held["coverage"])


def empty(table: str, **more: pl.DataType) -> pl.DataFrame:
    """A table of no document."""
    special = {"coverage": COVERAGE_SCHEMA, "links": LINK_SCHEMA, "findings": FOUND_SCHEMA}
    return pl.DataFrame(schema={**(special.get(table) or schema(table)), **more})
