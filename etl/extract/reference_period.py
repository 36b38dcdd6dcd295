"""The period a document reports on: the quarter of a company's results, the year of an annual review."""

import re
from collections import Counter

from etl.extract import spans_of_time as span
from etl.extract.dates import Clock, Role, read_times
from etl.extract.lexer import tokenize
from etl.model.document import Document, Zone
from etl.model.period import Period

_HEAD = 4  # titles at the top that may name the period
_YEAR = re.compile(r"[12](?<=[ \n].)(?:(?<=1)9|(?<=2)0)\d\d\b")
_DATING = re.compile(r"\b(?:[Ii]n|[Dd]uring|[Ff]or|of) (?:fiscal )?$")  # before a year
_BEFORE_YEAR = 15
_REPORT = re.compile(
    r"\b(?:results|report(?:s|ed)?|review|update|annual|yearly|quarter(?:ly)?|full[- ]year|half[- ]year|indicators|outlook|summary|"
    r"statistics|earnings|figures|accounts|statement|survey|index|inventory|balance|barometer|assessment|state of)\b",
    re.IGNORECASE,
)
# what tells of a quarter that ends after publication tells of a fiscal one; an outlook does not
_RESULTS = re.compile(r"\b(?:results|report(?:s|ed)|earnings|accounts|fiscal|statistics|review)\b", re.IGNORECASE)
_FEWEST = 3
_TOLD_UNTIL = 4  # the month up to which the figures of the year before appear
_OPENING = 500  # characters in which a text says what it is about


def reference_period(document: Document) -> Period | None:
    """The quarter, half or year a report is about; None for news, which is about the day it appears."""
    named = _named(document)
    if named is not None and len(named.text) > 4:
        return named
    usual = _usual_year(document.text)
    if named is not None:
        return usual if usual and usual.end < named.start and _years_apart(usual, named) == 1 else named
    return _year_told(document) if document.published else usual


def _year_told(document: Document) -> Period | None:
    """The year before, which figures that appear early in the next one are about and are held against its forerunner."""
    published, text = document.published, document.text
    if published is None or published.month > _TOLD_UNTIL or not _REPORT.search(text, 0, _OPENING):
        return None
    years = {
        match[0]: match.start()
        for match in reversed(list(_YEAR.finditer(text)))
        if _DATING.search(text, max(0, match.start() - _BEFORE_YEAR), match.start())
    }
    told, before = str(published.year - 1), str(published.year - 2)
    return span.year(int(told)) if years.get(told, _OPENING) < _OPENING and before in years else None


def _years_apart(first: Period, last: Period) -> int:
    return last.start.year - first.start.year


def _named(document: Document) -> Period | None:
    """The period in a title that calls the document a report."""
    heads = [block for block in document.blocks[:8] if block.zone is Zone.HEADING][:_HEAD]
    titles = [(block.start, block.end) for block in heads] or [
        (block.start, min(block.end, block.start + 200)) for block in document.blocks[:1]
    ]
    for start, end in titles:
        times = read_times(tokenize(document.text, start, end, zone=Zone.HEADING), [], Clock(document.published))
        for time in times:
            period = time.period
            if period is None or time.role is not Role.POINT or time.of_day or span.is_day(period):
                continue
            if span.months_long(period) < 3 and _is_before(period, document):
                return period
            ahead = (
                period.text[5:6] in {"Q", "H"} and document.published is not None and period.end > document.published
            )
            told = _RESULTS if ahead else _REPORT
            if span.months_long(period) >= 3 and told.search(document.text, start, end):
                return period
    return None


def _is_before(period: Period, document: Document) -> bool:
    """Whether a month in the title is one reported on, and not the one the text appeared in."""
    return document.published is not None and period.end < document.published


def _usual_year(text: str) -> Period | None:
    """The year most statements are dated by, where one stands out."""
    years = Counter(
        match[0]
        for match in _YEAR.finditer(text)
        if _DATING.search(text, max(0, match.start() - _BEFORE_YEAR), match.start())
    )
    if not years:
        return None
    (year, count), total = years.most_common(1)[0], years.total()
    return span.year(int(year)) if count >= _FEWEST and 2 * count >= total else None
