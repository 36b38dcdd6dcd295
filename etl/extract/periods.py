"""When a figure holds: which expression of time in its sentence, table, heading or document it takes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from etl.extract import spans_of_time as span
from etl.extract.columns import column_labels
from etl.extract.dates import Clock, Role, TimeMention, read_times
from etl.extract.lexer import tokenize
from etl.extract.reference_period import reference_period
from etl.extract.sentence import Mention, Sentence
from etl.model.claim import Modality
from etl.model.document import Document, Span, Zone
from etl.model.period import Period
from etl.model.quantity import Kind

_BREAKS = frozenset({";", "—", "while", "whereas", "but", "although", "though", "?", "!"})
_LINKS = frozenset(
    {",", "and", "or", "(", ")", "/", "&", "to", "–", "-", "about", "around", "roughly", "some", "nearly"}
)
_BASES = frozenset({"from", "after", "against", "versus", "vs", "than"})
_YEARLY = frozenset({"yoy", "y/y", "year-on-year", "year-over-year", "annual", "annually"})
_CHANGES = frozenset({"by", "of"})
_TIMELESS = frozenset({"parameter", "byte", "byte/s", "byte/second", "bit", "bit/s", "bit/second", "FLOPS", "hertz"})
_LOOK_BACK = 700


@dataclass(frozen=True, slots=True)
class PeriodContext:
    """What stands around a sentence: the clock of the document, the block it is in, and the texts that head it.

    `leads` are read for a time where the sentence names none, nearest first: column header, row label, caption,
    the line that introduces a list, the heading.
    """

    clock: Clock = Clock()
    block_start: int = 0
    block_period: Period | None = None
    leads: tuple[Span, ...] = ()

    @classmethod
    def of(cls, document: Document) -> "PeriodContext":
        """The context all sentences of a document share."""
        return cls(Clock(document.published, reference_period(document)))

    def at(self, document: Document, index: int) -> "PeriodContext":
        """The context of block `index` of the document."""
        block = document.blocks[index]
        leads = []
        above = document.blocks[index - 1] if index else None
        if above and document.text[above.start : above.end].rstrip().endswith(":"):
            leads.append(Span(above.start, above.end))
        if block.heading >= 0 and block.zone is not Zone.REFERENCE:
            heading = document.blocks[block.heading]
            leads.append(Span(heading.start, heading.end))
        return replace(self, block_start=block.start, block_period=block.period, leads=tuple(leads))

    def cell(self, document: Document, index: int, row: int, column: int) -> "PeriodContext":
        """The context of a cell of the table in block `index`; call it on the context of that block."""
        table = document.blocks[index].table
        if table is None:
            return self
        labels = column_labels(document.text, table, row, column)
        first = [table.rows[row][0]] if column else []
        caption = [table.caption] if table.caption else []
        return replace(self, block_start=0, leads=(*labels, *first, *caption, *self.leads))

    @property
    def default(self) -> Period | None:
        """When a figure holds that nothing dates: the period reported on, else the month of publication."""
        if self.clock.reference is not None:
            return self.clock.reference
        return span.month_of(self.clock.published) if self.clock.published else None


def periods_of(sentence: Sentence, mentions: Sequence[Mention], context: PeriodContext) -> list[Period | None]:
    """The period of each mention as far as its sentence and what stands around it says; None where nothing does.

    `settle_periods` fills the rest from the whole document.
    """
    if not mentions:
        return []
    return _Scene(sentence, mentions, context).read()


def is_timeless(sentence: Sentence, mention: Mention) -> bool:
    """Whether a figure is a property of a thing, which holds at no time: size of a model, clock of a chip."""
    if mention.unit in _TIMELESS or (mention.unit == "meter" and 0 < mention.high < 1e-4):
        return True
    if mention.unit == "watt" and 0 < mention.high < 1e5:
        return True
    return mention.unit == "token" and "-" in sentence.text[mention.start : mention.end]


class _Scene:
    """The figures and times of one sentence."""

    def __init__(self, sentence: Sentence, mentions: Sequence[Mention], context: PeriodContext) -> None:
        self.sentence, self.mentions, self.context = sentence, mentions, context
        self.words = sentence.words
        self.times = read_times(sentence, [(mention.first, mention.last) for mention in mentions], context.clock)
        self.periods: list[Period | None] = []
        self.around: list[TimeMention] | None = None

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

    def _own(self, place: int) -> tuple[TimeMention, bool] | None:
        """The time of a figure within its sentence, and whether it follows the figure directly."""
        mention = self.mentions[place]
        after = next((time for time in self.times if time.first > mention.last), None)
        if after is not None and self._reaches(place, after):
            return after, True
        before = next((time for time in reversed(self.times) if time.last < mention.first), None)
        if before is not None and before.role is not Role.BASE and not self._is_closed(before, mention):
            return before, False
        if after is not None and before is None and after.role is not Role.BASE and not self._is_aside(mention, after):
            return after, False
        return None

    def _reaches(self, place: int, time: TimeMention) -> bool:
        """Whether a time behind a figure belongs to it: no other figure, no new clause between."""
        mention, at = self.mentions[place], self.mentions[place].last + 1
        following = place + 1
        while following < len(self.mentions) and self.mentions[following].last < time.first:
            other = self.mentions[following]
            if other.first - at > 3 or any(word not in _LINKS for word in self.words[at : other.first]):
                return False
            at, following = other.last + 1, following + 1
        between = self.words[at : time.first]
        if len(between) > 14 or any(word in _BREAKS for word in between):
            return False
        if "(" in between:
            return between[-1] == "(" and len(between) <= 2 and mention.last + 1 == at
        comma = max((spot for spot, word in enumerate(between) if word == ","), default=-1)
        return comma < 0 or (len(between) - comma <= 4 and comma <= 3)

    def _is_closed(self, time: TimeMention, mention: Mention) -> bool:
        """Whether the time stands in brackets that close before the figure."""
        between = self.words[time.last + 1 : mention.first]
        return ")" in between and "(" not in between[: between.index(")")] and "(" in self.words[: time.first]

    def _is_aside(self, mention: Mention, time: TimeMention) -> bool:
        between = self.words[mention.last + 1 : time.first]
        return ";" in between or ("(" in between and ")" not in between)

    def _inside(self, mention: Mention) -> TimeMention | None:
        return next((time for time in self.times if time.first <= mention.last and mention.first <= time.last), None)

    # --- figures that hold at a time

    def _level(self, place: int) -> Period | None:
        mention = self.mentions[place]
        inside = self._inside(mention)
        if inside is not None:
            return inside.period
        own = self._own(place)
        if is_timeless(self.sentence, mention):
            return own[0].period if own and own[1] and own[0].period and len(own[0].period.text) == 4 else None
        if own is None:
            return self._base(place) or self._inherited(mention)
        time, direct = own
        if time.role is Role.BASE:
            return self._from_base(place, time)
        return (None if direct else self._base(place, time.period)) or time.period

    def _from_base(self, place: int, time: TimeMention) -> Period | None:
        anchor = next((period for period in reversed(self.periods[:place]) if period), None)
        anchor = anchor or self._inherited(self.mentions[place]) or self.context.clock.reference
        if anchor is None:
            return time.period
        if time.period is not None:
            return span.shift(anchor, 12 * (time.period.start.year - anchor.end.year))
        return span.shift(anchor, -time.months)

    def _base(self, place: int, period: Period | None = None) -> Period | None:
        """The period of a figure another has moved on from: "up from $320.9 million"."""
        mention = self.mentions[place]
        lead = self.words[mention.first - 1] if mention.first else ""
        if lead not in _BASES or not self._has_comparison(place):
            return None
        now = period or self._inherited(mention) or self.context.clock.reference
        if now is None or now.is_interval or "-" in now.text and now.text[5] != "Q":
            return None
        return span.shift(now, -12)

    def _has_comparison(self, place: int) -> bool:
        mention = self.mentions[place]
        return any(other is not mention and other.unit in (mention.unit, "percent", "ratio") for other in self.mentions)

    # --- changes

    def _is_change(self, mention: Mention) -> bool:
        if mention.kind is Kind.GROWTH:
            return True
        if mention.kind is Kind.DURATION:
            return any(other.kind is Kind.GROWTH for other in self.mentions) and self._inside(mention) is None
        written = self.sentence.text[mention.start]
        before = self.words[mention.first - 1] if mention.first else ""
        return written == "+" or before == "+"

    def _change(self, place: int) -> Period | None:
        mention = self.mentions[place]
        inside, own = self._inside(mention), self._own(place)
        if inside is not None and inside.period is not None:
            return inside.period
        if own is not None and own[0].role is Role.SPAN:
            return own[0].period
        step = self._step(mention)
        levels = self._levels()
        if step == 0 and len(levels) > 1 and not (own and own[1]):
            return span.between(levels[0], levels[-1])
        now = own[0].period if own and own[0].role is Role.POINT else None
        if now is None:
            now = self._inherited(mention) or (self.context.clock.reference if mention.kind is Kind.GROWTH else None)
        if now is None or now.is_interval and not step:
            return now
        if step == 0 and self._is_ahead(now):
            return self._until(now)
        return span.back_to(now, step or self._length() or 12) if self._is_counted(now, step) else now

    def _is_counted(self, now: Period, step: int) -> bool:
        """Whether a growth up to a period is one over the year: always where the text says so, else not for months."""
        return bool(step) or len(now.text) == 4 or now.text[5] in "QH" or bool(self._length())

    def _step(self, mention: Mention) -> int:
        """Months a stated rate looks back: 12 for year on year, 3 for quarter on quarter, 0 where nothing is said."""
        if "year_on_year" in mention.marks:
            return 12
        near = self.words[mention.last + 1 : mention.last + 7]
        text = " ".join(near)
        if any(word in text for word in ("quarter - on", "quarter - over", "qoq", "q / q", "sequential")):
            return 3
        if any(word in text for word in ("year - on", "year - over", "year on year", "yoy", "y / y", "a year ago")):
            return 12
        base = next((time for time in self.times if time.role is Role.BASE and time.first > mention.last), None)
        return base.months if base else 0

    def _levels(self) -> list[Period]:
        """The dated points of the levels in the sentence, in time order, each once."""
        points = {
            period.text: period
            for period, mention in zip(self.periods, self.mentions, strict=True)
            if period and not period.is_interval and mention.kind not in (Kind.GROWTH, Kind.DURATION)
        }
        if len(points) < 2:
            points |= {
                time.period.text: time.period
                for time in self.times
                if time.period and time.role is Role.POINT and not time.period.is_interval
            }
        return sorted(points.values())

    def _length(self) -> int:
        """Months of a duration the sentence gives for a change: "in two years"."""
        for mention in self.mentions:
            lead = self.words[mention.first - 1] if mention.first else ""
            if mention.kind is Kind.DURATION and lead in {"in", "over", "within"} and mention.low == mention.high:
                return round(mention.low * {"year": 12, "decade": 120, "month": 1, "quarter": 3}.get(mention.unit, 0))
        return 0

    def _is_ahead(self, period: Period) -> bool:
        today = self.context.clock.today
        return today is not None and period.start > today

    def _until(self, period: Period) -> Period:
        today = self.context.clock.today
        if today is None or period.start.year - today.year < 1 or len(period.text) != 4:
            return period
        return span.between(span.year(today.year), period)

    # --- where the sentence says nothing

    def _inherited(self, mention: Mention) -> Period | None:
        """The time of the line of a timeline, of what heads the block, or of what was said before in the block."""
        if self.context.block_period is not None:
            return self.context.block_period
        for lead in self.context.leads[:6]:
            time = self._lead_time(lead)
            if time is not None:
                return time
        if mention.kind is Kind.RATIO:
            return None
        return self._carried()

    def _lead_time(self, lead: Span) -> Period | None:
        if lead.end - lead.start > 400:
            return None
        heading = tokenize(self.sentence.text, lead.start, lead.end)
        times = read_times(heading, [], self.context.clock)
        return next((time.period for time in times if time.period and not span.is_day(time.period)), None)

    def _carried(self) -> Period | None:
        """The last point of time named before in the same block that is past and longer than a day."""
        start = max(self.context.block_start, self.sentence.start - _LOOK_BACK)
        if self.sentence.zone is Zone.TABLE or start >= self.sentence.start:
            return None
        if self.around is None:
            earlier = tokenize(self.sentence.text, start, self.sentence.start)
            self.around = read_times(earlier, [], self.context.clock)
        today = self.context.clock.today
        for time in reversed(self.around):
            period = time.period
            if period and time.role is Role.POINT and not span.is_day(period) and not (today and period.start > today):
                return period
        return None


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence whose periods are read as far as it tells them, with what settling the rest depends on."""

    sentence: Sentence
    mentions: tuple[Mention, ...]
    periods: tuple[Period | None, ...]
    modalities: tuple[Modality, ...]
    context: PeriodContext


def settle_periods(drafts: Sequence[Draft]) -> list[tuple[Period | None, ...]]:
    """The periods of a whole document: what is said again holds when it held before, the rest by default.

    A figure stated elsewhere with its period takes it ("the $200 billion projection"). What then has none holds in
    the period the document reports on, or in its month where it is news, unless it is timeless or only supposed.
    """
    known: dict[tuple[float, float, str], Period] = {}
    for draft in drafts:
        if draft.sentence.zone in (Zone.BODY, Zone.TABLE, Zone.TIMELINE):
            for mention, period in zip(draft.mentions, draft.periods, strict=True):
                if period is not None and draft.context.block_period is None:
                    known.setdefault((mention.low, mention.high, mention.unit), period)
    return [
        tuple(
            period if period is not None else _settled(draft, place, known)
            for place, period in enumerate(draft.periods)
        )
        for draft in drafts
    ]


def _settled(draft: Draft, place: int, known: dict[tuple[float, float, str], Period]) -> Period | None:
    mention = draft.mentions[place]
    if is_timeless(draft.sentence, mention) or draft.modalities[place] is Modality.HYPOTHETICAL:
        return None
    again = known.get((mention.low, mention.high, mention.unit))
    if again is not None and mention.kind is not Kind.DURATION:
        return again
    default = draft.context.default
    if default is None or draft.sentence.zone is Zone.REFERENCE or draft.modalities[place] is Modality.PROJECTION:
        return None
    if mention.kind is Kind.GROWTH:
        return span.back_to(default, 12) if draft.context.clock.reference else None
    return default if mention.kind in (Kind.LEVEL, Kind.SHARE) else None
