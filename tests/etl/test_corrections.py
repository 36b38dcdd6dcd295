"""Corrections: applied where they fit, shown as such, refused once the source has changed."""

import polars as pl
import pytest

from etl.errors import CorrectionError
from etl.pipeline import Options, refresh

TEXT = "Kem Power sold 140 billion kWh in 2025. Its share was 12% in 2024.\n"
GOOD = """
[[correction]]
document = "power"
quote = "140 billion kWh"
multiply = 0.001
expect = { high = { gt = 1e12 } }
reason = "The table says million."
"""


def claims_with(tmp_path, corrections, text=TEXT):
    seeds = tmp_path / "seeds"
    seeds.mkdir(exist_ok=True)
    (seeds / "power.txt").write_text(text)
    (seeds / "corrections.toml").write_text(corrections)
    refresh(Options(seeds=(seeds,), data=tmp_path / "data"))
    return pl.read_parquet(tmp_path / "data" / "current" / "claims.parquet")


def test_a_correction_is_applied_and_shown(tmp_path):
    claims = claims_with(tmp_path, GOOD)
    [row] = claims.filter(pl.col("correction") != "").to_dicts()
    plain = claims_with(tmp_path, "").filter(pl.col("claim_id") == row["claim_id"]).to_dicts()[0]
    assert row["correction"] == "The table says million."
    assert row["value"] == pytest.approx(plain["value"] / 1000)
    assert row["resolution"] == pytest.approx(plain["resolution"] / 1000)
    assert plain["correction"] == ""


def test_columns_can_be_set(tmp_path):
    wanted = '[[correction]]\ndocument = "power"\nquote = "12%"\nreason = "r"\n'
    claims = claims_with(
        tmp_path, wanted + 'set = { subject = "Kem", period = "2023", modality = "estimate", low = 11 }\n'
    )
    [row] = claims.filter(pl.col("correction") == "r").to_dicts()
    assert (row["subject"], row["period"], str(row["period_end"])) == ("Kem", "2023", "2023-12-31")
    assert (row["modality"], row["low"], row["value"]) == ("estimate", 11.0, 11.5)


def test_a_correction_of_a_document_that_is_not_there_waits(tmp_path):
    claims = claims_with(tmp_path, GOOD.replace('"power"', '"other"'))
    assert claims["correction"].unique().to_list() == [""]


@pytest.mark.parametrize(
    ("corrections", "said"),
    [
        (GOOD.replace("gt = 1e12", "lt = 1e12"), "the source now gives"),
        (GOOD.replace("140 billion", "150 billion"), "fits no claim"),
        (GOOD.replace("reason", "because"), "has no reason"),
        (GOOD.replace("multiply", "divide"), "unknown key divide"),
        (GOOD.replace("expect = { high", "expect = { colour"), "names colour"),
        (GOOD + 'set = { kind = "nonsense" }\n', "cannot hold"),
        (GOOD + 'set = { period = "someday" }\n', "not a period"),
        (GOOD.replace("gt", "near"), "compares by near"),
        ("[[correction]\n", "not valid TOML"),
    ],
)
def test_what_no_longer_fits_stops_the_publish(tmp_path, corrections, said):
    with pytest.raises(CorrectionError, match=said) as caught:
        claims_with(tmp_path, corrections)
    assert caught.value.exit_code == 3
    assert not (tmp_path / "data" / "current").exists()
