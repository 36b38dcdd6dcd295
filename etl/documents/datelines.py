"""The place and day an agency's report begins with: "GENEVA, May 3 (Xinhua) --", "DETROIT, Feb. 13, 2026 /Newswire/ --"."""

import re
from collections.abc import Sequence
from datetime import date

from etl.model.period import ANY_MONTH, MONTHS

_CLOSING = re.compile(
    r"\s*(?:\([A-Z]{2,8}\):?\s|/\s|(?:\([^)\n]{1,40}\)\s*|/[^/\n]{1,40}/\s*)?(?:-{1,2}|[–—])\s)"
)  # "(PTI) ", "(ANI): ", " / ", "(Xinhua) --", "--"
_YEARLESS = re.compile(
    rf"(?:[A-Z][\w.' \[\]]{{1,30}},? ){{1,3}}(?:(?P<month>(?i:{ANY_MONTH}))[a-z]{{0,6}}\.? (?P<day>\d{{1,2}})"
    rf"|(?P<day2>\d{{1,2}}) (?P<month2>(?i:{ANY_MONTH}))[a-z]{{0,6}}\.?)(?= ?[(/]|\s*(?:--|[–—]))"
)
_LINES = 6  # at the top, within which a report begins
_YEAR = re.compile(r"(?<![\w.,$£€₹/-])(?P<lead>[A-Za-z]+ )?(?P<year>(?:19|20)\d\d)(?![\w%]|[.,]\d)")
_NOT_THE_DAY = frozenset(
    {"by", "until", "till", "since", "through", "before", "to", "than", "from", "its", "their", "the"}
)
_AHEAD = re.compile(r"\b(?:will|would|expect|forecast|project|target|plan|hope|predict)", re.IGNORECASE)
_CLAUSE = 80  # characters


def closes(text: str, place: int) -> bool:
    """Whether what stands behind a date makes it that of a dateline: "(Xinhua) --", "/Newswire/ --"."""
    return _CLOSING.match(text, place) is not None


def without_year(text: str, starts: Sequence[int]) -> date | None:
    """The day of a dateline that names no year, in the year the text itself dates things by; None without one."""
    for start in starts[:_LINES]:
        match = _YEARLESS.match(text, start)
        if match is not None and closes(text, match.end()):
            return _day(match, _year_told(text, match))
    return None


def _day(match: re.Match[str], year: int) -> date | None:
    month = (match["month"] or match["month2"])[:3].lower()
    try:
        return date(year, MONTHS.index(month) + 1, int(match["day"] or match["day2"])) if year else None
    except ValueError:
        return None


def _year_told(text: str, dateline: re.Match[str]) -> int:
    """The last year spoken of as here, else the first of those to come; 0 where there is none."""
    named = [match for match in _YEAR.finditer(text, dateline.end()) if not _is_far(match)]
    ahead = {int(match["year"]) for match in named if _is_ahead(text, match)}
    here = {int(match["year"]) for match in named} - ahead
    return max(here) if here else min(ahead, default=0)


def _is_far(match: re.Match[str]) -> bool:
    """Whether a year is one to come by, or looked back from: "by 2035", "from 2019", "its 2020 level"."""
    return (match["lead"] or "").strip().lower() in _NOT_THE_DAY


def _is_ahead(text: str, match: re.Match[str]) -> bool:
    sentence = text[max(0, match.start() - _CLAUSE) : match.start()].rpartition(". ")[2]
    return _AHEAD.search(sentence) is not None
