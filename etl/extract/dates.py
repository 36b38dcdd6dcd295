"""Expressions of time in a sentence: "Q2 2026", "end of 2025", "over the next five years", "a year earlier"."""

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import cache
from pathlib import Path

from etl.extract import spans_of_time as span
from etl.extract.sentence import Sentence
from etl.model.document import Zone
from etl.model.period import Period

_CATALOG = Path(__file__).parent.parent / "catalog" / "times.toml"
_DIGITS = frozenset("0123456789")
_DASHES = frozenset("-–—‑/")
_JOINTS = frozenset({"of", "in", "the", "-", "–", "‑", ",", "to", "'", "’", "."})
_TO = frozenset({"to", "until", "till", "through", "-", "–"})
_PROSE = frozenset({Zone.BODY, Zone.YAML, Zone.QUOTE, Zone.TIMELINE})
_RECORDS = frozenset(
    {"highest", "lowest", "first", "biggest", "largest", "smallest", "most", "least", "worst", "best", "record"}
    | {"weakest", "strongest", "fastest", "slowest", "longest", "shortest", "high", "low", "sharpest", "steepest"}
)
_COMPARED = frozenset({"than", "on", "over", "from", "versus", "vs", "against"})
_AHEAD = frozenset({"will", "expected", "expect", "expects", "due", "starting", "planned", "should", "next"})
_MONTH_LEAD = frozenset(
    {"in", "of", "since", "by", "until", "till", "from", "for", "during", "to", "through", "on", "and", "early", "late"}
    | {"mid", "last", "next", "this", "end", "before", "after", "between"}
)


class Role(Enum):
    """How an expression places a figure."""

    POINT = "point"  # the figure holds then
    SPAN = "span"  # a stretch that ends or begins at the day of publication: "over the next five years"
    BASE = "base"  # measured from the period the figure beside it holds in: "a year earlier"


@dataclass(frozen=True, slots=True)
class TimeMention:
    """Tokens `first` to `last` name `period`; a BASE gives the way back from another period in `months` instead."""

    first: int
    last: int
    period: Period | None
    role: Role = Role.POINT
    months: int = 0
    of_day: bool = False  # a day was named, though without its year only the month is sure


@dataclass(frozen=True, slots=True)
class Clock:
    """What "last year" and a month without a year are counted from."""

    published: date | None = None
    reference: Period | None = None

    @property
    def today(self) -> date | None:
        """The day of publication, else the last day of what the document reports on."""
        return self.published or (self.reference.end if self.reference else None)


@dataclass(frozen=True, slots=True)
class _Words:
    kinds: dict[str, tuple[str, int]]


@cache
def _words() -> dict[str, tuple[str, int]]:
    """Class and value of every word of times.toml, and of the forms made from them."""
    lists = tomllib.loads(_CATALOG.read_text(encoding="utf-8"))
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
        "ago",
        "today",
    ):
        kinds.update((word, (name, 0)) for word in lists[name])
    kinds.update((word, ("fiscal", 0)) for word in lists["fiscal"])
    kinds.update((word, ("weekday", 0)) for word in lists["weekdays"])
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
def _numbers() -> dict[str, int]:
    lists = tomllib.loads(_CATALOG.read_text(encoding="utf-8"))
    return {word: place for place, word in enumerate(lists["numbers"])} | dict.fromkeys(lists["vague"], 0)


def read_times(sentence: Sentence, taken: Sequence[tuple[int, int]], clock: Clock) -> list[TimeMention]:
    """Every expression of time in a sentence, in order; `taken` are token ranges that are figures and no years."""
    reader = _Reader(sentence, taken, clock)
    return reader.read()


class _Reader:
    """Reads one sentence from left to right."""

    def __init__(self, sentence: Sentence, taken: Sequence[tuple[int, int]], clock: Clock) -> None:
        self.sentence = sentence
        self.words = sentence.words
        self.clock = clock
        self.figures = {place for first, last in taken for place in range(first, last + 1)}

    def read(self) -> list[TimeMention]:
        kinds, words, figures = _words(), self.words, self.figures
        found: list[TimeMention] = []
        done = -1
        for place, word in enumerate(words):
            if place <= done:
                continue
            kind = kinds.get(word)
            if kind is not None:
                rule = _RULES.get(kind[0])
                mention = rule(self, place, kind[1]) if rule else None
            elif word[0] in _DIGITS and place not in figures:
                mention = self._number(place)
            else:
                continue
            if mention is not None:
                found.append(mention)
                done = mention.last
        return self._settled(found) if found else found

    # --- what stands before and between expressions

    def _settled(self, found: list[TimeMention]) -> list[TimeMention]:
        """Without years that are part of a name or of a record, and with ranges made of their two ends."""
        settled: list[TimeMention] = []
        for time in found:
            before = settled[-1] if settled else None
            if before is not None and self._is_range(before, time):
                settled[-1] = self._ranged(before, time)
                continue
            lead = self._word(time.first - 1)
            if lead == "since" and time.period is not None:
                if not _RECORDS.isdisjoint(self.words[max(0, time.first - 7) : time.first - 1]):
                    continue
                time = self._since(time, time.period)
            if not (self._is_name(time) or self._is_dateline(time)):
                settled.append(time)
        return settled

    def _is_range(self, first: TimeMention, last: TimeMention) -> bool:
        between = self.words[first.last + 1 : last.first]
        if len(between) != 1 or first.period is None or last.period is None or first.role is not Role.POINT:
            return False
        return between[0] in _TO or (between[0] == "and" and self._word(first.first - 1) == "between")

    def _ranged(self, first: TimeMention, last: TimeMention) -> TimeMention:
        if first.period is None or last.period is None:
            return last
        opening = first.period
        if opening.start > last.period.start:  # "June to March 2027": the year stands behind the second month alone
            opening = span.shift(opening, 12 * (last.period.start.year - opening.start.year))
            opening = opening if opening.start <= last.period.start else span.shift(opening, -12)
        return TimeMention(first.first, last.last, span.between(opening, last.period), Role.SPAN)

    def _since(self, time: TimeMention, period: Period) -> TimeMention:
        today = self.clock.today
        if today is None or period.start > today:
            return time
        now = span.year(today.year) if len(period.text) == 4 else span.month_of(today)
        return TimeMention(time.first, time.last, span.between(period, now), Role.SPAN)

    def _is_dateline(self, time: TimeMention) -> bool:
        """Whether a date only opens a report: "GENEVA, 3 May 2025 -- "."""
        return (
            time.first <= 10
            and time.period is not None
            and span.is_day(time.period)
            and self._word(time.last + 1) in _DASHES
        )

    def _is_name(self, time: TimeMention) -> bool:
        """Whether a bare year ends a name: "Partner Conference 2026"."""
        place = time.first - 1
        if time.first != time.last or place < 1 or self.sentence.zone not in _PROSE or not self._is_year(time.first):
            return False
        word = self.words[place]
        return word.isalpha() and self._is_title_case(place) and word not in _words() and word not in _MONTH_LEAD

    # --- what stands at a place

    def _word(self, place: int) -> str:
        return self.words[place] if 0 <= place < len(self.words) else ""

    def _kind(self, place: int) -> tuple[str, int]:
        return _words().get(self._word(place), ("", 0))

    def _is_year(self, place: int) -> bool:
        word = self._word(place)
        if len(word) != 4 or not word.isdecimal() or place in self.figures or not "1500" <= word < "2200":
            return False
        return "1900" <= word < "2101" or self._word(place - 1) in _MONTH_LEAD

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

    # --- rules, each for the class of its first word

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
        ranged = self._range(place, number) if after in _DASHES else None
        return ranged or self._part_behind(place, number) or TimeMention(place, place, span.year(number))

    def _part_behind(self, place: int, number: int) -> TimeMention | None:
        """ "2025 Q3", "2025 May 21"."""
        kind, value = self._kind(place + 1)
        if kind == "quarter":
            return TimeMention(place, place + 1, span.quarter(value, number))
        if kind == "half":
            return TimeMention(place, place + 1, Period.parse(f"{number}-H{value}"))
        if kind == "month" and self._is_day(place + 2) and self._is_title_case(place + 1):
            return self._point(place, place + 2, f"{number}-{value:02d}-{int(self._word(place + 2)):02d}")
        return None

    def _small_number(self, place: int) -> TimeMention | None:
        """ "31 March 2025", "3Q25", "1H25"."""
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
        """ "2025年10月21日"."""
        month, day = self._word(place + 2), self._word(place + 4)
        if not (self._word(place + 3) == "月" and month.isdecimal()):
            return TimeMention(place, place + 1, span.year(number))
        if self._word(place + 5) == "日" and day.isdecimal():
            return self._point(place, place + 5, f"{number}-{int(month):02d}-{int(day):02d}")
        return self._point(place, place + 3, f"{number}-{int(month):02d}")

    def _is_day(self, place: int) -> bool:
        word = self._word(place)
        return word.isdecimal() and len(word) <= 2 and 1 <= int(word) <= 31 and place not in self.figures

    def _range(self, place: int, number: int) -> TimeMention | None:
        """What a dash joins to a year: month and day, or the last year of a range."""
        second, adjacent = self._word(place + 2), self.sentence.is_adjacent(place + 1)
        if self._is_year(place + 2) and int(second) >= number:
            whole = span.between(span.year(number), span.year(int(second)))
            return TimeMention(place, place + 2, whole, Role.SPAN)
        if not (adjacent and second.isdecimal() and len(second) == 2):
            return None
        if 1 <= int(second) <= 12 and int(second) != (number + 1) % 100:
            if self._word(place + 3) in "-–" and self._word(place + 4).isdecimal():
                return self._point(place, place + 4, f"{number}-{second}-{self._word(place + 4)}")
            return self._point(place, place + 2, f"{number}-{second}")
        last = number - number % 100 + int(second)
        if last <= number:
            return None
        if self._word(place + 3) == "-" and self._word(place + 4).isdecimal() and len(self._word(place + 4)) == 2:
            return self._point(place, place + 4, f"{number}-{second}-{self._word(place + 4)}")
        return TimeMention(place, place + 2, span.between(span.year(number), span.year(last)))

    def _point(self, first: int, last: int, text: str) -> TimeMention | None:
        try:
            return TimeMention(first, last, Period.parse(text))
        except ValueError:
            return None

    def _is_title_case(self, place: int) -> bool:
        return self.sentence.text[self.sentence.starts[place]].isupper()

    def _month(self, place: int, number: int, day: int = -1) -> TimeMention | None:
        if not self._is_title_case(place):
            return None
        first = day if day >= 0 else place
        at = place + 1 + (self._word(place + 1) == ".")
        if day < 0 and self._word(at).isdecimal() and len(self._word(at)) <= 2 and at not in self.figures:
            day, at = at, at + 1 + (self._word(at + 1) in {"st", "nd", "rd", "th"})
        if day < 0 and self._word(at) in _DASHES and self._kind(at + 1)[0] == "month":
            return self._month_range(place, number, at + 1)
        comma = at + (self._word(at) in {",", "of"})
        if self._is_year(comma):
            text = f"{self.words[comma]}-{number:02d}"
            exact = self._point(first, comma, f"{text}-{int(self.words[day]):02d}") if day >= 0 else None
            return exact or self._point(first, comma, text)
        bare = day < 0 and self._word(place - 1) not in _MONTH_LEAD
        year = self._base_year(number)
        if year is not None and self._lies_ahead(place, number, year):
            year += 1
        if year is None or (bare and self._word(place) in {"may", "march", "mar", "jun", "sep", "dec", "jan"}):
            return None
        last = max(place, at - 1 if day > place else place)
        return TimeMention(first, last, span.month(number, year), of_day=day >= 0)

    def _lies_ahead(self, place: int, month: int, year: int) -> bool:
        """Whether a month named late in a year is one of the next: "will rise from 1 January", "by March"."""
        published = self.clock.published
        if published is None or year != published.year or not (published.month - month) > 6:
            return False
        opens = place <= 2 and self.words[0] == "from"
        return opens or not _AHEAD.isdisjoint(self.words[max(0, place - 12) : place + 6])

    def _month_range(self, place: int, number: int, at: int) -> TimeMention | None:
        """ "January–September 2025", "Jan-Mar"."""
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
        ranged = self._range(dated[1], dated[0]) if self._word(dated[1] + 1) in _DASHES else None
        return TimeMention(place, ranged.last, ranged.period) if ranged else self._point(place, dated[1], f"{dated[0]}")

    def _ordinal(self, place: int, number: int) -> TimeMention | None:
        """ "third quarter of 2025", "first half", "first nine months of 2025"."""
        at = self._skip(place + 1, 1)
        word = self._word(at)
        if word in {"quarter", "half"}:
            return self._ended(place, at, 3) or self._quarter_of(place, at, number, word)
        months = _numbers().get(word, 0) * self._kind(at + 1)[1]
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
        if months == 12:
            whole = span.year(year) if month == 12 else span.between(span.year(year - 1), span.year(year))
            return TimeMention(place, closing.last, whole)
        if months == 3:
            return TimeMention(place, closing.last, span.quarter((month + 2) // 3, year))
        return TimeMention(place, closing.last, span.between(span.shift(last, 1 - months), last))

    def _part(self, place: int, _: int) -> TimeMention | None:
        """ "early 2024", "mid-2025", "late March"."""
        at = self._skip(place + 1, 2)
        name = {"early": "early", "middle": "mid", "late": "late"}[self._kind(place)[0]]
        if self._kind(at)[0] == "month":
            inner = self._month(at, self._kind(at)[1])
            return TimeMention(place, inner.last, inner.period) if inner else None
        dated = self._year_at(at)
        if dated is None or self._word(dated[1] + 1) == "s":
            return None
        return self._point(place, dated[1], f"{dated[0]}-{name}")

    def _edge(self, place: int, _: int) -> TimeMention | None:
        """ "end of 2025", "end-March", "start of the year", "year-end 2025", "by the end of the decade"."""
        ending = self._kind(place)[0] == "end"
        at = self._skip(place + 1)
        kind, value = self._kind(at)
        inner: TimeMention | None = None
        if kind in ("month", "quarter", "ordinal", "present", "back", "ahead"):
            inner = _RULES[kind](self, at, value)
        if inner is not None and inner.period is not None:
            year, last = inner.period.end.year, inner.last
            if kind in ("quarter", "ordinal"):
                return TimeMention(place, last, span.month_of(inner.period.end if ending else inner.period.start))
            if kind == "month":
                return TimeMention(place, last, inner.period)
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
        number = _numbers().get(word, int(word) if word.isdecimal() and len(word) <= 3 else -1)
        at = self._skip(place + 1, 1)
        kind, months = self._kind(at)
        return (number * months, at) if number >= 0 and kind == "unit" else None

    def _back(self, place: int, _: int) -> TimeMention | None:
        """ "last year", "last quarter", "over the past five years", "last week", "last March"."""
        today, (kind, value) = self.clock.today, self._kind(place + 1)
        if today is None:
            return None
        if kind == "month":
            year = today.year if value < today.month else today.year - 1
            return TimeMention(place, place + 1, span.month(value, year))
        if kind == "weekday" or self._word(place + 1) in {"week", "night"}:
            return TimeMention(place, place + 1, span.month_of(today - timedelta(days=7)))
        length = self._count(place + 1)
        if length is None:
            return None
        months, last = length
        if last == place + 1 and months < 120:
            if months and self._word(place - 1) in _COMPARED:
                return TimeMention(place, last, None, Role.BASE, months)
            return TimeMention(place, last, self._unit_at(self.words[last], -1))
        now = span.year(today.year) if months % 12 == 0 else span.month_of(today)
        return TimeMention(place, last, span.back_to(now, months), Role.SPAN) if months else None

    def _ahead(self, place: int, _: int) -> TimeMention | None:
        today, length = self.clock.today, self._count(place + 1)
        if today is None or length is None:
            return None
        months, last = length
        if last == place + 1 and months < 120:
            return TimeMention(place, last, self._unit_at(self.words[last], 1))
        now = span.year(today.year) if months % 12 == 0 else span.month_of(today)
        return TimeMention(place, last, span.ahead_to(now, months), Role.SPAN) if months else None

    def _present(self, place: int, _: int) -> TimeMention | None:
        at = place + 1
        if self._kind(at)[0] == "fiscal":
            at += 1
        if self._kind(at)[0] != "unit" or self.clock.today is None or self._word(at).endswith("s"):
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
        if unit.startswith("decade"):
            start = today.year // 10 * 10 + 10 * step
            return span.between(span.year(start), span.year(start + 9))
        return span.shift(span.month_of(today), step if unit.startswith("month") else 0)

    def _before(self, place: int, _: int) -> TimeMention | None:
        """ "the previous quarter", "the prior year": counted from the period beside it."""
        at = place + 1
        if self._kind(at)[0] == "fiscal":
            at += 1
        kind, months = self._kind(at)
        if kind != "unit" or not months:
            return None
        if self._word(at + 1) == "period" or self._word(at + 2) == "period":
            return TimeMention(place, at, None, Role.BASE, months)
        return TimeMention(place, at, None, Role.BASE, months)

    def _same(self, place: int, _: int) -> TimeMention | None:
        """ "the same period of 2024", "the same quarter a year earlier"."""
        if self._word(place + 1) not in {"period", "quarter", "month", "months", "half", "time", "week", "day"}:
            return None
        at = place + 2
        dated = self._year_at(at)
        if dated is not None:
            return TimeMention(place, dated[1], span.year(dated[0]), Role.BASE, 12)
        inner = next((found for found in (self._relative(self._skip(at, 3)),) if found), None)
        return TimeMention(place, inner.last, None, Role.BASE, 12) if inner else None

    def _relative(self, place: int) -> TimeMention | None:
        kind, value = self._kind(place)
        if kind == "before":
            return self._before(place, value)
        return self._unit(place, value) or self._unit(place + 1, 0)

    def _unit(self, place: int, months: int) -> TimeMention | None:
        """ "a year earlier", "two years ago", "year-earlier", "nine months ended September 30, 2025"."""
        first, count = place, 1
        number = _numbers().get(self._word(place - 1), -1)
        if number < 0 and self._word(place - 1).isdecimal() and len(self._word(place - 1)) <= 2:
            number = int(self.words[place - 1])
        if number > 0:
            first, count = place - 1, number
        ended = self._ended(first, place, count * months)
        if ended is not None:
            return ended
        at = self._skip(place + 1, 1)
        if self._kind(at)[0] == "ago" and self._word(at) != "before" or self._word(at) == "before" and months:
            return TimeMention(first, at, None, Role.BASE, count * months) if months else None
        return self._of_the_day(place, at, first, count * months)

    def _of_the_day(self, place: int, at: int, first: int, months: int) -> TimeMention | None:
        """ "year-end 2025", "by year-end", "during the quarter", "for the full year", "the nine months", "year to date"."""
        today, word, lead = self.clock.today, self._word(place), self._word(first - 1)
        if word == "year" and self._kind(at)[0] == "end" and at > place:
            dated = self._year_at(at + 1)
            year, last = dated or (today.year if today else 0, at)
            return self._point(place, last, f"{year}-12") if year else None
        if today is None:
            return None
        if word == "year" and lead in {"full", "-"} and "full" in (lead, self._word(place - 2)):
            return TimeMention(first, place, span.year(self._reported().year))
        if word == "year" and self._word(at) == "to" and self._word(self._skip(at + 1, 1)) == "date":
            return self._point(
                place, self._skip(at + 1, 1), f"{today.year}-01/{today.year}-{self._reported().month:02d}"
            )
        if word == "quarter" and lead == "the" and self._word(place + 1) not in {"of", "-"}:
            end = self._reported()
            closing = self._word(place - 2) in {"ended", "ends", "end", "finished", "closed", "exited"}
            return TimeMention(
                place, place, span.month_of(end) if closing else span.quarter((end.month + 2) // 3, end.year)
            )
        if word == "months" and lead == "the" and months in (6, 9) and self._reported().month == months:
            end = self._reported()
            return self._point(first, place, f"{end.year}-01/{end.year}-{months:02d}")
        return None

    def _reported(self) -> date:
        """The last day of what a document reports on: of its period, else of the last quarter before it appeared."""
        if self.clock.reference is not None:
            return self.clock.reference.end
        today = self.clock.published or date.max
        return date(today.year, (today.month - 1) // 3 * 3 + 1, 1) - timedelta(days=1)

    def _today(self, place: int, _: int) -> TimeMention | None:
        return TimeMention(place, place, span.month_of(self.clock.today)) if self.clock.today else None

    def _season(self, place: int, number: int) -> TimeMention | None:
        dated = self._year_at(place + 1)
        return TimeMention(place, dated[1], span.quarter(number, dated[0])) if dated else None


_RULES: dict[str, Callable[[_Reader, int, int], TimeMention | None]] = {
    "month": _Reader._month,
    "quarter": _Reader._quarter,
    "half": _Reader._half,
    "fiscal_year": _Reader._fiscal_year,
    "quarter_year": _Reader._quarter_year,
    "ordinal": _Reader._ordinal,
    "early": _Reader._part,
    "middle": _Reader._part,
    "late": _Reader._part,
    "start": _Reader._edge,
    "end": _Reader._edge,
    "fiscal": _Reader._fiscal,
    "back": _Reader._back,
    "ahead": _Reader._ahead,
    "present": _Reader._present,
    "before": _Reader._before,
    "same": _Reader._same,
    "unit": _Reader._unit,
    "today": _Reader._today,
    "season": _Reader._season,
}
