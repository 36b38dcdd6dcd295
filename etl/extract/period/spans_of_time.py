"""Arithmetic on periods in the form they are written in: a quarter a year earlier is a quarter again."""

import calendar
from datetime import date

from etl.model.period import Period

_QUARTER = 3


def year(number: int) -> Period:
    """A calendar year."""
    return Period.parse(f"{number:04d}")


def month(number: int, of_year: int) -> Period:
    """A calendar month."""
    return Period.parse(f"{of_year:04d}-{number:02d}")


def month_of(day: date) -> Period:
    """The month a day lies in."""
    return month(day.month, day.year)


def quarter(number: int, of_year: int) -> Period:
    """A calendar quarter."""
    return Period.parse(f"{of_year:04d}-Q{number}")


def quarter_of(period: Period) -> Period:
    """The quarter a month lies in; any other period as it is."""
    if not is_month(period):
        return period
    return quarter((period.start.month + 2) // 3, period.start.year)


def between(first: Period, last: Period) -> Period:
    """The interval from one period to another, whichever comes first; a year's end beside a year is that year."""
    if first.start > last.start:
        first, last = last, first
    one, other = first.text.partition("/")[0], last.text.rpartition("/")[2]
    if len(one) == 4 or len(other) == 4:
        one, other = one.removesuffix("-12"), other.removesuffix("-12")
    return Period.parse(f"{one}/{other}") if one != other else Period.parse(one)


def between_days(first: Period, last: Period) -> Period:
    """The interval from one period to another, in months where both are days: a change does not count the days."""
    if is_day(first) and is_day(last):
        first, last = month_of(first.start), month_of(last.start)
    return between(first, last)


def whole_years(stretch: Period) -> Period:
    """The years a stretch from January to January covers: what was added from 2025-01 to 2026-01 came in 2025."""
    one, _, other = stretch.text.partition("/")
    if not (one.endswith("-01") and other.endswith("-01") and len(one) == len(other) == 7):
        return stretch
    return between(year(int(one[:4])), year(int(other[:4]) - 1))


def joined(first: Period, last: Period) -> Period:
    """The stretch from one month to another; a quarter or a year where it is one."""
    months = (last.start.year - first.start.year) * 12 + last.start.month - first.start.month + 1
    if months == 3 and first.start.month % 3 == 1:
        return quarter(first.start.month // 3 + 1, first.start.year)
    return year(first.start.year) if months == 12 and first.start.month == 1 else between(first, last)


def is_fiscal(period: Period) -> bool:
    """Whether the period is one year that begins in one calendar year and ends in the next: "2024/2025"."""
    one, _, other = period.text.partition("/")
    return len(one) == len(other) == 4 and int(other) == int(one) + 1


def is_day(period: Period) -> bool:
    """Whether the period is a single day."""
    return period.start == period.end


def is_month(period: Period) -> bool:
    """Whether the period is a single month."""
    return len(period.text) == 7 and period.text[5].isdecimal()


def shift(period: Period, months: int) -> Period:
    """The period as many months later, in the precision it has; the period itself where that leaves the calendar."""
    try:
        return Period.parse("/".join(_shift_point(point, months) for point in period.text.split("/")))
    except ValueError:
        return period


def _shift_point(point: str, months: int) -> str:
    head, _, part = point.partition("-")
    number = int(head)
    if not part:
        return f"{number + round(months / 12):04d}"
    if part[0] in "Qq":
        place = number * 4 + int(part[1]) - 1 + round(months / _QUARTER)
        return f"{place // 4:04d}-Q{place % 4 + 1}"
    if not part[0].isdecimal():
        return f"{number + round(months / 12):04d}-{part}"
    name, _, day = part.partition("-")
    place = number * 12 + int(name) - 1 + months
    year, month = place // 12, place % 12 + 1
    if not day:
        return f"{year:04d}-{month:02d}"
    closing = calendar.monthrange(year, month)[1]
    ends = int(day) == calendar.monthrange(number, int(name))[1]
    return f"{year:04d}-{month:02d}-{closing if ends else min(int(day), closing):02d}"


def months_long(period: Period) -> int:
    """How many months a period covers, rounded."""
    return max(1, round((period.end - period.start).days / 30.44))


def months_apart(early: Period, late: Period) -> int:
    """How many months after the end of one period another ends."""
    return (late.end.year - early.end.year) * 12 + late.end.month - early.end.month


def back_to(period: Period, months: int) -> Period:
    """The interval of a change over so many months that ends with the period: 12 before "2025-Q3" is "2024-Q3/2025-Q3"."""
    if is_fiscal(period):
        return between(year(period.start.year - max(1, months // 12)), year(period.end.year))
    point = Period.parse(period.text.rpartition("/")[2])
    if period.is_interval and months == 12 and period.start.year == period.end.year:
        return between(year(period.start.year - 1), year(period.end.year))
    earlier = shift(point, -months)
    return between(earlier, point) if earlier != point else point


def ahead_to(period: Period, months: int) -> Period:
    """The interval that begins with the period and is so many months long."""
    later = shift(period, months)
    return between(period, later) if later != period else period
