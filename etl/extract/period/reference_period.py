"""The period a document reports on: the quarter of a company's results, the year of an annual review."""

import re
from datetime import date, timedelta

from etl.extract.language.lexer import tokenize
from etl.extract.period import spans_of_time as span
from etl.extract.period.dates import Clock, Role, read_times
from etl.extract.period.usual_times import dating_years, implied_year, usual_quarter, usual_year
from etl.model.document import Block, Document, Zone
from etl.model.period import Period

_HEAD = 4  # titles at the top that may name the period
_YEAR_LAST = re.compile(r"(?:[-–—,:] |\()((?:19|20)\d\d)\)?\W*$")
_READ = 20_000  # characters that show whether a text speaks of a year
_REPORT = re.compile(
    r"\b(?:results|report(?:s|ed)?|review|update|annual|yearly|quarter(?:ly)?|full[- ]year|half[- ]year|indicators|outlook|summary|"
    r"statistics|earnings|figures|accounts|statement|survey|index|inventory|balance|barometer|assessment|state of|"
    r"budget|letter|call|tracker|monitor|bulletin|census|entry|edition|yearbook|returns)\b",
    re.IGNORECASE,
)
# what tells of a quarter that ends after publication tells of a fiscal one; an outlook does not
_RESULTS = re.compile(
    r"\b(?:results|report(?:s|ed)|earnings|accounts|fiscal|statistics|review|budget)\b", re.IGNORECASE
)
# what tells of the state of one day, and what tells of what happened on one
_SITUATION = re.compile(r"\b(?:situation (?:report|update)|sitrep|status (?:report|summary))\b", re.IGNORECASE)
_INCIDENT = re.compile(
    r"\b(?:(?:post-?)?incident|outage|post-?mortem|accident|crash|collision|derailment|spill) (?:report|review|analysis|"
    r"investigation|summary)\b|\bpost-?mortem\b|\bpost-incident\b",
    re.IGNORECASE,
)
# what a story of results speaks of again and again
_QUARTERS = re.compile(
    r"\b(?:(?:first|second|third|fourth|last|previous|the|this)[ -](?:fiscal )?(?:quarter|half)|quarterly|half-year|"
    r"[QH][1-4]|(?:three|six) months (?:to|ended))\b",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"\b(?:revenues?|profits?|earnings|sales|EBITDA|income|margins?|turnover|guidance|dividend)\b", re.IGNORECASE
)
_CALL = re.compile(r"\b(?:earnings|results|conference) call\b", re.IGNORECASE)
# what a story of the figures of a month names as its source, and a figure
_DATA = re.compile(r"\b(?:data|figures|statistics|index|report)\b", re.IGNORECASE)
_FIGURE = re.compile(r"\d(?: ?%| percent| per cent)|\d{3}|million|billion|trillion")
_FROM_A_DAY = re.compile(r"\b(?:last|this|next) (?:year|month|week)\b|\byesterday\b")
_SENTENCE = re.compile(r"[.!?](?=\s|$)(?<![A-Z]\.)|\n\n")
# what tells of many things, each of its own time
_DIGEST = re.compile(r"\b(?:brief|digest|newsletter|round-?up)\b", re.IGNORECASE)
_OF_RESULTS = 2.0  # words of results in a thousand characters
_LEAD = 900  # characters
_SOON = 200  # days from the end of a quarter to what reports on it
_LONGEST = 2000  # characters in which an incident is dated
_LINE = 200  # characters of a title
_TITLE = 300  # characters at the top that say what kind of text it is
_FEWEST = 3
_OFTEN = 4
_APART = 1600  # characters from one time a text names its year to the next
_QUARTER = 3  # months
_EARLY = 9  # the month up to which a text called by its year may tell of the year before
_TOLD_UNTIL = 4  # the month up to which the figures of the year before appear
_OPENING = 500  # characters in which a text says what it is about


def reference_period(document: Document) -> Period | None:
    """The quarter, half or year a report is about; None for news, which is about the day it appears."""
    if (day := _day_told(document)) is not None:
        return day
    named = _named(document)
    if named is not None and len(named.text) > 4:
        return named
    if named is not None or document.published is None:
        usual = usual_year(document.text) if named is not None else _usual(document.text)
        before = named is None or usual is not None and _is_year_before(usual, named, document.published)
        return (usual or _year_of_title(document) or _quarter_told(document)) if before else named
    return _quarter_told(document) or _year_told(document) or _year_behind(document) or _month_told(document)


def _day_told(document: Document) -> Period | None:
    """The day a situation report gives the state of, or the day of what a report on an incident tells."""
    published, text = document.published, document.text
    if published is None:
        return None
    if _SITUATION.search(text, 0, _TITLE):
        return Period.parse(published.isoformat())
    if not _INCIDENT.search(text, 0, _TITLE):
        return None
    opening = next((block.end for block in document.blocks if block.zone is Zone.BODY), 0)
    told = tokenize(text, 0, min(len(text), max(opening, _OPENING), _LONGEST))
    times = read_times(told, [], Clock(published))
    days = (time.period for time in times if time.period is not None and span.is_day(time.period))
    return next((day for day in days if day.end < published), None)


def _quarter_told(document: Document) -> Period | None:
    """The quarter or half whose results a story tells where no title names it: "Revenue rose in the three months to June"."""
    published, text = document.published, document.text
    if not _QUARTERS.search(text, 0, _LEAD) or _DIGEST.search(text, 0, 120):
        return None
    thousands = len(text) / 1000
    fewest = (1 if _CALL.search(text, 0, _LEAD) else _OF_RESULTS) * thousands
    if len(_RESULT.findall(text)) < fewest or len(_QUARTERS.findall(text)) < thousands:
        return None
    year = implied_year(text) if published is None else 0
    clock = Clock(published, span.year(year) if year else None)
    times = read_times(tokenize(text, 0, min(len(text), _LEAD)), [], clock)
    named = (time.period for time in times if time.period is not None and time.period.text[5:6] in {"Q", "H"})
    return next((quarter for quarter in named if published is None or _is_fresh(quarter, published)), None)


def _month_told(document: Document) -> Period | None:
    """The month before, whose figures a story opens with: "Exports grew 14% last month, customs data showed"."""
    published, text = document.published, document.text
    if published is None or not _DATA.search(text, 0, _LEAD):
        return None
    opening = next((block for block in document.blocks if block.zone is Zone.BODY and _is_prose(block)), None)
    if opening is None or (end := _SENTENCE.search(text, opening.start, opening.end)) is None:
        return None
    if not _FIGURE.search(text, opening.start, end.start()):
        return None
    times = read_times(tokenize(text, opening.start, end.start()), [], Clock(published))
    named = {time.period for time in times if time.period is not None and time.role is Role.POINT and not time.of_day}
    past = [period for period in named if span.is_month(period) and period.end < published]
    last = span.shift(span.month_of(published), -1)
    return last if past == [last] else None


def _is_prose(block: Block) -> bool:
    return block.end - block.start > _LINE // 2


def _is_fresh(quarter: Period, published: date) -> bool:
    return quarter.end < published <= quarter.end + timedelta(days=_SOON)


def _year_told(document: Document) -> Period | None:
    """The year before, which figures that appear early in the next one are about and are held against its forerunner."""
    published, text = document.published, document.text
    if published is None or published.month > _TOLD_UNTIL or not _REPORT.search(text, 0, _OPENING):
        return None
    years = {match[0]: match.start() for match in reversed(dating_years(text))}
    told, before = str(published.year - 1), str(published.year - 2)
    return span.year(int(told)) if years.get(told, _OPENING) < _OPENING and before in years else None


def _year_behind(document: Document) -> Period | None:
    """The year most statements are dated by, where it is the last one and not only what this one is held against."""
    published, text = document.published, document.text
    usual = usual_year(text, max(_OFTEN, round(len(text) / _APART)))
    return usual if usual is not None and published is not None and usual.end.year == published.year - 1 else None


def _is_year_before(usual: Period, named: Period, published: date | None) -> bool:
    """Whether a text called by its year tells of the one before: "Monitor 2026", not where that year is nearly over."""
    early = published is None or published.year != named.start.year or published.month <= _EARLY
    return early and usual.end < named.start and named.start.year - usual.start.year == 1


def _named(document: Document) -> Period | None:
    """The period in a title that calls the document a report."""
    for start, end in _titles(document):
        title = tokenize(document.text, start, end, zone=Zone.HEADING)
        for time in read_times(title, [], Clock(document.published)):
            period = time.period
            if period is None or time.role is not Role.POINT or time.of_day or span.is_day(period):
                continue
            if span.months_long(period) < 3 and _is_before(period, document):
                return period
            if _is_reported(period, document.text[start:end], document.published):
                return period
    return None


def _year_of_title(document: Document) -> Period | None:
    """The year an undated text bears at the end of its title, where the text speaks of it: "Moths of Tern Island - 2013"."""
    if document.published is not None:
        return None
    for start, end in _titles(document)[:1]:
        match = _YEAR_LAST.search(document.text, start, end)
        if match and len(re.findall(rf"\b{match[1]}\b", document.text[:_READ])) > _FEWEST:
            return span.year(int(match[1]))
    return None


def _titles(document: Document) -> list[tuple[int, int]]:
    """The lines at the top that may name the period: headings, else the start of the text."""
    heads = [block for block in document.blocks[:8] if block.zone is Zone.HEADING][:_HEAD]
    titles = [(block.start, block.end) for block in heads]
    if not heads:
        return [(block.start, min(block.end, block.start + _LINE)) for block in document.blocks[:1]]
    first = document.blocks[0]
    told = first.zone is Zone.BODY and first.end - first.start <= _LINE
    return [(first.start, first.end), *titles] if told and _RESULTS.search(document.text, 0, first.end) else titles


def _is_reported(period: Period, title: str, published: date | None) -> bool:
    """Whether a title that names a quarter, half or year says that the text reports on it."""
    if span.months_long(period) < _QUARTER:
        return False
    part = period.text[5:6] in {"Q", "H"}
    if part and published is not None and period.end < published <= period.end + timedelta(days=_SOON):
        return True
    ahead = part and published is not None and period.end > published
    return (_RESULTS if ahead else _REPORT).search(title) is not None


def _is_before(period: Period, document: Document) -> bool:
    """Whether a month in the title is one reported on, and not the one the text appeared in."""
    return document.published is not None and period.end < document.published


def _usual(text: str) -> Period | None:
    """The quarter or year an undated text dates most statements by; none where it speaks from a later day of its own."""
    usual = usual_quarter(text) or usual_year(text)
    later = usual is not None and any(int(match[0]) > usual.end.year for match in dating_years(text))
    return None if later and _FROM_A_DAY.search(text) else usual
