"""Quarters and halves counted by a fiscal year: their names, and the months they end in."""

import re
from datetime import date, timedelta

from etl.extract.period import spans_of_time as span
from etl.model.period import ANY_MONTH, MONTHS, Period

_READ = 1500  # characters at the top that say when the quarter reported on ended
_LATEST = 200  # days from the end of a quarter to what reports on it
_ENDED = re.compile(
    rf"\b(?:ended|ending|to)\s+(?:on\s+)?(?:(?P<first>\d{{1,2}}) )?(?P<month>{ANY_MONTH})[a-z]*\.?\s*(?P<day>\d{{1,2}})?,?\s+(?P<year>20\d\d)\b",
    re.IGNORECASE,
)
_LENGTHS = {"Q": 3, "H": 6}
_DECEMBER = 12
_OVER = 7  # days into a month up to which a quarter of thirteen weeks belongs to the month before


def counted(ended: Period, number: int) -> Period | None:
    """A quarter or half of the calendar by its number in a fiscal year, which is called by the year it ends in.

    One that ends in January is a trading year, called by the year it begins in. None where both counts agree.
    """
    part = ended.text[5:6]
    months = _LENGTHS.get(part)
    if months is None or ended.text[6:] == str(number):
        return None
    left = (_DECEMBER // months - number) * months
    closes = ended.end.month + left
    return Period.parse(f"{ended.end.year + (closes > _DECEMBER + 1)}-{part}{number}")


def closing_month(text: str, reference: Period | None, published: date | None) -> Period | None:
    """The month a fiscal quarter reported on ended in; None where it is one of the calendar or no month is told."""
    if reference is None or published is None or reference.text[5:6] != "Q" or reference.end < published:
        return None
    for match in _ENDED.finditer(text, 0, _READ):
        month = span.month(MONTHS.index(match["month"].lower()) + 1, int(match["year"]))
        if int(match["day"] or match["first"] or _OVER + 1) <= _OVER:
            month = span.shift(month, -1)
        if month.end - timedelta(days=_OVER) <= published <= month.end + timedelta(days=_LATEST):
            return month
    return None
