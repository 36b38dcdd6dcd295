"""The driver of the extraction: passages → mentions → periods, stances and topics → claims, and the links between them."""

import gc
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from etl.extract.links import find_links
from etl.extract.mentions import find_mentions
from etl.extract.passages import Passage, find_passages
from etl.extract.periods import Draft, PeriodContext, periods_of, settle_periods
from etl.extract.restated import Grounds, settle_topics
from etl.extract.sentence import Mention, Reading, Stance, Topic
from etl.extract.stance import StanceContext, stances_of
from etl.extract.surroundings import Surroundings
from etl.extract.told_units import ToldUnits
from etl.model.claim import Claim, Extraction, claim_id
from etl.model.document import Document
from etl.model.period import Period
from etl.model.record import record


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
    read = [found for passage in find_passages(document) if (found := reader.read(passage)) is not None]
    periods = settle_periods([each.draft for each in read])
    topics = settle_topics([(each.mentions, each.topics) for each in read])
    lines = _Lines(document)
    readings = []
    for each, held, about in zip(read, periods, topics, strict=True):
        claims = tuple(lines.claim(each, place, about[place], period) for place, period in enumerate(held))
        sentence = each.passage.sentence
        readings.append(Reading(document, sentence, each.mentions, tuple(held), each.stances, about, claims))
    ordered = sorted((claim for reading in readings for claim in reading.claims), key=_place)
    set_aside = tuple(sorted(reader.set_aside.items()))
    return Extraction(document.document_id, tuple(ordered), tuple(find_links(readings)), set_aside)


def read_passages(
    document: Document,
) -> Iterator[tuple[Passage, tuple[Mention, ...], tuple[tuple[Topic, Grounds], ...]]]:
    """Each passage with its figures and what its own words say they are about, for an explanation of a claim."""
    reader = _Reader(document)
    for passage in find_passages(document):
        read = reader.read(passage)
        if read is not None:
            yield passage, read.mentions, read.topics


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
        self.told = ToldUnits()
        self.block = -1
        self.here = (self.periods, self.stances)

    def read(self, passage: Passage) -> _Read | None:
        """The figures of a passage with all that is said of them; None where it holds none."""
        sentence = passage.sentence
        mentions, set_aside = find_mentions(sentence, passage.cell, self.told)
        for each in set_aside:
            self.set_aside[each.reason] += 1
        if not mentions:
            return None
        if passage.block != self.block:
            self.block = passage.block
            self.here = (self.periods.at(self.document, self.block), self.stances.at(self.document, self.block))
        period_context, stance_context = self.here
        if passage.place is not None:
            period_context = period_context.cell(self.document, passage.block, passage.row, passage.column)
        periods = periods_of(sentence, mentions, period_context)
        stances = tuple(stances_of(sentence, mentions, stance_context, periods))
        modalities = tuple(stance.modality for stance in stances)
        draft = Draft(sentence, tuple(mentions), tuple(periods), modalities, period_context)
        topics = self.surroundings.topics(passage, mentions, stances[0].speaker)
        return _Read(passage, tuple(mentions), stances, draft, topics)


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
