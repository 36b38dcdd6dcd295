"""Differences: what one amount has more than another, or what is left of it."""

import re
from collections.abc import Iterator
from itertools import permutations

from etl.extract.links.derived.bonds import is_bound, points_back
from etl.extract.links.derived.choice import Reading
from etl.extract.links.derived.cues import in_brackets
from etl.extract.links.derived.scene import Scene
from etl.extract.links.derived.sum_cues import is_left
from etl.extract.links.direction import is_earlier_aside, same_unit
from etl.extract.links.items import Item
from etl.extract.links.magnitude import within
from etl.extract.links.roles import POINTS, is_contributed
from etl.extract.links.wordings import BEFORE, BEHIND, behind_of
from etl.model.claim import Relation

_FARTHEST = 2.3
_SURE = 2.6
# What it costs that no word beside the difference names the smaller amount.
_UNNAMED = 0.4
# A difference of figures as coarse as this, against itself, says nothing.
_COARSE = 0.5
_BY = (" by ", " by $", " by €", " by £")
_THAN = re.compile(
    r"^[\s)]*(?:points?\s+|(?!win|victor|triumph|defeat|loss|draw)[\w-]+\s+)?(?:more|less|fewer|higher|lower|above|below|over|under|ahead of|behind|short of|longer|shorter|older|"
    r"younger|taller|heavier|lighter|further|faster|slower|bigger|larger|smaller)\b(?! time)"
)
_GAP = re.compile(
    r"\b(?:gap|difference|surplus|deficit|shortfall|headroom|margin|excess|overrun|net (?:gain|loss|increase|decrease))"
    r"(?:,| of| was| is|:)\s*(?:(?:about|around|some|just|nearly|only|over)\s+)*[~$€£¥₹]*\s*$|\b(?:left over|what (?:is|was|remains) left|what remains)\W{0,4}[~$€£¥₹]*\s*$"
)
_THAN_OTHER = re.compile(r"\bthan (?!today|now|last|before|planned|(?:a|one|the) (?:year|month|week|quarter)|in )")


def differences(scene: Scene, index: int) -> Iterator[Reading]:
    """Every way a figure may be the difference of two amounts near it."""
    said = scene.items[index]
    points = said.unit in POINTS
    if said.claim.low != said.claim.high or not said.value or not (points or said.is_level or said.is_duration):
        return
    if is_earlier_aside(said) or is_contributed(said) or _leads_on(scene, index):
        return
    named = _measures_from(said)
    if not (named or _is_gap(said) or is_left(said)):
        return
    follows = named and _follows(scene, index, said)
    for a, b in permutations(scene.near(index, percent=points), 2):
        large, small = scene.items[a], scene.items[b]
        if large.value <= small.value or not _are_of_one_sort(said, large, small, points=points):
            continue
        if follows and index + 1 not in (a, b):
            continue
        if named and max(a, b) > index and scene.items[max(a, b)].sentence is not said.sentence:
            continue
        yield from _reading(
            scene, (a, b, index), _UNNAMED if not named else 0.0 if follows or not _than_other(said) else _SURE
        )


def _reading(scene: Scene, places: tuple[int, int, int], extra: float) -> Iterator[Reading]:
    a, b, index = places
    large, small, said = (scene.items[place] for place in places)
    scale = 100.0 if said.unit == "basis_point" else 1.0
    difference = (large.value - small.value) * scale
    step = (large.claim.resolution + small.claim.resolution) * scale
    off = difference / abs(said.value)
    if not within(off, _FARTHEST) or step > _COARSE * abs(said.value):
        return
    cost = scene.spread(places) + extra
    slack = (_width(large) + _width(small)) * scale + _width(said)
    fits = abs(difference - abs(said.value)) <= slack * 1.0001
    near = is_bound(scene, index, a) or is_bound(scene, index, b) or points_back(said) or _is_gap(said)
    aside = in_brackets(large) or in_brackets(small)
    sure = not fits and cost <= _SURE and near and not aside and extra < _SURE
    yield Reading(cost, Relation.CHANGE, (("start", small), ("end", large), ("delta", said)), fits, sure)


def _leads_on(scene: Scene, index: int) -> bool:
    """Whether a difference names where it leads: "cut by 3 to 802", from a figure nobody tells."""
    said, after = scene.items[index], scene.items[index + 1] if index + 1 < len(scene.items) else None
    led = said.before.endswith(_BY) and after is not None and after.sentence is said.sentence
    return bool(led and after and after.before.strip().startswith("to"))


def _follows(scene: Scene, index: int, said: Item) -> bool:
    """Whether an amount of its sort stands right behind what names it: "40 more than the 260 of May"."""
    if index + 1 >= len(scene.items):
        return False
    after = scene.items[index + 1]
    return (
        after.sentence is said.sentence
        and same_unit(after, said)
        and len(after.before) < 40
        and ". " not in after.before
    )


def _are_of_one_sort(said: Item, large: Item, small: Item, *, points: bool) -> bool:
    if points:
        return large.is_percent and small.is_percent
    return same_unit(said, large) and same_unit(large, small) and same_unit(said, small)


def _width(item: Item) -> float:
    low, high = item.interval
    return (high - low) / 2


def _than_other(item: Item) -> bool:
    """Whether the words name something without a figure that a difference is measured from."""
    return bool(_THAN_OTHER.search(item.behind[:BEHIND]))


def _measures_from(item: Item) -> bool:
    """Whether a figure is how much more or less something is."""
    return bool(_THAN.match(behind_of(item)))


def _is_gap(item: Item) -> bool:
    """Whether the words before a figure call it a difference."""
    return bool(_GAP.search(item.before[-BEFORE:]))
