"""For code: what `import etl` gives."""

import re
import subprocess
import sys

import pytest

import etl
from etl.errors import UsageError

TEXT = "Mills sold flour for $3.2 billion in 2025, up 10% from $2.0 billion in 2024."


def test_extract():
    claims = etl.extract(TEXT)
    assert [(claim.quote, claim.unit) for claim in claims] == [
        ("$3.2 billion", "USD"), ("10%", "percent"), ("$2.0 billion", "USD"),
    ]  # fmt: skip
    assert all(TEXT[claim.start : claim.end] == claim.quote for claim in claims)


def test_extract_reads_relative_periods_from_the_day_of_publication():
    [claim] = etl.extract("Sales rose 3% this year.", published="2026-02-03")
    assert claim.period is not None
    assert "2026" in claim.period.text
    with pytest.raises(UsageError, match="YYYY-MM-DD"):
        etl.extract(TEXT, published="yesterday")


def test_check_finds_what_does_not_add_up():
    checks = etl.check(TEXT).checks
    assert "contradiction" in checks["verdict"].to_list()


def test_load(seeds_refreshed):
    extracts = etl.load(seeds_refreshed)
    assert extracts.claims.height > 100
    assert extracts.documents.height == 5
    assert re.fullmatch("[0-9a-f]{12}", extracts.version)


def test_pandas_values_carry_their_units():
    extracts = etl.check(TEXT)
    mixed = extracts.to_pandas()
    assert str(mixed["value"][1]) == "10.0 percent"
    money = extracts.to_pandas(unit="USD")
    assert str(money["value"].dtype) == "pint[USD][Float64]"
    assert money["value"].sum().to("USD").magnitude == pytest.approx(5.2e9)
    assert extracts.to_pandas(units=False)["value"].dtype == float
    with pytest.raises(UsageError, match="no such table"):
        extracts.to_pandas("nothing")


def test_importing_costs_nothing_and_the_steps_stay_importable():
    code = (
        "import sys, etl\nassert 'polars' not in sys.modules\n"
        "assert etl.extract('Sales rose 3%.')[0].quote == '3%'\n"
        "import etl.extract.claims as steps\nfrom etl.extract import extract\nassert callable(steps.extract)\n"
        "assert callable(etl.extract)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    with pytest.raises(AttributeError, match="nothing"):
        _ = etl.nothing
