"""Totals and what is left of them: the amounts in a row that a total, or a rest, is worked out from."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from etl.extract.links.derived.choice import Reading
from etl.extract.links.derived.cues import (
    breaks,
    divides,
    in_brackets,
    is_aside,
    is_base,
    is_counter,
    is_left,
    is_open,
    is_rest,
    is_total,
    is_whole_list,
    points_at_parts,
)
from etl.extract.links.derived.scene import Scene
from etl.extract.links.items import Item, alike
from etl.model.claim import Relation

_TOTAL = re.compile(r"\btotal\b(?: [\w-]+){0,3}:\W*$")  # the label of another total
_MOST = 9
# Parts that add up to less or more than this share of a figure were no parts of it.
_LEAST, _LARGEST = 0.55, 1.7
# What it costs that no word tells a sum, and that the total stands in another sentence.
_UNTOLD, _ELSEWHERE = 3.0, 0.7
_EARLIER = 8


def sums(scene: Scene) -> Iterator[list[Reading]]:
    """For each row of amounts of one sort in a sentence, every way they may add up."""
    items = scene.items
    first = 0
    for _, group in groupby(items, key=lambda item: (item.sentence.block, item.sentence.start)):
        last = first + len(list(group))
        for row in _rows(items, first, last):
            yield list(_readings(items, row, first, last))
        first = last


def _rows(items: Sequence[Item], first: int, last: int) -> Iterator[list[int]]:
    """The amounts of a sentence by sort, each in reading order; a bare number goes with what it stands beside."""
    rows: list[list[int]] = []
    for place in range(first, last):
        item = items[place]
        if not item.is_level or item.value <= 0 or item.claim.low != item.claim.high:
            continue
        home = next((row for row in rows if alike(item, items[row[-1]]) and alike(item, items[row[0]])), None)
        if home is None:
            rows.append([place])
        elif len(home) < _MOST:
            home.append(place)
    for row in rows:
        aside = [place for place in row if in_brackets(items[place])]
        yield [place for place in row if place not in aside] if len(aside) == 1 and len(row) > 3 else row
    counts = [place for place in range(first, last) if items[place].claim.dimension.startswith("count")]
    counts = [place for place in counts if items[place].is_level and items[place].claim.low == items[place].claim.high]
    if len(counts) > 2 and is_total(items[counts[-1]]) and all(counts != row for row in rows):
        yield counts[:_MOST]  # "adding 1,040 retirements to 450, it arrives at 1,490 aircraft"


def _readings(items: Sequence[Item], row: Sequence[int], first: int, last: int) -> Iterator[Reading]:
    for k, place in enumerate(row):
        total, behind, before = items[place], row[k + 1 :], row[:k]
        if len(behind) > 1:
            behind = _listed(items, behind)
            told = not is_aside(total) and (divides(items[behind[0]], total) or is_rest(items[behind[-1]]))
            yield from _reading(items, place, behind, 0.0 if told else _UNTOLD)
        if len(before) > 1:
            yield from _reading(items, place, before, 0.0 if is_total(total) else _UNTOLD)
    if len(row) < 2:
        return
    told = points_at_parts(items[row[0]]) or is_left(items[row[-1]])
    for place in range(max(0, first - _EARLIER), first):
        total = items[place]
        near = total.sentence.block == items[first].sentence.block and total.is_level and alike(items[row[0]], total)
        if near and total.value > max(items[part].value for part in row):
            away = len({item.sentence.start for item in items[place:first]})
            yield from _reading(items, place, row, away * _ELSEWHERE + (0.0 if told else _UNTOLD))
    for place in range(last, min(last + 1, len(items))):
        total = items[place]
        if total.is_level and alike(items[row[0]], total) and total.sentence.block == items[first].sentence.block:
            yield from _reading(items, place, row, _ELSEWHERE + (0.0 if is_total(total) else _UNTOLD))


def _listed(items: Sequence[Item], places: Sequence[int]) -> Sequence[int]:
    """Parts up to where their list ends: at the last "and", or at a new statement."""
    for count, place in enumerate(places):
        if count > 1 and breaks(items[place]):
            return places[:count]
    return places


def _reading(items: Sequence[Item], place: int, places: Sequence[int], cost: float) -> Iterator[Reading]:
    total, parts = items[place], [items[at] for at in places]
    signs = [-1 if is_counter(part) else 1 for part in parts]
    added = sum(sign * part.value for sign, part in zip(signs, parts, strict=True))
    if not _LEAST < added / total.value < _LARGEST or total.claim.low != total.claim.high or total.value <= 0:
        return
    slack = sum(part.interval[1] - part.interval[0] for part in [*parts, total]) / 2
    fits = abs(added - total.value) <= slack * 1.0001
    members = [("less" if sign < 0 else "part", part) for sign, part in zip(signs, parts, strict=True)]
    whole = not is_open(parts[-1]) and not any(is_base(part) for part in parts) and not _are_some(items, places)
    whole = whole and (added > total.value or is_whole_list(parts[0], parts[-1]))
    whole = whole and not any(_TOTAL.search(part.before) for part in parts)
    small = is_total(total) or max(part.value for part in parts) < total.value * 1.2
    sure = cost < _UNTOLD and not fits and whole and small
    yield Reading(cost, Relation.PARTS, (*members, ("total", total)), fits, sure)


def _are_some(items: Sequence[Item], places: Sequence[int]) -> bool:
    """Whether shares beside the parts say that they are not all: "20 billion (40 %) and 18 billion (36 %)"."""
    beside = [items[place + 1] for place in places if place + 1 < len(items)]
    shares = [item.value for item in beside if item.is_percent and item.before.strip(" ,–—-") in ("(", "or", "")]
    return len(shares) == len(places) and sum(shares) < _ALL


_ALL = 94
