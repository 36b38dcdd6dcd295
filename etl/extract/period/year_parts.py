"""Parts of a year: quarters, halves, fiscal years, stretches named by their last day, seasons."""

from etl.extract.period import fiscal_quarters as fiscal
from etl.extract.period import spans_of_time as span
from etl.extract.period.calendar_dates import DASHES, CalendarDates
from etl.extract.period.time_mentions import TimeMention, number_words
from etl.model.period import Period

_BEFORE_FALL = frozenset({"last", "this", "next", "in", "by", "since", "late", "early"})
_SEASON_LEADS = frozenset({"last", "this", "the", "next", "past"})
_FISCAL = ("fiscal", "fiscal_year")
_THROUGH = DASHES | {"to", "through", "until"}
_NUMBERS = frozenset({"1", "2", "3", "4"})
_BRACKET = 7  # words of months in brackets behind a quarter
_TITLED = 5  # words from a quarter to its year in a title, and one more


class YearParts(CalendarDates):
    """Reads the parts of years in one sentence."""

    def _quarter(self, place: int, number: int) -> TimeMention | None:
        dated = self._year_at(place + 1)
        if dated is not None:
            return TimeMention(place, dated[1], span.quarter(number, dated[0]))
        if (several := self._quarters(place, number)) is not None:
            return several
        year = self._fiscal_base(number, "Q") or self._base_year(number * 3 - 2, place)
        return TimeMention(place, place, span.quarter(number, year)) if year else None

    def _numbered(self, place: int) -> TimeMention | None:
        """Read "quarter 1 2015", "quarter 1 (Jan to Mar) 2015"."""
        number, at = self._word(place + 1), place + 2
        if self._word(place) != "quarter" or number not in _NUMBERS:
            return None
        months = self.words[at : at + _BRACKET]
        if months[:1] == ["("] and ")" in months:
            at += months.index(")") + 1
        dated = self._year_at(at)
        return TimeMention(place, dated[1], span.quarter(int(number), dated[0])) if dated is not None else None

    def _quarters(self, place: int, number: int) -> TimeMention | None:
        """Read "Q1 to Q3 2014", "Q1-Q3 2014"."""
        kind, last = self._kind(place + 2)
        if self._word(place + 1) not in _THROUGH or kind != "quarter" or last <= number:
            return None
        closing = self._quarter(place + 2, last)
        if closing is None or closing.period is None:
            return None
        whole = span.between(span.quarter(number, closing.period.start.year), closing.period)
        return TimeMention(place, closing.last, whole)

    def _fiscal_base(self, number: int, part: str) -> int | None:
        """The fiscal year of a quarter or half named without one, where the document reports on that of its own count."""
        reported = self.clock.reference
        if reported is None or reported.text[4:6] != f"-{part}" or "/" in reported.text:
            return None
        apart = number - int(reported.text[6:])
        if self.clock.closing is not None:
            return reported.start.year - (apart > 1)
        return reported.start.year if not apart else None

    def _quarter_year(self, place: int, value: int) -> TimeMention | None:
        return TimeMention(place, place, span.quarter(value // 10000, value % 10000))

    def _half(self, place: int, number: int) -> TimeMention | None:
        dated = self._year_at(place + 1)
        year, last = dated or (self._base_year(number * 6 - 5, place), place)
        return self._point(place, last, f"{year}-H{number}") if year else None

    def _fiscal_year(self, place: int, number: int) -> TimeMention | None:
        """Read "FY25", "FY2023-24"."""
        second = self._word(place + 2)
        if self._word(place + 1) in DASHES and self.sentence.is_adjacent(place + 2) and second == f"{number + 1}"[-2:]:
            return TimeMention(place, place + 2, span.between(span.year(number), span.year(number + 1)))
        return TimeMention(place, place, span.year(number))

    def _fiscal(self, place: int, _: int) -> TimeMention | None:
        dated = self._year_at(place)
        if dated is None:
            return None
        ranged = self._range(dated[1], dated[0]) if self._word(dated[1] + 1) in DASHES else None
        return TimeMention(place, ranged.last, ranged.period) if ranged else self._point(place, dated[1], f"{dated[0]}")

    def _ordinal(self, place: int, number: int) -> TimeMention | None:
        """Read "third quarter of 2025", "first half", "first nine months of 2025"."""
        at = self._skip(place + 1, 1)
        word = self._word(at)
        if word in {"quarter", "half"}:
            ended = self._ended(place, at, 3 if word == "quarter" else 6)
            return self._counted(ended, number) if ended is not None else self._quarter_of(place, at, number, word)
        months = number_words().get(word, 0) * self._kind(at + 1)[1]
        if number == 1 and months in range(2, 13):
            dated = self._year_at(at + 2)
            year = dated[0] if dated else self._base_year(months, place)
            last = dated[1] if dated else at + 1
            return self._point(place, last, f"{year}-01/{year}-{months:02d}") if year else None
        return None

    def _counted(self, ended: TimeMention, number: int) -> TimeMention:
        """A quarter or half by its number in the fiscal year: "third quarter ended June 30, 2026", "2026-Q3"."""
        named = fiscal.counted(ended.period, number) if ended.period is not None else None
        return TimeMention(ended.first, ended.last, named) if named is not None else ended

    def _quarter_of(self, place: int, at: int, number: int, word: str) -> TimeMention | None:
        dated = self._year_at(at + 1) or self._fiscal_behind(at)
        told = self._fiscal_base(number, "Q" if word == "quarter" else "H")
        opening = number * 3 - 2 if word == "quarter" else number * 6 - 5
        year = dated[0] if dated else told or self._base_year(opening, place)
        last = dated[1] if dated else at
        return self._point(place, last, f"{year}-{'Q' if word == 'quarter' else 'H'}{number}") if year else None

    def _fiscal_behind(self, at: int) -> tuple[int, int] | None:
        """The fiscal year a title names behind what it reports: "Third Quarter Results for Fiscal 2026"."""
        spot = next((spot for spot in range(at + 1, at + _TITLED) if self._kind(spot)[0] in _FISCAL), None)
        return self._year_at(spot) if spot is not None else None

    def _ended(self, place: int, at: int, months: int) -> TimeMention | None:
        """A stretch named by its last day: "three months ended June 30, 2025", "quarter to September"."""
        lead = at + 1
        if self._word(lead) not in {"ended", "ending", "to", "through"}:
            return None
        if self._kind(lead + 1)[0] == "month":
            closing = self._month(lead + 1, self._kind(lead + 1)[1])
        else:
            closing = self._small_number(lead + 1) if self._is_day(lead + 1) else None
        if closing is None or closing.period is None:
            return None
        last = span.month_of(closing.period.end)
        whole = self._stretch(last, months) if months else self._day_of(closing, last)
        return TimeMention(place, closing.last, whole)

    def _stretch(self, last: Period, months: int) -> Period:
        """So many months that end with a month: a year, a half or a quarter where they are one."""
        year, month = last.start.year, last.start.month
        if months == 12 and month == 12:
            return span.year(year)
        if months == 6 and month % 6 == 0:
            return Period.parse(f"{year}-H{month // 6}")
        quarter = span.quarter((month + 2) // 3, year) if month % 3 == 0 else None
        if months == 3 and (named := self._fiscal_quarter(last) or quarter) is not None:
            return named
        return span.between(span.shift(last, 1 - months), last)

    def _fiscal_quarter(self, last: Period) -> Period | None:
        """The quarter that ended with a month, in the count of the year the document reports by: "2026-Q2" to July 2025."""
        reported, closing = self.clock.reference, self.clock.closing
        if reported is None or closing is None:
            return None
        since = (closing.start.year - last.start.year) * 12 + closing.start.month - last.start.month
        return span.shift(reported, -since) if since % 3 == 0 else None

    def _day_of(self, named: TimeMention, month: Period) -> Period:
        """The day of a date read as its month: "the week to Feb. 12"; the month where no day is named."""
        days = [word for word in self.words[named.first : named.last + 1] if word.isdecimal() and len(word) < 3]
        if named.period is None or span.is_day(named.period) or not days:
            return named.period or month
        exact = self._point(named.first, named.last, f"{month.text}-{int(days[0]):02d}")
        return exact.period if exact is not None and exact.period is not None else month

    def _part(self, place: int, _: int) -> TimeMention | None:
        """Read "early 2024", "mid-2025", "late March"."""
        at = self._skip(place + 1, 2)
        name = {"early": "early", "middle": "mid", "late": "late"}[self._kind(place)[0]]
        if self._kind(at)[0] == "month":
            inner = self._month(at, self._kind(at)[1])
            return TimeMention(place, inner.last, inner.period) if inner else None
        dated = self._year_at(at)
        if dated is None or self._word(dated[1] + 1) == "s":
            return None
        told = self._word(dated[1]) == "year"  # "early next year" is as exact as "next year"
        return self._point(place, dated[1], f"{dated[0]}" if told else f"{dated[0]}-{name}")

    def _season(self, place: int, number: int) -> TimeMention | None:
        """Read "spring 2025", "last autumn", "the summer survey": without its year, a season tells no more than that."""
        lead, today = self._word(place - 1), self.clock.today
        if self._word(place) == "fall" and lead not in _BEFORE_FALL:
            return None
        dated = self._year_at(place + 1)
        if dated is not None:
            return TimeMention(place, dated[1], span.quarter(number, dated[0]))
        names = place + 1 < len(self.words) and self._is_title_case(place) and self._is_title_case(place + 1)
        if today is None or lead not in _SEASON_LEADS or names:  # "the Winter Olympics"
            return None
        behind = lead != "next" and number * 3 - 2 > today.month
        return TimeMention(place - 1, place, span.year(today.year - behind + (lead == "next")))
