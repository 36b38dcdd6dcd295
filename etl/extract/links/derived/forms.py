"""What a percentage or multiple may be of two amounts: a rise, a fall, a share, so many times."""

from collections.abc import Iterator

from etl.extract.links.comparison import ratio_role
from etl.extract.links.derived.percentage_cues import tells_change, tells_fall, tells_share
from etl.extract.links.items import Item
from etl.extract.links.magnitude import within
from etl.model.claim import Relation
from etl.model.record import record

# How many times off a slip may be; of a change as a factor, and of a multiple.
FARTHEST = 3.2
_NEAR_FACTOR, _FARTHEST_MULTIPLE = 1.5, 11.0


@record
class Told:
    """A percentage or multiple and what its words say it is: a change, and which way where they say so, a share.

    `scale` is what a quotient is told in, `size` the figure as a quotient, `low` and `high` what its digits allow.
    """

    said: Item
    change: bool
    fall: bool | None
    share: bool
    scale: float
    size: float
    low: float
    high: float

    @classmethod
    def of(cls, said: Item) -> "Told":
        """A figure with what the words around it say of it."""
        scale = 100.0 if said.is_percent else 1.0
        low, high = sorted(abs(end) / scale for end in said.interval)
        told = tells_change(said), tells_fall(said), tells_share(said)
        return cls(said, *told, scale, abs(said.value) / scale, low, high)

    @property
    def may_follow(self) -> bool:
        """Whether it may follow from two amounts at all."""
        return self.change or self.share or (self.said.is_ratio and self.said.value >= 1)

    @property
    def quotients(self) -> tuple[float, float]:
        """Less and more than any quotient of two amounts that it may be told of."""
        if not self.said.is_percent and self.said.value >= 1:
            return self.size / _FARTHEST_MULTIPLE / 2, self.size * _FARTHEST_MULTIPLE * 2
        if not self.change:
            return min(1.0, self.size / FARTHEST) / 2, self.size * FARTHEST * 2
        least = -1.0 if self.fall is not False else min(1.0, self.size / FARTHEST) / 2
        return least, max(1 + self.size * FARTHEST, (1 + self.size) * _NEAR_FACTOR) * 2

    def forms(self, quotient: float) -> Iterator[str]:
        """What it may be of two amounts with this quotient: a slip could part it from what these give."""
        return (form for form, implied in self._forms(quotient) if self._is_near(form, implied))

    def _forms(self, quotient: float) -> Iterator[tuple[str, float]]:
        said = self.said
        if said.is_percent or said.value < 1:
            if self.change and not self.fall and quotient > 1 and not (said.is_ratio and self.fall is None):
                yield "rise", quotient - 1
            if self.change and self.fall is not False and quotient < 1:
                yield "fall", 1 - quotient
            if self.share and quotient < 1.5:
                yield "share", quotient
        elif said.value >= 1:
            yield "times", quotient

    def _is_near(self, form: str, implied: float) -> bool:
        """Whether what two amounts give comes near, also as a factor: a rise of 13 % for one of 50."""
        if within(implied * self.scale / abs(self.said.value), FARTHEST):
            return True
        if form == "times":  # a nought too many or too few
            return within(implied / self.size, _FARTHEST_MULTIPLE)
        sign = {"rise": 1, "fall": -1}.get(form, 0)
        if not sign or self.size >= 1:
            return False
        return within((1 + sign * implied) / (1 + sign * self.size), _NEAR_FACTOR)

    def fits(self, form: str, first: Item, second: Item) -> bool:
        """Whether the digits of two amounts allow what is told of them."""
        (a, b), (c, d) = first.interval, second.interval
        least, most = a / d if d else 0.0, b / c if c > 0 else float("inf")
        if form == "rise":
            least, most = least - 1, most - 1
        elif form == "fall":
            least, most = 1 - most, 1 - least
        return least <= self.high and self.low <= most

    def tie(self, form: str, first: Item, second: Item) -> tuple[Relation, tuple[tuple[str, Item], ...]]:
        """The relation of two amounts and the figure, with their roles."""
        said = self.said
        if form == "share":
            return Relation.SHARE, (("part", first), ("whole", second), ("share", said))
        if said.is_percent:
            role = "fall" if form == "fall" else "growth"
            return Relation.CHANGE, (("start", second), ("end", first), (role, said))
        role = {"rise": "more", "fall": "less"}.get(form, ratio_role(said))
        return Relation.COMPARISON, (("value", first), ("baseline", second), (role, said))
