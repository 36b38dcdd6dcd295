"""When a claim holds, with the precision the text gives."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ANY_MONTH = "|".join(MONTHS)  # for a pattern: how the names of months begin
_POINT = re.compile(r"(\d{4})(?:-(?:(Q[1-4]|H[12]|early|mid|late)|(\d{2})(?:-(\d{2}))?))?", re.IGNORECASE)
_PARTS = {
    "q1": (1, 3), "q2": (4, 6), "q3": (7, 9), "q4": (10, 12),
    "h1": (1, 6), "h2": (7, 12),
    "early": (1, 4), "mid": (5, 8), "late": (9, 12),
}  # fmt: skip


def _bounds(point: str) -> tuple[date, date]:
    match = _POINT.fullmatch(point)
    if match is None:
        raise ValueError(f"not a period: {point!r}")
    year, part, month, day = int(match[1]), match[2], match[3], match[4]
    if day:
        exact = date(year, int(month), int(day))
        return exact, exact
    first, last = _PARTS[part.lower()] if part else (int(month), int(month)) if month else (1, 12)
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of time: `text` is "2029", "2026-03", "2026-03-25", "2026-Q1", "2024-early" or "2025/2029".

    A slash joins the two ends of an interval. `start` and `end` are the first and the last day.
    """

    start: date
    end: date
    text: str

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Read a period in its written form; raise ValueError where it is none.

        >>> Period.parse("2026-Q1").end.isoformat()
        '2026-03-31'
        """
        return _parse(text)

    @property
    def is_interval(self) -> bool:
        """Whether the period names two ends, as a growth does."""
        return "/" in self.text

    def meets(self, other: "Period") -> bool:
        """Whether both have a day in common.

        >>> Period.parse("2026").meets(Period.parse("2026-Q1"))
        True
        """
        return self.start <= other.end and other.start <= self.end


@lru_cache(1 << 12)
def _parse(text: str) -> Period:
    first, _, last = text.partition("/")
    start, end = _bounds(first)
    return Period(start, _bounds(last)[1] if last else end, text)
