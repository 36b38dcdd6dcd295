"""Rows that are the sum of the rows above them: by their name, or because most of their columns add up.

A table of one sort of figure adds up in all its columns or in none. So a row that is the exact sum of a whole block in
some columns must be it in the others: "Northern, Central, Southern, the Republic".
"""

import math
import re
from collections.abc import Iterable, Iterator, Sequence

from etl.extract.links.addition import Addition
from etl.extract.links.items import Item
from etl.extract.links.table.grid import Grid, Place, in_column
from etl.model.claim import Link
from etl.model.quantity import Kind
from etl.model.record import record

TOTAL = re.compile(
    r"^\W*(?:grand |sub)?(?:total\w*|sum|all|overall|world|together|combined|net total|in all)\b", re.IGNORECASE
)
AVERAGE = re.compile(r"\baverage|\bmean\b|\bmedian\b|\bper\b|\brate\b|\bmargin\b", re.IGNORECASE)
# Chance that columns add up to what their digits allow, from which on a row is taken for the sum of those above it.
_CHANCE_OF_BLOCK = 4e-3
_CHANCE_OF_LAST = 2e-2
_CHANCE_OF_BREAK = 1e-3
_CHANCE_OF_RUN = 1e-6
_SHORTER_RUNS = 4
# Figures so coarse that they leave more room than this share of the total teach nothing.
_ROOM = 0.1
# Rows below one that may be its parts; what is smaller beside it is of another sort.
_MOST_BELOW = 12
_TINIEST = 1e-5


@record
class Sum(Addition):
    """A column of a run of rows and what may be its total; `full` says that each row has a part."""

    full: bool = True


def find_totals(grid: Grid) -> Iterator[Link]:
    """Sums of rows above a row, back to the total before, and of rows right below one."""
    first = 0
    for index, label in enumerate(grid.labels):
        if AVERAGE.search(label):
            continue
        if is_total_row(label):
            columns = _named(grid, index, first)
            yield from _links_of_named(columns)
        else:
            columns = _learned(grid, index, _runs_above(grid, index, first))
            yield from (column.link() for column in columns)
        if not columns:
            columns = _learned(grid, index, _runs_below(grid, index))
            yield from (column.link() for column in columns)
            continue
        first = index + 1


def is_total_row(label: str) -> bool:
    """Whether a row is called the total."""
    return TOTAL.match(label.strip("* ")) is not None


def _named(grid: Grid, index: int, first: int) -> list[Sum]:
    """Columns of a row named total, with the rows above it; without the first few where only the others add up."""
    columns = _summed(grid, index, range(first, index))
    if not columns or any(column.adds_up for column in columns):
        return columns
    later = (_summed(grid, index, range(start, index)) for start in range(first + 1, first + _SHORTER_RUNS))
    return next(filter(_is_taught, later), columns)


def _summed(grid: Grid, index: int, rows: range) -> list[Sum]:
    """Columns of a row with the figures of some rows above it."""
    columns = []
    for place, total in _aligned(grid, index, rows):
        found = (in_column(grid.rows[row], place[0], total) for row in rows)
        parts = tuple(part for part in found if part is not None)
        if len(parts) >= 2 and not (total.is_percent and total.claim.kind is Kind.GROWTH):
            columns.append(Sum(parts, total, full=len(parts) == len(rows)))
    return columns


def _is_taught(columns: Sequence[Sum]) -> bool:
    """Whether most columns add up, and no chance makes them."""
    hits = [column for column in columns if column.adds_up]
    return 2 * len(hits) >= len(columns) and math.prod(column.room for column in hits) < _CHANCE_OF_BLOCK


def _links_of_named(columns: Sequence[Sum]) -> Iterator[Link]:
    hits = sum(column.adds_up for column in columns)
    some = hits > 0 and 2 * hits >= len(columns)
    for column in columns:
        near = column.is_near() and not column.total.is_ratio
        sure = column.full and near and (some or len(columns) == 1)
        if column.adds_up or sure:
            yield column.link(certain=sure)


@record
class Run:
    """Rows that another may be the sum of, and how likely chance may be to make it so for it to be taken for one."""

    rows: tuple[int, ...]
    limit: float


def _runs_above(grid: Grid, index: int, first: int) -> Iterator[Run]:
    """The rows between a row and the total before it, all of them or without the first few."""
    for start in range(first, min(first + _SHORTER_RUNS, index - 1)):
        whole = start == first and index - start > 2
        last = whole and index == len(grid.rows) - 1
        limit = _CHANCE_OF_LAST if last else _CHANCE_OF_BLOCK if whole else _CHANCE_OF_RUN
        yield Run(tuple(range(start, index)), limit)


def _runs_below(grid: Grid, index: int) -> Iterator[Run]:
    """The rows of its sort right below a row, up to a total, past those of another sort; all of them or the first ones."""
    rows: list[int] = []
    ends: list[int] = []
    for row in range(index + 1, min(len(grid.rows), index + 1 + _MOST_BELOW)):
        if is_total_row(grid.labels[row]):
            break
        if _is_of_sort(grid.rows[row], grid.rows[index]):
            rows.append(row)
        else:
            ends.append(len(rows))
    for count in range(len(rows), 1, -1):
        whole = count == len(rows)
        yield Run(
            tuple(rows[:count]), _CHANCE_OF_BLOCK if whole else _CHANCE_OF_BREAK if count in ends else _CHANCE_OF_RUN
        )


def _is_of_sort(row: dict[Place, Item], head: dict[Place, Item]) -> bool:
    """Whether some figure of a row may be added to others to make that of another row."""
    return any(
        place in head and _like(part, head[place]) and abs(part.value) > _TINIEST * abs(head[place].value)
        for place, part in row.items()
    )


def _learned(grid: Grid, index: int, runs: Iterable[Run]) -> list[Sum]:
    """Columns in which a row is, or has to be, the sum of the rows of one of some runs."""
    for run in runs:
        columns = list(_columns(grid, index, run.rows))
        chance = math.prod(column.room for column in columns if column.adds_up)
        missed = sum(not column.adds_up for column in columns)
        if chance < run.limit and 2 * missed <= len(columns):
            return columns
    return []


def _columns(grid: Grid, index: int, rows: Sequence[int]) -> Iterator[Sum]:
    for place, total in sorted(grid.rows[index].items()):
        if place[1] or not total.is_level or not total.value:
            continue
        parts = tuple(part for row in rows if (part := grid.rows[row].get(place)) is not None and _like(part, total))
        column = Sum(parts, total)
        if len(parts) == len(rows) and column.room < _ROOM:
            yield column


def _like(part: Item, total: Item) -> bool:
    """Whether two cells of a column may be added: one unit, or counts of things the rows name."""
    counts = part.claim.dimension == total.claim.dimension == "count"
    return part.is_level and (part.unit == total.unit or counts)


def _aligned(grid: Grid, index: int, rows: range) -> list[tuple[Place, Item]]:
    """The figures of a total row with their columns; in a row that lost its empty cells, by the only column that is full."""
    totals = sorted(grid.rows[index].items())
    widths = [max((column for column, _ in grid.rows[row]), default=0) for row in rows]
    if len(totals) != 1 or not widths or totals[0][0][0] >= max(widths):
        return totals
    ((column, rank), total) = totals[0]
    full = [at for at in range(max(widths) + 1) if all(in_column(grid.rows[row], at, total) for row in rows)]
    return [((full[0], rank), total)] if len(full) == 1 else [((column, rank), total)]
