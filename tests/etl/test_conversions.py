"""The factors that readers without a unit library show figures by."""

from datetime import date

import polars as pl
import pytest

from etl.pipeline.conversions import conversions_frame


def frame(*rows):
    claims = pl.DataFrame(rows, schema={"unit": pl.String, "period_start": pl.Date}, orient="row")
    return conversions_frame(claims)


def row(table, unit, target):
    return table.filter(pl.col("unit") == unit, pl.col("target") == target).to_dicts()[0]


@pytest.mark.parametrize(
    ("unit", "target", "factor"),
    [
        ("watt_hour", "joule", 3600),
        ("byte", "bit", 8),
        ("month", "year", 1 / 12),
        ("token/day", "token/hour", 1 / 24),
        ("byte/second", "bit/second", 8),
    ],
)
def test_what_always_holds_has_no_year(unit, target, factor):
    found = row(frame((unit, date(2025, 1, 1))), unit, target)
    assert found["factor"] == pytest.approx(factor)
    assert found["period_start"] is None


def test_a_currency_goes_by_the_rates_of_its_year():
    found = row(frame(("CNY", date(2024, 5, 1))), "CNY", "USD")
    assert 0.13 < found["factor"] < 0.15
    assert found["period_start"] == date(2024, 1, 1)
    assert "rates of 2024" in found["note"]


def test_a_price_is_exchanged_too():
    assert row(frame(("EUR/watt_hour", date(2024, 5, 1))), "EUR/watt_hour", "USD/watt_hour")["factor"] > 1


def test_for_years_ahead_the_note_says_that_it_is_the_last_rate_known():
    assert "the last known, for 2200" in row(frame(("EUR", date(2200, 1, 1))), "EUR", "USD")["note"]


def test_there_and_back_is_where_it_began():
    table = frame(("hour", None), ("day", None))
    assert row(table, "hour", "day")["factor"] * row(table, "day", "hour")["factor"] == pytest.approx(1)


def test_counted_things_go_nowhere():
    assert frame(("robot", None), ("XXX", date(2024, 1, 1))).is_empty()
