"""The times that a heading, a caption or the header of a table names."""

from functools import lru_cache

from etl.extract.language.lexer import tokenize
from etl.extract.period import spans_of_time as span
from etl.extract.period.dates import Clock, TimeMention, read_times
from etl.extract.sentence import Sentence
from etl.model.period import Period

_LABEL = 3  # words of a label that is a day and nothing else
_LEAD = 400  # characters of a heading or caption


@lru_cache(maxsize=512)
def lead_period(text: str, clock: Clock, *, days: bool = False) -> Period | None:
    """The first time longer than a day a heading, caption or header names; many sentences ask for the same."""
    if days:
        sentence = tokenize(text, 0, min(len(text), _LEAD))
        exact = (_to_the_day(sentence, time) for time in read_times(sentence, [], clock))
        return next((period for period in exact if period), None)
    periods = (time.period for time in lead_times(text, clock))
    return next((period for period in periods if period and not span.is_day(period)), None)


def _to_the_day(sentence: Sentence, time: TimeMention) -> Period | None:
    """The day a label names without its year, which a table tells of by days: "12 Aug"."""
    if not time.of_day or time.period is None or len(sentence.words) > _LABEL:
        return time.period
    days = (word for word in sentence.words[time.first : time.last + 1] if word.isdecimal())
    try:
        return Period.parse(f"{time.period.text}-{int(next(days, '0')):02d}")
    except ValueError:
        return time.period


def lead_times(text: str, clock: Clock) -> list[TimeMention]:
    """The times a heading, caption or header names."""
    return read_times(tokenize(text, 0, min(len(text), _LEAD)), [], clock)
