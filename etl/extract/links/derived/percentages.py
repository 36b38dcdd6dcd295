"""Percentages and multiples: the change, share or comparison of two amounts that they tell."""

import re
from collections.abc import Iterator, Sequence
from itertools import permutations

from etl.extract.links.derived.bonds import is_bound, is_of, points_back, turns
from etl.extract.links.derived.choice import Reading
from etl.extract.links.derived.cues import in_brackets, is_base
from etl.extract.links.derived.far import dated_bases, named_wholes
from etl.extract.links.derived.forms import FARTHEST, Told
from etl.extract.links.derived.percentage_cues import (
    counts_from_days,
    is_as_much,
    is_measure,
    is_share_of_before,
    names_other,
    names_share,
    starts_anew,
    tells_fall,
)
from etl.extract.links.derived.scene import Scene
from etl.extract.links.direction import is_earlier_aside, is_yearly, same_unit
from etl.extract.links.items import BARE, Item
from etl.extract.links.magnitude import within
from etl.model.claim import Relation
from etl.model.quantity import Kind

_FEWEST_YEARS = 2
# A rate rounds the years it was worked out from as well.
_ROUNDING = 0.3
_SURE = 2.6
_GROWN_TO = re.compile(r"\bto (?:reach )?(?:(?:about|around|nearly|almost|over|just|some|a record) )*[~$€£¥₹]*\s*$")
# How far a bare amount of money may be from the one whose currency it takes.
_BARE_MONEY = 2.5
# A bare number taken to be of the unit beside it.
_OTHER_UNIT = 0.5
# What it costs that the words speak against a reading.
_UNLIKELY = 3.0
# An amount this near may be what a percentage is said of where the other stands far off, which costs this.
_BESIDE, _FAR = 2, 1.5


def percentages(scene: Scene, index: int) -> Iterator[Reading]:
    """Every way a percentage or multiple may follow from two amounts near it."""
    said = scene.items[index]
    if not (said.is_percent or said.is_ratio) or said.claim.low != said.claim.high or not said.value:
        return
    if said.claim.kind is Kind.PROBABILITY or is_earlier_aside(said) or said.is_incidental or starts_anew(said):
        return
    if is_yearly(said):
        yield from _rates(scene, index)
        return
    near = _near(scene, index)
    told = Told.of(said) if near else None
    if told is None or not told.may_follow:
        return
    least, most = told.quotients
    valued = [(place, item := scene.items[place], item.value) for place in near]
    for (a, first, value), (b, second, base) in permutations(valued, 2):
        quotient = value / base
        if not least < quotient < most or first.is_duration != second.is_duration:
            continue
        if not (first.unit == second.unit or same_unit(first, second) or _leaves_out_currency(first, second)):
            continue
        spread = -1.0
        for form in told.forms(quotient):
            spread = scene.spread((a, b, index)) if spread < 0 else spread
            cost, sure = _cost(scene, (a, b, index), form)
            cost += spread + (0.0 if first.unit == second.unit else _OTHER_UNIT)
            fits = told.fits(form, first, second)
            sure = sure and not fits and cost <= _SURE and _is_bound(scene, (a, b, index), form)
            sure = sure and not (_is_range(first) or _is_range(second))
            yield Reading(cost, *told.tie(form, first, second), fits, sure)
    yield from _far(scene, index, near, told)


def _leaves_out_currency(first: Item, second: Item) -> bool:
    """As in "from 4.5 million dollars to 5.1 million": the bare one takes the currency of the one beside it."""
    bare, paid = (first, second) if first.unit in BARE else (second, first)
    near = second.value > 0 and within(first.value / second.value, _BARE_MONEY)
    return near and bare.unit in BARE and paid.claim.dimension == "currency" and first.sentence is second.sentence


def _near(scene: Scene, index: int) -> list[int]:
    """Where the amounts near a percentage stand; of a change within days those of its sentence."""
    said, near = scene.items[index], [place for place in scene.near(index) if scene.items[place].value > 0]
    return [at for at in near if scene.items[at].sentence is said.sentence] if counts_from_days(said) else near


def _far(scene: Scene, index: int, near: Sequence[int], told: Told) -> Iterator[Reading]:
    """Every way a percentage may follow from an amount beside it and one far off that its words name."""
    said = scene.items[index]
    for a in near:
        first = scene.items[a]
        if abs(a - index) > _BESIDE or first.sentence is not said.sentence or first.is_duration:
            continue
        bases = [(b, ("rise", "fall", "times")) for b in dated_bases(scene, index, first)]
        wholes = [(b, ("share",)) for b in named_wholes(scene, index, first)]
        for b, allowed in (*bases, *wholes):
            second = scene.items[b]
            if b in near or b == a or second.value <= 0:
                continue
            for form in told.forms(first.value / second.value):
                if form in allowed:
                    cost = scene.spread((a, index)) + _FAR
                    yield Reading(cost, *told.tie(form, first, second), told.fits(form, first, second), sure=False)


def _is_range(item: Item) -> bool:
    """Whether an amount is told from and to, and not with its error."""
    return item.claim.low != item.claim.high and "±" not in item.claim.quote


def _rates(scene: Scene, index: int) -> Iterator[Reading]:
    """A rate a year between two dated amounts."""
    said = scene.items[index]
    sign = -1 if tells_fall(said) else 1
    for a, b in permutations(scene.near(index), 2):
        end, start = scene.items[a], scene.items[b]
        years = _years(start, end)
        if years < _FEWEST_YEARS or not (start.value > 0 < end.value and same_unit(start, end)):
            continue
        rate = sign * ((end.value / start.value) ** (1 / years) - 1) * 100
        if not within(rate / abs(said.value), FARTHEST) or end.is_duration:
            continue
        low, high = sorted(abs(bound) for bound in said.interval)
        slack = rate * (start.claim.resolution / start.value + end.claim.resolution / end.value) / years + _ROUNDING
        fits = low - slack <= rate <= high + slack
        cost = scene.spread((a, b, index)) + (0.0 if b < a else 1.0) + (0.0 if start.unit == end.unit else _OTHER_UNIT)
        bound = is_bound(scene, index, a) or is_bound(scene, index, b)
        sure = not fits and cost <= _SURE and bound and _same_sort(end, start)
        role = "rate_fall" if sign < 0 else "rate"
        yield Reading(cost, Relation.CHANGE, (("start", start), ("end", end), (role, said)), fits, sure)


def _years(start: Item, end: Item) -> int:
    """Whole years between the dates of two amounts; 0 where the text does not date both."""
    one, other = start.claim.period, end.claim.period
    if one is None or other is None or one.is_interval or other.is_interval:
        return 0
    return other.end.year - one.end.year


def _is_bound(scene: Scene, places: tuple[int, int, int], form: str) -> bool:
    """Whether a figure stands in one statement with the amount it is said of: the part, the later amount."""
    a, b, r = places
    if form == "share":
        between = a < b < r  # "delivered 165 of the 250 targeted, about two-thirds"
        return is_bound(scene, r, b if between or (b == r + 1 and abs(a - r) > 1) else a)
    return is_bound(scene, r, a) if abs(a - r) < abs(b - r) else is_bound(scene, r, b) or is_bound(scene, r, a)


def _cost(scene: Scene, places: tuple[int, int, int], form: str) -> tuple[float, bool]:
    """What the words around two amounts and a figure add to the distance, and whether they tie them."""
    a, b, r = places
    first, second, said = scene.items[a], scene.items[b], scene.items[r]
    if form == "share":
        told = is_of(scene, *places)
        alone = not told and (_is_lone_part(scene, places) or _is_named_share(scene, places))
        grown = 0.5 if said.claim.kind is Kind.GROWTH else 0.0
        return (0.0 if told else 0.6 if alone else 2.0) + grown, told or alone
    cost, sure = _UNLIKELY, False
    elsewhere = first.sentence.block != second.sentence.block or b == r + 1
    if form != "times" and elsewhere and _is_grown(second):
        return cost, sure  # each line of a list tells its own growth, and what a growth leads to is no start
    if names_other(said) and b != r + 1:
        return cost, sure
    measured = form == "times" and b == r + 1 and is_measure(second)
    if _is_base(scene, b) or measured:
        grown = said.claim.kind is Kind.GROWTH or (is_as_much(said) and b < r and second.sentence is said.sentence)
        whole = form != "times" or (measured and a < r) or (not measured and grown)
        around = a == r - 1 and b == r + 1 and not in_brackets(first) and is_bound(scene, r, a)
        if (b < a or second.sentence is first.sentence or b < r) and not (measured and a > r):
            cost, sure = (1.0, False) if _is_base(scene, a) and not around else (0.0, whole)
    elif not _is_base(scene, a):
        cost, sure = _by_order(scene, places, form)
    return cost, sure and (_same_sort(first, second) or points_back(said))


def _is_grown(item: Item) -> bool:
    """Whether the words right before an amount say that it is what something grew to."""
    return bool(_GROWN_TO.search(item.before))


def is_moved_rate(said: Item) -> bool:
    """As in "that took the jobless rate down to 6 %": what a rate came to is its own, and no part of the amounts beside it."""
    return _is_grown(said) and not _PART_NOUN.search(said.before)


_PART_NOUN = re.compile(r"\b(?:share|proportion|percentage|portion|coverage)\b[^.;:]{0,30}$")


def _is_base(scene: Scene, place: int) -> bool:
    """Whether a figure is what another is measured from: asked for with many others, told once."""
    if place not in scene.bases:
        scene.bases[place] = is_base(scene.items[place])
    return scene.bases[place]


def _by_order(scene: Scene, places: tuple[int, int, int], form: str) -> tuple[float, bool]:
    """What it costs that no word says which of two amounts is the earlier: their dates, or their order, may tell."""
    first, second, said = (scene.items[place] for place in places)
    a, b, r = places
    order = _order_in_time(second, first)
    nearer = abs(a - r) <= abs(b - r)
    if order > 0 and form != "times" and nearer:
        return 0.3, True
    if order < 0 or b > a or not nearer:
        return _UNLIKELY, False
    again = said.is_ratio and is_as_much(said)
    back = said.sentence is not first.sentence and points_back(said)
    told = again or (form != "times" and (back or turns(scene, b, a)))
    return (0.6, True) if told else (1.5, False)


def _same_sort(first: Item, second: Item) -> bool:
    """Whether nothing says that two amounts are of different things."""
    one, other = first.claim.metric_id, second.claim.metric_id
    return not (one and other and one != other)


def _is_named_share(scene: Scene, places: tuple[int, int, int]) -> bool:
    """As in "demand reaches 44 … With consumption at 290, the sector's share would be 15 %": only two amounts of a sort."""
    a, b, r = places
    said = scene.items[r]
    if max(a, b) > r or not names_share(said):
        return False
    near = [at for at in range(max(0, r - 8), r) if scene.items[at].sentence.block == said.sentence.block]
    alike = [at for at in near if scene.items[at].is_level and same_unit(scene.items[at], scene.items[a])]
    return set(alike[-3:]) == {a, b}


def _is_lone_part(scene: Scene, places: tuple[int, int, int]) -> bool:
    """As in "the loss was 24 billion, insured 6 billion, a quarter": one amount before, and no other whole named."""
    a, b, r = places
    first, said = scene.items[a], scene.items[r]
    stands = a == r - 1 and b < a and scene.items[b].sentence is first.sentence is said.sentence
    if not stands or not is_share_of_before(said) or scene.items[b + 1] is not first:
        return False
    here = [item for item in scene.items[max(0, a - 6) : r + 4] if item.sentence is said.sentence]
    return sum(same_unit(item, first) and item.is_level for item in here) == 2


def _order_in_time(early: Item, late: Item) -> int:
    """1 where the first is dated before the second, -1 where it is dated behind it, 0 where the text does not say."""
    one, other = early.claim.period, late.claim.period
    if one is None or other is None or one.end == other.end:
        return 0
    return 1 if one.end < other.end else -1
