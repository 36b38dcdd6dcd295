"""Times told from another: "last year", "the previous quarter", "two years ago", "the end of the decade"."""

from collections.abc import Callable
from datetime import timedelta

from etl.extract.period import spans_of_time as span
from etl.extract.period.following_dates import FollowingDates
from etl.extract.period.time_mentions import Role, TimeMention, number_words
from etl.model.period import Period

_COMPARED = frozenset({"than", "on", "over", "from", "versus", "vs", "against", "below", "above"})
_SEASON_OPENS = 7  # the month a season that is told of by that word begins in, as in sport and in marketing years
_WEEKS = 52 / 12  # of a month
_YEAR, _LONG = 12, 24  # months
_QUARTER = 12  # weeks, or one more or two
_SAME = frozenset({"period", "quarter", "quarters", "month", "months", "half", "time", "week", "weeks", "day"})
_NAMING = frozenset({"for", "that", "before", "with"})  # "the last year for which there are figures"
_DAYS = {"week": 7, "weeks": 7, "day": 1, "days": 1}


class RelativeDates(FollowingDates):
    """Reads what is counted from the day of publication or from the time beside it, too."""

    def _edge(self, place: int, _: int) -> TimeMention | None:
        """Read "end of 2025", "end-March", "start of the year", "year-end 2025", "by the end of the decade"."""
        ending = self._kind(place)[0] == "end"
        at = self._skip(place + 1)
        kind, value = self._kind(at)
        inner: TimeMention | None = None
        if kind in ("month", "quarter", "ordinal", "present", "back", "ahead"):
            inner = RULES[kind](self, at, value)
        if inner is not None and inner.period is not None:
            year, last = inner.period.end.year, inner.last
            if kind in ("quarter", "ordinal"):
                edge = self.clock.month_closing(inner.period) if ending else span.month_of(inner.period.start)
                return TimeMention(place, last, edge)
            if kind == "month":
                return TimeMention(place, last, inner.period)
        elif self._word(at) == "year" and self._word(at - 1) == "the" and self.clock.today:
            return self._of_the_reported_year(place, at, ending=ending)
        elif self._word(at) == "decade" and self.clock.today:
            return TimeMention(place, at, span.year(self.clock.today.year // 10 * 10 + (10 if ending else 0)))
        else:
            dated = self._year_at(at)
            if dated is None or at == place + 1 and not self._word(at).isdecimal():
                return None
            year, last = dated
        return self._point(place, last, f"{year}-12" if ending else f"{year}-early")

    def _count(self, place: int) -> tuple[int, int] | None:
        """(months, last token) of "five years", "decade", "12 months", "few years"; None where no length stands here."""
        kind, months = self._kind(place)
        if kind == "unit":
            return months, place
        word = self._word(place)
        number = number_words().get(word, int(word) if word.isdecimal() and len(word) <= 3 else -1)
        at = self._skip(place + 1, 1)
        kind, months = self._kind(at)
        return (number * months, at) if number >= 0 and kind == "unit" else None

    def _back(self, place: int, _: int) -> TimeMention | None:
        """Read "last year", "last quarter", "over the past five years", "last week", "last March"."""
        if self._word(place + 1) == "day" and self._word(place + 2) == "of":
            return self._last_day(place)
        today, (kind, value) = self.clock.today, self._kind(place + 1)
        named = self._word(place - 1) == "the" and self._word(place + 2) in _NAMING
        if today is None or named:
            return None
        if kind == "month":
            year = today.year if value < today.month else today.year - 1
            return TimeMention(place, place + 1, span.month(value, year))
        if kind == "weekday" or self._word(place + 1) in {"week", "night"}:
            return TimeMention(place, place + 1, span.month_of(today - timedelta(days=7)))
        if self._word(place + 1) == "season":
            return TimeMention(place, place + 1, self._unit_at("season", -1))
        length = self._count(place + 1)
        return self._stretch_back(place, *length) if length is not None else None

    def _last_day(self, place: int) -> TimeMention | None:
        """Read "the last day of 2015", "the last day of June 2023"."""
        at = self._skip(place + 3, 1)
        kind, value = self._kind(at)
        named = self._month(at, value) if kind == "month" else None
        dated = self._year_at(at) if named is None else None
        if named is not None and named.period is not None:
            return TimeMention(place, named.last, Period.parse(named.period.end.isoformat()))
        return self._point(place, dated[1], f"{dated[0]}-12-31") if dated else None

    def _stretch_back(self, place: int, months: int, last: int) -> TimeMention | None:
        """Read one unit as the one before this, several as the stretch up to now: "last year", "last five years"."""
        today = self.clock.today
        if today is None or not months and last > place + 1:
            return None
        if last == place + 1 and months < 120:
            if months and self._word(place - 1) in _COMPARED:
                return TimeMention(place, last, None, Role.BASE, months)
            return TimeMention(place, last, self._unit_at(self.words[last], -1))
        yearly = months % 12 == 0 and self.words[last] != "months"
        now = span.year(today.year) if yearly else span.month_of(today)
        return TimeMention(place, last, span.back_to(now, months), Role.SPAN)

    def _ahead(self, place: int, _: int) -> TimeMention | None:
        today, length = self.clock.today, self._count(place + 1)
        if self._word(place + 1) == "season" and today is not None:
            return TimeMention(place, place + 1, self._unit_at("season", 1))
        if today is None or length is None:
            return None
        months, last = length
        if last == place + 1 and months < 120:
            return TimeMention(place, last, self._unit_at(self.words[last], 1))
        yearly = months % 12 == 0 and self.words[last] != "months"
        now = span.year(today.year) if yearly else span.month_of(today)
        return TimeMention(place, last, span.ahead_to(now, months), Role.SPAN) if months else None

    def _present(self, place: int, _: int) -> TimeMention | None:
        at = place + 1
        if self._kind(at)[0] == "fiscal":
            at += 1
        seasonal = self._word(at) == "season"
        if self._kind(at)[0] != "unit" and not seasonal or self.clock.today is None or self._word(at).endswith("s"):
            return None
        return TimeMention(place, at, self._unit_at(self.words[at], 0))

    def _unit_at(self, unit: str, step: int) -> Period | None:
        """The year, quarter or month so many steps from the day of publication."""
        today = self.clock.today
        if today is None:
            return None
        if unit.startswith("year") or unit == "twelvemonth":
            return span.year(today.year + step)
        if unit.startswith("quarter"):
            return span.shift(span.quarter((today.month + 2) // 3, today.year), 3 * step)
        if unit.startswith("half"):
            return Period.parse(f"{today.year}-H{1 if today.month < 7 else 2}")
        if unit in ("season", "decade"):
            start, years = (
                (today.year + step - (today.month < _SEASON_OPENS), 2)
                if unit == "season"
                else (today.year // 10 * 10 + 10 * step, 10)
            )
            return span.between(span.year(start), span.year(start + years - 1))
        return span.shift(span.month_of(today), step if unit.startswith("month") else 0)

    def _before(self, place: int, _: int) -> TimeMention | None:
        """Read "the previous quarter", "the prior year", "the prior-year period": counted from the period beside it."""
        at = place + 1 + (self._word(place + 1) in {"-", "‑"})
        if self._kind(at)[0] == "fiscal":
            at += 1
        kind, months = self._kind(at)
        days = _DAYS.get(self._word(at), 0)
        if kind != "unit" or not (months or days):
            return None
        if days:
            return TimeMention(place, at, None, Role.BASE, 0, days)
        if self._word(at + 1) == "period" or self._word(at + 2) == "period":
            return TimeMention(place, at, None, Role.BASE, months)
        return TimeMention(place, at, None, Role.BASE, months)

    def _same(self, place: int, _: int) -> TimeMention | None:
        """Read "the same period of 2024", "the same quarter a year earlier"."""
        at = place + 1 + (self._word(place + 1) in number_words())
        if self._word(at) not in _SAME:
            return None
        at += 1
        dated = self._year_at(at)
        if dated is not None:
            told = None if self._word(dated[1]) == "year" else span.year(dated[0])  # "last year" may be a fiscal one
            return TimeMention(place, dated[1], told, Role.BASE, 12)
        inner = next((found for found in (self._relative(self._skip(at, 3)),) if found), None)
        return TimeMention(place, inner.last, None, Role.BASE, 12) if inner else None

    def _relative(self, place: int) -> TimeMention | None:
        kind, value = self._kind(place)
        if kind == "before":
            return self._before(place, value)
        return self._unit(place, value) or self._unit(place + 1, 0)

    def _unit(self, place: int, months: int) -> TimeMention | None:
        """Read "a year earlier", "two years ago", "year-earlier", "nine months ended September 30, 2025"."""
        if (numbered := self._numbered(place)) is not None:
            return numbered
        first, count = self._counted_by(place)
        of_weeks = round(count / _WEEKS) if self._word(place) in {"weeks", "week"} and count >= _QUARTER else 0
        whole = place + (self._word(place + 1) == "period")
        ended = self._ended(first, whole, of_weeks or count * months) or self._years_to(first, place, count * months)
        if ended is not None:
            fiscal = ended.period if self._kind(first - 1)[0] == "fiscal" and count * months == _YEAR else None
            return TimeMention(first, ended.last, span.year(fiscal.end.year)) if fiscal is not None else ended
        if (later := self._later(first, place, count * months)) is not None:
            return later
        at = self._skip(place + 1, 1)
        word = self._word(place)
        if (
            self._kind(at)[0] == "ago"
            and self._word(at) != "before"
            or self._word(at) == "before"
            and (months or count == 1)
            and not self._word(at + 1).endswith("ing")  # "until 59 years before falling"
        ):
            days = _DAYS.get(word, 0)
            return TimeMention(first, at, None, Role.BASE, count * months, count * days) if months or days else None
        return self._of_the_day(place, at, first, count * months)

    def _counted_by(self, place: int) -> tuple[int, int]:
        """First token and number of "twelve months", "12-month"; the unit itself and one where none is told."""
        at = place - 1 - (self._word(place - 1) in {"-", "‑"})
        word = self._word(at)
        number = number_words().get(word, int(word) if word.isdecimal() and len(word) <= 2 else -1)
        return (at, number) if number > 0 else (place, 1)

    def _years_to(self, first: int, place: int, months: int) -> TimeMention | None:
        """Read "the decade to 2010", "the five years ending 2024": a stretch of years named by its last."""
        at = place + 2
        if months < _LONG or self._word(place + 1) not in {"to", "ended", "ending", "through"} or not self._is_year(at):
            return None
        last = int(self.words[at])
        return TimeMention(first, at, span.between(span.year(last - months // 12), span.year(last)), Role.SPAN)


RULES: dict[str, Callable[[RelativeDates, int, int], TimeMention | None]] = {
    "month": RelativeDates._month,
    "quarter": RelativeDates._quarter,
    "half": RelativeDates._half,
    "fiscal_year": RelativeDates._fiscal_year,
    "quarter_year": RelativeDates._quarter_year,
    "ordinal": RelativeDates._ordinal,
    "early": RelativeDates._part,
    "middle": RelativeDates._part,
    "late": RelativeDates._part,
    "start": RelativeDates._edge,
    "end": RelativeDates._edge,
    "fiscal": RelativeDates._fiscal,
    "back": RelativeDates._back,
    "ahead": RelativeDates._ahead,
    "present": RelativeDates._present,
    "before": RelativeDates._before,
    "same": RelativeDates._same,
    "following": RelativeDates._following,
    "unit": RelativeDates._unit,
    "today": RelativeDates._today,
    "season": RelativeDates._season,
}
