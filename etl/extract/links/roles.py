"""What a figure beside a start and an end says of the way: growth, multiple, rate, span or difference."""

import re

from etl.extract.links.direction import DELTA, LOSS, announces_start, goes_down, is_span, is_yearly
from etl.extract.links.items import Item, alike
from etl.model.quantity import Kind

MORE_THAN = re.compile(
    r"^\W*(?:more|less|higher|lower|fewer|above|below|lighter|cheaper|longer|shorter|taller|older|younger|heavier|larger|bigger|smaller|wider)\b"
)
_MEASURED = re.compile(r"^\W*(?:\(±[^)]*\)\W*)?(?:above|below|more than|less than|higher|lower|up|down)\b")
_STEP_OF = re.compile(
    r"\b(?:increase|decrease|improvement|rise|fall|drop|gain|decline|change|cut|jump|saving|reduction) of\W*$"
)
POINTS = ("percentage_point", "basis_point", "point")
_OF_THE_START = re.compile(
    r"^\W*(?:$|[^\w\s]|(?:more|higher|larger|greater|faster|bigger|as|the|that|those|its|their|what|than|in|over|within|since|"
    r"by|from|to|up|compared|expansion|rise|increase|jump|growth|gain|improvement|multiple|and|or|on|for|during|between|under|between)\b)"
)
_CONTRIBUTED = re.compile(
    r"\b(?:contributions?|impacts?|benefits?|effects?|headwinds?|tailwinds?|including|excluding|despite)\b[^.;]{0,25}$"
)
_APPOSED = re.compile(r"^(?:\s+(?:in|by|as of)\s+(?:[\w/]+\s*){1,3})?\s*[,—–-]\s*an?\s+$")
_A_RISE = re.compile(r"^\s*(?:relative )?(?:increase|rise|jump|growth|gain|decrease|fall|drop|decline|reduction)\b")
_RELATIVE = re.compile(r"\b(?:relative|reduction|improvement|increase|decrease)\b")
_A_STEP = re.compile(
    r"^\s*(?:[a-z]+ )?(?:boost|increase|rise|reduction|cut|gain|jump|drop|decline|improvement|saving|hike|fall)s?\b"
)


def role_beside(item: Item, start: Item, last: int) -> str | None:
    """The role of a figure beside a start and an end, the later of which stands at `last`; None where it has none."""
    if item.is_ratio:
        return _multiple_role(item)
    if item.is_percent and item.claim.kind is not Kind.PROBABILITY:
        worded = item.claim.kind is Kind.GROWTH and (
            _RELATIVE.search(item.before) or (_APPOSED.match(item.before) and _A_RISE.match(item.behind))
        )
        if worded and item.unit == start.unit and is_yearly(item):
            return None  # a yearly change of a percentage may be in points
        is_change = item.unit != start.unit or worded
        if is_change:
            return _growth_role(item)
    if is_span(item):
        return "span"
    return _difference_role(item, start, last)


def is_contributed(item: Item) -> bool:
    """Whether a figure is only what one cause adds: "including a contribution of 40 basis points"."""
    return bool(_CONTRIBUTED.search(item.before))


def is_step(item: Item) -> bool:
    """Whether a figure tells by how much something moved or differs: "up 36 pounds", "381 fewer", "a $50 million boost"."""
    before = DELTA.search(item.before) or LOSS.search(item.before)
    return bool(before or MORE_THAN.match(item.behind) or _A_STEP.match(item.behind))


def _multiple_role(item: Item) -> str | None:
    if item.claim.kind not in (Kind.GROWTH, Kind.RATIO) or item.value < 1:
        return None
    if item.claim.kind is Kind.RATIO and not _OF_THE_START.match(item.behind):
        return None  # "2.1 times EBITDA" is a multiple of something else
    return "times_more" if re.match(r"\W*(?:more|higher|larger|greater|faster)\b", item.behind) else "multiple"


def _growth_role(item: Item) -> str | None:
    if is_yearly(item):
        return "rate_fall" if goes_down(item) else "rate"
    is_share = item.claim.kind is Kind.SHARE and not (_MEASURED.match(item.behind) or _STEP_OF.search(item.before))
    if is_share or announces_start(item.before) or re.match(r"\s*of\b", item.behind):
        return None
    return "fall" if goes_down(item) and item.claim.low >= 0 else "growth"


def _difference_role(item: Item, start: Item, last: int) -> str | None:
    if is_contributed(item):
        return None
    if start.unit == "percent" and item.unit in POINTS:
        if item.position > last and len(item.before) > 15 and not _STEP_OF.search(item.before):
            return None
        return "loss" if goes_down(item) and item.claim.low >= 0 else "delta"
    if item.is_level and alike(item, start):
        if LOSS.search(item.before) or re.match(
            r"\W*(?:less|lower|fewer|below|cheaper|lighter|shorter|younger|smaller)\b", item.behind
        ):
            return "loss"
        if DELTA.search(item.before) or re.match(
            r"\W*(?:more|higher|above|longer|taller|older|heavier|larger|bigger|wider)\b", item.behind
        ):
            return "delta"
    return None
