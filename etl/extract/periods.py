"""When a figure holds: which expression of time in its sentence, table, heading or document it takes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from etl.extract import spans_of_time as span
from etl.extract.columns import column_labels
from etl.extract.dates import Clock
from etl.extract.dating import Dating, is_timeless, said_step
from etl.extract.reference_period import reference_period
from etl.extract.sentence import Mention, Sentence
from etl.extract.surrounding_times import Around
from etl.model.claim import Modality
from etl.model.document import Document, Zone
from etl.model.period import Period
from etl.model.quantity import Kind

# Dimensions that change from day to day; a length or a power is a property, which holds until something is said.
_PASSING = ("currency", "share", "count", "dimensionless", "")


@dataclass(frozen=True, slots=True)
class PeriodContext:
    """What stands around a sentence: the clock of the document, the block it is in, and the texts that head it.

    `leads` are read for a time where the sentence names none, nearest first: column header, row label, caption,
    the line that introduces a list, the heading.
    """

    clock: Clock = Clock()
    block_start: int = 0
    block_period: Period | None = None
    leads: tuple[str, ...] = ()
    step: int = 0

    @classmethod
    def of(cls, document: Document) -> "PeriodContext":
        """The context all sentences of a document share."""
        return cls(Clock(document.published, reference_period(document)))

    def at(self, document: Document, index: int) -> "PeriodContext":
        """The context of block `index` of the document."""
        block, text = document.blocks[index], document.text
        leads = []
        above = document.blocks[index - 1] if index else None
        if above and text[max(above.start, above.end - 20) : above.end].rstrip("*_ ").endswith(":"):
            leads.append(text[above.start : above.end])
        if block.heading >= 0 and block.zone is not Zone.REFERENCE:
            heading = document.blocks[block.heading]
            leads.append(text[heading.start : heading.end])
        return replace(self, block_start=block.start, block_period=block.period, leads=tuple(leads))

    def cell(self, document: Document, index: int, row: int, column: int) -> "PeriodContext":
        """The context of a cell of the table in block `index`; call it on the context of that block."""
        table, text = document.blocks[index].table, document.text
        if table is None:
            return self
        labels = reversed(column_labels(text, table, row, column))
        header = " ".join(text[label.start : label.end] for label in labels)
        first = table.rows[row][0]
        texts = [header, text[first.start : first.end] if column else ""]
        if table.caption:
            texts.append(text[table.caption.start : table.caption.end])
        step = said_step(header.lower().replace("/", " / ").replace("-", " - ").split())
        return replace(self, block_start=0, leads=(*filter(None, texts), *self.leads), step=step)

    @property
    def default(self) -> Period | None:
        """When a figure holds that nothing dates: the period reported on, else the month a dated text appeared in.

        A text dated by its month alone, as reports and studies are, is not about that month.
        """
        if self.clock.reference is not None:
            return self.clock.reference
        published = self.clock.published
        return span.month_of(published) if published and published.day > 1 else None


def periods_of(sentence: Sentence, mentions: Sequence[Mention], context: PeriodContext) -> list[Period | None]:
    """The period of each mention as far as its sentence and what stands around it says; None where nothing does.

    `settle_periods` fills the rest from the whole document.
    """
    if not mentions:
        return []
    around = Around(
        sentence, context.clock, context.block_start, context.block_period, context.leads, context.default, context.step
    )
    return Dating(sentence, mentions, context.clock, around).read()


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
        if draft.sentence.zone in (Zone.BODY, Zone.TABLE):
            for mention, period in zip(draft.mentions, draft.periods, strict=True):
                if period is not None:
                    known.setdefault((mention.low, mention.high, mention.unit), period)
    return [tuple(_settled(draft, place, known) for place in range(len(draft.periods))) for draft in drafts]


def _settled(draft: Draft, place: int, known: dict[tuple[float, float, str], Period]) -> Period | None:
    mention, period = draft.mentions[place], draft.periods[place]
    again = known.get((mention.low, mention.high, mention.unit))
    if period is not None:
        restated = again is not None and mention.kind is Kind.GROWTH and again.is_interval and again.end == period.end
        return again if restated else period
    if draft.modalities[place] is Modality.HYPOTHETICAL or draft.sentence.zone is Zone.REFERENCE:
        return None
    if again is not None and mention.kind not in (Kind.DURATION, Kind.RATIO):
        return again
    return _by_default(draft, mention, draft.modalities[place])


def _by_default(draft: Draft, mention: Mention, modality: Modality) -> Period | None:
    default = draft.context.default
    if default is None or modality is Modality.PROJECTION or is_timeless(draft.sentence, mention):
        return None
    reports = draft.context.clock.reference is not None
    if mention.kind is Kind.GROWTH:
        return span.back_to(default, 12) if reports else None
    if mention.kind not in (Kind.LEVEL, Kind.SHARE):
        return None
    passing = mention.dimension.partition("/")[0] in _PASSING or mention.unit.startswith("token")
    return default if reports or passing else None
