"""Shares and ratios whose two figures the words of a sentence name, whether or not the arithmetic fits."""

import re
from collections.abc import Iterator
from itertools import pairwise

from etl.extract.links.items import Item, Passage, alike, link
from etl.extract.links.share import part_of
from etl.extract.links.wordings import BEFORE_FIGURE
from etl.model.claim import Link, Relation
from etl.model.quantity import Kind

_LEFT = re.compile(
    r"\b(?:left with|leav(?:e|es|ing)|will (?:have|keep)|retain(?:s|ing)?|keep(?:s|ing)?|remaining)\b[^.;]{0,20}?"
    + BEFORE_FIGURE
)
_LEFT_BEHIND = re.compile(
    r"^\s*(?:[\w-]+ ){0,2}?(?:(?:will |would )?(?:remain|stay)\w*|(?:are|were|is|was) left|left)\b"
)
_OF_ITS = re.compile(r"^\s*of (?:its|their|the|all|our|his|her)\b")
_COLON = re.compile(r"^[^.;,:()]{0,40}:\s*[~$€£¥]*\s*$")
_IS = re.compile(r"\b(?:is|was|are|were|will be|would be|to be|being|has been)\b[^.;:]{0,30}$")
_RATIO_OF = re.compile(
    r"^[^.;]{0,30}?\b(?:an?|the)\s+(?:[\w-]+ ){0,3}?ratio\b(?: (?:of|is|was|being))?(?: [\w-]+ to [\w-]+)?(?: of| at)?\s*"
    + BEFORE_FIGURE
)
_BESIDE = re.compile(r"^[^.;:]{0,50}(?:\band\b|\bto\b|\bagainst\b|\bversus\b|\bvs\b|,)[^.;:]{0,50}$")


def find_outright_shares(passage: Passage) -> Iterator[Link]:
    """Shares of a whole that is told with them, and ratios of two figures named side by side."""
    items = passage.items
    for item in items:
        if item.is_percent and item.claim.kind is not Kind.GROWTH:
            yield from _of_what_was(item, items)
        if item.is_ratio and item.position > 1:
            yield from _ratio(items[item.position - 2], items[item.position - 1], item)
    for share, part in pairwise(items):
        yield from _explained(share, part, items)


def _of_what_was(share: Item, items: tuple[Item, ...]) -> Iterator[Link]:
    """As in "cutting 120 jobs, 40 % of its workforce, and will be left with 180 people"."""
    part = part_of(share, items)
    rest = items[share.position + 1] if share.position + 1 < len(items) else None
    if part is None or rest is None or not rest.is_level or not _OF_ITS.match(share.behind):
        return
    counts = part.claim.dimension.startswith("count") and rest.claim.dimension.startswith("count")
    left = _LEFT.search(rest.before) or _LEFT_BEHIND.match(rest.behind)
    if left and (counts or part.unit == rest.unit) and part.value > 0 < rest.value:
        yield link(Relation.SHARE, [("part", part), ("rest", rest), ("share", share)])


def _explained(share: Item, part: Item, items: tuple[Item, ...]) -> Iterator[Link]:
    """As in "a budget of 18.3 trillion will be 64 % debt-financed: 11.7 trillion of new bonds"."""
    if not (share.is_percent and share.claim.kind is not Kind.GROWTH and part.is_level and _COLON.match(part.before)):
        return
    wholes = [item for item in items[: share.position] if item.unit == part.unit and item.is_level]
    if len(wholes) == 1 and wholes[0].value > part.value > 0 and _IS.search(share.before):
        yield link(Relation.SHARE, [("part", part), ("whole", wholes[0]), ("share", share)])


def _ratio(first: Item, second: Item, ratio: Item) -> Iterator[Link]:
    """As in "two stars of 8 and 6 solar masses, a mass ratio of 0.75"."""
    figures = first.is_level and second.is_level and alike(first, second) and first.value > 0 < second.value
    if figures and _RATIO_OF.match(ratio.before) and _BESIDE.match(second.before):
        small, large = sorted((first, second), key=lambda item: item.value)
        value, baseline = (small, large) if ratio.value < 1 else (large, small)
        yield link(Relation.COMPARISON, [("value", value), ("baseline", baseline), ("times", ratio)])
