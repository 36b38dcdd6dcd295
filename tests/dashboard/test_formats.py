import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import formats


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (63.1e9, "USD", "$63.1 billion"),
        (140e12, "token/day", "140 trillion tokens a day"),
        (112e9, "byte", "112\u202fGB"),
        (3.2, "ratio", "3.2×"),
        (0.000159, "ratio", "15.9 per 100,000"),
        (34.5, "percent", "34.5%"),
        (-5, "percent", "−5%"),
        (3.2e-7, "USD/token", "$0.32 per million tokens"),
        (42e6, "gram", "42 tonnes"),
        (1, "year", "1 year"),
        (20, "year", "20 years"),
        (18000, "employee", "18,000 employees"),
        (2, "company", "2 companies"),
        (3, "person", "3 people"),
        (999_999_999, "USD", "$1 billion"),
        (0, "USD", "$0"),
        (-5e9, "USD", "−$5 billion"),
        (4.7e9, "CNY", "CNY 4.7 billion"),
        (72e9, "watt", "72\u202fGW"),
        (350e6, "count", "350 million"),
        (3, "USD/hour", "$3 an hour"),
        (math.inf, "USD", "∞"),
        (None, "USD", "–"),
    ],
)
def test_a_value_reads_as_people_say_it(value, unit, words):
    assert formats.figure(value, unit) == words


@pytest.mark.parametrize(
    ("low", "high", "unit", "words"),
    [
        (30e9, 32e9, "USD", "$30 to $32 billion"),
        (900e6, 1.2e9, "USD", "$900 million to $1.2 billion"),
        (10, 12, "percent", "10 to 12%"),
        (5, math.inf, "ratio", "at least 5×"),
        (-math.inf, 5, "ratio", "at most 5×"),
        (-math.inf, math.inf, "ratio", "any value"),
        (5, 5, "ratio", "5×"),
        (None, None, "ratio", "–"),
    ],
)
def test_an_interval_says_its_open_ends(low, high, unit, words):
    assert formats.span(low, high, unit) == words


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (63.1e9, "USD", "63,100,000,000 USD"),
        (2.8, "ratio", "2.8×"),
        (7.5, "percent", "7.5%"),
        (3, "count", "3"),
        (20, "year", "20 years"),
    ],
)
def test_the_exact_value_keeps_every_digit(value, unit, words):
    assert formats.exact(value, unit) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 4, 17), date(2026, 4, 17), "17 Apr 2026"),
        (date(2026, 2, 1), date(2026, 2, 28), "Feb 2026"),
        (date(2026, 1, 1), date(2026, 3, 31), "Jan 2026 – Mar 2026"),
        (date(2025, 1, 1), date(2025, 12, 31), "2025"),
        (date(2026, 4, 1), date(2027, 6, 3), "1 Apr 2026 – 3 Jun 2027"),
    ],
)
def test_a_period_is_told_by_what_it_is_whole_of(first, last, words):
    assert formats.period(first, last) == words


@given(st.floats(allow_nan=False, min_value=-1e30, max_value=1e30))
def test_every_number_has_words_and_an_exact_form(value):
    assert formats.figure(value, "USD")
    shown = float(formats.plain(value).replace("−", "-").replace(",", ""))
    assert shown == pytest.approx(value, rel=1e-14)


@pytest.mark.parametrize(("gap", "words"), [(0.034, "3.4%"), (None, "–"), (math.inf, "more than tenfold")])
def test_a_gap_is_a_share(gap, words):
    assert formats.share(gap) == words


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [(2e10, "USD", "$20B"), (5e5, "token/day", "500K"), (7e10, "watt", "70\u202fGW"), (0.5, "EUR", "€0.5")],
)
def test_a_tick_is_short(value, unit, words):
    assert formats.tick(value, unit) == words
