"""When a figure holds: which expression of time in its sentence, table, heading or document it takes."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from etl.extract import spans_of_time as span
from etl.extract.columns import column_labels, dated_label
from etl.extract.dates import Clock
from etl.extract.dating import Dating
from etl.extract.genres import is_timeless_kind
from etl.extract.reference_period import reference_period
from etl.extract.sentence import Mention, Sentence
from etl.extract.steps import is_generic, is_measured, is_standing, is_timeless, said_step
from etl.extract.surrounding_times import Around, lead_period, lead_times
from etl.extract.windows import windows
from etl.model.claim import Modality
from etl.model.document import Block, Document, Table, Zone
from etl.model.period import Period
from etl.model.quantity import Kind
from etl.model.record import record

# Dimensions that change from day to day; a length or a power is a property, which holds until something is said.
_CHANGE = re.compile(
    r"\b(?:change|growth|increase|decrease|difference|variation|vs\.?|chg)\b|[Δ±]|\+/[-−–]", re.IGNORECASE
)
_NOW = frozenset({"now", "today", "current", "latest"})
_NO_CLOCK = Clock()
_Figure = tuple[float, float, str, Kind]
_NOTE = 200  # characters of a note between the caption of a table and its rows
_CAME = frozenset(
    {"to", "reached", "hit", "totalled", "totaled", "averaged", "took", "fell", "sold", "produced", "exported"}
)
_BYLINE = 12  # words of a line that says who wrote, and when
_DATELINE = 3  # words of a line that holds a date alone
_PASSING = ("currency", "share", "count", "dimensionless", "")
_NOTICE = 1000  # characters of a text too short to tell more than its news
# A text that tells of days is news of its date; a dated essay, study or product page states what holds at no date.
# The pattern begins with a set of characters, so that the search skips to them.
_NEWS = re.compile(
    r"[dwgvDWGV](?i:(?<=d)ay\b(?:(?<=\bmonday)|(?<=\bfriday)|(?<=\btuesday)|(?<=\bthursday)|(?<=\btoday)|(?<=\bwednesday)"
    r"|(?<=\bsaturday)|(?<=\bsunday)|(?<=\byesterday))|(?<=w)eek\b(?:(?<=\bthis week)|(?<=\blast week)|(?<=\bon the week))"
    r"|(?<=\btonig)ht\b|(?<=\bunv)eil(?:s|ed)\b|(?<=\breported)ly\b)"
    r"|[uU](?i:(?<=\bannou)nce[sd]?\b)"
)


@record
class PeriodContext:
    """What stands around a sentence: the clock of the document, the block it is in, and the texts that head it.

    `leads` are read for a time where the sentence names none, nearest first: column header, row label, caption,
    the line that introduces a list, the heading.
    """

    clock: Clock = _NO_CLOCK
    block_start: int = 0
    block_period: Period | None = None
    leads: tuple[str, ...] = ()
    step: int = 0
    change: Period | None = None
    section_start: int = -1
    shared: str = ""
    is_news: bool = True

    @classmethod
    def of(cls, document: Document) -> "PeriodContext":
        """The context all sentences of a document share."""
        clock = Clock(document.published, reference_period(document))
        text = document.text
        told = len(text) < _NOTICE or _NEWS.search(text) is not None
        return cls(clock, is_news=told and not is_timeless_kind(text))

    def at(self, document: Document, index: int) -> "PeriodContext":
        """The context of block `index` of the document."""
        block, text = document.blocks[index], document.text
        leads = [text[above.start : above.end] for above in _introduction(document, index)]
        above = document.blocks[index - 1] if index and block.table else None
        if above and above.zone is Zone.BODY and above.end - above.start <= _NOTE:
            leads.append(text[above.start : above.end])
        if block.heading >= 0 and block.zone is not Zone.REFERENCE:
            heading = document.blocks[block.heading]
            leads += self._without_dateline(text[heading.start : heading.end])
        opening = document.blocks[block.heading + 1].start if block.heading >= 0 else -1
        shared = self._only_date(text, block.table) if block.table else ""
        return replace(
            self, block_start=block.start, block_period=block.period, leads=tuple(leads), section_start=opening,
            shared=shared,
        )  # fmt: skip

    def _without_dateline(self, heading: str) -> list[str]:
        """The heading, unless it is only the date the text appeared on."""
        published = self.clock.published
        words = heading.split()
        bare = len(words) <= _DATELINE or words[0].lower() == "by" and len(words) <= _BYLINE
        return [] if bare and published and lead_period(heading, self.clock) == span.month_of(published) else [heading]

    def cell(self, document: Document, index: int, row: int, column: int) -> "PeriodContext":
        """The context of a cell of the table in block `index`; call it on the context of that block."""
        table, text = document.blocks[index].table, document.text
        if table is None:
            return self
        header = self._dated(_header(text, table, row, column))
        change = self._change(text, table, row, column) if _CHANGE.search(header) else None
        first = table.rows[row][0]
        texts = [header, text[first.start : first.end] if column else ""]
        if table.caption:
            texts.append(text[table.caption.start : table.caption.end])
        texts.append(self.shared)
        step = said_step(header.lower().replace("/", " / ").replace("-", " - ").split())
        return replace(self, block_start=0, leads=(*filter(None, texts), *self.leads), step=step, change=change)

    def _only_date(self, text: str, table: Table) -> str:
        """The one header that names a time, which the columns beside it share: "Q3 sales | Profit"; empty where several do."""
        headers = [text[cell.start : cell.end] for cell in table.header or ()]
        dated = [header for header in headers if lead_period(header, self.clock, days=True)]
        return dated[0] if len(dated) == 1 else ""

    def _dated(self, header: str) -> str:
        """A header with the day the heading or note above the table counts at: "Population, 1 January" over "2025"."""
        above = next((lead for lead in self.leads if len(lead) <= _NOTE and dated_label("2000", lead) != "2000"), "")
        return dated_label(header, above)

    def _change(self, text: str, table: Table, row: int, column: int) -> Period | None:
        """The two times a column of changes lies between; None where none are named."""
        own = [
            time.period
            for time in lead_times(self._dated(_header(text, table, row, column)), self.clock)
            if time.period
        ]
        others = [own] if own else []
        for left in range(column - 1, -1, -1):
            named = self._dated(_header(text, table, row, left))
            dated = [time.period for time in lead_times(named, self.clock) if time.period]
            others.append(dated or ([self.default] if named.lower() in _NOW and self.default else []))
        points = [each[0] for each in others if each][:2]
        if len(points) == 1 and own:
            caption = text[table.caption.start : table.caption.end] if table.caption else ""
            points += [time.period for time in lead_times(caption, self.clock) if time.period][:1]
            points += [self.default] if len(points) == 1 and self.default else []
        if len(points) < 2 or points[0].text == points[1].text:
            return None
        return span.between_days(*points[:2])

    @property
    def default(self) -> Period | None:
        """When a figure holds that nothing dates: the period reported on, else the month a dated text appeared in.

        A text dated by its month alone, as reports and studies are, is not about that month.
        """
        if self.clock.reference is not None:
            return self.clock.reference
        published = self.clock.published if self.is_news else None
        return span.month_of(published) if published and published.day > 1 else None


def _header(text: str, table: Table, row: int, column: int) -> str:
    labels = reversed(column_labels(text, table, row, column))
    caption = text[table.caption.start : table.caption.end] if table.caption else ""
    return dated_label(" ".join(text[label.start : label.end] for label in labels), caption)


def _introduction(document: Document, index: int) -> list[Block]:
    """The line that introduces the list a block is an item of: the nearest above that ends with a colon."""
    blocks, text = document.blocks, document.text
    for above in range(index - 1, max(-1, index - 12), -1):
        block, below = blocks[above], blocks[above + 1]
        if block.heading != blocks[index].heading or block.zone is not Zone.BODY:
            break
        if text[max(block.start, block.end - 20) : block.end].rstrip("*_ ").endswith(":"):
            return [block]
        between = text[block.end : below.start].strip()
        if not between:
            break
    return []


def periods_of(sentence: Sentence, mentions: Sequence[Mention], context: PeriodContext) -> list[Period | None]:
    """The period of each mention as far as its sentence and what stands around it says; None where nothing does.

    `settle_periods` fills the rest from the whole document.
    """
    found: list[Period | None] = []
    for part, held in windows(sentence, mentions) if mentions else ():
        found += Dating(part, held, context.clock, _around(part, context)).read()
    return found


def _around(sentence: Sentence, context: PeriodContext) -> Around:
    return Around(
        sentence, context.clock, context.block_start, context.block_period, context.leads, context.default, context.step,
        context.change, context.section_start,
    )  # fmt: skip


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
    settled = [_settled(draft, place, known) for place in range(len(draft.periods))]
    for place in range(1, len(settled)):
        if settled[place] is None and _is_restated(draft, place):
            settled[place] = settled[place - 1]
    moved = {before: after for before, after in zip(draft.periods, settled, strict=True) if before and before != after}
    return tuple(
        moved.get(period, period) if mention.kind is Kind.DURATION and period else period
        for mention, period in zip(draft.mentions, settled, strict=True)
    )


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
    if default is None or modality is Modality.PROJECTION or is_timeless(draft.sentence, mention):
        return None
    if is_standing(draft.sentence, draft.context.leads) or is_generic(draft.sentence):
        return None
    reports = draft.context.clock.reference is not None
    if mention.kind is Kind.GROWTH:
        return span.back_to(default, 12) if reports else None
    measured = mention.kind is Kind.RATIO or mention.kind is Kind.DURATION and is_measured(draft.sentence, mention)
    if mention.kind not in (Kind.LEVEL, Kind.SHARE) and not (reports and measured):
        return None
    return default if reports or _is_passing(mention) or _is_event(draft.sentence, mention) else None


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
