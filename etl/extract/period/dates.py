"""Expressions of time in a sentence: "Q2 2026", "end of 2025", "over the next five years", "a year earlier"."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import compress

from etl.extract.period import spans_of_time as span
from etl.extract.period.calendar_dates import DASHES, MONTH_LEAD
from etl.extract.period.relative_dates import RULES, RelativeDates
from etl.extract.period.time_mentions import Clock, Role, TimeMention, time_words, word_list
from etl.extract.sentence import Sentence
from etl.model.document import Zone
from etl.model.period import Period

__all__ = ["Clock", "Role", "TimeMention", "read_times"]

_REMEMBERED = 1 << 16  # words
_DIGITS = frozenset("0123456789")
_BEGUN = 3  # words of a clause: "since it began"
_PERFECT = frozenset({"has", "have"})
_CLAUSE = 10  # words from "since" to the year something began in
_AGENCY = 5  # words in brackets behind the date of a report
_STOPS = frozenset({",", ";", "and", "but"})
_CLOSING = frozenset({")", "]", ";", ",", "a", "b"})
_SHOWN = frozenset({"figure", "fig", "table", "chart", "see"})
_TO = frozenset({"to", "until", "till", "through", "-", "–"})
_OPENS = frozenset({"between", "from"})
_UNTIL = frozenset({"till", "until"})
_PROSE = frozenset({Zone.BODY, Zone.YAML, Zone.QUOTE, Zone.TIMELINE})
_RECORDS = frozenset(
    {"highest", "lowest", "first", "biggest", "largest", "smallest", "most", "least", "worst", "best", "record"}
    | {"weakest", "strongest", "fastest", "slowest", "longest", "shortest", "high", "low", "sharpest", "steepest"}
)


def read_times(sentence: Sentence, taken: Sequence[tuple[int, int]], clock: Clock) -> list[TimeMention]:
    """Every expression of time in a sentence, in order; `taken` are token ranges that are figures and no years."""
    reader = _Reader(sentence, taken, clock)
    return reader.read()


@lru_cache(_REMEMBERED)
def _may_begin(word: str) -> bool:
    """Whether an expression of time may begin with a word."""
    return word in time_words() or word[0] in _DIGITS


class _Reader(RelativeDates):
    """Reads one sentence from left to right."""

    def read(self) -> list[TimeMention]:
        kinds, words, figures = time_words(), self.words, self.figures
        found: list[TimeMention] = []
        done = -1
        for place in compress(range(len(words)), map(_may_begin, words)):
            if place <= done:
                continue
            word = words[place]
            kind = kinds.get(word)
            if kind is not None:
                rule = RULES.get(kind[0])
                mention = rule(self, place, kind[1]) if rule else None
            elif place not in figures:
                mention = self._number(place)
            else:
                continue
            if mention is not None:
                found.append(mention)
                done = mention.last
        return self._settled(found) if found else found

    def _settled(self, found: list[TimeMention]) -> list[TimeMention]:
        """Without years that are part of a name or of a record, and with ranges made of their two ends."""
        settled: list[TimeMention] = []
        for time in found:
            before = settled[-1] if settled else None
            if before is not None and self._is_range(before, time):
                settled[-1] = self._ranged(before, time)
                continue
            if (gone := self._since_then(time)) is not None:
                time = gone
            if time.period is not None and self._is_since_clause(time):
                settled.append(self._since(time, time.period))
                continue
            lead = self._word(time.first - 1)
            if lead == "since" and time.period is not None:
                if _RECORDS.isdisjoint(self.words[max(0, time.first - 7) : time.first - 1]):
                    time = self._since(time, time.period)
                elif not self._is_told_of(time):
                    continue
            unread = self._is_origin(time) or self._is_name(time) or self._is_dateline(time)
            if not unread and not self._is_citation(time):
                settled.append(time)
        return settled

    def _is_told_of(self, time: TimeMention) -> bool:
        """Whether what was then is told behind a time: "the lowest since 1988, when 16 were sold", "since 2013 (£2.8 billion)"."""
        behind = self.words[time.last + 1 : time.last + 3]
        return "when" in behind or behind[:1] == ["("] and time.last + 2 in self.figures

    def _is_range(self, first: TimeMention, last: TimeMention) -> bool:
        between = self.words[first.last + 1 : last.first]
        if between == ["and"] and self._is_pair(first, last):
            return True
        if between == [",", "and"]:
            between = between[1:]  # "between June 3, 2023, and Sept 20, 2024"
        if len(between) != 1 or first.period is None or last.period is None or first.role is not Role.POINT:
            return False
        return between[0] in _TO or (between[0] == "and" and self._word(first.first - 1) == "between")

    def _is_pair(self, first: TimeMention, last: TimeMention) -> bool:
        """Whether two years are told of together: "of 1,150 fish caught in 2023 and 2024", not "3 and 5 in 2023 and 2024"."""
        return (
            self._word(first.first - 1) in {"in", "during", "over"}
            and first.first == first.last
            and last.first == last.last
            and self._word(first.first).isdecimal()
            and self._word(last.first).isdecimal()
            and int(self._word(last.first)) - int(self._word(first.first)) == 1
            and "respectively" not in self.words
            and not any(self._word(place + 1) == "and" and place + 2 in self.figures for place in self.figures)
        )

    def _ranged(self, first: TimeMention, last: TimeMention) -> TimeMention:
        if first.period is None or last.period is None:
            return last
        if first.of_day and (self._word(first.first - 1) in _OPENS or self._word(first.last + 1) in _UNTIL):
            first, last = self._to_the_day(first), self._to_the_day(last)
        if first.period is None or last.period is None:
            return last
        opening = first.period
        if opening.start > last.period.start:  # "June to March 2027": the year stands behind the second month alone
            opening = span.shift(opening, 12 * (last.period.start.year - opening.start.year))
            opening = opening if opening.start <= last.period.start else span.shift(opening, -12)
        return TimeMention(first.first, last.last, span.between(opening, last.period), Role.SPAN)

    def _to_the_day(self, time: TimeMention) -> TimeMention:
        """The day a stretch begins or ends on, whose month alone is told of otherwise: "between 25 March and 31 August"."""
        if time.period is None or not time.of_day:
            return time
        day = next(int(word) for word in self.words[time.first : time.last + 1] if word.isdecimal())
        return self._point(time.first, time.last, f"{time.period.text}-{day:02d}") or time

    def _since_then(self, time: TimeMention) -> TimeMention | None:
        """Read "since the crisis struck 15 months ago" as the months up to now."""
        today, clause = self.clock.today, self.words[max(0, time.first - _CLAUSE) : time.first]
        if time.role is not Role.BASE or not time.months or today is None or self._word(time.last) != "ago":
            return None
        if "since" not in clause or not _STOPS.isdisjoint(clause[clause.index("since") :]):
            return None
        now = span.month_of(today) if time.months % 12 else span.year(today.year)
        return TimeMention(time.first, time.last, span.between(span.shift(now, -time.months), now), Role.SPAN)

    def _is_since_clause(self, time: TimeMention) -> bool:
        """Whether a sentence opens with what has gone on from then: "Since we opened it in 2016, 27,000 have come"."""
        if "since" not in self.words[:2] or time.role is not Role.POINT or time.first < _BEGUN:
            return False
        behind = self.words[time.last + 1 :]
        if (
            "," not in behind[:_CLAUSE]
            or "," in self.words[: time.first]
            or any(at < time.first for at in self.figures)
        ):
            return False
        return not _PERFECT.isdisjoint(behind[behind.index(",") :])

    def _since(self, time: TimeMention, period: Period) -> TimeMention:
        today = self.clock.today
        if today is None or period.start > today:
            return time
        told = self.clock.reference
        if told is not None and period.start < told.end <= today:
            today = told.end
        now = span.year(today.year) if len(period.text) == 4 else span.month_of(today)
        return TimeMention(time.first, time.last, span.between(period, now), Role.SPAN)

    def _is_origin(self, time: TimeMention) -> bool:
        """Whether a year tells how old a series or a law is: "since records began in 1921", "the Act of 2014"."""
        lead = self.words[max(0, time.first - 3) : time.first]
        if lead[-1:] == ["due"] and not word_list("securities").isdisjoint(lead):
            return True
        if lead[-1:] in (["of"], [","]) and lead[-2:-1] and lead[-2] in word_list("acts"):
            return self._is_title_case(time.first - 2)
        if self._begins_record(time):
            return True
        return len(lead) == 3 and lead[0] in word_list("records") and lead[1] in word_list("began")

    def _begins_record(self, time: TimeMention) -> bool:
        """Whether a clause with "since" says when something began: "the highest since it began to count in 1968"."""
        clause = self.words[max(0, time.first - _CLAUSE) : time.first]
        if "since" not in clause:
            return False
        clause = clause[len(clause) - clause[::-1].index("since") :]
        return bool(clause[:-1]) and "," not in clause and not word_list("began").isdisjoint(clause)

    def _is_citation(self, time: TimeMention) -> bool:
        """Whether a bare year is that of a work: "(e.g., Moor et al., 2007)", "(Figure 3.4, 2012)", "[Moor & Hay, 2007]"."""
        if time.first != time.last or self._word(time.last + 1) not in _CLOSING:
            return False
        lead = self.words[max(0, time.first - _CLAUSE) : time.first]
        if "al" in lead[-4:] and "et" in lead:
            return True
        opening = max((spot for spot, word in enumerate(lead) if word in {"(", "["}), default=-1)
        inside = lead[opening + 1 :] if opening >= 0 and lead[-1] == "," else []
        return bool(inside) and (inside[0] in _SHOWN or "&" in inside[:-1])

    def _is_dateline(self, time: TimeMention) -> bool:
        """Whether a date only opens a report: "GENEVA, 3 May 2025 -- "."""
        return (
            time.first <= 10
            and time.period is not None
            and span.is_day(time.period)
            and self._word(self._behind_agency(time.last + 1)) in DASHES
        )

    def _behind_agency(self, place: int) -> int:
        """The place behind what is in brackets there: "(AP) -"."""
        closing = self.words[place : place + _AGENCY]
        return place + closing.index(")") + 1 if closing[:1] == ["("] and ")" in closing else place

    def _is_name(self, time: TimeMention) -> bool:
        """Whether a bare year ends a name: "Partner Conference 2026"."""
        place = time.first - 1
        if time.first != time.last or place < 1 or self.sentence.zone not in _PROSE or not self._is_year(time.first):
            return False
        word = self.words[place]
        return word.isalpha() and self._is_title_case(place) and word not in time_words() and word not in MONTH_LEAD
