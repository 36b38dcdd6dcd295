"""One thing against another in a sentence: "600 W, roughly 1.5× that of the H20", "nearly five times Moonshot's 10 billion"."""

import re
from collections.abc import Iterator

from etl.extract.links.items import Item, Passage, alike, link
from etl.model.claim import Link, Relation

_BREAK = re.compile(r"\.\s|[;:]|\bwhile\b|\bbut\b")
_MORE = re.compile(r"^\W*(?:more|higher|larger|greater|faster|bigger|longer)\b(?! than| of)")
_LESS = re.compile(r"\W*(?:less|lower|cheaper|fewer|smaller|below|slower|lighter|under|off)\b")
_MORE_OF = re.compile(r"\W*(?:more|higher|larger|faster|greater|above|better|longer)\b")
# Between a ratio and its baseline stand at most a few words, and none that opens another statement.
_TO_BASELINE = re.compile(
    r"^[\s~$€£¥-]*(?:(?:[\w'’/-]+[\s~$€£¥]+){0,9}|(?:that|those|what|the figure|the level) (?:[\w'’/-]+ ){1,4}\([~$€£¥]*)$"
)
_NOT_BASELINE = re.compile(r"\b(?:to|and|or|up|in|by|while|which|at|with)\b")
_BASELINE_CUE = re.compile(
    r"^\W*(?:as (?:much|many|large|fast|high)|more than|the|its|that|those|what|of)\b|['’]s\b|^\W*$"
)


def ratio_role(item: Item) -> str:
    """How a ratio is worded: times, times_more (23 or 24 times), more or less."""
    if item.is_ratio and _MORE.search(item.behind) and item.value >= 2:
        return "times_more"
    if item.is_percent:
        if _LESS.match(item.behind):
            return "less"
        if _MORE_OF.match(item.behind):
            return "more"
    return "times"


def find_comparisons(passage: Passage) -> list[Link]:
    """Values with the ratio that measures them, and the baseline where it is named."""
    return list(_ratios(passage))


_BY_FACTOR = re.compile(r"\bby (?:a factor of|about|around|roughly|nearly|almost|over|more than)?[\s\w]{0,12}$")


def _by_factor(item: Item, items: tuple[Item, ...]) -> Iterator[Link]:
    """As in "4.1, which improves on the limit of 11 by a factor of 2.7"."""
    before = [other for other in items[: item.position] if other.is_level]
    if len(before) > 1 and alike(before[-1], before[-2]) and before[-1].position == item.position - 1:
        small, large = sorted(before[-2:], key=lambda other: other.value)
        if item.value > 1 and 0 < small.value < large.value:
            yield link(Relation.COMPARISON, [("value", large), ("baseline", small), ("times", item)])


def _ratios(passage: Passage) -> Iterator[Link]:
    items = passage.items
    for item in items:
        role = ratio_role(item)
        is_worded_percent = item.is_percent and role in ("more", "less")
        if not (item.is_ratio or is_worded_percent) or not item.value or item.is_incidental:
            continue
        if item.is_ratio and _BY_FACTOR.search(item.before) and "factor" in item.before + item.claim.quote:
            yield from _by_factor(item, items)
            continue
        behind = items[item.position + 1] if item.position + 1 < len(items) else None
        baseline = behind if behind is not None and item.is_ratio and _is_baseline(behind) else None
        value = _value(item, items, baseline)
        if value is not None and baseline is not None and alike(value, baseline):
            yield link(Relation.COMPARISON, [("value", value), ("baseline", baseline), (role, item)])
        elif value is not None and _attached(value, item):
            yield link(Relation.COMPARISON, [("value", value), (role, item)])


def _is_baseline(item: Item) -> bool:
    """Whether a figure behind a ratio is what the ratio measures against."""
    return (
        item.is_level
        and bool(_TO_BASELINE.match(item.before))
        and not _NOT_BASELINE.search(item.before)
        and bool(_BASELINE_CUE.search(item.before))
    )


def _value(item: Item, items: tuple[Item, ...], baseline: Item | None) -> Item | None:
    """The figure the ratio measures: the level before it, or behind "1.16× larger capacity at"."""
    before = [other for other in items[: item.position] if other.is_level]
    if baseline is not None:
        before = [other for other in before if alike(other, baseline)]
    if before and (baseline is not None or before[-1].position == item.position - 1):
        return before[-1]
    behind = items[item.position + 1] if item.position + 1 < len(items) else None
    if baseline is None and behind is not None and behind.is_level and re.search(r"\b(?:at|to)\W*$", behind.before):
        return behind
    return None


def _attached(value: Item, item: Item) -> bool:
    between = item.before if value.position < item.position else value.before
    return len(between) < 60 and not _BREAK.search(between)
