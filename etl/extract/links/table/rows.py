"""Running text against the rows of a table: a rise or share it tells of what a row is labelled with.

"Deaths fell by 29 %" is held against the row "Deaths" of a table, "procurement takes 46 % of the total" against the row
and the total of its column. Where a row gives the figure in any of its columns, it agrees; where none does, but one comes
near, the two cannot both be right.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from etl.extract.links.contexts import stems_of
from etl.extract.links.derived.bonds import is_bound
from etl.extract.links.derived.percentage_cues import tells_change, tells_fall
from etl.extract.links.derived.scene import Scene
from etl.extract.links.direction import is_yearly
from etl.extract.links.items import Item, link
from etl.extract.links.table.grid import Grid
from etl.extract.links.table.totals import TOTAL
from etl.model.claim import Link, Relation
from etl.model.quantity import Kind
from etl.model.record import record

_MOST_WORDS = 4
_MOST_CELLS = 4
# Words before a figure, and behind it, among which the label of a row names what it is of.
_BEFORE, _BEHIND = 70, 50
_OF_WHOLE = re.compile(r"^[\s)]*of (?:the |its |all |our )?(?:total|whole|overall|sum|[a-z]+)\b")
_OTHER_SORT = re.compile(
    r"\b(?:like-for-like|organic|constant currenc|adjusted|underlying|per (?:head|capita)|on average|average|real terms|excluding|monthly|month)\b"
)
_CLAUSE = re.compile(r"[,;:.–—]\s|\b(?:and|but|while|whereas|as|when)\b")
_OF_TOTAL = re.compile(r"^[\s)]*of (?:the |its |all |our )?(?:total|whole|overall|sum)\b")
# A change that comes no nearer than this, as a factor, and a share no nearer than that, was of another thing.
_NEAR_FACTOR, _NEAR_SHARE = 1.35, 2.2


@record
class Row:
    """A row of a table: the stems of its label, its figures in order, and those of the total of each column."""

    label: frozenset[str]
    cells: tuple[Item, ...]
    totals: tuple[Item | None, ...]


def _rows_of(grids: Sequence[Grid]) -> list[Row]:
    """The rows of all tables whose label names something."""
    found = []
    for grid in grids:
        last = next((at for at, label in enumerate(grid.labels) if TOTAL.match(label.strip("* "))), -1)
        for at, label in enumerate(grid.labels):
            stems = stems_of(re.sub(r"\([^)]*\)", "", label))
            cells = [(place, item) for place, item in sorted(grid.rows[at].items()) if item.is_level and item.value > 0]
            if at == last or not 0 < len(stems) <= _MOST_WORDS or not cells:
                continue
            totals = [grid.rows[last].get(place) if last >= 0 else None for place, _ in cells]
            found.append(Row(stems, tuple(item for _, item in cells), tuple(totals)))
    return found


def find_row_links(scene: Scene, grids: Sequence[Grid]) -> Iterator[Link]:
    """Percentages of running text with the cells of the row their words name."""
    rows = _rows_of(grids)
    if not rows:
        return
    by_stem: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_stem[min(row.label)].append(row)
    for index, said in enumerate(scene.items):
        if not said.is_percent or said.claim.low != said.claim.high or said.is_incidental or is_yearly(said):
            continue
        named = _named(said, by_stem)
        if named is None or _OTHER_SORT.search(said.before[-_BEFORE:] + said.behind[:_BEHIND]):
            continue
        if tells_change(said) or said.claim.kind in (Kind.GROWTH, Kind.RATIO):
            yield from _change(scene, index, named)
        else:
            yield from _share(said, named)


def _named(said: Item, by_stem: dict[str, list[Row]]) -> Row | None:
    """The one row whose label stands beside a figure; the longest label, the nearest before."""
    words = stems_of(_CLAUSE.split(said.before[-_BEFORE:])[-1]) | stems_of(_CLAUSE.split(said.behind[:_BEHIND])[0])
    found = [row for stem in sorted(words) for row in by_stem.get(stem, ()) if row.label <= words]
    longest = max((len(row.label) for row in found), default=0)
    longest_ones = [row for row in found if len(row.label) == longest]
    return longest_ones[0] if len(longest_ones) == 1 else None


def _change(scene: Scene, index: int, row: Row) -> Iterator[Link]:
    said = scene.items[index]
    cells = [cell for cell in row.cells if cell.unit == row.cells[0].unit][: _MOST_CELLS + 1]
    beside = any(
        abs(at - index) == 1 and is_bound(scene, index, at)
        for at in (index - 1, index + 1)
        if 0 <= at < len(scene.items)
    )
    if not 1 < len(cells) <= _MOST_CELLS:
        return
    down = tells_fall(said)
    sign = -1 if (cells[-1].value < cells[0].value if down is None else down) else 1
    low, high = sorted(abs(end) / 100 for end in said.interval)
    told = 1 + sign * abs(said.value) / 100
    readings = []
    for first, second in pairwise(cells) if told else ():  # a fall to nothing is one from anything
        for start, end in ((first, second), (second, first)):
            change = sign * (end.value / start.value - 1)
            off = max((1 + sign * change) / told, 1e-9)
            slack = (start.claim.resolution / start.value + end.claim.resolution / end.value) / 2
            readings.append((max(off, 1 / off), low - slack <= change <= high + slack, change > 0, start, end))
    role = "fall" if sign < 0 else "growth"
    fitting = [reading for reading in readings if reading[1]]
    left = fitting or [reading for reading in readings if reading[2]]
    if not left:
        return
    best = min(left, key=lambda reading: reading[0])
    if not fitting and (best[0] > _NEAR_FACTOR or beside or len(cells) > 3):
        return
    yield link(Relation.CHANGE, [("start", best[3]), ("end", best[4]), (role, said)], certain=not fitting)


def _share(said: Item, row: Row) -> Iterator[Link]:
    pairs = [
        (cell, total)
        for cell, total in zip(row.cells, row.totals, strict=True)
        if total is not None and total.value and total.unit == cell.unit
    ]
    if not pairs or not said.value or said.claim.kind is not Kind.SHARE or not _OF_WHOLE.match(said.behind):
        return
    low, high = said.interval
    offs = [(abs(cell.value / total.value * 100 / said.value - 1), cell, total) for cell, total in pairs]
    fitting = [each for each in offs if low <= each[1].value / each[2].value * 100 <= high]
    best = min(fitting or offs, key=lambda each: each[0])
    if fitting or (best[0] < _NEAR_SHARE - 1 and _OF_TOTAL.match(said.behind)):
        yield link(Relation.SHARE, [("part", best[1]), ("whole", best[2]), ("share", said)], certain=not fitting)
