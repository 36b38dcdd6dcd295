"""Tables out of rows of text: Markdown pipes, tabs, columns set apart by spaces; as released by filings, too.

Filings put a currency sign, a figure and its closing bracket into cells of their own, and the label of a row on the
line above; `build` puts them together, so that a column holds one figure in every row.
"""

import re
from collections.abc import Sequence

from etl.model.document import Span, Table

_DIVIDER = re.compile(r":?[-=—_]{1,}:?")
_CLOSERS = frozenset({")", "%", ")%", "*", "†"})
_SIGNS = frozenset({"$", "€", "£", "¥", "US$", "(", "$(", "—$", "RMB", "USD", "EUR"})
_FIGURE = re.compile(r"[^A-Za-z]*\d")
_YEAR = re.compile(
    r"(?:FY|CY)?\s?(?:1[5-9]|20|21)\d\d(?:[/–-]\d{2,4})?[aefp]?\b[^\d]{0,14}|(?:[QH][1-4]|[1-4]Q ?\d\d|[12]H ?\d\d|[369]M ?\d\d|[12]\dM ?\d\d)\b.{0,8}"
    r"|\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b.{0,8}",
    re.IGNORECASE,
)

Cells = list[tuple[int, int]]  # the places of the cells of one row


def build(text: str, rows: Sequence[Cells], caption: Span | None) -> Table | None:
    """A table of the rows, with the row that names its columns as header; None where no two columns are left.

    Rows above the header (what several columns share, the unit of all) stay in `rows`, in front.
    """
    marked = next((place for place, row in enumerate(rows) if is_divider(text, row)), 0)
    above = len([row for row in rows[:marked] if not is_divider(text, row)])
    if sum(_has_figures(text, row) for row in rows[:marked]) > 1:
        above = 0  # a line drawn over the total
    tidy = _with_labels(text, [_joined(text, row) for row in rows if not is_divider(text, row)])
    if not tidy or max(len(row) for row in tidy) < 2:
        return None
    spans = [tuple(Span(*cell) for cell in row) for row in tidy]
    leading = above or next((place for place, row in enumerate(tidy) if _has_figures(text, row)), 1)
    wide = [place for place in range(min(leading, len(tidy) - 1)) if len(tidy[place]) > 1]
    header = spans.pop(wide[-1]) if wide else ()
    return Table(header, tuple(spans), caption)


def is_divider(text: str, row: Cells) -> bool:
    """Whether a row only draws a line: "|---|:-:|"."""
    return all(first == last or _DIVIDER.fullmatch(text, first, last) for first, last in row)


def is_figure(text: str, cell: tuple[int, int]) -> bool:
    """Whether a cell holds a figure and not a name, a date or a year."""
    return _FIGURE.match(text, *cell) is not None and _YEAR.fullmatch(text, *cell) is None


def _has_figures(text: str, row: Cells) -> bool:
    return any(is_figure(text, cell) for cell in row[1:])


def _joined(text: str, row: Cells) -> Cells:
    """The row with signs and closing brackets taken to their figure, and without the empty cells behind."""
    cells: Cells = []
    opened = False
    for first, last in row:
        bare = text[first:last]
        if opened or (cells and bare in _CLOSERS and cells[-1][0] < cells[-1][1]):
            if bare:
                cells[-1] = (cells[-1][0], last)
        else:
            cells.append((first, last))
        opened = bare in _SIGNS or (opened and not bare)
    while len(cells) > 1 and cells[-1][0] == cells[-1][1]:
        cells.pop()
    return cells


def _with_labels(text: str, rows: list[Cells]) -> list[Cells]:
    """Rows whose label stands alone on the line above get it as their first cell."""
    found: list[Cells] = []
    label: tuple[int, int] | None = None
    for row in rows:
        filled = [cell for cell in row if cell[0] < cell[1]]
        if not filled:
            continue
        if len(filled) == 1 and len(row) == 1 and not is_figure(text, filled[0]):
            if label is not None:
                found.append([label])
            label = filled[0]
            continue
        if label is not None and is_figure(text, filled[0]):
            row = [label, *filled]
        elif label is not None:
            found.append([label])
        label = None
        found.append(row)
    if label is not None:
        found.append([label])
    return found
