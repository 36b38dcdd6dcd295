"""Series: claims of one subject, metric, qualifier and unit on one axis."""

import polars as pl
import pytest

from etl.model.tables import schema
from etl.series import build_series


def claim(name, **fields):
    base = {
        "claim_id": name, "document_id": "d", "start": 0, "end": 1, "quote": "1", "low": 10.0, "high": 10.0, "value": 10.0,
        "unit": "USD", "dimension": "currency", "kind": "level", "bound": "exact", "subject": "Kestrel", "metric": "revenue",
        "metric_id": "revenue", "qualifier": "", "period": "", "period_start": None, "period_end": None, "modality": "actual",
        "speaker": "", "zone": "body", "salience": "claim", "line": 1, "page": 0, "sentence": "", "sentence_start": 0,
        "resolution": 1.0, "rule": "", "correction": "",
    }  # fmt: skip
    return base | fields


def build(*claims):
    return build_series(pl.DataFrame(list(claims), schema=pl.Schema(schema("claims"))))


@pytest.mark.parametrize("other", [{"subject": "the Kestrel"}, {"metric": "net sales"}, {"subject": "KESTREL"}])
def test_spelling_does_not_part_a_series(other):
    series, points = build(claim("a"), claim("b", **other))
    assert (series.height, series["points"][0], points.height) == (1, 2, 2)


@pytest.mark.parametrize(
    "other",
    [{"unit": "EUR"}, {"subject": "Osprey"}, {"metric_id": "profit"}, {"qualifier": "net"}, {"kind": "growth"}],
)
def test_what_must_not_stand_on_one_axis(other):
    series, _ = build(claim("a"), claim("b", **other))
    assert series.height == 2


def test_a_number_word_has_no_place():
    series, points = build(claim("a", salience="incidental"), claim("b", metric="", metric_id=""))
    assert (series.height, points.height) == (0, 0)


def test_points_hold_what_digits_and_hedge_allow():
    _, points = build(claim("a", bound="approx"))
    assert points["low"][0] == pytest.approx(9.5 - 0.1 * 10.5)
    assert points["high"][0] == pytest.approx(10.5 + 0.1 * 10.5)


def test_names_are_stable():
    assert build(claim("a"))[0]["series_id"].to_list() == build(claim("a"))[0]["series_id"].to_list()
