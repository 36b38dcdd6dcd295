"""Totals of lists: the amount of a heading, line or item, and the amounts of the items right under it.

"Total spending: £7,088.38" over a list, "Shipments: £6,844.73, namely" over deeper items, "412 members, of which:" and its items. An
outline that adds up confirms. Where each item tells one amount and the line above calls its own a total, or says that it is made
of what follows, or where all other lists of the document add up, one that does not is a slip.
"""

import re
from collections.abc import Iterator, Sequence

from etl.extract.links.addition import Addition
from etl.extract.links.derived.cues import in_brackets, is_base
from etl.extract.links.derived.sum_cues import is_total
from etl.extract.links.items import BARE, Item
from etl.extract.links.outline import Node, read_outline, row_below
from etl.extract.links.table.hundred_rows import find_listed_shares
from etl.extract.links.table.totals import TOTAL
from etl.extract.links.wordings import lines, wordings
from etl.model.claim import Link
from etl.model.document import Document
from etl.model.quantity import Bound
from etl.model.record import record

_FEWEST = 2
# Room that the digits leave, as a share of the total, up to which adding up is no chance where no words tell it.
_ROOM = 0.02
_LABEL = re.compile(r"^[^.;!?]{0,80}$", re.DOTALL)
_TOTAL = re.compile(r"\b(?:total|totals|totall?ed|overall|in all|sum|altogether|combined)\b", re.IGNORECASE)
_TAIL = 60
_RESULTS = frozenset(lines("list", "results"))


@record
class Trial(Addition):
    """Parts of a list and what may be their total.

    `told` says that the words tie them, `whole` that each item tells one amount.
    """

    told: bool
    whole: bool

    @property
    def is_sharp(self) -> bool:
        """Whether parts of so many digits would not come to the total by chance."""
        return self.room < _ROOM


def find_listed(document: Document, items: Sequence[Item]) -> Iterator[Link]:
    """Sums told by the outline of a text; `items` are the figures outside tables, in reading order."""
    if len(items) <= _FEWEST:
        return
    nodes = read_outline(document, items)
    yield from find_listed_shares(nodes)
    trials = [trial for node in nodes for trial in _trials(node)]
    judged = [trial.adds_up for trial in trials if trial.whole and trial.is_near() and trial.is_sharp]
    taught = sum(judged) >= _FEWEST and sum(judged) > 2 * (len(judged) - sum(judged))
    for trial in trials:
        if trial.adds_up:
            if trial.told or trial.is_sharp or (trial.whole and trial.added == trial.total.value):
                yield trial.link(certain=False)
        elif trial.whole and trial.is_near() and trial.is_apart and (trial.told or (taught and trial.is_sharp)):
            yield trial.link()


def _trials(node: Node) -> Iterator[Trial]:
    """The ways a list may add up: to an amount of the line above it, or to the item that closes it as the total."""
    row = row_below(node)
    if len(row) < _FEWEST:
        return
    lead = node if node.items or node.above is None else node.above
    last = row[-1]
    if TOTAL.match(last.text.strip("* _")) and len(row) > _FEWEST:
        row = row[:-1]
        yield from _of_total(row, last, told=True)
    yield from _of_total(row, lead, told=_tells(node, lead))


def _of_total(row: Sequence[Node], lead: Node, *, told: bool) -> Iterator[Trial]:
    totals = [item for item in lead.items if _is_amount(item)]
    if not totals or row[0].block <= lead.block <= row[-1].block:
        return
    last = totals[-1].sentence.start
    totals = [item for item in totals if item.sentence.start == last or not told]
    found = [trial for total in totals for trial in _trial(row, total, told=told)]
    fitting = [trial for trial in found if trial.adds_up]
    yield from fitting or (found if len(found) == 1 else [])


def _trial(row: Sequence[Node], total: Item, *, told: bool) -> Iterator[Trial]:
    amounts = [[item for item in node.items if _is_part(item, total)] for node in row]
    parts = tuple(each[0] for each in amounts if each)
    if len(parts) < _FEWEST or total.claim.bound is not Bound.EXACT and not told:
        return
    whole = all(len(each) == 1 for each in amounts) and _one_measure(parts, total)
    yield Trial(parts, total, told, whole)


def _is_amount(item: Item) -> bool:
    return item.is_level and item.value > 0 and item.claim.low == item.claim.high and not item.is_incidental


def _is_part(item: Item, total: Item) -> bool:
    """Whether an amount of an item may be added to others: of the sort of the total, in no brackets, of no earlier time."""
    return _is_amount(item) and _is_of_sort(item, total) and not in_brackets(item) and not is_base(item)


def _is_of_sort(item: Item, total: Item) -> bool:
    """Whether two amounts are of one unit, or one behind a label leaves its currency to the other."""
    dimensions = item.claim.dimension, total.claim.dimension
    bare = item if item.unit in BARE else total
    left_out = "currency" in dimensions and bare.unit in BARE and bare.before.rstrip().endswith(":")
    return item.unit == total.unit or left_out or all(each.startswith("count") for each in dimensions)


def _one_measure(parts: Sequence[Item], total: Item) -> bool:
    """Whether none is a result beside others, or of another measure than these: revenue and profit add up to nothing."""
    measures = [item.claim.metric_id for item in (*parts, total)]
    return len(set(measures)) == 1 or _RESULTS.isdisjoint(measures)


def _tells(node: Node, lead: Node) -> bool:
    """Whether the line above a list calls its amount a total, or says that it is made of what follows."""
    tail = node.text[-_TAIL:].lower()
    if wordings("list", "open").search(tail):
        return False
    amounts = [item for item in lead.items if item.is_level]
    total = bool(amounts) and (is_total(amounts[-1]) or bool(_TOTAL.search(amounts[-1].before)))
    return (total and bool(_LABEL.match(lead.text))) or bool(wordings("list", "tail").search(tail))
