"""Totals and what they are made of, told in the same breath: in brackets, over halves and quarters, of so many things."""

import re
from collections.abc import Iterator, Sequence

from etl.extract.links.addition import Addition
from etl.extract.links.classes import classes_of
from etl.extract.links.items import Item, Passage, alike, link
from etl.extract.links.wordings import BEFORE_FIGURE
from etl.model.claim import Link, Relation
from etl.model.quantity import Kind

_OPENS = re.compile(r"^[^.;:()]{0,60}\((?:of which |including |made up of |i\.e\. |with )?" + BEFORE_FIGURE)
_GOES_ON = re.compile(
    r"^(?!\s*(?:to|up|down|from|than|or)\b)[^.;:()]{1,40}(?:,|\band|,\s*and|\bplus|\+|/)\s*" + BEFORE_FIGURE
)
_CLOSES = re.compile(r"^[^.;:()]{0,40}\)")
# What is told in brackets of two times, or as a range or comparison, does not add up.
_OTHER = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:last|previous|prior|earlier|before|ago|versus|vs|compared|against|from|range|between|average|median|ci|"
    r"male|men|women|each|respectively|per|up|down)\b|[-+]$"
)
_PERIODS = re.compile(r"\b(?:half|quarters?|first|second|third|fourth|q[1-4]|h[12])\b")
_SUMMED = re.compile(
    r"\b(?:full[- ]year|for the (?:full |whole |entire )?year|in all|altogether|in total|a total of|combined)\b"
)
_ACROSS = re.compile(r"^[^.;]{0,20}\b(?:across|in|into|over|between|from)\s+(?:the |its )?(?:[a-z]+ )?$")
_LISTED = re.compile(r"^[^.;:]{0,90}(?:,|\band)\s+(?:[a-z]+ ){0,3}?" + BEFORE_FIGURE)
_FOR = re.compile(r"^\s*(?:for|in|into|from|of|to|came|went|by|on)\b")
_OF_THOSE = re.compile(r"^\W*of (?:those|these|them|this|that|which)\b,?(?: [\w’'-]+){0,3}?\s*" + BEFORE_FIGURE)
_AND = re.compile(r"^[^.;:]{0,60}(?:,|\band|\bwhile)\s+" + BEFORE_FIGURE)
_COLON = re.compile(r"^[^.;:()]{0,30}(?:[:(–—]|, or|\s-)\s*" + BEFORE_FIGURE)
_LEAST, _LARGEST = 0.45, 2.2
_EXACT = 0.005
_MOST = 6


def find_breakdowns(here: Passage, previous: Passage | None) -> Iterator[Link]:
    """Parts of a sentence with their total, which stands before or behind them."""
    items = here.items
    for number, total in enumerate(items[:-2]):
        yield from _in_brackets(total, items[number + 1 :])
    yield from _over_the_year(items)
    if previous is not None and previous.items:
        yield from _of_those(items, previous)
        yield from _across(items, previous)


def _in_brackets(total: Item, behind: Sequence[Item]) -> Iterator[Link]:
    """As in "120 people (80 in Leeds and 40 in York)"."""
    if not _OPENS.match(behind[0].before) or total.is_ratio or total.is_duration or total.claim.kind is Kind.GROWTH:
        return
    parts = [behind[0]]
    for item in behind[1:_MOST]:
        if not _GOES_ON.match(item.before):
            break
        parts.append(item)
    end = _CLOSES.match(parts[-1].behind)
    words = " ".join(part.before for part in parts[1:]) + (parts[-1].behind[: end.end()] if end else "")
    if len(parts) > 1 and end is not None and not _OTHER.search(f"{words} {behind[0].before}"):
        labelled = all(part.behind.strip(" ,;)&").partition("and")[0].strip() for part in parts)
        told = Addition(tuple(parts), total)
        if labelled and all(_is_part(part, total) for part in parts) and told.is_near(_LEAST, _LARGEST):
            yield told.link()


def _over_the_year(items: Sequence[Item]) -> Iterator[Link]:
    """As in "the first half brought 40 million and the second 55 million, for a full-year total of 95 million"."""
    for total in items[2:]:
        parts: list[Item] = []
        for item in reversed(items[: total.position]):
            if not (_is_part(item, total) and (_PERIODS.search(item.before) or _PERIODS.search(item.behind[:25]))):
                break
            parts.insert(0, item)
        told = Addition(tuple(parts), total)
        around = f"{total.before[-60:]} {total.behind[:30]}"
        whole = len(parts) in (2, 4) and _SUMMED.search(around) and total.is_level
        if whole and not re.search(r"[.;]\s", total.before) and told.is_near(_LEAST, _LARGEST):
            yield told.link()


def _of_those(items: Sequence[Item], previous: Passage) -> Iterator[Link]:
    """As in "131 took part. Of those, 30 were in the vaccine group and 101 in the control group"."""
    if len(items) < 2 or not _OF_THOSE.match(items[0].before) or not _AND.match(items[1].before):
        return
    parts = items[:2]
    totals = [item for item in previous.items if item.is_level and all(_is_part(part, item) for part in parts)]
    if len(totals) != 1 or not all(part.is_level for part in parts):
        return
    classes = [classes_of(f"{part.behind[:60]}") for part in parts]
    shared = any(classes[0][number] != classes[1].get(number, classes[0][number]) for number in classes[0])
    told = Addition(tuple(parts), totals[0])
    too_many = max(part.value for part in parts) > totals[0].value * (1 + _EXACT)
    if told.off <= _EXACT * totals[0].value or ((shared or too_many) and told.is_near(_LEAST, _LARGEST)):
        yield told.link()


def _across(items: Sequence[Item], previous: Passage) -> Iterator[Link]:
    """As in "raised 1.3 billion across two funds. It secured 615 million for one and 685 million for the other"."""
    if len(previous.items) < 2:
        return
    total, number = previous.items[-2:]
    parts = [item for item in items if item.unit == total.unit]
    counted = number.claim.dimension == "count" and number.value == len(parts) == len(items) > 1
    if not (counted and total.is_level and _ACROSS.match(number.before)):
        return
    listed = all(_LISTED.match(part.before) for part in parts[1:]) and all(_FOR.match(part.behind) for part in parts)
    told = Addition(tuple(parts), total)
    if listed and told.is_near(_LEAST, _LARGEST):
        yield told.link()


def _is_part(part: Item, total: Item) -> bool:
    if part.is_percent or total.is_percent:
        return part.is_percent and total.is_percent and part.claim.kind is not Kind.GROWTH
    return not part.is_ratio and not part.is_duration and alike(part, total)


def find_subsets(passage: Passage) -> Iterator[Link]:
    """Shares told of a part and its whole that stand in the words before: "62 %: 31,000 of 50,000 voters"."""
    for share, part, whole in zip(passage.items, passage.items[1:], passage.items[2:], strict=False):
        told = _COLON.match(part.before) and re.fullmatch(r"\s*(?:out )?of (?:the |its |some |all )*", whole.before)
        if not told or not share.is_percent or share.claim.kind is Kind.GROWTH:
            continue
        if part.is_level and whole.is_level and alike(part, whole) and 0 < part.value < whole.value:
            yield link(Relation.SHARE, [("part", part), ("whole", whole), ("share", share)])
