"""Extractions to rows: what one document adds to the tables."""

from collections import Counter
from collections.abc import Iterable, Sequence

import polars as pl

from etl.checks import FINDINGS
from etl.checks.links import links_frame
from etl.model.claim import Claim, Extraction, Salience
from etl.model.document import Document
from etl.model.tables import schema

COVERAGE_SCHEMA = pl.Schema({"document_id": pl.String, "reason": pl.String, "numbers": pl.Int64})
FOUND_SCHEMA = pl.Schema({**FINDINGS, "document_id": pl.String()})


def extracted_frames(read: Sequence[tuple[Document, Extraction]]) -> dict[str, pl.DataFrame]:
    """Everything some documents yield, by table."""
    extractions = [extraction for _, extraction in read]
    return {
        "documents": documents_frame(read),
        "claims": claims_frame(claim for extraction in extractions for claim in extraction.claims),
        "links": links_frame(extractions),
        "coverage": coverage_frame(extractions),
        "texts": texts_frame(document for document, _ in read),
    }


def documents_frame(read: Sequence[tuple[Document, Extraction]]) -> pl.DataFrame:
    """One row a document."""
    rows = [
        {
            "document_id": document.document_id,
            "title": document.title,
            "publisher": document.publisher,
            "published": document.published,
            "path": document.path,
            "format": document.format,
            "sha256": document.sha256,
            "characters": len(document.text),
            "words": len(document.text.split()),
            "claims": sum(claim.salience is Salience.CLAIM for claim in extraction.claims),
        }
        for document, extraction in read
    ]
    return pl.DataFrame(rows, schema=schema("documents"))


def claims_frame(claims: Iterable[Claim]) -> pl.DataFrame:
    """One row a claim."""
    return pl.DataFrame([_claim_row(claim) for claim in claims], schema=schema("claims"), orient="row")


def _claim_row(claim: Claim) -> tuple[object, ...]:
    period = claim.period
    return (
        claim.claim_id, claim.document_id, claim.start, claim.end, claim.quote,
        claim.low, claim.high, claim.value, claim.unit, claim.dimension, claim.kind.value, claim.bound.value,
        claim.subject, claim.metric, claim.metric_id, claim.qualifier,
        period.text if period else "", period.start if period else None, period.end if period else None,
        claim.modality.value, claim.speaker, claim.zone.value, claim.salience.value,
        claim.line, claim.page, claim.sentence, claim.sentence_start, claim.resolution, claim.rule, "",
    )  # fmt: skip


def texts_frame(documents: Iterable[Document]) -> pl.DataFrame:
    """One row a document's text."""
    return pl.DataFrame([(each.document_id, each.text) for each in documents], schema=schema("texts"), orient="row")


def coverage_frame(extractions: Iterable[Extraction]) -> pl.DataFrame:
    """How many numbers of each document were taken and set aside, by reason."""
    counts: Counter[tuple[str, str]] = Counter()
    for extraction in extractions:
        for claim in extraction.claims:
            counts[extraction.document_id, claim.salience.value] += 1
        for reason, numbers in dict(getattr(extraction, "set_aside", ())).items():
            counts[extraction.document_id, reason] += numbers
    rows = [(document_id, reason, numbers) for (document_id, reason), numbers in sorted(counts.items())]
    return pl.DataFrame(rows, schema=COVERAGE_SCHEMA, orient="row")


def of_documents(findings: pl.DataFrame) -> pl.DataFrame:
    """Findings of single documents with the document's name, as they are stored (FOUND_SCHEMA)."""
    return findings.with_columns(document_id=pl.col("documents"))
