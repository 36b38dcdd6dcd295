"""Shares told line by line, in a list or a column of a table, that make a hundred, or have to."""

import re
from collections.abc import Iterator, Sequence

from etl.extract.links.derived.cues import in_brackets
from etl.extract.links.hundred import hundred, is_share, makes_hundred
from etl.extract.links.items import Item
from etl.extract.links.outline import Node, row_below
from etl.extract.links.table.grid import Grid
from etl.extract.links.table.totals import is_total_row
from etl.model.claim import Link

_FEWEST = 3
_LOW, _HIGH = 90, 125
# Digits so coarse that they leave more room than this tell no sum.
_ROOM = 5.0
_DIVIDES = re.compile(
    r"\b(?:breakdowns?|split|mix|composition|distribution|allocation|allocated|distributed|divided|broken down|made up|shares? of|by (?:sector|region|type|source|age|category|country))\b",
    re.IGNORECASE,
)
_ALL = 100.0


def find_listed_shares(nodes: Sequence[Node]) -> Iterator[Link]:
    """Lists whose items each tell one share: that they make a hundred; that they exceed it, where the line above divides a whole."""
    for node in nodes:
        row = [_share_of(each.items) for each in row_below(node)]
        shares = [item for item in row if item is not None]
        if len(shares) < _FEWEST or len(shares) < len(row) or not _is_sharp(shares):
            continue
        if makes_hundred(shares):
            yield hundred(shares, certain=False)
        elif _ALL < sum(item.value for item in shares) <= _HIGH and _DIVIDES.search(node.text):
            yield hundred(shares, certain=True)


def _share_of(items: Sequence[Item]) -> Item | None:
    """The one share of a line."""
    found = [item for item in items if is_share(item) and item.claim.low == item.claim.high]
    plain = found if len(found) == 1 else [item for item in found if not in_brackets(item)]
    return plain[0] if len(plain) == 1 else None


def find_share_columns(grid: Grid) -> Iterator[Link]:
    """Columns of shares that make a hundred; where most do, one that does not is off."""
    rows = [row for row, label in zip(grid.rows, grid.labels, strict=True) if not is_total_row(label)]
    columns = []
    for place in grid.places:
        shares = [row[place] for row in rows if place in row]
        if len(shares) == len(rows) >= _FEWEST and all(map(is_share, shares)) and _is_sharp(shares):
            columns.append(shares)
    hits = sum(map(makes_hundred, columns))
    for shares in columns:
        fits = makes_hundred(shares)
        if fits or (hits > 1 and hits >= 2 * (len(columns) - hits) and _LOW <= sum(s.value for s in shares) <= _HIGH):
            yield hundred(shares, certain=not fits)


def _is_sharp(shares: Sequence[Item]) -> bool:
    return sum(item.claim.resolution for item in shares) <= _ROOM
