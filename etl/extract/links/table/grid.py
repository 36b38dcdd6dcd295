"""The figures of a table in their rows and columns."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from etl.extract.links.items import BARE, Item
from etl.model.document import Span, Table
from etl.model.record import record

# Rows of a table that are looked at for its arithmetic.
MOST_ROWS = 40

Place = tuple[int, int]


@record
class Grid:
    """Figures of a table by row and column; a cell with two figures fills two places of its row.

    `titles` are the names of its columns, without the one over the labels.
    """

    titles: tuple[str, ...]
    labels: tuple[str, ...]
    rows: tuple[dict[Place, Item], ...]
    header: dict[Place, Item]

    @property
    def across(self) -> "Grid":
        """The same with its columns as rows, each called by its title; of cells with several figures, the first."""
        width = max((column + 1 for row in self.rows for column, _ in row), default=0)
        columns: list[dict[Place, Item]] = [{} for _ in range(width)]
        for number, row in enumerate(self.rows):
            for (column, rank), item in row.items():
                if not rank:
                    columns[column][number, 0] = item
        heads = ("", *self.titles, *("" for _ in range(width)))
        kept = [column for column in range(width) if columns[column]]
        return Grid((), tuple(heads[column] for column in kept), tuple(columns[column] for column in kept), {})

    @property
    def places(self) -> list[Place]:
        """Columns that hold figures in at least two rows."""
        return shared_places(self.rows)


def shared_places(rows: Sequence[dict[Place, Item]]) -> list[Place]:
    """Columns that hold figures in at least two of some rows."""
    counts = Counter(place for row in rows for place in row)
    return sorted(place for place, count in counts.items() if count > 1)


def read_grid(text: str, table: Table, items: Sequence[Item]) -> Grid:
    """The figures of a table, given in reading order, in their rows and columns."""
    starts = [item.claim.start for item in items]
    by_row = [_in_row(row, items, starts) for row in table.rows[:MOST_ROWS]]
    labels = tuple(text[row[0].start : row[0].end].strip() if row else "" for row in table.rows[:MOST_ROWS])
    titles = tuple(text[cell.start : cell.end].strip().lower() for cell in table.header[1:])
    return Grid(titles, labels, tuple(by_row), _in_row(table.header, items, starts))


def _in_row(row: Sequence[Span], items: Sequence[Item], starts: Sequence[int]) -> dict[Place, Item]:
    found: dict[Place, Item] = {}
    for column, cell in enumerate(row):
        inside = items[bisect_left(starts, cell.start) : bisect_left(starts, cell.end)]
        for rank, item in enumerate(inside):
            found[(column, rank)] = item
    return found


def in_column(row: dict[Place, Item], column: int, total: Item) -> Item | None:
    """The figure of a cell that may be added to make a total: "£31m ($41.5M)" has two, of two units."""
    inside = [item for (at, _), item in sorted(row.items()) if at == column]
    same = next((item for item in inside if item.unit == total.unit), None)
    counts = len(inside) == 1 and all(
        item.unit in BARE or item.claim.dimension.startswith("count") for item in (inside[0], total)
    )
    return same or (inside[0] if counts else None)
