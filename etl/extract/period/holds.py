"""Which expression of time belongs to which figure of a sentence, and how firmly."""

from collections.abc import Sequence
from enum import IntEnum

from etl.extract.period.dates import Clock, Role, TimeMention, read_times
from etl.extract.period.inserted_times import is_inserted
from etl.extract.sentence import Mention, Sentence
from etl.model.period import Period
from etl.model.quantity import Kind

_BREAKS = frozenset({";", "—", "while", "whereas", "but", "although", "though", "followed", "?", "!"})
_LINKS = frozenset(
    {",", "and", "or", "(", ")", "±", "*", "/", "&", "to", "–", "-", "about", "around", "roughly", "some", "nearly"}
)
HEDGES = frozenset({"about", "around", "roughly", "some", "nearly", "approximately", "almost", "a"})
_NOW = frozenset({"currently", "presently"})
_PRESENT = frozenset({"is", "are", "now"})
_ABOVE = frozenset({"than", "above", "below"})
_JOINED = frozenset({",", "and"})
_COMPARED = frozenset({"compared", "versus", "vs", "against"})
_COMMAS = frozenset({",", ";"})
_COMMA = frozenset({",", ";", "(", ")", "and", "to", "from"})
_FOUNDED = frozenset({"founded", "founding", "foundation", "inception", "established", "establishment", "incorporated"})
_PAST = frozenset({"was", "were", "had", "rose", "fell", "grew"})
_BASELINES = frozenset(
    {"average", "baseline", "level", "levels", "mean", "value", "edition", "model", "version", "figure", "survey"}
)
_INCLUDES = frozenset({"includes", "include", "included", "comprises", "comprise"})
_RELATIVES = frozenset({"where", "which", "who", "whose"})
_PARTS = frozenset(
    {",", "(", ")", "/", ":", "than", "from", "against", "versus", "compared", "vs", "up", "down", "with", "to", "of"}
)
_MOVED = frozenset({"up", "down", "unchanged", "higher", "lower", "more", "less", "fewer", "little"})
_OWNERS = frozenset({"its", "their", "the", "his", "her", "our"})
_SINCE = frozenset({"from", "on", "over", "than", "since", "against"})
_CLAUSE = 6  # words between two figures of one clause
_ROW = 8  # words from a figure in brackets to the next of a row
_RENAMED = 5  # words from a figure to its other form
_LEADS = 3  # words from a time that opens a clause to its figure
_BASE_LEADS = 4  # words from what is compared with to its figure
_FARTHEST = 14


class Hold(IntEnum):
    """How firmly a time belongs to a figure."""

    WEAK = 0  # a new clause lies between
    BEFORE = 1  # it stands before the figure
    DIRECT = 2  # it follows the figure


class Holds:
    """The figures and times of one sentence."""

    def __init__(self, sentence: Sentence, mentions: Sequence[Mention], clock: Clock) -> None:
        self.sentence, self.mentions, self.clock = sentence, mentions, clock
        self.words = sentence.words
        self.times = read_times(sentence, [(mention.first, mention.last) for mention in mentions], clock)

    def _own(self, place: int) -> tuple[TimeMention, Hold] | None:
        """The time of a figure within its sentence, and how firmly it holds."""
        mention = self.mentions[place]
        after = next((time for time in self.times if time.first > mention.last and not self._is_baseline(time)), None)
        reach = self._reach(place, after) if after is not None else None
        if after is not None and self._is_of_next(after):
            after = None
        if after is not None and reach is Hold.DIRECT and not self._opens_next(mention, after):
            return after, Hold.DIRECT
        before = next((time for time in reversed(self.times) if time.last < mention.first), None)
        if before is not None and self._is_passed_over(before, mention):
            before = next((time for time in reversed(self.times) if time.last < before.first), None)
        if before is not None and (hold := self._hold_before(before, place)) is not None:
            return before, hold
        if before is not None and before.role is Role.BASE:
            earlier = next((time for time in reversed(self.times) if time.last < before.first), None)
            if earlier is not None and (hold := self._hold_before(earlier, place)) is not None:
                return earlier, hold
        if after is None or after.role is Role.BASE:
            return None
        alike = reach is Hold.WEAK or all(other.unit == mention.unit for other in self.mentions)
        lasts = mention.kind is Kind.DURATION and reach is Hold.WEAK
        return (after, Hold.WEAK) if lasts or alike and self._closes(after) else None

    def _opens_next(self, mention: Mention, after: TimeMention) -> bool:
        """Whether a time opens the next clause of a row of them: "In June there were 40, in July 50"."""
        ahead = self.words[mention.last + 1 : after.first]
        before = next((time for time in reversed(self.times) if time.last < mention.first), None)
        if (
            before is None
            or before.role is not Role.POINT
            or after.role is not Role.POINT
            or _JOINED.isdisjoint(ahead[-3:-1])
        ):
            return False
        between = self.words[before.last + 1 : mention.first]
        same = self.words[before.first - 1] == self.words[after.first - 1]
        told = any(after.last < other.first <= after.last + _CLAUSE for other in self.mentions)
        return same and told and len(between) <= _CLAUSE and "," not in between

    def _is_of_next(self, time: TimeMention) -> bool:
        """Whether a figure is compared with one of another time, told behind that: "compared to the prior quarter's 40"."""
        lead = self.words[max(0, time.first - 3) : time.first]
        if time.role is not Role.BASE or _COMPARED.isdisjoint(lead):
            return False
        ahead = next((other for other in self.mentions if other.first > time.last), None)
        between = self.words[time.last + 1 : ahead.first] if ahead is not None else [","]
        return len(between) <= _CLAUSE and _COMMA.isdisjoint(between)

    def _closes(self, time: TimeMention) -> bool:
        """Whether the one time of a sentence closes it: "fell by 1% in mining and 2% in coal, oil and gas, in 2014"."""
        lead = self.words[max(0, time.first - 2) : time.first]
        return self.times == [time] and time.last + 2 >= len(self.words) and lead[:1] == [","] and lead[1:] != ["since"]

    def _is_passed_over(self, time: TimeMention, mention: Mention) -> bool:
        """Whether a time before a figure is named in passing: as a baseline, or in brackets that close before the figure."""
        if self._is_baseline(time):
            return mention.first - time.last > 4
        if self._is_base_of_change(time):
            return mention.first - time.last > _LEADS  # "4% more than this year's €2 million"
        if is_inserted(self.words, time, mention.first):
            return True
        between = self.words[time.last + 1 : mention.first]
        return self._is_closed(time, between) and time.role is not Role.BASE

    def _is_closed(self, time: TimeMention, between: list[str]) -> bool:
        """Whether a time stands in brackets that close before a figure."""
        if self.words[:2] == ["according", "to"] and self._is_of_source(time, between):
            return False
        if ")" not in between or between[0] == ")" and between[-1] == ":":
            return False  # "Average length (2019): 3 minutes"
        return "(" not in between[: between.index(")")] and "(" in self.words[: time.first]

    def _is_of_source(self, time: TimeMention, between: list[str]) -> bool:
        """Whether a time in brackets is that of the source a sentence opens with: "According to the Census (2019), 40%"."""
        named = self.words[: time.first]
        return between[:1] == [")"] and "," not in named and all(other.first > time.last for other in self.mentions)

    def _is_baseline(self, time: TimeMention) -> bool:
        """Whether a time only names what is compared with: "above the 1850–1900 average", "the lowest since 1988, when"."""
        lead = self.words[max(0, time.first - 2) : time.first]
        if time.role is Role.POINT and lead[-1:] == ["since"]:
            return True
        behind = self.words[time.last + 1 : time.last + 2]
        if lead[:1] == ["and"] and lead[-1] in _OWNERS and behind and behind[0].isalpha():
            return True  # "expenses of $2 million and the 2018 budget"
        return time.last + 1 < len(self.words) and self.words[time.last + 1] in _BASELINES

    def _is_compared_with(self, time: TimeMention) -> bool:
        """Whether a time only serves a comparison made before: "twice as many as in 2010, and …"."""
        lead = self.words[max(0, time.first - 2) : time.first]
        return lead[-1:] in (["than"], ["above"], ["below"]) or (lead[-1:] == ["in"] and lead[0] in {"as", "than"})

    def _is_base_of_change(self, time: TimeMention) -> bool:
        """Whether a change is told from a time: "4% from 2019", "4% from its 2019 result"."""
        lead = self.words[max(0, time.first - 2) : time.first]
        counted = lead[0] if lead[-1:] and lead[-1] in _OWNERS else "".join(lead[-1:])
        if counted not in _SINCE - {"since"} or time.role is not Role.POINT:
            return False
        ends = (time.first - 2, time.first - 3)
        change = any(mention.last in ends and mention.kind is Kind.GROWTH for mention in self.mentions)
        return change and "when" not in self.words[time.last + 1 : time.last + 3]

    def _reach(self, place: int, time: TimeMention) -> Hold | None:
        """How a time behind a figure belongs to it; not where another figure comes first."""
        mention, at = self.mentions[place], self.mentions[place].last + 1
        following = place + 1
        while following < len(self.mentions) and self.mentions[following].last < time.first:
            other = self.mentions[following]
            between = self.words[at : other.first]
            joined = mention.kind is not Kind.RATIO and self._is_one_clause(between)
            counted = time.role is Role.BASE and other.kind is Kind.GROWTH and mention.kind is not Kind.GROWTH
            apart = between[-1:] == ["("] and ")" not in self.words[other.last + 1 : time.first]  # "40 (30 in 2024)"
            if counted or apart or not joined and not self._is_alike(mention, other, between):
                return None
            at, following = other.last + 1, following + 1
        between = _without_asides(self.words[at : time.first])
        held = mention.kind is Kind.LEVEL and at > mention.last + 1 and not _ABOVE.isdisjoint(between)
        if held or self._is_moved_since(between):
            return None  # "13 weeks, 2 weeks shorter than a year before"
        if "(" in between:
            closed = self.words[time.last + 1 : time.last + 2] == [")"]
            stated = between[-3:] == ["(", "as", "of"] and len(between) <= _CLAUSE
            adjacent = closed and between[-1] == "(" and len(between) <= 2 and mention.last + 1 == at or stated
            return Hold.DIRECT if adjacent else None
        if len(between) > _FARTHEST or any(word in _BREAKS for word in between):
            return Hold.WEAK if ";" not in between else None
        comma = max((spot for spot, word in enumerate(between) if word == ","), default=-1)
        close = comma < 0 or (len(between) - comma <= 4 and comma <= 3)
        if between[:2] == [",", "and"]:
            next_one = any(0 < other.first - time.last <= _LEADS for other in self.mentions)
            return None if next_one else Hold.WEAK  # "…, and by 2050 two out of three"
        return Hold.DIRECT if close else Hold.WEAK

    def _is_moved_since(self, between: list[str]) -> bool:
        """Whether a time behind a figure is only what it is held against: "239 million, down slightly from 2019"."""
        if between[:1] != [","] or _MOVED.isdisjoint(between):
            return False
        return between[-2 if between[-1] in _OWNERS else -1] in _SINCE

    def _is_alike(self, mention: Mention, other: Mention, between: list[str]) -> bool:
        """Whether two figures side by side are of one kind, or one explains the other."""
        if between[-2:] == [",", "or"] and len(between) <= _RENAMED:
            return True  # "1,200 jobs, or 8% of its staff, by 2027"
        if other.unit == mention.unit and between[:1] == [")"] and between[-1:] == ["("] and len(between) <= _ROW:
            return ";" not in between  # "rises in roads (18.6%), homes (6.1%) and other work (0.1%) in May"
        explains = between[:1] == ["("] or (mention.kind is Kind.GROWTH and "to" in between)
        return (other.unit == mention.unit or explains) and len(between) <= 3 and _LINKS.issuperset(between)

    def _is_one_clause(self, between: list[str]) -> bool:
        """Whether what stands between two figures neither parts nor compares them: "surveyed 212 reefs in 4 regions in 2024"."""
        return len(between) <= _CLAUSE and _PARTS.isdisjoint(between) and _BREAKS.isdisjoint(between)

    def _hold_before(self, time: TimeMention, place: int) -> Hold | None:
        mention = self.mentions[place]
        between = self.words[time.last + 1 : mention.first]
        if time.role is Role.BASE:
            clear = place == 0 or self.mentions[place - 1].last <= time.last  # "twelve months ago it was 40"
            near = len(between) <= _BASE_LEADS + (between[:1] == ["quarter"])
            alone = self.words[time.last] == "ago" and self.times == [time]
            return Hold.BEFORE if (clear and near or alone) and _COMMAS.isdisjoint(between) else None
        behind = self.words[mention.last + 1 : mention.last + 3]
        bracketed = between == ["("]  # "381 fewer than in 2011 (8,748)"
        if not _NOW.isdisjoint(between) or "now" in behind or self._is_compared_with(time) and not bracketed:
            return None
        if (
            time.period
            and self._is_past(time.period)
            and not _PRESENT.isdisjoint(between)
            and _PAST.isdisjoint(between)
        ):
            return None  # "founded in 1987, the company is active in 60 countries"
        if self._is_closed(time, between) or self._is_origin_aside(time, between, mention):
            return None
        parts = between[:2] == [",", "which"] and not _INCLUDES.isdisjoint(between[2:4])
        ahead = time.period is not None and self._is_ahead(time.period)
        if ";" in between or ahead and not parts and not _RELATIVES.isdisjoint(between):
            return None
        return Hold.WEAK if not _BREAKS.isdisjoint(between) else Hold.BEFORE

    def _is_origin_aside(self, time: TimeMention, between: list[str], mention: Mention) -> bool:
        """Whether a time only says since when there is a thing: "the founding in 2018", "loss-making since 2022, it fell"."""
        lead = self.words[max(0, time.first - _CLAUSE) : time.first]
        if not _FOUNDED.isdisjoint(lead[-3:]):
            return True
        aside = time.role is Role.SPAN and "," in between and mention.kind is not Kind.GROWTH
        return aside and lead[-1:] == ["since"] and not _RELATIVES.isdisjoint(lead)

    def _lead(self, mention: Mention) -> str:
        """The word before a figure and its hedge: "from" of "from about 5%"."""
        at = mention.first - 1
        while at > 0 and self.words[at] in HEDGES:
            at -= 1
        return self.words[at] if at >= 0 else ""

    def _inside(self, mention: Mention) -> TimeMention | None:
        return next((time for time in self.times if time.first <= mention.last and mention.first <= time.last), None)

    def _is_past(self, period: Period) -> bool:
        today = self.clock.today
        return today is not None and period.end.year < today.year

    def _is_ahead(self, period: Period) -> bool:
        today = self.clock.today
        return today is not None and period.start > today


def _without_asides(words: list[str]) -> list[str]:
    """Words without what stands in brackets that open and close among them: "the Provident Fund (EPF) accounts in"."""
    words = words[1:] if words[:1] == [")"] else words  # of the figure itself
    while "(" in words and ")" in (closing := words[words.index("(") :]):
        first = words.index("(")
        words = words[:first] + words[first + closing.index(")") + 1 :]
    return words
