"""A figure of running text and the one cell of a table whose row and column its words name, where the two differ.

What a sentence tells of a row's label, at the time or under the title of a column, stands in that cell. Where neither figure is
told anywhere else, and they differ as a slip of the pen makes figures differ, one of the two is that slip.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from etl.extract.language.words import word_list
from etl.extract.links.contexts import stems_of
from etl.extract.links.direction import is_start
from etl.extract.links.items import Item, Passage, link, written_digits
from etl.extract.links.magnitude import within
from etl.extract.links.restated.digits import differ_by_a_slip
from etl.extract.links.sameness import domain, meets, sort_of
from etl.extract.links.table.grid import Grid
from etl.model.claim import Link, Modality, Relation
from etl.model.document import Zone
from etl.model.period import Period
from etl.model.quantity import Kind
from etl.model.record import record

_MOST_WORDS = 6  # of a label and a title
_MOST_CELLS = 4000
_WIDEST = 3.0  # times that a slip may be off
_TELLING = 3  # digits
_LONG = 1.25  # times that one of two times may be as long as the other
_IN_BRACKETS = re.compile(r"\([^)]*\)")
_HAS_DIGIT = re.compile(r"\d")
_NOT_NAMED = (Zone.TABLE, Zone.YAML, Zone.TOC, Zone.REFERENCE)


@record
class Cell:
    """A figure of a table, with the stems that name it: those of its row's label and of its column's title."""

    item: Item
    names: frozenset[str]
    metric: frozenset[str]


@record
class Cells:
    """The cells of all tables by one of the stems that name them, by metric, and by unit and sort."""

    by_stem: Mapping[str, Sequence[Cell]]
    by_metric: Mapping[str, Sequence[Cell]]
    of_sort: Mapping[str, Sequence[Item]]

    @classmethod
    def of(cls, grids: Sequence[Grid]) -> "Cells":
        """The cells of the tables of a text."""
        by_stem: dict[str, list[Cell]] = defaultdict(list)
        by_metric: dict[str, list[Cell]] = defaultdict(list)
        of_sort: dict[str, list[Item]] = defaultdict(list)
        for cell in [cell for grid in grids for cell in _cells_of(grid)][:_MOST_CELLS]:
            of_sort[_sort_of(cell.item)].append(cell.item)
            if 0 < len(cell.names) <= _MOST_WORDS:
                by_stem[min(cell.names)].append(cell)
            if cell.item.claim.metric_id:
                by_metric[cell.item.claim.metric_id].append(cell)
        return cls(by_stem, by_metric, of_sort)

    def like(self, said: Item, words: frozenset[str]) -> Item | None:
        """The one cell of the sort and time of a figure that the words around it name, and that it can be a slip of."""
        claim = said.claim
        found = {cell.item.claim_id: cell for stem in sorted(words) for cell in self.by_stem.get(stem, ())}
        if claim.metric_id:
            found |= {cell.item.claim_id: cell for cell in self.by_metric.get(claim.metric_id, ())}
        told = [(len(cell.names & words), cell.item) for cell in found.values() if _may_be(said, words, cell)]
        most = max((count for count, _ in told), default=0)
        best = [item for count, item in told if count == most]
        slips = [item for item in best if _is_slip(said, item)]
        is_sure = len(best) == 1 or (len(slips) == 1 and len(written_digits(said)) >= _TELLING)
        return slips[0] if slips and is_sure else None


def find_cell_links(passages: Sequence[Passage], grids: Sequence[Grid]) -> Iterator[Link]:
    """Figures of running text with the cell that says otherwise."""
    if not grids:
        return
    cells = Cells.of(grids)
    told: dict[str, list[Item]] = defaultdict(list)
    for passage in passages:
        for item in passage.items:
            told[_sort_of(item)].append(item)
    for passage in passages:
        if passage.zone in _NOT_NAMED:
            continue
        for said in passage.items:
            if not _is_told(said) or _sort_of(said) not in cells.of_sort:
                continue
            words = stems_of(passage.text) | stems_of(f"{said.claim.subject} {said.claim.metric}")
            like = cells.like(said, words)
            if like is not None and _is_told_nowhere(said, like, told, cells, passage):
                ordered = sorted((said, like), key=lambda each: each.claim.start)
                yield link(Relation.RESTATEMENT, [("statement", each) for each in ordered])


def _cells_of(grid: Grid) -> Iterator[Cell]:
    for label, row in zip(grid.labels, grid.rows, strict=True):
        for (column, _), item in sorted(row.items()):
            title = grid.titles[column - 1] if 0 < column <= len(grid.titles) else ""
            of_row, of_column = (stems_of(_IN_BRACKETS.sub("", words)) - _unnamed() for words in (label, title))
            if not of_row and item.is_percent:
                continue  # a share of the whole may be of any part of it
            named = of_row if item.claim.kind is Kind.GROWTH else of_row | of_column
            if item.claim.period is not None:
                named = frozenset(stem for stem in named if not _HAS_DIGIT.search(stem))
            yield Cell(item, named, stems_of(item.claim.metric))


@cache
def _unnamed() -> frozenset[str]:
    """Stems that say no more of a cell than when it is, or that it is the whole."""
    return stems_of(" ".join(word_list("times", "totals", "fillers", "statistics")))


def _sort_of(item: Item) -> str:
    return sort_of(domain(item))


def _is_told(item: Item) -> bool:
    claim = item.claim
    is_exact = claim.low == claim.high and item.value > 0 and not item.is_incidental and not item.is_duration
    return is_exact and claim.modality is not Modality.HYPOTHETICAL and not is_start(item)


def _may_be(said: Item, words: frozenset[str], cell: Cell) -> bool:
    """Whether a cell is of the sort, the time and the metric of a figure, and the words name it."""
    item, one, other = cell.item, said.claim, cell.item.claim
    if _sort_of(item) != _sort_of(said) or item.value <= 0 or not _at_one_time(one.period, other.period):
        return False
    is_metric = bool(one.metric_id) and one.metric_id == other.metric_id
    names = cell.names - cell.metric if is_metric else cell.names
    if not names <= words or not (names or is_metric):
        return False
    return is_metric or not (cell.metric - _unnamed()).isdisjoint(words)


def _at_one_time(one: Period | None, other: Period | None) -> bool:
    if one is None or other is None or one.text == other.text:
        return True
    lengths = sorted((each.end - each.start).days + 1 for each in (one, other))
    return one.meets(other) and lengths[1] <= _LONG * lengths[0]


def _is_slip(said: Item, cell: Item) -> bool:
    near = within(said.value / cell.value, _WIDEST)
    return near and not meets(said, cell) and differ_by_a_slip(said, cell)


def _is_told_nowhere(
    said: Item, like: Item, told: Mapping[str, Sequence[Item]], cells: Cells, passage: Passage
) -> bool:
    """Whether no other cell gives the figure, no other figure the cell, and all beside the figure stand in a table too."""
    sort = _sort_of(said)
    if any(other is not said and other is not like and meets(other, like) for other in told[sort]):
        return False
    if any(meets(said, cell) for cell in cells.of_sort[sort]):
        return False
    beside = (other for other in passage.items if other is not said and _sort_of(other) == sort)
    return all(is_start(other) or any(meets(other, cell) for cell in cells.of_sort[sort]) for other in beside)
