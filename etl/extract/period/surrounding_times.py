"""What stands around a sentence and dates it: its timeline line, table header, heading, the sentences before it."""

from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import pairwise

from etl.extract.language import phrases
from etl.extract.language.lexer import tokenize
from etl.extract.period import spans_of_time as span
from etl.extract.period.dates import Clock, Role, TimeMention, read_times
from etl.extract.period.leads import lead_period, lead_times
from etl.extract.period.steps import annual_year, is_measured, is_standing, points_elsewhere, said_step
from etl.extract.period.trading_days import trading_day
from etl.extract.sentence import Mention, Sentence
from etl.model.document import Zone
from etl.model.period import Period
from etl.model.quantity import Kind

_LOOK_BACK = 500
_HEADED = 12  # words of a heading
_QUARTER, _YEAR = 3, 12  # months
_NOTE = 14  # words of a note without a verb
_CLAUSE = 12  # words before a time that may compare with it
_OPENING = 80  # characters
_FIRST = 3  # words before the time a paragraph opens with
_IN = frozenset({"in", "during", "over", "for", "throughout"})
_OF_AIMS = [
    [word] for word in ("goal", "target", "targets", "forecast", "budget", "edition", "model", "level", "average")
]
_COMPARED = frozenset(
    {"than", "compared", "from", "since", "above", "below", "against", "versus", "until", "with", "after"}
)
_THING = frozenset(
    {
        "total",
        "figure",
        "number",
        "sum",
        "compares",
        "shows",
        "showed",
        "compared",
        "represents",
        "represented",
        "includes",
        "included",
        "followed",
        "follows",
    }
    | {
        "reflects",
        "reflected",
        "equals",
        "corresponds",
        "marks",
        "marked",
        "is",
        "was",
        "were",
        "are",
        "brought",
        "brings",
    }
)
_LAST = frozenset({"last", "past"})
_UNITS = frozenset({"year", "quarter", "month", "period"})


@dataclass
class Around:
    """The surroundings of one sentence; what is not asked for is not read."""

    sentence: Sentence
    clock: Clock
    block_start: int
    block_period: Period | None
    leads: tuple[str, ...]
    default: Period | None
    step: int = 0
    change: Period | None = None
    section_start: int = -1

    def inherited(self, mention: Mention) -> Period | None:
        """The period a figure takes where its sentence names none."""
        if self.block_period is not None:
            return self.block_period
        if points_elsewhere(self.sentence.words):
            return None
        reports = self.clock.reference is not None or self.is_table
        if mention.kind is Kind.DURATION and not (reports and is_measured(self.sentence, mention)):
            return None
        if not self.is_table and self.clock.reference is not None:
            told = self._told_in_report() if mention.kind is not Kind.RATIO else None
            if told is not None or is_standing(self.sentence, self.leads):
                return told
        day = None if self.is_table or self.default is None else trading_day(self.sentence, mention, self.clock)
        nearest = day or self._annual(mention) or self.lead
        return nearest or (None if mention.kind is Kind.RATIO else self.carried)

    def _told_in_report(self) -> Period | None:
        """The time of what a sentence refers back to, or of what its section opens with, in a report on a period."""
        if self.refers_back and (told := self._told_before()) is not None:
            return told
        return self._opening() if not is_standing(self.sentence, self.leads) and self._tells_past() else None

    def change_of(self, mention: Mention) -> Period | None:
        """The stretch a column of changes covers: from point to point for a rate, the years between for an amount."""
        if self.change is None or mention.kind is Kind.GROWTH:
            return self.change
        return span.whole_years(self.change)

    def _annual(self, mention: Mention) -> Period | None:
        published = self.clock.published
        if published is None or self.clock.reference is not None or self.is_table:
            return None
        return annual_year(self.sentence, mention, published)

    @property
    def is_table(self) -> bool:
        """Whether the figure stands in a table, whose header holds for every cell."""
        return self.sentence.zone is Zone.TABLE

    @cached_property
    def lead(self) -> Period | None:
        """The first time a header, caption or heading names; a day only over a table."""
        dates = (lead_period(lead, self.clock, days=self.is_table) or self._day_of(lead) for lead in self.leads)
        return next((period for period in dates if period is not None and self._heads(period)), None)

    def _day_of(self, lead: str) -> Period | None:
        """The month of the day a heading says its figures hold on: "Stocks on 1 June 2020"."""
        if self.is_table or len(lead.split()) > _HEADED:
            return None
        times = [time.period for time in lead_times(lead, self.clock) if time.period is not None]
        told = self.clock.closing or self.clock.reference
        day = times[0].end if len(times) == 1 else None
        return span.month_of(day) if day and day != self.clock.published and (told is None or day != told.end) else None

    def _heads(self, period: Period) -> bool:
        """Whether the time of a heading holds below it: one to come is that of the event the heading announces."""
        return self.is_table or self.clock.published is None or period.start <= self.clock.published

    @cached_property
    def carried(self) -> Period | None:
        """The last past time named before in the block, where the sentence goes on telling what was."""
        if self.sentence.zone is Zone.TABLE:
            return None
        if not self._tells_past():
            return None
        reference = self.clock.reference
        if reference is None:
            return self._told_before()
        if opening := self._opening():
            return opening
        if self.clock.published is None and span.months_long(reference) > _QUARTER:
            return self._told_before()
        told = self._told_before() if span.months_long(reference) == 1 else None
        return told if told is not None and span.months_long(told) > 1 else None

    @cached_property
    def told_step(self) -> int:
        """The months the changes told just before look back, where that is a month or a quarter: "down 3% on the month."."""
        start = max(self.block_start, self.sentence.start - _LOOK_BACK)
        if self.is_table or not self.block_start < self.sentence.start:
            return 0
        earlier = tokenize(self.sentence.text, start, self.sentence.start)
        step = said_step(earlier.words)
        if step or self.clock.today is None:
            return step if step < _YEAR else 0
        times = read_times(earlier, [], self.clock)
        for one, other in pairwise(times):
            against = earlier.words[one.last + 1 : other.first]
            if one.period and other.period and len(one.period.text) == len(other.period.text) and "compared" in against:
                apart = span.months_apart(other.period, one.period)
                return apart if 0 < apart < _YEAR else 0
        return 0

    def _told_before(self) -> Period | None:
        today = self.clock.today
        if today is None and self._is_back_from_today():
            return None
        start = max(0 if self.points_back else self.block_start, self.sentence.start - _LOOK_BACK)
        if start >= self.sentence.start:
            return None
        earlier = tokenize(self.sentence.text, start, self.sentence.start)
        for time in reversed(read_times(earlier, [], self.clock)):
            period = time.period
            if period is None or (today and period.start > today):
                continue
            if (
                (self._names_period or self.refers_back)
                and time.role is Role.SPAN
                and (not today or period.end <= today)
            ):
                return period
            if not _goes_on(earlier.words, time, period):
                continue
            return span.quarter_of(period) if earlier.words[time.last] == "quarter" else period
        return None

    def _is_back_from_today(self) -> bool:
        """Whether the sentence tells of a stretch up to a day that is not known: "Over the last 16 months"."""
        words = self.sentence.words
        return any(one in _LAST and other.isdecimal() for one, other in pairwise(words))

    def _opening(self) -> Period | None:
        """The time a paragraph or section of a report opens with, which all it tells is about: "In 2025, … ."."""
        text = self.sentence.text
        starts = [start for start in (self.block_start, self.section_start) if 0 <= start < self.sentence.start]
        openings = (_opening_of(text[start : start + _OPENING], self.clock) for start in starts)
        until = self.clock.told_until
        return next((period for period in openings if period and (until is None or period.start < until)), None)

    @cached_property
    def points_back(self) -> bool:
        """Whether the sentence says "that year", "this period"."""
        words = self.sentence.words
        if "that" in words and any(one == "that" and other in _UNITS for one, other in pairwise(words)):
            return True
        return self._names_period

    @cached_property
    def _names_period(self) -> bool:
        """Whether the sentence says "in this period"."""
        words = self.sentence.words
        return "period" in words and words[words.index("period") - 1] in {"this", "that", "same"}

    @cached_property
    def refers_back(self) -> bool:
        """Whether the sentence opens with what was told before: "This includes 40 of them", "Of the 40, 3 are new"."""
        words = self.sentence.words[:3]
        if words[:1] == ["this"] or words[:1] == ["these"]:
            return not _THING.isdisjoint(words[1:])
        return words[:1] == ["of"] and words[1:2] in (["these"], ["those"], ["this"], ["the"])

    def _tells_past(self) -> bool:
        if self.points_back or self.refers_back:
            return True
        past, present = _tenses()
        words = self.sentence.words
        if not present.isdisjoint(words):
            return False
        if not past.isdisjoint(words) or any(word.endswith("ed") and len(word) > 4 for word in words):
            return True
        return len(words) <= _NOTE and self.sentence.zone is not Zone.HEADING and _is_verbless(words)


@lru_cache(maxsize=64)
def _opening_of(text: str, clock: Clock) -> Period | None:
    """The time a passage opens with: "In 2025, deaths fell to …"."""
    earlier = tokenize(text, 0, len(text))
    if not earlier.words or earlier.words[0] not in _IN:
        return None
    opening = next((time for time in read_times(earlier, [], clock) if time.first <= _FIRST), None)
    period = opening.period if opening is not None and opening.role is Role.POINT else None
    return period if period is not None and not span.is_day(period) else None


def _goes_on(words: list[str], time: TimeMention, period: Period) -> bool:
    """Whether a time may hold for what is told next: no day, nor the time of a goal, nor one compared with."""
    if time.role is not Role.POINT or span.is_day(period) or words[time.last + 1 : time.last + 2] in _OF_AIMS:
        return False
    if words[max(0, time.first - 1) : time.first] == ["("] and words[time.last + 1 : time.last + 2] in ([":"], [")"]):
        return False  # "(2023: 54%)"
    near = words[max(0, time.first - _CLAUSE) : time.first]
    if "(" in near and ")" not in near[near.index("(") :] and ")" in words[time.last + 1 : time.last + _CLAUSE]:
        return False  # "(40 euros in 2025 and more from then on)"
    clause = near[len(near) - near[::-1].index(",") :] if "," in near else near
    return _COMPARED.isdisjoint(near[-3:]) and _COMPARED.isdisjoint(clause) and "now" not in words[time.last + 1 :]


def _is_verbless(words: list[str]) -> bool:
    """Whether a short note says no verb: "Unemployment: 5.2%."."""
    return not any(len(word) > 2 and word.endswith(("s", "ing")) for word in words)


@cache
def _tenses() -> tuple[frozenset[str], frozenset[str]]:
    tenses = phrases.catalogue("times")["tenses"]
    return frozenset(tenses["past"]), frozenset(tenses["present"])
