"""Growth between neighbouring figures of a series, with what their digits allow."""

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

SHORTEST_YEAR = 0.9
# Shares and growth rates differ by points: a growth of theirs would be read as one of what they measure.
RATE_UNITS = frozenset({"percent", "percentage_point", "basis_point"})
# The longest of each length, in days, with room for calendars of weeks.
_LENGTHS = (45, 105, 200, 290, 400)


def period_length(start: date, end: date) -> int:
    """Periods of one length go together: 0 up to a month, 1 a quarter, 2 a half, 3 nine months, 4 a year, 5 longer."""
    return bisect_left(_LENGTHS, (end - start).days + 1)


@dataclass(frozen=True, slots=True)
class Growth:
    """Growth between two neighbouring figures of a series, with what their intervals allow.

    A year's where they are about a year or more apart, else from the one to the other: weeks make no yearly rate.
    """

    at: date
    is_yearly: bool
    value: float
    rate: float
    low: float
    high: float


def growth_rates(rows: Sequence[dict[str, Any]]) -> list[Growth]:
    """Growth from point to point; nothing between points of one period, across zero, or of what is a rate itself."""
    if rows and rows[0]["unit"] in RATE_UNITS:
        return []
    found = []
    for first, last in pairwise(rows):
        years = (last["at"] - first["at"]).days / 365.25
        if years < 0.08 or first["low"] <= 0 or last["value"] <= 0 or first["value"] <= 0:
            continue
        is_yearly = years > SHORTEST_YEAR
        years = years if is_yearly else 1.0
        rate = _yearly(last["value"] / first["value"], years)
        low = _yearly(max(last["low"], 0) / first["high"], years) if math.isfinite(first["high"]) else -1.0
        high = _yearly(last["high"] / first["low"], years)
        middle = first["at"] + (last["at"] - first["at"]) / 2
        found.append(Growth(middle, is_yearly, math.sqrt(first["value"] * last["value"]), rate, low, high))
    return found


def _yearly(multiple: float, years: float) -> float:
    try:
        return float(multiple ** (1 / years) - 1)
    except OverflowError:
        return math.inf
