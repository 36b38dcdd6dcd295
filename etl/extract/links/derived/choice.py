"""Which of several readings of a figure is meant, and whether it may accuse."""

from collections.abc import Iterable, Iterator, Sequence
from math import inf

from etl.extract.links.items import Item, link
from etl.model.claim import Link, Relation
from etl.model.record import record

# A reading that costs this much more than the cheapest still excuses it where it fits; less where the words are sure.
_EXCUSE, _PROPOSED = 2.5, 4.0
# Amounts that explain one figure are no others', unless these cost less by this.
_TOLD, _TOLD_OF_RATE = 1.5, 3.0


@record
class Reading:
    """One way a figure may follow from others: `cost` says how far the words are from telling it.

    `fits` says whether what follows and what is stated can both be true, `sure` whether the words tie the figures, so
    that the tie may accuse.
    """

    cost: float
    relation: Relation
    members: tuple[tuple[str, Item], ...]
    fits: bool
    sure: bool


def chosen(readings: Iterable[Sequence[Reading]]) -> Iterator[tuple[Link, float]]:
    """The tie of each figure, with its cost: its cheapest reading that fits, or, where none does and the words are sure, the cheapest.

    Amounts that one figure is worked out from are no others' as well.
    """
    told: dict[tuple[str, ...], float] = {}
    open_ones = []
    for every in filter(None, readings):
        best = min(every, key=_order)
        meant = min((each for each in every if each.fits), key=_order, default=None)
        if meant is not None and meant.cost <= best.cost + (_EXCUSE if best.sure else _PROPOSED):
            key = _amounts(meant)
            told[key] = min(meant.cost, told.get(key, meant.cost))
            yield link(meant.relation, meant.members, certain=False), meant.cost
        else:
            open_ones.append(every)
    for every in open_ones:
        left = [each for each in every if told.get(_amounts(each), inf) > each.cost + _margin(each)]
        if left and (cheapest := min(left, key=_order)).sure:
            yield link(cheapest.relation, cheapest.members), cheapest.cost


def _margin(reading: Reading) -> float:
    return _TOLD_OF_RATE if reading.relation is Relation.PER_UNIT else _TOLD


def _amounts(reading: Reading) -> tuple[str, ...]:
    """What a figure is worked out from, without the figure."""
    return (reading.relation.value, *sorted(item.claim_id for _, item in reading.members[:-1]))


def _order(reading: Reading) -> tuple[float, int]:
    return reading.cost, min(item.claim.start for _, item in reading.members)
