"""Dates of the calendar: years, months, days, and ranges of them."""

import re
from collections.abc import Sequence

from etl.extract.period import spans_of_time as span
from etl.extract.period.bare_months import lies_ahead, names_contract
from etl.extract.period.time_mentions import Clock, Role, TimeMention, time_words
from etl.extract.sentence import Sentence
from etl.model.period import ANY_MONTH, Period

DASHES = frozenset("-–—‑/")
MONTH_LEAD = frozenset(
    {"in", "of", "since", "by", "until", "till", "from", "for", "during", "to", "through", "on", "and", "early", "late"}
    | {"mid", "last", "next", "this", "end", "before", "after", "between", "ended", "finished", "closed"}
)
_LEADS_TO_MONTH = MONTH_LEAD - {"and"}
_YEARS = re.compile(
    rf"\b(?:[QH][1-4]|(?:quarter|half)(?: of)?|(?:{ANY_MONTH})[a-z]*\.?(?: \d{{1,2}},?)?) ((?:19|20)\d\d)\b(?![%.,]\d)",
    re.IGNORECASE,
)
_PARAGRAPH = 300  # characters
_MINUTES = frozenset({"00", "15", "30", "45"})
_FROM = frozenset({"between", "and", "after", "before", "until", "till", "by"})
_TOLD = frozenset({"back", "present", "ahead"})  # "June last year"
_ISSUES = frozenset({".", "no", "nr", "issue", "brief", "bulletin", "circular", "report", "paper"})
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
        if "1900" <= word < "2101":
            return not (word[2:] in _MINUTES and self._word(place - 1) in {"and", "to"} and self._follows_hour(place))
        return self._word(place - 1) in MONTH_LEAD and not (word < "1900" and self._is_hour(place, word))

    def _follows_hour(self, place: int) -> bool:
        """Whether the hour a stretch of the day begins with stands before: "between 1500 and 1900"."""
        first = self._word(place - 2)
        return len(first) == 4 and first.isdecimal() and self._is_hour(place - 2, first)

    def _is_hour(self, place: int, word: str) -> bool:
        """Whether a figure tells the hour: "between 1500 and 1830"."""
        return word[2:] in _MINUTES and self._word(place - 1) in _FROM

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

    def _base_year(self, month: int, place: int) -> int | None:
        """The year of a month or quarter named without one: that of its section, or the latest not after publication."""
        if self.clock.year:
            return self.clock.year
        if self.clock.reference is not None and self.clock.published is None:
            return self.clock.reference.end.year
        today = self.clock.today
        if today is None:
            return self._year_before(place)
        return today.year if month <= today.month else today.year - 1

    def _year_before(self, place: int) -> int | None:
        """The year of the last month or quarter before in the paragraph of a text without a date: "in Q1 2026 …; in March"."""
        end = self.sentence.starts[place]
        paragraph = self.sentence.text[max(0, end - _PARAGRAPH) : end].rpartition("\n\n")[2]
        years = _YEARS.findall(paragraph)
        return int(years[-1]) if years else None

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
        if self._word(place - 1) == "/" and self._is_day(place - 2) and self._word(place - 3) in _ISSUES:
            return None  # "Brief no. 5/2026"
        if after in {"=", "年"} or self._word(place - 1) in {"=", ":"} and self.sentence.is_adjacent(place):
            return self._chinese(place, number) if after == "年" else None
        if after == "s" and self.sentence.is_adjacent(place + 1) and number % 10 == 0:
            return TimeMention(place, place + 1, span.between(span.year(number), span.year(number + 9)))
        ranged = self._range(place, number) if after in DASHES else None
        return ranged or self._part_behind(place, number) or TimeMention(place, place, span.year(number))

    def _part_behind(self, place: int, number: int) -> TimeMention | None:
        """Read "2025 Q3", "2025 third quarter", "2025 May 21"."""
        kind, value = self._kind(place + 1)
        if kind == "quarter":
            return TimeMention(place, place + 1, span.quarter(value, number))
        if kind == "half":
            return TimeMention(place, place + 1, Period.parse(f"{number}-H{value}"))
        if kind == "ordinal" and (part := self._word(place + 2)) in {"quarter", "half"}:
            named = span.quarter(value, number) if part == "quarter" else Period.parse(f"{number}-H{value}")
            return TimeMention(place, place + 2, named)
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

    def _joins_month(self, at: int, number: int) -> bool:
        """Whether another month follows: "January–September", or the next one behind "and"."""
        kind, value = self._kind(at + 1)
        if kind != "month":
            return False
        if self._word(at) in {"to", "through"}:  # "October to December 2014", not "March to 4 June"
            return self._is_title_case(at + 1) and self._is_year(at + 2) and value > number
        return (
            self._word(at) in DASHES or self._word(at) == "and" and value == number + 1 and self._is_title_case(at + 1)
        )

    def _month(self, place: int, number: int, day: int = -1) -> TimeMention | None:
        if not self._is_title_case(place) or (day < 0 and self._names_contract(place)):
            return None
        first = day if day >= 0 else place
        at = place + 1 + (self._word(place + 1) == ".")
        if day < 0 and self._word(at).isdecimal() and len(self._word(at)) <= 2 and at not in self.figures:
            day, at = at, at + 1 + (self._word(at + 1) in {"st", "nd", "rd", "th"})
        if day > place and self._word(at) in DASHES and self._is_day(at + 1):
            day, at = -1, at + 2  # "May 3–9, 2025" is told by its month
        if day < 0 and self._joins_month(at, number):
            return self._month_range(place, number, at + 1)
        comma = at + (self._word(at) in {",", "of"})
        if self._is_year(comma):
            return self._dated_month(first, comma, number, day)
        told = self._year_at(at) if self._kind(self._skip(at))[0] in _TOLD and self.clock.today else None
        told = told or self._year_ago(at, number)
        if told is not None:
            return TimeMention(first, told[1], span.month(number, told[0]), of_day=day >= 0)
        last = max(place, at - 1 if day > place else place)
        return self._bare_month((first, place, last), number, day)

    def _dated_month(self, first: int, last: int, number: int, day: int) -> TimeMention | None:
        """A month with its year, a day of it, or the quarter it closes."""
        text = f"{self.words[last]}-{number:02d}"
        if day < 0 and self._closes_quarter(last, number):
            return self._point(first, last + 1, f"{self.words[last]}-Q{number // 3}")
        stretch = self._days(first, last, text)
        exact = self._point(first, last, f"{text}-{int(self.words[day]):02d}") if day >= 0 else None
        return stretch or exact or self._point(first, last, text)

    def _closes_quarter(self, last: int, number: int) -> bool:
        """Whether a quarter is named by its month: "the December quarter"."""
        return self._word(last + 1) == "quarter" and number % 3 == 0

    def _bare_month(self, at: tuple[int, int, int], number: int, day: int) -> TimeMention | None:
        """A month without its year; `at` are its first token, that of its name, and its last."""
        first, place, last = at
        headed = not place and not self._word(place + 1).isalpha()  # "May ($400)", "March: more help"
        bare = day < 0 and not headed and self._word(place - 1) not in MONTH_LEAD
        year = self._base_year(number, place)
        if year is not None and not self.clock.year and lies_ahead(self.words, first, number, self.clock.published):
            year += 1
        if year is None or (bare and self._word(place) in {"may", "march", "mar", "jun", "sep", "dec", "jan"}):
            return None
        if day < 0 and self._closes_quarter(last, number):
            return TimeMention(first, last + 1, span.quarter(number // 3, year))
        of_days = day >= 0 and self.clock.reference is not None and span.is_day(self.clock.reference)
        exact = self._point(first, last, f"{year}-{number:02d}-{int(self.words[day]):02d}") if of_days else None
        return exact or TimeMention(first, last, span.month(number, year), of_day=day >= 0)

    def _days(self, first: int, last: int, month: str) -> TimeMention | None:
        """Read "from 3 to 9 May 2025", "3–9 May 2025" from the second day on."""
        lead = self._word(first - 1)
        if lead != "to" and lead not in DASHES or not self._is_day(first) or not self._is_day(first - 2):
            return None
        if self._word(first - 3) == "/" or self._kind(first - 3)[0] == "month":
            return None  # "2024/25 to 4 March 2025", "March 3 to 4 April 2025"
        opening = self._point(first - 2, last, f"{month}-{int(self.words[first - 2]):02d}")
        closing = self._point(first - 2, last, f"{month}-{int(self.words[first]):02d}")
        if opening is None or closing is None or opening.period is None or closing.period is None:
            return None
        return TimeMention(first - 2, last, span.between(opening.period, closing.period), Role.SPAN)

    def _year_ago(self, at: int, month: int) -> tuple[int, int] | None:
        """The year and last token of "July a year ago", "July one year earlier"."""
        if self._word(at) not in {"a", "one"} or self._word(at + 1) != "year" or self._kind(at + 2)[0] != "ago":
            return None
        year = self._base_year(month, at)
        return (year - 1, at + 2) if year else None

    def _names_contract(self, place: int) -> bool:
        due = self._word(place + 1) in {"delivery", "futures"}  # "crude for January delivery"
        return due or self._word(place - 1) not in _LEADS_TO_MONTH and names_contract(self.words, place)

    def _month_range(self, place: int, number: int, at: int) -> TimeMention | None:
        """Read "January–September 2025", "Jan-Mar"."""
        closing = self._month(at, self._kind(at)[1])
        if closing is None or closing.period is None:
            return None
        last = span.month_of(closing.period.end)
        first = span.month(number, last.start.year - (number > last.start.month))
        return TimeMention(place, closing.last, span.joined(first, last))
