"""Times told from what a document reports on: "the quarter", "the end of the year", "year to date", "today"."""

from datetime import date, timedelta

from etl.extract.period import spans_of_time as span
from etl.extract.period.time_mentions import TimeMention
from etl.extract.period.year_parts import YearParts
from etl.model.period import Period

_AHEAD = frozenset(
    {"will", "would", "expects", "expect", "expected", "plans", "plan", "aims", "target", "forecast", "this"}
)
_OPENING = frozenset({"begins", "began", "beginning", "starts", "started", "starting"})
_CLOSING = frozenset({"ended", "ends", "end", "ending", "finished", "finishing", "closed", "exit", "exited"})
_SPOKEN = frozenset({"had", "was", "were"})
_WAS = frozenset({"was", "were", "had", "stood", "numbered", "held", "came", "totalled", "reached"})
_GOES_ON = frozenset({"to", "ended", "ending", "before", "earlier", "-", "as", "through", "after", "of", "that"})
_PARTS = frozenset({"quarter", "period", "half"})
_YEAR = 12  # months


class ReportedDates(YearParts):
    """Reads what is counted from the period reported on or the day of publication in one sentence."""

    def _of_the_reported_year(self, place: int, at: int, *, ending: bool) -> TimeMention | None:
        """Read "at the end of the year": of the one reported on, else of the last where what was is told."""
        today, reported = self.clock.today, self.clock.reference
        if today is None or self._kind(at + 1)[0] == "ago" or not ending:
            return None
        if reported is not None and span.months_long(reported) == _YEAR:
            fiscal = reported.end > today
            return TimeMention(place, at, reported if fiscal else span.month_of(reported.end))
        past = not _WAS.isdisjoint(self.words)
        return self._point(place, at, f"{today.year - past}-12")

    def _of_the_day(self, place: int, at: int, first: int, months: int) -> TimeMention | None:
        """Read "year-end", "the full year", "year to date", "the quarter", "the nine months"."""
        word, lead = self._word(place), self._word(first - 1)
        if word == "year":
            return self._year_from(place) or self._year_closed(place) or self._of_the_year(place, at, first)
        if word in _PARTS and self._kind(at)[0] == "end" and at > place and self.clock.reference is not None:
            return TimeMention(place, at, self.clock.month_closing(self.clock.reference))
        return self._of_the_part(place, first, months) if self.clock.today is not None and lead == "the" else None

    def _of_the_part(self, place: int, first: int, months: int) -> TimeMention | None:
        """Read "the quarter", "the half", "the nine months" of what is reported on."""
        word, end = self._word(place), self._reported()
        if word == "half" and self.clock.reference is not None and self.clock.reference.text[5:6] == "H":
            return TimeMention(place, place, self.clock.reference)
        if word == "quarter" and self._word(place + 1) not in {"of", "-"}:
            closing = self._word(place - 2) in _CLOSING
            named = self.clock.reference if self.clock.closing is not None else None
            whole = span.month_of(end) if closing else named or span.quarter((end.month + 2) // 3, end.year)
            return TimeMention(place, place, whole)
        if word == "months" and months in (6, 9) and end.month == months:
            return self._point(first, place, f"{end.year}-01/{end.year}-{months:02d}")
        return None

    def _year_closed(self, place: int) -> TimeMention | None:
        """Read "ended the year with 300 staff" as its last month, "guidance for the year" as the year under way."""
        today, lead = self.clock.today, self._word(place - 2)
        if today is None or self._word(place - 1) != "the" or self._word(place + 1) in _GOES_ON:
            return None
        if lead in _CLOSING:
            return self._of_the_reported_year(place, place, ending=True)
        if lead == "for" and self.clock.reference is not None:
            return TimeMention(place, place, span.year(self.clock.reference.end.year))
        return None

    def _year_from(self, place: int) -> TimeMention | None:
        """Read "year that began in September", "the fiscal year beginning 1 July"."""
        at = place + 1 + (self._word(place + 1) in {"that", "which"})
        verb = self._word(at)
        if verb not in _OPENING:
            return None
        at = self._skip(at + 1, 1)
        at += self._word(at) == "on"
        month = self._month(at + self._is_day(at), self._kind(at + self._is_day(at))[1]) if self._opens(at) else None
        if month is None or month.period is None:
            return None
        opening, today = month.period, self.clock.today
        named = self._is_year(month.last)
        if not named and today is not None and verb in {"begins", "starts"} and opening.start.month > today.month:
            opening = span.month(opening.start.month, today.year)
        whole = span.joined(span.month_of(opening.start), span.shift(span.month_of(opening.start), 11))
        return TimeMention(place, month.last, whole)

    def _opens(self, at: int) -> bool:
        return self._kind(at + self._is_day(at))[0] == "month"

    def _of_the_year(self, place: int, at: int, first: int) -> TimeMention | None:
        today, lead = self.clock.today, self._word(first - 1)
        if self._kind(at)[0] == "end" and at > place:
            dated = self._year_at(at + 1)
            due = self._word(place - 1) in {"by", "before"} and _SPOKEN.isdisjoint(self.words)
            ahead = due or not _AHEAD.isdisjoint(self.words)
            year, last = dated or (today.year if today and ahead else self._reported().year if today else 0, at)
            return self._point(place, last, f"{year}-12") if year else None
        if today is None:
            return None
        if lead in {"full", "-"} and "full" in (lead, self._word(place - 2)):
            if self._is_year(place + 1):  # "full year 2026"
                return None
            return TimeMention(first, place, span.year(self._reported().year))
        last = self._skip(at + 1, 1)
        if self._word(at) == "to" and self._word(last) == "date":
            return self._point(place, last, f"{today.year}-01/{today.year}-{self._reported().month:02d}")
        return None

    def _reported(self) -> date:
        """The last day of what a document reports on: of its period, else of the last quarter before it appeared."""
        told = self.clock.closing or self.clock.reference
        if told is not None:
            return told.end
        today = self.clock.published or date.max
        return date(today.year, (today.month - 1) // 3 * 3 + 1, 1) - timedelta(days=1)

    def _today(self, place: int, _: int) -> TimeMention | None:
        today, reported = self.clock.today, self.clock.reference
        if today is None:
            return None
        if reported is not None and span.is_day(reported):
            day = today - timedelta(days=self._word(place) == "yesterday")
            return TimeMention(place, place, Period.parse(day.isoformat()))
        return TimeMention(place, place, span.month_of(today))
