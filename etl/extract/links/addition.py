"""Amounts and what may be their total, wherever they stand: in a table, a list or running text."""

import math
from collections.abc import Iterable, Sequence

from etl.extract.links.items import Item, link
from etl.model.claim import Link, Relation
from etl.model.record import record

# What comes no nearer to a total than this was none of its parts.
_LEAST, _LARGEST = 0.4, 2.5


@record
class Addition:
    """Amounts that may be the parts of a total."""

    parts: tuple[Item, ...]
    total: Item

    @property
    def added(self) -> float:
        """What the parts come to."""
        return sum(part.value for part in self.parts)

    @property
    def off(self) -> float:
        """How far that is from the total."""
        return abs(self.added - self.total.value)

    @property
    def slack(self) -> float:
        """How far off their digits allow the sum to be."""
        return half_step(self.total) + sum(half_step(part) for part in self.parts)

    @property
    def room(self) -> float:
        """What share of the total their digits leave open: how likely such figures add up by chance."""
        return 2 * self.slack / abs(self.total.value) if self.total.value else math.inf

    @property
    def adds_up(self) -> bool:
        """Whether the digits allow the parts to come to the total."""
        return self.off <= self.slack * 1.0001 + 1e-9 * abs(self.total.value)

    @property
    def is_apart(self) -> bool:
        """Whether figures all rounded as coarsely as they are written would not come to the total either."""
        return is_beyond_rounding(self.added, self.total, self.parts)

    def is_near(self, least: float = _LEAST, largest: float = _LARGEST) -> bool:
        """Whether a slip of the pen could part them: the parts come to no less or more than so many times the total."""
        return bool(self.total.value) and least < self.added / self.total.value < largest

    def link(self, *, certain: bool = True) -> Link:
        """Parts and total tied together."""
        members = [*(("part", part) for part in self.parts), ("total", self.total)]
        return link(Relation.PARTS, members, certain=certain)


def is_beyond_rounding(added: float, total: Item, parts: Sequence[Item]) -> bool:
    """Whether parts come so far from a total that rounding all of them, as coarsely as they are written, is no reason."""
    items = (total, *parts)
    return abs(added - total.value) > _common_step(items) * len(items) / 2


def half_step(item: Item) -> float:
    """How far a figure may be off by its digits."""
    return item.claim.resolution / 2


def _common_step(items: Iterable[Item]) -> float:
    """The largest power of ten that all figures are written in: 1,000 for "963,000", "59,000" and "9,000"."""
    return min(_step(item) for item in items)


def _step(item: Item) -> float:
    value, step = abs(item.value), 1.0
    while value and value % (10 * step) == 0:
        step *= 10
    return max(step if value % 1 == 0 else 0.0, item.claim.resolution)
