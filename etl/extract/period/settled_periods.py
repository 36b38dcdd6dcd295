"""The periods of a whole document: what its sentences leave open is told by what is said elsewhere, or by default."""

from collections.abc import Mapping, Sequence

from etl.extract.period import spans_of_time as span
from etl.extract.period.period_context import PeriodContext
from etl.extract.period.steps import is_generic, is_measured, is_standing, is_stock, is_timeless, tells_past
from etl.extract.period.time_mentions import Clock
from etl.extract.sentence import Mention, Sentence
from etl.model.claim import Modality
from etl.model.document import Zone
from etl.model.period import Period
from etl.model.quantity import Kind
from etl.model.record import record

_Figure = tuple[float, float, str, Kind]
_PERFECT = frozenset({"has", "have"})
_GONE = frozenset(
    {"risen", "grown", "fallen", "been", "become", "gone", "come", "seen", "spent", "made", "already", "now"}
)
_CAME = frozenset(
    {"to", "reached", "hit", "totalled", "totaled", "averaged", "took", "fell", "sold", "produced", "exported"}
)
_PASSING = ("currency", "share", "count", "dimensionless", "")
_QUARTER = 3  # months
_BESIDE = 5  # words before a figure that name what it counts


@record
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
    known: dict[_Figure, Period] = {}
    for draft in drafts:
        if draft.sentence.zone in (Zone.BODY, Zone.TABLE):
            for mention, period in zip(draft.mentions, draft.periods, strict=True):
                if period is not None:
                    known.setdefault((mention.low, mention.high, mention.unit, mention.kind), period)
    return [_settled_sentence(draft, known) for draft in drafts]


def _settled_sentence(draft: Draft, known: Mapping[_Figure, Period]) -> tuple[Period | None, ...]:
    settled = [_at_end(draft, place, _settled(draft, place, known)) for place in range(len(draft.periods))]
    for place in range(1, len(settled)):
        if settled[place] is None and _is_restated(draft, place):
            settled[place] = settled[place - 1]
    moved = {before: after for before, after in zip(draft.periods, settled, strict=True) if before and before != after}
    return tuple(
        moved.get(period, period) if mention.kind is Kind.DURATION and period else period
        for mention, period in zip(draft.mentions, settled, strict=True)
    )


def _at_end(draft: Draft, place: int, period: Period | None) -> Period | None:
    """The last month of the period reported on for what is counted at its end: "net debt of £58 million"."""
    mention, words = draft.mentions[place], draft.sentence.words
    clock = draft.context.clock
    ended = clock.published is None or clock.closing is not None or _is_over(clock)
    if (
        period is None
        or period != clock.reference
        or not ended
        or draft.sentence.zone is Zone.TABLE
        or span.months_long(period) < _QUARTER
    ):
        return period
    near = words[max(0, mention.first - _BESIDE) : mention.last + 3]
    return clock.month_closing(period) if is_stock(near) and mention.kind is not Kind.GROWTH else period


def _is_over(clock: Clock) -> bool:
    return clock.reference is not None and clock.published is not None and clock.reference.end <= clock.published


def _is_restated(draft: Draft, place: int) -> bool:
    """Whether a figure in brackets gives the one before it in another unit: "2.8 million tonnes (111 million bushels)"."""
    before, mention = draft.mentions[place - 1], draft.mentions[place]
    between = draft.sentence.words[before.last + 1 : mention.first]
    return before.kind is mention.kind is Kind.LEVEL and between in (["("], ["(", "about"])


def _settled(draft: Draft, place: int, known: Mapping[_Figure, Period]) -> Period | None:
    mention, period = draft.mentions[place], draft.periods[place]
    again = known.get((mention.low, mention.high, mention.unit, mention.kind))
    if period is not None:
        multiple = mention.kind is Kind.GROWTH and mention.unit == "ratio"
        restated = multiple and again is not None and again.is_interval and _tells_more(again, period)
        return again if restated else period
    if draft.modalities[place] is Modality.HYPOTHETICAL or draft.sentence.zone is Zone.REFERENCE:
        return None
    default = _by_default(draft, mention, draft.modalities[place])
    if again is not None and _is_distinct(mention) and (default is None or draft.context.clock.reference is None):
        return again
    return default


def _tells_more(known: Period, period: Period) -> bool:
    """Whether the period a growth had elsewhere says better what is counted here: the same end, or within it."""
    return known.end == period.end or (period.start <= known.start and known.end <= period.end)


def _by_default(draft: Draft, mention: Mention, modality: Modality) -> Period | None:
    default = draft.context.default
    if default is not None and _is_before_plan(draft, mention, default):
        default = span.month_of(draft.context.clock.published or default.start)
    if default is None or _is_to_come(mention, modality) or is_timeless(draft.sentence, mention):
        return None
    if is_standing(draft.sentence, draft.context.leads) or is_generic(draft.sentence):
        return None
    reports = draft.context.clock.reference is not None
    if (
        draft.context.clock.published is None
        and span.months_long(default) > _QUARTER
        and not tells_past(draft.sentence)
    ):
        return None
    if mention.kind is Kind.GROWTH:
        return span.back_to(default, 12) if reports else None
    measured = mention.kind is Kind.RATIO or mention.kind is Kind.DURATION and is_measured(draft.sentence, mention)
    if mention.kind not in (Kind.LEVEL, Kind.SHARE) and not (reports and measured):
        return None
    return default if reports or _is_passing(mention) or _is_event(draft.sentence, mention) else None


def _is_before_plan(draft: Draft, mention: Mention, planned: Period) -> bool:
    """Whether a budget tells of what came about before the year it plans: "arrivals have increased to 60 million"."""
    published = draft.context.clock.published
    if published is None or planned.end.year <= published.year:
        return False
    words = draft.sentence.words[: mention.first]
    perfect = (place for place, word in enumerate(words[:-1]) if word in _PERFECT)
    return any(words[place + 1].endswith("ed") or words[place + 1] in _GONE for place in perfect)


def _is_to_come(mention: Mention, modality: Modality) -> bool:
    """Whether a figure is of a time nobody tells: a forecast, or a plan of other than money, which is offered now."""
    return modality is Modality.PROJECTION or modality is Modality.TARGET and mention.dimension != "currency"


def _is_event(sentence: Sentence, mention: Mention) -> bool:
    """Whether news tell an amount as what came about: "exports came to 2.8 million tonnes", "it reached 24 °C"."""
    lead = sentence.words[max(0, mention.first - 2) : mention.first]
    return mention.kind is Kind.LEVEL and not _CAME.isdisjoint(lead)


def _is_distinct(mention: Mention) -> bool:
    """Whether the same figure elsewhere is likely the same claim: an amount is, a small percentage need not be."""
    if mention.kind is Kind.GROWTH:
        return mention.unit == "percent" and mention.low == mention.high and mention.low % 1 != 0
    return _is_passing(mention) and mention.dimension != "share"


def _is_passing(mention: Mention) -> bool:
    """Whether a figure changes from day to day: money, shares, counts; a length or a power is more often a property."""
    if mention.kind in (Kind.DURATION, Kind.RATIO):
        return False
    if mention.kind is Kind.SHARE or "told_unit" in mention.marks:
        return True
    return mention.dimension.partition("/")[0] in _PASSING or mention.unit.startswith("token")
