"""Links of the extraction as a frame: one row a member."""

from collections.abc import Iterable

import polars as pl

from etl.model.claim import Extraction

LINK_SCHEMA = pl.Schema(
    {
        "link_id": pl.String,
        "document_id": pl.String,
        "relation": pl.String,
        "position": pl.Int64,
        "role": pl.String,
        "claim_id": pl.String,
        "counted_low": pl.Float64,
        "counted_high": pl.Float64,
        "evidence": pl.String,
        "certain": pl.Boolean,
    }
)


def links_frame(extractions: Iterable[Extraction]) -> pl.DataFrame:
    """The links of many documents as one long frame (LINK_SCHEMA)."""
    rows = [
        (
            link.link_id,
            link.document_id,
            link.relation.value,
            position,
            role,
            claim_id,
            link.counted_low,
            link.counted_high,
            link.evidence,
            link.certain,
        )
        for extraction in extractions
        for link in extraction.links
        for position, (role, claim_id) in enumerate(link.members or (("", ""),))
    ]
    return pl.DataFrame(rows, schema=LINK_SCHEMA, orient="row")
