"""How far apart two figures are, and by how much one grew, told in the same breath: "4.5 days compared to 4, a half-day gap"."""

import re
from collections.abc import Iterator

from etl.extract.links.direction import goes_down
from etl.extract.links.items import Item, Passage, akin, link
from etl.extract.links.magnitude import within
from etl.extract.links.wordings import BEFORE_FIGURE
from etl.model.claim import Link, Relation
from etl.model.quantity import Kind

_AGAINST = re.compile(r"^[^.;()]{0,40}\b(?:compared (?:to|with)|against|versus|vs\.?|to)\s+" + BEFORE_FIGURE)
_APART = re.compile(r"^[^.;:]{0,50}(?:[,(–—]|\s-)\s*(?:which is |that is |thus |or )?(?:an?|the)\s+" + BEFORE_FIGURE)
_MAJORITY = re.compile(
    r"^[^.;:]{0,50}[,(–—]\s*an? (?:majority|margin|lead|difference|gap|advantage|deficit|surplus) of\s+" + BEFORE_FIGURE
)
_GAP = re.compile(
    r"^[\s-]*(?:[a-z]+[\s-]+){0,2}?(?:advantage|disadvantage|difference|gap|lead|deficit|shortfall|margin|majority|saving|swing)\b"
)
_MOVED_TO = re.compile(
    r"\b(?:fell|dropped|declined|shrank|down|rose|grew|climbed|increased|up)\b[^.;]{0,25}\bfrom\s+" + BEFORE_FIGURE
)
_TO = re.compile(r"^[^.;:,]{0,40}\bto\s+" + BEFORE_FIGURE)
_THE = re.compile(r"[,(–—][^.;:,]{0,40}\b(?:the|an?|those)\s+" + BEFORE_FIGURE)
_WON_OR_LOST = re.compile(
    r"^[\s-]*(?:[a-z]+[\s-]+){0,2}?(?:los(?:t|s|ses)|cuts?|shed|gone|gain(?:ed|s)?|added|created|saved)\b"
)
_GREW = re.compile(
    r"\b(?:rose|grew|increased|climbed|jumped|gained|advanced|fell|dropped|declined|decreased|slipped|shrank|was (?:up|down)|(?:is|are|were) (?:up|down))"
    r"(?: by)?\s+" + BEFORE_FIGURE
)
_OR = re.compile(r"^\s*[,(]\s*(?:or|i\.e\.,?|that is,?)?\s*" + BEFORE_FIGURE)
_UP_TO = re.compile(r"^\s*[,)]?\s*(?:[a-z-]+ ){0,4}?to\s+(?:an? )?(?:record |total of )?" + BEFORE_FIGURE)
# Differences farther off than this are of other figures.
_FARTHEST = 6.0


def find_steps(passage: Passage) -> Iterator[Link]:
    """Differences and growths of a sentence whose figures stand side by side."""
    items = passage.items
    for first, second, third in zip(items, items[1:], items[2:], strict=False):
        yield from _gap(first, second, third)
        yield from _lost(first, second, third)
        yield from _grown(first, second, third)


def _gap(first: Item, second: Item, rest: Item) -> Iterator[Link]:
    """As in "4.5 days compared to 4 days by road — a half-day disadvantage"; "54 votes to 46, a majority of 8"."""
    if not (_are_of_a_kind(first, second, rest) and _AGAINST.match(second.before)):
        return
    told = _MAJORITY.match(rest.before) or (_APART.match(rest.before) and _GAP.match(rest.behind))
    if told and rest.value > 0:
        large, small = sorted((first, second), key=lambda item: -item.value)
        if _is_near(large.value - small.value, rest.value):
            yield link(Relation.PARTS, [("part", large), ("less", small), ("total", rest)])


def _lost(start: Item, end: Item, step: Item) -> Iterator[Link]:
    """As in "fell from 86 million to 65 million, underlining the 21 million jobs lost"."""
    moved = _MOVED_TO.search(start.before) and _TO.match(end.before) and _are_of_a_kind(start, end, step)
    if moved and start.is_level and _THE.search(step.before) and _WON_OR_LOST.match(step.behind):
        change = end.value - start.value
        if _is_near(abs(change), step.value):
            yield link(Relation.CHANGE, [("start", start), ("end", end), ("loss" if change < 0 else "delta", step)])


def _grown(first: Item, second: Item, end: Item) -> Iterator[Link]:
    """As in "rose 0.4 %, or 145 million, to 36.4 billion"; "rose 12 million, or 12 %, to 112 million"."""
    growth, step = (first, second) if first.is_percent else (second, first)
    if not (growth.is_percent and growth.claim.kind is Kind.GROWTH and step.is_level and end.unit == step.unit):
        return
    told = _GREW.search(first.before) and _OR.match(second.before) and _UP_TO.match(end.before)
    if told and 0 < step.value < end.value:
        down = goes_down(first)
        members = [("end", end), ("loss" if down else "delta", step), ("fall" if down else "growth", growth)]
        yield link(Relation.CHANGE, members)


def _are_of_a_kind(first: Item, second: Item, third: Item) -> bool:
    if first.is_percent or first.is_ratio or first.is_incidental:
        return False
    return all(item.unit == first.unit or (not first.is_duration and akin(item, first)) for item in (second, third))


def _is_near(difference: float, told: float) -> bool:
    return difference > 0 < told and within(difference / told, _FARTHEST)
