"""What an expression of time is, and the words it is made of."""

import tomllib
from datetime import date
from enum import Enum
from functools import cache
from typing import Any

from etl.catalog import CATALOG
from etl.extract.period import spans_of_time as span
from etl.model.period import Period
from etl.model.record import record

_FILE = CATALOG / "times.toml"


class Role(Enum):
    """How an expression places a figure."""

    POINT = "point"  # the figure holds then
    SPAN = "span"  # a stretch that ends or begins at the day of publication: "over the next five years"
    BASE = "base"  # measured from the period the figure beside it holds in: "a year earlier"


@record
class TimeMention:
    """Tokens `first` to `last` name `period`; a BASE gives the way back from another period in `months` instead."""

    first: int
    last: int
    period: Period | None
    role: Role = Role.POINT
    months: int = 0
    days: int = 0  # the way back of a BASE in days: "a week earlier"
    of_day: bool = False  # a day was named, though without its year only the month is sure


@record
class Clock:
    """What "last year" and a month without a year are counted from."""

    published: date | None = None
    reference: Period | None = None
    closing: Period | None = None  # the month in which the fiscal quarter reported on ended
    year: int = 0  # the year of months named without one: that a section is headed by, or the only one of a text

    @property
    def today(self) -> date | None:
        """The day of publication, else the last day of what the document reports on."""
        return self.published or (self.reference.end if self.reference else None)

    def month_closing(self, period: Period) -> Period:
        """The month a period ends in, by the fiscal year the document reports by."""
        end = period.end
        if self.closing is None or self.reference is None or period.text[5:6] != "Q":
            return Period.parse(f"{end.year:04d}-{end.month:02d}")
        return span.shift(
            self.closing, 12 * (end.year - self.reference.end.year) + end.month - self.reference.end.month
        )

    @property
    def told_until(self) -> date | None:
        """The day up to which is told what came to be: of publication, or the end of the fiscal quarter reported on."""
        reported, published = self.reference, self.published
        fiscal = reported is not None and len(reported.text) == 7 and published is not None and reported.end > published
        return reported.end if reported is not None and fiscal else published


@cache
def _catalogued() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


@cache
def time_words() -> dict[str, tuple[str, int]]:
    """Class and value of every word of times.toml, and of the forms made from them."""
    lists = _catalogued()
    kinds: dict[str, tuple[str, int]] = {}
    for name in (
        "early",
        "middle",
        "late",
        "start",
        "end",
        "back",
        "ahead",
        "present",
        "before",
        "same",
        "following",
        "ago",
        "today",
    ):
        kinds.update((word, (name, 0)) for word in lists[name])
    kinds.update((word, ("fiscal", 0)) for word in lists["fiscal"])
    kinds.update((word, ("weekday", place)) for place, word in enumerate(lists["weekdays"]))
    kinds.update((word, ("unit", months)) for word, months in lists["units"].items())
    kinds.update((word, ("season", int(part[1]))) for word, part in lists["seasons"].items())
    for names in (lists["months"], lists["months_short"]):
        kinds.update((word, ("month", place + 1)) for place, word in enumerate(names) if word != "-")
    kinds["sept"] = ("month", 9)
    kinds.update((word, ("ordinal", place + 1)) for place, word in enumerate(lists["ordinals"]))
    kinds.update({f"q{n}": ("quarter", n) for n in range(1, 5)} | {"h1": ("half", 1), "h2": ("half", 2)})
    kinds.update({f"fy{n:02d}": ("fiscal_year", 2000 + n) for n in range(100)})
    kinds.update({f"fy{n}": ("fiscal_year", n) for n in range(1950, 2100)})
    for y in range(100):
        kinds.update({f"q{n}fy{y:02d}": ("quarter_year", n * 10000 + 2000 + y) for n in range(1, 5)})
        kinds.update({f"{part}{y:02d}": (f"{part}_of", 2000 + y) for part in "qh"})
        kinds.update({f"{part}20{y:02d}": (f"{part}_of", 2000 + y) for part in "qh"})
    return kinds


@cache
def word_list(name: str) -> frozenset[str]:
    """One of the plain lists of times.toml."""
    return frozenset(_catalogued()[name])


@cache
def number_words() -> dict[str, int]:
    """The numbers written as words, and the vague ones as nought."""
    lists = _catalogued()
    return {word: place for place, word in enumerate(lists["numbers"])} | dict.fromkeys(lists["vague"], 0)
