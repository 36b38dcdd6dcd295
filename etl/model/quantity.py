"""How much: the interval a figure stands for, and what its hedge says."""

from enum import StrEnum

from etl.model.record import record


class Bound(StrEnum):
    """What the hedge of a figure says: "about" is approx, "more than" gt, "nearly" lt, "up to" up_to."""

    EXACT = "exact"
    APPROX = "approx"
    GT = "gt"
    LT = "lt"
    UP_TO = "up_to"


class Kind(StrEnum):
    """What sort of statement a figure makes."""

    LEVEL = "level"
    SHARE = "share"
    GROWTH = "growth"
    RATIO = "ratio"
    DURATION = "duration"
    PROBABILITY = "probability"


@record
class Interval:
    """The lowest and highest value a figure may stand for; ends may be infinite."""

    low: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.high:
            raise ValueError(f"an interval from {self.low} to {self.high} is empty")

    def contains(self, other: "Interval") -> bool:
        """Whether every value of `other` is also a value of this one."""
        return self.low <= other.low and other.high <= self.high


# How far a hedge widens a figure, as a share of it: (below, above). "about 5 million" may be 4.5 to 5.5.
# DESIGN "Comparing numbers": one documented policy, in this table only.
# "Over 140 trillion" is said of a figure a little above 140: who knew of 300 would not say "over 140". So "over"
# reaches 15 % above, and "nearly", "under" and "almost" 15 % below; only "up to" leaves everything open.
HEDGE_POLICY: dict[Bound, tuple[float, float]] = {
    Bound.EXACT: (0.0, 0.0),
    Bound.APPROX: (0.10, 0.10),
    Bound.GT: (0.0, 0.15),
    Bound.LT: (0.15, 0.0),
    Bound.UP_TO: (1.0, 0.0),
}


# A figure whose last digit is this much of it ("twice", "half", "2 million") is so coarse that its digits leave room for
# "about"; "over" and "nearly" say on which side of it the truth lies, give or take so much.
COARSE, NEARLY = 0.25, 0.02


def as_written(low: float, high: float, resolution: float) -> Interval:
    """Every value that rounds to the figure in the text: "3.2" (resolution 0.1) stands for 3.15 to 3.25."""
    half = resolution / 2
    return Interval(low - half, high + half)


def widen(interval: Interval, bound: Bound) -> Interval:
    """The interval with what its hedge allows on either side (HEDGE_POLICY)."""
    below, above = HEDGE_POLICY[bound]
    size = max(abs(interval.low), abs(interval.high))
    low = interval.low - below * size
    # "Up to 5,250" reaches down to nothing, never below it.
    return Interval(max(low, 0.0) if interval.low >= 0 else low, interval.high + above * size)


def stands_for(figure: float, resolution: float, bound: Bound) -> Interval:
    """What a single figure stands for as written and hedged; of a coarse one a hedge tells the side."""
    plain = as_written(figure, figure, resolution)
    wide = widen(plain, bound)
    if figure <= 0 or resolution < COARSE * figure:
        return wide
    if bound is Bound.GT:
        return Interval(figure * (1 - NEARLY), wide.high)
    if bound is Bound.LT:
        return Interval(plain.low, figure * (1 + NEARLY))
    return plain if bound is Bound.APPROX else wide
