"""How the text stands to its figures: how exactly they are meant, how surely, and who says so."""

import re
from collections.abc import Sequence
from datetime import date

from etl.extract.language.windows import windows
from etl.extract.sentence import Mention, Sentence, Stance
from etl.extract.stance.bounds import bounds_of
from etl.extract.stance.existing import is_known
from etl.extract.stance.labels import (
    modality_ahead,
    modality_of_introduction,
    modality_of_label,
    modality_of_section,
    modality_of_title,
)
from etl.extract.stance.modality import modalities_of, timed
from etl.extract.stance.speakers import speakers_of
from etl.model.claim import Modality
from etl.model.document import Block, Document, Zone
from etl.model.period import Period
from etl.model.record import record, replace

_PLANNED = frozenset({"currency", "count"})
_OPENING = 5  # blocks
_ITEM = re.compile(r"\s*(?:[-*+•–]|\d{1,2}[.)]|\([a-z0-9]{1,3}\))\s+(?!(?:notes?|noted|recalls?|welcomes?)\b)")
_ITEMS = 12  # blocks from an item to the line that introduces the list


@record
class StanceContext:
    """What stands around a sentence: the day of publication, where its block begins, and the heading over it."""

    published: date | None = None
    block_start: int = 0
    titled: Modality | None = None  # what the caption of a table says all its figures are
    ahead: Modality = Modality.PROJECTION  # what figures of a time to come are
    labelled: bool = False  # whether the label of a column or row says so, which goes before the time of a figure

    @classmethod
    def of(cls, document: Document, told_until: date | None = None) -> "StanceContext":
        """The context all sentences of a document share; what lies before `told_until` is no forecast."""
        return cls(told_until or document.published, ahead=modality_ahead(_titles(document)))

    def at(self, document: Document, index: int) -> "StanceContext":
        """The context of block `index` of the document."""
        block = document.blocks[index]
        caption = block.table.caption if block.table else None
        titled = modality_of_title(document.text[caption.start : caption.end]) if caption else None
        if block.table is None and _is_item(document, block):
            if block.heading >= 0:
                heading = document.blocks[block.heading]
                titled = modality_of_section(document.text[heading.start : heading.end])
            titled = titled or _introduced(document, index)
        return StanceContext(self.published, block.start, titled, self.ahead)

    def cell(self, header: str, label: str) -> "StanceContext":
        """The context of a cell in a column or row that says what its figures are: "Q2 forecast", "Planned"."""
        labelled = modality_of_label(header) or modality_of_label(label)
        return (
            self
            if labelled is None
            else StanceContext(self.published, self.block_start, labelled, self.ahead, labelled=True)
        )


def _is_item(document: Document, block: Block) -> bool:
    return _ITEM.match(document.text, document.text.rfind("\n", 0, block.start) + 1) is not None


def _introduced(document: Document, index: int) -> Modality | None:
    """What the line over a list says of its items: "I shall introduce three measures:"."""
    for block in reversed(document.blocks[max(0, index - _ITEMS) : index]):
        written = document.text[block.start : block.end].rstrip(" *_")
        if written.endswith(":"):
            return modality_of_introduction(written)
        if not _is_item(document, block):
            break
    return None


def _titles(document: Document) -> str:
    """The title and the first headings, one of which may be a masthead."""
    opening = document.blocks[:_OPENING]
    headings = [document.text[each.start : each.end] for each in opening if each.zone is Zone.HEADING]
    return "\n".join([document.title, *headings])


def stances_of(
    sentence: Sentence,
    mentions: Sequence[Mention],
    context: StanceContext,
    periods: Sequence[Period | None] | None = None,
) -> list[Stance]:
    """The stance of each mention; `periods` are theirs where they are known, for a time to come makes a forecast."""
    known = list(periods) if periods is not None else [None] * len(mentions)
    found: list[Stance] = []
    for part, held in windows(sentence, mentions) if mentions else ():
        dated = known[len(found) : len(found) + len(held)]
        modalities = modalities_of(part, held, dated, context.published, context.ahead)
        if context.titled is not None:
            modalities = [_titled(context, *each) for each in zip(modalities, dated, strict=True)]
        speakers = speakers_of(part, held, context.block_start)
        found += [Stance(*each) for each in zip(bounds_of(part, held), modalities, speakers, strict=True)]
    return found


def planned_stances(
    sentence: Sentence,
    mentions: Sequence[Mention],
    stances: tuple[Stance, ...],
    settled: Sequence[Period | None],
    context: StanceContext,
) -> tuple[Stance, ...]:
    """The stances once the document has dated its figures: what a budget gives for its year to come is planned."""
    if context.ahead is not Modality.TARGET:
        return stances
    return tuple(
        replace(stance, modality=timed(stance.modality, period, context.published, context.ahead))
        if stance.modality is Modality.ACTUAL
        and mention.dimension in _PLANNED
        and not is_known(sentence.words, mention)
        else stance
        for mention, stance, period in zip(mentions, stances, settled, strict=True)
    )


def _titled(context: StanceContext, modality: Modality, period: Period | None) -> Modality:
    """The modality of a figure in a titled table: what is past came to be all the same."""
    today = context.published
    past = period is not None and today is not None and period.end < today.replace(day=1)
    plain = modality in (Modality.ACTUAL, Modality.PROJECTION)
    return context.titled if context.titled is not None and plain and (context.labelled or not past) else modality
