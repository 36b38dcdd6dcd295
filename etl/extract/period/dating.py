"""When each figure of a sentence holds: at the time that belongs to it, or over the stretch of a change."""

from datetime import timedelta

from etl.extract.period import spans_of_time as span
from etl.extract.period.changes import MOVED, Changes
from etl.extract.period.dates import Role, TimeMention
from etl.extract.period.holds import Hold
from etl.extract.period.steps import is_compound, is_timeless
from etl.extract.sentence import Mention
from etl.model.period import Period
from etl.model.quantity import Kind

_BASES = frozenset({"from", "after", "against", "versus", "vs", "than"})
_BOUND = frozenset({"more", "less", "fewer", "greater"})
_RANGED = frozenset(
    {"ranged", "ranges", "ranging", "range", "varied", "varies", "varying", "extends", "extended", "available"}
)
_RESTATED = frozenset({"revised", "restated", "revision", "revisions", "corrected", "revising"})
_NEAR = 6  # words from a verb to the level it moved from
_LONG = 24  # months; so far back, a year is meant: "three years ago it was 40"
_CHANGED = ("percent", "ratio", "percentage_point", "basis_point")
_AIMS = frozenset(
    {"goal", "target", "targets", "forecast", "guidance", "outlook", "estimate", "estimates", "projection"}
)


class Dating(Changes):
    """Dates the figures of one sentence."""

    def read(self) -> list[Period | None]:
        """Levels first, in order, for a change is told by the levels around it."""
        changes = [self._is_change(mention) for mention in self.mentions]
        for place, changing in enumerate(changes):
            if not changing:
                self.periods[place] = self._level(place)
        if "respectively" in self.words:
            self._in_turn()
        for place, changing in enumerate(changes):
            if changing:
                self.periods[place] = self._change(place)
        return self.periods

    def _in_turn(self) -> None:
        """Give as many times to as many levels in turn: "The totals for 2022 and 2023 were 400 and 500 respectively"."""
        levels = [spot for spot, mention in enumerate(self.mentions) if mention.kind in (Kind.LEVEL, Kind.SHARE)]
        points = [time.period for time in self.times if time.role is Role.POINT and time.period]
        if len(levels) == len(points) == len(self.times) == len(self.mentions) and len(levels) > 1:
            for spot, period in zip(levels, points, strict=True):
                self.periods[spot] = period

    # --- figures that hold at a time

    def _level(self, place: int) -> Period | None:
        mention, own = self.mentions[place], self._own(place)
        said = self._said_around(mention, own)
        if said is not None:
            return said.period
        if is_timeless(self.sentence, mention) or mention.kind is Kind.RATIO:
            return self._lasting(mention, own)
        before = self._before_decision(mention, own)
        before = before or self._like_pair(place, own) or (self._base(place) if own is None else None)
        if before is not None:
            self.bases.add(place)
        if own is None or before is not None:
            return before or self.around.inherited(mention)
        time, hold = own
        if time.role is Role.BASE:
            return self._from_base(place, time)
        if hold is Hold.DIRECT and self._is_against(mention, time):
            return self._against(place, time)
        if self._is_base(time):
            self.bases.add(place)
        ranged = time.role is Role.SPAN
        end = self._end_of_range(place, time) if ranged else self._start_of_change(place, time)
        end = end or self._same_part(mention, time)
        return end or (None if hold is Hold.DIRECT else self._base(place, time.period)) or time.period

    def _said_around(self, mention: Mention, own: tuple[TimeMention, Hold] | None) -> TimeMention | None:
        """The time a figure is part of, its column of changes gives, or its line of a timeline opens with."""
        inside = self._inside(mention)
        if inside is not None and (inside.role is not Role.BASE or own is None):
            return inside
        direct = own is not None and own[1] is Hold.DIRECT
        period = self.around.change_of(mention) or (None if direct else self.around.block_period)
        return TimeMention(mention.first, mention.last, period) if period is not None else None

    def _lasting(self, mention: Mention, own: tuple[TimeMention, Hold] | None) -> Period | None:
        """The period of what a thing has by nature: only where a year or quarter is said for it."""
        if own is None or is_compound(self.sentence, mention):
            pointed = self.around.carried if self.around.points_back else None
            return self.around.lead if self.around.is_table else pointed
        time, hold = own
        if time.period is None or hold is Hold.WEAK or time.of_day or span.is_day(time.period):
            return None
        if self._is_against(mention, time):
            return self._against(self.mentions.index(mention), time)
        ahead = self._is_ahead(time.period) and self.words[mention.last + 1 : mention.last + 2] == ["as"]
        return self._until(time.period) if ahead and self._is_multiple(mention) else time.period

    def _end_of_range(self, place: int, time: TimeMention) -> Period | None:
        """The first or last year of a range for the two ends of a change: "5M to 350M in 2026–2031"."""
        if time.period is None:
            return None
        first, *rest = time.period.text.split("/", 1)
        mention = self.mentions[place]
        if (
            time.last < mention.first and rest and self._lead(mention) == "to"
        ):  # "fell 2% between 2012 and 2013, to 184"
            return Period.parse(rest[0])
        behind = self.words[time.last + 1 : time.last + 3]
        begins = (
            behind == [",", "when"] or behind[:1] == ["when"] and time.last < mention.first
        )  # "since May 2025, when it was 40"
        if rest and (begins or self._lead(mention) == "from"):
            return Period.parse(first)
        following = self.mentions[place + 1] if place + 1 < len(self.mentions) else None
        if following and self.words[mention.last + 1 : following.first] == ["to"]:
            return Period.parse(first)
        before = self.mentions[place - 1] if place else None
        if before and self.words[before.last + 1 : mention.first] == ["to"]:
            return Period.parse(rest[0] if rest else first)
        return None

    def _start_of_change(self, place: int, time: TimeMention) -> Period | None:
        """The year before the one a change is told of, for the level it begins at: "grew from 1.0 to 1.2 in 2013"."""
        mention = self.mentions[place]
        following = self.mentions[place + 1] if place + 1 < len(self.mentions) else None
        if time.period is None or len(time.period.text) != len("2013") or following is None:
            return None
        joined = self.words[mention.last + 1 : following.first] == ["to"] and following.last < time.first
        begins = joined and self._lead(mention) == "from" and not MOVED.isdisjoint(self._clause_before(mention))
        if not begins or self._years_told(place):
            return None
        self.bases.add(place)
        return span.shift(time.period, -12)

    def _clause_before(self, mention: Mention) -> list[str]:
        return self.words[max(0, mention.first - _NEAR) : mention.first]

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
        if time.days:
            return self._days_before(anchor, time.days)
        if self.words[min(time.last + 1, len(self.words) - 1)] == "quarter":
            anchor = span.quarter_of(anchor)
        if time.period is not None:
            return span.shift(anchor, 12 * (time.period.start.year - anchor.end.year))
        if time.months >= _LONG and self.words[time.last] == "ago" and not span.is_fiscal(anchor):
            return span.year(anchor.end.year - time.months // 12)
        return span.shift(anchor, -time.months)

    def _days_before(self, anchor: Period, days: int) -> Period:
        """So many days before a day; before the day of publication where only its month is told."""
        published = self.clock.published
        if span.is_day(anchor):
            return Period.parse((anchor.end - timedelta(days=days)).isoformat())
        if published is None or not anchor.start <= published <= anchor.end:
            return anchor
        return span.month_of(published - timedelta(days=days))

    def _like_pair(self, place: int, own: tuple[TimeMention, Hold] | None) -> Period | None:
        """The first of the two times of a move told before for the first of another: "from 5 in 2005 to 4 in 2012 and from 3 to 2"."""
        told = own is not None and own[1] is Hold.DIRECT
        if place < 2 or told or self._lead(self.mentions[place]) != "from" or place + 1 == len(self.mentions):
            return None
        first, last = self.mentions[place - 2 : place]
        moved = self._lead(first) == "from" and self._lead(last) == self._lead(self.mentions[place + 1]) == "to"
        return self.periods[place - 2] if moved and first.unit == self.mentions[place].unit else None

    def _base(self, place: int, period: Period | None = None) -> Period | None:
        """The period of a figure another has moved on from: "up from $320.9 million"."""
        mention = self.mentions[place]
        lead = self.words[mention.first - 1] if mention.first else ""
        if (
            lead not in _BASES
            or self._is_bound(mention)
            or not self._is_compared(mention)
            or not _AIMS.isdisjoint(self.words[: mention.first])
        ):
            return None
        if lead == "from" and not _RANGED.isdisjoint(self.words[max(0, mention.first - 3) : mention.first]):
            return None
        now = period or self.around.inherited(mention) or self.clock.reference
        if now is None or span.is_day(now) or not _RESTATED.isdisjoint(self.words):
            return None
        if lead == "from" and (years := self._years_told(place)):
            return span.shift(now, -12 * years)
        monthly = now.text[5:6].isdecimal() and now != self.clock.reference
        return None if monthly and period is None else span.shift(now, -12)

    def _is_bound(self, mention: Mention) -> bool:
        """Whether "than" only bounds a figure: "by 2020 more than 13 billion"."""
        return mention.first > 1 and self.words[mention.first - 1] == "than" and self.words[mention.first - 2] in _BOUND

    def _before_decision(self, mention: Mention, own: tuple[TimeMention, Hold] | None) -> Period | None:
        """The month before a rate was set, until which the old one held: "raised the rate from about 0.5% to 0.75%"."""
        if not self.is_decided or self._lead(mention) != "from":
            return None
        if own is not None and "," not in self.words[mention.last + 1 : own[0].first]:
            return None
        now = self.around.inherited(mention) or self.around.default
        return span.shift(now, -1) if now is not None and span.is_month(now) else None

    def _years_told(self, place: int) -> int:
        """The years a change from this figure took: "doubled in 15 years, from 3 to 6 million"."""
        for mention in self.mentions[:place]:
            lead = self.words[mention.first - 1] if mention.first else ""
            whole = mention.kind is Kind.DURATION and mention.unit in ("year", "decade") and mention.low == mention.high
            if whole and lead in {"in", "over", "within"}:
                return round(mention.low * (10 if mention.unit == "decade" else 1))
        return 0

    def _is_compared(self, mention: Mention) -> bool:
        alike = (mention.unit, *_CHANGED)
        return any(other is not mention and other.unit in alike for other in self.mentions)
