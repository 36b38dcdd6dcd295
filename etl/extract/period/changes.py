"""Over which stretch each change of a sentence counts: between its levels, or back from when the sentence speaks."""

from collections.abc import Sequence

from etl.extract.period import spans_of_time as span
from etl.extract.period.comparisons import Comparisons
from etl.extract.period.dates import Clock, Role, TimeMention
from etl.extract.period.holds import Hold
from etl.extract.period.steps import said_step
from etl.extract.period.surrounding_times import Around
from etl.extract.sentence import Mention, Sentence
from etl.model.period import Period
from etl.model.quantity import Kind

MOVED = frozenset(
    {"grew", "grown", "rose", "risen", "fell", "fallen", "increased", "decreased", "declined", "dropped", "climbed"}
    | {"shrank", "expanded", "jumped", "gained", "grow", "rise", "fall", "increase", "decrease", "decline", "drop"}
    | {"shrink", "expand"}
)
_SETS = frozenset(
    {"cut", "cuts", "cutting", "raise", "raised", "raises", "lower", "lowered", "lowers", "lowering", "hike", "hiked"}
    | {"trimmed", "lift", "lifted", "lifts"}
)
_RATES = frozenset({"rate", "rates"})
_MORE = frozenset({"fewer", "more", "less", "higher", "lower"})
_BASES = frozenset({"below", "above", "from", "over", "on", "against", "to", "with", "of"})
_AFTER = 4  # words from a cut to its baseline
_YEAR = 12  # months
_POINTS = ("basis_point", "percentage_point")
_BEFORE = 9  # words before a change that may say so
_BEHIND, _FARTHEST_BEHIND = 7, 10  # words behind a change that may say how far it looks back
_REACHED = 2  # words before a level: "to reach", "to"
_DAILY = frozenset({("on", "the", "day"), ("on", "the", "week"), ("over", "the", "week"), ("in", "the", "week")})


class Changes(Comparisons):
    """Dates the changes of one sentence, the levels of which are dated."""

    def __init__(self, sentence: Sentence, mentions: Sequence[Mention], clock: Clock, around: Around) -> None:
        super().__init__(sentence, mentions, clock)
        self.around = around
        self.periods: list[Period | None] = [None] * len(mentions)
        self.bases: set[int] = set()  # figures dated by their distance from another

    def _is_change(self, mention: Mention) -> bool:
        if mention.kind is Kind.GROWTH:
            return True
        if mention.kind is Kind.DURATION:
            return any(other.kind is Kind.GROWTH for other in self.mentions) and self._inside(mention) is None
        lead = self.words[max(0, mention.first - 2) : mention.first]
        behind = self.words[mention.last + 1 : mention.last + 2]
        if (
            behind
            and behind[0] in _MORE
            and (self._is_based(mention) or mention.kind is Kind.LEVEL and self._is_held_against(mention))
        ):
            return True
        if self._is_multiple(mention) and self._is_based(mention):
            return True
        moved = lead[1:] == ["by"] and lead[0] in MOVED or self._is_moved_by(mention)
        signed = self.sentence.text[mention.start] == "+" or lead[-1:] == ["+"]
        return moved or signed and not self.around.is_table

    @property
    def is_decided(self) -> bool:
        """Whether the sentence tells of a rate that is set, and so held until the month before: "cut its rate from"."""
        words = self.words
        return not _SETS.isdisjoint(words) and not _RATES.isdisjoint(words)

    def _change(self, place: int) -> Period | None:
        mention, own = self.mentions[place], self._own(place)
        inside = self._inside(mention)
        said = (inside.period if inside is not None else None) or self.around.change_of(mention)
        said = said or self._decision(mention, own[0] if own is not None else None)
        said = said or (self._below_baseline(mention, own[0]) if own is not None else None)
        if said is not None:
            return said
        if (passing := self._over_days(mention)) is not None:
            return passing
        if own is not None and own[0].role is Role.SPAN:
            return self._since_to(place, own[0])
        direct = own is not None and own[1] is Hold.DIRECT
        base = own[0] if own is not None and direct else self._named_behind(mention)
        if base is not None and self._is_against(mention, base):
            return self._against(place, base)
        if own is not None and (since := self._since(place, own[0], direct=direct)) is not None:
            return since
        step = self._step(mention)
        ends = self._ends(place) if not step and not direct else None
        return ends or self._up_to_now(place, own, step)

    def _decision(self, mention: Mention, own: TimeMention | None) -> Period | None:
        """The time a rate was set, for how far it was moved: "lowered its rate by 25 basis points on Thursday"."""
        if not self.is_decided or mention.unit not in _POINTS or self._step(mention):
            return None
        if own is None:
            return self.around.default
        return own.period if own.role is Role.POINT else None

    def _since_to(self, place: int, time: TimeMention) -> Period | None:
        """A stretch, up to the last level told where it is open: "$117 in 2025, 80% less since 2017"."""
        period = time.period
        said = self._said_before(place) if self.words[time.first - 1 : time.first] == ["since"] else None
        if (
            period is None
            or said is None
            or said.is_interval
            or not period.start < said.start
            or said.end >= period.end
        ):
            return period
        return span.between(Period.parse(period.text.partition("/")[0]), said)

    def _since(self, place: int, own: TimeMention, *, direct: bool) -> Period | None:
        """The stretch of a change from a time the sentence compares with to its own."""
        if direct:
            return self._compared_behind(own)
        moved = own.role is Role.POINT and self._is_moved_from(own, self.mentions[place])
        return self._against(place, own) if moved else None

    def _is_moved_from(self, time: TimeMention, mention: Mention) -> bool:
        """Whether a time before a change is the one it counts from: "against 30 in May 2024, a rise of 4%"."""
        if time.period is None:
            return False
        return self._is_fronted(time) or mention.kind is Kind.GROWTH and self._is_base(time)

    def _up_to_now(self, place: int, own: tuple[TimeMention, Hold] | None, step: int) -> Period | None:
        """The stretch of a growth that ends when its sentence, or what stands around it, speaks."""
        now = own[0].period if own and own[0].role is Role.POINT else None
        if own is not None and own[0].role is Role.BASE:
            now = self._said_before(place)
        now = now or self._reached(place) or self.around.inherited(self.mentions[place])
        length = self._length(place)
        if now is None and (step or length):
            now = self.around.default if step or self.clock.reference else self._this_year()
        if now is None and self.clock.reference is not None and self.mentions[place].kind is Kind.LEVEL:
            now = self.clock.reference
        if now is None:
            return None
        said = self._said_before(place) if not step and self._is_ahead(now) else None
        if said is not None and said.end < now.start and not said.is_interval:
            return span.between(said, now)
        grown = self._grown(now, step or length or self._told_step(now))
        return grown if self.mentions[place].kind in (Kind.GROWTH, Kind.RATIO) else span.whole_years(grown)

    def _reached(self, place: int) -> Period | None:
        """The time of the level a change led to: "grew 14% to reach $4 billion last month"."""
        mention, following = self.mentions[place], self.mentions[place + 1 : place + 2]
        if not following or following[0].kind is not Kind.LEVEL or self._lead(mention) == "from":
            return None
        between = self.words[mention.last + 1 : following[0].first]
        led = "to" in between[-_REACHED:] and len(between) <= _FARTHEST_BEHIND and "," not in between
        period = self.periods[place + 1] if led else None
        return period if period is not None and not period.is_interval else None

    def _told_step(self, now: Period) -> int:
        """The months the change told just before looks back, where it is of a month as this, or of a quarter."""
        if not span.is_month(now) and now.text[5:6] != "Q":
            return 0
        return self.around.told_step if self.around.told_step == span.months_long(now) else 0

    def _said_before(self, place: int) -> Period | None:
        """The time the sentence speaks of so far: of its last level that is no base, else the last it named."""
        first = self.mentions[place].first
        levels = [
            period
            for spot, period in enumerate(self.periods[:place])
            if period and not self._is_aside(spot) and (span.is_fiscal(period) or not period.is_interval)
        ]
        named = [time.period for time in self.times if time.last < first and time.period and not self._is_base(time)]
        return next(reversed(levels or named), None)

    def _grown(self, now: Period, step: int) -> Period:
        """The stretch of a growth that a period closes: over the year before it where nothing else is said."""
        if not step and now.is_interval and not span.is_fiscal(now) and now.start.year != now.end.year:
            return now
        if not step and self._is_ahead(now):
            return self._until(now)
        if span.is_day(now) and step:
            now = span.month_of(now.start)
        return now if span.is_day(now) else span.back_to(now, step or 12)

    def _step(self, mention: Mention) -> int:
        """Months a stated rate looks back: 12 for year on year, 3 for quarter on quarter, 0 where nothing is said."""
        if "year_on_year" in mention.marks:
            return 12
        floor = max((other.last for other in self.mentions if other.last < mention.first), default=-1)
        return (
            said_step(self.words[mention.last + 1 : self._ahead_of(mention)])
            or said_step(self.words[max(floor + 1, mention.first - _BEFORE) : mention.first])
            or self._base_behind(mention)
            or self.around.step
        )

    def _ahead_of(self, mention: Mention) -> int:
        """Up to where what is said behind a change is about it: farther where no other figure follows."""
        following = min((other.first for other in self.mentions if other.first > mention.last), default=len(self.words))
        return max(mention.last + _BEHIND, min(mention.last + _FARTHEST_BEHIND, following))

    def _base_behind(self, mention: Mention) -> int:
        base = next((time for time in self.times if time.role is Role.BASE and time.first > mention.last), None)
        return base.months if base else 0

    def _is_aside(self, spot: int) -> bool:
        """Whether a figure does not tell when the sentence speaks: what was moved on from, or how far."""
        return spot in self.bases or self._is_change(self.mentions[spot])

    def _over_days(self, mention: Mention) -> Period | None:
        """The month of a change over a day or a week: "dropped 4% in the week to Feb. 12, from $2,014 a week earlier"."""
        base = next((time for time in self.times if time.role is Role.BASE and time.first > mention.last), None)
        daily = tuple(self.words[mention.last + 1 : mention.last + 4]) in _DAILY
        if not daily and (base is None or not base.days):
            return None
        named = next((time.period for time in self.times if time.period and time.role is Role.POINT), None)
        now = named or self.around.default
        return span.month_of(now.end) if now is not None else None

    def _ends(self, place: int) -> Period | None:
        """From one level to another: the nearest two of one unit that hold at different times."""
        mention = self.mentions[place]
        told = [period or self.clock.reference for period in self.periods]  # "sales of 20 (2024: 16), up 25%"
        levels = [
            (
                abs(other.first - mention.first) + (8 if other.first > mention.first else 0),
                period,
                other.unit.partition("/")[0],
            )
            for other, period in zip(self.mentions, told, strict=True)
            if period and _is_level_time(period) and other.kind not in (Kind.GROWTH, Kind.DURATION)
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

    def _until(self, period: Period) -> Period:
        today = self.clock.today
        if today is None or period.is_interval:
            return period
        told = self.clock.reference
        first = told.end.year if told is not None and told.end <= today else today.year
        return span.between(span.year(min(first, period.start.year - 1)), span.year(period.end.year))

    def _against(self, place: int, time: TimeMention) -> Period | None:
        """From the time compared with to the time the sentence speaks of."""
        if time.period is None:
            return None
        said = self._said_before(place)
        if said in (None, self.around.lead) and (headed := self._since_headed(time.period)) is not None:
            return headed
        now = said or self.around.default or self.around.lead
        if now is None:
            return time.period
        if said is None and len(now.text) == 4 and time.period.end.year == now.start.year - 1:
            now = span.shift(time.period, 12)  # in a report on a year, what is told against the end of the one before
        if len(time.period.text) == 4 and now.text[4:5] == "-" and (said is None or now.is_interval):
            now = span.year(now.end.year)
        return span.between(time.period, now) if now.start > time.period.start else time.period

    def _below_baseline(self, mention: Mention, own: TimeMention) -> Period | None:
        """From a baseline to the time of a change: "55% below 1990 levels by 2030", "Compared with 2019, it fell 5% in 2023"."""
        base = next((time for time in self.times if mention.last < time.first < own.first), None)
        fronted = self.times[0] if self._is_fronted(self.times[0]) and self.times[0].role is Role.POINT else None
        if fronted is not None and fronted.period and own.period and own.first > mention.last:
            return span.between(fronted.period, own.period) if fronted.period.end < own.period.start else None
        if base is None or base.period is None or own.period is None or not self._is_baseline(base):
            return None
        between = self.words[mention.last + 1 : base.first]
        near = len(between) <= _AFTER and not _BASES.isdisjoint(between)
        return span.between(base.period, own.period) if near and base.period.end < own.period.start else None

    def _since_headed(self, base: Period) -> Period | None:
        """From the same month of another year to the one a heading names: "Stocks on 1 June 2020" over "down 4% from 2019"."""
        now = None if self.around.is_table else self.around.lead
        if now is None or not span.is_month(now) or len(base.text) != len("2019") or base.start >= now.start:
            return None
        return span.between(span.shift(now, 12 * (base.start.year - now.start.year)), now)


def _is_level_time(period: Period) -> bool:
    """Whether a level may hold over a time: a point, or twelve months."""
    return not period.is_interval or len(period.text) > len("2024/2025") and span.months_long(period) == _YEAR
