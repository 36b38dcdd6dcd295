"""What the rows and columns of a table say about each other.

A total row is the sum of the rows above it. Beyond that a table teaches its own arithmetic: where one column follows from
two others in most rows ("change" from "now" and "before"), or one row from two others in most columns, it has to in all.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

from etl.extract.links.items import Item, alike, link
from etl.model.claim import Link, Relation
from etl.model.document import Span, Table

_TOTAL = re.compile(
    r"^\W*(?:grand |sub)?(?:total\w*|sum|all|overall|world|together|combined|net total|in all)\b", re.IGNORECASE
)
_AVERAGE = re.compile(r"\baverage|\bmean\b|\bmedian\b", re.IGNORECASE)
_MOST_COLUMNS = 9
_MOST_ROWS = 40

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Grid:
    """Figures of a table by row and column; a cell with two figures fills two places of its row."""

    labels: tuple[str, ...]
    rows: tuple[dict[Place, Item], ...]
    header: dict[Place, Item]

    @property
    def places(self) -> list[Place]:
        """Columns that hold figures in at least two rows."""
        found = {place for row in self.rows for place in row}
        return sorted(place for place in found if sum(place in row for row in self.rows) >= 2)


def read_grid(text: str, table: Table, items: Sequence[Item]) -> Grid:
    """The figures of a table in their rows and columns."""
    by_row = [_in_row(row, items) for row in table.rows[:_MOST_ROWS]]
    labels = tuple(text[row[0].start : row[0].end].strip() if row else "" for row in table.rows[:_MOST_ROWS])
    return Grid(labels, tuple(by_row), _in_row(table.header, items))


def _in_row(row: Sequence[Span], items: Sequence[Item]) -> dict[Place, Item]:
    found: dict[Place, Item] = {}
    for column, cell in enumerate(row):
        inside = [item for item in items if cell.start <= item.claim.start < cell.end]
        for rank, item in enumerate(inside):
            found[(column, rank)] = item
    return found


def find_table_links(text: str, table: Table, items: Sequence[Item]) -> list[Link]:
    """Sums, and the arithmetic that the rows and columns of a table share."""
    if len(table.rows) > 4 * _MOST_ROWS or not items:
        return []
    grid = read_grid(text, table, items)
    return [*_totals(grid), *_columns(grid), *_rows(grid), *_shares_of_header(grid)]


def _step(item: Item) -> float:
    return item.claim.resolution / 2


def _adds_up(parts: Sequence[Item], total: Item) -> bool:
    slack = _step(total) + sum(_step(part) for part in parts)
    return abs(sum(part.value for part in parts) - total.value) <= slack * 1.0001 + 1e-9 * abs(total.value)


def _totals(grid: Grid) -> Iterator[Link]:
    """A row named total, and the rows above it back to the total before."""
    first = 0
    for index, label in enumerate(grid.labels):
        if not _TOTAL.match(label.strip("* ")) or _AVERAGE.search(label):
            continue
        rows = range(first, index)
        columns = []
        for place, total in _aligned(grid, index, rows):
            found = (_in_column(grid.rows[row], place[0], total.unit) for row in rows)
            parts = [part for part in found if part is not None]
            if len(parts) >= 2:
                columns.append((parts, total, _adds_up(parts, total)))
        some = any(adds for *_, adds in columns)
        for parts, total, adds in columns:
            full = len(parts) == len(rows)
            near = total.value and 0.4 < sum(part.value for part in parts) / total.value < 2.5
            sure = bool(full and near and not total.is_ratio and (some or len(columns) == 1))
            if adds or sure:
                yield link(Relation.PARTS, [*[("part", part) for part in parts], ("total", total)], certain=sure)
        if columns:
            first = index + 1


def _aligned(grid: Grid, index: int, rows: range) -> list[tuple[Place, Item]]:
    """The figures of a total row with their columns; in a row that lost its empty cells, by the only column that is full."""
    totals = sorted(grid.rows[index].items())
    widths = [max((column for column, _ in grid.rows[row]), default=0) for row in rows]
    if len(totals) != 1 or not widths or totals[0][0][0] >= max(widths):
        return totals
    ((column, rank), total) = totals[0]
    full = [at for at in range(max(widths) + 1) if all(_in_column(grid.rows[row], at, total.unit) for row in rows)]
    return [((full[0], rank), total)] if len(full) == 1 else [((column, rank), total)]


def _in_column(row: dict[Place, Item], column: int, unit: str) -> Item | None:
    """The figure of a cell that has the unit asked for: "£31m ($41.5M)" has two."""
    return next((item for (at, _), item in sorted(row.items()) if at == column and item.unit == unit), None)


@dataclass(frozen=True, slots=True)
class Formula:
    """How a figure follows from two others: the relation, their roles, and the value that follows."""

    relation: Relation
    roles: tuple[str, str, str]
    follows: Callable[[float, float], float]
    fits: Callable[[Item, Item, Item], bool]


def _percent_of(said: Item, a: Item, b: Item) -> bool:
    return said.is_percent and alike(a, b) and not a.is_percent


def _ratio_of(said: Item, a: Item, b: Item) -> bool:
    return said.is_ratio and alike(a, b)


def _points(said: Item, a: Item, b: Item) -> bool:
    return said.unit == "basis_point" and alike(a, b) and max(abs(a.value), abs(b.value)) < 100


def _alike(said: Item, a: Item, b: Item) -> bool:
    points = said.unit == "percentage_point" and a.unit == b.unit == "percent"
    return points or (alike(said, a) and alike(a, b) and alike(said, b))


_FORMULAS = (
    Formula(Relation.CHANGE, ("growth", "end", "start"), lambda a, b: (a / b - 1) * 100, _percent_of),
    Formula(Relation.SHARE, ("share", "part", "whole"), lambda a, b: a / b * 100, _percent_of),
    Formula(Relation.COMPARISON, ("times", "value", "baseline"), lambda a, b: a / b, _ratio_of),
    Formula(Relation.CHANGE, ("delta", "end", "start"), lambda a, b: (a - b) * 100, _points),
    Formula(Relation.CHANGE, ("delta", "end", "start"), lambda a, b: a - b, _alike),
    Formula(
        Relation.PER_UNIT,
        ("quotient", "amount", "divisor"),
        lambda a, b: a / b,
        lambda said, a, b: a.unit != b.unit != said.unit,
    ),
)


def _follows(formula: Formula, said: Item, a: Item, b: Item) -> bool | None:
    """Whether the third figure follows from the two; None where the formula does not apply."""
    if not formula.fits(said, a, b) or not b.value or not a.value:
        return None
    corners = [
        formula.follows(a.value + i * _step(a), b.value + j * _step(b))
        for i in (-1, 1)
        for j in (-1, 1)
        if b.value + j * _step(b)
    ]
    return min(corners) - _step(said) * 1.0001 <= said.value <= max(corners) + _step(said) * 1.0001


def _columns(grid: Grid) -> Iterator[Link]:
    """A column that follows from two others in most rows."""
    places = grid.places[:_MOST_COLUMNS]
    for said, a, b in permutations(places, 3):
        for formula in _FORMULAS:
            triples = [(row[said], row[a], row[b]) for row in grid.rows if said in row and a in row and b in row]
            yield from _taught(formula, triples)


def _rows(grid: Grid) -> Iterator[Link]:
    """A row that is the difference of the two above it, or their sum, in most columns."""
    for top, middle, bottom in zip(grid.rows, grid.rows[1:], grid.rows[2:], strict=False):
        shared = sorted(place for place in top if place in middle and place in bottom)
        triples = [(bottom[place], top[place], middle[place]) for place in shared]
        if not all(alike(said, a) and (alike(a, b) or alike(said, b)) for said, a, b in triples):
            continue
        for sign in (1, -1):
            hits = [_is_sum(said, a, b, sign) for said, a, b in triples]
            if sum(hits) >= 2 and sum(hits) >= 2 * (len(hits) - sum(hits)):
                for said, a, b in triples:
                    role = "part" if sign > 0 else "less"
                    yield link(Relation.PARTS, [("part", a), (role, b), ("total", said)])


def _is_sum(said: Item, a: Item, b: Item, sign: int) -> bool:
    return abs(a.value + sign * b.value - said.value) <= (_step(said) + _step(a) + _step(b)) * 1.0001


def _taught(formula: Formula, triples: Sequence[tuple[Item, Item, Item]]) -> Iterator[Link]:
    """Links for all rows once most rows obey the formula, and enough of them for it not to be chance."""
    judged = [(triple, _follows(formula, *triple)) for triple in triples]
    told = [(triple, hit) for triple, hit in judged if hit is not None]
    hits = sum(bool(hit) for _, hit in told)
    misses = len(told) - hits
    if hits < 2 or hits < 2 * misses or hits < 2:
        return
    sure = hits >= (5 if formula.relation is Relation.PER_UNIT else 3) or (
        misses <= 1 and formula.relation is not Relation.PER_UNIT
    )
    said_role, a_role, b_role = formula.roles
    for (said, a, b), hit in told:
        if hit or sure:
            yield link(formula.relation, [(a_role, a), (b_role, b), (said_role, said)], certain=sure)


def _shares_of_header(grid: Grid) -> Iterator[Link]:
    """As in "126 (4.4)" under "Polypill (N = 2861)": a count and the share of the column's total it is."""
    for (column, rank), whole in sorted(grid.header.items()):
        if rank or whole.is_percent or whole.value <= 1:
            continue
        triples = [
            (row[(column, 1)], row[(column, 0)], whole)
            for row in grid.rows
            if (column, 0) in row and (column, 1) in row and not row[(column, 0)].is_percent
        ]
        hits = [
            abs(a.value / b.value * 100 - said.value) <= _step(said) * 1.0001 + 100 * _step(a) / b.value * 0
            for said, a, b in triples
        ]
        if sum(hits) >= 2 and sum(hits) > 2 * (len(hits) - sum(hits)):
            for said, a, b in triples:
                yield link(Relation.SHARE, [("part", a), ("whole", b), ("share", said)])
