"""Amounts, numbers and rates: what so many at so much each come to."""

from collections.abc import Iterator

from etl.extract.links.derived.choice import Reading
from etl.extract.links.derived.cues import each_behind, each_of, is_base, is_for_each, rate_noun
from etl.extract.links.derived.scene import Scene
from etl.extract.links.items import BARE, Item
from etl.model.claim import Relation

_FARTHEST = 2.3
_SURE = 3.4
# A few of anything agree with too much by chance: they count only in one breath with their rate and amount.
_FEW = 12
# What it costs that an amount is one of an earlier time.
_EARLIER = 1.5
# Figures of several sentences that come as near as this may be of things that differ a little: a pack and its cells.
_APART = 0.1
_ANY = ("piece", "unit", "head", "item", "person", "capita")
_PERIODS = ("year", "month", "week", "day", "quarter", "hour", "season")


def products(scene: Scene, index: int) -> Iterator[Reading]:
    """Every way a rate may be an amount near it over a number near it."""
    rate = scene.items[index]
    if (
        not rate.value > 0
        or rate.claim.low != rate.claim.high
        or rate.is_percent
        or rate.is_ratio
        or rate.is_incidental
    ):
        return
    told = each_of(rate)
    top, _, bottom = rate.unit.partition("/")
    if not (told or bottom) or rate.is_duration:
        return
    noun = rate_noun(rate)
    near = sorted({*scene.near(index), *scene.of_unit(bottom, index), *(scene.of_unit(top, index) if bottom else ())})
    numbers = [(place, cost) for place in near if (cost := _cost(scene.items[place], rate, noun)) is not None]
    numbers = [(place, 0.0 if place == index + 1 and is_for_each(rate) else cost) for place, cost in numbers]
    for a in near:
        amount = scene.items[a]
        if (
            amount.value <= 0
            or amount.unit.partition("/")[0] != top
            or amount.unit.partition("/")[2] not in ("", *_PERIODS)
        ):
            continue
        if bottom and amount.unit == rate.unit:
            continue
        for n, cost in numbers:
            number = scene.items[n]
            quotient = amount.value / number.value / rate.value if n != a else 0.0
            if not 1 / _FARTHEST < quotient < _FARTHEST:
                continue
            (low, high), (least, most), (few, many) = rate.interval, amount.interval, number.interval
            fits = least / many <= high * 1.0001 and low <= most / few * 1.0001 if few > 0 else False
            members = (("amount", amount), ("divisor", number), ("quotient", rate))
            spread = scene.spread((a, n, index)) + (_EARLIER if is_base(amount) else 0.0)
            one = amount.sentence is rate.sentence is number.sentence
            near_by = spread + cost <= (_SURE + 2.0 if cost == 0 else _SURE)
            apart = abs(quotient - 1) > _APART or one
            sure = not fits and near_by and apart and _is_told(amount, number, rate) and (n < index or cost == 0)
            yield Reading(spread + cost, Relation.PER_UNIT, members, fits, sure)


def _is_told(amount: Item, number: Item, rate: Item) -> bool:
    """Whether the words may mean an amount as the whole of so many at a rate."""
    one = amount.sentence is rate.sentence is number.sentence
    beside = amount.sentence is number.sentence and abs(amount.position - number.position) == 1
    if number.claim.dimension == "currency" and not (one or beside):
        return False
    if any(is_base(item) for item in (amount, number, rate)):
        return False
    if number.value <= _FEW and not (one and each_behind(rate)):
        return False
    return one or beside or not number.is_duration


def _cost(number: Item, rate: Item, noun: str) -> float | None:
    """What a figure costs as the number of things a rate is for; None where it cannot be it."""
    if (
        number.value <= 1
        or number.is_incidental
        or number.claim.low != number.claim.high
        or number.is_percent
        or number.is_ratio
    ):
        return None
    top, _, bottom = rate.unit.partition("/")
    if number.unit == noun or (noun and number.unit.rpartition("_")[2] == noun):
        return 0.0
    if number.is_duration or number.unit.partition("/")[0] == top or "/" in number.unit:
        return None
    counted = number.claim.dimension.startswith("count")
    if bottom and not counted:
        return None
    if not noun or noun in _ANY:
        return 0.6 if counted else 1.0
    return 1.0 if number.unit in BARE else 2.0 if counted else None
