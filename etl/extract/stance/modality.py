"""How surely a figure is meant: what came to be, a forecast, a target, an estimate, a supposition.

Words say it (`marks`) as far as they reach (`reach`). Time decides what the words leave open: what lies wholly before
publication is no forecast, what lies after it is one.
"""

from collections.abc import Sequence
from datetime import date

from etl.extract.sentence import Mention, Sentence
from etl.extract.stance.marks import read_marks, triggers
from etl.extract.stance.reach import governing
from etl.model.claim import Modality
from etl.model.document import Zone
from etl.model.period import Period

_VERBS = frozenset({"is", "are", "was", "were", "and"})


def modalities_of(
    sentence: Sentence,
    mentions: Sequence[Mention],
    periods: Sequence[Period | None],
    today: date | None,
    ahead: Modality = Modality.PROJECTION,
) -> list[Modality]:
    """The modality of each mention of a sentence; `ahead` is what a figure of a time to come is without a word for it."""
    timely = sentence.zone is not Zone.TIMELINE  # the date of a timeline line is that of the report
    if sentence.zone is not Zone.HEADING and triggers().isdisjoint(sentence.words):
        return [timed(Modality.ACTUAL, period if timely else None, today, ahead) for period in periods]
    reading = read_marks(sentence)
    found = []
    for mention, period in zip(mentions, periods, strict=True):
        modality, beside = governing(reading, sentence, mention)
        found.append(modality if beside else timed(modality, period if timely else None, today, ahead))
    for place, mention in enumerate(mentions[:-1]):
        between = sentence.words[mention.last + 1 : mentions[place + 1].first]
        joined = "to" in between[-3:] and _VERBS.isdisjoint(between)
        if found[place] is Modality.ACTUAL and found[place + 1] is Modality.PROJECTION and joined:
            begun = periods[place]
            if begun is not None and today is not None and begun.end >= today.replace(day=1):
                found[place] = Modality.PROJECTION  # "from 5 million this year to 350 million in 2031"
    return found


def timed(modality: Modality, period: Period | None, today: date | None, to_come: Modality) -> Modality:
    """What the words say, held against the time of the figure."""
    if period is None or today is None:
        return modality
    if modality in (Modality.PROJECTION, Modality.TARGET) and period.end < today.replace(day=1):
        return Modality.ACTUAL
    ahead = period.start if not period.is_interval else period.end
    if modality in (Modality.ACTUAL, Modality.ESTIMATE) and ahead > today and period.end.year > today.year:
        return to_come
    return modality
