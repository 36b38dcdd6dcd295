"""Amounts, numbers and rates: what so many at so much each come to."""

import re
from collections.abc import Iterator, Sequence
from itertools import permutations, product

from etl.extract.links.derived.bonds import ends_a_move, is_so_many_of
from etl.extract.links.derived.choice import Reading
from etl.extract.links.derived.cues import is_base
from etl.extract.links.derived.rate_cues import each_behind, each_of, is_for_each, is_part, rate_noun
from etl.extract.links.derived.scene import Scene
from etl.extract.links.derived.sizes import scale_of_quotient, size_against
from etl.extract.links.items import BARE, Item
from etl.extract.links.magnitude import within
from etl.model.claim import Relation
from etl.model.record import record

_FARTHEST = 2.3
_SURE = 3.9
# What it costs that a number stands far off, where a rate names its unit.
_FAR = 2.0
# A few of anything agree with too much by chance: they count only in one breath with their rate and amount.
_FEW = 12
# What it costs that an amount is one of an earlier time.
_EARLIER = 1.5
# What it costs that neither words nor unit make a price a rate, and that a time is one of power; that a rate changes units of time.
_UNTOLD, _OF_POWER, _OTHER_TIME, _COMPOUND = 2.5, 0.5, 1.0, 0.5
# What it costs that an amount counts things by another name: "1.8 million pathways, 84,500 referrals a day".
_OTHER_NOUN = 1.2
# How close to its product a price has to be that no word calls one.
_CLOSE = 0.03
_ENERGY = ("energy", "power")
# Figures of several sentences that come as near as this may be of things that differ a little: a pack and its cells.
_APART = 0.1
_ANY = ("piece", "unit", "head", "item", "person", "capita")
_AGE = re.compile(r"\baged?\b(?: (?:under|over|about|at least|between))?\s*$")
_PERIODS = ("year", "month", "week", "day", "quarter", "hour", "season")


@record
class Rate:
    """An amount for each of several things: its place, the thing, and whether words, not its unit alone, say so.

    `cost` is what it costs that neither says so.
    """

    place: int
    item: Item
    noun: str
    told: bool
    direct: frozenset[int]  # numbers that stand where the words lead straight to them
    cost: float

    @classmethod
    def read(cls, scene: Scene, place: int) -> "Rate | None":
        """The rate at a place; None where the figure can be none."""
        item = scene.items[place]
        single = item.value > 0 and item.claim.low == item.claim.high and not item.is_incidental
        if not single or item.is_percent or item.is_ratio or _AGE.search(item.before):
            return None
        if item.is_duration and not each_behind(item):
            return cls(place, item, "", told=False, direct=frozenset(), cost=_OF_POWER)
        several = is_so_many_of(scene, place)
        told = each_of(item) or several
        if not told and "/" not in item.unit:
            is_price = item.claim.dimension == "currency"
            return cls(place, item, "", told=False, direct=frozenset(), cost=_UNTOLD) if is_price else None
        direct = {place + 1} if is_for_each(item) else {place - 1} if several else set()
        return cls(place, item, rate_noun(item), told, frozenset(direct), cost=0.0)


def products(scene: Scene, index: int) -> Iterator[Reading]:
    """Every way a rate may be an amount near it over a number near it."""
    rate = Rate.read(scene, index)
    if rate is None:
        return
    if rate.item.is_duration and not rate.told:
        yield from _times(scene, rate)
        return
    top, _, bottom = rate.item.unit.partition("/")
    far = (*scene.of_unit(bottom or rate.noun, index), *(scene.of_unit(top, index) if bottom else ()))
    near = sorted({*scene.near(index), *far})
    numbers = [(place, known) for place in near if (known := _number(scene.items[place], place, rate))]
    amounts = [(place, known) for place in near if (known := _amount(scene.items[place], rate, top, bottom))]
    for (a, (further, above)), (n, (cost, below)) in product(amounts, numbers):
        if a != n:
            yield from _reading(scene, (a, n), rate, (cost + further, above / below))
    yield from _compounds(scene, rate, [place for place in near if "/" in scene.items[place].unit])


def _compounds(scene: Scene, rate: Rate, compound: Sequence[int]) -> Iterator[Reading]:
    """As in "5.2 kWh a kilo at 14 cents a kWh, or 73 cents a kilo": units of several parts that cancel each other."""
    pairs = {
        pair for place in compound for other in scene.near(rate.place) for pair in ((place, other), (other, place))
    }
    for a, n in sorted(pairs):
        amount, number = scene.items[a], scene.items[n]
        scale = scale_of_quotient(amount.unit, number.unit, rate.item.unit) if a != n else None
        if scale is not None and not number.unit.startswith("count") and amount.value > 0 < number.value:
            yield from _reading(scene, (a, n), rate, (_COMPOUND, scale))


def _times(scene: Scene, rate: Rate) -> Iterator[Reading]:
    """As in "247 GWh at 94 GW, or 2.6 hours"."""
    near = [at for at in scene.near(rate.place) if scene.items[at].claim.dimension in _ENERGY]
    for a, n in permutations(near, 2):
        scale = scale_of_quotient(scene.items[a].unit, scene.items[n].unit, rate.item.unit)
        if scale is not None and scene.items[a].value > 0 < scene.items[n].value:
            yield from _reading(scene, (a, n), rate, (0.0, scale))


def _amount(amount: Item, rate: Rate, top: str, bottom: str) -> tuple[float, float] | None:
    """What a figure costs as the amount a rate is made of, and its unit in that of the rate; None where it is none."""
    whole, _, period = amount.unit.partition("/")
    if amount.value <= 0 or period not in ("", *_PERIODS) or (bottom and period == bottom):
        return None
    size = size_against(whole, top)
    if size is not None:
        return 0.0, size
    counted = all(item.claim.dimension.startswith("count") for item in (amount, rate.item))
    return (_OTHER_NOUN, 1.0) if counted and not amount.is_incidental else None


def _reading(
    scene: Scene, places: tuple[int, int], rate: Rate, cost_and_scale: tuple[float, float]
) -> Iterator[Reading]:
    (cost, scale), (amount, number) = cost_and_scale, (scene.items[place] for place in places)
    quotient = amount.value / number.value / rate.item.value * scale
    if not within(quotient, _FARTHEST):
        return
    if rate.cost >= _UNTOLD and (abs(quotient - 1) > _CLOSE or number.value <= _FEW):
        return  # amounts near each other are some number of times as large; that alone makes no price
    (low, high), (least, most), (few, many) = rate.item.interval, amount.interval, number.interval
    fits = few > 0 and least / many * scale <= high * 1.0001 and low <= most / few * scale * 1.0001
    spread = scene.spread((*places, rate.place))
    if cost == 0 and rate.noun and rate.noun not in _ANY:
        spread = min(spread, scene.spread((places[0], rate.place)) + _FAR)
    spread += _EARLIER if is_base(amount) else 0.0
    apart = abs(quotient - 1) > _APART or amount.sentence is rate.item.sentence is number.sentence
    near = spread + cost <= (_SURE + 2.0 if cost == 0 else _SURE) and (places[1] < rate.place or cost == 0)
    sure = (
        not fits
        and rate.cost == 0
        and near
        and apart
        and not ends_a_move(scene, places[1])
        and _is_told(amount, number, rate.item, sure=cost == 0)
    )
    members = (("amount", amount), ("divisor", number), ("quotient", rate.item))
    yield Reading(spread + cost + rate.cost, Relation.PER_UNIT, members, fits, sure, scale)


def _is_told(amount: Item, number: Item, rate: Item, *, sure: bool) -> bool:
    """Whether the words may mean an amount as the whole of so many at a rate."""
    one = amount.sentence is rate.sentence is number.sentence
    if is_part(rate):
        return False
    beside = amount.sentence is number.sentence and abs(amount.position - number.position) == 1
    if number.claim.dimension == "currency" and not (one or beside):
        return False
    if any(is_base(item) and not item.is_duration for item in (amount, number, rate)):
        return False
    if number.value <= _FEW and not (one and (each_behind(rate) or sure)) and not (beside and sure):
        return False
    if amount.sentence not in (rate.sentence, number.sentence) and not _goes_back(amount, rate):
        return False
    return one or beside or not number.is_duration


_BACK = re.compile(
    r"\W*(?:that|this|it|its|their|these|those|which|so|thus|hence|(?:the |a )?total|in (?:all|total)|altogether)\b"
)


def _goes_back(amount: Item, rate: Item) -> bool:
    """Whether the later of two sentences speaks of the one before: "That is 90 for each of our 200 members"."""
    later = max(amount, rate, key=lambda item: item.claim.start).sentence
    return bool(_BACK.match(later.written.lower()))


def _number(number: Item, place: int, rate: Rate) -> tuple[float, float] | None:
    """What a figure costs as the number of things a rate is for, and its unit in that of the rate; None where it is none."""
    if number.value <= 1 or number.is_incidental or number.claim.low != number.claim.high:
        return None
    if number.is_percent or number.is_ratio:
        return None
    top, _, bottom = rate.item.unit.partition("/")
    if place in rate.direct or (rate.noun and number.unit.rpartition("_")[2] == rate.noun):
        return 0.0, 1.0
    size = size_against(number.unit, bottom) if bottom else None
    if size is not None:
        return (_OTHER_TIME if number.is_duration else 0.0), size
    cost = _cost(number, rate, top, bottom)
    return None if cost is None else (cost, 1.0)


def _cost(number: Item, rate: Rate, top: str, bottom: str) -> float | None:
    counted = number.claim.dimension.startswith("count")
    other = number.is_duration or number.unit.partition("/")[0] == top or "/" in number.unit
    if other or not counted and (bottom or (rate.noun and rate.noun not in _ANY)):
        return None
    if not rate.noun or rate.noun in _ANY:
        return 0.6 if counted else 1.0
    return 1.0 if number.unit in BARE else 3.0
