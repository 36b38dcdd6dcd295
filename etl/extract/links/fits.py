"""Ties the figures themselves propose: a percentage that is the quotient of two figures near it.

Such a tie may confirm a figure, never accuse one; and a figure explained here is not accused by a looser tie.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from etl.extract.links.direction import DELTA, LOSS, goes_down, is_yearly
from etl.extract.links.items import Item, alike, like_metric, link
from etl.model.claim import Link, Relation
from etl.model.quantity import Kind
from etl.model.record import record

# Figures before and behind that may explain one; beyond, chance finds a fit for anything.
_WINDOW = 7
_MOST_PARTS = 8
# How wide a figure may be for figures of one metric in its sentence to explain it; "half" fits anything.
_WIDEST = 0.45
# Chance that some of the figures near agree with it, as far as it may go where these are of one metric or sentence.
_CHANCE_OF_KIN, _CHANCE, _CHANCE_OF_SUM = 0.3, 0.1, 0.03
_SUMMED = re.compile(r"\b(?:total\w*|together|combined|in all|altogether|sum|overall|both|against|budget)\b")
_STEP_BEFORE = re.compile(
    rf"(?:{DELTA.pattern})|(?:{LOSS.pattern})|\b(?:difference|gap|increase|rise|gain|fall|drop|decline|margin|improvement) of[\s~$€£¥]*$"
)
_STEP_BEHIND = re.compile(
    r"^[\s-]*(?:points?\b)?\s*(?:more|less|higher|lower|fewer|above|below|difference|gap|increase|rise|gain|fall|drop|over)\b"
)


@record
class Fit:
    """A formula over near figures that gives the figure explained.

    `distance` is in figures, the sentence counting; `tries` how many pairs of figures stood to be tried.
    """

    distance: int
    relation: Relation
    members: tuple[tuple[str, Item], ...]
    tries: int = 1


def find_fits(items: Sequence[Item]) -> list[Link]:
    """For each percentage, multiple and total of a paragraph the nearest figures that give it."""
    found = []
    for index, item in enumerate(items):
        if item.is_incidental or item.claim.low != item.claim.high:
            continue
        told = (fit for fit in _fits(items, index) if _is_signal(item, fit))
        best = min(told, key=lambda fit: fit.distance, default=None)
        if best is not None:
            found.append(link(best.relation, list(best.members), certain=False))
    return found


def _is_signal(item: Item, fit: Fit) -> bool:
    """Whether a fit is more than chance: the words speak for it, or the digits are too many to agree by luck."""
    others = [other for _, other in fit.members if other is not item]
    kin = all(other.unit == others[0].unit and like_metric(other, others[0]) for other in others[1:])
    here = all(other.sentence is item.sentence for other in others)
    if item.is_level and fit.relation is Relation.CHANGE:
        return _is_step(item) or (kin and here and like_metric(item, others[0]))
    if any(role in ("delta", "loss") and not _is_step(other) for role, other in fit.members):
        return False
    low, high = item.interval
    spread = (high - low) / abs(item.value)
    if fit.relation is Relation.PARTS and len(others) < 3 and not _SUMMED.search(item.before + " " + item.behind[:30]):
        return spread * fit.tries / 2 < _CHANCE_OF_SUM
    if kin and here:
        return spread < _WIDEST
    return spread * fit.tries / 2 < (_CHANCE_OF_KIN if kin or here else _CHANCE)


def _is_step(item: Item) -> bool:
    """Whether the words call a figure an increase, a fall, a difference."""
    return bool(_STEP_BEFORE.search(item.before) or _STEP_BEHIND.match(item.behind))


def _fits(items: Sequence[Item], index: int) -> Iterator[Fit]:
    item = items[index]
    if not item.value or item.is_duration or not (item.is_percent or item.is_ratio or item.is_level):
        return
    first, last = max(0, index - _WINDOW), min(len(items), index + _WINDOW + 1)
    near = [
        (abs(k - index) + (0 if items[k].sentence is item.sentence else 3), items[k])
        for k in range(first, last)
        if k != index and not items[k].is_incidental
    ]
    levels = [(far, other) for far, other in near if other.is_level and other.value > 0]
    tries = len(levels) * (len(levels) - 1) // 2
    for fit in _explanations(items, index, near, levels):
        yield replace(fit, tries=tries)


def _explanations(
    items: Sequence[Item], index: int, near: list[tuple[int, Item]], levels: list[tuple[int, Item]]
) -> Iterator[Fit]:
    item = items[index]
    if item.is_percent and item.claim.kind is not Kind.PROBABILITY and not is_yearly(item):
        yield from _percent(item, levels)
    elif item.is_ratio:
        yield from _multiple(item, levels)
    elif item.is_level:
        yield from _difference(item, near)
        yield from _sums(items, index)
        yield from _products(item, levels)


def _hits(item: Item, value: float, scale: float = 1.0) -> bool:
    low, high = item.interval
    return min(abs(low), abs(high)) <= abs(value) * scale <= max(abs(low), abs(high)) if low * high > 0 else False


def _percent(item: Item, levels: list[tuple[int, Item]]) -> Iterator[Fit]:
    role = "fall" if goes_down(item) and item.claim.low >= 0 else "growth"
    for (far, a), (farther, b) in combinations(levels, 2):
        if not alike(a, b) or a.value == b.value:
            continue
        large, small = (a, b) if a.value > b.value else (b, a)
        share, distance = small.value / large.value, far + farther
        kind = item.claim.kind
        if kind is not Kind.GROWTH and _hits(item, share * 100):
            yield Fit(distance, Relation.SHARE, (("part", small), ("whole", large), ("share", item)))
        if kind is not Kind.SHARE and _hits(item, (1 - share) * 100):
            yield Fit(distance, Relation.CHANGE, (("start", large), ("end", small), ("fall", item)))
        if kind is not Kind.SHARE and _hits(item, (1 / share - 1) * 100):
            yield Fit(distance, Relation.CHANGE, (("start", small), ("end", large), ("growth", item)))
        if kind is not Kind.SHARE and _hits(item, small.value / (large.value - small.value) * 100):
            yield Fit(distance + 1, Relation.CHANGE, (("end", large), ("delta", small), (role, item)))
        if kind is not Kind.SHARE and role == "fall" and _hits(item, small.value / (large.value + small.value) * 100):
            yield Fit(distance + 1, Relation.CHANGE, (("end", large), ("loss", small), (role, item)))
    if item.claim.kind is not Kind.GROWTH:
        yield from _joint_share(item, levels)


def _joint_share(item: Item, levels: list[tuple[int, Item]]) -> Iterator[Fit]:
    """Two neighbours that together make the share: "452 and 113 of 585 is 96.6 %"."""
    for (far, a), (farther, b) in pairwise(levels):
        if not alike(a, b):
            continue
        for distance, whole in levels:
            is_whole = alike(whole, a) and whole is not a and whole is not b and whole.value > a.value + b.value
            if is_whole and _hits(item, (a.value + b.value) / whole.value * 100):
                members = (("part", a), ("second", b), ("whole", whole), ("share", item))
                yield Fit(far + farther + distance + 2, Relation.SHARE, members)


def _multiple(item: Item, levels: list[tuple[int, Item]]) -> Iterator[Fit]:
    for (far, a), (farther, b) in combinations(levels, 2):
        if not alike(a, b) or a.value == b.value:
            continue
        large, small = (a, b) if a.value > b.value else (b, a)
        quotient = large.value / small.value
        if item.value > 1 and _hits(item, quotient):
            yield Fit(far + farther, Relation.COMPARISON, (("value", large), ("baseline", small), ("times", item)))
        elif item.value < 1 and _hits(item, 1 / quotient):
            yield Fit(far + farther, Relation.COMPARISON, (("value", small), ("baseline", large), ("times", item)))


def _difference(item: Item, near: list[tuple[int, Item]]) -> Iterator[Fit]:
    """A level or points that are the difference of two figures."""
    points = item.unit in ("percentage_point", "basis_point")
    unit = "percent" if points else item.unit
    scale = 100.0 if item.unit == "basis_point" else 1.0
    same = [(far, other) for far, other in near if other.unit == unit or (not points and alike(other, item))]
    for (far, a), (farther, b) in combinations(same, 2):
        if a.value == b.value or _digits_lost(item, a, b):
            continue
        start, end = (a, b) if a.value < b.value else (b, a)
        if _hits(item, (end.value - start.value) * scale):
            role = "delta"
            if item.claim.low < 0:
                start, end = end, start
            yield Fit(far + farther + 1, Relation.CHANGE, (("start", start), ("end", end), (role, item)))


def _digits_lost(item: Item, first: Item, second: Item) -> bool:
    """Whether the two figures are too coarse for their difference to mean anything."""
    step = max(first.claim.resolution, second.claim.resolution)
    return item.unit != "basis_point" and step > abs(item.value)


def _sums(items: Sequence[Item], index: int) -> Iterator[Fit]:
    """A run of neighbours of one unit that adds up to the figure."""
    total = items[index]
    for side in (1, -1):
        run: list[Item] = []
        added = 0.0
        position = index + side
        while 0 <= position < len(items) and len(run) < _MOST_PARTS:
            other = items[position]
            position += side
            if other.unit != total.unit or not other.is_level:
                if other.is_level and run:
                    break
                continue
            run.append(other)
            added += other.value
            if len(run) > 1 and added > abs(total.value) * 1.05:
                break
            step = max([total.claim.resolution, *(part.claim.resolution for part in run)])
            if (
                len(run) > 1
                and abs(added - total.value) <= step * 0.5 * len(run) ** 0.5 + 1e-9 * abs(added)
                and step < abs(total.value) / 10
            ):
                parts = [("part", part) for part in sorted(run, key=lambda part: part.claim.start)]
                yield Fit(len(run), Relation.PARTS, (*parts, ("total", total)))
                break


def _products(item: Item, levels: list[tuple[int, Item]]) -> Iterator[Fit]:
    """An amount that is the product of two others of its sentence, one of them in its own unit."""
    for (far, a), (farther, b) in combinations(levels, 2):
        if far > 4 or farther > 4 or a.sentence is not item.sentence or b.sentence is not item.sentence:
            continue
        for price, count in ((a, b), (b, a)):
            is_price = price.unit == item.unit or price.unit.split("/")[0] == item.unit
            if not is_price or count.unit == item.unit or count.value == 1 or price.value >= item.value:
                continue
            if _hits(item, price.value * count.value) and item.claim.resolution < item.value / 9:
                members = (("amount", item), ("divisor", count), ("quotient", price))
                yield Fit(far + farther, Relation.PER_UNIT, members)


def misfits(tie: Link, items: dict[str, Item]) -> list[str]:
    """Claims of a link that its other figures do not give, by their midpoints."""
    parts = {role: items[claim] for role, claim in tie.members if claim in items}
    wanted: dict[str, float] = {}
    if tie.relation is Relation.CHANGE and {"start", "end"} <= parts.keys() and parts["start"].value:
        start, end = parts["start"].value, parts["end"].value
        quotient = end / start
        wanted = {role: (quotient - 1) * 100 for role in ("growth", "fall")}
        wanted |= {"multiple": quotient, "times_more": quotient, "delta": end - start, "loss": end - start}
    elif tie.relation is Relation.SHARE and {"part", "whole", "share"} <= parts.keys() and parts["whole"].value:
        wanted = {"share": parts["part"].value / parts["whole"].value * 100}
    elif tie.relation is Relation.COMPARISON and {"value", "baseline"} <= parts.keys() and parts["baseline"].value:
        wanted = {"times": parts["value"].value / parts["baseline"].value}
    return [
        parts[role].claim_id
        for role, value in sorted(wanted.items())
        if role in parts and not _hits(parts[role], value)
    ]
