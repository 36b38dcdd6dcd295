"""Dates of the calendar: years, months, days, quarters, halves, fiscal years, and ranges of them."""

from collections.abc import Sequence

from etl.extract import spans_of_time as span
from etl.extract.bare_months import lies_ahead, names_contract
from etl.extract.sentence import Sentence
from etl.extract.time_mentions import Clock, Role, TimeMention, number_words, time_words
from etl.model.period import Period

_BEFORE_FALL = frozenset({"last", "this", "next", "in", "by", "since", "late", "early"})
_SEASON_LEADS = frozenset({"last", "this", "the", "next", "past"})
DASHES = frozenset("-–—‑/")
MONTH_LEAD = frozenset(
    {"in", "of", "since", "by", "until", "till", "from", "for", "during", "to", "through", "on", "and", "early", "late"}
    | {"mid", "last", "next", "this", "end", "before", "after", "between"}
)
_JOINTS = frozenset({"of", "in", "the", "-", "–", "‑", ",", "to", "'", "’", "."})


class CalendarDates:
    """Reads the dates of one sentence; each rule takes the place and the value of its first word."""

    def __init__(self, sentence: Sentence, taken: Sequence[tuple[int, int]], clock: Clock) -> None:
        self.sentence = sentence
        self.words = sentence.words
        self.clock = clock
        self.figures = {place for first, last in taken for place in range(first, last + 1)}

    def _word(self, place: int) -> str:
        return self.words[place] if 0 <= place < len(self.words) else ""

    def _kind(self, place: int) -> tuple[str, int]:
        return time_words().get(self._word(place), ("", 0))

    def _is_year(self, place: int) -> bool:
        word = self._word(place)
        if len(word) != 4 or not word.isdecimal() or place in self.figures or not "1500" <= word < "2200":
            return False
        return "1900" <= word < "2101" or self._word(place - 1) in MONTH_LEAD

    def _skip(self, place: int, most: int = 3) -> int:
        """The place of the next word that is no joint ("of", "the", "-")."""
        for _ in range(most):
            if self._word(place) not in _JOINTS:
                break
            place += 1
        return place

    def _year_at(self, place: int) -> tuple[int, int] | None:
        """(year, last token) of a year behind a part of it: "of 2025", "of fiscal 2025", "'25"."""
        place = self._skip(place)
        while self._kind(place)[0] == "fiscal" or (
            self._word(place) == "year" and self._kind(place - 1)[0] == "fiscal"
        ):
            place = self._skip(place + 1)
        if self._kind(place)[0] == "fiscal_year":
            return self._kind(place)[1], place
        if self._is_year(place):
            return int(self.words[place]), place
        word = self._word(place)
        if self._word(place - 1) in {"'", "’"} and len(word) == 2 and word.isdecimal() and place not in self.figures:
            return 2000 + int(word), place
        if (
            self._kind(place)[0] in ("back", "present", "ahead")
            and self._word(place + 1) == "year"
            and self.clock.today
        ):
            step = {"back": -1, "present": 0, "ahead": 1}[self._kind(place)[0]]
            return self.clock.today.year + step, place + 1
        return None

    def _base_year(self, month: int) -> int | None:
        """The year of a month or quarter named without one: the latest not after publication."""
        if self.clock.reference is not None and self.clock.published is None:
            return self.clock.reference.end.year
        today = self.clock.today
        if today is None:
            return None
        return today.year if month <= today.month else today.year - 1

    def _point(self, first: int, last: int, text: str) -> TimeMention | None:
        try:
            return TimeMention(first, last, Period.parse(text))
        except ValueError:
            return None

    def _is_title_case(self, place: int) -> bool:
        return self.sentence.text[self.sentence.starts[place]].isupper()

    def _is_day(self, place: int) -> bool:
        word = self._word(place)
        return word.isdecimal() and len(word) <= 2 and 1 <= int(word) <= 31 and place not in self.figures

    def _number(self, place: int) -> TimeMention | None:
        """A year with what hangs on it: "2025", "2025-03-31", "2025/26", "2019–2024", "2010s", "2025 Q3"."""
        if not self._is_year(place):
            return self._small_number(place)
        number = int(self.words[place])
        after = self._word(place + 1)
        if after in {"=", "年"} or self._word(place - 1) in {"=", ":"} and self.sentence.is_adjacent(place):
            return self._chinese(place, number) if after == "年" else None
        if after == "s" and self.sentence.is_adjacent(place + 1) and number % 10 == 0:
            return TimeMention(place, place + 1, span.between(span.year(number), span.year(number + 9)))
        ranged = self._range(place, number) if after in DASHES else None
        return ranged or self._part_behind(place, number) or TimeMention(place, place, span.year(number))

    def _part_behind(self, place: int, number: int) -> TimeMention | None:
        """Read "2025 Q3", "2025 May 21"."""
        kind, value = self._kind(place + 1)
        if kind == "quarter":
            return TimeMention(place, place + 1, span.quarter(value, number))
        if kind == "half":
            return TimeMention(place, place + 1, Period.parse(f"{number}-H{value}"))
        if kind == "month" and self._is_day(place + 2) and self._is_title_case(place + 1):
            return self._point(place, place + 2, f"{number}-{value:02d}-{int(self._word(place + 2)):02d}")
        return None

    def _small_number(self, place: int) -> TimeMention | None:
        """Read "31 March 2025", "3Q25", "1H25"."""
        kind, value = self._kind(place + 1)
        if kind == "month" and self._is_day(place):
            return self._month(place + 1, value, day=place)
        if (
            kind in ("q_of", "h_of")
            and self.sentence.is_adjacent(place + 1)
            and self.words[place] in {"1", "2", "3", "4"}
        ):
            return self._point(place, place + 1, f"{value}-{kind[0].upper()}{self.words[place]}")
        return None

    def _chinese(self, place: int, number: int) -> TimeMention | None:
        """Read "2025年10月21日"."""
        month, day = self._word(place + 2), self._word(place + 4)
        if not (self._word(place + 3) == "月" and month.isdecimal()):
            return TimeMention(place, place + 1, span.year(number))
        if self._word(place + 5) == "日" and day.isdecimal():
            return self._point(place, place + 5, f"{number}-{int(month):02d}-{int(day):02d}")
        return self._point(place, place + 3, f"{number}-{int(month):02d}")

    def _range(self, place: int, number: int) -> TimeMention | None:
        """What a dash joins to a year: month and day, or the last year of a range."""
        second, adjacent = self._word(place + 2), self.sentence.is_adjacent(place + 1)
        if self._is_year(place + 2) and int(second) >= number:
            whole = span.between(span.year(number), span.year(int(second)))
            return TimeMention(place, place + 2, whole, Role.SPAN)
        if not (adjacent and second.isdecimal() and len(second) == 2):
            return None
        last = number - number % 100 + int(second)
        fiscal = last == number + 1 or not 1 <= int(second) <= 12
        day = self._word(place + 4)
        if self._word(place + 3) in {"-", "–"} and day.isdecimal() and len(day) == 2:
            return self._point(place, place + 4, f"{number}-{second}-{day}")
        if not fiscal:
            return self._point(place, place + 2, f"{number}-{second}")
        return (
            TimeMention(place, place + 2, span.between(span.year(number), span.year(last))) if last > number else None
        )

    def _month(self, place: int, number: int, day: int = -1) -> TimeMention | None:
        if not self._is_title_case(place) or (day < 0 and self._names_contract(place)):
            return None
        first = day if day >= 0 else place
        at = place + 1 + (self._word(place + 1) == ".")
        if day < 0 and self._word(at).isdecimal() and len(self._word(at)) <= 2 and at not in self.figures:
            day, at = at, at + 1 + (self._word(at + 1) in {"st", "nd", "rd", "th"})
        if day < 0 and self._word(at) in DASHES and self._kind(at + 1)[0] == "month":
            return self._month_range(place, number, at + 1)
        comma = at + (self._word(at) in {",", "of"})
        if self._is_year(comma):
            text = f"{self.words[comma]}-{number:02d}"
            exact = self._point(first, comma, f"{text}-{int(self.words[day]):02d}") if day >= 0 else None
            return exact or self._point(first, comma, text)
        bare = day < 0 and self._word(place - 1) not in MONTH_LEAD
        year = self._base_year(number)
        if year is not None and lies_ahead(self.words, first, number, self.clock.published):
            year += 1
        if year is None or (bare and self._word(place) in {"may", "march", "mar", "jun", "sep", "dec", "jan"}):
            return None
        last = max(place, at - 1 if day > place else place)
        return TimeMention(first, last, span.month(number, year), of_day=day >= 0)

    def _names_contract(self, place: int) -> bool:
        return self._word(place - 1) not in MONTH_LEAD - {"and"} and names_contract(self.words, place)

    def _month_range(self, place: int, number: int, at: int) -> TimeMention | None:
        """Read "January–September 2025", "Jan-Mar"."""
        closing = self._month(at, self._kind(at)[1])
        if closing is None or closing.period is None:
            return None
        last = span.month_of(closing.period.end)
        first = span.month(number, last.start.year - (number > last.start.month))
        return TimeMention(place, closing.last, span.joined(first, last))

    def _quarter(self, place: int, number: int) -> TimeMention | None:
        dated = self._year_at(place + 1)
        if dated is not None:
            return TimeMention(place, dated[1], span.quarter(number, dated[0]))
        year = self._base_year(number * 3 - 2)
        return TimeMention(place, place, span.quarter(number, year)) if year else None

    def _quarter_year(self, place: int, value: int) -> TimeMention | None:
        return TimeMention(place, place, span.quarter(value // 10000, value % 10000))

    def _half(self, place: int, number: int) -> TimeMention | None:
        dated = self._year_at(place + 1)
        year, last = dated or (self._base_year(number * 6 - 5), place)
        return self._point(place, last, f"{year}-H{number}") if year else None

    def _fiscal_year(self, place: int, number: int) -> TimeMention | None:
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
            return self._ended(place, at, 3) or self._quarter_of(place, at, number, word)
        months = number_words().get(word, 0) * self._kind(at + 1)[1]
        if number == 1 and months in range(2, 13):
            dated = self._year_at(at + 2)
            year = dated[0] if dated else self._base_year(months)
            last = dated[1] if dated else at + 1
            return self._point(place, last, f"{year}-01/{year}-{months:02d}") if year else None
        return None

    def _quarter_of(self, place: int, at: int, number: int, word: str) -> TimeMention | None:
        dated = self._year_at(at + 1)
        year = dated[0] if dated else self._base_year(number * 3 - 2 if word == "quarter" else number * 6 - 5)
        last = dated[1] if dated else at
        return self._point(place, last, f"{year}-{'Q' if word == 'quarter' else 'H'}{number}") if year else None

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
        year, month = last.start.year, last.start.month
        if not months:
            return TimeMention(place, closing.last, self._day_of(closing, last))
        if months == 12:
            whole = span.year(year) if month == 12 else span.between(span.year(year - 1), span.year(year))
            return TimeMention(place, closing.last, whole)
        if months == 3:
            return TimeMention(place, closing.last, span.quarter((month + 2) // 3, year))
        return TimeMention(place, closing.last, span.between(span.shift(last, 1 - months), last))

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
        if today is None or lead not in _SEASON_LEADS:
            return None
        behind = lead != "next" and number * 3 - 2 > today.month
        return TimeMention(place - 1, place, span.year(today.year - behind + (lead == "next")))
