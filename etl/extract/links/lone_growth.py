"""A growth told with its end alone: "16.2 billion, up 185 %"; an annual rate with its span."""

import re
from collections.abc import Iterator

from etl.extract.links.direction import DELTA, LOSS, REACHED, goes_down, is_yearly
from etl.extract.links.items import Item, Passage, link
from etl.model.claim import Link, Relation
from etl.model.quantity import Kind

_PERIOD = re.compile(
    r"^\s*(?:period\b|end(?:ing|ed)\b|(?:to|through|until) (?:the )?(?:end|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))"
)


def find_lone_growths(passage: Passage, used: set[str]) -> Iterator[Link]:
    """A growth beside its end ("16.2 billion, up 185 %"), an annual rate with its span or end."""
    items = passage.items
    for item in items:
        if item.claim_id in used:
            continue
        before = items[item.position - 1] if item.position else None
        behind = items[item.position + 1] if item.position + 1 < len(items) else None
        if item.is_percent and is_yearly(item):
            yield from _annual(item, items)
        elif item.is_percent and item.claim.kind is Kind.GROWTH:
            role = "fall" if goes_down(item) and item.claim.low >= 0 else "growth"
            yield from _with_end(item, role, _amount_itself(_before_its_time(before, items), items), behind)


def _before_its_time(before: Item | None, items: tuple[Item, ...]) -> Item | None:
    """Of "72,108 deaths in the 12-month period to September" the deaths."""
    if before is None or not before.position or not before.is_duration:
        return before
    return items[before.position - 1] if _PERIOD.match(before.behind) else before


def _amount_itself(before: Item | None, items: tuple[Item, ...]) -> Item | None:
    """Of "7.006 billion yuan (1.01 billion dollars), up 12 %" the amount, not its conversion."""
    if before is not None and before.position and before.before.rstrip(" $€£¥~").endswith("("):
        return items[before.position - 1] if items[before.position - 1].is_level else before
    return before


def _with_end(item: Item, role: str, before: Item | None, behind: Item | None) -> Iterator[Link]:
    """As in "16.2 billion, up 185 %"; "182 TWh (+7.9 %) to reach 2,494"; "rose 5 % to 20"."""
    joined = (
        before is not None
        and before.is_level
        and len(item.before) < 70
        and not re.search(r"[.;]\s|\bwhile\b", item.before)
    )
    if joined and before is not None:
        delta = "delta" if DELTA.search(before.before) else "loss" if LOSS.search(before.before) else None
        if delta is None:
            yield link(Relation.CHANGE, [("end", before), (role, item)])
        elif behind is not None and behind.unit == before.unit and REACHED.search(behind.before):
            yield link(Relation.CHANGE, [("end", behind), (delta, before), (role, item)])
        return
    reached = (
        behind is not None
        and behind.is_level
        and re.fullmatch(r"\W*(?:[a-z]+\W+){0,3}?(?:to|and (?:took|reached|hit))\W+(?:[a-z]+\W+){0,2}", behind.before)
    )
    if reached and behind is not None:
        yield link(Relation.CHANGE, [("end", behind), (role, item)])


def _annual(item: Item, items: tuple[Item, ...]) -> Iterator[Link]:
    role = "rate_fall" if goes_down(item) else "rate"
    near = [other for other in items if abs(other.position - item.position) <= 2]
    spans = [other for other in near if other.is_duration and other.claim.unit in ("year", "month", "decade")]
    span = min(
        spans, key=lambda other: (other.position < item.position, abs(other.position - item.position)), default=None
    )
    end = next((other for other in near if other.is_level and other.position > item.position), None)
    members = [(role, item), *([("span", span)] if span else []), *([("end", end)] if end else [])]
    if len(members) > 1:
        yield link(Relation.CHANGE, members)
