"""Intervals: columns agree with the policy of etl/model/quantity.py, and arithmetic contains what it should."""

import json
import math
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.checks.intervals import Figure, growth
from etl.model.intervals import with_intervals
from etl.model.quantity import COARSE, Bound, Interval, as_written, stands_for, widen

CASES = [
    json.loads(line) for line in (Path(__file__).parents[2] / "cases" / "intervals.jsonl").read_text().splitlines()
]

figures = st.floats(0.01, 1e9, allow_nan=False)
steps = st.floats(0, 0.6).filter(lambda step: abs(step - COARSE) > 1e-6)


def stated(low, high, resolution, bound):
    row = {"low": [low], "high": [high], "resolution": [resolution], "bound": [bound]}
    found = with_intervals(pl.DataFrame(row))
    return found["stated_low"][0], found["stated_high"][0]


def evaluate(figure, **columns):
    """A figure over columns a_* and b_*, as its value and interval."""
    frame = pl.DataFrame({name: [value] for name, value in columns.items()})
    found = frame.select(value=figure.value, low=figure.low, high=figure.high)
    return found["value"][0], found["low"][0], found["high"][0]


def columns(name, value, half):
    return {f"{name}_value": value, f"{name}_stated_low": value - half, f"{name}_stated_high": value + half}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["shows"])
def test_stated_interval(case):
    found = stated(case["low"], case["high"], case["resolution"], case["bound"])
    assert found == pytest.approx(tuple(case["stated"]))


@settings(deadline=None)
@given(value=figures, step=steps, bound=st.sampled_from(list(Bound)))
def test_columns_agree_with_the_policy(value, step, bound):
    wanted = stands_for(value, step * value, bound)
    assert stated(value, value, step * value, bound.value) == pytest.approx((wanted.low, wanted.high))


@settings(deadline=None)
@given(value=figures, step=steps, bound=st.sampled_from(list(Bound)))
def test_a_hedge_never_narrows(value, step, bound):
    plain = as_written(value, value, step * value)
    assert widen(plain, bound).contains(plain)


@settings(deadline=None)
@given(a=figures, b=figures, s=steps, t=steps, x=st.floats(-1, 1), y=st.floats(-1, 1))
def test_arithmetic_contains_every_pair(a, b, s, t, x, y):
    """Whatever the figures really are within their intervals, the result lies in the interval that follows."""
    given_columns = columns("a", a, s * a) | columns("b", b, t * b)
    true_a, true_b = a + x * s * a, b + y * t * b
    first, second = Figure.of("a"), Figure.of("b")
    truths = {
        "over": (first.over(second), true_a / true_b),
        "plus": (first.plus(second), true_a + true_b),
        "minus": (first.minus(second), true_a - true_b),
        "product": (first.product(second), true_a * true_b),
        "growth": (growth(first, second), (true_a / true_b - 1) * 100),
    }
    for name, (figure, truth) in truths.items():
        _, low, high = evaluate(figure, **given_columns)
        slack = 1e-9 * max(abs(low), abs(high), abs(truth), true_a, true_b)
        assert low - slack <= truth <= high + slack, name


@settings(deadline=None)
@given(a=st.floats(0.5, 50), years=st.floats(0.5, 20), s=steps, t=steps, x=st.floats(-1, 1), y=st.floats(-1, 1))
def test_power_contains_every_pair(a, years, s, t, x, y):
    base, exponent = columns("a", a, s * a), columns("b", 1 / years, t / years)
    _, low, high = evaluate(Figure.of("a").power(Figure.of("b")), **(base | exponent))
    truth = (a + x * s * a) ** (1 / years + y * t / years)
    assert low * (1 - 1e-9) <= truth <= high * (1 + 1e-9)


@settings(deadline=None)
@given(a=figures, b=figures, s=steps, t=steps, wider=st.floats(0, 0.2))
def test_wider_in_wider_out(a, b, s, t, wider):
    narrow = columns("a", a, s * a) | columns("b", b, t * b)
    wide = columns("a", a, (s + wider) * a) | columns("b", b, t * b)
    quotient = Figure.of("a").over(Figure.of("b"))
    _, low, high = evaluate(quotient, **narrow)
    _, wide_low, wide_high = evaluate(quotient, **wide)
    assert Interval(wide_low * (1 - 1e-12), wide_high * (1 + 1e-12)).contains(Interval(low, high))


def test_a_divisor_that_may_be_zero_bounds_nothing():
    _, low, high = evaluate(Figure.of("a").over(Figure.of("b")), **(columns("a", 1.0, 0.5) | columns("b", 0.1, 0.2)))
    assert (low, high) == (-math.inf, math.inf)
