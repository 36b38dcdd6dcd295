"""What the rows and columns of a table say about each other.

A total row is the sum of the rows above it. Beyond that a table teaches its own arithmetic: where one column follows from
two others in most rows ("change" from "now" and "before"), or one row from two others in most columns, it has to in all.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import permutations

from etl.extract.links.addition import half_step
from etl.extract.links.items import Item, alike, link
from etl.extract.links.table.grid import MOST_ROWS, Grid, Place, read_grid, shared_places
from etl.extract.links.table.hundred_rows import find_share_columns
from etl.extract.links.table.totals import find_totals
from etl.model.claim import Link, Relation
from etl.model.document import Table
from etl.model.quantity import Kind
from etl.model.record import record

_MOST_COLUMNS = 9
_FEWEST_HITS = 2  # rows that obey a formula
# Figures so coarse that they leave more room than this share of what follows teach nothing.
_ROOM = 0.3


def find_table_links(text: str, table: Table, items: Sequence[Item]) -> tuple[list[Link], Grid | None]:
    """Sums, and the arithmetic that the rows and columns of a table share; and its figures in their places."""
    if len(table.rows) > 4 * MOST_ROWS or not items:
        return [], None
    grid = read_grid(text, table, items)
    return [
        *find_totals(grid),
        *find_totals(grid.across),
        *_hundreds(grid),
        *_rows(grid),
        *_shares_of_header(grid),
    ], grid


def _hundreds(grid: Grid) -> Iterator[Link]:
    yield from find_share_columns(grid)
    yield from find_share_columns(grid.across)


@record
class Formula:
    """How a figure follows from two others: the relation, their roles, and the value that follows."""

    relation: Relation
    roles: tuple[str, str, str]
    follows: Callable[[float, float], float]
    fits: Callable[[Item, Item, Item], bool]


def _percent_of(said: Item, a: Item, b: Item) -> bool:
    return said.is_percent and not a.is_percent and alike(a, b)


def _gap_of(said: Item, a: Item, b: Item) -> bool:
    """A fall, or what the one lacks of the other, told without its sign."""
    return said.value > 0 and abs(a.value) < abs(b.value) and _percent_of(said, a, b)


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
    Formula(Relation.CHANGE, ("fall", "end", "start"), lambda a, b: (1 - a / b) * 100, _gap_of),
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


@record
class Trial:
    """A formula tried on three figures: whether it gives the third, and whether their digits leave little room."""

    hit: bool
    sharp: bool


def _try(formula: Formula, said: Item, a: Item, b: Item) -> Trial:
    """Whether the third figure follows from the two."""
    off_a, off_b = half_step(a), half_step(b)
    ends_of_a, ends_of_b = (a.value - off_a, a.value + off_a), (b.value - off_b, b.value + off_b)
    corners = [formula.follows(first, second) for first in ends_of_a for second in ends_of_b if second]
    slack = half_step(said) * 1.0001
    low, high = min(corners) - slack, max(corners) + slack
    return Trial(low <= said.value <= high, high - low <= _ROOM * abs(said.value))


def find_column_links(grids: Sequence[Grid]) -> Iterator[Link]:
    """Columns that follow from two others in most rows; tables with the same columns teach each other."""
    alike: dict[tuple[str, ...], list[Grid]] = {}
    for number, grid in enumerate(grids):
        alike.setdefault(grid.titles if all(grid.titles) else (str(number),), []).append(grid)
    for same in alike.values():
        taught = list(_columns([row for grid in same for row in grid.rows]))
        explained = {tie.members[-1][1] for tie, hit in taught if hit}
        yield from (tie for tie, hit in taught if hit or tie.members[-1][1] not in explained)


def _columns(rows: Sequence[dict[Place, Item]]) -> Iterator[tuple[Link, bool]]:
    for said, a, b in permutations(shared_places(rows)[:_MOST_COLUMNS], 3):
        told = [(row[said], row[a], row[b]) for row in rows if said in row and a in row and b in row]
        triples = [triple for triple in told if _may_follow(*triple)]
        for formula in _FORMULAS if len(triples) > 1 else ():
            if formula.relation is Relation.PER_UNIT and said < max(a, b):
                continue  # what is worked out stands behind what it is worked out from
            yield from _taught(formula, triples)


def _may_follow(said: Item, a: Item, b: Item) -> bool:
    """Whether a figure may follow from two others at all: it is no range, and none of them is nothing."""
    return bool(a.value and b.value) and said.claim.low == said.claim.high


def _rows(grid: Grid) -> Iterator[Link]:
    """A row that is the difference of the two above it, or their sum, in most columns."""
    for top, middle, bottom in zip(grid.rows, grid.rows[1:], grid.rows[2:], strict=False):
        shared = sorted(place for place in top if place in middle and place in bottom)
        cells = [(bottom[place], top[place], middle[place]) for place in shared]
        triples = [(said, a, b) for said, a, b in cells if _one_sort(said, a) and _one_sort(said, b)]
        for sign in (1, -1):
            hits = [_is_sum(said, a, b, sign) for said, a, b in triples]
            if sum(hits) >= 2 and sum(hits) >= 2 * (len(hits) - sum(hits)):
                for said, a, b in triples:
                    role = "part" if sign > 0 else "less"
                    yield link(Relation.PARTS, [("part", a), (role, b), ("total", said)])


def _one_sort(first: Item, second: Item) -> bool:
    """Whether two cells of a column are of one sort: a cell may leave out the sign of the currency above it.

    No growth is the sum of others.
    """
    if first.is_percent and Kind.GROWTH in (first.claim.kind, second.claim.kind):
        return False
    bare = any(item.claim.dimension == "count" for item in (first, second))
    return first.unit == second.unit or (bare and first.is_level and second.is_level)


def _is_sum(said: Item, a: Item, b: Item, sign: int) -> bool:
    return abs(a.value + sign * b.value - said.value) <= (half_step(said) + half_step(a) + half_step(b)) * 1.0001


def _taught(formula: Formula, triples: Sequence[tuple[Item, Item, Item]]) -> Iterator[tuple[Link, bool]]:
    """Links for all rows once most rows obey the formula, and enough of them for it not to be chance; and which do."""
    tried = [(triple, _try(formula, *triple)) for triple in triples if formula.fits(*triple)]
    if len(tried) < _FEWEST_HITS:
        return
    hits = sum([trial.hit for _, trial in tried])
    misses = len(tried) - hits
    if hits < _FEWEST_HITS or hits < 2 * misses:
        return
    taught = sum(trial.hit and trial.sharp for _, trial in tried)
    is_price = formula.relation is Relation.PER_UNIT
    sure = taught > 1 and (hits >= (5 if is_price else 3) or (misses <= 1 and not is_price))
    said_role, a_role, b_role = formula.roles
    for (said, a, b), trial in tried:
        if trial.hit or sure:
            yield link(formula.relation, [(a_role, a), (b_role, b), (said_role, said)], certain=sure), trial.hit


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
        hits = [abs(a.value / b.value * 100 - said.value) <= half_step(said) * 1.0001 for said, a, b in triples]
        if sum(hits) >= 2 and sum(hits) > 2 * (len(hits) - sum(hits)):
            for said, a, b in triples:
                yield link(Relation.SHARE, [("part", a), ("whole", b), ("share", said)])
