"""Which figures of a sentence are told against another time: "4% above May 2024", "double the sum of the year before"."""

from itertools import pairwise

from etl.extract.period import spans_of_time as span
from etl.extract.period.dates import Role, TimeMention
from etl.extract.period.holds import HEDGES, Holds
from etl.extract.sentence import Mention
from etl.model.period import Period
from etl.model.quantity import Kind

_COMPARED = frozenset({"above", "below", "over", "than", "from", "versus", "against", "vs", "as", "since", "on"})
_AMOUNTS = frozenset({"increase", "decrease", "rise", "fall", "drop", "decline", "gain", "growth", "reduction"})
_AGAINST = frozenset({"above", "below", "over", "than", "versus", "against", "vs", "compared"})
_TO_OTHERS = frozenset({"than", "below", "above", "compared", "on", "from", "against", "versus"})
_RECORDED = frozenset(
    {"recorded", "reported", "seen", "registered", "reached", "number", "figure", "figures", "value", "level"}
)
_FAR = 12  # words from a change to the time of what it is held against
_OWNED = frozenset({"its", "the", "their", "that", "as"})
_COUNTED_FROM = frozenset({"from", "on", "over", "since", "against", "versus", "vs", "than"})
_UP = frozenset({"up", "down"})
_ABOVE = frozenset({"above", "below", "over", "than", "versus", "against", "vs"})
_COMPARING = (["compared", "with"], ["compared", "to"], ["relative", "to"])
_COMPARED_TO = frozenset({("compared", "to"), ("compared", "with"), ("relative", "to")})
_AFTER = 3  # words between a time and the one compared with
_HELD = frozenset({"compared", "against", "versus", "vs", "from"})
_YEAR = 4  # digits
_NEAR = 8  # words from an amount to the time it is counted from


class Comparisons(Holds):
    """Finds the times the figures of one sentence are held against."""

    def _is_held_against(self, mention: Mention) -> bool:
        """Whether a difference is told to a time the sentence opens with: "Compared with August, it was 300 lower"."""
        before = next((time for time in self.times if time.last < mention.first), None)
        return before is not None and self._is_fronted(before)

    def _is_multiple(self, mention: Mention) -> bool:
        """Whether a figure is a multiple of what was: "ten times as many", "double the $2 billion of the year before"."""
        behind = self.words[mention.last + 1 : mention.last + 3]
        return mention.kind is Kind.RATIO and (behind[:1] == ["the"] or behind[:1] == ["as"] and behind[1:] != ["of"])

    def _is_amount(self, mention: Mention) -> bool:
        """Whether a figure is what was added since: "an increase of 200 (3%) on a year earlier"."""
        return self.words[mention.first - 2] in _AMOUNTS and (self._is_based(mention) or self._is_counted_from(mention))

    def _is_based(self, mention: Mention) -> bool:
        """Whether a figure is counted from a time behind it: "310 fewer than a year before"."""
        behind = next((time for time in self.times if time.first > mention.last), None)
        return behind is not None and behind.role is Role.BASE and behind.first - mention.last <= _NEAR

    def _is_counted_from(self, mention: Mention) -> bool:
        """Whether the time a figure is counted from stands right behind it: "up 1,000 on July to September"."""
        behind = next((time for time in self.times if time.first > mention.last), None)
        between = self.words[mention.last + 1 : behind.first] if behind is not None else []
        return 0 < len(between) <= _AFTER and not _COUNTED_FROM.isdisjoint(between[-2:])

    def _is_moved_by(self, mention: Mention) -> bool:
        """Whether an amount is how far something moved since: "up 40 on the year before", "an increase of 40 on 2020"."""
        lead = self.words[max(0, mention.first - 2) : mention.first]
        if lead[-1:] and lead[-1] in _UP:
            return self._is_based(mention) or self._is_counted_from(mention)
        return lead[1:] == ["of"] and self._is_amount(mention) or self._is_said_change(mention)

    def _is_said_change(self, mention: Mention) -> bool:
        """Whether an amount is added to what was told as a change: "compared with 437 in 2013, a fall of about 61"."""
        at = mention.first - 1
        while at > 0 and self.words[at] in HEDGES:
            at -= 1
        return (
            at > 1 and self.words[at] == "of" and self.words[at - 1] in _AMOUNTS and self.words[at - 2] in {"a", "an"}
        )

    def _is_fronted(self, time: TimeMention) -> bool:
        """Whether a sentence opens with a comparison: "Compared with August, the total was 10,000 lower"."""
        return time.first <= _AFTER and self.words[max(0, time.first - 2) : time.first] in _COMPARING

    def _is_against(self, mention: Mention, time: TimeMention) -> bool:
        """Whether a figure is a difference to the time behind it: "3.4 ppm more than in 2023", "4% above May 2024"."""
        between = self._words_to(mention, time)
        if not between or time.period is None or time.role is not Role.POINT:
            return False
        lead = next((word for word in reversed(between[-4:]) if word in _COMPARED), "") or self._compared_to(between)
        change = mention.kind in (Kind.GROWTH, Kind.RATIO) or self._lead(mention) in _UP or self._is_moved_by(mention)
        if change and _COMPARED_TO.intersection(pairwise(between[-4:])):
            return True
        multiple = change and mention.unit == "ratio" and not _OWNED.isdisjoint(between)
        return lead in _ABOVE or multiple or (change and lead != "" and lead in between[-2:])

    def _compared_to(self, between: list[str]) -> str:
        """The word that compares a figure with one told at some length: "lower than the number recorded earlier in 2013"."""
        if len(between) > _FAR or "," in between or _RECORDED.isdisjoint(between):
            return ""
        spot = next((spot for spot, word in enumerate(between) if word in _TO_OTHERS), -1)
        return "than" if spot >= 0 and not _RECORDED.isdisjoint(between[spot:]) else ""

    def _words_to(self, mention: Mention, time: TimeMention) -> list[str]:
        """The words from a figure to a time behind it, or to the figure of that time; without a margin in brackets."""
        first = mention.last + 1
        if self.words[first : first + 1] == ["("] and ")" in self.words[first : time.first]:
            first = self.words.index(")", first) + 1
        last = min((other.first for other in self.mentions if other.first >= first), default=time.first)
        return self.words[first : min(last, time.first)]

    def _named_behind(self, mention: Mention) -> TimeMention | None:
        """The time that names what a multiple is of: "1.3 times the 2019 figure"."""
        behind = next((time for time in self.times if time.first > mention.last), None)
        near = behind is not None and mention.unit == "ratio" and behind.first - mention.last <= _AFTER
        return behind if near else None

    def _same_part(self, mention: Mention, time: TimeMention) -> Period | None:
        """The quarter or month a figure held in a year before: "was 5 in the first quarter of 2026 compared to 4 in 2025"."""
        before = next((each for each in reversed(self.times) if each.last < mention.first), None)
        if before is None or before.period is None or time.period is None or len(time.period.text) != _YEAR:
            return None
        part = before.period if before.period.text[5:6].isalnum() else None
        if part is None or part.is_interval or part.start.year != time.period.start.year + 1:
            return None
        compared = not _HELD.isdisjoint(self.words[max(before.last, mention.first - _AFTER) : mention.first])
        return span.shift(part, -12) if compared and not span.is_day(part) else None

    def _compared_behind(self, time: TimeMention) -> Period | None:
        """From the time a change is compared with to its own: "fell 0.8% in November compared with October"."""
        other = next((each for each in self.times if each.first > time.last), None)
        between = self.words[time.last + 1 : other.first] if other is not None else []
        if other is None or other.period is None or time.period is None or len(between) > _AFTER:
            return None
        compared = between[:1] in (["compared"], ["from"], ["against"], ["over"]) and other.role is Role.POINT
        return span.between(other.period, time.period) if compared else None

    def _is_base(self, time: TimeMention) -> bool:
        """Whether a figure before was a difference to this time: "above the May rate"."""
        return not _AGAINST.isdisjoint(self.words[max(0, time.first - 3) : time.first])
