"""Estimates and the range they are sure to lie in: "a risk ratio of 0.72 (95 % CI 0.61–0.85)"."""

import re
from collections.abc import Iterator

from etl.extract.links.items import Item, Passage, link
from etl.model.claim import Link, Relation

_RANGE = re.compile(
    r"^\s*(?:ci|c\.i\.|cri|ui|(?:confidence|credible|credibility|uncertainty) (?:interval|limits|range))s?[\s:,=]*[(\[]?[~$€£¥]*\s*$"
)
_OPENS = re.compile(r"^[^.;()\[\]]{0,25}[;,(\[]\s*(?:with an? |an? |the )?$")
_LIKELY = (80.0, 90.0, 95.0, 98.0, 99.0)
# An estimate this many widths outside was none of the range: a slip moves a digit.
_FARTHEST = 12.0


def find_margins(passage: Passage) -> Iterator[Link]:
    """Each estimate with its range."""
    for estimate, level, span in zip(passage.items, passage.items[1:], passage.items[2:], strict=False):
        if not (
            level.is_percent and level.value in _LIKELY and _RANGE.match(span.before) and _OPENS.match(level.before)
        ):
            continue
        low, high = span.claim.low, span.claim.high
        is_single = estimate.claim.low == estimate.claim.high
        if is_single and estimate.unit == span.unit and low < high and _is_near(estimate, low, high):
            role = "times" if estimate.is_ratio else "statement"
            yield link(Relation.RESTATEMENT, [(role, estimate), (role, span)])


def _is_near(estimate: Item, low: float, high: float) -> bool:
    """Whether the estimate may be the range's: of its sign, and not far outside."""
    outside = max(low - estimate.value, estimate.value - high, 0.0)
    return outside <= _FARTHEST * (high - low) and (estimate.value > 0) == (low + high > 0)
