"""Sums over the classes of one population: what is told of men and of women, and what is told of all.

The figures are of one unit, time and population but for the class, which the words beside them name. Where they add up they
confirm. Where sentences of one form tell the parts, and one like them right before tells the whole, a sum that is off is a slip.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from etl.extract.links.addition import Addition, is_beyond_rounding
from etl.extract.links.classes import KIN, SETS, Sighting, may_share_out, sightings
from etl.extract.links.contexts import stems_of
from etl.extract.links.direction import goes_down, has_direction
from etl.extract.links.items import BARE, Item, link
from etl.extract.links.table.totals import AVERAGE
from etl.model.claim import Link, Relation
from etl.model.record import record

_AGES = -1  # the number of the set of ranges of age
# How far apart parts may stand, in amounts; and how many amounts around them may be their whole.
_APART, _BEFORE, _BEHIND, _AROUND = 24, 6, 3, 60
# Parts right beside each other, whose whole right before them may be accused.
_NEAR, _NEAR_WHOLE = 8, 16
_ROOM = 0.06
_MONTH = 31
_OTHER_SORT = 50  # what is so many times a gain or loss is none beside it
_LEAST, _LARGEST = 0.5, 2.0
_ALIKE = 0.34
_TELLS_CHANGES = 2
_TOTAL = re.compile(r"\b(?:total|totals|totalled|totaled|overall|altogether|combined|together|in all|both)\b")


@record
class Split:
    """Figures of all classes of a set, what may be the whole, and whether they add up to it."""

    parts: tuple[Sighting, ...]
    whole: Sighting
    sum: Addition

    @classmethod
    def of(cls, parts: tuple[Sighting, ...], whole: Sighting) -> "Split":
        """Some classes and what may be the whole."""
        return cls(parts, whole, Addition(tuple(part.item for part in parts), whole.item))

    @property
    def fits(self) -> bool:
        """Whether the digits allow the parts to make the whole."""
        return self.sum.adds_up

    @property
    def may_accuse(self) -> bool:
        """Whether parts and whole differ as by a slip of the pen, and not by rounding."""
        return self.whole.item.value > 0 and self.sum.is_near(_LEAST, _LARGEST) and self.sum.is_apart


def find_complements(items: Sequence[Item]) -> Iterator[Link]:
    """Sums over classes; `items` are the figures outside tables, in reading order."""
    if not may_share_out(items):
        return
    seen = sightings(items)
    seen = [sighting for sighting in seen if not AVERAGE.search(sighting.around)]
    by_key: dict[tuple[str, str], list[Sighting]] = defaultdict(list)
    for sighting in seen:
        by_key[_key(sighting.item)].append(sighting)
    places = [sighting.place for sighting in seen]
    followers = _followers(seen)
    for group in by_key.values():
        for number, parts in _partitions(group):
            first = bisect_left(places, parts[0].place - _AROUND)
            split = _whole(number, parts, seen[first : bisect_left(places, parts[-1].place + _AROUND)])
            if split is None:
                continue
            yield split.sum.link(certain=not split.fits)
            if split.fits:
                yield from _in_step(split, followers)


def _key(item: Item) -> tuple[str, str]:
    """What figures must share to be added: the unit, or that they count, and the time."""
    counts = item.unit in BARE or item.claim.dimension.startswith("count")
    return "count" if counts else item.unit, item.claim.period.text if item.claim.period else ""


def _partitions(group: Sequence[Sighting]) -> Iterator[tuple[int, tuple[Sighting, ...]]]:
    """Of figures of one unit and time those, near each other, of all classes of a set, alike in all else."""
    open_sets: dict[tuple[int, object], dict[int, Sighting]] = defaultdict(dict)
    ages: dict[object, Sighting] = {}
    for sighting in group:
        for number, part in sorted(sighting.classes.items()):
            told = open_sets[number, _rest(sighting, number)]
            told[part] = sighting
            near = [each for _, each in sorted(told.items()) if sighting.place - each.place <= _APART]
            if len(near) == len(SETS[number]):
                yield number, tuple(sorted(near, key=lambda each: each.place))
                told.clear()
        if sighting.ages is not None:
            rest = _rest(sighting, _AGES)
            before = ages.get(rest)
            if before is not None and sighting.place - before.place <= _APART and _goes_on(before, sighting):
                yield _AGES, (before, sighting)
            ages[rest] = sighting


def _goes_on(first: Sighting, second: Sighting) -> bool:
    """Whether one range of ages begins where the other ends."""
    one, other = sorted(sighting.ages for sighting in (first, second) if sighting.ages is not None)
    return other[0] - one[1] in (0, 1)


def _rest(sighting: Sighting, number: int) -> tuple[object, ...]:
    """What a figure is of but for its class in a set."""
    kin = KIN[number] if number != _AGES else ()
    others = tuple(sorted((at, part) for at, part in sighting.classes.items() if at not in kin))
    return (others, None if number == _AGES else sighting.ages)


def _whole(number: int, parts: tuple[Sighting, ...], around: Sequence[Sighting]) -> Split | None:
    """The figure that the classes of a set make up: one near that adds up, else the one like them right before, if it may accuse."""
    first = parts[0].place
    wanted = _rest(parts[0], number)
    span = _span(parts) if number == _AGES else None
    wholes = [each for each in around if _is_like(each.item, parts[0].item) and _is_whole(each, number, wanted, span)]
    wholes = [each for each in wholes if each not in parts]
    near = [each for each in wholes if each.place < first][-_BEFORE:] + [each for each in wholes if each.place > first][
        :_BEHIND
    ]
    splits = [Split.of(parts, each) for each in near if _may_hold(parts, each)]
    fitting = [split for split in splits if split.fits and split.sum.room < _ROOM]
    if fitting:
        return min(fitting, key=lambda split: (split.whole.place > first, abs(split.whole.place - first)))
    return _told(parts, splits)


def _is_like(item: Item, part: Item) -> bool:
    """Whether a figure may be added to others: of one unit and time, or of a day of their month, or of no time."""
    (unit, when), (other, then) = _key(item), _key(part)
    one, two = item.claim.period, part.claim.period
    if unit != other or one is None or two is None:
        return unit == other
    days = max(one.end - one.start, two.end - two.start).days
    return when == then or (days <= _MONTH and one.meets(two))


def _span(parts: Sequence[Sighting]) -> tuple[int, int]:
    ages = [part.ages for part in parts if part.ages is not None]
    return min(low for low, _ in ages), max(high for _, high in ages)


def _is_whole(each: Sighting, number: int, wanted: tuple[object, ...], span: tuple[int, int] | None) -> bool:
    """Whether a figure is of all classes of a set, and of what the parts are of in all else."""
    if (number != _AGES and not KIN[number].isdisjoint(each.classes)) or (
        number == _AGES and each.ages not in (None, span)
    ):
        return False
    return _rest(each, number) == wanted


def _may_hold(parts: Sequence[Sighting], whole: Sighting) -> bool:
    values = [part.item.value for part in parts]
    if min(values) < 0:
        return abs(whole.item.value) < _OTHER_SORT * max(map(abs, values))
    return whole.item.value > max(values)


def _told(parts: tuple[Sighting, ...], splits: Sequence[Split]) -> Split | None:
    """The whole of parts told right after each other, where only one figure before them, or called a total, may be it."""
    alike = [split for split in splits if _is_told(parts, split.whole)] if _are_one_list(parts) else []
    is_one = len({split.whole.item.value for split in alike}) == 1
    return alike[-1] if is_one and (alike[-1].fits or alike[-1].may_accuse) else None


def _are_one_list(parts: Sequence[Sighting]) -> bool:
    """Whether parts are told in one form, or of one thing in one paragraph; none of them from here to there."""
    words = [stems_of(part.around) for part in parts]
    near = parts[-1].place - parts[0].place <= _NEAR and all(part.plain for part in parts)
    ranges = any(part.item.claim.low != part.item.claim.high for part in parts)
    return near and not ranges and (all(_are_alike(words[0], each) for each in words[1:]) or _of_one_thing(parts))


def _is_told(parts: Sequence[Sighting], whole: Sighting) -> bool:
    """Whether a figure right before parts, or called a total behind them, is of what they are of."""
    behind = whole.place > parts[0].place
    if whole.item.claim.low != whole.item.claim.high or parts[0].place - whole.place > _NEAR_WHOLE:
        return False
    is_total = _TOTAL.search(whole.around) is not None
    if behind and not is_total:
        return False
    words = stems_of(whole.around)
    alike = any(_are_alike(words, stems_of(part.around)) for part in parts)
    beside = is_total and abs(parts[0].place - whole.place) <= len(parts)
    return alike or beside or _is_narrow(whole) or _of_one_thing([whole, *parts])


def _is_narrow(whole: Sighting) -> bool:
    """Whether a figure is of a class itself, so that what is of the same class is of it."""
    return bool(whole.classes) or whole.ages is not None


def _of_one_thing(seen: Sequence[Sighting]) -> bool:
    """Whether figures of one paragraph count one thing by its name."""
    units = {each.item.unit for each in seen}
    first = seen[0].item
    named = len(units) == 1 and first.unit not in BARE and first.claim.dimension != "currency"
    return named and len({each.item.sentence.block for each in seen}) == 1


def _are_alike(first: frozenset[str], second: frozenset[str]) -> bool:
    smaller = min(len(first), len(second))
    return smaller > 0 and len(first & second) / smaller >= _ALIKE


def _followers(seen: Sequence[Sighting]) -> Mapping[int, list[Item]]:
    """For each amount those behind it in its sentence, up to the next of a class."""
    found: dict[int, list[Item]] = {}
    for _, group in groupby(seen, key=lambda each: (each.item.sentence.block, each.item.sentence.start)):
        row: list[Item] = []
        for each in reversed(list(group)):
            found[each.place] = row[::-1]
            row = [] if (each.classes or each.ages) and each.plain else [*row, each.item]
    return found


def _in_step(split: Split, followers: Mapping[int, list[Item]]) -> Iterator[Link]:
    """Figures that stand behind the parts and the whole in one order: the changes of each add up as well."""
    *parts, total = [followers[each.place] for each in (*split.parts, split.whole)]
    if len(total) > _TELLS_CHANGES or any(len(each) != len(total) for each in parts):
        return
    for said, *told in zip(total, *parts, strict=True):
        items = (said, *told)
        if len({_key(item) for item in items}) > 1 or len({has_direction(item) for item in items}) > 1:
            continue
        falls = [goes_down(item) if has_direction(item) else False for item in items]
        roles = ["part" if fall == falls[0] else "less" for fall in falls[1:]]
        if roles[0] == "less" and "part" in roles:
            pairs = sorted(zip(roles, told, strict=True), key=lambda pair: pair[0] == "less")
        else:
            pairs = list(zip(roles, told, strict=True))
        if any(role == "part" for role, _ in pairs):
            added = sum(item.value if role == "part" else -item.value for role, item in pairs)
            yield link(Relation.PARTS, [*pairs, ("total", said)], certain=is_beyond_rounding(added, said, told))
