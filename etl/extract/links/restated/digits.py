"""Whether two figures differ as a slip of the pen makes them differ: one digit another, or two swapped."""

import math

from etl.extract.links.items import Item, written_digits

_TELLING = 3  # digits
_ONE_SCALE = 0.02


def as_precise(mine: Item, other: Item) -> tuple[str, str]:
    """The digits of both, the longer rounded to as many as the shorter has: "2.11 billion", "2,109.3 million"."""
    first, second = written_digits(mine), written_digits(other)
    if len(first) == len(second) or min(len(first), len(second)) < _TELLING:
        return first, second
    fewest = min(len(first), len(second))
    return _rounded(first, fewest), _rounded(second, fewest)


def are_written_alike(mine: Item, other: Item, first: str, second: str) -> bool:
    """Whether as many digits, these, are written of both, on one scale: "2.8 billion", "2.1 billion"."""
    values = abs(mine.value), abs(other.value)
    if len(first) != len(second) or len(first) < 2 or not all(values):
        return False
    apart = abs(math.log(values[0] / values[1]))
    return abs(apart - abs(math.log(int(first) / int(second)))) < _ONE_SCALE


def has_one_other(first: str, second: str) -> bool:
    """Whether one digit of several is another."""
    return sum(a != b for a, b in zip(first, second, strict=True)) == 1


def differ_by_a_slip(mine: Item, other: Item) -> bool:
    """Whether one digit is another, or the same digits stand in another order."""
    first, second = as_precise(mine, other)
    if not are_written_alike(mine, other, first, second):
        return False
    return has_one_other(first, second) or sorted(first) == sorted(second)


def _rounded(digits: str, places: int) -> str:
    return str(round(int(digits) / 10 ** (len(digits) - places)))
