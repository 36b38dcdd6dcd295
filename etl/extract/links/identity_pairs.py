"""Rates of the catalogue whose two amounts stand apart: in other lines of a release, in its table, under another period.

Of the amounts called by the two terms, the nearest that give the rate are meant. Where none do, those of one sentence or
line with the rate, and the only one of the other term, or that of the same subject, cannot be right together.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import product

from etl.extract.links.direction import is_start
from etl.extract.links.identity_terms import Identity, same_stance, same_subject, sort_of
from etl.extract.links.items import Item
from etl.extract.links.magnitude import within
from etl.extract.links.sameness import at_one_time
from etl.model.record import record

_FIRSTS, _SECONDS = 3, 8  # on either side of the rate
_FARTHEST = 2.5
_BESIDE = 320  # characters between a rate and the amount it is told with

Known = Mapping[str, tuple[Sequence[int], Sequence[Item]]]


@record
class Pairs:
    """The two amounts a rate follows from, and, where none fit, the two that stand closest to it by grammar."""

    fitting: tuple[Item, Item] | None = None
    beside: tuple[Item, Item] | None = None


def in_order(known: Mapping[tuple[str, str], Iterable[Item]]) -> Known:
    """The figures of each term, whatever their period, as they stand in the text, and where they start."""
    told: dict[str, list[Item]] = {}
    for (term, _), items in known.items():
        told.setdefault(term, []).extend(items)
    ordered = {term: sorted(items, key=lambda item: item.claim.start) for term, items in told.items()}
    return {term: ([item.claim.start for item in items], items) for term, items in ordered.items()}


def nearest_pairs(identity: Identity, result: Item, told: Known) -> Pairs:
    """The amounts of a rate among those nearest to it by the names of the catalogue."""
    if result.claim.low != result.claim.high or not result.value:
        return Pairs()
    firsts = [item for item in _near(identity.first, result, told, _FIRSTS) if _is_of(item, result)]
    seconds = [item for item in _near(identity.second, result, told, _SECONDS) if not sort_of(item) - sort_of(result)]
    found = [pair for pair in product(firsts, seconds) if _may_meet(*pair, result)]
    fitting = next((pair for pair in found if _fits(*pair, result)), None)
    return Pairs(fitting, _beside(found, result) if fitting is None else None)


def _near(terms: Iterable[str], result: Item, told: Known, most: int) -> list[Item]:
    """The few amounts of some terms nearest to a rate, the nearest first."""
    at = result.claim.start
    found = {}
    for term in terms:
        starts, items = told.get(term, ((), ()))
        here = bisect_left(starts, at)
        for item in items[max(0, here - most) : here + most]:
            if item is not result and (item.is_level or item.claim.dimension.startswith("count")):
                found[item.claim.start] = item
    return [found[start] for start in sorted(found, key=lambda start: (abs(start - at), start))]


def _is_of(first: Item, result: Item) -> bool:
    return sort_of(first) == sort_of(result) and same_stance(first, result) and bool(first.value)


def _may_meet(first: Item, second: Item, result: Item) -> bool:
    """Whether a rate may be the quotient of two amounts, by their units, their time and what they are told as."""
    if first is second or not second.value or not same_stance(first, second) or is_start(first) != is_start(second):
        return False
    if result.is_percent or result.is_ratio or result.unit == "dimensionless":
        units = first.unit == second.unit
    else:
        units = result.unit in (first.unit, f"{first.unit}/{second.unit}") and first.unit != second.unit
    return units and at_one_time(first, second)


def _fits(first: Item, second: Item, result: Item) -> bool:
    scale = 100.0 if result.is_percent else 1.0
    (a, b), (c, d), (low, high) = (sorted(map(abs, item.interval)) for item in (first, second, result))
    return c > 0 and a / d * scale <= high and low <= b / c * scale


def _beside(pairs: Sequence[tuple[Item, Item]], result: Item) -> tuple[Item, Item] | None:
    """The amount told right with a rate, and the other of the same subject and time, where no other comes in question."""
    near = [(a, b) for a, b in pairs if _is_beside(a, result) and not is_start(a) and not _is_of_another(a, b, result)]
    if not result.is_percent:
        near = [
            pair for pair in near if _is_beside(pair[1], result) and result.unit == f"{pair[0].unit}/{pair[1].unit}"
        ]
    period = result.claim.period
    of_time = [pair for pair in near if period is not None and pair[1].claim.period == pair[0].claim.period == period]
    own = _told_most([pair for pair in of_time if same_subject(pair[1], result)] or of_time)
    if len({first.value for first, _ in near}) != 1 or not own or is_start(result):
        return None
    first, second = own[0]
    off = abs(first.value / second.value) * (100 if result.is_percent else 1) / abs(result.value)
    return (first, second) if within(off, _FARTHEST) else None


def _told_most(pairs: Sequence[tuple[Item, Item]]) -> Sequence[tuple[Item, Item]]:
    """The pairs with the amount that is told more often than any other; none where two are told as often."""
    times = Counter(second.value for _, second in pairs).most_common(2)
    if not times or (len(times) > 1 and times[0][1] == times[1][1]):
        return ()
    return [pair for pair in pairs if pair[1].value == times[0][0]]


def _is_of_another(first: Item, second: Item, result: Item) -> bool:
    """Whether a rate is told with the other amount, away from the first: of a division, where that was of the whole."""
    return second.sentence is result.sentence is not first.sentence


def _is_beside(first: Item, result: Item) -> bool:
    """Whether a rate stands in the sentence of its amount or right behind it."""
    one, other = first.sentence, result.sentence
    return one is other or (0 < result.claim.start - first.claim.end < _BESIDE and other.block - one.block <= 1)
