"""Times told from a year named before: "the following year", "two years later"."""

from etl.extract.period import spans_of_time as span
from etl.extract.period.reported_dates import ReportedDates
from etl.extract.period.time_mentions import TimeMention

_YEAR = 12  # months


class FollowingDates(ReportedDates):
    """Reads what is counted on from the last year the sentence, or the paragraph before it, names."""

    def _following(self, place: int, _: int) -> TimeMention | None:
        """Read "the following year"; not "following a year of losses"."""
        if self._word(place - 1) != "the" or self._word(place + 1) not in {"year", "season"}:
            return None
        return self._years_on(place, place + 1, 1)

    def _later(self, first: int, place: int, months: int) -> TimeMention | None:
        """Read "two years later"; not "two years later than planned"."""
        if self._word(place + 1) != "later" or self._word(place + 2) == "than" or months % _YEAR:
            return None
        return self._years_on(first, place + 1, months // _YEAR)

    def _years_on(self, first: int, last: int, years: int) -> TimeMention | None:
        named = next((int(self.words[at]) for at in range(first - 1, -1, -1) if self._is_year(at)), 0)
        year = named or self._year_before(first) or 0
        return TimeMention(first, last, span.year(year + years)) if year and years else None
