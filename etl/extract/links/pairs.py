"""Two figures that belong together: one amount in two units, a round and its valuation, before and after."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from etl.extract.links.addition import half_step
from etl.extract.links.contexts import stems_of
from etl.extract.links.items import BARE, Item, Passage, like_metric, link
from etl.extract.links.roles import POINTS, is_step
from etl.model.claim import Link, Relation
from etl.model.noun import plural
from etl.model.quantity import Bound

_PAREN = re.compile(
    r"^\s*(?:[\w-]+\s+){0,3}\(\s*(?:about|around|approximately|roughly|some|or|~|≈|=|us|i\.e\.|nearly|equivalent to|approx\.?|[^\x00-\x7f]{1,6})?\s*[~≈$€£¥]*\s*$"
)
_OR = re.compile(
    r"^\s*,?\s*(?:or|equivalent to|equal to|that is|i\.e\.,?)\s+(?:about |around |approximately |roughly |some |nearly )?[~≈$€£¥]*\s*$"
)
# A bare figure in brackets may be that of the year before.
_SAID_SAME = re.compile(r"\b(?:about|around|approximately|roughly|some|or|i\.e|nearly|equivalent|approx)\b|[~≈=]")
_RAISE = re.compile(r"\b(?:rais\w*|round|funding|financing|invest\w*|stake|inject\w*)\b")
_STAKE = re.compile(r"\bstake\b|\bof the (?:company|firm|group|shares)\b")
_VALUATION = re.compile(r"\bvalu(?:ation|ed|ing|ations)\b|\b(?:post|pre)-money\b")


def find_pairs(passage: Passage) -> list[Link]:
    """Equivalents, stakes, and before and after of one sentence."""
    found: list[Link] = []
    for first, second in zip(passage.items, passage.items[1:], strict=False):
        behind = passage.items[second.position + 1] if second.position + 1 < len(passage.items) else None
        found.extend(_equivalent(first, second, behind))
    found.extend(_stakes(passage))
    found.extend(_before_after(passage))
    return found


def _equivalent(first: Item, second: Item, behind: Item | None) -> Iterator[Link]:
    if first.is_duration or first.is_percent != second.is_percent or first.is_ratio or second.is_ratio:
        return
    in_paren = _PAREN.match(second.before) and re.match(r"^[^)]{0,14}\)", second.behind + (")" if behind else ""))
    is_or = _OR.match(second.before)
    if not (in_paren or is_or):
        return
    both_money = first.claim.dimension == second.claim.dimension == "currency" and first.unit != second.unit
    close = (
        first.unit == second.unit and first.is_level and 0.7 < second.value / first.value < 1.4
        if first.value
        else False
    )
    if both_money:
        rate = (
            behind if behind is not None and _AT_RATE.match(behind.before) and _is_rate(first, second, behind) else None
        )
        yield link(Relation.EQUIVALENT, [("first", first), ("second", second), *([("rate", rate)] if rate else [])])
    elif close:
        said = bool(is_or or _SAID_SAME.search(second.before)) or _letters(first) != _letters(second)
        yield link(Relation.EQUIVALENT, [("first", first), ("second", second)], certain=said)
    elif in_paren and first.unit in _METRIC and second.unit in _METRIC:
        yield from _in_other_unit(first, second)
    else:
        yield from _per_other_time(first, second)


def _letters(item: Item) -> str:
    """The unit of a figure as it is written."""
    return re.sub(r"[\d.,\s]+", "", item.claim.quote.lower())


# What customary units are in the unit the same dimension is published in.
_METRIC = {
    "meter": ("length", 1.0), "mile": ("length", 1609.344), "foot": ("length", 0.3048), "inch": ("length", 0.0254),
    "yard": ("length", 0.9144), "nautical_mile": ("length", 1852.0), "gram": ("mass", 1.0), "pound": ("mass", 453.59237),
    "ounce": ("mass", 28.349523), "square_meter": ("area", 1.0), "square_foot": ("area", 0.09290304),
    "acre": ("area", 4046.8564), "hectare": ("area", 1e4), "square_mile": ("area", 2589988.11), "liter": ("volume", 1.0),
    "gallon": ("volume", 3.785412), "meter/second": ("speed", 1.0), "kilometer/hour": ("speed", 1 / 3.6),
    "mile/hour": ("speed", 0.44704),
}  # fmt: skip


def _in_other_unit(first: Item, second: Item) -> Iterator[Link]:
    """As in "634 km (394 miles)": the first, brought to the unit of the second, is what the second must be."""
    (dimension, size), (other, other_size) = _METRIC[first.unit], _METRIC[second.unit]
    if dimension != other or not second.value:
        return
    half = half_step(first)
    low, high = ((value * size / other_size) for value in (first.claim.low - half, first.claim.high + half))
    if 0.5 < (low + high) / 2 / second.value < 2:
        tie = link(Relation.EQUIVALENT, [("first", first), ("second", second)])
        yield replace(tie, counted_low=low, counted_high=high, evidence=_brought(first, second))


# How many of each there are in a year, at least and at most.
_A_YEAR = {"year": (1, 1), "quarter": (4, 4), "month": (12, 12), "week": (52, 52.2), "day": (360, 366)}


# Recurring revenue is told a month or a year by its very name.
_RECURRING = re.compile(r"^\s*(?:(?:in|of) )?(?:(mrr|monthly recurring)|(arr|annual(?:i[sz]ed)? recurring))\b")


def _each_time(item: Item) -> tuple[str, str]:
    """The unit of a rate and the time it is told of."""
    top, _, period = item.unit.rpartition("/")
    named = None if top else _RECURRING.match(item.behind)
    return (item.unit, "month" if named[1] else "year") if named else (top, period)


def _per_other_time(first: Item, second: Item) -> Iterator[Link]:
    """As in "41 a year (3.40 a month)"."""
    top, period = _each_time(first)
    other_top, other = _each_time(second)
    if not top or top != other_top or period == other or not {period, other} <= _A_YEAR.keys() or not second.value:
        return
    half = half_step(first)
    (fewest, most), (other_fewest, other_most) = _A_YEAR[period], _A_YEAR[other]
    low, high = (first.claim.low - half) * fewest / other_most, (first.claim.high + half) * most / other_fewest
    if 0.3 < (low + high) / 2 / second.value < 3:
        tie = link(Relation.EQUIVALENT, [("first", first), ("second", second)])
        yield replace(tie, counted_low=low, counted_high=high, evidence=_brought(first, second))


def _brought(first: Item, second: Item) -> str:
    """What was computed: "316 km2 in square miles"."""
    over, per, under = second.unit.replace("_", " ").partition("/")
    return f"{first.claim.quote} in {plural(over)}{per and ' per '}{under}"


_AT_RATE = re.compile(r"^\s*(?:at|using|based on)\s+(?:an? |the )?(?:exchange )?(?:rate )?(?:of )?[~$€£¥]*\s*$")


def _is_rate(first: Item, second: Item, behind: Item) -> bool:
    """Whether a figure behind two amounts may be their exchange rate."""
    quotient = first.value / second.value if second.value else 0.0
    return bool(quotient) and 0.3 < behind.value / quotient < 3


def _stakes(passage: Passage) -> Iterator[Link]:
    money = [item for item in passage.items if item.claim.dimension == "currency"]
    taken: set[str] = set()
    for index, second in enumerate(money):
        is_valuation = bool(
            _VALUATION.search(second.behind[:22])
            or re.search(r"valu(?:ation|ed|ing)\s+(?:it |the \w+ )?(?:of|at)\W+(?:[\w]+\W+){0,3}$", second.before)
        )
        if not is_valuation:
            continue
        before = [
            item
            for item in money[:index]
            if item.unit == second.unit and item.value < second.value and item.claim_id not in taken
        ]
        if not before:
            continue
        first = before[-1]
        joined = re.search(r"\bat\b|\bvalu", second.before[-60:]) and second.position - first.position <= 2
        raised = (
            _RAISE.search(first.before[-50:])
            or _RAISE.search(first.behind[:40])
            or first.position == second.position - 1
        )
        if joined and raised and not re.match(r"\W*(?:post-money |pre-money )?valuation", first.behind):
            taken.add(first.claim_id)
            share = next(
                (
                    i
                    for i in passage.items[: first.position]
                    if i.is_percent and _STAKE.search(i.before + i.behind[:12])
                ),
                None,
            )
            told = [("share", share)] if share is not None and first.position - share.position == 1 else []
            yield link(Relation.STAKE, [("raise", first), ("valuation", second), *told])
            third = next((item for item in money[index + 1 : index + 2] if _VALUATION.search(item.behind[:22])), None)
            if third is not None and third.unit == first.unit:
                yield link(Relation.STAKE, [("raise", first), ("valuation", third)])


def _before_after(passage: Passage) -> Iterator[Link]:
    """Neighbours of one unit and metric in one sentence that no other link explains: their proportion follows."""
    levels = [
        item
        for item in passage.items
        if item.is_level
        and item.claim.low == item.claim.high > 0
        and not item.is_incidental
        and item.claim.bound is not Bound.UP_TO
        and item.unit not in POINTS  # of how many points one thing moved to those of another says nothing
    ]
    for first, second in itertools.pairwise(levels):
        near = first.unit == second.unit and first.value != second.value and second.position - first.position <= 4
        if (
            near
            and is_step(first) == is_step(second)
            and (like_metric(first, second) or _one_thing_counted(first, second))
        ):
            yield link(Relation.BEFORE_AFTER, [("before", first), ("after", second)])


def _one_thing_counted(first: Item, second: Item) -> bool:
    """Whether both count one named thing: "1 trillion parameters, of them 42 billion active"."""
    one, other = first.claim, second.claim
    counted = one.dimension != "currency" and first.unit not in BARE and one.subject == other.subject
    return counted and bool(stems_of(one.metric) & stems_of(other.metric))
