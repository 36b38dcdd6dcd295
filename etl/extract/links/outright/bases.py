"""What a growth or a multiple is measured from, told behind it: "a 26 % fall on the previous quarter (90)", "doubled since 1980, when it was 10 %"."""

import re
from collections.abc import Iterator
from itertools import pairwise

from etl.extract.links.items import Item, Passage, akin, link
from etl.extract.links.magnitude import within
from etl.extract.links.wordings import BEFORE_FIGURE
from etl.model.claim import Link, Relation
from etl.model.quantity import Kind

_ON_BASE = re.compile(
    r"^\s*(?:[a-z-]+ ){0,2}?(?:fall|rise|increase|decrease|drop|decline|growth|gain|jump|reduction|up|down|higher|lower|more|fewer|less)s?\s+"
    r"(?:on|from|over|than|against|compared (?:with|to))\s+(?:the |a )?(?:[\w’'-]+ ){1,8}?\([~$€£¥]*\s*$"
)
_DOWN = re.compile(r"^\s*(?:[a-z-]+ ){0,2}?(?:fall|decrease|drop|decline|reduction|down|lower|fewer|less)")
_MAKES = re.compile(
    r"\b(?:represent\w*|is|was|are|were|mark\w*|mean\w*|show\w*|constitut\w*)\s+(?:an?|the)?\s*" + BEFORE_FIGURE
)
_POINTS_BACK = re.compile(r"^\W*(?:this|that|it|these|those|which|they)\b")
_AND = re.compile(r"^\)?,? and (?:an?|the) \W*$")
_HAS_GROWN = re.compile(
    r"^\W*(?:this|that|it|these|those|they|the (?:figure|number|share|proportion|rate|total|percentage))s?(?: [\w-]+){0,2}? (?:has|have|had) "
    r"(?:since |now |thus |therefore |in fact )?" + BEFORE_FIGURE
)
_GREW = re.compile(
    r"^\W*(?:this|that|it|these|those|they|the (?:figure|number|share|proportion|rate|total|percentage))s?(?: [\w-]+){0,2}? (?:has |have |had )?"
    r"(?:grown|grew|risen|rose|increased|multiplied|fallen|fell)(?: by)?(?: a factor of)? " + BEFORE_FIGURE
)
_WHEN_IT_WAS = re.compile(
    r"^[^.;:()]{0,60}\b(?:when|since|from)\b[^.;:()]{0,50}\b(?:was|were|stood at|came to|had been|amounted to|at)\s+"
    + BEFORE_FIGURE
)
# A figure so many times as large is no slip of one digit.
_FARTHEST = 4.0


def find_bases(here: Passage, previous: Passage | None) -> Iterator[Link]:
    """Growths and multiples with the figure they are measured from, and what grew, before them."""
    for growth, start in pairwise(here.items):
        if growth.is_percent and start.is_level and start.behind.startswith(")") and _ON_BASE.match(start.before):
            yield from _on_base(growth, start, here, previous)
    if previous is not None and len(here.items) > 1:
        yield from _since(here.items[0], here.items[1], previous)


def _on_base(growth: Item, start: Item, here: Passage, previous: Passage | None) -> Iterator[Link]:
    """As in "There were 67 takeovers. This represents a 26 % fall on the previous quarter (90)"."""
    down = bool(_DOWN.match(start.before))
    led = here.items[: growth.position]
    told = bool(_MAKES.search(growth.before)) or (
        bool(_AND.match(growth.before)) and any(_MAKES.search(item.before) for item in led)
    )
    back = _POINTS_BACK.match(here.text) and previous is not None
    near = [*led, *(previous.items if back and previous is not None else ())]
    ends = [item for item in near if item.is_level and akin(item, start) and item.value > 0 < start.value]
    if not ends:
        return
    factor = 1 + (-growth.value if down else growth.value) / 100
    end = min(ends, key=lambda item: (abs(item.value / start.value - factor), item.claim.start))
    sure = told and within(end.value / start.value, _FARTHEST)
    yield link(Relation.CHANGE, [("start", start), ("end", end), ("fall" if down else "growth", growth)], certain=sure)


def _since(multiple: Item, start: Item, previous: Passage) -> Iterator[Link]:
    """As in "In 2012 it was 19 %. This has almost doubled since 1980, when the figure was 10 %"."""
    grown = multiple.is_ratio and multiple.claim.kind is Kind.GROWTH and multiple.value > 1
    if not (grown and (_HAS_GROWN.match(multiple.before) or _GREW.match(multiple.before))):
        return
    ends = [item for item in previous.items if item.unit == start.unit and item.value > 0]
    if len(ends) == 1 and start.value > 0 and _WHEN_IT_WAS.match(start.before):
        near = within(ends[0].value / start.value / multiple.value, _FARTHEST)
        yield link(Relation.CHANGE, [("start", start), ("end", ends[0]), ("multiple", multiple)], certain=near)
