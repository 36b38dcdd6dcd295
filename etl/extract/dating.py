"""Which expression of time each figure of a sentence takes, and what that makes of a change."""

from collections.abc import Sequence
from enum import IntEnum
from functools import cache

from etl.extract import phrases
from etl.extract import spans_of_time as span
from etl.extract.dates import Clock, Role, TimeMention, read_times
from etl.extract.lexer import tokenize
from etl.extract.sentence import Mention, Sentence
from etl.extract.surrounding_times import Around
from etl.model.period import Period
from etl.model.quantity import Kind

_BREAKS = frozenset({";", "—", "while", "whereas", "but", "although", "though", "?", "!"})
_LINKS = frozenset(
    {",", "and", "or", "(", ")", "/", "&", "to", "–", "-", "about", "around", "roughly", "some", "nearly"}
)
_BASES = frozenset({"from", "after", "against", "versus", "vs", "than"})
_NOW = frozenset({"currently", "presently"})
_PRESENT = frozenset({"is", "are", "now"})
_PAST = frozenset({"was", "were", "had", "rose", "fell", "grew"})
_COMPARED = frozenset({"above", "below", "over", "than", "from", "versus", "against", "vs", "as", "since", "on"})
_ABOVE = frozenset({"above", "below", "over", "than", "versus", "against", "vs"})
_RELATIVES = frozenset({"where", "which", "who", "whose"})
_AIMS = frozenset(
    {"goal", "target", "targets", "forecast", "guidance", "outlook", "estimate", "estimates", "projection"}
)
_BASELINES = frozenset(
    {"average", "baseline", "level", "levels", "mean", "value", "edition", "model", "version", "figure", "survey"}
)
_FARTHEST = 14


class Hold(IntEnum):
    """How firmly a time belongs to a figure."""

    WEAK = 0  # a new clause lies between
    BEFORE = 1  # it stands before the figure
    DIRECT = 2  # it follows the figure


class Dating:
    """The figures and times of one sentence."""

    def __init__(self, sentence: Sentence, mentions: Sequence[Mention], clock: Clock, around: Around) -> None:
        self.sentence, self.mentions, self.clock, self.around = sentence, mentions, clock, around
        self.words = sentence.words
        self.times = read_times(sentence, [(mention.first, mention.last) for mention in mentions], clock)
        self.periods: list[Period | None] = []
        self.bases: set[int] = set()  # figures dated by their distance from another

    def read(self) -> list[Period | None]:
        """Levels first, in order, for a change is told by the levels around it."""
        self.periods = [None] * len(self.mentions)
        changes = [self._is_change(mention) for mention in self.mentions]
        for place, changing in enumerate(changes):
            if not changing:
                self.periods[place] = self._level(place)
        for place, changing in enumerate(changes):
            if changing:
                self.periods[place] = self._change(place)
        return self.periods

    # --- which time a figure takes

    def _own(self, place: int) -> tuple[TimeMention, Hold] | None:
        """The time of a figure within its sentence, and how firmly it holds."""
        mention = self.mentions[place]
        after = next((time for time in self.times if time.first > mention.last and not self._is_baseline(time)), None)
        reach = self._reach(place, after) if after is not None else None
        if after is not None and reach is Hold.DIRECT:
            return after, Hold.DIRECT
        before = next((time for time in reversed(self.times) if time.last < mention.first), None)
        if before is not None and self._is_baseline(before) and mention.first - before.last > 4:
            before = next((time for time in reversed(self.times) if time.last < before.first), None)
        if before is not None and (hold := self._hold_before(before, place)) is not None:
            return before, hold
        if after is not None and reach is Hold.WEAK and after.role is not Role.BASE:
            return after, Hold.WEAK
        return None

    def _is_baseline(self, time: TimeMention) -> bool:
        """Whether a time only names what is compared with: "above the 1850–1900 average"."""
        return time.last + 1 < len(self.words) and self.words[time.last + 1] in _BASELINES

    def _reach(self, place: int, time: TimeMention) -> Hold | None:
        """How a time behind a figure belongs to it; not where another figure comes first."""
        mention, at = self.mentions[place], self.mentions[place].last + 1
        following = place + 1
        while following < len(self.mentions) and self.mentions[following].last < time.first:
            other = self.mentions[following]
            between = self.words[at : other.first]
            alike = (
                other.unit == mention.unit or between[:1] == ["("] or (mention.kind is Kind.GROWTH and "to" in between)
            )
            if not alike or len(between) > 3 or any(word not in _LINKS for word in between):
                return None
            at, following = other.last + 1, following + 1
        between = self.words[at : time.first]
        if "(" in between:
            adjacent = between[-1] == "(" and len(between) <= 2 and mention.last + 1 == at
            return Hold.DIRECT if adjacent else None
        if len(between) > _FARTHEST or any(word in _BREAKS for word in between):
            return Hold.WEAK if ";" not in between else None
        comma = max((spot for spot, word in enumerate(between) if word == ","), default=-1)
        close = comma < 0 or (len(between) - comma <= 4 and comma <= 3)
        return Hold.DIRECT if close else Hold.WEAK

    def _hold_before(self, time: TimeMention, place: int) -> Hold | None:
        mention = self.mentions[place]
        between = self.words[time.last + 1 : mention.first]
        if time.role is Role.BASE:
            clear = place == 0 or self.mentions[place - 1].last < time.first
            return Hold.BEFORE if clear and len(between) <= 4 and "," not in between else None
        if not _NOW.isdisjoint(between):
            return None
        if (
            time.period
            and self._is_past(time.period)
            and not _PRESENT.isdisjoint(between)
            and _PAST.isdisjoint(between)
        ):
            return None  # "founded in 1987, the company is active in 60 countries"
        if ")" in between and "(" not in between[: between.index(")")] and "(" in self.words[: time.first]:
            return None  # it stands in brackets that close before the figure
        if ";" in between or (time.period and self._is_ahead(time.period) and not _RELATIVES.isdisjoint(between)):
            return None
        return Hold.WEAK if not _BREAKS.isdisjoint(between) else Hold.BEFORE

    def _is_past(self, period: Period) -> bool:
        today = self.clock.today
        return today is not None and period.end.year < today.year

    def _inside(self, mention: Mention) -> TimeMention | None:
        return next((time for time in self.times if time.first <= mention.last and mention.first <= time.last), None)

    # --- figures that hold at a time

    def _level(self, place: int) -> Period | None:
        mention = self.mentions[place]
        inside, own = self._inside(mention), self._own(place)
        if inside is not None and (inside.role is not Role.BASE or own is None):
            return inside.period
        if self.around.change is not None:
            return self.around.change
        if self.around.block_period is not None and not (own and own[1] is Hold.DIRECT):
            return self.around.block_period
        if is_timeless(self.sentence, mention) or mention.kind is Kind.RATIO:
            return self._lasting(mention, own)
        if own is None:
            return self._base(place) or self.around.inherited(mention)
        time, hold = own
        if time.role is Role.BASE:
            return self._from_base(place, time)
        if hold is Hold.DIRECT and self._is_against(mention, time):
            return self._against(place, time)
        if time.period is not None and time.role is Role.SPAN:
            end = self._end_of_range(place, time.period)
            if end is not None:
                return end
        return (None if hold is Hold.DIRECT else self._base(place, time.period)) or time.period

    def _is_against(self, mention: Mention, time: TimeMention) -> bool:
        """Whether a figure is a difference to the time behind it: "3.4 ppm more than in 2023", "4% above May 2024"."""
        between = self.words[mention.last + 1 : time.first]
        if not between or time.period is None or time.role is not Role.POINT:
            return False
        lead = between[-1] if between[-1] != "in" or len(between) < 2 else between[-2]
        return lead in _COMPARED and (
            lead not in {"from", "since", "on", "as"} or mention.kind in (Kind.GROWTH, Kind.RATIO)
        )

    def _against(self, place: int, time: TimeMention) -> Period | None:
        """From the time compared with to the time the sentence speaks of."""
        if time.period is None:
            return None
        earlier = [period for period in self.periods[:place] if period and not period.is_interval]
        before = [each.period for each in self.times if each.last < self.mentions[place].first and each.period]
        now = [self.around.default, *before, *earlier][-1]
        if now is None or now.is_interval and not span.is_fiscal(now):
            return time.period
        if len(time.period.text) == 4 and now.text[4:5] == "-" and not (earlier or before):
            now = span.year(now.end.year)
        return span.between(time.period, now) if now.start > time.period.start else time.period

    def _lasting(self, mention: Mention, own: tuple[TimeMention, Hold] | None) -> Period | None:
        """The period of what a thing has by nature: only where a year or quarter is said for it."""
        if own is None:
            return self.around.lead if self.around.is_table else None
        time, hold = own
        if time.period is None or hold is Hold.WEAK or time.of_day or span.is_day(time.period):
            return None
        return self._against(self.mentions.index(mention), time) if self._is_against(mention, time) else time.period

    def _end_of_range(self, place: int, period: Period) -> Period | None:
        """The first or last year of a range for the two ends of a change: "5M to 350M in 2026–2031"."""
        first, _, last = period.text.partition("/")
        mention = self.mentions[place]
        following = self.mentions[place + 1] if place + 1 < len(self.mentions) else None
        if following and self.words[mention.last + 1 : following.first] == ["to"]:
            return Period.parse(first)
        before = self.mentions[place - 1] if place else None
        if before and self.words[before.last + 1 : mention.first] == ["to"]:
            return Period.parse(last)
        return None

    def _from_base(self, place: int, time: TimeMention) -> Period | None:
        self.bases.add(place)
        held = (
            self.periods[spot]
            for spot in range(place - 1, -1, -1)
            if spot not in self.bases and self.mentions[spot].kind not in (Kind.GROWTH, Kind.DURATION)
        )
        anchor = next((period for period in held if period), None)
        anchor = anchor or self.around.inherited(self.mentions[place]) or self.around.default
        if anchor is None:
            return time.period
        if self.words[min(time.last + 1, len(self.words) - 1)] == "quarter":
            anchor = span.quarter_of(anchor)
        if time.period is not None:
            return span.shift(anchor, 12 * (time.period.start.year - anchor.end.year))
        return span.shift(anchor, -time.months)

    def _base(self, place: int, period: Period | None = None) -> Period | None:
        """The period of a figure another has moved on from: "up from $320.9 million"."""
        mention = self.mentions[place]
        lead = self.words[mention.first - 1] if mention.first else ""
        if lead not in _BASES or not self._is_compared(mention) or not _AIMS.isdisjoint(self.words[: mention.first]):
            return None
        now = period or self.around.inherited(mention) or self.clock.reference
        if now is None or span.is_day(now):
            return None
        monthly = now.text[5:6].isdecimal() and now != self.clock.reference
        return None if monthly and period is None else span.shift(now, -12)

    def _is_compared(self, mention: Mention) -> bool:
        return any(other is not mention and other.unit in (mention.unit, "percent", "ratio") for other in self.mentions)

    # --- changes

    def _is_change(self, mention: Mention) -> bool:
        if mention.kind is Kind.GROWTH:
            return True
        if mention.kind is Kind.DURATION:
            return any(other.kind is Kind.GROWTH for other in self.mentions) and self._inside(mention) is None
        before = self.words[mention.first - 1] if mention.first else ""
        return self.sentence.text[mention.start] == "+" or before == "+"

    def _change(self, place: int) -> Period | None:
        mention = self.mentions[place]
        inside, own = self._inside(mention), self._own(place)
        if inside is not None and inside.period is not None:
            return inside.period
        if self.around.change is not None:
            return self.around.change
        if own is not None and own[0].role is Role.SPAN:
            return own[0].period
        if own is not None and own[1] is Hold.DIRECT and self._is_against(mention, own[0]):
            return self._against(place, own[0])
        step = self._step(mention)
        if not step and not (own and own[1] is Hold.DIRECT):
            ends = self._ends(place)
            if ends is not None:
                return ends
        now = own[0].period if own and own[0].role is Role.POINT else None
        now = now or self.around.inherited(mention)
        length = self._length(place)
        if now is None and (step or length):
            now = self.around.default if step or self.clock.reference else self._this_year()
        if now is None:
            return None
        return self._grown(now, step or length)

    def _grown(self, now: Period, step: int) -> Period:
        """The stretch of a growth that a period closes: over the year before it where nothing else is said."""
        if not step and now.is_interval and not span.is_fiscal(now) and now.start.year != now.end.year:
            return now
        if not step and self._is_ahead(now):
            return self._until(now)
        return now if span.is_day(now) else span.back_to(now, step or 12)

    def _step(self, mention: Mention) -> int:
        """Months a stated rate looks back: 12 for year on year, 3 for quarter on quarter, 0 where nothing is said."""
        if "year_on_year" in mention.marks:
            return 12
        floor = max((other.last for other in self.mentions if other.last < mention.first), default=-1)
        return (
            said_step(self.words[mention.last + 1 : mention.last + 7])
            or said_step(self.words[max(floor + 1, mention.first - 6) : mention.first])
            or self._base_behind(mention)
            or self.around.step
        )

    def _base_behind(self, mention: Mention) -> int:
        base = next((time for time in self.times if time.role is Role.BASE and time.first > mention.last), None)
        return base.months if base else 0

    def _ends(self, place: int) -> Period | None:
        """From one level to another: the nearest two of one unit that hold at different times."""
        mention = self.mentions[place]
        levels = [
            (
                abs(other.first - mention.first) + (8 if other.first > mention.first else 0),
                period,
                other.unit.partition("/")[0],
            )
            for other, period in zip(self.mentions, self.periods, strict=True)
            if period and not period.is_interval and other.kind not in (Kind.GROWTH, Kind.DURATION)
        ]
        levels.sort(key=lambda level: level[0])
        for spot, (_, one, unit) in enumerate(levels):
            for _, other, other_unit in levels[spot + 1 :]:
                if one.text != other.text and (unit == other_unit or "dimensionless" in (unit, other_unit)):
                    return span.between(one, other)
        return None

    def _length(self, place: int) -> int:
        """Months of the duration a change is said to take: "grew 1,400-fold in two years"."""
        near = (
            self.mentions[place : place + 2]
            if self.mentions[place].kind is not Kind.DURATION
            else [self.mentions[place]]
        )
        for mention in near:
            lead = self.words[mention.first - 1] if mention.first else ""
            if mention.kind is Kind.DURATION and lead in {"in", "over", "within"} and mention.low == mention.high:
                return round(mention.low * {"year": 12, "decade": 120, "month": 1, "quarter": 3}.get(mention.unit, 0))
        return 0

    def _this_year(self) -> Period | None:
        return span.year(self.clock.today.year) if self.clock.today else None

    def _is_ahead(self, period: Period) -> bool:
        today = self.clock.today
        return today is not None and period.start > today

    def _until(self, period: Period) -> Period:
        today = self.clock.today
        if today is None or len(period.text) != 4:
            return period
        return span.between(span.year(min(today.year, period.start.year - 1)), period)


def is_timeless(sentence: Sentence, mention: Mention) -> bool:
    """Whether a figure is a property of a thing, which holds at no time: size of a model, clock of a chip."""
    if mention.unit in _timeless_units() or (mention.unit == "meter" and 0 < mention.high < 1e-4):
        return True
    if mention.unit == "watt" and 0 < mention.high < 1e5:
        return True
    return mention.unit == "token" and "-" in sentence.text[mention.start : mention.end]


@cache
def _timeless_units() -> frozenset[str]:
    return frozenset(phrases.catalogue("times")["timeless"]["units"])


def said_step(words: Sequence[str]) -> int:
    """12 for "year-on-year", "y/y", "YoY"; 3 and 1 for quarters and months."""
    for word in words:
        if word in _STEPS:
            return _STEPS[word]
    text = " ".join(words)
    return next((months for said, months in _SAID.items() if said in text), 0)


_STEPS = {"yoy": 12, "qoq": 3, "mom": 1, "year-on-year": 12}
_SAID = {
    "year - on": 12, "year - over": 12, "year on year": 12, "year over year": 12, "y / y": 12, "a year ago": 12,
    "quarter - on": 3, "quarter - over": 3, "quarter on quarter": 3, "quarter over quarter": 3, "q / q": 3,
    "month - on": 1, "month - over": 1, "month on month": 1, "month over month": 1, "m / m": 1, "sequentially": 3,
    "change on year": 12, "annual change": 12, "quarter ly": 3,
}  # fmt: skip


def lead_times(text: str, clock: Clock) -> list[TimeMention]:
    """The times a heading, caption or header names."""
    return read_times(tokenize(text, 0, min(len(text), 400)), [], clock)
