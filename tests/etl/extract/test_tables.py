"""Tables as they stand in the world: what their headers, units and signs in cells of their own say of each figure."""

import json
from datetime import date
from pathlib import Path

import pytest

from etl.documents.layout import segment
from etl.extract.claims import extract
from etl.model.document import Document, Zone

CASES = Path(__file__).parents[2] / "cases" / "tables.jsonl"


@pytest.mark.parametrize(
    "case", [json.loads(line) for line in CASES.read_text("utf-8").splitlines()], ids=lambda case: case["shows"]
)
def test_table(case):
    text = case["text"]
    published = date.fromisoformat(case.get("published", "2026-11-20"))
    claims = extract(Document("t", text, segment(text, published), published=published)).claims
    told = [claim for claim in claims if claim.zone is Zone.TABLE]
    assert [[claim.quote, claim.low, claim.unit, claim.period.text if claim.period else None] for claim in told] == [
        [quote, pytest.approx(low), unit, period] for quote, low, unit, period in case["cells"]
    ]


def test_rows_without_bare_figures_name_no_column_and_stay_apart():
    text = (
        "| Crop | Measure | Tally | Standing |\n|---|---|---|---|\n"
        "| Oats | Farms that sow it | approximately 1,400 farms | stated |\n"
        "| Hops | Public fund | EUR 100 million | planned |\n"
    )
    claims = extract(Document("t", text, segment(text))).claims
    assert [claim.subject for claim in claims] == ["Oats", "Hops"]
    assert not any(word in claim.metric for claim in claims for word in ("approximately", "stated", "Standing"))
