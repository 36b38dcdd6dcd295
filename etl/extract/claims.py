"""The driver of the extraction: passages → mentions → periods, stances and topics → claims, and the links between them."""

import gc
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from etl.extract.links import find_links
from etl.extract.mentions import find_all_mentions
from etl.extract.passages import Passage, find_passages
from etl.extract.period.period_context import PeriodContext
from etl.extract.period.periods import periods_of
from etl.extract.period.settled_periods import Draft, settle_periods
from etl.extract.sentence import Mention, Reading, Stance, Topic
from etl.extract.stance.resumed import resumed_stances
from etl.extract.stance.stances import StanceContext, planned_stances, stances_of
from etl.extract.surroundings import Surroundings
from etl.extract.topics.restated import Grounds, settle_topics
from etl.extract.units.told_units import ToldUnits
from etl.extract.whose.choice import choose_subjects
from etl.extract.wording.names import name_metrics
from etl.model.claim import Claim, Extraction, claim_id
from etl.model.document import Document
from etl.model.period import Period
from etl.model.record import record, replace


@record
class _Read:
    """A passage with what was read in it."""

    passage: Passage
    mentions: tuple[Mention, ...]
    stances: tuple[Stance, ...]
    draft: Draft
    topics: tuple[tuple[Topic, Grounds], ...]


def extract(document: Document) -> Extraction:
    """Every numeric claim of a document, the ties between them, and how many numbers were set aside and why."""
    with _without_search_for_cycles():
        return _extracted(document)


@contextmanager
def _without_search_for_cycles() -> Iterator[None]:
    """What an extraction makes goes by itself once it is done; searching all there is for cycles meanwhile is in vain."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _extracted(document: Document) -> Extraction:
    reader = _Reader(document)
    read = reader.read(find_passages(document))
    periods = settle_periods([each.draft for each in read])
    topics = settle_topics([(each.mentions, each.topics) for each in read])
    lines = _Lines(document)
    readings = []
    for passage, held, about in zip(read, periods, topics, strict=True):
        planned = planned_stances(passage.passage.sentence, passage.mentions, passage.stances, held, reader.stances)
        each = replace(passage, stances=planned)
        claims = tuple(lines.claim(each, place, about[place], period) for place, period in enumerate(held))
        sentence = each.passage.sentence
        readings.append(Reading(document, sentence, each.mentions, tuple(held), each.stances, about, claims))
    ordered = sorted(_named(document, read, topics, readings), key=_place)
    set_aside = tuple(sorted(reader.set_aside.items()))
    return Extraction(document.document_id, tuple(ordered), tuple(find_links(readings)), set_aside)


def _named(
    document: Document, read: list[_Read], topics: list[tuple[Topic, ...]], readings: list[Reading]
) -> Iterator[Claim]:
    """The claims with the likeliest subjects and with metrics in the fullest words, which their links are found without."""
    grounds = [(each.passage, each.mentions, [found for _, found in each.topics]) for each in read]
    metrics, subjects = name_metrics(document, grounds, topics), choose_subjects(document, grounds, topics)
    for reading, *named in zip(readings, subjects, metrics, strict=True):
        for claim, subject, metric in zip(reading.claims, *named, strict=True):
            same = claim.metric == metric and claim.subject == subject
            yield claim if same else replace(claim, subject=subject, metric=metric)


def read_passages(
    document: Document,
) -> Iterator[tuple[Passage, tuple[Mention, ...], tuple[tuple[Topic, Grounds], ...]]]:
    """Each passage with its figures and what its own words say they are about, for an explanation of a claim."""
    reader = _Reader(document)
    for read in reader.read(find_passages(document)):
        yield read.passage, read.mentions, read.topics


def _place(claim: Claim) -> tuple[int, int]:
    return claim.start, claim.end


class _Reader:
    """What the passages of one document share."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.periods = PeriodContext.of(document)
        self.stances = StanceContext.of(document, self.periods.clock.told_until)
        self.surroundings = Surroundings(document)
        self.set_aside: Counter[str] = Counter()

    def read(self, passages: Iterable[Passage]) -> list[_Read]:
        """The passages that hold figures, with all that is said of these.

        Step by step for all of them, not passage by passage: what one step needs stays at hand for the next passage.
        """
        held = self._held(list(passages))
        contexts = self._contexts([passage for passage, _ in held])
        periods = [
            tuple(periods_of(passage.sentence, mentions, context))
            for (passage, mentions), (context, _) in zip(held, contexts, strict=True)
        ]
        stances = [
            tuple(stances_of(passage.sentence, mentions, context, dated))
            for (passage, mentions), (_, context), dated in zip(held, contexts, periods, strict=True)
        ]
        stances = resumed_stances([(passage.sentence, mentions) for passage, mentions in held], stances)
        topics = self.surroundings.topics(held, [said[0].speaker for said in stances])
        return [
            _Read(
                passage,
                mentions,
                said,
                Draft(passage.sentence, mentions, dated, tuple(stance.modality for stance in said), context),
                about,
            )
            for (passage, mentions), (context, _), dated, said, about in zip(
                held, contexts, periods, stances, topics, strict=True
            )
        ]

    def _held(self, passages: Sequence[Passage]) -> list[tuple[Passage, tuple[Mention, ...]]]:
        """The passages with figures, and these; the numbers that are none are counted."""
        read = find_all_mentions(((passage.sentence, passage.cell) for passage in passages), ToldUnits())
        self.set_aside.update(each.reason for _, set_aside in read for each in set_aside)
        return [(passage, tuple(mentions)) for passage, (mentions, _) in zip(passages, read, strict=True) if mentions]

    def _contexts(self, passages: Iterable[Passage]) -> list[tuple[PeriodContext, StanceContext]]:
        """What stands around each passage: that of its block, and for a cell that of its row and column."""
        found, block, here = [], -1, (self.periods, self.stances)
        for passage in passages:
            if passage.block != block:
                block = passage.block
                here = (self.periods.at(self.document, block), self.stances.at(self.document, block))
            dated, said = here
            if passage.place is not None:
                dated = dated.cell(self.document, block, passage.row, passage.column)
                said = said.cell(passage.place.header, passage.place.label)
            found.append((dated, said))
        return found


class _Lines:
    """Where the offsets of a document stand for a person: line and page."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.ends = [match.start() for match in re.finditer("\n", document.text)]

    def claim(self, read: _Read, place: int, topic: Topic, period: Period | None) -> Claim:
        """The claim of a mention."""
        document, mention, stance = self.document, read.mentions[place], read.stances[place]
        shown = read.passage.shown
        return Claim(
            claim_id=claim_id(document.document_id, document.sha256, mention.start, mention.end),
            document_id=document.document_id,
            start=mention.start,
            end=mention.end,
            quote=document.text[mention.start : mention.end],
            low=mention.low,
            high=mention.high,
            resolution=mention.resolution,
            unit=mention.unit,
            dimension=mention.dimension,
            kind=mention.kind,
            bound=stance.bound,
            subject=topic.subject,
            metric=topic.metric,
            metric_id=topic.metric_id,
            qualifier=topic.qualifier,
            period=period,
            modality=stance.modality,
            speaker=stance.speaker,
            zone=document.blocks[read.passage.block].zone,
            salience=mention.salience,
            line=bisect_right(self.ends, mention.start - 1) + 1 if mention.start else 1,
            page=bisect_right(document.pages, mention.start),
            sentence=document.text[shown.start : shown.end],
            sentence_start=shown.start,
            rule=mention.rule,
        )
