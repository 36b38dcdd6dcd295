"""Three figures of a sentence whose words tell a product, a price of a share, or a difference."""

import re
from collections.abc import Iterator
from itertools import pairwise

from etl.extract.links.items import Item, Passage, alike, link
from etl.extract.links.magnitude import within
from etl.extract.links.share import part_of
from etl.extract.links.wordings import BEFORE_FIGURE
from etl.model.claim import Link, Relation
from etl.model.quantity import Kind

_GROUPS = re.compile(
    r"^[^.;:]{0,40}\b(?:in|into|across|over|on|from|between|among)\s+(?:the |its |their )?" + BEFORE_FIGURE
)
_OF = re.compile(r"^[^.;:,]{0,40}\b(?:of|with|holding|carrying|seating)\s+" + BEFORE_FIGURE)
_EACH = re.compile(r"^\s*(?:[\w-]+ ){0,2}?(?:each|apiece)\b")
_VALUING = re.compile(r"^[^.;]{0,60}\bvalu(?:ing|es|ed)\b[^.;]{0,40}?\bat\s+" + BEFORE_FIGURE)
_FOR_SHARE = re.compile(
    r"^\s*(?:[\w-]+ ){0,2}?(?:for|in exchange for|to (?:buy|acquire|take))(?: an?| the)?\s+" + BEFORE_FIGURE
)
_FOR_PRICE = re.compile(r"^\s*(?:stake|share|interest|holding|of)\b[^.;]{0,60}?\bfor\s+" + BEFORE_FIGURE)
_OF_PARTY = re.compile(r"^\s*(?:stake|share|interest|holding|of)\b")
_IN_BRACKETS = re.compile(
    r"^\s*of (?:the |its |their |all )?(?:[\w'’-]+ ){1,5}\((?:about |around |some |or )?[~$€£¥]*\s*$"
)
_DIFFERENCE = re.compile(
    r"^[^.;()]{0,40}\((?:an? |the )?(?:absolute |risk )?difference,?:?(?: of| was)?\s*[~$€£¥]*\s*$"
)
_BESIDE = re.compile(r"^[^.;]{0,60}\b(?:and|versus|vs|against|with|to)\b[^.;]{0,20}$")
_FARTHEST = 3.0
# A difference this near to that of the figures may be one a model adjusted.
_ADJUSTED = 0.25


def find_groups(passage: Passage) -> Iterator[Link]:
    """Groups of one size, stakes with their price and value, differences in brackets, wholes in brackets."""
    items = passage.items
    for first, second, third in zip(items, items[1:], items[2:], strict=False):
        yield from _of_each(first, second, third)
        yield from _stake(first, second, third)
        yield from _difference(first, second, third)
    for share, whole in pairwise(items):
        yield from _of_bracket(share, whole, items)


def _of_each(total: Item, groups: Item, size: Item) -> Iterator[Link]:
    """As in "396 satellites in 18 planes of 22 each"."""
    told = _GROUPS.match(groups.before) and _OF.match(size.before) and _EACH.match(size.behind)
    if not told or groups.claim.dimension != "count" or min(groups.value, size.value, total.value) <= 0:
        return
    counted = total.claim.dimension == size.claim.dimension == "count"
    near = within(total.value / groups.value / size.value, _FARTHEST)
    if near and (counted or total.unit == size.unit):
        yield link(Relation.PER_UNIT, [("amount", total), ("divisor", groups), ("quotient", size)])


def _stake(first: Item, second: Item, value: Item) -> Iterator[Link]:
    """As in "paid 30 million for 12.5 % of the club, valuing it at 240 million"."""
    if not (_VALUING.match(value.before) and value.claim.dimension == "currency"):
        return
    bought = second.is_percent and _FOR_SHARE.search(second.before) and _OF_PARTY.match(second.behind)
    price, share = (first, second) if bought else (second, first)
    priced = bought or (share.is_percent and _FOR_PRICE.match(price.before))
    if priced and price.unit == value.unit and share.claim.kind is not Kind.GROWTH and 0 < price.value < value.value:
        yield link(Relation.STAKE, [("raise", price), ("valuation", value), ("share", share)])


def _difference(first: Item, second: Item, rest: Item) -> Iterator[Link]:
    """As in "by 0.21 L and 0.08 L, respectively (difference 0.13 L"."""
    figures = all(item.is_level and item.unit == first.unit for item in (first, second, rest))
    if not (figures and _DIFFERENCE.match(rest.before) and _BESIDE.match(second.before) and rest.value > 0):
        return
    large, small = sorted((first, second), key=lambda item: -item.value)
    off = abs((large.value - small.value) / rest.value - 1)
    yield link(Relation.PARTS, [("part", large), ("less", small), ("total", rest)], certain=off > _ADJUSTED)


def _of_bracket(share: Item, whole: Item, items: tuple[Item, ...]) -> Iterator[Link]:
    """As in "used 18 TWh, or 7.5 % of national consumption (240 TWh)"."""
    named = share.is_percent and share.claim.kind is not Kind.GROWTH and _IN_BRACKETS.match(whole.before)
    part = part_of(share, items) if named and whole.behind.startswith(")") else None
    if part is not None and part is not whole and alike(part, whole) and 0 < part.value < whole.value:
        yield link(Relation.SHARE, [("part", part), ("whole", whole), ("share", share)])
