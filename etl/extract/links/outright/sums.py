"""Sums told over two sentences: a list that divides the total before it, and what comes and goes."""

import re
from collections.abc import Iterator
from itertools import pairwise

from etl.extract.links.addition import Addition
from etl.extract.links.items import Item, Passage, alike, link
from etl.model.claim import Link, Relation

_OTHERS = re.compile(r"\b(?:unknown|other|others|elsewhere|undisclosed|the rest|remaining|the remainder|the balance)\b")
_MORE = re.compile(r"^\s*more (\w+) than \w+")
_LOST = re.compile(
    r"^(?:death|departure|emigra|closure|leaver|exit|outflow|withdrawal|redemption|cancell|loss|resignation|expir)"
)
NET = re.compile(
    r"\b(?:net|natural)\s+(?:[\w-]+ ){0,2}?(?:\w+)(?: (?:was|is|of|to|at|amounted|stood|came|comes))+\s*[~$€£¥]*\s*$"
)
_GROWN = re.compile(
    r"\b(?:an? |the )?(?:[\w-]+ )?(?:increase|growth|rise|gain)(?: [\w-]+){0,3}? of (?:about |around |some |just |over )*$|"
    r"\b(?:grew|rose|increased|grown|risen) by (?:about |around |some |just |over )*$"
)
_LONGEST = 8


def find_sums_before(here: Passage, previous: Passage | None) -> Iterator[Link]:
    """Parts of a sentence whose total stands in the sentence before, or in their own where more came than went."""
    if len(here.items) < 2:
        return
    if previous is not None and previous.items:
        yield from _to_others(here, previous)
    yield from _balance(here, previous)


def _to_others(here: Passage, previous: Passage) -> Iterator[Link]:
    """As in "Sales came to 2.8 million tons. Mexico took 1.1 million, Japan 640,000, with 650,000 to others"."""
    parts = [item for item in here.items if item.is_level]
    last = here.items[-1]
    listed = len(parts) == len(here.items) and 3 <= len(parts) <= _LONGEST
    if not (listed and _OTHERS.search(last.before[-40:] + " " + last.behind[:40])):
        return
    if any(len(part.before) > 60 or re.search(r"[.;:]\s", part.before) for part in parts[1:]):
        return
    largest = max(part.value for part in parts)
    totals = [item for item in previous.items if item.is_level and item.value > largest]
    totals = [item for item in totals if all(part.unit == item.unit or _bare(part, item) for part in parts)]
    told = min((Addition(tuple(parts), total) for total in totals), key=lambda each: each.off, default=None)
    if told is not None and told.is_near(0.5, 2):
        yield told.link()


def _bare(part: Item, total: Item) -> bool:
    return part.claim.dimension == "count" and (total.claim.dimension == "count" or alike(part, total))


def _balance(here: Passage, previous: Passage | None) -> Iterator[Link]:
    """As in "an increase of 25. There were 4 more deaths than births, while net immigration amounted to 29"."""
    told = [(first, second, _MORE.match(first.behind)) for first, second in pairwise(here.items)]
    if not any(more for *_, more in told):
        return
    near = [*here.items, *(previous.items if previous is not None else ())]
    totals = [item for item in near if item.is_level and _GROWN.search(item.before)]
    for first, second, more in told:
        counts = all(item.is_level and item.claim.dimension == "count" for item in (first, second))
        if more and counts and NET.search(second.before) and len(totals) == 1:
            role = "less" if _LOST.match(more[1]) else "part"
            if totals[0].claim.dimension == "count":
                yield link(Relation.PARTS, [("part", second), (role, first), ("total", totals[0])])
