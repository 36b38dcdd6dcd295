"""Cells of a row of text: which hold figures, which draw lines, which are only the sign of the figure beside them."""

import re

from etl.model.period import ANY_MONTH

Cell = tuple[int, int]
Cells = list[Cell]  # the places of the cells of one row

_DIVIDER = re.compile(r":?[-=—_+]+:?")
_CLOSERS = frozenset({")", "%", ")%", ") %", "%)", "*", "†", "bps", "bp", "pp", "pts", "ppt"})
_MARKS = frozenset({"*", "**", "†", "‡"})
_SIGNS = frozenset({"$", "€", "£", "¥", "₹", "US$", "C$", "A$", "HK$", "(", "$(", "($", "(£", "(€", "—$", "-$", "RMB", "USD", "EUR"})  # fmt: skip
_FIGURE = re.compile(r"[^A-Za-z]*\d")
YEAR = re.compile(
    r"\W*(?:19|20)\d\d (?:as|vs|versus|over|to|compared|budget|actual|forecast|plan|target)\b.*"  # "2026 as % of 2025"
    r"|\W*(?:FY|CY)?\s?(?:1[5-9]|20|21)\d\d(?:[/–-]\d{2,4})?[aefp]?\b[^\d]{0,14}(?:\(\d\))?|(?:[QH][1-4]|[1-4]Q ?\d\d|[12]H ?\d\d|[369]M ?\d\d|[12]\dM ?\d\d)\b.{0,8}"
    rf"|\d{{1,2}} (?:{ANY_MONTH})[a-z]{{0,6}}\b.{{0,8}}",
    re.IGNORECASE,
)


def is_divider(text: str, row: Cells) -> bool:
    """Whether a row only draws a line: "|---|:-:|"."""
    return all(first == last or _DIVIDER.fullmatch(text, first, last) for first, last in row)


def is_figure(text: str, cell: Cell) -> bool:
    """Whether a cell holds a figure and not a name, a date or a year."""
    return _FIGURE.match(text, *cell) is not None and YEAR.fullmatch(text, *cell) is None


def has_figures(text: str, row: Cells) -> bool:
    """Whether a row has a figure behind its first cell."""
    return any(is_figure(text, cell) for cell in row[1:])


def is_sign(text: str, cell: Cell, *, opening: bool) -> bool:
    """Whether a cell holds nothing but the sign before, or the one behind, a figure."""
    return text[cell[0] : cell[1]] in (_SIGNS if opening else _CLOSERS)


def marked_columns(text: str, rows: list[Cells]) -> frozenset[int]:
    """Columns of figures in which some rows have only a mark, "*" for no meaning: a cell like any other."""
    width = len(rows[0]) if rows else 0
    if any(len(row) != width for row in rows):
        return frozenset()
    columns = (column for column in range(1, width) if any(is_figure(text, row[column]) for row in rows))
    return frozenset(column for column in columns if any(_is_mark(text, row[column]) for row in rows))


def _is_mark(text: str, cell: Cell) -> bool:
    return text[cell[0] : cell[1]] in _MARKS


def has_signs(text: str, row: Cells) -> bool:
    """Whether a row has the signs of its figures in cells of their own; such a grid sets figures apart by empty cells, too."""
    return len(row) > 1 and any(is_sign(text, cell, opening=way) for cell in row[1:] for way in (True, False))


def joined(text: str, row: Cells, marked: frozenset[int] = frozenset(), *, dense: bool = False) -> Cells:
    """The row with signs and closing brackets taken to their figure, and without the empty cells behind.

    In a dense table, and in a row that has such cells, the empty cells between figures are left out, too.
    """
    own = [row[column] for column in sorted(marked) if _is_mark(text, row[column])]
    if (dense and has_figures(text, row)) or has_signs(text, [cell for cell in row if cell not in own]):
        row = [row[0], *(cell for cell in row[1:] if cell[0] < cell[1])]
    cells: Cells = []
    opened = False
    for cell in row:
        closes = cell not in own and is_sign(text, cell, opening=False)
        if cells and (opened or (closes and is_figure(text, cells[-1]))):
            cells[-1] = (cells[-1][0], cell[1])
        else:
            cells.append(cell)
        opened = is_sign(text, cell, opening=True)
    while len(cells) > 1 and cells[-1][0] == cells[-1][1]:
        cells.pop()
    return cells


def merged(text: str, rows: list[Cells]) -> list[Cells] | None:
    """Rows of one width with the columns that hold only signs, or nothing, taken to the figures they belong to.

    None where no column does, or where it does in some rows only.
    """
    width = len(rows[0]) if rows else 0
    if width < 3 or any(len(row) != width for row in rows):
        return None
    body = [row for row in rows if has_figures(text, row)]
    if not body:  # nothing for a sign to belong to
        return None
    groups: list[int] = [0]
    opened = False
    for column in range(1, width):
        filled = [row[column] for row in body if row[column][0] < row[column][1]]
        opens = bool(filled) and all(is_sign(text, cell, opening=True) for cell in filled)
        closes = all(is_sign(text, cell, opening=False) for cell in filled)
        if not (opens or closes) and any(is_sign(text, cell, opening=way) for cell in filled for way in (True, False)):
            return None
        groups.append(groups[-1] + (0 if opened or (closes and column > 1) else 1))
        opened = opens
    if groups[-1] == width - 1:
        return None
    return [_grouped(row, groups) for row in rows]


def _grouped(row: Cells, groups: list[int]) -> Cells:
    cells: Cells = []
    for cell, group in zip(row, groups, strict=True):
        if group == len(cells):
            cells.append(cell)
        elif cell[0] < cell[1]:
            cells[-1] = (cells[-1][0], cell[1]) if cells[-1][0] < cells[-1][1] else cell
    return cells
