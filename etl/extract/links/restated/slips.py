"""When a figure that differs from a group of equal ones can only be a slip: signs of how alike the two are told, weighed.

What each sign counts is learned (tests/training/slips.py) and stands in the catalogue.
"""

import math
import tomllib
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from etl.catalog import CATALOG
from etl.extract.links.contexts import Context, Group
from etl.extract.links.fits import misfits
from etl.extract.links.items import Item, Passage
from etl.extract.links.magnitude import within
from etl.extract.links.restated.companions import goes_on_otherwise, told_with_others
from etl.extract.links.restated.dissent import find_dissent
from etl.extract.links.restated.figures import Figures
from etl.extract.links.restated.near import Nearness
from etl.extract.links.restated.slip_signs import (
    MOST_BESIDE,
    MOST_OF_NAMES,
    MOST_OF_NUMBERS,
    name_signs,
    number_signs,
    plain_signs,
)
from etl.extract.links.restated.two_things import are_of_series, are_of_two_things
from etl.extract.links.sameness import meets
from etl.model.claim import Link, Relation
from etl.model.document import Zone
from etl.model.record import record

# From here on a figure may accuse.
_BAR = 1.2
_BAR_OF_KNOWN = 0.9  # of two figures of one time and subject
_WIDEST = 3  # times that a slip may be off
_CLOSE, _MANY = 0.05, 3
_FEW = 10
_PRECISE = 2  # digits that a span of time or a count must have
_TELL_APART = (Zone.TABLE, Zone.HEADING)
_GIVEN = 3  # figures of a tie that give each other


@record
class Candidate:
    """A figure of group `number` that may be a slip of one of group `home`."""

    number: int
    home: int
    group: Group
    homes: Group
    figure: Context
    rival: Context


def find_slips(groups: Sequence[Group], nearness: Nearness, figures: Figures) -> dict[int, list[Context]]:
    """The figures that can only be slips of those of a group, by the number of the group."""
    best: dict[int, tuple[float, int]] = {}
    for each in candidates(groups, nearness, figures):
        bar = _BAR_OF_KNOWN if _are_of_one(each, figures) else _BAR
        least = best.get(each.number, (0.0, 0))[0]
        over = _trust(each, figures, bar + least) - bar
        if over > least and not _is_another(each, figures):
            best[each.number] = over, each.home
    dissent = find_dissent(groups, nearness, figures)
    homes = {number: home for number, home in dissent if not _are_told_together(groups[number], groups[home], figures)}
    homes |= {number: home for number, (_, home) in best.items()}
    found: dict[int, list[Context]] = defaultdict(list)
    for number, home in sorted(homes.items()):
        found[home].extend(groups[number].contexts)
    return found


def _are_of_one(each: Candidate, figures: Figures) -> bool:
    """Whether two figures of two paragraphs are dated for one time, and neither has a subject of its own."""
    mine, other = each.figure.item, each.rival.item
    here, there = mine.claim.period, other.claim.period
    if here is None or there is None or here.text != there.text or mine.sentence.block == other.sentence.block:
        return False
    one, rival = figures.figure(each.figure), figures.figure(each.rival)
    if one.subject and rival.subject and one.subject.isdisjoint(rival.subject):
        return False
    return one.subject <= rival.told or rival.subject <= one.told


def _is_another(each: Candidate, figures: Figures) -> bool:
    """Whether two figures are of two things: one in a row of a table that tells the other too, or both in rounds of their own."""
    if are_of_two_things(each.figure, each.rival) or _are_told_together(each.group, each.homes, figures):
        return True
    is_row = Zone.TABLE in (each.figure.item.claim.zone, each.rival.item.claim.zone)
    if is_row and number_signs(each.figure, each.rival, figures)["told beside"]:
        return True
    pairs = [(mine, other) for mine in each.group.contexts for other in each.homes.witnesses]
    return any(_goes_on_otherwise(mine, other, figures) for mine, other in pairs)


def _goes_on_otherwise(mine: Context, other: Context, figures: Figures) -> bool:
    """Whether the sentences of two figures, or those next to them, tell the same several things with other figures."""
    signs = number_signs(mine, other, figures)
    if signs["differing"] > 1 and not signs["agreeing"]:
        return True
    rows = zip(figures.neighbours(mine), figures.neighbours(other), strict=True)
    return any(goes_on_otherwise(*pair) for pair in rows)


def _are_told_together(group: Group, home: Group, figures: Figures) -> bool:
    """Whether one sentence tells figures of both: "15 times as fast, compared to 12 times elsewhere"."""
    here, there = ({figures.figure(context).place for context in each.contexts} for each in (group, home))
    return not here.isdisjoint(there)


def signs_of(each: Candidate, figures: Figures) -> dict[str, float]:
    """The signs that are there for and against a slip, each with its size."""
    return {sign: float(value) for read in _STEPS for sign, value in read(each, figures).items() if value}


def _trust(each: Candidate, figures: Figures, bar: float) -> float:
    """How surely a figure is a slip; of one that cannot come over the bar any more no further signs are read."""
    weights = _weights()
    trust = weights["base"]
    beside, beside_rival = len(figures.row(each.figure)) - 1, len(figures.row(each.rival)) - 1
    for read, left in zip(_STEPS, _left(beside if beside_rival else 0), strict=True):
        if trust + left <= bar:
            break
        trust += sum([weights[sign] * value for sign, value in read(each, figures).items() if sign in weights])
    return trust


def _plain(each: Candidate, figures: Figures) -> Mapping[str, float]:
    again = len(each.group.contexts) - 1
    told = {"told once": not again, "told again": again}
    return {**plain_signs(each.figure, each.rival, figures), **told}


def _names(each: Candidate, figures: Figures) -> Mapping[str, float]:
    return name_signs(each.figure, each.rival, figures)


def _beside(each: Candidate, figures: Figures) -> Mapping[str, float]:
    row = told_with_others(each.group.contexts[0], each.homes.witnesses, figures.row)
    return {**number_signs(each.figure, each.rival, figures), "another row": row}


# What the signs are read by, what costs least first.
_STEPS = (_plain, _names, _beside)


@cache
def _left(beside: int) -> tuple[float, ...]:
    """How much each step and those behind it can add at most, where so many figures beside one can agree with the other's."""
    names, numbers, agreeing = (
        sum(_weights().get(sign, 0.0) * min(value, count) for sign, value in most.items())
        for most, count in ((MOST_OF_NAMES, math.inf), (MOST_OF_NUMBERS, math.inf), (MOST_BESIDE, beside))
    )
    return math.inf, names + numbers + agreeing, numbers + agreeing


@cache
def _weights() -> Mapping[str, float]:
    return tomllib.loads((CATALOG / "slips.toml").read_text("utf-8"))


def candidates(groups: Sequence[Group], nearness: Nearness, figures: Figures) -> Iterator[Candidate]:
    """The figures that may be slips of others: few of a value, told in rare words of theirs, of like size."""
    sizes = [abs(sum(group.contexts[0].value)) / 2 for group in groups]
    for number in _doubtful(groups, sizes):
        for home in nearness.near[number]:
            may_be = _are_like(sizes[number], sizes[home], len(groups[home].contexts))
            if may_be and not nearness.outnumbers(number, home) and not _any_meet(groups[number], groups[home]):
                for mine, other in _pairs(groups[number], groups[home], figures):
                    yield Candidate(number, home, groups[number], groups[home], mine, other)


def _doubtful(groups: Sequence[Group], sizes: Sequence[float]) -> list[int]:
    """The groups that can be slips of another at all: few figures, and another of like size."""
    order = sorted(sizes)
    likes = (bisect_right(order, size * _WIDEST) - bisect_left(order, size / _WIDEST) - 1 for size in sizes)
    return [number for number, like in enumerate(likes) if like and _is_told_seldom(groups[number])]


def _is_told_seldom(group: Group) -> bool:
    """Whether a group has few figures, and no short spans of time, versions or sizes of files."""
    item = group.contexts[0].item
    if item.unit == "dimensionless" and not group.metrics:  # a version
        return False
    if item.claim.zone is Zone.YAML or (item.claim.dimension == "information" and item.before.endswith("(")):
        return False
    is_small = group.contexts[0].digits < _PRECISE
    is_few = abs(item.value) <= _FEW and not item.is_percent and item.claim.dimension != "currency"
    if is_small and (
        is_few or item.is_duration or item.claim.dimension == "count"
    ):  # "within nine months", "two doors"
        return False
    return group.is_few


def _are_like(size: float, home: float, figures: int) -> bool:
    """Whether a figure is of like size as one that is told so often."""
    if not size or not home or not within(size / home, _WIDEST):
        return False
    return abs(size / home - 1) >= _CLOSE or figures >= _MANY  # what differs in its last digit may be another


def _any_meet(group: Group, home: Group) -> bool:
    return any(meets(one.item, other.item) for one in group.contexts for other in home.witnesses)


def _pairs(group: Group, home: Group, figures: Figures) -> Iterator[tuple[Context, Context]]:
    """The figures of both that stand in sentences or rows of their own; two cells, or two headings, tell two things."""
    for mine in group.contexts:
        for other in home.witnesses:
            are_alike = mine.item.claim.zone is other.item.claim.zone and mine.item.claim.zone in _TELL_APART
            if are_alike or are_of_series((mine,), (other,), max(map(figures.values, (mine, other)))):
                continue
            if figures.figure(mine).place != figures.figure(other).place:
                yield mine, other


def proven_by(ties: Sequence[Link], passages: Sequence[Passage]) -> frozenset[str]:
    """The claims of ties whose figures give each other."""
    items: dict[str, Item] = {item.claim_id: item for passage in passages for item in passage.items}
    return frozenset(claim for tie in ties if _is_given(tie, items) for _, claim in tie.members)


_GIVING = (Relation.CHANGE, Relation.SHARE, Relation.COMPARISON)


def _is_given(tie: Link, items: dict[str, Item]) -> bool:
    if len(tie.members) < _GIVEN or tie.relation is Relation.RESTATEMENT:
        return False
    if not all(claim in items for _, claim in tie.members):
        return False
    return not tie.certain or (tie.relation in _GIVING and not misfits(tie, items))
