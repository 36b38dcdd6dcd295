"""Whole documents give the claims stored beside them; CLAIMS_WRITE_GOLDEN=1 stores what they give now."""

import json
import os
from pathlib import Path

import pytest

from etl.documents.layout import segment
from etl.extract import extract
from etl.model.document import Document

GOLDEN = Path(__file__).parents[2] / "golden"
FIELDS = (
    "quote",
    "low",
    "high",
    "unit",
    "kind",
    "bound",
    "subject",
    "metric",
    "metric_id",
    "modality",
    "zone",
    "salience",
)


def rows_of(path):
    text = path.read_text(encoding="utf-8")
    claims = extract(Document(document_id=path.stem, text=text, blocks=segment(text))).claims
    return [
        {field: getattr(claim, field) for field in FIELDS} | {"period": claim.period.text if claim.period else ""}
        for claim in claims
    ]


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.md")), ids=lambda path: path.stem)
def test_golden(path):
    stored = path.with_suffix(".claims.jsonl")
    rows = rows_of(path)
    if os.environ.get("CLAIMS_WRITE_GOLDEN"):
        stored.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    assert rows == [json.loads(line) for line in stored.read_text(encoding="utf-8").splitlines()]
