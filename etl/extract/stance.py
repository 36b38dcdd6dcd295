"""How the text stands to its figures: how exactly they are meant, how surely, and who says so."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from etl.extract.bounds import bounds_of
from etl.extract.modality import modalities_of
from etl.extract.sentence import Mention, Sentence, Stance
from etl.extract.speakers import speakers_of
from etl.extract.windows import windows
from etl.model.document import Document
from etl.model.period import Period


@dataclass(frozen=True, slots=True)
class StanceContext:
    """What stands around a sentence: the day of publication, where its block begins, and the heading over it."""

    published: date | None = None
    block_start: int = 0

    @classmethod
    def of(cls, document: Document) -> "StanceContext":
        """The context all sentences of a document share."""
        return cls(document.published)

    def at(self, document: Document, index: int) -> "StanceContext":
        """The context of block `index` of the document."""
        return replace(self, block_start=document.blocks[index].start)


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
        modalities = modalities_of(part, held, dated, context.published)
        speakers = speakers_of(part, held, context.block_start)
        found += [Stance(*each) for each in zip(bounds_of(part, held), modalities, speakers, strict=True)]
    return found
