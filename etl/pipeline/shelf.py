"""Rows of tables on their way to be published: in memory for a small corpus, on disk for one that may not fit."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl

_GROUP = 16_384  # rows a reader of a range may have to read too many of at either end
_AT_ONCE = 150_000  # rows of a range: what is worked on together
_HEX = 16**4


class Shelf:
    """Tables as pieces in order. With a folder the pieces are files in it, which its owner removes."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self._pieces: dict[str, list[pl.LazyFrame]] = {}
        self._rows: Counter[str] = Counter()

    def add(self, table: str, frame: pl.DataFrame) -> None:
        """Put rows behind those the table has."""
        pieces = self._pieces.setdefault(table, [])
        self._rows[table] += frame.height
        if self.folder is None:
            pieces.append(frame.lazy())
            return
        path = self.folder / f"{table}-{len(pieces):06}.parquet"
        frame.write_parquet(path, compression="lz4", row_group_size=_GROUP, statistics=True)
        pieces.append(pl.scan_parquet(path))

    def rows(self, table: str) -> int:
        """How many rows the table has."""
        return self._rows[table]

    def pieces(self, table: str) -> list[pl.LazyFrame]:
        """The pieces of a table in order."""
        return self._pieces[table]

    def table(self, table: str) -> pl.LazyFrame:
        """All rows of a table, in the order they were put there."""
        pieces = self._pieces[table]
        return pieces[0] if len(pieces) == 1 else pl.concat(pieces)

    def frame(self, table: str) -> pl.DataFrame:
        """All rows of a table, in memory."""
        return self.table(table).collect()

    def bounds(self, table: str, letter: str) -> list[str]:
        """Bounds of ranges of a column that holds names, a letter and a hash: as many rows each as fit into memory."""
        count = max(1, min(_HEX, -(-self._rows[table] // _AT_ONCE))) if self.folder else 1
        return [f"{letter}{at * _HEX // count:04x}" for at in range(1, count)]

    def ranges(self, table: str, column: str, bounds: Sequence[str]) -> Iterator[pl.DataFrame]:
        """The rows of a table by ranges of a column, sorted by it; equal ones stay in order.

        A range begins at each of the bounds, the first below them. Pieces sorted by the column are read in part only.
        """
        for low, high in zip([None, *bounds], [*bounds, None], strict=True):
            rows = self.table(table)
            if low is not None:
                rows = rows.filter(pl.col(column) >= low)
            if high is not None:
                rows = rows.filter(pl.col(column) < high)
            yield rows.collect().sort(column, maintain_order=True)
