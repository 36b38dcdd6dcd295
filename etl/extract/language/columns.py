"""Which texts of a table stand over a cell: its column header, and what several columns share above it."""

import re
from functools import lru_cache

from etl.model.document import Span, Table
from etl.model.period import ANY_MONTH, MONTHS

_FIGURE = re.compile(r"[^A-Za-z]*\d")
_HEDGED = re.compile(
    r"\W*(?:(?:about|approximately|approx\.?|around|roughly|nearly|almost|over|under|some|up to|at least|at most|(?:more|less|fewer)"
    r" than|RMB|USD|EUR|CNY) ?)+\W*(?:\d|(?:half|double|twice|triple|two|three|four|five|six|seven|eight|nine|ten)\b)",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"(?:FY|CY)?\s?(?:1[5-9]|20|21)\d\d(?:[/–-]\d{2,4})?[aefp]?\b[^\d]{0,14}|(?:[QH][1-4]|[1-4]Q ?\d\d|[12]H ?\d\d|[369]M ?\d\d|[12]\dM ?\d\d)\b.{0,8}"
    rf"|\d{{1,2}} (?:{ANY_MONTH})[a-z]{{0,6}}\b.{{0,8}}",
    re.IGNORECASE,
)


_AMOUNT = re.compile(r"[$€£¥₹]\s?\d|\d\s?(?:%|×|[mb]illion\b|trillion\b)")
_SENTENCE = re.compile(r"not \w|no \w+ \w|[A-Za-z-]+(?: [\w'’-]+[,;:]?){5,}", re.IGNORECASE)
_NO_FIGURE = re.compile(r"\([A-Za-z]{1,3}\)|[-–—.]+|n/?[am]\.?", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\w/–-])(?:19|20)\d\d(?![\w/–-])")
_DAY_OF_YEARS = re.compile(
    r"\b(?:(?P<day>\d{1,2}) (?P<month>[A-Z][a-z]{2,8})|(?P<named>[A-Z][a-z]{2,8}) (?P<nth>\d{1,2}))\b(?!,? ?\d)"
)


_MONTH = rf"(?P<month>{ANY_MONTH})(?P<rest>[a-z]{{0,6}})"
_SHORT_YEAR = re.compile(rf"\b{_MONTH}[-'’](?P<year>\d\d)\b(?![-/\d])", re.IGNORECASE)
_CORNER_MONTH = re.compile(rf"\W*(?:month of |in )?{_MONTH}\.?(?:[-'’ ]+(?:20)?\d\d)?\W*", re.IGNORECASE)
_TWELVE = re.compile(r"\b(?:annual|rolling|moving|(?:12|twelve)[ -]months?|mat|ltm|ttm)\b", re.IGNORECASE)
_SO_FAR = re.compile(r"\b(?:to date|ytd|cumulative)\b", re.IGNORECASE)


def in_full(label: str) -> str:
    """A label with the year of its month in four digits: "May-17" is "May 2017"."""
    return _SHORT_YEAR.sub(lambda match: f"{match['month']}{match['rest']} 20{match['year']}", label)


def of_month(label: str, corner: str) -> str:
    """A column called by its year, in a table whose corner names the month: "May-17" over "2017", "2016"."""
    month, year = _CORNER_MONTH.fullmatch(corner), _YEAR.search(label)
    if month is None or year is None or any(word[:3].lower() in MONTHS for word in label.split()):
        return label
    lead = "12 months to " if _TWELVE.search(label) else "January to " if _SO_FAR.search(label) else ""
    return f"{lead}{month['month']}{month['rest']} {year[0]}"


def dated_label(label: str, caption: str) -> str:
    """A column called by its year alone, with the day the caption counts at: "Population, 1 January" over "2025"."""
    if not _YEAR.match(label):
        return label
    for match in _DAY_OF_YEARS.finditer(caption):
        month = match["month"] or match["named"]
        if month[:3].lower() in MONTHS:
            return _YEAR.sub(rf"{match['day'] or match['nth']} {month} \g<0>", label)
    return label


def column_labels(text: str, table: Table, row: int, column: int) -> tuple[Span, ...]:
    """The header cells over a cell, nearest first: "2025", "September 28,", "Three Months Ended"."""
    width = len(table.rows[row])
    names = [*reversed([cells for cells in table.rows[:row][:6] if is_heading_row(text, cells)])]
    names = [*reversed(table.heads), *names]
    first, last = table.rows[row][0].start, table.rows[row][-1].end
    labelled = text[first : first + 1].isalpha() and text.find("\t\t", first, last) < 0
    found = (_over(cells, len(cells) if labelled and len(cells) > width else width, column) for cells in names)
    return tuple(cell for cell in found if cell is not None and cell.start < cell.end)


def is_heading_row(text: str, cells: tuple[Span, ...]) -> bool:
    """Whether a row of more than one cell holds names and dates but no figures, nor marks or remarks in their place."""
    words = [text[cell.start : cell.end] for cell in cells[1:]]
    return bool(words) and not any(map(_tells_of_row, words))


@lru_cache(maxsize=1 << 12)
def _tells_of_row(words: str) -> bool:
    """Whether a cell holds a figure and no date, a mark in place of one, or a remark: "about 1,400 farms", "not stated"."""
    if _NO_FIGURE.fullmatch(words) or (_HEDGED.match(words) and not _YEAR.search(words)):
        return True
    dated = _DATED.match(words)
    if dated is None and (_AMOUNT.search(words) or _SENTENCE.match(words)):
        return True
    return _FIGURE.match(words) is not None and _DATED.fullmatch(words) is None


def _over(cells: tuple[Span, ...], width: int, column: int) -> Span | None:
    """The cell of a shorter or equally long row that stands over a column; columns are counted from the right."""
    if len(cells) >= width:
        place = column + len(cells) - width if len(cells) > width else column
        return cells[place] if place < len(cells) else None
    labels, columns = len(cells), width - 1
    if column == 0:
        return None
    if columns % labels == 0:
        return cells[(column - 1) // (columns // labels)]
    place = column - (width - labels)
    return cells[place] if 0 <= place < labels else None
